"""Transcripts with a label before each turn: names, offices, capitals, ``Q`` and ``A``, with or without times."""

from __future__ import annotations

from dataclasses import dataclass

from service.model import Span, TimeSpan
from service.transcript.document import Block, BlockRole, Document, SectionMark
from service.transcript.formats.furniture import furniture_lines, has_leaders, is_furniture
from service.transcript.formats.labels import Opening, accepted, label_at, opening
from service.transcript.formats.lines import Line, find_wrap, read_lines, stops
from service.transcript.formats.plain import header_dates, is_date_line, paragraphs

LONGEST_TITLE = 200
"""Words before the first label that do not end like a sentence are a title page's, up to so many characters."""


_LONGEST_PLACE = 60


@dataclass(frozen=True, slots=True)
class Labelling:
    """The lines of a text and the labels that open some of them, by index of line."""

    lines: list[Line]
    openings: dict[int, Opening]

    def covers(self, text: str) -> bool:
        """Whether labels mark the turns of this text: it opens with one, or has them throughout from its first half on."""
        if not self.openings:
            return False
        first = min(self.openings)
        many = len(self.openings) > 1
        if first == 0:
            return many or self.openings[0].strong
        early = self.lines[first].start * 2 <= len(text) or sum(o.strong for o in self.openings.values()) >= 3
        return many and early and len(self.openings) * 60 >= len(self.lines)


def find_labels(text: str, *, certain: bool = False) -> Labelling:
    """Where labels open the lines of ``text``; in wrapped text only behind the end of a sentence or a blank line."""
    lines = read_lines(text)
    wrap = find_wrap(lines)
    width = wrap.width if wrap and wrap.throughout else 0
    candidates: dict[int, Opening] = {}
    for i, line in enumerate(lines):
        if has_leaders(line.text):
            continue
        if width and i and not line.gap and not stops(lines[i - 1].text) and len(lines[i - 1].text) * 2 > width:
            continue
        found = opening(line.text)
        if found and not is_date_line(line.text) and not (found.speech == len(line.text) and is_furniture(line.text)):
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
    blocks: list[Block] = []
    opened = False
    for first, last in paragraphs(lines, dates | furniture, frozenset(openings)):
        start, end = lines[first].start, lines[last - 1].end
        found = openings.get(first)
        if found:
            blocks.append(_labelled_block(lines[first], found, end))
        elif first in furniture:
            blocks.append(Block(start, end, BlockRole.FURNITURE))
            continue
        elif first in dates or (first < head and end - start <= LONGEST_TITLE and _is_title(text[start:end])):
            blocks.append(Block(start, end, BlockRole.HEADING))
            continue
        else:
            blocks.append(Block(start, end, opens_turn=not opened))
        opened = True
    heading = next((Span(b.start, b.end) for b in blocks if b.role is BlockRole.HEADING), None)
    marks = (SectionMark(blocks[0].turn_start, len(text), heading),) if blocks else ()
    return Document(text, "labelled", tuple(blocks), marks)


def _is_title(line: str) -> bool:
    """Whether words before the first label are a title page's: no sentence, or a place with its abbreviation, "Bayport, D.C."."""
    return not stops(line) or (
        len(line) <= _LONGEST_PLACE and line[-1] == "." and line[-3:-2] in (".", " ") and not any(w[0].islower() for w in line.split())
    )


def _labelled_block(line: Line, found: Opening, end: int) -> Block:
    base = line.start
    label = label_at(found.name, base + found.start, base + found.end)
    time = TimeSpan(found.seconds, None) if found.seconds is not None else None
    return Block(min(base + found.speech, end), end, opens_turn=True, label=label, time=time, opens_at=base)
