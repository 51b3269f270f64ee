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
        "working", "business", "past", "coming", "upcoming", "previous", "preceding", "of", "century", "centuries", "t",
    ))
)  # fmt: skip


def may_open(c: Cursor, i: int, word: str) -> bool:
    """Whether an expression may begin with token ``i``, whose norm is ``word``."""
    return word in OPENERS or word[:1] in _DIGITS or word[:1] > "\x7f" or i in c.numerals.by_first or word.startswith("fy")


def lone_year(c: Cursor, i: int, word: str) -> bool:
    """Whether four digits stand at token ``i`` with nothing behind them that could make them part of a longer date, or a number of units."""
    if len(word) != 4 or not (word.isdigit() and word.isascii()):
        return False
    after = c.word(i + 1)
    if after == ",":
        return c.word(i + 2) not in MONTHS
    if after[:1] in _DIGITS:
        return len(after) > 2 and after.isdigit()
    return after not in _TIES and not after.endswith("day") and not (after.endswith("s") and after[:-1] in FULL_WEEKDAYS)
