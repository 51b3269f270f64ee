"""The words that name somebody: noun phrases that end before a token or begin at one."""

from __future__ import annotations

from enum import IntEnum, auto
from functools import lru_cache
from typing import NamedTuple

from service.facts.clause.noun_phrase import ADVERBS, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PRONOUNS, is_plural
from service.facts.quote.verbs import PERSONS, finite, is_adverb, never_finite
from service.facts.quote.words import CHARITIES, CUES, DO, FRONT, MODALS, NEVER_ATTACH, NUMBERS, ORDINALS, PUBLISHED, SOME, THIRDS, TIMES
from service.transcript.tokens import Tokens

_FILLERS = frozenset({"um", "uh", "er", "erm"})
_NUMERALS = frozenset({"one", "two", "three", "another"})
REACH = 48
"""Tokens that a noun phrase may take at most, appositions included."""
_IN_A_ROW = 9
"""Words that stand in a noun phrase at most with nothing between that joins them: more are a list of words, and name nobody."""


SUBJECT_PRONOUNS = frozenset({"he", "she", "they", "it", "you", "i", "we"})


MARKS = frozenset('“”"«»‘')


HARD = frozenset({";", ":", "—", "–", "?", "!", "…"}) | MARKS


CLAUSE = CONJUNCTIONS - {"and", "or", "plus"} | {"that", "which", "who", "when", "where", "what", "how", "why", "whether", "as", "than"}
_JOINING = PREPOSITIONS | {"and", "'s"} | DETERMINERS
_PERSONAL = SUBJECT_PRONOUNS | {"him", "her", "them"}


class Phrase(NamedTuple):
    """Half-open tokens of a noun phrase; ``edge`` is where its clause's words before it end (its appositions included)."""

    first: int
    last: int


def noun_before(tokens: Tokens, low: int, last: int) -> Phrase | None:
    """The noun phrase that ends just before token ``last``, with what is attached to it by prepositions and "and"."""
    norms = tokens.norms
    if norms[last - 1] in SUBJECT_PRONOUNS:
        return Phrase(last - 1, last)
    if last - 2 >= low and tokens.words[last - 1] == "A" and tokens.words[last - 2][0].isupper():
        return Phrase(last - 2, last)  # Witness A
    if norms[last - 1] == "them" and last - 3 >= low and norms[last - 2] == "of" and norms[last - 3] in SOME:
        return Phrase(last - 3, last)  # one of them
    if norms[last - 1] == "another" and (last - 1 == low or norms[last - 2] == ";"):
        return Phrase(last - 1, last)  # Another wrote
    if not _nominal(tokens, low, last - 1):
        return None
    k = last - 1
    low = max(low, last - REACH)
    joined: int | None = None
    row = last  # where the words begin, from behind, that nothing joins
    while k >= low:
        norm = norms[k]
        if _part(norm) is _Part.WORD:
            if not _nominal(tokens, low, k) or (k > low and norm in THIRDS and is_adverb(norms[k - 1]) and tokens.words[k].islower()):
                break
            k -= 1
            if row - k > _IN_A_ROW + 1:
                return None
            continue
        if norm == ")":
            opener = next((x for x in range(k - 1, max(low, k - 15) - 1, -1) if norms[x] == "("), None)
            if opener is None:
                break
            k = opener - 1
        elif (
            (norm == "so" and norms[k + 1] == "-")
            or (norm in {"'s", "'", "’", "&", "."} and k > low and (tokens.adjoin(k) or norm == "&"))
            or (norm == "-" and tokens.adjoin(k))
        ):  # the so-called White Guards
            k -= 1
        elif norm == "," and ")" in norms[k:last] and "member" in norms[max(low, k - 6) : k]:
            k -= 1  # the Member for Enfield, North (Joan Ryan)
        elif norm == "," and joined is not None and tokens.words[k + 1][0].isupper() and _nominal(tokens, low, k - 1) and k - 1 >= low:
            k -= 1
        elif norm in DETERMINERS and norm not in {"that", "which", "what"}:
            before = norms[k - 1] if k > low else ""
            if before in PREPOSITIONS and before not in NEVER_ATTACH and k - 2 >= low and _nominal(tokens, low, k - 2):
                k -= 2
            elif before == "and" and k - 2 >= low and _nominal(tokens, low, k - 2):
                joined = k
                k -= 2
            elif before in DETERMINERS or (before in CHARITIES and tokens.words[k - 1][0].isupper()):
                k -= 1
            else:
                return Phrase(k, last)
        elif governs(tokens, k):
            if norm in NEVER_ATTACH or k - 1 < low or not _nominal(tokens, low, k - 1):
                break
            k -= 1
        elif norm in {"and", "or"}:
            if k - 1 < low or not _nominal(tokens, low, k - 1):
                break
            joined = k + 1
            k -= 1
        elif not _nominal(tokens, low, k) or (k > low and norm in THIRDS and is_adverb(norms[k - 1]) and tokens.words[k].islower()):
            break
        else:
            k -= 1
            if row - k > _IN_A_ROW + 1:
                return None
            continue
        row = k + 1
    first = k + 1
    if joined is not None and k >= low and (finite(tokens, k, low) or norms[k] in CLAUSE):
        first = joined
    if (
        first < last - 1
        and first > low
        and (norms[first - 1] in MODALS or norms[first - 1] in DO or norms[first - 1] == "to")
        and (norms[first + 1] in DETERMINERS or norms[first + 1] in PREPOSITIONS or norms[first + 1] in _NUMERALS)
    ):
        first += 1  # I will [quote] its summary
    while first < last - 1 and (
        norms[first] in _FILLERS
        or (norms[first] in FRONT and not (norms[first] in ORDINALS and tokens.words[first + 1][0].isupper()))
        or norms[first] in TIMES
        or norms[first] in PREPOSITIONS
        or (
            norms[first] in CUES
            and CUES[norms[first]].form in {"past", "s"}
            and "nouns" not in CUES[norms[first]].classes
            and tokens.words[first].islower()
        )
        or (is_adverb(norms[first]) and tokens.words[first][0].isupper() and not tokens.words[first + 1][0].isupper())
    ):
        first += 1
    if first >= last or (
        norms[first].endswith("ed")
        and norms[first + 1 : first + 2] != ["'s"]
        and tokens.words[first][0].islower()
        and first + 1 < last
        and norms[first + 1] in PREPOSITIONS
    ):
        return None
    return Phrase(first, last)


def noun_after(tokens: Tokens, first: int, limit: int) -> Phrase | None:
    """The noun phrase that begins at ``first``: "the minister", "Delfin Lorenzana", "a report in the Guardian"."""
    norms = tokens.norms
    limit = min(limit, first + REACH)
    k = first
    if k < limit and norms[k] in _PERSONAL and (norms[k] != "her" or k + 1 >= limit or not _nominal(tokens, first, k + 1)):
        return Phrase(k, k + 1)
    row = first  # where the words begin that nothing joins
    while k < limit:
        norm = norms[k]
        if _part(norm) is _Part.WORD:
            if not _nominal(tokens, first, k):
                break
            k += 1
            if k - row > _IN_A_ROW:
                return None
            continue
        if norm == "(":
            closer = next((x for x in range(k + 1, min(limit, k + 15)) if norms[x] == ")"), None)
            if closer is None:
                break
            k = closer + 1
        elif norm == "so" and k + 1 < limit and norms[k + 1] == "-":
            k += 1
        elif k > first and _counts(tokens, k, limit):
            break
        elif (norm in {"'s", "'", "’", "&"} and k > first and (tokens.adjoin(k) or norm == "&")) or (
            norm in {"-", "."} and tokens.adjoin(k) and k > first and k + 1 < limit
        ):
            k += 1
        elif norm in DETERMINERS and norm not in {"that", "which", "what"}:
            if k > first and norms[k - 1] not in _JOINING:
                break
            k += 1
        elif governs(tokens, k):
            nxt = norms[k + 1] if k + 1 < limit else "."
            timely = nxt in TIMES or nxt[0].isdigit() or nxt in {"last", "next", "this", "his", "her", "its", "their"}
            if (
                k == first
                or norm in NEVER_ATTACH
                or norm == "to"
                or timely
                or not (nxt[0].isalpha() and (nxt in DETERMINERS or _nominal(tokens, first, k + 1)))
            ):
                break
            k += 1
        elif norm in {"and", "or"}:
            if k + 1 >= limit or not (norms[k + 1] in DETERMINERS or tokens.words[k + 1][0].isupper()) or _verb_follows(tokens, k + 1, limit):
                break
            k += 1
        elif (norm in TIMES and tokens.words[k][0].isupper() and k > first) or (
            norm in {"last", "this"} and k > first and k + 1 < limit and norms[k + 1] in TIMES
        ):
            break
        elif norm == "," and _list_goes_on(tokens, k, limit):
            k += 1
        elif not _nominal(tokens, first, k):
            break
        else:
            k += 1
            if k - row > _IN_A_ROW:
                return None
            continue
        row = k
    while k > first and (
        norms[k - 1] in PREPOSITIONS or norms[k - 1] in DETERMINERS or norms[k - 1] in {"and", "or", "."} or norms[k - 1] in PUBLISHED
    ):
        k -= 1
    return Phrase(first, k) if k > first else None


def _counts(tokens: Tokens, k: int, limit: int) -> bool:
    """Whether a number at ``k`` begins another noun phrase: "according to the ministry [forty miners] were hurt"."""
    norms = tokens.norms
    norm, before = norms[k], norms[k - 1]
    if before in _JOINING or not before[0].isalpha() or k + 1 >= limit:
        return False
    if norm in NUMBERS:
        return norm != "more" and tokens.words[k].islower()
    return norm[0].isdigit() and norm.isdigit() and is_plural(norms[k + 1]) and tokens.words[k + 1].islower()


def _list_goes_on(tokens: Tokens, k: int, limit: int) -> bool:
    """Whether a comma joins names up to an "and": "Africa, Asia and the UN"."""
    words, norms = tokens.words, tokens.norms
    if k + 3 >= limit or not words[k - 1][0].isupper() or not words[k + 1][0].isupper():
        return False
    for x in range(k + 2, min(limit, k + 6)):
        if norms[x] == "and":
            return words[x + 1][0].isupper() or (norms[x + 1] == "the" and x + 2 < limit and words[x + 2][0].isupper()) if x + 1 < limit else False
        if not (words[x][0].isupper() or norms[x] == ","):
            return False
    return False


def _verb_follows(tokens: Tokens, k: int, limit: int) -> bool:
    """Whether a noun phrase at ``k`` is the subject of another clause."""
    for x in range(k + 1, min(limit, k + 8)):
        if tokens.norms[x] in {"that", ",", ";", ".", "last", "this"}:
            return False
        if finite(tokens, x, k):
            return True
    return False


def governs(tokens: Tokens, k: int) -> bool:
    """Whether token ``k`` is a preposition, and not a part of a name ("Under-Secretary")."""
    if tokens.words[k] == "Per" and k + 1 < len(tokens) and tokens.words[k + 1][0].isupper():  # Per Sorensen
        return False
    if tokens.norms[k] not in PREPOSITIONS or (k > 0 and tokens.norms[k - 1] == "-" and tokens.adjoin(k)):  # mother-of-two
        return False
    return not (tokens.words[k][0].isupper() and k + 1 < len(tokens) and tokens.norms[k + 1] == "-" and tokens.adjoin(k + 1))


class _Part(IntEnum):
    """What a word is to a noun phrase: a plain WORD, one that its neighbours or its case decide (OPEN, PREPOSITION), or joined to what it touches."""

    WORD = auto()
    OPEN = auto()
    PREPOSITION = auto()
    ALWAYS = auto()
    NEVER = auto()
    TOUCHING = auto()


@lru_cache(maxsize=4096)
def _part(norm: str) -> _Part:
    """What a word may be to a noun phrase by itself."""
    if norm in {")", "'s"}:
        return _Part.ALWAYS
    if norm in {".", "'", "’"}:
        return _Part.TOUCHING
    if not norm[0].isalnum():
        return _Part.NEVER
    if norm in DETERMINERS or norm in PRONOUNS or norm in CLAUSE or norm in {"and", "or", "to"}:
        return _Part.ALWAYS if norm in {"one", "others"} else _Part.NEVER
    if norm in PREPOSITIONS:
        return _Part.PREPOSITION
    if norm in ADVERBS and norm not in _POSTPOSED:
        return _Part.NEVER
    return _Part.OPEN if norm in TIMES or norm in NUMBERS or norm in {"so", "last", "this"} or norm[0].isdigit() else _Part.WORD


_POSTPOSED = frozenset({"later", "further", "overall", "well", "long", "back", "far"})


def _nominal(tokens: Tokens, low: int, i: int) -> bool:
    """Whether token ``i`` may stand in a noun phrase as a noun, name, number or modifier."""
    if i < low:
        return False
    norm = tokens.norms[i]
    part = _part(norm)
    if part is _Part.NEVER:
        return tokens.words[i] in {"US", "WHO"}
    if part is _Part.ALWAYS:
        return True
    if part is _Part.TOUCHING:
        return tokens.adjoin(i)
    if part is _Part.PREPOSITION and (governs(tokens, i) or (norm in ADVERBS and norm not in _POSTPOSED)):
        return False
    return (never_finite(norm) and tokens.norms[i - 1] not in PERSONS) or tokens.words[i][0].isupper() or not finite(tokens, i, low)
