"""Whose turn is it: draws the turns of a document, from its labels or, without labels, from cues."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from service.model import Evidence, TimeSpan
from service.reading import Reading
from service.transcript.document import BlockRole, Label


@dataclass(frozen=True, slots=True)
class DraftTurn:
    """A turn before its speaker is known: blocks ``[first, last)`` of the document, all of one section."""

    start: int
    end: int
    first: int
    last: int
    section: int | None
    label: Label | None
    time: TimeSpan | None
    confidence: float
    evidence: tuple[Evidence, ...] = ()


def draw_turns(reading: Reading) -> list[DraftTurn]:
    """The turns of the document in order; furniture and headings belong to none."""
    document = reading.document
    starts = [s.start for s in document.sections]
    drafts: list[DraftTurn] = []
    for number, block in enumerate(document.blocks):
        if block.role is not BlockRole.SPEECH:
            continue
        section = max(0, bisect_right(starts, block.start) - 1) if starts else None
        last = drafts[-1] if drafts else None
        opens = block.opens_turn or (block.opens_turn is None and not document.prose)
        if last is not None and not opens and (last.section == section or document.prose):
            drafts[-1] = DraftTurn(last.start, block.end, last.first, number + 1, last.section, last.label, _time(last.time, block.time), last.confidence)
        else:
            drafts.append(DraftTurn(block.turn_start, block.end, number, number + 1, section, block.label, block.time, 1.0))
    return drafts


def _time(before: TimeSpan | None, time: TimeSpan | None) -> TimeSpan | None:
    if before is None or time is None:
        return before or time
    return TimeSpan(before.start, time.end if time.end is not None else before.end)
