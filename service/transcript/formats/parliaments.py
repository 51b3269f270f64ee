"""Parliaments' records in XML: parlparse (TheyWorkForYou), Akoma Ntoso and ParlaMint's TEI."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from service.errors import TranscriptError
from service.model import SpeakerKind
from service.transcript.document import BlockRole, Document, Label
from service.transcript.formats.builder import Builder, Piece
from service.transcript.formats.labels import parse_label
from service.transcript.formats.markup import Element, encoding_warnings, read_xml

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NOTHING: frozenset[str] = frozenset()


def _root(text: str, names: tuple[str, ...], what: str) -> Element:
    root = read_xml(text)
    if root.name not in names:
        raise TranscriptError(f"not {what}: its root element is no <{'> or <'.join(names)}>")
    return root


def _day(stated: str | None) -> str | None:
    m = _DAY.search(stated or "")
    return m[0] if m else None


def _label(printed: str | None, key: str | None, role: str | None = None) -> Label | None:
    """The label of a name in an attribute; an office beside the name is its role."""
    shown = " ".join((printed or "").split()).rstrip(":")
    if not shown:
        return Label(key, key=key) if key else None
    label = replace(parse_label(shown), key=key)
    return replace(label, role=role) if role and not label.role else label


class _Turns:
    """Adds paragraphs to turns: the first of a speech opens one, unless the same speaker goes on in the same section."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self._speaking: str | None = None

    def interrupt(self) -> None:
        """After a heading the next speech opens a turn, whoever speaks."""
        self._speaking = None

    def speech(self, paragraphs: list[list[Piece]], label: Label | None, key: str | None) -> None:
        """One speech, ``key`` the speaker's id or name where known."""
        opens = key is None or key != self._speaking
        for paragraph in paragraphs:
            if self.builder.add(paragraph, opens_turn=opens, label=label if opens else None):
                opens = False
                self._speaking = key


# --- parlparse ------------------------------------------------------------------------------------------------------

_HEADINGS = frozenset({"major-heading", "minor-heading", "oral-heading"})
_PARAGRAPHS = ("p", "ul", "ol", "li", "table", "tr", "blockquote")


def read_parlparse(text: str) -> Document:
    """``<publicwhip>``: ``speech`` with ``speakername`` and ``person_id``; what has ``nospeaker`` is the record's own."""
    root = _root(text, ("publicwhip",), "parlparse XML")
    builder = Builder(text, "hansard-xml")
    builder.warnings += encoding_warnings(text)
    turns = _Turns(builder)
    for child in root.elements():
        day = _day(child.attributes.get("id")) or _day(child.attributes.get("url"))
        if child.name in _HEADINGS:
            builder.head(child.pieces(), day)
            turns.interrupt()
        elif child.name == "speech":
            paragraphs = _blocks(child, _PARAGRAPHS)
            name = child.attributes.get("speakername")
            if child.attributes.get("nospeaker") == "true" or name in {None, "", "No Speaker"}:
                for paragraph in paragraphs:
                    builder.add(paragraph, BlockRole.FURNITURE)
                continue
            key = child.attributes.get("person_id") or child.attributes.get("speakerid")
            key = None if key in {"unknown", ""} else key
            turns.speech(paragraphs, _label(name, key, child.attributes.get("speakeroffice")), key or name)
        else:
            builder.add(child.pieces(), BlockRole.FURNITURE)
    return builder.document()


def _blocks(element: Element, names: tuple[str, ...], skip: frozenset[str] = _NOTHING) -> list[list[Piece]]:
    """The paragraphs of an element: each child of these names, nested ones apart, and loose text between them."""
    found: list[list[Piece]] = []
    loose: list[Piece] = []

    def flush() -> None:
        if loose:
            found.append(loose.copy())
            loose.clear()

    stack: list[tuple[Any, bool]] = [(iter(element.children), False)]
    while stack:
        children, own = stack[-1]
        for child in children:
            if isinstance(child, Piece):
                loose.append(child)
            elif child.name in skip:
                continue
            else:
                block = child.name in names
                if block:
                    flush()
                stack.append((iter(child.children), block))
                break
        else:
            stack.pop()
            if own:
                flush()
    flush()
    return found


# --- Akoma Ntoso ----------------------------------------------------------------------------------------------------

_SPEECHES = frozenset({"speech", "question", "answer"})
_ASIDES = frozenset({"authorialNote", "noteRef", "eol", "eop", "recordedTime", "marker", "remark"})


def read_akoma_ntoso(text: str) -> Document:
    """``<akomaNtoso><debate>``: ``speech``, ``question`` and ``answer`` ``by`` a person, ``as`` a role; ``from`` prints the label."""
    root = _root(text, ("akomaNtoso", "debate"), "Akoma Ntoso")
    debate = root if root.name == "debate" else next(root.walk("debate"), None)
    if debate is None:
        raise TranscriptError("Akoma Ntoso without a <debate>")
    builder = Builder(text, "akoma-ntoso")
    builder.warnings += encoding_warnings(text)
    shown = {
        e.attributes.get("id") or e.attributes.get("eId", ""): e.attributes.get("showAs", "")
        for e in debate.walk("TLCPerson", "TLCRole", "TLCOrganization")
    }
    day = next((d for e in debate.walk("FRBRdate", "docDate") if (d := _day(e.attributes.get("date")))), None)
    turns = _Turns(builder)
    body = next(debate.elements("debateBody"), debate)
    _each(body, lambda element: _akoma(element, builder, turns, shown, day))
    return builder.document()


def _akoma(element: Element, builder: Builder, turns: _Turns, shown: dict[str, str], day: str | None) -> bool:
    if element.name in {"heading", "subheading", "num"}:
        if element.name != "num":
            builder.head(element.pieces(_ASIDES), day)
        turns.interrupt()
        return False
    if element.name in _SPEECHES:
        by = element.attributes.get("by", "").lstrip("#") or None
        role = element.attributes.get("as", "").lstrip("#")
        printed = next((e.words(_ASIDES) for e in element.elements("from")), None)
        label = _label(printed or shown.get(by or "") or None, by, shown.get(role) or None)
        full = shown.get(by or "")
        if label and full and not (label.name and label.role):
            named = parse_label(full)
            as_role = label.role or (label.text if label.kind is SpeakerKind.OFFICE else None)
            label = replace(label, name=named.name, kind=named.kind, role=as_role or named.role) if named.name else label
        turns.speech(_blocks(element, (*_PARAGRAPHS, "item"), _ASIDES | {"from"}), label, by or printed)
        return False
    if element.name in {"narrative", "scene", "summary", "communication", "adjournment", "recordedTime", "meta", "preface", "coverPage"}:
        if element.name not in {"meta", "coverPage"}:
            for paragraph in _blocks(element, _PARAGRAPHS):
                builder.add(paragraph, BlockRole.FURNITURE)
        return False
    if element.name == "p":
        builder.add(element.pieces(_ASIDES), BlockRole.FURNITURE)
        return False
    return True


def _each(element: Element, visit: Callable[[Element], bool]) -> None:
    """Visits the elements below in order; ``visit`` says whether to go into one."""
    stack = [element.elements()]
    while stack:
        for child in stack[-1]:
            if visit(child):
                stack.append(child.elements())
                break
        else:
            stack.pop()


# --- TEI ------------------------------------------------------------------------------------------------------------

_UNSPOKEN = frozenset({"note", "vocal", "kinesic", "incident", "gap", "desc", "pb", "time", "linkGrp", "index"})


def read_tei(text: str) -> Document:
    """TEI after ParlaMint: ``u who`` with ``seg``; a ``note type="speaker"`` before it prints the label."""
    root = _root(text, ("TEI", "teiCorpus"), "TEI")
    builder = Builder(text, "tei")
    builder.warnings += encoding_warnings(text)
    people = {e.attributes["id"]: _tei_person(e) for e in root.walk("person") if "id" in e.attributes}
    day = next((d for e in root.walk("setting") for c in e.elements("date") if (d := _day(c.attributes.get("when")))), None)
    turns = _Turns(builder)
    printed: list[str] = []
    body = next(root.walk("body"), None)
    if body is None:
        raise TranscriptError("TEI without a <body>")
    _each(body, lambda element: _tei(element, builder, turns, people, printed, day))
    return builder.document()


def _tei(element: Element, builder: Builder, turns: _Turns, people: dict[str, Label | None], printed: list[str], day: str | None) -> bool:
    if element.name == "head":
        builder.head(element.pieces(_UNSPOKEN), day)
        turns.interrupt()
        return False
    if element.name == "u":
        who = element.attributes.get("who", "").split(" ")[0].rsplit("#", 1)[-1] or None
        label = people.get(who or "")
        label = replace(label, key=who) if label else _label(printed[-1] if printed else None, who)
        annotated = next(element.walk("w"), None) is not None
        turns.speech(_annotated(element) if annotated else _blocks(element, ("seg", "p", "ab"), _UNSPOKEN), label, who)
        printed.clear()
        return False
    if element.name == "note" and element.attributes.get("type") == "speaker":
        printed[:] = [element.words()]
    if element.name in _UNSPOKEN:
        builder.add(element.pieces(), BlockRole.FURNITURE)
        return False
    return True


def _tei_person(person: Element) -> Label | None:
    name = next(person.walk("persName"), None)
    if name is None:
        return None
    forenames = [e.words() for e in name.walk("forename")]
    surnames = [e.words() for e in name.walk("surname")]
    full = " ".join([*forenames, *surnames]) or name.words()
    return parse_label(full) if full else None


def _annotated(element: Element) -> list[list[Piece]]:
    """Paragraphs of ``w`` and ``pc``: a space between two unless the first has ``join="right"``."""
    paragraphs: list[list[Piece]] = []
    segments = list(element.walk("seg")) or [element]
    for segment in segments:
        words: list[Piece] = []
        joined = True
        for token in segment.walk("w", "pc"):
            pieces = [p for p in token.children if isinstance(p, Piece) and p.text.strip()]
            if not pieces:
                continue
            if not joined:
                words.append(Piece(" ", words[-1].end, words[-1].end))
            words += pieces
            joined = token.attributes.get("join") == "right"
        paragraphs.append(words)
    return paragraphs
