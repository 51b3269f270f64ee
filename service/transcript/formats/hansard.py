"""Hansard as text: Parallel Parliament's pages with and without labels, and speakers on lines of their own."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace

from service.lexicon import load
from service.model import Span, SpeakerKind
from service.transcript.document import Block, BlockRole, Document, Label, SectionMark
from service.transcript.formats.furniture import furniture_lines
from service.transcript.formats.labelled import LONGEST_TITLE, Labelling
from service.transcript.formats.labels import label_at, parse_label, plausible
from service.transcript.formats.lines import Line, stops
from service.transcript.formats.openings import Opening
from service.transcript.formats.plain import day_of, header_dates, is_date_line, paragraphs

_UNIT = r"(?:year|month|week|day|hour|minute)s?"
_AGE = re.compile(rf"\(\d{{1,4}} {_UNIT}(?:,? (?:and )?\d{{1,3}} {_UNIT})? ago\)")
_VENUE = re.compile(
    "(?:" + "|".join(sorted(map(re.escape, load("service.transcript")["venues"]["words"]), key=len, reverse=True)) + r")(?=[^\s,.;:'’a-z]|$)"
)
_GESTURE = re.compile(r"(?:rose|indicated (?:his |her |their )?(?:assent|dissent)|made an? .{1,40} gesture|nodded|shook (?:his|her) head) ?[-–—]?\.?")
_NOTICE = re.compile(r"This information is provided by ")
_NOTICE_REACH = 8
_SPARSE = 60
"""Lines with names mark the speakers only where there is one in so many."""
_TITLES_OF_WORKS = frozenset({"Act", "Bill", "Order", "Regulations", "Rules", "Scheme", "Measure", "Committee", "Clause", "Schedule", "Amendment"})
_PORTRAIT = re.compile(
    r"(?P<name>.{2,80}?) Portrait (?P<label>(?:(?P=name)|[^()]{3,120} \((?P=name)\))(?: \([^()]{1,80}\)){0,3})(?:[-–|\s]|View Speech|Hansard|Excerpts|Watch Debate)*"
)
_MEMBER_LINE = re.compile(r"(?P<label>[^()\[\]:]{3,130}?(?: \([^()]{2,80}\)){1,3})(?: ?\[V\])?(?::)?")
_BRACKETS_LINE = re.compile(r"\([^()]{2,80}\)(?: \([^()]{2,80}\)){0,2}")
_SEAT_LINE = re.compile(r"(?:[^()\[\]:]{3,60} )?\([A-Z][^()]{1,60}\) \([A-Z][^()]{1,20}\)(?: ?\[V\])?")
_OFFICE_LINE = re.compile(r"The [A-Z][^():]{3,100} \((?:[A-Z][\w.’'-]* ){1,4}[A-Z][\w.’'-]*\)")
_LONGEST_SEAT = 160
_CHAIR = re.compile(
    r"(?:Mr\.?|Madam) (?:Deputy )?Speaker(?: \([^()]{3,60}\))?|The (?:(?:Temporary|Deputy) )?(?:Chair(?:man|woman)?|Speaker|Lord Speaker|Presiding Officer|Chairman of Committees)(?: \([^()]{3,60}\))?|Lord Speaker|Ll?ywydd",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b(?:right |rt\.? )?hon\. (?:and (?:learned|gallant) )?(?:Friend|Lady|Gentleman|Member)s?\b|\bnoble (?:and learned )?(?:Lord|Lady|Baroness|Friend|Earl|Viscount)|\bM(?:r|adam)\.? (?:Deputy )?Speaker\b|\bMy Lords, "
)
_OF_ADDRESS = ("hon. ", "noble ", "Speaker", "My Lords, ")
"""Words one of which each form of address holds."""
_COLLEAGUE = re.compile(
    r"\b(?:hon\. (?:and (?:learned|gallant) )?(?:Friend|Lady|Gentleman)|noble (?:and learned )?(?:Lord|Lady|Baroness|Friend|Earl|Viscount))\b"
)


_MOVES = re.compile(r"\b(?:beg to move|beg leave to|I move)\b[^.?!]*[,:—–-]$")
_BEFORE_MOTION = ",:—–-"
"""Marks with one of which such words end."""
_MOTION = re.compile(r"That |[“\"‘'(]|[a-z]")
_FROM_THE_CHAIR = re.compile(
    r"With this it will be|Order\b|(?:Mr|Madam) (?:Deputy )?Speaker has|The Question is|I call |(?:Before|As) I call|I (?:have|should|must|can|wish to|remind|inform|will now put|am now) ?(?:to )?(?:inform|select|announce|remind|the House)"
)
_MOVING = 600


def is_debate(text: str, lines: list[Line]) -> bool:
    """Whether a text is surely a debate of the UK parliament: headed by an age or a venue, with seats and parties, or full of hon. Members."""
    if any(line.text[0] == "(" and _AGE.fullmatch(line.text) for line in lines):
        return True
    seats = [line.text for line in lines if line.text[-1] == ")" and len(line.text) < _LONGEST_SEAT and _SEAT_LINE.fullmatch(line.text)]
    if len(seats) >= 2 or (seats and _speaks_again(seats[0].partition(" (")[0], lines)):
        return True
    if any(_VENUE.match(line.text) and (len(line.text) < 30 or not line.text[:60].isupper()) for line in lines[:6]):
        return True
    if "hon. " not in text and "noble " not in text:
        return False
    return next(itertools.islice(_COLLEAGUE.finditer(text), max(3, min(len(text), 40_000) // 4_000) - 1, None), None) is not None


def _speaks_again(name: str, lines: list[Line]) -> bool:
    """Whether a member's name stands on a line of its own, or a minister's with the office."""
    return any(line.text == name or (line.text.startswith("The ") and line.text[-1] == ")" and _OFFICE_LINE.fullmatch(line.text)) for line in lines)


def looks_like_hansard(text: str) -> bool:
    """Whether a text has the forms of address of the UK parliament."""
    if not any(words in text for words in _OF_ADDRESS):
        return False
    enough = max(2, min(len(text), 40_000) // 8_000)
    return next(itertools.islice(_ADDRESS.finditer(text), enough - 1, None), None) is not None


@dataclass(slots=True)
class _Page:
    """The lines of a page by what they are."""

    lines: list[Line]
    ages: set[int] = field(default_factory=set)
    titles: set[int] = field(default_factory=set)
    dates: set[int] = field(default_factory=set)
    furniture: set[int] = field(default_factory=set)
    venues: dict[int, int] = field(default_factory=dict)
    """Length of the venue that a line opens with."""
    labels: dict[int, Label] = field(default_factory=dict)
    """Lines that hold a speaker's label and nothing else."""
    openings: dict[int, Opening] = field(default_factory=dict)
    """Lines that open with a label before the words."""


def read_hansard(text: str, lines: list[Line], labelling: Labelling | None = None) -> Document:
    """A page of Hansard. Without labels ``opens_turn`` is None but for the first paragraph of a section."""
    page = _sort(lines)
    if labelling:
        page.openings = {i: o for i, o in labelling.openings.items() if i not in page.labels}
    _find_member_lines(page)
    labelled = bool(page.labels) or bool(page.openings)
    begins = min(page.labels.keys() | page.openings.keys(), default=0)
    breaks = page.ages | page.titles | page.dates | page.furniture | set(page.labels)
    blocks: list[Block] = []
    pending: Label | None = None
    fresh = True
    moving = False
    for first, last in paragraphs(page.lines, breaks, page.venues.keys() | page.openings.keys()):
        start, end = page.lines[first].start, page.lines[last - 1].end
        if first in page.labels:
            pending = page.labels[first]
            continue
        if first in breaks:
            if first in page.furniture:
                blocks.append(Block(start, end, BlockRole.FURNITURE))
            else:
                blocks.append(Block(start, end, BlockRole.HEADING))
                fresh, pending = True, None
            continue
        opens_at = start
        if first in page.venues:
            start += page.venues[first]
            blocks.append(Block(opens_at, start, BlockRole.FURNITURE))
            fresh = True
            if start >= end:
                continue
        label = pending
        if labelled and first < begins and end - start <= LONGEST_TITLE and not stops(text[start:end]):
            blocks.append(Block(start, end, BlockRole.HEADING))
            continue
        if first in page.openings:
            found = page.openings[first]
            label = label_at(found.name, opens_at + found.start, opens_at + found.end)
            start = min(opens_at + found.speech, end)
        elif label and label.span:
            opens_at = label.span.start
        gesture = not labelled and _GESTURE.fullmatch(page.lines[first].text) is not None  # somebody else's, and no more than that
        opens = True if label or fresh or gesture else False if labelled or (moving and not _FROM_THE_CHAIR.match(text, start)) else None
        moving = (text[end - 1] in _BEFORE_MOTION and _MOVES.search(text[max(start, end - _MOVING) : end]) is not None) or (
            moving and opens is False and _MOTION.match(text, start) is not None
        )
        blocks.append(Block(start, end, opens_turn=opens, label=label, opens_at=opens_at))
        fresh, pending = gesture, None
    return Document(text, "hansard", tuple(blocks), _sections(text, page, blocks))


def _sort(lines: list[Line]) -> _Page:
    page = _Page(lines)
    page.ages = {i for i, line in enumerate(lines) if line.text[0] == "(" and _AGE.fullmatch(line.text)}
    near = {i for age in page.ages for i in range(max(age - 3, 0), min(age + 4, len(lines)))}
    page.dates = {i for i in near if is_date_line(lines[i].text)} | header_dates(lines)
    for age in page.ages:
        for i in range(age - 1, max(age - 4, -1), -1):
            if i in page.dates:
                continue
            if i in page.ages or len(lines[i].text) > 120 or lines[i].text[-1] in '.?!,;:”"' or lines[i].text[0].islower():
                break
            if i == age - 1 and not (i == 0 or lines[i].gap or lines[age].gap or _is_title(lines[i].text)):
                break
            page.titles.add(i)
    for i, line in enumerate(lines):
        m = _VENUE.match(line.text)
        if m and (
            i - 1 in page.ages or i - 1 in page.dates or m.end() == len(line.text) or line.text[m.end()].isupper() or line.text[m.end()] in "“‘\"'("
        ):
            page.venues[i] = m.end()
    page.furniture = furniture_lines(lines, page.ages | page.dates | page.titles)
    for i, line in enumerate(lines):
        if _NOTICE.match(line.text):
            _mark_notice(page, i)
    return page


def _is_title(line: str) -> bool:
    """Whether most words of a short line without a stop are capitalised."""
    words = [w for w in line.split() if w[0].isalpha()]
    return len(line) <= 100 and len(words) > 0 and line[0].isupper() and sum(w[0].isupper() for w in words) * 2 > len(words)


def _mark_notice(page: _Page, notice: int) -> None:
    """All lines from the venue or heading to the page's own notice are the page's, its explanations of the venue among them."""
    page.furniture.add(notice)
    for i in range(notice - 1, max(notice - _NOTICE_REACH, -1), -1):
        if i in page.venues:
            page.furniture.update(range(i, notice))
            for j in range(i, notice):
                page.venues.pop(j, None)
            return
        if i in page.ages or i in page.labels:
            page.furniture.update(range(i + 1, notice))
            return


def _find_member_lines(page: _Page) -> None:
    """Lines that are a label: a portrait's, a member's with constituency, an office, and a name declared before."""
    declared: set[str] = set()
    surnames: set[str] = set()
    portraits = False
    for i, line in enumerate(page.lines):
        text = line.text
        if len(text) > 160 or i in page.ages or i in page.dates or i in page.furniture or i in page.openings or text[-1] in '.?!,;”"':
            continue
        m = _PORTRAIT.fullmatch(text)
        if m is None and (text.endswith((")", "]", ":"))):
            m = _MEMBER_LINE.fullmatch(text)
            if m and not (_is_member(m["label"]) and page.lines[i].text[0].isupper()):
                m = None
        elif m:
            portraits = True
        if m:
            page.labels[i] = _at(m["label"], line.start + m.start("label"))
            name = page.labels[i].name
            declared.update(n for n in (name, m["label"].split(" (", 1)[0]) if n)
            surnames.update((name or "").split()[-1:])
        elif text[0] == "(" and i and _BRACKETS_LINE.fullmatch(text) and _is_member(f"{page.lines[i - 1].text} {text}"):
            name_line = page.lines[i - 1]
            label = replace(parse_label(f"{name_line.text} {text}"), span=Span(name_line.start, name_line.end))
            page.labels[i - 1] = page.labels[i] = label
            declared.update(n for n in (label.name, name_line.text) if n)
            surnames.update((label.name or "").split()[-1:])
        elif text in declared or _by_surname(text, surnames) or (_CHAIR.fullmatch(text) and i + 1 < len(page.lines)):
            page.labels[i] = _at(text, line.start)
    if not portraits and (len(page.labels) < 2 or len(page.labels) * _SPARSE < len(page.lines)):
        page.labels.clear()  # a list of Acts with their chapters, a name in a motion


def _by_surname(line: str, surnames: set[str]) -> bool:
    """Whether a line is a title and the surname of one of those declared: ``Mrs Ellen Lowell`` comes again as ``Mrs Lowell``."""
    return line.rpartition(" ")[2] in surnames and len(line.split()) == 2 and plausible(line) == "strong"


def _is_member(label: str) -> bool:
    name = label.split(" (", 1)[0]
    parsed = parse_label(label)
    if parsed.kind is SpeakerKind.OFFICE or name[:4] in {"The ", "(1 y"}:
        return parsed.name is not None
    words = name.split()
    return 2 <= len(words) <= 8 and bool(plausible(label)) and words[-1][0].isupper() and _TITLES_OF_WORKS.isdisjoint(words)


def _at(printed: str, start: int) -> Label:
    return label_at(printed, start, start + len(printed))


def _sections(text: str, page: _Page, blocks: list[Block]) -> tuple[SectionMark, ...]:
    """One section from each heading to the next; words before the first heading are one of their own."""
    if not blocks:
        return ()
    lines = page.lines
    heads: list[tuple[int, Span | None, str | None]] = []
    for age in sorted(page.ages):
        first = age
        while first - 1 in page.titles or first - 1 in page.dates:
            first -= 1
        day = next((d for i in range(first, age) if i in page.dates and (d := day_of(lines[i].text))), None)
        heads.append((lines[first].start, Span(lines[first].start, lines[age].end), day))
    if not heads or heads[0][0] > blocks[0].start:
        heading = next((Span(b.start, b.end) for b in blocks if b.role is BlockRole.HEADING), None)
        if heading and heads and heading.start >= heads[0][0]:
            heading = None
        heads.insert(0, (blocks[0].turn_start, heading, None))
    ends = [start for start, _, _ in heads[1:]] + [len(text)]
    return tuple(SectionMark(start, end, heading, day) for (start, heading, day), end in zip(heads, ends, strict=True))
