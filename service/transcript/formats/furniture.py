"""Lines of a page that nobody said: page heads and numbers, column marks, notices, stage directions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from service.lexicon import load
from service.transcript.formats.labels import plausible
from service.transcript.formats.lines import Line

_LEXICON = load("service.transcript")["furniture"]
_FURNITURE = re.compile("|".join(f"(?:{line})" for line in _LEXICON["lines"]))
_VOTER = re.compile(_LEXICON["voters"])
_LONGEST_VOTER = 80
_LONGEST = 320
_DIGITS = re.compile(r"\d+")
_SPACES = re.compile(r"[ \t\xa0]{2,}")

# Heads and feet of the United Nations' records: a symbol, a day and a title in any order, a job number and a page.
_SYMBOL = r"(?:United Nations )?[A-Z]{1,6}(?:/[A-Z0-9][\w.-]{0,11}){0,4}/(?:[PS][VR]|PV\.?\d{1,4})\.\d{1,5}(?: ?\((?:Resumption|Part) ?[\dIV]{1,3}\))?(?:/(?:Add|Corr|Rev)\.\d+)?"
_DAY = r"(?:\d{1,2}/\d{1,2}/\d{4}|\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4})"
_JOB = r"(?:[A-Z]{2,3}\.)?\d{2}-\d{5}(?: \([EF]\))?"
_PAGE = r"(?:[Pp]age )?\d{1,3}(?:/\d{1,3})?"
_RECORD_HEAD = re.compile(
    rf"{_SYMBOL}(?: (?:Provisional|(?:[A-Z“\"].{{0,180}} )?{_DAY}|{_PAGE}))?|{_DAY} (?:[A-Z“\"].{{0,180}} )?{_SYMBOL}"
    rf"|{_JOB}(?: {_PAGE})?(?: \*\d+\*)?|{_PAGE} {_JOB}"
)
_PAGE_MARK = re.compile(rf"(?:[Pp]age )?\d{{1,4}}(?: ?(?:/|of) ?\d{{1,4}})?|[-–—] ?\d{{1,4}} ?[-–—]|{_RECORD_HEAD.pattern}")
_LONGEST_MARK = 60
_BEGINS_HEAD = re.compile(rf"({_SYMBOL}|{_DAY})(?: [A-Z“\"].{{0,120}})?")
_ENDS_HEAD = re.compile(rf"(?:.{{0,120}} )?({_SYMBOL}|{_DAY})")
_HEAD_LINES = 4
_HEAD_ENDS = frozenset("0123456789)*l")
_OFTEN = 3


def is_furniture(line: str) -> bool:
    """Whether a whole line is page furniture."""
    if len(line) > _LONGEST:
        return False
    if "  " in line or "\xa0" in line or "\t" in line:
        line = _SPACES.sub(" ", line)
    return _FURNITURE.fullmatch(line) is not None or has_leaders(line) or (line[-1] in _HEAD_ENDS and _RECORD_HEAD.fullmatch(line) is not None)


def has_leaders(line: str) -> bool:
    """Whether dots or rules lead from one column of a list to the next."""
    return ". . . ." in line or "....." in line or "____" in line


def furniture_lines(lines: Sequence[Line], spared: Iterable[int] = ()) -> set[int]:
    """The indices of the lines that are furniture, by their words or because they come again with another number in them.

    A text of one or two lines has none: it is no page. ``spared`` are lines known to be labels or headings.
    """
    if len(lines) < 3:
        return set()
    known = set(spared)
    found = {i for i, line in enumerate(lines) if i not in known and is_furniture(line.text)}
    found |= (_heads_over_lines(lines) | _voters(lines, found)) - known
    running: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        text = line.text
        if i in known or i in found or len(text) > 120 or text[-1] in '.?!,;:”"—–-' or not (text[0].isupper() or text[0].isdigit()):
            continue
        bare = _DIGITS.sub("#", text)
        if bare != text and len(bare) > 8:
            running.setdefault(bare, []).append(i)
    for numbers in running.values():
        if len(numbers) >= _OFTEN and len({lines[i].text for i in numbers}) > len(numbers) // 2:
            found.update(numbers)
    return found | _running_titles(lines, found, known)


def _running_titles(lines: Sequence[Line], found: set[int], known: set[int]) -> set[int]:
    """Lines that come again word for word, each time beside a page's number or symbol, and are no label."""
    beside: dict[str, list[int]] = {}
    marks = [i for i in found if len(lines[i].text) <= _LONGEST_MARK and _PAGE_MARK.fullmatch(_SPACES.sub(" ", lines[i].text))]
    for i in sorted({m + step for m in marks for step in (-1, 1)} - found - known):
        if 0 <= i < len(lines) and 8 < len(lines[i].text) <= 120 and lines[i].text[0].isupper() and lines[i].text[-1] not in '.?!,;:”"—–-':
            beside.setdefault(lines[i].text, []).append(i)
    often = {text: at for text, at in beside.items() if len(at) >= _OFTEN and plausible(text) != "strong"}
    counts = Counter(line.text for line in lines if line.text in often)
    return {i for text, at in often.items() if counts[text] == len(at) for i in at}


def _heads_over_lines(lines: Sequence[Line]) -> set[int]:
    """Lines of a record's head that is broken: a symbol opens it and a day ends it, or the other way round, some lines below."""
    found: set[int] = set()
    for i, line in enumerate(lines):
        if len(line.text) > _LONGEST or not (line.text[0].isdigit() or "/" in line.text[:14] or line.text.startswith("United Nations")):
            continue
        begins = _BEGINS_HEAD.fullmatch(_SPACES.sub(" ", line.text))
        if begins is None:
            continue
        by_symbol = not begins[1][0].isdigit()
        for j in range(i + 1, min(i + _HEAD_LINES, len(lines))):
            text = lines[j].text
            ends = _ENDS_HEAD.fullmatch(_SPACES.sub(" ", text)) if len(text) <= _LONGEST else None
            if ends is not None and by_symbol == ends[1][0].isdigit():
                found.update(range(i, j + 1))
                break
            if text[-1] in ".:?!;":
                break
    return found


def _voters(lines: Sequence[Line], page: set[int]) -> set[int]:
    """Lines of a list of those who voted: some that follow each other, "Holm, Peter", and fewer behind other furniture."""
    found: set[int] = set()
    run: list[int] = []
    for i, line in enumerate(lines):
        if "," in line.text and len(line.text) <= _LONGEST_VOTER and _VOTER.fullmatch(line.text):
            run.append(i)
        if run and (run[-1] < i or i + 1 == len(lines)):
            if len(run) >= _OFTEN - (run[0] - 1 in page):
                found.update(run)
            run = []
    return found
