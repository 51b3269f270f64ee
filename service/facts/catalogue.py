"""Every rule of every kind, and the tokens that wake them."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import islice
from typing import TypeAlias

from service.facts import casualty, date, money, quantity, quote
from service.model import Checkpoint, Kind, Mention, Refusal
from service.reading import Reading
from service.rules import Finder, Rule
from service.transcript.sentences import Sentence
from service.transcript.tokens import among

RULES: tuple[Rule, ...] = (*money.RULES, *casualty.RULES, *date.RULES, *quantity.RULES, *quote.RULES)


_Finders: TypeAlias = "tuple[Finder, ...]"
_LONG = 150
"""Tokens of a sentence from which on it may only be endless: a table, or a loop."""
_MOST = dict.fromkeys(Kind, 60) | {Kind.QUOTES: 24}
"""Facts of each kind that such a sentence is read for: with more of them and no stop, nobody could say who says what."""
_MOST_WAKES = dict.fromkeys(Kind, 120)
"""Times that the rules of each kind are woken in it, about twice as often as in 600 tokens of speech without a stop."""


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
def _kinds() -> dict[Finder, Kind]:
    """The kind of fact that each finder finds."""
    return {rule.find: rule.kind for rule in RULES if rule.find is not None and rule.kind is not None}


class _Rest:
    """What an endless sentence may still give of each kind."""

    __slots__ = ("facts", "spent", "wakes")

    def __init__(self) -> None:
        self.facts = dict(_MOST)
        self.wakes = dict(_MOST_WAKES)
        self.spent = False

    def of(self, find_at: Finder, reading: Reading, sentence: Sentence, i: int) -> list[Mention | Refusal]:
        """What a finder finds at token ``i`` as far as there is room for it."""
        kind = _kinds()[find_at]
        self.wakes[kind] -= 1
        if self.facts[kind] <= 0 or self.wakes[kind] < 0:
            self.spent = True
            return []
        found = list(islice(find_at(reading, sentence, i), self.facts[kind]))
        self.facts[kind] -= sum(isinstance(m, Mention) for m in found)
        return found


def find(reading: Reading, checkpoint: Checkpoint) -> tuple[list[Mention | Refusal], int]:
    """Everything that any rule finds, and how many endless sentences hold more than they are read for.

    A rule runs only around the tokens that wake it, and a heading holds dates alone.
    """
    plain, in_headings = _woken(heading=False), _woken(heading=True)
    norms = reading.tokens.norms
    starting = reading.numerals.by_first
    awake = sorted({*among(norms, plain[0]), *starting})
    found: list[Mention | Refusal] = []
    dense = at = 0
    for sentence in reading.sentences:
        checkpoint()
        by_norm, on_numerals = in_headings if sentence.heading else plain
        rest = _Rest() if sentence.last - sentence.first > _LONG else None
        at = bisect_left(awake, sentence.first, at)
        while at < len(awake) and (i := awake[at]) < sentence.last:
            for find_at in by_norm.get(norms[i], ()):
                found += find_at(reading, sentence, i) if rest is None else rest.of(find_at, reading, sentence, i)
            if i in starting:
                for find_at in on_numerals:
                    found += find_at(reading, sentence, i) if rest is None else rest.of(find_at, reading, sentence, i)
            at += 1
        dense += rest is not None and rest.spent
    return found, dense
