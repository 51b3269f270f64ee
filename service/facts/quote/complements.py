"""What follows a cue: a clause behind "that", a question word or nothing, words in marks, or none of these."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from service.facts.clause.noun_phrase import DETERMINERS, PREPOSITIONS, PRONOUNS
from service.facts.quote.adjuncts import SPELL_OPENERS, past_adjunct, past_hearer, past_part, past_spell, resumed, told_when
from service.facts.quote.clauses import supposes
from service.facts.quote.measures import QUALIFIERS, qualifies
from service.facts.quote.phrases import MARKS
from service.facts.quote.verbs import finite
from service.facts.quote.words import AUXILIARIES, BE, BOUNDING, GO_ON, HEARERS, LOOSE, NOT_ING, THIRDS, TIMES, WH, Cue
from service.transcript.tokens import Tokens

FURTHEST_THAT = 18
"""Tokens behind a cue among which its "that" stands, parentheses aside."""
_OPENERS = WH | {"and", "but", "as", "who", "which", "adding"}
_TOLD_OF = frozenset({"figure", "number", "total", "estimate", "amount", "sum", "toll", "count", "decision", "claim", "letter", "proposal"})
"""Nouns that do without an article behind no other "that" than the pronoun."""
_NEXT = frozenset({"following", "next", "previous", "same"})


_LOOKED_PAST = (
    TIMES
    | LOOSE
    | WH
    | PREPOSITIONS
    | MARKS
    | SPELL_OPENERS
    | QUALIFIERS
    | {"that", ";", ":", ",", "—", "–", "'", "this", "last", "next", "the", "only", "just", "without", "despite", "unlike", "to", "as"}
)


@lru_cache(maxsize=4096)
def opens_at_once(norm: str) -> bool:
    """Whether a clause without "that" is all that a word can open behind a cue, whatever stands behind it."""
    return norm not in _LOOKED_PAST and not norm.endswith("ly") and not norm[0].isdigit()


class Complement(NamedTuple):
    """What follows a cue: a clause behind ``that`` or ``wh``, a ``bare`` one, words in ``marks``, or ``none``; it begins at ``start``."""

    kind: str
    start: int


def _opens_clause(tokens: Tokens, k: int, stop: int) -> bool:
    """Whether a comma soon parts "of those …" from the clause that it belongs to."""
    norms = tokens.norms
    comma = next((x for x in range(k, min(stop - 1, k + 8)) if norms[x] == ","), None)
    if comma is None or "that" in norms[comma:stop]:
        return False
    return norms[comma + 1] not in MARKS and norms[comma + 1] not in WH


def complement(tokens: Tokens, v: int, limit: int, cue: Cue) -> Complement:
    """What the cue at ``v`` governs, looking past adverbs, hearers and adjuncts: "said in a statement on Tuesday that"."""
    norms = tokens.norms
    k = v + 1
    stop = min(limit, k + FURTHEST_THAT)
    if "tell" in cue.classes and k < stop:
        k = past_hearer(tokens, k, stop)
    adjunct = False
    while k < stop:
        norm = norms[k]
        if opens_at_once(norm):
            return Complement("bare", k)
        if (
            norm == "that"
            and k + 1 < stop
            and (norms[k + 1] in TIMES or norms[k + 1] in {"time", "point"})
            and k + 2 < stop
            and norms[k + 2] in {"that", ","}
        ):
            k += 2
            continue
        if norm == "that":
            nxt = norms[k + 1] if k + 1 < limit else "."
            if nxt == "," and k + 2 < limit and norms[k + 2] in {"but", "and", "or", "so", "which"}:
                return Complement("none", k)
            if supposes(tokens, k + 1, limit):
                return Complement("that", k + 1)
            if nxt in THIRDS and k + 2 < limit and (norms[k + 2] in {"to", "at", "about", "a", "an"} or not norms[k + 2][0].isalpha()):
                return Complement("bare", k)  # ministers say that comes to £3 billion
            if nxt in _TOLD_OF and k + 2 < limit and (norms[k + 2] in AUXILIARIES or finite(tokens, k + 2, k)):
                return Complement("bare", k)  # "she said that figure could not be confirmed"
            if (nxt in BE and nxt != "being") or nxt in {"would", "will", "could", "had", "has"}:
                return Complement("bare", k)
            return (
                Complement("that", k + 1)
                if nxt[0].isalnum() or nxt in MARKS or nxt in {",", "‘", "'", "£", "$", "€", "[", "("}
                else Complement("none", k)
            )
        if norm == ";":
            return Complement("none", k)
        if norm == "of" and k + 3 < stop and norms[k + 1] in {"those", "these", "the"} and _opens_clause(tokens, k + 2, stop):
            return Complement("bare", k)  # "said of those who died, nine were children"
        if norm in {"—", "–"}:  # told us — and I was there — that
            close = next((x for x in range(k + 1, min(limit - 1, k + 14)) if norms[x] in {"—", "–"}), k)
            if close == k or norms[close + 1] != "that":
                return Complement("bare", k)
            k = close + 1
            continue
        if norm in MARKS or (norm == "'" and not tokens.adjoin(k)):
            return Complement("marks", k)
        if norm == ":":
            nxt = norms[k + 1] if k + 1 < limit else "“"
            return Complement("marks", k + 1) if nxt in MARKS or nxt == "'" else Complement("none", k)
        if (
            norm in WH
            and norm not in {"who", "which"}
            and not (norm in {"when", "where"} and "wh" not in cue.classes)
            and (norm != "if" or cue.lemma == "ask")
            and "wh" in cue.classes
        ):
            return Complement("wh", k)
        if norm == "," and told_when(tokens, k + 1, limit):
            return Complement("none", k)  # "said on Monday, hours before it closed"
        if norm == ",":
            again = resumed(tokens, k, limit) if cue.classes & {"bare", "that", "tell"} else None
            if again is not None:
                return Complement("that", again)
            if k + 3 < stop and norms[k + 1] == "not":  # said, not me, it had
                aside = next((x for x in range(k + 2, min(stop, k + 6)) if norms[x] == ","), None)
                return Complement("bare", aside + 1) if aside is not None and cue.classes & {"bare", "tell"} else Complement("none", k)
            if adjunct and k + 1 < stop and norms[k + 1] not in GO_ON and norms[k + 1] not in _OPENERS:
                k += 1
                if norms[k] == "that":
                    continue
                participle = norms[k].endswith("ing") and norms[k] not in NOT_ING
                return Complement("none" if participle else "bare", k)  # "said on Monday, [leaving two in the hold]"
            if k == v + 1 and k + 2 < stop and norms[k + 1] in {"however", "though", "therefore", "too", "quote"} and norms[k + 2] == ",":
                k += 3
                continue
            return Complement("none", k)
        if (
            (norm in TIMES and tokens.words[k] != "may")
            or norm in LOOSE
            or (norm.endswith("ly") and len(norm) > 5 and norm not in BOUNDING and not (k + 1 < stop and finite(tokens, k + 1, v)))
        ):
            k += 1
        elif norm in {"this", "last", "next"} and k + 1 < stop and norms[k + 1] in TIMES:
            k += 2
        elif norm == "the" and k + 2 < stop and norms[k + 1] in _NEXT and norms[k + 2] in TIMES:  # the next morning
            k += 3
        elif norm in {"only", "just"} and k + 1 < stop and (norms[k + 1] in TIMES or norms[k + 1] in {"last", "this"}):
            k += 1
        elif (norm in SPELL_OPENERS or norm[0].isdigit()) and (
            behind := past_spell(tokens, k, stop)
        ) is not None:  # two weeks ago, a short while ago, late on Monday
            k = behind
        elif (norm in QUALIFIERS and qualifies(tokens, k, stop)) or norm in {"without", "despite", "unlike"}:
            return Complement("bare", k)
        elif (norm in PREPOSITIONS and norm not in {"as", "than", "to"} and norms[k + 1 : k + 2] != ["-"]) or (  # said [like-for-like sales] fell
            norm == "to"
            and k + 1 < stop
            and (norms[k + 1] in DETERMINERS or norms[k + 1] in PRONOUNS or norms[k + 1] in HEARERS or tokens.words[k + 1][0].isupper())
        ):
            opener = norm
            k = past_adjunct(tokens, k, stop)
            adjunct = True
            if (
                opener in {"about", "for"}
                and k < stop
                and norms[k] not in {",", ":"}
                and norms[k] not in MARKS
                and norms[k] not in WH
                and cue.lemma != "say"
            ):
                return Complement("none", k)  # "asked about the changes that we had made"
            continue
        elif norm == "as" and k == v + 1 and (behind := past_part(tokens, k, stop)) is not None:
            k = behind  # "said as leader of the council that"
            continue
        else:
            return Complement("bare", k)
        adjunct = True
    return Complement("none", k)
