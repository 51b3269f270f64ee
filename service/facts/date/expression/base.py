"""What every date expression shares: what it is solved from, what it is solved to, and how near ones are chosen.

Each expression answers ``solve(now)`` with a ``Solved`` stretch of the calendar. Errors: ``NoAnchor`` where it needs a day that is not known;
ValueError or OverflowError where the calendar has no such day.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from service.facts.date.calendar import Days, Stretch, edtf_interval, edtf_unit
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
    the text gives to days and months without one, and ``year_anchor`` the EDTF of where it comes from. ``month``: the first day of the month or day
    named last, which days without a month follow. ``southern``: the seasons are. ``past``: its clause looks back, so that no part of a year lies ahead.
    """

    day: dt.date | None
    forward: bool = False
    nearest: bool = False
    named: Solved | None = None
    year: int | None = None
    year_anchor: str | None = None
    southern: bool = False
    month: dt.date | None = None
    past: bool = False

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


def years_near(now: Now, back: int = 1, on: int = 1) -> list[int]:
    """The years around the anchor, within the calendar. Errors: NoAnchor."""
    today = now.today()
    return [y for y in range(today.year - back, today.year + on + 1) if 1 <= y <= 9999]


def pick(candidates: list[Stretch], now: Now, mode: str) -> Stretch:
    """``last``: before the anchor's; ``next``: after it; ``this``: of the anchor's year; else by tense."""
    today = now.today()
    if mode == "last":
        return next(c for c in reversed(candidates) if c.hi < today)
    if mode == "next":
        return next(c for c in candidates if c.lo > today)
    if mode == "this":
        return next((c for c in candidates if c.lo.year == today.year), candidates[0])
    return _near(candidates, now)


def finest(*expressions: Expression) -> Grain:
    """The finest grain of several expressions."""
    return min((e.grain for e in expressions), key=list(Grain).index)
