"""What tells a finite verb from a participle or a noun, by its neighbours."""

from __future__ import annotations

from functools import lru_cache

from service.facts.clause.noun_phrase import ADVERBS, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PRONOUNS, is_plural
from service.facts.clause.words import BASES, is_person
from service.facts.quote.words import AUXILIARIES, CUES, EITHER, NEGATIONS, NOUNS_TOO, NUMBERS, PASTS, PRESENT, RELATIVES, SUBJECTS, THIRDS, TIMES
from service.lexicon import load
from service.transcript.tokens import Tokens

_NO_UNIT = frozenset({":", "p", "a", "am", "pm", ",", "."}) | TIMES
_NOT_NOMINAL = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | {"to", ",", "(", "-", "be", "been", "being", "having"}
_BASES = BASES | {base[:-3] + "ise" for base in BASES if base.endswith("ize")}
_ARTICLES = DETERMINERS - {
    "that",
    "this",
    "what",
    "which",
    "some",
    "many",
    "most",
    "all",
    "both",
    "these",
    "those",
    "each",
    "few",
    "several",
    "more",
    "less",
    "neither",
    "either",
    "another",
    "any",
    "half",
    "enough",
    "much",
    "fewer",
}
_PERSONS = frozenset({"he", "she", "they", "we", "i", "who"})
_ENDINGS: dict[str, list[str]] = load("service.facts.clause")["endings"]
_NOT_ADVERB = frozenset(_ENDINGS["ly"])
_ADJECTIVES = frozenset({"armed", "unarmed", "united", "aged", "allied", "alleged"})
_CROWDS = frozenset(load("service.facts.clause")["people"]["collectives"]) | {
    "police",
    "family",
    "couple",
    "crew",
    "crowd",
    "staff",
    "team",
    "public",
}
_NOT_PAST = frozenset(_ENDINGS["ed"])
_OBJECTS = DETERMINERS | PRONOUNS | {"£", "$", "€"}
_BEHIND = _OBJECTS | PREPOSITIONS


def one_person(norm: str) -> bool:
    """Whether a noun means one person: "driver", not "drivers", "police" or "family"."""
    return is_person(norm) and not is_plural(norm) and norm not in _CROWDS


def is_adverb(norm: str) -> bool:
    """Whether a word may stand inside a verb group."""
    return norm in ADVERBS or (norm.endswith("ly") and len(norm) > 4 and norm not in _NOT_ADVERB)


@lru_cache(maxsize=32768)
def _never_finite(norm: str) -> bool:
    """Whether a word is a finite verb nowhere but behind a pronoun."""
    if norm in _ADJECTIVES:
        return True
    cue = CUES.get(norm)
    return not (
        norm in AUXILIARIES
        or norm == "'s"
        or norm in PASTS
        or norm in EITHER
        or (norm.endswith("ed") and len(norm) > 3 and norm not in _NOT_PAST and norm[0].isalpha())
        or norm in _BASES
        or norm in PRESENT
        or norm in THIRDS
        or (cue is not None and cue.form == "s")
    )


def finite(tokens: Tokens, i: int, low: int, *, loose: bool = False) -> bool:
    """Whether token ``i`` is a finite verb, as far as its neighbours from token ``low`` on tell.

    ``loose``: a form that may be a participle is taken for a verb before a preposition too ("looked at").
    """
    norm = tokens.norms[i]
    before = tokens.norms[i - 1] if i > low else ""
    if _never_finite(norm) and before not in _PERSONS:
        return False
    if i > low and norm not in AUXILIARIES and _capital(tokens.words[i]):
        return False  # "on behalf of 12 States"
    if norm in AUXILIARIES:
        if before == "to" or before in _ARTICLES or (norm == "am" and before[:1].isdigit()):
            return False
        return not (tokens.words[i] in {"May", "Will"} and i > low) or before in SUBJECTS
    if norm == "'s":
        return before in {"it", "he", "she", "that", "there", "what", "who", "here", "where"}
    if norm in PASTS:
        return before not in AUXILIARIES and (before not in _NOT_NOMINAL or before in RELATIVES)
    if norm in EITHER or (norm.endswith("ed") and len(norm) > 3 and norm not in _NOT_PAST and norm[0].isalpha()):
        return _past_tense(tokens, i, low, loose=loose)
    if loose and norm in _BASES and before and is_plural(before) and i + 1 < len(tokens) and tokens.norms[i + 1] in _BEHIND:
        return True
    if is_adverb(before) and i - 1 > low and norm in _BASES and _subject_like(tokens.norms[i - 2]):
        return True
    if before in _PERSONS and norm[0].isalpha() and not is_adverb(norm):
        return norm not in PREPOSITIONS and norm not in CONJUNCTIONS and norm not in DETERMINERS
    if norm in PRESENT or (loose and norm in THIRDS):
        if before in RELATIVES:
            return norm[-1] == "s"
        if before in _NOT_NOMINAL or before in AUXILIARIES or not before:
            return False
        return norm[-1] == "s" or is_plural(before) or before in {"they", "we", "you", "i", "who", "which", "that"}
    cue = CUES.get(norm)
    return (
        cue is not None
        and cue.form == "s"
        and before[:1].isalpha()
        and before not in _NOT_NOMINAL
        and i + 1 < len(tokens)
        and tokens.norms[i + 1] == "that"
    )


def _capital(word: str) -> bool:
    return word[0].isupper() and word[1:].islower()


def _subject_like(norm: str) -> bool:
    """Whether the word before an adverb may be the subject of a plain verb behind it: "the Government now [accept]"."""
    return norm in SUBJECTS or (
        norm[0].isalpha() and norm not in _NOT_NOMINAL and norm not in AUXILIARIES and not is_adverb(norm) and norm not in NEGATIONS
    )


def joined_verb(tokens: Tokens, k: int) -> bool:
    """Whether the "and" at ``k`` joins a verb in the past with its object: "pledged £5 million [and] sent six planes"."""
    norms = tokens.norms
    if k + 2 >= len(norms) or norms[k] not in {"and", "but", "or"}:
        return False
    verb, after = norms[k + 1], norms[k + 2]
    if verb in PASTS:
        return True
    return (
        (verb in EITHER or verb.endswith("ed"))
        and (after in DETERMINERS or after in NUMBERS or not after[0].isalpha())
        and after not in {",", ".", "-"}
    )


def _past_tense(tokens: Tokens, i: int, low: int, *, loose: bool) -> bool:
    """A form that is past and participle is a verb where a subject stands before it and no agent behind it."""
    norms = tokens.norms
    k = i - 1
    while k >= low and is_adverb(norms[k]):
        k -= 1
    if k < low:
        return False
    before = norms[k]
    if before in SUBJECTS or before in {"which", "that"}:
        return True
    if loose and before == ",":
        return True
    if before in _NOT_NOMINAL or before in AUXILIARIES or not (before[0].isalpha() or before in {")", "'s"} or before[0].isdigit()) or before == "'s":
        return False
    after = norms[i + 1] if i + 1 < len(norms) else "."
    if norms[i] in NOUNS_TOO:  # "the cut announced", "the cost of": a verb only before its object
        return after in _OBJECTS or after[0].isdigit()
    if after == "by" or after in TIMES or (after in {"this", "last", "next", "that"} and i + 2 < len(norms) and norms[i + 2] in TIMES):
        return False
    if after in _OBJECTS or not after[0].isalpha() or tokens.words[i + 1][0].isupper():
        return after != "-"
    if loose and after in PREPOSITIONS:
        return True
    return after not in PREPOSITIONS and after != "to" and (after not in ADVERBS or after.endswith("ly"))


def qualifies(tokens: Tokens, k: int, stop: int) -> bool:
    """Whether words at ``k`` qualify a number, with which a clause begins: "said [at least] 40 homes", "said [about] half"."""
    norms = tokens.norms
    if norms[k] not in {"at", "about", "around", "over", "under", "up", "between", "some", "upwards", "close"}:
        return False
    n = k + (2 if norms[k + 1 : k + 2] in (["least"], ["most"], ["to"], ["of"]) else 1)
    return n + 1 < stop and (
        norms[n] in NUMBERS
        or norms[n] in {"half", "£", "$", "€"}
        or (norms[n][0].isdigit() and norms[n + 1] not in _NO_UNIT and norms[n + 1] != "that")
    )
