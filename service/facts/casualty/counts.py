"""The phrases of a sentence that may count victims: numbers with their nouns, "a man", "no one", names of persons."""

from __future__ import annotations

from itertools import compress
from operator import ne

from service.facts.casualty.names import may_name, name, surname
from service.facts.casualty.numbered import number
from service.facts.casualty.phrases import Count
from service.facts.casualty.singles import article, nobody, pronoun
from service.facts.casualty.uncounted import is_amount
from service.facts.clause.words import PERSONS
from service.facts.numeral import Numeral
from service.reading import Reading
from service.transcript.sentences import Sentence
from service.transcript.tokens import among, places

_NOBODY = frozenset({"no", "nobody", "none", "not"})
_ARTICLES = frozenset({"a", "an", "another"})
_PRONOUNS = frozenset({"both", "another"})
_OF_ONE_OR_NOBODY = _ARTICLES | _PRONOUNS | _NOBODY
EXTREMES = frozenset({"youngest", "oldest", "eldest"})
"""Words that single out one of those counted before."""
_MOST = 60
"""Counts of a sentence, at most: only one without an end has more."""


def counts(reading: Reading, sentence: Sentence, tags: str, *, singles: bool) -> list[Count]:
    """Every count of a sentence in order; ``singles`` asks for "a man" and names too."""
    found: list[Count] = []
    i = sentence.first
    norms, words, by_first = reading.tokens.norms, reading.tokens.words, reading.numerals.by_first
    for at in _openers(reading, sentence, tags, singles=singles):
        if at < i:
            continue  # inside the count before
        if len(found) >= _MOST:
            break
        i = at
        numeral = by_first.get(i)
        t = tags[i - sentence.first]
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
            if count is None and (norms[i] in _ARTICLES or norms[i] == "the"):
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


def _openers(reading: Reading, sentence: Sentence, tags: str, *, singles: bool) -> list[int]:
    """The tokens of a sentence at which a count may begin, in order."""
    first, last = sentence.first, sentence.last
    norms = reading.tokens.norms[first:last]
    numbers = [n.first for n in reading.numerals.within(first, last)]
    opening = _OF_ONE_OR_NOBODY if singles else _NOBODY
    if not singles and opening.isdisjoint(norms):
        return numbers
    found = {*numbers, *map(first.__add__, among(norms, opening))}
    if singles:
        words = reading.tokens.words[first:last]
        if "including" in norms:  # "including the driver"
            found.update(first + i + 1 for i in places(norms, "including") if norms[i + 1 : i + 2] == ["the"])
        found.update(i for i in compress(range(first, last), map(ne, norms, words)) if tags[i - first] == "N" and words[i - first][0].isupper())
    return sorted(found)


def may_count(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence may hold a count: a number that is no amount at first sight, a word for nobody, or the youngest."""
    for n in reading.numerals.within(sentence.first, sentence.last):
        if not is_amount(reading, sentence, n):
            return True
    words = reading.tokens.norms[sentence.first : sentence.last]
    return not _NOBODY.isdisjoint(words) or not EXTREMES.isdisjoint(words)


def may_number(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence holds a number that is no amount at first sight, each of "from 5 to 10%" looked at for itself."""
    norms = reading.tokens.norms
    for n in reading.numerals.within(sentence.first, sentence.last):
        if not is_amount(reading, sentence, n) or (n.form == "range" and norms[n.first - 1] == "from"):
            return True
    return False


def may_count_one(reading: Reading, sentence: Sentence, words: frozenset[str]) -> bool:
    """Whether a sentence of ``words``, in which no number stands, may count one person or both: by an article, a pronoun or a name."""
    if not _PRONOUNS.isdisjoint(words) or ("not" in words and "one" in words):
        return True
    if not _ARTICLES.isdisjoint(words) and ("old" in words or not PERSONS.isdisjoint(words)):
        return True
    return may_name(reading, sentence, words)


def _halves(reading: Reading, n: Numeral) -> list[Numeral]:
    """As in "from 14 to 16" as two numbers, for a count that changed."""
    middle = next((j for j in range(n.first, n.last) if reading.tokens.norms[j] == "to"), None)
    if middle is None or n.low is None or n.high is None:
        return [n]
    return [Numeral(n.first, middle, n.low, None, None, "digits"), Numeral(middle + 1, n.last, n.high, None, None, "digits")]
