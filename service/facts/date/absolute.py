"""Dates that name a place in the calendar: days, months, years, decades, quarters, seasons, financial years, feasts."""

from __future__ import annotations

from typing import NamedTuple

from service.facts.date.cursor import Cursor
from service.facts.date.expression import (
    CalendarDay,
    Clocked,
    Expression,
    Feast,
    FinancialYear,
    Fixed,
    Month,
    MonthDay,
    Quarter,
    Season,
    Weekday,
    WeekNumber,
    Years,
)
from service.facts.date.interval import Range
from service.facts.date.numeric import AMERICAN, LONGEST, full_year, library_day, written_day, written_month, written_short
from service.facts.date.words import (
    DECADES,
    EVENTS,
    FULL_WEEKDAYS,
    MONTH_CUES,
    MONTH_FOLLOWERS,
    MONTHS,
    NAME_AFTER,
    NAME_TITLES,
    NUMBERED,
    NUMERIC,
    QUARTERS,
    SEASONS,
    WEAK_MONTHS,
    WEEKDAYS,
    YEAR_KINDS,
    feasts,
    financial_start,
)  # fmt: skip
from service.model import Grain


class Hit(NamedTuple):
    """An expression up to token ``last``, and the rule that read it."""

    last: int
    expression: Expression
    rule: str


_WHOSE = frozenset("his her their my your".split())
_GENERIC = frozenset(["every", "each", "any", "a", "an", "most", "some", "alternate", "other"])
_DATE_CUES = frozenset(["on", "by", "until", "till", "since", "from", "before", "after", "due", "dated", "and", "or", "of", "is", "was", "to", "between", "this", "next", "last", "for"])


def valid(day: CalendarDay) -> bool:
    """Whether the calendar has such a day in any year, or in its own."""
    longest = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[day.month - 1]
    if day.day > longest:
        return False
    return not (day.month == 2 and day.day == 29 and day.year is not None and (day.year % 4 or (day.year % 100 == 0 and day.year % 400)))


def year_after(c: Cursor, j: int) -> tuple[int, int] | None:
    """The year that goes with a day or month before token ``j``: ", 2019", "2019", "of 87", "in 2017"."""
    at = c.skip(j, ",")
    found = c.year(at)
    if found:
        follows = c.word(found[0])
        return None if follows in ("-", "/") and c.joined(found[0]) and c.joined(found[0] + 1) and len(c.word(found[0] + 1)) > 4 else found
    if c.word(at) == "'" and not c.joined(at):
        return None
    if c.word(j) in ("of", "in"):
        at = j + 1
        if c.word(at) == "the" and c.word(at + 1) == "year":
            at += 2
        found = c.year(at)
        if found:
            return found
        two = c.word(at)
        if c.word(j) == "of" and len(two) == 2 and c.digits(at) is not None and not c.word(at + 1).isalpha():
            return at + 1, full_year(int(two))
    return None


def weekday_before(c: Cursor, i: int) -> tuple[int, int | None]:
    """A weekday at ``i`` with what joins it to a date: the index behind and the weekday, or ``i`` and None."""
    weekday = WEEKDAYS.get(c.word(i))
    if weekday is None:
        return i, None
    j = c.skip(i + 1, ".") if c.word(i) not in FULL_WEEKDAYS else i + 1
    return c.skip(j, ",", "-"), weekday


def calendar_day(c: Cursor, i: int) -> Hit | None:
    """A day with its month, in any order, with or without weekday and year."""
    start, weekday = weekday_before(c, i)
    at = c.skip(start, "the") if weekday is not None or c.ordinal(start + 1) else start
    found = c.day(at)
    if found:
        j, day, _ = found
        j = c.skip(j, "of", "day") if c.word(j) != "day" or c.word(j + 1) != "of" else j + 2
        j = c.skip(j, ".", "-") if c.joined(j) else j
        month = c.month(j)
        if month and (c.capital(j) or c.word(j) not in WEAK_MONTHS or found[2] or year_after(c, month[0]) or c.surface(j).islower()):
            return _dated(c, month[0], month[1], day, weekday)
        return None
    month = c.month(start)
    if month is None:
        return None
    j = c.skip(month[0], ",") if c.word(month[0] + 1) == "the" else month[0]
    j = c.skip(j, "the", "/", "-") if c.word(j) != "-" or c.joined(j) else j
    found = c.day(j)
    if found is None or (not found[2] and _counts(c, i, found[0])):
        return None
    return _dated(c, found[0], month[1], found[1], weekday)


def _counts(c: Cursor, i: int, j: int) -> bool:
    """Whether the number that ends at ``j`` counts what follows: "in May 15 people"."""
    if c.word(j) in (":", "%") and c.joined(j):
        return True
    return c.word(i - 1) == "in" and c.word(j).isalpha() and not c.capital(j) and c.word(j) not in MONTH_FOLLOWERS


def _dated(c: Cursor, j: int, month: int, day: int, weekday: int | None) -> Hit | None:
    year = year_after(c, j)
    if year and c.word(year[0]) == "-" and c.joined(year[0]) and c.digits(year[0] + 1, 2) is not None:
        year = None
    made = CalendarDay(month, day, year[1] if year else None, weekday)
    if not valid(made):
        return None
    end = year[0] if year else j
    if weekday is None:  # "Jul 18, Fri"; "18 July (Friday)"
        at = c.skip(end, ",", "(")
        if at > end and c.word(at) in WEEKDAYS and (c.word(end) == "," or c.word(at + 1) == ")") and c.word(at) not in FULL_WEEKDAYS:
            made = CalendarDay(month, day, made.year, WEEKDAYS[c.word(at)])
            end = at + 1 + (c.word(end) == "(")
    return Hit(end, made, "date.day")


def no_such_day(c: Cursor, i: int) -> bool:
    """Whether a number and a month stand at ``i`` that make no day: 31 February."""
    found = c.digits(i, 2)
    month = c.month(i + 1)
    return found is not None and month is not None and calendar_day(c, i) is None


def in_figures(c: Cursor, i: int) -> Hit | None:
    """A date in figures: 12/03/2023, 2023-03-12, 12.03.23, on 22/04, 2016/11."""
    start, weekday = weekday_before(c, i)
    if c.word(i - 1) in ("-", "/", "+") and c.joined(i) and c.word(i - 3) != "/":
        return None
    if c.word(i - 1) in NUMBERED and c.word(i - 1) not in ("about", "around", "than", "most", "some", "only"):
        return None
    if NUMERIC.fullmatch(c.word(start)):
        end = start + 1
    else:
        if c.digits(start, 8) is None:
            return None
        end = start + 1
        mark = c.word(end)
        while end - start < 5 and c.word(end) == mark and mark in ("-", "/", ".") and c.word(end + 1).isalnum() and len(c.word(end + 1)) <= 4:
            end += 2
        if c.word(end) == mark and c.joined(end) and c.joined(end + 1) and c.digits(end + 1, 9) is not None and end - start >= 5:
            return None
    text = "".join(c.word(k) for k in range(start, end))
    tight = all(c.joined(k) for k in range(start + 1, end))
    day = written_day(text, c.locale) if tight or end - start == 5 else None
    if day is None and end - start == 1 and c.digits(start, 4) is not None and tight:
        # 2016 10 16
        text = " ".join(c.norms[start : start + 3])
        if len(c.word(start)) == 4 and c.digits(start + 1, 2) and c.digits(start + 2, 2) and len(text) == 10 and not c.word(start + 3).isalpha():
            day, end = written_day(text.replace(" ", "-"), c.locale), start + 3
    if day is not None:
        made = CalendarDay(day.month, day.day, day.year, weekday)
        if c.word(end) == "t" or c.surface(end)[:1] == "T":
            end, clock = _iso_clock(c, end)
            if clock:
                return Hit(end, Clocked(made, clock), "date.figures")
        return Hit(end, made, "date.figures")
    if end - start != 3:
        return None
    months = written_month(text)
    if (
        months
        and (c.word(start + 1) == "/" or not tight or c.word(i - 1) in _DATE_CUES or len(c.word(start)) == 2 or len(c.word(start + 2)) == 2)
        and not _fiscal_pair(c, start)
    ):
        return Hit(end, Month(months[1], months[0]), "date.figures")
    short = written_short(text, c.locale) if c.word(start + 1) in ("/", "-", ".") else None
    padded = c.word(start + 1) == "/" and len(text) == 5 and "0" in (text[0], text[3]) and c.word(i - 1).isalpha()
    cued = weekday is not None or padded or (c.word(start + 1) == "/" and c.word(i - 1) in _DATE_CUES - {"and", "or", "of", "is", "was", "to"})
    if short and cued and not (c.word(end).isalpha() and c.word(end) not in MONTH_FOLLOWERS and c.word(i - 1) != "on"):
        year = c.year(c.skip(end, ",")) if c.word(end) == "," or c.year(end) else None
        return Hit(year[0] if year else end, CalendarDay(*short, year[1] if year else None, weekday), "date.figures")
    return None


def _iso_clock(c: Cursor, i: int) -> tuple[int, str]:
    """The clock behind the T of an ISO 8601 timestamp, with its zone."""
    surface = c.surface(i)
    hour = surface[1:]
    if not (c.joined(i) and hour.isdigit() and len(hour) == 2 and c.word(i + 1) == ":" and c.digits(i + 2, 2) is not None):
        return i, ""
    end = i + 3
    clock = f"T{hour}:{c.word(i + 2)}"
    if c.word(end) == ":" and c.joined(end) and c.surface(end + 1)[:2].isdigit():
        end += 2
    if c.word(end) == "z" and c.joined(end):
        return end + 1, clock + "Z"
    if c.word(end) in ("+", "-") and c.joined(end) and c.digits(end + 1, 2) is not None:
        end += 2
        if c.word(end) == ":" and c.joined(end):
            end += 2
    return end, clock


def odd_form(c: Cursor, i: int) -> Hit | None:
    """A full date around a month's name in an order or with separators that only dateparser reads: 2020/23/Sep, Sep-23-2020, 2014 Oct. 19."""
    if c.word(i + 1) not in ("-", "/") and not (len(c.word(i)) == 4 and c.digits(i) is not None and c.word(i + 1) in MONTHS):
        return None
    month = number = 0
    j = i
    while j < c.last and j - i < 8:
        word = c.word(j)
        if word in MONTHS and c.capital(j) | (j > i and c.joined(j)):
            month += 1
        elif c.digits(j) is not None:
            number += 1
        elif word not in ("-", "/", ".", ",") and word not in ("st", "nd", "rd", "th"):
            break
        j += 1
        if month == 1 and number == 2 and c.word(j - 1) not in ("-", "/", ".", ","):
            j = c.skip(j, "st", "nd", "rd", "th")
            text = c.tokens.slice(i, j)
            long = any(c.digits(k) is not None and len(c.word(k)) == 4 for k in range(i, j))
            if len(text) > LONGEST or not (long or (j - i == 5 and c.word(i + 2) in MONTHS)):
                return None
            found = library_day(text, c.locale in AMERICAN)
            if found is None:
                return None
            day, _ = found
            return Hit(j, CalendarDay(day.month, day.day, day.year), "date.figures")
        if month > 1 or number > 2:
            return None
    return None


def month(c: Cursor, i: int, cued: bool = False) -> Hit | None:
    """A month, with its year before or behind it; alone where nothing makes it a verb or a name. ``cued``: the caller knows that it is one."""
    before = c.year(i)
    if before and len(c.word(i)) == 4:
        j = c.skip(before[0], ",")
        found = c.month(j)
        if found and (c.capital(j) or c.surface(j).islower()) and not c.day(found[0]):
            return Hit(found[0], Month(found[1], before[1]), "date.month")
        return None
    found = c.month(i)
    if found is None or c.digits(i - 1, 2) is not None or c.word(i - 1) in ("st", "nd", "rd", "th"):
        return None  # a day of that month which the calendar lacks
    end, number = found
    at = c.skip(end, "/", "-") if c.joined(end) else end
    year = year_after(c, at)
    if year:
        return Hit(year[0], Month(number, year[1]), "date.month")
    listed = _listed_year(c, end)
    if listed:
        return Hit(end, Month(number, listed), "date.month")
    shift = c.skip(end, "of")
    shifted = c.word(shift) in ("last", "next", "this") and c.word(shift + 1) == "year"
    ahead = c.word(end) == "in" and c.count(end + 1) is not None and c.measures(end + 1) is not None
    return Hit(end, Month(number), "date.month") if cued or shifted or ahead or _is_month(c, i, end) else None


def _listed_year(c: Cursor, end: int) -> int | None:
    """The year at the end of a list of months: "March, April and May 2020"."""
    j = end
    for _ in range(6):
        at = c.skip(j, ",")
        at = c.skip(at, "and", "or")
        found = c.month(at) if at > j else None
        if found is None:
            return None
        year = c.year(found[0])
        if year:
            return year[1]
        j = found[0]
    return None


def _is_month(c: Cursor, i: int, end: int) -> bool:
    word, before, after = c.word(i), c.word(i - 1), c.word(end)
    if after in ("-", "—", "to", "until", "through") and c.word(end + 1) in MONTHS and (c.capital(i) or before in MONTH_CUES):
        return True
    if after in (",", "and", "or") and c.capital(i) and (c.word(end + 1) in MONTHS or (after == "," and c.word(c.skip(end + 1, "and", "or")) in MONTHS)):
        return True
    if before in (",", "and", "or") and c.capital(i) and (c.word(i - 2) in MONTHS or (c.word(i - 2) == "," and c.word(i - 3) in MONTHS)):
        return True
    if before in ("-", "—", "to", "until", "through") and c.word(i - 2) in MONTHS and (c.capital(i) or c.surface(i - 2).islower()):
        return True
    if before in ("every", "each", "any") or (c.word(end) == "-" and c.joined(end) and c.word(end + 1).isalpha() and c.word(end + 1) not in MONTHS):
        return False
    if c.capital(end) and after not in MONTH_FOLLOWERS and after not in MONTHS and (word in WEAK_MONTHS) and end < c.last and after.isalpha():
        return before in ("in", "since", "last", "next", "this", "early", "mid", "late", "during")
    if before in NAME_TITLES or (c.capital(i - 1) and before not in MONTH_CUES and i - 1 > c.first and word in WEAK_MONTHS and before not in MONTHS):
        return False
    if word not in WEAK_MONTHS:
        return c.capital(i) or before in MONTH_CUES
    if before not in MONTH_CUES:
        return False
    if c.capital(i):
        return len(word) > 3 or word == "may" or c.joined(end)
    return before in ("in", "since", "last", "next", "of", "until", "early", "mid", "late") and not (after.isalpha() and after not in MONTH_FOLLOWERS)


def weekday(c: Cursor, i: int, cued: bool = False) -> Hit | None:
    """A weekday alone, or with a day of the month: "Friday the 22nd"."""
    word = c.word(i)
    number = WEEKDAYS.get(word)
    if number is None or c.word(i - 1) in _GENERIC or (c.word(i - 1) == "one" and c.word(i + 1) == "a"):
        return None
    full = word in FULL_WEEKDAYS
    j = i + 1 if full else c.skip(i + 1, ".")
    at = c.skip(j, ",") if c.digits(c.skip(j, ",")) is not None else j
    determined = c.word(at) == "the"
    at = c.skip(at, "the")
    day = c.day(at)
    if day and (day[2] or (determined and c.digits(at) is None) or (c.digits(at) is not None and not _follows(c, day[0]))) and (full or c.capital(i)):
        return Hit(day[0], MonthDay(day[1], number), "date.weekday")
    if c.word(i - 1) in NAME_TITLES or (c.word(i - 1) == "on" and c.word(i - 2) == "mail") or (c.word(j) in NAME_AFTER and c.capital(j)):
        return None
    if not full and not (cued or (c.capital(i) and c.word(i - 1) == "on")):
        return None
    return Hit(j if full or c.word(i + 1) == "." else i + 1, Weekday(number), "date.weekday")


def _follows(c: Cursor, j: int) -> bool:
    """Whether what follows a bare number makes it a count, a time or a score."""
    word = c.word(j)
    return (word.isalpha() and word not in MONTH_FOLLOWERS) or (word in ("-", ":", "/", "%", ".", "'") and c.joined(j) and c.joined(j + 1))


def decade(c: Cursor, i: int) -> Hit | None:
    """A decade or century: 1990s, 1980's, '70s, the nineties, nineteen seventies, the 15th century."""
    century = c.ordinal(i)
    if century and c.word(c.skip(century[0], "-")) in ("century", "centuries") and 1 <= century[1] <= 99:
        return Hit(c.skip(century[0], "-") + 1, Years((century[1] - 1) * 100, Grain.CENTURY), "date.decade")
    at = c.skip(i, "'")
    number = c.digits(at)
    if number is not None:
        end = _plural(c, at)
        if end is None or number % 10 or len(c.word(at)) not in (2, 4):
            return None
        if number > 99:
            if number % 100 == 0 and number != 2000 and number < 2000:
                return Hit(end, Years(number, Grain.CENTURY), "date.decade")
            return Hit(end, Years(number, Grain.DECADE), "date.decade") if 1000 <= number <= 2190 else None
        second = c.word(i - 1) in ("and", "or") and c.word(i - 2) in ("s", "'s")  # the 1960s and 70s
        quoted = c.word(i) == "'"
        cue = second or ((number >= 30 or quoted) and c.word(i - 1) in ("the", "in", "early", "mid", "late", "-", "since", "of") and c.word(i - 2) not in _WHOSE)
        return Hit(end, Years(full_year(number) if number >= 30 else 1900 + number, Grain.DECADE), "date.decade") if cue else None
    first = {"nineteen": 1900, "eighteen": 1800, "seventeen": 1700, "twenty": 2000}.get(c.word(i))
    tens = c.skip(i + 1, "-")
    if first and c.word(tens) in DECADES:
        return Hit(tens + 1, Years(first + DECADES[c.word(tens)], Grain.DECADE), "date.decade")
    if (
        c.word(i) in DECADES
        and c.word(i) != "tens"
        and c.word(i - 1) in ("the", "early", "mid", "late", "-", "in")
        and c.word(i - 2) not in _WHOSE and c.word(i - 1) not in _WHOSE
    ):
        value = DECADES[c.word(i)]
        return Hit(i + 1, Years((2000 if value < 20 else 1900) + value, Grain.DECADE), "date.decade")
    if c.word(i) == "two" and c.word(i + 1) in ("thousands", "thousand"):
        if c.word(i + 1) == "thousands":
            return Hit(i + 2, Years(2000, Grain.DECADE), "date.decade") if c.word(i - 1) == "the" else None
        tens = c.skip(i + 2, "and")
        if c.word(tens) in DECADES:
            return Hit(tens + 1, Years(2000 + DECADES[c.word(tens)], Grain.DECADE), "date.decade")
    return None


def _plural(c: Cursor, i: int) -> int | None:
    """The index behind the plural s of a decade in figures, however it is typed."""
    j = i + 1
    if c.word(j) in ("s", "'s") and (c.joined(j) or c.word(j) == "s"):
        return j + 1
    if c.word(j) in ("'", '"') and c.joined(j) and c.word(j + 1) == "s":
        return j + 2
    return None


def quarter(c: Cursor, i: int) -> Hit | None:
    """Quarters and halves by their letter: Q3 2016, 2016 Q3, H2."""
    year = (i + 1, c.digits(i) or 0) if len(c.word(i)) == 4 and c.digits(i) is not None else None
    if year:
        at = c.skip(year[0], "-") if c.joined(year[0]) else year[0]
        found = QUARTERS.get(c.word(at))
        return Hit(at + 1, Quarter(found[0], year[1], found[1]), "date.quarter") if found else None
    found = QUARTERS.get(c.word(i))
    if found is None:
        return None
    end = c.skip(i + 1, "of", "in", "-", "/")
    year = c.year(end)
    if year:
        return Hit(year[0], Quarter(found[0], year[1], found[1]), "date.quarter")
    cue = c.word(i - 1) in ("in", "during", "of", "for", "by", "since", "until", "last", "from", "to", "and", "or")
    return Hit(i + 1, Quarter(found[0], None, found[1]), "date.quarter") if cue and c.capital(i) else None


def season(c: Cursor, i: int) -> Hit | None:
    """A season with its year: summer 2021, the summer of 2021, the winter of 1978-79."""
    number = SEASONS.get(c.word(i))
    if number is None:
        return None
    at = c.skip(i + 1, "of", ",")
    year = c.year(at)
    if year is None:
        return None
    end = year[0]
    if c.word(end) in ("-", "/") and c.digits(end + 1, 2) is not None and c.joined(end + 1):
        end += 2
    return Hit(end, Season(number, year[1]), "date.season")


def _fiscal_pair(c: Cursor, i: int) -> tuple[int, int, int] | None:
    """Two years with a dash or stroke: 2022-23, 2022/23, 1939-45, 2016-2018: the index behind, first and last year."""
    year = c.digits(i)
    if year is None or len(c.word(i)) != 4 or not 1000 <= year <= 2199 or c.word(i + 1) not in ("-", "/", "—", "~"):
        return None
    second = c.word(i + 2)
    tight = c.joined(i + 1) and c.joined(i + 2)
    if not second.isdigit() or not second.isascii() or (len(second), tight) not in ((2, True), (4, True), (4, False)):
        return None
    if c.word(i + 3) in ("-", "/", ".", ":") and c.joined(i + 3) and c.joined(i + 4):
        return None
    last = int(second) if len(second) == 4 else year // 100 * 100 + int(second)
    if last <= year and len(second) == 2 and year % 100 == 99 and second == "00":
        last += 100
    return (i + 3, year, last) if year < last <= 2199 else None


def year_pair(c: Cursor, i: int) -> Hit | None:
    """Two joined years: a financial year where they follow each other (2022-23), else a range (1939-45)."""
    if c.word(i - 1) in ("-", "/", "+") and c.joined(i):
        return None
    pair = _fiscal_pair(c, i)
    if pair is None:
        return None
    end, first, last = pair
    kind = c.word(end) if c.word(end) in YEAR_KINDS and c.word(end + 1) in ("year", "years") else ""
    if last == first + 1 and (kind or (len(c.word(i + 2)) == 2 and first >= 1950)):
        return Hit(end + 2 if kind else end, FinancialYear(financial_start(c.locale, kind), first), "date.financial_year")
    if c.word(i + 1) == "/" or (len(c.word(i + 2)) == 2 and 1 <= last % 100 <= 12 and last - first > 60):
        return None
    return Hit(end, Range(Years(first), Years(last)), "date.range")


def financial_year(c: Cursor, i: int) -> Hit | None:
    """A financial, tax or academic year: FY24, financial year 2022-23, the 2022 academic year."""
    word = c.word(i)
    if word.startswith("fy") and word[2:].isdigit() and len(word) in (4, 6):
        return _ending(c, i + 1, full_year(int(word[2:])), "financial")
    if word == "fy" and c.digits(i + 1, 2) is not None and len(c.word(i + 1)) == 2:
        return _ending(c, i + 2, full_year(int(c.word(i + 1))), "financial")
    at = i + 1 if word == "fy" else i + 2 if word in YEAR_KINDS and c.word(i + 1) in ("year", "years") else i
    if at > i:
        kind = "financial" if word == "fy" else word
        pair = _fiscal_pair(c, at)
        if pair:
            return Hit(pair[0], FinancialYear(financial_start(c.locale, kind), pair[1]), "date.financial_year")
        year = c.year(at)
        return _ending(c, year[0], year[1], kind) if year else None
    year = c.year(i)
    if year and c.word(year[0]) in YEAR_KINDS and c.word(year[0] + 1) == "year":
        return _ending(c, year[0] + 2, year[1], c.word(year[0]))
    return None


def _ending(c: Cursor, end: int, year: int, kind: str) -> Hit:
    """A financial year named by one number is the one that ends in it; an academic year the one that begins."""
    if c.word(end) in ("-", "/") and c.joined(end) and c.digits(end + 1, 2) == (year + 1) % 100:
        return Hit(end + 2, FinancialYear(financial_start(c.locale, kind), year), "date.financial_year")
    start = financial_start(c.locale, kind)
    begins = year if start == (1, 1) or kind in ("academic", "school") else year - 1
    return Hit(end, FinancialYear(start, begins), "date.financial_year")


def feast(c: Cursor, i: int, mode: str = "") -> Hit | None:
    """A feast or memorial day of the locale, with its year if one is written; or an event named by its date (9/11)."""
    for words, day in EVENTS.get(c.word(i), ()):
        if (
            tuple(c.norms[i : i + len(words)]) == words
            and i + len(words) <= c.last
            and c.joined(i + 1)
            and not (c.joined(i) and (c.word(i - 1).isalnum() or c.word(i - 1) in "/-."))
            and c.word(i + len(words)) != "/"
        ):
            return Hit(i + len(words), Fixed(day, day), "date.feast") if c.word(i - 1) != "on" or c.locale in AMERICAN else None
    for name in feasts(c.locale).get(c.word(i), ()):
        end = i + len(name.words)
        if end <= c.last and tuple(c.norms[i:end]) == name.words:
            if c.word(i) in ("lent", "easter", "christmas") and not c.capital(i) and c.word(i) == "lent":
                continue
            if (
                c.word(end) in ("agreement", "accords")
                or (c.capital(end) and c.word(end) in ("island", "rising", "carol", "massacre", "party", "road", "street"))
                or (c.word(end) == "island")
            ):
                return None
            at = c.skip(end, "of", ",", "in")
            year = c.year(at)
            if year and not (c.word(end) == "," and c.word(year[0]) not in (",", ".", ";", ")", "")):
                return Hit(year[0], Feast(name.rule, year[1], mode, name.table), "date.feast")
            return Hit(end, Feast(name.rule, None, mode, name.table), "date.feast")
    return None


def week_number(c: Cursor, i: int) -> Hit | None:
    """A week by its ISO number: week 27 of 2018."""
    if c.word(i) != "week":
        return None
    number = c.digits(i + 1, 2)
    if number is None or not 1 <= number <= 53:
        return None
    year = c.year(c.skip(i + 2, "of", "in", ","))
    if year:
        return Hit(year[0], WeekNumber(number, year[1]), "date.week")
    return Hit(i + 2, WeekNumber(number), "date.week") if number >= 10 or c.word(i - 1) == "the" else None


def bare_year(c: Cursor, i: int) -> Hit | None:
    """A year by itself: "in 2014", "the 2012 review", "the Children Act 1989"."""
    found = c.bare_year(i)
    if found is None:
        return None
    end = c.skip(found[0], "ad", "ce")
    return Hit(end, Years(found[1]), "date.year")


def year_word(c: Cursor, i: int) -> Hit | None:
    """A year after the word: "the year 2012", "calendar year 2008"."""
    at = i
    if c.word(at) == "calendar":
        at += 1
    if c.word(at) not in ("year", "cy"):
        return None
    year = c.year(at + 1)
    return Hit(year[0], Years(year[1]), "date.year") if year else None
