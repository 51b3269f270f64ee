"""Counts whose noun is left out: what stands around the number says that it is one. "57 in Iraq", "more than twenty had joined", "eight to a room"."""

from __future__ import annotations

from service.facts.clause.noun_phrase import AUXILIARIES, FUNCTION_WORDS
from service.facts.numeral import Numeral, bounded, changes
from service.facts.quantity.build import fact
from service.facts.quantity.units import LEXICON
from service.model import Mention, Qualifier
from service.reading import Reading
from service.transcript.sentences import Sentence

_PLAIN = frozenset({"digits", "words", "mixed"})
_BOUNDS = frozenset({Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.MORE_THAN, Qualifier.LESS_THAN, Qualifier.NEARLY, Qualifier.ABOUT})
_PEAKS = frozenset(LEXICON["elliptic"]["peaks"])
_CALLED = frozenset(LEXICON["elliptic"]["called"])
_MARKS = frozenset({"“", "‘", '"'})
_PLACED = frozenset({"in", "at", "from", "near", "around"})
_HEDGES = frozenset({"about", "around", "maybe", "perhaps", "some", "roughly", "nearly", "almost", "like", "probably", "over", "only", "just"})
_BEEN = frozenset({"be", "been", "were", "are"})
_STOPS = frozenset({".", ",", ";", "?", "!", ":"})
_WON = frozenset(LEXICON["elliptic"]["won"])
_NAMING = frozenset(LEXICON["before_year"]["months"]) | frozenset(LEXICON["named"]["words"]) | frozenset(LEXICON["named"]["strict"])
_GAP_ENDS = frozenset({",", ".", ";", "and", "on", "with", "(", ")", "but", "while", "to", "–", "—"})
_GAP_OPENS = frozenset({",", ";", "and", "while", "but", "to", "against"})
BESIDE = 24
"""Tokens before a number in which another may count the same things."""
ASKED = 40
"""Tokens at the end of a question in which "how many" may stand."""


def elliptic(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | None:
    """The count at ``n`` whose noun is left out, or None."""
    if n.form not in _PLAIN or n.value is None:
        return None
    if n.value == 1:
        stands = _lesser_side(reading, sentence, n)
    else:
        stands = (
            _lesser_side(reading, sentence, n)
            or _aboard(reading, sentence, n)
            or _in_place(reading, sentence, n)
            or _done(reading, sentence, n)
            or _subject(reading, sentence, n)
            or _to_each(reading, sentence, n)
            or _peak(reading, sentence, n)
            or _there(reading, sentence, n)
            or _it_was(reading, sentence, n)
            or _answer(reading, sentence, n)
            or _moved(reading, sentence, n)
        )
    if not stands:
        return None
    return fact(reading, "quantity.bare", n.first, n.last, bounded(reading.tokens, sentence, n, n.first, n.last), None, None)


def _lesser_side(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    """The smaller side of a vote: the one of "by 148 votes to one"."""
    norms, k = reading.tokens.norms, n.first - 2
    return k > sentence.first and norms[k + 1] == "to" and norms[k] in ("votes", "vote", "points", "goals") and reading.numerals.ending(k) is not None


def _aboard(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    """People in a vessel: "86 aboard", "120 on board"."""
    norms, j = reading.tokens.norms, n.last
    return j < sentence.last and (norms[j] == "aboard" or (norms[j] == "on" and j + 1 < sentence.last and norms[j + 1] in ("board", "foot")))


def _in_place(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    """So many of what was counted before in one more place: "90 strikes, 57 in Iraq", "1,800 in Mexico and — as was said — 640 in Indonesia"."""
    tokens, norms, j = reading.tokens, reading.tokens.norms, n.last
    if j + 1 >= sentence.last or norms[j] not in _PLACED or not tokens.words[j + 1][0].isupper() or tokens.adjoin(n.first):
        return False
    if _a_year(reading, n):
        return False
    if n.first == sentence.first or norms[n.first - 1] not in (",", "and", "—", "–", "-", ":", "with", "but", "plus"):
        return False
    by_first = reading.numerals.by_first
    for k in range(n.first - 2, max(sentence.first, n.first - BESIDE) - 1, -1):
        before = by_first.get(k)
        if before is not None and before.form in _PLAIN and before.value is not None and before.last < n.first:
            return norms[before.last][0].isalpha() and not _a_year(reading, before)
    return False


def _done(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    """So many of what was counted before as something was done to: the 640 of "900 claims had come in, 640 approved and cheques sent on 500"."""
    norms, j = reading.tokens.norms, n.last
    if j + 1 >= sentence.last or norms[n.first - 1] not in (",", "and") or not norms[j].endswith("ed") or len(norms[j]) < 6:
        return False
    if norms[j + 1] not in _STOPS and norms[j + 1] not in ("and", "or", "by", "in", "at", "as"):
        return False
    for k in range(n.first - 2, max(sentence.first, n.first - BESIDE) - 1, -1):
        before = reading.numerals.by_first.get(k)
        if before is not None and before.form in _PLAIN and before.value is not None:
            return before.value > (n.value or 0) and norms[before.last][0].isalpha() and norms[before.last] not in FUNCTION_WORDS
    return False


def _a_year(reading: Reading, n: Numeral) -> bool:
    """Whether a number is written as years are."""
    word = reading.tokens.words[n.first]
    return len(word) == 4 and word.isdecimal() and 1500 <= (n.value or 0) <= 2100


def _subject(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    """A bounded number that does something: "more than twenty had joined"."""
    j = n.last
    if j >= sentence.last or reading.tokens.norms[j] not in AUXILIARIES:
        return False
    return bounded(reading.tokens, sentence, n, n.first, n.last).qualifier in _BOUNDS


def _to_each(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    """So many share one thing: "eight to a room", "six to a desk"."""
    norms, j = reading.tokens.norms, n.last
    if j + 2 >= sentence.last or norms[j] != "to" or norms[j + 1] not in ("a", "an", "each", "every") or norms[j + 2] in FUNCTION_WORDS:
        return False
    return norms[j + 2].isalpha() and norms[j + 2] not in ("end", "halt", "stop", "close", "man", "degree", "point") and (n.value or 0) <= 100


def gapped(reading: Reading, sentence: Sentence, n: Numeral) -> Mention | None:
    """What another side won, its noun left out: the 121 of "Labour took 411 seats, the Conservatives 121 and Reform UK five"."""
    tokens, norms, k = reading.tokens, reading.tokens.norms, n.first - 1
    if n.form not in _PLAIN or n.value is None or k <= sentence.first or not tokens.words[k][0].isupper() or norms[k] in _NAMING:
        return None
    after = norms[n.last] if n.last < sentence.last else "."
    if after not in _GAP_ENDS or tokens.adjoin(n.first):
        return None
    while k > sentence.first and k > n.first - 5 and tokens.words[k][0].isupper():
        k -= 1
    k -= norms[k] == "the" and k > sentence.first
    if norms[k] not in _GAP_OPENS:
        return None
    for j in range(k - 1, max(sentence.first, k - BESIDE) - 1, -1):
        before = reading.numerals.by_first.get(j)
        if before is not None and before.form in _PLAIN and not _WON.isdisjoint(norms[before.last : before.last + 3]):
            return fact(reading, "quantity.bare", n.first, n.last, bounded(tokens, sentence, n, n.first, n.last), None, None)
    return None


def _moved(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    """Either figure of a change: the 12 and the 8 of "it was cut from 12 to 8"."""
    norms = reading.tokens.norms
    if norms[n.first - 1] == "from":
        behind = norms[n.last : n.last + 1] == ["to"] and reading.numerals.starting(n.last + 1) is not None
        return behind and changes(reading.tokens, n.first, sentence.first)
    before = reading.numerals.ending(n.first - 1) if norms[n.first - 1] == "to" else None
    if before is None or before.form not in _PLAIN or (n.last < sentence.last and norms[n.last][0].isalnum() and norms[n.last] not in FUNCTION_WORDS):
        return False
    return before.first > sentence.first and changes(reading.tokens, before.first, sentence.first)


def _peak(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    """The number that a high, a total or a quoted figure is: "from a high of six hundred", "the number of “two dozen” is wrong"."""
    norms, k = reading.tokens.norms, n.first - 1
    if k > sentence.first + 1 and norms[k] in _MARKS:
        return norms[k - 1] == "of" and norms[k - 2] in _CALLED
    return (
        k > sentence.first
        and norms[k] == "of"
        and norms[k - 1] in _PEAKS
        and not (n.last < sentence.last and norms[n.last][0].isalpha() and (n.value or 0) < 10)
    )


def _there(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    """So many as there were: "where there should have been nine", "there were two."."""
    norms, k = reading.tokens.norms, n.first - 1
    while k > sentence.first and norms[k] in _HEDGES:
        k -= 1
    if k < sentence.first or norms[k] not in _BEEN or (n.last < sentence.last and norms[n.last] not in _STOPS):
        return False
    return "there" in norms[max(sentence.first, k - 3) : k]


def _it_was(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    """The number that "it" comes to: "I think it was about a dozen.", "it was forty."."""
    norms, k = reading.tokens.norms, n.first - 1
    if n.last < sentence.last and norms[n.last] not in _STOPS:
        return False
    while k > sentence.first and norms[k] in _HEDGES:
        k -= 1
    if k <= sentence.first or norms[k] not in {"was", "'s", "is"} or norms[k - 1] not in {"it", "that"} or _a_year(reading, n):
        return False
    return (n.value or 0) >= (LEAST_ALONE if k == n.first - 1 else 10)


LEAST_ALONE = 13
"""The least that "it was forty" says of a count; below it is a time, a score or an age as well."""


def _answer(reading: Reading, sentence: Sentence, n: Numeral) -> bool:
    """The number that answers "how many" in the sentence before: "How many were there? Thirty-eight."."""
    if n.first - sentence.first > 3 or sentence.index == 0:
        return False
    norms = reading.tokens.norms
    if any(
        norms[k][0].isalpha() and norms[k] not in ("a", "about", "maybe", "perhaps", "some", "around", "only", "just")
        for k in range(sentence.first, n.first)
    ):
        return False
    if n.last < sentence.last and norms[n.last][0].isalnum():
        return False
    asked = reading.sentences[sentence.index - 1]
    if not asked.question:
        return False
    words = norms[max(asked.first, asked.last - ASKED) : asked.last]
    return "how" in words and words[words.index("how") + 1 : words.index("how") + 2] == ["many"]
