"""Shapes of words behind a cue that are no full clause: headlines, ellipses, declared results."""

from __future__ import annotations

from service.facts.clause.noun_phrase import DETERMINERS, PREPOSITIONS
from service.facts.quote.clauses import (
    clause_from,
)
from service.facts.quote.contents import STOPS
from service.facts.quote.phrases import SUBJECT_PRONOUNS
from service.facts.quote.verbs import finite
from service.facts.quote.words import AUXILIARIES, FATES, MODALS, NEGATIONS, NUMBERS, PASTS, TIMES
from service.transcript.tokens import Tokens


def headline(tokens: Tokens, start: int, last: int, limit: int) -> bool:
    """Whether a headline's number of people with what befell them stands at ``start``: "[police say] two dead in Leeds fire"."""
    norms = tokens.norms
    if norms[limit - 1] in STOPS or limit - start > 20:
        return False
    k = next((x for x in range(start, min(last, start + 4)) if norms[x][0].isdigit() or norms[x] in NUMBERS), None)
    return k is not None and any(norms[x] in FATES for x in range(k + 1, min(last, k + 4)))


def declared(tokens: Tokens, start: int, limit: int) -> bool:
    """Whether no clause but a state that is declared follows: "declared the motion carried", "declared the outbreak an emergency"."""
    norms = tokens.norms
    verb = clause_from(tokens, start, limit)
    if verb is None:
        return False
    named = any(
        norms[x] in {"a", "an"} and norms[x - 1][0].isalnum() and norms[x - 1] not in PREPOSITIONS and not finite(tokens, x - 1, start)
        for x in range(start + 2, verb)
    )
    return named or (norms[verb].endswith("ed") and norms[verb] not in PASTS and (verb + 1 >= limit or norms[verb + 1] in STOPS))


def elliptical(tokens: Tokens, start: int, limit: int) -> bool:
    """Whether the clause leaves its verb out: "as he told us [they would]"."""
    norms = tokens.norms
    if start + 1 >= limit or norms[start] not in SUBJECT_PRONOUNS or norms[start + 1] not in AUXILIARIES:
        return False
    k = start + 2
    if k < limit and norms[k] in NEGATIONS:
        k += 1
    if k < limit and norms[k] in {"be", "so", "do", "have"}:
        k += 1
    if k >= limit:
        return False
    return norms[k] in {",", ".", "?", ";"} or (norms[k] in DETERMINERS and k + 1 < limit and norms[k + 1] in TIMES and norms[start + 1] in MODALS)
