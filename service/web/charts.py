"""The page's three charts, as positions in percent: who said how many, casualties, and the dates in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from service.output.as_rows import NAMES, bounded, stretch


@dataclass(frozen=True, slots=True)
class Tally:
    """How many facts of each kind somebody said; ``shares`` are (kind, x, width) in percent of the longest bar."""

    name: str
    total: int
    shares: tuple[tuple[str, float, float], ...]


def tallies(said: Iterable[tuple[str, str]]) -> list[Tally]:
    """Who said how many, most first, from a (name, kind) for each fact."""
    counts: dict[str, dict[str, int]] = {}
    for name, kind in said:
        by_kind = counts.setdefault(name, {})
        by_kind[kind] = by_kind.get(kind, 0) + 1
    most = max((sum(c.values()) for c in counts.values()), default=1)
    drawn = []
    for name, by_kind in sorted(counts.items(), key=lambda item: (-sum(item[1].values()), item[0])):
        x = 0.0
        shares = []
        for kind in NAMES:
            width = 100 * by_kind.get(kind, 0) / most
            if width:
                shares.append((kind, round(x, 3), round(width, 3)))
            x += width
        drawn.append(Tally(name, sum(by_kind.values()), tuple(shares)))
    return drawn


@dataclass(frozen=True, slots=True)
class Bar:
    """A casualty count: what is sure, and what is only a bound, in percent of its harm's largest; ``open`` where no upper bound is known."""

    id: str
    words: str
    figure: str
    sure: float
    bound: float
    open: bool
    part: bool


ROOM = 0.85
"""Share of the width that bars leave for what has no upper bound."""


def bars(facts: Iterable[Mapping[str, Any]]) -> dict[str, list[Bar]]:
    """The counts by harm; bars of one harm share one linear scale."""
    by_harm: dict[str, list[Mapping[str, Any]]] = {}
    for fact in facts:
        by_harm.setdefault(fact["harm"].replace("_", " "), []).append(fact)
    drawn: dict[str, list[Bar]] = {}
    for harm, counted in by_harm.items():
        drawn[harm] = []
        most = (max(max(_ends(f["count"])) for f in counted) or 1) / (ROOM if any(_open(f["count"]) for f in counted) else 1)
        for f in counted:
            low, high = _ends(f["count"])
            number = f["count"]
            drawn[harm].append(
                Bar(
                    f["id"], f["text"], bounded(number), round(100 * low / most, 3), round(100 * (high - low) / most, 3),
                    _open(number), f["subset_of"] is not None,
                )
            )  # fmt: skip
    return drawn


def _open(number: Mapping[str, Any]) -> bool:
    return number["max"] is None and number["qualifier"] not in {"exact", "about"}


def _ends(number: Mapping[str, Any]) -> tuple[int, int]:
    low = number["min"] if number["min"] is not None else number["value"] if number["qualifier"] == "about" else 0
    high = number["max"] if number["max"] is not None else number["value"] if number["value"] is not None else low
    return low or 0, max(low or 0, high or 0)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date on the time line: x and width in percent, y the lane."""

    id: str
    words: str
    days: str
    x: float
    width: float
    lane: int


@dataclass(frozen=True, slots=True)
class TimeLine:
    """The dates of a transcript on one axis; ``ticks`` are (x in percent, label)."""

    moments: tuple[Moment, ...]
    ticks: tuple[tuple[float, str], ...]
    lanes: int


LANES = 6
_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
_NARROWEST = 0.6
"""Percent: what a single day is drawn as."""


def time_line(facts: Iterable[Mapping[str, Any]]) -> TimeLine | None:
    """The dates whose days are known on one linear axis; None where there are fewer than two different ones."""
    dated = [(f, *days) for f in facts if (days := _days(f)) is not None]
    if len({(first, last) for _, first, last in dated}) < 2:
        return None
    start = min(first for _, first, _ in dated)
    length = max(last for _, _, last in dated) - start + 1
    ends = [-1.0] * LANES
    moments = []
    for f, first, last in sorted(dated, key=lambda d: (d[1], d[2])):
        width = max(_NARROWEST, 100 * (last - first + 1) / length)
        x = min(100 - width, 100 * (first - start) / length)
        lane = next((n for n in range(LANES) if ends[n] <= x), LANES - 1)
        ends[lane] = max(ends[lane], x + width + 0.3)
        moments.append(Moment(f["id"], f["text"], stretch(f), round(x, 3), round(width, 3), lane))
    return TimeLine(tuple(moments), _ticks(start, length), max(m.lane for m in moments) + 1)


def _days(date: Mapping[str, Any]) -> tuple[int, int] | None:
    """First and last day as ordinals; an open end is drawn at its other end."""
    first, last = date["earliest"] or date["latest"], date["latest"] or date["earliest"]
    try:
        return dt.date.fromisoformat(first).toordinal(), dt.date.fromisoformat(last).toordinal()
    except (TypeError, ValueError):
        return None


def _ticks(start: int, days: int) -> tuple[tuple[float, str], ...]:
    """At most eight round months or years."""
    step = next((s for s in _STEPS if days / (s * 30.44) <= 8), _STEPS[-1])
    first = dt.date.fromordinal(start)
    month = first.year * 12 + first.month - 1
    ticks = []
    for at in range(month + -month % step, dt.MAXYEAR * 12, step):
        date = dt.date(at // 12, at % 12 + 1, 1)
        x = 100 * (date.toordinal() - start) / days
        if x > 97:
            break
        if x >= 0:
            ticks.append((round(x, 3), str(date.year) if step >= 12 else f"{date:%b} {date.year}"))
    return tuple(ticks)
