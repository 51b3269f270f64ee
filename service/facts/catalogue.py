"""Every rule of every kind, and the tokens that wake them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from service.facts import casualty, date, money, quantity, quote
from service.model import Checkpoint, Kind, Mention, Refusal
from service.reading import Reading
from service.rules import Rule

RULES: tuple[Rule, ...] = (*money.RULES, *casualty.RULES, *date.RULES, *quantity.RULES, *quote.RULES)


@cache
def _woken() -> tuple[dict[str, tuple[Rule, ...]], tuple[Rule, ...]]:
    by_norm: dict[str, tuple[Rule, ...]] = {}
    for rule in RULES:
        for norm in rule.wakes:
            by_norm[norm] = (*by_norm.get(norm, ()), rule)
    return by_norm, tuple(rule for rule in RULES if rule.on_numerals)


def find(reading: Reading, checkpoint: Checkpoint) -> Iterator[Mention | Refusal]:
    """Everything that any rule finds; a rule runs only around the tokens that wake it, and a heading holds dates alone."""
    by_norm, on_numerals = _woken()
    norms = reading.tokens.norms
    starting = reading.numerals.by_first
    for sentence in reading.sentences:
        checkpoint()
        for i in range(sentence.first, sentence.last):
            for rule in by_norm.get(norms[i], ()):
                if sentence.heading and rule.kind is not Kind.DATES:
                    continue
                assert rule.find is not None
                yield from rule.find(reading, sentence, i)
            if i in starting:
                for rule in on_numerals:
                    if sentence.heading and rule.kind is not Kind.DATES:
                        continue
                    assert rule.find is not None
                    yield from rule.find(reading, sentence, i)
