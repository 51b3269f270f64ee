"""The objects of verbs of reporting: what a source is said to have reported, pledged, counted or found."""

from __future__ import annotations

from collections.abc import Iterator

from service.facts.clause.noun_phrase import DETERMINERS, PREPOSITIONS
from service.facts.quote.contents import content_end, inside_dashes
from service.facts.quote.heads import head_of, is_publication, known
from service.facts.quote.measures import qualifies
from service.facts.quote.phrases import SUBJECT_PRONOUNS, Phrase
from service.facts.quote.speakers import speaker_of, unspoken
from service.facts.quote.subjects import verb_group
from service.facts.quote.verbs import finite, joined_verb
from service.facts.quote.words import CUE_NOUNS, CUES, NUMBERS, PEOPLE, PUBLICATIONS, STATEMENTS, TIMES, Cue, inflect
from service.lexicon import load
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


VERBS = _verbs()


_COUNTS = frozenset(_LEXICON["object"]["counts"])


_DATED = frozenset(_LEXICON["object"]["dated"])
_OF = frozenset(_LEXICON["object"]["of"])
_COUNTERS = frozenset(_LEXICON["finders"]["counters"])
_PLACES = frozenset(_LEXICON["places"]["names"].split())
_TALLIES = frozenset({"record", "register", "log", "count", "tally", "total"})


_BODIES = frozenset(_LEXICON["finders"]["bodies"])


_HANDS = frozenset(_LEXICON["finders"]["hands"])


_ACTS = frozenset(_LEXICON["object"]["acts"])
_PUT_AT = frozenset({"at", "nearer", "closer"})
_PUT_WITHIN = 24
"""Tokens behind "put" within which "at" says what the figure is put at."""
_PLEAS = frozenset({"charge", "charges", "count", "counts", "offence", "offences", "offense", "offenses"})
_IT = frozenset({"it", "them", "that", "this"})
_SAYINGS = CUE_NOUNS | PUBLICATIONS | STATEMENTS | {"alert", "alerts"}
_GOVERNING = PREPOSITIONS - {"to"}
_OWN = frozenset({"its", "their", "his", "her"})
_COUNTING = frozenset(
    {"about", "almost", "another", "around", "at", "just", "less", "more", "nearly", "over", "roughly", "several", "some", "there", "up"}
)


def reported(tokens: Tokens, low: int, v: int, limit: int) -> Iterator[tuple[int, int, Phrase]]:
    """The objects ``[first, last)`` of the verb of reporting at ``v``, up to where its clause ends, with whom they are credited to."""
    norms = tokens.norms
    cue = VERBS[norms[v]]
    nxt = norms[v + 1] if v + 1 < limit else "."
    if nxt == "the" and v + 3 < limit and norms[v + 2] in {"following", "next", "previous", "same"} and norms[v + 3] in TIMES:
        return  # "announced the next morning that"
    if nxt in {"by", "that", ".", ",", ";", "pursuant", "under"} or (
        nxt == "to" and cue.lemma not in {"pledge", "promise", "vow", "commit", "propose", "claim"}
    ):
        return
    if (
        cue.form in {"base", "s"}
        and "nouns" in cue.classes
        and (v == low or norms[v - 1] in DETERMINERS or norms[v - 1] in _GOVERNING or norms[v - 1] in {"'s", "and"})
    ):
        return
    if (cue.form == "base" and v > low and norms[v - 1] == "to") or (v > low and tokens.words[v][0].isupper()):
        return
    revising = "revising" in cue.classes and any(norms[k] in _COUNTS for k in range(v + 1, min(limit, v + 7)))
    if cue.lemma in {"put", "place", "peg"} and nxt in _IT and norms[v + 2 : v + 3] == ["at"]:
        revising = True  # "the agency has put it at 7 million"
    if not cue.classes & {"speech", "finding"} and not revising:
        return
    if (cue.lemma in {"speak", "complain"} and nxt not in {"of", "about"}) or (cue.lemma in {"call", "appeal"} and nxt != "for"):
        return
    if nxt == "to" and cue.lemma == "claim" and norms[v + 2 : v + 3] not in (["have"], ["be"]):
        return
    if unspoken(tokens, low, v, limit, cue):
        return
    group = verb_group(tokens, low, v)
    if group.passive and cue.form in {"past", "part"}:
        return
    if (
        cue.form in {"past", "part"}
        and group.first == v
        and not finite(
            tokens,
            v,
            low,
            loose=nxt in {"of", "about", "for"}
            or _timed_object(tokens, v + 1, limit)
            or (nxt == "between" and v + 2 < limit and not (len(norms[v + 2]) == 4 and norms[v + 2].isdigit())),
        )
        and not (v > low and norms[v - 1] in {"and", "but", ","} and _object_follows(tokens, v, limit))
    ):
        return
    if cue.form == "ing" and not group.passive and norms[v - 1 : v] not in ([","], ["—"], ["–"]):
        return
    if cue.lemma == "put" and _PUT_AT.isdisjoint(norms[v + 1 : min(limit, v + _PUT_WITHIN)]):
        return  # "put up 6 million euros", "put $25 million less in its bill"
    if cue.lemma == "declare" and any(norms[k] in _ACTS for k in range(v + 1, min(limit, v + 8))):
        return  # "declared a three-month state of emergency"
    if cue.lemma in {"quote", "cite"} and "as" in norms[v + 1 : min(limit, v + 7)]:
        return  # "quoted me as saying that"
    if cue.lemma == "issue" and not any(norms[k] in _SAYINGS for k in range(v + 1, min(limit, v + 6))):
        return  # "issued 300 visas"
    if cue.lemma in {"admit", "deny"} and any(norms[k] in _PLEAS for k in range(v + 1, min(limit, v + 5))):
        return  # "denies nine counts of fraud"
    source = speaker_of(tokens, low, v, cue, limit)
    if source is None or not known(tokens, source):
        return
    if (
        cue.form in {"base", "s"}
        and "nouns" in cue.classes
        and norms[v - 1] != ","
        and tokens.words[source.last - 1][0].isupper()
        and not _object_follows(tokens, v, limit)
        and not _measured_object(tokens, v, limit)
    ):
        return  # a compound: "the Audit Office report", "Pensions Board figures"
    timed = any(norms[x] in TIMES for x in range(v + 2, min(limit, v + 4)))  # said two weeks ago
    figure = (
        cue.lemma == "say" and not timed and (nxt[0].isdigit() or nxt in NUMBERS or nxt in {"£", "$", "€"} or qualifies(tokens, v + 1, limit))
    )  # the Ukrainians say 190,000
    if "speech" not in cue.classes and not revising and not figure and not _may_find(tokens, source, cue):
        return
    if cue.lemma in _TALLIES and norms[source.last - 1] in _PLACES and norms[source.first] not in DETERMINERS:
        return  # "France recorded 400 deaths": they fell there
    last = content_end(tokens, v + 1, limit, backshifted=True)
    for k in range(v + 2, last):
        joined = norms[k] == "and" and k + 1 < last and norms[k + 1] not in VERBS and joined_verb(tokens, k)
        behind = norms[k] == "," and k + 1 < last and (finite(tokens, k + 1, v, loose=True) or _apart(tokens, k + 1, last))
        if joined or behind:  # the clause of "which" is over, or another begins
            last = k
            break
    if revising and cue.form == "ing" and not group.passive and not any(norms[k] in _OWN for k in range(v + 1, last)):
        return  # "four have died, bringing the toll to nine"
    if revising:  # "raised the toll to six following the slide"
        last = next((k for k in range(v + 2, last) if norms[k] in {"following", "after", "because", "due", "amid", "as"}), last)
    last = inside_dashes(tokens, low, source.first, v + 1, last)
    last = next((k for k in range(v + 2, last) if norms[k] == "," and _said_behind(tokens, k + 1, limit)), last)
    ranges = [(v + 1, last)]
    if cue.lemma in _DATED or cue.lemma in _OF:
        ranges = list(_without_times(tokens, v + 1, last, only_of=cue.lemma in _OF))
    for first, stop in ranges:
        if stop > first:
            yield first, stop, source


def _timed_object(tokens: Tokens, k: int, limit: int) -> bool:
    """Whether words of time and then the object stand at ``k``: "announced [on Tuesday a fund]", "warned [on Friday of] 30 more"."""
    stop = time_at(tokens, k, limit)
    return k < stop < limit and (
        tokens.norms[stop] in {"of", "about", "for"} or (tokens.norms[stop] not in {",", ";", ":"} and _object_follows(tokens, stop - 1, limit))
    )


def _apart(tokens: Tokens, k: int, last: int) -> bool:
    """Whether a clause of another actor, or the time of the reporting, stands at ``k``: "…, [and the bank is to lend more]", "…, [a year after …]"."""
    norms = tokens.norms
    if k + 3 >= last:
        return False
    if norms[k] in {"and", "but", "while"}:
        if not (tokens.words[k + 1][0].isalpha() and norms[k + 1] not in NUMBERS and norms[k + 1] not in _COUNTING):
            return False
        for x in range(k + 2, min(last, k + 14)):
            if norms[x] in {"who", "which", "that", ",", "to", "for"}:
                return norms[x] == "who"
            if finite(tokens, x, k + 1):
                return True
        return False
    spell = norms[k + 1] in TIMES and norms[k + 2] in {"after", "before", "since"}
    return (spell and norms[k][0].isalnum()) or (norms[k] in _COUNTING and norms[k + 1 : k + 4] == ["half", "of", "what"])


def _object_follows(tokens: Tokens, v: int, limit: int) -> bool:
    """Whether a noun phrase follows the verb at once, so that a past form behind "and" is no participle: "and reported 12 deaths"."""
    v += tokens.norms[v + 1 : v + 2] == ["for"]  # "and called for £5 million"
    norm = tokens.norms[v + 1] if v + 1 < limit else "."
    if norm == "over":  # "a Herald report over the weekend"
        return v + 2 < limit and not tokens.norms[v + 2][0].isalpha()
    return norm in DETERMINERS or not norm[0].isalpha() or norm in {"up", "at", "about", "around", "nearly"}


def _measured_object(tokens: Tokens, v: int, limit: int) -> bool:
    """Whether a noun with its figure follows the verb, as in no compound: "forecasts growth of 3%", "estimates losses of £4 million"."""
    norms = tokens.norms
    if v + 3 >= limit or not tokens.words[v + 1].islower() or norms[v + 1] in PREPOSITIONS or finite(tokens, v + 1, v):
        return False
    for k in range(v + 2, min(limit - 1, v + 6)):
        if norms[k] in {"of", "at", "above", "below", "under", "over"}:
            figure = norms[k + 1]
            return figure[0].isdigit() or figure in NUMBERS or figure in {"£", "$", "€"} or qualifies(tokens, k + 1, limit)
        if not tokens.words[k].isalpha() or norms[k] in PREPOSITIONS or finite(tokens, k, v):
            return False
    return False


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
            or head in _COUNTERS
            or words[source.last - 1][0].isupper()
            or (source.last - source.first == 1 and norms[source.first] in SUBJECT_PRONOUNS)
        )
    return any(norms[k] in _BODIES for k in range(source.first, source.last))


def _said_behind(tokens: Tokens, k: int, limit: int) -> bool:
    """Whether another is credited from token ``k`` on with the whole clause: "France recorded 400 deaths, [its agency said] on Tuesday"."""
    norms = tokens.norms
    for x in range(k + 1, min(limit, k + 7)):
        cue = CUES.get(norms[x])
        if cue and cue.form in {"past", "s"} and "inverts" in cue.classes and (cue.lemma in {"say", "add"} or finite(tokens, x, k, loose=True)):
            return norms[x + 1 : x + 2] not in (["that"], ["the"], ["a"])
        if not norms[x][0].isalnum() and norms[x] not in {"'s", "'", "’", "-"}:
            return False
    return False


def _without_times(tokens: Tokens, first: int, last: int, *, only_of: bool = False) -> Iterator[tuple[int, int]]:
    """The object without the time of the speaking: "announced on Tuesday a fund of …", "published figures last month, which show …".

    ``only_of``: of an accusation only the time before what it is of: "accused soldiers [on Thursday] of killing twelve on Monday".
    """
    norms = tokens.norms
    begin = k = first
    if TIMES.isdisjoint(norms[first:last]):
        k = last  # nothing tells a time without one of these
    while k < last:
        stop = time_at(tokens, k, last)
        ends = stop < last and norms[stop] in {"of", "for", "about"} if only_of else stop == last or norms[stop] in {",", "—", "–"}
        if stop > k and (k == first or ends):
            if k > begin:
                yield begin, k
            begin = k = stop
        else:
            k = max(k + 1, stop)
    if last > begin:
        yield begin, last


def time_at(tokens: Tokens, k: int, last: int) -> int:
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
