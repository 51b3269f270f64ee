"""Dates in figures, and the forms with a month's name that dateparser reads for us."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

AMERICAN = frozenset(("en-US",))
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12}
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2}|[ivxIVX]{1,4})\2(\d{4}|\d{2})")
_SHORT = re.compile(r"(\d{1,2})([-/.])(\d{1,2})")
_MONTH_LAST = re.compile(r"(\d{4})[-/](\d{1,2})|(\d{1,2})[-/.](\d{4})")
_YEAR_BEHIND = re.compile(r"(?<=[a-z])-(?=\d{4}$)", re.IGNORECASE)
LONGEST = 40
"""Characters beyond which no date in figures goes."""


def full_year(year: int) -> int:
    """A year of two digits: 40 to 99 of the last century, the rest of this one."""
    return year if year > 99 else 1900 + year if year >= 40 else 2000 + year


def written_day(text: str, locale: str) -> dt.date | None:
    """A full date in figures: 2023-03-12, 12/03/2023, 12.iii.2023; day and month in the locale's order, in the other only where that cannot be."""
    if m := _YEAR_FIRST.fullmatch(text):
        return _day(int(m[1]), int(m[3]), int(m[4])) or _day(int(m[1]), int(m[4]), int(m[3]))
    if m := _YEAR_LAST.fullmatch(text):
        if not m[3].isdigit():
            return _day(full_year(int(m[4])), ROMAN.get(m[3].lower(), 0), int(m[1])) if m[2] == "." else None
        return ordered(int(m[1]), int(m[3]), full_year(int(m[4])), locale)
    if len(text) == 8 and text.isdigit() and "19" <= text[:2] <= "20":
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    return None


def written_month(text: str) -> tuple[int, int] | None:
    """Year and month in figures: 2016/11, 11-2016."""
    m = _MONTH_LAST.fullmatch(text)
    if m is None:
        return None
    year, month = (int(m[1]), int(m[2])) if m[1] else (int(m[4]), int(m[3]))
    return (year, month) if 1 <= month <= 12 and 1500 <= year <= 2199 else None


def written_short(text: str, locale: str) -> tuple[int, int] | None:
    """Month and day in figures: 22/04, 4/22."""
    m = _SHORT.fullmatch(text)
    day = ordered(int(m[1]), int(m[3]), 2000, locale) if m else None
    return (day.month, day.day) if day else None


def ordered(a: int, b: int, year: int, locale: str) -> dt.date | None:
    """Two numbers as day and month in the locale's order, else in the other."""
    first, second = ((a, b), (b, a)) if locale in AMERICAN else ((b, a), (a, b))
    return _day(year, *first) or _day(year, *second)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


@cache
def _parser(order: str) -> DateDataParser:
    from dateparser.date import DateDataParser  # noqa: PLC0415  # half a second that most texts never need

    return DateDataParser(
        languages=["en"],
        settings={
            "RELATIVE_BASE": dt.datetime(2000, 1, 1),  # noqa: DTZ001  # naive, as dateparser wants it
            "TIMEZONE": "UTC", "DATE_ORDER": order, "STRICT_DATE_ORDER": "none",
            "STRICT_PARSING": True, "PARSERS": ["absolute-time"],
        },
    )  # fmt: skip


@lru_cache(maxsize=4096)
def library_day(text: str, american: bool) -> tuple[dt.date, str] | None:
    """A full date that our grammar knows by its shape and leaves to dateparser: 2020/23/Sep, Sep-23-2020, Tue, 15 Nov 1994 08:12:31 GMT.

    The day and its clock in ISO 8601, ``T08:12`` or empty. None where year, month or day is wanting, or the calendar has no such day.
    """
    if len(text) > LONGEST:
        return None
    if ":" not in text:
        text = _YEAR_BEHIND.sub(" ", text)  # "01-Jan-1000" is no offset from UTC
    found = _parser("MDY" if american else "DMY").get_date_data(text)
    if found.date_obj is None or not {"year", "month", "day"} <= set(found.parts or ()):
        return None
    clock = found.date_obj.strftime("T%H:%M") if "time" in found.parts else ""
    return found.date_obj.date(), clock
