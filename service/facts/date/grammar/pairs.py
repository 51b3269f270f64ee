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
