"""Transcripts that come cut into pieces with a speaker and times: the caller's segments and speech-to-text output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.model import TimeSpan, Warning
from service.transcript.document import Block, Document, Label, SectionMark
from service.transcript.formats.labels import parse_label


@dataclass(frozen=True, slots=True)
class Segment:
    """A turn as the caller cut it; times in seconds."""

    text: str
    speaker: str | None = None
    start: float | None = None
    end: float | None = None


def from_segments(segments: Sequence[Segment], format: str, warnings: tuple[Warning, ...] = ()) -> Document:
    """The segments' texts joined by one line break; a segment opens a turn unless the one before has the same speaker.

    Segments without any speaker in the whole transcript are one turn: nothing says where it changes.
    """
    blocks: list[Block] = []
    at = 0
    marked = any(s.speaker for s in segments)
    before: str | None = None
    for s in segments:
        end = at + len(s.text)
        inner_start = at + len(s.text) - len(s.text.lstrip())
        inner_end = at + len(s.text.rstrip())
        if inner_start < inner_end:
            speaker = s.speaker.strip() if s.speaker else None
            opens = not blocks or (marked and speaker != before)
            label = speaker_label(speaker) if speaker and opens else None
            time = TimeSpan(s.start, s.end) if s.start is not None or s.end is not None else None
            blocks.append(Block(inner_start, inner_end, opens_turn=opens, label=label, time=time))
            before = speaker
        at = end + 1
    text = "\n".join(s.text for s in segments)
    marks = (SectionMark(0, len(text)),) if blocks else ()
    return Document(text, format, tuple(blocks), marks, returns_text=True, prose=not marked, warnings=warnings)


def speaker_label(speaker: str) -> Label:
    """The label that a field or attribute gives; what it says is also the speaker's key."""
    return replace(parse_label(speaker), key=speaker)
