"""Intervals between and around date expressions: ranges, open ends, deadlines."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from service.facts.date.calendar import DAY, Days, edtf_end
from service.facts.date.expression.base import Expression, Now, Solved, finest
from service.facts.date.expression.days import CalendarDay, Clocked, Feast, MonthDay, Weekday
from service.facts.date.expression.units import Month, Season, Unit
from service.facts.date.expression.within import Part
from service.model import Grain


def _floats(e: Expression) -> bool:
    """Whether only the tense says which of many it is."""
    if isinstance(e, Clocked):
        return _floats(e.inner)
    return isinstance(e, CalendarDay | Month | Season | Feast | Weekday | MonthDay) and e.relative and not getattr(e, "mode", "")


HALF_A_WEEK = 3


def _this_week(e: Expression, now: Now) -> Now:
    """Where the clause says nothing ("the warning is in force from Thursday until Friday"), weekdays that are soon to come lie ahead."""
    inner = e.inner if isinstance(e, Clocked) else e
    if not now.nearest or now.day is None or not isinstance(inner, Weekday):
        return now
    return replace(now, forward=True) if 0 < (inner.weekday - now.day.weekday()) % 7 <= HALF_A_WEEK else now


def _from(e: Expression, solved: Solved) -> dt.date | None:
    """The day from which an interval runs: "since the end of 2019" from its last."""
    return solved.days.hi if isinstance(e, Part) and e.part == "end" else solved.days.lo


def _to(e: Expression, solved: Solved) -> dt.date | None:
    """The day to which an interval runs: "until the start of 2008" to its first."""
    return solved.days.lo if isinstance(e, Part) and e.part == "start" else solved.days.hi


@dataclass(frozen=True, slots=True)
class Range:
    """From one expression to another, both included. ``to_date``: the last is the anchor."""

    first: Expression
    last: Expression
    carries: bool = False

    @property
    def grain(self) -> Grain:
        """The finer of the two."""
        return finest(self.first, self.last)

    @property
    def relative(self) -> bool:
        """Whether either needs an anchor; an end that the other places does not."""
        return (self.first.relative and (not _floats(self.first) or self.last.relative)) or (
            self.last.relative and (not _floats(self.last) or self.first.relative)
        )

    def solve(self, now: Now) -> Solved:
        """From the first's first day to the last's last. Errors: ValueError where it would run backwards."""
        if _floats(self.first):
            last = self.last.solve(_this_week(self.last, now))
            first = self.first.solve(replace(now, day=last.days.hi, forward=False, nearest=False, year=None) if last.days.hi else now)
        else:
            first = self.first.solve(now)
            last = self.last.solve(replace(now, day=first.days.lo, forward=True, nearest=False, year=None) if _floats(self.last) else now)
        lo, hi = _from(self.first, first), _to(self.last, last)
        if lo is not None and hi is not None and lo > hi:
            raise ValueError("runs backwards")
        basis = (first.basis if self.first.relative and not _floats(self.first) else None) or last.basis if self.relative else None
        return Solved(Days(lo, hi), self.grain, basis, interval=True, anchor=last.anchor or first.anchor)


@dataclass(frozen=True, slots=True)
class Since:
    """From the first day of something to the anchor: "since 2016"."""

    inner: Expression
    relative: bool = True
    carries: bool = False

    @property
    def grain(self) -> Grain:
        """That of its start."""
        return self.inner.grain

    def solve(self, now: Now) -> Solved:
        """Open at its end where no anchor is known."""
        start = self.inner.solve(now)
        lo = _from(self.inner, start)
        hi = now.day if now.day is not None and lo is not None and now.day >= lo else None
        if start.basis == "text" and self.inner.grain is Grain.DAY and not isinstance(self.inner, CalendarDay) and now.named and now.named.days.hi:
            hi = now.named.days.hi  # "since the previous day" runs to the day it is counted from
        edtf = f"{edtf_end(lo, self.grain, first=True)}/{hi.isoformat() if hi else '..'}"
        return Solved(Days(lo, hi), self.grain, start.basis or ("anchor" if hi else None), interval=True, edtf=edtf, anchor=start.anchor)


@dataclass(frozen=True, slots=True)
class Until:
    """Up to the last day of something; from the anchor where that lies ahead."""

    inner: Expression
    carries: bool = False

    @property
    def grain(self) -> Grain:
        """That of its end."""
        return self.inner.grain

    @property
    def relative(self) -> bool:
        """That of its end."""
        return self.inner.relative

    def solve(self, now: Now) -> Solved:
        """Open at its start where the end is past."""
        end = self.inner.solve(now)
        hi = _to(self.inner, end)
        lo = now.day if now.day is not None and hi is not None and hi >= now.day else None
        return Solved(Days(lo, hi), self.grain, end.basis or ("anchor" if lo else None), interval=True, edtf=_ahead(lo, hi), anchor=end.anchor)


@dataclass(frozen=True, slots=True)
class By:
    """A deadline: from the anchor to its last day where it lies ahead, else the date itself."""

    inner: Expression
    carries: bool = False

    @property
    def grain(self) -> Grain:
        """That of the deadline."""
        return self.inner.grain

    @property
    def relative(self) -> bool:
        """That of the deadline."""
        return self.inner.relative

    def ahead(self, now: Now) -> bool:
        """Whether the deadline lies ahead, so that the preposition makes an interval."""
        end = self.inner.solve(now)
        lo, hi = end.days.lo, _to(self.inner, end)
        if now.day is None or hi is None or hi <= now.day:
            return False
        return now.forward or now.nearest or isinstance(self.inner, Part) or lo is None or lo > now.day

    def solve(self, now: Now) -> Solved:
        """The interval, or the deadline itself."""
        end = self.inner.solve(now)
        if not self.ahead(now):
            return end
        hi = _to(self.inner, end)
        return Solved(Days(now.day, hi), self.grain, end.basis or "anchor", interval=True, edtf=_ahead(now.day, hi), anchor=end.anchor)


@dataclass(frozen=True, slots=True)
class From:
    """From a date on where it lies ahead ("from 2030"), else the date itself."""

    inner: Expression
    carries: bool = False

    @property
    def grain(self) -> Grain:
        """That of its start."""
        return self.inner.grain

    @property
    def relative(self) -> bool:
        """That of its start."""
        return self.inner.relative

    def ahead(self, now: Now) -> bool:
        """Whether the start lies ahead, so that the preposition makes an interval."""
        lo = self.inner.solve(now).days.lo
        return now.day is not None and lo is not None and lo > now.day

    def solve(self, now: Now) -> Solved:
        """The interval, open at its end, or the date itself."""
        start = self.inner.solve(now)
        if not self.ahead(now):
            return start
        return Solved(Days(start.days.lo, None), self.grain, start.basis, interval=True, anchor=start.anchor)


@dataclass(frozen=True, slots=True)
class Before:
    """All before something: "before 2010"; ``until_end`` also what it names: "more than 25 years ago"."""

    inner: Expression
    until_end: bool = False
    carries: bool = False

    @property
    def grain(self) -> Grain:
        """That of its end."""
        return self.inner.grain

    @property
    def relative(self) -> bool:
        """That of its end."""
        return self.inner.relative

    def solve(self, now: Now) -> Solved:
        """Open at its start."""
        if isinstance(self.inner, Part) and self.inner.part == "end":
            return Until(self.inner).solve(now)  # before the end of the year: up to its last day
        end = self.inner.solve(now)
        hi = end.stretch.hi if self.until_end else end.stretch.lo - DAY
        return Solved(Days(None, hi), self.grain, end.basis, interval=True, anchor=end.anchor)


@dataclass(frozen=True, slots=True)
class After:
    """All after something: "beyond 2017"; ``itself``: from its first day on ("from 2022", "2018 or later")."""

    inner: Expression
    itself: bool = False
    carries: bool = False

    @property
    def grain(self) -> Grain:
        """That of its start."""
        return self.inner.grain

    @property
    def relative(self) -> bool:
        """That of its start."""
        return self.inner.relative

    def solve(self, now: Now) -> Solved:
        """Open at its end."""
        start = self.inner.solve(now)
        lo = start.stretch.hi + DAY
        if self.itself or (isinstance(self.inner, Part) and self.inner.part == "start"):
            lo = _from(self.inner, start) or lo
        return Solved(Days(lo, None), self.grain, start.basis, interval=True, anchor=start.anchor)


@dataclass(frozen=True, slots=True)
class LessThanAgo:
    """From a unit of the past to the anchor: "less than two years ago"."""

    inner: Unit
    relative: bool = True
    carries: bool = False

    @property
    def grain(self) -> Grain:
        """The unit's."""
        return self.inner.grain

    def solve(self, now: Now) -> Solved:
        """Its days."""
        start = self.inner.solve(now)
        return Solved(Days(start.days.lo, now.today()), self.grain, "anchor", interval=True)


def _ahead(lo: dt.date | None, hi: dt.date | None) -> str | None:
    return f"{lo.isoformat()}/{hi.isoformat()}" if lo and hi else None
