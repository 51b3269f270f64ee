"""The words of the numeral lexicon, and a cursor over tokens that steps across hyphens."""

from __future__ import annotations

import unicodedata
from decimal import Context, Decimal
from fractions import Fraction
from typing import NamedTuple

from service.lexicon import load
from service.transcript.tokens import Tokens

LEXICON = load("service.facts.numeral", "lexicon.toml")
EXACTLY = Context(prec=200)
"""Wide enough that no amount of a text is ever rounded."""
_ENDLESS = 190
"""Digits that only a division without end fills."""


def _decimals(block: str) -> dict[str, Decimal]:
    return {word: Decimal(value) for word, value in LEXICON[block].items()}


UNITS = _decimals("units")
TENS = _decimals("tens")
SCALES = _decimals("scales") | _decimals("abbreviations")
WRITTEN_SCALES = _decimals("scales")
DOZENS = _decimals("dozens")
SUFFIXES = {letter: Decimal(value) for letter, value in LEXICON["suffixes"]["always"].items()}
MONEY_SUFFIXES = {letter: Decimal(value) for letter, value in LEXICON["suffixes"]["with_currency"].items()}
FRACTIONS = {
    word: (EXACTLY.divide(Decimal(1), Decimal(n)), plural) for w, n in LEXICON["fractions"].items() for word, plural in ((w, False), (w + "s", True))
}
"""One of so many parts, and whether the word is a plural."""
ORDINALS = _decimals("ordinals")
VAGUE = _decimals("vague")
VAGUE_MULTIPLIERS = _decimals("vague_multipliers")
VULGAR = {
    c: EXACTLY.divide(*(Decimal(n) for n in Fraction(unicodedata.numeric(c)).limit_denominator(20).as_integer_ratio()))
    for c in LEXICON["vulgar"]["characters"]
}
HALF_UNITS = frozenset(LEXICON["half_units"]["words"])
FEW_OPENERS = frozenset(LEXICON["few_openers"]["words"])
AFTER_FRACTION = frozenset(LEXICON["after_fraction"]["words"])
CHANGES = frozenset(LEXICON["changes"]["words"])
SHARE_VERBS = frozenset(LEXICON["share_verbs"]["verbs"])
SHARE_OBJECTS = frozenset(LEXICON["share_verbs"]["objects"])

TRIGGERS = frozenset([*UNITS, *TENS, *WRITTEN_SCALES, *DOZENS, *FRACTIONS, *ORDINALS, *VAGUE, *VAGUE_MULTIPLIERS, "pair"]) - {"score"}
"""Norms at which a numeral in words may begin (an article before them apart)."""


class Part(NamedTuple):
    """A number up to token ``last``; ``scale`` is the power of a thousand or the like that it ends in ("5 million": 1,000,000)."""

    last: int
    value: Decimal
    scale: Decimal
    form: str


def step(tokens: Tokens, j: int, end: int) -> int:
    """``j``, or the token behind a hyphen that joins it to what stands before: the "thirds" of "two-thirds"."""
    if j + 1 < end and tokens.norms[j] == "-" and tokens.adjoin(j) and tokens.adjoin(j + 1):
        return j + 1
    return j


def tidy(value: Decimal) -> Decimal:
    """``value`` without a point where it is whole, and cut to six decimals where it has no end."""
    whole = value.to_integral_value()
    if value == whole:
        return value.quantize(Decimal(1), context=EXACTLY)
    endless = len(value.as_tuple().digits) > _ENDLESS
    return value.quantize(Decimal("0.000001"), context=EXACTLY) if endless else value
