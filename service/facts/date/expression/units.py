"""Expressions that mean whole units: months, years, quarters, seasons, and units beside the anchor."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from service.facts.date.calendar import DAY, Days, month_of, months_of, moved, season_of, unit_of, years_of
from service.facts.date.expression.base import NoAnchor, Now, Solved, pick, years_near
from service.model import Grain

JUST_OVER = 92
"""Days for which a season gone by is still "this" one."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month, with or without year; ``mode`` last, next, this, following (the date named last) or none."""

    month: int
    year: int | None = None
    mode: str = ""
    grain: Grain = Grain.MONTH
    carries: bool = False

    @property
    def relative(self) -> bool:
        """Whether the year is wanting."""
        return self.year is None

    def solve(self, now: Now) -> Solved:
        """The month's days."""
        if self.year is not None:
            return Solved(Days(*month_of(self.year, self.month)), Grain.MONTH)
        if now.year is not None and not self.mode:
            return Solved(Days(*month_of(now.year, self.month)), Grain.MONTH, "text", anchor=now.year_anchor)
        if self.mode == "following":
            named = now.last_named()
            hi = named.stretch.hi
            return Solved(Days(*month_of(hi.year + (self.month <= hi.month), self.month)), Grain.MONTH, "text", anchor=named.value)
        return Solved(Days(*pick([month_of(y, self.month) for y in years_near(now, 2, 2)], now, self.mode)), Grain.MONTH, "anchor")


@dataclass(frozen=True, slots=True)
class Years:
    """A year, decade or century as written: 2017, the 1970s, the 15th century."""

    first: int
    grain: Grain = Grain.YEAR
    relative: bool = False
    carries: bool = False

    def solve(self, now: Now) -> Solved:  # noqa: ARG002
        """Its days."""
        return Solved(Days(*years_of(self.first, {Grain.YEAR: 1, Grain.DECADE: 10, Grain.CENTURY: 100}[self.grain])), self.grain)


@dataclass(frozen=True, slots=True)
class Unit:
    """The calendar unit that lies ``by`` units from the anchor's: "last year", "yesterday", "nine months ago"; ``text``: from the date named last."""

    grain: Grain
    by: int
    text: bool = False
    fallback: bool = False
    relative: bool = True

    @property
    def carries(self) -> bool:
        """Words of day grain carry a stretch."""
        return self.grain is Grain.DAY and not self.text

    def solve(self, now: Now) -> Solved:
        """Its days; with ``fallback`` from the anchor where no date was named."""
        if self.text and not (self.fallback and now.named is None):
            named = now.last_named()
            lo, hi = named.stretch
            if self.grain is Grain.DAY and lo != hi:
                raise NoAnchor(text=True)
            return Solved(Days(*unit_of(self.grain, hi if self.by > 0 else lo, self.by)), self.grain, "text", anchor=named.value)
        return Solved(Days(*unit_of(self.grain, now.today(), self.by)), self.grain, "anchor")


@dataclass(frozen=True, slots=True)
class Running:
    """A stretch that ends on the anchor or starts from it: "the last two years", "over the next month". ``by`` is negative for the past.

    ``text``: from the date named last, "in the previous two years", "over the following six weeks"; what goes before is counted from the anchor
    where none was named.
    """

    grain: Grain
    by: int
    text: bool = False
    relative: bool = True
    carries: bool = False

    def solve(self, now: Now) -> Solved:
        """Its days, the anchor's among them, and a day named; of a longer stretch named the days beside it."""
        if self.text and (self.by > 0 or now.named is not None):
            named = now.last_named()
            lo, hi = named.stretch
            if self.by < 0:
                last = hi if lo == hi else lo - DAY
                return Solved(Days(moved(last, self.grain, self.by) + DAY, last), self.grain, "text", interval=True, anchor=named.value)
            first = lo if lo == hi else hi + DAY
            return Solved(Days(first, moved(first, self.grain, self.by) - DAY), self.grain, "text", interval=True, anchor=named.value)
        today = now.today()
        far = moved(today, self.grain, self.by)
        days = Days(far + DAY, today) if self.by < 0 else Days(today, far - DAY)
        return Solved(days, self.grain, "anchor", interval=True)


@dataclass(frozen=True, slots=True)
class Units:
    """Several whole calendar units beside the anchor's: "the next three quarters"."""

    grain: Grain
    by: int
    relative: bool = True
    carries: bool = False

    def solve(self, now: Now) -> Solved:
        """Their days."""
        today = now.today()
        near = unit_of(self.grain, today, 1 if self.by > 0 else -1)
        far = unit_of(self.grain, today, self.by)
        return Solved(Days(min(near.lo, far.lo), max(near.hi, far.hi)), self.grain, "anchor", interval=True)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """So many days from Monday to Friday after (before) the anchor, or, ``single``, the last of them."""

    by: int
    single: bool = False
    grain: Grain = Grain.DAY
    relative: bool = True
    carries: bool = False

    def solve(self, now: Now) -> Solved:
        """Their days. Errors: ValueError for more than a few years of them."""
        if abs(self.by) > 2000:
            raise ValueError("too many working days")
        step = DAY if self.by > 0 else -DAY
        days: list[dt.date] = []
        day = now.today()
        while len(days) < abs(self.by):
            day += step
            if day.weekday() < 5:
                days.append(day)
        if self.single:
            return Solved(Days(days[-1], days[-1]), self.grain, "anchor")
        return Solved(Days(min(days), max(days)), self.grain, "anchor", interval=True)


@dataclass(frozen=True, slots=True)
class Season:
    """Season 0 spring to 3 winter, with or without year."""

    season: int
    year: int | None = None
    mode: str = ""
    grain: Grain = Grain.SEASON
    carries: bool = False

    @property
    def relative(self) -> bool:
        """Whether the year is wanting."""
        return self.year is None

    def solve(self, now: Now) -> Solved:
        """Its three months."""
        if self.year is not None:
            year, basis = self.year, None
        elif now.year is not None and not self.mode:
            year, basis = now.year, "text"
        else:
            candidates = [season_of(y, self.season, now.southern) for y in years_near(now, 2, 2) if y < 9999]
            if self.mode == "this":
                today = now.today()
                found = next((c for c in candidates if c.lo <= today <= c.hi), None) or next(c for c in candidates if c.lo.year == today.year)
                if now.past and found.lo > today:
                    before = next(c for c in reversed(candidates) if c.hi < today)
                    found = before if (today - before.hi).days <= JUST_OVER else found
            else:
                found = pick(candidates, now, self.mode)
            year, basis = found.lo.year, "anchor"
        edtf = f"{year:04d}-{21 + self.season}"
        return Solved(Days(*season_of(year, self.season, now.southern)), Grain.SEASON, basis, edtf=edtf, anchor=now.year_anchor)


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter or, with ``half``, a half of a year; the year is the anchor's where none is written."""

    number: int
    year: int | None = None
    half: bool = False
    carries: bool = False

    @property
    def grain(self) -> Grain:
        """``quarter`` for both: the contract has no halves."""
        return Grain.QUARTER

    @property
    def relative(self) -> bool:
        """Whether the year is wanting."""
        return self.year is None

    def solve(self, now: Now) -> Solved:
        """Its months."""
        year = self.year if self.year is not None else now.year or now.today().year
        size = 6 if self.half else 3
        basis = None if self.year is not None else "text" if now.year else "anchor"
        if basis == "anchor" and not now.forward and months_of(year, size * (self.number - 1) + 1, size)[0] > now.today():
            year -= 1
        return Solved(Days(*months_of(year, size * (self.number - 1) + 1, size)), Grain.QUARTER, basis, anchor=now.year_anchor)


@dataclass(frozen=True, slots=True)
class FinancialYear:
    """A financial, tax or academic year that begins on ``start`` (MM-DD); ``year`` the one it begins in, or ``by`` from the anchor's."""

    start: tuple[int, int]
    year: int | None = None
    by: int = 0
    grain: Grain = Grain.YEAR
    carries: bool = False

    @property
    def relative(self) -> bool:
        """Whether no year is written."""
        return self.year is None

    def solve(self, now: Now) -> Solved:
        """Its days."""
        year = self.year
        if year is None:
            today = now.today()
            year = today.year - ((today.month, today.day) < self.start) + self.by
        first = dt.date(year, *self.start)
        last = dt.date(year + 1, *self.start) - DAY
        return Solved(Days(first, last), Grain.YEAR, None if self.year is not None else "anchor", interval=self.start != (1, 1))


@dataclass(frozen=True, slots=True)
class WeekNumber:
    """An ISO 8601 week by its number."""

    number: int
    year: int | None = None
    grain: Grain = Grain.WEEK
    carries: bool = False

    @property
    def relative(self) -> bool:
        """Whether no year is written."""
        return self.year is None

    def solve(self, now: Now) -> Solved:
        """The seven days."""
        monday = dt.date.fromisocalendar(self.year if self.year is not None else now.today().year, self.number, 1)
        return Solved(Days(monday, monday + 6 * DAY), Grain.WEEK, None if self.year is not None else "anchor")


@dataclass(frozen=True, slots=True)
class Age:
    """An age in a heading, rounded down as pages print it: "(1 year, 8 months ago)"; a unit not printed is zero."""

    units: tuple[tuple[Grain, int], ...]
    relative: bool = True
    carries: bool = False

    @property
    def grain(self) -> Grain:
        """Month where it counts in months or years, else the finest unit printed."""
        finest = min((g for g, _ in self.units), key=list(Grain).index)
        return Grain.MONTH if finest is Grain.YEAR else finest

    def solve(self, now: Now) -> Solved:
        """One unknown day out of a stretch."""
        day = now.today()
        for grain, by in self.units:
            day = moved(day, grain, -by)
        earliest = moved(day, self.grain, -1) + DAY
        days = Days(earliest, day)
        edtf = day.isoformat() if earliest == day else f"[{earliest.isoformat()}..{day.isoformat()}]"
        return Solved(days, self.grain, "anchor", edtf=edtf)


TODAY = Unit(Grain.DAY, 0)
"""The anchor itself."""
