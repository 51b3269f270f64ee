"""The words that credit, with all their forms, and what tells a finite verb from a participle or a noun."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from service.facts.clause.noun_phrase import ADVERBS, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PRONOUNS, is_plural
from service.facts.clause.words import BASES, is_person
from service.facts.clause.words import inflect as forms
from service.lexicon import load
from service.transcript.tokens import Tokens

_LEXICON = load("service.facts.quote")
_CLASSES: dict[str, list[str]] = _LEXICON["verbs"]
_IRREGULAR: dict[str, list[str]] = _LEXICON["forms"]
_DOUBLING = frozenset({"admit", "submit", "beg", "refer", "commit", "plan", "dub", "slam", "quip", "log", "tot", "label", "signal"})


class Cue(NamedTuple):
    """A form of a reporting verb. ``form`` is ``base``, ``s``, ``past``, ``part`` (never finite alone) or ``ing``."""

    lemma: str
    form: str
    classes: frozenset[str]


def inflect(lemma: str) -> dict[str, str]:
    """Every form of a verb with what it is: regular, or by the lexicon's table."""
    forms = {lemma: "base"}
    if lemma.endswith(("s", "sh", "ch", "x", "o")):
        forms[lemma + "es"] = "s"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        forms[lemma[:-1] + "ies"] = "s"
    else:
        forms[lemma + "s"] = "s"
    double = lemma + lemma[-1] if lemma in _DOUBLING else lemma
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else double
    forms[stem + "ing"] = "ing"
    if lemma in {"label", "signal"}:
        forms[lemma + "ing"] = "ing"
    if lemma in _IRREGULAR:
        past, *parts = _IRREGULAR[lemma]
        forms[past] = "past"
        for part in parts:
            forms[part] = "past" if part.endswith(("ed", "nt")) else "part"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        forms[lemma[:-1] + "ied"] = "past"
    else:
        forms[stem + ("d" if lemma.endswith("ee") else "ed")] = "past"
    return forms


def _cues() -> dict[str, Cue]:
    classes: dict[str, set[str]] = {}
    for name, lemmas in _CLASSES.items():
        for lemma in lemmas:
            classes.setdefault(lemma, set()).add(name)
    found: dict[str, Cue] = {}
    for lemma, names in classes.items():
        for form, kind in inflect(lemma).items():
            if form not in found or kind != "base":
                found[form] = Cue(lemma, kind, frozenset(names))
    return found


CUES = _cues()
"""Every form of every reporting verb."""
CLAUSAL = frozenset(form for form, cue in CUES.items() if cue.classes & {"bare", "that", "wh", "tell"})
"""Forms that a reported clause may follow."""
FRAGMENT = frozenset(
    form
    for form, cue in CUES.items()
    if cue.lemma not in _LEXICON["sets"]["never_in_part"] and cue.classes & {"bare", "that", "fragment", "speech", "tell", "inverts"}
)
CLEAR = frozenset(_LEXICON["phrases"]["adjectives"])
"""What a speaker is who says so: "was clear that"."""
CUE_NOUNS = frozenset(_LEXICON["nouns"]["cue"])
PUBLICATIONS = frozenset(_LEXICON["sources"]["publications"])
PEOPLE = frozenset(_LEXICON["sources"]["people"])
NOBODY = frozenset(_LEXICON["sources"]["nobody"])
FIRST_PERSON = frozenset(_LEXICON["sources"]["first_person"])
HEARERS = frozenset(_LEXICON["sources"]["hearers"])
TIMES = frozenset(_LEXICON["openers"]["times"])
FRONT = frozenset(_LEXICON["openers"]["front"])
INFERENCE = frozenset(_LEXICON["openers"]["inference"])
BODIES = frozenset(_LEXICON["openers"]["bodies"])
PHRASES: dict[str, tuple[tuple[str, ...], ...]] = {
    form: tuple(tuple(p.split()) for p in phrases) for lemma, phrases in _LEXICON["phrases"]["verbs"].items() for form in inflect(lemma)
}
"""Verbs that credit only with the words behind them: "made clear that"."""
VOICING = {form: Cue(lemma, kind, frozenset({"that"})) for lemma in _LEXICON["nouns"]["voicing"] for form, kind in inflect(lemma).items()}
"""Verbs whose object is a noun of saying: "expressed the fear that"."""
PHRASE_FORMS = {form: kind for lemma in _LEXICON["phrases"]["verbs"] for form, kind in inflect(lemma).items()}

_SETS: dict[str, list[str]] = _LEXICON["sets"]
ACCOUNTS = frozenset(_SETS["accounts"])
RESUMPTIVE = frozenset(_SETS["resumptive"])
DISPUTES = frozenset(form for lemma in _SETS["disputes"] for form in inflect(lemma))
SPEAKS_ON = frozenset(_SETS["speaks_on"])
STATEMENTS = frozenset(_SETS["statements"])
SENT_OUT = frozenset(_SETS["sent_out"])
LEADERS = frozenset(_SETS["leaders"])
ENTRANCES = frozenset(_SETS["entrances"])
NUMBERS = frozenset(_SETS["numbers"])
HEARINGS = frozenset(_SETS["hearings"])
LOOSE = frozenset(_SETS["loose"])
BOUNDING = frozenset(_SETS["bounding"])
GO_ON = frozenset(_SETS["go_on"])
PAST_VERBS = frozenset(_SETS["again"])
PERCEIVED = frozenset(_SETS["perceived"])
FATES = frozenset(_SETS["fates"])
LED = frozenset(_SETS["led"])
PUBLISHED = frozenset(_SETS["published"])
SOME = frozenset(_SETS["some"])
CHARITIES = frozenset(_SETS["charities"])
NEVER_ATTACH = frozenset(_SETS["loose_prepositions"])
TITLE_TAIL = frozenset(_SETS["owners"])
NAMING = frozenset(_SETS["naming"])
QUOTED = frozenset(_SETS["quoted"])
MEMBERS = frozenset(_SETS["members"])
TITLES = frozenset(_SETS["titles"])
SUBORDINATORS = frozenset(_SETS["subordinators"])
ORDINALS = frozenset(_SETS["ordinals"])
SURE_VERBS = frozenset(_SETS["sure_verbs"])
WRITING = frozenset(_SETS["writing"])
NOT_SOURCES = frozenset(_SETS["not_sources"])
STANCES = frozenset(form for lemma in _SETS["stances"] for form, kind in inflect(lemma).items() if kind in {"past", "s"})
AS_VERBS = frozenset(_SETS["as_verbs"])
OF_VERBS = frozenset(_SETS["of_verbs"])
WORDS_VERBS = frozenset(_SETS["words_verbs"])

BE = frozenset({"am", "is", "are", "was", "were", "be", "been", "being", "'m", "'re", "isn", "aren", "wasn", "weren", "ain"})
HAVE = frozenset({"have", "has", "had", "having", "'ve", "haven", "hasn", "hadn"})
DO = frozenset({"do", "does", "did", "don", "doesn", "didn"})
MODALS = frozenset(
    {"will", "would", "shall", "should", "can", "could", "may", "might", "must", "ought", "'ll", "'d", "cannot", "won", "wouldn", "couldn", "shouldn", "mustn", "shan"}
)  # fmt: skip
NEGATIONS = frozenset({"not", "'t", "never", "neither", "nor", "hardly", "scarcely"})
AUXILIARIES = (BE | HAVE | DO | MODALS) - {"be", "been", "being", "having"}
SUBJECTS = frozenset({"i", "he", "she", "we", "they", "it", "you", "who"})
RELATIVES = frozenset({"that", "which", "who"})
WH = frozenset({"whether", "how", "why", "what", "who", "where", "when", "which", "if"})
PASTS = frozenset(_LEXICON["verbs_of_clauses"]["past"])
EITHER = frozenset(_LEXICON["verbs_of_clauses"]["either"])
_PRESENT = frozenset(_LEXICON["verbs_of_clauses"]["present"])
_NOT_NOMINAL = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | {"to", ",", "(", "-", "be", "been", "being", "having"}
_BASES = BASES | {base[:-3] + "ise" for base in BASES if base.endswith("ize")}
THIRDS = frozenset(forms(lemma)[0] for lemma in BASES)
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
NOT_ING = frozenset(_ENDINGS["ing"])
"""Words in -ing that are no participles."""
NOUNS_TOO = frozenset(_LEXICON["verbs_of_clauses"]["nouns_too"])
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
        or norm in _PRESENT
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
    if norm in _PRESENT or (loose and norm in THIRDS):
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
