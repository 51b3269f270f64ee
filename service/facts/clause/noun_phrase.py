"""Reads the noun phrase that a number counts, on tokens, without a tagger.

English marks the plural, so the head behind a number above one is the first word that looks like a plural noun; what stands
between is its modifiers. "133 unarmed villagers were", "15 British and international charities that", "two children's homes".
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from service.lexicon import load
from service.transcript.tokens import Tokens

_LEXICON = load("service.facts.clause")


def _words(*tables: str) -> frozenset[str]:
    return frozenset(word for table in tables for words in _LEXICON[table].values() for word in words)


DETERMINERS = _words("determiners")
PRONOUNS = _words("pronouns")
PREPOSITIONS = _words("prepositions")
CONJUNCTIONS = _words("conjunctions")
AUXILIARIES = _words("auxiliaries")
ADVERBS = _words("adverbs")
FUNCTION_WORDS = DETERMINERS | PRONOUNS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | ADVERBS
"""Words that end a noun phrase: none of them is a modifier or a head."""
_MODIFIERS = _words("modifiers")
_IRREGULAR = frozenset(_LEXICON["plurals"]["irregular"])
_NEVER = frozenset(_LEXICON["plurals"]["never"])
_ADJECTIVE_ENDINGS = ("ous", "ss", "us", "is")
_STATES = frozenset(_LEXICON["plurals"]["states"])
"""Adjectives that are a head of their own behind a number ("12 dead") and a predicate behind a noun ("12 men dead")."""
FURTHEST = 8
"""Tokens from the number to its head at most."""


class NounPhrase(NamedTuple):
    """Tokens ``[first, last)``: modifiers and head, no determiner and no number; ``head`` is the head noun's index."""

    first: int
    last: int
    head: int


def is_word(norm: str) -> bool:
    """Whether a token is a word rather than a number, mark or clitic."""
    return norm[0].isalpha()


@lru_cache(maxsize=4096)
def is_plural(norm: str) -> bool:
    """Whether a word looks like a plural noun or a collective that numbers count."""
    if norm in _IRREGULAR or (norm.endswith("men") and len(norm) > 5 and norm not in _NEVER):
        return True
    return norm[-1] == "s" and len(norm) > 2 and not norm.endswith(_ADJECTIVE_ENDINGS) and norm not in _NEVER and norm not in FUNCTION_WORDS


def counted(tokens: Tokens, i: int, limit: int) -> NounPhrase | None:
    """The noun phrase from token ``i`` on, just behind a number above one; None where no plural noun follows in reach.

    ``limit`` is the end of the sentence in tokens.
    """
    norms = tokens.norms
    stop = min(limit, i + FURTHEST)
    j = i
    if j < stop and norms[j] == "-" and tokens.adjoin(j):
        return None  # "12-year-old", "30-second": a compound modifier, read by its own rules
    while j < stop:
        norm = norms[j]
        if len(norm) == 1 and norm.isalpha() and j + 1 < stop and norms[j + 1] == "." and tokens.adjoin(j + 1):
            j += 2  # "U.S. service members"
            continue
        if is_word(norm):
            if norm in FUNCTION_WORDS and not _in_compound(tokens, j, stop):
                if norm in {"and", "or"} and j > i and _adjectives_go_on(tokens, j, stop):
                    j += 1
                    continue
                if norm not in _MODIFIERS:
                    return None
            elif is_plural(norm) and not _possessive(tokens, j, stop):
                head = _furthest(tokens, j, stop)
                return NounPhrase(i, _past_particle(tokens, head, limit), head)
        elif norm[0].isdecimal() and _of_a_model(tokens, i, j, stop):
            pass
        elif norm not in {"-", "'s"} and not (
            (norm == "'" and tokens.adjoin(j))
            or (norm in {"“", "‘", '"'} and j == i)
            or (norm == "," and j > i and _adjectives_go_on(tokens, j, stop))
        ):
            return None
        j += 1
    return None


def _of_a_model(tokens: Tokens, i: int, j: int, stop: int) -> bool:
    """Whether the digits at ``j`` are part of a name before a noun: the 16 of "two F-16 jets", the 737 of "30 Boeing 737 planes"."""
    if not tokens.words[j].isdecimal() or j + 1 >= stop or not is_word(tokens.norms[j + 1]) or tokens.adjoin(j + 1):
        return False
    hyphen = tokens.norms[j - 1] == "-" and tokens.adjoin(j) and tokens.adjoin(j - 1)
    k = j - 1 - hyphen
    return k >= i and tokens.words[k][0].isupper() and tokens.words[k].isalpha() and tokens.norms[j + 1] not in FUNCTION_WORDS


def _in_compound(tokens: Tokens, j: int, stop: int) -> bool:
    """Whether a word is part of an adjective with hyphens: the "mine" of "100 mine-resistant vehicles", the "up" of "five follow-up visits"."""
    if j > 1 and tokens.norms[j - 1] == "-" and tokens.adjoin(j) and tokens.adjoin(j - 1):
        return True
    return _first_of_compound(tokens, j, stop)


def _first_of_compound(tokens: Tokens, j: int, stop: int) -> bool:
    """Whether a hyphen joins the word at ``j`` to the next, or a model's letters to its number."""
    if not (j + 2 < stop and tokens.norms[j + 1] == "-" and tokens.adjoin(j + 1) and tokens.adjoin(j + 2)):
        return False
    return tokens.norms[j + 2][0].isalpha() or (tokens.words[j].isupper() and tokens.words[j + 2].isdecimal())


def _adjectives_go_on(tokens: Tokens, j: int, stop: int) -> bool:
    """Whether "and", "or" or a comma at ``j`` joins modifiers of one head, which must then follow within three words."""
    for k in range(j + 1, min(stop, j + 4)):
        norm = tokens.norms[k]
        if is_word(norm) and norm not in FUNCTION_WORDS:
            if is_plural(norm):  # "640 approved and cheques sent" are two clauses, "640 trained and qualified nurses" are not
                return k > j + 1 or tokens.norms[j] == "," or not tokens.norms[j - 1].endswith("ed")
        elif norm not in {"-", "and", ","}:
            return False
    return False


def _possessive(tokens: Tokens, j: int, stop: int) -> bool:
    return j + 1 < stop and tokens.norms[j + 1] in {"'s", "'", "’"} and tokens.adjoin(j + 1)


def _past_particle(tokens: Tokens, head: int, limit: int) -> int:
    """The end of a noun whose plural stands inside it: "passers-by", "mothers-in-law"."""
    j = head + 1
    if j + 1 < limit and tokens.norms[j] == "-" and tokens.adjoin(j) and tokens.adjoin(j + 1):
        if tokens.norms[j + 1] in {"by", "on", "up"}:
            return j + 2
        if tokens.norms[j + 1 : j + 4] == ["in", "-", "law"]:
            return j + 4
    return j


def _furthest(tokens: Tokens, j: int, stop: int) -> int:
    """The last plural of a run such as "arms dealers": a verb in -s does not follow a plural."""
    while (
        j + 1 < stop
        and tokens.norms[j] not in {"people", "women", "men", "children"}
        and is_plural(tokens.norms[j + 1])
        and tokens.norms[j + 1] not in _STATES
        and not _possessive(tokens, j + 1, stop)
    ):
        j += 1
    return j
