"""Reads clauses on tokens and their classes: verb groups, and where a clause ends. Every look-around is bounded by ``REACH``."""

from __future__ import annotations

import re
from typing import NamedTuple

from service.facts.clause.words import BE, HAVE, LINKS, MODALS, RAISING
from service.transcript.tokens import Tokens

REACH = 60
"""Tokens that a look-around may go at most."""
_GET = frozenset({"get", "gets", "got", "gotten", "getting"})


class VerbGroup(NamedTuple):
    """A verb with its auxiliaries over ``[first, last)``; ``head`` is the verb that means something.

    ``voice``: active, passive, or bare for a form without auxiliary, which may be a past tense or a participle.
    """

    first: int
    last: int
    head: int
    voice: str
    modal: str | None
    negated: bool
    perfect: bool
    infinitive: bool
    progressive: bool


def verb_group(tokens: Tokens, tags: str, base: int, head: int, links: bool = False) -> VerbGroup:
    """The verb group around the verb (or, with ``links``, the predicate adjective) at token ``head``.

    ``tags`` are those of the sentence that begins at token ``base``.
    """
    norms = tokens.norms
    first, nearest, modal = head, None, None
    negated = perfect = infinitive = False
    j = head - 1
    floor = max(base, head - 20)
    while j >= floor:
        t, norm = tags[j - base], norms[j]
        if t == "," or norm in _CLOSING:
            inserted = _before_insertion(tokens, tags, base, j, floor)
            if inserted is None:
                break
            j = inserted
            continue
        if t == "A" or (norm in _GET and nearest is None) or (links and nearest is None and norm in LINKS):
            nearest = nearest or norm
            modal = norm if norm in MODALS else modal
            perfect = perfect or norm in HAVE
            first = j
        elif t == "X":
            negated, first = True, j
        elif t == "T":
            infinitive, first = True, j
            nearest = nearest or "to"
        elif norm in RAISING and infinitive and first == j + 1:
            first = j
        elif t != "B" and not (t == "C" and j > floor and tags[j - 1 - base] in "XB"):
            break
        j -= 1
    if nearest is None:
        voice = "bare"
    elif (nearest in BE and not norms[head].endswith("ing")) or nearest in _GET or nearest in LINKS:
        voice = "passive"
    else:
        voice = "active"
    return VerbGroup(first, head + 1, head, voice, modal, negated, perfect, infinitive, nearest in BE and norms[head].endswith("ing"))


_CLOSING = {")": "(", "—": "—", "–": "–"}


def _before_insertion(tokens: Tokens, tags: str, base: int, closing: int, floor: int) -> int | None:
    """The auxiliary before words that are set off between it and its verb: "are, she believes, being held", "were (the mayor said) arrested"."""
    if tags[closing - base] == ",":
        opening = opening_comma(tags, base, closing, floor)
    else:
        mark = _CLOSING[tokens.norms[closing]]
        opening = next((k for k in range(closing - 1, floor - 1, -1) if tokens.norms[k] == mark), None)
    if opening is None or opening <= floor:
        return None
    before = opening - 1
    while before > floor and tags[before - base] in "BX":
        before -= 1
    return before if tags[before - base] == "A" else None


def opening_comma(tags: str, base: int, closing: int, floor: int) -> int | None:
    """The comma that opens the parenthesis which the comma at ``closing`` ends."""
    k = closing - 1
    while k >= floor and tags[k - base] not in ",;.":
        k -= 1
    return k if k >= floor and tags[k - base] == "," else None


_ENDING = re.compile("[;.SC]")


def clause_end(tags: str, base: int, i: int, limit: int) -> int:
    """The first token from ``i`` on that ends its clause.

    That is a strong mark, a subordinator, or a coordinator before a new subject and verb.
    """
    limit = min(limit, i + REACH)
    while (end := _ENDING.search(tags, max(0, i - base), max(0, limit - base))) is not None:
        i = end.start() + base
        if end.group() != "C":
            return i
        k = i + 1
        while k < limit and tags[k - base] == "B":
            k += 1  # "and then they took three others"
        if (tags[k - base : k + 1 - base] in {"D", "Q", "U"} or tags[i - 1 - base] == ",") and _new_clause(tags, base, i + 1, limit):
            return i
        i += 1
    return limit


def _new_clause(tags: str, base: int, i: int, limit: int) -> bool:
    """Whether a noun phrase and then a verb group follow from token ``i``; behind a comma the phrase may hold a preposition ("but the end of the war brought")."""
    seen = False
    inside = "NQDUpB-P" if tags[i - 2 - base : i - 1 - base] == "," else "NQDUpB-"
    while i < limit and tags[i - base] in inside:
        seen = seen or tags[i - base] in "NQU"
        i += 1
    return seen and i < limit and tags[i - base] in "AV"
