"""What goes on behind a whole clause: a verb of its own, a question, a main clause."""

from __future__ import annotations

from service.facts.clause.noun_phrase import CONJUNCTIONS, DETERMINERS, PREPOSITIONS
from service.facts.quote.phrases import SUBJECT_PRONOUNS
from service.facts.quote.verbs import finite, first_verb
from service.facts.quote.words import AUXILIARIES, CUES, EITHER, PASTS, THIRDS
from service.transcript.tokens import Tokens


def verb_goes_on(tokens: Tokens, start: int, k: int) -> bool:
    """Whether a verb without a subject stands at ``k``, behind a whole clause from ``start`` on."""
    norms = tokens.norms
    verb = (
        norms[k] in AUXILIARIES
        or ((norms[k] in EITHER or norms[k].endswith("ed")) and norms[k + 1 : k + 2] != ["by"])
        or norms[k] in THIRDS
        or (norms[k] in PASTS or (norms[k] in CUES and CUES[norms[k]].form == "past"))
    )
    return verb and first_verb(tokens, start + 1, k - 1, start, loose=True) is not None


def asks(tokens: Tokens, start: int, k: int) -> bool:
    """Whether a question begins at ``k`` behind a whole clause: "…, will the Minister …"."""
    norms = tokens.norms
    if norms[k] not in AUXILIARIES or not (norms[k + 1] in DETERMINERS or norms[k + 1] in SUBJECT_PRONOUNS or tokens.words[k + 1][0].isupper()):
        return False
    return first_verb(tokens, start + 1, k - 1, start, loose=True) is not None


def main_clause(tokens: Tokens, start: int, k: int, stop: int) -> bool:
    """Whether a subject with its verb stands at ``k``, behind a whole clause from ``start`` on."""
    norms = tokens.norms
    norm = norms[k]
    if norm in PREPOSITIONS or norm in CONJUNCTIONS or norm in {"who", "which", "whose", "where", "that", "not"} or norm.endswith("ing"):
        return False
    if first_verb(tokens, start + 1, k - 1, start, loose=True) is None:
        return False
    for x in range(k + 1, min(stop, k + 14)):
        if norms[x] in {",", ";", ":"}:
            return False
        if finite(tokens, x, k, loose=True) or (x == k + 1 and norm in {"you", "it", "one"} and norms[x][0].isalpha()):
            return True
    return False
