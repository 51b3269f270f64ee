"""What an amount is paid for each of: "£20 a week", "$15 an hour", "£9,250 per student per year"."""

from __future__ import annotations

from service.facts.clause.noun_phrase import FUNCTION_WORDS
from service.facts.money.words import PER, RATE_BEFORE, RATE_BEHIND, RATE_BETWEEN
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens

_REACH = 3
_PERIODS = frozenset({"year", "month", "week", "day", "hour"})
_LONGER = _PERIODS | {"fortnight", "quarter", "decade"}
_DATING = frozenset({"earlier", "later", "ago", "previously", "prior", "hence"})
_DATING_LAST = frozenset({"before", "after", "on", "since"})
_EVERY = frozenset({"per", "each", "every", "/"})


def rate(tokens: Tokens, sentence: Sentence, first: int, last: int) -> str | None:
    """The rate that stands behind the amount ``[first, last)`` or, as an adjective, before it."""
    norms, end = tokens.norms, sentence.last
    j = last
    for _ in range(_REACH):
        if j >= end:
            break
        if norms[j] == "-" and tokens.adjoin(j):
            j += 1
            continue
        found = _at(tokens, j, end)
        if found is not None:
            return found
        if norms[j] not in RATE_BETWEEN:
            break
        j += 1
    for j in range(first - 1, max(sentence.first, first - 3) - 1, -1):
        if norms[j] in RATE_BEFORE:
            return RATE_BEFORE[norms[j]]
    for j in range(first - 2, max(sentence.first, first - 5) - 1, -1):  # "every year £90 million"
        if norms[j] in {"every", "each"} and (norms[j + 1] in _PERIODS) and norms[j + 2 : first] in ([], [","], ["some"], ["about"], ["around"]):
            return norms[j + 1]
    return None


def _dates(tokens: Tokens, j: int, end: int) -> bool:
    """Whether what stands behind "a year" makes it a date and no rate: "$3bn a year earlier", "£5 a week before."."""
    if j >= end:
        return False
    return tokens.norms[j] in _DATING or (tokens.norms[j] in _DATING_LAST and (j + 1 >= end or not tokens.norms[j + 1][0].isalnum()))


def _at(tokens: Tokens, j: int, end: int) -> str | None:
    """The rate at token ``j``: "a week", "per head", "annually", "for every child"."""
    norms = tokens.norms
    opener = norms[j]
    if opener in RATE_BEHIND and opener not in _EVERY:
        return RATE_BEHIND[opener]
    if opener == "p" and norms[j : j + 3] == ["p", ".", "a"]:
        return "year"
    if opener == "for" and j + 1 < end and norms[j + 1] in {"each", "every"}:
        j, opener = j + 1, norms[j + 1]
    if opener not in {"a", "an"} and opener not in _EVERY:
        return None
    k = j + 1
    if k < end and norms[k] == "-" and tokens.adjoin(k):
        k += 1
    if k >= end:
        return RATE_BEHIND.get(opener)
    for words, name in PER.get(norms[k], ()):
        if norms[k : k + len(words)] == list(words):
            return None if opener == "a" and name in _LONGER and _dates(tokens, k + len(words), end) else name
    if opener == "per" and norms[k][0].isalpha() and norms[k] not in FUNCTION_WORDS:
        return norms[k]
    return RATE_BEHIND.get(opener) if norms[k] in FUNCTION_WORDS or not norms[k][0].isalnum() else None
