"""Reports whose content stands before its cue, or around it: "…, the mayor said", "…, said the mayor", "…, as she made clear"."""

from __future__ import annotations

from functools import lru_cache

from service.facts.clause.noun_phrase import CONJUNCTIONS, DETERMINERS, PREPOSITIONS, is_plural
from service.facts.clause.words import is_person
from service.facts.quote.adjuncts import past_adjunct, past_hearer
from service.facts.quote.before import before, participle, verb_at
from service.facts.quote.complements import FURTHEST_THAT, complement
from service.facts.quote.contents import clause_start, content_end
from service.facts.quote.heads import head_of, is_publication, known, nameable
from service.facts.quote.naming import trimmed, with_name
from service.facts.quote.phrases import HARD, MARKS, SUBJECT_PRONOUNS, Phrase, noun_after, noun_before
from service.facts.quote.reports import Report
from service.facts.quote.speakers import speaker_of, unspoken
from service.facts.quote.subjects import subject_before, verb_group
from service.facts.quote.verbs import finite, first_verb, is_adverb
from service.facts.quote.words import (
    CUES,
    EITHER,
    HEARERS,
    PASTS,
    PEOPLE,
    PHRASE_FORMS,
    PHRASES,
    TIMES,
    Cue,
)
from service.transcript.tokens import Tokens

_NOMINAL = EITHER | PASTS | DETERMINERS | PREPOSITIONS
_ENDING = frozenset({",", ".", ";", ":"})
_WHEN = frozenset({"this", "last", "late", "early", "earlier"})
_BOUNDS = HARD | _ENDING
_NO_TITLE = (CONJUNCTIONS | PREPOSITIONS | {"as"}) - {"of", "for"}
_TITLING = frozenset({"'s", "'", "’", "-"})
_TELLING = frozenset(form for form, cue in CUES.items() if "tell" in cue.classes)
_NOUNS = frozenset(form for form, cue in CUES.items() if "nouns" in cue.classes and cue.form in {"s", "base"})
"""Before the comma of a cue: the clause that is credited begins behind the cue ("it is clear, as she said, that")."""


def _only_described(tokens: Tokens, low: int, comma: int) -> bool:
    """Whether nothing but a noun phrase with its relative clause stands before a comma: "Ana Roe, who spoke for three of them, [said]"."""
    norms = tokens.norms
    opening = next((x for x in range(low + 1, comma) if norms[x] in {"who", "which", "whose"} and norms[x - 1] == ","), None)
    if opening is None or any(norms[x] in {",", ";"} for x in range(opening + 1, comma)):
        return False
    return first_verb(tokens, low + 1, opening - 1, low, loose=True) is None


def trailing_at(tokens: Tokens, low: int, v: int, limit: int) -> Report | None:
    """The report whose content stands before its cue: "…, the mayor said." and "…, said the mayor.", or around it."""
    norms = tokens.norms
    norm = norms[v]
    if norm in PHRASES and ((report := _as_phrase(tokens, low, v, limit)) is not None or norm not in CUES):
        return report
    if norm in _NOUNS and norms[v - 1] in _NOMINAL:
        return None  # "who made remarks"
    if tokens.words[v][0].isupper():
        return None  # "on behalf of the States"
    if norms[v - 1] != "," and norm not in _TELLING and v + 1 < limit and _holds_more(norms[v + 1]):
        return None  # the clause of the cue goes on behind it
    cue = CUES[norm]
    if unspoken(tokens, low, v, limit, cue):
        return None
    plain = cue.form == "base" and (
        ("bare" in cue.classes and ("nouns" not in cue.classes or (is_plural(norms[v - 1]) and (is_person(norms[v - 1]) or norms[v - 1] in PEOPLE))))
        or cue.lemma in {"show", "record"}
    )
    if (cue.form not in {"past", "s"} and not plain) or not cue.classes & {"bare", "that", "inverts", "tell"}:
        return None
    inverted = v - 1 > low and norms[v - 1] == "," and "inverts" in cue.classes and not plain
    phrase = noun_after(tokens, v + 1, limit) if inverted else None
    if phrase is not None:
        if _only_described(tokens, low, v - 1):
            return None  # "the charity, whose survey …, called it a scandal"
        if cue.lemma == "call" and norms[phrase.first] in {"it", "this", "that"}:
            return None
        if phrase.last < limit and (finite(tokens, phrase.last, v) or norms[phrase.last] == "that"):
            return None
        comma = v - 1
        if not nameable(tokens, phrase, cue) or not known(tokens, phrase):
            return None
        named = with_name(tokens, phrase, limit)
        return before(tokens, low, comma, max(phrase.last, named.last), limit, trimmed(tokens, named), Phrase(v, v + 1), "quotes.inverted_cue")
    if "," not in norms[low:v] and "as" not in norms[low:v]:
        return None
    k = v + 1
    if "tell" in cue.classes and k < limit and norms[k][0].isalpha():
        k = past_hearer(tokens, k, min(limit, k + 12))
        if k == v + 1 and (phrase := noun_after(tokens, k, limit)) is not None:
            k = phrase.last
    while k < limit and k < v + 12 and norms[k] not in _BOUNDS:
        if norms[k] in PREPOSITIONS:
            k = past_adjunct(tokens, k, limit)
        elif norms[k] in TIMES or is_adverb(norms[k]) or norms[k] in _WHEN:
            k += 1
        else:
            return None
    if k < limit and (
        norms[k] not in _ENDING or (norms[k] == ":" and (norms[low] == "asked" or norms[k + 1 : k + 2] == [] or norms[k + 1] in MARKS))
    ):
        return None
    if norms[v + 1 : v + 2] in (["to"], ["by"]) or (cue.form == "base" and norms[v - 1] in SUBJECT_PRONOUNS):
        return None
    if (
        cue.classes & {"bare", "that", "tell"}
        and "that" in norms[v + 1 : v + FURTHEST_THAT + 22]
        and complement(tokens, v, limit, cue).kind == "that"
    ):
        return None
    parted = _parted(tokens, low, v, k, limit)
    source = speaker_of(tokens, low if parted is None else parted + 1, v, cue, limit)
    if (
        source is None
        or source.first <= low
        or source.last > v
        or (cue.lemma in {"show", "record"} and cue.form == "base" and not is_publication(tokens, source))
        or first_verb(tokens, source.last, verb_group(tokens, low, v).first, source.last) is not None
    ):
        return None
    comma = source.first - 1
    if norms[comma] == "friend":  # as my hon. Friend the Member for Hull has said
        comma = next((x - 1 for x in range(comma - 1, max(low, comma - 7), -1) if norms[x] in DETERMINERS), comma)
    elif norms[comma] in PEOPLE or is_person(norms[comma]):
        while comma > low and comma > source.first - 12 and (norms[comma][0].isalpha() or norms[comma] in _TITLING) and norms[comma] not in _NO_TITLE:
            comma -= 1  # "…, [the city's fire chief] Ana Horvat said"
    if norms[comma] not in {",", "as"}:
        comma = source.first - 1
    if norms[comma] == "as" and (comma == low or norms[comma - 1] in {"and", "but", ";"}) and k + 3 < limit and norms[k] == ",":
        if norms[k + 1] in {"i", "my"}:
            return None  # "as others have said, I will write"
        return Report("quotes.as_cue", k + 1, content_end(tokens, k + 1, limit, backshifted=True), source, Phrase(v, v + 1))
    if norms[comma] == "as" and comma > low:
        comma -= 1
        if norms[source.first] == "you" and k < limit and norms[k] == "," and _claimed(tokens, low, comma):
            return None  # "they ask only that it be printed, as you indicated in May, by Easter"
        if any(norms[x] in CUES and CUES[norms[x]].form in {"past", "s"} and finite(tokens, x, low) for x in range(low + 1, min(comma, low + 8))):
            return None  # "The court said it was false, as he had claimed"
        return before(tokens, low, comma, k, limit, source, Phrase(v, v + 1), "quotes.as_cue") if norms[comma] == "," else None
    if norms[comma] != "," or not (
        cue.classes & {"bare", "inverts", "tell"}
        or (cue.lemma in {"find", "show", "record"} and is_publication(tokens, source))
        or (cue.lemma == "find" and known(tokens, source))
    ):
        return None
    apposed = noun_before(tokens, low, comma)
    opener = norms[apposed.first - 1] if apposed is not None and apposed.first > low else ""
    if apposed is not None and (
        opener in {"what", "which", "whom"}
        or (opener == "that" and (norms[apposed.first] in DETERMINERS or tokens.words[apposed.first][0].isupper()))
    ):
        return None
    post = apposed is not None and (norms[head_of(tokens, apposed)] in PEOPLE or is_person(norms[head_of(tokens, apposed)]))
    if apposed is not None and post and norms[apposed.first] in DETERMINERS and apposed.first - 1 > low and norms[apposed.first - 1] == ",":
        comma = apposed.first - 1  # "…, the governor, Ana Horvat, said"
    return before(tokens, low, comma, k, limit, source, Phrase(v, v + 1), "quotes.trailing_cue")


@lru_cache(maxsize=4096)
def _holds_more(norm: str) -> bool:
    """Whether the word right behind a cue shows that neither the sentence nor the clause of the cue ends behind its adverbs and adjuncts."""
    if norm in _BOUNDS:
        return norm not in _ENDING
    return norm not in PREPOSITIONS and norm not in TIMES and norm not in _WHEN and not is_adverb(norm)


def pointed_at(tokens: Tokens, low: int, v: int, limit: int) -> tuple[Phrase, int] | None:
    """Who is credited with what was said before, and where the words that point to it begin: "… closed; [that's what our colleagues tell us]"."""
    norms = tokens.norms
    if "what" not in norms[max(low, v - 12) : v]:
        return None
    k = v + 1 + (v + 1 < limit and norms[v + 1] in HEARERS)
    if k < limit and norms[k] not in _ENDING:
        return None
    group = verb_group(tokens, low, v)
    what = next((x for x in range(group.first - 2, max(low + 1, group.first - 10), -1) if norms[x] == "what"), None)
    if group.negated or group.modal or what is None or norms[what - 1] not in {"'s", "is", "was"} or norms[what - 2] not in {"that", "this", "which"}:
        return None
    source = subject_before(tokens, what + 1, group.first)
    if source is None or source.first != what + 1 or not known(tokens, source) or not nameable(tokens, source, None):
        return None
    return trimmed(tokens, source), what - 2


def _parted(tokens: Tokens, low: int, v: int, behind: int, limit: int) -> int | None:
    """The comma that parts a subject from the cue at ``v`` and from its own verb ``behind`` it: "The brakes, the operator said, had failed"."""
    norms = tokens.norms
    if behind + 2 >= limit or norms[behind] != "," or not verb_at(tokens, behind + 1):
        return None
    start = clause_start(tokens, low, v)
    comma = next((x for x in range(start + 1, min(v, start + 14)) if norms[x] == ","), None)
    if (
        comma is None
        or v - comma > 16
        or norms[start] in PREPOSITIONS
        or participle(tokens, comma + 1)
        or first_verb(tokens, start + 1, comma, start) is not None
    ):
        return None
    return comma


def _claimed(tokens: Tokens, low: int, end: int) -> bool:
    """Whether the words before ``end`` are themselves what somebody says or asks: "they ask only that …"."""
    norms = tokens.norms
    return any(norms[x] == "that" and any(norms[y] in CUES for y in range(max(low, x - 2), x)) for x in range(max(low, end - 40), end))


def _as_phrase(tokens: Tokens, low: int, v: int, limit: int) -> Report | None:
    """A clause that "as" credits by more than a verb: "…, as the board has pointed out", "as she made clear, …"."""
    norms = tokens.norms
    cue = Cue(norms[v], PHRASE_FORMS[norms[v]], frozenset({"that"}))
    for phrase in PHRASES[norms[v]]:
        end = v + 1 + len(phrase)
        if end > limit or tuple(norms[v + 1 : end]) != phrase:
            continue
        while end < limit and end < v + 10 and (norms[end] in TIMES or norms[end] in {"last", "this"} or is_adverb(norms[end])):
            end += 1
        if end < limit and norms[end] not in {",", "."}:
            continue
        source = speaker_of(tokens, low, v, cue, limit)
        if source is None or source.first <= low or not known(tokens, source):
            return None
        if norms[source.first - 1] == "," and phrase[-1] in {"out", "back"}:  # "The licence, the coroner pointed out, was for twelve"
            return before(tokens, low, source.first - 1, end, limit, source, Phrase(v, v + 1 + len(phrase)), "quotes.trailing_cue")
        if norms[source.first - 1] != "as":
            return None
        comma = source.first - 2
        if comma > low and norms[comma] == ",":
            return before(tokens, low, comma, end, limit, source, Phrase(v, v + 1 + len(phrase)), "quotes.as_cue")
        if comma < low and end < limit and norms[end] == ",":
            last = content_end(tokens, end + 1, limit, backshifted=True)
            return Report("quotes.as_cue", end + 1, last, source, Phrase(v, v + 1 + len(phrase))) if last - end > 3 else None
        return None
    return None
