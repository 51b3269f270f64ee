"""One entry for each person and office that a transcript knows, however often and under however many names it speaks of them."""

from __future__ import annotations

from collections.abc import Sequence

from service.attribution.names import Name, agree, parse_name
from service.attribution.phrases import Phrases
from service.attribution.posts import LOCAL, Entry, Posts, office_words, role_words
from service.attribution.references import Form, Reference, References, seat_key
from service.model import RosterEntry, Span, SpeakerKind
from service.reading import Reading
from service.transcript.document import Label

__all__ = ["Entry", "People", "role_words"]

_PRONOUNS = {"he": "male", "his": "male", "him": "male", "she": "female", "her": "female"}
_PRONOUN_REACH = 30
_NAMESAKES = 64
"""People of one surname that are told apart: those last met."""


class People(Posts):
    """The registry: who is known by which name, seat and office. Names join over sections; offices without a name do not."""

    __slots__ = (
        "_by_given",
        "_by_key",
        "_by_seat",
        "_by_surname",
        "_seats",
        "of",
        "references",
    )

    def __init__(self, reading: Reading, references: References) -> None:
        super().__init__(reading)
        self.references = references
        self.of: dict[int, Entry] = {}
        """The entry of each reference that names somebody, by its first token."""
        self._by_surname: dict[str, list[Entry]] = {}
        self._by_given: dict[str, list[Entry]] = {}
        self._by_seat: dict[str, Entry] = {}
        self._by_key: dict[str, Entry] = {}
        self._seats = Phrases(())

    # --- filling ----------------------------------------------------------------------------------------------------

    def learn(self, roster: Sequence[RosterEntry]) -> None:
        """Takes in the roster, then every name that the text gives, fullest first."""
        for known in roster:
            entry = self.person(parse_name(known.name), known.name)
            entry.role, entry.affiliation, entry.gender = known.role, known.affiliation, known.gender or entry.gender
            for alias in known.aliases:
                self._by_key.setdefault(alias.lower(), entry)
            if known.role:
                self.declare(" ".join(known.role.lower().split()), entry)
        named = [r for r in self.references.items if r.name is not None and not r.plural]
        for full in (True, False):
            for reference in named:
                assert reference.name is not None
                if bool(reference.name.given or reference.name.place) is full:
                    self._learn(reference)
        for reference in named:
            self._guess_gender(reference)
        for reference in self.references.items:
            if reference.seat and reference.name is None and reference.seat in self._by_seat:
                self._note(reference, self._by_seat[reference.seat])
        self._seats = Phrases(self._by_seat.items())

    def _learn(self, reference: Reference) -> None:
        assert reference.name is not None
        entry = self._by_seat.get(reference.seat) if reference.seat else None
        if entry is None or entry.called is None or not agree(entry.called, reference.name):
            entry = self.person(reference.name)
        elif reference.name.weight > (entry.called.weight if entry.called else 0):
            self._rename(entry, reference.name)
        entry.gender = entry.gender or reference.gender
        if reference.form is Form.MEMBER:
            entry.right = reference.right if entry.right is None else entry.right or reference.right
        if reference.seat:
            entry.seat = entry.seat or reference.seat
            self._by_seat.setdefault(reference.seat, entry)
        if reference.office and reference.form is not Form.CHAIR:
            self.hold(entry, reference, self.section_of(self.reading.tokens.starts[reference.first]))
        self._note(reference, entry)

    def _guess_gender(self, reference: Reference) -> None:
        """Takes the gender of somebody from the first "he" or "she" behind their name, before anybody else is named."""
        entry = self.of.get(reference.first)
        if entry is None or entry.gender is not None:
            return
        tokens = self.reading.tokens
        following = self.references.within(reference.last, reference.last + _PRONOUN_REACH)
        last = min(len(tokens), following[0].first if following else reference.last + _PRONOUN_REACH)
        entry.gender = next((_PRONOUNS[n] for n in tokens.norms[reference.last : last] if n in _PRONOUNS), None)

    def _note(self, reference: Reference, entry: Entry) -> None:
        self.of[reference.first] = entry
        tokens = self.reading.tokens
        entry.mentions.add(Span(tokens.starts[reference.first], tokens.ends[reference.last - 1]))

    # --- finding ----------------------------------------------------------------------------------------------------

    def person(self, name: Name, shown: str | None = None) -> Entry:
        """The entry of whoever bears ``name``; made if nobody does. A bare surname that several bear stays its own."""
        known = self.known(name)
        if known is not None:
            if known.called is None or name.weight > known.called.weight:
                self._rename(known, name)
            known.gender = known.gender or name.gender
            return known
        entry = Entry(shown or name.full, shown or name.full, SpeakerKind.PERSON, gender=name.gender, called=name, section=None)
        self._index(entry, name)
        return entry

    def known(self, name: Name) -> Entry | None:
        """The one entry that ``name`` fits, or None."""
        if name.surname is None:
            found = list(self._by_given.get(name.given[0].lower(), [])[-_NAMESAKES:]) if name.given else []
        else:
            found = [
                e
                for e in self._by_surname.get(name.surname.lower(), [])[-_NAMESAKES:]
                if e.called is not None and agree(e.called, name) and not _at_odds(e, name)
            ]
            if not found and not name.given:
                found = [e for e in self._by_given.get(name.surname.lower(), [])[-_NAMESAKES:] if not _at_odds(e, name)]  # Mr. Xi is Xi Jinping
        if len(found) > 1 and name.given:
            exact = [e for e in found if e.called is not None and e.called.given[:1] == name.given[:1]]
            found = exact or found
        return found[0] if len(found) == 1 else None

    def nearest(self, surname: str, i: int) -> Entry | None:
        """Of several people of a surname the one last named before token ``i``."""
        candidates = self._by_surname.get(surname.lower(), [])[-_NAMESAKES:]
        for reference in self.references.before(i, 0, 60):
            entry = self.of.get(reference.first)
            if entry is not None and any(entry is c for c in candidates):
                return entry
        return candidates[0] if candidates else None

    def surnames(self) -> frozenset[str]:
        """Every surname that somebody is known by, in lower case."""
        return frozenset(self._by_surname)

    def by_given(self, word: str) -> Entry | None:
        """The one person of that given name, or None."""
        found = self._by_given.get(word.lower(), [])
        return found[0] if len(found) == 1 else None

    def by_seat(self, seat: str) -> Entry | None:
        """The member for ``seat``."""
        return self._by_seat.get(seat_key(seat))

    def seat_at(self, i: int, last: int) -> tuple[Entry, int] | None:
        """The member for the constituency that is named at token ``i``, and the token behind it."""
        return self._seats.longest(self.reading.tokens.norms, i, last)

    def labelled(self, label: Label, section: int) -> Entry:
        """The entry of a label's speaker: by the format's key, by name, by office, or by the words alone (``Q``)."""
        key = label.key or label.text
        entry = self._by_key.get(key.lower())
        if entry is not None:
            return entry
        if label.name is not None and label.kind is SpeakerKind.PERSON:
            name = parse_name(label.name)
            entry = self.person(name)
            entry.label = _short(entry, label)
        elif label.kind is SpeakerKind.OFFICE:
            entry = self.presiding(label.role or label.text, section)
            entry.label = label.text
        else:
            entry = Entry(label.name, label.text, label.kind)
        entry.role = entry.role or label.role
        entry.affiliation = entry.affiliation or label.affiliation
        if label.name is not None:
            self._hold_label(entry, label, section)
        if label.kind is SpeakerKind.OFFICE and len(self._sections) > 1:
            return entry
        self._by_key[key.lower()] = entry
        return entry

    def _hold_label(self, entry: Entry, label: Label, section: int) -> None:
        """Notes the office and the seat that a label gives: ``The Minister for Rivers (Tom Lowell)``, ``Jane Harrow (Northbridge)``."""
        if label.role:
            office = office_words(label.role)
            self._by_office.setdefault((office, section), entry)
            self._declared.setdefault((office, section), entry)
            for head in LOCAL & set(office.split()):  # "the Minister", where the section has one
                self._heads.setdefault((head, section), []).append(entry)
        if label.affiliation:
            entry.seat = entry.seat or seat_key(label.affiliation.split(",", 1)[0])
            self._by_seat.setdefault(entry.seat, entry)

    def _rename(self, entry: Entry, name: Name) -> None:
        old = entry.called
        if old is not None and entry.label == entry.name:
            entry.label = name.full
        merged = name
        if old is not None and old.title and not name.title:
            merged = Name(old.title, name.given, name.surname, name.place)
        entry.called = merged
        entry.name = name.full
        if name.given:
            self._by_given.setdefault(name.given[0].lower(), []).append(entry)

    def _index(self, entry: Entry, name: Name) -> None:
        if name.surname:
            self._by_surname.setdefault(name.surname.lower(), []).append(entry)
        if name.given:
            self._by_given.setdefault(name.given[0].lower(), []).append(entry)


def _at_odds(entry: Entry, name: Name) -> bool:
    return bool(entry.gender and name.gender and entry.gender != name.gender)


def _short(entry: Entry, label: Label) -> str:
    return entry.name if entry.name and (label.text.isupper() or " " not in label.text or "," in label.text.split(" (", 1)[0]) else label.text
