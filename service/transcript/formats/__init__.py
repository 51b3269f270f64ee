"""Readers of transcript formats, one small module each behind ``read_document``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.transcript.document import Block, Document
from service.transcript.formats.plain import read_plain


@dataclass(frozen=True, slots=True)
class Segment:
    """A turn as the caller cut it; times in seconds."""

    text: str
    speaker: str | None = None
    start: float | None = None
    end: float | None = None


FORMATS: tuple[str, ...] = ("auto", "plain", "labelled", "hansard")


def read_document(text: str, format: str = "auto") -> Document:
    """The document that ``text`` holds when read as ``format``; ``auto`` recognises it.

    Errors: TranscriptError where the text does not have the format that was named.
    """
    return read_plain(text)


def read_segments(segments: Sequence[Segment]) -> Document:
    """The document of a transcript that is already cut into turns; texts are joined by one line break."""
    text = "\n".join(s.text for s in segments)
    return Document(text, "segments", (Block(0, len(text)),), returns_text=True)
