"""A phrase that counts people, and what is told of it alike for numbers, articles, names and nobody."""

from __future__ import annotations

from typing import NamedTuple

from service.facts.casualty.lexicon import LEXICON, Frame, expression
from service.facts.clause.phrases import is_qualifier
from service.facts.clause.words import is_person
from service.facts.numeral import Numeral
from service.reading import Reading
from service.transcript.sentences import Sentence

_THINGS = frozenset(LEXICON["things"]["words"])
MONTHS = frozenset(LEXICON["things"]["months"])
_SUFFIXES = tuple(LEXICON["things"]["suffixes"])
NOT_PEOPLE = frozenset(LEXICON["names"]["not_people"])
STATES = frozenset({"dead", "injured", "wounded", "missing", "homeless", "displaced", "infected", "detained", "hurt", "trapped"})
VICTIM_NOUNS = frozenset(LEXICON["counted"]["victims"])
CASUALTY_NOUNS = frozenset(LEXICON["counted"]["casualties"])


class Count(NamedTuple):
    """A phrase that counts people, on tokens. ``[first, last)`` is the mention, ``left`` where its qualifiers begin, ``end`` where its complement ends.

    ``kind``: number, article ("a man"), name, none ("no one"). ``head`` is the noun's token, None for a bare number.
    ``partitive``: it is some "of the" others.
    """

    kind: str
    left: int
    first: int
    last: int
    end: int
    head: int | None
    noun: int
    numeral: Numeral | None = None
    partitive: bool = False


def is_victim(reading: Reading, head: int) -> bool:
    """Whether the noun at token ``head`` means people that harm can come to."""
    norm = reading.tokens.norms[head]
    if norm in _THINGS and not reading.tokens.words[head][1:2].isupper():  # seals, but not SEALs
        return False
    if is_person(norm) or norm.endswith(_SUFFIXES):
        return True
    sense = expression(reading.tokens.norms, head, head + 1)
    return (sense is not None and sense.sense(Frame.COUNTED) is not None) or (
        reading.tokens.words[head][0].isupper() and norm not in NOT_PEOPLE and norm not in MONTHS
    )


def left_edge(reading: Reading, sentence: Sentence, i: int) -> int:
    """Where the qualifiers of the number at token ``i`` begin."""
    floor = max(sentence.first, i - 8)
    while i > floor and is_qualifier(reading.tokens, i - 1):
        i -= 1
    return i


def complement(tags: str, norms: list[str], base: int, last: int, limit: int) -> int:
    """The end of an "of" or "from" phrase that says more of the people: "members of the Coast Guard", "seventeen from the Armed Forces"."""
    i = last
    if i + 1 < limit and norms[i] in {"under", "over", "aged"} and tags[i + 1 - base] == "Q" and i > base and tags[i - 1 - base] == "N":
        i += 1
        while i < limit and tags[i - base] == "Q":
            i += 1
        return i
    if norms[i : i + 1] == ["of"] and norms[i + 1 : i + 2] and norms[i + 1] in {"them", "us", "these", "those"}:
        return min(i + 2, limit)
    if i + 1 >= limit or norms[i] not in {"of", "from"}:
        return last
    i += 1
    start = i
    while i < min(limit, start + 8) and tags[i - base] in "DNp-" and norms[i] not in STATES:
        i += 1
    return i if i > start else last
