"""The larger count that a pronoun makes a mention part of: "Eleven of them died", "one of whom is in hospital", "of the 24,000 who were held 31 …"."""

from __future__ import annotations

from collections.abc import Sequence

from service.facts.casualty.shares import (
    HARMED,
    THOSE,
    size,
    value_of,
)
from service.facts.clause.phrases import is_qualifier
from service.facts.clause.words import BE, HAVE, is_person
from service.model import Mention, Span
from service.reading import Reading

BACK = 2
"""Sentences that "of them", a bare number and "in the capital alone" may look back."""


def by_pronoun(reading: Reading, part: Mention) -> bool:
    """Whether "of them", "of these" or "of that number" makes a mention a part, behind it or right before it."""
    norms = reading.tokens.norms
    if norms[part.last : part.last + 1] == ["of"] and norms[part.last + 1 : part.last + 2]:
        pronoun = norms[part.last + 1]
        if pronoun in _THEM:
            return pronoun == "them" or not _names(norms[part.last + 2 : part.last + 3])
        return pronoun == "that" and norms[part.last + 2 : part.last + 3] in (["number"], ["total"], ["group"])
    i = part.first - 1
    while i > part.first - 8 and i > 0 and (is_qualifier(reading.tokens, i) or norms[i] == ","):
        if norms[i] in _THEM:
            break
        i -= 1
    if norms[i] in {"number", "total", "group", "figure"} and norms[i - 1] == "that":
        return norms[i - 2] in {"of", "among"}
    if i == part.first - 1 and norms[i] != "them" and (_HAS.isdisjoint(norms[part.last : part.last + 1]) or not is_bare(reading, part)):
        return False  # "Of those 17,004, 7,432 were children"
    return norms[i] in _THEM and norms[i - 1] in {"of", "among", "amongst"}


_THEM = frozenset({"them", "these", "those"})
_HAS = BE | HAVE


def is_bare(reading: Reading, part: Mention) -> bool:
    """Whether a mention is a number without a noun."""
    numeral = reading.numerals.by_first.get(part.first)
    return numeral is not None and numeral.last == part.last


def _names(following: list[str]) -> bool:
    """Whether the word behind "those" says who they are: "of those arrested", "of these men", "of those who died"."""
    return (
        bool(following)
        and following[0] not in _HAS
        and (following[0] in HARMED or following[0] in {"who", "that", "whose", "in", "on", "from"} or is_person(following[0]))
    )


def of_whom_here(reading: Reading, near: Sequence[Mention]) -> Span | None:
    """For "51 were treated, one of whom is in intensive care", "40 are held, 9 of those presumed dead", the larger count right before it."""
    if len(near) < 2:
        return None
    before, part = near[-2:]
    norms = reading.tokens.norms
    of_those = (
        norms[part.last : part.last + 2] == ["of", "those"]
        and norms[part.first - 1] == ","
        and (norms[part.last + 2 : part.last + 3] in (["presumed"], ["feared"], ["believed"]) or not _names(norms[part.last + 2 : part.last + 3]))
    )
    if not (of_those or norms[part.last : part.last + 2] == ["of", "whom"]) or reading.sentence_of(before.first) != reading.sentence_of(part.first):
        return None
    return before.span if (size(before) or 0) > (size(part) or 0) else None


def of_those_ahead(reading: Reading, near: Sequence[Mention]) -> Span | None:
    """For "of the 24,000 people detained last year only 31 were held longer", the larger count before it that "of the" opens its clause with."""
    if len(near) < 2:
        return None
    before, part = near[-2:]
    norms, here = reading.tokens.norms, reading.sentence_of(part.first)
    if here is None or before.first < here.first or not is_bare(reading, part) or norms[before.first - 1] not in THOSE:
        return None
    of = before.first - 2
    opens = of == here.first or (of > here.first and norms[of - 1] in _CLAUSES)
    if of < here.first or norms[of] not in {"of", "among"} or not opens or norms[part.last] not in _HAS or part.first - before.last > _CLAUSE:
        return None
    return before.span if value_of(before).subset_of is None and (size(before) or 0) > (size(part) or 0) else None


_CLAUSES = frozenset({"that", ",", ";", ":", "and", "but"})
_CLAUSE = 14


def of_them(reading: Reading, near: Sequence[Mention]) -> Span | None:
    """For "Eleven of them died" as the last of ``near``, the larger count nearest before it, of whatever harm."""
    part = near[-1]
    here, own = reading.sentence_of(part.first), size(part)
    if here is None or own is None or not by_pronoun(reading, part):
        return None
    for earlier in reversed(near[:-1]):
        there = reading.sentence_of(earlier.first)
        if there is None or here.index - there.index > BACK:
            return None
        number = size(earlier)
        if there.index < here.index and value_of(earlier).subset_of is None and number is not None and number > own:
            return earlier.span
    return None
