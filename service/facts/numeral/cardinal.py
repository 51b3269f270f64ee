"""The grammar of one number in words, digits or both: "two hundred and forty-three thousand", "2.4 hundred thousand", "half a million"."""

from __future__ import annotations

from decimal import Decimal

from service.facts.numeral.digits import ONE, digits, lone_fraction, spoken_share
from service.facts.numeral.scaled import ARTICLES, and_fraction, point, scaled, scaled_share, small
from service.facts.numeral.words import (
    AFTER_FRACTION,
    DOZENS,
    EXACTLY,
    FRACTIONS,
    HALF_UNITS,
    ORDINALS,
    SCALES,
    SHARE_OBJECTS,
    SHARE_VERBS,
    TENS,
    UNITS,
    VAGUE_MULTIPLIERS,
    VULGAR,
    WRITTEN_SCALES,
    Part,
    step,
)  # fmt: skip
from service.transcript.tokens import Tokens

_HUNDRED = Decimal(100)
_MOST_GROUPS = 8


def cardinal(tokens: Tokens, i: int, end: int, joined: bool = True) -> Part | None:
    """The longest number that begins at token ``i`` (an article included), or None.

    With ``joined`` False an "and" ends the number: "between one hundred and two hundred".
    """
    norms = tokens.norms
    norm = norms[i]
    if norm in ARTICLES:
        return _after_article(tokens, i, end, joined)
    if norm in FRACTIONS or norm[0] in VULGAR:
        return _fraction_first(tokens, i, end)
    total = Decimal(0)
    ceiling: Decimal | None = None
    j, last, form, scale = i, i, "", ONE
    for _ in range(_MOST_GROUPS):
        part = _group(tokens, j, end, joined) if j >= 0 else None
        if part is None or (ceiling is not None and (part.value >= ceiling or part.form in ("digits", "fraction"))):
            break  # "5 million 3": two numbers
        if ceiling is not None and norms[j - 1] == "," and part.value < ceiling / 1000:
            break
        total = EXACTLY.add(total, part.value)
        form = part.form if not form or form == part.form else "mixed"
        last, scale = part.last, part.scale if ceiling is None else ONE
        ceiling = SCALES.get(norms[last - 1], part.scale)
        if part.scale == 1 or form == "fraction" or (last == j + 1 and norms[j] in SCALES):
            break
        j = _onward(tokens, last, end, joined and form == "words")
    return Part(last, total, scale, form) if form else None


def _onward(tokens: Tokens, j: int, end: int, joined: bool) -> int:
    """Where the next, smaller group of a number may begin: behind "and", a comma or nothing; -1 where it cannot."""
    if j >= end:
        return -1
    norm = tokens.norms[j]
    if norm == "and":
        return j + 1 if joined and j + 1 < end and tokens.norms[j + 1] in _SMALL else -1
    if norm == ",":
        return j + 1 if j + 2 < end and tokens.norms[j + 1] in _SMALL and _ends_in_scale(tokens, j + 1, end) else -1
    return step(tokens, j, end)


_SMALL = frozenset([*UNITS, *TENS])


def _ends_in_scale(tokens: Tokens, i: int, end: int) -> bool:
    found = small(tokens, i, end)
    return found is not None and found[0] < end and tokens.norms[found[0]] in WRITTEN_SCALES


def _group(tokens: Tokens, i: int, end: int, joined: bool) -> Part | None:
    """A number with the scales that multiply it: "two hundred and forty-three thousand", "5bn", "three dozen"."""
    if i >= end:
        return None
    word = tokens.words[i]
    if word[0].isdecimal():
        part = digits(tokens, i, end)
        if part is None or part.scale > 1:
            return part
        if part.form == "fraction":
            return scaled_share(tokens, part.last, end, part.value)
        value, j, form, scale = part.value, part.last, part.form, ONE
    else:
        found = _hundreds(tokens, i, end, joined)
        if found is None:
            return _bare_scale(tokens, i, end)
        j, value, scale = found
        form = "words"
        shared = spoken_share(tokens, j, end, value) if value < _HUNDRED and tokens.norms[j - 1] != "zero" else None
        if shared is not None and _is_share(tokens, shared[0], end, value):
            return scaled_share(tokens, shared[0], end, shared[1])
    j, value, decimals = point(tokens, j, end, value)
    j, value, half = and_fraction(tokens, j, end, value)
    dozen = DOZENS.get(tokens.norms[j]) if j < end else None
    if dozen is not None and not decimals:
        return Part(j + 1, EXACTLY.multiply(value, dozen), dozen, "words" if form == "words" else "mixed")
    return scaled(tokens, j, end, value, "mixed" if half and form != "words" else form, scale)


def _is_share(tokens: Tokens, j: int, end: int, parts: Decimal) -> bool:
    """Whether "one third", "three quarters" is a share and not an ordinal or a quarter of a year."""
    if parts == 1:
        return j >= end or tokens.norms[j] in AFTER_FRACTION or not tokens.norms[j][0].isalpha()
    return not (tokens.norms[j - 1] == "quarters" and parts != 3)


def _hundreds(tokens: Tokens, i: int, end: int, joined: bool) -> tuple[int, Decimal, Decimal] | None:
    """A number below ten thousand in words, and the hundred that it ends in: "nine", "two hundred and six", "twelve hundred"."""
    found = small(tokens, i, end)
    if found is None:
        return None
    j, value = found
    h = step(tokens, j, end)
    if h >= end or tokens.norms[h] != "hundred" or value == 0:
        return j, value, ONE
    last, more = _behind_hundred(tokens, h + 1, end, joined)
    return last, value * _HUNDRED + more, ONE if more else _HUNDRED


def _bare_scale(tokens: Tokens, i: int, end: int) -> Part | None:
    """A scale without a number before it: the "million" of "per million", "the thousand people"."""
    if tokens.norms[i - 1 : i] == ["multi"] or tokens.norms[max(0, i - 2) : i] == ["multi", "-"]:
        return None
    if i and tokens.words[i - 1][-1].isdecimal() and tokens.words[i - 1][0].isalpha():
        return None  # "XQ45 million": digits of a word, whatever their sign
    scale = WRITTEN_SCALES.get(tokens.norms[i])
    if scale is None and tokens.norms[i] == "dozen":
        scale = DOZENS["dozen"]
    return None if scale is None else scaled(tokens, i + 1, end, scale, "words", scale)


def _after_article(tokens: Tokens, i: int, end: int, joined: bool) -> Part | None:
    """What "a" opens: "a hundred and two", "a quarter of a million", "a third", "a dozen"."""
    j = step(tokens, i + 1, end)
    if j >= end:
        return None
    norm = tokens.norms[j]
    if norm in DOZENS:
        return Part(j + 1, DOZENS[norm], DOZENS[norm], "words")
    if norm in FRACTIONS:
        share, plural = FRACTIONS[norm]
        if plural:
            return None
        if norm == "quarter" and j + 1 < end and tokens.norms[j + 1] in SCALES:
            return scaled(tokens, j + 1, end, share, "words")
        if j + 2 < end and tokens.norms[j + 1] in ("or", "and") and tokens.norms[j + 2] in ORDINALS:
            return None  # "a third or fourth child"
        if norm not in ("half", "quarter") and not (j + 1 >= end or not tokens.norms[j + 1][0].isalnum() or share_goes_on(tokens, j + 1, end)):
            return None
        return scaled_share(tokens, j + 1, end, share)
    if norm == "hundred":
        last, more = _behind_hundred(tokens, j + 1, end, joined)
        return scaled(tokens, last, end, _HUNDRED + more, "words", ONE if more else _HUNDRED)
    if norm in WRITTEN_SCALES:
        part = scaled(tokens, j + 1, end, WRITTEN_SCALES[norm], "words", WRITTEN_SCALES[norm])
        k = _onward(tokens, part.last, end, joined)
        rest = cardinal(tokens, k, end, joined) if k > 0 and tokens.norms[k] in _SMALL else None
        if rest is not None and rest.value < part.scale and rest.form == "words":
            return Part(rest.last, EXACTLY.add(part.value, rest.value), ONE, "words")
        return part
    return None


def share_goes_on(tokens: Tokens, j: int, end: int) -> bool:
    """Whether what stands at token ``j`` makes the fraction before it a share: "of", or what people do ("a third named Labour", "a fifth rent")."""
    if tokens.norms[j] in AFTER_FRACTION:
        return True
    if tokens.norms[j] not in SHARE_VERBS:
        return False
    return j + 1 >= end or not tokens.norms[j + 1][0].isalpha() or tokens.words[j + 1][0].isupper() or tokens.norms[j + 1] in SHARE_OBJECTS


def _behind_hundred(tokens: Tokens, j: int, end: int, joined: bool) -> tuple[int, Decimal]:
    """What is added behind "hundred": "and two", "twenty"; zero where nothing is."""
    k = step(tokens, j, end)
    if k < end and tokens.norms[k] == "and":
        if not joined:
            return j, Decimal(0)
        k = step(tokens, k + 1, end)
    rest = small(tokens, k, end)
    if rest is None or rest[1] == 0 or (rest[0] < end and tokens.norms[rest[0]] in ("hundred", "hundreds")):
        return j, Decimal(0)
    return rest


def _fraction_first(tokens: Tokens, i: int, end: int) -> Part | None:
    """A fraction that opens a number: "half a million", "half a dozen", "quarter of a million", "½ million", "half"."""
    norms = tokens.norms
    vulgar = lone_fraction(tokens, i)
    if vulgar is not None:
        return scaled_share(tokens, vulgar.last, end, vulgar.value, vulgar.scale, vulgar.form)
    if norms[i] == "half":
        j = step(tokens, i + 1, end)
        if j < end and norms[j] in ARTICLES:
            k = step(tokens, j + 1, end)
            if k < end and norms[k] in DOZENS:
                return Part(k + 1, DOZENS[norms[k]] / 2, ONE, "words")
            if k < end and norms[k] in WRITTEN_SCALES:
                return scaled(tokens, k, end, Decimal("0.5"), "words")
            return Part(j + 1, Decimal("0.5"), ONE, "fraction")
        if j < end and norms[j] in WRITTEN_SCALES and norms[j] != "hundred":
            return scaled(tokens, j, end, Decimal("0.5"), "words")
        if j < end and norms[j] == "dozen":
            return Part(j + 1, Decimal(6), ONE, "words")
        joined = j > i + 1 and norms[j] in HALF_UNITS
        return Part(i + 1, Decimal("0.5"), ONE, "fraction") if j == i + 1 or joined else None
    if norms[i] == "quarter":
        part = scaled_share(tokens, i + 1, end, Decimal("0.25"))
        return part if part.form != "fraction" else None
    return None


def vague_multiple(tokens: Tokens, i: int, end: int) -> Part | None:
    """A vague word with the scale it multiplies, if any: "several hundred", "couple of thousand", "few dozen", "couple"."""
    value = VAGUE_MULTIPLIERS.get(tokens.norms[i])
    if value is None:
        return None
    j = i + 1
    if j < end and tokens.norms[j] in (("of",) if tokens.norms[i] == "couple" else ("more", "other") if tokens.norms[i] == "few" else ()):
        j += 1
    if j < end and tokens.norms[j] in DOZENS and tokens.norms[j] != "score":
        return Part(j + 1, value * DOZENS[tokens.norms[j]], ONE, "vague")
    norm = tokens.norms[j] if j < end else ""
    single = norm.removesuffix("s")
    if single in WRITTEN_SCALES:
        first = WRITTEN_SCALES[single]
        part = scaled(tokens, j + 1, end, EXACTLY.multiply(value, first), "words", first)
        return Part(part.last, part.value, part.scale, "vague")
    return Part(i + 1, value, ONE, "vague")
