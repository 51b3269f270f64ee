"""Noun phrases on tokens and their classes: the one that ends before a token, the one that follows a verb, and the qualifiers of its number."""

from __future__ import annotations

from typing import NamedTuple

from service.lexicon import load
from service.transcript.tokens import Tokens

_CLOSED = load("service.facts.clause")


class Phrase(NamedTuple):
    """A noun phrase over ``[first, last)`` with its determiner and number, and how it is bound to its clause.

    ``preposition`` is the index of the preposition that governs it, ``relative`` whether a relative clause hangs on it.
    """

    first: int
    last: int
    preposition: int | None = None
    relative: bool = False


def _apart(number: str, following: str) -> bool:
    """Whether a number in digits belongs to a date and the one behind it begins a phrase of its own."""
    if not number.isdigit() or not following[0].isalnum():
        return False
    return len(number) == 4 if following[0].isdigit() else len(number) <= 4 and following not in _SCALES


_SCALES = frozenset({"hundred", "thousand", "million", "billion", "trillion", "dozen", "bn", "m", "k"})


def _dates(noun: str, number: str, *, dated: bool) -> bool:
    """Whether a number belongs to the noun before it: "26 December 2004", "May 12", "Flight 370"; ``dated``: a day stands before it."""
    if noun not in _DATED or not number.isdigit():
        return False
    return noun not in _MONTHS or len(number) == 4 or (not dated and int(number) <= _LONGEST)


_LONGEST = 31
_MONTHS = frozenset(_CLOSED["dated"]["words"][:12])
_DATED = frozenset(_CLOSED["dated"]["words"])


def phrase_before(tokens: Tokens, tags: str, base: int, stop: int) -> Phrase | None:
    """The noun phrase that ends just before token ``stop``."""
    j = stop - 1
    floor = max(base, stop - 20)
    while j >= floor and (tags[j - base] in "NQ-p" or (tags[j - base] == "G" and j > floor and j + 1 < stop and tags[j - 1 - base] in "PD")):
        dated = j > floor and tags[j - 1 - base] == "Q"
        if tags[j - base] == "N" and j + 1 < stop and tags[j + 1 - base] == "Q" and not _dates(tokens.norms[j], tokens.norms[j + 1], dated=dated):
            break  # "In Somalia 12 people", "In May 221 people"
        if tags[j - base] == "Q" and j + 1 < stop and tags[j + 1 - base] == "Q" and _apart(tokens.norms[j], tokens.norms[j + 1]):
            break  # "In 2022 18 Afghans died", "On May 12 nine miners were killed"
        if j + 1 < stop and tokens.norms[j] in _MONTHS and j > floor and tags[j - 1 - base] == "P" and not tokens.words[j + 1][0].isdigit():
            break  # "in April gunmen killed"
        j -= 1
    if j >= floor and tags[j - base] == "U" and j == stop - 1:
        j -= 1
    number = j + 1 < stop and tags[j + 1 - base] == "Q"
    while j >= floor and (tags[j - base] == "D" or (number and is_qualifier(tokens, j))):
        j -= 1
    if j + 1 == stop:
        return None
    before = tags[j - base] if j >= base else "."
    return Phrase(j + 1, stop, j if before == "P" else None)


QUALIFIERS = frozenset(_CLOSED["qualifiers"]["words"])
"""Words that may stand before a number inside its noun phrase: "at least", "up to", "an estimated"."""


_IN_THE = frozenset({"region", "order", "neighbourhood", "neighborhood", "vicinity"})
_SHORT_OF = frozenset({"upwards", "upward", "north", "south", "shy", "short"}) | _IN_THE


def is_qualifier(tokens: Tokens, j: int) -> bool:
    """Whether token ``j`` belongs to the qualifiers of a number behind it; "of" only in "a total of"."""
    norm = tokens.norms[j]
    before = tokens.norms[j - 1] if j else ""
    following = tokens.norms[j + 1] if j + 1 < len(tokens) else ""
    match norm:
        case "of":
            return before in {"total", "maximum", "minimum", "excess"} or before in _SHORT_OF
        case (
            "total"
            | "excess"
            | "upwards"
            | "upward"
            | "north"
            | "south"
            | "region"
            | "order"
            | "neighbourhood"
            | "neighborhood"
            | "vicinity"
            | "shy"
            | "short"
        ):
            return following == "of" and (norm not in _IN_THE or before == "the")
        case "the":
            return norm in QUALIFIERS or (following in _IN_THE and before == "in")
        case "in" | "on":
            return following == "excess" or (following == "the" and j + 2 < len(tokens) and tokens.norms[j + 2] in _IN_THE)
        case "to":
            return before in {"up", "close"}
        case "at":
            return following in {"least", "most"}
        case "up" | "close":
            return following == "to"
        case "than":
            return before in {"more", "less", "fewer", "greater", "other"}
        case "as":
            return following in {"many", "few", "much"} or before in {"many", "few", "much"}
        case _:
            return norm in QUALIFIERS


def phrase_after(tags: str, base: int, i: int, limit: int) -> int | None:
    """The first token of the noun phrase that follows token ``i - 1`` as its object, adverbs and marks passed over."""
    while i < limit and tags[i - base] in 'B"':
        i += 1
    return i if i < limit and tags[i - base] in "NQDUG" else None
