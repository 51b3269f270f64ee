"""One person by an article, people by a pronoun, and nobody."""

from __future__ import annotations

from decimal import Decimal

from service.facts.casualty.lexicon import LEXICON, expression
from service.facts.casualty.names import OLDEST
from service.facts.casualty.phrases import STATES, Count, complement, is_victim
from service.facts.clause.noun_phrase import is_plural
from service.facts.clause.words import is_person, singular
from service.facts.numeral import Numeral
from service.reading import Reading
from service.transcript.sentences import Sentence

_NOBODY = frozenset({"nobody", "no-one", "none"})
_CAPTIVE = STATES | {"hostage", "captive", "prisoner"}
_NOT_ONE = frozenset(LEXICON["names"]["not_one"])


def end_of_age(norms: list[str], first: int, j: int, limit: int) -> int | None:
    """The end of "12-year-old", whose number stands in ``[first, j)``; None where no age stands there."""
    if j > first and j + 3 < limit and norms[j] == "-" and norms[j + 1] in {"year", "month", "week", "day"} and norms[j + 3] == "old":
        return j + 4
    return None


def article(reading: Reading, sentence: Sentence, tags: str, i: int) -> Count | None:
    """One person by an indefinite article: "a man", "an 11-year-old girl"."""
    base, norms, tokens = sentence.first, reading.tokens.norms, reading.tokens
    j = i + 1
    limit = min(sentence.last, i + 10)
    ordinal = reading.numerals.by_first.get(j)
    if ordinal is not None and ordinal.form == "ordinal" and ordinal.last < limit and tags[ordinal.last - base] == "N":
        j = ordinal.last  # "a third man"
    elif j < limit and tags[j - base] == "Q":
        while j < limit and tags[j - base] == "Q":
            j += 1
        if not (j + 3 < limit and norms[j] == "-" and tokens.adjoin(j)):
            return None
    age = end_of_age(norms, i + 1, j, limit)
    if age is not None and (age >= limit or tags[age - base] not in "N-"):
        return Count("article", i, i, age, complement(tags, norms, base, age, sentence.last), None, i + 1)
    while j < limit and tags[j - base] in "N-B" and not (j > i + 1 and tags[j - base] == "B"):
        j += 1
    while (
        j - 1 > i
        and tags[j - 1 - base] == "N"
        and expression(norms, j - 1, j) is not None
        and (not is_person(norms[j - 1]) or (norms[j - 1] in _CAPTIVE and is_person(norms[j - 2])))
    ):
        j -= 1
    head = j - 1
    if head <= i or not is_person(norms[head]) or is_plural(norms[head]) or singular(norms[head]) != norms[head] or norms[head] in _NOT_ONE:
        return None
    return Count("article", i, i, j, _past_age(reading, sentence, j) or complement(tags, norms, base, j, sentence.last), head, i + 1)


def _past_age(reading: Reading, sentence: Sentence, j: int) -> int | None:
    """The end of "of 52" behind "a man"; None where no age stands there."""
    numeral = reading.numerals.by_first.get(j + 1) if reading.tokens.norms[j : j + 1] == ["of"] else None
    if numeral is None or numeral.last > sentence.last or numeral.value is None or numeral.value > OLDEST or numeral.form not in {"digits", "words"}:
        return None
    return numeral.last if numeral.last >= sentence.last or reading.tokens.norms[numeral.last] in _BEHIND_AGE else None


_BEHIND_AGE = frozenset({",", ".", ";", "and", "or", "who", "was", "were", "is", "has", "had", "died", "drowned"})


def pronoun(reading: Reading, sentence: Sentence, tags: str, i: int) -> Count | None:
    """People told of before, as the subject of what came to them: "both were killed", "both men died", "and another was wounded"."""
    base, norms = sentence.first, reading.tokens.norms
    value, j = (Decimal(2), i + 1) if norms[i] == "both" else (Decimal(1), i + 1)
    head: int | None = None
    if value == 2 and j < sentence.last and is_plural(norms[j]) and is_person(norms[j]):
        head, j = j, j + 1
    end = j + 2 if norms[j : j + 2] in (["of", "them"], ["of", "whom"]) else j
    if value == 2 and j < sentence.last and tags[j - base] == "C":
        return None  # "both of them", but "both killed and injured"
    if value == 2 and head is not None and end < sentence.last and norms[end] == ",":  # "Both gunmen, brothers from Sur Baher, were shot"
        close = next((k for k in range(end + 1, min(sentence.last - 1, end + 12)) if norms[k] == ","), None)
        if close is not None and tags[close + 1 - base] in "AV":
            return Count("number", i, i, j, end, head, i + 1, Numeral(i, i + 1, value, None, None, "words"))
    if end >= sentence.last or not (
        tags[end - base] in "AV" or (tags[end - base] == "B" and end + 1 < sentence.last and tags[end + 1 - base] in "AV")
    ):
        return None
    if value == 1 and not (i > base and tags[i - 1 - base] in "C,;"):
        return None
    return Count("number", i, i, j, end, head, i + 1, Numeral(i, i + 1, value, None, None, "words"))


def _initial(reading: Reading, j: int) -> bool:
    """Whether token ``j`` is the stop of an initial, as in "U.S."."""
    return reading.tokens.norms[j] == "." and len(reading.tokens.norms[j - 1]) == 1 and reading.tokens.adjoin(j)


def nobody(reading: Reading, sentence: Sentence, tags: str, i: int) -> Count | None:
    """A count of nobody: "no one", "none", "no civilians", "not a single person"."""
    base, norms = sentence.first, reading.tokens.norms
    j = i + 1
    if norms[i] in _NOBODY:
        if norms[i] == "none" and i + 2 < sentence.last and norms[i + 1] == "of" and norms[i + 2] in {"this", "that", "it", "which"}:
            return None
        return Count("none", i, i, j, complement(tags, norms, base, j, sentence.last), None, j)
    if norms[i] == "not":
        if norms[j : j + 2] not in (["a", "single"], ["one", "single"]) and norms[j : j + 1] != ["one"]:
            return None
        j += 2 if norms[j + 1 : j + 2] == ["single"] else 1
        if norms[j : j + 1] == ["of"]:
            return Count("none", i, i, j, complement(tags, norms, base, j, sentence.last), None, j)
    elif j < sentence.last and norms[j] == "one":
        return Count("none", i, i, j + 1, j + 1, None, j + 1)
    start = j
    while j < min(sentence.last, start + 8) and (
        tags[j - base] in "N-" or norms[j] in {"other", "more", "further", "such"} or (j > start and _initial(reading, j))
    ):
        j += 1
    if j == start:
        return None
    head = j - 1
    while head > start and not is_victim(reading, head):
        head -= 1
    if not is_victim(reading, head) or (head + 1 < j and expression(norms, head + 1, j) is None):
        return None
    return Count("none", i, i, head + 1, complement(tags, norms, base, head + 1, sentence.last), head, start)
