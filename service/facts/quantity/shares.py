"""Shares: "a third of all programmes", "two-thirds", "half the population"."""

from __future__ import annotations

from service.facts.numeral import Numeral, bounded
from service.facts.numeral.cardinal import share_goes_on
from service.facts.numeral.words import AFTER_FRACTION, FRACTIONS, ORDINALS, SHARE_VERBS
from service.facts.quantity.build import fact, noun_of, refusal
from service.facts.quantity.units import LEXICON, Unit
from service.model import Mention, Refusal
from service.reading import Reading
from service.transcript.sentences import Sentence

_ONE_DOES = frozenset({"was", "is", "has", "had", "will"})
_PLACES = frozenset({"in", "on", "at", "for", "by", "to", "last", "this", "with"})
_HALF = {name: frozenset(words) for name, words in LEXICON["half"].items()}


_TELLING = frozenset({"said", "say", "did", "do"})
_SHARE_FOLLOWERS = AFTER_FRACTION - _PLACES - _ONE_DOES
_MAKING = frozenset(LEXICON["making"]["words"])
COUNTED_WITHIN = 30
"""Tokens before "a tenth" in which nine may be counted."""


def _next_in_line(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    """Whether "a tenth" is the one after nine: "we closed nine offices and opened a tenth", "they have three children and a fourth on the way"."""
    norms = reading.tokens.norms
    after = norms[n.last] if n.last < sentence.last else ""
    if n.last - n.first != 2 or norms[n.first] not in {"a", "an"} or norms[n.first + 1] not in ORDINALS or n.value is None:
        return False
    if after in {"of", "as"} or after in _SHARE_FOLLOWERS or norms[n.first - 1 : n.first] == ["by"]:
        return False
    if n.first > sentence.first and norms[n.first - 1] in _MAKING and after not in _ONE_DOES:
        return True
    before = ORDINALS[norms[n.first + 1]] - 1
    numerals = reading.numerals.by_first
    earlier = (numerals[k] for k in range(max(0, n.first - COUNTED_WITHIN), n.first) if k in numerals)
    return any(m.value == before and m.form in {"words", "digits"} and m.last < n.first and norms[m.last].isalpha() for m in earlier)


def fraction(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | Refusal | None:
    """A fraction of something: "a third of all programmes", "two-thirds", "half the population"."""
    tokens, norms, last = reading.tokens, reading.tokens.norms, n.last
    if n.form == "range" and (n.high or 1) < 1 and norms[last - 1] in FRACTIONS:
        return fact(
            reading,
            "quantity.fraction",
            n.first,
            last,
            bounded(tokens, sentence, n, n.first, last),
            Unit("fraction", "ratio"),
            noun_of(reading, last, sentence.last),
        )
    if n.form != "fraction":
        return None
    if _next_in_line(reading, sentence, n):
        return refusal(reading, n, "an ordinal")
    before = norms[n.first - 1] if n.first > sentence.first else ""
    after = norms[last] if last < sentence.last else ""
    if norms[last - 1] in {"half", "quarter"} and after != "of":
        goes_on = after in _TELLING or (after in SHARE_VERBS and share_goes_on(tokens, last, sentence.last))
        if (before in _HALF["never_before"] and not (goes_on and before in {"and", "that"})) or after in _HALF["never_behind"]:
            return refusal(reading, n, "half or quarter in another sense")
        if not goes_on and after not in _HALF["behind"] and before not in _HALF["before"] and after and after[0].isalpha():
            return refusal(reading, n, "half or quarter in another sense")
    if tokens.words[n.first][0].isdecimal() and after != "of" and before not in _HALF["before"]:
        return refusal(reading, n, "digits with a stroke that count nothing named")
    if norms[last - 1] in {"a", "an"}:
        return None
    noun = noun_of(reading, last, sentence.last)
    return fact(reading, "quantity.fraction", n.first, last, bounded(tokens, sentence, n, n.first, last), Unit("fraction", "ratio"), noun)
