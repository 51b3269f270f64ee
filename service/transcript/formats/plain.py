"""Plain text: each line is a paragraph."""

from __future__ import annotations

import re

from service.transcript.document import Block, Document, SectionMark

_LINE = re.compile(r"[^\n]+")


def read_plain(text: str) -> Document:
    """Each line that is not blank is a block."""
    blocks = tuple(Block(m.start(), m.end()) for m in _LINE.finditer(text) if not m.group().isspace())
    return Document(text, "plain", blocks, (SectionMark(0, len(text), None),) if blocks else ())


