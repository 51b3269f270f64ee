"""Transcripts with a label before each turn: names, offices, capitals, ``Q`` and ``A``, with or without times."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from service.model import Span, TimeSpan
from service.transcript.document import Block, BlockRole, Document, SectionMark
from service.transcript.formats.furniture import furniture_lines, has_leaders, is_furniture
from service.transcript.formats.labels import label_at, plausible
from service.transcript.formats.lines import Line, find_wrap, stops
from service.transcript.formats.openings import Opening, accepted, opening, read_clock, timed
from service.transcript.formats.plain import header_dates, is_date_line, paragraphs

LONGEST_TITLE = 200
"""Words before the first label that do not end like a sentence are a title page's, up to so many characters."""


_LONGEST_PLACE = 60
_LONGEST_LABEL = 160
_THIRD_PERSON = ("He ", "She ", "They ", "His ", "Her ", "Their ", "He’", "She’", "He'", "She'")
_LONGEST_NAME = 60
_DASHED = re.compile(r"(?:\*\*)?(?P<name>[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){0,3})(?:\*\*)?(?: ?[–—] ?| - )(?:\*\*)?(?=\S)")
_MOST_TITLES = 4
_FEW_LINES = 200
_PAGE_HEAD = 8
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "to", "a", "an", "with", "at", "by", "from", "or", "–", "-", "—", "&"))


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


def find_labels(text: str, lines: list[Line], *, certain: bool = False) -> Labelling:
    """Where labels open the ``lines`` of ``text``; in wrapped text only behind the end of a sentence or a blank line."""
    wrap = find_wrap(lines)
    width = wrap.width if wrap and wrap.throughout else 0
    page: set[int] | None = None
    candidates: dict[int, Opening] = {}
    for i, line in enumerate(lines):
        found = opening(line.text) or _over_two_lines(text, lines, i)
        if found is None or has_leaders(line.text) or is_date_line(line.text) or (found.speech == len(line.text) and is_furniture(line.text)):
            continue
        if width and i and not line.gap and not _ends(lines[i - 1], width) and not (found.strong and _falls_short(lines[i - 1], line, width)):
            page = furniture_lines(lines) if page is None else page
            before = next((lines[k] for k in range(i - 1, max(i - _PAGE_HEAD, -1), -1) if k not in page), None)
            if before is not None and not _ends(before, width):
                continue
        if width and not found.spoken and i + 1 < len(lines) and not lines[i + 1].gap and len(line.text) * 4 > width * 3:
            found = found._replace(spoken=True)  # the sentence goes on in the next line
        candidates[i] = found
    said = len(lines) - sum(is_furniture(line.text) for line in lines) if 0 < len(candidates) * 2 < len(lines) <= _FEW_LINES else len(lines)
    names = accepted(list(candidates.values()), said, certain=certain)
    openings = {i: o for i, o in candidates.items() if o.name in names}
    if openings and not certain and _describes(lines, openings):
        openings = {}
    if openings:
        named = {o.name for o in openings.values() if " " in o.name}
        openings |= {i: o for i, line in enumerate(lines) if i not in openings and (o := _alone(line.text)) and o.name in named}
        return Labelling(lines, openings)
    return Labelling(lines, _by_lines_alone(lines) or _by_times(lines) or _by_dashes(lines))


def _ends(line: Line, width: int) -> bool:
    """Whether a line of wrapped text is a paragraph's last."""
    return stops(line.text) or len(line.text) * 2 <= width


def _falls_short(line: Line, after: Line, width: int) -> bool:
    """Whether the first word of the next line would have found room on a line by far, so that no sentence was wrapped there: a title."""
    return (len(line.text) + 1 + len(after.text.split(maxsplit=1)[0])) * 4 < width * 3


def _alone(line: str) -> Opening | None:
    """A line that holds a name and nothing else, in bold or not."""
    name = line.strip("*_ :")
    at = line.find(name)
    return Opening(name, at, at + len(name), len(line), None, strong=True) if 1 < len(name) <= _LONGEST_NAME else None


def _by_lines_alone(lines: list[Line]) -> dict[int, Opening]:
    """Labels on lines of their own: two names at least that come again and again, no two of them together, behind blank lines."""
    found: dict[int, Opening] = {}
    for i, line in enumerate(lines[:-1]):
        if (
            (line.gap or i == 0)
            and (o := _alone(line.text))
            and not stops(line.text)
            and plausible(o.name) in (("strong", "weak") if " " in o.name else ("strong",))
            and _all_capital(o.name)
        ):
            found[i] = o
    counts = Counter(o.name for o in found.values())
    kept = {i: o for i, o in found.items() if counts[o.name] > 1}
    return kept if _alternate(kept, lines) and not any(i + 1 in kept for i in kept) else {}


def _by_times(lines: list[Line]) -> dict[int, Opening]:
    """Labels behind a time on lines of their own, ``[00:00:03] Ann Lowell``: two names at least that come again, words below each."""
    found: dict[int, Opening] = {}
    for i, line in enumerate(lines[:-1]):
        if len(line.text) <= _LONGEST_NAME and (m := timed(line.text)) is not None and plausible(line.text[m.end() :]) and not stops(line.text):
            name = line.text[m.end() :].strip()
            found[i] = Opening(name, m.end(), m.end() + len(name), len(line.text), read_clock(m["clock"]), strong=True)
    counts = Counter(o.name for o in found.values())
    kept = {i: o for i, o in found.items() if " " in o.name or counts[o.name] > 1}
    again = sum(c > 1 for c in counts.values())
    sure = again * 2 >= len(counts) and len(kept) * 2 >= len(found) and not any(i + 1 in kept for i in kept)
    return kept if sure and len(counts) > 1 and len(kept) > 2 and all(lines[i].text[0] == "[" or counts[o.name] > 2 for i, o in kept.items()) else {}


def _by_dashes(lines: list[Line]) -> dict[int, Opening]:
    """Labels before a dash: ``Ann Lowell – How many?``; two names at least that come again, on half of the lines."""
    found: dict[int, Opening] = {}
    for i, line in enumerate(lines):
        m = _DASHED.match(line.text)
        if m and plausible(m["name"]):
            found[i] = Opening(m["name"], m.start("name"), m.end("name"), m.end(), None, strong=True)
    counts = Counter(o.name for o in found.values())
    kept = {i: o for i, o in found.items() if counts[o.name] > 1}
    return kept if len(kept) * 2 >= len(lines) and _alternate(kept, lines) else {}


def _alternate(found: dict[int, Opening], lines: list[Line]) -> bool:
    return len({o.name for o in found.values()}) > 1 and len(found) > 3 and len(found) * 12 >= len(lines)


def _all_capital(name: str) -> bool:
    return all(w[0].isupper() for w in name.split())


def _describes(lines: list[Line], openings: dict[int, Opening]) -> bool:
    """Whether the names before colons head what is said of them ("Ann Lowell: She was there."): none comes again, most go on in the third person."""
    if len({o.name for o in openings.values()}) < len(openings):
        return False
    described = sum(lines[i].text[o.speech :].startswith(_THIRD_PERSON) for i, o in openings.items())
    return described * 2 > len(openings)


def _over_two_lines(text: str, lines: list[Line], i: int) -> Opening | None:
    """A label whose bracket begins or ends on the next line: ``Mr. Holm (Arland) (spoke in Spanish;`` and ``English text provided):``."""
    line = lines[i]
    if i + 1 == len(lines) or lines[i + 1].gap or ":" in line.text or len(line.text) > _LONGEST_LABEL:
        return None
    if line.text.isupper() and "," in line.text and plausible(line.text) == "strong":  # ANN LOWELL, CNN SENIOR | CORRESPONDENT: ...
        head = lines[i + 1].text.partition(":")[0]
        both = f"{line.text} {lines[i + 1].text}" if head.isupper() and len(head) < _LONGEST_PLACE and len(head) < len(lines[i + 1].text) else ""
        return opening(both) if both and lines[i + 1].start - line.end == 1 else None
    if line.text.count("(") <= line.text.count(")") and (lines[i + 1].text[0] != "(" or not plausible(line.text)):
        return None
    both = text[line.start : lines[i + 1].end]
    return opening(both.replace("\n", " ").replace("\r", " ")) if 0 < both.find("):") <= _LONGEST_LABEL else None


def _stray_titles(lines: list[Line], openings: dict[int, Opening], furniture: set[int]) -> set[int]:
    """Lines between two turns that are titles: their words have capitals, and a sentence ends before them."""
    found: set[int] = set()
    for i in sorted(openings):
        at = i - 1
        while at > 0 and (at in furniture or _is_topic(lines[at].text)) and at not in openings and i - at < _MOST_TITLES:
            at -= 1
        if at + 1 < i and (at in openings or stops(lines[at].text)):
            found.update(set(range(at + 1, i)) - furniture)
    return found


def _is_topic(line: str) -> bool:
    if len(line) > _LONGEST_PLACE or not line[0].isupper() or stops(line):
        return False
    words = [w.strip("().,’'\"“”") for w in line.split()]
    return all(w[:1].isupper() or w in _SMALL or not w for w in words)


def read_labelled(text: str, lines: list[Line], labelling: Labelling | None = None) -> Document:
    """A transcript whose turns open with labels. Words before the first label are a turn of nobody, if they are sentences."""
    openings = (labelling or find_labels(text, lines, certain=True)).openings
    dates = header_dates(lines) - set(openings)
    furniture = furniture_lines(lines, dates | set(openings))
    head = min(openings, default=0)
    topics = _stray_titles(lines, openings, furniture)
    blocks: list[Block] = []
    opened = False
    shifts = {i for i, line in enumerate(lines) if line.text.startswith(">>")}  # captions mark a change of speaker so
    ends = {i + 2 for i, o in openings.items() if o.speech > len(lines[i].text)}
    for first, last in _joined(paragraphs(lines, dates | furniture | topics, openings.keys() | shifts), ends):
        start, end = lines[first].start, lines[last - 1].end
        found = openings.get(first)
        if found:
            blocks.append(_labelled_block(lines[first], found, end))
        elif first in furniture:
            blocks.append(Block(start, end, BlockRole.FURNITURE))
            continue
        elif first in dates or first in topics or (first < head and end - start <= LONGEST_TITLE and _is_title(text[start:end])):
            blocks.append(Block(start, end, BlockRole.HEADING))
            continue
        else:
            begin = start + len(lines[first].text) - len(lines[first].text.lstrip("> ")) if first in shifts else start
            blocks.append(Block(min(begin, end), end, opens_turn=not opened or first in shifts, opens_at=start))
        opened = True
    heading = next((Span(b.start, b.end) for b in blocks if b.role is BlockRole.HEADING), None)
    marks = (SectionMark(blocks[0].turn_start, len(text), heading),) if blocks else ()
    return Document(text, "labelled", tuple(blocks), marks)


def _joined(ranges: list[tuple[int, int]], ends: set[int]) -> list[tuple[int, int]]:
    """Ranges of lines, those parted at a label that runs on to the next line made one; ``ends`` are the lines behind such labels."""
    joined: list[tuple[int, int]] = []
    for first, last in ranges:
        if joined and first + 1 in ends:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _is_title(line: str) -> bool:
    """Whether words before the first label are a title page's: no sentence, or a place with its abbreviation, "Bayport, D.C."."""
    return (
        not stops(line)
        or (line[-1] == ":" and len(line) <= _LONGEST_PLACE)
        or (len(line) <= _LONGEST_PLACE and line[-1] == "." and line[-3:-2] in (".", " ") and not any(w[0].islower() for w in line.split()))
    )


def _labelled_block(line: Line, found: Opening, end: int) -> Block:
    base = line.start
    label = label_at(found.name, base + found.start, base + found.end)
    time = TimeSpan(found.seconds, None) if found.seconds is not None else None
    return Block(min(base + found.speech, end), end, opens_turn=True, label=label, time=time, opens_at=base)
