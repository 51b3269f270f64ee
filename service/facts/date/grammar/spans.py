"""Date expressions as they stand in a sentence: ranges, open ends and deadlines, times of day, and points."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from service.facts.date.expression.base import Expression
from service.facts.date.expression.days import CalendarDay, Clocked, Fixed, MonthDay, Weekday
from service.facts.date.expression.interval import After, Before, By, From, LessThanAgo, Range, Since, Until
from service.facts.date.expression.units import Month, Running, Unit, WorkingDays, Years
from service.facts.date.expression.within import Offset
from service.facts.date.grammar.cursor import Cursor, Hit
from service.facts.date.grammar.days import calendar_day, valid
from service.facts.date.tense import lean
from service.facts.date.words import DAY_PARTS, MONTHS
from service.model import Grain

_JOINERS = frozenset(("-", "—", "to", "until", "till", "through", "thru", "~"))

_SINCE = frozenset(("since",))

_UNTIL = frozenset(("until", "till", "til"))

_BEFORE = frozenset(("before",))

_AFTER = frozenset(("after", "beyond"))

_HOW_OFTEN = frozenset(["time", "times", "once", "twice", "first", "only", "best", "worst", "highest", "lowest", "third", "second", "record", "used"])

_MORE = frozenset(("more", "over", "longer"))

_LESS = frozenset(("less", "under", "fewer"))


class Span(NamedTuple):
    """An expression over ``[first, last)``; ``lead`` is where it begins without its preposition."""

    first: int
    last: int
    lead: int
    expression: Expression
    rule: str


def expression(c: Cursor, i: int) -> Span | None:
    """The longest date expression at token ``i``, prepositions that make an interval included."""
    word = c.word(i)
    if word in ("from", "between"):
        return _from(c, i)
    if word in _SINCE:
        return _lead(c, i, i + 1, Since)
    if word == "up" and c.word(i - 1) in ("run", "lead", "build", "-"):
        return None  # the run-up to Christmas
    if word in _UNTIL or (word == "up" and c.word(i + 1) in ("to", "until", "till")):
        return _lead(c, i, i + (2 if word == "up" else 1), Until)
    if word in ("before", "after") and c.unit(i - 1):
        return None  # the day before, two weeks after
    if word == "on" and c.word(i + 1) == "or" and c.word(i + 2) in ("before", "after"):
        return _on_or(c, i)
    if word in _BEFORE or (word == "prior" and c.word(i + 1) == "to") or (word in ("earlier", "no") and c.word(i + 1) == "than"):
        return _lead(c, i, i + (1 if word == "before" else 2), Before)
    if word in _AFTER or (word == "later" and c.word(i + 1) == "than"):
        return _lead(c, i, i + (1 if word in _AFTER else 2), After)
    if word == "no" and c.word(i + 1) == "later" and c.word(i + 2) == "than":
        return _lead(c, i, i + 3, Until)
    if word == "by":
        return _lead(c, i, i + 1, By)
    if word in ("in", "within"):
        return _in(c, i)
    if word in _MORE or word in _LESS:
        return _more(c, i)
    hit = timed(c, i)
    if hit is None:
        return None
    ranged = _range(c, i, hit)
    if ranged:
        return ranged
    return _onwards(c, i, hit) or Span(i, hit.last, i, hit.expression, hit.rule)


def _lead(c: Cursor, i: int, j: int, make: type[Since | Until | Before | After | By]) -> Span | None:
    """A preposition at ``i`` and a date at ``j``. Before a noun that the date describes ("after the 2019 election") the date stands alone."""
    at = c.skip(j, "on", "in", "about", "around") if c.word(j) in ("on", "in") else j
    itself = c.word(at) == "or" and c.word(at + 1) in ("on", "in")
    at = at + 2 if itself else at
    hit = timed(c, at) or _year(c, at)
    if hit is None:
        return None
    ranged = _range(c, at, hit)
    if ranged:
        return ranged
    inner = hit.expression
    if make in (Before, After, Until) and inner.grain in (Grain.HOUR, Grain.MINUTE):
        return Span(at, hit.last, at, inner, hit.rule)
    start = i - 1 if c.word(i - 1) == "ever" and make is Since else i
    if isinstance(inner, Range | Running) or _describes(c, hit):
        return Span(at, hit.last, at, inner, hit.rule)
    whole: Expression
    if make is After and itself:
        whole = After(inner, itself=True)
    elif make is Before and itself:
        whole = Before(inner, until_end=True)
    else:
        whole = make(inner)
    return Span(start, hit.last, at, whole, "date.open" if make is not By else "date.deadline")


def _on_or(c: Cursor, i: int) -> Span | None:
    """A deadline or start that is part of it: on or before 31 December, on or after 1 March."""
    hit = timed(c, i + 3)
    if hit is None:
        return None
    whole: Expression = Until(hit.expression) if c.word(i + 2) == "before" else After(hit.expression, itself=True)
    return Span(i, hit.last, i + 3, whole, "date.open")


def _year(c: Cursor, i: int) -> Hit | None:
    """A year behind a preposition that dates."""
    found = c.bare_year(i, cued=True)
    return Hit(found[0], Years(found[1]), "date.year") if found else None


def _describes(c: Cursor, hit: Hit) -> bool:
    """Whether the date stands before a noun as its attribute: "after Friday's vote"."""
    return c.word(hit.last) in ("'s", "'") and c.joined(hit.last)


def _from(c: Cursor, i: int) -> Span | None:
    """From X to Y, between X and Y, from X on; from X alone is an interval where it lies ahead."""
    j = c.skip(i + 1, "the") if c.day(i + 2) else i + 1
    between = c.word(i) == "between"
    pair = _short_pair(c, j, "and" if between else "to")
    if pair:
        return Span(i, pair.last, i, pair.expression, "date.range")
    if c.word(i + 1) == "now" and c.word(i + 2) in ("and", "until", "till", "to"):
        hit = timed(c, i + 3)
        return Span(i, hit.last, i, Until(hit.expression), "date.range") if hit else None
    hit = timed(c, i + 1)
    if hit is None:
        return None
    ranged = _range(c, i + 1, hit, between=between)
    if ranged:
        return replace_first(ranged, i)
    if isinstance(hit.expression, Range):
        return Span(i, hit.last, i, hit.expression, hit.rule)
    if between:
        return Span(i + 1, hit.last, i + 1, hit.expression, hit.rule)
    onwards = _onwards(c, i + 1, hit)
    if onwards:
        return replace_first(onwards, i)
    if isinstance(hit.expression, Years | Month | CalendarDay | Unit | Weekday) and not _describes(c, hit):
        return Span(i, hit.last, i + 1, From(hit.expression), "date.open")
    return Span(i + 1, hit.last, i + 1, hit.expression, hit.rule)


def replace_first(span: Span, first: int) -> Span:
    """The same expression with its preposition."""
    return span._replace(first=first, lead=first)


def _in(c: Cursor, i: int) -> Span | None:
    """In two weeks' time, in three years (looking ahead), within five days."""
    if c.word(i - 1) in _HOW_OFTEN:
        return None
    j = c.skip(i + 1, "about", "around", "just")
    found = c.measures(j)
    if found is None:
        return None
    end, units = found
    if any(g is Grain.HOUR for g, _ in units):
        return None
    first = Unit(*units[0])
    timely = c.word(end) == "time" or (c.word(end) in ("'", "'s") and c.word(end + 1) == "time")
    if c.word(end - 2) in ("working", "business"):
        return Span(i, end, i, WorkingDays(units[0][1], single=c.word(i) == "in"), "date.ago") if forward(c, i, end) else None
    if c.word(i) == "within":
        return (
            Span(i, end, i, Running(*units[0]), "date.stretch")
            if len(units) == 1 and forward(c, i, end) and c.word(end) not in ("of", "before", "after")
            else None
        )
    if timely:
        return Span(i, end + (1 if c.word(end) == "time" else 2), i, first, "date.ago")
    if c.word(end) in ("ago", "later", "of", "from", "hence", "-", "or", "to", "before", "after") or (c.word(j) == "one" and c.word(end).isalpha()):
        return None
    alone = i == c.first and not c.word(end + 1)
    if units[0][0] is Grain.CENTURY or not (alone or forward(c, i, end)):
        return None
    return Span(i, end, i, first if len(units) == 1 else Offset(None, units), "date.ago")


def _more(c: Cursor, i: int) -> Span | None:
    """More than 25 years ago, over a decade ago, less than a year ago."""
    j = i + 2 if c.word(i + 1) == "than" else i + 1
    if c.word(i) not in ("over", "under") and j == i + 1:
        return None
    hit = c.point(j)
    if hit is None or hit.rule not in ("date.ago", "date.offset"):
        return None
    if isinstance(hit.expression, Unit) and hit.expression.by < 0:
        if c.word(i) in _LESS:
            return Span(i, hit.last, i, LessThanAgo(hit.expression), "date.open")
        return Span(i, hit.last, i, Before(hit.expression, until_end=True), "date.open")
    return Span(j, hit.last, j, hit.expression, hit.rule)


def _onwards(c: Cursor, i: int, hit: Hit) -> Span | None:
    """2018 or later, 3 May onwards, 2016 and beyond."""
    j = hit.last
    if c.word(j) in ("onwards", "onward") or (c.word(j) == "on" and c.word(i - 1) == "from" and not c.word(j + 1)[:1].isalnum()):
        return Span(i, j + 1, i, After(hit.expression, itself=True), "date.open")
    if c.word(j) in ("or", "and") and c.word(j + 1) in ("later", "onwards", "onward", "beyond") and c.word(j + 2) != "than":
        return Span(i, j + 2, i, After(hit.expression, itself=True), "date.open")
    return None


def forward(c: Cursor, i: int, j: int) -> bool:
    """Whether the clause of ``[i, j)`` looks ahead."""
    return lean(c.tokens, c.first, c.last, i, j) > 0


def _short_pair(c: Cursor, i: int, joiner: str = "") -> Hit | None:
    """Two days of one month, the month behind them: 3-5 May, 3rd to 5th of May, 12 and 13 March."""
    first = c.day(i)
    if first is None:
        return None
    j = first[0]
    word = c.word(j)
    if word not in _JOINERS and word not in ("and", "&", ",", joiner):
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


def _range(c: Cursor, i: int, hit: Hit, *, between: bool = False) -> Span | None:
    """What a point at ``i`` makes with "to", "until" or a dash and another point."""
    first, j = hit.expression, hit.last
    if isinstance(first, Range | Running) or hit.rule == "date.ago":
        return None
    word = c.word(j)
    if word not in _JOINERS and not (between and word == "and"):
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
    if c.word(at) in ("present", "date") or (c.word(at) == "the" and c.word(at + 1) == "present"):
        end = at + 1 + (c.word(at) == "the")
        return Span(i, end + 1 if c.word(end) == "day" else end, i, Since(first), "date.range")
    other = timed(c, at) or (_year(c, at) if isinstance(first, Years) else None)
    if other is None or isinstance(other.expression, Range | Running) or not _match(first, other.expression):
        return None
    return Span(i, other.last, i, Range(first, other.expression), "date.range")


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


def timed(c: Cursor, i: int) -> Hit | None:
    """A point with the time or part of the day that stands before or behind it."""
    pair = _short_pair(c, i)
    if pair:
        return pair
    clock = c.clock(i)
    if clock:
        at = c.skip(clock[0], ",")
        at = c.skip(at, "on")
        hit = c.point(at)
        if hit and _a_day(hit.expression):
            end = _day_part(c, hit.last)
            utc = c.word(end - 1) in ("utc", "gmt") and not clock[1].endswith("Z")
            return Hit(end, Clocked(_plain(hit.expression), clock[1] + "Z" * utc), "date.clock")
    hit = _loosely_timed(c, i)
    if hit:
        return hit
    hit = c.point(i)
    if hit is None or not _a_day(hit.expression):
        return hit
    end = _day_part(c, hit.last)
    at = c.skip(end, ",")
    at = c.skip(at, "at")
    at = c.skip(at, "around", "about")
    clock = c.clock(at) if not isinstance(hit.expression, Clocked) or not hit.expression.clock else None
    if clock and (at > end or ":" in clock[1] or c.word(clock[0] - 1) in ("m", ".", "am", "pm", ")")):
        return Hit(clock[0], Clocked(_plain(hit.expression), clock[1]), "date.clock")
    if end > hit.last:
        return Hit(end, Clocked(hit.expression, ""), hit.rule)
    return hit


def _loosely_timed(c: Cursor, i: int) -> Hit | None:
    """A time without am or pm whose day says which half it lies in: "9.30 yesterday morning"."""
    clock = c.loose_clock(i)
    if clock is None:
        return None
    end, hour, minute = clock
    hit = c.point(c.skip(end, "on"))
    if hit is None or not _a_day(hit.expression):
        return None
    last = _day_part(c, hit.last)
    part = c.word(last - 1)
    if part not in ("morning", "afternoon", "evening", "night"):
        return None
    hour = hour % 12 + (0 if part == "morning" else 12)
    return Hit(last, Clocked(_plain(hit.expression), f"T{hour:02d}:{minute:02d}"), "date.clock")


def _plain(e: Expression) -> Expression:
    return e.inner if isinstance(e, Clocked) else e


def _a_day(e: Expression) -> bool:
    return e.grain is Grain.DAY and not isinstance(e, Range | Running)


def _day_part(c: Cursor, j: int) -> int:
    """The index behind a part of the day that follows a day: "Wednesday night", "tomorrow in the morning"."""
    at = j
    if c.word(j) in ("early", "late"):
        at = j + 1
    elif c.word(j) == "in" and c.word(j + 1) == "the":
        at = j + 2
    if c.word(at) in DAY_PARTS:
        at += 1
        return at + 2 if c.word(at) == "," and c.word(at + 1) in ("utc", "gmt") else at
    return j
