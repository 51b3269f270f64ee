"""The phrases of a sentence that may count victims: numbers with their nouns, "a man", "no one", names of persons."""

from __future__ import annotations

from service.facts.casualty.names import name, surname
from service.facts.casualty.numbered import number
from service.facts.casualty.phrases import Count
from service.facts.casualty.singles import article, nobody, pronoun
from service.facts.casualty.uncounted import is_amount
from service.facts.numeral import Numeral
from service.reading import Reading
from service.transcript.sentences import Sentence

_NOBODY = frozenset({"no", "nobody", "none", "not"})
_ARTICLES = frozenset({"a", "an", "another"})
_PRONOUNS = frozenset({"both", "another"})
_OF_ONE = _ARTICLES | _PRONOUNS
EXTREMES = frozenset({"youngest", "oldest", "eldest"})
"""Words that single out one of those counted before."""
_MOST = 60
"""Counts of a sentence, at most: only one without an end has more."""


def counts(reading: Reading, sentence: Sentence, tags: str, *, singles: bool) -> list[Count]:
    """Every count of a sentence in order; ``singles`` asks for "a man" and names too."""
    found: list[Count] = []
    i = sentence.first
    norms, words, by_first, last = reading.tokens.norms, reading.tokens.words, reading.numerals.by_first, sentence.last
    while i < last and len(found) < _MOST:
        numeral = by_first.get(i)
        t = tags[i - sentence.first]
        if numeral is None and norms[i] not in _NOBODY and not (singles and (norms[i] in _OF_ONE or (t == "N" and words[i][0].isupper()))):
            i += 1
            continue
        count: Count | None = None
        if norms[i] in _NOBODY:
            count = nobody(reading, sentence, tags, i)
        if count is None and numeral is not None and numeral.last <= sentence.last:
            if numeral.form == "range" and i > sentence.first and norms[i - 1] == "from":
                halves = _halves(reading, numeral)
                pair = [c for h in halves if (c := number(reading, sentence, tags, h)) is not None]
                found += pair
                i = numeral.last
                continue
            count = number(reading, sentence, tags, numeral)
            if count is None:
                i = numeral.last
                continue
        if count is None and singles:
            if norms[i] in _PRONOUNS:
                count = pronoun(reading, sentence, tags, i)
            if count is None and norms[i] in _ARTICLES:
                count = article(reading, sentence, tags, i)
            elif count is None and t == "N" and words[i][0].isupper():
                first = i
                count, i = name(reading, sentence, tags, i)
                if count is None and i == first:
                    count = surname(reading, sentence, tags, i)
        if count is not None:
            found.append(count)
            i = count.end if count.kind == "name" else count.last
        else:
            i += 1
    return found


def may_count(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence may hold a count: a number that is no amount at first sight, a word for nobody, or the youngest."""
    norms, by_first = reading.tokens.norms, reading.numerals.by_first
    if any(i in by_first and not is_amount(reading, sentence, by_first[i]) for i in range(sentence.first, sentence.last)):
        return True
    words = norms[sentence.first : sentence.last]
    return not _NOBODY.isdisjoint(words) or not EXTREMES.isdisjoint(words)


def _halves(reading: Reading, n: Numeral) -> list[Numeral]:
    """As in "from 14 to 16" as two numbers, for a count that changed."""
    middle = next((j for j in range(n.first, n.last) if reading.tokens.norms[j] == "to"), None)
    if middle is None or n.low is None or n.high is None:
        return [n]
    return [Numeral(n.first, middle, n.low, None, None, "digits"), Numeral(middle + 1, n.last, n.high, None, None, "digits")]
