"""The parts of a number in words: small numbers, scales, spoken decimals, fractions."""

from __future__ import annotations

from decimal import Decimal

from service.facts.numeral.digits import ONE, spoken_share
from service.facts.numeral.words import (
    EXACTLY,
    FRACTIONS,
    SCALES,
    TENS,
    UNITS,
    VAGUE,
    WRITTEN_SCALES,
    Part,
    step,
)  # fmt: skip
from service.transcript.tokens import Tokens

_MOST_SCALES = 3


ARTICLES = frozenset({"a", "an"})
_ONES = frozenset({*ARTICLES, "one"})


def small(tokens: Tokens, i: int, end: int) -> tuple[int, Decimal] | None:
    """A number below a hundred in words."""
    if i >= end:
        return None
    norms = tokens.norms
    value = TENS.get(norms[i])
    if value is None:
        value = UNITS.get(norms[i])
        return None if value is None else (i + 1, value)
    j = step(tokens, i + 1, end)
    unit = UNITS.get(norms[j]) if j < end else None
    if unit is not None and 1 <= unit <= 9 and (j > i + 1 or not _multiplies(tokens, j, end)):
        return j + 1, value + unit
    return i + 1, value


def _multiplies(tokens: Tokens, j: int, end: int) -> bool:
    """Whether "five" in "twenty five hundred" opens a number of its own: it does not; "twenty five-year-olds" does."""
    return j + 2 < end and tokens.norms[j + 1] == "-" and tokens.adjoin(j + 1) and tokens.norms[j + 2] not in SCALES


def scaled(tokens: Tokens, j: int, end: int, value: Decimal, form: str, scale: Decimal = ONE) -> Part:
    """``value`` times the scales that follow, and the half behind them: "a million and a half"."""
    last = j
    for _ in range(_MOST_SCALES):
        j = step(tokens, last, end)
        norm = tokens.norms[j] if j < end else ""
        factor = SCALES.get(norm) or (SCALES.get(norm.removesuffix("s")) if norm in VAGUE and norm != "hundreds" else None)
        if factor is None or (norm == "cr" and form == "words"):
            break
        value, scale, last = EXACTLY.multiply(value, factor), EXACTLY.multiply(scale, factor), j + 1
        form = "words" if form == "words" else "mixed"
    if scale > 1:
        k, halves, found = and_fraction(tokens, last, end, Decimal(0))
        if found:
            return Part(k, EXACTLY.add(value, EXACTLY.multiply(halves, scale)), ONE, form)
    return Part(last, value, scale, form)


def point(tokens: Tokens, j: int, end: int, value: Decimal) -> tuple[int, Decimal, bool]:
    """The spoken decimals behind a number: "one point two", "nought point oh five"."""
    if j >= end or tokens.norms[j] != "point" or value != value.to_integral_value():
        return j, value, False
    k, places = j + 1, ""
    while k < end and len(places) < 12:
        norm = tokens.norms[k]
        if norm in ("oh", "o"):
            places += "0"
        elif norm in UNITS and UNITS[norm] < 10:
            places += str(UNITS[norm])
        elif norm.isdecimal() and not places:
            places = norm[:12]
        elif not places and (found := small(tokens, k, end)) is not None:
            places, k = str(found[1]), found[0] - 1
        else:
            break
        k += 1
    return (k, Decimal(f"{value}.{places}"), True) if places else (j, value, False)


def and_fraction(tokens: Tokens, j: int, end: int, value: Decimal) -> tuple[int, Decimal, bool]:
    """The fraction behind a number: "and a half", "-and-a-half", "and three quarters"."""
    k = step(tokens, j, end)
    if k >= end or tokens.norms[k] != "and":
        return j, value, False
    k = step(tokens, k + 1, end)
    if k >= end:
        return j, value, False
    parts = ONE if tokens.norms[k] in ARTICLES else UNITS.get(tokens.norms[k])
    if parts is None:
        found = FRACTIONS.get(tokens.norms[k])
        if found is None or tokens.norms[k] != "half" or (k + 1 < end and tokens.norms[k + 1] in ("a", "an", "the", "of")):
            return j, value, False
        return k + 1, EXACTLY.add(value, found[0]), True
    share = spoken_share(tokens, k + 1, end, parts)
    if share is None or (share[0] < end and tokens.norms[share[0]] in ("of", "the")):
        return j, value, False
    return share[0], EXACTLY.add(value, share[1]), True


def scaled_share(tokens: Tokens, j: int, end: int, share: Decimal, scale: Decimal = ONE, form: str = "fraction") -> Part:
    """``share`` of a scale, if one follows: "of a million", "million"; else the fraction itself."""
    k = step(tokens, j, end)
    if k + 2 < end and tokens.norms[k] in ("of", "-") and tokens.norms[k + 1] in _ONES:
        k += 2
    if k < end and tokens.norms[k] in WRITTEN_SCALES and (k > j or form != "fraction" or tokens.norms[k] != "hundred"):
        return scaled(tokens, k, end, share, "words" if form == "fraction" else form)
    return Part(j, share, scale, form)
