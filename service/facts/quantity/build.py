"""What the readers of quantities share: making a fact, making a refusal, the noun that a share is of."""

from __future__ import annotations

from service.facts.clause.noun_phrase import DETERMINERS, counted
from service.facts.numeral import Numeral
from service.facts.quantity.units import Unit
from service.lexicon import load
from service.model import Bounded, Kind, Mention, Quantity, Refusal
from service.reading import Reading

_MONEY_ENDS = {"pence", "cents", "quid", "bucks", "p", "sterling"}
MONEY = frozenset(form for noun, forms in load("service.facts.money")["nouns"].items() for form in (noun, *forms)) | _MONEY_ENDS
"""Nouns that count money, which are no quantities."""


def refusal(reading: Reading, n: Numeral, reason: str) -> Refusal:
    """The refusal of ``n``, with the reason that a caller is shown."""
    return Refusal(reading.tokens.starts[n.first], reading.tokens.ends[n.last - 1], "quantity.number", reason)


def fact(reading: Reading, rule_id: str, first: int, last: int, value: Bounded, unit: Unit | None, noun: str | None, *evidence: str) -> Mention:
    """The mention of a quantity over tokens ``[first, last)``; a count where ``unit`` is None."""
    quantity = Quantity(value, unit.name if unit else None, unit.dimension if unit else "count", noun)
    return reading.mention(Kind.QUANTITIES, rule_id, first, last, quantity, *evidence)


def noun_of(reading: Reading, j: int, end: int) -> str | None:
    """The noun phrase behind "of", without determiners: what a share is a share of."""
    tokens = reading.tokens
    if j >= end or tokens.norms[j] != "of":
        return None
    j += 1
    while j < end and tokens.norms[j] in DETERMINERS:
        j += 1
    number = reading.numerals.starting(j)
    j = number.last if number is not None and number.form != "ordinal" else j
    phrase = counted(tokens, j, end) if j < end else None
    return tokens.slice(phrase.first, phrase.last) if phrase and tokens.norms[phrase.head] not in MONEY else None
