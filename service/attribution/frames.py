"""Frames that credit figures without a reported clause: "the ministry reported 12 deaths", "recorded as 6.4 by the survey"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from service.facts.clause.noun_phrase import DETERMINERS, PREPOSITIONS
from service.facts.clause.words import BASES
from service.facts.quote.contents import clause_start, content_end
from service.facts.quote.frames import according_at
from service.facts.quote.naming import author_after, head_of, is_publication, known, nameable, trimmed
from service.facts.quote.phrases import SUBJECT_PRONOUNS, Phrase, noun_after, noun_before
from service.facts.quote.speakers import speaker_of
from service.facts.quote.subjects import subject_before, verb_group
from service.facts.quote.words import BE, CUES, FIRST_PERSON, PEOPLE, TIMES, Cue, finite, inflect, joined_verb
from service.lexicon import load
from service.model import Basis
from service.rules import Rule
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens

_LEXICON = load("service.attribution", "sources.toml")


_NOUNS = frozenset(_LEXICON["object"]["nouns"])


def _verbs() -> dict[str, Cue]:
    found: dict[str, Cue] = {}
    for name in ("revising", "finding", "speech"):
        for lemma in _LEXICON["object"][name]:
            for form, kind in inflect(lemma).items():
                known_as = found.get(form)
                classes = frozenset({name}) | (known_as.classes if known_as else frozenset())
                if lemma in _NOUNS or "nouns" in (CUES[form].classes if form in CUES else ()):
                    classes |= {"nouns"}
                found[form] = Cue(lemma, kind if known_as is None or kind != "base" else known_as.form, classes)
    return found


_VERBS = _verbs()
_COUNTS = frozenset(_LEXICON["object"]["counts"])
_DATED = frozenset(_LEXICON["object"]["dated"])
_DATED_PARTS = frozenset(_LEXICON["finders"]["dated"])
_PARTICIPLES = frozenset(_LEXICON["agent"]["participles"])
_STATISTICS = frozenset(_LEXICON["agent"]["statistics"])
_TO = frozenset(_LEXICON["commitment"]["to"])
_OF = frozenset(_LEXICON["commitment"]["of"])
_FRONTS = frozenset(_LEXICON["front"]["prepositions"])
_PAPERS = frozenset(_LEXICON["front"]["papers"])
_BODIES = frozenset(_LEXICON["finders"]["bodies"])
_HANDS = frozenset(_LEXICON["finders"]["hands"])

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


def frames(tokens: Tokens, sentence: Sentence) -> Iterator[Frame]:
    """Every frame of a sentence; each look-around is bounded, so the cost is linear in its tokens."""
    low, limit = sentence.first, sentence.last
    norms = tokens.norms
    if norms[low] in _FRONTS:
        yield from _front(tokens, low, limit)
    for i in range(low, limit):
        norm = norms[i]
        if norm == "according" and i + 2 < limit and norms[i + 1] == "to":
            found = according_at(tokens, low, i, limit)
            if found:
                source, cue, first, last = found
                yield Frame(ACCORDING, _fragment(tokens, first, last, limit), last, source, cue, Basis.ACCORDING_TO)
            continue
        if norm in _PARTICIPLES:
            yield from _agent(tokens, low, i, limit)
        if norm in _VERBS:
            yield from _object(tokens, low, i, limit)
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


def _object(tokens: Tokens, low: int, v: int, limit: int) -> Iterator[Frame]:
    """The object of a verb of reporting, up to where its clause ends."""
    norms = tokens.norms
    cue = _VERBS[norms[v]]
    nxt = norms[v + 1] if v + 1 < limit else "."
    if nxt in {"by", "that", ".", ",", ";", "pursuant", "under"} or (
        nxt == "to" and cue.lemma not in {"pledge", "promise", "vow", "commit", "propose"}
    ):
        return
    if (
        cue.form in {"base", "s"}
        and "nouns" in cue.classes
        and (v == low or norms[v - 1] in DETERMINERS or norms[v - 1] in PREPOSITIONS - {"to"} or norms[v - 1] in {"'s", "and"})
    ):
        return
    if (cue.form == "base" and v > low and norms[v - 1] == "to") or (v > low and tokens.words[v][0].isupper()):
        return
    revising = "revising" in cue.classes and any(norms[k] in _COUNTS for k in range(v + 1, min(limit, v + 7)))
    if not cue.classes & {"speech", "finding"} and not revising:
        return
    if (cue.lemma in {"speak", "complain"} and nxt not in {"of", "about"}) or (cue.lemma in {"call", "appeal"} and nxt != "for"):
        return
    group = verb_group(tokens, low, v)
    if group.passive and cue.form in {"past", "part"}:
        return
    if (
        cue.form in {"past", "part"}
        and group.first == v
        and not finite(tokens, v, low, loose=nxt in {"of", "about", "for"})
        and not (v > low and norms[v - 1] in {"and", "but", ","} and _object_follows(tokens, v, limit))
    ):
        return
    if cue.form == "ing" and not group.passive and norms[v - 1 : v] not in ([","], ["—"], ["–"]):
        return
    source = speaker_of(tokens, low, v, cue, limit)
    if source is None or not known(tokens, source):
        return
    if cue.form in {"base", "s"} and "nouns" in cue.classes and tokens.words[source.last - 1][0].isupper() and not _object_follows(tokens, v, limit):
        return  # a compound: "the Audit Office report", "Pensions Board figures"
    if "speech" not in cue.classes and not revising and not _may_find(tokens, source, cue):
        return
    last = content_end(tokens, v + 1, limit, backshifted=True)
    for k in range(v + 2, last):
        joined = norms[k] == "and" and k + 1 < last and norms[k + 1] not in _VERBS and joined_verb(tokens, k)
        if joined or (norms[k] == "," and k + 1 < last and finite(tokens, k + 1, v, loose=True)):  # the clause of "which" is over
            last = k
            break
    if revising:  # "raised the toll to six following the slide"
        last = next((k for k in range(v + 2, last) if norms[k] in {"following", "after", "because", "due", "amid", "as"}), last)
    ranges = _without_times(tokens, v + 1, last) if cue.lemma in _DATED else [(v + 1, last)]
    for first, stop in ranges:
        if stop > first:
            yield Frame(OBJECT, first, stop, source, Phrase(v, v + 1), _basis(tokens, source))


def _object_follows(tokens: Tokens, v: int, limit: int) -> bool:
    """Whether a noun phrase follows the verb at once, so that a past form behind "and" is no participle: "and reported 12 deaths"."""
    norm = tokens.norms[v + 1] if v + 1 < limit else "."
    return norm in DETERMINERS or not norm[0].isalpha() or norm in {"up", "at", "about", "around", "nearly", "over"}


def _may_find(tokens: Tokens, source: Phrase, cue: Cue) -> bool:
    """Whether what the source finds or records is a finding: a paper, a body that counts, an acronym or a name of several words."""
    norms, words = tokens.norms, tokens.words
    if is_publication(tokens, source):
        return True
    if cue.lemma not in _HANDS or cue.lemma in {"record", "identify", "put", "place"}:
        head = norms[head_of(tokens, source)]
        return (
            head in PEOPLE
            or head in _BODIES
            or words[source.last - 1][0].isupper()
            or (source.last - source.first == 1 and norms[source.first] in SUBJECT_PRONOUNS)
        )
    return any(norms[k] in _BODIES for k in range(source.first, source.last))


def _without_times(tokens: Tokens, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The object without the time of the speaking: "announced on Tuesday a fund of …", "published figures last month, which show …"."""
    norms = tokens.norms
    begin = k = first
    while k < last:
        stop = _time_at(tokens, k, last)
        if stop > k and (k == first or stop == last or norms[stop] in {",", "—", "–"}):
            if k > begin:
                yield begin, k
            begin = k = stop
        else:
            k = max(k + 1, stop)
    if last > begin:
        yield begin, last


def _time_at(tokens: Tokens, k: int, last: int) -> int:
    """Behind the words of time at ``k`` ("on Tuesday", "last month", "yesterday", "on 4 May 2020"); ``k`` itself where there are none."""
    norms = tokens.norms
    j = k + 1 if norms[k] in {"on", "last", "this", "earlier", "late", "early"} else k
    begin = j
    while (
        j < last
        and j < k + 7
        and (norms[j] in TIMES or norms[j] in {"this", "last", "morning", "evening"} or (norms[j][0].isdigit() and norms[k] == "on"))
    ):
        j += 1
    return j if j > begin and any(norms[x] in TIMES for x in range(begin, j)) else k


def _agent(tokens: Tokens, low: int, i: int, limit: int) -> Iterator[Frame]:
    """A passive of reporting with its agent: what stands before it in its clause, and between it and "by"."""
    norms = tokens.norms
    by = next(
        (
            k
            for k in range(i + 1, min(limit, i + 16))
            if norms[k] == "by" or norms[k] in {";", ":", "and"} or (norms[k] != "by" and finite(tokens, k, i))
        ),
        None,
    )
    if by is None or norms[by] != "by":
        return
    source = noun_after(tokens, by + 1, limit)
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
        yield Frame(
            AGENT, first, max(source.last, content_end(tokens, i, limit, backshifted=True)), trimmed(tokens, source), cue, _basis(tokens, source)
        )
        return
    if group.first < i and norms[i - 1] in {"has", "have", "had"}:
        return
    noun = noun_before(tokens, low, i)
    if noun is None:
        return
    if norms[i] in _DATED_PARTS:  # "a report published last week by the fund": the time is that of publishing
        yield Frame(AGENT, noun.first, i, trimmed(tokens, source), cue, _basis(tokens, source))
        return
    first, last = noun.first, source.last
    start = clause_start(tokens, low, i)
    if any(norms[k] in _STATISTICS for k in range(start, i)) and not any(finite(tokens, k, low) for k in range(start, i)):
        first, last = start, content_end(tokens, source.last, limit, backshifted=True)
    yield Frame(AGENT, first, max(source.last, last), trimmed(tokens, source), cue, _basis(tokens, source))


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
    if source is None or k >= limit or norms[source.first] in FIRST_PERSON or norms[source.last - 1] in TIMES:
        return
    if not (
        (norms[k] == "to" and norms[n] in _TO and _infinitive(tokens, k + 1, limit))
        or (norms[k] in {"of", "for", "at"} and norms[n] in _OF)
        or (norms[k] in BE and norms[n] in _OF)
    ):
        return
    if norms[source.first] not in {"his", "her", "its", "their"} and not known(tokens, source):
        return
    if _time_at(tokens, k + 1, limit) > k + 1 or (norms[k + 1][0].isdigit() and k + 2 < limit and norms[k + 2] in TIMES):
        return  # "its report of 2 March"
    last = content_end(tokens, k + 1, limit, backshifted=True)
    for x in range(k + 2, last):  # the noun phrase ends where the verb that it is the subject of begins
        if norms[k] not in BE and finite(tokens, x, k) and not any(norms[y] in {"who", "which", "that", "whose"} for y in range(k + 1, x)):
            last = x
            break
    yield Frame(COMMITMENT, k + 1, last, trimmed(tokens, source), Phrase(n, n + 1), _basis(tokens, source))


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
    if comma is None or comma + 3 >= limit or any(finite(tokens, k, low) for k in range(low + 1, comma)):
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
