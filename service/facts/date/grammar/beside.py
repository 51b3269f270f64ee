"""Days and units beside the anchor or beside the date named last: "last year", "this morning", "that week"."""

from __future__ import annotations

from service.facts.date.expression.base import Expression
from service.facts.date.expression.days import CalendarDay, Clocked, Feast, MonthDay, Weekday, Weekend
from service.facts.date.expression.echoed import Ensuing
from service.facts.date.expression.units import TODAY, FinancialYear, Month, Running, Season, Unit, Units, WorkingDays
from service.facts.date.expression.within import Inside, Nth, Offset, Part, WeekdayBy
from service.facts.date.grammar.counted import counted
from service.facts.date.grammar.cursor import DEPTH, Cursor, Hit
from service.facts.date.grammar.days import calendar_day, feast, weekday
from service.facts.date.grammar.echoes import CLAUSE_ENDS
from service.facts.date.grammar.figures import in_figures, start_of_year
from service.facts.date.words import (
    DAY_PARTS,
    DIRECTIONS,
    FULL_WEEKDAYS,
    LEXICON,
    MONTH_FOLLOWERS,
    MONTHS,
    NOWADAYS,
    RELATIVE_DAYS,
    SEASONS,
    UNITS,
    WEEKDAYS,
    YEAR_KINDS,
)
from service.model import Grain

_OF_MANY = frozenset(("our", "all", "the", "many", "of", "those", "these", "their", "my", "better"))
"""Words before "yesterdays" and "tomorrows" that make them plurals."""
_BEFORE_THIS_DAY = frozenset(("to", "of", "from", "until", "till", "in", "for", "by", "since", "like", "and", "-"))
_ENSUING = (Grain.WEEK, Grain.MONTH, Grain.YEAR)
_OVER = frozenset(("over", "in", "for", "during", "within", "of", "through", "throughout"))
_BEFORE_VERBS = frozenset(LEXICON["before_verbs"]["words"])


def relative_day(c: Cursor, i: int) -> Hit | None:
    """today, yesterday, tomorrow, tonight; "today" in the sense of nowadays is none."""
    word = c.word(i)
    if word == "today" and c.word(i + 1) == "'s" and c.word(i + 2) in NOWADAYS:
        return None
    if word.endswith("s") and (c.word(i + 1) in NOWADAYS or not c.word(i + 1).isalpha() or c.word(i - 1) in _OF_MANY):
        return None  # all our yesterdays, todays world
    if c.capital(i) and i > c.first and ((c.capital(i - 1) and c.surface(i - 1) != "I") or c.word(i + 1) in ("programme", "show")):
        return None  # a title: USA Today, A Safer Tomorrow
    if c.capital(i) and word == "today" and _a_name(c, i):
        return None
    by = RELATIVE_DAYS[word]
    expression: Expression = Unit(Grain.DAY, by)
    if c.word(i + 1) == "week" and c.word(i + 2) not in ("'s", "of"):
        return Hit(i + 2, Offset(expression, ((Grain.WEEK, 1),)), "date.relative_day")
    return Hit(i + 1, Clocked(expression, "") if word == "tonight" else expression, "date.relative_day")


def _a_name(c: Cursor, i: int) -> bool:
    """Whether "Today" is a programme or paper: it has its capital within a sentence, or its kind stands behind it, in marks or not."""
    after = c.word(i + 2) if c.word(i + 1) in ("”", '"', "’", "'") else c.word(i + 1)
    before = c.word(i - 1)
    return after in ("programme", "show", "newspaper") or (before.isalpha() and c.surface(i - 1).islower())


def day_but_one(c: Cursor, i: int) -> Hit | None:
    """The day before yesterday, the day after tomorrow; the day after (the date named last)."""
    if c.word(i + 1) not in ("before", "after"):
        return None
    ahead = c.word(i + 1) == "after"
    if c.word(i + 2) == ("tomorrow" if ahead else "yesterday"):
        return Hit(i + 3, Unit(Grain.DAY, 2 if ahead else -2), "date.relative_day")
    return unit_but_one(c, i)


def unit_but_one(c: Cursor, i: int) -> Hit | None:
    """The week before, the year after that: beside the date named last."""
    measure = c.unit(i)
    night = c.word(i) in ("night", "morning", "evening")
    if c.word(i - 1) != "the" or c.word(i + 1) not in ("before", "after") or not (night or (measure and not measure.plural and measure.size == 1)):
        return None
    end = c.skip(i + 2, "that", "this")
    if c.word(end) not in CLAUSE_ENDS:
        return None
    by = 1 if c.word(i + 1) == "after" else -1
    if measure is None:
        return Hit(end, Clocked(Unit(Grain.DAY, by, text=True), ""), "date.text")
    return Hit(end, Unit(measure.grain, by, text=True), "date.text") if measure.grain is not Grain.HOUR else None


_TELLING_WHICH = frozenset(("before", "after", "of", "in", "following", "preceding", "last", "next"))


def weekday_beside(c: Cursor, i: int, depth: int) -> Hit | None:
    """A weekday, and what says which: Tuesday week, Monday of last week, Friday next week, Tuesday last."""
    hit = weekday(c, i, cued=c.word(i - 1) in ("last", "next", "this", "past"))
    if hit is None or not isinstance(hit.expression, Weekday):
        return hit
    number, j = hit.expression.weekday, hit.last
    listed = _listed_weekday(c, hit, depth)
    if listed:
        return listed
    if c.word(j) == "before" and c.word(j + 1) == "last":
        return Hit(j + 2, Weekday(number, "last", weeks=-1), "date.weekday")
    if c.word(j) == "after" and c.word(j + 1) == "next":
        return Hit(j + 2, Weekday(number, "next", weeks=1), "date.weekday")
    if c.word(j) in ("before", "after") and c.word(i - 1) == "the" and depth < DEPTH:
        other = c.point(j + 1, depth + 1)
        if other and isinstance(other.expression, CalendarDay | Feast):
            return Hit(other.last, WeekdayBy(number, other.expression, after=c.word(j) == "after"), "date.offset")
    if c.word(j) == "week" and c.word(j + 1) == "last":
        return Hit(j + 2, Weekday(number, "last", weeks=-1), "date.weekday")  # "on Friday week last"
    if c.word(j) in ("week", "fortnight") and c.word(j + 1) != "of":
        return Hit(j + 1, Weekday(number, weeks=1 if c.word(j) == "week" else 2), "date.weekday")
    if c.word(j) in ("last", "next") and c.word(j + 1) not in UNITS and (not c.word(j + 1).isalpha() or c.word(j + 1) in MONTH_FOLLOWERS):
        return Hit(j + 1, Weekday(number, "last" if c.word(j) == "last" else "coming"), "date.weekday")
    at = c.skip(j, "of", "in")
    at = c.skip(at, "the")
    if c.word(at) in DIRECTIONS and c.unit(at + 1) == UNITS["week"]:
        outer = Unit(Grain.WEEK, DIRECTIONS[c.word(at)], text=c.word(at) == "following")
        return Hit(at + 2, Inside(Weekday(number), outer), "date.within")
    if c.word(at) == "that" and c.word(at + 1) == "week":
        return Hit(at + 2, Inside(Weekday(number), Unit(Grain.WEEK, 0, text=True)), "date.within")
    if depth < DEPTH and c.count(j):
        shift = counted(c, j, depth + 1)
        if shift and isinstance(shift.expression, Unit) and shift.expression.grain is Grain.WEEK:
            return Hit(shift.last, Inside(Weekday(number), shift.expression), "date.within")
    if c.word(i - 1) == "the" and c.word(i - 2) == "on" and c.word(j + (c.word(j) in DAY_PARTS)) not in _TELLING_WHICH:
        return hit._replace(expression=Weekday(number, "told"))
    return hit


_LISTED = 6


def _listed_weekday(c: Cursor, hit: Hit, depth: int) -> Hit | None:
    """A weekday whose week stands at the end of the list that it is in: "Tuesday and Wednesday of last week", "Monday, Tuesday and Friday next week"."""
    j = hit.last
    for _ in range(_LISTED):
        if c.word(j) not in (",", "and", "or", "&"):
            return None
        j = c.skip(c.skip(j, ","), "and", "or", "&", "on")
        if c.word(j) not in FULL_WEEKDAYS:
            return None
        following = c.word(j + 1) in (",", "and", "or", "&") and c.word(c.skip(c.skip(j + 1, ","), "and", "or", "&", "on")) in FULL_WEEKDAYS
        if not following:
            other = weekday_beside(c, j, depth) if depth < DEPTH else None
            inside = other.expression if other else None
            if not isinstance(inside, Inside) or not isinstance(inside.inner, Weekday) or not isinstance(hit.expression, Weekday):
                return None
            return Hit(hit.last, Inside(hit.expression, inside.outer), "date.within")
        j += 1
    return None


def this_unit(c: Cursor, i: int) -> Hit | None:
    """What stands behind "this" and "these": this week, this past weekend, this morning, this time last year, these past couple of days."""
    word = c.word(i + 1)
    if word in ("time", "day") and c.word(i + 2) in ("last", "next") and c.word(i + 3) in ("year", "month", "week"):
        by = DIRECTIONS[c.word(i + 2)]
        return Hit(i + 4, Offset(TODAY, ((UNITS[c.word(i + 3)].grain, by),)), "date.relative_period")
    if word in ("past", "last", "coming", "next", "upcoming", "current", "previous"):
        return direction(c, i + 1, determined=True)
    if c.word(i) == "these":
        return None
    if word == "day" and c.word(i - 1) not in _BEFORE_THIS_DAY and c.word(i + 2) in ("", ".", ",", ";", "?", "!"):
        return Hit(i + 2, TODAY, "date.relative_day")
    if word == "day" and c.word(i - 1) == "on" and c.word(i + 2) not in ("in", "every", "each", "-", "of"):
        return Hit(i + 2, TODAY, "date.relative_day")
    if word in DAY_PARTS and word not in ("noon", "midday", "dawn", "dusk"):
        return Hit(i + 2, Clocked(TODAY, ""), "date.relative_day")
    return direction(c, i, determined=False)


def direction(c: Cursor, i: int, *, determined: bool) -> Hit | None:
    """What stands behind last, next, this, past, coming, following …; ``determined``: the, this or these stands before it."""
    word = c.word(i)
    by = DIRECTIONS[word]
    j = c.skip(i + 1, "full", "calendar", "whole", "ever")
    following = word in ("following", "subsequent")
    if following and not determined and c.word(j).endswith("day") and c.word(i - 1) not in ("on", "by", "until"):
        return None  # the preposition: "following Wednesday's quake"
    measure = c.unit(j)
    if measure is None:
        number = c.count(j)
        if number and by:
            verb = word == "last" and not determined and c.word(i - 1) in _BEFORE_VERBS  # stocks would last three weeks
            return None if verb else _several(c, j, by, text=following or word in ("previous", "preceding"))
        return _named_direction(c, j, word, by)
    if measure.plural:
        return None
    if c.word(j + 1) == "-" and c.joined(j + 1):
        return None
    grain = measure.grain
    if c.word(j + 1) == "of" and (determined or c.word(i - 1) == "the") and by and word not in ("coming", "upcoming"):
        return None  # the last week of term
    if grain is Grain.HOUR:
        return None
    if grain is Grain.YEAR and c.word(j + 1) == "'s":
        hit = _of_year(c, j + 2, Unit(grain, by))
        if hit:
            return hit
    at = c.skip(j + 1, "on")
    if grain is Grain.WEEK and measure.size == 1 and c.word(at) in FULL_WEEKDAYS and not c.month(at + 2):
        return Hit(at + 1, Inside(Weekday(WEEKDAYS[c.word(at)]), Unit(grain, by)), "date.within")
    if grain is Grain.DAY:
        text = following or word in ("next", "previous", "preceding")
        return Hit(j + 1, Unit(grain, by, text=True), "date.text") if text and determined else None
    if following:
        return Hit(j + 1, Unit(grain, by, text=True), "date.text") if determined or not c.capital(i) else None
    before = word in ("previous", "preceding")
    if measure.size == 2:
        return Hit(j + 1, Running(grain, 2 * by, text=before) if by else Unit(grain, 0), "date.stretch")
    if before:
        return Hit(j + 1, Unit(grain, by, text=True, fallback=True), "date.relative_period")
    if word == "next" and c.word(i - 1) == "the" and grain in _ENSUING and c.word(j + 1) not in ("will", "would", "'ll"):
        return Hit(j + 1, Ensuing(grain, by, durative=c.word(i - 2) in _OVER), "date.stretch")
    if word in ("last", "next", "past") and determined and grain not in (Grain.QUARTER, Grain.CENTURY):
        return Hit(j + 1, Running(grain, by), "date.stretch")
    if word in ("coming", "upcoming", "forthcoming") and not determined:
        return Hit(j + 1, Unit(grain, 1), "date.relative_period")
    return Hit(j + 1, Unit(grain, by), "date.relative_period")


def _of_year(c: Cursor, i: int, year: Unit) -> Hit | None:
    """Next year's first quarter, last year's second half."""
    found = c.ordinal(i)
    if found is None or found[1] > 4:
        return None
    if c.word(found[0]) == "quarter":
        return Hit(found[0] + 1, Nth(found[1], year, unit=Grain.QUARTER), "date.nth")
    if c.word(found[0]) == "half" and found[1] <= 2:
        return Hit(found[0] + 1, Part(year, "first_half" if found[1] == 1 else "second_half"), "date.part")
    return None


def _several(c: Cursor, j: int, by: int, *, text: bool) -> Hit | None:
    """The last two years, the next three quarters, the past couple of days; ``text``: the previous two years."""
    found = c.measures(j)
    if found is None or len(found[1]) != 1:
        return None
    end, ((grain, number),) = found
    if grain is Grain.HOUR:
        if number % 24:
            return None
        return Hit(end, Running(Grain.DAY, by * (number // 24 + 1)), "date.stretch")  # 24 hours touch two days
    if c.word(end) in ("old", "ago", "later", "'") or (c.word(end) == "-" and c.joined(end)):
        return None
    if c.word(end - 2) in ("working", "business"):
        return Hit(end, WorkingDays(by * number), "date.stretch")
    if grain is Grain.QUARTER:
        return Hit(end, Units(grain, by * number), "date.stretch")
    return Hit(end, Running(grain, by * number, text=text), "date.stretch")


def _named_direction(c: Cursor, j: int, word: str, by: int) -> Hit | None:
    """Last Thursday, next March, this summer, last Christmas, the current financial year, last night, next weekend."""
    mode = {-1: "last", 0: "this", 1: "next"}[by]
    name = c.word(j)
    text = word in ("following", "subsequent")
    if name == "weekend":
        return Hit(j + 1, Weekend("following" if text else mode), "date.weekend")
    if name in WEEKDAYS and (name in FULL_WEEKDAYS or c.capital(j)):
        dated = calendar_day(c, j) or in_figures(c, j)
        if dated:
            return dated
        end = j + 1 if name in FULL_WEEKDAYS else c.skip(j + 1, ".")
        if c.word(end) == "and" and c.word(end + 1) == "" and not name:
            return None
        at = c.skip(end, ",")
        day = c.day(at + 1) if c.word(at) == "the" else None
        if day and day[2] and not (c.word(day[0]).isalpha() and c.word(day[0]) not in MONTH_FOLLOWERS):
            return Hit(day[0], MonthDay(day[1], WEEKDAYS[name]), "date.weekday")
        which = "following" if text else "coming" if by > 0 and word != "next" else mode
        return Hit(end, Weekday(WEEKDAYS[name], which), "date.weekday")
    if name in MONTHS and (c.capital(j) or c.surface(j).islower()):
        found = c.month(j)
        assert found is not None
        day = c.day(found[0])
        if day and (day[2] or not c.word(day[0]).isalpha()):
            return calendar_day(c, j)
        return Hit(found[0], Month(found[1], None, "following" if text else mode), "date.text" if text else "date.month")
    if (name in SEASONS and name != "fall") or (name == "fall" and c.word(j + 1) not in ("in", "of", "from", "to")):
        return Hit(j + 1, Season(SEASONS[name], None, mode), "date.season")
    if name in YEAR_KINDS and c.word(j + 1) == "year":
        return Hit(j + 2, FinancialYear(start_of_year(c, j, name), by=by), "date.financial_year")
    if name in ("night", "evening") and word == "last":
        return Hit(j + 1, Clocked(Unit(Grain.DAY, -1), ""), "date.relative_day")
    if name in ("morning", "night", "evening", "afternoon") and word in ("next", "following"):
        return Hit(j + 1, Clocked(Unit(Grain.DAY, 1, text=True), ""), "date.text")
    return feast(c, j, mode)


def year_but_one(c: Cursor, j: int) -> Hit | None:
    """The year before last, the month after next."""
    at = c.skip(j, "last", "next") if c.word(j + 1) not in ("before", "after") else j
    measure = c.unit(at)
    if measure is None or measure.grain not in (Grain.WEEK, Grain.MONTH, Grain.YEAR):
        return None
    if c.word(at + 1) == "before" and c.word(at + 2) == "last":
        return Hit(at + 3, Unit(measure.grain, -2), "date.relative_period")
    if c.word(at + 1) == "after" and c.word(c.skip(at + 2, "the")) == "next":
        return Hit(c.skip(at + 2, "the") + 1, Unit(measure.grain, 2), "date.relative_period")
    return None


def to_date(c: Cursor, j: int) -> Hit | None:
    """The year to date."""
    if c.word(j + 1) == "to" and c.word(j + 2) == "date":
        return Hit(j + 3, Part(Unit(UNITS[c.word(j)].grain, 0), "so_far"), "date.part")
    return None
