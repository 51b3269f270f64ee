"""Whoever speaks, as an entry; and the offices of a transcript: who holds them, in which section, and the words for them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from service.attribution.committees import Committees
from service.attribution.names import Name
from service.attribution.references import Form, Reference
from service.lexicon import load
from service.model import Span, SpeakerKind
from service.reading import Reading

_LEXICON = load("service.attribution")
LOCAL = frozenset(_LEXICON["offices"]["government"].split())
"""Words of the offices that change hands between sections: a minister's."""
_NOBODYS = frozenset(("minister", "secretary", "secretary of state", "chair", "member", "representative", "deputy"))
"""Offices that too many hold for a name to settle who is meant."""
_CHAIRS = frozenset(("chair", "chairman", "chairwoman", "chairperson"))
_DETERMINERS = frozenset(["the", "a", "an", "my", "our", "his", "her", "its", "their", "this", "that"])
_UNIQUE = ("of", "for", "to")
_SEAT = frozenset(_LEXICON["announced"]["seat"])
"""Words for the one seat of whoever presides."""


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


class Posts:
    """The offices of a transcript. A minister's may change hands between sections; one of a kind is held throughout."""

    __slots__ = ("_by_office", "_declared", "_heads", "_sections", "committees", "reading")

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._sections = [s.start for s in reading.document.sections] or [0]
        self.committees = Committees(reading, self.section_of)
        self._by_office: dict[tuple[str, int | None], Entry] = {}
        self._declared: dict[tuple[str, int | None], Entry] = {}
        self._heads: dict[tuple[str, int], list[Entry]] = {}

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

    def hold_here(self, entry: Entry, office: str, section: int) -> None:
        """Notes that ``entry`` is who a section means by an office that many hold: "the Minister"."""
        entry.offices.add(office)
        self._by_office[office, section] = entry

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

    def section_of(self, offset: int) -> int:
        """The index of the section that holds ``offset``."""
        return max(0, bisect_right(self._sections, offset) - 1)


def office_words(role: str) -> str:
    """The normal form of an office in a label or list, as references have it."""
    return " ".join(w for w in role.lower().replace(",", " ").replace("-", " ").split() if w not in _DETERMINERS)


def _settles(reference: Reference) -> bool:
    """Whether a reference says who holds an office for the transcript as a whole: one of a kind, or the Chair in apposition."""
    words = (reference.office or "").split()
    in_the_chair = len(words) == 1 and words[0] in _SEAT and reference.form is Form.OFFICE
    return in_the_chair or any(w in _UNIQUE for w in words) or words[:1] == ["chair:"] or words == ["secretary", "general"]


def local(office: str) -> bool:
    """Whether an office changes hands between sections: a minister's may, the mayor of a named town's is taken to be one person's."""
    words = office.split()
    if office.startswith("chair: "):
        return len(office) == len("chair: ")
    return bool(LOCAL & set(words)) or not any(w in words for w in _UNIQUE)


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
