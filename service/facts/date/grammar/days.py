"""Days of the calendar with a month's name, weekdays, feasts and events."""

from __future__ import annotations

from service.facts.date.expression.days import CalendarDay, Feast, Fixed, MonthDay, Weekday
from service.facts.date.grammar.cursor import Cursor, Hit
from service.facts.date.numeric import full_year
from service.facts.date.words import (
    DAY_PARTS,
    EVENTS,
    FEAST_NOUNS,
    FULL_WEEKDAYS,
    LEXICON,
    MONTH_FOLLOWERS,
    NAME_AFTER,
    NAME_TITLES,
    WEEKDAYS,
    feasts,
)

WHOSE = frozenset(LEXICON["closed"]["whose"])

_GENERIC = frozenset(LEXICON["closed"]["generic"])


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
        if month and (weekday is not None or c.word(j - 1) == "of" or not _is_verb(c, j, at, month[0])):
            return _dated(c, month[0], month[1], day, weekday)
        return None
    month = c.month(start)
    if month is None:
        return None
    j = c.skip(month[0], ",") if c.word(month[0] + 1) == "the" else month[0]
    j = c.skip(j, "the", "/", "-") if c.word(j) != "-" or c.joined(j) else j
    found = c.day(j)
    if found is None or (not found[2] and _counts(c, i, found[0])) or (weekday is None and _is_verb(c, start, i, found[0])):
        return None
    spoken = not found[2] and c.digits(j) is None
    if found[2] and c.word(j - 1) == "the" and c.word(found[0]).isalpha() and c.word(found[0]) not in MONTH_FOLLOWERS:
        return None  # "in June, the first fall", "in May the second wave"
    if c.word(i - 1) in NAME_TITLES or (spoken and found[1] < 10 and not year_after(c, found[0])):
        return None
    return _dated(c, found[0], month[1], found[1], weekday)


def _is_verb(c: Cursor, month: int, first: int, end: int) -> bool:
    """Whether "may" or "march" in small letters is the verb, for want of a cue or a year: "section 5 may be used", "it may first need"."""
    if c.word(month) not in ("may", "march") or c.capital(month):
        return False
    before = c.word(first - 1) if c.word(first - 1) != "the" else c.word(first - 2)
    cued = before in ("on", "until", "till", "since", "dated") and not (c.word(end).isalpha() and c.word(end) not in MONTH_FOLLOWERS)
    return not (cued or year_after(c, end))


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


def weekday(c: Cursor, i: int, cued: bool = False) -> Hit | None:
    """A weekday alone, or with a day of the month: "Friday the 22nd"."""
    word = c.word(i)
    number = WEEKDAYS.get(word)
    if number is None or c.word(i - 1) in _GENERIC or (c.word(i - 1) == "one" and c.word(i + 1) == "a"):
        return None
    full = word in FULL_WEEKDAYS
    if c.word(i + 1).endswith("s") and c.word(i + 1)[:-1] in DAY_PARTS:
        return None  # Thursday mornings
    j = i + 1 if full else c.skip(i + 1, ".")
    after = c.skip(j, ",")
    at = after if c.digits(after) is not None or (c.word(after) == "the" and c.ordinal(after + 1)) else j
    determined = c.word(at) == "the"
    at = c.skip(at, "the")
    day = c.day(at)
    if day and (day[2] or (determined and c.digits(at) is None) or (c.digits(at) is not None and not _follows(c, day[0]))) and (full or c.capital(i)):
        return Hit(day[0], MonthDay(day[1], number), "date.weekday")
    if c.word(i - 1) in NAME_TITLES or (c.word(i - 1) == "on" and c.word(i - 2) == "mail") or (c.word(j) in NAME_AFTER and c.capital(j)):
        return None
    if not full and not ((cued and (c.capital(i) or word not in _VERBS_TOO)) or (c.capital(i) and c.word(i - 1) == "on")):
        return None  # "when I last sat"
    return Hit(j if full or c.word(i + 1) == "." else i + 1, Weekday(number), "date.weekday")


_VERBS_TOO = frozenset(("sat", "wed", "sun"))
"""Weekdays cut short that are words of their own in small letters."""
_OF_COUNTED = frozenset(("them", "whom", "which", "those", "these", "the", "its", "their", "our", "his", "her", "my"))


def _follows(c: Cursor, j: int) -> bool:
    """Whether what follows a bare number makes it a count, a time or a score."""
    word = c.word(j)
    if word == "of" and c.word(j + 1) in _OF_COUNTED:
        return True  # "burning on Friday, 31 of them out of control"
    return (word.isalpha() and word not in MONTH_FOLLOWERS) or (word in ("-", ":", "/", "%", ".", "'") and c.joined(j) and c.joined(j + 1))


def feast(c: Cursor, i: int, mode: str = "") -> Hit | None:
    """A feast or memorial day of the locale, with its year if one is written."""
    for name in feasts(c.locale).get(c.word(i), ()):
        end = i + len(name.words)
        if end <= c.last and tuple(c.norms[i:end]) == name.words:
            if c.word(i) in ("lent", "may") and not c.capital(i):
                continue
            if c.word(end) in FEAST_NOUNS:
                return None
            at = c.skip(end, "of", ",", "in")
            year = c.year(at)
            if year and not (c.word(end) == "," and c.word(year[0]) not in (",", ".", ";", ")", "")):
                return Hit(year[0], Feast(name.rule, year[1], mode, name.table), "date.feast")
            return Hit(end, Feast(name.rule, None, mode, name.table), "date.feast")
    return None


def event(c: Cursor, i: int) -> Hit | None:
    """An event named by its date: 9/11."""
    for words, day in EVENTS.get(c.word(i), ()):
        end = i + len(words)
        if end > c.last or tuple(c.norms[i:end]) != words or not all(c.joined(k) for k in range(i + 1, end)):
            continue
        if c.word(end) in ("/", "-", ".") and c.joined(end) and c.joined(end + 1) and c.surface(end + 1)[:1].isdigit():
            return None
        if c.joined(i) and (c.word(i - 1).isalnum() or (c.word(i - 1) in "/-." and c.word(i - 2) not in ("post", "pre"))):
            return None
        return Hit(end, Fixed(day, day), "date.feast")
    return None
