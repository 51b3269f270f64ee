"""Where reported words begin and end: the speaker's own inference and other cues are no part of them."""

from __future__ import annotations

from service.facts.clause.noun_phrase import DETERMINERS, PREPOSITIONS
from service.facts.quote.phrases import SUBJECT_PRONOUNS
from service.facts.quote.words import AUXILIARIES, BE, CLAUSAL, CUES, FIRST_PERSON, GO_ON, HAVE, HEARERS, INFERENCE, PAST_VERBS, finite
from service.transcript.tokens import Tokens

LONGEST = 160
"""Tokens that a reported clause may take at most."""


STOPS = frozenset(".?!…")


def content_end(tokens: Tokens, start: int, limit: int, *, backshifted: bool, subordinate: bool = False) -> int:
    """Where a reported clause ends: its sentence's end, or where the speaker's own inference or another cue begins.

    ``backshifted``: the cue is past, so that "…, and two were missing" goes on; behind a present cue a new subject is the speaker's.
    ``subordinate``: the cue's clause hangs on another ("although the mayor said …"), which begins behind the next comma.
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
        elif (
            norm == ","
            and k + 2 < stop
            and (_own_words(tokens, k + 1, stop, backshifted) or (subordinate and _main_clause(tokens, k + 1, stop)) or _asks(tokens, start, k + 1))
        ) or (norm in {"and", "but"} and k + 1 < stop and norms[k + 1] in PAST_VERBS and k > start + 2 and backshifted):
            break
        k += 1
    while k > start and (norms[k - 1] in STOPS or norms[k - 1] in {",", ":", "-", "—", "–"}):
        if norms[k - 1] == "." and k - 2 > start and norms[k - 2] == "cent":
            break
        k -= 1
    return k


def _asks(tokens: Tokens, start: int, k: int) -> bool:
    """Whether a question begins at ``k`` behind a whole clause: "…, will the Minister …"."""
    norms = tokens.norms
    if norms[k] not in AUXILIARIES or not (norms[k + 1] in DETERMINERS or norms[k + 1] in SUBJECT_PRONOUNS or tokens.words[k + 1][0].isupper()):
        return False
    return any(finite(tokens, x, start, loose=True) for x in range(start + 1, k - 1))


def _main_clause(tokens: Tokens, k: int, stop: int) -> bool:
    """Whether a subject with its verb stands at ``k``."""
    norms = tokens.norms
    if norms[k] not in SUBJECT_PRONOUNS and norms[k] not in DETERMINERS and norms[k] != "there":
        return False
    return any(finite(tokens, x, k) for x in range(k + 1, min(stop, k + 8)))


def _own_words(tokens: Tokens, k: int, stop: int, backshifted: bool) -> bool:
    """Whether the speaker's own words begin at token ``k``, behind a comma."""
    norms, words = tokens.norms, tokens.words
    norm, nxt = norms[k], norms[k + 1]
    if norm in GO_ON:
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
        if nxt in CUES and CUES[nxt].form == "past" and CUES[nxt].classes & {"bare", "that", "tell"} and nxt in PAST_VERBS:
            return True
        if any(_reports(tokens, x, stop) for x in range(k + 2, min(stop, k + 13))):
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


def _reports(tokens: Tokens, x: int, stop: int) -> bool:
    """Whether another reporting verb with a subject of its own stands at ``x``."""
    norms = tokens.norms
    cue = CUES.get(norms[x])
    if cue is None or cue.form not in {"past", "s"} or not cue.classes & {"bare", "that", "tell"}:
        return False
    if norms[x - 1] in AUXILIARIES:  # "and the agency has confirmed that"
        return norms[x - 1] in HAVE and norms[x - 2] not in {"and", "or", ","} and x + 1 < stop and norms[x + 1] == "that"
    if norms[x - 1] == ",":  # "…, and the audit, which was late, found"
        return "," in norms[max(0, x - 9) : x - 1]
    if norms[x] in PAST_VERBS or norms[x - 1] in SUBJECT_PRONOUNS:
        return norms[x - 1] not in {"and", "or"}
    return x + 1 < stop and norms[x + 1] in {"that", "he", "she", "they", "it"}


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
