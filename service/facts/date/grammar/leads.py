"""What may stand at the head of a date expression: a look at one or two tokens that spares the grammar those that open none."""

from __future__ import annotations

from service.facts.date.grammar.cursor import Cursor
from service.facts.date.grammar.pairs import JOINERS
from service.facts.date.words import (
    CARDINALS,
    DECADES,
    DIRECTIONS,
    EVENTS,
    FEAST_STARTS,
    FULL_WEEKDAYS,
    MONTH_FOLLOWERS,
    MONTHS,
    ORDINALS,
    PARTS,
    QUARTERS,
    RELATIVE_DAYS,
    SEASONS,
    UNITS,
    WEEKDAYS,
    YEAR_KINDS,
)

_DIGITS = frozenset("0123456789")
PREPOSITIONS = frozenset((
    "from", "between", "since", "up", "until", "till", "til", "before", "after", "on", "prior", "earlier", "no", "beyond", "later", "by", "through",
    "thru", "in", "within", "not", "more", "over", "longer", "less", "under", "fewer",
))  # fmt: skip
"""Words that make something else of the point behind them."""
_OTHERS = frozenset((
    "the", "that", "same", "this", "these", "rest", "remainder", "latter", "week", "weekend", "year", "calendar", "cy", "fy", "month", "day", "last",
    "final", "ad", "quarter", "'", "a", "an", "one", "half", "couple", "noon", "midday", "midnight",
))  # fmt: skip
OPENERS = (
    PREPOSITIONS | _OTHERS | frozenset(RELATIVE_DAYS) | frozenset(WEEKDAYS) | frozenset(PARTS) | frozenset(DIRECTIONS) | frozenset(EVENTS)
    | frozenset(MONTHS) | frozenset(SEASONS) | frozenset(QUARTERS) | YEAR_KINDS | frozenset(DECADES) | frozenset(CARDINALS) | frozenset(ORDINALS)
    | FEAST_STARTS
)  # fmt: skip
NUMBERS = frozenset(CARDINALS) | frozenset(ORDINALS)
PARTED = frozenset(PARTS) | NUMBERS | frozenset(("later", "rest", "remainder", "latter", "last", "final"))
"""Words that open a part of a date, or one of several units in it, where no digits do."""
CLOCKS = frozenset(CARDINALS) | frozenset(("noon", "midday", "midnight", "half", "quarter", "a"))
_TIES = (
    JOINERS | frozenset(MONTHS) | frozenset(UNITS) | YEAR_KINDS | frozenset(QUARTERS)
    | frozenset((
        "/", ".", ":", "+", "s", "'s", "'", '"', "st", "nd", "rd", "th", "half", "hundred", "gmt", "utc", "bst", "hours", "hrs", "full", "whole", "calendar",
        "working", "business", "coming", "upcoming", "previous", "preceding", "of", "century", "centuries", "t",
    ))
)  # fmt: skip
_COUNTED = frozenset(UNITS) - {"day", "quarter"}
"""Units without those that are parts of other dates: "the 3 day of June", "6 quarter to"."""


_BEHIND_FIGURES = (
    JOINERS | frozenset(MONTHS) | frozenset(UNITS) | MONTH_FOLLOWERS | frozenset(f"{day}s" for day in FULL_WEEKDAYS)
    | frozenset((
        "and", "or", "of", "day", "am", "pm", "a", "p", "past", "to", "quarter", "st", "nd", "rd", "th", "s", "we", "i", "he", "she", "they", "it", "there",
        "full", "whole", "calendar", "working", "business", "coming", "upcoming", "previous", "preceding", "ad", "ce",
    ))
)  # fmt: skip
"""Words of which one stands behind up to three digits that open a date."""


def may_open(c: Cursor, i: int, word: str) -> bool:
    """Whether an expression may begin with token ``i``, whose norm is ``word``."""
    if word[:1] in _DIGITS:
        return not _counts_other(c, i, word)
    return word in OPENERS or word[:1] > "\x7f" or i in c.numerals.by_first or word.startswith("fy")


def _counts_other(c: Cursor, i: int, word: str) -> bool:
    """Whether the word behind a number of up to three digits makes it no day, hour or number of units: "25 people", "£15 m over"."""
    if len(word) > 3 or not (word.isdigit() and word.isascii()):
        return False
    numeral = c.numerals.by_first.get(i)
    return _in_no_date(c, i + 1) and (numeral is None or numeral.last == i + 1 or _in_no_date(c, numeral.last))


def _in_no_date(c: Cursor, j: int) -> bool:
    """Whether token ``j`` is a word that goes on with no date in figures."""
    word = c.word(j)
    return word.isalpha() and (word not in _BEHIND_FIGURES or (word == "a" and c.word(j + 1) != "."))


def counts_units(c: Cursor, i: int, word: str) -> bool:
    """Whether up to three digits stand at token ``i`` with a unit right behind them: of all dates only one counted in units can begin so."""
    return len(word) < 4 and c.word(i + 1) in _COUNTED and word.isdigit() and word.isascii()


def lone_year(c: Cursor, i: int, word: str) -> bool:
    """Whether four digits stand at token ``i`` with nothing behind them that could make them part of a longer date, or a number of units."""
    if len(word) != 4 or not (word.isdigit() and word.isascii()):
        return False
    after = c.word(i + 1)
    if after == ".":
        return not c.word(i + 2)  # the end of the sentence: no point within a date
    if after == ",":
        return c.word(i + 2) not in MONTHS
    if after[:1] in _DIGITS:
        return len(after) > 2 and after.isdigit()
    return after not in _TIES and not after.endswith("day") and not (after.endswith("s") and after[:-1] in FULL_WEEKDAYS)
