"""The grammar of one number in words, digits or both: "two hundred and forty-three thousand", "2.4 hundred thousand", "half a million"."""

from __future__ import annotations

from decimal import Decimal

from service.facts.numeral.digits import ONE, digits, lone_fraction, spoken_share
from service.facts.numeral.words import (
    AFTER_FRACTION,
    DOZENS,
    EXACTLY,
    FRACTIONS,
    SCALES,
    TENS,
    UNITS,
    VAGUE,
    VAGUE_MULTIPLIERS,
    VULGAR,
    WRITTEN_SCALES,
    Part,
    step,
)  # fmt: skip
from service.transcript.tokens import Tokens

_HUNDRED = Decimal(100)
_MOST_SCALES = 3
_MOST_GROUPS = 8
_ARTICLES = frozenset({"a", "an"})


def cardinal(tokens: Tokens, i: int, end: int, joined: bool = True) -> Part | None:
    """The longest number that begins at token ``i`` (an article included), or None.

    With ``joined`` False an "and" ends the number: "between one hundred and two hundred".
    """
    norms = tokens.norms
    norm = norms[i]
    if norm in _ARTICLES:
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
    small = _small(tokens, i, end)
    return small is not None and small[0] < end and tokens.norms[small[0]] in WRITTEN_SCALES


def _small(tokens: Tokens, i: int, end: int) -> tuple[int, Decimal] | None:
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


def _group(tokens: Tokens, i: int, end: int, joined: bool) -> Part | None:
    """A number with the scales that multiply it: "two hundred and forty-three thousand", "5bn", "three dozen"."""
    if i >= end:
        return None
    word = tokens.words[i]
    if word[0].isdecimal():
        part = digits(tokens, i, end)
        if part is None or part.form == "fraction" or part.scale > 1:
            return part
        value, j, form, scale = part.value, part.last, part.form, ONE
    else:
        found = _hundreds(tokens, i, end, joined)
        if found is None:
            return _bare_scale(tokens, i, end)
        j, value, scale = found
        form = "words"
        shared = spoken_share(tokens, j, end, value) if value < _HUNDRED and tokens.norms[j - 1] != "zero" else None
        if shared is not None and _is_share(tokens, shared[0], end, value):
            return _scaled_share(tokens, shared[0], end, shared[1])
    j, value, point = _point(tokens, j, end, value)
    j, value, half = _and_fraction(tokens, j, end, value)
    dozen = DOZENS.get(tokens.norms[j]) if j < end else None
    if dozen is not None and not point:
        return Part(j + 1, EXACTLY.multiply(value, dozen), dozen, "words" if form == "words" else "mixed")
    return _scaled(tokens, j, end, value, "mixed" if half and form != "words" else form, scale)


def _is_share(tokens: Tokens, j: int, end: int, parts: Decimal) -> bool:
    """Whether "one third", "three quarters" is a share and not an ordinal or a quarter of a year."""
    if parts == 1:
        return j >= end or tokens.norms[j] in AFTER_FRACTION or not tokens.norms[j][0].isalpha()
    return not (tokens.norms[j - 1] == "quarters" and parts != 3)


def _hundreds(tokens: Tokens, i: int, end: int, joined: bool) -> tuple[int, Decimal, Decimal] | None:
    """A number below ten thousand in words, and the hundred that it ends in: "nine", "two hundred and six", "twelve hundred"."""
    found = _small(tokens, i, end)
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
    scale = WRITTEN_SCALES.get(tokens.norms[i])
    if scale is None and tokens.norms[i] == "dozen":
        scale = DOZENS["dozen"]
    return None if scale is None else _scaled(tokens, i + 1, end, scale, "words", scale)


def _scaled(tokens: Tokens, j: int, end: int, value: Decimal, form: str, scale: Decimal = ONE) -> Part:
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
        k, halves, found = _and_fraction(tokens, last, end, Decimal(0))
        if found:
            return Part(k, EXACTLY.add(value, EXACTLY.multiply(halves, scale)), ONE, form)
    return Part(last, value, scale, form)


def _point(tokens: Tokens, j: int, end: int, value: Decimal) -> tuple[int, Decimal, bool]:
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
        elif not places and (small := _small(tokens, k, end)) is not None:
            places, k = str(small[1]), small[0] - 1
        else:
            break
        k += 1
    return (k, Decimal(f"{value}.{places}"), True) if places else (j, value, False)


def _and_fraction(tokens: Tokens, j: int, end: int, value: Decimal) -> tuple[int, Decimal, bool]:
    """The fraction behind a number: "and a half", "-and-a-half", "and three quarters"."""
    k = step(tokens, j, end)
    if k >= end or tokens.norms[k] != "and":
        return j, value, False
    k = step(tokens, k + 1, end)
    if k >= end:
        return j, value, False
    parts = ONE if tokens.norms[k] in _ARTICLES else UNITS.get(tokens.norms[k])
    if parts is None:
        found = FRACTIONS.get(tokens.norms[k])
        if found is None or tokens.norms[k] != "half" or (k + 1 < end and tokens.norms[k + 1] in ("a", "an", "the", "of")):
            return j, value, False
        return k + 1, EXACTLY.add(value, found[0]), True
    share = spoken_share(tokens, k + 1, end, parts)
    if share is None or (share[0] < end and tokens.norms[share[0]] in ("of", "the")):
        return j, value, False
    return share[0], EXACTLY.add(value, share[1]), True


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
            return _scaled(tokens, j + 1, end, share, "words")
        if norm not in ("half", "quarter") and not (j + 1 >= end or tokens.norms[j + 1] in AFTER_FRACTION or not tokens.norms[j + 1][0].isalnum()):
            return None
        return _scaled_share(tokens, j + 1, end, share)
    if norm == "hundred":
        last, more = _behind_hundred(tokens, j + 1, end, joined)
        return _scaled(tokens, last, end, _HUNDRED + more, "words", ONE if more else _HUNDRED)
    if norm in WRITTEN_SCALES:
        part = _scaled(tokens, j + 1, end, WRITTEN_SCALES[norm], "words", WRITTEN_SCALES[norm])
        k = _onward(tokens, part.last, end, joined)
        rest = cardinal(tokens, k, end, joined) if k > 0 and tokens.norms[k] in _SMALL else None
        if rest is not None and rest.value < part.scale and rest.form == "words":
            return Part(rest.last, EXACTLY.add(part.value, rest.value), ONE, "words")
        return part
    return None


def _behind_hundred(tokens: Tokens, j: int, end: int, joined: bool) -> tuple[int, Decimal]:
    """What is added behind "hundred": "and two", "twenty"; zero where nothing is."""
    k = step(tokens, j, end)
    if k < end and tokens.norms[k] == "and":
        if not joined:
            return j, Decimal(0)
        k = step(tokens, k + 1, end)
    rest = _small(tokens, k, end)
    if rest is None or rest[1] == 0 or (rest[0] < end and tokens.norms[rest[0]] in ("hundred", "hundreds")):
        return j, Decimal(0)
    return rest


def _fraction_first(tokens: Tokens, i: int, end: int) -> Part | None:
    """A fraction that opens a number: "half a million", "half a dozen", "quarter of a million", "½ million", "half"."""
    norms = tokens.norms
    vulgar = lone_fraction(tokens, i)
    if vulgar is not None:
        return _scaled_share(tokens, vulgar.last, end, vulgar.value, vulgar.scale, vulgar.form)
    if norms[i] == "half":
        j = step(tokens, i + 1, end)
        if j < end and norms[j] in _ARTICLES:
            k = step(tokens, j + 1, end)
            if k < end and norms[k] in DOZENS:
                return Part(k + 1, DOZENS[norms[k]] / 2, ONE, "words")
            if k < end and norms[k] in WRITTEN_SCALES:
                return _scaled(tokens, k, end, Decimal("0.5"), "words")
            return Part(j + 1, Decimal("0.5"), ONE, "fraction")
        if j < end and norms[j] in WRITTEN_SCALES and norms[j] != "hundred":
            return _scaled(tokens, j, end, Decimal("0.5"), "words")
        if j < end and norms[j] == "dozen":
            return Part(j + 1, Decimal(6), ONE, "words")
        return Part(i + 1, Decimal("0.5"), ONE, "fraction") if j == i + 1 else None
    if norms[i] == "quarter":
        part = _scaled_share(tokens, i + 1, end, Decimal("0.25"))
        return part if part.form != "fraction" else None
    return None


def _scaled_share(tokens: Tokens, j: int, end: int, share: Decimal, scale: Decimal = ONE, form: str = "fraction") -> Part:
    """``share`` of a scale, if one follows: "of a million", "million"; else the fraction itself."""
    k = step(tokens, j, end)
    if k + 2 < end and tokens.norms[k] in ("of", "-") and tokens.norms[k + 1] in (*_ARTICLES, "one"):
        k += 2
    if k < end and tokens.norms[k] in WRITTEN_SCALES and (k > j or form != "fraction" or tokens.norms[k] != "hundred"):
        return _scaled(tokens, k, end, share, "words" if form == "fraction" else form)
    return Part(j, share, scale, form)


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
        part = _scaled(tokens, j + 1, end, EXACTLY.multiply(value, first), "words", first)
        return Part(part.last, part.value, part.scale, "vague")
    return Part(i + 1, value, ONE, "vague")
