"""The words that credit, with all their forms, and the closed classes that reports are read by."""

from __future__ import annotations

from typing import NamedTuple

from service.facts.clause.words import BASES
from service.facts.clause.words import inflect as forms
from service.lexicon import load

_LEXICON = load("service.facts.quote")
_CLASSES: dict[str, list[str]] = _LEXICON["verbs"]
_IRREGULAR: dict[str, list[str]] = _LEXICON["forms"]
_DOUBLING = frozenset(
    {
        "admit",
        "submit",
        "beg",
        "refer",
        "commit",
        "plan",
        "dub",
        "slam",
        "quip",
        "log",
        "tot",
        "label",
        "signal",
        "snap",
        "sob",
        "grin",
        "trap",
        "nod",
        "chat",
        "yap",
    }
)


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
ONE_PERSON = frozenset(_LEXICON["sources"]["one_person"])
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
PHRASE_OPENERS = {form: frozenset(phrase[0] for phrase in phrases) for form, phrases in PHRASES.items()}
"""The words that may follow these verbs at once."""
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
ORDERED = frozenset(_SETS["ordered"])
STUDIES = frozenset(_SETS["studies"])
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
PRESENT = frozenset(_LEXICON["verbs_of_clauses"]["present"])
THIRDS = frozenset(forms(lemma)[0] for lemma in BASES)
NOT_ING = frozenset(load("service.facts.clause")["endings"]["ing"])
"""Words in -ing that are no participles."""
NOUNS_TOO = frozenset(_LEXICON["verbs_of_clauses"]["nouns_too"])
