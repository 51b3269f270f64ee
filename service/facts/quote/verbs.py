"""What tells a finite verb from a participle or a noun, by its neighbours."""

from __future__ import annotations

from functools import lru_cache

from service.facts.clause.noun_phrase import ADVERBS, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, is_plural
from service.facts.clause.words import BASES, irregular_forms, is_person
from service.facts.quote.measures import OBJECTS, measures
from service.facts.quote.words import (
    AUXILIARIES,
    CUES,
    EITHER,
    NEGATIONS,
    NOUNS_TOO,
    NUMBERS,
    ONE_PERSON,
    PASTS,
    PRESENT,
    RELATIVES,
    SUBJECTS,
    THIRDS,
    TIMES,
)
from service.lexicon import load
from service.transcript.tokens import Tokens

_STRANDED = frozenset({"to", "with", "about", "for", "from", "of", "at", "on"})
_TO_DO = frozenset({"aim", "attempt", "claim", "fear", "hope", "intend", "need", "plan", "plot", "threaten", "vow"})
_OF_NUMBERS = frozenset(
    {
        "agree",
        "appear",
        "believe",
        "belong",
        "continue",
        "depend",
        "deserve",
        "die",
        "exist",
        "include",
        "lack",
        "receive",
        "rely",
        "remain",
        "require",
        "seem",
        "suffer",
        "want",
    }
)
"""Plain forms that are no nouns, so that a number before them is their subject."""
PARTICIPLES = frozenset(done[-1] for done in irregular_forms().values())
"""Irregular past participles."""
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
PERSONS = frozenset({"he", "she", "they", "we", "i", "who"})
"""Behind these nearly every word is a verb."""
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
_BEHIND = OBJECTS | PREPOSITIONS
_WORDS = 16384
"""Words of which is remembered what they may be."""


def between_cues(tokens: Tokens, v: int, low: int, limit: int) -> bool:
    """Whether a form stands between two that may report, and is therefore a noun: "the insurance claims [report] says"."""
    norms = tokens.norms
    return low < v < limit - 1 and norms[v - 1] in CUES and norms[v + 1] in CUES


def one_person(norm: str) -> bool:
    """Whether a noun means one person: "driver", not "drivers", "police" or "family"."""
    return norm in ONE_PERSON or (is_person(norm) and not is_plural(norm) and norm not in _CROWDS)


@lru_cache(maxsize=_WORDS)
def is_adverb(norm: str) -> bool:
    """Whether a word may stand inside a verb group."""
    return norm in ADVERBS or (norm.endswith("ly") and len(norm) > 4 and norm not in _NOT_ADVERB)


_AUXILIARY, _CLITIC, _PAST, _PAST_OR_PARTICIPLE, _PRESENT, _NONE = range(6)


@lru_cache(maxsize=_WORDS)
def _form(norm: str) -> int:
    """Which form of a verb a word is, if any."""
    if norm in AUXILIARIES:
        return _AUXILIARY
    if norm == "'s":
        return _CLITIC
    if norm in PASTS:
        return _PAST
    if past_form(norm):
        return _PAST_OR_PARTICIPLE
    cue = CUES.get(norm)
    present = norm in _BASES or norm in PRESENT or norm in THIRDS or norm in _TO_DO or (cue is not None and cue.form == "s")
    return _PRESENT if present else _NONE


@lru_cache(maxsize=_WORDS)
def never_finite(norm: str) -> bool:
    """Whether a word is a finite verb nowhere but behind one of ``PERSONS``."""
    return norm in _ADJECTIVES or _form(norm) == _NONE


def finite(tokens: Tokens, i: int, low: int, *, loose: bool = False) -> bool:
    """Whether token ``i`` is a finite verb, as far as its neighbours from token ``low`` on tell.

    ``loose``: a form that may be a participle is taken for a verb before a preposition too ("looked at").
    """
    norms = tokens.norms
    norm = norms[i]
    if never_finite(norm) and (i <= low or norms[i - 1] not in PERSONS):
        return False
    before = _word_before(tokens, i, low)
    form = _form(norm)
    if norm in _TO_DO and before and is_plural(before) and norms[i + 1 : i + 2] == ["to"]:
        return True  # two in five nurses plan to leave
    if i > low and form != _AUXILIARY and tokens.words[i] != norm and _capital(tokens.words[i]):
        return False  # "on behalf of 12 States"
    if form == _AUXILIARY:
        if before == "to" or before in _ARTICLES or (norm == "am" and before[:1].isdigit()):
            return False
        return not (tokens.words[i] in {"May", "Will"} and i > low) or before in SUBJECTS
    if form == _CLITIC:
        return before in {"it", "he", "she", "that", "there", "what", "who", "here", "where"}
    if form == _PAST:
        return before not in AUXILIARIES and (before not in _NOT_NOMINAL or before in RELATIVES or before == "another")
    if form == _PAST_OR_PARTICIPLE:
        return _past_tense(tokens, i, low, loose=loose)
    if loose and norm in _BASES and before and is_plural(before) and i + 1 < len(norms) and (norms[i + 1] in _BEHIND or norms[i + 1] == "to"):
        return True
    if i - 1 > low and norm in _BASES and is_adverb(before) and _subject_like(norms[i - 2]):
        return True
    if before == "it" and (norm in THIRDS or (norm in CUES and CUES[norm].form == "s")):
        return True  # "told MPs it answers 62% of calls"
    if before in PERSONS and norm[0].isalpha() and not is_adverb(norm):
        return norm not in PREPOSITIONS and norm not in CONJUNCTIONS and norm not in DETERMINERS
    if norm in PRESENT or (loose and norm in THIRDS):
        if before in RELATIVES:
            return norm[-1] == "s"
        if before in _NOT_NOMINAL or before in AUXILIARIES or not before:
            return False
        if norm[-1] == "s" or is_plural(before) or before in {"they", "we", "you", "i", "who", "which", "that"}:
            return True
        return norm in _OF_NUMBERS and (before in NUMBERS or before[0].isdigit())  # another 116 remain missing
    cue = CUES.get(norm)
    return (
        cue is not None and cue.form == "s" and i + 1 < len(norms) and norms[i + 1] == "that" and before[:1].isalpha() and before not in _NOT_NOMINAL
    )


def first_verb(tokens: Tokens, first: int, last: int, low: int, *, loose: bool = False) -> int | None:
    """The first token of ``[first, last)`` that is a finite verb; ``low`` and ``loose`` as for ``finite``."""
    norms = tokens.norms
    for k in range(first, last):
        if (norms[k - 1] in PERSONS or not never_finite(norms[k])) and finite(tokens, k, low, loose=loose):
            return k
    return None


def _word_before(tokens: Tokens, i: int, low: int) -> str:
    """The word before token ``i``, empty at ``low``; the month of May as another that is no auxiliary."""
    if i <= low:
        return ""
    return "june" if tokens.words[i - 1] == "May" and i - 1 > low else tokens.norms[i - 1]


@lru_cache(maxsize=_WORDS)
def past_form(norm: str) -> bool:
    """Whether a form is a past tense and a participle alike."""
    return norm in EITHER or (norm.endswith("ed") and len(norm) > 3 and norm not in _NOT_PAST and norm[0].isalpha())


def opens_predicate(norm: str) -> bool:
    """Whether a word behind a closing comma is the verb of what stands before the parenthesis: "nine men, two of them firemen, [died]"."""
    return norm in AUXILIARIES or norm in PASTS or past_form(norm)


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
    before = _word_before(tokens, k + 1, low)
    if before in SUBJECTS or before in {"which", "that"}:
        return True
    if before == "," and (loose or _behind_insertion(tokens, i, low)):
        return True
    if before in _STRANDED and k - 2 >= low and norms[k - 2] in PERSONS:
        return True  # the midwives I spoke to [described]
    if before in _NOT_NOMINAL or before in AUXILIARIES or not (before[0].isalpha() or before in {")", "'s"} or before[0].isdigit()) or before == "'s":
        return False
    after = norms[i + 1] if i + 1 < len(norms) else "."
    if norms[i] in NOUNS_TOO:  # "the cut announced", "the cost of": a verb only before its object
        if loose and is_plural(before) and not after[0].isalnum():
            return True  # nine men left
        return after in OBJECTS or after[0].isdigit() or measures(tokens, i + 1)
    if after == "by" or after in TIMES or (after in {"this", "last", "next", "that"} and i + 2 < len(norms) and norms[i + 2] in TIMES):
        return False
    if after in OBJECTS or not after[0].isalpha() or tokens.words[i + 1][0].isupper():
        return after != "-"
    if after in PREPOSITIONS:
        return loose or measures(tokens, i + 1)
    return after != "to" and (after not in ADVERBS or after.endswith("ly"))


def _behind_insertion(tokens: Tokens, i: int, low: int) -> bool:
    """Whether the comma before ``i`` closes what stands between a subject and its verb with an object: "the panel, in its report, [documented] 12 cases"."""
    norms = tokens.norms
    if i - 5 >= low and norms[i - 5] == "," and norms[i - 4] == "for" and norms[i - 2] == "part":
        return True  # "the union, for its part, [accused] the firm"
    after = norms[i + 1] if i + 1 < len(norms) else "."
    if not (after in OBJECTS or after[0].isdigit() or after in NUMBERS):
        return False
    opening = next((k for k in range(i - 3, max(low, i - 16), -1) if norms[k] == ","), None)
    return opening is not None and norms[opening + 1] in PREPOSITIONS
