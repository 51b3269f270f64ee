"""Transcripts that come cut into pieces with a speaker and times: the caller's segments and speech-to-text output."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.model import TimeSpan
from service.transcript.document import Block, Document, Label, SectionMark
from service.transcript.formats.labels import parse_label
from service.transcript.formats.lines import stops

PAUSE = 2.0
"""Seconds of silence behind a sentence after which speech without speakers begins a new paragraph."""
STRETCH = 30.0
"""Seconds after which it does so at the next end of a sentence."""
LONGEST = 120.0
"""Seconds after which it does so anywhere."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A turn as the caller cut it; times in seconds."""

    text: str
    speaker: str | None = None
    start: float | None = None
    end: float | None = None


def from_segments(segments: Sequence[Segment], format: str, *, merge: bool = False) -> Document:
    """The segments' texts joined by one line break, a turn each, but for one that finishes the sentence of the one before.

    ``merge``: segments are no turns (speech-to-text): one speaker's are joined into one turn; where there is no
    speaker in the whole transcript, turns are paragraphs by the pauses between sentences.
    """
    text = "\n".join(s.text for s in segments)
    marked = any(s.speaker for s in segments)
    punctuated = any(stops(s.text.rstrip()) for s in segments)
    blocks: list[Block] = []
    before: Segment | None = None
    opened = 0.0
    for s, start, end in _places(segments):
        same = before is not None and before.speaker == s.speaker
        runs_on = same and before is not None and not _finished(before) and (merge or (punctuated and s.text.lstrip()[:1].islower()))
        new = before is None or not same or (_pauses(opened, before, s) if merge and not marked else not merge)
        if runs_on and not (new and merge):
            last = blocks[-1]
            blocks[-1] = replace(last, end=end, time=_span(last.time.start if last.time else None, s.end))
        else:
            label = speaker_label(s.speaker) if s.speaker and s.speaker.strip() and new else None
            blocks.append(Block(start, end, opens_turn=new, label=label, time=_span(s.start, s.end)))
            if new:
                opened = s.start or 0.0
        before = s
    marks = (SectionMark(0, len(text)),) if blocks else ()
    return Document(text, format, tuple(blocks), marks, returns_text=True)


def _places(segments: Sequence[Segment]) -> Iterator[tuple[Segment, int, int]]:
    """The segments that hold words, and where these stand in the joined text."""
    at = 0
    for s in segments:
        words = s.text.strip()
        if words:
            start = at + len(s.text) - len(s.text.lstrip())
            yield s, start, start + len(words)
        at += len(s.text) + 1


def _span(start: float | None, end: float | None) -> TimeSpan | None:
    return None if start is None and end is None else TimeSpan(start, end)


def _finished(segment: Segment) -> bool:
    return stops(segment.text.rstrip())


def _pauses(opened: float, before: Segment, segment: Segment) -> bool:
    if before.end is None or segment.start is None:
        return False
    return pauses(opened, before.end, segment.start, ends_sentence=_finished(before))


def pauses(opened: float, last: float, next_: float, *, ends_sentence: bool) -> bool:
    """Whether speech without speakers, begun at ``opened`` and silent from ``last`` to ``next_``, begins a new paragraph."""
    return last - opened >= LONGEST or (ends_sentence and (next_ - last >= PAUSE or last - opened >= STRETCH))


def speaker_label(speaker: str) -> Label:
    """The label that a field or attribute gives; what it says is also the speaker's key."""
    return replace(parse_label(" ".join(speaker.split())), key=speaker)
