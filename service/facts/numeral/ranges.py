"""Two numbers that bound one: "5-10", "five to ten million", "between five and ten"."""

from __future__ import annotations

from decimal import Decimal

from service.facts.numeral.cardinal import cardinal
from service.facts.numeral.digits import is_currency
from service.facts.numeral.types import Numeral
from service.facts.numeral.words import (
    AFTER_FRACTION,
    CHANGES,
    EXACTLY,
    LEXICON,
    TENS,
    UNITS,
    WRITTEN_SCALES,
    Part,
    tidy,
)  # fmt: skip
from service.transcript.tokens import Tokens

_LOOSELY = frozenset(LEXICON["loosely"]["words"])
_CONNECTORS = frozenset({"-", "–", "~", "to", "or", "and", "through", "till"})


def range_from(tokens: Tokens, i: int, low: Part, between: bool, begin: int, end: int) -> Numeral | None:
    """The range that ``low`` opens: "5-10", "five to ten million", "two or three", "between five and ten"."""
    j = low.last
    if j + 1 < end and tokens.norms[j] == ",":
        return _alternatives(tokens, i, low, begin, end)
    if j + 2 < end and tokens.norms[j] == "-" and tokens.norms[j + 1] in ("to", "or") and tokens.adjoin(j):
        return _suspended(tokens, i, low, end)
    if j + 1 < end and j == i + 1 and tokens.norms[i] in TENS and TENS.get(tokens.norms[j]) == TENS[tokens.norms[i]] + 10:
        high = cardinal(tokens, j, end)  # "seventy eighty per cent"
        spoken = high is not None and high.last == j + 1 and tokens.norms[high.last][0].isalpha() and (i == begin or tokens.norms[i - 1] not in TENS)
        return Numeral(i, j + 1, None, TENS[tokens.norms[i]], TENS[tokens.norms[j]], "range") if spoken else None
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
    if link in ("-", "–") and not tokens.adjoin(j) and _year(tokens, i) and not _year(tokens, k):
        return None  # "in 2010 – 40,000 died then – it"
    while link not in ("-", "–") and k < end and k < j + 3 and tokens.norms[k] in ("even", "about", "around", "perhaps", "maybe", "some"):
        k += 1
    if k >= end:
        return None
    high = cardinal(tokens, k, end)
    if high is None or (high.form == "fraction") != (low.form == "fraction"):
        return None
    if link == "-" and _chained(tokens, high.last, end):
        return None
    if link == "to" and _year_of_the_start(tokens, i):
        return None
    bottom, top = _shared(tokens, i, low, k, high, link), high.value
    if bottom >= top or (link == "to" and changes(tokens, i, begin)):
        return None
    if link == "to" and top > 3 * bottom and tokens.norms[i - 1 : i] == ["by"] and i > begin:
        return None  # "rose by 2,000 to 80,000"
    if link == "or" and k == j + 1 and (top > 3 * max(bottom, Decimal(1)) or _lists(tokens, i, begin)):
        return None
    return Numeral(i, high.last, None, tidy(bottom), tidy(top), "range")


def _year(tokens: Tokens, i: int) -> bool:
    """Whether token ``i`` is written as years are."""
    word = tokens.words[i]
    return len(word) == 4 and word.isdecimal() and word[:2] in ("18", "19", "20")


_THOUSAND = Decimal(1000)


def _shared(tokens: Tokens, i: int, low: Part, k: int, high: Part, link: str) -> Decimal:
    """The value of ``low`` with the scale that ``high``, at token ``k``, gives it: "5 to 10 million", "2-3,000", "10 to 12,000"."""
    if low.scale != 1:
        return low.value
    if high.scale > 1:
        return EXACTLY.multiply(low.value, high.scale) if low.value < EXACTLY.divide(high.value, high.scale) else low.value
    whole = low.last == i + 1 and len(tokens.words[i]) <= 3 and (low.form == "words" or tokens.words[i].isdecimal())
    grouped = high.last == k + 1 and tokens.words[k].count(",") == 1 and tokens.words[k].endswith("00")
    more = EXACTLY.multiply(low.value, _THOUSAND)
    return more if (whole or low.form == "words") and grouped and more < high.value <= more * (10 if link == "-" else 3) else low.value


def _suspended(tokens: Tokens, i: int, low: Part, end: int) -> Numeral | None:
    """Two numbers that share the word behind the second's hyphen: "16- to 24-year-olds", "a two- or three-day trip", "a 3-to-6-month wait"."""
    j = low.last + 2
    if tokens.adjoin(low.last + 1) and j + 1 < end and tokens.norms[j] == "-":
        j += 1
    high = cardinal(tokens, j, end) if low.scale == 1 and j < end else None
    if high is None or high.last + 1 >= end or tokens.norms[high.last] != "-" or not tokens.adjoin(high.last + 1):
        return None
    bottom = _shared(tokens, i, low, j, high, "-")
    if not tokens.norms[high.last + 1][0].isalpha() or bottom >= high.value or (low.form == "fraction") != (high.form == "fraction"):
        return None
    return Numeral(i, high.last, None, tidy(bottom), tidy(high.value), "range")


def scaled_by_its_end(tokens: Tokens, i: int, low: Part, begin: int, end: int) -> Part:
    """``low`` with the scale of the figure that it changes to: the 3 of "rose from 3 to 6 million" is 3 million too."""
    j = low.last
    if j + 1 >= end or tokens.norms[j] != "to" or low.scale != 1 or low.form not in ("digits", "words") or not changes(tokens, i, begin):
        return low
    high = cardinal(tokens, j + 1, end)
    if high is None or high.scale < _THOUSAND or not tokens.norms[high.last - 1].isalpha():
        return low
    value = EXACTLY.multiply(low.value, high.scale)
    return low._replace(value=value) if low.value < _THOUSAND and value <= 100 * high.value and high.value <= 100 * value else low


def _year_of_the_start(tokens: Tokens, i: int) -> bool:
    """Whether token ``i`` is the year of the figure that something starts from: "from 17,000 troops in 2019 to some 11,500"."""
    norms = tokens.norms
    if not _year(tokens, i) or i < 3 or norms[i - 1] not in ("in", "since"):
        return False
    figure = False
    for k in range(i - 2, max(-1, i - 10), -1):
        if norms[k] in (".", ";", "from"):
            return figure and norms[k] == "from"
        figure = figure or norms[k][0].isdecimal() or norms[k] in UNITS or norms[k] in TENS or norms[k] in WRITTEN_SCALES
    return False


def _alternatives(tokens: Tokens, i: int, low: Part, begin: int, end: int) -> Numeral | None:
    """Two numbers said one after the other for what lies between: "for 30, 35 years", "two, three weeks"; lists and numbers of other things are none."""
    j = low.last
    if i <= begin or tokens.norms[i - 1] not in _LOOSELY or tokens.adjoin(j + 1) or low.form not in ("digits", "words"):
        return None
    high = cardinal(tokens, j + 1, end)
    if high is None or high.form != low.form or high.last >= end or low.scale != high.scale:
        return None
    after = tokens.norms[high.last]
    if not (after.isalpha() or after == "%") or after in AFTER_FRACTION:
        return None
    tens = low.value % 5 == 0 and high.value % 5 == 0
    next_to = low.value < 30 and high.value <= low.value + (1 if low.value < 10 else 2)
    if not (tens or next_to) or not low.value < high.value <= 2 * low.value or (1500 <= low.value <= 2100 and tokens.words[i].isdecimal()):
        return None
    return Numeral(i, high.last, None, tidy(low.value), tidy(high.value), "range")


def _lists(tokens: Tokens, i: int, begin: int) -> bool:
    """Whether a number and a comma stand before token ``i``: "15, 20 or 100"."""
    if i - 2 < begin or tokens.norms[i - 1] != ",":
        return False
    before = tokens.norms[i - 2]
    return before[0].isdecimal() or before in UNITS or before in TENS or before in WRITTEN_SCALES


def _chained(tokens: Tokens, j: int, end: int) -> bool:
    return j + 1 < end and tokens.norms[j] == "-" and tokens.adjoin(j) and tokens.adjoin(j + 1) and tokens.norms[j + 1][0].isdecimal()


BARE_BEFORE = frozenset(LEXICON["bare_before"]["words"])
"""What may follow a number that takes its unit from the one it has moved from: "from 12% to 15 last year"."""


def changes(tokens: Tokens, first: int, begin: int) -> bool:
    """Whether the "from X to Y" whose X begins at token ``first`` tells of a change ("rose from 3 to 4"), which is two figures."""
    if first - 1 > begin and is_currency(tokens, first - 1):
        first -= 1  # "from £5 to 7"
    if first - 1 < begin or tokens.norms[first - 1] != "from":
        return False
    return any(tokens.norms[j] in CHANGES for j in range(max(begin, first - 8), first - 1))


def moves(tokens: Tokens, first: int, begin: int) -> bool:
    """The same of two figures with a unit each, where "from" may be left out: "rose £2 million to £9 million", "up by 3% to 12%"."""
    before = tokens.norms[first - 1] if first > begin else ""
    return before in CHANGES or before == "by" or changes(tokens, first, begin)
