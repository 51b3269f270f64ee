"""Quarters and halves by their letter, and quarters by what is told of them."""

from __future__ import annotations

from service.facts.date.expression.units import Quarter
from service.facts.date.grammar.cursor import Cursor, Hit
from service.facts.date.numeric import full_year
from service.facts.date.words import LEXICON, QUARTERS

_RESULTS = frozenset(LEXICON["results"]["words"])
_ADJUSTED = frozenset(LEXICON["results"]["adjectives"])


def quarter(c: Cursor, i: int) -> Hit | None:
    """Quarters and halves by their letter: Q3 2016, 2016 Q3, H2, 4Q18."""
    if len(c.word(i)) == 1 and c.joined(i + 1):
        return _issued(c, i)
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
    cue = cue or c.word(i + 1) in _RESULTS
    return Hit(i + 1, Quarter(found[0], None, found[1]), "date.quarter") if cue and c.capital(i) else None


def _issued(c: Cursor, i: int) -> Hit | None:
    """A quarter or half as companies write it: 4Q18, 1H24."""
    number, word = c.digits(i), c.word(i + 1)
    if number is None or len(word) != 3 or word[0] not in "qh" or not word[1:].isdigit() or not 1 <= number <= (4 if word[0] == "q" else 2):
        return None
    return Hit(i + 2, Quarter(number, full_year(int(word[1:])), word[0] == "h"), "date.quarter")


def results(c: Cursor, i: int) -> Hit | None:
    """The quarter whose figures are told: "first-quarter profit", "fourth quarter net sales"."""
    found = c.ordinal(i)
    if found is None or not 1 <= found[1] <= 4:
        return None
    at = c.skip(found[0], "-")
    if c.word(at) != "quarter":
        return None
    j = at + 1
    while c.word(j) in _ADJUSTED and c.word(j) not in _RESULTS and j < at + 4:
        j += 1
    return Hit(at + 1, Quarter(found[1]), "date.quarter") if c.word(j) in _RESULTS else None
