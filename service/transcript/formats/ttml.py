"""TTML subtitles, versions 1 and 2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from service.errors import TranscriptError
from service.transcript.document import Document
from service.transcript.formats.builder import Builder, Piece
from service.transcript.formats.cues import Cue, write_cues
from service.transcript.formats.markup import Element, encoding_warnings, read_xml
from service.transcript.formats.segments import speaker_label

_CLOCK_TIME = re.compile(r"(\d+):(\d{2}):(\d{2})(?:\.(\d+))?(?::(\d+(?:\.\d+)?))?")
_OFFSET_TIME = re.compile(r"(\d+(?:\.\d+)?)(h|m|s|ms|f|t)")
_UNIT = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}


def read_ttml(text: str) -> Document:
    """TTML 1 and 2, with ``ttm:agent`` for speakers; times nest.

    Errors: TranscriptError where it is not well-formed or its root is not ``tt``.
    """
    root = read_xml(text)
    if root.name != "tt":
        raise TranscriptError("not ttml: its root element is no <tt>")
    builder = Builder(text, "ttml")
    builder.warnings += encoding_warnings(text)
    agents = {e.attributes["id"]: next((n.words() for n in e.elements("name")), "") for e in root.walk("agent") if "id" in e.attributes}
    rates = (_rate(root, "frameRate", 30.0), _rate(root, "tickRate", 1.0))
    cues: list[Cue] = []
    for body in root.elements("body"):
        _ttml_cues(body, agents, rates, cues)
    write_cues(builder, cues)
    return builder.document()


def _rate(root: Element, name: str, usual: float) -> float:
    stated = root.attributes.get(name, "")
    return float(stated) if stated.isdecimal() and int(stated) else usual


def _ttml_cues(body: Element, agents: dict[str, str], rates: tuple[float, float], cues: list[Cue]) -> None:
    stack = [(body, 0.0, "")]
    while stack:
        element, base, agent = stack.pop()
        agent = element.attributes.get("agent", agent)
        begin = _ttml_time(element.attributes.get("begin"), rates)
        start = base + (begin or 0.0)
        if element.name != "p":
            stack += [(child, start, agent) for child in reversed(list(element.elements("div", "p")))]
            continue
        end = _ttml_time(element.attributes.get("end"), rates)
        length = _ttml_time(element.attributes.get("dur"), rates)
        stop = base + end if end is not None else start + length if length is not None else None
        pieces = tuple(_ttml_pieces(element))
        name = agents.get(agent, "") or agent
        if pieces:
            label = replace(speaker_label(name), key=agent) if name else None
            cues.append(Cue(pieces, start if begin is not None or base else None, stop, label))


def _ttml_pieces(p: Element) -> Iterator[Piece]:
    at: int | None = None
    broken = False
    stack = [iter(p.children)]
    while stack:
        for child in stack[-1]:
            if isinstance(child, Piece):
                if at is None and not child.text.strip():
                    continue
                if broken and at is not None:
                    yield Piece("\n", at, at)
                broken, at = False, child.end
                yield child
            elif child.name == "br":
                broken = True
            elif child.name == "metadata":
                continue
            else:
                stack.append(iter(child.children))
                break
        else:
            stack.pop()


def _ttml_time(stated: str | None, rates: tuple[float, float]) -> float | None:
    if not stated:
        return None
    m = _CLOCK_TIME.fullmatch(stated.strip())
    if m:
        hours, minutes, seconds, fraction, frames = m.groups()
        return (
            int(hours) * 3600
            + int(minutes) * 60
            + int(seconds)
            + (float(f"0.{fraction}") if fraction else 0.0)
            + (float(frames) / rates[0] if frames else 0.0)
        )
    m = _OFFSET_TIME.fullmatch(stated.strip())
    if not m:
        return None
    unit = {"f": 1 / rates[0], "t": 1 / rates[1]}.get(m[2]) or _UNIT[m[2]]
    return float(m[1]) * unit
