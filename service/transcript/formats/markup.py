"""XML as a light tree whose text knows where it stands in what was sent. Entities and DTDs are off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers.expat import ErrorString, ExpatError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from service.errors import TranscriptError
from service.model import Warning
from service.transcript.formats.builder import Piece

_DEEPEST = 100
"""Elements nested deeper than this are no transcript."""
_ENTITY = re.compile(rb"&(?:#[0-9]+|#x[0-9A-Fa-f]+|amp|lt|gt|quot|apos);")
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_PROLOGUE = (("<?", "?>"), ("<!--", "-->"), ("<!", ">"))
_ENCODING = re.compile(r"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)["']""")


@dataclass(slots=True)
class Element:
    """An element by its local name; attributes by local name, an ``xml:id`` as ``id``; children in order."""

    name: str
    attributes: dict[str, str]
    children: list[Element | Piece] = field(default_factory=list)

    def elements(self, *names: str) -> Iterator[Element]:
        """The child elements of these names, or all."""
        return (c for c in self.children if isinstance(c, Element) and (not names or c.name in names))

    def walk(self, *names: str) -> Iterator[Element]:
        """All elements below of these names, in the order of the text."""
        stack = [iter(self.children)]
        while stack:
            for child in stack[-1]:
                if isinstance(child, Element):
                    if child.name in names:
                        yield child
                    stack.append(iter(child.children))
                    break
            else:
                stack.pop()

    def pieces(self, skip: frozenset[str] = frozenset()) -> Iterator[Piece]:
        """The text below, without that of elements in ``skip``."""
        stack = [iter(self.children)]
        while stack:
            for child in stack[-1]:
                if isinstance(child, Element):
                    if child.name not in skip:
                        stack.append(iter(child.children))
                        break
                else:
                    yield child
            else:
                stack.pop()

    def words(self, skip: frozenset[str] = frozenset()) -> str:
        """The text below in one line."""
        return " ".join("".join(p.text for p in self.pieces(skip)).split())


def root_name(text: str) -> str | None:
    """The local name of the root element, or None where ``text`` does not open like XML."""
    head = text[:4096].lstrip("\ufeff \t\r\n")
    at = 0
    while closing := next((c for o, c in _PROLOGUE if head.startswith(o, at)), None):
        end = head.find("]" + closing if closing == ">" and "[" in head[at : head.find(closing, at)] else closing, at)
        if end < 0:
            return None
        at = head.index(">", end) + 1
        while at < len(head) and head[at].isspace():
            at += 1
    m = _ROOT.match(head, at)
    return m[1] if m else None


def encoding_warnings(text: str) -> list[Warning]:
    """A warning where the declaration names an encoding: the text has been decoded already."""
    m = _ENCODING.match(text[:300].lstrip("\ufeff \t\r\n"))
    if m and m[1].lower().replace("_", "-") not in {"utf-8", "utf8", "us-ascii", "ascii"}:
        return [Warning("encoding_ignored", f"the XML declares {m[1]}; the text was read as it was decoded")]
    return []


def read_xml(text: str) -> Element:
    """The root element of ``text``.

    Errors: TranscriptError where it is not well-formed, declares a document type or entities, or nests too deep.
    """
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    return _TreeReader(text, start).read()


class _TreeReader:
    """Expat's events as a tree. Expat counts bytes of UTF-8; code points are counted along with it."""

    def __init__(self, text: str, start: int) -> None:
        self._data = text[start:].encode("utf-8", "surrogatepass")
        self._ascii = len(self._data) == len(text) - start
        self._start = start
        self._byte = 0
        self._point = 0
        self._top = Element("", {})
        self._open = [self._top]

    def read(self) -> Element:
        reader = DefusedXMLParser(encoding="utf-8", forbid_dtd=True)
        expat: Any = reader.parser
        expat.buffer_text = False
        expat.StartElementHandler = self._begin
        expat.EndElementHandler = self._end
        expat.CharacterDataHandler = self._text
        expat.CommentHandler = expat.ProcessingInstructionHandler = expat.DefaultHandlerExpand = None
        self._expat = expat
        try:
            expat.Parse(self._data, True)
        except ExpatError as error:
            raise TranscriptError(f"not well-formed XML: {ErrorString(error.code)} at line {error.lineno}, column {error.offset + 1}") from None
        except DefusedXmlException:
            raise TranscriptError("XML with a document type or entities of its own is not read") from None
        return next(self._top.elements())

    def _begin(self, name: str, attributes: list[str] | dict[str, str]) -> None:
        if len(self._open) > _DEEPEST:
            raise TranscriptError(f"XML nested deeper than {_DEEPEST} elements")
        pairs = attributes.items() if isinstance(attributes, dict) else zip(attributes[::2], attributes[1::2], strict=True)
        element = Element(_local(name), {_local(k): v for k, v in pairs})
        self._open[-1].children.append(element)
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, words: str) -> None:
        at = self._expat.CurrentByteIndex
        start = self._place(at)
        width = len(words)
        if width == 1:
            first = self._data[at]
            if first == 0x26:
                m = _ENTITY.match(self._data, at)
                width = m.end() - at if m else 1
            elif first == 0x0D:
                width = 2 if self._data[at + 1 : at + 2] == b"\n" else 1
        self._open[-1].children.append(Piece(words, start, start + width))

    def _place(self, at: int) -> int:
        """The code point of the sent text at byte ``at``; bytes are asked for in order."""
        if self._ascii:
            return self._start + at
        self._point += len(self._data[self._byte : at].decode("utf-8", "surrogatepass"))
        self._byte = at
        return self._start + self._point


def _local(name: str) -> str:
    return name.rsplit("}", 1)[-1].rsplit(":", 1)[-1]
