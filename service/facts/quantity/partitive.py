"""Some of so many: the three of "three of the five ministers", the six of "six of the army's 14 bases"."""

from __future__ import annotations

from service.facts.clause.noun_phrase import AUXILIARIES, counted
from service.facts.numeral import Numeral, bounded, scale_of
from service.facts.numeral.words import tidy
from service.facts.quantity.build import MONEY, fact
from service.facts.quantity.units import unit_at
from service.model import Mention
from service.reading import Reading
from service.transcript.sentences import Sentence

_PARTITIVE = frozenset({"the", "those", "these", "their", "our", "its", "his", "her", "my", "your"})


def of_those(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | None:
    """Some of a larger number of things, which the number's own span leaves out: "three of the five ministers"."""
    tokens, norms, end = reading.tokens, reading.tokens.norms, sentence.last
    j = n.last + 1
    if j >= end or norms[n.last] != "of" or n.value == 1 or n.form in {"fraction", "vague"}:
        return None
    if norms[j] in {"which", "whom", "them"} or (
        norms[j] in {"us", "you"}
        and (
            n.form in {"digits", "range"} or (n.value or 0) >= 10 or (norms[n.first - 1] in {"were", "are", "was"} and norms[n.first - 2] == "there")
        )
    ):
        return fact(reading, "quantity.count", n.first, n.last, bounded(tokens, sentence, n, n.first, n.last), None, None)
    owned = _owned_number(reading, j, end)
    if owned is not None:
        return _of_so_many(reading, sentence, n, owned)
    if norms[j] not in _PARTITIVE:
        return _of_so_many(reading, sentence, n, j)
    more = reading.numerals.starting(j + 1)
    if more is not None:
        n = _scaled_like(reading, n, more)
    phrase = counted(tokens, more.last if more is not None else j + 1, end)
    if phrase is None and more is None and norms[j] not in {"those", "these"}:
        return None
    noun = tokens.slice(phrase.first, phrase.last) if phrase else None
    return fact(reading, "quantity.count", n.first, n.last, bounded(tokens, sentence, n, n.first, n.last), None, noun)


_OWNER = 6
"""Tokens of an owner's name before what is his: "31 of the city council's 52 parks"."""


def _owned_number(reading: Reading, j: int, end: int) -> int | None:
    """The token of the number that an owner named from token ``j`` on has: the 52 of "31 of the region's 52 parks"."""
    norms = reading.tokens.norms
    for k in range(j + 1, min(end - 1, j + _OWNER)):
        if norms[k] == "'s" or (norms[k] == "'" and norms[k - 1].endswith("s")):
            return k + 1 if reading.numerals.starting(k + 1) is not None else None
        if not norms[k][0].isalpha() or norms[k] in AUXILIARIES:
            return None
    return None


def _of_so_many(reading: Reading, sentence: Sentence, n: Numeral, at: int) -> Mention | None:
    """Some of the number of things at token ``at``: the six of "six of 14 bases", "six of the army's 14 bases"."""
    tokens, end = reading.tokens, sentence.last
    whole = reading.numerals.starting(at)
    if whole is None or whole.form not in {"digits", "words", "mixed"} or n.form not in {"digits", "words", "mixed"}:
        return None
    n = _scaled_like(reading, n, whole)
    if not 1 < (n.value or 0) <= (whole.value or 0) or "of" in tokens.norms[n.first - 1 : n.first]:
        return None
    phrase = counted(tokens, whole.last, end) if whole.last < end else None
    if phrase is None or tokens.norms[phrase.head] in MONEY or unit_at(tokens, whole.last, end, figures=True) is not None:
        return None
    noun = tokens.slice(phrase.first, phrase.last)
    return fact(reading, "quantity.count", n.first, n.last, bounded(tokens, sentence, n, n.first, n.last), None, noun)


def _scaled_like(reading: Reading, n: Numeral, whole: Numeral) -> Numeral:
    """``n`` with the scale of the number that it is part of: "1.9 of the 4.2 million", "4.5 of the region's six million"."""
    tokens = reading.tokens
    if n.value is None or whole.value is None or "." not in tokens.words[n.first] or n.value >= 1000 or scale_of(tokens, n) != 1:
        return n
    value = tidy(n.value * scale_of(tokens, whole))
    return n._replace(value=value) if n.value < value < whole.value else n
