"""Expressions that answer to the date named last: the same unit of another year, the month or weekday of a name before it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from service.facts.date.calendar import DAY, Days, moved, unit_of, week_of
from service.facts.date.expression.base import Expression, Now, Solved
from service.facts.date.expression.days import Feast
from service.facts.date.expression.units import Month, Running, Season, Unit
from service.model import Grain

_LAST_WEEK = 52


@dataclass(frozen=True, slots=True)
class Same:
    """The unit of another year that the date named last falls into, or the anchor where none so fine was named: "the same week of 2023".

    Weeks are those of one number (ISO 8601). ``unit`` None: as long a stretch ("the same period last year"), the year itself where none was named.
    """

    unit: Grain | None
    outer: Expression
    carries: bool = False

    @property
    def grain(self) -> Grain:
        """The unit's, or the year's."""
        return self.unit or self.outer.grain

    @property
    def relative(self) -> bool:
        """Always: it echoes a date."""
        return True

    def solve(self, now: Now) -> Solved:
        """Its days."""
        outer = self.outer.solve(now)
        year = outer.stretch.lo.year
        named = now.named
        if named is None or named.days.lo is None or named.days.hi is None or not self._finer(named.grain):
            if self.unit is None:
                return outer
            return Solved(self._of(now.today(), year), self.unit, "anchor")
        lo, hi = named.stretch
        if self.unit is not None:
            return Solved(self._of(lo, year), self.unit, "text", anchor=named.value)
        by = year - lo.year
        return Solved(Days(moved(lo, Grain.YEAR, by), moved(hi, Grain.YEAR, by)), named.grain, "text", interval=named.interval, anchor=named.value)

    def _finer(self, grain: Grain) -> bool:
        grains = list(Grain)
        return grains.index(grain) <= grains.index(self.unit or Grain.YEAR)

    def _of(self, day: dt.date, year: int) -> Days:
        """The unit of ``year`` that ``day`` would fall into."""
        if self.unit is Grain.WEEK:
            return Days(*week_of(dt.date.fromisocalendar(year, min(day.isocalendar().week, _LAST_WEEK), 1)))
        assert self.unit is not None
        return Days(*unit_of(self.unit, moved(day, Grain.YEAR, year - day.year)))


@dataclass(frozen=True, slots=True)
class NameBeside:
    """The month, season or feast of a name next before the date named last, or next after it: "it was 900 the September before"."""

    inner: Month | Season | Feast
    after: bool
    carries: bool = False

    @property
    def grain(self) -> Grain:
        """That of the name."""
        return self.inner.grain

    @property
    def relative(self) -> bool:
        """Always: it is counted from a date."""
        return True

    def solve(self, now: Now) -> Solved:
        """Its days."""
        named = now.last_named()
        lo, hi = named.stretch
        found = [replace(self.inner, year=y).solve(now) for y in range(max(1, lo.year - 1), min(9998, hi.year + 1) + 1)]
        beside = [s for s in found if (s.stretch.lo > hi if self.after else s.stretch.hi < lo)]
        if not beside:
            raise ValueError("no such date")
        at = beside[0] if self.after else beside[-1]
        return replace(at, basis="text", anchor=named.value)


@dataclass(frozen=True, slots=True)
class Ensuing(Running):
    """The next unit where its clause looks back on a date named in the past, else the stretch that starts from the anchor.

    "In 2003 … A plan adopted the next year" is of 2004; "over the next year" is ``durative``: as long a stretch from the date named.
    """

    durative: bool = False

    def solve(self, now: Now) -> Solved:
        """Its days."""
        named = now.named
        if not now.past or named is None or named.days.hi is None or not self._past(named, now.day):
            return Running.solve(self, now)
        if not self.durative:
            return Unit(self.grain, self.by, text=True).solve(now)
        first = named.days.hi + DAY
        return Solved(Days(first, moved(first, self.grain, self.by) - DAY), self.grain, "text", interval=True, anchor=named.value)

    def _past(self, named: Solved, today: dt.date | None) -> bool:
        """Whether the date named, and where it is counted from the anchor the unit behind it too, lies before the anchor."""
        assert named.days.hi is not None
        if today is None:
            return True
        return (moved(named.days.hi, self.grain, self.by) if named.basis == "anchor" else named.days.hi) < today
