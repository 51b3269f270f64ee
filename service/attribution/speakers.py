"""One entry for each person, organisation, office or group that speaks or is credited, however they are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.attribution.turns import DraftTurn
from service.model import Evidence, RosterEntry, Span, SpeakerKind
from service.reading import Reading


@dataclass(slots=True)
class Entry:
    """A speaker in the making. ``section``: the only section it is known in (an office without a name), or None."""

    name: str | None
    label: str | None
    kind: SpeakerKind
    role: str | None = None
    affiliation: str | None = None
    gender: str | None = None
    section: int | None = None
    mentions: set[Span] = field(default_factory=set)


@dataclass(slots=True)
class Cast:
    """Everybody in the transcript, and who speaks each turn (``speakers[i]`` for draft turn ``i``, or None)."""

    entries: list[Entry]
    speakers: list[Entry | None]
    confidences: list[float]
    evidence: list[tuple[Evidence, ...]]

    def credited(self, reading: Reading, span: Span, turn: int | None) -> Entry | None:
        """The entry that the words at ``span`` name when they are credited in turn ``turn``; made if new, None if unresolvable.

        A pronoun resolves to the person last able to bear it, or None.
        """
        text = reading.document.text[span.start : span.end]
        for entry in self.entries:
            if entry.name == text:
                entry.mentions.add(span)
                return entry
        entry = Entry(text, text, SpeakerKind.UNKNOWN, mentions={span})
        self.entries.append(entry)
        return entry


def cast(reading: Reading, drafts: Sequence[DraftTurn], roster: Sequence[RosterEntry]) -> Cast:
    """Who speaks: labels, cues and references joined into one entry each."""
    entries: dict[str, Entry] = {}
    speakers: list[Entry | None] = []
    for draft in drafts:
        if draft.label is None:
            speakers.append(None)
            continue
        key = draft.label.key or draft.label.text
        entry = entries.setdefault(
            key, Entry(draft.label.name, draft.label.text, draft.label.kind, draft.label.role, draft.label.affiliation)
        )
        if draft.label.span:
            entry.mentions.add(draft.label.span)
        speakers.append(entry)
    return Cast(list(entries.values()), speakers, [d.confidence for d in drafts], [d.evidence for d in drafts])
