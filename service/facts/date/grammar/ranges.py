"""What a point makes with "to", "until" or a dash and another point."""

from __future__ import annotations

from dataclasses import replace

from service.facts.date.expression.base import Expression
from service.facts.date.expression.days import CalendarDay, Feast, Fixed, MonthDay, Weekday
from service.facts.date.expression.interval import Range, Since
from service.facts.date.expression.units import Running, Unit, Years
from service.facts.date.grammar.cursor import Cursor, Hit, Span
from service.facts.date.grammar.days import valid
from service.facts.date.grammar.pairs import JOINERS
from service.facts.date.grammar.times import timed
from service.facts.date.words import LEXICON, MONTH_FOLLOWERS, MONTHS

_OBJECTS = frozenset(LEXICON["tense"]["articles"]) | frozenset(LEXICON["closed"]["whose"])


def ranged(c: Cursor, i: int, hit: Hit, *, between: bool = False) -> Span | None:
    """What a point at ``i`` makes with "to", "until" or a dash and another point."""
    first, j = hit.expression, hit.last
    if isinstance(first, Range | Running) or hit.rule == "date.ago":
        return None
    word = c.word(j)
    pair = word in ("and", "&") and isinstance(first, CalendarDay) and c.digits(j + 1, 2) == first.day + 1 and _ends(c, j)
    if word not in JOINERS and not pair and not (between and word == "and"):
        return None
    if isinstance(first, Weekday) and c.word(i - 1) in ("closest", "nearest"):
        return None
    if word == "to" and not between and c.word(i - 1) != "from" and c.word(j + 1) == "the" and isinstance(first, Unit):
        return None
    at = c.skip(j + 1, "on", "in", "to") if word in ("through", "until") else c.skip(j + 1, "on", "in")
    if isinstance(first, CalendarDay):  # July 13-15, April 9th through the 17th
        day = c.day(c.skip(at, "the"))
        if day and c.word(c.skip(day[0], "of")) not in MONTHS and first.day < day[1] and not _number_goes_on(c, day[0]):
            end, year = day[0], first.year
            found = c.year(c.skip(end, ",")) if year is None else None
            if found:
                end, year = found
            last = replace(first, day=day[1], year=year, weekday=None)
            if valid(last):
                return Span(i, end, i, Range(replace(first, year=year), last), "date.range")
    if c.word(at) == "now" and (between or c.word(i - 1) == "from"):
        return Span(i, at + 1, i, Since(first), "date.range")
    if (c.word(at) in ("present", "date") and not _presented(c, i, first, at)) or (c.word(at) == "the" and c.word(at + 1) == "present"):
        end = at + 1 + (c.word(at) == "the")
        return Span(i, end + 1 if c.word(end) == "day" else end, i, Since(first), "date.range")
    turn = between and word == "and" and isinstance(first, Feast) and first.rule.startswith("12-2") and c.norms[at : at + 2] == ["new", "year"]
    if turn and c.word(at + 2) != "'s":
        return Span(i, at + 2, i, Range(first, CalendarDay(1, 1)), "date.range")
    other = timed(c, at) or (year_behind(c, at) if isinstance(first, Years) else None)
    if other is None or isinstance(other.expression, Range | Running) or not _match(first, other.expression):
        return None
    return Span(i, other.last, i, Range(first, other.expression), "date.range")


def _ends(c: Cursor, j: int) -> bool:
    """Whether "and 6" behind "May 5" is a day too, counting nothing."""
    day = c.day(j + 1)
    after = c.word(day[0]) if day else ""
    return day is not None and after not in ("and", "-", "to") and not (after.isalpha() and after not in MONTH_FOLLOWERS)


def _presented(c: Cursor, i: int, first: Expression, at: int) -> bool:
    """Whether "present" is the verb: "I rise today to present our plan"."""
    told = c.word(i - 1) in ("from", "between") or not isinstance(first, Unit)
    return c.word(at) == "present" and (not told or c.word(at + 1) in _OBJECTS)


def _number_goes_on(c: Cursor, j: int) -> bool:
    word = c.word(j)
    return word in (":", "%", "/", "am", "pm") or (word in (".", ",") and c.joined(j) and c.joined(j + 1))


def _match(first: Expression, last: Expression) -> bool:
    """Whether two points can be the ends of one range."""
    if isinstance(first, Fixed) or isinstance(last, Fixed):
        return False
    if isinstance(first, Weekday):
        return isinstance(last, Weekday | CalendarDay | MonthDay)
    if isinstance(first, MonthDay):
        return isinstance(last, MonthDay | CalendarDay)
    return True


def year_behind(c: Cursor, i: int) -> Hit | None:
    """A year behind a preposition that dates."""
    found = c.bare_year(i, cued=True)
    return Hit(found[0], Years(found[1]), "date.year") if found else None
