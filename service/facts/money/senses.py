"""Whether a currency's name has another sense: pounds of weight, seats that a party won, real concerns."""

from __future__ import annotations

from decimal import Decimal

from service.facts.clause.noun_phrase import FUNCTION_WORDS
from service.facts.money.amount import Amount
from service.facts.money.words import (
    MASS,
)  # fmt: skip
from service.facts.numeral import scale_of
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens


def weighs(tokens: Tokens, sentence: Sentence, amount: Amount, locale: str) -> bool:
    """Whether pounds are a weight: "a 20-pound bag", "five pounds of flour", "weighed 7 pounds"."""
    numeral, last, end = amount.numeral, amount.last, sentence.last
    if scale_of(tokens, numeral) >= 1000 and numeral.form != "vague":
        return False
    before = tokens.norms[max(sentence.first, amount.first - 8) : amount.first]
    if any(word in MASS["weighing"] for word in before) or any(word in MASS["before"] for word in before[-4:]):
        return True
    following = tokens.norms[last : min(end, last + 6)]
    if not following:
        return False
    if (
        following[0] in MASS["behind"]
        or following[:2] in (["per", "square"], ["in", "weight"])
        or (following[0] == "and" and following[2:3] == ["ounces"])
        or following[1:2] == ["ounces"]
        or (following[0] == "," and following[2:3] == ["ounces"])
    ):
        return True
    if following[0] == "of":
        return any(word in MASS["matter"] for word in following[1:5])
    if tokens.norms[last - 1] == "pound" and any(word in MASS["things"] for word in following[:2]):
        return True
    small = numeral.form != "vague" and (numeral.value or numeral.high or Decimal(0)) < 1000
    if any(word in MASS["money"] for word in before):
        return False
    return locale.endswith("US") and small and following[0] not in {"sterling", "a", "per", "an"}


def goes_on(tokens: Tokens, j: int, end: int) -> bool:
    """Whether what follows makes "won" a verb, "real" an adjective: "202 won by", "three real changes"."""
    return j < end and (
        tokens.norms[j] in {"by", "the", "a", "an", "his", "her", "their", "its", "it", "them"}
        or (tokens.norms[j] not in FUNCTION_WORDS and tokens.norms[j][0].isalpha())
    )
