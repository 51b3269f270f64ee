"""Who is announced outside the turns: whose speech a head says it is, who presides, who is sworn and by whom they are questioned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from service.attribution.names import TITLES, capitals, known_given, loose_name
from service.attribution.people import Entry, People, role_words
from service.lexicon import load
from service.model import Span
from service.reading import Reading
from service.transcript.document import Block, BlockRole
from service.transcript.formats.bylines import find_byline
from service.transcript.formats.labels import label_at, plausible

_LEXICON = load("service.attribution")["announced"]
_PRESIDING = "|".join(_LEXICON["presiding"])
_OFFICES = frozenset(_LEXICON["presiding"])
_SEAT = frozenset(_LEXICON["seat"])
_NAME = r"(?P<name>[^\W\d_][\w.’'‘ -]{1,70}?)"
_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Sheikh|Archbishop|Prof|Professor|Judge|Justice|the (?:Rt|Right) Hon)\.? )?"
_EXAMINER = re.compile(
    rf"\(?(?:(?:(?:{'|'.join(_LEXICON['questioning'])})\b.{{0,60}}?\b(?:by|from|on behalf of)|by):? {_NAME})"
    r"(?: \((?:continued|resumed|cont'd|resuming)\))?,?(?: for .{1,60}| on behalf of .{1,60}|, .{1,60})?\)?[:.]?",
    re.IGNORECASE,
)
_SWORN = re.compile(
    rf"(?:\(?whereupon,? ?)?{_NAME}(?:, .{{1,60}}?)?,? ?\((?:{'|'.join(_LEXICON['sworn'])}).{{0,60}}\)[.]?|(?P<sworn>[^\W\d_][\w.’'‘ -]{{1,70}}?), ?(?:{'|'.join(_LEXICON['sworn'])})[.]?",
    re.IGNORECASE,
)
_CALLED = re.compile(
    rf"(?:\(?whereupon,? ?)?{_NAME}, ?(?:the witness|a witness|called|produced|having|being|was (?:called|sworn|recalled)|(?:first )?duly sworn)\b.*",
    re.IGNORECASE,
)
_WITNESS = re.compile(
    rf"(?:witness|(?:oral )?evidence (?:of|from)|testimony of|deponent|deposition of|interview (?:of|with)|interviewee|guest)[:.]? (?:the )?{_NAME}(?: \(.{{1,60}}\)|, .{{1,80}})?",
    re.IGNORECASE,
)
_PRESIDES = re.compile(
    rf"(?P<office>{_PRESIDING})\s*[:.]?\s+(?P<name>{_TITLE}[A-Z][\w.’'-]+(?: [\w.’'-]+){{0,5}}?)\s*(?:[. _]{{4,}}.*|\([^()]{{1,60}}\).*|,.*)?",
    re.IGNORECASE,
)
_IN_THE_CHAIR = re.compile(rf"[\[(]?{_NAME} (?:in the chair|presiding)\.?[\])]?", re.IGNORECASE)
_COURT = re.compile(
    rf"before:?(?: the)?:? (?:hon(?:ou?rable|\.)?|judge|justice|mr justice|mrs justice|his honou?r|her honou?r) (?:judge )?{_NAME}(?:,.*)?",
    re.IGNORECASE,
)
_OFFICE_ALONE = re.compile(rf"(?P<office>{_PRESIDING})\s*:", re.IGNORECASE)
_PRESENT = re.compile(r"(?:members (?:present|attending)|(?:also )?present)\s*:\s*(?P<listed>.+)", re.IGNORECASE | re.DOTALL)
_PRESENT_CHAIR = re.compile(r"(?P<name>[^;,():]{3,80}?) \((?:(?:in the|acting|the) )?chair(?:man|woman|person)?\)", re.IGNORECASE)
_LISTED = re.compile(
    r"(?:(?:witness(?:es)?|[IVX]{1,4})\s*:|(?:(?:opening|prepared|joint|closing) )?statements? of)\s*(?P<listed>.+)", re.IGNORECASE | re.DOTALL
)
_EACH = re.compile(
    r"(?:^|; |, and |; and | and )(?:and )?(?P<name>[^;,():]{3,80}?)(?: \([^()]{1,40}\))?(?:, (?P<role>[^;]{3,140}?))?(?=;|\.?$|, and [A-Z]| and (?:Dr|Mr|Mrs|Ms|Sir|Dame|Lord|Professor)\b)"
)
_PART = re.compile(r"[^,;:()\s](?:(?! (?:AT|ON|TO|BEFORE|IN|DURING)\b)[^,;:()])*")
_MOST_NAMES = 6
_LONGEST = 320


class Role(StrEnum):
    """What somebody is announced as."""

    AUTHOR = "author"
    PRESIDES = "presides"
    EXAMINER = "examiner"
    WITNESS = "witness"


@dataclass(frozen=True, slots=True)
class Announcement:
    """Somebody announced at ``span``; ``office``, in lower case, of who presides or speaks. ``entry`` is None where no name is given."""

    role: Role
    entry: Entry | None
    span: Span
    office: str | None = None


def announcements(reading: Reading, people: People) -> list[Announcement]:
    """Everybody whom headings and furniture announce, in order of the text but for whose speech it is, who stands first."""
    document = reading.document
    outside = [b for b in document.blocks if b.role is not BlockRole.SPEECH and b.end - b.start <= _LONGEST]
    first = next((b.start for b in document.blocks if b.role is BlockRole.SPEECH), len(document.text))
    author = _author(reading, people, [b for b in outside if b.end <= first])
    found = [author] if author is not None else []
    pending = ""
    for block in outside:
        text = pending + " ".join(document.text[block.start : block.end].split("\n"))
        start = block.start - len(pending)
        if m := _PRESENT.fullmatch(text):
            at = start + m.start("listed")
            _take_roles(people, m["listed"], at)
            chairs = _PRESENT_CHAIR.finditer(m["listed"])
            found.extend(Announcement(Role.PRESIDES, *_entered(people, chair["name"], at + chair.start("name")), "chair") for chair in chairs)
        elif m := _LISTED.fullmatch(text):
            _take_roles(people, m["listed"], start + m.start("listed"))
        elif (announced := _announced(people, text, start)) is not None:
            found.append(announced)
        pending = f"{text} " if _OFFICE_ALONE.fullmatch(text) else ""
    return found


_PATTERNS = (
    (Role.PRESIDES, _IN_THE_CHAIR), (Role.PRESIDES, _COURT), (Role.WITNESS, _SWORN), (Role.PRESIDES, _PRESIDES), (Role.EXAMINER, _EXAMINER), (Role.WITNESS, _WITNESS),
    (Role.WITNESS, _CALLED),
)  # fmt: skip


def _announced(people: People, line: str, start: int) -> Announcement | None:
    for role, pattern in _PATTERNS:
        m = pattern.fullmatch(line)
        if m is None:
            continue
        group = "name" if m["name"] else "sworn"
        printed = m[group].rstrip(" .:,")
        at = start + m.start(group)
        if role is Role.EXAMINER and "counsel" in printed.lower():
            return Announcement(role, None, Span(at, at + len(printed)))
        if not _is_name(printed):
            return None
        office = m["office"] if pattern is _PRESIDES else "court" if pattern is _COURT else "chair" if role is Role.PRESIDES else None
        return Announcement(role, *_entered(people, printed, at), office.casefold() if office else None)
    return None


def _entered(people: People, printed: str, at: int) -> tuple[Entry, Span]:
    """The entry of a name that is printed at ``at``, with this mention."""
    at += len(printed) - len(printed.lstrip())
    printed = printed.strip()
    span = Span(at, at + len(printed))
    entry = people.labelled(label_at(printed, *span), people.section_of(at))
    entry.mentions.add(span)
    return entry, span


def _take_roles(people: People, listed: str, at: int) -> None:
    """Takes in a list of witnesses with what each is: "Dr Ann Lowell, Director, Rivers Institute; and Tom Holm, Chief Executive, Ports Agency"."""
    for m in _EACH.finditer(listed):
        if _is_name(m["name"].strip()):
            entry, _ = _entered(people, m["name"], at + m.start("name"))
            role = " ".join(m["role"].split()) if m["role"] else None
            entry.role = entry.role or (role.title() if role and role.isupper() else role)


def _is_name(printed: str) -> bool:
    words = printed.split()
    bare = printed.casefold().removeprefix("the ")
    return bool(plausible(printed)) and len(words) <= 7 and words[-1][0].isupper() and (bare not in _OFFICES or bare in _SEAT)


def _in_capitals(people: People, text: str, start: int, end: int) -> Announcement | None:
    """The author in a head all in capitals: the words between commas that open with a given name or a person's title."""
    for m in _PART.finditer(text, start, end):
        words = m.group().split()
        bare = [w for w in words if w.lower().strip(".") not in TITLES]
        if 2 <= len(words) <= _MOST_NAMES and bare and (known_given(bare[0].lower()) if len(bare) > 1 else len(bare) < len(words)):
            return Announcement(Role.AUTHOR, *_entered(people, m.group(), m.start()))
    return None


def _author(reading: Reading, people: People, head: list[Block]) -> Announcement | None:
    """Whose speech the head says it is: a name, with the office before or behind it, or an office alone."""
    text = reading.document.text
    found = find_byline([text[b.start : b.end] for b in head])
    if found is None:
        return None
    block = head[found[0]]
    tokens = reading.tokens
    first, last = tokens.within(block.start + found[1], block.end)
    if text[block.start : block.end].isupper() and (capital := _in_capitals(people, text, block.start + found[1], block.end)) is not None:
        return capital
    for reference in people.references.within(first, min(last, first + 8)):
        if reference.plural:
            return None
        span = Span(tokens.starts[reference.first], tokens.ends[reference.last - 1])
        entry = people.of.get(reference.first)
        if entry is None and reference.office is not None:
            entry = people.presiding(role_words(people.reading, reference) or reference.office, people.section_of(block.start))
            entry.mentions.add(span)
        if entry is not None:
            behind = next((r for r in people.references.within(reference.last, last) if r.office is not None and r.name is None), None)
            office = reference.office
            if office is None and behind is not None and tokens.words[behind.first - 1] == ",":
                office, entry.role = behind.office, entry.role or role_words(reading, behind)
            return Announcement(Role.AUTHOR, entry, span, office)
    named = loose_name(tokens, first, last)
    if named is None or capitals(tokens, first, last)[1] > named[1]:
        return None
    span = Span(tokens.starts[first], tokens.ends[named[1] - 1])
    entry = people.person(named[0])
    entry.mentions.add(span)
    return Announcement(Role.AUTHOR, entry, span)
