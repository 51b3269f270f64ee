"""The subject of a verb that has none beside it: behind "and", "to" and "as", and of what "we found in our report"."""

from __future__ import annotations

from service.facts.clause.noun_phrase import DETERMINERS
from service.facts.quote.heads import known, nameable
from service.facts.quote.phrases import MARKS, Phrase, noun_after, noun_before
from service.facts.quote.subjects import subject_before, verb_group
from service.facts.quote.verbs import PARTICIPLES, PERSONS, finite, is_adverb, never_finite, past_form
from service.facts.quote.words import (
    AUXILIARIES,
    BE,
    CUES,
    ENTRANCES,
    FIRST_PERSON,
    LEADERS,
    MODALS,
    PHRASES,
    QUOTED,
    STANCES,
    STUDIES,
    WRITING,
)
from service.transcript.tokens import Tokens

_PLAIN_AUXILIARIES = AUXILIARIES - MODALS
_NO_SOURCE = FIRST_PERSON | {"which", "who", "that", "there"}


def own_paper(tokens: Tokens, low: int, at: int) -> Phrase | None:
    """The paper in which "we" say so: "In [our report] we found that"; a paper is a source by its own name."""
    norms = tokens.norms
    for k in range(at - 1, max(low, at - 6), -1):
        if norms[k] in {"my", "our"} and norms[k - 1] in {"in", "from", "on"}:
            last = at - (norms[at - 1] == ",")
            return Phrase(k, last) if norms[last - 1] in STUDIES else None
    return None


def quoted_as(tokens: Tokens, low: int, at: int) -> Phrase | None:
    """Who is quoted "as saying": the subject of the passive ("was quoted as"), or the object of the active ("quoted an official as")."""
    norms = tokens.norms
    passive = next((x for x in range(at - 1, max(low, at - 8), -1) if norms[x] in QUOTED), None)
    if passive is None:
        return None
    group = verb_group(tokens, low, passive)
    if group.passive:
        return subject_before(tokens, low, group.first)
    return noun_before(tokens, passive + 1, at) if at - passive > 1 else None


def infinitive(tokens: Tokens, low: int, to: int) -> Phrase | None:
    """The subject of "is right to say", "went on to say", "was quick to add"."""
    norms = tokens.norms
    k = to - 1
    if k > low and norms[k] == ",":  # "goes on, at paragraph 9, to say"
        k = next((x for x in range(k - 1, max(low, k - 9), -1) if norms[x] == ","), k) - 1
    if k <= low:
        return None
    if norms[k] in LEADERS:
        k -= 1
        while k > low and norms[k] in {"at", "the", "absolutely", "quite", "very", "entirely", "perfectly", "also", "surely"}:
            k -= 1
        if norms[k] not in BE and norms[k] != "'s":
            return None
        return subject_before(tokens, low, verb_group(tokens, low, k).first)
    if norms[k] in ENTRANCES:
        if norms[k] == "on":
            k -= 1
        return subject_before(tokens, low, verb_group(tokens, low, k).first) if norms[k] in ENTRANCES or norms[k] == "gone" else None
    writing = next((x for x in range(k, max(low, k - 6), -1) if norms[x] in WRITING), None)
    return subject_before(tokens, low, verb_group(tokens, low, writing).first) if writing is not None else None


def clause_subject(tokens: Tokens, low: int, at: int) -> Phrase | None:
    """The subject of the clause whose verb is joined or added to at token ``at``: "X did an inquiry and [found]", "X agreed, [saying]".

    The nearest verb of reporting before it is preferred to the nearest verb.
    """
    norms = tokens.norms
    low = max(low, at - 70)
    for k in range(at - 1, low - 1, -1):
        if norms[k] == ";" or (norms[k] in {":", "?"} and k + 1 < at and norms[k + 1] not in MARKS):
            low = k + 1
            break
    return _nearest_subject(tokens, low, at, loose=False) or _nearest_subject(tokens, low, at, loose=True)


def _governs(tokens: Tokens, low: int, verb: int, k: int) -> bool:
    """Whether the noun phrase between ``verb`` and ``k`` is the object of the first, so that the second is no verb of its own."""
    norms = tokens.norms
    if norms[verb] in _ESTIMATING:
        return True
    return (past_form(norms[k]) or norms[k] in PARTICIPLES) and norms[verb] not in CUES and finite(tokens, verb, low)


_ESTIMATING = frozenset({"put", "puts", "place", "places", "placed", "peg", "pegs", "pegged"})
_SAYING = MARKS | CUES.keys()
_VERBS = 5
"""Verbs whose subject is looked for, at most: a clause before which more stand is joined to none."""


def _nearest_subject(tokens: Tokens, low: int, at: int, *, loose: bool) -> Phrase | None:
    norms = tokens.norms
    nearest: Phrase | None = None
    inside = False
    verbs = 0
    for k in range(at - 1, low, -1):
        if never_finite(norms[k]) and norms[k] not in _SAYING and norms[k - 1] not in PERSONS:
            continue
        if norms[k] in MARKS:
            inside = not inside
            if not inside and (norms[k + 1] in STANCES or (is_adverb(norms[k + 1]) and norms[k + 2] in STANCES)):
                phrase = subject_before(tokens, low, k)  # the firm “regrets any delay” but insists
                if phrase is not None and known(tokens, phrase):
                    return phrase
        inverted = norms[k] in CUES and "inverts" in CUES[norms[k]].classes and norms[k - 1] in MARKS
        said = norms[k] == "said" and norms[k - 1] not in AUXILIARIES and norms[k - 1] not in DETERMINERS
        if inside or not (inverted or said or finite(tokens, k, low, loose=loose)):
            continue
        verbs += 1
        if verbs > _VERBS:
            break
        phrase = subject_before(tokens, low, verb_group(tokens, low, k).first)
        if phrase is None and inverted:
            phrase = noun_after(tokens, k + 1, at)
        if phrase is None or (phrase.first > low and norms[phrase.first - 1] in {"which", "whom"}):
            continue
        relative = norms[verb_group(tokens, low, k).first - 1] in {"who", "that"} and norms[k] not in CUES
        if relative and phrase.first > low and norms[phrase.first - 1] == "of":
            continue  # "puts the number of [children who have] died at 40, and says"
        if phrase.first > low and _governs(tokens, low, phrase.first - 1, k):
            continue  # "put [the number of people made] homeless at 40 and said"
        if norms[k] in PHRASES and any(tuple(norms[k + 1 : k + 1 + len(words)]) == words for words in PHRASES[norms[k]]):
            return phrase  # pointed out that …, and said
        behind = CUES.get(norms[k + 1]) if k + 1 < at and norms[k] in _PLAIN_AUXILIARIES else None
        reporting = norms[k] in CUES or (behind is not None and (norms[k] not in BE or behind.form == "ing"))
        if reporting:
            return phrase
        if nearest is None and norms[phrase.first] not in _NO_SOURCE and nameable(tokens, phrase, None):
            nearest = phrase
        elif nearest is None and norms[phrase.first] in FIRST_PERSON:
            return phrase
    return nearest
