"""Whose turn is it: draws the turns of a document, from its labels or, without labels, from cues."""

from __future__ import annotations

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
    drafts: list[DraftTurn] = []
    for number, block in enumerate(reading.document.blocks):
        if block.role is not BlockRole.SPEECH:
            continue
        last = drafts[-1] if drafts else None
        if last is not None and block.opens_turn is not True and not (block.opens_turn is None and not reading.document.prose):
            drafts[-1] = DraftTurn(last.start, block.end, last.first, number + 1, last.section, last.label, last.time, last.confidence)
        else:
            drafts.append(DraftTurn(block.turn_start, block.end, number, number + 1, None, block.label, block.time, 0.5))
    return drafts
