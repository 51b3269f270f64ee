"""The harm words of ``lexicon.toml`` with their frames, found on tokens by longest match."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from service.facts.clause.words import inflect, irregular_forms
from service.lexicon import load

LEXICON = load("service.facts.casualty")


class Frame(StrEnum):
    """Which argument of a harm word is the victim."""

    OBJECT = "transitive"
    SUBJECT = "intransitive"
    STATE = "state"
    COUNTED = "counted"
    EVENT = "event"
    TOLL = "tolls"


class Sense(NamedTuple):
    """One reading of a harm word. ``form`` of a verb: base, third, past, participle or ing."""

    frame: Frame
    harm: str
    form: str = ""


class Expression(NamedTuple):
    """A harm word over the half-open token range ``[first, last)``."""

    first: int
    last: int
    senses: tuple[Sense, ...]

    def sense(self, *frames: Frame) -> Sense | None:
        """Its first sense of one of ``frames``."""
        return next((s for s in self.senses if s.frame in frames), None)


def _forms(lemma: str) -> dict[str, set[str]]:
    """Every form of a verb's lemma with what it can be; a last consonant is doubled where it may be."""
    forms: dict[str, set[str]] = {}

    def put(word: str, form: str) -> None:
        forms.setdefault(word, set()).add(form)

    put(lemma, "base")
    for doubled in (False, True) if lemma[-1] in "bdgklmnpt" else (None,):
        third, past, ing = inflect(lemma, doubled)
        put(third, "third")
        put(ing, "ing")
        if lemma not in irregular_forms() or lemma in {"burn", "hang"}:
            put(past, "past")
            put(past, "participle")
    irregular = irregular_forms().get(lemma, ())
    for word in irregular:
        if word == irregular[0]:
            put(word, "past")
        if word == irregular[-1] or len(irregular) == 1 or word in irregular[1:]:
            put(word, "participle")
    if lemma == "have":
        forms = {"have": {"base"}, "has": {"third"}, "had": {"past"}, "having": {"ing"}}
    return forms


ANY = frozenset({"*"})
"""The slot of a phrase that takes any one word."""
Pattern = tuple[frozenset[str], ...]


def _pieces(phrase: str) -> list[list[str]]:
    """The slots of a phrase; words are cut at hyphens as tokens are."""
    slots: list[list[str]] = []
    for word in phrase.split():
        alternatives = word.split("|")
        if len(alternatives) == 1 and "-" in word:
            for n, part in enumerate(word.split("-")):
                slots += [["-"], [part]] if n else [[part]]
        else:
            slots.append(alternatives)
    return slots


def _build() -> dict[str, tuple[tuple[Pattern, tuple[Sense, ...]], ...]]:
    table: dict[str, dict[Pattern, list[Sense]]] = {}
    for frame in Frame:
        for harm, phrases in LEXICON[frame.value].items():
            for phrase in phrases:
                slots = _pieces(phrase)
                verb = frame in {Frame.OBJECT, Frame.SUBJECT}
                at = _verb_slot(slots) if verb else 0
                spelled: dict[str, set[str]] = {}
                for word in slots[at]:
                    spelled |= _forms(word) if verb else {word: {""}}
                for word, forms in spelled.items():
                    filled = [*slots[:at], [word], *slots[at + 1 :]]
                    for opening in filled[0]:
                        pattern = tuple(ANY if s == ["*"] else frozenset(s) for s in filled[1:])
                        senses = table.setdefault(opening, {}).setdefault(pattern, [])
                        senses += [s for s in (Sense(frame, harm, f) for f in sorted(forms)) if s not in senses]
    return {word: tuple(sorted(((p, tuple(s)) for p, s in patterns.items()), key=lambda entry: -len(entry[0]))) for word, patterns in table.items()}


def _verb_slot(slots: list[list[str]]) -> int:
    """The slot that holds the verb: the first but for an adverb or a hyphenated prefix before it."""
    if slots[0][0].endswith("ly") and len(slots) > 1:
        return 1
    return 2 if len(slots) > 2 and slots[1] == ["-"] else 1 if slots[0] == ["gang"] else 0


_TABLE = _build()
_PARTICLES = frozenset(
    {
        "up",
        "down",
        "off",
        "out",
        "over",
        "in",
        "as",
        "for",
        "from",
        "of",
        "to",
        "the",
        "a",
        "an",
        "on",
        "at",
        "with",
        "into",
        "across",
        "their",
        "his",
        "her",
        "its",
    }
)


def _wakes() -> tuple[frozenset[str], frozenset[str]]:
    """The tokens that wake the reading, the last telling word of a phrase, and those among them that may harm one person."""
    waking: set[str] = set()
    single: set[str] = set()
    for word, entries in _TABLE.items():
        for pattern, senses in entries:
            words = next((slot for slot in reversed(pattern) if slot is not ANY and slot.isdisjoint(_PARTICLES)), frozenset({word}))
            waking |= words
            if any(s.harm in LEXICON["singles"]["harms"] for s in senses):
                single |= words
    return frozenset(waking), frozenset(single - set(LEXICON["singles"]["common"]))


LOSE = frozenset(LEXICON["bereft"]["verbs"])
WAKES, SINGLE_WAKES = _wakes()
WAKES |= LOSE


OPENERS = frozenset(_TABLE)
"""What a harm word may begin with."""


def expression(norms: list[str], i: int, last: int) -> Expression | None:
    """The longest harm word that begins at token ``i``."""
    entries = _TABLE.get(norms[i])
    if entries is None:
        return None
    for pattern, senses in entries:
        j = i + 1
        if j + len(pattern) > last:
            continue
        for slot in pattern:
            if norms[j] not in slot and not (slot is ANY and norms[j].isalpha()):
                break
            j += 1
        else:
            return Expression(i, j, senses)
    return None


def split_expression(norms: list[str], verb: int, rest: int, last: int) -> Expression | None:
    """The longest phrase of a transitive verb at token ``verb`` whose other words stand behind the object, from token ``rest`` on."""
    for pattern, senses in _TABLE.get(norms[verb], ()):
        objective = tuple(s for s in senses if s.frame is Frame.OBJECT and s.form != "participle")
        stop = rest + len(pattern)
        if pattern and objective and stop <= last and all(norms[rest + n] in slot for n, slot in enumerate(pattern)):
            return Expression(verb, stop, objective)
    return None


def all_forms(lemmas: list[str]) -> frozenset[str]:
    """Every form of some verbs."""
    forms: set[str] = set()
    for lemma in lemmas:
        forms |= {lemma, *inflect(lemma), *inflect(lemma, lemma[-1] in "bdglmnpt"), *irregular_forms().get(lemma, ())}
    return frozenset(forms)
