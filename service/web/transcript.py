"""A transcript as the page shows it: its turns, with the words of each fact marked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from html import unescape
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from service.output.as_csv import printed
from service.output.as_rows import NAMES

MARKUP = frozenset({"vtt", "srt", "ttml", "hansard-xml", "akoma-ntoso", "tei"})
"""Formats where what stands between turns is markup, and is shown only where facts are marked in it."""

_TIMES = re.compile(r"\n[ \t\r]*\n(?:[^\n]*\n)?[^\n]{0,20}\d[:.,]\d\d[^\n]{0,20}-->[^\n]*\n")
"""The number and the times of a subtitle that goes on with a turn."""
_PARTS = re.compile(r"</?(?:br|div|lb|note|p|s|seg)\b[^<>]{0,1000}>")
_TAGS = re.compile(r"</?[A-Za-z][^<>]{0,1000}>")

LONGEST_LABEL = 160
"""Characters: a longer line before a turn is no label."""
_LABEL_END = re.compile(r"\s{0,3}(?:\([^()\n]{1,80}\)\s?){0,2}(?::\s*|\n\s*)")
SURE = 0.8
"""A turn's speaker with less confidence is marked as doubtful."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A turn, or what stands between turns. ``label`` is the speaker's label as the transcript prints it."""

    speaker: str | None
    spoken: bool
    doubtful: bool
    time: str | None
    label: str
    html: Markup


class _Mark(NamedTuple):
    """A fact's words, or a part of them where they do not nest. In order: the longer first, quotations around the rest.

    ``end`` is negative, ``leaf`` is true for all but quotations, ``first`` for the part that is linked to.
    """

    start: int
    end: int
    leaf: bool
    kind: str
    fact: str
    first: bool


def passages(text: str, response: Mapping[str, Any]) -> list[Passage]:
    """The whole of ``text`` but markup between turns, cut at its turns; offsets of the response count code points of it."""
    names = {s["id"]: printed(s) for s in response["speakers"]}
    marks = sorted(_Mark(f["start"], -f["end"], kind != "quotes", kind, f["id"], first=True) for kind in NAMES for f in response[kind])
    starts = [mark.start for mark in marks]

    markup = response["document"]["format"] in MARKUP

    def marked(start: int, end: int) -> Markup:
        return _marked(text, start, end, marks[bisect_left(starts, start) : bisect_left(starts, end)], _words if markup else str)

    labels = {m["start"]: m["end"] for s in response["speakers"] for m in s["mentions"]}

    def between(start: int, end: int) -> None:
        if text[start:end].strip() and not (markup and bisect_left(starts, start) == bisect_left(starts, end)):
            made.append(Passage(None, False, False, None, "", _trimmed(marked(start, end))))

    made: list[Passage] = []
    at = 0
    for turn in response["turns"]:
        start, end = turn["start"], turn["end"]
        between(at, start)
        time = _clock(turn["time"]["start"]) if turn["time"] and turn["time"]["start"] is not None else None
        words = _behind_label(text, start, labels.get(start, start))
        label = text[start:words].strip()
        made.append(Passage(names.get(turn["speaker"]), True, turn["confidence"] < SURE, time, label, _trimmed(marked(words, end))))
        at = end
    between(at, len(text))
    return made


def _behind_label(text: str, start: int, end: int) -> int:
    """Where the words of a turn begin: behind the mention of its speaker at its head and the colon after it, if there are such."""
    match = _LABEL_END.match(text, end)
    return match.end() if match and start < end <= start + LONGEST_LABEL else start


def _words(marked_up: str) -> str:
    """What is left of a stretch of markup for reading."""
    return re.sub(r"\s+", " ", unescape(_TAGS.sub("", _PARTS.sub(" ", _TIMES.sub(" ", marked_up)))))


def _trimmed(html: Markup) -> Markup:
    return Markup(html.strip("\n\r "))  # noqa: S704  taken from what is escaped already


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}" if whole >= 3600 else f"{whole // 60}:{whole % 60:02}"


def _marked(text: str, start: int, end: int, marks: Sequence[_Mark], words: Callable[[str], str] = str) -> Markup:
    """``text[start:end]`` with ``marks``, which open in it; ``words`` makes what is read of each piece between two of their ends.

    Elements must nest and links hold no links, so a mark that runs over the end of another is cut there, and its rest goes on behind;
    within a mark that is no quotation nothing is marked.
    """
    waiting = list(marks)
    heapify(waiting)
    out: list[str] = []
    around: list[tuple[int, _Mark]] = []
    at = start
    while waiting or around:
        if around and (not waiting or waiting[0].start >= around[-1][0]):
            stop, mark = around.pop()
            out += (escape(words(text[at:stop])), "</a>" if mark.leaf else "</span>")
            at = stop
            continue
        mark = heappop(waiting)
        stop = min(-mark.end, around[-1][0] if around else end)
        if stop < min(-mark.end, end):
            heappush(waiting, mark._replace(start=stop, first=mark.first and around[-1][1].leaf))
        if stop <= mark.start or (around and around[-1][1].leaf):
            continue
        out += (escape(words(text[at : mark.start])), _open(mark))
        at = mark.start
        around.append((stop, mark))
    out.append(escape(words(text[at:end])))
    return Markup("".join(out))  # noqa: S704  every piece is escaped or our own


def _open(mark: _Mark) -> str:
    name = f' id="f-{mark.fact}"' if mark.first else ""
    if mark.kind == "quotes":
        sign = f'<a class="sign" href="#r-{mark.fact}" aria-label="Quotation {mark.fact}"></a>' if mark.first else ""
        return f'<span class="quotes fact" data-fact="{mark.fact}"{name}>{sign}'
    return f'<a class="{mark.kind} fact" data-fact="{mark.fact}"{name} href="#r-{mark.fact}">'
