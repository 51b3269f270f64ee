"""Days of one month or week that share its name: 3-5 May, 12 and 13 March, 3, 4 and 5 June, last week between Friday and Sunday."""

from __future__ import annotations

from dataclasses import replace

from service.facts.date.expression.days import CalendarDay, Weekday
from service.facts.date.expression.interval import Range
from service.facts.date.expression.units import Month, Unit
from service.facts.date.expression.within import Inside
from service.facts.date.grammar.cursor import Cursor, Hit
from service.facts.date.grammar.days import calendar_day, valid
from service.facts.date.words import FULL_WEEKDAYS, MONTH_FOLLOWERS, MONTHS, WEEKDAYS
from service.model import Grain

JOINERS = frozenset(("-", "—", "to", "until", "till", "through", "thru", "~"))
"""Words and marks between the ends of a range."""


def short_pair(c: Cursor, i: int, joiner: str = "") -> Hit | None:
    """Two days of one month, the month behind them: 3-5 May, 3rd to 5th of May, 12 and 13 March."""
    first = c.day(i)
    if first is None:
        return None
    j = first[0]
    word = c.word(j)
    if word not in JOINERS and word not in ("and", "&", ",", joiner):
        return None
    if word == "," and c.day(j + 1):
        return _day_list(c, i)
    at = c.skip(j + 1, "the")
    hit = calendar_day(c, at)
    if hit is None or not isinstance(hit.expression, CalendarDay) or c.word(at) in MONTHS or hit.expression.weekday is not None:
        return None
    last = hit.expression
    made = replace(last, day=first[1])
    if not valid(made) or first[1] >= last.day or (word in ("and", "&") and joiner != "and" and last.day - first[1] != 1):
        return None
    if made.year is None:
        return Hit(hit.last, Range(made, last), "date.range")
    return Hit(hit.last, Range(made, last), "date.range")


def days_within(c: Cursor, i: int, hit: Hit) -> Hit | None:
    """From one day to another of the month or week before them: "November between 19 and 20", "last week between Friday and Sunday"."""
    j, whole = hit.last, hit.expression
    if c.word(j) not in ("between", "from") or c.word(i - 1) in ("between", "from"):
        return None
    links = ("and", "-", "to") if c.word(j) == "between" else ("to", "-", "until", "through")
    if isinstance(whole, Unit) and whole.grain is Grain.WEEK and not whole.text:
        if c.word(j + 1) in FULL_WEEKDAYS and c.word(j + 2) in links and c.word(j + 3) in FULL_WEEKDAYS:
            first, last = WEEKDAYS[c.word(j + 1)], WEEKDAYS[c.word(j + 3)]
            return Hit(j + 4, Range(Inside(Weekday(first), whole), Inside(Weekday(last), whole)), "date.range") if first < last else None
        return None
    if not isinstance(whole, Month) or whole.mode:
        return None
    begin = c.day(c.skip(j + 1, "the"))
    end = c.day(c.skip(begin[0] + 1, "the")) if begin and c.word(begin[0]) in links else None
    if begin is None or end is None or begin[1] >= end[1]:
        return None
    year = c.year(c.skip(end[0], ",")) if whole.year is None else None
    if year is None and c.word(end[0]).isalpha() and c.word(end[0]) not in MONTH_FOLLOWERS:
        return None
    days = [CalendarDay(whole.month, day, year[1] if year else whole.year) for day in (begin[1], end[1])]
    return Hit(year[0] if year else end[0], Range(days[0], days[1]), "date.range") if all(valid(day) for day in days) else None


LISTED = 6
"""Days of one month that are listed."""
_LINKS = ("and", "or", "&")
_BETWEEN = frozenset({",", *_LINKS})


def listed_day(c: Cursor, i: int) -> Hit | None:
    """A day whose month stands at the end of the list that it is in, or at its head: the 3 of "on 3, 4 and 7 April", the 9 of "May 5, 7 and 9"."""
    first = c.day(i)
    if first is None or (first[0] == i + 1 and c.digits(i, 2) is None and not first[2]):
        return None
    return _month_at_end(c, i, first) or _month_at_head(c, i, first)


def _month_at_end(c: Cursor, i: int, first: tuple[int, int, bool]) -> Hit | None:
    before = c.word(i - 1)
    if not first[2] and before not in ("on", "the") and not (before in _BETWEEN and c.digits(i - 2, 2) is not None):
        return None
    j = first[0]
    for _ in range(LISTED):
        if c.word(j) not in _BETWEEN:
            return None
        j = c.skip(c.skip(c.skip(j, ","), *_LINKS), "the")
        hit = calendar_day(c, j) if c.day(j) else None
        if hit is not None:
            last = hit.expression
            made = replace(last, day=first[1]) if isinstance(last, CalendarDay) and last.weekday is None and first[1] < last.day else None
            return Hit(first[0], made, "date.day") if made is not None and valid(made) else None
        found = c.day(j)
        if found is None:
            return None
        j = found[0]
    return None


def _month_at_head(c: Cursor, i: int, first: tuple[int, int, bool]) -> Hit | None:
    after = c.word(first[0])
    if (after.isalpha() and after not in MONTH_FOLLOWERS) or after in (":", "%", "/", "-") or (after == "." and c.joined(first[0] + 1)):
        return None
    k = i
    for _ in range(LISTED):
        j = k - 1
        while c.word(j) in _BETWEEN and j > k - 3:
            j -= 1
        j -= c.word(j) in ("st", "nd", "rd", "th")
        if j == k - 1 or c.day(j) is None:
            return None
        k = j
        head = k - 1 - (c.word(k - 1) == ".")
        if c.word(head) in MONTHS and c.capital(head):
            hit = calendar_day(c, head)
            made = hit.expression if hit else None
            if not isinstance(made, CalendarDay) or made.day >= first[1] or (made.year is not None and hit is not None and hit.last < i):
                return None
            made = replace(made, day=first[1])
            return Hit(first[0], made, "date.day") if valid(made) else None
    return None


def _day_list(c: Cursor, i: int) -> Hit | None:
    """Days of one month that follow each other: 3, 4 and 5 June."""
    first = c.day(i)
    assert first is not None
    j, day = first[0], first[1]
    while c.word(j) in (",", "and", "&") and j - i < 20:
        j = c.skip(j, ",")
        following = c.day(c.skip(j, "and", "&"))
        if following is None or following[1] != day + 1:
            return None
        if c.word(c.skip(j, "and", "&") - 1) in ("and", "&"):
            hit = calendar_day(c, c.skip(j, "and", "&"))
            last = hit.expression if hit else None
            if hit is None or not isinstance(last, CalendarDay):
                return None
            return Hit(hit.last, Range(replace(last, day=first[1]), last), "date.range")
        j, day = following[0], following[1]
    return None
