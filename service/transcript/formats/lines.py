"""Lines of a text and the paragraphs they make: hard-wrapped lines are joined, the text itself stays as it is."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from typing import NamedTuple

_NO_ENDS = dict.fromkeys((0x1C, 0x1D, 0x1E), "\x1f")
"""Separators that Python takes for line ends and no text does, and one that it does not."""
_EDGE = " \t\xa0\ufeff\u200b\u2003\u2002\u3000\r\n\x0b\x0c\x85\u2028\u2029"
_STOPS = ".?!:…—–"
_CLOSERS = "”’\"')]*"
_GOES_ON = frozenset(
    (
        "the",
        "a",
        "an",
        "of",
        "and",
        "to",
        "was",
        "were",
        "is",
        "are",
        "by",
        "with",
        "from",
        "that",
        "their",
        "his",
        "her",
        "our",
        "my",
        "its",
        "than",
        "or",
        "for",
        "at",
        "which",
        "who",
    )
)
_WIDEST_WRAP = 130
"""No page or terminal wraps later than this many characters."""


class Line(NamedTuple):
    """A line that is not blank, without the space at its ends. ``gap``: a blank line stands before it; ``indent`` in characters."""

    start: int
    end: int
    indent: int
    gap: bool
    text: str


def read_lines(text: str) -> list[Line]:
    """The lines of ``text`` that are not blank, whatever its line ends."""
    lines: list[Line] = []
    gap = True
    end = 0
    lined = text.translate(_NO_ENDS) if "\x1c" in text or "\x1d" in text or "\x1e" in text else text
    for whole in lined.splitlines(keepends=True):
        begin, end = end, end + len(whole)
        left = whole.lstrip(_EDGE)
        if not left:
            gap = True
            continue
        start = end - len(left)
        stop = start + len(left.rstrip(_EDGE))
        lines.append(Line(start, stop, start - begin, gap, text[start:stop]))
        gap = False
    return lines


def stops(line: str) -> bool:
    """Whether a line ends as a sentence, a clause broken off or an announced quotation does."""
    end = line[-8:].rstrip(_CLOSERS)
    return end != "" and (end[-1] in _STOPS or (end[-1] == "-" and not end[-2:-1].isalnum()))


def unfinished(line: str) -> bool:
    """Whether a line ends in a small word, behind which a sentence always goes on."""
    return line.rpartition(" ")[2] in _GOES_ON and " " in line


class Wrap(NamedTuple):
    """How the lines of a text are broken by hand: ``width`` in characters, and whether they are ``throughout``."""

    width: int
    throughout: bool


def find_wrap(lines: list[Line]) -> Wrap | None:
    """How a text is wrapped, or None where its lines are too long for that: each is a paragraph.

    Where lines are wrapped throughout, many go on in lower case and the line before has no stop.
    """
    lengths = sorted(len(line.text) for line in lines)
    if len(lines) < 2 or lengths[len(lengths) * 95 // 100] > _WIDEST_WRAP:
        return None
    pairs = run_on = 0
    for before, line in itertools.pairwise(lines):
        if line.gap:
            continue
        pairs += 1
        run_on += line.text[0].islower() and not stops(before.text)
    full = lengths[bisect_left(lengths, lengths[-1] // 2) :]
    return Wrap(full[len(full) // 2], throughout=len(lines) > 2 and pairs > 1 and run_on * 8 >= pairs)


def continues(before: Line, line: Line, wrap: Wrap | None) -> bool:
    """Whether ``line`` goes on with the paragraph of the line before it."""
    if wrap is None or line.gap or line.indent >= before.indent + 2:
        return False
    if not stops(before.text):
        return wrap.throughout or line.text[0].islower() or unfinished(before.text)
    first_word = line.text.split(None, 1)[0]
    return wrap.throughout and len(before.text) + 1 + len(first_word) >= wrap.width * 0.85
