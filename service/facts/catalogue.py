"""Every rule of every kind, and the tokens that wake them."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TypeAlias

from service.facts import casualty, date, money, quantity, quote
from service.model import Checkpoint, Kind, Mention, Refusal
from service.reading import Reading
from service.rules import Finder, Rule
from service.transcript.tokens import among

RULES: tuple[Rule, ...] = (*money.RULES, *casualty.RULES, *date.RULES, *quantity.RULES, *quote.RULES)


_Finders: TypeAlias = "tuple[Finder, ...]"
_LONG, _MOST_QUOTES = 150, 24
"""Of a sentence of more tokens than the first only so many quotes are read: nobody could say who says what in more of them without a stop."""


@cache
def _woken(heading: bool) -> tuple[dict[str, _Finders], _Finders]:
    """The finders that each norm wakes, and those that numerals wake; a heading holds dates alone."""
    by_norm: dict[str, _Finders] = {}
    on_numerals: list[Finder] = []
    for rule in RULES:
        if rule.find is None or (heading and rule.kind is not Kind.DATES):
            continue
        for norm in rule.wakes:
            by_norm[norm] = (*by_norm.get(norm, ()), rule.find)
        if rule.on_numerals:
            on_numerals.append(rule.find)
    return by_norm, tuple(on_numerals)


@cache
def _quoting() -> frozenset[Finder]:
    """The finders of quotes."""
    return frozenset(rule.find for rule in RULES if rule.find is not None and rule.kind is Kind.QUOTES)


def find(reading: Reading, checkpoint: Checkpoint) -> list[Mention | Refusal]:
    """Everything that any rule finds; a rule runs only around the tokens that wake it, and a heading holds dates alone."""
    plain, in_headings = _woken(heading=False), _woken(heading=True)
    norms = reading.tokens.norms
    starting = reading.numerals.by_first
    awake = sorted({*among(norms, plain[0]), *starting})
    found: list[Mention | Refusal] = []
    at = 0
    for sentence in reading.sentences:
        checkpoint()
        by_norm, on_numerals = in_headings if sentence.heading else plain
        left = _MOST_QUOTES if sentence.last - sentence.first > _LONG else None
        at = bisect_left(awake, sentence.first, at)
        while at < len(awake) and (i := awake[at]) < sentence.last:
            for find_at in by_norm.get(norms[i], ()):
                if left is not None and find_at in _quoting():
                    quotes = [*find_at(reading, sentence, i)] if left > 0 else []
                    left -= len(quotes)
                    found += quotes
                else:
                    found += find_at(reading, sentence, i)
            if i in starting:
                for find_at in on_numerals:
                    found += find_at(reading, sentence, i)
            at += 1
    return found
