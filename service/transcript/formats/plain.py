"""Plain prose and news articles: paragraphs of one turn, with the header's dates and without the page's furniture."""

from __future__ import annotations

import re
from collections.abc import Collection

from service.model import Span
from service.transcript.document import Block, BlockRole, Document, SectionMark
from service.transcript.formats.bylines import head_of_speech
from service.transcript.formats.furniture import furniture_lines
from service.transcript.formats.lines import Line, continues, find_wrap

_MONTH = r"(?i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
_DAY = r"(?i:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?)"
_DATE_LINE = re.compile(
    rf"(?:(?:Last )?(?:[Uu]pdated|[Pp]ublished|[Pp]osted|[Ff]iled|[Ii]ssued|[Ff]irst published|[Dd]ate|[Aa]ired|[Rr]eleased|[Hh]eld|(?:Volume \d{{1,4}}: )?[Dd]ebated)(?: on| at)?:? ?)?(?:{_DAY},? )?"
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}\.?,? \d{{4}}|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{4}}|\d{{1,2}}\.\d{{1,2}}\.\d{{4}}|{_DAY},? \d{{1,2}} {_MONTH})"
    r"(?:(?:,? (?:at )?|T| ?[-–—|] ?)(?:\d{1,2}[:.]\d{2}(?::\d{2})?(?:Z| ?[APap]\.?[Mm]\.?)?|\d{1,2} ?[APap]\.?[Mm]\.?)(?: [A-Z]{2,4})?)?[.]?"
)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAMED_MONTH = re.compile(rf"\b({_MONTH})\b")
_NUMBERS = re.compile(r"\d+")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?|\d{1,2} ?[APap]\.?[Mm]\b")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HEADER_REACH = 12
"""A header's date stands within so many lines of the top."""


def is_date_line(line: str) -> bool:
    """Whether a line states a day and nothing else: ``Tuesday, October 22, 2019``, ``Published: 3 May 2021 10:30 BST``."""
    return len(line) <= 80 and _DATE_LINE.fullmatch(line) is not None


def day_of(line: str) -> str | None:
    """The day, in ISO 8601, of a line that states it with a year, none where the order of its numbers is open."""
    if not is_date_line(line):
        return None
    m = _ISO_DAY.search(line)
    if m:
        return m[0]
    month, numbers = _NAMED_MONTH.search(line), _NUMBERS.findall(_CLOCK.sub("", line))
    if not month or len(numbers) != 2 or {len(n) for n in numbers} - {1, 2, 4}:
        return None
    day, year = sorted(numbers, key=len)
    return f"{year}-{_MONTHS.index(month[1][:3].lower()) + 1:02}-{int(day):02}" if len(year) == 4 else None


def header_dates(lines: list[Line]) -> set[int]:
    """The date lines at the head of a text, of which something follows."""
    return {i for i, line in enumerate(lines[:_HEADER_REACH]) if i < len(lines) - 1 and is_date_line(line.text)}


def paragraphs(lines: list[Line], alone: set[int], opening: Collection[int] = ()) -> list[tuple[int, int]]:
    """Half-open ranges of lines that make one paragraph; each line of ``alone`` stands alone, each of ``opening`` begins one."""
    wrap = find_wrap(lines)
    ranges: list[tuple[int, int]] = []
    for i, line in enumerate(lines):
        if ranges and i not in alone and i - 1 not in alone and i not in opening and continues(lines[i - 1], line, wrap):
            ranges[-1] = (ranges[-1][0], i + 1)
        else:
            ranges.append((i, i + 1))
    return ranges


def read_plain(text: str, lines: list[Line]) -> Document:
    """An article or statement: one turn without a label; the title of a speech that says whose it is stands before it."""
    dates = header_dates(lines)
    titles = set(range(head_of_speech(lines, text, dates)))
    furniture = furniture_lines(lines, dates | titles)
    alone = dates | titles
    blocks: list[Block] = []
    opened = False
    for first, last in paragraphs(lines, alone | furniture):
        start, end = lines[first].start, lines[last - 1].end
        if first in alone or first in furniture:
            blocks.append(Block(start, end, BlockRole.HEADING if first in alone else BlockRole.FURNITURE))
        else:
            blocks.append(Block(start, end, opens_turn=not opened))
            opened = True
    heading = next((Span(b.start, b.end) for b in blocks if b.role is BlockRole.HEADING), None)
    marks = (SectionMark(blocks[0].start, len(text), heading),) if blocks else ()
    return Document(text, "plain", tuple(blocks), marks, prose=True)
