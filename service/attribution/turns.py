"""Whose turn is it: draws the turns of a document, from its labels or, without labels, from cues."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.attribution.chain import probabilities
from service.attribution.cues import START
from service.attribution.neighbours import neighbours
from service.attribution.paragraphs import Paragraph, paragraph
from service.attribution.references import References
from service.attribution.scan import references
from service.model import Evidence, TimeSpan
from service.reading import Reading
from service.transcript.document import BlockRole, Label

_LIKELY = 0.36
"""A paragraph opens a turn from this probability on: below even, because a missed turn credits words to the wrong person."""


@dataclass(frozen=True, slots=True)
class DraftTurn:
    """A turn before its speaker is known: blocks ``[first, last)`` of the document, all of one section.

    ``asker`` is the probability that its speaker asks or intervenes rather than holds the floor (0 where labels settle it),
    ``whole`` that no other turn begins within it, ``confidence`` that it is a turn: begun where it begins, and whole.
    """

    start: int
    end: int
    first: int
    last: int
    section: int | None
    label: Label | None
    time: TimeSpan | None
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    asker: float = 0.0
    whole: float = 1.0


def draw_turns(reading: Reading) -> list[DraftTurn]:
    """The turns of the document in order; furniture and headings belong to none."""
    document = reading.document
    starts = [s.start for s in document.sections]
    opening = _openings(reading)
    drafts: list[DraftTurn] = []
    for number, block in enumerate(document.blocks):
        if block.role is not BlockRole.SPEECH:
            continue
        section = max(0, bisect_right(starts, block.start) - 1) if starts else None
        last = drafts[-1] if drafts else None
        probability, asker, evidence = opening.get(number, (1.0 if block.opens_turn else 0.0, 0.0, ()))
        opens = block.opens_turn if block.opens_turn is not None else probability >= _LIKELY
        probability = 0.0 if block.opens_turn is False else probability
        if last is not None and not opens and (last.section == section or document.prose):
            drafts[-1] = DraftTurn(
                last.start, block.end, last.first, number + 1, last.section, last.label, _time(last.time, block.time),
                min(last.confidence, 1.0 - probability), last.evidence, last.asker, min(last.whole, 1.0 - probability),
            )  # fmt: skip
        else:
            drafts.append(
                DraftTurn(block.turn_start, block.end, number, number + 1, section, block.label, block.time, max(probability, 0.5), evidence, asker)
            )
    return drafts


def _time(before: TimeSpan | None, time: TimeSpan | None) -> TimeSpan | None:
    if before is None or time is None:
        return before or time
    return TimeSpan(before.start, time.end if time.end is not None else before.end)


def _openings(reading: Reading) -> dict[int, tuple[float, float, tuple[Evidence, ...]]]:
    """For each paragraph of label-less text the probabilities that it opens a turn and that an asker speaks it, and the evidence."""
    document = reading.document
    if (
        document.prose
        or not any(b.opens_turn is None and b.role is BlockRole.SPEECH for b in document.blocks)
        or any(b.label for b in document.blocks)
    ):
        return {}
    people = references(reading)
    found: dict[int, tuple[float, float, tuple[Evidence, ...]]] = {}
    for section in paragraphs_by_section(reading, people):
        for p, (opens, asker) in zip(section, probabilities(section), strict=True):
            found[p.block] = opens, asker, _evidence(reading, p)
    return found


def paragraphs_by_section(reading: Reading, people: References) -> Iterator[list[Paragraph]]:
    """The paragraphs of each section of label-less text, with their cues."""
    document = reading.document
    starts = [s.start for s in document.sections]
    sections: dict[int, list[Paragraph]] = {}
    for number, block in enumerate(document.blocks):
        if block.role is BlockRole.SPEECH and (p := paragraph(reading, people, number)) is not None:
            sections.setdefault(bisect_right(starts, block.start), []).append(p)
    for section in sections.values():
        _prior(section)
        for i in range(1, len(section)):
            neighbours(reading.tokens, section[i - 1], section[i], section[i + 1] if i + 1 < len(section) else None, _leading(section, i))
        yield section


def _leading(section: Sequence[Paragraph], i: int) -> Paragraph:
    """The paragraph before ``i``; before a block quote the one that introduces it and, where that is short, the one before."""
    at = i - 1
    while at > 0 and i - at < 4 and (section[at].quoted or (section[at + 1].quoted and section[at].size < 60)):
        at -= 1
    return section[at]


def _prior(section: Sequence[Paragraph]) -> None:
    """What a section's make-up says of each of its paragraphs: exchanges are short and full of questions."""
    size = sum(p.size for p in section) / len(section)
    asks = sum(p.question or p.oral for p in section) / len(section)
    lords = sum("turn.my_lords" in p.opens for p in section) * 25 > len(section)
    for p in section:
        p.starts.add("turn.any")
        if lords and "turn.my_lords" not in p.opens:
            p.starts.add("turn.in_lords")
        if asks > 0.25 and size < 120:
            p.starts.add("turn.exchange")
        elif asks < 0.12 or size > 120:
            p.starts.add("turn.speech")
            if "turn.first_person" in p.starts:
                p.starts.add("turn.speech_first_person")
            if "turn.member_near" in p.starts and p.size > 100:
                p.starts.add("turn.speech_member")
            if p.size < 60 and not p.listed and not p.quoted:
                p.starts.add("turn.brief_in_speech")


def _evidence(reading: Reading, p: Paragraph) -> tuple[Evidence, ...]:
    """The cues that speak most for the turn, at the words that the paragraph opens with."""
    ranked = sorted((c for c in p.starts if START.get(c, 0.0) > 0), key=lambda c: (-START[c], c))[:3]
    tokens = reading.tokens
    span = tokens.starts[p.first], tokens.ends[min(p.last, p.first + 8) - 1]
    return tuple(Evidence(*span, cue) for cue in ranked)
