"""Readers of transcript formats, one small module each behind ``read_document``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from service.errors import TranscriptError
from service.transcript.document import Document
from service.transcript.formats.hansard import looks_like_hansard, read_hansard
from service.transcript.formats.labelled import Labelling, find_labels, read_labelled
from service.transcript.formats.plain import read_plain
from service.transcript.formats.segments import Segment, from_segments


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its name in a request, the media types that carry it and nothing else, and what it is."""

    name: str
    media_types: tuple[str, ...]
    description: str


FORMATS: tuple[Format, ...] = (
    Format("auto", ("text/plain",), "recognised from the text"),
    Format("plain", (), "prose: an article or statement, one turn with no speaker"),
    Format("labelled", (), "a label before each turn: `Name:`, `Name (role):`, `[00:01:02] Name:`, capitals, `Q` and `A`, UN records"),
    Format("hansard", (), "UK Hansard as text, with or without speakers' names, also from Parallel Parliament's pages"),
)

_READERS: dict[str, Callable[[str], Document]] = {
    "plain": read_plain,
    "labelled": read_labelled,
    "hansard": lambda text: read_hansard(text, _labels_of(text)),
}


def read_document(text: str, format: str = "auto") -> Document:
    """The document that ``text`` holds when read as ``format``; ``auto`` recognises it.

    Errors: TranscriptError where the text does not have the format that was named.
    """
    if format == "auto":
        return _recognise(text)
    reader = _READERS.get(format)
    if reader is None:
        raise TranscriptError(f"no such format; known are {', '.join(f.name for f in FORMATS)}")
    return reader(text)


def _labels_of(text: str) -> Labelling | None:
    labelling = find_labels(text)
    return labelling if labelling.covers(text) else None


def _recognise(text: str) -> Document:
    labelling = find_labels(text)
    labelled = labelling.covers(text)
    if looks_like_hansard(text, labelling.lines):
        return read_hansard(text, labelling if labelled else None)
    return read_labelled(text, labelling) if labelled else read_plain(text)


def read_segments(segments: Sequence[Segment]) -> Document:
    """The document of a transcript that is already cut into turns; texts are joined by one line break."""
    return from_segments(segments, "segments")
