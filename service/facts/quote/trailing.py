"""Reports whose content stands before its cue, or around it: "…, the mayor said", "…, said the mayor", "…, as she made clear"."""

from __future__ import annotations

from service.facts.clause.noun_phrase import CONJUNCTIONS, DETERMINERS, PREPOSITIONS, is_plural
from service.facts.clause.words import is_person
from service.facts.quote.adjuncts import past_adjunct, past_hearer, told_when
from service.facts.quote.clauses import clause_from, fronted, states
from service.facts.quote.complements import FURTHEST_THAT, complement
from service.facts.quote.contents import clause_start, content_end
from service.facts.quote.heads import head_of, is_publication, known, nameable
from service.facts.quote.marks import CLOSERS
from service.facts.quote.naming import trimmed, with_name
from service.facts.quote.phrases import HARD, MARKS, SUBJECT_PRONOUNS, Phrase, noun_after, noun_before
from service.facts.quote.reports import Report
from service.facts.quote.shapes import headline
from service.facts.quote.speakers import speaker_of
from service.facts.quote.subjects import subject_before, verb_group
from service.facts.quote.verbs import finite, is_adverb, opens_predicate
from service.facts.quote.words import (
    AUXILIARIES,
    CLAUSAL,
    CUES,
    EITHER,
    HEARERS,
    INFERENCE,
    NOT_ING,
    PASTS,
    PEOPLE,
    PHRASE_FORMS,
    PHRASES,
    SUBORDINATORS,
    THIRDS,
    TIMES,
    Cue,
)
from service.transcript.tokens import Tokens

_VERBS = AUXILIARIES | THIRDS | PASTS
_NOMINAL = EITHER | PASTS | DETERMINERS | PREPOSITIONS
_ENDING = frozenset({",", ".", ";", ":"})
_WHEN = frozenset({"this", "last", "late", "early", "earlier"})
_BOUNDS = HARD | _ENDING
_NO_TITLE = (CONJUNCTIONS | PREPOSITIONS | {"as"}) - {"of", "for"}
_TITLING = frozenset({"'s", "'", "’", "-"})
_INNER = SUBORDINATORS | {"if", "that", "and", "but", "which", "whom", "where"}
"""Before the comma of a cue: the clause that is credited begins behind the cue ("it is clear, as she said, that")."""
_INSIDE = frozenset({",", "?", "!", "."})
_NOT_AROUND = INFERENCE | {"who", "which", "whose", "and", "or", "adding", "while", "as", "quote", "“", '"'}
_HANGING = SUBORDINATORS | {"if", "unless"}


def trailing_at(tokens: Tokens, low: int, v: int, limit: int) -> Report | None:
    """The report whose content stands before its cue: "…, the mayor said." and "…, said the mayor.", or around it."""
    norms = tokens.norms
    if norms[v] in PHRASES and ((report := _as_phrase(tokens, low, v, limit)) is not None or norms[v] not in CUES):
        return report
    cue = CUES[norms[v]]
    plain = cue.form == "base" and (
        ("bare" in cue.classes and ("nouns" not in cue.classes or (is_plural(norms[v - 1]) and (is_person(norms[v - 1]) or norms[v - 1] in PEOPLE))))
        or cue.lemma in {"show", "record"}
    )
    if "nouns" in cue.classes and cue.form in {"s", "base"} and norms[v - 1] in _NOMINAL:
        return None  # "who made remarks"
    if tokens.words[v][0].isupper():
        return None  # "on behalf of the States"
    if (cue.form not in {"past", "s"} and not plain) or not cue.classes & {"bare", "that", "inverts", "tell"}:
        return None
    inverted = v - 1 > low and norms[v - 1] == "," and "inverts" in cue.classes and not plain
    phrase = noun_after(tokens, v + 1, limit) if inverted else None
    if phrase is not None:
        if phrase.last < limit and (finite(tokens, phrase.last, v) or norms[phrase.last] == "that"):
            return None
        comma = v - 1
        if not nameable(tokens, phrase, cue) or not known(tokens, phrase):
            return None
        named = with_name(tokens, phrase, limit)
        return _before(tokens, low, comma, max(phrase.last, named.last), limit, trimmed(tokens, named), Phrase(v, v + 1), "quotes.inverted_cue")
    if (
        cue.classes & {"bare", "that", "tell"}
        and "that" in norms[v + 1 : v + FURTHEST_THAT + 22]
        and complement(tokens, v, limit, cue).kind == "that"
    ):
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
    parted = _parted(tokens, low, v, k, limit)
    source = speaker_of(tokens, low if parted is None else parted + 1, v, cue, limit)
    if (
        source is None
        or source.first <= low
        or source.last > v
        or (cue.lemma in {"show", "record"} and cue.form == "base" and not is_publication(tokens, source))
        or any(finite(tokens, x, source.last) for x in range(source.last, verb_group(tokens, low, v).first))
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
        return _before(tokens, low, comma, k, limit, source, Phrase(v, v + 1), "quotes.as_cue") if norms[comma] == "," else None
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
    return _before(tokens, low, comma, k, limit, source, Phrase(v, v + 1), "quotes.trailing_cue")


def pointed_at(tokens: Tokens, low: int, v: int, limit: int) -> tuple[Phrase, int] | None:
    """Who is credited with what was said before, and where the words that point to it begin: "… closed; [that's what our colleagues tell us]"."""
    norms = tokens.norms
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
    if behind + 2 >= limit or norms[behind] != "," or not _verb_at(tokens, behind + 1):
        return None
    start = clause_start(tokens, low, v)
    comma = next((x for x in range(start + 1, min(v, start + 14)) if norms[x] == ","), None)
    if (
        comma is None
        or v - comma > 16
        or norms[start] in PREPOSITIONS
        or _participle(tokens, comma + 1)
        or any(finite(tokens, x, start) for x in range(start + 1, comma))
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
            return _before(tokens, low, source.first - 1, end, limit, source, Phrase(v, v + 1 + len(phrase)), "quotes.trailing_cue")
        if norms[source.first - 1] != "as":
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
    start = _behind_report(tokens, clause_start(tokens, low, comma), comma)
    if any(tokens.words[x] in CLOSERS and norms[x - 1] in _INSIDE for x in range(max(start + 1, comma - 12), comma)):
        return None  # “…,” the agency's director, Ana Horvat, said
    if tokens.words[comma - 1] in CLOSERS:
        return None
    apart = norms[behind + 1 : behind + 3] in (["in", "what"], ["to", "which"], ["after", "which"], ["for", "which"])
    around = behind + 3 < limit and norms[behind] == "," and not apart and not told_when(tokens, behind + 1, limit)
    opener = norms[comma - 1]
    if around and (opener in _INNER or norms[behind + 1] == "that"):
        inner = opener in _INNER and norms[behind + 1] not in AUXILIARIES
        if inner or norms[behind + 1] == "that":  # "I agree that, as he said, …", "it is clear, as he said, that …"
            begin = behind + 1 + (norms[behind + 1] == "that")
            last = content_end(tokens, begin, limit, backshifted=True, subordinate=comma == start + 1 and opener != "that")
            return Report(rule, begin, last, source, cue) if last - begin > 2 else None
    last = comma
    main = norms[start] not in _HANGING and clause_from(tokens, start, comma) is not None
    if around and not (main and rule == "quotes.inverted_cue") and norms[behind + 1] not in _NOT_AROUND and not _participle(tokens, behind + 1):
        last = content_end(tokens, behind + 1, limit, backshifted=True)
        behind_clause = clause_from(tokens, behind + 1, last, loose=True)
        if behind_clause is not None and not main and fronted(tokens, start, comma):
            return Report(rule, behind + 1, last, source, cue)
        if (
            behind_clause is None
            and clause_from(tokens, start, comma) is None
            and not any(finite(tokens, x, start, loose=True) for x in range(behind + 2, last))
            and not _verb_at(tokens, behind + 1)
        ):
            return None
    elif around and main and norms[behind + 1] == "and" and opens_predicate(norms[behind + 2]) and rule != "quotes.inverted_cue":
        last = content_end(tokens, behind + 1, limit, backshifted=True)  # "It was sound, the firm said, and caused no harm"
    elif comma - start < 3 or not (states(tokens, start, comma) or headline(tokens, start, comma, limit)):
        return None
    return Report(rule, start, last, source, cue)


def _behind_report(tokens: Tokens, start: int, comma: int) -> int:
    """Where a clause begins that is joined to another's report: "The UN said that 40 fled, [nine of them are hurt], the fund says"; else ``start``."""
    norms = tokens.norms
    cue = next((x for x in range(start + 1, min(comma, start + 12)) if norms[x] in CLAUSAL and "that" in norms[x + 1 : min(comma, x + 4)]), None)
    if cue is None or CUES[norms[cue]].form not in {"past", "s"}:
        return start
    joint = next((x for x in range(comma - 3, cue + 3, -1) if norms[x] == "," and norms[x + 1] == "and"), None)
    return joint + 2 if joint is not None and clause_from(tokens, joint + 2, comma) is not None else start


def _verb_at(tokens: Tokens, k: int) -> bool:
    """Whether a finite verb stands at ``k`` whose subject the words before the cue are: "The crew, she said, [hauled] in nine nets"."""
    norms = tokens.norms
    return norms[k] in _VERBS or ((norms[k] in EITHER or norms[k].endswith("ed")) and norms[k + 1] != "by")


def _participle(tokens: Tokens, k: int) -> bool:
    """Whether the speaker's own comment begins at ``k`` with a participle: "…, the mayor said, [bringing the toll to six]"."""
    norm = tokens.norms[k]
    return norm.endswith("ing") and norm not in NOT_ING and len(norm) > 4
