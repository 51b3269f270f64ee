"""Fits the weights of ``service.confidence`` on the project's own corpora: ``python -m service.refit`` writes ``service/weights.toml``.

Every example is read as it stands and in untidy copies (in lower case, without commas, without stops, run on), as speech-to-text and hurried
typing leave them. A fact of the text as it stands is right where its corpus does not gainsay it; a fact of an untidy copy is right where the tidy
text has it too, with the same value, and wrong where the mess made or changed it. So a rule earns as much trust as it keeps when a text is not what it
was written for. A ridge pulls rules with few examples to the rate of all. As rules are written to fit their corpora, and untidy copies are harder on
some kinds than on others, each kind is then moved as a whole to the share that was right on texts that no rule had seen (``UNSEEN``).
The result depends on the corpora, the rules and those shares alone.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from service.confidence import MOST
from service.corpora import FOLDERS, Example, examples
from service.model import CalendarDate, Casualty, Fact, Money, Options, Quantity, Quote, RosterEntry
from service.pipeline import extract
from service.transcript.formats import read_document

RIDGE = 3.0
ROUNDS = 300
UNSEEN = {"money": 0.985, "casualties": 0.95, "dates": 0.98, "quantities": 0.95, "quotes": 0.92}
"""The share of facts that was right, by kind, on articles and transcripts annotated by others before any rule had seen them, rounded up for what was
mended since."""
STEPS = 40
TARGET = Path(__file__).with_name("weights.toml")

Counts = Counter[tuple[tuple[str, ...], bool]]
"""How often facts with these features were right (True) and wrong."""


def untidy(text: str) -> Iterator[str]:
    """Copies of a text as speech-to-text and hurried typing leave it."""
    yield text.lower()
    yield text.replace(", ", " ")
    yield "".join(" " if c in ".?!;:" and text[i + 1 : i + 2].isspace() else c for i, c in enumerate(text))
    yield f"well I mean {text[:1].lower()}{text[1:].rstrip('.?!')} and that is how it was"


def _facts(example: Example, text: str) -> list[Fact]:
    request = example.request
    day = request.get("reference_date")
    roster = tuple(RosterEntry(**{**r, "aliases": tuple(r.get("aliases", ()))}) for r in request.get("roster") or ())
    options = Options(reference_date=dt.date.fromisoformat(day) if day else None, locale=request.get("locale") or "en-GB", roster=roster)
    extraction = extract(read_document(text, request.get("format") or "auto"), options)
    return [fact for facts in extraction.facts.values() for fact in facts]


def _value(fact: Fact) -> tuple[Any, ...]:
    """What makes a fact right: the value that callers compare by."""
    value = fact.value
    match value:
        case Money():
            return fact.kind, value.amount, value.currency
        case Casualty():
            return fact.kind, value.count, value.harm
        case CalendarDate():
            return fact.kind, value.earliest, value.latest
        case Quantity():
            return fact.kind, value.quantity, value.unit
        case Quote():
            return fact.kind, value.type, "".join(c for c in value.content.casefold() if c.isalnum())
        case _:
            raise TypeError(value)


def gather() -> tuple[Counts, Counts]:
    """Every fact of the corpora and of their untidy copies by its features, right and wrong; and those of the texts as they stand alone."""
    counts: Counts = Counter()
    stand: Counts = Counter()
    for name in FOLDERS:
        for example in examples(name, carriers=False):
            tidy = _facts(example, example.text)
            for fact in tidy:
                counts[fact.evidence, True] += 1
                stand[fact.evidence, True] += 1
            for text in untidy(example.text):
                left = Counter(_value(fact) for fact in tidy)
                for fact in _facts(example, text):
                    value = _value(fact)
                    right = left[value] > 0
                    left[value] -= right
                    counts[fact.evidence, right] += 1
    return counts, stand


def settled(weights: dict[str, float], stand: Counts) -> dict[str, float]:
    """The weights with each kind moved so that the facts of its corpus, read as they stand, are on average as sure as ``UNSEEN`` says."""
    moved = dict(weights)
    for kind, share in UNSEEN.items():
        name = f"kind.{kind}"
        facts = [(named, n) for (named, _), n in stand.items() if name in named]
        scores = [(weights["bias"] + sum(weights.get(f, 0.0) for f in named), n) for named, n in facts]
        total = sum(n for _, n in scores)
        low, high = -6.0, 6.0
        for _ in range(STEPS if total else 0):
            middle = (low + high) / 2
            mean = sum(n * min(MOST, 1 / (1 + math.exp(-(score + middle)))) for score, n in scores) / total
            low, high = (middle, high) if mean < share else (low, middle)
        moved[name] = round(weights.get(name, 0.0) + (low + high) / 2, 3) if total else weights.get(name, 0.0)
    return moved


def fit(counts: Counts) -> dict[str, float]:
    """The weights that make the counts likeliest, less a ridge on all but the bias: by Newton steps on the diagonal."""
    rows = [(("bias", *named), 1.0 if right else 0.0, float(n)) for (named, right), n in sorted(counts.items())]
    weights = dict.fromkeys(sorted({name for named, _, _ in rows for name in named}), 0.0)
    for _ in range(ROUNDS):
        slope = {name: 0.0 if name == "bias" else -RIDGE * weight for name, weight in weights.items()}
        curve = {name: 1e-6 if name == "bias" else RIDGE for name in weights}
        for named, right, n in rows:
            p = 1 / (1 + math.exp(-sum(weights[name] for name in named)))
            for name in named:
                slope[name] += n * (right - p)
                curve[name] += n * p * (1 - p)
        for name in weights:
            weights[name] += 0.3 * slope[name] / curve[name]
    return {name: round(weight, 3) for name, weight in weights.items()}


def table(weights: dict[str, float], counts: Counts) -> str:
    """The weights as TOML, with how many facts each was fitted on."""
    seen: Counter[str] = Counter()
    for (named, _), n in counts.items():
        for name in ("bias", *named):
            seen[name] += n
    lines = [
        "# Fitted by `python -m service.refit` on the project's corpora: log-odds that a fact is right. Behind each, the weight of its examples.",
        "",
        "[weights]",
    ]
    lines += [f"{f'{chr(34)}{name}{chr(34)}' if '.' in name else name} = {weight}  # {seen[name]}" for name, weight in weights.items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fits anew and writes the table."""
    counts, stand = gather()
    TARGET.write_text(table(settled(fit(counts), stand), counts), "utf-8")


if __name__ == "__main__":
    main()
