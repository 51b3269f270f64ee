"""Shares: "a third of all programmes", "two-thirds", "half the population"."""

from __future__ import annotations

from service.facts.numeral import Numeral, bounded
from service.facts.quantity.build import fact, noun_of, refusal
from service.facts.quantity.units import LEXICON, Unit
from service.model import Mention, Refusal
from service.reading import Reading
from service.transcript.sentences import Sentence

_HALF = {name: frozenset(words) for name, words in LEXICON["half"].items()}


def fraction(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | Refusal | None:
    """A fraction of something: "a third of all programmes", "two-thirds", "half the population"."""
    if n.form != "fraction":
        return None
    tokens, norms, last = reading.tokens, reading.tokens.norms, n.last
    before = norms[n.first - 1] if n.first > sentence.first else ""
    after = norms[last] if last < sentence.last else ""
    if norms[last - 1] in {"half", "quarter"} and after != "of":
        if before in _HALF["never_before"] or after in _HALF["never_behind"]:
            return refusal(reading, n, "half or quarter in another sense")
        if after not in _HALF["behind"] and before not in _HALF["before"] and after and after[0].isalpha():
            return refusal(reading, n, "half or quarter in another sense")
    if tokens.words[n.first][0].isdecimal() and after != "of" and before not in _HALF["before"]:
        return refusal(reading, n, "digits with a stroke that count nothing named")
    if norms[last - 1] in {"a", "an"}:
        return None
    noun = noun_of(reading, last, sentence.last)
    return fact(reading, "quantity.fraction", n.first, last, bounded(tokens, sentence, n, n.first, last), Unit("fraction", "ratio"), noun)
