"""Reads every numeral of a text once: single numbers, ranges, vague words, ordinals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from service.facts.numeral.cardinal import cardinal, vague_multiple
from service.facts.numeral.digits import plain_value
from service.facts.numeral.words import (
    CHANGES,
    DOZENS,
    EXACTLY,
    FEW_OPENERS,
    FRACTIONS,
    MONEY_SUFFIXES,
    ORDINALS,
    SCALES,
    SUFFIXES,
    TENS,
    TRIGGERS,
    UNITS,
    VAGUE,
    VULGAR,
    WRITTEN_SCALES,
    Part,
    step,
    tidy,
)  # fmt: skip
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens


class Numeral(NamedTuple):
    """A number over the half-open token range ``[first, last)``.

    ``value`` for one number; ``low`` and ``high`` for a range ("5-10", "two or three"); for a vague word only ``low``
    (ACLED's minimum). ``form``: digits, words, mixed, fraction, range, vague, ordinal; year for a year read out in pairs
    ("twenty nineteen"); code for digits that are no number (3/4/2023, 192.168.1.2), without a value.
    """

    first: int
    last: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    form: str


class Numerals:
    """The numerals of a text in order, found by their first or last token."""

    __slots__ = ("all", "by_first", "by_last")

    def __init__(self, numerals: list[Numeral]) -> None:
        self.all = numerals
        self.by_first = {n.first: n for n in numerals}
        self.by_last = {n.last: n for n in numerals}

    def __iter__(self) -> Iterator[Numeral]:
        return iter(self.all)

    def starting(self, i: int) -> Numeral | None:
        """The numeral whose first token is ``i``."""
        return self.by_first.get(i)

    def ending(self, i: int) -> Numeral | None:
        """The numeral that ends just before token ``i``."""
        return self.by_last.get(i)


def read_numerals(tokens: Tokens, sentences: Sequence[Sentence]) -> Numerals:
    """Every numeral of the sentences; tokens that can begin none are dismissed by one look-up."""
    norms = tokens.norms
    waking = {n for n in set(norms) if n in TRIGGERS or n[0].isdecimal() or n[0] in VULGAR}
    found: list[Numeral] = []
    at, sentence_count = 0, len(sentences)
    resume = 0
    for i in [i for i, n in enumerate(norms) if n in waking] if waking else ():
        if i < resume:
            continue
        while at < sentence_count and sentences[at].last <= i:
            at += 1
        if at == sentence_count:
            break
        sentence = sentences[at]
        if i < sentence.first:
            continue
        numeral = _read(tokens, i, max(sentence.first, resume), sentence.last)
        if numeral is not None:
            found.append(numeral)
            resume = numeral.last
    return Numerals(found)


def _read(tokens: Tokens, i: int, begin: int, end: int) -> Numeral | None:
    """The numeral that token ``i`` wakes, within ``[begin, end)``."""
    norm = tokens.norms[i]
    if norm[0].isdecimal():
        return _code(tokens, i, end) or _ordinal_digits(tokens, i, end) or _number(tokens, i, begin, end)
    if norm in VAGUE:
        return _vague(tokens, i, end)
    first = _article(tokens, i, begin)
    if norm in ("couple", "several", "few"):
        return _vague_word(tokens, i, first, begin, end)
    if norm == "pair":
        paired = i + 1 < end and tokens.norms[i + 1] == "of"
        return Numeral(first, i + 1, Decimal(2), None, None, "words") if paired else None
    year = _year_in_pairs(tokens, i, end)
    if year is not None:
        return year
    ordinal = _ordinal(tokens, i, end)
    if ordinal is not None and norm not in FRACTIONS:
        return ordinal
    numeral = _number(tokens, first, begin, end)
    if numeral is None and first < i:
        numeral = _number(tokens, i, begin, end)
    return numeral or ordinal


def _article(tokens: Tokens, i: int, begin: int) -> int:
    """The token where "a" or "an" before token ``i`` stands, else ``i``."""
    j = i - 1
    if j - 1 >= begin and tokens.norms[j] == "-" and tokens.adjoin(i) and tokens.adjoin(j):
        j -= 1
    return j if j >= begin and tokens.norms[j] in ("a", "an") else i


def _number(tokens: Tokens, i: int, begin: int, end: int) -> Numeral | None:
    """One number at token ``i``, or the range that it opens."""
    part = cardinal(tokens, i, end)
    if part is None:
        return None
    point = _leading_point(tokens, i, part, begin)
    if point is not None:
        return point
    first, sign = _sign(tokens, i, begin)
    if sign:
        return Numeral(first, part.last, -tidy(part.value), None, None, part.form)
    between = any(tokens.norms[j] == "between" for j in range(max(begin, i - 4), i))
    ranged = _range(tokens, i, part, between, begin, end)
    if ranged is None and between:
        short = cardinal(tokens, i, end, joined=False)
        if short is not None and short.last < part.last:
            ranged = _range(tokens, i, short, between, begin, end)
    if ranged is not None:
        return ranged
    return Numeral(first, part.last, tidy(part.value), None, None, part.form)


_OPENERS = frozenset({"(", "[", "“", "‘", '"', "'", ":", "="})


def _leading_point(tokens: Tokens, i: int, part: Part, begin: int) -> Numeral | None:
    """A decimal without its nought: ".25"."""
    j = i - 1
    if j < begin or tokens.norms[j] != "." or not tokens.adjoin(i) or not tokens.words[i].isdecimal() or part.last > i + 1:
        return None
    if tokens.adjoin(j) and tokens.norms[j - 1][0].isalnum():
        return None
    return Numeral(j, part.last, Decimal(f"0.{tokens.words[i]}"), None, None, "digits")


def _sign(tokens: Tokens, i: int, begin: int) -> tuple[int, bool]:
    """Where a number that begins at ``i`` really begins (a leading point, a minus sign), and whether it is negative."""
    j = i - 1
    if j < begin:
        return i, False
    norm = tokens.norms[j]
    if norm in ("minus", "negative"):
        apart = j - 1 < begin or not tokens.norms[j - 1][0].isdecimal()
        return (j, True) if apart else (i, False)
    free = not tokens.adjoin(j) or (j - 1 >= begin and tokens.norms[j - 1] in _OPENERS)
    if norm in ("-", "−") and tokens.adjoin(i) and free and tokens.words[i][0].isdecimal() and tokens.words[j] != "—":
        spaced = j - 1 < begin or not tokens.norms[j - 1][0].isdecimal()
        return (j, True) if spaced and tokens.words[j] != "–" else (i, False)
    return i, False


_CONNECTORS = frozenset({"-", "–", "~", "to", "or", "and", "through", "till"})


def _range(tokens: Tokens, i: int, low: Part, between: bool, begin: int, end: int) -> Numeral | None:
    """The range that ``low`` opens: "5-10", "five to ten million", "two or three", "between five and ten"."""
    j = low.last
    if j + 1 >= end or tokens.norms[j] not in _CONNECTORS:
        return None
    link = tokens.norms[j]
    if link == "and" and not between:
        return None
    if link in ("-", "~"):
        tight = tokens.adjoin(j) and tokens.adjoin(j + 1)
        loose = not tokens.adjoin(j) and not tokens.adjoin(j + 1)
        if not (tight or loose):
            return None
    k = j + 1
    while k < end and k < j + 3 and tokens.norms[k] in ("even", "about", "around", "perhaps", "maybe", "some"):
        k += 1
    if k >= end:
        return None
    high = cardinal(tokens, k, end)
    if high is None or high.form == "fraction" or low.form == "fraction":
        return None
    if link == "-" and _chained(tokens, high.last, end):
        return None
    bottom, top = low.value, high.value
    if low.scale == 1 and high.scale > 1 and bottom < EXACTLY.divide(top, high.scale):
        bottom = EXACTLY.multiply(bottom, high.scale)
    if bottom >= top or (link == "to" and _changes(tokens, i, begin)):
        return None
    if link == "or" and k == j + 1 and (top > 3 * max(bottom, Decimal(1)) or _lists(tokens, i, begin)):
        return None
    return Numeral(i, high.last, None, tidy(bottom), tidy(top), "range")


def _lists(tokens: Tokens, i: int, begin: int) -> bool:
    """Whether a number and a comma stand before token ``i``: "15, 20 or 100"."""
    if i - 2 < begin or tokens.norms[i - 1] != ",":
        return False
    before = tokens.norms[i - 2]
    return before[0].isdecimal() or before in UNITS or before in TENS or before in WRITTEN_SCALES


def _chained(tokens: Tokens, j: int, end: int) -> bool:
    return j + 1 < end and tokens.norms[j] == "-" and tokens.adjoin(j) and tokens.adjoin(j + 1) and tokens.norms[j + 1][0].isdecimal()


def _changes(tokens: Tokens, i: int, begin: int) -> bool:
    """Whether "from X to Y" tells of a change ("rose from 3 to 4"), which is two figures."""
    if i - 1 < begin or tokens.norms[i - 1] != "from":
        return False
    return any(tokens.norms[j] in CHANGES for j in range(max(begin, i - 7), i - 1))


def _vague_word(tokens: Tokens, i: int, first: int, begin: int, end: int) -> Numeral | None:
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


def _vague(tokens: Tokens, i: int, end: int) -> Numeral:
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


def _ordinal(tokens: Tokens, i: int, end: int) -> Numeral | None:
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


def _ordinal_digits(tokens: Tokens, i: int, end: int) -> Numeral | None:
    """An ordinal in digits: "21st"."""
    if i + 1 < end and tokens.norms[i + 1] in ("st", "nd", "rd", "th") and tokens.adjoin(i + 1):
        value = plain_value(tokens.words[i])
        return Numeral(i, i + 2, value, None, None, "ordinal") if value is not None else None
    return None


def _year_in_pairs(tokens: Tokens, i: int, end: int) -> Numeral | None:
    """A year read out in pairs: "nineteen eighty-four", "twenty twenty", "twenty oh eight"."""
    norms = tokens.norms
    century = {"eighteen": 18, "nineteen": 19, "twenty": 20}.get(norms[i])
    if century is None or i + 1 >= end:
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


_CODE_JOINTS = frozenset("-/.:,")


def _code(tokens: Tokens, i: int, end: int) -> Numeral | None:
    """Digits that are no number: dates, times with seconds, addresses, telephone numbers, versions, endless runs."""
    words = tokens.words
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


def scale_of(tokens: Tokens, numeral: Numeral) -> Decimal:
    """The scale that a numeral ends in ("5 million", "5m": 1,000,000), one where it ends in none."""
    j = numeral.last - 1
    if j == numeral.first:
        return Decimal(1)
    scale = SCALES.get(tokens.norms[j])
    if scale is None and tokens.adjoin(j):
        scale = SUFFIXES.get(tokens.words[j]) or MONEY_SUFFIXES.get(tokens.words[j])
    return scale or Decimal(1)
