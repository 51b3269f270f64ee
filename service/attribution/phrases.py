"""Phrases as data: ``{the|my|} hon. {Friend|Lady}`` stands for every phrase that its braces spell out, matched on token norms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from service.transcript.tokens import tokenise

_BRACES = re.compile(r"\{([^{}]*)\}")
_END = ""
"""The key under which a node of the tree holds what its phrase stands for: no token is empty."""


def expand(pattern: str) -> list[str]:
    """Every phrase that ``pattern`` spells out; braces hold choices, and an empty choice leaves the words out."""
    match = _BRACES.search(pattern)
    if match is None:
        return [" ".join(pattern.split())]
    before, after = pattern[: match.start()], pattern[match.end() :]
    return [phrase for choice in match.group(1).split("|") for phrase in expand(before + choice + after)]


class Phrases:
    """A tree of phrases over token norms, each with what it stands for."""

    __slots__ = ("_root",)

    def __init__(self, entries: Iterable[tuple[str, Any]]) -> None:
        self._root: dict[str, Any] = {}
        for pattern, value in entries:
            for phrase in expand(pattern):
                node = self._root
                for norm in tokenise(phrase).norms:
                    node = node.setdefault(norm, {})
                node[_END] = value

    @property
    def wakes(self) -> frozenset[str]:
        """The norms that a phrase begins with."""
        return frozenset(self._root)

    def every(self, norms: Sequence[str], i: int, last: int) -> list[Any]:
        """What each phrase at token ``i`` stands for, shortest first."""
        node: dict[str, Any] | None = self._root
        found: list[Any] = []
        while i < last:
            node = node.get(norms[i]) if node is not None else None
            if node is None:
                break
            i += 1
            if _END in node:
                found.append(node[_END])
        return found

    def longest(self, norms: Sequence[str], i: int, last: int) -> tuple[Any, int] | None:
        """What the longest phrase at token ``i`` stands for, and the token behind it; it ends before ``last``."""
        node: dict[str, Any] | None = self._root
        found: tuple[Any, int] | None = None
        while i < last:
            node = node.get(norms[i]) if node is not None else None
            if node is None:
                break
            i += 1
            if _END in node:
                found = node[_END], i
        return found
