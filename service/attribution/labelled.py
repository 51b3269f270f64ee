"""Who speaks in a transcript with labels: the labels' entries, and the reporters whom a briefing's moderator calls by name."""

from __future__ import annotations

from collections.abc import Sequence

from service.attribution.names import GIVEN, Name
from service.attribution.people import Entry, People
from service.attribution.turns import DraftTurn
from service.lexicon import load
from service.model import SpeakerKind
from service.reading import Reading

_LEXICON = load("service.attribution")
_CALLS = frozenset(_LEXICON["calls"]["words"].split())
_FOLLOWS = frozenset(_LEXICON["calls"]["follow_ups"].split())
_LONGEST_CALL = 12


def label_speakers(reading: Reading, drafts: Sequence[DraftTurn], people: People) -> list[Entry | None]:
    """The speaker of each turn by its label; a turn without one has none."""
    speakers: list[Entry | None] = []
    asker: Entry | None = None
    for draft in drafts:
        label = draft.label
        if label is None:
            speakers.append(None)
            asker = None
            continue
        entry = people.labelled(label, draft.section or 0)
        if label.span:
            entry.mentions.add(label.span)
        if label.name is None and label.kind is SpeakerKind.PERSON and speakers:
            asker = _called(reading, drafts, len(speakers), people) or (asker if _follows(reading, draft, drafts, len(speakers)) else None)
            if asker is not None:
                entry = asker
                if label.span:
                    entry.mentions.add(label.span)
        speakers.append(entry)
    return speakers


def _called(reading: Reading, drafts: Sequence[DraftTurn], number: int, people: People) -> Entry | None:
    """Whom the turn before calls by name: "Go ahead, Naomi.", "James, last question.", "Yes, Seung Min."."""
    before = drafts[number - 1]
    if before.label is None or before.label.name is None:
        return None
    tokens = reading.tokens
    first, last = tokens.within(reading.document.blocks[before.first].start, before.end)
    sentence = reading.sentence_of(last - 1) if last > first else None
    if sentence is None:
        return None
    begin = max(first, sentence.first)
    words = [i for i in range(begin, last) if tokens.words[i][0].isalpha()]
    if not words or len(words) > _LONGEST_CALL:
        return None
    names: list[list[int]] = []
    for i in words:
        if tokens.words[i][0].isupper() and tokens.norms[i] not in _CALLS and (i > begin or tokens.norms[i] in GIVEN or len(words) <= 3):
            if names and names[-1][-1] == i - 1:
                names[-1].append(i)
            else:
                names.append([i])
    others = [i for i in words if tokens.norms[i] not in _CALLS and not any(i in n for n in names)]
    if len(names) != 1 or others or len(names[0]) > 3:
        return None
    given = tuple(tokens.words[i] for i in names[0])
    name = Name(None, given[:1], None) if len(given) == 1 else Name(None, given[:-1], given[-1])
    entry = people.known(name) or people.person(name)
    entry.label = entry.label or entry.name
    return entry


def _follows(reading: Reading, draft: DraftTurn, drafts: Sequence[DraftTurn], number: int) -> bool:
    """Whether an unnamed turn is the same reporter's next: one answer lies between, and it opens as a follow-up does."""
    if number < 2 or drafts[number - 2].label is None or drafts[number - 2].label != _same_mark(draft, drafts[number - 2]):
        return False
    tokens = reading.tokens
    first, _ = tokens.within(reading.document.blocks[draft.first].start, draft.end)
    return first < len(tokens) and tokens.norms[first] in _FOLLOWS


def _same_mark(draft: DraftTurn, other: DraftTurn) -> object:
    return other.label if other.label and draft.label and other.label.text == draft.label.text else None
