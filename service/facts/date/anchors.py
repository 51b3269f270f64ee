"""The day on which each section was said: from its heading, its markup, a line at its head, the request, or the text's own header."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.facts.date.calendar import Stretch, unit_of
from service.facts.date.expression.base import Expression, NoAnchor, Now, Solved
from service.facts.date.expression.days import CalendarDay, Clocked, Feast
from service.facts.date.expression.units import Age, Unit
from service.facts.date.said import Said
from service.facts.date.words import LEXICON
from service.model import Grain, Mention, Options, Section, Warning
from service.reading import Reading
from service.transcript.document import BlockRole

_OWN_DAY = frozenset(tuple(words.split()) for words in LEXICON["own_day"]["before"])
HEADER_BLOCKS = 12
"""Blocks at a text's or section's head in which its own date is looked for."""
HEADER_TOKENS = 14
"""Tokens that a line with a date at its head may hold."""
APART = 5
"""Tokens that may stand between "next week" and the day that it means."""


@dataclass(frozen=True, slots=True)
class Anchorage:
    """From ``start`` on, the day that relative dates are counted from; a stretch while ``earliest`` and ``latest`` differ."""

    start: int
    earliest: dt.date | None
    latest: dt.date | None
    basis: str


def draw_sections(
    reading: Reading, mentions: Sequence[Mention], options: Options
) -> tuple[tuple[Section, ...], list[Anchorage], frozenset[int], list[Warning]]:
    """The sections with their own day, the anchor of every part of the text, the starts of the mentions that date a section, and warnings."""
    document = reading.document
    warnings: list[Warning] = []
    reference = options.reference_date
    by_section = _by_section(reading, mentions)
    dating: set[int] = set()
    header = _header(reading, mentions, reference)
    if header is not None:
        dating.add(header[1].start)
    default = Anchorage(0, reference, reference, "request")
    if reference is None and header is not None:
        default = Anchorage(0, header[0], header[0], "text")
        warnings.append(
            Warning("header_date", f"No reference date was given: relative dates are counted from the text's own date, {header[0].isoformat()}.")
        )
    elif reference is None:
        warnings.append(Warning("no_reference_date", "No reference date was given and the text states none: relative dates are left open."))
    elif header is not None and header[0] != reference:
        warnings.append(
            Warning(
                "dates_disagree",
                f"The text dates itself {header[0].isoformat()}; relative dates are counted from the request's {reference.isoformat()}.",
            )
        )
    sections = []
    anchorages = [default]
    for number, mark in enumerate(document.sections):
        own, mention = _own(reading, mark.heading, mark.date, by_section[number], reference, number)
        basis = "section"
        if mention is not None:
            dating.add(mention.start)
            if mark.date is None and not isinstance(_said(mention).expression, Age):
                basis = "text"
        if own is not None:
            own = _narrowed(reading, own, by_section[number])
            anchorages.append(Anchorage(mark.start, own.lo, own.hi, basis))
        elif default.latest is not None or len(document.sections) > 1:
            anchorages.append(Anchorage(mark.start, default.earliest, default.latest, default.basis))
        sections.append(Section(f"s{number + 1}", mark.start, mark.end, mark.heading, own.lo if own else None, own.hi if own else None))
    anchorages.sort(key=lambda a: a.start)
    warnings += _against(sections, reference)
    return tuple(sections), anchorages, frozenset(dating), warnings


def _said(mention: Mention) -> Said:
    assert isinstance(mention.value, Said)
    return mention.value


def _by_section(reading: Reading, mentions: Sequence[Mention]) -> list[list[Mention]]:
    found: list[list[Mention]] = []
    at = 0
    for mark in reading.document.sections:
        while at < len(mentions) and mentions[at].start < mark.start:
            at += 1
        first = at
        while at < len(mentions) and mentions[at].start < mark.end:
            at += 1
        found.append(list(mentions[first:at]))
    return found


def _plain(expression: Expression) -> Expression:
    return expression.inner if isinstance(expression, Clocked) else expression


def _solved(expression: Expression, day: dt.date | None) -> Solved | None:
    try:
        return expression.solve(Now(day))
    except (NoAnchor, ValueError, OverflowError, StopIteration):
        return None


def _header(reading: Reading, mentions: Sequence[Mention], reference: dt.date | None) -> tuple[dt.date, Mention] | None:
    """The full date of a line at the head of the text: by itself, after a place, or in a dateline."""
    blocks = reading.document.blocks[: HEADER_BLOCKS + 8]
    if not blocks:
        return None
    for mention in mentions:
        if mention.start > blocks[-1].end:
            return None
        day = _plain(_said(mention).expression)
        if not isinstance(day, CalendarDay) or day.year is None or not _heads(reading, mention, blocks[0].start):
            continue
        solved = _solved(day, reference)
        if solved is not None and solved.days.lo is not None:
            return solved.days.lo, mention
    return None


def _heads(reading: Reading, mention: Mention, head: int) -> bool:
    """Whether a date makes up its line, or opens the text as a dateline."""
    document = reading.document
    for block in document.blocks:
        if block.start <= mention.start < block.end:
            first, last = reading.tokens.within(block.start, block.end)
            around = last - first - (mention.last - mention.first)
            if around <= HEADER_TOKENS - 8 or (
                around <= HEADER_TOKENS and mention.first - first <= 3 and reading.tokens.norms[last - 1] not in ".?!"
            ):
                return block.role is not BlockRole.SPEECH or around <= 6
            return (
                block.start == head and mention.first - first <= 6 and reading.tokens.norms[mention.last : mention.last + 1] in (["—"], ["-"], [")"])
            )
    return False


def _own(
    reading: Reading, heading: object, date: str | None, mentions: Sequence[Mention], reference: dt.date | None, number: int
) -> tuple[Stretch | None, Mention | None]:
    """A section's own day or stretch, and the mention that says it."""
    in_heading = next((m for m in mentions if heading is not None and _inside(m, heading) and _dates(_said(m).expression)), None)
    if date is not None:
        try:
            day = dt.date.fromisoformat(date[:10])
        except ValueError:
            day = None
        if day is not None:
            return Stretch(day, day), in_heading
    for m in mentions[:6]:
        expression = _said(m).expression
        if isinstance(expression, Age):
            solved = _solved(expression, reference)
            if solved is not None and solved.days.lo is not None and solved.days.hi is not None:
                return Stretch(solved.days.lo, solved.days.hi), m
            return None, m
        if in_heading is not None and m is not in_heading:
            continue
        day_expression = _plain(expression)
        if not isinstance(day_expression, CalendarDay) or (day_expression.year is None and day_expression.weekday is None):
            continue
        if (in_heading is None and not _at_head(reading, m, mentions, number)) or (
            number == 0 and len(reading.document.sections) == 1 and day_expression.year is not None
        ):
            continue
        solved = _solved(day_expression, reference)
        if solved is not None and solved.days.lo is not None:
            return Stretch(solved.days.lo, solved.days.lo), m
    return None, None


def _inside(m: Mention, heading: object) -> bool:
    assert isinstance(heading, tuple)
    return bool(heading[0] <= m.start and m.end <= heading[1])


def _dates(expression: Expression) -> bool:
    return isinstance(_plain(expression), Age | CalendarDay)


def _at_head(reading: Reading, mention: Mention, mentions: Sequence[Mention], number: int) -> bool:  # noqa: ARG001
    mark = reading.document.sections[number]
    before = sum(1 for b in reading.document.blocks if mark.start <= b.start < mention.start)
    if before > HEADER_BLOCKS // 3:
        return False
    for block in reading.document.blocks:
        if block.start <= mention.start < block.end:
            first, last = reading.tokens.within(block.start, block.end)
            return last - first - (mention.last - mention.first) <= 3
    return False


def _engaged(reading: Reading, own: Stretch, mentions: Sequence[Mention]) -> Stretch:
    """A stretch cut to the day of business that is asked for: "list his official engagements for Wednesday 11 May"."""
    for m in mentions[:HEADER_BLOCKS]:
        day = _said(m).expression
        if isinstance(day, CalendarDay) and tuple(reading.tokens.norms[m.first - 2 : m.first]) in _OWN_DAY:
            meant = _near(day, own, ahead=False)
            if meant is not None and own.lo <= meant <= own.hi:
                return Stretch(meant, meant)
    return own


def _narrowed(reading: Reading, own: Stretch, mentions: Sequence[Mention]) -> Stretch:
    """A stretch cut to the days on which what the text says of its own day is true: "Next week we mark Holocaust Memorial Day"."""
    if own.lo == own.hi:
        return own
    own = _engaged(reading, own, mentions)
    for a, b in pairwise(mentions):
        if b.first - a.last > APART or not one_sentence(reading, a, b):
            continue
        for unit, day in ((a, b), (b, a)):
            shift, fixed = _said(unit).expression, _said(day).expression
            if not isinstance(shift, Unit) or shift.text or shift.grain not in (Grain.DAY, Grain.WEEK) or not isinstance(fixed, Feast | CalendarDay):
                continue
            if shift.grain is Grain.DAY and b.first - a.last > 1:
                continue
            meant = _near(fixed, own, ahead=shift.by > 0)
            if meant is None:
                continue
            said_on = unit_of(shift.grain, meant, -shift.by)
            cut = Stretch(max(own.lo, said_on.lo), min(own.hi, said_on.hi))
            if cut.lo <= cut.hi:
                own = cut
    return own


def one_sentence(reading: Reading, a: Mention, b: Mention) -> bool:
    """Whether two mentions stand in the same sentence."""
    sentence = reading.sentence_of(a.first)
    return sentence is not None and sentence.first <= b.first < sentence.last


def _near(fixed: Expression, own: Stretch, *, ahead: bool) -> dt.date | None:
    """The occurrence of a feast or day nearest to a stretch."""
    try:
        days = [fixed.solve(Now(own.hi if not ahead else own.lo, forward=ahead)).days.lo, fixed.solve(Now(own.hi, forward=not ahead)).days.lo]
    except (NoAnchor, ValueError, OverflowError, StopIteration):
        return None
    middle = own.lo + (own.hi - own.lo) // 2
    return min((d for d in days if d is not None), key=lambda d: abs((d - middle).days), default=None)


def _against(sections: Sequence[Section], reference: dt.date | None) -> list[Warning]:
    """A section that dates itself after the day on which the transcript was made."""
    if reference is None:
        return []
    late = [s.id for s in sections if s.earliest is not None and s.earliest > reference]
    return [Warning("dates_disagree", f"Sections dated after the reference date {reference.isoformat()}: {', '.join(late)}.")] if late else []
