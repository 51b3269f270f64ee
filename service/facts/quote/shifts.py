"""Where a report gives way: to another cue, to another time, or to a name for what was said."""

from __future__ import annotations

from service.facts.clause.noun_phrase import PREPOSITIONS, is_plural
from service.facts.quote.verbs import first_verb
from service.facts.quote.words import (
    AUXILIARIES,
    CLAUSAL,
    CUES,
    DISPUTES,
    FRAGMENT,
    HEARERS,
    RESUMPTIVE,
)
from service.transcript.tokens import Tokens

_BACKSHIFTED = frozenset({"was", "were", "had", "would", "could", "might"})
_PAST_OR_DONE = frozenset({"was", "were", "has", "have"})
_PRESENT = frozenset({"is", "are", "has", "have", "will", "'s", "can"})


def another_says(tokens: Tokens, k: int, stop: int) -> bool:
    """Whether what the "and" at ``k`` joins is credited to another behind it: "…, [and nine of them are children], the fund says"."""
    norms = tokens.norms
    comma = next((x for x in range(k + 3, min(stop - 2, k + 24)) if norms[x] == ","), None)
    if comma is None:
        return False
    v = next((x for x in range(comma + 2, min(stop, comma + 9)) if norms[x] in CLAUSAL and CUES[norms[x]].form in {"past", "s"}), None)
    ends = v is not None and (v + 1 >= stop or norms[v + 1] in {".", ","})
    return ends and first_verb(tokens, k + 2, comma, k + 1) is not None and first_verb(tokens, comma + 2, v or 0, comma) is None


def parenthesis(tokens: Tokens, k: int, stop: int) -> bool:
    """Whether a cue with its subject stands between the comma before ``k`` and the next: "…, he said", "…, monitors say, …"."""
    norms = tokens.norms
    if k >= stop or norms[k] in AUXILIARIES:
        return False  # Ms Roe, his manager, had told him
    for x in range(k + 1, min(stop, k + 9)):
        if norms[x] in {",", ";"}:
            return False
        if norms[x] not in CLAUSAL:
            continue
        cue = CUES[norms[x]]
        after = norms[x + 1] if x + 1 < stop else "."
        if cue.form == "past" and cue.classes & {"inverts", "tell"}:
            if after in {",", "."} or (x + 1 < stop and after in HEARERS):
                return True
            if cue.classes & {"bare", "inverts"}:
                return False
        if cue.form in {"s", "base"} and "bare" in cue.classes and after == "," and (cue.form == "s" or is_plural(norms[x - 1])):
            return norms[k] not in PREPOSITIONS
    return False


def leaves_past(tokens: Tokens, start: int, k: int, stop: int) -> bool:
    """Whether what is reported stands in the past and the clause behind "while" in the present, the time of the speaker."""
    norms = tokens.norms
    reported = next((x for x in range(start + 1, k) if norms[x] in _BACKSHIFTED or norms[x] in _PRESENT), None)
    added = next((x for x in range(k + 2, min(stop, k + 14)) if norms[x] in _BACKSHIFTED or norms[x] in _PRESENT), None)
    return reported is not None and added is not None and norms[reported] in _BACKSHIFTED and norms[added] in _PRESENT


def leaves_future(tokens: Tokens, start: int, k: int, stop: int) -> bool:
    """Whether what is reported "would" be, and the clause behind "and" was or has been: "it would close, [and £4 million was set aside]"."""
    norms = tokens.norms
    reported = next((x for x in range(start + 1, k) if norms[x] in _BACKSHIFTED or norms[x] in _PRESENT), None)
    added = next((x for x in range(k + 2, min(stop, k + 10)) if norms[x] in _BACKSHIFTED or norms[x] in _PRESENT), None)
    return reported is not None and added is not None and norms[reported] == "would" and norms[added] in _PAST_OR_DONE


def resumes(tokens: Tokens, k: int, stop: int) -> bool:
    """Whether an apposition takes up what was said as a saying: "…, [a claim that the firm denies]", "…, [an account disputed by] …"."""
    norms = tokens.norms
    n = next((x for x in range(k + 1, min(stop - 1, k + 4)) if norms[x] in RESUMPTIVE), None)
    if n is None:
        return False
    after = norms[n + 1]
    if after in {"that", "which"}:
        return any(norms[x] in FRAGMENT or norms[x] in CLAUSAL or norms[x] in DISPUTES for x in range(n + 2, min(stop, n + 14)))
    return tokens.words[n + 1][0].isupper() or any(norms[x] in DISPUTES for x in range(n + 1, min(stop, n + 5)))
