"""Text taken from pages: line numbers, page heads inside a paragraph and breaks behind a hyphen are left out of what is read."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from service.model import TimeSpan
from service.transcript.document import Block, BlockRole, Document, Offsets
from service.transcript.formats.furniture import furniture_lines
from service.transcript.formats.lines import Line, find_wrap, stops, unfinished
from service.transcript.formats.openings import opening, read_clock

_NUMBER = re.compile(r"(\d{1,2})(?:[ \t\xa0]+|$)")
_CLOCK_LINE = re.compile(
    r"[\[(]?(?P<clock>(?:\d{1,2}:)?\d{1,2}:\d{2})[\])]?|(?P<from>(?:\d{1,2}:){1,2}\d{1,2}(?:[.,]\d{1,3})?) --> (?:\d{1,2}:){1,2}\d{1,2}(?:[.,]\d{1,3})?"
)
_SOFT_HYPHEN = re.compile("\xad(?:[ \t]*(?:\r\n|[\n\r])[ \t]*)?")
_LINE_END = re.compile(r"\r\n|[\n\r]")
_FEWEST_CLOCKS = 3
_FEWEST = 8
"""Fewer lines than this are no numbered page."""
_SAMPLE = 60
_FULL = 0.8
"""A line of so much of the page's width is full."""


class Left(NamedTuple):
    """What is left to read of a page's text, the way back, and the times that stood on lines of their own: (place in the sent text, seconds)."""

    text: str
    offsets: Offsets
    clocks: list[tuple[int, float]]


def without_page_marks(text: str, lines: list[Line]) -> Left | None:
    """A page's text without the marks of its pages, or None where there is nothing to leave out."""
    clocks = _clock_lines(lines)
    numbers = _line_numbers(lines)
    if numbers:
        lines = _unnumbered(lines, numbers)
    cuts = [*numbers.values(), *_page_breaks(lines, text), *((lines[i].start, _clock_end(lines, i, text)) for i, _ in clocks if not numbers)]
    if "\xad" in text:
        cuts += [m.span() for m in _SOFT_HYPHEN.finditer(text)]
    cuts = _apart(cuts)
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
    return Left("".join(kept), Offsets(runs, length), [(lines[i].start, seconds) for i, seconds in clocks])


def _clock_end(lines: list[Line], i: int, text: str) -> int:
    """Where what is left goes on behind a time: with the next line; behind a stretch of time, over which names stand, with a blank line."""
    if "-->" in lines[i].text:
        return lines[i].end
    return lines[i + 1].start if i + 1 < len(lines) else len(text)


def _apart(cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cuts in order without those that lie in another."""
    kept: list[tuple[int, int]] = []
    for cut in sorted(cuts, key=lambda c: (c[0], -c[1])):
        if not kept or cut[0] >= kept[-1][1]:
            kept.append(cut)
    return kept


def restored(document: Document, sent: str, left: Left) -> Document:
    """A document that was read from what was left, with the way back to the sent text, and each paragraph's time where lines gave it."""
    blocks = document.blocks
    if left.clocks:
        places = [place for place, _ in left.clocks]
        blocks = tuple(b if b.time or b.role is not BlockRole.SPEECH else _timed(b, left, places, sent) for b in blocks)
    return replace(document, sent=sent, offsets=left.offsets, blocks=blocks)


def _timed(block: Block, left: Left, places: list[int], sent: str) -> Block:
    """A paragraph with the time of the last line before it that holds one; a name on a line of its own with that of the line above, else below."""
    start = left.offsets.start(block.turn_start)
    i = bisect_right(places, start) - 1
    if block.start == block.end and not (i >= 0 and sent[places[i] : start].count("\n") == 1):
        i += 1
    return replace(block, time=TimeSpan(left.clocks[i][1], None)) if 0 <= i < len(places) else block


def _clock_lines(lines: list[Line]) -> list[tuple[int, float]]:
    """Lines that hold a time in a recording and nothing else, with its seconds; such times count up and come again and again."""
    found = [
        (i, read_clock(m["clock"] or m["from"]))
        for i, line in enumerate(lines)
        if line.text[-1] in "0123456789)]" and (m := _CLOCK_LINE.fullmatch(line.text))
    ]
    steady = sum(a[1] <= b[1] for a, b in pairwise(found))
    return found if len(found) >= _FEWEST_CLOCKS and len(found) * 6 >= len(lines) and steady == len(found) - 1 else []


def _line_numbers(lines: list[Line]) -> dict[int, tuple[int, int]]:
    """Where numbers stand before most lines and count up, starting again on each page, by index of line."""
    if len(lines) < _FEWEST or sum(line.text[0].isdecimal() for line in lines[:_SAMPLE]) * 2 < min(len(lines), _SAMPLE):
        return {}
    found = {i: m for i, line in enumerate(lines) if (m := _NUMBER.match(line.text))}
    if len(found) * 10 < len(lines) * 7:
        return {}
    values = [int(m[1]) for m in found.values()]
    steady = sum(b == a + 1 or b == 1 for a, b in pairwise(values))
    if steady * 10 < (len(values) - 1) * 9:
        return {}
    cuts = {i: (lines[i].start, lines[i].start + m.end()) for i, m in found.items()}
    for i, j in pairwise(found):
        page = found[j].end() == len(lines[j].text) and int(found[j][1]) != int(found[i][1]) + 1
        if page or int(found[j][1]) == 1:  # what stands between two numbered pages is their head and foot
            cuts |= {k: (lines[k].start, lines[k].end) for k in range(i + 1, j)}
    return cuts


def _unnumbered(lines: list[Line], numbers: dict[int, tuple[int, int]]) -> list[Line]:
    """The lines without their numbers, and without those that hold no more."""
    bare = [
        line._replace(start=numbers[i][1], text=line.text[numbers[i][1] - line.start :]) if i in numbers else line for i, line in enumerate(lines)
    ]
    return [line for line in bare if line.text]


def _page_breaks(lines: list[Line], text: str) -> list[tuple[int, int]]:
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
            end = _LINE_END.search(text, before.end, line.start)
            cuts.append((end.end() if end else lines[i + 1].start, line.start))
    return cuts


def _goes_on(before: str, line: str, width: int) -> bool:
    """Whether a sentence goes on behind furniture: in lower case, in a bracket, or with a capital behind a full line and before no label."""
    return (
        line[0].islower()
        or before.count("(") > before.count(")")
        or ((unfinished(before) or len(before) >= width * _FULL > 0) and opening(line) is None)
    )
