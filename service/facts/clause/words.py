"""Words without a tagger: the class of each token, the forms of verbs, and which nouns mean people.

Closed classes come from ``lexicon.toml``; verbs and people from ``wordnet.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from service.facts.clause.noun_phrase import AUXILIARIES, FUNCTION_WORDS, is_plural
from service.facts.numeral import Numerals
from service.lexicon import load
from service.transcript.tokens import Tokens

_CLOSED = load("service.facts.clause")
_OPEN = load("service.facts.clause", "wordnet.toml")
BE = frozenset({*_CLOSED["auxiliaries"]["be"], "'s"})
HAVE = frozenset({*_CLOSED["auxiliaries"]["have"], "'s"})
MODALS = frozenset(_CLOSED["auxiliaries"]["modal"])
NEGATIONS = frozenset(_CLOSED["auxiliaries"]["negation"])
LINKS = frozenset(_CLOSED["links"]["words"])
RAISING = frozenset(_CLOSED["raising"]["words"])
_SIGNS = frozenset("%£$€¥")
_VOWELS = frozenset("aeiou")


def inflect(lemma: str, doubled: bool | None = None) -> tuple[str, str, str]:
    """The regular ``-s``, ``-ed`` and ``-ing`` of a verb; ``doubled`` says whether its last consonant is."""
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma + "ing"
    if lemma.endswith("ic"):
        return lemma + "s", lemma + "ked", lemma + "king"
    if lemma[-1] == "y" and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    if doubled is None:
        doubled = len(lemma) in {3, 4} and lemma[-1] not in "aeiouwxy" and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS
    stem = lemma + lemma[-1] if doubled else lemma
    return third, stem + "ed", stem + "ing"


@cache
def irregular_forms() -> dict[str, tuple[str, ...]]:
    """The past tense and the participles of each irregular verb, in this order; one form serves as both."""
    return {lemma: tuple(forms.split("/")) for lemma, forms in (entry.split("=") for entry in _OPEN["irregular"].split())}


def _forms() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    irregular = irregular_forms()
    bases: set[str] = set()
    thirds: set[str] = set()
    pasts: set[str] = set()
    for lemma in [*_OPEN["verbs"].split(), *irregular]:
        third, past, _ = inflect(lemma)
        bases.add(lemma)
        thirds.add(third)
        pasts.update(irregular.get(lemma, (past,)))
    return frozenset(bases), frozenset(thirds), frozenset(pasts)


BASES, _THIRDS, _PASTS = _forms()
_FINITE = frozenset(forms[0] for forms in irregular_forms().values() if len(forms) > 1) - {"saw", "rose", "fell", "wove", "bit", "bore", "lay"}
"""Past tenses that are no participle, and no noun either."""
PARTICIPLES = _PASTS - BASES
"""Past forms and participles that are no base form too, as "put" and "come" are."""
_PEOPLE = frozenset(_OPEN["people"].split())
_IRREGULAR_PEOPLE: dict[str, str] = {**_CLOSED["people"]["irregular"]}
_COLLECTIVES = frozenset(_CLOSED["people"]["collectives"])
_NOT_PAST = frozenset(_CLOSED["endings"]["ed"])
_NOT_ING = frozenset(_CLOSED["endings"]["ing"])
NOT_ADVERB = frozenset(_CLOSED["endings"]["ly"])
"""Words in -ly that are no adverbs."""


def singular(norm: str) -> str:
    """The singular of a plural noun, by rule; a word that is none comes back as it is."""
    if norm in _IRREGULAR_PEOPLE:
        return _IRREGULAR_PEOPLE[norm]
    if norm.endswith("men") and len(norm) > 4:
        return norm[:-2] + "an"
    if norm.endswith("ies") and len(norm) > 4:
        return norm[:-3] + "y"
    if norm.endswith(("sses", "shes", "ches", "xes")):
        return norm[:-2]
    if norm.endswith("s") and not norm.endswith("ss"):
        return norm[:-1]
    return norm


PERSONS = _PEOPLE | _COLLECTIVES
"""Nouns that mean one person or one body of people."""


@lru_cache(maxsize=4096)
def is_person(norm: str) -> bool:
    """Whether a noun, singular or plural, means a person or a body of people."""
    return norm in _PEOPLE or norm in _COLLECTIVES or singular(norm) in _PEOPLE


def is_past(norm: str) -> bool:
    """Whether a word is a verb's past tense or past participle."""
    return norm in _PASTS


WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_DAYTIMES = frozenset({"night", "morning", "evening", "afternoon"})


def _closed_tags() -> dict[str, str]:
    tags: dict[str, str] = {}

    def put(tag: str, words: Iterable[str]) -> None:
        for word in words:
            tags.setdefault(word, tag)

    put("X", NEGATIONS)
    put("A", AUXILIARIES)
    put("S", _CLOSED["subordinators"]["words"])
    put("C", ("and", "or", "but", "nor", "&"))
    put("R", ("who", "whom", "which", "whose"))
    put("B", ("ago",))
    put("P", _CLOSED["prepositions"]["words"])
    put("U", (*_CLOSED["pronouns"]["personal"], *_CLOSED["pronouns"]["indefinite"]))
    put("D", (w for words in _CLOSED["determiners"].values() for w in words))
    put("B", _CLOSED["adverbs"]["words"])
    put("S", (*_CLOSED["pronouns"]["relative"], *_CLOSED["conjunctions"]["words"]))
    put(",", (",",))
    put(";", (";", ":", "(", ")", "—", "–", "…", "/"))
    put(".", (".", "?", "!"))
    put('"', ("“", "”", '"', "‘", "’", "'", "«", "»", "*", "_", "\\", "[", "]"))
    put("-", ("-",))
    return tags


_TAGS = _closed_tags()
_CHANGING = WEEKDAYS | {"that", "to", "'s", "may", "as", "or", "so", "/", "since", "no", *(norm for norm, t in _TAGS.items() if t == "R")}
"""Words of the closed classes whose class their neighbours tell."""
FIXED = {norm: t for norm, t in _TAGS.items() if norm not in _CHANGING}
"""The class of each word that no neighbour changes."""


def tag(tokens: Tokens, numerals: Numerals, first: int, last: int) -> str:
    """One letter for each token of ``[first, last)``.

    N noun or adjective, G -ing form, V finite verb or participle, I bare infinitive, T its "to", A auxiliary, X negation, B adverb, D determiner,
    U pronoun, Q numeral, R relative pronoun, S subordinator, C coordinator, P preposition, p possessive; ``, ; . " -`` marks.
    """
    norms, by_first = tokens.norms, numerals.by_first
    own = norms[first:last]
    out = list(map(_alone, own))
    if "'t" in own:
        for k in range(len(own) - 1):
            if own[k + 1] == "'t" and own[k] not in FIXED:
                out[k] = ""  # "haven't"
    for n in numerals.within(first, last):
        if n.last <= last:
            out[n.first - first : n.last - first] = "Q" * (n.last - n.first)
    k = -1
    for _ in range(out.count("")):
        k = out.index("", k + 1)
        i, norm = first + k, own[k]
        previous = out[k - 1] if k else "."
        following = norms[i + 1] if i + 1 < last and i + 1 not in by_first else "."
        t = "B" if norm in WEEKDAYS and following[0].isalpha() and following not in _DAYTIMES else _TAGS.get(norm)
        if t is None and norm == "said" and i > first and tokens.words[i] == "Said" and tokens.words[i - 1][0].isupper():
            t = "N"  # "Omar Said"
        elif t is None and following == "'t":
            t = "A"  # "haven't", "won't"
        elif t == "R" and tokens.words[i] == "WHO" and (i == first or not tokens.words[i - 1].isupper()):
            t = "N"  # the World Health Organization
        elif t is None:
            t = _open_tag(norm, previous, norms[i - 1] if i > first else "", following, _headed(out, own, numerals, first, k))
        elif norm == "that":
            t = "D" if previous in "P.A" and following not in FUNCTION_WORDS else "S"
        elif norm == "to":
            t = "T" if following in BASES or following in {"be", "have", "not"} else "P"
        elif norm == "'s":
            t = "A" if previous in "UB" or _TAGS.get(following) in {"D", "X", "P"} or following.endswith("ing") else "p"
        elif norm == "may" and tokens.words[i] == "May" and i > first:
            t = "N"
        elif norm == "as" and _TAGS.get(following) == "A":
            t = "S"
        elif (norm == "or" and following == "so" and previous == "Q") or (norm == "so" and previous == "B" and norms[i - 1] == "or"):
            t = "B"  # "the 400 or so who"
        elif norm == "/" and previous == "Q":
            t = "Q"  # "the 9/11 attacks"
        elif norm == "since" and previous == "A":
            t = "B"  # "have since died"
        elif norm == "no":
            t = "D"
        out[k] = t
    return "".join(out)


@lru_cache(maxsize=32768)
def _alone(norm: str) -> str:
    """The class of a word that no neighbour changes; empty for others."""
    t = FIXED.get(norm)
    if t is not None:
        return t
    shape = "" if norm in _CHANGING else _shape(norm)
    return "" if shape in _UNSETTLED else shape


_UNSETTLED = frozenset({"G", "V", "I", "T"})
"""Shapes of words that their neighbours make one thing or another."""


def _headed(out: list[str], own: list[str], numerals: Numerals, first: int, k: int) -> bool:
    """Whether the noun phrase that is open before word ``k`` of a sentence from token ``first`` on has had its head."""
    for j in range(k - 1, -1, -1):
        t = out[j]
        if t == "N":
            if is_plural(own[j]) or own[j] in _PEOPLE:
                return True
        elif t == "D":
            return False
        elif t == "Q":
            n = numerals.by_last.get(first + j + 1)
            # "of which 40 took place": the number is the whole subject
            return n is None or (n.first > first and out[n.first - first - 1] == "R")
        elif t not in "-pB":
            return True
    return True


@lru_cache(maxsize=32768)
def _shape(norm: str) -> str:
    """The class of an open word by its form alone: G -ing, V past, I base, T third person, or one that its neighbours do not change."""
    if norm in _SIGNS:
        return "N" if norm == "%" else "D"
    if not norm[0].isalpha():
        return "p" if norm[0] == "'" else "Q" if norm[0].isdigit() else ";"
    if norm.endswith("ly") and norm not in NOT_ADVERB and len(norm) > 3:
        return "B"
    if norm.endswith("ing") and norm not in _NOT_ING and len(norm) > 4:
        return "G"
    if norm in _PASTS or (norm.endswith("ed") and norm not in _NOT_PAST and len(norm) > 3):
        return "V"
    if norm in BASES:
        return "I"
    return "T" if norm in _THIRDS and norm not in _PEOPLE else "N"


def _open_tag(norm: str, previous: str, before: str, following: str, headed: bool) -> str:
    shape = _shape(norm)
    if shape == "G":
        return "N" if previous == "D" or (not headed and previous in "NQ") else "G"
    if shape == "V":
        if previous in "DQ" and norm in _FINITE:
            return "V"  # "and 7,000 more went missing"
        inside = not headed and previous in "DNQ-pB" and following[0].isalpha() and following not in FUNCTION_WORDS
        return "N" if inside else "V"
    if shape == "I":
        if previous in "TX" or (previous == "A" and before not in BE and before not in HAVE):
            return "I"
        if (
            previous in "UR"
            or (previous == "Q" and following in FUNCTION_WORDS)
            or (previous == "N" and headed and is_plural(before))
            or (previous == "B" and following in FUNCTION_WORDS and headed)
        ):
            return "V"
        return "N"
    if shape == "T":
        if previous == "N" and (following in _PASTS or following in HAVE):
            return "N"  # "Israeli air strikes killed"
        return "V" if previous in "UNRB" and headed else "N"
    return shape
