"""Writes what the project shows of itself, after rules, corpora or weights have changed: ``make examples``, which is

    python -m tests.generate_examples

It finds texts of the corpora in which each rule fires, for ``/v1/rules`` (``service/api/examples.toml``: reading every corpus takes seconds,
which a service that starts or answers does not have), and the answer that ``openapi.yaml`` shows. Tests hold both to what the service does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import orjson
import yaml

from service.api.rules import EXPLAINED
from service.bulk import extract_many
from service.corpora import FOLDERS, Example, examples
from service.model import Kind

MOST = 5
"""Examples of a rule."""
ROOT = Path(__file__).parents[1]
TARGET = ROOT / "service/api/examples.toml"
CONTRACT = ROOT / "openapi.yaml"


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


def shown_answer() -> dict[str, Any]:
    """What the service answers to the contract's first example."""
    contract = yaml.safe_load(CONTRACT.read_text("utf-8"))
    request = contract["paths"]["/v1/extract"]["post"]["requestBody"]["content"]["application/json"]["examples"]["text"]["value"]
    (response,) = extract_many([request])
    return response


def _rules() -> str:
    lines = ["# Written by `make examples`."]
    for id, shown in illustrate().items():
        for text, start, end in shown:
            # A JSON string is a TOML one.
            lines += ["", "[[example]]", f'rule = "{id}"', f"text = {orjson.dumps(text).decode()}", f"span = [{start}, {end}]"]
    return "\n".join(lines) + "\n"


def _contract() -> str:
    answer = yaml.safe_dump(shown_answer(), default_flow_style=None, sort_keys=False, allow_unicode=True, width=10_000)
    block = "".join(f"        {line}\n" for line in answer.splitlines())
    return re.sub(
        r"(?s)(The answer to the first example of a request\n      value:\n).*?(?=  schemas:\n)", lambda m: m[1] + block, CONTRACT.read_text("utf-8")
    )


if __name__ == "__main__":
    TARGET.write_text(_rules(), "utf-8")
    CONTRACT.write_text(_contract(), "utf-8")
