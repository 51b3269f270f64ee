"""Where reported words begin and end: the speaker's own inference and other cues are no part of them."""

from __future__ import annotations

from service.facts.clause.noun_phrase import CONJUNCTIONS, DETERMINERS, is_plural
from service.facts.quote.breaks import ASIDES, judges, own_words, speaks_again
from service.facts.quote.dislocated import said_anew
from service.facts.quote.goings_on import asks, main_clause, verb_goes_on
from service.facts.quote.marks import opens
from service.facts.quote.others import others_say, reports_on
from service.facts.quote.phrases import SUBJECT_PRONOUNS
from service.facts.quote.verbs import first_verb
from service.facts.quote.words import AUXILIARIES, BE, CUES, HAVE, MODALS, PAST_VERBS, PASTS, SENT_OUT, STATEMENTS, THIRDS
from service.transcript.tokens import Tokens

LONGEST = 160
_LONGEST_DATELINE = 16
_OPEN = frozenset({"that", "and", "but", "or", "when", "if", "because", "which", "who", "while", "to", "of"})
"""Words that no reported clause ends on."""
_AFTER_VERBS = DETERMINERS | {"account", "no", "little", "to"}
"""Tokens that a reported clause may take at most."""


STOPS = frozenset(".?!…")
_FILLERS = frozenset({"um", "uh", "er", "erm", "so"})
_RELATIVES = frozenset({"that", "which", "who"})
_TURNING = _RELATIVES | SUBJECT_PRONOUNS | _FILLERS | frozenset('“”«»";—–,') | {"and", "but"}
"""The words and marks at which a reported clause may end."""
_PUBLIC = frozenset({"communique", "communiqué", "statement", "tweet"})


def content_end(tokens: Tokens, start: int, limit: int, *, backshifted: bool, subordinate: bool = False, relative: bool = False) -> int:
    """Where a reported clause ends: its sentence's end, or where the speaker's own inference or another cue begins.

    ``backshifted``: the cue is past, so that "…, and two were missing" goes on; behind a present cue a new subject is the speaker's.
    ``subordinate``: the cue's clause hangs on another ("although the mayor said …"), which begins behind the next comma.
    ``relative``: the cue's clause stands in another ("the mayor, who said …, left"), whose verb is behind the next comma.
    """
    norms, words = tokens.norms, tokens.words
    stop = min(limit, start + LONGEST)
    opened: str | None = None
    k = start
    while k < stop:
        norm = norms[k]
        if norm not in _TURNING:
            k += 1
            continue
        word = words[k]
        if word == '"' and opened is None and tokens.adjoin(k) and not opens(tokens, k):
            break  # the words around the report end
        if word in {"“", "«"} or (word == '"' and opened is None):
            opened = word
        elif opened is not None:
            if (word, opened) in {("”", "“"), ("»", "«"), ('"', '"')}:
                opened = None
        elif norm == ";" or word in {"”", "»"} or (norm in _RELATIVES and k > start + 2 and others_say(tokens, k, stop)):
            break
        elif norm in SUBJECT_PRONOUNS and (anew := said_anew(tokens, start, k, stop)) is not None:
            k = anew - (norms[anew - 1] in {"and", "but", "so"})
            break
        elif word in {"—", "–"} and not tokens.adjoin(k):
            if (
                k + 1 < stop
                and norms[k + 1 : k + 3] != ["and", "that"]
                and norms[k + 1] in {"and", "but", "which", "i", "we", "so", "a", "an", "that", "this"}
            ):
                break
        elif (
            (word in {"—", "–"} and k + 2 < stop and (norms[k + 1] in ASIDES or judges(tokens, k + 1, stop)))
            or (
                norm == ","
                and k + 2 < stop
                and norms[k - 1] not in _OPEN
                and (
                    own_words(tokens, start, k + 1, stop, backshifted=backshifted)
                    or (subordinate and main_clause(tokens, start, k + 1, stop))
                    or (relative and verb_goes_on(tokens, start, k + 1))
                    or asks(tokens, start, k + 1)
                )
            )
            or (norm in _FILLERS and k > start + 2 and reports_on(tokens, k + 1, stop))
            or (
                norm in {"and", "but"}
                and k + 2 < stop
                and k > start + 2
                and (
                    reports_on(tokens, k + 1, stop)
                    or speaks_again(tokens, start, k)
                    or (
                        backshifted
                        and (norms[k + 1] in PAST_VERBS or (norms[k + 2] == "that" and norms[k + 1] in CUES and CUES[norms[k + 1]].form == "past"))
                    )
                )
            )
        ):
            break
        k += 1
    while k < stop and norms[k] in _FILLERS and k - 1 > start and norms[k - 1] in {"and", "but", *_FILLERS}:
        k -= 1  # "it leaked for years [and] um the vicar said"
        if norms[k] in {"and", "but"}:
            break
    if k + 1 < stop and norms[k] == "," and norms[k + 1] == "which":
        k = _before_subject(tokens, start, k)
    if backshifted and opened is None:
        k = _before_statement(tokens, start, k)
    while k > start and (norms[k - 1] in STOPS or norms[k - 1] in {",", ":", "-", "—", "–"}):
        if norms[k - 1] == "." and k - 2 > start and len(norms[k - 2]) == 1 and norms[k - 3] == "." and tokens.adjoin(k - 2):
            break  # 1:52 a.m.
        k -= 1
    return k


def _before_statement(tokens: Tokens, start: int, k: int) -> int:
    """Where a clause ends that goes on with what it was said in: "it had closed [in a statement issued overnight]"; else ``k``."""
    norms = tokens.norms
    for x in range(k - 3, max(start + 2, k - 16), -1):
        if norms[x] != "in" or norms[x + 1] not in {"a", "an"}:
            continue
        n = next((y for y in range(x + 2, min(k, x + 5)) if norms[y] in STATEMENTS), None)
        if n is None:
            return k
        after = norms[n + 1] if n + 1 < k else "."
        issued = after in SENT_OUT or (norms[n] in _PUBLIC and (after in STOPS or after in {",", "on", "to"}))
        return x if issued and first_verb(tokens, start + 1, x, start, loose=True) is not None else k
    return k


def _before_subject(tokens: Tokens, start: int, k: int) -> int:
    """Where the clause ends whose last words are a subject without its verb: "families fled, [and the camp], which was full"; else ``k``."""
    norms = tokens.norms
    comma = next((x for x in range(k - 1, max(start + 3, k - 9), -1) if norms[x] == ","), None)
    if comma is None or norms[comma + 1] != "and" or first_verb(tokens, comma + 2, k, comma + 2, loose=True) is not None:
        return k
    end = next((x for x in range(k + 2, min(len(norms) - 1, k + 14)) if norms[x] == ","), None)  # its verb follows the clause of "which"
    return comma if end is not None else k


def inside_dashes(tokens: Tokens, low: int, first: int, start: int, last: int) -> int:
    """Where what is credited from ``start`` on ends if its subject at ``first`` stands behind an opening dash: at the closing one, else ``last``."""
    words = tokens.words
    if first <= low or words[first - 1] not in {"—", "–"}:
        return last
    return next((k for k in range(start, last) if words[k] == words[first - 1]), last)


def main_verb(tokens: Tokens, start: int, last: int) -> int:
    """Where the verb begins whose subject the noun before this clause is: "the claim that it was cheap [is contradicted]"; ``last`` if none does."""
    norms = tokens.norms
    verb = first_verb(tokens, start + 1, last, start)
    if verb is None:
        return last
    x = verb + 1
    while x < last and (norms[x] in AUXILIARIES or not norms[x][0].isalpha()):
        x += 1
    for k in range(x, last):
        norm = norms[k]
        if (
            norm in CONJUNCTIONS
            or norm in {"that", "which", "who", "what", "how", "whether", "why", "where", "when", ",", "as", "than"}
            or norm in SUBJECT_PRONOUNS
        ):
            return last
        if (
            k > x
            and norms[k - 1][0].isalnum()
            and (
                norm in BE
                or norm in HAVE
                or norm in MODALS
                or (norm in PASTS and (norms[k + 1 : k + 2] and (norms[k + 1] in _AFTER_VERBS or norms[k + 1] in {"my", "our"})))
                or (norm in THIRDS and norm[-1] == "s" and not is_plural(norms[k - 1]) and (norms[k + 1 : k + 2] and norms[k + 1] in _AFTER_VERBS))
            )
            and norm not in {"be", "been", "being", "having"}
            and tokens.words[k] not in {"May", "Will"}
        ):
            return k
    return last


def _past_dateline(tokens: Tokens, low: int, end: int) -> int:
    """Where a report begins behind its place, day and agency: "HULL, March 12 (PA) - [A wall fell]"; ``low`` where none stands."""
    words, norms = tokens.words, tokens.norms
    for k in range(low + 1, min(end - 2, low + _LONGEST_DATELINE)):
        if words[k] in {"-", "–"} and not tokens.adjoin(k):
            return k + 1 if words[k - 1] == ")" or (words[low].isupper() and len(words[low]) > 2) else low
        if not (words[k][0].isupper() or words[k][0].isdigit() or words[k] in {",", ".", "(", ")", "/", "-"} or norms[k] in {"of", "de", "and"}):
            return low
    return low


def clause_start(tokens: Tokens, low: int, end: int) -> int:
    """Where the clause that ends at ``end`` begins: its sentence's start, or behind a semicolon or an opening conjunction."""
    norms = tokens.norms
    start = max(low, end - LONGEST)
    for k in range(end - 1, start, -1):
        clock = norms[k] == ":" and norms[k - 1][0].isdigit() and norms[k + 1][0].isdigit()
        if norms[k] in {";", "—"} or (norms[k] == ":" and k + 1 < end and not clock):
            start = k + 1
            break
    if start == low:
        start = _past_dateline(tokens, low, end)
    if norms[start] in {"but", "and", "so", "yet", "—", "-"} and start + 1 < end:
        start += 1
        if norms[start] == ",":
            start += 1
    return start
