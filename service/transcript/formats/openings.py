"""Where a label opens a line: before a colon, a stop, a time or words of its own mark, and which of a text's candidates are labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from service.transcript.formats.labels import REACH, heading_or_surname, plausible
from service.transcript.formats.lines import stops

_SPOKEN_LENGTH = 60
"""A line that goes on so long behind its label need not end like a sentence."""
_CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_TIMED = re.compile(rf"[\[(]?(?:\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{1,4}},? )?(?P<clock>{_CLOCK})[\])]?(?:\s*[-–—>]+\s*[\[(]?{_CLOCK}[\])]?)?[\s\]:–—-]*")
_NUMBERED = re.compile(r"(?:(?:[QT]?\d{1,4}\.|Q\d{1,4})\s+|\[\d{5,7}\]\s*)+")
_MARK = re.compile(r"(?P<name>Q|A)(?:[.:]?\*\*[.:]?|[.:)](?=\s|$)|(?=[ \xa0]{2}|\t)|(?<=Q)(?=\s+[A-Z“\"(\[]))")
_BOLD = re.compile(r"(?:\*\*|__)(?P<name>[^*_\n]{1,90}?)(?::\s*(?:\*\*|__)|(?:\*\*|__)\s*:)")
_CHAT = re.compile(r"From\s+(?P<name>[^:\n]{2,60}?)\s+to\s+[^:\n]{2,40}?:\s")
_DOUBLE = re.compile(r"\(\((?P<name>[^()\n]{1,60})\)\)")
_RECORD = re.compile(
    r"(?P<name>(?:Mrs?|Ms|Miss|Dr|Senator|Representative|Chairman|Chairwoman|Chair|Vice Chair(?:man|woman)?|Ranking Member|Delegate|Professor|Secretary|Director|Ambassador|General|Admiral|Administrator|Commissioner|Judge|Governor|Mayor)\.? "
    r"(?:[A-Z][\w'’-]+ ?){1,2}(?: of [A-Z][a-z]+(?: [A-Z][a-z]+)?)?|The (?:(?:Acting|Temporary|Deputy|Vice|Presiding|Reading|Legislative) )?(?:[A-Z]{2,} ?){1,3}(?: ?pro tempore)?(?: \((?:Mr|Ms|Mrs|Miss|Dr)\.? [^()]{2,40}\))?|The (?:(?:Vice|Acting|Co) ?-?)?(?:Chair(?:man|woman|person)?|Speaker|President|Presiding Officer|Clerk|Witness|Convener|Secretary|Court))(?: \[[a-z ]{3,40}\])?\.(?=\s+\S)"
)
_RECORD_INITIALS = frozenset("MDSRCAGJTVP")
_COLON = re.compile(r"(?P<name>(?:[^:\n]|(?<=\d):(?=\d)){1,150}?)\s?:(?=\s|$|[“\"\[(])")
_STOP_AND_DASH = re.compile(r"(?P<name>[A-Z][^.:–—\n]{2,100}(?:\([^()\n]{1,60}\))?)\. [–—] (?=\S)")
_COURTESY = re.compile(r"(?:MRS?|MS|MISS|DR|SIR|DAME|LORD|LADY|SEN|REP|GEN|GOV)\b\.?")
_NAME_AND_CLOCK = re.compile(rf"(?P<name>[^\d:\n][^:\n]{{1,59}}?)\s+[\[(]?(?P<clock>{_CLOCK})[\])]?:?$")


class Opening(NamedTuple):
    """A label that opens a line: ``[start, end)`` of its words in the line, where the speech begins, and how sure it is.

    ``strong``: only speakers are marked so; a weak one is a capitalised word or name before a colon.
    ``spoken``: a sentence or the better part of a line follows it, or nothing, and no entry of a list.
    """

    name: str
    start: int
    end: int
    speech: int
    seconds: float | None
    strong: bool
    spoken: bool = True


def opening(line: str) -> Opening | None:
    """The label at the head of ``line``, if its form is that of one."""
    at = 0
    seconds = None
    if line.startswith(">>"):
        at = len(line) - len(line.lstrip("> "))
        if at == len(line):
            return None
    if line[0] in "[(0123456789":
        m = _TIMED.match(line)
        if m:
            seconds, at = read_clock(m["clock"]), m.end()
        m = _NUMBERED.match(line, at)
        if m:
            at = m.end()
    elif line[0] in "QT" and (m := _NUMBERED.match(line)):
        at = m.end()
    if seconds is not None and (m := _CHAT.match(line, at)) and plausible(m["name"]):
        return _opened(line, m, seconds, strong=True)
    first = line[at : at + 1]
    if first in "*_(" and (m := _BOLD.match(line, at) or _DOUBLE.match(line, at)) and plausible(m["name"]):
        return _opened(line, m, seconds, strong=True)
    if first in "QA*" and (m := _MARK.match(line, at + 2 * line.startswith("**", at))):
        return _opened(line, m, seconds, strong=True)
    if line[-1] in "0123456789)]:" and (m := _NAME_AND_CLOCK.match(line)) and plausible(m["name"]):
        return Opening(m["name"].strip(), 0, len(m["name"]), len(line), read_clock(m["clock"]), strong=True)
    if first in _RECORD_INITIALS and (m := _RECORD.match(line, at)) and plausible(m["name"]):
        return _opened(line, m, seconds, strong=sum(c.isupper() for c in m["name"]) > 3)
    end = at + REACH
    dash = line.find(". – ", at, end) >= 0 or line.find(". — ", at, end) >= 0
    if (
        dash
        and (m := _STOP_AND_DASH.match(line, at, end))
        and (plausible(m["name"]) == "strong" or (plausible(m["name"]) and " " in m["name"].partition(",")[0] and "," in m["name"]))
    ):
        return _opened(line, m, seconds, strong=True)
    if line.find(":", at, end) >= 0 and (m := _COLON.match(line, at, end)):
        strength = plausible(m["name"]) or ("weak" if heading_or_surname(m["name"]) else "")
        if strength and (line[0] == ">" or not _is_headline(m["name"], line[m.end() :])):
            return _opened(line, m, seconds, strong=strength == "strong" or (seconds is not None and strength == "weak"))
    return None


def timed(line: str) -> re.Match[str] | None:
    """The time that a line opens with."""
    return _TIMED.match(line) if line[0] in "[(0123456789" else None


def _is_headline(name: str, rest: str) -> bool:
    """Whether a line is a title in capitals, "FLOOD IN ARDEN: 12 KILLED", and no short answer, "MR. HOLM: NATO."."""
    return name.isupper() and rest.isupper() and " " in name and _COURTESY.match(name) is None


def _opened(line: str, m: re.Match[str], seconds: float | None, *, strong: bool) -> Opening:
    end = m.end()
    while end < len(line) and line[end].isspace():
        end += 1
    rest = len(line) - end
    return Opening(m["name"].strip(), m.start("name"), m.end("name"), end, seconds, strong, rest == 0 or rest >= _SPOKEN_LENGTH or stops(line))


def read_clock(clock: str) -> float:
    """Seconds of ``h:mm:ss``, ``mm:ss`` or either with a fraction behind a dot or comma."""
    total = 0.0
    for part in clock.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def accepted(found: Sequence[Opening], lines: int, *, certain: bool = False) -> frozenset[str]:
    """The names that are labels among the candidates of a text of so many lines.

    Strong ones are; weak ones are where they come again, have the form of a full name, or are a part of one or all in
    capitals beside others. Without a strong one something must confirm that this text has labels: sentences behind
    most of them, and one that comes again or candidates on half of the lines. ``certain``: the caller says so.
    """
    strong = {o.name for o in found if o.strong}
    known = {part.casefold() for name in strong for part in name.replace(",", " ").split()}
    found = [o for o in found if o.strong or not heading_or_surname(o.name) or o.name.casefold() in known]
    counts = Counter(o.name for o in found)
    if not certain and not strong:
        spoken = sum(o.spoken for o in found) * 2 > len(found)
        again = any(c >= 2 and len(n.split()) > 1 for n, c in counts.items()) or sum(c for c in counts.values() if c >= 2) >= 4
        if not spoken or lines < 2 or not (again or len(found) * 2 >= lines):
            return frozenset()
        if (len(found) > 2 or lines > len(found)) and not again and all(" " not in n for n in counts):
            return frozenset()  # headings of a report: "Budget:", "Roads:"
    if len(found) * 2 >= lines:
        return frozenset(counts)
    names = strong | {n for n, c in counts.items() if c >= 2 or 2 <= len(n.split()) <= 4}
    parts = {part.casefold() for n in names for part in n.split()}
    return frozenset(names | {n for n in counts if n.casefold() in parts or n.isupper()})
