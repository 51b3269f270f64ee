"""What later speakers report of earlier ones: "The hon. Member for X (Name) mentioned the toolkit", "the contribution of Lord Y"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.attribution.people import Entry
from service.attribution.references import Form, Reference
from service.attribution.scene import Scene, is_person
from service.lexicon import load

_WORDS = {key: frozenset(words.split()) for key, words in load("service.attribution")["resolver"].items()}
_SPOKE, _CONTRIBUTIONS, _STOP, _ELSEWHERE = _WORDS["spoke"], _WORDS["contributions"], _WORDS["stop"], _WORDS["elsewhere"]
_EMPTY = _STOP | _SPOKE | _CONTRIBUTIONS
"""Words that tell nothing of what was said."""
_WINDOW, _BEFORE = 45, 14
"""Tokens behind a reference, and before it, that may say what was spoken of."""
_REACH, _LIST = 12, 80
"""Tokens around a reference that may set what was said elsewhere, and before it that open the list in which it stands."""
_CONTRIBUTED = frozenset(("contributing", "contributed", "contributions", "speeches"))
_AGREES = frozenset(("agree", "agreed", "agrees", "sympathise", "disagree", "concur"))
_OPENS = 1
"""Tokens before whoever a sentence is about."""
_SPOKEN = _CONTRIBUTIONS | {"speeches", "contributed", "spoke", "heard"}
_ON = frozenset(("he", "she", "his", "her"))
_SPEECHES = frozenset(("speech", "contribution", "contributions", "speeches", "spoke"))
_NO_REPORT = frozenset(("answer", "answers", "reply", "response", "not"))
_OTHERS = frozenset(("others", "colleagues", "many", "several"))
"""Behind "and": who said it too."""
_JOINED = frozenset(("and", ",", ";", "as", "well"))


@dataclass(frozen=True, slots=True)
class Report:
    """Turn ``turn`` says of ``entry``, at ``reference``, that they spoke of ``words``; ``speech`` where it was a speech of their own."""

    turn: int
    reference: Reference
    entry: Entry
    words: frozenset[str]
    speech: bool


def reports(s: Scene, turn: int) -> Iterator[Report]:
    """What a turn reports of people with a name, in order."""
    norms = s.reading.tokens.norms
    for reference, entry in people_of(s, turn):
        words = _what_was_said(s, turn, reference)
        if words is not None:
            around = {*norms[max(0, reference.first - 7) : reference.first], *norms[reference.last : reference.last + 7]}
            yield Report(turn, reference, entry, frozenset(words), bool(around & _SPEECHES))


def people_of(s: Scene, turn: int) -> Iterator[tuple[Reference, Entry]]:
    """The members and peers with a name that a turn speaks of, by name or seat."""
    for reference in s.references(turn):
        entry = s.people.of.get(reference.first)
        if entry is not None and not reference.plural and reference.form in (Form.MEMBER, Form.PEER) and is_person(entry):
            yield reference, entry


def content(norms: Sequence[str]) -> list[str]:
    """The content words, stemmed."""
    return list(filter(None, map(_stem, norms)))


def terms(norms: Sequence[str]) -> list[str]:
    """The content words, stemmed, and each with the one that follows it."""
    words = content(norms)
    return words + [f"{a} {b}" for a, b in itertools.pairwise(words)]


@lru_cache(maxsize=16384)
def _stem(norm: str) -> str:
    """The stem of a content word; empty for any other word."""
    if norm in _EMPTY or not (len(norm) > 2 or norm.isdigit()):
        return ""
    for ending in ("ing", "ies", "ed", "es", "s"):
        if norm.endswith(ending) and len(norm) - len(ending) > 3:
            return norm[: -len(ending)]
    return norm


def _in_a_list(s: Scene, reference: Reference) -> bool:
    """Whether others are named right before or behind a reference: what is said there is of no one of them."""
    norms = s.reading.tokens.norms
    near = s.people.references.within(max(0, reference.first - 16), reference.last + 4)
    others = [r for r in near if r is not reference and r.form in (Form.MEMBER, Form.PEER) and (r.name is not None or r.seat is not None)]
    return any(
        all(n in _JOINED for n in norms[a.last : b.first])
        for a, b in ((r, reference) if r.first < reference.first else (reference, r) for r in others)
    )


def reported(s: Scene, turn: int, reference: Reference) -> bool:
    """Whether a turn says that somebody spoke in this debate: by themselves at the head of a sentence, or with others in one list."""
    norms = s.reading.tokens.norms
    sentence = s.reading.sentence_of(reference.first)
    if sentence is None:
        return False
    begin, stop = max(s.extents[turn][0], sentence.first), min(s.extents[turn][1], sentence.last)
    if set(norms[max(begin, reference.first - _REACH) : min(stop, reference.last + _REACH)]) & _ELSEWHERE:
        return False
    return (
        reference.first <= begin + _OPENS
        or _spoke(norms, begin, stop, reference)
        or (norms[reference.first - 1] == "with" and bool(_AGREES & set(norms[max(begin, reference.first - 5) : reference.first])))
        or bool(_SPOKEN & set(norms[max(begin, reference.first - _LIST) : reference.first]))
        or bool(_CONTRIBUTED & set(norms[reference.last : min(stop, reference.last + _LIST)]))
    )


def _spoke(norms: Sequence[str], begin: int, stop: int, reference: Reference) -> bool:
    """Whether the words around a reference say that the referent spoke."""
    after = norms[reference.last : min(stop, reference.last + 7)]
    lead = norms[max(begin, reference.first - 7) : reference.first]
    return (
        any(n in _SPOKE for n in after[:5])
        or (bool(_CONTRIBUTIONS & set(lead)) and lead[-1] in ("of", "by", "from"))
        or (lead[-1:] == ["by"] and bool(_SPOKE & set(lead)))
        or lead[-2:] == ["heard", "from"]
        or (after[:1] == ["'s"] and bool(_CONTRIBUTIONS & set(after)))
        or ("whose" in after[:2] and bool(_CONTRIBUTIONS & set(after)))
    )


def _what_was_said(s: Scene, turn: int, reference: Reference) -> set[str] | None:
    """The content words of the sentence that reports what the referent said, and of the next; None where it reports nothing here."""
    norms = s.reading.tokens.norms
    first, last = s.extents[turn]
    sentence = s.reading.sentence_of(reference.first)
    if sentence is None:
        return None
    begin = max(first, sentence.first)
    stop = min(last, sentence.last)
    lead = norms[max(begin, reference.first - 7) : reference.first]
    if set(norms[begin : min(stop, reference.last + _REACH)]) & _ELSEWHERE or set(lead) & _NO_REPORT:
        return None
    if not _spoke(norms, begin, stop, reference) or _in_a_list(s, reference) or _OTHERS & set(norms[reference.last : reference.last + 3]):
        return None
    end = stop
    following = s.reading.sentence_of(stop) if stop < last else None
    if following is not None and norms[stop] in _ON:
        end = min(last, following.last)
    return {
        *terms(norms[max(begin, reference.first - _BEFORE) : reference.first]),
        *terms(norms[reference.last : min(end, reference.last + _WINDOW)]),
    }
