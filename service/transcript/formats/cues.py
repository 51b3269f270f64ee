"""Cues of subtitles as paragraphs: whose words they are, and where one paragraph ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.model import TimeSpan
from service.transcript.document import Label
from service.transcript.formats.builder import Builder, Piece
from service.transcript.formats.labels import parse_label
from service.transcript.formats.lines import stops
from service.transcript.formats.openings import Opening, accepted, opening
from service.transcript.formats.segments import pauses

_BRACKETED = re.compile(r"[\[(](?P<name>(?:speaker|spk)[ _]?\w{1,4})[\])]:?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown at one time by one speaker; ``changes``: a mark says that the speaker is another one."""

    pieces: tuple[Piece, ...]
    start: float | None
    end: float | None
    speaker: Label | None = None
    changes: bool = False

    @property
    def text(self) -> str:
        """The words in one string."""
        return "".join(p.text for p in self.pieces)


def write_cues(builder: Builder, cues: Sequence[Cue]) -> None:
    """Cues as paragraphs: one goes on until its speaker changes, or, after a sentence, with the time."""
    cues = _labelled(cues)
    marked = any(c.speaker or c.changes for c in cues)
    run: list[Cue] = []
    speaker: Label | None = None
    opens = True
    for cue in cues:
        new = cue.changes or (cue.speaker is not None and (speaker is None or cue.speaker.key != speaker.key))
        if run and (new or (not marked and _pauses(run, cue))):
            _paragraph(builder, run, speaker, opens=opens)
            run, opens = [], new or not marked
        if new:
            speaker = cue.speaker
            opens = True
        run.append(cue)
    if run:
        _paragraph(builder, run, speaker, opens=opens)


def _pauses(run: Sequence[Cue], cue: Cue) -> bool:
    first, last = run[0].start, run[-1].end
    if first is None or last is None or cue.start is None:
        return False
    return pauses(first, last, cue.start, ends_sentence=stops(run[-1].text.rstrip()))


def _paragraph(builder: Builder, run: Sequence[Cue], speaker: Label | None, *, opens: bool) -> None:
    pieces: list[Piece] = []
    for cue in run:
        if pieces and cue.pieces:
            pieces.append(Piece("\n", pieces[-1].end, pieces[-1].end))
        pieces += cue.pieces
    builder.add(pieces, opens_turn=opens, label=speaker if opens else None, time=TimeSpan(run[0].start, run[-1].end))


def _labelled(cues: Sequence[Cue]) -> list[Cue]:
    """Cues with the names that they open with (``JANE DOE:``, ``[speaker 1]``) taken out of their words."""
    found: dict[int, Opening] = {}
    for i, cue in enumerate(cues):
        head = cue.pieces[0].text.lstrip()
        if cue.speaker is None and head:
            bracket = _BRACKETED.match(head)
            name = (
                Opening(bracket["name"], bracket.start("name"), bracket.end("name"), bracket.end(), None, strong=True) if bracket else opening(head)
            )
            if name and name.seconds is None:
                found[i] = name
    names = accepted(list(found.values()), len(cues) if len(found) * 2 >= len(cues) else 4 * len(cues))
    return [_unlabelled(cue, found[i]) if i in found and found[i].name in names else cue for i, cue in enumerate(cues)]


def _unlabelled(cue: Cue, name: Opening) -> Cue:
    first = cue.pieces[0]
    skip = len(first.text) - len(first.text.lstrip()) + name.speech
    rest = Piece(first.text[skip:], first.start + skip, first.end)
    label = replace(parse_label(name.name), key=name.name)
    return Cue((rest, *cue.pieces[1:]), cue.start, cue.end, label, cue.changes)
