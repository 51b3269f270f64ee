"""Reads the report of a reporting verb: whom it credits, and the clause behind it, before it or around it."""

from __future__ import annotations

from typing import NamedTuple

from service.facts.clause.noun_phrase import CONJUNCTIONS, DETERMINERS, PREPOSITIONS
from service.facts.clause.words import is_person
from service.facts.quote.adjuncts import past_adjunct, past_hearer
from service.facts.quote.complements import Complement, claims, clause_from, complement, makes_relative, opens_with_verb, verbal
from service.facts.quote.contents import STOPS, clause_start, content_end, inside_dashes
from service.facts.quote.naming import is_publication, known, nameable, trimmed
from service.facts.quote.phrases import HARD, SUBJECT_PRONOUNS, Phrase, noun_after, noun_before
from service.facts.quote.shapes import declared, elliptical, headline
from service.facts.quote.speakers import speaker_of
from service.facts.quote.subjects import subject_before, verb_group
from service.facts.quote.words import (
    AUXILIARIES,
    CUES,
    EITHER,
    INFERENCE,
    PASTS,
    PEOPLE,
    PHRASE_FORMS,
    PHRASES,
    SUBORDINATORS,
    SURE_VERBS,
    THIRDS,
    TIMES,
    WH,
    Cue,
    finite,
    is_adverb,
)
from service.transcript.tokens import Tokens

_VERBS = AUXILIARIES | THIRDS | PASTS


class Report(NamedTuple):
    """Content tokens ``[first, last)`` that ``source`` is reported to say; ``cue`` are the tokens that credit, ``rule`` how it was read."""

    rule: str
    first: int
    last: int
    source: Phrase
    cue: Phrase


def report_at(tokens: Tokens, low: int, v: int, limit: int) -> Report | None:
    """The report whose content follows the cue verb at ``v``: behind "that", a question word, or nothing."""
    norms = tokens.norms
    cue = CUES.get(norms[v])
    credit = Phrase(v, v + 1)
    if cue is not None and cue.classes & {"bare", "that", "wh", "tell"}:
        after = complement(tokens, v, limit, cue)
        if after.kind == "none" or (after.kind == "that" and not cue.classes & {"bare", "that", "tell"}):
            after = Complement("none", v)
    else:
        after = Complement("none", v)
    if after.kind in {"none", "bare"} and norms[v] in PHRASES:
        for phrase in PHRASES[norms[v]]:
            end = v + 1 + len(phrase)
            while end < limit and v + 1 < limit and is_adverb(norms[v + 1]) and tuple(norms[v + 1 : end]) != phrase:
                break
            if tuple(norms[v + 1 : end]) == phrase and end < limit:
                cue = Cue(norms[v], PHRASE_FORMS[norms[v]], frozenset({"that", "wh"}))
                further = complement(tokens, end - 1, limit, cue)
                if further.kind == "that" or (further.kind == "wh" and norms[further.start] != "what"):
                    after, credit = further, Phrase(v, end)
                    break
    if cue is not None and norms[v + 1 : v + 3] in (["is", "that"], ["was", "that"]) and "bare" in cue.classes:
        return _cleft(tokens, low, v, limit, cue)
    if cue is None or after.kind == "none" or (v > low and tokens.words[v][0].isupper() and tokens.words[v - 1][0].isupper()):
        return None
    if "nouns" in cue.classes and cue.form in {"base", "s"}:
        if after.kind != "that" and not verbal(tokens, low, v, after.start) and not (cue.lemma == "show" and _by_paper(tokens, low, v)):
            return None
        subject = subject_before(tokens, low, verb_group(tokens, low, v).first)
        if subject is not None and not known(tokens, subject):
            return None
    if after.kind == "bare":
        if not cue.classes & {"bare", "tell"} and not (
            cue.lemma in {"find", "show"} and (norms[after.start] in {"no", "some"} or _by_paper(tokens, low, v))
        ):
            return None
        if cue.lemma not in {"say", "tell"} and cue.form != "ing":
            subject = subject_before(tokens, low, verb_group(tokens, low, v).first)
            if subject is not None and not known(tokens, subject):
                return None
        if (
            norms[after.start] in WH
            or (
                norms[after.start] in {"nothing", "so", "little", "much", "something"}
                and AUXILIARIES.isdisjoint(norms[after.start + 1 : after.start + 2])
            )
            or (cue.form == "ing" and cue.lemma == "brief")
            or (cue.lemma == "declare" and declared(tokens, after.start, limit))
            or norms[after.start] in {"not", "to", "whose", "and", "or", "but", "—", "–", "-", ".", "(", "because"}
            or (
                clause_from(tokens, after.start, limit, loose=cue.lemma in SURE_VERBS) is None
                and not (cue.lemma == "say" and headline(tokens, after.start, limit, limit))
            )
        ):
            return None
    if after.kind == "that" and opens_with_verb(tokens, after.start, limit):
        return None
    if after.kind == "marks":
        return None if cue.form == "base" and norms[v - 1 : v] != ["to"] else _marked(tokens, low, v, limit, cue, credit, after.start)
    source = speaker_of(tokens, low, v, cue, limit)
    if source is None:
        return None
    start = after.start + 1 if norms[after.start] == "," else after.start
    opener = norms[source.first - 1] if source.first > low else ""
    if (after.kind == "bare" or opener in {"as", "than"}) and elliptical(tokens, after.start, limit):
        return None
    if opener == "as" and norms[start] in {"i", "my"}:
        return None  # "as others have said, I will write"
    if norms[credit.last - 1] == "point" and makes_relative(tokens, start, limit):
        return None  # "makes the point that the Member made about it"
    at = verb_group(tokens, low, v).first
    relative = at - 2 > low and ((norms[at - 1] in {"who", "which"} and norms[at - 2] == ",") or (cue.form == "ing" and norms[at - 1] == ","))
    last = content_end(tokens, start, limit, backshifted=cue.form in {"past", "ing", "part"}, subordinate=opener in SUBORDINATORS, relative=relative)
    last = inside_dashes(tokens, low, source.first, start, last)
    if last == limit and norms[last - 1] not in STOPS and after.kind == "that" and last > start:
        return Report("quotes.that_clause", start, last, source, credit)  # its paragraph breaks off
    if last - start < (4 if after.kind == "wh" else 3) or (after.kind == "that" and norms[v] not in PHRASES and not claims(tokens, start, last)):
        return None
    rule = {"that": "quotes.that_clause", "wh": "quotes.question_clause", "bare": "quotes.bare_clause"}[after.kind]
    return Report(rule, start, last, source, credit)


def _cleft(tokens: Tokens, low: int, v: int, limit: int, cue: Cue) -> Report | None:
    """A report turned round: "what the minister said is that it closes"."""
    source = subject_before(tokens, low, verb_group(tokens, low, v).first)
    if source is None or source.first == low or tokens.norms[source.first - 1] != "what" or not nameable(tokens, source, cue):
        return None
    group = verb_group(tokens, low, v)
    if group.negated or group.modal or v + 5 >= limit:
        return None
    last = content_end(tokens, v + 3, limit, backshifted=cue.form == "past")
    return Report("quotes.that_clause", v + 3, last, trimmed(tokens, source), Phrase(v, v + 1)) if last - v > 5 else None


def _by_paper(tokens: Tokens, low: int, v: int) -> bool:
    """Whether a paper is the subject of what "shows" a clause without "that"."""
    at = verb_group(tokens, low, v).first
    subject = subject_before(tokens, low, at)
    return subject is not None and (is_publication(tokens, subject) or (at > low and tokens.norms[at - 1] == "that"))


def _marked(tokens: Tokens, low: int, v: int, limit: int, cue: Cue, credit: Phrase, start: int) -> Report | None:
    """A clause that opens with words in marks and goes on behind them: "said “too many” homes had flooded"."""
    words = tokens.words
    close = next((x for x in range(start + 1, min(limit, start + 40)) if words[x] in {"”", "»", '"', "’", "'"} and x + 1 < limit), None)
    if close is None or close + 2 >= limit or not tokens.norms[close + 1][0].isalpha() or not tokens.norms[close - 1][0].isalnum():
        return None
    if (
        clause_from(tokens, close, limit) is None
        or not cue.classes & {"bare", "tell"}
        or tokens.norms[close + 1] in {"and", "but", "as", "after", "when", "while", "he", "she"}
    ):
        return None
    source = speaker_of(tokens, low, v, cue, limit)
    if source is None:
        return None
    return Report("quotes.bare_clause", start, content_end(tokens, start, limit, backshifted=True), source, credit)


def trailing_at(tokens: Tokens, low: int, v: int, limit: int) -> Report | None:
    """The report whose content stands before its cue: "…, the mayor said." and "…, said the mayor.", or around it."""
    norms = tokens.norms
    if norms[v] in PHRASES:
        return _as_phrase(tokens, low, v, limit)
    cue = CUES[norms[v]]
    plain = cue.form == "base" and "bare" in cue.classes and "nouns" not in cue.classes
    if "nouns" in cue.classes and cue.form == "s" and norms[v - 1] in EITHER | PASTS | DETERMINERS | PREPOSITIONS:
        return None  # "who made remarks"
    if (cue.form not in {"past", "s"} and not plain) or not cue.classes & {"bare", "that", "inverts", "tell"}:
        return None
    if v - 1 > low and norms[v - 1] == "," and "inverts" in cue.classes and not plain:
        phrase = noun_after(tokens, v + 1, limit)
        if phrase is None or (phrase.last < limit and (finite(tokens, phrase.last, v) or norms[phrase.last] == "that")):
            return None
        comma = v - 1
        if not nameable(tokens, phrase, cue):
            return None
        return _before(tokens, low, comma, phrase.last, limit, trimmed(tokens, phrase), Phrase(v, v + 1), "quotes.inverted_cue")
    if cue.classes & {"bare", "that", "tell"} and complement(tokens, v, limit, cue).kind == "that":
        return None
    k = v + 1
    if "tell" in cue.classes and k < limit and norms[k][0].isalpha():
        k = past_hearer(tokens, k, min(limit, k + 12))
        phrase = noun_after(tokens, v + 1, limit)
        if k == v + 1 and phrase is not None:
            k = phrase.last
    while k < limit and k < v + 12 and norms[k] not in {",", ".", ";"} | HARD:
        if norms[k] in PREPOSITIONS:
            k = past_adjunct(tokens, k, limit)
        elif norms[k] in TIMES or is_adverb(norms[k]) or norms[k] in {"this", "last"}:
            k += 1
        else:
            return None
    if k < limit and norms[k] not in {",", ".", ";"}:
        return None
    if norms[v + 1 : v + 2] in (["to"], ["by"]) or (cue.form == "base" and norms[v - 1] in SUBJECT_PRONOUNS):
        return None
    source = speaker_of(tokens, low, v, cue, limit)
    if (
        source is None
        or source.first <= low
        or source.last > v
        or any(finite(tokens, x, source.last) for x in range(source.last, verb_group(tokens, low, v).first))
    ):
        return None
    comma = source.first - 1
    post = norms[comma] in PEOPLE or is_person(norms[comma])
    while (
        post and comma > low and comma > source.first - 5 and norms[comma][0].isalpha() and norms[comma] not in CONJUNCTIONS | PREPOSITIONS | {"as"}
    ):
        comma -= 1  # "…, [fire chief] Ana Horvat said"
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
        return _before(tokens, low, comma, k, limit, source, Phrase(v, v + 1), "quotes.as_cue") if norms[comma] == "," else None
    if norms[comma] != "," or not (cue.classes & {"bare", "inverts", "tell"} or (cue.lemma in {"find", "show"} and is_publication(tokens, source))):
        return None
    apposed = noun_before(tokens, low, comma)
    if apposed is not None and apposed.first > low and norms[apposed.first - 1] in {"what", "which", "that", "whom"}:
        return None
    if apposed is not None and norms[apposed.first] in DETERMINERS and apposed.first - 1 > low and norms[apposed.first - 1] == ",":
        comma = apposed.first - 1  # "…, the governor, Ana Horvat, said"
    return _before(tokens, low, comma, k, limit, source, Phrase(v, v + 1), "quotes.trailing_cue")


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
        if source is None or source.first <= low or norms[source.first - 1] != "as" or not known(tokens, source):
            return None
        comma = source.first - 2
        if comma > low and norms[comma] == ",":
            return _before(tokens, low, comma, end, limit, source, Phrase(v, v + 1 + len(phrase)), "quotes.as_cue")
        if comma < low and end < limit and norms[end] == ",":
            last = content_end(tokens, end + 1, limit, backshifted=True)
            return Report("quotes.as_cue", end + 1, last, source, Phrase(v, v + 1 + len(phrase))) if last - end > 3 else None
        return None
    return None


def _before(tokens: Tokens, low: int, comma: int, behind: int, limit: int, source: Phrase, cue: Phrase, rule: str) -> Report | None:
    """A report of what stands before ``comma``; around the cue where a comma at ``behind`` and words follow."""
    norms = tokens.norms
    start = clause_start(tokens, low, comma)
    if tokens.words[comma - 1] in {"”", "»", '"', "’"}:
        return None
    if rule == "quotes.as_cue" and behind + 3 < limit and norms[behind] == ",":
        opener = norms[comma - 1]
        inner = opener in SUBORDINATORS | {"if", "that", "and", "but"} and norms[behind + 1] not in AUXILIARIES
        if inner or norms[behind + 1] == "that":  # "I agree that, as he said, …", "it is clear, as he said, that …"
            begin = behind + 1 + (norms[behind + 1] == "that")
            last = content_end(tokens, begin, limit, backshifted=True, subordinate=comma == start + 1 and opener != "that")
            return Report(rule, begin, last, source, cue) if last - begin > 2 else None
    last = comma
    around = (
        behind + 2 < limit
        and norms[behind] == ","
        and norms[behind + 1] not in {"who", "which", "whose", "and", "or", "adding", "while", "as", "quote", "“", '"', *INFERENCE}
        and rule != "quotes.inverted_cue"
    )
    if around:
        last = content_end(tokens, behind + 1, limit, backshifted=True)
        if (
            clause_from(tokens, behind + 1, last) is None
            and clause_from(tokens, start, comma) is None
            and not any(finite(tokens, x, start, loose=True) for x in range(behind + 2, last))
            and norms[behind + 1] not in _VERBS
        ):
            return None
    elif comma - start < 3 or (clause_from(tokens, start, comma) is None and not headline(tokens, start, comma, limit)):
        return None
    return Report(rule, start, last, source, cue)
