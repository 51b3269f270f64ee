"""Counted units: "nine months ago", "two days later", "the week before Christmas", "the year to March 2023"."""

from __future__ import annotations

from service.facts.date.calendar import SPANS
from service.facts.date.expression.days import Weekday, Weekend
from service.facts.date.expression.units import TODAY, Month, Running, Season, Unit, Years
from service.facts.date.expression.within import Beside, Offset, RunUp, WeekAt
from service.facts.date.grammar.cursor import DEPTH, Cursor, Hit
from service.facts.date.grammar.days import calendar_day
from service.facts.date.grammar.named import month
from service.facts.date.grammar.years import bare_year
from service.facts.date.words import DIRECTIONS, FULL_WEEKDAYS, LEXICON, RELATIVE_DAYS, UNITS, WEEKDAYS
from service.model import Grain

RATED = frozenset(LEXICON["rated"]["words"])
"""Words of figures, behind which "a year" is their rate."""


def counted(c: Cursor, i: int, depth: int) -> Hit | None:
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
        text = c.word(j) in ("previous", "preceding")
        return Hit(j + 2, Running(measure.grain, DIRECTIONS[c.word(j)] * whole * measure.size, text=text), "date.stretch")
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
    if (
        found
        and c.word(i) in ("a", "an")
        and c.word(found[0]) in ("from", "before", "after")
        and (c.word(i - 1)[:1].isdigit() or c.word(i - 1) in RATED)
    ):
        return None  # "£1,568 a year from 1 July"
    if found is None or (c.word(i - 1) == "for" and c.word(found[0]) == "from" and c.word(found[0] + 1) not in ("now", "today")):
        return None  # "sit for three weeks from 10 July"
    end, units = found
    if c.word(end) not in _BEHIND:
        return None
    if any(grain is Grain.HOUR for grain, _ in units):
        if len(units) > 1 or units[0][1] % 24:
            return None
        units = ((Grain.DAY, units[0][1] // 24),)
    return _counted_from(c, end, units, depth)


_BEHIND = frozenset((
    "or", "ago", "back", "from", "hence", "time", "'", "later", "afterwards", "afterward", "earlier", "previously", "beforehand", "before", "after",
    "following", "on", "last", "today", "tomorrow", "yesterday", "starting", "beginning", "commencing", "ending",
))  # fmt: skip
"""What stands behind so many units that are counted to a date."""


def _counted_from(c: Cursor, end: int, units: tuple[tuple[Grain, int], ...], depth: int) -> Hit | None:
    if c.norms[end : end + 3] == ["or", "so", "ago"] and end + 3 <= c.last:
        end += 2
    word = c.word(end)
    back = tuple((grain, -n) for grain, n in units)
    if word in ("ago", "back") and (word == "ago" or not c.word(end + 1).isalpha() or c.word(end + 1) in ("when", "we", "i", "and", "that", "in")):
        if c.word(end + 1) in ("today", "yesterday", "tomorrow"):
            return Hit(end + 2, Offset(Unit(Grain.DAY, RELATIVE_DAYS[c.word(end + 1)]), back), "date.ago")
        if word == "ago" and c.word(end + 1) in ("this", "next", "last") and depth < DEPTH:
            other = c.point(end + 1, depth + 1)  # "a year ago last March", "thirty years ago next month"
            if other and isinstance(other.expression, Month | Season | Weekday | Weekend | Unit):
                return Hit(other.last, Offset(other.expression, back), "date.ago")
        return Hit(end + 1, _unit(back[0]) if len(back) == 1 else Offset(None, back), "date.ago")
    if word == "from" and c.word(end + 1) in ("now", "today"):
        day = c.word(end + 1) == "today"
        return Hit(end + 2, Offset(TODAY, units) if day else _unit(units[0]) if len(units) == 1 else Offset(None, units), "date.ago")
    if word == "hence" or (word == "time" and c.word(end - 1) in ("'", "'s")) or (word == "'" and c.word(end + 1) == "time"):
        return Hit(end + 1 + (word == "'"), _unit(units[0]) if len(units) == 1 else Offset(None, units), "date.ago")
    if word in ("later", "afterwards", "afterward") and c.word(end + 1) != "than":
        return Hit(end + 1, Offset(None, _whole_years(units), text=True), "date.text")
    if word in ("earlier", "previously", "beforehand") and c.word(end + 1) != "than":
        return Hit(end + 1, Offset(None, _whole_years(back), text=True), "date.text")
    if word in ("before", "after", "from", "following"):
        inner = c.point(end + 1, depth + 1)
        if inner and not isinstance(inner.expression, Running | Years):
            return Hit(inner.last, Offset(inner.expression, back if word == "before" else units), "date.offset")
        return None
    single = len(units) == 1 and units[0][0] in (Grain.WEEK, Grain.DAY)
    if single and word == "on" and c.word(end + 1) in WEEKDAYS and units[0][0] is Grain.WEEK and not _lasted(c, end):
        return Hit(end + 2, Weekday(WEEKDAYS[c.word(end + 1)], "coming", weeks=units[0][1]), "date.weekday")
    if single and word == "last" and c.word(end + 1) in FULL_WEEKDAYS and units[0][0] is Grain.WEEK:
        return Hit(end + 2, Weekday(WEEKDAYS[c.word(end + 1)], "last", weeks=-units[0][1]), "date.weekday")
    if single and word in ("today", "tomorrow", "yesterday") and units[0][0] is Grain.WEEK:
        ahead = units if word != "yesterday" else back
        return Hit(end + 1, Offset(Unit(Grain.DAY, RELATIVE_DAYS[word]), ahead), "date.relative_day")
    if single and units[0][0] is Grain.WEEK and word in ("starting", "beginning", "commencing", "ending", "from"):
        inner = c.point(c.skip(end + 1, "on"), depth + 1)
        edge = "ending" if word == "ending" else "beginning"
        return Hit(inner.last, WeekAt(inner.expression, edge, units[0][1]), "date.week") if inner and inner.expression.grain is Grain.DAY else None
    return None


def _lasted(c: Cursor, end: int) -> bool:
    """Whether the weeks before token ``end`` are over: "it's been six weeks on Thursday"."""
    return not {"been", "for", "took", "lasted", "last"}.isdisjoint(c.norms[max(c.first, end - 4) : end])


def _whole_years(units: tuple[tuple[Grain, int], ...]) -> tuple[tuple[Grain, int], ...]:
    """Units with decades and centuries counted in years: "a decade earlier" is the year ten back."""
    return tuple((Grain.YEAR, by * SPANS[grain]) if grain in SPANS else (grain, by) for grain, by in units)


def _unit(amount: tuple[Grain, int]) -> Unit:
    """The calendar unit so far away; "a decade ago" is the year ten back."""
    grain, by = amount
    size = SPANS.get(grain)
    return Unit(Grain.YEAR, by * size) if size else Unit(grain, by)


def touching(c: Cursor, i: int, depth: int) -> Hit | None:
    """Units that touch a date: the day after Boxing Day, the week before Christmas, the two weeks after 4 March."""
    measures = c.measures(i)
    measure = c.unit(i)
    if measures and len(measures[1]) == 1:
        at, ((grain, number),) = measures
    elif measure and not measure.plural:
        at, grain, number = i + 1, measure.grain, measure.size
    else:
        return None
    if c.word(at) not in ("before", "after") or grain is Grain.HOUR or depth >= DEPTH:
        return None
    inner = c.point(at + 1, depth + 1)
    if inner is None or inner.expression.grain is not Grain.DAY:
        return None
    return Hit(inner.last, Beside(inner.expression, grain, number if c.word(at) == "after" else -number), "date.offset")


def run_up(c: Cursor, i: int, depth: int) -> Hit | None:
    """A stretch that ends with a month or day: the year to March 2023, the six months ending in June."""
    measures = c.measures(i)
    measure = c.unit(i)
    if measures and len(measures[1]) == 1:
        at, ((grain, number),) = measures
    elif measure and not measure.plural:
        at, grain, number = i + 1, measure.grain, measure.size
    else:
        return None
    if c.word(at) not in ("to", "ending", "ended", "up") or grain is Grain.HOUR or depth >= DEPTH:
        return None
    at = c.skip(at + 1, "to", "in", "on", "the")
    if c.word(at) == "end" and c.word(at + 1) == "of":
        at = c.skip(at + 2, "the")
    hit = calendar_day(c, at) or month(c, at, cued=c.capital(at))
    hit = (
        hit
        or (c.point(at, depth + 1) if c.word(at) in RELATIVE_DAYS or c.word(at) in ("last", "this") else None)
        or (bare_year(c, at) if grain in (Grain.YEAR, Grain.DECADE) else None)
    )
    if hit is None or hit.expression.grain not in (Grain.DAY, Grain.MONTH, Grain.YEAR):
        return None
    return Hit(hit.last, RunUp(hit.expression, grain, number), "date.stretch")
