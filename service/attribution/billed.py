"""Whom the head of a transcript bills, "Press Briefing by Press Secretary ANN LOWELL, …", "Tom Holm, Director": the full names and roles of labels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.attribution.names import TITLES, Name, known_given, parse_name
from service.attribution.people import People
from service.attribution.turns import DraftTurn
from service.lexicon import load
from service.model import Span, SpeakerKind
from service.reading import Reading
from service.transcript.document import BlockRole
from service.transcript.formats.labels import ordinary_case, tells_role

_LEXICON = load("service.attribution")["billed"]
_BEFORE = frozenset(_LEXICON["before"].split())
_PART = re.compile(r"[^,;:\n()|•·]+")
_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
_JOINED = re.compile(r"\s(?:and|&|with)\s", re.IGNORECASE)
_LEADS = re.compile(r"^\s*(?:(?:and|the)\s+)+", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|with|from)\b", re.IGNORECASE)
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "to", "at", "a"))
_LONGEST = 600
_MOST_GIVEN = 3
_LONGEST_ROLE = 100


def take_billing(reading: Reading, drafts: Sequence[DraftTurn], people: People) -> None:
    """Joins labels that give a surname alone to the full names in the head, and takes the roles beside these."""
    sought = {
        name.surname.casefold()
        for label in {d.label.text: d.label for d in drafts if d.label is not None}.values()
        if label.kind is SpeakerKind.PERSON and label.name is not None and (name := parse_name(label.name)).surname is not None
    }
    document = reading.document
    for block in document.blocks:
        if block.role is BlockRole.SPEECH:
            return
        if block.end - block.start <= _LONGEST:
            _read_line(document.text, block.start, block.end, sought, people)


def _read_line(text: str, start: int, end: int, sought: set[str], people: People) -> None:
    parts = [part for m in _PART.finditer(text, start, end) for part in _each(text, m, sought)]
    named = [_name_in(text, part, sought) for part in parts]
    for number, found in enumerate(named):
        if found is None:
            continue
        words, at = found
        stop = at[-1].end()
        given, surname = words[:-1], words[-1]
        entry = people.person(Name(None, tuple(given), surname))
        entry.label = entry.label or entry.name
        entry.mentions.add(Span(at[0].start(), stop))
        if entry.role is None:
            before = _role_before(text[parts[number].start : at[0].start()])
            role = before or _role_behind(text, parts, named, number, stop)
            entry.role = ordinary_role(role) if role else None


def _each(text: str, part: re.Match[str], sought: set[str]) -> list[Span]:
    """A part of a line, cut behind each surname that is sought and an "and"."""
    spans: list[Span] = []
    at = part.start()
    for m in _JOINED.finditer(text, part.start(), part.end()):
        if text[at : m.start()].casefold().rpartition(" ")[2] in sought:
            spans.append(Span(at, m.start()))
            at = m.end()
    return [*spans, Span(at, part.end())]


def _name_in(text: str, part: Span, sought: set[str]) -> tuple[list[str], list[re.Match[str]]] | None:
    """The full name of somebody who is sought, in ordinary case, in a part of a line."""
    words = list(_WORD.finditer(text, part.start, part.end))
    for k in range(len(words) - 1, 0, -1):
        if words[k].group().casefold().strip(".") not in sought:
            continue
        first = k
        while first > 0 and k - first < _MOST_GIVEN and _may_be_given(words[first - 1].group()):
            first -= 1
        known = next((i for i in range(first, k) if known_given(words[i].group().casefold())), None)
        if known is None and (first == k or (first > 0 and k - first > 1)):
            continue
        found = words[known if known is not None else first : k + 1]
        return ordinary_case(" ".join(w.group() for w in found)).split(), found
    return None


def _may_be_given(word: str) -> bool:
    norm = word.casefold().strip(".")
    return word[0].isupper() and norm not in TITLES and norm not in _BEFORE and norm not in _SMALL and not tells_role(word)


def _role_before(words: str) -> str | None:
    """The office right before a name: the words before it without "and" and "by", if they are one."""
    role = _without_rank(_LEADS.sub("", _BY.split(words)[-1]).strip(" .–—-"))
    return role if role and role[0].isupper() and tells_role(role) and len(role) <= _LONGEST_ROLE else None


def _without_rank(role: str) -> str:
    """An office without what stands between it and the name: "Press Secretary | Air Force Maj. Gen."."""
    words = role.split()
    last = max((i for i, w in enumerate(words) if tells_role(w)), default=-1)
    return role if last < 0 or (last + 1 < len(words) and words[last + 1].casefold() in _SMALL) else " ".join(words[: last + 1])


def _role_behind(text: str, parts: list[Span], named: Sequence[object], number: int, stop: int) -> str | None:
    """What follows a name and a comma on its line, to the next name or semicolon, if it tells a role."""
    last = number
    while last + 1 < len(parts) and named[last + 1] is None and text[parts[last].end : parts[last + 1].start].strip(" )") in (",", "("):
        last += 1
    words = text[stop : parts[last].end].strip(" ,.()–—-")
    return words if words and len(words) <= _LONGEST_ROLE and tells_role(words) else None


def ordinary_role(words: str) -> str:
    """A role printed in capitals in ordinary case, short forms as they are: ``NSC SPOKESPERSON`` to ``NSC Spokesperson``."""
    words = " ".join(words.split())
    if not words.isupper():
        return words
    return " ".join(w.lower() if w.lower() in _SMALL else w if len(w) < 4 or not re.search("[AEIOUY]", w) else w.capitalize() for w in words.split())
