"""Reads one amount of money: a number with its unit before it or behind it."""

from __future__ import annotations

from typing import NamedTuple

from service.facts.money.currency import thousands
from service.facts.money.units import leading_unit, unit_behind
from service.facts.money.words import (
    BY_CODE,
    CAREFUL_CODES,
    NOUNS,
    Unit,
)  # fmt: skip
from service.facts.numeral import Numeral, behind, scale_of
from service.facts.numeral.words import WRITTEN_SCALES
from service.reading import Reading
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens


class Amount(NamedTuple):
    """A number over ``numeral`` counted in ``unit``; the whole mention is tokens ``[first, last)``."""

    first: int
    last: int
    numeral: Numeral
    unit: Unit
    rule: str


def amount_from(reading: Reading, sentence: Sentence, k: int) -> Amount | None:
    """The amount that begins at token ``k``."""
    tokens, end = reading.tokens, sentence.last
    if not sentence.first <= k < end:
        return None
    numeral = reading.numerals.starting(k)
    if numeral is not None:
        return _number_first(reading, sentence, numeral)
    found = leading_unit(tokens, k, end)
    if found is None:
        return None
    unit, j, rule = found
    signed = j + 1 < end and tokens.norms[j] in {"-", "−"} and tokens.adjoin(j + 1)
    numeral = reading.numerals.starting(j) or (reading.numerals.starting(j + 1) if signed else None)
    if numeral is None or numeral.form in {"ordinal", "code"} or numeral.last > end:
        return None
    if rule == "money.code_amount" and tokens.words[k] in CAREFUL_CODES and not thousands(numeral.value or numeral.high, numeral.low):
        return None
    if signed and numeral.first == j + 1 and numeral.value is not None:
        numeral = numeral._replace(value=-numeral.value)
    last = _redundant(tokens, numeral.last, end, unit)
    if numeral.value is not None and _negated(tokens, k, sentence.first):
        return Amount(k - 1, last, numeral._replace(value=-numeral.value), unit, rule)
    return Amount(k, last, numeral, unit, rule)


def _negated(tokens: Tokens, k: int, begin: int) -> bool:
    """Whether a minus sign stands before the unit at ``k``: "-£5", "minus $40"."""
    if k - 1 < begin:
        return False
    if tokens.norms[k - 1] in {"minus", "negative"}:
        return k - 2 < begin or not tokens.norms[k - 2][0].isdecimal()
    free = not tokens.adjoin(k - 1) or not tokens.norms[k - 2][0].isalnum()
    return tokens.words[k - 1] in {"-", "−"} and tokens.adjoin(k) and free


def _redundant(tokens: Tokens, j: int, end: int, unit: Unit) -> int:
    """Behind a unit said twice: "$5 million dollars", "£20 sterling", "£5 GBP"."""
    if j < end and (
        tokens.norms[j] == "sterling"
        or (tokens.norms[j].endswith("s") and NOUNS.get(tokens.norms[j], frozenset()) & (unit.candidates or {unit.code}))
    ):
        return j + 1
    return j + 1 if j < end and tokens.words[j] in BY_CODE.values() and tokens.words[j] in (unit.candidates or {unit.code}) else j


def _odd(tokens: Tokens, j: int) -> bool:
    """Whether a bound at token ``j`` may stand between a number and its unit: "twenty-odd grand", "50-plus pounds", "ten or so dollars"."""
    return tokens.norms[j] in {"odd", "plus", "so", "more", "+", "ish"}


def _number_first(reading: Reading, sentence: Sentence, numeral: Numeral) -> Amount | None:
    """A number with its unit behind it: "five million yen", "10 €", "50p", "millions of pounds", "a five-pound note"."""
    tokens, end = reading.tokens, sentence.last
    if numeral.form in {"ordinal", "code", "year"}:
        return None
    j = numeral.last
    if numeral.form == "vague" and tokens.norms[j : j + 2] == [",", "of"]:
        j += 1
    if j + 1 < end and tokens.norms[j] == "of" and (numeral.form in {"vague", "fraction"} or scale_of(tokens, numeral) > 1):
        j += 1
    if numeral.form in {"digits", "words"} and behind(tokens, j, end) > j and _odd(tokens, behind(tokens, j, end) - 1):
        j = behind(tokens, j, end)
    hyphen = j + 1 < end and tokens.norms[j] == "-" and tokens.adjoin(j) and tokens.adjoin(j + 1)
    if hyphen:
        j += 1
    if j >= end:
        return None
    found = unit_behind(tokens, numeral, j, end, reading.locale)
    if found is None:
        return None
    unit, last, rule = found
    scale = WRITTEN_SCALES.get(tokens.norms[last]) if last < end and rule == "money.code_amount" else None
    if scale is not None and numeral.value is not None and scale_of(tokens, numeral) == 1:
        numeral = numeral._replace(value=numeral.value * scale)
        last += 1
    return Amount(numeral.first, last, numeral, unit, rule)
