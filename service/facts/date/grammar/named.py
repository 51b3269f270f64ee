"""Months, years, decades, quarters, seasons and numbered weeks by their names."""

from __future__ import annotations

from service.facts.date.expression.units import Month, Season, Unit, WeekNumber, Years
from service.facts.date.expression.within import Inside, Part
from service.facts.date.grammar.cursor import Cursor, Hit
from service.facts.date.grammar.days import WHOSE, year_after
from service.facts.date.grammar.years import before_christ
from service.facts.date.numeric import full_year
from service.facts.date.words import (
    DECADES,
    DIRECTIONS,
    LEXICON,
    MONTH_CUES,
    MONTH_FOLLOWERS,
    MONTHS,
    NAME_TITLES,
    SEASONS,
    WEAK_MONTHS,
)
from service.model import Grain

_ASIDES = frozenset(LEXICON["asides"]["words"])
_FIGURES = frozenset(LEXICON["measured"]["figures"])
_MOVES = frozenset(LEXICON["measured"]["moves"])
MEASURED_WITHIN = 12
"""Tokens before "the sixties" in which a word may say that they are figures, not years."""


def month(c: Cursor, i: int, cued: bool = False) -> Hit | None:
    """A month, with its year before or behind it; alone where nothing makes it a verb or a name. ``cued``: the caller knows that it is one."""
    if c.word(i - 1) == "of" and c.word(i - 2) == "ides":
        return None
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
    if c.word(end) == "-" and c.word(end + 1) == "end" and c.joined(end) and c.joined(end + 1):  # "by March-end"
        year = c.year(end + 2)
        return Hit(year[0] if year else end + 2, Part(Month(number, year[1] if year else None), "end"), "date.part")
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


def _before_aside(c: Cursor, i: int) -> str:
    """The word before token ``i``, or before an aside there: the "in" of "in, what, August"."""
    before = c.word(i - 1)
    if before != "," or c.word(i - 2) not in _ASIDES:
        return before
    cue = c.word(i - 4) if c.word(i - 3) == "," else c.word(i - 3)
    return cue if cue in MONTH_CUES else before


def _is_month(c: Cursor, i: int, end: int) -> bool:
    word, before, after = c.word(i), _before_aside(c, i), c.word(end)
    if before in NAME_TITLES and c.capital(i) and c.capital(i - 1):
        return False
    if after in ("-", "—", "to", "until", "through") and c.word(end + 1) in MONTHS and (c.capital(i) or before in MONTH_CUES):
        return True
    if (
        after in (",", "and", "or")
        and c.capital(i)
        and (c.word(end + 1) in MONTHS or (after == "," and c.word(c.skip(end + 1, "and", "or")) in MONTHS))
    ):
        return True
    if before in (",", "and", "or") and c.word(i - 2) in MONTHS and c.word(i - 3) in NAME_TITLES:
        return False  # Theresa May and June Brown
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
    if before == "as":
        return c.word(i - 2) in ("late", "early", "recently", "soon")
    if before not in MONTH_CUES:
        return False
    if c.capital(i):
        return len(word) > 3 or word == "may" or c.joined(end)
    return before in ("in", "since", "last", "next", "until", "early", "mid", "late") and not (after.isalpha() and after not in MONTH_FOLLOWERS)


_HUNDREDS = {"nineteen": 1900, "eighteen": 1800, "seventeen": 1700, "twenty": 2000}
_SPOKEN = frozenset(_HUNDREDS) | {"two"}


def decade(c: Cursor, i: int) -> Hit | None:
    """A decade or century: 1990s, 1980's, '70s, the nineties, nineteen seventies, the 15th century."""
    century = c.ordinal(i)
    if century and c.word(c.skip(century[0], "-")) in ("century", "centuries") and 1 <= century[1] <= 99:
        if before_christ(c, c.skip(century[0], "-") + 1):
            return None
        return Hit(c.skip(century[0], "-") + 1, Years((century[1] - 1) * 100, Grain.CENTURY), "date.decade")
    at = c.skip(i, "'")
    number = c.digits(at)
    if number is None and c.word(i) not in _SPOKEN and c.word(i) not in DECADES:
        return None
    if _of_age(c, i):
        return None
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
        cue = second or (
            (number >= 30 or quoted) and c.word(i - 1) in ("the", "in", "early", "mid", "late", "-", "since", "of") and c.word(i - 2) not in WHOSE
        )
        return Hit(end, Years(full_year(number) if number >= 30 else 1900 + number, Grain.DECADE), "date.decade") if cue else None
    first = _HUNDREDS.get(c.word(i))
    tens = c.skip(i + 1, "-")
    if first and c.word(tens) in DECADES:
        return Hit(tens + 1, Years(first + DECADES[c.word(tens)], Grain.DECADE), "date.decade")
    if (
        c.word(i) in DECADES
        and c.word(i) != "tens"
        and c.word(i - 1) in ("the", "early", "mid", "late", "-", "in", "roaring", "swinging")
        and c.word(i - 2) not in WHOSE
        and c.word(i - 1) not in WHOSE
        and not _measured(c, i)
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


def _of_age(c: Cursor, i: int) -> bool:
    """Whether a plural is people of an age: "over-60s", "the over fifties", "in their 60s and 70s"."""
    limit = c.word(i - 2) if c.word(i - 1) == "-" and c.joined(i) else c.word(i - 1)
    if limit in ("over", "under"):
        return c.word(i - 1) == "-" or len(c.word(i)) != 4 or not c.word(i).isdigit()
    k = i - 1
    if c.word(k) in ("and", "or", "to"):
        k -= 2 if c.word(k - 1) in ("s", "'s") else 1
    return k < i - 1 and c.word(k - 1) in WHOSE


def _measured(c: Cursor, i: int) -> bool:
    """Whether "the sixties" are figures: "temperatures were in the nineties", "deaths have fallen to the sixties"."""
    before = c.norms[max(c.first, i - MEASURED_WITHIN) : i]
    return not _FIGURES.isdisjoint(before) or ("to" in before and not _MOVES.isdisjoint(before[: before.index("to")]))


def _plural(c: Cursor, i: int) -> int | None:
    """The index behind the plural s of a decade in figures, however it is typed."""
    j = i + 1
    if c.word(j) in ("s", "'s") and (c.joined(j) or c.word(j) == "s"):
        return j + 1
    if c.word(j) in ("'", '"') and c.joined(j) and c.word(j + 1) == "s":
        return j + 2
    return None


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
    at = c.skip(i + 2, "of")
    by = DIRECTIONS.get(c.word(at))
    if by is not None and c.word(at + 1) == "year":
        return Hit(at + 2, Inside(WeekNumber(number), Unit(Grain.YEAR, by)), "date.within")
    bare = at == i + 2 and (number >= 10 or c.word(i - 1) == "the")
    return Hit(i + 2, WeekNumber(number), "date.week") if bare else None
