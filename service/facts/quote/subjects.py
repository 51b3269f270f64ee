"""Who stands before a verb: the subject of a verb group, past appositions, adjuncts and relative clauses."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from service.facts.clause.noun_phrase import DETERMINERS, PREPOSITIONS, is_plural
from service.facts.quote.appositions import apposed, without_times
from service.facts.quote.heads import is_publication, known
from service.facts.quote.phrases import REACH, SUBJECT_PRONOUNS, Phrase, noun_before
from service.facts.quote.relatives import before_title, behind_relative, met, nearest, of_paper, of_whose, reduced, somebody
from service.facts.quote.verbs import finite, first_verb, is_adverb, past_form
from service.facts.quote.words import (
    AUXILIARIES,
    BE,
    FRONT,
    HAVE,
    MODALS,
    NEGATIONS,
    NEVER_ATTACH,
    PEOPLE,
    PUBLICATIONS,
    PUBLISHED,
    TIMES,
)
from service.transcript.tokens import Tokens

_BRINGS_OUT = frozenset(
    {"put", "puts", "came", "comes", "issued", "issues", "published", "publishes", "released", "releases", "produced", "brought", "circulated"}
)
DASHES = frozenset({"—", "–", "-"})


SET = frozenset({"first", "last", "fact", "turn", "course", "particular", "public", "private", "short"})
"""Behind a preposition, adverbs of two words: "at first", "in fact"."""


class Group(NamedTuple):
    """The auxiliaries and adverbs before a verb: the group begins at ``first``."""

    first: int
    negated: bool
    modal: bool
    passive: bool
    past: bool


def verb_group(tokens: Tokens, low: int, v: int) -> Group:
    """The verb group that ends in the verb at ``v``."""
    norms = tokens.norms
    j = v
    seen: list[str] = []
    negated = False
    while j > low and v - j < 8:
        norm = norms[j - 1]
        if not _in_group(norm):
            adjunct = _adjunct_inside(tokens, low, j)
            if adjunct is None:
                break
            j = adjunct
            continue
        if norm in NEGATIONS:
            negated = True
        elif norm == "since" and j - 2 > low and norms[j - 2] in HAVE:
            pass
        elif (
            (norm in AUXILIARIES and tokens.words[j - 1] != "May")
            or norm in {"be", "been", "being", "having"}
            or (norm == "'s" and j - 2 >= low and norms[j - 2] in {"he", "she", "it", "who", "that"})
        ):
            seen.append(norm)
        elif norm in _FLOATING:
            pass
        elif not is_adverb(norm) or norm in {"no", "yes", "each", "there", "please"} or norm in TIMES:
            adjunct = _adjunct_inside(tokens, low, j)
            if adjunct is None:
                break
            j = adjunct
            continue
        j -= 1
    if j == v:
        return Group(v, negated=False, modal=False, passive=False, past=True)
    while j < v and is_adverb(norms[j]) and norms[j] not in AUXILIARIES and norms[j] in FRONT and tokens.words[j][0].isupper():
        j += 1
    nearest = seen[0] if seen else ""
    passive = nearest in BE or nearest == "been" or (nearest == "'s" and norms[v].endswith("ing"))
    past = not seen or bool(set(seen) & (HAVE | {"was", "were", "did"}))
    return Group(j, negated, bool(set(seen) & MODALS), passive, past)


_FLOATING = frozenset({"both", "all", "twice", "once", "first", "himself", "herself", "itself", "themselves"})


@lru_cache(maxsize=4096)
def _in_group(norm: str) -> bool:
    """Whether a word may stand before the verb of a group as a part of it."""
    return (
        norm in NEGATIONS or norm in AUXILIARIES or norm in _FLOATING or norm in {"since", "be", "been", "being", "having", "'s"} or is_adverb(norm)
    )


def _adjunct_inside(tokens: Tokens, low: int, j: int) -> int | None:
    """Where an adjunct begins that ends before ``j`` and follows its auxiliary: "the ministry had [at first] reported", "had [in May] warned"."""
    norms = tokens.norms
    if norms[j] not in SET and norms[j - 1] not in SET and HAVE.isdisjoint(norms[max(low + 1, j - 7) : j - 1]):
        return None
    for p in range(j - 1, max(low + 1, j - 7), -1):
        if norms[p] in PREPOSITIONS and (norms[p - 1] in HAVE or (j - p <= 2 and norms[p + 1] in SET)):
            return p
        if not norms[p][0].isalnum() or norms[p] in AUXILIARIES:
            return None
    return None


def subject_before(tokens: Tokens, low: int, j: int) -> Phrase | None:
    """The noun phrase that is the subject of the verb group at ``j``: the head of its appositions, or the antecedent of "which"."""
    low = max(low, j - REACH)
    remembered = tokens.subjects
    if (low, j) not in remembered:
        if len(remembered) >= _REMEMBERED:
            remembered.clear()
        remembered[low, j] = _subject_before(tokens, low, j)
    found: Phrase | None = remembered[low, j]
    return found


_REMEMBERED = 256


def _subject_before(tokens: Tokens, low: int, j: int) -> Phrase | None:
    norms = tokens.norms
    last = without_times(tokens, low, j)
    if last - 2 > low and norms[last - 1] in {"there", "here"} and _noun_like(norms[last - 2]):
        last -= 1  # "the ministry there says"
    if last <= low:
        return None
    if norms[last - 1] in {"who", "which"} and tokens.words[last - 1] != "WHO":
        last -= 1
        if last > low and norms[last - 1] == ",":
            last -= 1
        if last <= low:
            return None
        if norms[last - 1] == "day" and norms[last - 2] in {"following", "next", "previous", "same"} and last - 3 > low:
            last -= 3  # "a note the next day which says"
        last = before_title(tokens, low, last)
        close = noun_before(tokens, low, last)
        if close is not None and close.first - 2 >= low and norms[close.first - 2 : close.first] == ["according", "to"]:
            return close  # according to the Green Crescent, which said
        found = (apposed(tokens, low, last) if "," in norms[max(low, last - 14) : last] else None) or noun_before(tokens, low, last)
        if found is None:
            return None
        return nearest(tokens, found) if norms[j - 1] == "which" else somebody(tokens, found)
    if norms[last - 1] == ",":
        return apposed(tokens, low, last - 1)
    if tokens.words[last - 1] in DASHES and not (tokens.adjoin(last - 1) and tokens.words[last - 1] == "-"):  # the leader – who was away – said
        opening = next(
            (k for k in range(last - 2, max(low, last - 24), -1) if tokens.words[k] in DASHES and not (tokens.adjoin(k) and tokens.words[k] == "-")),
            None,
        )
        return noun_before(tokens, low, opening) if opening is not None and opening > low else None
    if last - 1 > low and (norms[last - 1] in PUBLISHED or norms[last - 1] == "out") and norms[last - 2] in PUBLICATIONS:  # "figures out today show"
        last -= 1
    if norms[last - 1] == "that":
        return _paper_or_author(tokens, low, last - 1)
    if last - 3 > low and norms[last - 2 : last] == ["carried", "out"] and of_paper(tokens, low, last - 2):
        last -= 2
    if last - 1 > low and norms[last - 1] in PUBLISHED and of_paper(tokens, low, last - 1):
        last -= 1  # a study by the institute published this spring
    if (undergoing := reduced(tokens, low, last)) is not None:
        return undergoing
    if (received := _paper_with_relative(tokens, low, last)) is not None:
        return received
    found = noun_before(tokens, low, last)
    verbal = found is None or (found.last - found.first == 1 and past_form(norms[found.first]))
    if verbal and (bereaved := of_whose(tokens, low, last)) is not None:
        return bereaved
    if (somebody_met := met(tokens, low, last if found is None else found.first)) is not None:
        return somebody_met
    if found is not None and found.last - found.first > 2 and found.first > low and norms[found.first - 1] in NEVER_ATTACH:
        found = _bare_group(tokens, found)
    if found is not None and found.first - 2 > low and (norms[found.first - 1] in PREPOSITIONS or finite(tokens, found.first - 1, low)):
        return behind_relative(tokens, low, found)
    return found


def _noun_like(norm: str) -> bool:
    """Whether a word may end a noun phrase."""
    return norm[0].isalpha() and norm not in AUXILIARIES and norm not in PREPOSITIONS and norm not in DETERMINERS and norm not in _JOINTS


_JOINTS = frozenset({"that", "and", "but", "or", "if", "as", "so", "then", "when", "while", "because", "which", "who"})


def _paper_or_author(tokens: Tokens, low: int, last: int) -> Phrase | None:
    """What "that" takes up where it is a paper: whoever brings it out if that is said ("[the union] put out a notice that said"), else the paper."""
    norms = tokens.norms
    paper = noun_before(tokens, low, without_times(tokens, low, last))
    if paper is None or not is_publication(tokens, paper):
        return None
    v = next((x for x in range(paper.first + 1, paper.last) if norms[x] in _BRINGS_OUT), paper.first - 1)
    if v > low and norms[v] == "with":
        v -= 1
    if v > low and norms[v] == "out":
        v -= 1
    if v <= low or norms[v] not in _BRINGS_OUT:  # "the report that found 40 defects was lost" awaits its verb
        return paper if first_verb(tokens, max(low, paper.first - 12), paper.first, low) is not None else None
    author = subject_before(tokens, low, verb_group(tokens, low, v).first)
    return author if author is not None and known(tokens, author) else paper


def _paper_with_relative(tokens: Tokens, low: int, last: int) -> Phrase | None:
    """The paper whose relative clause with a subject of its own ends before token ``last``: "[an answer] that I had on Tuesday [put it at 9]"."""
    norms = tokens.norms
    furthest = max(low + 1, last - _RELATIVE)
    inside = norms[furthest + 1 : max(furthest + 1, last - 2)]
    if "that" not in inside and "which" not in inside:
        return None
    for k in range(last - 3, furthest, -1):
        if norms[k] in {"that", "which"} and (norms[k + 1] in SUBJECT_PRONOUNS or norms[k + 1] in DETERMINERS):
            paper = noun_before(tokens, low, k)
            if paper is None or not is_publication(tokens, paper):
                return None
            return paper if sum(finite(tokens, x, k, loose=True) for x in range(k + 2, last)) == 1 else None
        if norms[k] in {",", ";", ":"}:
            return None
    return None


_RELATIVE = 14
"""Tokens of such a clause, at most."""


def _bare_group(tokens: Tokens, found: Phrase) -> Phrase:
    """The group without article that follows an adjunct without comma: "after the fire [police] had said"."""
    norms = tokens.norms
    last = found.last - 1
    if (
        norms[last] in PEOPLE
        and (is_plural(norms[last]) or norms[last] == "police")
        and norms[found.first] in DETERMINERS
        and norms[last - 1] != "of"
    ):
        return Phrase(last, found.last)
    return found
