"""Loads the lexicons: words are data, in ``lexicon.toml`` beside the rules that use them."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(package: str, name: str = "lexicon.toml") -> dict[str, Any]:
    """The lexicon ``name`` of ``package``, read once. Callers must not change it."""
    return tomllib.loads(files(package).joinpath(name).read_text("utf-8"))


@cache
def digest() -> str:
    """SHA-256 over all rules and lexicons: the response's ``version.rules``."""
    total = hashlib.sha256()
    root = files("service")
    for folder in ("attribution", "facts", "transcript"):
        for path in _files(root.joinpath(folder), folder):
            total.update(path[0].encode())
            total.update(path[1])
    return total.hexdigest()


def _files(folder: Any, name: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            found += _files(entry, path)
        elif entry.name.endswith((".py", ".toml")) and entry.name != "corpus.toml":
            found.append((path, entry.read_bytes()))
    return found
