"""Whom "he" and "she" mean: of the people before them who speaks, else who is the subject, else who alone is named."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from itertools import compress
from typing import NamedTuple

from service.attribution.antecedents import main_subject
from service.attribution.described import described_at, is_predicate, whom_met
from service.attribution.names import gender_of, known_given
from service.attribution.people import Entry, People
from service.attribution.references import Form, Reference
from service.attribution.wording import ORGANISATIONS, PUBLICATIONS, of_gender
from service.facts.clause.noun_phrase import PREPOSITIONS
from service.facts.quote.heads import head_of
from service.facts.quote.verbs import one_person
from service.facts.quote.words import FIRST_PERSON
from service.lexicon import load
from service.model import Span, SpeakerKind
from service.transcript.sentences import Sentence
from service.transcript.tokens import Tokens

HE = {"he": "male", "him": "male", "his": "male", "himself": "male", "she": "female", "her": "female", "hers": "female", "herself": "female"}
"""The pronouns for one person with the gender that they tell."""
_PLACES = frozenset((load("service.attribution")["kinds"]["places"] + load("service.attribution", "sources.toml")["places"]["names"]).split())
_SUBJECTS = {"he": "male", "she": "female"}
_SENTENCES = 12
"""Sentences back in which a pronoun finds whom it means."""
_FRONT = 4
_FAR = 400
_LEADS = PREPOSITIONS | {"'s", "and"}


class Candidate(NamedTuple):
    """Somebody before a pronoun: from token ``first`` on, who ``speaks`` there or is its clause's ``subject``; no entry where nobody knows who."""

    first: int
    entry: Entry | None
    speaks: bool
    subject: bool


class Pronouns:
    """Finds whom "he" and "she" mean; ``said`` are the offsets at which entries were credited so far, in order."""

    __slots__ = ("_people", "_said", "_surnames")

    def __init__(self, people: People, said: list[tuple[int, Entry]]) -> None:
        self._people = people
        self._said = said
        self._surnames: frozenset[str] | None = None

    def person(
        self, i: int, floor: int, named: Callable[[Reference], Entry | None], resolve: Callable[[Span], Entry | None], *, quoted: bool = False
    ) -> Entry | None:
        """Whom the pronoun at token ``i`` means, of those from token ``floor`` on; ``named`` and ``resolve`` find an entry. None where two fit.

        ``quoted``: the pronoun is somebody's whose words begin at ``floor``.
        """
        reading = self._people.reading
        gender = HE[reading.tokens.norms[i]]
        here = reading.sentence_of(i)
        if here is None:
            return None
        for back in range(_SENTENCES + 1):
            index = here.index - back
            if index < 0 or (sentence := reading.sentences[index]).last <= floor:
                break
            end = i if back == 0 else sentence.last
            found = [
                c
                for c in self._candidates(sentence, max(floor, sentence.first), end, gender, named)
                if c.entry is None or c.entry.gender in (None, gender)
            ]
            if back == 0 and len(found) > 0 and not quoted:
                inside = _last_marked(reading.tokens, sentence.first, i)
                found = [c for c in found if c.first not in inside]
            if back and not any(c.speaks for c in found):
                if any(_SUBJECTS.get(n) == gender for n in reading.tokens.norms[sentence.first : sentence.first + _FRONT]):
                    continue  # "He told Roe to go." tells who "he" is no more than before
                if back < 3 and (described := self._described(sentence, gender, resolve)) is not None:
                    return described
            if found:
                return _chosen(found, self._verb(sentence, end))
        return None if quoted else self._last_said(i, gender)

    def _verb(self, sentence: Sentence, end: int) -> int:
        """The main verb of a sentence up to token ``end``; ``end`` where none shows."""
        phrase, verb = main_subject(self._people.reading.tokens, sentence.first, end)
        return verb if phrase is not None else end

    def _last_said(self, i: int, gender: str) -> Entry | None:
        """Whoever was credited last before token ``i``, in an earlier turn too."""
        low = max(0, i - _FAR)
        spoken = [entry for _, entry in self._spoken(low, i) if entry.gender in (None, gender)] if i > low else []
        return spoken[-1] if spoken else None

    def _candidates(self, sentence: Sentence, low: int, end: int, gender: str, named: Callable[[Reference], Entry | None]) -> list[Candidate]:
        """Everybody named or credited in tokens ``[low, end)``, in order."""
        tokens = self._people.reading.tokens
        spoken = dict(self._spoken(low, end))
        found: list[Candidate] = [Candidate(first, entry, speaks=True, subject=True) for first, entry in spoken.items()]
        for reference in self._people.references.within(low, end):
            if is_predicate(tokens.norms, reference.first):
                continue
            if reference.last == end - 1 and tokens.norms[end - 1] == "," and end < sentence.last:
                continue  # "Mrs Roe, [she] found, had been sent 14 letters"
            if reference.plural or reference.first in spoken or reference.form is Form.CHAIR or reference.gender not in (None, gender):
                continue
            if reference.name is None and reference.office and reference.last < end and tokens.words[reference.last][0].isupper():
                continue  # "regional governor Pavel Hrabal"
            entry = named(reference)
            if entry is not None or reference.bare:
                found.append(Candidate(reference.first, entry, speaks=False, subject=self._is_subject(sentence, reference.first, reference.last)))
        for at in self._bare(low, end):
            entry = self._people.nearest(tokens.words[at], at)
            if entry is not None and entry.gender != gender and tokens.norms[at + 1 : at + 2] == ["'s"]:
                continue  # "Asked by Kola's barrister, [she] agreed"
            if at not in spoken and entry is not None:
                found.append(Candidate(at, entry, speaks=False, subject=self._is_subject(sentence, at, at + 1)))
        found += (Candidate(at, self._people.by_given(tokens.words[at]), speaks=False, subject=False) for at in self._given(low, end, gender))
        return sorted(found, key=lambda c: c.first)

    def _given(self, low: int, end: int, gender: str) -> Iterator[int]:
        """The tokens in ``[low, end)`` that are a given name alone, of the gender: "I think it was Anne."."""
        tokens = self._people.reading.tokens
        for k in range(low, end):
            if tokens.words[k][0].isupper() and known_given(tokens.norms[k]) and gender_of(tokens.norms[k]) == gender:
                named = k > low and tokens.words[k - 1][0].isupper() and (k - 1 > low or known_given(tokens.norms[k - 1]))
                goes_on = k + 1 < len(tokens) and (tokens.words[k + 1][0].isupper() or tokens.norms[k + 1] == "'s")
                if not named and not goes_on and self._people.references.holding(k) is None:
                    yield k

    def _is_subject(self, sentence: Sentence, first: int, last: int) -> bool:
        """Whether a name may be its sentence's subject: no preposition governs it, and it owns nothing."""
        norms = self._people.reading.tokens.norms
        if norms[last : last + 1] == ["'s"]:
            return False
        before = norms[first - 1] if first > sentence.first else ""
        return before not in _LEADS and first - sentence.first < 16

    def _spoken(self, low: int, end: int) -> Iterator[tuple[int, Entry]]:
        tokens = self._people.reading.tokens
        start, stop = tokens.starts[low], tokens.ends[end - 1] if end > low else tokens.starts[low]
        at = bisect_left(self._said, start, key=_start)
        for offset, entry in self._said[at : bisect_right(self._said, stop, key=_start)]:
            if entry.kind is SpeakerKind.ORGANISATION and _surname_alone(entry.name or ""):
                entry.kind = SpeakerKind.PERSON  # "Rao said …", he said
            if entry.kind in (SpeakerKind.PERSON, SpeakerKind.OFFICE):
                yield tokens.at(offset), entry

    def _bare(self, low: int, end: int) -> list[int]:
        """The tokens in ``[low, end)`` that are a known surname alone."""
        tokens = self._people.reading.tokens
        if self._surnames is None:
            self._surnames = self._people.surnames()
        inside = compress(range(low, end), map(self._surnames.__contains__, tokens.norms[low:end]))
        return [k for k in inside if tokens.words[k][0].isupper() and self._people.references.holding(k) is None]

    def _described(self, sentence: Sentence, gender: str, resolve: Callable[[Span], Entry | None]) -> Entry | None:
        """Somebody without a full name who is a sentence's subject, or whom the speaker met: "A woman was hit by the mast. [She] said …"."""
        tokens = self._people.reading.tokens
        phrase, verb = main_subject(tokens, sentence.first, sentence.last)
        if phrase is not None and tokens.norms[phrase.first] in FIRST_PERSON:
            phrase = whom_met(tokens, sentence, verb)
        if phrase is None or self._people.references.within(phrase.first, phrase.last):
            return None
        at = head_of(tokens, phrase)
        noun: int | None = at
        if tokens.words[at][0].isupper() and at > sentence.first:  # my constituent Zubaida, a nurse called Amina
            noun = described_at(tokens, at)
        head = tokens.norms[noun] if noun is not None else ""
        if not one_person(head) or of_gender(head) not in (None, gender):
            return None
        first = phrase.first if noun == at else at
        entry = resolve(Span(tokens.starts[first], tokens.ends[phrase.last - 1]))
        return entry if entry is not None and entry.gender in (None, gender) else None


def _last_marked(tokens: Tokens, low: int, i: int) -> range:
    """The words in marks that end just before the pronoun at ``i``: whoever they are about is not who said them (“The doctor lied,” he said)."""
    words = tokens.words
    close = i - 1
    while close > low and words[close] in {",", "'", "’"}:
        close -= 1
    if words[close] not in {"”", '"'}:
        return range(0)
    opening = next((k for k in range(close - 1, low - 1, -1) if words[k] in {"“", '"'}), None)
    return range(0) if opening is None else range(opening, close + 1)


def _chosen(found: list[Candidate], verb: int) -> Entry | None:
    """Of those in one sentence who speaks last, else the subject of its main verb, else whoever is named alone; None where two fit."""
    speaking = [c for c in found if c.speaks]
    if speaking:
        return speaking[-1].entry
    subjects = [c for c in found if c.subject]
    if subjects:
        before = [c for c in subjects if c.first < verb]  # "Dr Roe, the commissioner, Ana Horvat, wrote": the last, as a name may call somebody
        return (before[-1] if before else subjects[0]).entry
    return found[-1].entry if all(c.entry is found[-1].entry for c in found) else None


def _surname_alone(name: str) -> bool:
    """Whether a name that was taken for a body's may be a surname: a capitalised word that is no place and no noun for a body."""
    lower = name.lower()
    return name.istitle() and name.isalpha() and lower not in ORGANISATIONS and lower not in PUBLICATIONS and lower not in _PLACES


def _start(said: tuple[int, Entry]) -> int:
    return said[0]
