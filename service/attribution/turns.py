"""Whose turn is it: draws the turns of a document, from its labels or, without labels, from cues."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from service.attribution.chain import probabilities
from service.attribution.cues import START
from service.attribution.neighbours import neighbours
from service.attribution.paragraphs import Paragraph, paragraph
from service.attribution.references import References
from service.attribution.scan import references
from service.model import Evidence, TimeSpan
from service.reading import Reading
from service.transcript.document import BlockRole, Label
from service.transcript.tokens import Tokens

_LIKELY = 0.37
"""A paragraph opens a turn from this probability on: below even, because a missed turn credits words to the wrong person."""

_LIVELY = frozenset(("turn.thanks", "turn.agrees", "turn.yes_no", "turn.rises", "turn.chair_opens"))
_CALLS = frozenset(("turn.bare_member", "turn.bare_friend"))
_LIVELY_AT_FIRST, _ASKS_AT_FIRST, _PARAGRAPHS_AT_FIRST = 1.0, 0.5, 4
"""What is taken of a section before any of it is read: how many of so many paragraphs ask or reply."""
_SPOKEN = frozenset(("i", "we", "my", "amendment", "amendments", "noble", "lords"))
_HEAD = 20
_SPEECHES, _EXCHANGE = 0.4, 0.22
_SIZE = 85


@dataclass(slots=True)
class DraftTurn:
    """A turn before its speaker is known: blocks ``[first, last)`` of the document, all of one section. It grows while turns are drawn.

    ``asker`` is the probability that its speaker asks or intervenes rather than holds the floor (0 where labels settle it),
    ``whole`` that no other turn begins within it, by its likeliest paragraph, and ``alone`` by all of them together;
    ``confidence`` that it is a turn: begun where it begins, and whole.
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
    alone: float = 1.0


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
        probability, asker, read = opening.get(number, (1.0 if block.opens_turn else 0.0, 0.0, None))
        opens = block.opens_turn if block.opens_turn is not None else probability >= _LIKELY
        probability = 0.0 if block.opens_turn is False else probability
        if last is not None and not opens and (last.section == section or document.prose):
            last.end, last.last, last.time = block.end, number + 1, _time(last.time, block.time)
            last.confidence = min(last.confidence, 1.0 - probability)
            last.whole = min(last.whole, 1.0 - probability)
            last.alone *= 1.0 - probability
        else:
            evidence = _evidence(reading, read) if read is not None else ()
            drafts.append(
                DraftTurn(block.turn_start, block.end, number, number + 1, section, block.label, block.time, max(probability, 0.5), evidence, asker)
            )
    return drafts


def _time(before: TimeSpan | None, time: TimeSpan | None) -> TimeSpan | None:
    if before is None or time is None:
        return before or time
    return TimeSpan(before.start, time.end if time.end is not None else before.end)


def _openings(reading: Reading) -> dict[int, tuple[float, float, Paragraph | None]]:
    """For each paragraph of label-less text the probabilities that it opens a turn and that an asker speaks it, and what was read of it."""
    document = reading.document
    if (
        document.prose
        or not any(b.opens_turn is None and b.role is BlockRole.SPEECH for b in document.blocks)
        or any(b.label for b in document.blocks)
    ):
        return {}
    people = reading.whole(references)
    found: dict[int, tuple[float, float, Paragraph | None]] = {}
    for section in paragraphs_by_section(reading, people):
        for p, (opens, asker) in zip(section, probabilities(section), strict=True):
            found[p.block] = opens, asker, p
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
        _motions(reading.tokens, section)
        for i in range(1, len(section)):
            neighbours(reading.tokens, section[i - 1], section[i], section[i + 1] if i + 1 < len(section) else None, _leading(section, i))
        yield section


def _leading(section: Sequence[Paragraph], i: int) -> Paragraph:
    """The paragraph before ``i``; before a block quote the one that introduces it and, where that is short, the one before."""
    at = i - 1
    while at > 0 and i - at < 4 and (section[at].quoted or (section[at + 1].quoted and section[at].size < 60)):
        at -= 1
    return section[at]


def _motions(tokens: Tokens, section: Sequence[Paragraph]) -> None:
    """Marks the speech behind a line "Moved by Lord X" and the words of the amendment that it moves."""
    moved = False
    for p in section:
        moved = moved or tokens.norms[p.first : p.first + 2] == ["moved", "by"]
        if moved and not (p.listed or p.quoted or p.lower) and not _SPOKEN.isdisjoint(tokens.norms[p.first : min(p.last, p.first + _HEAD)]):
            p.starts.add("turn.after_motion")
            moved = False


def _prior(section: Sequence[Paragraph]) -> None:
    """What a section's make-up says of each of its paragraphs: exchanges are full of questions and of replies to whoever spoke before."""
    spoken = [p for p in section if not (p.listed or p.quoted or p.lower)]
    read = len(spoken) + _PARAGRAPHS_AT_FIRST
    share = (sum(bool(p.to_person or p.opens & _LIVELY or p.starts & _CALLS) for p in spoken) + _LIVELY_AT_FIRST) / read
    asks = (sum(p.question or p.oral for p in spoken) + _ASKS_AT_FIRST) / read
    brisk = -log((sum(p.size for p in spoken) + _SIZE * _PARAGRAPHS_AT_FIRST) / read / _SIZE)
    lords = sum("turn.my_lords" in p.opens for p in section) * 25 > len(section)
    for p in section:
        p.starts.add("turn.any")
        p.brisk = brisk
        if lords and "turn.my_lords" not in p.opens:
            p.starts.add("turn.in_lords")
        if asks >= _EXCHANGE:
            p.starts.add("turn.exchange")
        elif share < _SPEECHES:
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
