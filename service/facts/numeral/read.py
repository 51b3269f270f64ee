"""Reads every numeral of a text once: single numbers, ranges, vague words, ordinals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from service.facts.numeral.cardinal import cardinal
from service.facts.numeral.digits import plain_number
from service.facts.numeral.ranges import range_from, scaled_by_its_end
from service.facts.numeral.special import code, ordinal, ordinal_digits, vague, vague_word, year_in_pairs
from service.facts.numeral.types import Numeral, Numerals
from service.facts.numeral.words import (
    DOZENS,
    FRACTIONS,
    HALF_UNITS,
    LEXICON,
    MONEY_SUFFIXES,
    SCALES,
    SUFFIXES,
    TRIGGERS,
    UNITS,
    VAGUE,
    VULGAR,
    Part,
    tidy,
)  # fmt: skip
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens, among


def read_numerals(tokens: Tokens, sentences: Sequence[Sentence]) -> Numerals:
    """Every numeral of the sentences; tokens that can begin none are dismissed by one look-up."""
    norms = tokens.norms
    waking = {n for n in set(norms) if n in TRIGGERS or n[0].isdecimal() or n[0] in VULGAR}
    found: list[Numeral] = []
    at, sentence_count = 0, len(sentences)
    resume = 0
    for i in among(norms, waking) if waking else ():
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


_COUNTING: dict[str, list[str]] = LEXICON["vague_before"]
"""What must follow vague words that are other words too."""


def _read(tokens: Tokens, i: int, begin: int, end: int) -> Numeral | None:
    """The numeral that token ``i`` wakes, within ``[begin, end)``."""
    norm = tokens.norms[i]
    if norm[0].isdecimal():
        if _alone(tokens, i, begin, end):
            value = plain_number(norm)
            if value is not None:
                return Numeral(i, i + 1, value, None, None, "digits")
        return code(tokens, i, end) or ordinal_digits(tokens, i, end) or _number(tokens, i, begin, end)
    if norm in UNITS and _word_alone(tokens, i, begin, end):
        return Numeral(i, i + 1, UNITS[norm], None, None, "words")
    if norm in VAGUE:
        if norm in _COUNTING and not (i + 1 < end and tokens.norms[i + 1] in _COUNTING[norm]):
            return None  # the scores of a match
        return vague(tokens, i, end)
    first = _article(tokens, i, begin)
    if norm in ("couple", "several", "few"):
        return vague_word(tokens, i, first, begin, end)
    if norm == "pair":
        paired = i + 1 < end and tokens.norms[i + 1] == "of"
        return Numeral(first, i + 1, Decimal(2), None, None, "words") if paired else None
    year = year_in_pairs(tokens, i, end)
    if year is not None:
        return year
    ranked = ordinal(tokens, i, end)
    if ranked is not None and norm not in FRACTIONS:
        return ranked
    numeral = _number(tokens, first, begin, end)
    if numeral is None and first < i:
        numeral = _number(tokens, i, begin, end)
    return numeral or ranked


_GOING_ON = frozenset([*SCALES, *VAGUE, *DOZENS, *FRACTIONS, *HALF_UNITS, "and", "to", "or", "through", "till", "point"])
"""Words behind digits with which the number may go on; suffixes have one letter, or stand in ``MONEY_SUFFIXES``."""
_SUFFIXED = frozenset(suffix.lower() for suffix in (*SUFFIXES, *MONEY_SUFFIXES))
_STOPS = frozenset({".", ";", ")", "%", "?", "!", "”", ":", "]"})
_CLOSED = frozenset({"a", "(", "["})
"""What no number in digits goes on with, joined to it or not."""
_SIGNS = frozenset({"-", "−", "–", "minus", "negative"})
_BEFORE_WORDS = _SIGNS | {"a", "an"}
_CENTURIES = frozenset({"eighteen", "nineteen"})
_STROKES = frozenset({"/", "⁄"})
_CURRENCIES = frozenset({"£", "$", "€", "¥", "₹"})
_LONG = 15


def _alone(tokens: Tokens, i: int, begin: int, end: int) -> bool:
    """Whether the digits at token ``i`` are all there is of their number: nothing beside them goes on with it, bounds it or signs it."""
    norms = tokens.norms
    word, j = norms[i], i + 1
    before = norms[i - 1] if i > begin else ""
    if len(word) > _LONG or before in _SIGNS or (before in {".", ","} and tokens.adjoin(i)):
        return False
    if j >= end:
        return True
    after = norms[j]
    if after in _CLOSED:
        return True
    if after.isalpha():
        return len(after) > 1 and after not in _GOING_ON and after not in _SUFFIXED and not tokens.adjoin(j)
    if after in _STOPS or after == ",":
        following = norms[j + 1] if j + 1 < end else ""
        return not following or not (following[0].isdecimal() or following in TRIGGERS)
    if after[0].isdecimal():
        grouped = len(word) <= 3 and (len(after) == 3 or "." in after or "," in after or (j + 1 < end and norms[j + 1] in _STROKES))
        return not grouped and not tokens.adjoin(j)
    return after in _CURRENCIES and not tokens.adjoin(j)


def _word_alone(tokens: Tokens, i: int, begin: int, end: int) -> bool:
    """The same of a number in words below twenty at token ``i``."""
    norms, j = tokens.norms, i + 1
    if norms[i] in _CENTURIES or (i > begin and norms[i - 1] in _BEFORE_WORDS):
        return False
    if j >= end:
        return True
    after = norms[j]
    if after.isalpha():
        return len(after) > 1 and after not in _GOING_ON and after not in TRIGGERS and after not in _SUFFIXED
    following = norms[j + 1] if j + 1 < end else ""
    return after in _STOPS and not (following[:1].isdecimal() or following in TRIGGERS)


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
    ranged = range_from(tokens, i, part, between, begin, end)
    if ranged is None and between:
        short = cardinal(tokens, i, end, joined=False)
        if short is not None and short.last < part.last:
            ranged = range_from(tokens, i, short, between, begin, end)
    if ranged is not None:
        return ranged
    part = scaled_by_its_end(tokens, i, part, begin, end)
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
        apart = j - 1 < begin or not (tokens.norms[j - 1][0].isdecimal() or tokens.norms[j - 1] == "or")
        return (j, True) if apart else (i, False)
    free = not tokens.adjoin(j) or (j - 1 >= begin and tokens.norms[j - 1] in _OPENERS)
    if norm in ("-", "−") and tokens.adjoin(i) and free and tokens.words[i][0].isdecimal() and tokens.words[j] != "—":
        spaced = j - 1 < begin or not tokens.norms[j - 1][0].isdecimal()
        return (j, True) if spaced and tokens.words[j] != "–" else (i, False)
    return i, False


_CODE_JOINTS = frozenset("-/.:,")


def scale_of(tokens: Tokens, numeral: Numeral) -> Decimal:
    """The scale that a numeral ends in ("5 million", "5m": 1,000,000), one where it ends in none."""
    j = numeral.last - 1
    if j == numeral.first:
        return Decimal(1)
    scale = SCALES.get(tokens.norms[j])
    if scale is None and tokens.adjoin(j):
        scale = SUFFIXES.get(tokens.words[j]) or MONEY_SUFFIXES.get(tokens.words[j])
    return scale or Decimal(1)
