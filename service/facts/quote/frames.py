"""Reads reports without a reporting verb: "according to", "the claim that", "was clear that", "heard from X that"."""

from __future__ import annotations

from service.facts.clause.noun_phrase import DETERMINERS, PREPOSITIONS, PRONOUNS
from service.facts.quote.adjuncts import past_adjunct
from service.facts.quote.clauses import clause_from, fronted, makes_relative, opens_with_verb
from service.facts.quote.contents import clause_start, content_end, main_verb
from service.facts.quote.naming import author_after, head_of, known, nameable, trimmed
from service.facts.quote.phrases import MARKS, Phrase, noun_after, noun_before
from service.facts.quote.reports import Report
from service.facts.quote.speakers import speaker_of, unreal
from service.facts.quote.subjects import subject_before, verb_group
from service.facts.quote.verbs import finite, is_adverb
from service.facts.quote.words import AUXILIARIES, BE, CUE_NOUNS, CUES, FIRST_PERSON, HEARINGS, NOT_SOURCES, PEOPLE, PUBLISHED, TIMES, VOICING
from service.transcript.tokens import Tokens

_ACCOUNTING = frozenset({"by", "on", "in"})
_CLAIMS = CUE_NOUNS - {"point", "report"}
_OWN_WORDS = FIRST_PERSON | {"my", "our", "you"}
_OWNERS = frozenset({"his", "her", "its", "their"})


def according_at(tokens: Tokens, low: int, i: int, limit: int) -> tuple[Phrase, Phrase, int, int] | None:
    """The source and cue of "according to X" at ``i``, and the words it covers: ``(source, cue, first, last)``, whether a clause or not."""
    norms = tokens.norms
    source = noun_after(tokens, i + 2, limit)
    if source is not None:
        source = author_after(tokens, source, limit)
        k = source.last
        if k + 1 < limit and norms[k] == "the" and tokens.words[k + 1][0].isupper() and norms[k - 1] in PEOPLE:  # local newspaper the Hull Echo
            source = noun_after(tokens, k, limit) or source
    if source is None or not nameable(tokens, source, None) or norms[source.last - 1] in NOT_SOURCES:
        return None
    cue = Phrase(i, i + 2)
    named = trimmed(tokens, source)
    behind = _past_appositions(tokens, source.last, limit)
    lead = norms[clause_start(tokens, low, i) : i]
    leads = (
        i == low
        or (len(lead) <= 2 and lead[-1:] == [","])
        or norms[i - 1] in {"and", "but", "that", ";", ":", "“", '"', "—", "because", "while"}
        or (norms[i - 1] == "," and i - 2 >= low and norms[i - 2] in {"and", "but", "that"})
    )
    if (
        i > low
        and norms[i - 1] == ","
        and not leads
        and behind < limit
        and norms[behind] == ","
        and behind + 1 < limit
        and norms[behind + 1] not in {"who", "which", "whose"}
        and clause_from(tokens, clause_start(tokens, low, i), i - 1) is None
    ):  # The dam, according to engineers, had failed
        start, last = clause_start(tokens, low, i - 1), content_end(tokens, behind + 1, limit, backshifted=True)
        if fronted(tokens, start, i - 1) and clause_from(tokens, behind + 1, last) is not None:
            start = behind + 1
        return named, cue, start, last
    if leads:
        start = behind + 1 if behind < limit and norms[behind] == "," else behind
        return (named, cue, start, content_end(tokens, start, limit, backshifted=True)) if start < limit else None
    last = i - 1 if norms[i - 1] in {",", "(", "—"} else i
    start = clause_start(tokens, low, last)
    return (named, cue, start, last) if start < last else None


def account_at(tokens: Tokens, low: int, n: int, limit: int) -> tuple[Phrase, Phrase, int, int] | None:
    """The source and cue of "by X's account", "on the estimate of X" with its noun at ``n``, and the clause it covers, as ``according_at``."""
    norms = tokens.norms
    p = next((x for x in range(n - 1, max(low - 1, n - 9), -1) if norms[x] in _ACCOUNTING), None)
    if p is None or n + 1 >= limit or any(norms[x] == "," or finite(tokens, x, p) for x in range(p + 1, n)):
        return None
    owner = next((x for x in range(n - 1, max(p, n - 4), -1) if norms[x] in {"'s", "'", "’"} or norms[x] in _OWNERS), None)
    source: Phrase | None
    if owner is not None:
        source, end = (Phrase(owner, owner + 1) if norms[owner] in _OWNERS else noun_before(tokens, p + 1, owner)), n + 1
    elif norms[n + 1] == "of" and p < n - 1:
        source = noun_after(tokens, n + 2, limit)
        end = source.last if source is not None else n
    else:
        return None
    if source is None or not (norms[source.first] in _OWNERS or (known(tokens, source) and nameable(tokens, source, None))):
        return None
    named = source if norms[source.first] in _OWNERS else trimmed(tokens, source)
    if p == low or norms[p - 1] in {"and", "but", "that", ";"} or (norms[p - 1] == "," and norms[p - 2] in {"and", "but", "that"}):
        end = next((x for x in range(end, min(limit, end + 6)) if norms[x] == ","), limit)
        start = _past_appositions(tokens, end, limit) + 1
        return (named, Phrase(p, n + 1), start, content_end(tokens, start, limit, backshifted=True)) if start < limit else None
    if p - 1 > low and norms[p - 1] == "," and (end >= limit or norms[end] in {",", ".", ";"}):
        return named, Phrase(p, n + 1), clause_start(tokens, low, p - 1), p - 1
    return None


def _past_appositions(tokens: Tokens, k: int, limit: int) -> int:
    """Behind the appositions and adjuncts of a fronted source, at the comma that ends it."""
    norms = tokens.norms
    comma = k
    for x in range(k, min(limit, k + 30)):
        if norms[x] == ",":
            comma = x
            nxt = next((y for y in range(x + 1, min(limit, x + 16)) if norms[y] == ","), None)
            if (
                nxt is None
                or any(finite(tokens, y, x + 1) for y in range(x + 1, nxt))
                or (
                    norms[x + 1] not in DETERMINERS
                    and norms[x + 1] not in PEOPLE
                    and norms[x + 1] not in {"who", "which"}
                    and norms[x + 1] not in PUBLISHED
                )
            ):
                return comma
            if clause_from(tokens, nxt + 1, limit) is None or norms[nxt + 1] in {"and", "or"}:
                return comma
        elif norms[x] in {";", ":"} or finite(tokens, x, k):
            return comma if norms[comma] == "," else k
    return comma


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


def heard_at(tokens: Tokens, low: int, v: int, limit: int) -> Report | None:
    """The report behind "heard from X that", "learned from X that", or of what a court or inquiry heard."""
    norms = tokens.norms
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
