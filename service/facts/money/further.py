"""Amounts whose unit was said with the amount before: "gave £3 million in May and another 500,000 in June"."""

from __future__ import annotations

from service.facts.clause.words import tag
from service.facts.money.amount import Amount, amount_from
from service.facts.numeral import Numeral
from service.reading import Reading
from service.transcript.sentences import Sentence

WAKES = frozenset({"another", "further", "additional", "extra"})
_BACK = 30
"""Tokens before a bare number in which the amount stands that it adds to."""
_LEAST = 1000
"""Smaller bare numbers may count anything."""
_BEHIND = frozenset({",", ".", ";", "in", "to", "for", "before", "by", "from", "on", "next", "last", "this", "over", "towards", "through", "under"})
_COUNTED = frozenset({"digits", "words", "mixed"})


def further(reading: Reading, sentence: Sentence, i: int) -> Amount | None:
    """The amount that a bare number behind "another" at token ``i`` adds to the one before it, in the same unit."""
    numeral = reading.numerals.by_first.get(i + 1)
    if (
        numeral is None
        or numeral.form not in _COUNTED
        or numeral.value is None
        or numeral.value < _LEAST
        or numeral.last >= sentence.last
        or reading.tokens.norms[numeral.last] not in _BEHIND
    ):
        return None
    before = _amount_before(reading, sentence, i)
    if before is None or _is_subject(reading, sentence, numeral):
        return None
    return Amount(numeral.first, numeral.last, numeral, before.unit, "money.further_amount")


def _amount_before(reading: Reading, sentence: Sentence, i: int) -> Amount | None:
    """The amount that the nearest number before token ``i`` is of; None where that number counts something else."""
    by_first = reading.numerals.by_first
    for j in range(i - 1, max(sentence.first, i - _BACK) - 1, -1):
        numeral = by_first.get(j)
        if numeral is None or numeral.form in {"ordinal", "year"} or (numeral.value is not None and 1900 <= numeral.value < 2100):
            continue
        return amount_from(reading, sentence, j) or (amount_from(reading, sentence, j - 1) if j > sentence.first else None)
    return None


def _is_subject(reading: Reading, sentence: Sentence, numeral: Numeral) -> bool:
    """Whether a verb follows in the clause: "£3 million, and another 5,000 in the hills [went] hungry"."""
    tags = tag(reading.tokens, reading.numerals, sentence.first, sentence.last)
    clause = tags[numeral.last - sentence.first :]
    end = min((at for mark in ",;." if (at := clause.find(mark)) >= 0), default=len(clause))
    return not {"A", "V"}.isdisjoint(clause[:end])
