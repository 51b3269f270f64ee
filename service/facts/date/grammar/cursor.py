"""The small pieces that date expressions are made of, read at a token of one sentence.

Every reader takes the index of a token and answers with the index behind what it read and its value, or None.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from service.facts.date.expression.base import Expression
from service.facts.date.numeric import full_year
from service.facts.date.words import CARDINALS, COUNTED, LEXICON, MONTHS, NUMBERED, ORDINALS, UNITS, YEAR_CUES, Measure
from service.facts.numeral import Numerals, counts_anew
from service.model import Grain
from service.transcript.tokens import Tokens

_NAMES = frozenset(LEXICON["not_years"]["names"])
_PRICED = frozenset(("prices", "levels", "terms", "values", "money"))
_ACTS = frozenset(LEXICON["closed"]["acts"])
_ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th"))

_DATING = frozenset(("in", "since", "until", "during", "year", "before", "after", "around"))
"""Words before "two thousand" that make it a year."""
_CENTURIES = {"fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20}


_FUNCTION = frozenset(LEXICON["closed"]["function"])
_TELLS = frozenset(LEXICON["closed"]["tells"])
"""Verbs in -s that may stand behind a year: "the return for 1983 says"."""
_DIGITS = frozenset("0123456789")
_SAID = frozenset(CARDINALS) | frozenset(ORDINALS)
_COUNTING = frozenset(CARDINALS) | {"a", "an", "one", "couple", "half"}

DEPTH = 3


class Hit(NamedTuple):
    """An expression up to token ``last``, and the rule that read it."""

    last: int
    expression: Expression
    rule: str


class Span(NamedTuple):
    """An expression over ``[first, last)``; ``lead`` is where it begins without its preposition."""

    first: int
    last: int
    lead: int
    expression: Expression
    rule: str


Reader: TypeAlias = "Callable[[Cursor, int, int], Hit | None]"
"""What reads the date expression at a token; the number is how deep it stands in others."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """One sentence, ``[first, last)`` of ``tokens``."""

    tokens: Tokens
    norms: list[str]
    first: int
    last: int
    numerals: Numerals
    locale: str
    reader: Reader

    def point(self, i: int, depth: int = 0) -> Hit | None:
        """The date expression at token ``i``, without the prepositions that make intervals; ``depth`` in others."""
        return self.reader(self, i, depth)

    def word(self, i: int) -> str:
        """The norm of token ``i``, an en dash as a hyphen; empty outside the sentence."""
        if not self.first <= i < self.last:
            return ""
        word = self.norms[i]
        return "-" if word == "–" else word

    def surface(self, i: int) -> str:
        """Token ``i`` as written; empty outside the sentence."""
        return self.tokens.words[i] if self.first <= i < self.last else ""

    def capital(self, i: int) -> bool:
        """Whether token ``i`` begins with a capital."""
        return self.surface(i)[:1].isupper()

    def joined(self, i: int) -> bool:
        """Whether token ``i`` follows the one before it with nothing between, both within the sentence."""
        return self.first < i < self.last and self.tokens.adjoin(i)

    def skip(self, i: int, *words: str) -> int:
        """The index behind token ``i`` if it is one of ``words``, else ``i``."""
        return i + 1 if self.word(i) in words else i

    # --- numbers ----------------------------------------------------------------------------------------------------

    def digits(self, i: int, longest: int = 4) -> int | None:
        """The value of a token of plain digits."""
        if not self.first <= i < self.last:
            return None
        word = self.norms[i]
        return int(word) if word[0] in _DIGITS and len(word) <= longest and word.isdigit() and word.isascii() else None

    def cardinal(self, i: int) -> tuple[int, int] | None:
        """A number of words up to 99: "twenty one", "twenty-one"."""
        n = CARDINALS.get(self.norms[i]) if self.first <= i < self.last else None
        if n is None:
            return None
        if n >= 20:
            j = i + 2 if self.word(i + 1) == "-" and self.joined(i + 1) else i + 1
            unit = CARDINALS.get(self.word(j), 0)
            if 0 < unit < 10:
                return j + 1, n + unit
        return i + 1, n

    def ordinal(self, i: int) -> tuple[int, int] | None:
        """An ordinal: "3rd", "third", "twenty-first"."""
        if not self.first <= i < self.last:
            return None
        word = self.norms[i]
        if word[0] in _DIGITS:
            if self.word(i + 1) not in _ORDINAL_ENDINGS:
                return None
            number = self.digits(i)
            return (i + 2, number) if number is not None else None
        if word in ORDINALS:
            return i + 1, ORDINALS[word]
        tens = CARDINALS.get(word, 0)
        if tens >= 20:
            j = i + 2 if self.word(i + 1) == "-" and self.joined(i + 1) else i + 1
            unit = ORDINALS.get(self.word(j), 0)
            if 0 < unit < 10:
                return j + 1, tens + unit
        return None

    def day(self, i: int) -> tuple[int, int, bool] | None:
        """A day of the month; the flag says whether it is an ordinal."""
        if not self.first <= i < self.last or (self.norms[i][0] not in _DIGITS and self.norms[i] not in _SAID):
            return None
        found = self.ordinal(i)
        if found:
            return (*found, True) if 1 <= found[1] <= 31 else None
        number = self.digits(i, 2)
        if number is None:
            spoken = self.cardinal(i)
            return (*spoken, False) if spoken and spoken[1] <= 31 else None
        return (i + 1, number, False) if 1 <= number <= 31 else None

    def count(self, i: int) -> tuple[int, Decimal] | None:
        """A count of units: "two", "2.5", "a", "a couple of", "half a"."""
        word = self.word(i)
        if word not in _COUNTING and word[:1] not in _DIGITS and i not in self.numerals.by_first:
            return None
        if word in ("a", "an", "one"):
            if self.word(i + 1) == "couple":
                return self.skip(i + 2, "of"), Decimal(2)
            if self.word(i + 1) in UNITS:
                return i + 1, Decimal(1)
        if word == "couple":
            return self.skip(i + 1, "of"), Decimal(2)
        if word == "half" and self.word(i + 1) in ("a", "an"):
            return i + 2, Decimal("0.5")
        numeral = self.numerals.starting(i)
        if (
            numeral is not None
            and numeral.value is not None
            and numeral.form not in ("ordinal", "code", "year", "fraction", "range", "vague")
            and numeral.last <= self.last
        ):
            return numeral.last, numeral.value
        number = self.digits(i, 5)
        if number is not None:
            return i + 1, Decimal(number)
        spoken = self.cardinal(i)
        return (spoken[0], Decimal(spoken[1])) if spoken else None

    def unit(self, i: int) -> Measure | None:
        """A unit word."""
        return UNITS.get(self.word(i))

    def measures(self, i: int) -> tuple[int, tuple[tuple[Grain, int], ...]] | None:
        """A length of time: "two weeks", "1 month and 21 days", "two and a half years", "a year and a half"."""
        units: list[tuple[Grain, int]] = []
        j = i
        while len(units) < 5:
            found = self.count(j)
            if found is None:
                break
            at = self.skip(found[0], "-", "full", "whole", "calendar", "working", "business")
            measure = self.unit(at)
            if measure is None:
                break
            amount, end = found[1], at + 1
            if self.norms[end : end + 3] == ["and", "a", "half"] and end + 3 <= self.last:
                amount, end = amount + Decimal("0.5"), end + 3
            part = _whole(measure, amount)
            if part is None:
                return None
            units.append(part)
            i = j = end
            if self.word(j) in (",", "and"):
                j += 1
        return (i, tuple(units)) if units else None

    # --- months and years -------------------------------------------------------------------------------------------

    def month(self, i: int) -> tuple[int, int] | None:
        """A month's name, with the stop of an abbreviation."""
        month = MONTHS.get(self.word(i))
        if month is None:
            return None
        abbreviated = len(self.word(i)) <= 4 and self.word(i) not in ("may", "june", "july")
        return (i + 2 if abbreviated and self.word(i + 1) == "." and self.joined(i + 1) else i + 1), month

    def year(self, i: int) -> tuple[int, int] | None:
        """A year in four digits, after an apostrophe, or in words."""
        number = self.digits(i)
        if number is not None and len(self.word(i)) == 4 and 1000 <= number <= 2199:
            nxt = self.surface(i + 1)
            joined = self.joined(i + 1) and (nxt[:1].isalpha() or nxt in ("%", "°"))
            return None if joined and nxt[:1] not in ("’", "'") else (i + 1, number)
        if self.word(i) == "'" and self.joined(i + 1) and self.digits(i + 1, 2) is not None and len(self.word(i + 1)) == 2:
            return i + 2, full_year(int(self.word(i + 1)))
        return self.spoken_year(i)

    def spoken_year(self, i: int) -> tuple[int, int] | None:
        """A year in words: "nineteen eighty four", "two thousand and five", "twenty twenty three"."""
        word = self.word(i)
        if word == "two" and self.word(i + 1) == "thousand":
            j = self.skip(i + 2, "and")
            rest = self.cardinal(j)
            return (rest[0], 2000 + rest[1]) if rest else (i + 2, 2000)
        century = _CENTURIES.get(word)
        if century is None or counts_anew(self.tokens.norms, i):
            return None
        j = i + 2 if self.word(i + 1) == "-" and self.joined(i + 1) else i + 1
        if self.word(j) == "hundred" and century < 20:
            rest = self.cardinal(self.skip(j + 1, "and"))
            return (rest[0], century * 100 + rest[1]) if rest else (j + 1, century * 100)
        if self.word(j) in ("oh", "o") and 0 < CARDINALS.get(self.word(j + 1), 0) < 10:
            return j + 2, century * 100 + CARDINALS[self.word(j + 1)]
        rest = self.cardinal(j)
        return (rest[0], century * 100 + rest[1]) if rest and rest[1] >= 10 else None

    def bare_year(self, i: int, *, cued: bool = False) -> tuple[int, int] | None:
        """A year that stands alone, where nothing makes it a number of things. ``cued``: what stands before it says that it is one."""
        found = self.year(i)
        if found is None:
            return None
        end, year = found
        digits = self.digits(i) is not None
        before, after = self.word(i - 1), self.word(end)
        if not digits and self.word(i) != "'":
            if year == 2000:
                spans = before == "from" and after in ("to", "until", "till", "through")
                return found if spans or (before in _DATING and (not after.isalpha() or after in _FUNCTION)) else None
            return found if self.word(i) != "two" or before in YEAR_CUES else None
        if f"{self.word(i)} {after}" in _NAMES:
            return None
        roughly = self.word(i - 2) in YEAR_CUES and before in ("around", "about")  # in around 1998
        if self.word(i) == "'" and before not in YEAR_CUES:
            return None
        if (
            (before in NUMBERED and not cued and not roughly)
            or (before and before in "£$€#§¥@&+:~=<>%*^_/\\")
            or after in COUNTED
            or (after == "%" and self.joined(end))
        ):
            return None
        if before == "-" and self.joined(i) and self.word(i - 2) in ("post", "pre"):
            return found
        if (before in ("-", ".", ",", "'") and self.joined(i)) or (before == "." and self.word(i - 2) in NUMBERED):
            return None
        if before == "-" and self.digits(i - 2, 9) is not None and not cued:
            return None
        if after == "-" and self.digits(end + 1, 9) is not None and self.year(end + 1) is None:
            return None
        if after in ("-", "/", ".", ",", ":", "@", "_") and self.joined(end) and (self.joined(end + 1) and self.surface(end + 1)[:1].isalnum()):
            return found if after == "-" and self.surface(end + 1)[:1].isalpha() and 1900 <= year <= 2100 else None
        if after in _PRICED and before in ("at", "in", "constant", "to") and 1900 <= year <= 2100:
            return found  # at 1945 prices
        cue = cued or before in YEAR_CUES
        noun = after.isalpha() and after not in _FUNCTION and after not in _TELLS and not self.capital(end)
        plural = noun and after.endswith("s") and not after.endswith(("ss", "us", "is"))
        listed = before in ("and", "or", ",") and self.digits(i - 2) is not None and len(self.word(i - 2)) == 4  # the 2011 and 2021 censuses
        determined = listed or before in ("the", "this", "our", "its", "their", "his", "her", "my", "'s", "a", "an", "that")
        named = before in _ACTS or (year % 100 and self.capital(i - 1) and before.isalpha() and not self.surface(i - 1).isupper())
        if plural and not named and (year % 100 == 0 or not (determined or before in ("", "in", "since", "during"))):
            return None
        if 1900 <= year <= 2100:
            return (
                None if year % 100 == 0 and before not in _ACTS and before.isalpha() and self.surface(i - 1).isupper() and len(before) > 1 else found
            )
        return found if cue and not noun and (year >= 1500 or before in ("in", "year", "since", "until", "of", "by")) else None

    # --- times of day -----------------------------------------------------------------------------------------------


def _whole(measure: Measure, amount: Decimal) -> tuple[Grain, int] | None:
    """An amount of a unit as a whole number of it or of a finer one."""
    amount *= measure.size
    if not amount or amount > 100_000:
        return None
    if amount == amount.to_integral_value():
        return measure.grain, int(amount)
    finer = {
        Grain.YEAR: (Grain.MONTH, 12),
        Grain.CENTURY: (Grain.YEAR, 100),
        Grain.DECADE: (Grain.YEAR, 10),
        Grain.WEEK: (Grain.DAY, 7),
        Grain.MONTH: (Grain.WEEK, 4),
    }.get(measure.grain)
    if finer is None:
        return None
    return finer[0], int(amount * finer[1])
