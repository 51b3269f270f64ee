"""Expressions that mean days: calendar days, weekdays, weekends, feasts, days with a time."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from dataclasses import dataclass, replace

from service.facts.date.calendar import DAY, Days, Stretch, feast_day, month_of, week_of
from service.facts.date.expression.base import Expression, NoAnchor, Now, Solved, pick, years_near
from service.model import Grain


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day and month, with or without year and weekday: "12 March 2023", "Wednesday, 18 March"."""

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None
    mode: str = ""
    grain: Grain = Grain.DAY
    carries: bool = False

    @property
    def relative(self) -> bool:
        """Whether the year is wanting."""
        return self.year is None

    def solve(self, now: Now) -> Solved:
        """The day; a weekday that only one near year fits settles the year."""
        if self.year is not None:
            day = dt.date(self.year, self.month, self.day)
            return Solved(Days(day, day), Grain.DAY)
        if now.year is not None and not self.mode:
            day = dt.date(now.year, self.month, self.day)
            return Solved(Days(day, day), Grain.DAY, "text", anchor=now.year_anchor)
        fits = self.days(now, 8)
        day = pick([Stretch(d, d) for d in fits], now, self.mode).lo
        if self.weekday is not None and day.weekday() != self.weekday:
            fitting = [d for d in self.days(now, 12, 6) if d.weekday() == self.weekday]
            near = [d for d in fitting if abs((d - now.today()).days) <= 200] or [d for d in fitting if d <= now.today() and not now.forward]
            if near:
                day = min(near, key=lambda d: abs((d - now.today()).days))
        return Solved(Days(day, day), Grain.DAY, "anchor")

    def days(self, now: Now, back: int, on: int = 8) -> list[dt.date]:
        """The day in the years around the anchor. Errors: ValueError where none has it."""
        found = []
        for year in years_near(now, back, on):
            try:
                found.append(dt.date(year, self.month, self.day))
            except ValueError:
                continue  # 29 February
        if not found:
            raise ValueError("no such day")
        return found


NEAR_DAYS = 22
"""Days within which "Tuesday the 19th" is taken as ahead where its clause says nothing; the last such day may be a year gone."""


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day without its month: "the 22nd", "Friday the 22nd"."""

    day: int
    weekday: int | None = None
    grain: Grain = Grain.DAY
    relative: bool = True
    carries: bool = False

    def solve(self, now: Now) -> Solved:
        """The next such day after the month or day last named, else the nearest month's; on that weekday, if one is given."""
        if now.month is not None:
            for by in range(3):
                month = month_of(now.month.year, now.month.month + by)
                day = month.lo.replace(day=self.day) if self.day <= month.hi.day else None
                if day and day >= now.month and self.weekday in (None, day.weekday()):
                    return Solved(Days(day, day), Grain.DAY, "text", anchor=now.month.isoformat()[:7])
        today = now.today()
        if self.weekday is not None and not now.forward and not now.past:
            for ahead in range(1, NEAR_DAYS):
                day = today + ahead * DAY
                if day.day == self.day and day.weekday() == self.weekday:
                    return Solved(Days(day, day), Grain.DAY, "anchor")
        steps = range(40) if now.forward else range(0, -40, -1)
        for by in steps:
            month = month_of(today.year, today.month + by)
            if self.day > month.hi.day:
                continue
            day = month.lo.replace(day=self.day)
            if (day >= today if now.forward else day <= today) and self.weekday in (None, day.weekday()):
                return Solved(Days(day, day), Grain.DAY, "anchor")
        raise ValueError("no such day")


@dataclass(frozen=True, slots=True)
class Fixed:
    """Days that are given as they are: events by name ("9/11"), intervals of a lexicon."""

    lo: dt.date
    hi: dt.date
    grain: Grain = Grain.DAY
    relative: bool = False
    carries: bool = False

    def solve(self, now: Now) -> Solved:  # noqa: ARG002
        """Its days."""
        return Solved(Days(self.lo, self.hi), self.grain)


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday by its name.

    ``mode``: none by tense, ``last``, ``next`` (of next week), ``coming``, ``this`` (of this week), ``that`` (after the date named last),
    ``told`` ("on the Friday": as ``that`` where a day or week was named; unknown where what was named is long past).
    ``weeks``: so many weeks on ("Thursday week").
    """

    weekday: int
    mode: str = ""
    weeks: int = 0
    grain: Grain = Grain.DAY
    relative: bool = True

    @property
    def carries(self) -> bool:
        """Words of day grain carry a stretch."""
        return self.mode not in ("that", "following", "told")

    def solve(self, now: Now) -> Solved:
        """The day."""
        if self.mode == "told" and (told := self._told(now)) is not None:
            return told
        if self.mode == "that" or (self.mode == "following" and now.named is not None):
            named = now.last_named()
            lo, hi = named.stretch
            if (hi - lo).days > 6:
                raise NoAnchor(text=True)
            start = lo if self.mode == "that" else hi + DAY
            day = start + ((self.weekday - start.weekday()) % 7) * DAY
            return Solved(Days(day, day), Grain.DAY, "text", anchor=named.value)
        today = now.today()
        ahead = (self.weekday - today.weekday()) % 7
        if self.mode == "last":
            day = today - ((today.weekday() - self.weekday - 1) % 7 + 1) * DAY
        elif self.mode in ("next", "following"):
            day = week_of(today, 1).lo + self.weekday * DAY
        elif self.mode == "this":
            day = week_of(today).lo + self.weekday * DAY
        elif self.mode == "coming" or now.forward or self.weeks:
            day = today + (ahead or 7) * DAY
        else:
            day = today - ((today.weekday() - self.weekday) % 7) * DAY
        day += 7 * self.weeks * DAY
        return Solved(Days(day, day), Grain.DAY, "anchor")

    def _told(self, now: Now) -> Solved | None:
        """The day behind the one told of; None where nothing was, or only lately. Errors: NoAnchor where it is of a long past month or year."""
        named = now.named
        if named is None or named.days.lo is None or named.days.hi is None:
            return None
        lo, hi = named.stretch
        if (hi - lo).days <= 6:
            found = Weekday(self.weekday, "that").solve(now)
            return None if now.day is not None and not now.forward and found.stretch.lo > now.day else found
        if now.day is not None and (now.day - hi).days > _LATELY:
            raise NoAnchor
        return None


_LATELY = 60
"""Days before the anchor from which on "on the Friday" is no day near the anchor."""


@dataclass(frozen=True, slots=True)
class Weekend:
    """Saturday and Sunday, grain day; resolved like a week. ``mode``: none by tense, ``last``, ``next``, ``this``, ``that``, ``following``.

    ``weeks``: so many weeks on.
    """

    mode: str = ""
    weeks: int = 0
    grain: Grain = Grain.DAY
    relative: bool = True
    carries: bool = False

    def solve(self, now: Now) -> Solved:
        """The two days."""
        basis, anchor = "anchor", None
        if self.mode in ("that", "following"):
            named = now.last_named()
            saturday = week_of(named.stretch.lo).lo + 5 * DAY
            if self.mode == "following" and saturday <= named.stretch.hi:
                saturday += 7 * DAY
            basis, anchor = "text", named.value
        else:
            today = now.today()
            saturday = week_of(today).lo + 5 * DAY
            if (
                self.mode == "last"
                or (not self.mode and not now.forward and saturday > today)
                or (self.mode == "this" and not now.forward and saturday > today and today.weekday() < 4)
            ):
                saturday -= 7 * DAY
            elif self.mode == "next":
                saturday += 7 * DAY
        saturday += 7 * self.weeks * DAY
        return Solved(Days(saturday, saturday + DAY), Grain.DAY, basis, interval=True, anchor=anchor)


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast by its rules (``calendar.feast_day``, or a table in the order of years), with or without year."""

    rule: str
    year: int | None = None
    mode: str = ""
    table: tuple[tuple[int, dt.date, dt.date], ...] = ()
    grain: Grain = Grain.DAY
    carries: bool = False

    @property
    def relative(self) -> bool:
        """Whether the year is wanting."""
        return self.year is None

    def solve(self, now: Now) -> Solved:
        """The feast's own days."""
        if self.year is not None:
            days, basis = self.days(self.year)[0], None
        elif now.year is not None and not self.mode:
            days, basis = self.days(now.year)[0], "text"
        else:
            candidates = [d for y in years_near(now, 2, 2) for d in self.days(y, strict=False)]
            if not candidates:
                raise ValueError("no such feast")
            days, basis = pick(candidates, now, self.mode), "anchor"
        return Solved(Days(*days), Grain.DAY, basis, interval=days.lo != days.hi, anchor=now.year_anchor)

    def days(self, year: int, strict: bool = True) -> list[Stretch]:
        """Its days in ``year``. Errors: ValueError, when ``strict``, where it has none."""
        rows = self.table[bisect_left(self.table, (year,)) : bisect_left(self.table, (year + 1,))]
        found = [Stretch(lo, hi) for _, lo, hi in rows] if self.table else [feast_day(self.rule, year)]
        if strict and not found:
            raise ValueError("no such feast")
        return found


@dataclass(frozen=True, slots=True)
class Clocked:
    """A day with a time: ``clock`` is ISO 8601 (``T17``, ``T19:37``, ``T20:53Z``) or empty for a part of the day."""

    inner: Expression
    clock: str

    @property
    def grain(self) -> Grain:
        """Minute or hour; a part of a day keeps grain day."""
        return Grain.MINUTE if ":" in self.clock else Grain.HOUR if self.clock else self.inner.grain

    @property
    def relative(self) -> bool:
        """That of the day."""
        return self.inner.relative

    @property
    def carries(self) -> bool:
        """That of the day."""
        return self.inner.carries

    def solve(self, now: Now) -> Solved:
        """The day, with its time in the value."""
        at = self.inner.solve(now)
        lo, hi = at.days
        return replace(at, grain=self.grain, edtf=lo.isoformat() + self.clock if lo is not None and lo == hi else None)
