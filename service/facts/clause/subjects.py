"""Finds the subject of a verb group: prepositional phrases, relative clauses and what stands between marks are passed over."""

from __future__ import annotations

from service.facts.clause.clause import REACH, opening_comma, verb_group
from service.facts.clause.phrases import Phrase, phrase_before
from service.facts.clause.words import is_person, singular
from service.transcript.tokens import Tokens


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
            back = opening_comma(tags, base, j, floor)
            close = j
            while back is not None and set(tags[back + 1 - base : close - base]) <= {"Q", "C"}:  # "aged 23, 31 and 45,"
                earlier = opening_comma(tags, base, back, floor)
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
            governs = norms[found.first - 1] in _CLAUSAL and (norms[found.first - 1] != "for" or norms[at] == "to")  # "bound for Chicago hit a truck"
            if before == "P" and not (found.last == edge and governs):
                if found.last == edge and norms[found.first - 1] == "of":
                    edge = found.first - 1  # "before four of the wounded died"
                j = found.first - 2
            elif before == "N" and tokens.words[found.first] == "The":
                j = found.first - 1  # "the 3rd Battalion The Yorkshire Regiment"
            elif before in "GIV" and norms[found.first - 1] in _TAKES_CLAUSE:
                return found  # "200 sailed, which would mean [60] are missing"
            elif before in "GI" or (before == "V" and _in_relative(tokens, tags, base, found.first - 1, floor) is not None):
                back = _in_relative(tokens, tags, base, found.first - 1, floor)
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
            back = _in_relative(tokens, tags, base, j, floor)
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
_TAKES_CLAUSE = frozenset(
    {
        "mean",
        "means",
        "meant",
        "suggest",
        "suggests",
        "suggested",
        "imply",
        "implies",
        "implied",
        "say",
        "says",
        "said",
        "think",
        "believe",
        "fear",
        "feared",
    }
)
"""Verbs behind which a noun phrase opens a clause of its own."""
_CLAUSAL = frozenset({"since", "after", "before", "until", "till", "than", "as", "for"})
"""Prepositions that are subordinators before a subject and its verb."""


def _adverbs(tags: str, base: int, at: int) -> int:
    """How many adverbs stand just before token ``at``."""
    n = 0
    while at - 1 - n >= base and tags[at - 1 - n - base] == "B":
        n += 1
    return n


def _reduced(tags: str, base: int, verb: int, floor: int) -> bool:
    """Whether the verb at token ``verb`` is a participle behind its noun: "A man arrested on Sunday has died"."""
    k = verb - 1
    while k >= floor and tags[k - base] == "B":
        k -= 1
    return k >= floor and tags[k - base] in "NQ"


_OWN_SUBJECT = 4
"""Tokens of the subject that an object relative has of its own, at most."""


def _in_relative(tokens: Tokens, tags: str, base: int, verb: int, floor: int) -> int | None:
    """Where the relative clause or participle phrase of the verb at ``verb`` begins; None for a main clause's verb."""
    k = verb - 1
    while k >= floor and (tags[k - base] in "AXBTI" or (tags[k - base] == "V" and k == verb - 1)):
        k -= 1  # "who were reported lost"
    if k < floor:
        return None
    if tags[k - base] == "U" and k > floor and tags[k - 1 - base] == "N" and tags[verb - base] == "V":
        return k  # "The 20 people she helped were killed"
    who = k
    while who > floor and tags[who - base] in "NDpU" and k - who < _OWN_SUBJECT:
        who -= 1
    if who < k and tags[who - base] == "R" and tokens.norms[who] != "whose":
        k = who  # "two of the men whom we housed have died"
    if tags[k - base] == "R":
        return k - 1 if k > floor and tags[k - 1 - base] == "," else k
    if tags[verb - base] == "G" and tags[k - base] in "NQ" and k == verb - 1:
        return verb
    return None
