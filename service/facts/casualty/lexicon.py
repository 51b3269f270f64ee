"""The harm words of ``lexicon.toml`` with their frames, found on tokens by longest match."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from service.facts.clause.words import NOT_ADVERB, inflect, irregular_forms
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
    """One reading of a harm word. ``form`` of a verb: base, third, past, participle or ing.

    ``needs`` is the surroundings of ``lexicon.toml`` without which the word tells no harm, empty for a word that needs none.
    """

    frame: Frame
    harm: str
    form: str = ""
    needs: str = ""


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
GAP = frozenset({".."})
"""The slot of a phrase that takes up to ``WIDEST`` words, none of which joins clauses."""
WIDEST = 4
Pattern = tuple[frozenset[str], ...]
_CLASSES = {name: frozenset(words) for name, words in LEXICON["classes"].items()}
_NOT_IN_GAP = frozenset(LEXICON["gaps"]["never"])


class _Phrase(NamedTuple):
    """A phrase as it is written in ``lexicon.toml``: its slots, the index of the one that wakes the reading (-1: the last telling one), what it needs."""

    slots: list[list[str]]
    wake: int
    needs: str


def _phrases(written: str) -> list[_Phrase]:
    """The phrases that one line stands for: with and without its optional words; words are cut at hyphens as tokens are."""
    words = written.split()
    needs = words.pop()[1:] if words[-1][0] == "~" else ""
    found = [_Phrase([], -1, needs)]
    for word in words:
        bare = word.rstrip("?!")
        slots = _slots(bare)
        kept = [_Phrase([*f.slots, *slots], len(f.slots) if word.endswith("!") else f.wake, needs) for f in found]
        found = kept + found if word.endswith("?") else kept
    return found


def _slots(word: str) -> list[list[str]]:
    """The slots of one word: its alternatives, the words of its class, or the parts between its hyphens."""
    alternatives = [w for a in word.split("|") for w in (sorted(_CLASSES[a[1:]]) if a[0] == "@" else [a if a != "n't" else "'t"])]
    if len(alternatives) > 1 or "-" not in word:
        return [alternatives]
    slots: list[list[str]] = []
    for n, part in enumerate(word.split("-")):
        slots += [["-"], [part]] if n else [[part]]
    return slots


def _build() -> tuple[dict[str, tuple[tuple[Pattern, tuple[Sense, ...]], ...]], dict[str, frozenset[str]], frozenset[str]]:
    """The patterns by their first word, longest first; the tokens that wake the reading, with the first words of their patterns; those of harms to one person."""
    table: dict[str, dict[Pattern, list[Sense]]] = {}
    waking: dict[str, set[str]] = {}
    single: set[str] = set()
    for frame in Frame:
        for harm, lines in LEXICON[frame.value].items():
            for phrase in (p for line in lines for p in _phrases(line)):
                spelled = list(_spelled(phrase, verb=frame in {Frame.OBJECT, Frame.SUBJECT}))
                for slots, forms in spelled:
                    pattern = tuple(ANY if s == ["*"] else GAP if s == [".."] else frozenset(s) for s in slots[1:])
                    for opening in slots[0]:
                        senses = table.setdefault(opening, {}).setdefault(pattern, [])
                        senses += [s for s in (Sense(frame, harm, f, phrase.needs) for f in sorted(forms)) if s not in senses]
                    telling = _telling(slots, phrase.wake)
                    for word in telling:
                        waking.setdefault(word, set()).update(slots[0])
                    single |= telling if harm in LEXICON["singles"]["harms"] else set()
    by_length = {word: tuple(sorted(((p, tuple(s)) for p, s in found.items()), key=lambda e: -len(e[0]))) for word, found in table.items()}
    return by_length, {word: frozenset(first) for word, first in waking.items()}, frozenset(single - set(LEXICON["singles"]["common"]))


def _spelled(phrase: _Phrase, *, verb: bool) -> Iterator[tuple[list[list[str]], set[str]]]:
    """The slots of a phrase with its verb in each of its forms, and what the form can be."""
    if not verb:
        yield phrase.slots, {""}
        return
    at = _verb_slot(phrase.slots)
    spelled: dict[str, set[str]] = {}
    for lemma in phrase.slots[at]:
        for word, forms in _forms(lemma).items():
            spelled.setdefault(word, set()).update(forms)
    for word, forms in spelled.items():
        yield [*phrase.slots[:at], [word], *phrase.slots[at + 1 :]], forms


def _telling(slots: list[list[str]], wake: int) -> set[str]:
    """The words of a phrase that wake the reading: those of the slot that is marked, or of the last one that tells."""
    if wake >= 0:
        return set(slots[wake])
    return next((set(slot) for slot in reversed(slots) if slot not in (["*"], [".."]) and _PARTICLES.isdisjoint(slot)), set(slots[0]))


def _verb_slot(slots: list[list[str]]) -> int:
    """The slot that holds the verb: the first but for an adverb or a hyphenated prefix before it."""
    if slots[0][0].endswith("ly") and slots[0][0] not in NOT_ADVERB and len(slots) > 1:
        return 1
    return 2 if len(slots) > 2 and slots[1] == ["-"] else 1 if slots[0] == ["gang"] else 0


_PARTICLES = frozenset(LEXICON["gaps"]["untelling"])

_TABLE, _FIRST_WORDS, SINGLE_WAKES = _build()
Entries = tuple[tuple[Pattern, tuple[Sense, ...]], ...]


def _by_second(entries: Entries) -> tuple[Entries, dict[str, Entries]]:
    """The patterns of one opening that begin with a gap or are empty, and by their second word the others."""
    loose = tuple(e for e in entries if not e[0] or e[0][0] is GAP or e[0][0] is ANY)
    seconds: dict[str, Entries] = {}
    for entry in entries:
        if entry not in loose:
            for word in sorted(entry[0][0]):
                seconds[word] = (*seconds.get(word, ()), entry)
    return loose, seconds


_READY = {word: _by_second(entries) for word, entries in _TABLE.items()}
LOSE = frozenset(LEXICON["bereft"]["verbs"])
TAKERS = frozenset(LEXICON["takers"]["words"])
TELLING = frozenset(_FIRST_WORDS)
WAKES = LOSE | TAKERS | TELLING


def openers(words: frozenset[str]) -> set[str]:
    """The ``words`` of a sentence with which a harm word may begin: each holds a word that wakes."""
    found: set[str] = set()
    for word in words & TELLING:
        found |= words & _FIRST_WORDS[word]
    return found


def _past_gap(loose: Entries) -> frozenset[str] | None:
    """The words one of which stands behind the gap of a pattern among ``loose``; None where one of these needs none."""
    if any(not pattern or ANY in pattern[:2] for pattern, _ in loose):
        return None
    return frozenset().union(*(pattern[1] for pattern, _ in loose))


_PAST_GAP = {word: _past_gap(loose) for word, (loose, _) in _READY.items()}


def _parts_behind() -> dict[str, tuple[tuple[frozenset[str], ...], ...]]:
    """By each word of a verb whose phrase an object may split, the other words of each of its phrases."""
    behind: dict[str, tuple[tuple[frozenset[str], ...], ...]] = {}
    for word, entries in _TABLE.items():
        patterns = [pattern for pattern, senses in entries if pattern and any(s.frame is Frame.OBJECT for s in senses)]
        if patterns:
            behind[word] = tuple(dict.fromkeys(tuple(slot for slot in pattern if slot is not GAP and slot is not ANY) for pattern in patterns))
    return behind


_BEHIND = _parts_behind()
_SPLIT = frozenset(_BEHIND)
_ALONE = LOSE | TAKERS


def may_stand_apart(words: frozenset[str]) -> bool:
    """Whether a sentence of ``words`` may tell a harm without a harm word in one piece: it has all the words of a phrase that an object splits."""
    if not _ALONE.isdisjoint(words):
        return True
    for verb in words & _SPLIT:
        for phrase in _BEHIND[verb]:
            for slot in phrase:
                if slot.isdisjoint(words):
                    break
            else:
                return True
    return False


def may_begin(norms: list[str], i: int) -> bool:
    """Whether what follows the opener at token ``i`` may make it a harm word."""
    past_gap = _PAST_GAP[norms[i]]
    if past_gap is None or not past_gap.isdisjoint(norms[i + 1 : i + 2 + WIDEST]):
        return True
    return i + 1 < len(norms) and norms[i + 1] in _READY[norms[i]][1]


def expression(norms: list[str], i: int, last: int) -> Expression | None:
    """The longest harm word that begins at token ``i``; the senses of all patterns as long are its own."""
    ready = _READY.get(norms[i])
    if ready is None:
        return None
    loose, seconds = ready
    best = 0
    found: tuple[Sense, ...] = ()
    for entries in (seconds.get(norms[i + 1], ()) if i + 1 < last else (), loose):
        for pattern, senses in entries:
            end = _end(pattern, norms, i + 1, last) if pattern else i + 1
            if end > best:
                best, found = end, senses
            elif end == best and end:
                found += senses
    return Expression(i, best, found) if best else None


def _end(pattern: Pattern, norms: list[str], j: int, last: int) -> int:
    """Where a pattern that begins at token ``j`` ends; 0 where the tokens do not fit it."""
    for n, slot in enumerate(pattern):
        if slot is GAP:
            rest = pattern[n + 1 :]
            following = rest[0]
            for k in range(j, min(j + WIDEST, last - 1) + 1):
                if norms[k] in following:
                    end = _end(rest, norms, k, last)
                    if end:
                        return end
                if not (norms[k][0].isalpha() or norms[k] == "-") or norms[k] in _NOT_IN_GAP:
                    return 0
            return 0
        if j >= last or (norms[j] not in slot and not (slot is ANY and norms[j].isalpha())):
            return 0
        j += 1
    return j


def split_expression(norms: list[str], verb: int, rest: int, last: int, *, perfect: bool = False) -> Expression | None:
    """The longest phrase of a transitive verb at token ``verb`` whose other words stand behind the object, from token ``rest`` on.

    ``perfect``: "have" stands before the verb, so that it is a participle.
    """
    following = norms[rest] if rest < last else ""
    for pattern, any_form, finite in _SPLITTING.get(norms[verb], ()):
        objective = any_form if perfect else finite
        if objective and (following in pattern[0] or pattern[0] is GAP or pattern[0] is ANY):
            stop = _end(pattern, norms, rest, last)
            if stop:
                return Expression(verb, stop, objective)
    return None


def _splitting() -> dict[str, tuple[tuple[Pattern, tuple[Sense, ...], tuple[Sense, ...]], ...]]:
    """By each word of a verb, the rest of its phrases that an object may stand before: with its senses in any form, and without those of a participle."""
    found: dict[str, tuple[tuple[Pattern, tuple[Sense, ...], tuple[Sense, ...]], ...]] = {}
    for word, entries in _TABLE.items():
        for pattern, senses in entries:
            objective = tuple(s for s in senses if s.frame is Frame.OBJECT)
            if pattern and objective:
                found[word] = (*found.get(word, ()), (pattern, objective, tuple(s for s in objective if s.form != "participle")))
    return found


_SPLITTING = _splitting()


def all_forms(lemmas: list[str]) -> frozenset[str]:
    """Every form of some verbs."""
    forms: set[str] = set()
    for lemma in lemmas:
        forms |= {lemma, *inflect(lemma), *inflect(lemma, lemma[-1] in "bdglmnpt"), *irregular_forms().get(lemma, ())}
    return frozenset(forms)
