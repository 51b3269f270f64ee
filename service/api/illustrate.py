"""Looks in the corpora for texts in which each rule fires: ``python -m service.api.illustrate`` writes ``examples.toml``, which ``/v1/rules`` shows.

Reading every corpus takes seconds, which a service that starts or answers does not have; a test holds the file to what the rules do.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import orjson

from service.api.rules import EXPLAINED
from service.bulk import extract_many
from service.corpora import FOLDERS, Example, examples
from service.model import Kind

MOST = 5
"""Examples of a rule."""
TARGET = Path(__file__).with_name("examples.toml")


def fired(text: str, request: dict[str, Any]) -> Iterator[tuple[str, int, int]]:
    """The rules that a text wakes, with the spans of what they found, refused, credited or took as a sign of who speaks."""
    (response,) = extract_many([{"text": text, **request, "explain": True}])
    for fact in chain.from_iterable(response[kind.value] for kind in Kind):
        yield fact["rule"], fact["start"], fact["end"]
        if fact["attribution"]["rule"]:
            yield fact["attribution"]["rule"], fact["start"], fact["end"]
    for refused in response["rejected"]:
        yield refused["rule"], refused["start"], refused["end"]
    for evidence in chain.from_iterable(turn["evidence"] for turn in response["turns"]):
        yield evidence["cue"], evidence["start"], evidence["end"]


def corpora() -> list[Example]:
    """Every example of every corpus as it stands."""
    return [example for name in FOLDERS for example in examples(name, carriers=False)]


def illustrate() -> dict[str, list[tuple[str, int, int]]]:
    """Texts and spans by rule: from all over those that a corpus gives to the rule by name, then the shortest others in which it fires."""
    named: dict[str, list[tuple[str, int, int]]] = {id: [] for id in EXPLAINED}
    seen: dict[str, list[tuple[str, int, int]]] = {id: [] for id in EXPLAINED}
    for example in corpora():
        for id, (start, end) in {id: span for id, *span in fired(example.text, example.request)}.items():
            (named if id == example.rule else seen)[id].append((example.text, start, end))
    return {
        id: list(dict.fromkeys(named[id][:: max(1, len(named[id]) // MOST)] + sorted(seen[id], key=lambda shown: len(shown[0]))))[:MOST]
        for id in EXPLAINED
    }


def _write() -> None:
    lines = ["# Written by `make examples`."]
    for id, shown in illustrate().items():
        for text, start, end in shown:
            # A JSON string is a TOML one.
            lines += ["", "[[example]]", f'rule = "{id}"', f"text = {orjson.dumps(text).decode()}", f"span = [{start}, {end}]"]
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    _write()
