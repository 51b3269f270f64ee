"""What a numeral is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple


class Numeral(NamedTuple):
    """A number over the half-open token range ``[first, last)``.

    ``value`` for one number; ``low`` and ``high`` for a range ("5-10", "two or three"); for a vague word only ``low``
    (ACLED's minimum). ``form``: digits, words, mixed, fraction, range, vague, ordinal; year for a year read out in pairs
    ("twenty nineteen"); code for digits that are no number (3/4/2023, 192.168.1.2), without a value.
    """

    first: int
    last: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    form: str


class Numerals:
    """The numerals of a text in order, found by their first or last token."""

    __slots__ = ("_firsts", "all", "by_first", "by_last")

    def __init__(self, numerals: list[Numeral]) -> None:
        self.all = numerals
        self._firsts = [n.first for n in numerals]
        self.by_first = {n.first: n for n in numerals}
        self.by_last = {n.last: n for n in numerals}

    def __iter__(self) -> Iterator[Numeral]:
        return iter(self.all)

    def any_within(self, first: int, last: int) -> bool:
        """Whether a numeral begins in tokens ``[first, last)``."""
        at = bisect_left(self._firsts, first)
        return at < len(self._firsts) and self._firsts[at] < last

    def within(self, first: int, last: int) -> list[Numeral]:
        """The numerals that begin in tokens ``[first, last)``."""
        at = bisect_left(self._firsts, first)
        return self.all[at : bisect_left(self._firsts, last, at)]

    def starting(self, i: int) -> Numeral | None:
        """The numeral whose first token is ``i``."""
        return self.by_first.get(i)

    def ending(self, i: int) -> Numeral | None:
        """The numeral that ends just before token ``i``."""
        return self.by_last.get(i)
