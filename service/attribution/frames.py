"""Frames that credit figures without a reported clause: "the ministry reported 12 deaths", "recorded as 6.4 by the survey"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress
from typing import NamedTuple

from service.attribution.objects import VERBS, reported, time_at
from service.facts.clause.noun_phrase import DETERMINERS, PREPOSITIONS
from service.facts.clause.words import BASES
from service.facts.quote.accounts import according_at
from service.facts.quote.adjuncts import past_adjunct
from service.facts.quote.contents import clause_start, content_end
from service.facts.quote.heads import is_publication, known, nameable
from service.facts.quote.measures import qualifies
from service.facts.quote.naming import author_after, trimmed
from service.facts.quote.phrases import SUBJECT_PRONOUNS, Phrase, noun_after, noun_before
from service.facts.quote.subjects import subject_before, verb_group
from service.facts.quote.verbs import finite, first_verb
from service.facts.quote.words import BE, FIRST_PERSON, NUMBERS, TIMES
from service.lexicon import load
from service.model import Basis
from service.rules import Rule
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens

_LEXICON = load("service.attribution", "sources.toml")


_DATED_PARTS = frozenset(_LEXICON["finders"]["dated"])
_PARTICIPLES = frozenset(_LEXICON["agent"]["participles"])
_STATISTICS = frozenset(_LEXICON["agent"]["statistics"])
_TO = frozenset(_LEXICON["commitment"]["to"])
_OF = frozenset(_LEXICON["commitment"]["of"])
_WAKES = _PARTICIPLES | VERBS.keys() | _TO | _OF | {"according"}
_TO_AGENT = 16
"""Tokens from a participle to the "by" of its agent, at most."""
_PAPERS_DUE = frozenset({"account", "announcement", "offer", "report", "reports"})
_FRONTS = frozenset(_LEXICON["front"]["prepositions"])
_PAPERS = frozenset(_LEXICON["front"]["papers"])

OBJECT = Rule(
    "attribution.reported_object", None, 'What stands behind a verb of reporting: "The ministry reported 12 deaths", "raised the toll to six".'
)
AGENT = Rule("attribution.agent", None, 'What somebody is said to have reported, by the passive: "recorded as magnitude 6.4 by the survey".')
COMMITMENT = Rule(
    "attribution.noun_of_saying", None, 'What stands behind a source’s estimate, claim, plan or pledge: "the firm’s estimate of £5 million".'
)
ACCORDING = Rule("attribution.according_to", None, 'What "according to" covers, a clause or a fragment: "magnitude 5.1 according to the institute".')
FRONT = Rule("attribution.front", None, 'What a paper named in front of the sentence holds: "In a report by the agency, 14 wells are listed".')
FRAMES = (OBJECT, AGENT, COMMITMENT, ACCORDING, FRONT)


class Frame(NamedTuple):
    """Tokens ``[first, last)`` that ``source`` is credited with, by the words ``cue``."""

    rule: Rule
    first: int
    last: int
    source: Phrase
    cue: Phrase
    basis: Basis


def frames(tokens: Tokens, sentence: Sentence, furthest: int) -> Iterator[Frame]:
    """Every frame of a sentence that may hold a token up to ``furthest``; each look-around is bounded, so the cost is linear in its tokens."""
    low, limit = sentence.first, sentence.last
    norms = tokens.norms
    if norms[low] in _FRONTS:
        yield from _front(tokens, low, limit)
    for i in compress(range(low, limit), map(_WAKES.__contains__, norms[low:limit])):
        norm = norms[i]
        if norm == "according" and i + 2 < limit and norms[i + 1] == "to":
            found = according_at(tokens, low, i, limit)
            if found:
                source, cue, first, last = found
                yield Frame(ACCORDING, _fragment(tokens, first, last, limit), last, source, cue, Basis.ACCORDING_TO)
            continue
        if norm in _PARTICIPLES and "by" in norms[i + 1 : i + _TO_AGENT]:
            yield from _agent(tokens, low, i, limit)
        if i >= furthest:
            continue  # an object stands behind its verb, and what a noun commits to behind the noun
        if norm in VERBS:
            for first, last, source in reported(tokens, low, i, limit):
                yield Frame(OBJECT, first, last, source, Phrase(i, i + 1), _basis(tokens, source))
        if norm in _TO or norm in _OF:
            yield from _commitment(tokens, low, i, limit)


def _basis(tokens: Tokens, source: Phrase) -> Basis:
    return Basis.PUBLICATION if is_publication(tokens, source) else Basis.REPORTED_SPEECH


def _fragment(tokens: Tokens, first: int, last: int, limit: int) -> int:
    """Where the words that a trailing "according to" covers begin: behind the last clause boundary before it."""
    for k in range(last - 1, first, -1):
        if tokens.norms[k] == "," and k + 1 < limit and tokens.norms[k + 1] in {"but", "while", "whereas", "although"}:
            return k + 1
    return first


def _agent(tokens: Tokens, low: int, i: int, limit: int) -> Iterator[Frame]:
    """A passive of reporting with its agent: what stands before it in its clause, and between it and "by"."""
    norms = tokens.norms
    by = next(
        (
            k
            for k in range(i + 1, min(limit, i + _TO_AGENT))
            if norms[k] == "by" or norms[k] in {";", ":", "and"} or (norms[k] != "by" and finite(tokens, k, i))
        ),
        None,
    )
    if by is None or norms[by] != "by":
        return
    source = noun_after(tokens, by + 1, limit)
    at = next((k for k in range(source.first + 1, source.last) if norms[k] == "at" and _is_figure(tokens, k + 1, limit)), None) if source else None
    if source is not None and at is not None:
        source = Phrase(source.first, at)
    if source is None or not nameable(tokens, source, None) or not known(tokens, source) or norms[source.first] in TIMES:
        return
    group = verb_group(tokens, low, i)
    cue = Phrase(i, i + 1)
    if group.passive:
        if group.negated:
            return
        subject = subject_before(tokens, low, group.first)
        first = clause_start(tokens, low, i)
        if subject is not None and subject.first > first and norms[subject.first - 1] == ",":
            first = subject.first
        last = content_end(tokens, i, limit, backshifted=True)
        if source.last + 1 < limit and norms[source.last] in {"in", "on", "last"} and norms[source.last + 1] in TIMES:
            last = source.last  # "was given by the delegation in May"
        yield Frame(AGENT, first, max(source.last, last), trimmed(tokens, source), cue, _basis(tokens, source))
        return
    if group.first < i and norms[i - 1] in {"has", "have", "had"}:
        return
    put_at = source.last + 1 < limit and norms[source.last] == "at" and _is_figure(tokens, source.last + 1, limit)
    if put_at and norms[i - 1] == ",":  # "those who fell ill, put by the region at 9,000"
        yield Frame(AGENT, i, content_end(tokens, source.last, limit, backshifted=True), trimmed(tokens, source), cue, _basis(tokens, source))
        return
    noun = noun_before(tokens, low, i)
    if noun is None:
        return
    if norms[i] in _DATED_PARTS:  # "a report published last week by the fund": the time is that of publishing
        yield Frame(AGENT, noun.first, i, trimmed(tokens, source), cue, _basis(tokens, source))
        return
    first, last = noun.first, content_end(tokens, source.last, limit, backshifted=True) if put_at else source.last
    start = clause_start(tokens, low, i)
    if any(norms[k] in _STATISTICS for k in range(start, i)) and first_verb(tokens, start, i, low) is None:
        first, last = start, content_end(tokens, source.last, limit, backshifted=True)
    yield Frame(AGENT, first, max(source.last, last), trimmed(tokens, source), cue, _basis(tokens, source))


def _is_figure(tokens: Tokens, k: int, limit: int) -> bool:
    """Whether a number with its sign or qualifier begins at token ``k``."""
    norm = tokens.norms[k]
    return norm[0].isdigit() or norm in NUMBERS or norm in {"£", "$", "€"} or qualifies(tokens, k, limit)


def _commitment(tokens: Tokens, low: int, n: int, limit: int) -> Iterator[Frame]:
    """What a source's plan, pledge, estimate or claim holds: "its pledge to spend", "the firm’s estimate of"."""
    norms = tokens.norms
    k = n + 1
    if k >= limit:
        return
    source: Phrase | None = None
    first = n - 1
    while (
        first > low
        and n - first < 4
        and norms[first][0].isalpha()
        and norms[first] not in DETERMINERS
        and norms[first] not in PREPOSITIONS
        and norms[first] not in SUBJECT_PRONOUNS
        and not finite(tokens, first, low)
    ):
        first -= 1
    if first >= low and norms[first] in {"'s", "'", "’"} and first > low:
        source = noun_before(tokens, low, first)
    elif first >= low and norms[first] in {"his", "her", "its", "their"}:
        source = Phrase(first, first + 1)
    elif norms[k] in {"by", "from"}:
        source = noun_after(tokens, k + 1, limit)
        if source is None:
            return
        k = source.last
    if k < limit and norms[k] in {"at", "in", "on", "for", "by"} and (behind := past_adjunct(tokens, k, limit)) < limit and norms[behind] in BE:
        k = behind  # the ministry's count at the time was
    if k < limit and norms[k] == ",":
        closing = next((x for x in range(k + 2, min(limit - 1, k + _INSERTED)) if norms[x] == ","), None)
        if closing is not None and norms[closing + 1] in BE:
            k = closing + 1  # the ministry's estimate, given in May, was
    if source is None or k >= limit or norms[source.first] in FIRST_PERSON or norms[source.last - 1] in TIMES:
        return
    if not (
        (norms[k] == "to" and norms[n] in _TO and _infinitive(tokens, k + 1, limit))
        or (norms[k] in {"of", "for", "at"} and norms[n] in _OF)
        or (norms[k] in BE and norms[n] in _OF and norms[n] not in _PAPERS_DUE)
    ):
        return
    if norms[source.first] not in {"his", "her", "its", "their"} and not known(tokens, source):
        return
    if time_at(tokens, k + 1, limit) > k + 1 or (norms[k + 1][0].isdigit() and k + 2 < limit and norms[k + 2] in TIMES):
        return  # "its report of 2 March"
    last = content_end(tokens, k + 1, limit, backshifted=True)
    for x in range(k + 2, last):  # the noun phrase ends where the verb that it is the subject of begins
        if norms[k] not in BE and finite(tokens, x, k) and not any(norms[y] in {"who", "which", "that", "whose"} for y in range(k + 1, x)):
            last = x
            break
    yield Frame(COMMITMENT, k + 1, last, trimmed(tokens, source), Phrase(n, n + 1), _basis(tokens, source))


_INSERTED = 12
"""Tokens between commas behind "the ministry's estimate", at most."""


def _infinitive(tokens: Tokens, k: int, limit: int) -> bool:
    """Whether a bare infinitive stands at ``k``: a verb that is known, or a plain word with an object behind it."""
    if k + 1 >= limit:
        return False
    norm, nxt = tokens.norms[k], tokens.norms[k + 1]
    return norm in BASES or (
        norm.isalpha()
        and tokens.words[k].islower()
        and norm not in DETERMINERS
        and (nxt in DETERMINERS or not nxt[0].isalpha())
        and nxt not in {".", ","}
    )


def _front(tokens: Tokens, low: int, limit: int) -> Iterator[Frame]:
    """A paper named in front: "In a report by the agency, …", "By the ministry’s count, …"."""
    norms = tokens.norms
    comma = next((k for k in range(low + 2, min(limit, low + 26)) if norms[k] == ","), None)
    if comma is None or comma + 3 >= limit or first_verb(tokens, low + 1, comma, low) is not None:
        return
    paper = next((k for k in range(low + 1, comma) if norms[k] in _PAPERS), None)
    if paper is None:
        return
    source: Phrase | None = None
    if norms[paper - 1 : paper] and any(norms[x] == "'s" for x in range(max(low + 1, paper - 3), paper)):
        at = next(x for x in range(paper - 1, low, -1) if norms[x] == "'s")
        source = noun_before(tokens, low + 1, at) if at > low + 1 else None
    elif paper == low + 2 and norms[low + 1] in {"his", "her", "its", "their"}:
        source = Phrase(low + 1, low + 2)
    elif paper + 2 < comma and norms[paper + 1] in {"of", "by", "from"}:
        source = noun_after(tokens, paper + 2, comma)
    elif tokens.words[paper - 1][0].isupper() and paper - 1 > low:
        source = Phrase(low + 1, paper + 1)
    if source is None or norms[source.last - 1] in TIMES:
        return
    if norms[source.first] not in {"his", "her", "its", "their"} and not (known(tokens, source) and nameable(tokens, source, None)):
        return
    if norms[comma + 1] in FIRST_PERSON:
        return
    last = content_end(tokens, comma + 1, limit, backshifted=True)
    yield Frame(FRONT, comma + 1, last, trimmed(tokens, author_after(tokens, source, comma)), Phrase(low, paper + 1), Basis.PUBLICATION)
