"""Date expressions: what a rule read, before it is known on which day it was said.

Each expression answers ``solve(now)`` with a ``Solved`` stretch of the calendar. Errors: ``NoAnchor`` where it needs a day that is not known;
ValueError or OverflowError where the calendar has no such day.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Protocol

from service.facts.date.calendar import (
    DAY,
    Days,
    Stretch,
    edtf_interval,
    edtf_unit,
    feast_day,
    month_of,
    months_of,
    moved,
    nth_weekday,
    part_of,
    season_of,
    unit_of,
    week_of,
    years_of,
)  # fmt: skip
from service.model import Grain


class NoAnchor(Exception):
    """The expression is relative and no day is known to count from; ``text``: to a date named before, of which there is none."""

    def __init__(self, text: bool = False) -> None:
        super().__init__()
        self.text = text


@dataclass(frozen=True, slots=True)
class Solved:
    """A stretch of the calendar. ``basis``: None for an absolute date, ``anchor``, or ``text`` with the ``anchor`` as EDTF."""

    days: Days
    grain: Grain
    basis: str | None = None
    interval: bool = False
    edtf: str | None = None
    anchor: str | None = None

    @property
    def value(self) -> str:
        """The stretch as EDTF."""
        lo, hi = self.days
        if self.edtf:
            return self.edtf
        unit = edtf_unit(lo, hi, self.grain) if lo and hi and not self.interval else None
        return unit or edtf_interval(lo, hi, self.grain)

    @property
    def type(self) -> str:
        """``date`` for one unit of the calendar, else ``interval``."""
        return "interval" if "/" in self.value else "date"

    @property
    def stretch(self) -> Stretch:
        """Both ends. Errors: ValueError where one is open."""
        lo, hi = self.days
        if lo is None or hi is None:
            raise ValueError("an open interval has no such part")
        return Stretch(lo, hi)


@dataclass(frozen=True, slots=True)
class Now:
    """What an expression is counted from.

    ``day``: the anchor, None if unknown. ``forward``: its clause looks ahead; ``nearest``: it says nothing. ``named``: the date last named in the turn. ``year``: a year that
    the text gives to days and months without one, and ``year_anchor`` the EDTF of where it comes from. ``southern``: the seasons are.
    """

    day: dt.date | None
    forward: bool = False
    nearest: bool = False
    named: Solved | None = None
    year: int | None = None
    year_anchor: str | None = None
    southern: bool = False
    financial: str = "04-06"

    def today(self) -> dt.date:
        """The anchor. Errors: NoAnchor."""
        if self.day is None:
            raise NoAnchor
        return self.day

    def last_named(self) -> Solved:
        """The date last named. Errors: NoAnchor."""
        if self.named is None or self.named.days.lo is None or self.named.days.hi is None:
            raise NoAnchor(text=True)
        return self.named


class Expression(Protocol):
    """Anything that can be solved; ``grain`` and ``relative`` hold without an anchor, ``carries`` that a stretch as anchor is carried over."""

    @property
    def grain(self) -> Grain:
        """The unit that it counts in."""
        ...

    @property
    def relative(self) -> bool:
        """Whether it needs an anchor."""
        ...

    @property
    def carries(self) -> bool:
        """Whether it moves day by day with its anchor."""
        ...

    def solve(self, now: Now) -> Solved:
        """The stretch that it means."""
        ...


def _near(candidates: list[Stretch], now: Now) -> Stretch:
    """The candidate that the tense asks for: the last that has begun, or the first that is not over."""
    today = now.today()
    if now.nearest:
        return min(candidates, key=lambda c: (c.lo - today).days if c.lo > today else max(0, (today - c.hi).days))
    if now.forward:
        return next((c for c in candidates if c.hi >= today), candidates[-1])
    return next((c for c in reversed(candidates) if c.lo <= today), candidates[0])


def _years(now: Now, back: int = 1, on: int = 1) -> list[int]:
    today = now.today()
    return [y for y in range(today.year - back, today.year + on + 1) if 1 <= y <= 9999]


def _pick(candidates: list[Stretch], now: Now, mode: str) -> Stretch:
    """``last``: before the anchor's; ``next``: after it; ``this``: of the anchor's year; else by tense."""
    today = now.today()
    if mode == "last":
        return next(c for c in reversed(candidates) if c.hi < today)
    if mode == "next":
        return next(c for c in candidates if c.lo > today)
    if mode == "this":
        return next((c for c in candidates if c.lo.year == today.year), candidates[0])
    return _near(candidates, now)


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
        day = _pick([Stretch(d, d) for d in fits], now, self.mode).lo
        if self.weekday is not None and day.weekday() != self.weekday:
            fitting = [d for d in self.days(now, 12, 6) if d.weekday() == self.weekday]
            near = [d for d in fitting if abs((d - now.today()).days) <= 200] or [d for d in fitting if d <= now.today() and not now.forward]
            if near:
                day = min(near, key=lambda d: abs((d - now.today()).days))
        return Solved(Days(day, day), Grain.DAY, "anchor")

    def days(self, now: Now, back: int, on: int = 8) -> list[dt.date]:
        """The day in the years around the anchor. Errors: ValueError where none has it."""
        found = []
        for year in _years(now, back, on):
            try:
                found.append(dt.date(year, self.month, self.day))
            except ValueError:
                continue  # 29 February
        if not found:
            raise ValueError("no such day")
        return found


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day without its month: "the 22nd", "Friday the 22nd"."""

    day: int
    weekday: int | None = None
    grain: Grain = Grain.DAY
    relative: bool = True
    carries: bool = False

    def solve(self, now: Now) -> Solved:
        """The nearest month's such day, in which it falls on that weekday."""
        today = now.today()
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
class Month:
    """A month, with or without year; ``mode`` last, next, this or none."""

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
        return Solved(Days(*_pick([month_of(y, self.month) for y in _years(now, 2, 2)], now, self.mode)), Grain.MONTH, "anchor")


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
class Weekday:
    """A weekday by its name.

    ``mode``: none by tense, ``last``, ``next`` (of next week), ``coming``, ``this`` (of this week), ``that`` (after the date named last).
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
        return self.mode not in ("that", "following")

    def solve(self, now: Now) -> Solved:
        """The day."""
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
            if self.mode == "last" or (not self.mode and not now.forward and saturday > today) or (self.mode == "this" and not now.forward and saturday > today and today.weekday() < 4):
                saturday -= 7 * DAY
            elif self.mode == "next":
                saturday += 7 * DAY
        saturday += 7 * self.weeks * DAY
        return Solved(Days(saturday, saturday + DAY), Grain.DAY, basis, interval=True, anchor=anchor)


@dataclass(frozen=True, slots=True)
class Running:
    """A stretch that ends on the anchor or starts from it: "the last two years", "over the next month". ``by`` is negative for the past."""

    grain: Grain
    by: int
    relative: bool = True
    carries: bool = False

    def solve(self, now: Now) -> Solved:
        """Its days, the anchor's among them."""
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
            candidates = [season_of(y, self.season, now.southern) for y in _years(now, 2, 2) if y < 9999]
            if self.mode == "this":
                today = now.today()
                found = next((c for c in candidates if c.lo <= today <= c.hi), None) or next(c for c in candidates if c.lo.year == today.year)
            else:
                found = _pick(candidates, now, self.mode)
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
class Feast:
    """A feast by its rules (``calendar.feast_day``, or a table of years), with or without year."""

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
            candidates = [d for y in _years(now, 2, 2) for d in self.days(y, strict=False)]
            if not candidates:
                raise ValueError("no such feast")
            days, basis = _pick(candidates, now, self.mode), "anchor"
        return Solved(Days(*days), Grain.DAY, basis, interval=days.lo != days.hi, anchor=now.year_anchor)

    def days(self, year: int, strict: bool = True) -> list[Stretch]:
        """Its days in ``year``. Errors: ValueError, when ``strict``, where it has none."""
        found = [Stretch(lo, hi) for y, lo, hi in self.table if y == year] if self.table else [feast_day(self.rule, year)]
        if strict and not found:
            raise ValueError("no such feast")
        return found


@dataclass(frozen=True, slots=True)
class Part:
    """Early, mid, late, a half, or the rest of something: "late September", "the rest of the year"."""

    inner: Expression
    part: str

    @property
    def grain(self) -> Grain:
        """That of the whole."""
        return self.inner.grain

    @property
    def relative(self) -> bool:
        """That of the whole, and of all that is left."""
        return self.inner.relative or self.part in ("rest", "so_far")

    @property
    def carries(self) -> bool:
        """Never: parts are coarser than days."""
        return False

    def solve(self, now: Now) -> Solved:
        """The part's days."""
        whole = self.inner.solve(now)
        if self.part == "rest":
            return replace(whole, days=Days(max(now.today(), whole.stretch.lo), whole.days.hi), interval=True, edtf=None, basis="anchor")
        if self.part == "so_far":
            return replace(whole, days=Days(whole.days.lo, min(now.today(), whole.stretch.hi)), interval=True, edtf=None, basis="anchor")
        return replace(whole, days=Days(*part_of(whole.stretch, whole.grain, self.part)), interval=whole.grain is not Grain.DAY, edtf=None)


@dataclass(frozen=True, slots=True)
class Nth:
    """The ``n``-th unit or weekday of a stretch, from its end where ``n`` is negative: "the first Monday of next month"."""

    n: int
    inner: Expression
    unit: Grain | None = None
    weekday: int | None = None
    count: int = 1
    carries: bool = False

    @property
    def grain(self) -> Grain:
        """The unit's, or day."""
        return self.unit or Grain.DAY

    @property
    def relative(self) -> bool:
        """That of the whole."""
        return self.inner.relative

    def solve(self, now: Now) -> Solved:
        """Its days. A week belongs to the stretch that holds its Thursday (ISO 8601)."""
        whole = self.inner.solve(now)
        lo, hi = whole.stretch
        if self.weekday is not None:
            day = nth_weekday(Stretch(lo, hi), self.weekday, self.n)
            return Solved(Days(day, day), Grain.DAY, whole.basis, anchor=whole.anchor)
        assert self.unit is not None
        if self.unit is Grain.WEEK:
            first, last = week_of(lo + 3 * DAY if lo.weekday() > 3 else lo), week_of(hi - 3 * DAY if hi.weekday() < 3 else hi)
        else:
            first, last = unit_of(self.unit, lo), unit_of(self.unit, hi)
        start = unit_of(self.unit, first.lo, self.n - 1) if self.n > 0 else unit_of(self.unit, last.lo, self.n + 1)
        end = unit_of(self.unit, start.lo, self.count - 1) if self.n > 0 else start
        if self.n < 0 and self.count > 1:
            start = unit_of(self.unit, last.lo, -self.count + 1)
            end = last
        if start.lo > hi or end.hi < lo:
            raise ValueError("no such unit")
        return Solved(Days(start.lo, end.hi), self.unit, whole.basis, interval=self.count > 1, anchor=whole.anchor)


@dataclass(frozen=True, slots=True)
class Inside:
    """Something without its year or month, within a stretch: "Monday of last week", "March last year", "the 20th of next month"."""

    inner: Expression
    outer: Expression

    @property
    def grain(self) -> Grain:
        """That of what is within."""
        return self.inner.grain

    @property
    def relative(self) -> bool:
        """Whether the stretch needs an anchor."""
        return self.outer.relative

    @property
    def carries(self) -> bool:
        """Never."""
        return False

    def solve(self, now: Now) -> Solved:
        """What is within."""
        outer = self.outer.solve(now)
        lo, hi = outer.stretch
        inner = self.inner
        if isinstance(inner, Weekday):
            day = lo + ((inner.weekday - lo.weekday()) % 7) * DAY
            found = Solved(Days(day, day), Grain.DAY)
        elif isinstance(inner, MonthDay):
            found = Solved(Days(lo.replace(day=inner.day), lo.replace(day=inner.day)), Grain.DAY)
        else:
            found = inner.solve(Now(lo, forward=True, nearest=False, southern=now.southern))
        if found.stretch.lo < lo or found.stretch.lo > hi:
            raise ValueError("not within")
        return replace(found, basis=outer.basis, anchor=outer.anchor)


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units after (or before) something: "two days after Christmas", "1 month and 21 days ago", "a week on Tuesday"."""

    inner: Expression | None
    units: tuple[tuple[Grain, int], ...]
    text: bool = False

    @property
    def grain(self) -> Grain:
        """The finest unit counted, or day from a day."""
        return min((g for g, _ in self.units), key=list(Grain).index)

    @property
    def relative(self) -> bool:
        """Whether it needs an anchor."""
        return self.inner is None or self.inner.relative

    @property
    def carries(self) -> bool:
        """Days move with a stretch."""
        return not self.text and self.grain is Grain.DAY and self.inner is not None and self.inner.carries

    def solve(self, now: Now) -> Solved:
        """The unit so far away; from a day of the calendar the very day."""
        if self.text:
            named = now.last_named()
            start, basis, anchor = named, "text", named.value
        elif self.inner is None:
            today = now.today()
            start, basis, anchor = Solved(Days(today, today), self.grain), "anchor", None
        else:
            start = self.inner.solve(now)
            basis, anchor = start.basis or "", start.anchor
        ahead = self.units[0][1] > 0
        day = start.stretch.hi if ahead else start.stretch.lo
        for grain, by in self.units:
            day = moved(day, grain, by)
        grain = Grain.DAY if self.inner is not None and start.grain is Grain.DAY else self.grain
        return Solved(Days(*unit_of(grain, day)), grain, basis or None, anchor=anchor)


@dataclass(frozen=True, slots=True)
class Beside:
    """Units that touch a date: "the week before Christmas", "the day after Boxing Day". ``by`` is negative for before."""

    inner: Expression
    grain: Grain
    by: int
    carries: bool = False

    @property
    def relative(self) -> bool:
        """That of the date."""
        return self.inner.relative

    def solve(self, now: Now) -> Solved:
        """Their days, without the date itself."""
        at = self.inner.solve(now)
        lo, hi = at.stretch
        days = Days(hi + DAY, moved(hi, self.grain, self.by)) if self.by > 0 else Days(moved(lo, self.grain, self.by), lo - DAY)
        return Solved(days, self.grain, at.basis, interval=days.lo != days.hi, anchor=at.anchor)


@dataclass(frozen=True, slots=True)
class RunUp:
    """A stretch that ends with a month or day: "the year to March 2023", "the six months ending 30 June"."""

    inner: Expression
    grain: Grain
    count: int
    carries: bool = False

    @property
    def relative(self) -> bool:
        """That of its end."""
        return self.inner.relative

    def solve(self, now: Now) -> Solved:
        """Its days, those of its end among them."""
        at = self.inner.solve(now)
        following = at.stretch.hi + DAY
        return Solved(Days(moved(following, self.grain, -self.count), at.stretch.hi), self.grain, at.basis, interval=True, anchor=at.anchor)


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


@dataclass(frozen=True, slots=True)
class WeekAt:
    """A week by a day of it: ``ending`` on it, ``beginning`` on it, or ``of`` it."""

    inner: Expression
    edge: str
    count: int = 1
    grain: Grain = Grain.WEEK
    carries: bool = False

    @property
    def relative(self) -> bool:
        """That of its day."""
        return self.inner.relative

    def solve(self, now: Now) -> Solved:
        """The seven days."""
        at = self._monday(now) or self.inner.solve(now)
        lo, hi = at.stretch
        length = (7 * self.count - 1) * DAY
        days = Days(hi - length, hi) if self.edge == "ending" else Days(lo, lo + length) if self.edge == "beginning" else Days(*week_of(lo))
        return Solved(days, Grain.WEEK, at.basis, anchor=at.anchor)

    def _monday(self, now: Now) -> Solved | None:
        """A day and month on which a week begins, in the near year in which it is a Monday."""
        day = self.inner
        if self.edge != "beginning" or not isinstance(day, CalendarDay) or day.year is not None or now.year is not None:
            return None
        mondays = [d for d in day.days(now, 1, 1) if d.weekday() == 0]
        nearest = min(mondays, key=lambda d: abs((d - now.today()).days), default=None)
        return Solved(Days(nearest, nearest), Grain.DAY, "anchor") if nearest else None


@dataclass(frozen=True, slots=True)
class WeekendOf:
    """The Saturday and Sunday nearest a day: "the weekend of 5 March"."""

    inner: Expression
    grain: Grain = Grain.DAY
    carries: bool = False

    @property
    def relative(self) -> bool:
        """That of its day."""
        return self.inner.relative

    def solve(self, now: Now) -> Solved:
        """The two days."""
        at = self.inner.solve(now)
        lo = at.stretch.lo
        saturday = lo + ((5 - lo.weekday() + 3) % 7 - 3) * DAY
        return Solved(Days(saturday, saturday + DAY), Grain.DAY, at.basis, interval=True, anchor=at.anchor)


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


def finest(*expressions: Expression) -> Grain:
    """The finest grain of several expressions."""
    return min((e.grain for e in expressions), key=list(Grain).index)
