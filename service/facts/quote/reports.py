"""Reads the report of a reporting verb: whom it credits, and the clause behind it, before it or around it."""

from __future__ import annotations

from typing import NamedTuple

from service.facts.clause.noun_phrase import DETERMINERS
from service.facts.quote.clauses import claims, clause_from, makes_relative, may_be_noun, opens_with_verb, verbal
from service.facts.quote.complements import FURTHEST_THAT, Complement, complement, opens_at_once
from service.facts.quote.contents import STOPS, content_end, inside_dashes, main_verb
from service.facts.quote.heads import is_publication, known, nameable
from service.facts.quote.naming import trimmed, with_name
from service.facts.quote.phrases import MARKS, SUBJECT_PRONOUNS, Phrase, noun_after
from service.facts.quote.shapes import declared, elliptical, headline
from service.facts.quote.speakers import speaker_of, unspoken
from service.facts.quote.subjects import subject_before, verb_group
from service.facts.quote.verbs import finite, first_verb, is_adverb, opens_predicate
from service.facts.quote.words import (
    AUXILIARIES,
    CUES,
    NUMBERS,
    PHRASE_FORMS,
    PHRASES,
    SUBORDINATORS,
    SURE_VERBS,
    THIRDS,
    WH,
    Cue,
)
from service.transcript.tokens import Tokens

_SHOWING = frozenset({"show", "demonstrate", "prove"})
_OWNED = 4
"""Tokens from "whose" to the verb of what is owned, at most."""
_PROMISING = frozenset({"promise", "pledge", "vow", "guarantee"})
"""Behind these a clause tells what will be; without an auxiliary it is a thing: "promised £5 to each who lost a limb"."""
_PROMISE = 30
_CONDITIONS = frozenset({"if", "when", "although", "though", "while", "because", "unless"})
_JOINING = frozenset({"and", "but", "that", "because", "so", "just", "or"})
_NO_SUBJECT = frozenset({"not", "to", "whose", "and", "or", "but", "—", "–", "-", ".", "(", "because"})
"""Words with which no clause begins."""
_BARE = frozenset(form for form, cue in CUES.items() if cue.classes & {"bare", "tell"} or cue.lemma in {"find", "show"}) - PHRASES.keys()
"""Forms that a clause without "that" may follow."""
_OTHER = frozenset(form for form, cue in CUES.items() if "tell" not in cue.classes) - PHRASES.keys()
"""Forms that no hearer follows, and that credit with no words but themselves."""
_NOUNS = frozenset(form for form, cue in CUES.items() if "nouns" in cue.classes)
_NAMES = frozenset(form for form in _NOUNS if CUES[form].form in {"base", "s"} and CUES[form].lemma != "show")
"""Forms that may be a plain noun: "reports", "claims"."""
_SUBJECTS = SUBJECT_PRONOUNS | DETERMINERS | NUMBERS | {"there"}


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
    norm = norms[v]
    cue = CUES.get(norm)
    if cue is not None and _refused(tokens, low, v, limit, cue):
        return None
    if norm in _NAMES and norm not in PHRASES and may_be_noun(tokens, low, v) and "that" not in norms[v + 1 : v + FURTHEST_THAT + 22]:
        return None  # "the report says"
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
                if further.kind == "that" or (further.kind == "wh" and norms[further.start] not in {"what", "when", "where", "if"}):
                    after, credit = further, Phrase(v, end)
                    break
    if cue is not None and norms[v + 1 : v + 3] in (["is", "that"], ["was", "that"]) and "bare" in cue.classes:
        return _cleft(tokens, low, v, limit, cue)
    if cue is None or after.kind == "none" or after.start >= limit or (v > low and tokens.words[v][0].isupper() and tokens.words[v - 1][0].isupper()):
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
        if (
            norms[after.start] in WH
            or norms[after.start] in _NO_SUBJECT
            or (
                norms[after.start] in {"nothing", "so", "little", "much", "something"}
                and AUXILIARIES.isdisjoint(norms[after.start + 1 : after.start + 2])
            )
            or (cue.form == "ing" and cue.lemma == "brief")
            or (cue.lemma == "ask" and "to" in norms[after.start + 1 : after.start + 6])  # "asking drivers to do what we know"
            or _reports_already(tokens, after.start, limit)
            or (cue.lemma == "declare" and declared(tokens, after.start, limit))
            or (cue.lemma in _PROMISING and AUXILIARIES.isdisjoint(norms[after.start : min(limit, after.start + _PROMISE)]))
            or (
                clause_from(tokens, after.start, limit, loose=cue.lemma in SURE_VERBS) is None
                and not (cue.lemma == "say" and headline(tokens, after.start, limit, limit))
            )
        ):
            return None
        if _inverted(tokens, low, v, after.start, limit, cue):
            return None  # "Owners, said the firm's chair, Ana Roe, had backed it"
        if v > low + 1 and norms[v - 1] == "," and "inverts" in cue.classes and norms[after.start : after.start + 1] != ["that"]:
            behind = noun_after(tokens, after.start, limit)
            if behind is not None and behind.last + 1 < limit and norms[behind.last] == "," and norms[behind.last + 1] in MARKS:
                return None  # "The tower, said the mayor, “was never safe”"
        if cue.lemma not in {"say", "tell"} and cue.form != "ing":
            subject = subject_before(tokens, low, verb_group(tokens, low, v).first)
            if subject is not None and not known(tokens, subject):
                return None
    if after.kind == "that" and opens_with_verb(tokens, after.start, limit):
        return None
    if after.kind == "marks":
        return None if cue.form == "base" and norms[v - 1 : v] != ["to"] else _marked(tokens, low, v, limit, cue, credit, after.start)
    source = speaker_of(tokens, low, v, cue, limit)
    if source is None or (after.kind == "wh" and cue.lemma in _SHOWING and not is_publication(tokens, source)):
        return None  # people who show what they can do report nothing
    start = after.start + 1 if norms[after.start] == "," else after.start
    opener = norms[source.first - 1] if source.first > low else ""
    if (after.kind == "bare" or opener in {"as", "than"}) and elliptical(tokens, after.start, limit):
        return None
    if (
        opener == "as"
        and after.kind == "bare"
        and source.first - 2 > low
        and norms[source.first - 2][0].isalnum()
        and norms[source.first - 2] not in _JOINING
    ):
        return None  # "if we did as she suggests we would lose"
    if opener == "as" and norms[start] in {"i", "my"}:
        return None  # "as others have said, I will write"
    if norms[credit.last - 1] == "point" and makes_relative(tokens, start, limit):
        return None  # "makes the point that the Member made about it"
    at = verb_group(tokens, low, v).first
    relative = at - 2 > low and ((norms[at - 1] in {"who", "which"} and norms[at - 2] == ",") or (cue.form == "ing" and norms[at - 1] == ","))
    relative = relative or "whose" in norms[max(low, at - _OWNED) : at]  # "the council, whose latest figures show …, said"
    hangs = opener in SUBORDINATORS or (
        opener == "and" and norms[low] in _CONDITIONS and source.first - 2 > low
    )  # "If you add it, and X says …, you get"
    last = content_end(tokens, start, limit, backshifted=cue.form in {"past", "ing", "part"}, subordinate=hangs, relative=relative)
    if at - 2 > low and norms[at - 1] == "who" and norms[at - 2] != "," and after.kind in {"bare", "that"}:
        last = main_verb(tokens, start, last)  # "A man who said he had a job [took my passport]"
    last = inside_dashes(tokens, low, source.first, start, last)
    if last == limit and norms[last - 1] not in STOPS and after.kind == "that" and last > start:
        return Report("quotes.that_clause", start, last, source, credit)  # its paragraph breaks off
    if (
        after.kind == "wh"
        and start + 1 < limit
        and norms[start] == "how"
        and norms[start + 1] in {"much", "many"}
        and first_verb(tokens, start + 2, last, start, loose=True) is None
    ):
        return None  # "asked for how much from the mayor"
    least = 4 if after.kind == "wh" else 2 if finite(tokens, last - 1, start) and norms[last - 1] not in THIRDS else 3  # "that twelve died"
    if last - start < least or (after.kind == "that" and norms[v] not in PHRASES and not claims(tokens, start, last)):
        return None
    rule = {"that": "quotes.that_clause", "wh": "quotes.question_clause", "bare": "quotes.bare_clause"}[after.kind]
    return Report(rule, start, last, source, credit)


def _refused(tokens: Tokens, low: int, v: int, limit: int, cue: Cue) -> bool:
    """Whether the words beside a cue show at once that it reports nothing: what the rest of ``report_at`` would find out too, and dearer."""
    norms = tokens.norms
    norm = norms[v]
    nxt = norms[v + 1] if v + 1 < limit else "."
    if nxt == "of" and norm in _NOUNS:
        return True  # "a forecast of more than 20 cm"
    if nxt in {"is", "was"} and norms[v + 2 : v + 3] == ["that"]:
        return False
    if v > low and tokens.words[v][0].isupper() and tokens.words[v - 1][0].isupper():
        return True
    if norm in PHRASES:
        return False
    if unspoken(tokens, low, v, limit, cue):
        return True
    if norm not in _BARE:
        return _OPENERS["wh" in cue.classes].isdisjoint(norms[v + 1 : min(limit, v + FURTHEST_THAT + 22)])
    if norm not in _OTHER:
        return False
    if nxt == ",":
        return v + 2 < len(norms) and norms[v + 2] not in _INSERTED and "that" not in norms[v + 4 : v + FURTHEST_THAT + 22]
    if not opens_at_once(nxt):
        return False
    return nxt in _NO_SUBJECT or (norm in _NAMES and nxt not in _SUBJECTS) or (nxt in AUXILIARIES and cue.lemma != "say")


_OPENERS = (frozenset({"that", "'", ":"}) | MARKS, frozenset({"that", "'", ":"}) | MARKS | WH)
"""With which of these a complement begins that is no bare clause; the second where it may be a question too."""
_INSERTED = frozenset({"not", "however", "though", "therefore", "too", "quote"})
"""Between a comma right behind a cue and its clause."""


def _reports_already(tokens: Tokens, k: int, limit: int) -> bool:
    """Whether another cue with its clause stands where a clause would begin: "envoys briefed on the talks [said the sides] agreed"."""
    cue = CUES.get(tokens.norms[k])
    nxt = tokens.norms[k + 1] if k + 1 < limit else "."
    return cue is not None and cue.form == "past" and (nxt in DETERMINERS or nxt in SUBJECT_PRONOUNS or nxt in {"that", "there"})


def _inverted(tokens: Tokens, low: int, v: int, start: int, limit: int, cue: Cue) -> bool:
    """Whether the words behind a cue are its subject: a lone comma parts it from a noun phrase, whose own verb follows behind another."""
    norms = tokens.norms
    if v < low + 2 or norms[v - 1] != "," or "inverts" not in cue.classes or start != v + 1:
        return False
    if any(norms[x] == "," or finite(tokens, x, low) for x in range(max(low, v - 14), v - 1)):
        return False
    phrase = noun_after(tokens, start, limit)
    if phrase is None or not known(tokens, phrase) or phrase.last >= limit or norms[phrase.last] != ",":
        return False
    end = with_name(tokens, phrase, limit).last
    return end + 1 < limit and norms[end] == "," and opens_predicate(norms[end + 1])


def behind_dashes(tokens: Tokens, report: Report, limit: int) -> Report | None:
    """The report that goes on behind an aside in dashes: "reported that jobs grew — by nine — [and that wages rose]"."""
    norms = tokens.norms
    if report.last >= limit or norms[report.last] not in {"—", "–"}:
        return None
    close = next((x for x in range(report.last + 1, min(limit - 4, report.last + 30)) if norms[x] in {"—", "–"}), None)
    if close is None or norms[close + 1 : close + 3] != ["and", "that"]:
        return None
    last = content_end(tokens, close + 3, limit, backshifted=True)
    return report._replace(first=close + 3, last=last) if last - close > 5 else None


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
