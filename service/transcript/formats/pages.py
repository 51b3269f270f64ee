"""Text taken from pages: line numbers, page heads inside a paragraph and breaks behind a hyphen are left out of what is read."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from service.transcript.document import Document, Offsets
from service.transcript.formats.furniture import furniture_lines
from service.transcript.formats.labels import opening
from service.transcript.formats.lines import Line, find_wrap, read_lines, stops, unfinished

_NUMBER = re.compile(r"(\d{1,2})(?:[ \t\xa0]+|$)")
_FEWEST = 8
"""Fewer lines than this are no numbered page."""
_FULL = 0.8
"""A line of so much of the page's width is full."""


def without_page_marks(text: str) -> tuple[str, Offsets] | None:
    """What is left to read of a page's text and the way back, or None where there is nothing to leave out."""
    lines = read_lines(text)
    cuts = _line_numbers(lines) or _page_breaks(lines)
    if not cuts:
        return None
    kept: list[str] = []
    runs: list[tuple[int, int, int]] = []
    at = length = 0
    for start, end in [*cuts, (len(text), len(text))]:
        if start > at:
            kept.append(text[at:start])
            runs.append((length, at, start))
            length += start - at
        at = end
    return "".join(kept), Offsets(runs, length)


def restored(document: Document, sent: str, offsets: Offsets) -> Document:
    """A document that was read from what was left, with the way back to the sent text."""
    return replace(document, sent=sent, offsets=offsets)


def _line_numbers(lines: list[Line]) -> list[tuple[int, int]]:
    """Where numbers stand before nearly all lines and count up, starting again on each page."""
    if len(lines) < _FEWEST or not lines[0].text[0].isdecimal():
        return []
    found = [(line, m) for line in lines if (m := _NUMBER.match(line.text))]
    if len(found) * 10 < len(lines) * 8:
        return []
    values = [int(m[1]) for _, m in found]
    steady = sum(b == a + 1 or b == 1 for a, b in pairwise(values))
    if steady * 10 < (len(values) - 1) * 9:
        return []
    return [(line.start, line.start + m.end()) for line, m in found]


def _page_breaks(lines: list[Line]) -> list[tuple[int, int]]:
    """Page furniture between two lines of one sentence, and in wrapped text breaks behind a hyphen."""
    wrap = find_wrap(lines)
    width = wrap.width if wrap is not None and wrap.throughout else 0
    furniture = furniture_lines(lines)
    if not width and not furniture:
        return []
    cuts: list[tuple[int, int]] = []
    kept = [i for i in range(len(lines)) if i not in furniture]
    for i, j in pairwise(kept):
        before, line = lines[i], lines[j]
        if width and before.text[-1] == "-" and before.text[-2:-1].isalnum() and line.text[0].islower() and (j > i + 1 or not line.gap):
            cuts.append((before.end, line.start))
        elif j > i + 1 and not stops(before.text) and _goes_on(before.text, line.text, width):
            cuts.append((lines[i + 1].start, line.start))
    return cuts


def _goes_on(before: str, line: str, width: int) -> bool:
    """Whether a sentence goes on behind furniture: in lower case, or with a capital behind a full line and before no label."""
    return line[0].islower() or ((unfinished(before) or len(before) >= width * _FULL > 0) and opening(line) is None)
