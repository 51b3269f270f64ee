"""Times of day, and points with the time that stands before or behind them."""

from __future__ import annotations

from service.facts.date.expression.base import Expression
from service.facts.date.expression.days import Clocked
from service.facts.date.expression.interval import Range
from service.facts.date.expression.units import Running
from service.facts.date.grammar.cursor import Cursor, Hit
from service.facts.date.grammar.leads import CLOCKS, NUMBERS, counts_units, lone_year
from service.facts.date.grammar.pairs import short_pair
from service.facts.date.words import CARDINALS, DAY_PARTS, LEXICON, WEEKDAYS
from service.model import Grain

_ZONES = frozenset(LEXICON["closed"]["zones"])


def time_of_day(c: Cursor, i: int) -> tuple[int, str] | None:
    """A time of day as ISO 8601 ("T19:37"), with a zone or a bracketed second time behind it; hours alone need am, pm or o'clock."""
    word = c.word(i)
    if word in ("noon", "midday", "midnight"):
        return i + 1, "T00" if word == "midnight" else "T12"
    if c.word(i + 1) in ("past", "to") or c.word(i + 1) == "quarter" or (c.word(i + 1) == "-" and c.word(i + 2) == "past"):
        return _spoken(c, i)
    hour, minute, j = -1, None, i + 1
    if word.count(".") == 1 and len(word) in (4, 5) and word.replace(".", "").isdigit() and word.isascii():
        hour, minute = (int(p) for p in word.split("."))
        if len(word.split(".")[1]) != 2:
            return None
    else:
        number = c.digits(i)
        if number is None:
            number = CARDINALS.get(word, 13)  # three pm
            if number > 12 or c.word(i + 1) not in ("am", "pm", "a", "p", "o'clock"):
                return None
        if len(word) == 4 and word.isdigit():
            if c.word(i + 1) not in ("gmt", "utc", "bst", "hours", "hrs") and not c.word(i + 1).endswith("day"):
                return None
            hour, minute = divmod(number, 100)
            j = c.skip(j, "hours", "hrs")
        else:
            hour = number
            after = c.digits(i + 2, 2)
            if c.word(i + 1) == ":" and c.joined(i + 1) and c.joined(i + 2) and after is not None and len(c.word(i + 2)) == 2:
                minute, j = after, i + 3
                if c.word(j) == ":" and c.joined(j) and c.digits(j + 1, 2) is not None:
                    j += 2
    half = None
    if c.word(j) in ("am", "pm"):
        half, j = c.word(j), j + 1
    elif c.word(j) in ("a", "p") and c.word(j + 1) == "." and c.word(j + 2) == "m":
        half = c.word(j) + "m"
        j = j + 4 if c.word(j + 3) == "." and c.joined(j + 3) else j + 3
    elif c.word(j) == "o'clock":
        j += 1
        if c.word(j) in ("am", "pm") or (c.word(j) in ("a", "p") and c.word(j + 1) == "." and c.word(j + 2) == "m"):
            half = c.word(j)[0] + "m"
            j += 1 if len(c.word(j)) == 2 else 4 if c.word(j + 3) == "." else 3
    elif minute is None or "." in word:
        return None
    if hour > (12 if half else 24) or (minute or 0) > 59 or hour < 0:
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour % 24
    j, zone = _zone(c, j)
    return j, f"T{hour:02d}" + (f":{minute:02d}" if minute is not None else "") + zone


def loose_clock(c: Cursor, i: int) -> tuple[int, int, int] | None:
    """An hour and minute that may be a time of day: 9.30, 10:15."""
    word = c.word(i)
    hour, _, minute = word.partition(".")
    end = i + 1
    if c.word(i + 1) == ":" and c.joined(i + 1) and c.joined(i + 2):
        minute, end = c.word(i + 2), i + 3
    if not (hour.isdigit() and minute.isdigit() and len(minute) == 2 and word.isascii()):
        return None
    return (end, int(hour), int(minute)) if 1 <= int(hour) <= 12 and int(minute) < 60 else None


def _zone(c: Cursor, j: int) -> tuple[int, str]:
    zone = ""
    if c.word(j) == "local" and c.word(j + 1) == "time":
        j += 2
    elif c.word(j) in _ZONES:
        zone, j = ("Z" if c.word(j) in ("utc", "gmt") else ""), j + 1
        j = c.skip(j, "time")
    elif c.capital(j) and c.word(j + 1) == "time" and c.word(j).isalpha():
        j += 2  # Kabul time
    if c.word(j) == "(":
        for k in range(j + 1, min(j + 10, c.last)):
            if c.word(k) == ")":
                return (k + 1, zone) if c.word(k - 1) in _ZONES else (j, zone)
    return j, zone


def timed(c: Cursor, i: int) -> Hit | None:
    """A point with the time or part of the day that stands before or behind it."""
    word = c.word(i)
    if lone_year(c, i, word):
        return c.point(i)
    figures = word[:1].isdigit() and not counts_units(c, i, word)
    if figures or word in NUMBERS or word == "the":
        pair = short_pair(c, i + 1 if word == "the" else i)
        if pair:
            return pair
    clock = time_of_day(c, i) if figures or word in CLOCKS else None
    if clock:
        at = c.skip(clock[0], ",")
        at = c.skip(at, "on")
        hit = c.point(at + (c.word(at) == "the" and c.word(at + 1) in WEEKDAYS))
        if hit and _a_day(hit.expression):
            end = _day_part(c, hit.last)
            said = c.word(clock[0] - 1) in ("am", "pm", "m", ".")
            clock = clock if said else (clock[0], _by_part(clock[1], c.word(end - 1)))
            utc = c.word(end - 1) in ("utc", "gmt") and not clock[1].endswith("Z")
            return Hit(end, Clocked(_plain(hit.expression), clock[1] + "Z" * utc), "date.clock")
    hit = _loosely_timed(c, i) if figures else None
    if hit:
        return hit
    hit = c.point(i)
    if hit is None or not _a_day(hit.expression):
        return hit
    end = _day_part(c, hit.last)
    part = c.word(end - 1)
    at = c.skip(end, ",")
    at = c.skip(at, "at")
    at = c.skip(at, "around", "about")
    opens = c.word(at)[:1].isdigit() or c.word(at) in CLOCKS
    clock = time_of_day(c, at) if opens and not (isinstance(hit.expression, Clocked) and hit.expression.clock) else None
    if clock and (at > end or ":" in clock[1] or c.word(clock[0] - 1) in ("m", ".", "am", "pm", ")")):
        return Hit(clock[0], Clocked(_plain(hit.expression), _by_part(clock[1], part)), "date.clock")
    if end > hit.last:
        return Hit(end, Clocked(hit.expression, ""), hit.rule)
    return hit


_LATE = frozenset(("afternoon", "evening", "night", "tonight"))


def _by_part(clock: str, part: str) -> str:
    """An hour by the clock face in the half of the day that the part says: "last night at 11 o'clock"."""
    hour = int(clock[1:3])
    return f"T{hour + 12:02d}{clock[3:]}" if part in _LATE and 1 <= hour < 12 else clock


def _spoken(c: Cursor, i: int) -> tuple[int, str] | None:
    """A time as it is said: "half past nine", "quarter to ten", "twenty past 3"."""
    at = c.skip(i, "a") if c.word(i + 1) == "quarter" else i
    minutes = {"half": 30, "quarter": 15}.get(c.word(at)) or CARDINALS.get(c.word(at), 0)
    at = c.skip(at + 1, "-") - 1  # half-past nine
    link = c.word(at + 1)
    hour = c.digits(at + 2, 2) or CARDINALS.get(c.word(at + 2), 0)
    if (
        c.word(i - 1) in ("from", "between")
        or minutes not in (5, 10, 15, 20, 30)
        or link not in ("past", "to")
        or (minutes == 30 and link == "to")
        or not 1 <= hour <= 12
    ):
        return None
    hour, minutes = (hour, minutes) if link == "past" else ((hour - 2) % 12 + 1, 60 - minutes)
    return at + 3, f"T{hour:02d}:{minutes:02d}"


def clock_range(c: Cursor, i: int) -> Hit | None:
    """Two times of one day: "(between) 6.15pm and 7.40pm on 3 August", "(from) 0330 to 0700 local time on Friday"."""
    first = time_of_day(c, i) or _hours(c, i)
    if first is None or c.word(first[0]) not in ("and", "to", "-", "until", "till"):
        return None
    at = first[0] + 1
    last = timed(c, at)
    if last is not None and isinstance(last.expression, Clocked) and last.expression.clock:
        return Hit(last.last, Clocked(last.expression.inner, ""), "date.clock")
    hours = _hours(c, at)
    if hours is None:
        return None
    hit = c.point(c.skip(_zone(c, hours[0])[0], "on"))
    return Hit(hit.last, Clocked(hit.expression, ""), "date.clock") if hit and _a_day(hit.expression) else None


def _hours(c: Cursor, i: int) -> tuple[int, str] | None:
    """A time in four digits: "0330"."""
    word = c.word(i)
    written = len(word) == 4 and word.isdigit() and word.isascii() and word < "2400" and word[2:] < "60"
    return (i + 1, f"T{word[:2]}:{word[2:]}") if written and (word[0] == "0" or c.word(i + 1) in ("local", "hours", "gmt")) else None


def _loosely_timed(c: Cursor, i: int) -> Hit | None:
    """A time without am or pm whose day says which half it lies in: "9.30 yesterday morning"."""
    clock = loose_clock(c, i)
    if clock is None:
        return None
    end, hour, minute = clock
    hit = c.point(c.skip(end, "on"))
    if hit is None or not _a_day(hit.expression):
        return None
    last = _day_part(c, hit.last)
    part = c.word(last - 1)
    if part not in ("morning", "afternoon", "evening", "night"):
        return None
    hour = hour % 12 + (0 if part == "morning" else 12)
    return Hit(last, Clocked(_plain(hit.expression), f"T{hour:02d}:{minute:02d}"), "date.clock")


def _plain(e: Expression) -> Expression:
    return e.inner if isinstance(e, Clocked) else e


def _a_day(e: Expression) -> bool:
    return e.grain is Grain.DAY and not isinstance(e, Range | Running)


def _day_part(c: Cursor, j: int) -> int:
    """The index behind a part of the day that follows a day: "Wednesday night", "tomorrow in the morning"."""
    at = j
    if c.word(j) in ("early", "late"):
        at = j + 1
    elif c.word(j) == "in" and c.word(j + 1) == "the":
        at = j + 2
    if c.word(at) in DAY_PARTS:
        at += 1
        return at + 2 if c.word(at) == "," and c.word(at + 1) in ("utc", "gmt") else at
    return j
