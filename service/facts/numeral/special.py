"""Numerals that are no plain number: vague words, ordinals, years read out, codes."""

from __future__ import annotations

from decimal import Decimal

from service.facts.numeral.cardinal import cardinal, vague_multiple
from service.facts.numeral.digits import plain_value
from service.facts.numeral.types import Numeral
from service.facts.numeral.words import (
    DOZENS,
    EXACTLY,
    FEW_OPENERS,
    ORDINALS,
    TENS,
    UNITS,
    VAGUE,
    WRITTEN_SCALES,
    step,
    tidy,
)  # fmt: skip
from service.transcript.tokens import Tokens


def vague_word(tokens: Tokens, i: int, first: int, begin: int, end: int) -> Numeral | None:
    """A vague word: "a couple", "several hundred", "a few thousand", "the last few"."""
    norms = tokens.norms
    if norms[i] == "few":
        opener = norms[i - 1] if i - 1 >= begin else ""
        if opener not in FEW_OPENERS:
            return None
        if opener in ("good", "precious") and i - 2 >= begin and norms[i - 2] in ("a", "an"):
            first = i - 2
        if i + 1 < end and norms[i + 1] == "and" and opener != "a":
            return None
    if norms[i] == "couple" and not _counts(tokens, i, first, end):
        return None
    part = vague_multiple(tokens, i, end)
    return None if part is None else Numeral(first, part.last, None, tidy(part.value), None, "vague")


def _counts(tokens: Tokens, i: int, first: int, end: int) -> bool:
    """Whether "couple" is a number ("a couple of days") and not two people ("the couple")."""
    following = tokens.norms[i + 1] if i + 1 < end else ""
    return following in ("of", "more", "hundred", "thousand", "million", "billion", "dozen") or (
        first < i and following in ("hours", "days", "weeks", "months", "years")
    )


def vague(tokens: Tokens, i: int, end: int) -> Numeral:
    """A vague plural: "hundreds", "tens of thousands", "thousands, if not millions", "hundreds and hundreds"."""
    norms = tokens.norms
    last, low = _vague_run(tokens, i, end)
    j = last
    if j < end and norms[j] == ",":
        j += 1
    for link in (("if", "not"), ("or", "even"), ("or", "perhaps"), ("and", "even"), ("or",), ("and",), ("upon",), ("to",), ("perhaps",), ("maybe",)):
        k = j + len(link)
        if k < end and tuple(norms[j:k]) == link and norms[k] in VAGUE:
            last, other = _vague_run(tokens, k, end)
            low = min(low, other)
            break
    return Numeral(i, last, None, low, None, "vague")


def _vague_run(tokens: Tokens, i: int, end: int) -> tuple[int, Decimal]:
    norms = tokens.norms
    low = VAGUE[norms[i]]
    last = i + 1
    for _ in range(3):
        following = norms[last + 1] if last + 1 < end and norms[last] == "of" else ""
        scale = WRITTEN_SCALES.get(following[:-1]) if following.endswith("s") else None
        if scale is None or following not in VAGUE:
            break
        low, last = EXACTLY.multiply(low, scale), last + 2
    return last, low


def ordinal(tokens: Tokens, i: int, end: int) -> Numeral | None:
    """An ordinal in words: "first", "twenty-first"."""
    norms = tokens.norms
    value = ORDINALS.get(norms[i])
    if value is not None:
        return Numeral(i, i + 1, value, None, None, "ordinal")
    tens = TENS.get(norms[i])
    if tens is None:
        return None
    j = step(tokens, i + 1, end)
    unit = ORDINALS.get(norms[j]) if j < end else None
    if unit is None or unit > 9 or j == i + 1:
        return None
    return Numeral(i, j + 1, tens + unit, None, None, "ordinal")


def ordinal_digits(tokens: Tokens, i: int, end: int) -> Numeral | None:
    """An ordinal in digits: "21st"."""
    if i + 1 < end and tokens.norms[i + 1] in ("st", "nd", "rd", "th") and tokens.adjoin(i + 1):
        value = plain_value(tokens.words[i])
        return Numeral(i, i + 2, value, None, None, "ordinal") if value is not None else None
    return None


def year_in_pairs(tokens: Tokens, i: int, end: int) -> Numeral | None:
    """A year read out in pairs: "nineteen eighty-four", "twenty twenty", "twenty oh eight"."""
    norms = tokens.norms
    century = {"eighteen": 18, "nineteen": 19, "twenty": 20}.get(norms[i])
    if century is None or i + 1 >= end or counts_anew(norms, i):
        return None
    j = i + 1
    if norms[j] in ("oh", "o") and j + 1 < end and norms[j + 1] in UNITS and 1 <= UNITS[norms[j + 1]] <= 9:
        return Numeral(i, j + 2, Decimal(century * 100) + UNITS[norms[j + 1]], None, None, "year")
    value = TENS.get(norms[j])
    if value is None:
        value = UNITS.get(norms[j])
        if value is None or not 10 <= value <= 19:
            return None
        last = j + 1
    else:
        last = j + 1
        k = step(tokens, last, end)
        unit = UNITS.get(norms[k]) if k < end else None
        if unit is not None and 1 <= unit <= 9:
            value, last = value + unit, k + 1
    if last < end and (norms[last] in WRITTEN_SCALES or norms[last] in DOZENS or norms[last] in VAGUE):
        return None
    return Numeral(i, last, Decimal(century * 100) + value, None, None, "year")


def counts_anew(norms: list[str], i: int) -> bool:
    """Whether the number at ``i`` is of those told of before, and another begins behind it: "of those nineteen eleven were women"."""
    return norms[max(0, i - 1) : i] in (["those"], ["these"]) or norms[max(0, i - 2) : i] == ["of", "the"]


def _of_a_word(tokens: Tokens, i: int) -> bool:
    """Whether digits go on with those of a word: the ".5bn" of "XQ2.5bn"."""
    if i < 2 or tokens.norms[i - 1] not in (".", ",") or not (tokens.adjoin(i) and tokens.adjoin(i - 1)):
        return False
    return tokens.words[i - 2][0].isalpha() and tokens.words[i - 2][-1].isdecimal()


def code(tokens: Tokens, i: int, end: int) -> Numeral | None:
    """Digits that are no number: dates, times with seconds, addresses, telephone numbers, versions, endless runs, what goes on with a word."""
    words = tokens.words
    if _of_a_word(tokens, i):
        part = cardinal(tokens, i, end)
        return Numeral(i, part.last if part else i + 1, None, None, None, "code")
    last, joints = i + 1, 0
    while (
        last + 1 < end
        and words[last] in ("-", "/", ".", ":", "–")
        and words[last + 1][0].isdecimal()
        and tokens.adjoin(last)
        and tokens.adjoin(last + 1)
    ):
        last, joints = last + 2, joints + 1
    if joints >= 2:
        return Numeral(i, last, None, None, None, "code")
    if joints == 0 and (words[i].count(".") > 1 or len(words[i]) > 40) and cardinal(tokens, i, end) is None:
        return Numeral(i, last, None, None, None, "code")
    return None
