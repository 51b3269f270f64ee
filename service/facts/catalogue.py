"""Every rule of every kind, and the tokens that wake them."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import islice
from typing import NamedTuple, TypeAlias

from service.facts import casualty, date, money, quantity, quote
from service.model import Checkpoint, Kind, Mention, Refusal
from service.reading import Reading
from service.rules import OPENING, Finder, Rule
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


class _Woken(NamedTuple):
    """The finders that each norm wakes anywhere in a sentence, those that it wakes where it opens one too, and those that numerals wake."""

    anywhere: dict[str, _Finders]
    opening: dict[str, _Finders]
    on_numerals: _Finders


@cache
def _woken(heading: bool, explain: bool) -> _Woken:
    """The finders with what wakes them; a heading holds dates alone, and rules that only refuse run where refusals are asked for."""
    woken = _Woken({}, {}, ())
    for rule in RULES:
        if rule.find is None or (heading and rule.kind is not Kind.DATES) or (rule.refuses and not explain):
            continue
        for table in (woken.opening,) if rule.opens else (woken.anywhere, woken.opening):
            for norm in rule.wakes:
                table[norm] = (*table.get(norm, ()), rule.find)
        if rule.on_numerals:
            woken = woken._replace(on_numerals=(*woken.on_numerals, rule.find))
    return woken


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


def find(reading: Reading, checkpoint: Checkpoint, *, explain: bool = True) -> tuple[list[Mention | Refusal], int]:
    """Everything that any rule finds, and how many endless sentences hold more than they are read for; refusals are all there only to ``explain``.

    A rule runs only around the tokens that wake it, and a heading holds dates alone.
    """
    plain, in_headings = _woken(False, explain), _woken(True, explain)
    norms, starting = reading.tokens.norms, reading.numerals.by_first
    opening = _opening(reading, plain)
    awake = sorted({*among(norms, plain.anywhere), *starting, *opening})
    found: list[Mention | Refusal] = []
    dense = at = 0
    for sentence in reading.sentences:
        checkpoint()
        last = sentence.last
        at = bisect_left(awake, sentence.first, at)
        if last - sentence.first > _LONG:
            dense += _in_endless(reading, sentence, found)
            continue
        anywhere, _, on_numerals = in_headings if sentence.heading else plain
        while at < len(awake) and (i := awake[at]) < last:
            for find_at in opening[i] if i in opening else anywhere.get(norms[i], ()):
                found += find_at(reading, sentence, i)
            if i in starting:
                for find_at in on_numerals:
                    found += find_at(reading, sentence, i)
            at += 1
    return found, dense


def _opening(reading: Reading, woken: _Woken) -> dict[int, _Finders]:
    """The finders that are woken by the tokens with which the sentences with numerals open."""
    norms = reading.tokens.norms
    found: dict[int, _Finders] = {}
    end = 0
    for numeral in reading.numerals.all:
        sentence = reading.sentence_of(numeral.first) if numeral.first >= end else None
        if sentence is None:
            continue
        first, end = sentence.first, sentence.last
        if not sentence.heading:
            found.update({first + k: woken.opening[norms[first + k]] for k in among(norms[first : min(first + OPENING, end)], woken.opening)})
    return found


def _in_endless(reading: Reading, sentence: Sentence, found: list[Mention | Refusal]) -> bool:
    """Puts what an endless sentence may give to ``found``; whether it holds more.

    All that could wake a rule is counted, also what wakes none in other sentences, so that the answer does not hang on what is asked for.
    """
    norms, starting, first = reading.tokens.norms, reading.numerals.by_first, sentence.first
    _, by_norm, on_numerals = _woken(sentence.heading, True)
    rest = _Rest()
    for i in range(first, sentence.last):
        for find_at in by_norm.get(norms[i], ()):
            found += rest.of(find_at, reading, sentence, i)
        if i in starting:
            for find_at in on_numerals:
                found += rest.of(find_at, reading, sentence, i)
    return rest.spent
