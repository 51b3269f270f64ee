"""Arithmetic of the calendar: units, their first and last days, feasts, and EDTF (ISO 8601-2).

Everything is in whole days of the proleptic Gregorian calendar, years 1 to 9999. A day outside it raises ValueError or
OverflowError, which callers read as "no such day". Weeks run from Monday to Sunday (ISO 8601).
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from typing import NamedTuple

from service.model import Grain

DAY = dt.timedelta(days=1)
SPANS = {Grain.DECADE: 10, Grain.CENTURY: 100}
MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.SEASON: 3, Grain.YEAR: 12, Grain.DECADE: 120, Grain.CENTURY: 1200}


class Days(NamedTuple):
    """First and last day of a stretch, inclusive; None where it is open."""

    lo: dt.date | None
    hi: dt.date | None


class Stretch(NamedTuple):
    """First and last day of a stretch, inclusive."""

    lo: dt.date
    hi: dt.date


def month_of(year: int, month: int) -> Stretch:
    """The days of a month; ``month`` may lie outside 1 to 12 and then counts on from ``year``."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Stretch(dt.date(year, month, 1), dt.date(year, month, monthrange(year, month)[1]))


def months_of(year: int, month: int, count: int) -> Stretch:
    """``count`` months from a month on."""
    return Stretch(month_of(year, month).lo, month_of(year, month + count - 1).hi)


def years_of(year: int, count: int = 1) -> Stretch:
    """``count`` calendar years from ``year`` on; year 0 counts as year 1, the first there is."""
    return Stretch(dt.date(max(year, 1) if count > 1 else year, 1, 1), dt.date(year + count - 1, 12, 31))


def week_of(day: dt.date, by: int = 0) -> Stretch:
    """The week, Monday first, that lies ``by`` weeks from that of ``day``."""
    monday = day + (7 * by - day.weekday()) * DAY
    return Stretch(monday, monday + 6 * DAY)


def unit_of(grain: Grain, day: dt.date, by: int = 0) -> Stretch:
    """The calendar unit that lies ``by`` units from the one that holds ``day``. A season is by the month: see ``season_of``."""
    if grain is Grain.WEEK:
        return week_of(day, by)
    if grain is Grain.MONTH:
        return month_of(day.year, day.month + by)
    if grain is Grain.QUARTER:
        return months_of(day.year, (day.month - 1) // 3 * 3 + 1 + 3 * by, 3)
    if grain is Grain.YEAR:
        return years_of(day.year + by)
    if grain in SPANS:
        size = SPANS[grain]
        return years_of(day.year // size * size + size * by, size)
    return Stretch(day + by * DAY, day + by * DAY)


def season_of(year: int, season: int, southern: bool = False) -> Stretch:
    """Meteorological season 0 spring, 1 summer, 2 autumn, 3 winter of ``year``; winter (southern: summer) runs into the next."""
    month = (9, 12, 3, 6)[season] if southern else (3, 6, 9, 12)[season]
    return months_of(year, month, 3)


def moved(day: dt.date, grain: Grain, by: int) -> dt.date:
    """The day ``by`` units from ``day``; a day that its month lacks becomes the month's last ("a month after 31 January")."""
    if grain in MONTHS:
        first = month_of(day.year, day.month + MONTHS[grain] * by)
        return first.lo.replace(day=min(day.day, first.hi.day))
    return day + (7 * by if grain is Grain.WEEK else by) * DAY


def easter(year: int) -> dt.date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return dt.date(year, f // 31, f % 31 + 1)


def nth_weekday(stretch: Stretch, weekday: int, n: int) -> dt.date:
    """The ``n``-th weekday of a stretch, from its end where ``n`` is negative. Errors: ValueError where there is none."""
    if n > 0:
        day = stretch.lo + ((weekday - stretch.lo.weekday()) % 7 + 7 * (n - 1)) * DAY
    else:
        day = stretch.hi - ((stretch.hi.weekday() - weekday) % 7 + 7 * (-n - 1)) * DAY
    if not stretch.lo <= day <= stretch.hi:
        raise ValueError("no such weekday")
    return day


def feast_day(rule: str, year: int) -> Stretch:
    """The days of a feast in ``year``.

    ``rule``: ``12-25``; ``12-25+1`` (days after); ``easter-2``; ``05 mon 1`` and ``05 mon -1`` (n-th weekday of a month, ``+1`` days after
    it); a second rule behind ``..`` is the last day. Errors: ValueError where the year has no such day.
    """
    if ".." in rule:
        first, last = rule.split("..")
        lo, hi = feast_day(first, year).lo, feast_day(last, year).hi
        return Stretch(lo, hi if hi >= lo else feast_day(last, year + 1).hi)
    name, sign, rest = rule, 0, ""
    for mark in ("+", "~"):
        if mark in rule:
            name, rest = rule.split(mark)
            sign = 1 if mark == "+" else -1
    shift = sign * int(rest or 0) * DAY
    if name == "easter":
        day = easter(year)
    elif " " in name:
        month, weekday, n = name.split()
        day = nth_weekday(month_of(year, int(month)), ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(weekday), int(n))
    else:
        day = dt.date(year, int(name[:2]), int(name[3:]))
    return Stretch(day + shift, day + shift)


def part_of(stretch: Stretch, grain: Grain, part: str) -> Stretch:
    """Early, mid or late, or the first or second half, of a stretch.

    Thirds by the contract's convention: of a month days 1 to 10, 11 to 20 and the rest; of a week Monday to Wednesday, Tuesday to Friday for its
    middle, Friday to Sunday; of a year four months each; of longer stretches thirds of their years.
    """
    lo, hi = stretch
    if grain is Grain.DAY:
        return stretch
    if part in ("first_half", "second_half"):
        middle = (
            month_of(lo.year, lo.month + MONTHS[grain] // 2).lo if grain in (Grain.YEAR, Grain.DECADE, Grain.CENTURY) else lo + (hi - lo + DAY) // 2
        )
        return Stretch(lo, middle - DAY) if part == "first_half" else Stretch(middle, hi)
    third = {"early": 0, "start": 0, "mid": 1, "late": 2, "end": 2}[part]
    if grain is Grain.WEEK:
        return (Stretch(lo, lo + 2 * DAY), Stretch(lo + DAY, lo + 4 * DAY), Stretch(hi - 2 * DAY, hi))[third]
    if grain is Grain.MONTH:
        return (Stretch(lo, lo + 9 * DAY), Stretch(lo + 10 * DAY, lo + 19 * DAY), Stretch(lo + 20 * DAY, hi))[third]
    if grain in SPANS:
        size = SPANS[grain]
        a, b = (round(size * third / 3 + 0.4), round(size * (third + 1) / 3 + 0.4)) if third < 2 else (round(size * 2 / 3 + 0.4), size)
        return Stretch(dt.date(max(lo.year // size * size + a, 1), 1, 1), dt.date(lo.year // size * size + b - 1, 12, 31))
    size = MONTHS[grain] // 3
    first = month_of(lo.year, lo.month + third * size)
    return Stretch(first.lo, month_of(first.lo.year, first.lo.month + size - 1).hi)


# --- EDTF -----------------------------------------------------------------------------------------------------------


def edtf_unit(lo: dt.date, hi: dt.date, grain: Grain) -> str | None:
    """EDTF of a stretch that is exactly one unit of ``grain``: 2022-10-03, 2022-11, 2022, 197X, 19XX, 2022-35; None where it is not."""
    if lo == hi:
        return lo.isoformat() if grain in (Grain.DAY, Grain.HOUR, Grain.MINUTE) else None
    if grain is Grain.MONTH and Stretch(lo, hi) == month_of(lo.year, lo.month):
        return f"{lo.year:04d}-{lo.month:02d}"
    if grain is Grain.QUARTER and Stretch(lo, hi) == unit_of(grain, lo):
        return f"{lo.year:04d}-{33 + (lo.month - 1) // 3}"
    if (lo.month, lo.day, hi.month, hi.day) == (1, 1, 12, 31):
        if grain is Grain.YEAR and lo.year == hi.year:
            return f"{lo.year:04d}"
        size = SPANS.get(grain)
        if size and hi.year - hi.year % size == lo.year - lo.year % size and hi.year % size == size - 1:
            return f"{hi.year:04d}"[: -len(str(size - 1))] + "X" * len(str(size - 1))
    return None


def edtf_interval(lo: dt.date | None, hi: dt.date | None, grain: Grain) -> str:
    """EDTF of an interval: both ends as coarse as both truly are, and as coarse as ``grain``."""
    first, last = edtf_end(lo, grain, first=True), edtf_end(hi, grain, first=False)
    if lo is not None and hi is not None and (len(first) != len(last) or (len(first) == 7 and grain is Grain.YEAR)):
        return f"{lo.isoformat()}/{hi.isoformat()}"
    return f"{first}/{last}"


def edtf_end(day: dt.date | None, grain: Grain, *, first: bool) -> str:
    """The ``first`` or last day of an interval as EDTF, as coarse as it truly is within ``grain``; two points where it is open."""
    if day is None:
        return ".."
    if grain in (Grain.YEAR, Grain.DECADE, Grain.CENTURY) and (day.month, day.day) == ((1, 1) if first else (12, 31)):
        return f"{day.year:04d}"
    whole = day.day == (1 if first else monthrange(day.year, day.month)[1])
    if whole and grain in (Grain.MONTH, Grain.QUARTER, Grain.SEASON, Grain.YEAR, Grain.DECADE, Grain.CENTURY):
        return f"{day.year:04d}-{day.month:02d}"
    return day.isoformat()
