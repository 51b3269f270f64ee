"""Numbers with their qualifiers, with which a clause or an object begins: "at least 70 people", "almost every depot"."""

from __future__ import annotations

import re

from service.facts.clause.noun_phrase import DETERMINERS, PRONOUNS
from service.facts.quote.words import (
    NUMBERS,
    TIMES,
)
from service.transcript.tokens import Tokens

OBJECTS = DETERMINERS | PRONOUNS | {"£", "$", "€"}
"""What an object begins with."""
QUALIFIERS = frozenset({"at", "about", "around", "over", "under", "up", "between", "some", "upwards", "close"})
"""Words with which the qualifier of a number begins."""
_NEARLY = frozenset({"almost", "nearly", "roughly", "approximately", "virtually", "practically", "just", "only", "exactly"})
_WITHIN = frozenset(
    {"at", "least", "most", "to", "of", "and", "some", "hundred", "thousand", "million", "billion", "trillion", "about", "around", "another"}
)
_YEAR = re.compile("1[5-9][0-9][0-9]|20[0-9][0-9]")
_NO_UNIT = frozenset({":", "p", "a", "am", "pm", ",", "."}) | TIMES


def qualifies(tokens: Tokens, k: int, stop: int) -> bool:
    """Whether words at ``k`` qualify a number, with which a clause begins: "said [at least] 40 homes", "said [about] half"."""
    norms = tokens.norms
    if norms[k] not in QUALIFIERS:
        return False
    n = k + (2 if norms[k + 1 : k + 2] in (["least"], ["most"], ["to"], ["of"]) else 1)
    return n + 1 < stop and (
        norms[n] in NUMBERS
        or norms[n] in {"half", "£", "$", "€"}
        or (norms[n][0].isdigit() and norms[n + 1] not in _NO_UNIT and norms[n + 1] != "that")
    )


def measures(tokens: Tokens, k: int) -> bool:
    """Whether a number with its qualifier stands at ``k`` as an object: "killed [at least] 70 people", "shut [almost] every depot".

    No adjunct: "men killed over three days", "homes built between 1960 and 1970".
    """
    norms = tokens.norms
    if k + 2 >= len(norms):
        return False
    if norms[k] in _NEARLY:
        return norms[k + 1] in OBJECTS or norms[k + 1] in NUMBERS or norms[k + 1][0].isdigit()
    if not qualifies(tokens, k, len(norms)) or (norms[k] == "at" and norms[k + 1] not in {"least", "most"}):
        return False
    unit = next((x for x in range(k + 1, min(k + 8, len(norms))) if norms[x][0].isalpha() and norms[x] not in NUMBERS and norms[x] not in _WITHIN), k)
    return norms[unit] not in TIMES and not (norms[k] == "between" and _YEAR.fullmatch(norms[k + 1]) is not None)
