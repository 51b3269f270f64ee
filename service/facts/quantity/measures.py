"""Numbers with a unit: percentages, measures, durations, and the two that bound a range."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from service.facts.numeral import BARE_BEFORE, Numeral, bounded, moves
from service.facts.numeral.words import EXACTLY, tidy
from service.facts.quantity.build import fact, noun_of, refusal
from service.facts.quantity.refusals import refused
from service.facts.quantity.units import LEXICON, Unit, metres, unit_at
from service.model import Bounded, Mention, Qualifier, Refusal
from service.reading import Reading
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens

_BETWEEN = frozenset(LEXICON["between_unit"]["words"])
_ONE_DAY = frozenset(LEXICON["one_day"]["units"])
_ONE_DAY_BEFORE = frozenset(LEXICON["one_day"]["before"])
_MILLION = Decimal(1_000_000)


LISTING = frozenset({",", "and", "or"})
"""What stands between the numbers of a list."""
LISTED_ALIKE = 20
"""How many times a share the number listed with it may be: "7,000 or 17 per cent" are two things."""


class Measure(NamedTuple):
    """A number with its unit: the mention is tokens ``[first, last)``."""

    rule: str
    first: int
    last: int
    numeral: Numeral
    unit: Unit


def unit_behind(reading: Reading, sentence: Sentence, n: Numeral) -> Measure | None:
    """A number with its unit behind it."""
    tokens, norms, end = reading.tokens, reading.tokens.norms, sentence.last
    if n.form in {"ordinal", "code", "year"} or n.last >= end:
        return None
    figures = tokens.words[n.last - 1][0].isdecimal() or n.form in {"range", "mixed", "fraction"}
    if n.form == "mixed" and n.value is not None and metres(tokens, n.last, end) and n.last - n.first == 2:
        return Measure("quantity.measure", n.first, n.last, n._replace(value=tidy(n.value / _MILLION), form="digits"), Unit("metre", "length"))
    j = n.last
    if norms[j] == "of" and n.form in {"vague", "fraction"}:
        j += 1
        if n.form == "fraction" and j < end and norms[j] in {"a", "an", "one"}:
            j += 1
        elif n.form == "fraction":
            return None
    found = unit_at(tokens, j, end, figures)
    for _ in range(2):
        if found is not None or j + 1 >= end or norms[j] not in _BETWEEN or n.form == "fraction":
            break
        j += 1
        found = unit_at(tokens, j, end, figures=False)
    if found is None:
        return None
    unit, last = found
    if unit.dimension == "ratio" and last < end and norms[last] == "." and tokens.adjoin(last) and norms[last - 1] == "cent" and last + 1 < end:
        last += 1
    rule_id = {"ratio": "quantity.percentage", "duration": "quantity.duration"}.get(unit.dimension, "quantity.measure")
    return Measure(rule_id, n.first, last, n, unit)


def measure(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | Refusal | None:
    """A number with its unit, or two that bound one: "10%", "5 miles", "two days", "from 3% to 4%", "44 mg to 50 mg"."""
    tokens = reading.tokens
    measure = unit_behind(reading, sentence, n)
    if measure is None:
        return None
    reason = refused(reading, sentence, n, measured=True)
    if n.value == 1 and _idiom(tokens, sentence, n, measure.last):
        reason = "an idiom"
    if reason is not None:
        return refusal(reading, n, reason)
    ranged = _range(reading, sentence, measure)
    if ranged is not None:
        last, value = ranged
    else:
        numeral, last = and_half(reading, measure, sentence.last)
        value = bounded(tokens, sentence, numeral, measure.first, last)
    if measure.unit.dimension == "temperature" and (deep := below_zero(tokens.norms, last, sentence.last)):
        last, value = deep, mirrored(value)
    noun = noun_of(reading, last, sentence.last) if measure.unit.dimension == "ratio" else None
    return fact(reading, measure.rule, measure.first, last, value, measure.unit, noun)


_ZERO = frozenset({"zero", "freezing", "nought", "naught"})
_MIRRORED = {
    Qualifier.AT_LEAST: Qualifier.AT_MOST,
    Qualifier.AT_MOST: Qualifier.AT_LEAST,
    Qualifier.MORE_THAN: Qualifier.LESS_THAN,
    Qualifier.LESS_THAN: Qualifier.MORE_THAN,
}


def below_zero(norms: Sequence[str], j: int, end: int) -> int | None:
    """The end of "below zero" at token ``j``, or None."""
    return j + 2 if j + 1 < end and norms[j] == "below" and norms[j + 1] in _ZERO else None


def mirrored(value: Bounded) -> Bounded:
    """``value`` on the other side of zero: "more than 30 below zero" is less than -30."""
    low, high = (None if bound is None else -bound for bound in (value.max, value.min))
    return Bounded(None if value.value is None else -value.value, low, high, _MIRRORED.get(value.qualifier, value.qualifier))


def below(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | None:
    """Degrees that go unnamed: "30 below zero", "it was 30 below."."""
    norms, j, end = reading.tokens.norms, n.last, sentence.last
    if n.form not in {"digits", "words", "range"} or j >= end or norms[j] != "below":
        return None
    last = below_zero(norms, j, end)
    if last is None:
        before = norms[max(sentence.first, n.first - 2) : n.first]
        if (j + 1 < end and norms[j + 1][0].isalnum()) or before[:1] not in (["it"], ["temperature"], ["temperatures"]):
            return None
        last = j + 1
    value = mirrored(bounded(reading.tokens, sentence, n, n.first, last))
    return fact(reading, "quantity.measure", n.first, last, value, Unit("degree", "temperature"), None)


def carried(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | None:
    """A number with the unit of the one that it moves from: the 15 of "raised from 12% to 15"."""
    tokens, j = reading.tokens, n.first - 1
    if n.form not in {"digits", "words"} or j <= sentence.first or tokens.norms[j] != "to":
        return None
    if n.last < sentence.last and tokens.norms[n.last][0].isalnum() and tokens.norms[n.last] not in BARE_BEFORE:
        return None
    before = next((m for m in (reading.numerals.by_first.get(k) for k in range(j - 1, max(sentence.first, j - _UNIT_WITHIN) - 1, -1)) if m), None)
    start = unit_behind(reading, sentence, before) if before is not None else None
    if start is None or start.last != j or not moves(tokens, start.first, sentence.first) or start.unit.dimension in {"duration", "age"}:
        return None
    return fact(reading, start.rule, n.first, n.last, bounded(tokens, sentence, n, n.first, n.last), start.unit, None)


_UNIT_WITHIN = 6
"""Tokens between the two numbers of a change, at most."""


def _idiom(tokens: Tokens, sentence: Sentence, n: Numeral, last: int) -> bool:
    """Whether one unit of time is no measure: "one day we shall know", "not for one minute"."""
    before = tokens.norms[n.first - 1] if n.first > sentence.first else ""
    unit = tokens.norms[last - 1]
    if tokens.norms[n.first] != "one":
        return False
    return (unit in {"minute", "second"} and before == "for") or (unit in _ONE_DAY and before not in _ONE_DAY_BEFORE and tokens.norms[n.last] != "-")


def listed(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | None:
    """A number whose unit stands at the end of a list: the 53 of "53, 42 and 41 per cent"."""
    norms, j = reading.tokens.norms, n.last
    if n.form not in {"digits", "words"} or n.value is None:
        return None
    for _ in range(4):
        k = j
        while k < sentence.last and norms[k] in LISTING:
            k += 1
        other = reading.numerals.starting(k) if k > j else None
        if other is None or other.form not in {"digits", "words"}:
            return None
        measure = unit_behind(reading, sentence, other)
        if measure is not None:
            apposed = measure.unit.dimension == "ratio" and n.value > LISTED_ALIKE * max(other.value or 0, 1)
            loose = measure.unit.dimension == "duration" and (norms[n.last] == "and" or _of_a_vote(reading, sentence, n) or j == n.last)
            if apposed or loose or measure.unit.name == "pound-mass":
                return None
            reason = refused(reading, sentence, n, measured=True)
            return (
                None
                if reason
                else fact(reading, measure.rule, n.first, n.last, bounded(reading.tokens, sentence, n, n.first, n.last), measure.unit, None)
            )
        j = other.last
    return None


def _of_a_vote(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    """Whether ``n`` is one side of a vote or a score: the 58 of "366 to 58"."""
    k = n.first - 1
    return k > sentence.first and reading.tokens.norms[k] in {"to", "against", "-"} and reading.numerals.ending(k) is not None


def and_half(reading: Reading, measure: Measure, end: int) -> tuple[Numeral, int]:
    """A fraction behind the unit: "an hour and a half"."""
    tokens, n, last = reading.tokens, measure.numeral, measure.last
    if last + 1 < end and tokens.norms[last] == "and" and n.value is not None:
        half = reading.numerals.starting(last + 1)
        if (
            half is not None
            and half.form == "fraction"
            and half.value is not None
            and half.last <= end
            and tokens.norms[half.last - 1] in {"half", "quarter", "quarters"}
        ):
            return n._replace(value=EXACTLY.add(n.value, half.value)), half.last
    return n, last


def _range(reading: Reading, sentence: Sentence, low: Measure) -> tuple[int, Bounded] | None:
    """Two measures in one unit that bound a third: "between 44 mg and 50 mg", "5%-8%"."""
    norms, j = reading.tokens.norms, low.last
    if j + 1 >= sentence.last or low.numeral.value is None:
        return None
    link = norms[j]
    near = norms[max(sentence.first, low.first - 4) : low.first]
    if link not in {"-", "–", "to"} and not (link == "and" and "between" in near):
        return None
    if link == "to" and moves(reading.tokens, low.first, sentence.first):
        return None
    other = reading.numerals.starting(j + 1)
    high = unit_behind(reading, sentence, other) if other is not None else None
    if high is None or high.numeral.value is None or high.unit != low.unit:
        return None
    bottom, top = low.numeral.value, high.numeral.value
    if bottom > top and low.unit.dimension == "temperature":
        bottom, top = top, bottom
    return (high.last, Bounded(None, bottom, top, Qualifier.BETWEEN)) if bottom < top else None
