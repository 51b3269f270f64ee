"""The words by which a mention is said to be part of those harmed: "five of the dead", "Among the injured were two nurses", "The victims included a doctor"."""

from __future__ import annotations

from decimal import Decimal

from service.facts.casualty.lexicon import LEXICON
from service.facts.clause.words import BE, is_person
from service.model import Casualty, Harm, Mention
from service.reading import Reading
from service.transcript.tokens import among

_SHARES = LEXICON["shares"]
HARMED: dict[str, Harm | None] = {
    word: Harm(harm) if harm != "any" else None for harm in ("any", *(h.value for h in Harm)) for word in _SHARES.get(harm, ())
}
"""Words for those who were harmed, with the harm where they tell it."""
THOSE = frozenset({"the", "those", "these"})
INCLUDES = frozenset({"include", "included", "includes"})
THEY = "they"
"""Stands for the word of those who are meant by "the remaining" or "that"."""
_THAT = frozenset({"that", "this", "they", "these", "it", "those"})
_NAMED = frozenset({"named", "identified"})
_WHO = frozenset({"who", "that", *BE, "have", "has", "had"})
FORMERLY = frozenset({"from", "against"})
"""Words before a count that another is compared with: "up from 52"."""


def of_the_harmed(reading: Reading, last: int) -> bool:
    """Whether the words behind a mention that ends before token ``last`` make it a part: "five of the dead", "two of those arrested"."""
    return of_whom(reading, last) is not None


def of_whom(reading: Reading, last: int) -> str | None:
    """The word for the harmed behind a mention that ends before token ``last``: "dead" of "five of the confirmed dead"."""
    norms = reading.tokens.norms
    if norms[last : last + 1] != ["of"] or norms[last + 1 : last + 2] == [] or norms[last + 1] not in THOSE:
        return None
    return _harmed_word(reading, last + 2)


def _harmed_word(reading: Reading, i: int) -> str | None:
    """The first word for the harmed from token ``i`` on, past an adjective or "who have been"; None behind a number, which counts for itself."""
    norms = reading.tokens.norms
    stop = min(len(norms), i + 2)
    if norms[i : i + 1] and norms[i] in {"who", "that"}:
        stop = min(len(norms), i + 5)
    for k in range(i, stop):
        if k in reading.numerals.by_first:
            return None
        if norms[k] in HARMED and (k > i or norms[k] not in _WHO):
            return norms[k]
        if k > i and norms[k] in {",", ".", ";"}:
            return None
    return None


_AMONG = frozenset({"among"})


def among_the_harmed(reading: Reading, mention: Mention) -> str | None:
    """The word for those whom a mention's sentence says more of: "Among the dead were two doctors", "The injured include a nurse"; None for no such sentence."""
    sentence = reading.sentence_of(mention.first)
    if sentence is None:
        return None
    norms = reading.tokens.norms
    words = norms[sentence.first : min(sentence.last, sentence.first + 12)]
    if words[:1] in (["among"], ["of"]) and words[1:2] and words[1] in THOSE:
        opened = _harmed_word(reading, sentence.first + 2)
        if opened is not None and not (harm_of(mention) is not HARMED[opened] and ";" in norms[sentence.first : mention.first]):
            return opened
    behind = norms[mention.last : min(sentence.last, mention.last + 12)]
    for i in among(behind[:-2], _AMONG):
        if behind[i + 1] in THOSE and behind[i + 2] in HARMED:
            return behind[i + 2]  # "Two nurses and a policeman were among the dead"
    if norms[mention.first - 1] in {"remaining", "other"} and norms[mention.first - 2] in {"the", "all"}:
        return THEY
    if words[:1] and words[0] in _THAT and words[1:2] and words[1] in INCLUDES and mention.first <= sentence.first + 4:
        return THEY  # "That includes two serious injuries"
    return _listed(reading, mention, words)


def _listed(reading: Reading, mention: Mention, words: list[str]) -> str | None:
    """The subject of a sentence that lists the harmed: "The dead include", "Those killed were", "Victims included", "The passengers who died included"."""
    at = 1 if words[:1] and words[0] in {"the", "those", "its", "their"} else 0
    if not words[at : at + 1]:
        return None
    head = words[at]
    who = head not in HARMED and (at == 0 or words[0] != "those") and is_person(head)
    if who or (at and words[0] == "those" and head == "who"):
        k = next((k for k in range(at + who, len(words)) if words[k] in HARMED and words[k] not in _WHO), None)
        if k is None or words[at + who] != "who":
            return None
        head, at = words[k], k
    if head not in HARMED or (at == 0 and head not in {"victims", "casualties"}):
        return None
    sentence = reading.sentence_of(mention.first)
    assert sentence is not None
    following = words[at + 1 : at + 2]
    listing = following and (following[0] in INCLUDES or following[0] in {"were", "are", ","})
    if listing and sentence.first + at + 1 < mention.first:
        return head
    if words[at + 1 : at + 2] in (["have"], ["were"]) and not _NAMED.isdisjoint(words[at + 2 : at + 5]):
        return head  # "The dead have been named as Ryan Holt and Ewan Marsh"
    behind = reading.tokens.norms[sentence.first : mention.first]
    return head if words[0] == "the" and at == 1 and not INCLUDES.isdisjoint(behind) else None


def how_many(mention: Mention) -> Decimal | None:
    """The one number of a casualty mention, None for a range or a vague number."""
    return value_of(mention).count.value


def size(mention: Mention) -> Decimal | None:
    """The number of a casualty mention, for a range or a vague number its lower bound."""
    count = value_of(mention).count
    return count.value if count.value is not None else count.min


def harm_of(mention: Mention) -> Harm:
    """What came to the people of a casualty mention."""
    return value_of(mention).harm


def value_of(mention: Mention) -> Casualty:
    """A mention's value, which is a casualty's."""
    assert isinstance(mention.value, Casualty)
    return mention.value


__all__ = [
    "FORMERLY",
    "HARMED",
    "INCLUDES",
    "THEY",
    "THOSE",
    "among_the_harmed",
    "harm_of",
    "how_many",
    "of_the_harmed",
    "of_whom",
    "size",
    "value_of",
]
