"""One entry for each person and office that a transcript knows, however often and under however many names it speaks of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from service.attribution.committees import Committees
from service.attribution.names import Name, agree, parse_name
from service.attribution.phrases import Phrases
from service.attribution.references import Form, Reference, References, seat_key
from service.lexicon import load
from service.model import RosterEntry, Span, SpeakerKind
from service.reading import Reading
from service.transcript.document import Label

_LEXICON = load("service.attribution")
_LOCAL = frozenset(_LEXICON["offices"]["government"].split())
_NOBODYS = frozenset(("minister", "secretary", "secretary of state", "chair", "member", "representative", "deputy"))
"""Offices that too many hold for a name to settle who is meant."""
_CHAIRS = frozenset(("chair", "chairman", "chairwoman", "chairperson"))
_PRONOUNS = {"he": "male", "his": "male", "him": "male", "she": "female", "her": "female"}
_PRONOUN_REACH = 30
_DETERMINERS = frozenset(["the", "a", "an", "my", "our", "his", "her", "its", "their", "this", "that"])
_UNIQUE = ("of", "for", "to")
_SEAT = frozenset(_LEXICON["announced"]["seat"])
"""Words for the one seat of whoever presides."""
_NAMESAKES = 64
"""People of one surname that are told apart: those last met."""


@dataclass(slots=True)
class Entry:
    """A speaker in the making. ``section``: the only section it is known in (an office without a name), or None.

    ``called`` is the name as read, ``seat`` the constituency, ``offices`` the normal forms of the offices held.
    """

    name: str | None
    label: str | None
    kind: SpeakerKind
    role: str | None = None
    affiliation: str | None = None
    gender: str | None = None
    section: int | None = None
    mentions: set[Span] = field(default_factory=set)
    called: Name | None = None
    seat: str | None = None
    offices: set[str] = field(default_factory=set)
    right: bool | None = None
    """Whether members call them "right hon.", None where they do not say."""


class People:
    """The registry: who is known by which name, seat and office. Names join over sections; offices without a name do not."""

    __slots__ = (
        "_by_given",
        "_by_key",
        "_by_office",
        "_by_seat",
        "_by_surname",
        "_declared",
        "_heads",
        "_seats",
        "_sections",
        "committees",
        "of",
        "reading",
        "references",
    )

    def __init__(self, reading: Reading, references: References) -> None:
        self.reading = reading
        self.references = references
        self.of: dict[int, Entry] = {}
        """The entry of each reference that names somebody, by its first token."""
        self._sections = [s.start for s in reading.document.sections] or [0]
        self.committees = Committees(reading, self.section_of)
        self._by_surname: dict[str, list[Entry]] = {}
        self._by_given: dict[str, list[Entry]] = {}
        self._by_seat: dict[str, Entry] = {}
        self._by_office: dict[tuple[str, int | None], Entry] = {}
        self._declared: dict[tuple[str, int | None], Entry] = {}
        self._by_key: dict[str, Entry] = {}
        self._heads: dict[tuple[str, int], list[Entry]] = {}
        self._seats = Phrases(())

    def section_of(self, offset: int) -> int:
        """The index of the section that holds ``offset``."""
        return max(0, bisect_right(self._sections, offset) - 1)

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

    def hold(self, entry: Entry, reference: Reference, section: int) -> None:
        """Notes that ``entry`` holds the office of ``reference`` in this section; everywhere, where only one can hold it."""
        office = reference.office
        if office is None or office in _NOBODYS or "shadow" in office or (reference.form is Form.NAME and office in _CHAIRS):
            return
        if not reference.former:
            entry.offices.add(office)
            everywhere = not local(office) or len(self._sections) == 1
            for holders in (self._by_office, self._declared) if _settles(reference) else (self._by_office,):
                holders.setdefault((office, section), entry)
                if everywhere:
                    holders.setdefault((office, None), entry)
        if (entry.role is None and reference.form is Form.OFFICE) or (reference.form is Form.NAME and len(office.split()) > 1):
            entry.role = entry.role or role_words(self.reading, reference)

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

    def by_office(self, office: str, section: int) -> Entry | None:
        """Who holds ``office`` in ``section``, as far as the text names them."""
        heads = self._heads.get((office, section), ())
        alone = heads[0] if heads and all(e is heads[0] for e in heads) else None
        return self._by_office.get((office, section)) or self._by_office.get((office, None)) or alone

    def office(self, office: str, words: str, section: int) -> Entry:
        """The entry of an office in a section: its holder where named, else the office itself."""
        entry = self.by_office(office, section)
        if entry is None:
            shown = words[:1].upper() + words[1:]
            entry = Entry(None, shown, SpeakerKind.OFFICE, role=words, section=section, offices={office})
            self._by_office[office, section] = entry
        return entry

    def declare(self, office: str, entry: Entry) -> None:
        """Notes that ``entry`` holds ``office`` in this transcript, by its roster or head."""
        office = office_words(office)
        for name in _SEAT if office in _SEAT else (office,):
            self._declared.setdefault((name, None), entry)
            self._by_office.setdefault((name, None), entry)

    def presiding(self, role: str, section: int) -> Entry:
        """The entry of an office that speaks or presides in a section: whom roster, head, label or apposition give as its holder.

        Whoever merely bears its title in the text (a President of whom the Council hears) is not.
        """
        office = office_words(role)
        heads = self._heads.get((office, section), ())
        alone = heads[0] if heads and all(e is heads[0] for e in heads) else None
        entry = self._declared.get((office, section)) or self._declared.get((office, None)) or alone
        if entry is None:
            entry = Entry(None, role[:1].upper() + role[1:], SpeakerKind.OFFICE, role=role, section=section, offices={office})
            self._declared[office, section] = entry
            if office in _SEAT:
                self._by_office[office, section] = entry
            self._by_office.setdefault((office, section), entry)
        return entry

    def office_of(self, reference: Reference, section: int) -> Entry:
        """The entry of the office that a reference names, in a section."""
        assert reference.office is not None
        office = f"former {reference.office}" if reference.former else reference.office
        entry = self.office(office, role_words(self.reading, reference) or reference.office, section)
        tokens = self.reading.tokens
        entry.mentions.add(Span(tokens.starts[reference.first], tokens.ends[reference.last - 1]))
        return entry

    def minister(self, section: int) -> Entry:
        """Whoever answers for the government in a section: by the office that the section addresses most, else the Minister."""
        return self.office("minister", "Minister", section)

    def chair(self, section: int) -> Entry:
        """Whoever presides over a section."""
        return self.presiding("Chair", section)

    def chair_of(self, remit: str, section: int) -> Entry:
        """The chair of a committee, where nobody is named as holding it."""
        return self.office(f"chair: {remit}", f"Chair of the {self.committees.name(remit) or remit}", section)

    def spokesperson(self, party: str, span: Span, section: int) -> Entry:
        """Whoever speaks for a party in a section."""
        entry = self.office(f"spokesperson {party.lower()}", f"{party} spokesperson", section)
        entry.affiliation = party
        entry.mentions.add(span)
        return entry

    def described(self, reference: Reference, last: int, section: int) -> Entry:
        """Somebody without a name whom a reference describes further: "my hon. Friend and Committee member"."""
        tokens = self.reading.tokens
        words = " ".join(tokens.slice(reference.last + 1, last).split())
        entry = self.office(words.lower(), words, section)
        entry.mentions.add(Span(tokens.starts[reference.first + (reference.owner is not None)], tokens.ends[last - 1]))
        return entry

    def self_described(self, first: int, last: int, section: int) -> Entry:
        """Somebody without a name who says what they are: "I am a co-chair of the group"."""
        tokens = self.reading.tokens
        words = " ".join(tokens.slice(first, last).split())
        entry = self.by_office(words.lower(), section) or self.office(words.lower(), words, section)
        entry.mentions.add(Span(tokens.starts[first], tokens.ends[last - 1]))
        return entry

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
            for head in _LOCAL & set(office.split()):  # "the Minister", where the section has one
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


def office_words(role: str) -> str:
    """The normal form of an office in a label or list, as references have it."""
    return " ".join(w for w in role.lower().replace(",", " ").replace("-", " ").split() if w not in _DETERMINERS)


def _settles(reference: Reference) -> bool:
    """Whether a reference says who holds an office for the transcript as a whole: one of a kind, or the Chair in apposition."""
    words = (reference.office or "").split()
    in_the_chair = len(words) == 1 and words[0] in _SEAT and reference.form is Form.OFFICE
    return in_the_chair or any(w in _UNIQUE for w in words) or words[:1] == ["chair:"] or words == ["secretary", "general"]


def _at_odds(entry: Entry, name: Name) -> bool:
    return bool(entry.gender and name.gender and entry.gender != name.gender)


def _short(entry: Entry, label: Label) -> str:
    return entry.name if entry.name and (label.text.isupper() or " " not in label.text or "," in label.text.split(" (", 1)[0]) else label.text


def local(office: str) -> bool:
    """Whether an office changes hands between sections: a minister's may, the mayor of a named town's is taken to be one person's."""
    words = office.split()
    if office.startswith("chair: "):
        return len(office) == len("chair: ")
    return bool(_LOCAL & set(words)) or not any(w in words for w in _UNIQUE)


def role_words(reading: Reading, reference: Reference) -> str | None:
    """The words of an office in a reference, without determiner and name."""
    tokens = reading.tokens
    text = " ".join(tokens.slice(reference.first, reference.last).split())
    name = reference.name
    if name is not None and name.surname is not None:
        if reference.form is Form.NAME and "," in text:
            text = text.split(",", 1)[1].strip()
        elif reference.form is Form.NAME:
            return None
        elif "," in text:
            text = text.rsplit(",", 1)[0].strip()
        elif "(" in text:
            text = text.split("(", 1)[0].strip()
        elif name.surname in text:
            full = text.find(name.given[0] if name.given else name.surname)
            text = text[:full].strip()
    friend = text.lower().find("friend the ")
    if friend >= 0:  # my right hon. Friend the Chancellor
        text = text[friend + len("friend ") :]
    head, _, rest = text.partition(" ")
    return (rest if head.lower() in _DETERMINERS and rest else text) or None
