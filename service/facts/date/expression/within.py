"""Expressions made of others: parts, counted units, offsets, weeks by a day of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from service.facts.date.calendar import DAY, Days, Stretch, moved, nth_weekday, part_of, unit_of, week_of
from service.facts.date.expression.base import Expression, Now, Solved
from service.facts.date.expression.days import CalendarDay, MonthDay, Weekday
from service.facts.date.expression.units import Unit
from service.model import Grain

_YEAR_BEFORE = Unit(Grain.YEAR, -1)


def _told_as_past(found: Solved, now: Now) -> bool:
    """Whether what lies ahead is told of as past."""
    return now.past and now.day is not None and found.days.lo is not None and found.days.lo > now.day


@dataclass(frozen=True, slots=True)
class Part:
    """Early, mid, late, a half, or the rest of something: "late September", "the rest of the year". ``years_own`` as of ``Nth``."""

    inner: Expression
    part: str
    years_own: bool = False

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
        found = self._of(self.inner.solve(now), now)
        return self._of(_YEAR_BEFORE.solve(now), now) if self.years_own and _told_as_past(found, now) else found

    def _of(self, whole: Solved, now: Now) -> Solved:
        """The part of a stretch."""
        if self.part == "rest":
            return replace(whole, days=Days(max(now.today(), whole.stretch.lo), whole.days.hi), interval=True, edtf=None, basis="anchor")
        if self.part == "so_far":
            return replace(whole, days=Days(whole.days.lo, min(now.today(), whole.stretch.hi)), interval=True, edtf=None, basis="anchor")
        return replace(whole, days=Days(*part_of(whole.stretch, whole.grain, self.part)), interval=whole.grain is not Grain.DAY, edtf=None)


@dataclass(frozen=True, slots=True)
class Nth:
    """The ``n``-th unit or weekday of a stretch, from its end where ``n`` is negative: "the first Monday of next month".

    ``years_own``: of "the year", the last before where it is told of as past and would lie ahead.
    """

    n: int
    inner: Expression
    unit: Grain | None = None
    weekday: int | None = None
    count: int = 1
    years_own: bool = False
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
        found = self._of(self.inner.solve(now))
        return self._of(_YEAR_BEFORE.solve(now)) if self.years_own and _told_as_past(found, now) else found

    def _of(self, whole: Solved) -> Solved:
        """Its days within a stretch."""
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
        if self.inner is not None and self.inner.grain in (Grain.DAY, Grain.WEEK, Grain.MONTH):
            return min((self.inner.grain, *(g for g, _ in self.units)), key=list(Grain).index)
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
class WeekdayBy:
    """The weekday next before or after a date: "the Friday before Christmas"."""

    weekday: int
    inner: Expression
    after: bool
    grain: Grain = Grain.DAY
    carries: bool = False

    @property
    def relative(self) -> bool:
        """That of the date."""
        return self.inner.relative

    def solve(self, now: Now) -> Solved:
        """The day."""
        at = self.inner.solve(now)
        lo, hi = at.stretch
        day = hi + ((self.weekday - hi.weekday() - 1) % 7 + 1) * DAY if self.after else lo - ((lo.weekday() - self.weekday - 1) % 7 + 1) * DAY
        return Solved(Days(day, day), Grain.DAY, at.basis, anchor=at.anchor)


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
