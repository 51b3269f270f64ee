"""A transcript as every reader of a format leaves it: text, sections, paragraphs, labels, and the way back to what was sent."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from service.model import Span, SpeakerKind, TimeSpan, Warning


class BlockRole(StrEnum):
    """What a block of text is. Only ``speech`` belongs to a turn and holds facts (and a ``heading`` its date)."""

    SPEECH = "speech"
    HEADING = "heading"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker's label as the transcript prints it: ``MR. KIRBY``, ``Sarah Champion (Rotherham) (Lab)``, ``SPEAKER_00``.

    ``span`` covers the label in ``Document.text``, or is None where it stands in markup or another field.
    """

    text: str
    span: Span | None = None
    name: str | None = None
    role: str | None = None
    affiliation: str | None = None
    kind: SpeakerKind = SpeakerKind.PERSON
    key: str | None = None
    """What the format calls this speaker (a person id, ``spk_0``): the same key is the same speaker."""


@dataclass(slots=True)
class Block:
    """A paragraph, subtitle run or speech-to-text segment; nothing changes it once it is made.

    ``opens_turn`` is True or False where the format settles it and None in text without labels;
    ``label`` stands on the block that opens a labelled turn. ``start`` lies behind a label that stands in the text, and
    behind a venue glued to its first word; ``opens_at``, where given, is the start of these, where the block's turn begins.
    """

    start: int
    end: int
    role: BlockRole = BlockRole.SPEECH
    opens_turn: bool | None = None
    label: Label | None = None
    time: TimeSpan | None = None
    opens_at: int | None = None

    @property
    def turn_start(self) -> int:
        """Where a turn that this block opens begins: at its label or venue, else at its words."""
        return self.start if self.opens_at is None else self.opens_at


@dataclass(frozen=True, slots=True)
class SectionMark:
    """Where a section begins and ends, and its heading lines (which may hold its date), if it has any."""

    start: int
    end: int
    heading: Span | None = None
    date: str | None = None
    """The day, in ISO 8601, that markup or a line of the heading states and nothing contradicts."""


class Offsets:
    """The way back from what is read to what was sent, where markup was left out or entities were resolved.

    Runs are ``(read_start, sent_start, sent_end)`` in order; within a run both advance one for one, but for its last
    character, which ends at ``sent_end``: an entity is a run of one character, a break between paragraphs one of no width.
    ``length`` is that of the text that is read.
    """

    __slots__ = ("_ends", "_read", "_sent")

    def __init__(self, runs: Sequence[tuple[int, int, int]], length: int) -> None:
        self._read = [*(r for r, _, _ in runs), length]
        self._sent = [s for _, s, _ in runs]
        self._ends = [e for _, _, e in runs]

    def start(self, offset: int) -> int:
        """The place in the sent text of the character read at ``offset``."""
        i = min(bisect_right(self._read, offset), len(self._sent)) - 1
        return min(self._sent[i] + offset - self._read[i], self._ends[i]) if i >= 0 else 0

    def end(self, offset: int) -> int:
        """The place in the sent text just behind the character read at ``offset - 1``."""
        i = bisect_right(self._read, offset - 1) - 1
        if offset <= 0 or i < 0:
            return self.start(0)
        i = min(i, len(self._sent) - 1)
        return self._ends[i] if self._read[i + 1] <= offset else self._sent[i] + offset - self._read[i]

    def contiguous(self, start: int, end: int) -> bool:
        """Whether the read span ``[start, end)`` stands unbroken in the sent text."""
        return bisect_right(self._read, start) == bisect_right(self._read, max(start, end - 1))


@dataclass(frozen=True, slots=True)
class Document:
    """``text`` is what is read; ``sent`` what offsets in the response count in. They are the same unless ``offsets`` is given.

    Line breaks inside a paragraph stay in ``text`` as they are: a reader of tokens passes over them.
    """

    text: str
    format: str
    blocks: tuple[Block, ...]
    sections: tuple[SectionMark, ...] = ()
    sent: str | None = None
    offsets: Offsets | None = None
    returns_text: bool = False
    """Whether the response gives back the text that its offsets count in (speech-to-text JSON, segments)."""
    prose: bool = False
    """An article or statement: one turn with no speaker, however its paragraphs read."""
    warnings: tuple[Warning, ...] = ()

    @property
    def glued(self) -> list[int]:
        """Where blocks start with no white space before them: no token crosses these."""
        text = self.text
        return [b.start for b in self.blocks if b.start and not text[b.start - 1].isspace()]
