"""What was named before in a turn: the dates that "two days later" counts from, and the years that days without one take."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cache

from service.facts.date.expression.base import Expression, Solved
from service.facts.date.expression.days import CalendarDay
from service.facts.date.expression.interval import Range
from service.facts.date.expression.units import Month, Season, Unit
from service.facts.date.expression.within import Offset
from service.model import Grain

ORDER = list(Grain)


@dataclass(frozen=True, slots=True)
class Witness:
    """A year that the text states: where, and how far it reaches; ``beside``: no further than its own sentence."""

    sentence: int
    year: int
    solved: Solved
    bare: bool = False
    beside: bool = False


def beside_anchor(e: Expression) -> bool:
    """Whether an expression is a year, season or month said by its place from the anchor, which gives days beside it their year: "last autumn"."""
    if isinstance(e, Month | Season):
        return e.year is None and bool(e.mode)
    return isinstance(e, Unit) and not e.text and e.grain in (Grain.YEAR, Grain.MONTH)


def year_within(e: CalendarDay | Month, solved: Solved) -> int | None:
    """The year in which a day or month falls within a stretch, or None."""
    lo, hi = solved.days
    if lo is None or hi is None:
        return None
    day, lo = (e.day, lo) if isinstance(e, CalendarDay) else (1, lo.replace(day=1))
    for year in (lo.year, hi.year):
        try:
            if lo <= dt.date(year, e.month, day) <= hi:
                return year
        except ValueError:
            continue
    return None


class Memory:
    """The dates named in a turn. A date that opens its sentence is its scene: others in the sentence do not take its place.

    ``told``: the sentence that last told of a day counted from the anchor, -1 where none did.
    """

    def __init__(self) -> None:
        self.told = -1
        self.witness: Witness | None = None
        self.beside: Witness | None = None
        self.repeat: tuple[Expression, int, tuple[str | None, Solved | None]] | None = None
        self._last: dict[int, Solved] = {}
        self._told_in: dict[int, int] = {}
        self._scene = -1

    def keep(self, solved: Solved, sentence: int, *, opens: bool) -> None:
        """Remembers a date."""
        if sentence == self._scene and not opens:
            return
        self._scene = sentence if opens else -1
        at = ORDER.index(solved.grain)
        self._last.pop(at, None)
        self._last[at] = solved
        self._told_in[at] = sentence
        self._latest = solved

    def again(self, e: Expression, sentence: int) -> tuple[str | None, Solved | None] | None:
        """What the same words meant in this sentence or the one before: "five years later" said twice is one time."""
        if self.repeat is None or not isinstance(e, Offset) or not e.text:
            return None
        before, at, solved = self.repeat
        return solved if before == e and sentence - at <= 1 else None

    def of_grain(self, grain: Grain, sentence: int) -> Solved | None:
        """The date of just this grain that was named last in this sentence."""
        at = ORDER.index(grain)
        return self._last.get(at) if self._told_in.get(at) == sentence else None

    def stated(self, grain: Grain) -> Solved | None:
        """The date of just this grain, where the one named last is only the day of saying: "fell in February, it said on Tuesday"."""
        told = self._last and self._latest.basis == "anchor" and self._latest.grain is Grain.DAY
        return self._last.get(ORDER.index(grain)) if told else None

    def named(self, grain: Grain) -> Solved | None:
        """The date last named that is fine enough to count units of ``grain`` from."""
        if not self._last:
            return None
        wanted = ORDER.index(max(grain, Grain.WEEK, key=ORDER.index))
        fine = [self._last[k] for k in self._last if k <= wanted]
        return self._latest if self._latest in fine or not fine else fine[-1]


def innermost(e: Expression) -> Expression:
    """The point inside an open interval or a clock, or at the end of a range."""
    if isinstance(e, Range):
        return innermost(e.last)
    while _nests(type(e)):
        inner: Expression | None = e.inner  # type: ignore[attr-defined]
        if inner is None:
            return e
        e = inner
    return e


@cache
def _nests(kind: type[Expression]) -> bool:
    """Whether expressions of a kind hold another."""
    return hasattr(kind, "inner") and kind is not CalendarDay


def states_year(e: Expression) -> bool:
    """Whether an expression states year and month or season, and so gives its year to others."""
    return stated_year(e) is not None


def stated_year(e: Expression) -> int | None:
    """The year that an expression states with a month or season."""
    inner = innermost(e)
    return inner.year if isinstance(inner, CalendarDay | Month | Season) else None


def falls(day: CalendarDay, year: int) -> bool:
    """Whether a day falls on its weekday in a year."""
    try:
        return dt.date(year, day.month, day.day).weekday() == day.weekday
    except ValueError:
        return False


def beyond(e: CalendarDay | Month | Season, year: int, anchor: dt.date | None) -> bool:
    """Whether a day or month would lie beyond the anchor in a year: then the year is not its own."""
    if anchor is None or isinstance(e, Season):
        return False
    return (year, e.month, e.day if isinstance(e, CalendarDay) else 1) > (anchor.year, anchor.month, anchor.day)


_DAYS = 365
MOST_ON = 275
"""Days over which the last such day or month before the anchor is still what came next."""


def goes_on(e: CalendarDay | Month, witness: Witness, anchor: dt.date | None) -> Witness:
    """The witness with the year of what it tells next: "from May 2022 to March 2023 … in June", "shut in November 2022, it reopened in January".

    A day or month within the witness's stretch is of that stretch. One that would lie before it is of the year after, where that is nearer or the
    last before the anchor; what the anchor has not reached is never next.
    """
    lo, hi = witness.solved.days
    if anchor is None or lo is None or hi is None or witness.bare or witness.beside:
        return witness
    if (hi - lo).days > _DAYS:
        lo = hi.replace(day=1)
    elif (within := year_within(e, witness.solved)) is not None:
        return replace(witness, year=within)
    month, day = e.month, e.day if isinstance(e, CalendarDay) else 1
    if (witness.year, month, day) >= (lo.year, lo.month, lo.day) or beyond(e, witness.year + 1, anchor):
        return witness
    recent = witness.year + 1 == anchor.year - ((month, day) > (anchor.month, anchor.day))
    on = _DAYS - _apart(month, day, hi)
    return replace(witness, year=witness.year + 1) if on < _apart(month, day, lo) or (recent and on <= MOST_ON) else witness


def _apart(month: int, day: int, date: dt.date) -> int:
    """How many days a month's day lies before a date, in one year, months as thirty days."""
    return (date.month - month) * 30 + date.day - day
