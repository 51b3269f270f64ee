"""Reads who is reported to say what around a cue: the source, the words that credit it, and where its content begins and ends."""

from __future__ import annotations

from typing import NamedTuple

from service.facts.clause.noun_phrase import DETERMINERS, PREPOSITIONS, PRONOUNS, is_plural
from service.facts.quote.phrases import (
    HARD, MARKS, SUBJECT_PRONOUNS, Phrase, author_after, head_of, is_publication, known, nameable, noun_after, noun_before, subject_before, trimmed, verb_group,
)  # fmt: skip
from service.facts.quote.words import (
    AUXILIARIES, BE, CLAUSAL, CUE_NOUNS, CUES, DO, FIRST_PERSON, HEARERS, INFERENCE, MODALS, NEGATIONS, PASTS, PEOPLE, PHRASE_FORMS, PHRASES, PUBLICATIONS, THIRDS, TIMES, WH, Cue, finite, is_adverb,
)  # fmt: skip
from service.transcript.tokens import Tokens

LONGEST = 160
"""Tokens that a reported clause may take at most."""
_FURTHEST_THAT = 18
_FURTHEST_VERB = 45
_STOPS = frozenset(".?!…")
_LEADERS = frozenset(
    {
        "right",
        "correct",
        "wrong",
        "quick",
        "careful",
        "keen",
        "first",
        "entitled",
        "pains",
        "justified",
        "reported",
        "understood",
        "believed",
        "known",
        "alleged",
        "said",
    }
)
_ENTRANCES = frozenset({"on", "went", "goes", "continued", "continues", "appeared", "appears", "seemed", "seems", "proceeded", "came"})
_MARKS = frozenset('“”«»"')
_NUMBERS = frozenset(
    {
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "dozens",
        "hundreds",
        "thousands",
        "millions",
        "more",
    }
)
_HEARINGS = frozenset({"inquiry", "court", "tribunal", "inquest", "jury", "hearing", "panel", "committee", "commission", "trial"})
_LOOSE = frozenset({"again", "also", "then", "later", "earlier", "however", "afterwards", "too", "here", "twice", "once", "times", "back"})
_BOUNDING = frozenset(
    {
        "nearly",
        "roughly",
        "approximately",
        "mostly",
        "largely",
        "mainly",
        "partly",
        "hardly",
        "barely",
        "family",
        "supply",
        "assembly",
        "monopoly",
        "anomaly",
        "exactly",
        "only",
    }
)
_GO_ON = frozenset({"adding", "saying", "according", "citing", "noting", "arguing", "warning", "claiming", "insisting", "explaining", "stressing"})
_PAST_VERBS = frozenset(
    {
        "said",
        "added",
        "warned",
        "urged",
        "called",
        "announced",
        "insisted",
        "argued",
        "promised",
        "pledged",
        "demanded",
        "asked",
        "told",
        "accused",
        "declined",
        "refused",
    }
)


class Report(NamedTuple):
    """Content tokens ``[first, last)`` that ``source`` is reported to say; ``cue`` are the tokens that credit, ``rule`` how it was read."""

    rule: str
    first: int
    last: int
    source: Phrase
    cue: Phrase


class Complement(NamedTuple):
    """What follows a cue: a clause behind ``that`` or ``wh``, a ``bare`` one, words in ``marks``, or ``none``; it begins at ``start``."""

    kind: str
    start: int


def speaker_of(tokens: Tokens, low: int, v: int, cue: Cue, limit: int) -> Phrase | None:
    """Whom the verb at ``v`` has as its subject (as its agent in the passive), if they can be credited; ``low`` begins its sentence."""
    norms = tokens.norms
    low = max(low, v - 90)
    group = verb_group(tokens, low, v)
    if (group.negated and cue.lemma != "deny") or group.modal:
        return None
    at = group.first
    before = norms[at - 1] if at > low else ""
    phrase: Phrase | None
    if group.passive and cue.form in {"past", "part"}:
        if v + 1 < limit and norms[v + 1] == "by":
            phrase = noun_after(tokens, v + 2, limit)
            return trimmed(tokens, phrase) if phrase and nameable(tokens, phrase, None) else None
        return None
    if cue.form == "ing" and not group.passive:
        if "mind" in cue.classes:
            return None
        if before == "as" and at - 2 >= low and norms[at - 2] in {"quoted", "reported", "cited", "recorded"}:
            phrase = subject_before(tokens, low, verb_group(tokens, low, at - 2).first)
        elif before in {"of", "for", "without", "in", "to", "and", "or", "'s"} or before in DETERMINERS:
            return None
        else:
            phrase = noun_before(tokens, low, at) if before and before != "," else None
            if phrase is None or phrase.first == low or norms[phrase.first - 1] != "by":
                phrase = clause_subject(tokens, low, at) or phrase
    elif cue.form == "base" and before == "to":
        phrase = _infinitive(tokens, low, at - 1)
    elif cue.form == "base" and before in {"refer", "help"}:
        return None
    elif before in {"and", "but", "or", "then", "also"} or (before == "," and at - 2 >= low and norms[at - 2] in {"and", "but"}):
        phrase = clause_subject(tokens, low, at - 1)
    else:
        phrase = subject_before(tokens, low, at)
        if phrase is None and before == ",":
            phrase = clause_subject(tokens, low, at - 1)
    if phrase is None or not nameable(tokens, phrase, cue) or _object_of_relative(tokens, low, phrase) or _unreal(tokens, low, phrase, cue):
        return None
    if cue.form == "base" and before != "to" and at == v and not _plural(tokens, phrase) and not _perceived(norms, low, phrase.first):
        return None
    return trimmed(tokens, phrase)


def _plural(tokens: Tokens, phrase: Phrase) -> bool:
    norms = tokens.norms
    last = norms[phrase.last - 1]
    return (
        last in {"they", "you"}
        or "and" in norms[phrase.first : phrase.last]
        or any(is_plural(norms[k]) for k in range(phrase.first, phrase.last))
        or last in PEOPLE
    )


def _object_of_relative(tokens: Tokens, low: int, phrase: Phrase) -> bool:
    """Whether the words are the object in a relative clause: "a quake that struck the south [has raised …]"."""
    k = phrase.first - 1
    return (
        k - 1 > low
        and finite(tokens, k, low)
        and tokens.norms[k - 1] in {"who", "which", "that"}
        and phrase.last - phrase.first > 0
        and tokens.norms[k] not in CUES
    )


def _perceived(norms: list[str], low: int, first: int) -> bool:
    """Whether somebody is seen or heard to speak: "we heard the mayor say that"."""
    return any(norms[k] in {"see", "saw", "seen", "hear", "heard", "watch", "watched"} for k in range(max(low, first - 12), first))


def _unreal(tokens: Tokens, low: int, phrase: Phrase, cue: Cue) -> bool:
    """Whether the credit is asked, supposed or wished: "does he say that", "if they claim that"."""
    norms = tokens.norms
    for k in range(phrase.first - 1, max(low, phrase.first - 4) - 1, -1):
        if norms[k] in {"if", "unless", "whether", "suppose"}:
            return True
        if not is_adverb(norms[k]):
            break
    if cue.form == "base":
        for k in range(phrase.first - 1, max(low, phrase.first - 24) - 1, -1):
            if norms[k] in DO | MODALS and (k == low or norms[k - 1] in {",", "and", "but", "or", ":", ";", "how", "why", "what", "when", "where"}):
                return True
    before = norms[phrase.first - 1] if phrase.first > low else ""
    if before == "what" or (before in DO | MODALS and cue.form == "base"):
        return True
    return (
        before in AUXILIARIES
        and cue.form in {"base", "part"}
        or (before in {"have", "has", "had", "is", "are", "was"} and cue.form in {"past", "ing"})
    )


def _infinitive(tokens: Tokens, low: int, to: int) -> Phrase | None:
    """The subject of "is right to say", "went on to say", "was quick to add"."""
    norms = tokens.norms
    k = to - 1
    if k <= low:
        return None
    if norms[k] in _LEADERS:
        k -= 1
        while k > low and norms[k] in {"at", "the", "absolutely", "quite", "very", "entirely", "perfectly", "also", "surely"}:
            k -= 1
        if norms[k] not in BE and norms[k] != "'s":
            return None
        return subject_before(tokens, low, verb_group(tokens, low, k).first)
    if norms[k] in _ENTRANCES:
        if norms[k] == "on":
            k -= 1
        return subject_before(tokens, low, verb_group(tokens, low, k).first) if norms[k] in _ENTRANCES or norms[k] == "gone" else None
    return None


def clause_subject(tokens: Tokens, low: int, at: int) -> Phrase | None:
    """The subject of the clause whose verb is joined or added to at token ``at``: "X did an inquiry and [found]", "X agreed, [saying]".

    The nearest verb of reporting before it is preferred to the nearest verb.
    """
    norms = tokens.norms
    low = max(low, at - 70)
    for k in range(at - 1, low - 1, -1):
        if norms[k] == ";" or (norms[k] in {":", "?"} and k + 1 < at and norms[k + 1] not in _MARKS):
            low = k + 1
            break
    return _nearest_subject(tokens, low, at, loose=False) or _nearest_subject(tokens, low, at, loose=True)


def _nearest_subject(tokens: Tokens, low: int, at: int, *, loose: bool) -> Phrase | None:
    norms = tokens.norms
    nearest: Phrase | None = None
    inside = False
    for k in range(at - 1, low, -1):
        if norms[k] in _MARKS:
            inside = not inside
        if inside or not finite(tokens, k, low, loose=loose):
            continue
        phrase = subject_before(tokens, low, verb_group(tokens, low, k).first)
        if phrase is None or (phrase.first > low and norms[phrase.first - 1] in {"which", "whom"}):
            continue
        reporting = norms[k] in CUES or (k + 1 < at and norms[k] in AUXILIARIES and norms[k + 1] in CUES)
        if reporting:
            return phrase
        if nearest is None and norms[phrase.first] not in FIRST_PERSON | {"which", "who", "that", "there"} and nameable(tokens, phrase, None):
            nearest = phrase
        elif nearest is None and norms[phrase.first] in FIRST_PERSON:
            return phrase
    return nearest


def complement(tokens: Tokens, v: int, limit: int, cue: Cue) -> Complement:
    """What the cue at ``v`` governs, looking past adverbs, hearers and adjuncts: "said in a statement on Tuesday that"."""
    norms = tokens.norms
    k = v + 1
    stop = min(limit, k + _FURTHEST_THAT)
    if "tell" in cue.classes and k < stop:
        k = _past_hearer(tokens, k, stop)
    adjunct = False
    while k < stop:
        norm = norms[k]
        if (
            norm == "that"
            and k + 1 < stop
            and (norms[k + 1] in TIMES or norms[k + 1] in {"time", "point"})
            and k + 2 < stop
            and norms[k + 2] in {"that", ","}
        ):
            k += 2
            continue
        if norm == "that":
            nxt = norms[k + 1] if k + 1 < limit else "."
            if nxt in BE or nxt in {"would", "will", "could", "had", "has"}:
                return Complement("bare", k)
            return (
                Complement("that", k + 1)
                if nxt[0].isalnum() or nxt in MARKS or nxt in {",", "‘", "'", "£", "$", "€", "[", "("}
                else Complement("none", k)
            )
        if norm in MARKS or (norm == "'" and not tokens.adjoin(k)):
            return Complement("marks", k)
        if norm == ":":
            nxt = norms[k + 1] if k + 1 < limit else "“"
            return Complement("marks", k + 1) if nxt in MARKS or nxt == "'" else Complement("none", k)
        if (
            norm in WH
            and norm not in {"who", "which"}
            and not (norm in {"when", "where"} and "wh" not in cue.classes)
            and (norm != "if" or cue.lemma == "ask")
            and "wh" in cue.classes
        ):
            return Complement("wh", k)
        if norm == ",":
            if adjunct and k + 1 < stop and norms[k + 1] not in WH | {"and", "but", "as", "who", "which", "adding"}:
                k += 1
                if norms[k] == "that":
                    continue
                return Complement("bare", k)
            if k == v + 1 and k + 2 < stop and norms[k + 1] in {"however", "though", "therefore", "too"} and norms[k + 2] == ",":
                k += 3
                continue
            return Complement("none", k)
        if (
            norm in TIMES
            or norm in _LOOSE
            or (norm.endswith("ly") and len(norm) > 5 and norm not in _BOUNDING and not (k + 1 < stop and finite(tokens, k + 1, v)))
        ):
            k += 1
        elif norm in {"this", "last", "next"} and k + 1 < stop and norms[k + 1] in TIMES:
            k += 2
        elif (
            norm in PREPOSITIONS
            and norm not in {"as", "than", "to"}
            or (
                norm == "to"
                and k + 1 < stop
                and (norms[k + 1] in DETERMINERS or norms[k + 1] in PRONOUNS or norms[k + 1] in HEARERS or tokens.words[k + 1][0].isupper())
            )
        ):
            k = _past_adjunct(tokens, k, stop)
            adjunct = True
            continue
        else:
            return Complement("bare", k)
        adjunct = True
    return Complement("none", k)


def _past_hearer(tokens: Tokens, k: int, stop: int) -> int:
    norms = tokens.norms
    if norms[k] in HEARERS or norms[k] in {"him", "her", "them", "me", "us", "you"}:
        return k + 1
    phrase = noun_after(tokens, k, stop)
    if phrase is None:
        return k
    if any(norms[x] in {"that", "how", "whether", ":", "in", "on", "at", "“", '"'} for x in range(phrase.last, min(stop, phrase.last + 3))):
        return phrase.last
    # "told the BBC it would close": the hearer ends where a clause's subject begins.
    nxt = norms[phrase.last] if phrase.last < stop else "."
    return phrase.last if nxt in SUBJECT_PRONOUNS or nxt in DETERMINERS or nxt[0].isdigit() or nxt == "there" else k


def _past_adjunct(tokens: Tokens, k: int, stop: int) -> int:
    """Behind a preposition and its noun phrase: "in a statement", "to the Government of Iran"."""
    norms = tokens.norms
    k += 1
    if k < stop and norms[k] in DETERMINERS and (norms[k] != "that" or (k + 1 < stop and (norms[k + 1] in TIMES or norms[k + 1] == "time"))):
        k += 1
    if k < stop and norms[k] in {"him", "her", "them", "me", "us", "you"}:
        return k + 1
    while k < stop:
        norm = norms[k]
        wordy = (
            norm[0].isalnum()
            and norm not in _NUMBERS
            and norm not in PRONOUNS
            and norm not in DETERMINERS
            and norm not in PREPOSITIONS
            and norm not in WH
            and norm != "that"
        )
        if not (wordy or norm in {"'s", "-", "'"}) or (wordy and finite(tokens, k, k - 1)):
            return k
        k += 1
    return k


def clause_from(tokens: Tokens, start: int, limit: int, *, loose: bool = False) -> int | None:
    """The finite verb of a clause whose subject begins at ``start``, or None where only a noun phrase stands.

    ``loose``: what may be a participle before a preposition is taken for a verb ("the boat turned over").
    """
    norms = tokens.norms
    if start >= limit:
        return None
    relatives = 0
    commas_at: list[int] = []
    stop = min(limit, start + _FURTHEST_VERB)
    k = start
    if norms[k] in {"to", "by", "so", "as", "of"} or norms[k] in AUXILIARIES:
        return None
    if norms[k].endswith("ing") and k + 1 < stop and (norms[k + 1] in DETERMINERS or norms[k + 1] in PRONOUNS):
        return None
    k += 1
    while k < stop:
        norm = norms[k]
        if norm in {";", ":", "—"} or (norm in _STOPS and k + 1 >= limit):
            return None
        if norm in {
            "who",
            "which",
            "whose",
            "where",
            "when",
            "whether",
            "why",
            "how",
            "what",
            "as",
            "after",
            "because",
            "if",
            "while",
            "although",
            "until",
            "before",
            "since",
            "unless",
        }:
            if norm in {"as", "after", "before", "since", "until"} and norms[k - 1] != ",":
                pass
            else:
                relatives += 1
        elif norm == "that" and norms[k - 1] not in PREPOSITIONS and norms[k - 1] not in {"and", "or", ","}:
            relatives += 1
        elif norm == "," and k + 1 < stop and norms[k + 1] in {"but", "so", "which"}:
            if norms[k + 1] != "which":
                return None
        elif norm in {"and", "but"} and k + 1 < stop and (norms[k + 1] in CUES and CUES[norms[k + 1]].form == "past"):
            return None
        elif norm == ",":
            commas_at.append(k)
        elif finite(tokens, k, start, loose=loose):
            if (
                norms[k - 1] in {"and", "but", "or"}
                or (commas_at and norm in CLAUSAL)
                or (len(commas_at) == 1 and _new_subject(norms, commas_at[0] + 1))
            ):
                return None
            if not relatives:
                return k
            relatives -= 1
            while k + 1 < stop and (
                norms[k + 1] in AUXILIARIES or norms[k + 1] in {"been", "be", "being"} or norms[k + 1] in NEGATIONS or is_adverb(norms[k + 1])
            ):
                k += 1
            if k + 1 < stop and (norms[k + 1].endswith("ed") or norms[k + 1] in CUES):
                k += 1
        k += 1
    return None


def _new_subject(norms: list[str], k: int) -> bool:
    return norms[k] in SUBJECT_PRONOUNS or norms[k] in {"their", "his", "her", "its", "the", "this", "these", "there"}


def content_end(tokens: Tokens, start: int, limit: int, *, backshifted: bool, bounded: bool = False) -> int:
    """Where a reported clause ends: its sentence's end, or where the speaker's own inference or another cue begins.

    ``backshifted``: the cue is past, so that "…, and two were missing" goes on; behind a present cue a new subject is the speaker's.
    """
    norms, words = tokens.norms, tokens.words
    stop = min(limit, start + LONGEST)
    opened: str | None = None
    k = start
    while k < stop:
        word, norm = words[k], norms[k]
        if word in {"“", "«"} or (word == '"' and opened is None):
            opened = word
        elif opened is not None:
            if (word, opened) in {("”", "“"), ("»", "«"), ('"', '"')}:
                opened = None
        elif norm == ";" or word in {"”", "»"}:
            break
        elif word in {"—", "–"} and not tokens.adjoin(k):
            if k + 1 < stop and norms[k + 1] in {"and", "but", "which", "i", "we", "so", "a", "an", "that", "this"}:
                break
        elif norm == "," and k + 2 < stop and _own_words(tokens, k + 1, stop, backshifted):
            break
        elif norm in {"and", "but"} and k + 1 < stop and norms[k + 1] in _PAST_VERBS and k > start + 2 and backshifted:
            break
        k += 1
    while k > start and (norms[k - 1] in _STOPS or norms[k - 1] in {",", ":", "-", "—", "–"}):
        if norms[k - 1] == "." and k - 2 > start and norms[k - 2] == "cent":
            break
        k -= 1
    return k


def _own_words(tokens: Tokens, k: int, stop: int, backshifted: bool) -> bool:
    """Whether the speaker's own words begin at token ``k``, behind a comma."""
    norms, words = tokens.norms, tokens.words
    norm, nxt = norms[k], norms[k + 1]
    if norm in _GO_ON:
        return True
    if norm == "which":
        return nxt in {"is", "means", "i", "we", "shows", "suggests", "makes", "would", "the", "was"} and not (
            nxt in {"is", "was"} and k + 2 < stop and (norms[k + 2].endswith("ed") or norms[k + 2] in {"in", "on", "at"})
        )
    if norm in INFERENCE:
        return True
    if norm in {"and", "or"}:
        if nxt == "that":
            return False
        if nxt in FIRST_PERSON or nxt in {"you", "this", "my", "our"} or (nxt in {"it", "that", "there"} and not backshifted):
            return True
        if nxt in SUBJECT_PRONOUNS and k + 3 < stop and norms[k + 2] in BE and norms[k + 3] in {"right", "wrong", "correct", "absolutely", "quite"}:
            return True
        if nxt in CUES and CUES[nxt].form == "past" and CUES[nxt].classes & {"bare", "that", "tell"} and nxt in _PAST_VERBS:
            return True
        if any(_reports(tokens, x, stop) for x in range(k + 2, min(stop, k + 9))):
            return True
        if backshifted:
            return False
        return nxt not in PREPOSITIONS and any(finite(tokens, x, k + 1) for x in range(k + 2, min(stop, k + 14)))
    if norm in {"while", "whereas"}:
        return words[k + 1][0].isupper() or nxt in FIRST_PERSON
    if nxt in FIRST_PERSON and norm in {"as", "and", "but"}:
        return True
    # "…, he said", "…, the mayor told reporters."
    for x in range(k + 1, min(stop, k + 9)):
        if norms[x] in {",", ";"}:
            return False
        if norms[x] in CLAUSAL and CUES[norms[x]].form == "past" and CUES[norms[x]].classes & {"inverts", "tell"}:
            after = norms[x + 1] if x + 1 < stop else "."
            return after in {",", "."} or (x + 1 < stop and after in HEARERS)
    return False


def _claims(tokens: Tokens, start: int, last: int) -> bool:
    """Whether the words behind "that" are a clause: with a verb that shows, or with what only a subject begins with."""
    norms = tokens.norms
    if any(finite(tokens, x, start, loose=True) for x in range(start, last)):
        return True
    if last - start < 4 or norms[start] in TIMES or norms[start] in PREPOSITIONS:
        return False
    return is_plural(norms[start]) or norms[start] in DETERMINERS or norms[start] in PRONOUNS or tokens.words[start][0].isupper() or norms[start][0].isdigit()


def _reports(tokens: Tokens, x: int, stop: int) -> bool:
    """Whether another reporting verb with a subject of its own stands at ``x``."""
    norms = tokens.norms
    cue = CUES.get(norms[x])
    if cue is None or cue.form not in {"past", "s"} or not cue.classes & {"bare", "that", "tell"} or norms[x - 1] in AUXILIARIES:
        return False
    if norms[x] in _PAST_VERBS or norms[x - 1] in SUBJECT_PRONOUNS:
        return norms[x - 1] not in {"and", "or", ","}
    return x + 1 < stop and norms[x + 1] in {"that", "he", "she", "they", "it"}


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
                cue = Cue(norms[v], PHRASE_FORMS[norms[v]], frozenset({"that"}))
                further = complement(tokens, end - 1, limit, cue)
                if further.kind == "that":
                    after, credit = further, Phrase(v, end)
                    break
    if cue is None or after.kind == "none":
        return None
    if "nouns" in cue.classes and cue.form in {"base", "s"}:
        if after.kind != "that" and not _verbal(tokens, low, v, after.start):
            return None
        subject = subject_before(tokens, low, verb_group(tokens, low, v).first)
        if subject is not None and not known(tokens, subject):
            return None
    if after.kind == "bare":
        if not cue.classes & {"bare", "tell"} and not (cue.lemma in {"find", "show"} and norms[after.start] in {"no", "some"}):
            return None
        if cue.lemma not in {"say", "tell"} and cue.form != "ing":
            subject = subject_before(tokens, low, verb_group(tokens, low, v).first)
            if subject is not None and not known(tokens, subject):
                return None
        if (
            norms[after.start] in WH
            or norms[after.start] in {"whose", "and", "or", "but", "—", "–", "-", ".", "(", "because"}
            or clause_from(tokens, after.start, limit, loose=cue.lemma == "say") is None
        ):
            return None
    if after.kind == "that" and (
        norms[after.start] in AUXILIARIES or (finite(tokens, after.start, after.start - 2) and norms[after.start + 1 : after.start + 2] != ["'s"])
    ):
        return None
    if after.kind == "marks":
        return None if cue.form == "base" and norms[v - 1 : v] != ["to"] else _marked(tokens, low, v, limit, cue, credit, after.start)
    source = speaker_of(tokens, low, v, cue, limit)
    if source is None:
        return None
    start = after.start + 1 if norms[after.start] == "," else after.start
    last = content_end(tokens, start, limit, backshifted=cue.form in {"past", "ing", "part"})
    if last == limit and norms[last - 1] not in _STOPS and after.kind == "that" and last > start:
        return Report("quotes.that_clause", start, last, source, credit)  # its paragraph breaks off
    if last - start < 3 or (after.kind == "that" and norms[v] not in PHRASES and not _claims(tokens, start, last)):
        return None
    rule = {"that": "quotes.that_clause", "wh": "quotes.question_clause", "bare": "quotes.bare_clause"}[after.kind]
    return Report(rule, start, last, source, credit)


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


def _verbal(tokens: Tokens, low: int, v: int, start: int) -> bool:
    """Whether a form that may be a noun ("reports", "claims") is a verb before the words at ``start``."""
    norms = tokens.norms
    if v == low or norms[v - 1] in DETERMINERS or norms[v - 1] in PREPOSITIONS or norms[v - 1] in {"'s", "and", ","}:
        return False
    nxt = norms[start]
    return nxt in SUBJECT_PRONOUNS or nxt in DETERMINERS or nxt[0].isdigit() or nxt == "there"


def trailing_at(tokens: Tokens, low: int, v: int, limit: int) -> Report | None:
    """The report whose content stands before its cue: "…, the mayor said." and "…, said the mayor.", or around it."""
    norms = tokens.norms
    cue = CUES[norms[v]]
    plain = cue.form == "base" and "bare" in cue.classes and "nouns" not in cue.classes
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
    k = v + 1
    if "tell" in cue.classes and k < limit and norms[k][0].isalpha():
        k = _past_hearer(tokens, k, min(limit, k + 12))
        phrase = noun_after(tokens, v + 1, limit)
        if k == v + 1 and phrase is not None:
            k = phrase.last
    while k < limit and k < v + 12 and norms[k] not in {",", ".", ";"} | HARD:
        if norms[k] in PREPOSITIONS:
            k = _past_adjunct(tokens, k, limit)
        elif norms[k] in TIMES or is_adverb(norms[k]) or norms[k] in {"this", "last"}:
            k += 1
        else:
            return None
    if k < limit and norms[k] not in {",", "."}:
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
    if norms[comma] == "as" and comma > low:
        comma -= 1
        return _before(tokens, low, comma, k, limit, source, Phrase(v, v + 1), "quotes.as_cue") if norms[comma] == "," else None
    if norms[comma] != "," or not cue.classes & {"bare", "inverts", "tell"}:
        return None
    apposed = noun_before(tokens, low, comma)
    if apposed is not None and apposed.first > low and norms[apposed.first - 1] in {"what", "which", "that", "whom"}:
        return None
    return _before(tokens, low, comma, k, limit, source, Phrase(v, v + 1), "quotes.trailing_cue")


def _before(tokens: Tokens, low: int, comma: int, behind: int, limit: int, source: Phrase, cue: Phrase, rule: str) -> Report | None:
    """A report of what stands before ``comma``; around the cue where a comma at ``behind`` and words follow."""
    norms = tokens.norms
    start = clause_start(tokens, low, comma)
    if tokens.words[comma - 1] in {"”", "»", '"', "’"}:
        return None
    last = comma
    around = (
        behind + 2 < limit
        and norms[behind] == ","
        and norms[behind + 1] not in {"who", "which", "whose", "and", "but", "adding", "while", "as"}
        and rule != "quotes.inverted_cue"
    )
    if around:
        last = content_end(tokens, behind + 1, limit, backshifted=True)
        if (
            clause_from(tokens, behind + 1, last) is None
            and clause_from(tokens, start, comma) is None
            and not any(finite(tokens, x, start, loose=True) for x in range(behind + 2, last))
            and norms[behind + 1] not in AUXILIARIES | THIRDS | PASTS
        ):
            return None
    elif comma - start < 3 or clause_from(tokens, start, comma) is None:
        return None
    return Report(rule, start, last, source, cue)


def clause_start(tokens: Tokens, low: int, end: int) -> int:
    """Where the clause that ends at ``end`` begins: its sentence's start, or behind a semicolon or an opening conjunction."""
    norms = tokens.norms
    start = max(low, end - LONGEST)
    for k in range(end - 1, start, -1):
        if norms[k] in {";", "—"} or (norms[k] == ":" and k + 1 < end):
            start = k + 1
            break
    if norms[start] in {"but", "and", "so", "yet", "—", "-"} and start + 1 < end:
        start += 1
        if norms[start] == ",":
            start += 1
    return start


def according_at(tokens: Tokens, low: int, i: int, limit: int) -> tuple[Phrase, Phrase, int, int] | None:
    """The source and cue of "according to X" at ``i``, and the words it covers: ``(source, cue, first, last)``, whether a clause or not."""
    norms = tokens.norms
    source = noun_after(tokens, i + 2, limit)
    if source is not None:
        source = author_after(tokens, source, limit)
    if (
        source is None
        or not nameable(tokens, source, None)
        or not known(tokens, source)
        or norms[source.last - 1] in {"plan", "rules", "rule", "law", "need", "needs", "schedule", "size", "age", "type", "plans"}
    ):
        return None
    cue = Phrase(i, i + 2)
    behind = _past_appositions(tokens, source.last, limit)
    lead = norms[clause_start(tokens, low, i) : i]
    fronted = (
        i == low
        or (len(lead) <= 2 and lead[-1:] == [","])
        or norms[i - 1] in {"and", "but", "that", ";", ":", "“", '"', "—", "because", "while"}
        or (norms[i - 1] == "," and i - 2 >= low and norms[i - 2] in {"and", "but", "that"})
    )
    if (
        i > low
        and norms[i - 1] == ","
        and not fronted
        and behind < limit
        and norms[behind] == ","
        and clause_from(tokens, clause_start(tokens, low, i), i - 1) is None
    ):
        return (
            source,
            cue,
            clause_start(tokens, low, i - 1),
            content_end(tokens, behind + 1, limit, backshifted=True),
        )  # The dam, according to engineers, had failed
    if fronted:
        start = behind + 1 if behind < limit and norms[behind] == "," else behind
        return (source, cue, start, content_end(tokens, start, limit, backshifted=True)) if start < limit else None
    last = i - 1 if norms[i - 1] in {",", "(", "—"} else i
    start = clause_start(tokens, low, last)
    return (source, cue, start, last) if start < last else None


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
                or (norms[x + 1] not in DETERMINERS and norms[x + 1] not in PEOPLE and norms[x + 1] not in {"who", "which"})
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
        elif norms[first] in {"his", "her", "its", "their"}:
            source = Phrase(first, first + 1)
    if source is None or k >= limit or (norms[source.first] in FIRST_PERSON):
        return None
    if source.first > low and norms[source.first - 1] in BE:
        return None
    if norms[k] in {"is", "was", "has"} and k + 1 < limit:
        k += 2 if norms[k + 1] == "been" else 1
        if norms[n] not in CUE_NOUNS - {"point", "report"}:
            return None
    if k + 3 >= limit or norms[k] != "that" or not (norms[k + 1][0].isalnum() or norms[k + 1] in MARKS):
        return None
    if norms[k + 1] in FIRST_PERSON | {"my", "our", "you"} | AUXILIARIES or finite(tokens, k + 1, k - 1) or norms[k + 1].endswith("ed"):
        return None
    if norms[source.first] not in {"his", "her", "its", "their"} and not known(tokens, source):
        return None
    if norms[source.first] not in {"his", "her", "its", "their"} and not nameable(tokens, source, None):
        return None
    last = content_end(tokens, k + 1, limit, backshifted=True)
    if last - k < 4 or clause_from(tokens, k + 1, last + 1) is None and last - k < 5:
        return None
    return Report("quotes.noun_that", k + 1, last, trimmed(tokens, source), Phrase(n, n + 1))


def clear_at(tokens: Tokens, low: int, a: int, limit: int) -> Report | None:
    """The report behind "was clear that", "has been adamant that"."""
    norms = tokens.norms
    if a + 4 >= limit or norms[a + 1] != "that" or a == low:
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
        or _unreal(tokens, low, source, CUES["say"])
    ):
        return None
    return Report(
        "quotes.that_clause",
        a + 2,
        content_end(tokens, a + 2, limit, backshifted=norms[k - 1] in {"was", "were", "been"}),
        trimmed(tokens, source),
        Phrase(k - 1, a + 1),
    )


def heard_at(tokens: Tokens, low: int, v: int, limit: int) -> Report | None:
    """The report behind "heard from X that", "learned from X that", or of what a court or inquiry heard."""
    norms = tokens.norms
    if v + 3 < limit and norms[v] in {"heard", "hears"} and norms[v + 1] != "from":
        source = subject_before(tokens, low, verb_group(tokens, low, v).first)
        start = v + 2 if norms[v + 1] == "that" else v + 1
        if (
            source is None
            or norms[head_of(tokens, source)] not in _HEARINGS
            or (start == v + 1 and clause_from(tokens, start, limit, loose=True) is None)
        ):
            return None
        return Report("quotes.heard_from", start, content_end(tokens, start, limit, backshifted=True), trimmed(tokens, source), Phrase(v, v + 1))
    if v + 2 >= limit or norms[v + 1] != "from":
        return None
    source = noun_after(tokens, v + 2, limit)
    if source is None or not nameable(tokens, source, None):
        return None
    k = source.last
    if k + 3 >= limit or norms[k] != "that":
        return None
    return Report("quotes.heard_from", k + 1, content_end(tokens, k + 1, limit, backshifted=True), trimmed(tokens, source), Phrase(v, v + 2))


__all__ = [
    "PUBLICATIONS",
    "Complement",
    "Report",
    "according_at",
    "clause_from",
    "is_publication",
    "noun_at",
    "report_at",
    "speaker_of",
    "trailing_at",
]
