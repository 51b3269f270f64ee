"""What ends reported words: the speaker's own inference or question, another cue, a main clause that goes on."""

from __future__ import annotations

from service.facts.clause.noun_phrase import CONJUNCTIONS, DETERMINERS, PREPOSITIONS
from service.facts.quote.phrases import SUBJECT_PRONOUNS
from service.facts.quote.words import (
    AUXILIARIES,
    BE,
    CLAUSAL,
    CUES,
    EITHER,
    FIRST_PERSON,
    GO_ON,
    HAVE,
    HEARERS,
    INFERENCE,
    NUMBERS,
    PAST_VERBS,
    PASTS,
    THIRDS,
    finite,
    is_adverb,
)
from service.transcript.tokens import Tokens

_REMARKING = frozenset(
    {
        "is",
        "means",
        "i",
        "we",
        "shows",
        "suggests",
        "makes",
        "would",
        "the",
        "was",
        "echoed",
        "echoes",
        "contradicts",
        "contradicted",
        "proves",
        "reflects",
        "flies",
        "begs",
        "raises",
        "seems",
        "sounds",
        "strikes",
        "may",
        "might",
        "must",
        "explains",
        "confirms",
    }
)
"""Behind ", which": the speaker remarks on what was said."""


ASIDES = frozenset({"i", "my"})


_COUNTS = frozenset({"toll", "figure", "number", "total", "cost", "count", "estimate", "loss", "damage"})


_NARRATING = frozenset(
    form
    for form, cue in CUES.items()
    if cue.form == "past"
    and cue.lemma
    in {
        "add",
        "announce",
        "blame",
        "call",
        "cite",
        "criticise",
        "criticize",
        "explain",
        "express",
        "praise",
        "quote",
        "say",
        "stress",
        "thank",
        "tell",
        "urge",
        "warn",
        "welcome",
    }
)


def verb_goes_on(tokens: Tokens, start: int, k: int) -> bool:
    """Whether a verb without a subject stands at ``k``, behind a whole clause from ``start`` on."""
    norms = tokens.norms
    verb = (
        norms[k] in AUXILIARIES
        or ((norms[k] in EITHER or norms[k].endswith("ed")) and norms[k + 1 : k + 2] != ["by"])
        or norms[k] in THIRDS
        or (norms[k] in PASTS or (norms[k] in CUES and CUES[norms[k]].form == "past"))
    )
    return verb and any(finite(tokens, x, start, loose=True) for x in range(start + 1, k - 1))


def asks(tokens: Tokens, start: int, k: int) -> bool:
    """Whether a question begins at ``k`` behind a whole clause: "…, will the Minister …"."""
    norms = tokens.norms
    if norms[k] not in AUXILIARIES or not (norms[k + 1] in DETERMINERS or norms[k + 1] in SUBJECT_PRONOUNS or tokens.words[k + 1][0].isupper()):
        return False
    return any(finite(tokens, x, start, loose=True) for x in range(start + 1, k - 1))


def main_clause(tokens: Tokens, start: int, k: int, stop: int) -> bool:
    """Whether a subject with its verb stands at ``k``, behind a whole clause from ``start`` on."""
    norms = tokens.norms
    norm = norms[k]
    if norm in PREPOSITIONS or norm in CONJUNCTIONS or norm in {"who", "which", "whose", "where", "that", "not"} or norm.endswith("ing"):
        return False
    if not any(finite(tokens, x, start, loose=True) for x in range(start + 1, k - 1)):
        return False
    for x in range(k + 1, min(stop, k + 14)):
        if norms[x] in {",", ";", ":"}:
            return False
        if finite(tokens, x, k, loose=True):
            return True
    return False


def own_words(tokens: Tokens, start: int, k: int, stop: int, *, backshifted: bool) -> bool:
    """Whether the speaker's own words begin at token ``k``, behind a comma in what is reported from ``start`` on."""
    norms, words = tokens.norms, tokens.words
    norm, nxt = norms[k], norms[k + 1]
    if norm in GO_ON:
        return not nxt.endswith(("self", "selves"))  # "the camp, calling itself Olim, had"
    if norm == "which" and _closed(tokens, k, stop):
        return False
    if norm == "which":
        return nxt in _REMARKING and not (
            nxt in {"is", "was"} and k + 2 < stop and (norms[k + 2].endswith("ed") or norms[k + 2] in {"in", "on", "at"})
        )
    if norm in INFERENCE:
        return True
    if norm in {"and", "or", "while", "but"} and _puts(tokens, k + 1, stop):
        return True
    if norm in {"and", "or"}:
        if nxt == "that":
            return False
        if norm == "and" and nxt in {"he", "she", "they", "it"} and norms[k + 2] in _NARRATING:
            return True
        if is_adverb(nxt) and (norms[k + 2] in AUXILIARIES or finite(tokens, k + 2, k)):
            return False
        if nxt in FIRST_PERSON or nxt in {"you", "this", "my", "our"} or (nxt in {"it", "that", "there"} and not backshifted):
            return True
        if nxt in SUBJECT_PRONOUNS and k + 3 < stop and norms[k + 2] in BE and norms[k + 3] in {"right", "wrong", "correct", "absolutely", "quite"}:
            return True
        if nxt in CUES and CUES[nxt].form == "past" and CUES[nxt].classes & {"bare", "that", "tell"} and nxt in PAST_VERBS:
            return True
        if any(_reports(tokens, x, stop) for x in range(k + 2, min(stop, k + 13))):
            return True
        if nxt in {"fewer", "more", "less"} and norms[k + 2] == "than":
            return False  # "… are bullied, and fewer than one in six report it"
        if backshifted or not any(finite(tokens, x, start, loose=True) for x in range(start + 1, k - 1)):
            return False  # "5 million people, or nearly half the country, are"
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


def _closed(tokens: Tokens, k: int, stop: int) -> bool:
    """Whether the clause of a "which" at ``k`` ends at a comma where the verb of its clause follows: "a road, which was mended, may close"."""
    norms = tokens.norms
    comma = next((x for x in range(k + 2, min(stop - 1, k + 14)) if norms[x] == ","), None)
    return comma is not None and norms[comma + 1] in AUXILIARIES


def judges(tokens: Tokens, k: int, stop: int) -> bool:
    """Whether a dash opens the speaker's own remark on a word: "—“hibernation” is a poor term"."""
    words, norms = tokens.words, tokens.norms
    if norms[k] not in {"“", '"'}:
        return False
    close = next((x for x in range(k + 1, min(stop, k + 8)) if words[x] in {"”", '"'}), None)
    return close is not None and close + 1 < stop and norms[close + 1] in BE


def _puts(tokens: Tokens, k: int, stop: int) -> bool:
    """Whether somebody else puts a figure: "the observatory puts the toll at"."""
    norms = tokens.norms
    for x in range(k + 1, min(stop - 3, k + 8)):
        if norms[x] in {",", ";"}:
            return False
        if norms[x] in {"puts", "put", "gives", "gave", "places", "placed", "sets", "counts", "estimates", "lists", "reports"}:
            return (
                norms[x - 1] not in {"to", "and"}
                and norms[x - 1] not in AUXILIARIES
                and any(norms[y] in {"at", "of"} or norms[y] in _COUNTS for y in range(x + 1, min(stop, x + 6)))
                and (norms[x + 1] in DETERMINERS or norms[x + 1] == "it")
            )
    return False


def _reports(tokens: Tokens, x: int, stop: int) -> bool:
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
    return x + 1 < stop and norms[x + 1] in {"that", "he", "she", "they"}
