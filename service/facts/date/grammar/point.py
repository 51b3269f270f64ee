"""The date expression at a token: one point or unit of the calendar, without the prepositions that make intervals."""

from __future__ import annotations

from service.facts.date.expression.days import CalendarDay, Clocked, Feast
from service.facts.date.expression.units import Month, Quarter, Season, Unit
from service.facts.date.expression.within import Inside
from service.facts.date.grammar.beside import (
    day_but_one,
    direction,
    relative_day,
    this_unit,
    to_date,
    unit_but_one,
    weekday_beside,
    year_but_one,
)
from service.facts.date.grammar.counted import counted, run_up, touching
from service.facts.date.grammar.cursor import DEPTH, Cursor, Hit
from service.facts.date.grammar.days import calendar_day, event, feast
from service.facts.date.grammar.echoes import name_beside, that_unit
from service.facts.date.grammar.figures import financial_year, in_figures, odd_form, year_pair
from service.facts.date.grammar.leads import NUMBERS, PARTED, counts_units, lone_year, may_open
from service.facts.date.grammar.named import decade, month, season, week_number
from service.facts.date.grammar.pairs import listed_day
from service.facts.date.grammar.parts import bare_day, nth_of_date, part_of_date, the_nth_day, week_at, weekend
from service.facts.date.grammar.quarters import quarter, results
from service.facts.date.grammar.years import bare_year, year_end, year_word
from service.facts.date.words import (
    DAY_PARTS,
    DIRECTIONS,
    EVENTS,
    FULL_WEEKDAYS,
    LEXICON,
    MONTH_FOLLOWERS,
    MONTHS,
    QUARTERS,
    RELATIVE_DAYS,
    SEASONS,
    WEEKDAYS,
    YEAR_KINDS,
)
from service.model import Grain

_YEAR_BESIDE = {"following": 1, "next": 1, "same": 0, "previous": -1}
_FALL_FOLLOWERS = frozenset(LEXICON["closed"]["fall_followers"])
_ABSOLUTE = (
    odd_form, in_figures, calendar_day, year_pair, quarter, financial_year, decade,
    month,
)  # fmt: skip


def point(c: Cursor, i: int, depth: int = 0) -> Hit | None:
    """The date expression at token ``i``: one point or unit of the calendar, without the prepositions that make intervals."""
    if depth > DEPTH or i >= c.last:
        return None
    hit = _point(c, i, depth)
    return _within(c, hit, depth) if hit else None


def _point(c: Cursor, i: int, depth: int) -> Hit | None:
    word = c.word(i)
    if lone_year(c, i, word):
        return bare_year(c, i)
    if word == "the":
        return _the(c, i, depth)
    if word in RELATIVE_DAYS:
        return relative_day(c, i)
    if word in WEEKDAYS:
        return calendar_day(c, i) or in_figures(c, i) or weekday_beside(c, i, depth)
    if word in ("that", "same"):
        return that_unit(c, i + (word == "that" and c.word(i + 1) in ("same", "very")))
    if word in ("this", "these"):
        return this_unit(c, i)
    if not may_open(c, i, word):
        return None
    if word in ("a", "an") or counts_units(c, i, word):
        return counted(c, i, depth)
    figures = word[:1].isdigit()
    if figures or word in PARTED:
        hit = part_of_date(c, i, depth) or nth_of_date(c, i, depth) or results(c, i)
        if hit:
            return hit
    if word in DIRECTIONS:
        return direction(c, i, determined=False) or counted(c, i, depth)
    if word in EVENTS:
        hit = event(c, i)
        if hit:
            return hit
    absolute = figures or word == "'" or word in MONTHS
    if absolute:
        for read in _ABSOLUTE:
            hit = read(c, i)
            if hit:
                return _month_mode(c, hit)
        hit = listed_day(c, i)
        if hit:
            return hit
    hit = feast(c, i)
    if hit:
        return hit
    if word == "week":
        return week_number(c, i) or week_at(c, i, 1, depth)
    if word == "weekend":
        return weekend(c, i, depth)
    if word in ("month", "quarter") and c.word(i + 1) in ("-", "end"):
        return year_end(c, i)
    if word in ("year", "calendar", "cy"):
        return year_word(c, i)
    if word == "month" and c.word(i + 1) == "of":
        return month(c, i + 2, cued=True)
    if word in SEASONS:
        return season(c, i)
    if word in QUARTERS:
        return quarter(c, i)
    if word == "day":
        return day_but_one(c, i)
    if figures or word in NUMBERS:
        hit = the_nth_day(c, i - 1)
        if hit and isinstance(hit.expression, Inside):
            return hit
    hit = counted(c, i, depth)
    if hit is None and not absolute:
        hit = calendar_day(c, i) or financial_year(c, i) or decade(c, i) or listed_day(c, i)
    return hit or bare_year(c, i)


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


def _the(c: Cursor, i: int, depth: int) -> Hit | None:
    """What may stand behind "the" as one date: a decade, a unit, a part, an ordinal."""
    j = i + 1
    word = c.word(j)
    if word in ("same", "that"):
        return that_unit(c, j)
    if word[:1].isdigit() or word in PARTED:
        hit = part_of_date(c, j, depth) or nth_of_date(c, j, depth)
        if hit:
            return hit
    if word in DIRECTIONS and word != "this":
        return year_but_one(c, j) or direction(c, j, determined=True)
    if c.word(j + 1) in ("before", "after"):
        hit = name_beside(c, j)
        if hit:
            return hit
    if word in FULL_WEEKDAYS and c.word(j + 1) in ("before", "after"):
        hit = weekday_beside(c, j, depth)
        return hit if hit and hit.last > j + 1 else None
    if word == "weekend":
        return weekend(c, j, depth)
    if word == "week":
        return (
            week_number(c, j) or week_at(c, j, 1, depth) or run_up(c, j, depth) or year_but_one(c, j) or touching(c, j, depth) or unit_but_one(c, j)
        )
    if word == "day":
        return day_but_one(c, j) or touching(c, j, depth)
    if c.count(j):
        hit = run_up(c, j, depth) or touching(c, j, depth)
        if hit:
            return hit
    if word == "decade":
        return run_up(c, j, depth)
    if word in DAY_PARTS and c.word(j + 1) in ("before", "after") and c.word(j + 2) != "last":
        return unit_but_one(c, j)
    if word in DAY_PARTS and c.word(j + 1) == "before" and c.word(j + 2) == "last":
        return Hit(j + 3, Clocked(Unit(Grain.DAY, -2), ""), "date.relative_day")
    if word in ("year", "month", "week") or word == "calendar":
        return year_but_one(c, j) or to_date(c, j) or run_up(c, j, depth) or touching(c, j, depth) or unit_but_one(c, j) or _point(c, j, depth)
    if word in SEASONS:
        cued = c.word(i - 1) in ("in", "over", "during", "by", "until", "before", "since", "after", "through", "throughout", "of", "for", "from")
        follows = c.word(j + 1)
        quiet = not follows.isalpha() or follows in MONTH_FOLLOWERS or follows in ("months", "period", "season")
        if word == "fall":
            dated = follows == "of" and c.word(j + 2) in DIRECTIONS and c.word(j + 3) == "year"
            quiet = dated or (c.locale in ("en-US", "en-CA") and (not follows.isalpha() or follows in _FALL_FOLLOWERS))
        return season(c, j) or (Hit(j + 1, Season(SEASONS[word]), "date.season") if cued and quiet else None)
    hit = decade(c, j)
    if hit:
        return hit
    hit = financial_year(c, j) or year_pair(c, j)
    if hit and (c.word(hit.last - 1) in ("year", "years") or word in YEAR_KINDS):
        return hit
    if c.ordinal(j) or bare_day(c, j):
        return calendar_day(c, j) or listed_day(c, j) or the_nth_day(c, i)
    return None


def _within(c: Cursor, hit: Hit, depth: int) -> Hit:
    """A feast, month or season in a year said relative to the anchor: "Christmas last year", "thanksgiving of next year", "summer last year"."""
    inner = hit.expression
    if (
        not isinstance(inner, CalendarDay | Feast | Month | Season | Quarter)
        or inner.year is not None
        or (not isinstance(inner, Quarter) and inner.mode)
    ):
        return hit
    at = c.skip(hit.last, "of", "in")
    by = DIRECTIONS.get(c.word(at))
    if by is not None and c.word(at + 1) == "year" and c.word(at) in ("last", "next", "this"):
        return Hit(at + 2, Inside(inner, Unit(Grain.YEAR, by)), "date.within")
    which = c.word(c.skip(at, "the"))
    if which in _YEAR_BESIDE and c.norms[at : at + 1] == ["the"] and c.word(at + 2) == "year":
        return Hit(at + 3, Inside(inner, Unit(Grain.YEAR, _YEAR_BESIDE[which], text=True)), "date.text")
    if at > hit.last and c.word(at) == "that" and c.word(at + 1) == "year":
        return Hit(at + 2, Inside(inner, Unit(Grain.YEAR, 0, text=True)), "date.within")
    if at > hit.last and depth < DEPTH and isinstance(inner, Month) and c.count(at):
        measures = c.measures(at)
        if measures and len(measures[1]) == 1 and measures[1][0][0] is Grain.YEAR and c.norms[hit.last] == "in":
            return Hit(measures[0], Inside(inner, Unit(Grain.YEAR, measures[1][0][1])), "date.within")
    return hit
