"""Years by themselves: in digits, behind the word, with their era, and their ends."""

from __future__ import annotations

from service.facts.date.expression.units import Quarter, Unit, Years
from service.facts.date.expression.within import Part
from service.facts.date.grammar.cursor import Cursor, Hit
from service.facts.date.words import MONTH_FOLLOWERS
from service.model import Grain


def bare_year(c: Cursor, i: int) -> Hit | None:
    """A year by itself: "in 2014", "the 2012 review", "the Children Act 1989"."""
    found = c.bare_year(i)
    if found is None:
        return _of_the_era(c, i)
    if before_christ(c, found[0]):
        return None
    end = c.skip(found[0], "ad", "ce")
    ranked = c.ordinal(end + 1) if c.word(end) == "the" else None
    if ranked and c.word(ranked[0]) == "quarter" and ranked[1] <= 4:
        return Hit(ranked[0] + 1, Quarter(ranked[1], found[1]), "date.quarter")
    return Hit(end, Years(found[1]), "date.year")


def year_word(c: Cursor, i: int) -> Hit | None:
    """A year after the word: "the year 2012", "calendar year 2008"."""
    at = i
    if c.word(at) == "calendar":
        at += 1
    if c.word(at) not in ("year", "cy") or c.word(at - 1) == "new":
        return None
    year = c.year(at + 1) or _early(c, at + 1)
    if year and before_christ(c, year[0]):
        return None
    return Hit(year[0], Years(year[1]), "date.year") if year else year_end(c, i)


def year_end(c: Cursor, i: int) -> Hit | None:
    """The end of a year in one word: "by year-end", "at year end 2024"."""
    at = c.skip(i + 1, "-") if c.joined(i + 1) and c.joined(i + 2) else i + 1
    measure = c.unit(i)
    if measure is None or measure.plural or measure.grain not in (Grain.YEAR, Grain.QUARTER, Grain.MONTH) or c.word(at) != "end":
        return None
    year = c.year(at + 1) if measure.grain is Grain.YEAR else None
    if year:
        return Hit(year[0], Part(Years(year[1]), "end"), "date.part")
    cued = c.word(i - 1) in ("by", "at", "before", "until", "till", "to", "since", "from", "through")
    ends = not c.word(at + 1).isalpha() or c.word(at + 1) in MONTH_FOLLOWERS
    return Hit(at + 1, Part(Unit(measure.grain, 0), "end"), "date.part") if cued and ends else None


def before_christ(c: Cursor, i: int) -> bool:
    """Whether BC or BCE stands at token ``i``, with stops or without."""
    word = c.surface(i)
    if c.word(i + 1) == "." and c.joined(i + 1) and len(word) == 1:
        word += c.surface(i + 2)
    return word in ("BC", "BCE")


def _of_the_era(c: Cursor, i: int) -> Hit | None:
    """A year that its era makes one: AD 79, 64 AD, 800 CE."""
    before = c.surface(i) == "AD"
    at = i + before
    number = c.digits(at)
    if not number or (c.word(at - 1) == "." and not before) or not (before or c.surface(at + 1) in ("AD", "CE")):
        return None
    return Hit(at + 1 + (not before), Years(number), "date.year")


def _early(c: Cursor, i: int) -> tuple[int, int] | None:
    """A year before the thousandth behind "the year": "in the year 800", "in the year nine hundred"."""
    number = c.digits(i, 3)
    end = i + 1
    numeral = c.numerals.starting(i)
    if number is None and numeral is not None and numeral.form == "words" and numeral.value is not None and numeral.last <= c.last:
        number, end = int(numeral.value), numeral.last
    if (
        number is None
        or not 100 <= number < 1000
        or c.word(i - 2) not in ("the", "in", "")
        or (c.word(end).isalpha() and c.word(end) not in MONTH_FOLLOWERS)
    ):
        return None
    return end, number
