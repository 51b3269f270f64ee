"""Reads reports without a reporting verb: "the claim that", "was clear that", "heard from X that"."""

from __future__ import annotations

from service.facts.clause.noun_phrase import DETERMINERS, PREPOSITIONS, PRONOUNS
from service.facts.quote.adjuncts import past_adjunct
from service.facts.quote.clauses import clause_from, makes_relative, opens_with_verb
from service.facts.quote.contents import clause_start, content_end, main_verb
from service.facts.quote.heads import head_of, known, nameable
from service.facts.quote.naming import past_feeling, trimmed
from service.facts.quote.phrases import MARKS, SUBJECT_PRONOUNS, Phrase, noun_after, noun_before
from service.facts.quote.reports import Report
from service.facts.quote.speakers import speaker_of, unreal
from service.facts.quote.subjects import subject_before, verb_group
from service.facts.quote.verbs import is_adverb
from service.facts.quote.words import AUXILIARIES, BE, CUE_NOUNS, CUES, FIRST_PERSON, HEARINGS, TIMES, VOICING, inflect
from service.transcript.tokens import Tokens

_CLAIMS = CUE_NOUNS - {"point", "report"}
_OWN_WORDS = FIRST_PERSON | {"my", "our", "you"}
_OWNERS = frozenset({"his", "her", "its", "their"})


def noun_at(tokens: Tokens, low: int, n: int, limit: int) -> Report | None:
    """The report behind a noun of saying: "the minister's claim that …", "a statement from the ministry that …", "its view is that …"."""
    norms = tokens.norms
    source: Phrase | None = None
    k = n + 1
    if k < limit and norms[k] in {"of", "by", "from"}:
        source = noun_after(tokens, k + 1, limit)
        if source is None:
            return None
        k = source.last
        while k < limit and k < source.last + 5 and (norms[k] in TIMES or norms[k] in {"last", "this", "on", "in"} or norms[k][0].isdigit()):
            k += 1
    first = n - 1
    while (
        first > low
        and n - first < 4
        and norms[first][0].isalpha()
        and norms[first] not in DETERMINERS
        and norms[first] not in PREPOSITIONS
        and norms[first] not in PRONOUNS
    ):
        first -= 1
    if first >= low and source is None:
        if norms[first] in {"'s", "'", "’"} and first > low:
            source = noun_before(tokens, low, first)
            source = source and past_feeling(tokens, source)
        elif norms[first] in {"his", "her", "its", "their", "your"}:
            source = Phrase(first, first + 1)
    voiced = _voiced(tokens, low, n, limit) if source is None else None
    source = source or voiced
    if source is None or k >= limit or (norms[source.first] in FIRST_PERSON):
        return None
    if source.first > low and norms[source.first - 1] in BE and voiced is None and norms[source.first - 2 : source.first - 1] != ["it"]:
        return None
    if norms[k] in {"is", "was", "has"} and k + 1 < limit:
        k += 2 if norms[k + 1] == "been" else 1
        if norms[n] not in _CLAIMS:
            return None
    if k + 3 >= limit or norms[k] != "that" or not (norms[k + 1][0].isalnum() or norms[k + 1] in MARKS or norms[k + 1] in {"£", "$", "€"}):
        return None
    if (
        (norms[k + 1] in _OWN_WORDS and voiced is None and norms[k - 1] not in BE)
        or norms[k + 1] in AUXILIARIES
        or opens_with_verb(tokens, k + 1, limit)
    ):
        return None
    if norms[source.first] not in {"his", "her", "its", "their", "your"} and not known(tokens, source):
        return None
    if norms[source.first] not in {"his", "her", "its", "their", "your"} and not nameable(tokens, source, None):
        return None
    if norms[n] == "point" and makes_relative(tokens, k + 1, limit):
        return None
    last = content_end(tokens, k + 1, limit, backshifted=True)
    if voiced is None and norms[k - 1] not in BE:
        last = min(last, main_verb(tokens, k + 1, last))
    if last - k < 4 or (clause_from(tokens, k + 1, last + 1) is None and last - k < 5):
        return None
    return Report("quotes.noun_that", k + 1, last, trimmed(tokens, source), Phrase(n, n + 1))


def _voiced(tokens: Tokens, low: int, n: int, limit: int) -> Phrase | None:
    """Who voices what the noun at ``n`` names: "the committee expressed the fear that", "residents have raised concerns that"."""
    norms = tokens.norms
    v = n - 1
    while v > low and v > n - 6 and norms[v] not in VOICING and norms[v][0].isalpha() and norms[v] not in PREPOSITIONS:
        v -= 1
    if norms[v] not in VOICING or v == low:
        return None
    source = speaker_of(tokens, low, v, VOICING[norms[v]], limit)
    return source if source is not None and norms[source.first] not in {"it", "this"} and known(tokens, source) else None


def _behind_clear(tokens: Tokens, a: int, limit: int) -> int | None:
    """Where the clause begins behind "was clear that", "was clear in his report last month:"."""
    norms = tokens.norms
    if norms[a + 1] == "that":
        return a + 2
    k = a + 1
    if norms[k] in {"in", "on"}:
        k = past_adjunct(tokens, k, min(limit, a + 10))
    while k < limit and k < a + 12 and (norms[k] in TIMES or norms[k] in {"last", "this"}):
        k += 1
    if k + 4 >= limit or norms[k] != ":" or norms[k + 1] in MARKS or clause_from(tokens, k + 1, limit) is None:
        return None
    return k + 1


def clear_at(tokens: Tokens, low: int, a: int, limit: int) -> Report | None:
    """The report behind "was clear that", "has been adamant that"."""
    norms = tokens.norms
    if a + 4 >= limit or a == low:
        return None
    start = _behind_clear(tokens, a, limit)
    if start is None:
        return None
    k = a
    while k > low and is_adverb(norms[k - 1]):
        k -= 1
    if norms[k - 1] not in BE:
        return None
    group = verb_group(tokens, low, k - 1)
    source = subject_before(tokens, low, group.first)
    if (
        source is None
        or group.negated
        or group.modal
        or not known(tokens, source)
        or not nameable(tokens, source, CUES["said"])
        or norms[source.first] == "it"
        or unreal(tokens, low, source, CUES["say"])
    ):
        return None
    return Report(
        "quotes.that_clause",
        start,
        content_end(tokens, start, limit, backshifted=norms[k - 1] in {"was", "were", "been"}),
        trimmed(tokens, source),
        Phrase(k - 1, a + 1),
    )


UNDERSTOOD = frozenset({"understands", "learned", "learnt", "told", "reveal"})
AGREEING = frozenset(form for lemma in ("agree", "concur") for form in inflect(lemma))


def _vouched(tokens: Tokens, low: int, v: int) -> Report | None:
    """What a paper or broadcaster by name says it knows: "…, the Guardian understands", "…, the BBC has been told"."""
    norms = tokens.norms
    group = verb_group(tokens, low, v)
    if group.negated or (norms[v] == "told") != group.passive or (norms[v] != "understands" and group.first == v):
        return None
    source = subject_before(tokens, low, group.first)
    if source is None or source.first - 1 <= low or norms[source.first - 1] != "," or norms[source.first] in SUBJECT_PRONOUNS:
        return None
    if not all(tokens.words[x][0].isupper() or norms[x].isdecimal() for x in _name(tokens, source)):
        return None
    start = clause_start(tokens, low, source.first - 1)
    if clause_from(tokens, start, source.first - 1) is None:
        return None
    return Report("quotes.heard_from", start, source.first - 1, source, Phrase(group.first, v + 1))


def _name(tokens: Tokens, phrase: Phrase) -> range:
    """The words of a name, its article left out."""
    return range(phrase.first + (tokens.norms[phrase.first] == "the" and phrase.last - phrase.first > 1), phrase.last)


def _agreed(tokens: Tokens, v: int, limit: int) -> Report | None:
    """What somebody says, with whom it is agreed: "Does he agree with the Audit Office that 200 homes are at risk"."""
    norms = tokens.norms
    if v + 4 >= limit or norms[v + 1] != "with":
        return None
    source = noun_after(tokens, v + 2, limit)
    if source is None or source.last + 3 >= limit or norms[source.last] != "that":
        return None
    if (
        norms[source.first] in SUBJECT_PRONOUNS
        or norms[source.first] in {"me", "us"}
        or not known(tokens, source)
        or not nameable(tokens, source, None)
    ):
        return None
    start = source.last + 1
    if clause_from(tokens, start, limit) is None or makes_relative(tokens, start, limit):
        return None
    return Report("quotes.heard_from", start, content_end(tokens, start, limit, backshifted=True), trimmed(tokens, source), Phrase(v, v + 2))


def heard_at(tokens: Tokens, low: int, v: int, limit: int) -> Report | None:
    """The report behind "heard from X that", "agree with X that", of what a court or inquiry heard, or what a paper understands."""
    norms = tokens.norms
    if norms[v] in UNDERSTOOD and (v + 1 >= limit or norms[v + 1] in {".", ",", ";"}) and (vouched := _vouched(tokens, low, v)) is not None:
        return vouched
    if norms[v] in AGREEING:
        return _agreed(tokens, v, limit)
    if norms[v] in {"heard", "told"} and v + 1 < limit and norms[v + 1] in {".", ","}:
        group = verb_group(tokens, low, v)
        if (norms[v] == "told") != group.passive:
            return None
        source = subject_before(tokens, low, group.first)
        if source is None or source.first - 1 <= low or norms[source.first - 1] != "," or norms[head_of(tokens, source)] not in HEARINGS:
            return None
        start = clause_start(tokens, low, source.first - 1)
        if clause_from(tokens, start, source.first - 1) is None:
            return None
        return Report("quotes.heard_from", start, source.first - 1, source, Phrase(v, v + 1))
    if v + 3 < limit and norms[v] in {"heard", "hears"} and norms[v + 1] != "from":
        if HEARINGS.isdisjoint(norms[low:v]):
            return None
        source = subject_before(tokens, low, verb_group(tokens, low, v).first)
        start = v + 2 if norms[v + 1] == "that" else v + 1
        if (
            source is None
            or norms[head_of(tokens, source)] not in HEARINGS
            or (start == v + 1 and clause_from(tokens, start, limit, loose=True) is None)
        ):
            return None
        return Report("quotes.heard_from", start, content_end(tokens, start, limit, backshifted=True), trimmed(tokens, source), Phrase(v, v + 1))
    if v + 2 >= limit or norms[v + 1] != "from":
        return None
    source = noun_after(tokens, v + 2, limit)
    if source is None or not nameable(tokens, source, None):
        return None
    if norms[v].startswith("kn") and (
        norms[v - 1] not in {"i", "we"} or not (known(tokens, source) and any(tokens.words[x][0].isupper() for x in range(source.first, source.last)))
    ):
        return None
    k = source.last
    if k + 3 >= limit or norms[k] != "that":
        return None
    return Report("quotes.heard_from", k + 1, content_end(tokens, k + 1, limit, backshifted=True), trimmed(tokens, source), Phrase(v, v + 2))
