"""Whether another's report begins inside a report: somebody else's reporting verb, or a figure somebody else puts."""

from __future__ import annotations

from service.facts.clause.noun_phrase import DETERMINERS, PREPOSITIONS, is_plural
from service.facts.quote.phrases import SUBJECT_PRONOUNS
from service.facts.quote.verbs import finite, first_verb, past_form
from service.facts.quote.words import AUXILIARIES, CUES, FIRST_PERSON, HAVE, HEARERS, NUMBERS, PAST_VERBS, PASTS, PEOPLE
from service.transcript.tokens import Tokens

_SAYING = frozenset({"saying", "claiming", "warning", "telling"})
_ME = frozenset({"me", "us", "him", "her", "them"})
_COUNTS = frozenset({"toll", "figure", "number", "total", "cost", "count", "estimate", "loss", "damage"})


def puts(tokens: Tokens, k: int, stop: int) -> bool:
    """Whether somebody else puts a figure: "the observatory puts the toll at"."""
    norms = tokens.norms
    x = k
    while (x := x + 1) < min(stop - 3, k + 16):
        if norms[x] == "," and norms[x + 1] in {"a", "an", "the"}:  # the foundation, a think-tank, puts the gap
            x = next((y for y in range(x + 2, min(stop - 3, x + 10)) if norms[y] == ","), stop)
            continue
        if norms[x] in {",", ";"} or x > k + 14:
            return False
        if norms[x] in {"puts", "put", "gives", "gave", "places", "placed", "sets", "counts", "estimates", "lists", "reports"}:
            return (
                norms[x - 1] not in {"to", "and"}
                and norms[x - 1] not in AUXILIARIES
                and any(norms[y] in {"at", "of"} or norms[y] in _COUNTS for y in range(x + 1, min(stop, x + 6)))
                and (norms[x + 1] in DETERMINERS or norms[x + 1] == "it")
            )
    return False


def reports_behind(tokens: Tokens, k: int, stop: int) -> bool:
    """Whether a subject at ``k`` has its reporting verb behind a relative or apposition: "and the bank, which cut its rate in May, warned"."""
    norms = tokens.norms
    comma = next((x for x in range(k + 1, min(stop - 1, k + 8)) if norms[x] == ","), None)
    if comma is None or not (norms[comma + 1] in {"which", "who", "whose", "a", "an", "the"} or tokens.words[comma + 1][0].isupper()):
        return False
    for x in range(comma + 3, min(stop, comma + 30)):
        if norms[x - 1] == "," and norms[x] in HAVE and x + 1 < stop and norms[x + 1] in CUES:
            return CUES[norms[x + 1]].form in {"past", "part"}  # "and Sustrans, the walking charity, has called for"
        if norms[x - 1] == "," and norms[x] in CUES:
            cue = CUES[norms[x]]
            return cue.form in {"past", "s"} and bool(cue.classes & {"bare", "that", "tell"})
    return False


def reports_on(tokens: Tokens, k: int, stop: int) -> bool:
    """Whether a short subject with a reporting verb of its own stands at ``k``, without a comma: "and [she thinks] there", "um [the chief says] he"."""
    norms = tokens.norms
    if k + 2 >= stop or norms[k] in FIRST_PERSON or norms[k] in {"it", "there", "that", "this", "who", "which"}:
        return False
    if norms[k] == "then" and k + 1 < stop:
        k += 1
    if norms[k].isalpha() and norms[k] not in DETERMINERS and norms[k + 1 : k + 2] == ["told"] and norms[k + 2 : k + 3] and norms[k + 2] in _ME:
        return k + 3 < stop  # "and then anne told me"
    if norms[k] in SUBJECT_PRONOUNS:
        v = k + 1
    elif norms[k] in DETERMINERS:
        v = next((x for x in range(k + 2, min(stop - 1, k + 6)) if norms[x] in CUES or norms[x] in AUXILIARIES), stop)
        if any(norms[x] in PREPOSITIONS or not norms[x][0].isalpha() for x in range(k + 1, min(v, stop))):
            return False
    else:
        v = next((x for x in range(k + 1, min(stop - 1, k + 4)) if norms[x] in {"is", "are"}), stop)
        if v >= stop or any(norms[x] in PREPOSITIONS or not norms[x][0].isalpha() for x in range(k, v)):
            return False
        if norms[v + 1] == "putting":  # "and fema is putting the cost at five billion"
            return "at" in norms[v + 2 : min(stop, v + 8)]
        return norms[v + 1] in _SAYING
    progressive = v + 2 < stop and norms[v] in {"is", "are"} and norms[v + 1] in _SAYING
    if progressive:
        return True
    cue = CUES.get(norms[v]) if v + 2 < stop else None
    if cue is None or not cue.classes & {"bare", "tell"} or ("nouns" in cue.classes and cue.form != "past"):
        return False
    if cue.form == "base":
        return norms[k] == "they" or (norms[v - 1] in PEOPLE and is_plural(norms[v - 1]))
    after = norms[v + 1]
    return cue.form in {"s", "past"} and (
        after in SUBJECT_PRONOUNS or after in DETERMINERS or after in {"that", "there", "nobody", "no"} or after in HEARERS
    )


def reports(tokens: Tokens, x: int, stop: int) -> bool:
    """Whether another reporting verb with a subject of its own stands at ``x``."""
    norms = tokens.norms
    cue = CUES.get(norms[x])
    if cue is None or cue.form not in {"past", "s"} or not cue.classes & {"bare", "that", "tell"}:
        return False
    if norms[x - 1] in AUXILIARIES:  # "and the agency has confirmed that"
        return norms[x - 1] in HAVE and norms[x - 2] not in {"and", "or", ","} and x + 1 < stop and norms[x + 1] == "that"
    if norms[x - 2] == "in" and norms[x - 1] in NUMBERS:  # "and one in six told nobody"
        return False
    if norms[x - 1] == ",":  # "…, and the audit, which was late, found"
        return "," in norms[max(0, x - 9) : x - 1]
    if norms[x] in PAST_VERBS or norms[x - 1] in SUBJECT_PRONOUNS:
        return norms[x - 1] not in {"and", "or"}
    if x + 2 < stop and norms[x + 1] == "it":
        return finite(tokens, x + 2, x + 1)  # "the agency found it was", not "few reported it"
    nxt = norms[x + 1] if x + 1 < stop else "."
    if "tell" in cue.classes and nxt in HEARERS and norms[x + 2 : x + 3] == ["that"]:  # "and the ministry tells me that"
        return True
    return nxt in {"that", "he", "she", "they"}


def others_say(tokens: Tokens, k: int, stop: int) -> bool:
    """Whether the relative at ``k`` holds what others say, up to its end: "a strike [that aid workers say killed] nine people"."""
    norms = tokens.norms
    for v in range(k + 2, min(stop - 2, k + 8)):
        cue = CUES.get(norms[v])
        if cue is not None and "bare" in cue.classes and cue.form in {"base", "s", "past"}:
            verb = norms[v + 1] in AUXILIARIES or norms[v + 1] in PASTS or past_form(norms[v + 1])
            subject = norms[k + 1] not in AUXILIARIES and norms[v - 1] not in AUXILIARIES and norms[k + 1] not in SUBJECT_PRONOUNS
            alone = first_verb(tokens, k + 1, v, k) is None
            return verb and subject and alone and not any(norms[x] in AUXILIARIES for x in range(v + 3, min(stop, v + 14)))
        if not norms[v][0].isalpha():
            return False
    return False
