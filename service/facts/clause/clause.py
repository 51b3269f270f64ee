"""Reads clauses on tokens and their classes: verb groups, subjects and objects. Every look-around is bounded by ``REACH``."""

from __future__ import annotations

import re
from typing import NamedTuple

from service.facts.clause.words import BE, HAVE, LINKS, MODALS, RAISING, is_person, singular
from service.lexicon import load
from service.transcript.tokens import Tokens

_CLOSED = load("service.facts.clause")

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
        opening = _opening(tags, base, closing, floor)
    else:
        mark = _CLOSING[tokens.norms[closing]]
        opening = next((k for k in range(closing - 1, floor - 1, -1) if tokens.norms[k] == mark), None)
    if opening is None or opening <= floor:
        return None
    before = opening - 1
    while before > floor and tags[before - base] in "BX":
        before -= 1
    return before if tags[before - base] == "A" else None


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


def is_qualifier(tokens: Tokens, j: int) -> bool:
    """Whether token ``j`` belongs to the qualifiers of a number behind it; "of" only in "a total of"."""
    norm = tokens.norms[j]
    before = tokens.norms[j - 1] if j else ""
    following = tokens.norms[j + 1] if j + 1 < len(tokens) else ""
    match norm:
        case "of":
            return before in {"total", "maximum", "minimum"}
        case "total":
            return following == "of"
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


def subject(tokens: Tokens, tags: str, base: int, at: int, depth: int = 0) -> Phrase | None:
    """The noun phrase that is the subject of the verb group that begins at token ``at``.

    Prepositional phrases, relative clauses and what stands between commas or brackets are passed over;
    a relative pronoun leads to its antecedent, a coordinator to the subject of the verb before.
    """
    norms = tokens.norms
    floor = max(base, at - REACH)
    j = at - 1
    edge = at - _adverbs(tags, base, at)
    relative = broken = False
    while j >= floor:
        t = tags[j - base]
        if t in 'B"':
            j -= 1
        elif t == ",":
            back = _opening(tags, base, j, floor)
            close = j
            while back is not None and set(tags[back + 1 - base : close - base]) <= {"Q", "C"}:  # "aged 23, 31 and 45,"
                earlier = _opening(tags, base, back, floor)
                if earlier is None or not set(tags[earlier + 1 - base : back - base]) <= {"Q", "C", "V"}:
                    break
                back, close = earlier, back
            if back is None and tags[j + 1 - base] != "P":
                return None
            if back is not None and j + 1 == edge:
                edge = back  # "after Ann Holm, 19, was shot"
            j = (j if back is None else back) - 1
        elif t in "AX" and (relative or broken):
            j -= 1
        elif norms[j] in {"—", "–"} and j > floor and tags[j - 1 - base] in "AR":
            broken = True
            j -= 1  # a broken-off start: "who have — who have"
        elif norms[j] in {")", "—", "–"}:
            pair = "(" if norms[j] == ")" else norms[j]
            k = j - 1
            while k >= floor and norms[k] != pair:
                k -= 1
            if k < floor:
                return None
            j = k - 1
        elif t in "NQDUp-":
            found = phrase_before(tokens, tags, base, j + 1)
            if found is None:
                return None
            before = tags[found.first - 1 - base] if found.first > base else "."
            if relative and _is_age(tokens, tags, base, found):
                j = found.first - 2  # "a boy of eleven who died"
                continue
            if relative:
                return found._replace(relative=True)
            if before == "," and (place := _in_place(tokens, tags, base, found, floor)) is not None:
                j = place - 1  # "A man held in Lyon, France has died"
                continue
            if before == "P" and norms[found.first - 1 : found.first + 1] == ["in", "all"]:
                return found  # "In all 796 infants died"
            if before == "P" and not (found.last == edge and norms[found.first - 1] in _CLAUSAL):
                if found.last == edge and norms[found.first - 1] == "of":
                    edge = found.first - 1  # "before four of the wounded died"
                j = found.first - 2
            elif before == "N" and tokens.words[found.first] == "The":
                j = found.first - 1  # "the 3rd Battalion The Yorkshire Regiment"
            elif before in "GI" or (before == "V" and _in_relative(tags, base, found.first - 1, floor) is not None):
                back = _in_relative(tags, base, found.first - 1, floor)
                if back is None:
                    return found
                edge = back
                j = back - 1
            else:
                return found
        elif t == "R" or (t == "S" and norms[j] == "that" and j > floor and tags[j - 1 - base] in "NQ"):
            relative = True
            j -= 2 if j > floor and tags[j - 1 - base] == "," else 1
        elif t in "VIG":
            back = _in_relative(tags, base, j, floor)
            if back is None and t == "V" and tags[at - base] in "AV" and _reduced(tags, base, j, floor):
                back = j
            if back is None:
                return None
            edge = back
            j = back - 1
        elif t == "C" and depth < 3:
            k = j - 1
            while k > floor and tags[k - base] not in "VI;.":
                k -= 1
            if tags[k - base] not in "VI":
                return None
            return subject(tokens, tags, base, verb_group(tokens, tags, base, k).first, depth + 1)
        elif t == "P":
            j -= 1
        else:
            return None
    return None


def _is_age(tokens: Tokens, tags: str, base: int, found: Phrase) -> bool:
    """Whether "of" and a number behind one person say how old they are."""
    if found.first - 2 < base or tokens.norms[found.first - 1] != "of" or not set(tags[found.first - base : found.last - base]) <= {"Q"}:
        return False
    who = tokens.norms[found.first - 2]
    return is_person(who) and singular(who) == who and who not in _BODIES


_BODIES = frozenset({"family", "group", "crew", "party", "team", "gang", "staff"})


def _in_place(tokens: Tokens, tags: str, base: int, found: Phrase, floor: int) -> int | None:
    """The preposition of "in Lyon, France", whose country is ``found``; None for other phrases behind a comma."""
    words = tokens.words
    if found.last - found.first > 2 or not all(words[k][0].isupper() for k in range(found.first, found.last)):
        return None
    town = phrase_before(tokens, tags, base, found.first - 1)
    if town is None or town.preposition is None or town.preposition <= floor or not words[town.last - 1][0].isupper():
        return None
    return town.preposition if tokens.norms[town.preposition] in _LOCAL else None


_LOCAL = frozenset({"in", "at", "near", "from", "of", "outside"})
_CLAUSAL = frozenset({"since", "after", "before", "until", "till", "than", "as", "for"})
"""Prepositions that are subordinators before a subject and its verb."""


def _adverbs(tags: str, base: int, at: int) -> int:
    """How many adverbs stand just before token ``at``."""
    n = 0
    while at - 1 - n >= base and tags[at - 1 - n - base] == "B":
        n += 1
    return n


def _opening(tags: str, base: int, closing: int, floor: int) -> int | None:
    """The comma that opens the parenthesis which the comma at ``closing`` ends."""
    k = closing - 1
    while k >= floor and tags[k - base] not in ",;.":
        k -= 1
    return k if k >= floor and tags[k - base] == "," else None


def _reduced(tags: str, base: int, verb: int, floor: int) -> bool:
    """Whether the verb at token ``verb`` is a participle behind its noun: "A man arrested on Sunday has died"."""
    k = verb - 1
    while k >= floor and tags[k - base] == "B":
        k -= 1
    return k >= floor and tags[k - base] in "NQ"


def _in_relative(tags: str, base: int, verb: int, floor: int) -> int | None:
    """Where the relative clause or participle phrase of the verb at ``verb`` begins; None for a main clause's verb."""
    k = verb - 1
    while k >= floor and (tags[k - base] in "AXBTI" or (tags[k - base] == "V" and k == verb - 1)):
        k -= 1  # "who were reported lost"
    if k < floor:
        return None
    if tags[k - base] == "U" and k > floor and tags[k - 1 - base] == "N" and tags[verb - base] == "V":
        return k  # "The 20 people she helped were killed"
    if tags[k - base] == "R":
        return k - 1 if k > floor and tags[k - 1 - base] == "," else k
    if tags[verb - base] == "G" and tags[k - base] in "NQ" and k == verb - 1:
        return verb
    return None


def phrase_after(tags: str, base: int, i: int, limit: int) -> int | None:
    """The first token of the noun phrase that follows token ``i - 1`` as its object, adverbs and marks passed over."""
    while i < limit and tags[i - base] in 'B"':
        i += 1
    return i if i < limit and tags[i - base] in "NQDUG" else None


_ENDING = re.compile("[;.SC]")


def clause_end(tags: str, base: int, i: int, limit: int) -> int:
    """The first token from ``i`` on that ends its clause.

    That is a strong mark, a subordinator, or a coordinator before a new subject and verb.
    """
    limit = min(limit, i + REACH)
    while (end := _ENDING.search(tags, max(0, i - base), max(0, limit - base))) is not None:
        i = end.start() + base
        if end.group() != "C" or (
            (tags[i + 1 - base : i + 2 - base] in {"D", "Q", "U"} or tags[i - 1 - base] == ",") and _new_clause(tags, base, i + 1, limit)
        ):
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
