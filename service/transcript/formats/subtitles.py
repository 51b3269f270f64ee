"""Subtitles as text: SRT and WebVTT."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from service.errors import TranscriptError
from service.model import Warning
from service.transcript.document import Document, Label
from service.transcript.formats.builder import Builder, Piece
from service.transcript.formats.cues import Cue, write_cues
from service.transcript.formats.furniture import is_furniture
from service.transcript.formats.lines import Line, read_lines
from service.transcript.formats.segments import PAUSE, speaker_label

_CLOCK = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
_TIMING = re.compile(rf"\s*{_CLOCK}\s*-{{1,2}}>\s*{_CLOCK}(?:\s.*)?$")
_TAG = re.compile(r"<(?P<tag>/?[A-Za-z][^<>\n]{0,200}|/?\d[\d:.]{3,15})>|\{\\[^{}\n]{1,60}\}|&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});")
_STANDING = 12
"""Characters from which on a line that comes again at once is the same and not said twice."""
_VOICE = re.compile(r"v(?:\.[^\s>]*)?\s+(?P<name>.+)", re.DOTALL)
_CHANGE = re.compile(r"(?:>>+|»|[-–‐](?=\s)|-(?=[^\W\d]))\s*")


def read_srt(text: str) -> Document:
    """SubRip: a number, ``hh:mm:ss,mmm --> hh:mm:ss,mmm`` and lines of text.

    Errors: TranscriptError where no line is a timing.
    """
    return _timed_text(text, "srt")


def read_vtt(text: str) -> Document:
    """WebVTT, with voices (``<v Name>``); notes, styles and regions are left out.

    Errors: TranscriptError where no line is a timing.
    """
    return _timed_text(text, "vtt")


_MEETING = re.compile(r"\d{1,2}:\d:|\d{1,2}:\d{1,2}:\d(?!\d)")


def looks_like_srt(head: str) -> bool:
    """Whether the first lines of a text are a cue's number and times, or its times."""
    lines = read_lines(head[:2000])[:3]
    if lines and _MEETING.match(lines[0].text):
        return False  # a meeting's transcript: the name stands below the times
    return any(_TIMING.match(line.text) for line in lines[:2]) and (_TIMING.match(lines[0].text) is not None or lines[0].text.isdecimal())


def _timed_text(text: str, format: str) -> Document:
    lines = read_lines(text)
    timings = {i: m for i, line in enumerate(lines) if "->" in line.text and (m := _TIMING.match(line.text))}
    if not timings:
        raise TranscriptError(f"not {format}: no line of times with -->")
    builder = Builder(text, format)
    builder.warnings += _faults(text, lines, timings, format)
    order = sorted(timings)
    cues: list[Cue] = []
    standing, until = "", 0.0
    for at, nxt in zip(order, [*order[1:], len(lines)], strict=True):
        times = timings[at].groups()
        start, end = _seconds(times[:4]), _seconds(times[4:])
        shown = list(_payload(lines, at, nxt, strict=format == "vtt", last=nxt == len(lines)))
        if shown and len(standing) >= _STANDING and start - until < PAUSE and _bare(shown[0]) == standing:
            del shown[0]  # captions that roll show a line again above the next
        cues += _cues(text, shown, start, end)
        standing, until = _bare(shown[-1]) if shown else standing, end
    write_cues(builder, cues)
    return builder.document()


def _faults(text: str, lines: Sequence[Line], timings: dict[int, re.Match[str]], format: str) -> Iterator[Warning]:
    broken = sum("-->" in line.text for line in lines) - len(timings)
    if broken > 0:
        yield Warning("cue_unreadable", f"{broken} lines of times could not be read; what follows them was left out")
    if format == "vtt" and not text.lstrip("\ufeff").startswith("WEBVTT"):
        yield Warning("header_missing", "the text does not open with WEBVTT")


def _payload(lines: Sequence[Line], at: int, stop: int, *, strict: bool, last: bool) -> Iterator[Line]:
    """The lines of the cue whose times are line ``at``: up to the number or name of the next cue.

    ``strict``: only up to a blank line, as in WebVTT, where notes and styles may follow.
    """
    for i in range(at + 1, stop):
        line = lines[i]
        heads_next = i == stop - 1 and not last and (line.gap or (line.text.isdecimal() and i > at + 1))
        if "-->" in line.text or (strict and line.gap and i > at + 1) or (heads_next and (strict or line.text.isdecimal())):
            return
        yield line


def _bare(line: Line) -> str:
    return _TAG.sub("", line.text).strip()


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = parts
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0) + (float(f"0.{fraction}") if fraction else 0.0)


def _cues(text: str, lines: Sequence[Line], start: float, end: float) -> Iterator[Cue]:
    """The cue's words by speaker: a voice tag, a dash or ``>>`` at the head of a line begins another."""
    pieces: list[Piece] = []
    speaker: Label | None = None
    changes = False
    for number, line in enumerate(lines):
        if line.text[0] in "[(" and is_furniture(line.text):
            continue
        at = line.start
        m = _CHANGE.match(line.text) if line.text[0] in ">»-–‐" else None
        if m and m.end() < len(line.text) and (line.text[0] in ">»" or number == 0 or pieces):
            if pieces:
                yield Cue(tuple(pieces), start, end, speaker, changes)
            pieces, speaker, changes = [], None, True
            at += m.end()
        elif pieces:
            pieces.append(Piece("\n", line.start - 1, line.start))
        for piece, voice in _marked(text, at, line.end):
            if voice is not None:
                if pieces:
                    yield Cue(tuple(pieces), start, end, speaker, changes)
                pieces, speaker, changes = [], speaker_label(voice), False
            elif piece:
                pieces.append(piece)
    if pieces:
        yield Cue(tuple(pieces), start, end, speaker, changes)


def _marked(text: str, start: int, end: int) -> Iterator[tuple[Piece | None, str | None]]:
    """The words of a line without tags, entities resolved, and the names of its voices, in order."""
    at = start
    for m in _TAG.finditer(text, start, end):
        if m.start() > at:
            yield Piece(text[at : m.start()], at, m.start()), None
        at = m.end()
        tag = m["tag"]
        if tag is None:
            if text[m.start()] == "&":
                yield Piece(unescape(m[0]), m.start(), m.end()), None
            continue
        voice = _VOICE.match(tag)
        if voice:
            yield None, unescape(" ".join(voice["name"].split()))
    if at < end:
        yield Piece(text[at:end], at, end), None
