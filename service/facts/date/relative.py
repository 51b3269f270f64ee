"""Dates that are counted from the day on which they are said, and parts of any date; ``point`` reads whichever stands at a token."""

from __future__ import annotations

from service.facts.date import absolute
from service.facts.date.absolute import Hit
from service.facts.date.calendar import SPANS
from service.facts.date.cursor import Cursor
from service.facts.date.expression import (
    Beside, Clocked, Expression, FinancialYear, Inside, Month, MonthDay, Nth, Offset, Part, Quarter, RunUp, Running, Season, Unit, Units, WeekAt, Weekday, Weekend, WeekendOf, Years,
)  # fmt: skip
from service.facts.date.words import (
    DAY_PARTS,
    DIRECTIONS,
    FULL_WEEKDAYS,
    MONTH_FOLLOWERS,
    MONTHS,
    NOWADAYS,
    PARTS,
    QUARTERS,
    RELATIVE_DAYS,
    SEASONS,
    UNITS,
    WEEKDAYS,
    YEAR_KINDS,
    financial_start,
)
from service.model import Grain

TODAY = Unit(Grain.DAY, 0)
_DEPTH = 3
_ABSOLUTE = (
    absolute.odd_form, absolute.in_figures, absolute.calendar_day, absolute.year_pair, absolute.quarter, absolute.financial_year, absolute.decade,
    absolute.month,
)  # fmt: skip


def point(c: Cursor, i: int, depth: int = 0) -> Hit | None:
    """The date expression at token ``i``: one point or unit of the calendar, without the prepositions that make intervals."""
    if depth > _DEPTH or i >= c.last:
        return None
    hit = _point(c, i, depth)
    return _within(c, hit, depth) if hit else None


def _point(c: Cursor, i: int, depth: int) -> Hit | None:
    word = c.word(i)
    if word == "the":
        return _the(c, i, depth)
    if word in RELATIVE_DAYS:
        return _relative_day(c, i)
    if word in WEEKDAYS:
        return absolute.calendar_day(c, i) or absolute.in_figures(c, i) or _weekday(c, i, depth)
    if word in ("that", "same"):
        return _that(c, i)
    if word in ("this", "these"):
        return _this(c, i)
    hit = _part(c, i, depth) or _nth(c, i, depth)
    if hit:
        return hit
    if word in DIRECTIONS:
        return _direction(c, i, determined=False) or _counted(c, i, depth)
    if word[:1].isdigit() or word == "'" or word in MONTHS:
        for read in _ABSOLUTE:
            hit = read(c, i)
            if hit:
                return _month_mode(c, hit)
    hit = absolute.feast(c, i)
    if hit:
        return hit
    if word == "week":
        return absolute.week_number(c, i) or _week_at(c, i, 1, depth)
    if word == "weekend":
        return _weekend(c, i, depth)
    if word in ("year", "calendar", "cy"):
        return absolute.year_word(c, i)
    if word == "month" and c.word(i + 1) == "of":
        return absolute.month(c, i + 2, cued=True)
    if word in SEASONS:
        return absolute.season(c, i)
    if word in QUARTERS:
        return absolute.quarter(c, i)
    if word == "day":
        return _day_but_one(c, i)
    hit = _the_nth_day(c, i - 1)
    if hit and isinstance(hit.expression, Inside):
        return hit
    return _counted(c, i, depth) or absolute.calendar_day(c, i) or absolute.financial_year(c, i) or absolute.decade(c, i) or absolute.bare_year(c, i)


def _month_mode(c: Cursor, hit: Hit) -> Hit:
    """March last year, May this year."""
    inner = hit.expression
    if not isinstance(inner, Month) or inner.year is not None:
        return hit
    at = c.skip(hit.last, "of", "in")
    by = DIRECTIONS.get(c.word(at))
    if by is not None and c.word(at + 1) == "year":
        return Hit(at + 2, Inside(inner, Unit(Grain.YEAR, by)), "date.within")
    return hit


# --- days -----------------------------------------------------------------------------------------------------------


def _relative_day(c: Cursor, i: int) -> Hit | None:
    """today, yesterday, tomorrow, tonight; "today" in the sense of nowadays is none."""
    word = c.word(i)
    if word == "today" and c.word(i + 1) == "'s" and c.word(i + 2) in NOWADAYS:
        return None
    if c.capital(i) and i > c.first and ((c.capital(i - 1) and c.surface(i - 1) != "I") or c.word(i + 1) in ("programme", "show")):
        return None  # a title: USA Today, A Safer Tomorrow
    by = RELATIVE_DAYS[word]
    expression: Expression = Unit(Grain.DAY, by)
    if c.word(i + 1) == "week" and c.word(i + 2) not in ("'s", "of"):
        return Hit(i + 2, Offset(expression, ((Grain.WEEK, 1),)), "date.relative_day")
    return Hit(i + 1, Clocked(expression, "") if word == "tonight" else expression, "date.relative_day")


def _day_but_one(c: Cursor, i: int) -> Hit | None:
    """The day before yesterday, the day after tomorrow; the day after (the date named last)."""
    if c.word(i + 1) not in ("before", "after"):
        return None
    ahead = c.word(i + 1) == "after"
    if c.word(i + 2) == ("tomorrow" if ahead else "yesterday"):
        return Hit(i + 3, Unit(Grain.DAY, 2 if ahead else -2), "date.relative_day")
    follows = c.word(i + 2)
    if c.word(i - 1) == "the" and (not follows or follows in (",", ".", ";", "?", "!")):
        return Hit(i + 2, Unit(Grain.DAY, 1 if ahead else -1, text=True), "date.text")
    return None


def _weekday(c: Cursor, i: int, depth: int) -> Hit | None:
    """A weekday, and what says which: Tuesday week, Monday of last week, Friday next week, Tuesday last."""
    hit = absolute.weekday(c, i, cued=c.word(i - 1) in ("last", "next", "this", "past"))
    if hit is None or not isinstance(hit.expression, Weekday):
        return hit
    number, j = hit.expression.weekday, hit.last
    if c.word(j) == "before" and c.word(j + 1) == "last":
        return Hit(j + 2, Weekday(number, "last", weeks=-1), "date.weekday")
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
    if depth < _DEPTH and c.count(j):
        counted = _counted(c, j, depth + 1)
        if counted and isinstance(counted.expression, Unit) and counted.expression.grain is Grain.WEEK:
            return Hit(counted.last, Inside(Weekday(number), counted.expression), "date.within")
    return hit


# --- units beside the anchor ----------------------------------------------------------------------------------------


def _this(c: Cursor, i: int) -> Hit | None:
    """This week, this past weekend, this morning, this time last year, these past couple of days."""
    word = c.word(i + 1)
    if word == "time" and c.word(i + 2) in ("last", "next") and c.word(i + 3) in ("year", "month", "week"):
        by = DIRECTIONS[c.word(i + 2)]
        return Hit(i + 4, Offset(TODAY, ((UNITS[c.word(i + 3)].grain, by),)), "date.relative_period")
    if word in ("past", "last", "coming", "next", "upcoming", "current", "previous"):
        return _direction(c, i + 1, determined=True)
    if c.word(i) == "these":
        return None
    if word in DAY_PARTS and word not in ("noon", "midday", "dawn", "dusk"):
        return Hit(i + 2, Clocked(TODAY, ""), "date.relative_day")
    return _direction(c, i, determined=False)


def _direction(c: Cursor, i: int, *, determined: bool) -> Hit | None:
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
            return _several(c, j, by)
        return _named_direction(c, j, word, by)
    if measure.plural:
        return None
    if c.word(j + 1) == "-" and c.joined(j + 1):
        return None
    grain = measure.grain
    if grain is Grain.HOUR:
        return None
    if grain is Grain.YEAR and c.word(j + 1) == "'s":
        hit = _of_year(c, j + 2, Unit(grain, by))
        if hit:
            return hit
    if grain is Grain.WEEK and measure.size == 1 and c.word(j + 1) in FULL_WEEKDAYS:
        inner = Weekday(WEEKDAYS[c.word(j + 1)])
        return Hit(j + 2, Inside(inner, Unit(grain, by)), "date.within")
    if grain is Grain.DAY:
        text = following or word in ("next", "previous", "preceding")
        return Hit(j + 1, Unit(grain, by, text=True), "date.text") if text and determined else None
    if following:
        return Hit(j + 1, Unit(grain, by, text=True), "date.text") if determined or not c.capital(i) else None
    if word in ("previous", "preceding"):
        return Hit(j + 1, Unit(grain, by, text=True, fallback=True), "date.relative_period")
    if measure.size == 2:
        return Hit(j + 1, Running(grain, 2 * by) if by else Unit(grain, 0), "date.stretch")
    if word in ("last", "next", "past") and (determined or word == "past") and grain not in (Grain.QUARTER, Grain.CENTURY):
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


def _several(c: Cursor, j: int, by: int) -> Hit | None:
    """The last two years, the next three quarters, the past couple of days."""
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
    if grain is Grain.QUARTER:
        return Hit(end, Units(grain, by * number), "date.stretch")
    return Hit(end, Running(grain, by * number), "date.stretch")


def _named_direction(c: Cursor, j: int, word: str, by: int) -> Hit | None:
    """Last Thursday, next March, this summer, last Christmas, the current financial year, last night, next weekend."""
    mode = {-1: "last", 0: "this", 1: "next"}[by]
    name = c.word(j)
    text = word in ("following", "subsequent")
    if name == "weekend":
        return Hit(j + 1, Weekend("following" if text else mode), "date.weekend")
    if name in WEEKDAYS and (name in FULL_WEEKDAYS or c.capital(j)):
        dated = absolute.calendar_day(c, j) or absolute.in_figures(c, j)
        if dated:
            return dated
        end = j + 1 if name in FULL_WEEKDAYS else c.skip(j + 1, ".")
        if c.word(end) == "and" and c.word(end + 1) == "" and not name:
            return None
        which = "following" if text else "coming" if by > 0 and word != "next" else mode
        return Hit(end, Weekday(WEEKDAYS[name], which), "date.weekday")
    if name in MONTHS and (c.capital(j) or c.surface(j).islower()):
        found = c.month(j)
        assert found is not None
        day = c.day(found[0])
        if day and (day[2] or not c.word(day[0]).isalpha()):
            return absolute.calendar_day(c, j)
        return Hit(found[0], Month(found[1], None, mode), "date.month")
    if (name in SEASONS and name != "fall") or (name == "fall" and c.word(j + 1) not in ("in", "of", "from", "to")):
        return Hit(j + 1, Season(SEASONS[name], None, mode), "date.season")
    if name in YEAR_KINDS and c.word(j + 1) == "year":
        return Hit(j + 2, FinancialYear(financial_start(c.locale, name), by=by), "date.financial_year")
    if name in ("night", "evening") and word == "last":
        return Hit(j + 1, Clocked(Unit(Grain.DAY, -1), ""), "date.relative_day")
    if name in ("morning", "night", "evening", "afternoon") and word in ("next", "following"):
        return Hit(j + 1, Clocked(Unit(Grain.DAY, 1, text=True), ""), "date.text")
    return absolute.feast(c, j, mode)


def _that(c: Cursor, i: int) -> Hit | None:
    """That week, the same day, that Sunday, that night: of the date named last."""
    name = c.word(i + 1)
    same = c.word(i) == "same"
    if same and c.word(i - 1) not in ("the", "that", "this"):
        return None
    measure = c.unit(i + 1)
    if measure and not measure.plural and measure.size == 1 and measure.grain not in (Grain.HOUR, Grain.QUARTER):
        if c.word(i + 2) == "-" and c.joined(i + 2):
            return None
        return Hit(i + 2, Unit(measure.grain, 0, text=True), "date.text")
    if name == "weekend":
        return Hit(i + 2, Weekend("that"), "date.text")
    if name in FULL_WEEKDAYS:
        return Hit(i + 2, Weekday(WEEKDAYS[name], "that"), "date.text")
    if name in DAY_PARTS:
        return Hit(i + 2, Clocked(Unit(Grain.DAY, 0, text=True), ""), "date.text")
    if name in SEASONS:
        return Hit(i + 2, Inside(Season(SEASONS[name]), Unit(Grain.YEAR, 0, text=True)), "date.text")
    if name in MONTHS and len(name) > 4 and not same:
        return Hit(i + 2, Inside(Month(MONTHS[name]), Unit(Grain.YEAR, 0, text=True)), "date.text")
    return None


# --- counted units --------------------------------------------------------------------------------------------------


def _counted(c: Cursor, i: int, depth: int) -> Hit | None:
    """Nine months ago, two days later, a week on Tuesday, three weeks after Easter, two upcoming weeks, 3 Fridays from now."""
    number = c.count(i)
    if number is None:
        return None
    j = number[0]
    whole = int(number[1]) if number[1] == number[1].to_integral_value() and number[1] < 1000 else 0
    if whole and c.word(j) in ("past", "coming", "upcoming", "previous", "preceding") and c.unit(j + 1):
        measure = UNITS[c.word(j + 1)]
        if measure.grain is Grain.HOUR:
            return None
        return Hit(j + 2, Running(measure.grain, DIRECTIONS[c.word(j)] * whole * measure.size), "date.stretch")
    name = c.word(j)
    if (
        whole
        and name.endswith("s")
        and name[:-1] in FULL_WEEKDAYS
        and c.word(j + 1) in ("ago", "from")
        and (c.word(j + 1) == "ago" or c.word(j + 2) == "now")
    ):
        ago = c.word(j + 1) == "ago"
        return Hit(
            j + 2 if ago else j + 3, Weekday(WEEKDAYS[name[:-1]], "last" if ago else "coming", weeks=(1 - whole) if ago else whole - 1), "date.ago"
        )
    found = c.measures(i)
    if found is None:
        return None
    end, units = found
    if any(grain is Grain.HOUR for grain, _ in units):
        if len(units) > 1 or units[0][1] % 24:
            return None
        units = ((Grain.DAY, units[0][1] // 24),)
    return _counted_from(c, end, units, depth)


def _counted_from(c: Cursor, end: int, units: tuple[tuple[Grain, int], ...], depth: int) -> Hit | None:
    word = c.word(end)
    back = tuple((grain, -n) for grain, n in units)
    if word in ("ago", "back") and (word == "ago" or not c.word(end + 1).isalpha() or c.word(end + 1) in ("when", "we", "i", "and", "that", "in")):
        if c.word(end + 1) in ("today", "yesterday", "tomorrow"):
            return Hit(end + 2, Offset(Unit(Grain.DAY, RELATIVE_DAYS[c.word(end + 1)]), back), "date.ago")
        if c.word(end + 1) == "this" and c.word(end + 2) in ("week", "month", "weekend"):
            inner = Weekend("this") if c.word(end + 2) == "weekend" else Unit(UNITS[c.word(end + 2)].grain, 0)
            return Hit(end + 3, Offset(inner, back), "date.ago")
        return Hit(end + 1, _unit(back[0]) if len(back) == 1 else Offset(None, back), "date.ago")
    if word == "from" and c.word(end + 1) in ("now", "today"):
        day = c.word(end + 1) == "today"
        return Hit(end + 2, Offset(TODAY, units) if day else _unit(units[0]) if len(units) == 1 else Offset(None, units), "date.ago")
    if word == "hence" or (word == "time" and c.word(end - 1) in ("'", "'s")) or (word == "'" and c.word(end + 1) == "time"):
        return Hit(end + 1 + (word == "'"), _unit(units[0]) if len(units) == 1 else Offset(None, units), "date.ago")
    if word in ("later", "afterwards", "afterward") and c.word(end + 1) != "than":
        return Hit(end + 1, Offset(None, units, text=True), "date.text")
    if word in ("earlier", "previously", "beforehand") and c.word(end + 1) != "than":
        return Hit(end + 1, Offset(None, back, text=True), "date.text")
    if word in ("before", "after", "from", "following"):
        inner = point(c, end + 1, depth + 1)
        if inner and not isinstance(inner.expression, Running | Years):
            return Hit(inner.last, Offset(inner.expression, back if word == "before" else units), "date.offset")
        return None
    single = len(units) == 1 and units[0][0] in (Grain.WEEK, Grain.DAY)
    if single and word == "on" and c.word(end + 1) in WEEKDAYS and units[0][0] is Grain.WEEK:
        return Hit(end + 2, Weekday(WEEKDAYS[c.word(end + 1)], "coming", weeks=units[0][1]), "date.weekday")
    if single and word in ("today", "tomorrow", "yesterday") and units[0][0] is Grain.WEEK:
        ahead = units if word != "yesterday" else back
        return Hit(end + 1, Offset(Unit(Grain.DAY, RELATIVE_DAYS[word]), ahead), "date.relative_day")
    if single and units[0][0] is Grain.WEEK and word in ("starting", "beginning", "commencing", "ending", "from"):
        inner = point(c, c.skip(end + 1, "on"), depth + 1)
        edge = "ending" if word == "ending" else "beginning"
        return Hit(inner.last, WeekAt(inner.expression, edge, units[0][1]), "date.week") if inner and inner.expression.grain is Grain.DAY else None
    return None


def _unit(amount: tuple[Grain, int]) -> Unit:
    """The calendar unit so far away; "a decade ago" is the year ten back."""
    grain, by = amount
    size = SPANS.get(grain)
    return Unit(Grain.YEAR, by * size) if size else Unit(grain, by)


# --- parts ----------------------------------------------------------------------------------------------------------


def _the(c: Cursor, i: int, depth: int) -> Hit | None:
    """What may stand behind "the" as one date: a decade, a unit, a part, an ordinal."""
    j = i + 1
    word = c.word(j)
    if word in ("same", "that"):
        return _that(c, j)
    hit = _part(c, j, depth) or _nth(c, j, depth)
    if hit:
        return hit
    if word in DIRECTIONS and word != "this":
        return _year_but_one(c, j) or _direction(c, j, determined=True)
    if word in FULL_WEEKDAYS and c.word(j + 1) == "before" and c.word(j + 2) == "last":
        return _weekday(c, j, depth)
    if word == "weekend":
        return _weekend(c, j, depth)
    if word == "week":
        return absolute.week_number(c, j) or _week_at(c, j, 1, depth) or _year_but_one(c, j) or _beside(c, j, depth)
    if word == "day":
        return _day_but_one(c, j) or _beside(c, j, depth)
    if c.count(j):
        hit = _run_up(c, j, depth) or _beside(c, j, depth)
        if hit:
            return hit
    if word in ("year", "month", "week") or word == "calendar":
        return _year_but_one(c, j) or _to_date(c, j) or _run_up(c, j, depth) or _beside(c, j, depth) or _point(c, j, depth)
    if word in SEASONS:
        cued = c.word(i - 1) in ("in", "over", "during", "by", "until", "before", "since", "after", "through", "throughout", "of", "for", "from")
        quiet = not (c.word(j + 1).isalpha() and c.word(j + 1) in ("holidays", "holiday", "recess", "statement", "term", "budget", "solstice"))
        return absolute.season(c, j) or (Hit(j + 1, Season(SEASONS[word]), "date.season") if cued and quiet and word != "fall" else None)
    hit = absolute.decade(c, j) or absolute.financial_year(c, j)
    if hit:
        return hit
    hit = absolute.year_pair(c, j)
    if hit and c.word(hit.last - 1) in ("year", "years"):
        return hit
    if c.ordinal(j):
        hit = absolute.calendar_day(c, j)
        return hit or _the_nth_day(c, i)
    return None


def _the_nth_day(c: Cursor, i: int) -> Hit | None:
    """The 22nd, the 20th of next month."""
    found = c.ordinal(i + 1)
    if found is None or not 1 <= found[1] <= 31:
        return None
    j, day = found
    at = c.skip(j, "of")
    at = c.skip(at, "the")
    if c.word(at) in DIRECTIONS and c.word(at + 1) == "month":
        return Hit(at + 2, Inside(MonthDay(day), Unit(Grain.MONTH, DIRECTIONS[c.word(at)])), "date.within")
    if c.word(at) == "month" and at > j + 1:
        return Hit(at + 1, Inside(MonthDay(day), Unit(Grain.MONTH, 0)), "date.within")
    cue = c.word(i - 1) in ("on", "until", "till", "since", "by", "from", "before", "after", "for")
    figure = c.digits(i + 1) is not None
    return Hit(j, MonthDay(day), "date.day") if cue and figure and not (c.word(j).isalpha() and c.word(j) not in MONTH_FOLLOWERS) else None


def _beside(c: Cursor, i: int, depth: int) -> Hit | None:
    """the day after Boxing Day, the week before Christmas, the two weeks after 4 March: units that touch a date."""
    measures = c.measures(i)
    measure = c.unit(i)
    if measures and len(measures[1]) == 1:
        at, ((grain, number),) = measures
    elif measure and not measure.plural:
        at, grain, number = i + 1, measure.grain, measure.size
    else:
        return None
    if c.word(at) not in ("before", "after") or grain is Grain.HOUR or depth >= _DEPTH:
        return None
    inner = point(c, at + 1, depth + 1)
    if inner is None or inner.expression.grain is not Grain.DAY:
        return None
    return Hit(inner.last, Beside(inner.expression, grain, number if c.word(at) == "after" else -number), "date.offset")


def _run_up(c: Cursor, i: int, depth: int) -> Hit | None:
    """the year to March 2023, the six months ending in June: a stretch that ends with a month or day."""
    measures = c.measures(i)
    measure = c.unit(i)
    if measures and len(measures[1]) == 1:
        at, ((grain, number),) = measures
    elif measure and not measure.plural:
        at, grain, number = i + 1, measure.grain, measure.size
    else:
        return None
    if c.word(at) not in ("to", "ending", "ended", "up") or grain is Grain.HOUR or depth >= _DEPTH:
        return None
    at = c.skip(at + 1, "to", "in", "on", "the")
    hit = absolute.calendar_day(c, at) or absolute.month(c, at, cued=c.capital(at))
    hit = hit or (point(c, at, depth + 1) if c.word(at) in RELATIVE_DAYS else None)
    if hit is None or hit.expression.grain not in (Grain.DAY, Grain.MONTH):
        return None
    return Hit(hit.last, RunUp(hit.expression, grain, number), "date.stretch")


def _year_but_one(c: Cursor, j: int) -> Hit | None:
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


def _to_date(c: Cursor, j: int) -> Hit | None:
    """The year to date."""
    if c.word(j + 1) == "to" and c.word(j + 2) == "date":
        return Hit(j + 3, Part(Unit(UNITS[c.word(j)].grain, 0), "so_far"), "date.part")
    return None


def whole(c: Cursor, i: int, depth: int) -> Hit | None:
    """What a part may be of: any point, or "the year", "the month", "the week" of the anchor."""
    hit = point(c, i, depth + 1)
    if hit:
        return hit
    at = c.skip(i, "the")
    if c.word(i - 1) in ("in", "for", "since", "during") and at == i:
        year = c.year(at)
        return Hit(year[0], Years(year[1]), "date.year") if year else None
    measure = c.unit(at)
    if measure and not measure.plural and measure.grain in (Grain.WEEK, Grain.MONTH, Grain.YEAR, Grain.DECADE, Grain.CENTURY, Grain.QUARTER):
        if c.word(at + 1) == "-" and c.joined(at + 1):
            return None
        kind = at > i or c.word(i - 1) == "of"
        return Hit(at + 1, Unit(measure.grain, 0), "date.relative_period") if kind and measure.size == 1 else None
    if c.word(at) in YEAR_KINDS and c.word(at + 1) == "year":
        return Hit(at + 2, FinancialYear(financial_start(c.locale, c.word(at))), "date.financial_year")
    if c.word(at) in MONTHS:
        return absolute.month(c, at, cued=True)
    if c.word(at) in SEASONS and at > i:
        return Hit(at + 1, Season(SEASONS[c.word(at)]), "date.season")
    year = c.year(at)
    return Hit(year[0], Years(year[1]), "date.year") if year else None


def _part(c: Cursor, i: int, depth: int) -> Hit | None:
    """Early 2019, mid-November, the end of March, the first half of 2022, later this year, the rest of the week."""
    word = c.word(i)
    part = PARTS.get(word)
    j = i + 1
    if word in ("later", "earlier"):
        j = c.skip(j, "in", "on")
        hit = whole(c, j, depth) if c.word(j) in ("this", "the") else None
        if hit and hit.expression == Unit(hit.expression.grain, 0) and hit.expression.grain is not Grain.DAY:
            return Hit(hit.last, Part(hit.expression, "rest" if word == "later" else "so_far"), "date.part")
        return None
    if word in ("rest", "remainder"):
        j = c.skip(j, "of")
        hit = whole(c, j, depth) if j > i + 1 or c.word(j) == "this" else None
        return Hit(hit.last, Part(hit.expression, "rest"), "date.part") if hit and hit.expression.grain is not Grain.DAY else None
    half = c.ordinal(i) if c.word(i + 1) == "half" or c.word(i + 1) == "-" else None
    if (half and half[1] <= 2 and c.word(half[0]) in ("half",)) or (word == "latter" and c.word(i + 1) == "half"):
        at = c.skip(half[0] + 1 if half else i + 2, "of")
        hit = whole(c, at, depth)
        name = "first_half" if half and half[1] == 1 else "second_half"
        if hit and hit.expression.grain is not Grain.DAY:
            if isinstance(hit.expression, Years) and hit.expression.grain is Grain.YEAR:
                return Hit(hit.last, Quarter(1 if name == "first_half" else 2, hit.expression.first, half=True), "date.part")
            return Hit(hit.last, Part(hit.expression, name), "date.part")
        return None
    if part is None or c.word(i - 1) in ("his", "her", "their", "my", "your"):
        return None
    if word in ("early", "mid", "late"):
        j = c.skip(j, "-", "in", "on") if c.word(j) != "-" or c.joined(j) else j
        j = c.skip(j, "to")
    elif c.word(j) in ("of", "-"):
        j += 1
        if c.word(j - 1) == "-" and c.word(j) not in MONTHS and c.year(j) is None:
            return None
    elif word in ("middle", "end", "start", "beginning") and ((c.word(j) in MONTHS and c.capital(j)) or c.word(j) == "this"):
        pass
    else:
        return None
    if c.word(j) in ("a", "an", "each", "every", "his", "her", "their"):
        return None
    if c.word(j) == "morning":
        return None
    hit = whole(c, j, depth)
    if hit is None or hit.rule == "date.day" or isinstance(hit.expression, Weekday):
        return None
    if word in ("early", "mid", "late") and hit.expression.grain is Grain.DAY and not isinstance(hit.expression, Unit):
        return None
    if hit.expression.grain is Grain.DAY and isinstance(hit.expression, Unit | Clocked):
        return Hit(hit.last, hit.expression, "date.relative_day") if word in ("early", "mid", "late") else None
    if hit.expression.grain in (Grain.HOUR, Grain.MINUTE):
        return None
    return Hit(hit.last, Part(hit.expression, part), "date.part")


def _nth(c: Cursor, i: int, depth: int) -> Hit | None:
    """The first Monday of next month, the last week of July, the third quarter of 2016, the first three months of 2020."""
    found = c.ordinal(i)
    n, j = (found[1], found[0]) if found else (-1, i + 1)
    if found and c.word(j) == "last":
        n, j = -n, j + 1
    if not found and c.word(i) not in ("last", "final"):
        return None
    if n > 60:
        return None
    count = 1
    number = c.count(j)
    if number and c.unit(number[0]):
        count, j = int(number[1]), number[0]
    measure = c.unit(j)
    weekday = WEEKDAYS.get(c.word(j)) if c.word(j) in FULL_WEEKDAYS else None
    if (measure is None or measure.size == 2 or measure.grain is Grain.HOUR) and weekday is None:
        return None
    if not 0 < count < 100:
        return None
    end = j + 1
    if weekday is not None and c.word(end) in ("evening", "morning", "afternoon", "night"):
        end += 1
    if c.word(end) in ("of", "in"):
        hit = whole(c, end + 1, depth)
    elif measure and c.word(end) in ("next", "last", "this") and c.word(end + 1) in ("year", "month"):
        hit = whole(c, end, depth)
    else:
        if (
            measure
            and measure.grain is Grain.QUARTER
            and found
            and 1 <= n <= 4
            and c.word(i - 1) == "the"
            and c.word(i - 2) in ("in", "for", "during", "of")
        ):
            return Hit(end, Quarter(n), "date.quarter")
        return None
    if hit is None or hit.expression.grain is Grain.DAY or isinstance(hit.expression, Weekday):
        return None
    if measure is None:
        return Hit(hit.last, Nth(n, hit.expression, weekday=weekday), "date.nth")
    if measure.grain is Grain.QUARTER and count == 1 and isinstance(hit.expression, Years) and hit.expression.grain is Grain.YEAR and 1 <= n <= 4:
        return Hit(hit.last, Quarter(n, hit.expression.first), "date.quarter")
    last = hit.last
    if measure.grain is Grain.WEEK and c.word(c.skip(last, ".")) == "on" and c.word(c.skip(last, ".") + 1) in FULL_WEEKDAYS:
        at = c.skip(last, ".") + 1
        return Hit(at + 1, Inside(Weekday(WEEKDAYS[c.word(at)]), Nth(n, hit.expression, unit=measure.grain)), "date.nth")
    return Hit(last, Nth(n, hit.expression, unit=measure.grain, count=count), "date.nth")


def _week_at(c: Cursor, i: int, count: int, depth: int) -> Hit | None:
    """The week ending 20 March, week commencing 4 February, the week of October 7th."""
    edge = {"ending": "ending", "ended": "ending", "beginning": "beginning", "commencing": "beginning", "starting": "beginning", "of": "of"}.get(
        c.word(i + 1)
    )
    if edge is None or depth >= _DEPTH:
        return None
    at = c.skip(i + 2, "on")
    hit = point(c, at, depth + 1)
    if hit is None or hit.expression.grain is not Grain.DAY:
        return None
    return Hit(hit.last, WeekAt(hit.expression, edge, count), "date.week")


def _weekend(c: Cursor, i: int, depth: int) -> Hit | None:
    """The weekend, the weekend of 5 March, the weekend before last."""
    if c.word(i + 1) == "before" and c.word(i + 2) == "last":
        return Hit(i + 3, Weekend("last", weeks=-1), "date.weekend")
    if c.word(i + 1) == "after" and c.word(i + 2) == "next":
        return Hit(i + 3, Weekend("next", weeks=1), "date.weekend")
    if c.word(i + 1) == "of" and depth < _DEPTH:
        hit = point(c, i + 2, depth + 1)
        if hit and hit.expression.grain is Grain.DAY:
            return Hit(hit.last, WeekendOf(hit.expression), "date.weekend")
    cue = c.word(i - 1) == "the" and not (c.word(i + 1).isalpha() and c.word(i + 1).endswith("s") and c.word(i + 1) not in ("was", "is", "as", "has"))
    return Hit(i + 1, Weekend(), "date.weekend") if cue and c.word(i - 2) != "of" else None


def _within(c: Cursor, hit: Hit, depth: int) -> Hit:
    """A feast, month or season in a year said relative to the anchor: "Christmas last year", "thanksgiving of next year", "summer last year"."""
    inner = hit.expression
    if getattr(inner, "year", 0) is not None or getattr(inner, "mode", ""):
        return hit
    at = c.skip(hit.last, "of", "in")
    by = DIRECTIONS.get(c.word(at))
    if by is not None and c.word(at + 1) == "year" and c.word(at) in ("last", "next", "this"):
        return Hit(at + 2, Inside(inner, Unit(Grain.YEAR, by)), "date.within")
    if at > hit.last and c.word(at) == "that" and c.word(at + 1) == "year":
        return Hit(at + 2, Inside(inner, Unit(Grain.YEAR, 0, text=True)), "date.within")
    if at > hit.last and depth < _DEPTH and isinstance(inner, Month) and c.count(at):
        measures = c.measures(at)
        if measures and len(measures[1]) == 1 and measures[1][0][0] is Grain.YEAR and c.norms[hit.last] == "in":
            return Hit(measures[0], Inside(inner, Unit(Grain.YEAR, measures[1][0][1])), "date.within")
    return hit
