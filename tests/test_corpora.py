"""Every example of every corpus gives its facts, every rule fires in one, and values do not change with where they stand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from service.corpora import FOLDERS, Example, corpus, examples
from service.facts.catalogue import RULES
from tests.conftest import run

KINDS = ("money", "casualties", "dates", "quantities", "quotes")
WORDS = ("victims", "perpetrator", "cause", "place")


def _names(response: dict[str, Any], speaker: str | None) -> set[str | None]:
    for s in response["speakers"]:
        if s["id"] == speaker:
            return {s["name"], s["label"], s["role"], *(m["text"] for m in s["mentions"])}
    return {None}


def _agrees(response: dict[str, Any], fact: dict[str, Any], field: str, want: Any) -> bool:
    by_id = {f["id"]: f for kind in KINDS for f in response[kind]}
    attribution = fact["attribution"]
    match field:
        case "source" | "speaker":
            return (want or None) in _names(response, attribution[field])
        case "cue":
            return (attribution["cue"] or {}).get("text") == (want or None)
        case "basis":
            return attribution["basis"] == want
        case "victims" | "perpetrator" | "cause" | "place":
            return (fact[field] or {}).get("text") == (want or None)
        case "subset_of" | "date":
            return (by_id[fact[field]]["text"] if fact[field] else None) == (want or None)
        case "kind":
            return fact in response[want]
        case _:
            return _subset(want, fact.get(field))


def _subset(want: Any, got: Any) -> bool:
    if isinstance(want, dict):
        return isinstance(got, dict) and all(_subset(v, got.get(k)) for k, v in want.items())
    if isinstance(want, list):
        return isinstance(got, list) and (sorted(want) == sorted(got))
    if want in ("", "null"):  # TOML has no null
        return got is None
    if isinstance(want, (int, float)) and isinstance(got, str):
        return Decimal(str(want)) == Decimal(got)
    if isinstance(got, str) and isinstance(want, str) and want[:1].isdigit() and want.replace(".", "").isdigit() and got.replace(".", "").isdigit():
        return Decimal(want) == Decimal(got)
    return bool(want == got)


def check(name: str, example: Example) -> str | None:
    """What is wrong with the answer to an example, or None."""
    response = run(example.text, **example.request)
    kinds = [name] if name in KINDS else list(KINDS)
    facts = [f for kind in kinds for f in response[kind]]
    shown = [
        (
            f["text"],
            f["rule"],
            {
                k: f.get(k)
                for k in ("amount", "currency", "count", "harm", "value", "earliest", "latest", "quantity", "unit", "noun", "type")
                if k in f
            },
        )
        for f in facts
    ]
    if example.span is not None:
        found = [f for f in facts if (f["start"], f["end"]) == example.span]
        if name == "numeral":
            found = found or [f for f in facts if f["start"] <= example.span[0] and f["end"] >= example.span[1]]
        if not found:
            return f"nothing at {example.text[slice(*example.span)]!r} of {example.text!r}: {shown}"
        wrong = [k for k, v in example.value.items() if not any(_agrees(response, f, k, v) for f in found)]
        if example.rule and not any(f["rule"] == example.rule for f in found):
            wrong.append("rule")
        return f"{example.text!r}: {wrong} of {shown}" if wrong else None
    assert example.facts is not None
    left = list(facts)
    for want in example.facts:
        match = next(
            (f for f in left if f["text"] == want.get("text", f["text"]) and all(_agrees(response, f, k, v) for k, v in want.items() if k != "text")),
            None,
        )
        if match is None:
            return f"{example.text!r}: no {want} in {shown}"
        left.remove(match)
    if left and name in KINDS:
        return f"{example.text!r}: also {[f['text'] for f in left]} in {shown}"
    return None


@pytest.mark.parametrize("name", FOLDERS)
def test_every_example_gives_its_facts(name: str) -> None:
    wrong = [w for e in examples(name) if (w := check(name, e))]
    assert not wrong, f"{len(wrong)} wrong\n" + "\n".join(wrong[:40])


@pytest.mark.parametrize(("names", "surfaces", "negatives"), [(("numeral", "money"), 300, 100), (("dates",), 250, 100), (("quantities",), 150, 100)])
def test_corpora_hold_enough_surfaces_and_negatives(names: tuple[str, ...], surfaces: int, negatives: int) -> None:
    entries = [corpus(name) for name in names]
    assert sum(len(e["surfaces"]) for c in entries for e in c.get("example", ())) >= surfaces
    assert sum(len(e["texts"]) for c in entries for e in c.get("negative", ())) >= negatives


def test_every_rule_fires_in_a_corpus() -> None:
    fired: set[str] = set()
    for name in FOLDERS:
        for e in examples(name, carriers=False):
            response = run(e.text, **e.request, explain=True)
            fired |= {f["rule"] for kind in KINDS for f in response[kind]} | {r["rule"] for r in response["rejected"]}
    assert {r.id for r in RULES} <= fired
