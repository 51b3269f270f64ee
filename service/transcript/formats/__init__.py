"""Readers of transcript formats, one small module each behind ``read_document``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import orjson

from service.errors import TranscriptError
from service.transcript.document import Document
from service.transcript.formats import speech
from service.transcript.formats.bylines import head_of_speech
from service.transcript.formats.hansard import is_debate, looks_like_hansard, read_hansard
from service.transcript.formats.labelled import find_labels, read_labelled
from service.transcript.formats.lines import Line, read_lines
from service.transcript.formats.markup import root_name
from service.transcript.formats.pages import restored, without_page_marks
from service.transcript.formats.parliaments import read_akoma_ntoso, read_parlparse, read_tei
from service.transcript.formats.plain import header_dates, read_plain
from service.transcript.formats.segments import Segment, from_segments
from service.transcript.formats.subtitles import looks_like_srt, read_srt, read_vtt
from service.transcript.formats.ttml import read_ttml

__all__ = ["FORMATS", "Format", "Segment", "read_document", "read_segments"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its name in a request, the media types of a body that is one, and what it is."""

    name: str
    media_types: tuple[str, ...]
    description: str


FORMATS: tuple[Format, ...] = (
    Format("auto", ("text/plain", "text/markdown", "application/xml", "text/xml"), "recognised from the text"),
    Format("plain", (), "prose: an article or statement, one turn with no speaker; times on lines of their own are taken off"),
    Format(
        "labelled",
        (),
        "a label before each turn: `Name:`, `Name (role):`, `[00:01:02] Name:`, `**Name**:`, capitals, `Q` and `A`, captions with `>>`, and the records of the UN, courts, inquiries and parliaments",
    ),
    Format("hansard", (), "UK Hansard as text, with or without speakers' names, also as Parallel Parliament's pages print it"),
    Format("srt", ("application/x-subrip", "text/srt"), "SubRip subtitles"),
    Format("vtt", ("text/vtt",), "WebVTT subtitles, with `<v Name>`"),
    Format("ttml", ("application/ttml+xml",), "TTML subtitles, with `ttm:agent`"),
    Format("hansard-xml", (), "parlparse and TheyWorkForYou XML (`<publicwhip>`)"),
    Format("akoma-ntoso", ("application/akn+xml",), "Akoma Ntoso debates"),
    Format("tei", ("application/tei+xml",), "TEI after ParlaMint, plain or annotated"),
    Format("whisper", (), "JSON of Whisper"),
    Format("whisperx", (), "JSON of WhisperX and others with `segments` and `speaker`"),
    Format("assemblyai", (), "JSON of AssemblyAI"),
    Format("deepgram", (), "JSON of Deepgram"),
    Format("aws-transcribe", (), "JSON of Amazon Transcribe"),
    Format("google-speech", (), "JSON of Google Speech-to-Text"),
    Format("rev-ai", (), "JSON of Rev AI"),
    Format("speechmatics", (), "JSON of Speechmatics"),
    Format("podcast", (), "JSON of the podcast namespace"),
)


def _hansard(text: str, lines: list[Line]) -> Document:
    labelling = find_labels(text, lines)
    return read_hansard(text, lines, labelling if labelling.covers(text) else None)


_TEXTS: dict[str, Callable[[str, list[Line]], Document]] = {"plain": read_plain, "labelled": read_labelled, "hansard": _hansard}
_READERS: dict[str, Callable[[str], Document]] = {
    "srt": read_srt,
    "vtt": read_vtt,
    "ttml": read_ttml,
    "hansard-xml": read_parlparse,
    "akoma-ntoso": read_akoma_ntoso,
    "tei": read_tei,
}
_ROOTS = {"publicwhip": "hansard-xml", "akomaNtoso": "akoma-ntoso", "debate": "akoma-ntoso", "TEI": "tei", "teiCorpus": "tei", "tt": "ttml"}


def read_document(text: str, format: str = "auto") -> Document:
    """The document that ``text`` holds when read as ``format``; ``auto`` recognises it.

    Errors: TranscriptError where the text does not have the format that was named, or is broken markup.
    """
    if format == "auto":
        return _recognise(text)
    if format in speech.SERVICES:
        return speech.read_speech(text, format)
    if format in _TEXTS:
        return _read_page(text, _TEXTS[format])
    reader = _READERS.get(format)
    if reader is None:
        raise TranscriptError(f"no such format; known are {', '.join(f.name for f in FORMATS)}", "/format")
    return reader(text)


def read_segments(segments: Sequence[Segment]) -> Document:
    """The document of a transcript that is already cut into turns; texts are joined by one line break."""
    return from_segments(segments, "segments")


def _recognise(text: str) -> Document:
    head = text[:4096].lstrip("\ufeff \t\r\n")
    if head.startswith("<"):
        root = root_name(text)
        if root in _ROOTS:
            return _READERS[_ROOTS[root]](text)
        if head.startswith("<?xml"):
            raise TranscriptError(f"XML of no known kind: its root element is none of {', '.join(_ROOTS)}")
    elif head.startswith(("{", "[")):
        document = _recognise_json(text)
        if document:
            return document
    elif head.startswith("WEBVTT"):
        return read_vtt(text)
    elif looks_like_srt(head):
        return read_srt(text)
    return _read_page(text, _recognise_text)


def _recognise_text(text: str, lines: list[Line]) -> Document:
    labelling = find_labels(text, lines)
    labelled = labelling.covers(text)
    debate = is_debate(text, lines)
    if not labelled and not debate and head_of_speech(lines, text, header_dates(lines)):
        return read_plain(text, lines)
    if debate or looks_like_hansard(text):
        return read_hansard(text, lines, labelling if labelled else None)
    return read_labelled(text, lines, labelling) if labelled else read_plain(text, lines)


def _read_page(text: str, reader: Callable[[str, list[Line]], Document]) -> Document:
    """A text as ``reader`` reads it without the marks of its pages."""
    lines = read_lines(text)
    left = without_page_marks(text, lines)
    return reader(text, lines) if left is None else restored(reader(left.text, read_lines(left.text)), text, left)


def _recognise_json(text: str) -> Document | None:
    try:
        data = orjson.loads(text.lstrip("\ufeff"))
    except orjson.JSONDecodeError:
        return None
    service = speech.recognise(data)
    return speech.read_loaded(data, service) if service else None
