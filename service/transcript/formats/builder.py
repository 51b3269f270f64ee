"""Builds the text that is read out of pieces of the text that was sent, and remembers where each stood."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from service.model import Span, TimeSpan, Warning
from service.transcript.document import Block, BlockRole, Document, Label, Offsets, SectionMark


class Piece(NamedTuple):
    """Words as they are read and where they stand in the sent text: one for one, or as a whole where the lengths differ."""

    text: str
    start: int
    end: int


class Builder:
    """Grows a Document paragraph by paragraph; a line break that nobody sent stands between two paragraphs."""

    def __init__(self, sent: str, format: str) -> None:
        self.sent = sent
        self.format = format
        self.blocks: list[Block] = []
        self.sections: list[SectionMark] = []
        self.warnings: list[Warning] = []
        self._texts: list[str] = []
        self._runs: list[tuple[int, int, int]] = []
        self._length = 0

    def add(
        self,
        pieces: Iterable[Piece],
        role: BlockRole = BlockRole.SPEECH,
        *,
        opens_turn: bool | None = False,
        label: Label | None = None,
        time: TimeSpan | None = None,
    ) -> bool:
        """Adds a paragraph, without the white space at its ends; False if nothing is left of it."""
        kept = _trimmed(pieces)
        if not kept:
            return False
        if self._length:
            self._append(Piece("\n", kept[0].start, kept[0].start))
        start = self._length
        for piece in kept:
            self._append(piece)
        self.blocks.append(Block(start, self._length, role, opens_turn if role is BlockRole.SPEECH else None, label, time))
        return True

    def open_section(self, date: str | None = None) -> None:
        """Begins a section where the next paragraph will stand; the one before ends here."""
        self._close_section()
        self.sections.append(SectionMark(self._length + bool(self._length), self._length, None, date))

    def head(self, pieces: Iterable[Piece], date: str | None = None) -> None:
        """Begins a section with a heading; headings that follow each other head one section."""
        follows = bool(self.blocks) and self.blocks[-1].role is BlockRole.HEADING and bool(self.sections)
        if not follows:
            self.open_section(date)
        if not self.add(pieces, BlockRole.HEADING):
            return
        mark, block = self.sections[-1], self.blocks[-1]
        start = mark.heading.start if follows and mark.heading else block.start
        self.sections[-1] = SectionMark(mark.start, mark.end, Span(start, block.end), date or mark.date)

    def document(self, *, prose: bool = False) -> Document:
        """The document as built."""
        text = "".join(self._texts)
        if self.blocks and (not self.sections or self.sections[0].start > self.blocks[0].start):
            end = self.sections[0].start if self.sections else len(text)
            self.sections.insert(0, SectionMark(0, end))
        self._close_section()
        sections = tuple(s for s in self.sections if s.end > s.start)
        return Document(
            text, self.format, tuple(self.blocks), sections, self.sent, Offsets(self._runs, len(text)), prose=prose, warnings=tuple(self.warnings)
        )

    def _close_section(self) -> None:
        if self.sections:
            last = self.sections[-1]
            self.sections[-1] = SectionMark(last.start, max(self._length, last.start), last.heading, last.date)

    def _append(self, piece: Piece) -> None:
        width = len(piece.text)
        if self._runs:
            read, start, end = self._runs[-1]
            joined = piece.start == end and width == piece.end - piece.start and self._length - read == end - start
            if joined:
                self._runs[-1] = (read, start, piece.end)
            else:
                self._runs.append((self._length, piece.start, piece.end))
        else:
            self._runs.append((self._length, piece.start, piece.end))
        self._texts.append(piece.text)
        self._length += width


def _trimmed(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces without white space at the paragraph's ends and without empty ones."""
    kept = [p for p in pieces if p.text]
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        first = kept[0]
        bare = first.text.lstrip()
        kept[0] = Piece(bare, first.end - len(bare) if len(first.text) == first.end - first.start else first.start, first.end)
        last = kept[-1]
        bare = last.text.rstrip()
        kept[-1] = Piece(bare, last.start, last.start + len(bare) if len(last.text) == last.end - last.start else last.end)
    return kept
