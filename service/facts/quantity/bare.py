"""Figures without a noun: "the 2.8 million who voted", "the total rose to 45", "passed 218 to 205"."""

from __future__ import annotations

from service.facts.clause.noun_phrase import AUXILIARIES, FUNCTION_WORDS
from service.facts.numeral import Numeral, behind, bounded
from service.facts.numeral.words import CHANGES, VAGUE
from service.facts.quantity.build import fact
from service.facts.quantity.units import LEXICON
from service.model import Mention, Qualifier, Refusal
from service.reading import Reading
from service.transcript.sentences import Sentence

_BEFORE_BARE = frozenset(LEXICON["before_bare"]["words"])
_VOTED = frozenset(LEXICON["voted"]["words"])
_HEDGES = frozenset({"about", "around", "maybe", "perhaps", "some", "roughly", "nearly", "almost", "just", "under", "over", "like"})
_ONE_UNIT = frozenset(LEXICON["one_unit"]["units"]) - {"second"}


def _whole(reading: Reading, n: Numeral) -> bool:
    """Whether ``n`` is the 30 of "28 of the 30"."""
    return reading.tokens.norms[n.first - 2 : n.first] == ["of", "the"] and reading.numerals.ending(n.first - 2) is not None


def _large(n: Numeral, word: str, before: str) -> bool:
    """Whether a number is written as figures are: "2.8 million", "45,000", "36 to 48 million"."""
    if n.form == "range":
        return (n.low or 0) >= 1000 or (before == "between" and "." in word)
    if n.form == "words" and n.value is not None and n.value >= 1000 and n.value / 1000 == (n.value / 1000).to_integral_value():
        return before not in {"a", "the", "-"}
    return n.form == "mixed" or (n.form == "digits" and ("," in word or "." in word))


def _written(reading: Reading, n: Numeral, before: str, after: str) -> bool:
    """Whether digits stand where a figure does: "rose to 45", "29 have served", "the 30 who left", the 30 of "28 of the 30"."""
    word = reading.tokens.words[n.first]
    if not word[0].isdecimal() or (n.value or n.high or 0) < 10 or n.form not in {"digits", "range"}:
        return False
    if before in _BEFORE_BARE or n.form == "range":
        return before in _BEFORE_BARE
    named = before == "the" and (after in {"who", "that", "in", "whose", "which", "already"} or after.endswith("ed"))
    return word.isdecimal() and (after in AUXILIARIES or named or _whole(reading, n))


_VOTE_NEAR = 12
"""Tokens before ", 61 to 37," in which the vote stands."""


def _outvotes(reading: Reading, n: Numeral, before: str, after: str) -> bool:
    """Whether a number is the larger side of a vote: the 218 of "passed 218 to 205", the 61 of "backed the motion, 61 to 37"."""
    if after != "to" or n.form != "digits":
        return False
    apart = before in {",", "("} and not _VOTED.isdisjoint(reading.tokens.norms[max(0, n.first - _VOTE_NEAR) : n.first])
    if before not in _VOTED and not apart:
        return False
    other = reading.numerals.starting(n.last + 1)
    return other is not None and other.form == "digits" and (other.value or 0) < (n.value or 0)


def _a_time(norms: list[str], j: int, end: int) -> bool:
    """Whether a number is so many in a time: "we sold three or four hundred a week"."""
    return j + 1 < end and norms[j] in {"a", "an", "per", "each", "every"} and norms[j + 1] in _ONE_UNIT


def _some_of_those(reading: Reading, sentence: Sentence, n: Numeral, after: str) -> bool:
    """Whether a number is a part of those that its sentence opens with: "Of the 297 people inside, 227 escaped"."""
    norms = reading.tokens.norms
    if n.form not in {"digits", "words", "mixed"} or norms[n.first - 1] != "," or not after.isalpha() or after in FUNCTION_WORDS - AUXILIARIES:
        return False
    whole = next((m for m in map(reading.numerals.by_first.get, range(sentence.first + 1, min(sentence.first + 4, n.first))) if m), None)
    return norms[sentence.first] == "of" and whole is not None and whole.last < n.first and (whole.value or 0) > (n.value or 0) > 1


def _reached(norms: list[str], i: int, begin: int) -> bool:
    """Whether something rose or fell to the number at token ``i``: "it went down to maybe sixty"."""
    j = i - 1
    while j > begin and j > i - 4 and norms[j] in _HEDGES:
        j -= 1
    return j > begin and norms[j] == "to" and not CHANGES.isdisjoint(norms[max(begin, j - 3) : j])


_BOUNDS = frozenset({Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.MORE_THAN, Qualifier.LESS_THAN})


def bare(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | Refusal | None:
    """A figure without a noun: "of the 2.8 million who voted", "the total rose to 45"."""
    if n.value == 1 or n.form == "fraction":
        return None
    tokens, norms = reading.tokens, reading.tokens.norms
    word = tokens.words[n.first]
    before = norms[n.first - 1] if n.first > sentence.first else ""
    last = behind(tokens, n.last, sentence.last)
    after = norms[last] if last < sentence.last else ""
    strong = norms[last : last + 2] == ["-", "strong"] or _outvotes(reading, n, before, after)
    if after == "-" and not strong:
        return None
    if not (strong or _large(n, word, before) or _written(reading, n, before, after) or _said(reading, sentence, n, last, after)):
        return None
    return fact(reading, "quantity.bare", n.first, n.last, bounded(tokens, sentence, n, n.first, n.last), None, None)


def _said(reading: Reading, sentence: Sentence, n: Numeral, last: int, after: str) -> bool:
    """Whether the words around a bare number say that it is a figure: "it went down to sixty", "Of the 297, 227 escaped", "more than forty."."""
    tokens, norms = reading.tokens, reading.tokens.norms
    if n.form == "vague":
        stands = norms[n.last - 1] in VAGUE and (after in AUXILIARIES or after.endswith("ed"))
    else:
        stands = (
            (n.first == sentence.first and after in {"is", "was", "are", "were"})
            or (n.form in {"digits", "words", "range", "mixed"} and (n.value or n.high or 0) >= 10 and _a_time(norms, last, sentence.last))
            or (n.form == "words" and (n.value or 0) >= 10 and _reached(norms, n.first, sentence.first))
            or _some_of_those(reading, sentence, n, after)
        )
    if stands:
        return True
    return (n.value or 0) >= 2 and not after[:1].isalnum() and bounded(tokens, sentence, n, n.first, n.last).qualifier in _BOUNDS
