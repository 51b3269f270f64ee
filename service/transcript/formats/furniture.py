"""Lines of a page that nobody said: page heads and numbers, column marks, notices, stage directions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from service.lexicon import load
from service.transcript.formats.lines import Line

_FURNITURE = re.compile("|".join(f"(?:{line})" for line in load("service.transcript")["furniture"]["lines"]))
_LONGEST = 320
_DIGITS = re.compile(r"\d+")


def is_furniture(line: str) -> bool:
    """Whether a whole line is page furniture."""
    return len(line) <= _LONGEST and (_FURNITURE.fullmatch(line) is not None or has_leaders(line))


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
    running: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        text = line.text
        if i in known or i in found or len(text) > 120 or text[-1] in '.?!,;:”"—–-' or not (text[0].isupper() or text[0].isdigit()):
            continue
        bare = _DIGITS.sub("#", text)
        if bare != text and len(bare) > 8:
            running.setdefault(bare, []).append(i)
    for numbers in running.values():
        if len(numbers) >= 3 and len({lines[i].text for i in numbers}) > len(numbers) // 2:
            found.update(numbers)
    return found
