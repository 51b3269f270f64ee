"""Transcripts with a label before each turn: names, offices, capitals, ``Q`` and ``A``, with or without times."""

from __future__ import annotations

from dataclasses import dataclass

from service.model import Span, TimeSpan
from service.transcript.document import Block, BlockRole, Document, SectionMark
from service.transcript.formats.furniture import furniture_lines
from service.transcript.formats.labels import Opening, accepted, label_at, opening
from service.transcript.formats.lines import Line, read_lines, stops, wrap_width
from service.transcript.formats.plain import header_dates, is_date_line, paragraphs


@dataclass(frozen=True, slots=True)
class Labelling:
    """The lines of a text and the labels that open some of them, by index of line."""

    lines: list[Line]
    openings: dict[int, Opening]

    def covers(self, text: str) -> bool:
        """Whether labels mark the turns of this text: from its first half on, and more than once unless it opens with one."""
        if not self.openings:
            return False
        first = min(self.openings)
        if len(self.openings) == 1:
            return first == 0 and self.openings[0].strong
        return self.lines[first].start * 2 <= len(text) and len(self.openings) * 60 >= len(self.lines)


def find_labels(text: str, *, certain: bool = False) -> Labelling:
    """Where labels open the lines of ``text``; in wrapped text only behind the end of a sentence or a blank line."""
    lines = read_lines(text)
    wrapped = wrap_width(lines) is not None
    candidates: dict[int, Opening] = {}
    for i, line in enumerate(lines):
        if wrapped and i and not line.gap and not stops(lines[i - 1].text):
            continue
        found = opening(line.text)
        if found and not is_date_line(line.text):
            candidates[i] = found
    names = accepted(list(candidates.values()), len(lines), certain=certain)
    return Labelling(lines, {i: o for i, o in candidates.items() if o.name in names})


def read_labelled(text: str, labelling: Labelling | None = None) -> Document:
    """A transcript whose turns open with labels. Words before the first label are a turn of nobody, if they are sentences."""
    labelling = labelling or find_labels(text, certain=True)
    lines, openings = labelling.lines, labelling.openings
    dates = header_dates(lines) - set(openings)
    furniture = furniture_lines(lines, dates | set(openings))
    head = min(openings, default=0)
    titles = {i for i in range(head) if i not in furniture and i not in dates and not stops(lines[i].text)} if not _runs_on(lines, head) else set()
    breaks = dates | furniture | titles
    blocks: list[Block] = []
    opened = False
    for first, last in _split(paragraphs(lines, breaks), openings):
        start, end = lines[first].start, lines[last - 1].end
        if first in breaks:
            blocks.append(Block(start, end, BlockRole.FURNITURE if first in furniture else BlockRole.HEADING))
            continue
        found = openings.get(first)
        if found is None:
            blocks.append(Block(start, end, opens_turn=not opened))
        else:
            blocks.append(_labelled_block(lines[first], found, end))
        opened = True
    heading = next((Span(b.start, b.end) for b in blocks if b.role is BlockRole.HEADING), None)
    marks = (SectionMark(blocks[0].turn_start, len(text), heading),) if blocks else ()
    return Document(text, "labelled", tuple(blocks), marks)


def _runs_on(lines: list[Line], head: int) -> bool:
    """Whether the lines before the first label are the rest of a speech and no title page."""
    return head > 0 and stops(lines[head - 1].text) and sum(len(line.text) for line in lines[:head]) > 80 * min(head, 2)


def _split(ranges: list[tuple[int, int]], openings: dict[int, Opening]) -> list[tuple[int, int]]:
    """Paragraphs cut before each label inside them."""
    cut: list[tuple[int, int]] = []
    for first, last in ranges:
        begin = first
        for i in range(first + 1, last):
            if i in openings:
                cut.append((begin, i))
                begin = i
        cut.append((begin, last))
    return cut


def _labelled_block(line: Line, found: Opening, end: int) -> Block:
    base = line.start
    label = label_at(found.name, base + found.start, base + found.end)
    time = TimeSpan(found.seconds, None) if found.seconds is not None else None
    return Block(
        min(base + found.speech, end), end, opens_turn=True, label=label, time=time, opens_at=base + (found.start if found.seconds is None else 0)
    )
