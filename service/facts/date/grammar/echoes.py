"""Days and units of the date named last: "that week", "the same day", "the September before"."""

from __future__ import annotations

from service.facts.date.expression.base import Expression
from service.facts.date.expression.days import Clocked, Weekday, Weekend
from service.facts.date.expression.echoed import NameBeside, Same
from service.facts.date.expression.units import Month, Season, Unit, Years
from service.facts.date.expression.within import Inside, WeekdayBy
from service.facts.date.grammar.cursor import Cursor, Hit
from service.facts.date.words import DAY_PARTS, DIRECTIONS, FULL_WEEKDAYS, MONTHS, SEASONS, WEEKDAYS
from service.model import Grain

CLAUSE_ENDS = frozenset(("", ",", ".", ";", "?", "!", ":", "and", "or", "but", "—", "–", ")", "”", '"'))
"""What may follow "the week before" where it ends its clause."""
_COUNTED_FROM = frozenset(("ago", "later", "earlier", "before", "after"))
SPOKEN_WITHIN = 24
"""Tokens before "that week" in which some week may be spoken of."""


def that_unit(c: Cursor, i: int) -> Hit | None:
    """That week, the same day, that Sunday, that night: of the date named last."""
    name = c.word(i + 1)
    same = c.word(i) == "same"
    if same and c.word(i - 1) not in ("the", "that", "this"):
        return None
    measure = c.unit(i + 1)
    echoed = _same(c, i + 1) if same else None
    if echoed:
        return echoed
    if measure and not measure.plural and measure.size == 1 and measure.grain not in (Grain.HOUR, Grain.QUARTER):
        if (c.word(i + 2) == "-" and c.joined(i + 2)) or (not same and _spoken_of(c, i, name)):
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
    if name in MONTHS and not same and (len(name) > 4 or (c.capital(i + 1) and not c.word(i + 2).isalpha())):
        return Hit(i + 2, Inside(Month(MONTHS[name]), Unit(Grain.YEAR, 0, text=True)), "date.text")
    return None


def _same(c: Cursor, i: int) -> Hit | None:
    """What is the same of another year: "(the same) week of 2023", "(the same) period last year"."""
    measure = c.unit(i)
    period = c.word(i) == "period"
    if not period and (measure is None or measure.plural or measure.size != 1 or measure.grain in (Grain.HOUR, Grain.YEAR)):
        return None
    at = c.skip(i + 1, "of", "in")
    year = c.year(at)
    if year and at > i + 1:
        outer: Expression = Years(year[1])
        end = year[0]
    elif c.word(at) in ("last", "next") and c.word(at + 1) == "year":
        outer, end = Unit(Grain.YEAR, DIRECTIONS[c.word(at)]), at + 2
    else:
        return None
    return Hit(end, Same(None if period or measure is None else measure.grain, outer), "date.within")


def name_beside(c: Cursor, i: int) -> Hit | None:
    """The September before, the summer after that, the Tuesday before: beside the date named last."""
    word = c.word(i)
    weekday_ = word in FULL_WEEKDAYS
    at = i + 1
    if word in MONTHS and c.capital(i) and len(word) > 2:
        inner: Month | Season = Month(MONTHS[word])
    elif word in SEASONS and word != "fall":
        inner = Season(SEASONS[word])
    elif not weekday_:
        return None
    if c.word(at) not in ("before", "after"):
        return None
    end = c.skip(at + 1, "that", "this")
    if c.word(end) not in CLAUSE_ENDS:
        return None
    after = c.word(at) == "after"
    if weekday_:
        return Hit(end, WeekdayBy(WEEKDAYS[word], Unit(Grain.DAY, 0, text=True), after=after), "date.text")
    return Hit(end, NameBeside(inner, after), "date.text")


def _spoken_of(c: Cursor, i: int, name: str) -> bool:
    """Whether "that week" takes up some week of which no more is said: "a week of hope … that week"."""
    before = c.norms[max(0, i - SPOKEN_WITHIN) : i]
    for k in range(len(before) - 1, 0, -1):
        if before[k] == name:
            after = before[k + 1] if k + 1 < len(before) else ""
            return not {"a", "one", "another"}.isdisjoint(before[max(0, k - 3) : k]) and after not in _COUNTED_FROM
    return False
