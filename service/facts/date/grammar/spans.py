"""Date expressions as they stand in a sentence: ranges, open ends and deadlines, times of day, and points."""

from __future__ import annotations

from service.facts.date.expression.base import Expression
from service.facts.date.expression.days import CalendarDay, Weekday, Weekend
from service.facts.date.expression.interval import After, Before, By, From, LessThanAgo, Range, Since, Until
from service.facts.date.expression.units import Month, Running, Unit, WorkingDays, Years
from service.facts.date.expression.within import Inside, Offset, Part
from service.facts.date.grammar.counted import RATED
from service.facts.date.grammar.cursor import Cursor, Hit, Span
from service.facts.date.grammar.leads import PREPOSITIONS, may_open
from service.facts.date.grammar.pairs import days_within, short_pair
from service.facts.date.grammar.ranges import ranged, year_behind
from service.facts.date.grammar.times import clock_range, timed
from service.facts.date.tense import dates, lean
from service.facts.date.words import LEXICON, MONTH_FOLLOWERS
from service.model import Grain

_SINCE = frozenset(("since",))

_UNTIL = frozenset(("until", "till", "til"))

_BEFORE = frozenset(("before",))

_AFTER = frozenset(("after", "beyond"))

_COMMANDS = frozenset(LEXICON["tense"]["commands"])

_PARTLY = frozenset(LEXICON["through"]["partly"])

_LASTING = frozenset(LEXICON["through"]["lasting"])

LASTS_WITHIN = 6
"""Tokens before "through 2025" in which something may be said to last."""

_SHARES = frozenset(("%", "cent", "percent", "pc", "points", "point"))
"""Words before "in 12 months" that make it how long something took: "up 2.5 per cent in 12 months"."""

_HOW_OFTEN = frozenset(LEXICON["closed"]["how_often"])

_MORE = frozenset(("more", "over", "longer"))

_LESS = frozenset(("less", "under", "fewer"))


def expression(c: Cursor, i: int) -> Span | None:
    """The longest date expression at token ``i``, prepositions that make an interval included."""
    word = c.word(i)
    if not may_open(c, i, word):
        return None
    return _prepositional(c, i, word) if word in PREPOSITIONS else _pointed(c, i)


def _pointed(c: Cursor, i: int) -> Span | None:
    """A point, alone or with what follows it: a range, an open end."""
    hit = timed(c, i)
    if hit is None:
        return None
    joined = ranged(c, i, hit)
    if joined:
        return joined
    hit = days_within(c, i, hit) or hit
    return _onwards(c, i, hit) or Span(i, hit.last, i, hit.expression, hit.rule)


def _prepositional(c: Cursor, i: int, word: str) -> Span | None:
    """What a preposition or comparative opens, or the point that it begins after all ("later this week")."""
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
    if (word == "no" and c.word(i + 1) in ("earlier", "sooner") and c.word(i + 2) == "than") or (word == "not" and c.word(i + 1) == "before"):
        hit = timed(c, i + 3 - (word == "not"))
        return Span(i, hit.last, i + 3 - (word == "not"), After(hit.expression, itself=True), "date.open") if hit else None
    if word in _BEFORE or (word == "prior" and c.word(i + 1) == "to") or (word in ("earlier", "no") and c.word(i + 1) == "than"):
        return _lead(c, i, i + (1 if word == "before" else 2), Before)
    if word in _AFTER or (word == "later" and c.word(i + 1) == "than"):
        return _lead(c, i, i + (1 if word in _AFTER else 2), After)
    if word == "no" and c.word(i + 1) == "later" and c.word(i + 2) == "than":
        return _lead(c, i, i + 3, Until)
    if word == "by":
        return _lead(c, i, i + 1, By)
    if word in ("through", "thru") or (word == "up" and c.word(i + 1) == "through"):
        return _through(c, i, i + 1 + (word == "up"))
    if word in ("in", "within"):
        return _in(c, i)
    if word in _MORE or word in _LESS:
        return _more(c, i)
    return _pointed(c, i)


def _lead(c: Cursor, i: int, j: int, make: type[Since | Until | Before | After | By]) -> Span | None:
    """A preposition at ``i`` and a date at ``j``. Before a noun that the date describes ("after the 2019 election") the date stands alone."""
    at = c.skip(j, "on", "in", "about", "around") if c.word(j) in ("on", "in") else j
    itself = c.word(at) == "or" and c.word(at + 1) in ("on", "in")
    at = at + 2 if itself else at
    hit = timed(c, at) or year_behind(c, at)
    if hit is None:
        return None
    joined = ranged(c, at, hit)
    if joined:
        return joined
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


def _through(c: Cursor, i: int, j: int) -> Span | None:
    """Up to a day or the end of something, it included: "through Friday", "through the end of March"; of a whole unit only where the clause says so."""
    hit = timed(c, j) or year_behind(c, j)
    if hit is None:
        return None
    inner = hit.expression
    if ranged(c, j, hit) or isinstance(inner, Range | Running) or _describes(c, hit) or c.word(i - 1) in _PARTLY:
        return None
    ends = (
        isinstance(inner, CalendarDay | Weekday | Weekend)
        or inner == Unit(Grain.DAY, 1)
        or (isinstance(inner, Part) and inner.part in ("end", "mid"))
    )
    lasting = not _LASTING.isdisjoint(c.norms[max(c.first, i - LASTS_WITHIN) : i]) and isinstance(inner, Month | Years | Inside)
    if not (ends or lasting):
        return None
    return Span(i, hit.last, j, Until(inner), "date.open")


def _on_or(c: Cursor, i: int) -> Span | None:
    """A deadline or start that is part of it: on or before 31 December, on or after 1 March."""
    hit = timed(c, i + 3)
    if hit is None:
        return None
    whole: Expression = Until(hit.expression) if c.word(i + 2) == "before" else After(hit.expression, itself=True)
    return Span(i, hit.last, i + 3, whole, "date.open")


def _describes(c: Cursor, hit: Hit) -> bool:
    """Whether the date stands before a noun as its attribute: "after Friday's vote"."""
    return c.word(hit.last) in ("'s", "'") and c.joined(hit.last)


def _from(c: Cursor, i: int) -> Span | None:
    """From X to Y, between X and Y, from X on; from X alone is an interval where it lies ahead."""
    j = c.skip(i + 1, "the") if c.day(i + 2) else i + 1
    between = c.word(i) == "between"
    pair = short_pair(c, j, "and" if between else "to")
    if pair:
        return Span(i, pair.last, i, pair.expression, "date.range")
    if c.word(i + 1) == "now" and c.word(i + 2) in ("and", "until", "till", "to"):
        hit = timed(c, i + 3)
        return Span(i, hit.last, i, Until(hit.expression), "date.range") if hit else None
    hours = clock_range(c, i + 1)
    if hours:
        return Span(i, hours.last, i, hours.expression, hours.rule)
    hit = timed(c, i + 1)
    if hit is None:
        return None
    joined = ranged(c, i + 1, hit, between=between)
    if joined:
        return replace_first(joined, i)
    if isinstance(hit.expression, Range):
        return Span(i, hit.last, i, hit.expression, hit.rule)
    if between:
        return Span(i + 1, hit.last, i + 1, hit.expression, hit.rule)
    onwards = _onwards(c, i + 1, hit)
    if onwards:
        return replace_first(onwards, i)
    if (
        isinstance(hit.expression, Years | Month | CalendarDay | Unit | Weekday)
        and not _describes(c, hit)
        and not (i > c.first and dates(c.norms, i))
    ):
        return Span(i, hit.last, i + 1, From(hit.expression), "date.open")
    return Span(i + 1, hit.last, i + 1, hit.expression, hit.rule)


def replace_first(span: Span, first: int) -> Span:
    """The same expression with its preposition."""
    return span._replace(first=first, lead=first)


def _in(c: Cursor, i: int) -> Span | None:
    """In two weeks' time, in three years (looking ahead), within five days."""
    j = c.skip(i + 1, "about", "around", "just")
    found = c.measures(j)
    if found is None or c.word(i - 1) in _HOW_OFTEN or c.word(i - 1) in _SHARES:
        return None
    end, units = found
    if any(g is Grain.HOUR for g, _ in units) or c.word(i) == "within":
        return None  # how long it takes is a quantity
    first = Unit(*units[0])
    timely = c.word(end) == "time" or (c.word(end) in ("'", "'s") and c.word(end + 1) == "time")
    if c.word(end - 2) in ("working", "business"):
        return Span(i, end, i, WorkingDays(units[0][1], single=c.word(i) == "in"), "date.ago") if forward(c, i, end) else None
    if timely:
        return Span(i, end + (1 if c.word(end) == "time" else 2), i, first, "date.ago")
    if c.word(end) in ("ago", "later", "of", "from", "hence", "-", "or", "to", "before", "after") or (c.word(j) == "one" and c.word(end).isalpha()):
        return None
    alone = (i == c.first and not c.word(end + 1)) or c.word(c.first) in _COMMANDS
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
    compared = c.word(i + 1) == "than" and (c.word(i - 1)[:1].isdigit() or c.word(i - 1) in RATED or c.word(i - 1) in _SHARES)
    if isinstance(hit.expression, Unit) and hit.expression.by < 0 and not compared:
        if c.word(i) in _LESS:
            return Span(i, hit.last, i, LessThanAgo(hit.expression), "date.open")
        return Span(i, hit.last, i, Before(hit.expression, until_end=True), "date.open")
    return Span(j, hit.last, j, hit.expression, hit.rule)


def _onwards(c: Cursor, i: int, hit: Hit) -> Span | None:
    """2018 or later, 3 May onwards, 2016 and beyond."""
    j = hit.last
    if c.word(j) in ("onwards", "onward") or (c.word(j) == "on" and c.word(i - 1) == "from" and not c.word(j + 1)[:1].isalnum()):
        return Span(i, j + 1, i, After(hit.expression, itself=True), "date.open")
    if c.word(j) in ("or", "and") and c.word(j + 1) in ("later", "onwards", "onward", "beyond") and c.word(j + 2) != "than" and not _then(c, j, hit):
        return Span(i, j + 2, i, After(hit.expression, itself=True), "date.open")
    return None


def _then(c: Cursor, j: int, hit: Hit) -> bool:
    """Whether "and later" tells what came next, and is no open end: "on Sunday and later let them go"."""
    if c.word(j) != "and" or c.word(j + 1) != "later":
        return False
    following = c.word(j + 2)
    return hit.expression.grain is Grain.DAY or (following.isalpha() and following not in MONTH_FOLLOWERS)


def forward(c: Cursor, i: int, j: int) -> bool:
    """Whether the clause of ``[i, j)`` looks ahead."""
    return lean(c.tokens, c.first, c.last, i, j) > 0
