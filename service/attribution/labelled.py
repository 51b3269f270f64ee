"""Who speaks in a transcript with labels: the labels' entries, counsel and witness behind ``Q`` and ``A``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.attribution.announced import Announcement, Role, announcements
from service.attribution.billed import take_billing
from service.attribution.called import Reporters, unnamed
from service.attribution.names import parse_name
from service.attribution.people import Entry, People
from service.attribution.turns import DraftTurn
from service.lexicon import load
from service.model import Evidence, SpeakerKind
from service.reading import Reading
from service.transcript.document import Label
from service.transcript.formats.labels import office_before

_LEXICON = load("service.attribution")
_NO_NAMES = frozenset([*_LEXICON["calls"]["words"].split(), *_LEXICON["calls"]["short_answers"].split()])
_ANSWERS = frozenset(_LEXICON["announced"]["answers"])
_QUESTIONS = frozenset(_LEXICON["announced"]["questions"])
_WITNESSES = frozenset(_LEXICON["announced"]["witnesses"])
_BENCH = frozenset(_LEXICON["announced"]["bench"].split())
_DECLARED = frozenset(_LEXICON["announced"]["declared"])
_LONGEST_NAME = 6
_ASKED = 120
"""Characters at the end of a question that ask for a name."""
_NAME_WORDS = (" full name", " your name", " name and", " name for", " names")
_OWN_NAME = re.compile(r"[,;:\n]|\.(?=\s|$)(?<![A-Z]\.)(?<!Mr\.)(?<!Dr\.)(?<!Ms\.)(?<!Mrs\.)")


def author(reading: Reading, people: People) -> tuple[Entry, Evidence] | None:
    """Whose words a document without labels is, as its head says, and where."""
    found = next((a for a in announcements(reading, people) if a.role is Role.AUTHOR), None)
    return None if found is None or found.entry is None else (found.entry, Evidence(found.span.start, found.span.end, "speaker.byline"))


def label_speakers(reading: Reading, drafts: Sequence[DraftTurn], people: People) -> tuple[list[Entry | None], list[tuple[Evidence, ...]]]:
    """The speaker of each turn by its label, with the evidence where another place names them; a turn without a label has none."""
    for draft in drafts:  # a full name before its parts
        if draft.label is not None and draft.label.kind is SpeakerKind.PERSON and " " in (draft.label.name or ""):
            people.person(parse_name(draft.label.name or ""))
    take_billing(reading, drafts, people)
    _take_titles(drafts, people)
    hearing = _Hearing(reading, people, drafts)
    speakers: list[Entry | None] = []
    shown: list[tuple[Evidence, ...]] = []
    reporters = Reporters(reading, people, drafts)
    for number, draft in enumerate(drafts):
        label = draft.label
        hearing.reach(number)
        shown.append(draft.evidence)
        if label is None:
            speakers.append(None)
            reporters.pause()
            continue
        named = hearing.named(number, label)
        if named is None:
            entry = people.labelled(label, draft.section or 0)
            if label.kind is SpeakerKind.OFFICE and (holds := hearing.holds(entry)) is not None:
                shown[-1] = (*draft.evidence, holds)
            if unnamed(label) and not hearing.answers:
                asker, why = reporters.asks(number)
                entry = asker or entry
                shown[-1] = (*shown[-1], *why)
        else:
            entry = named[0]
            shown[-1] = (*draft.evidence, named[1])
        if label.span:
            entry.mentions.add(label.span)
        speakers.append(entry)
        hearing.heard(number, entry)
    return speakers, shown


def _take_titles(drafts: Sequence[DraftTurn], people: People) -> None:
    """The offices before the names in labels are roles; one that a single speaker bears is who the text means by it."""
    holders: dict[str, list[Entry]] = {}
    for label in {
        d.label.text: d.label for d in drafts if d.label is not None and d.label.name is not None and d.label.kind is SpeakerKind.PERSON
    }.values():
        office = office_before(label.text)
        if office is None:
            continue
        entry = people.labelled(label, 0)
        entry.role = entry.role or office
        held = holders.setdefault(office, [])
        if not any(entry is e for e in held):
            held.append(entry)
    for office, held in holders.items():
        if len(held) == 1 and office.casefold() in _DECLARED:
            people.declare(office.casefold(), held[0])


class _Hearing:
    """Who presides, who questions and who gives evidence, as far as the hearing has come."""

    __slots__ = ("_announced", "_at", "_drafts", "_examiner", "_headed", "_last", "_offices", "_people", "_reading", "_witness", "answers")

    def __init__(self, reading: Reading, people: People, drafts: Sequence[DraftTurn]) -> None:
        self._reading = reading
        self._people = people
        self._drafts = drafts
        self._announced = announcements(reading, people)
        self._at = 0
        self.answers = any(_mark(d.label) in _ANSWERS for d in drafts)
        """Whether the transcript marks answers, as hearings and interviews do and briefings do not."""
        self._examiner: tuple[Entry, Evidence] | None = None
        self._headed = False
        self._witness: tuple[Entry, Evidence] | None = None
        self._last: tuple[int, Entry] | None = None
        self._offices: dict[int, Evidence] = {}
        for a in self._announced:
            if a.entry is not None and a.office is not None and a.role in (Role.PRESIDES, Role.AUTHOR):
                people.declare(a.office, a.entry)
                self._offices[id(a.entry)] = _evidence(a, "speaker.presides" if a.role is Role.PRESIDES else "speaker.byline")
            if a.entry is not None and a.role is Role.AUTHOR:
                self._witness = a.entry, _evidence(a, "speaker.byline")

    def reach(self, number: int) -> None:
        """Takes in what is announced before turn ``number``."""
        fresh = False
        offset = self._drafts[number].start
        while self._at < len(self._announced) and self._announced[self._at].span.start < offset:
            a = self._announced[self._at]
            self._at += 1
            if a.entry is None:
                self._examiner, self._headed, self._last = None, False, None  # whoever asks next
            elif a.role is Role.EXAMINER:
                self._examiner, self._headed = (a.entry, _evidence(a, "speaker.examiner")), True
            elif a.role is Role.WITNESS:
                self._witness = (
                    None if fresh and self._witness is not None and self._witness[0] is not a.entry else (a.entry, _evidence(a, "speaker.witness"))
                )
                fresh = True  # of two who are sworn together each may answer
                self._examiner = self._last = None
                self._headed = False

    def named(self, number: int, label: Label) -> tuple[Entry, Evidence] | None:
        """Whom ``Q``, ``A`` and "The witness" stand for here, and why."""
        mark = _mark(label)
        if mark in _ANSWERS or (label.kind is SpeakerKind.OFFICE and (label.role or "").casefold() in _WITNESSES):
            self._answered()
            if self._witness is None and self._last is not None:
                self._witness = self._own_name(number)
            return self._witness
        return self._examiner if mark in _QUESTIONS and self.answers else None

    def holds(self, entry: Entry) -> Evidence | None:
        """Where the head says that somebody holds an office."""
        return self._offices.get(id(entry))

    def heard(self, number: int, entry: Entry) -> None:
        """Notes who spoke turn ``number``."""
        self._last = number, entry

    def _own_name(self, number: int) -> tuple[Entry, Evidence] | None:
        """The name that an answer gives and nothing else, to somebody who has asked for it: "Could you give us your full name?"."""
        text = self._reading.document.text
        before, draft = self._drafts[number - 1], self._drafts[number]
        start = self._reading.document.blocks[draft.first].start
        words = _OWN_NAME.split(text[start : min(draft.end, start + _ASKED)], maxsplit=1)[0].strip()
        asked = text[max(before.start, before.end - _ASKED) : before.end].lower()
        parts = words.split()
        whole = 2 <= len(parts) <= _LONGEST_NAME and all(p[0].isupper() and p.strip(".'’-").isalpha() and p.lower() not in _NO_NAMES for p in parts)
        if not whole or not any(w in asked for w in _NAME_WORDS):
            return None
        return self._people.person(parse_name(words)), Evidence(start, start + len(words), "speaker.witness")

    def _answered(self) -> None:
        """Whoever is answered is questioning, where no heading says who does: a named counsel, nobody of the bench."""
        if self._last is None or self._headed:
            return
        number, entry = self._last
        label = self._drafts[number].label
        if entry.kind is not SpeakerKind.PERSON or label is None or label.name is None or label.span is None or id(entry) in self._offices:
            return
        if (self._witness is not None and entry is self._witness[0]) or (entry.called is not None and entry.called.title in _BENCH):
            return
        self._examiner = entry, Evidence(label.span.start, label.span.end, "speaker.examiner")


def _mark(label: Label | None) -> str:
    return label.text.casefold().strip(" .:*") if label is not None and label.name is None and label.kind is SpeakerKind.PERSON else ""


def _evidence(announced: Announcement, cue: str) -> Evidence:
    return Evidence(announced.span.start, announced.span.end, cue)
