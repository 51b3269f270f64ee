"""Dates in figures, and the odd forms that dateparser reads for us."""

from __future__ import annotations

from service.facts.date.expression.days import CalendarDay, Clocked
from service.facts.date.expression.interval import Range
from service.facts.date.expression.units import FinancialYear, Month, Years
from service.facts.date.grammar.cursor import Cursor, Hit
from service.facts.date.grammar.days import valid, weekday_before
from service.facts.date.numeric import AMERICAN, LONGEST, ROMAN, full_year, library_day, written_day, written_month, written_short
from service.facts.date.words import LEXICON, MONTH_FOLLOWERS, MONTHS, NUMBERED, NUMERIC, YEAR_KINDS, financial_start

_CAMPAIGNS = ("season", "seasons", "campaign", "winter", "edition", "league", "tour")
_FISCAL = ("fiscal", "fy")
_AMERICAN = frozenset(LEXICON["american"]["words"])
_AMERICAN_START = (10, 1)
_DATE_CUES = frozenset(LEXICON["closed"]["date_cues"])


def in_figures(c: Cursor, i: int) -> Hit | None:
    """A date in figures: 12/03/2023, 2023-03-12, 12.03.23, on 22/04, 2016/11."""
    start, weekday = weekday_before(c, i)
    word, after = c.word(start), c.word(start + 1)
    if "." not in word and len(word) != 8 and after not in ("-", "/", ".") and not (len(word) == 4 and c.digits(start + 1, 2)):
        return None
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
    if (
        c.word(start + 1) == "."
        and tight
        and c.word(start + 2) in ROMAN
        and c.word(i - 1) in ("on", "of", "dated")
        and c.digits(start, 2) is not None
    ):
        roman = CalendarDay(ROMAN[c.word(start + 2)], int(c.word(start)), None, weekday)
        return Hit(end, roman, "date.figures") if roman.day >= 1 and valid(roman) else None
    short = written_short(text, c.locale) if c.word(start + 1) in ("/", "-", ".") else None
    padded = c.word(start + 1) == "/" and len(text) == 5 and "0" in (text[0], text[3]) and c.word(i - 1).isalpha()
    second = c.word(i - 1) == "-" and c.joined(i) and c.word(i - 3) == "/"  # 10/1-11/7
    cued = (
        weekday is not None or padded or second or (c.word(start + 1) == "/" and c.word(i - 1) in _DATE_CUES - {"and", "or", "of", "is", "was", "to"})
    )
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
    if c.word(end) in _CAMPAIGNS and last == first + 1:
        return Hit(end, Range(Years(first), Years(last)), "date.range")
    kind = c.word(end) if c.word(end) in YEAR_KINDS and c.word(end + 1) in ("year", "years") else ""
    short = len(c.word(i + 2)) == 2 or c.word(i + 1) == "/"
    paired = short and first >= 1950 and c.locale not in AMERICAN and financial_start(c.locale, "") != (1, 1)
    if last == first + 1 and (kind or paired):
        return Hit(end + 2 if kind else end, FinancialYear(start_of_year(c, i, kind), first), "date.financial_year")
    if (c.word(i + 1) == "/" and last != first + 1) or (len(c.word(i + 2)) == 2 and 1 <= last % 100 <= 12 and last - first > 60):
        return None
    return Hit(end, Range(Years(first), Years(last)), "date.range")


def financial_year(c: Cursor, i: int) -> Hit | None:
    """A financial, tax or academic year: FY24, financial year 2022-23, the 2022 academic year."""
    word = c.word(i)
    if word.startswith("fy") and word[2:].isdigit() and len(word) in (4, 6):
        return _ending(c, i + 1, full_year(int(word[2:])), "fy")
    if word == "fy" and c.digits(i + 1, 2) is not None and len(c.word(i + 1)) == 2:
        return _ending(c, i + 2, full_year(int(c.word(i + 1))), "fy")
    at = i + 1 if word in ("fy", "fiscal") else i
    at = i + 2 if word in YEAR_KINDS and c.word(i + 1) in ("year", "years") else at
    if at > i:
        kind = word
        pair = _fiscal_pair(c, at)
        if pair:
            return Hit(pair[0], FinancialYear(start_of_year(c, i, kind), pair[1]), "date.financial_year")
        year = c.year(at)
        return _ending(c, year[0], year[1], kind) if year and (word != "fiscal" or at > i + 1 or c.digits(at)) else None
    year = c.year(i)
    if year and c.word(year[0]) in YEAR_KINDS and c.word(year[0] + 1) == "year":
        return _ending(c, year[0] + 2, year[1], c.word(year[0]))
    return None


NEAR = 30
"""Tokens around a fiscal year in which a word may say that it is America's."""


def start_of_year(c: Cursor, i: int, kind: str) -> tuple[int, int]:
    """Month and day on which the year of a kind at token ``i`` begins: by the locale, or as the government of the United States has it."""
    near = c.norms[max(c.first, i - NEAR) : min(c.last, i + NEAR)]
    return _AMERICAN_START if kind in _FISCAL and not _AMERICAN.isdisjoint(near) else financial_start(c.locale, kind)


def _ending(c: Cursor, end: int, year: int, kind: str) -> Hit:
    """A financial year named by one number is the one that ends in it; an academic year the one that begins."""
    if c.word(end) in ("-", "/") and c.joined(end) and c.digits(end + 1, 2) == (year + 1) % 100:
        return Hit(end + 2, FinancialYear(start_of_year(c, end, kind), year), "date.financial_year")
    start = start_of_year(c, end, kind)
    begins = year if start == (1, 1) or kind in ("academic", "school") else year - 1
    return Hit(end, FinancialYear(start, begins), "date.financial_year")
