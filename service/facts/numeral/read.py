"""Reads every numeral of a text once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from service.model import Bounded, Qualifier
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens


class Numeral(NamedTuple):
    """A number over the half-open token range ``[first, last)``.

    ``value`` for one number; ``low`` and ``high`` for a range ("5-10", "two or three"); for a vague word only ``low``
    (ACLED's minimum). ``form``: digits, words, mixed, fraction, range, vague, ordinal.
    """

    first: int
    last: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    form: str


class Numerals:
    """The numerals of a text in order, found by their first or last token."""

    __slots__ = ("all", "by_first", "by_last")

    def __init__(self, numerals: list[Numeral]) -> None:
        self.all = numerals
        self.by_first = {n.first: n for n in numerals}
        self.by_last = {n.last: n for n in numerals}

    def __iter__(self) -> Iterator[Numeral]:
        return iter(self.all)

    def starting(self, i: int) -> Numeral | None:
        """The numeral whose first token is ``i``."""
        return self.by_first.get(i)

    def ending(self, i: int) -> Numeral | None:
        """The numeral that ends just before token ``i``."""
        return self.by_last.get(i)


def read_numerals(tokens: Tokens, sentences: Sequence[Sentence]) -> Numerals:
    """Every numeral of the sentences."""
    found = []
    for sentence in sentences:
        for i in range(sentence.first, sentence.last):
            word = tokens.words[i]
            if word[0].isdigit() and word.isascii():
                found.append(Numeral(i, i + 1, Decimal(word.replace(",", "")) if word.count(".") < 2 else None, None, None, "digits"))
    return Numerals(found)


def bounded(tokens: Tokens, sentence: Sentence, numeral: Numeral, first: int, last: int) -> Bounded:
    """``numeral`` with the qualifier that stands before token ``first`` or from token ``last`` on.

    ``[first, last)`` is the whole mention ("£5 million"), so that "at least £5 million" and "£5 million or more" are seen.
    """
    value = numeral.value
    return Bounded(value, value, value, Qualifier.EXACT)
