"""The day on which each section was said: from its heading, its markup, a line at its head, the request, or the text's own header."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.facts.date.calendar import Stretch, unit_of
from service.facts.date.expression.base import Expression, NoAnchor, Now
from service.facts.date.expression.days import CalendarDay, Clocked, Feast
from service.facts.date.expression.units import Age, Unit
from service.facts.date.said import Said
from service.facts.date.words import LEXICON
from service.model import Grain, Mention, Options, Section, Warning
from service.reading import Reading
from service.transcript.document import BlockRole, SectionMark

_OWN_DAY = frozenset(tuple(words.split()) for words in LEXICON["own_day"]["before"])
HEADER_BLOCKS = 12
"""Blocks at a text's or section's head in which its own date, or its day of business, is looked for."""
LINE_TOKENS = 6
"""Tokens that may stand beside the date in such a line."""
SECTION_BLOCKS = 3
"""Blocks at a section's head in which it may say its own day on a line by itself."""
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
    marks = reading.document.sections
    reference = options.reference_date
    heads = _Heads(reading)
    header = heads.header(mentions, reference)
    default, warnings = _default(reference, header)
    dating = {header[1].start} if header else set()
    sections: list[Section] = []
    anchorages = [default]
    others: list[str] = []
    for number, (mark, inside) in enumerate(zip(marks, _by_section(marks, mentions), strict=True), 1):
        own, saying, basis = heads.own(mark, inside, reference)
        dating.update(m.start for m in saying)
        if own is not None:
            own = _narrowed(reading, own, inside)
            if own.lo != own.hi or own.lo != reference:
                anchorages.append(Anchorage(mark.start, own.lo, own.hi, basis))
            aged = all(isinstance(_said(m).expression, Age) for m in saying) and mark.date is None
            if reference is not None and ((not aged and own.lo != reference) or own.lo > reference):
                others.append(f"s{number} ({own.lo.isoformat()})")
        if own is None or own.lo == own.hi == reference:
            anchorages.append(Anchorage(mark.start, default.earliest, default.latest, default.basis))
        sections.append(Section(f"s{number}", mark.start, mark.end, mark.heading, own.lo if own else None, own.hi if own else None))
    days = [a for a in anchorages[1:] if a.earliest is not None]
    if reference is None and header is None and days:
        first, last = (str(f(a.earliest for a in days if a.earliest is not None)) for f in (min, max))
        told = first if first == last else f"{first} to {last}"
        rest = "" if len(days) == len(sections) else "; those of undated sections are left open"
        warnings = [Warning("header_date", f"No reference date was given: relative dates are counted from the sections' own dates, {told}{rest}.")]
    if others and reference is not None:
        named = ", ".join(others[:10]) + (" …" if len(others) > 10 else "")
        warnings = [Warning("dates_disagree", f"Sections date themselves otherwise than the request's {reference.isoformat()}: {named}.")]
    return tuple(sections), sorted(anchorages, key=lambda a: a.start), frozenset(dating), warnings


def _default(reference: dt.date | None, header: tuple[dt.date, Mention] | None) -> tuple[Anchorage, list[Warning]]:
    """The anchor outside dated sections, and what the caller should know of it."""
    if reference is not None:
        told = header[0].isoformat() if header and header[0] != reference else None
        detail = f"The text dates itself {told}; relative dates are counted from the request's {reference.isoformat()}."
        return Anchorage(0, reference, reference, "request"), [Warning("dates_disagree", detail)] if told else []
    if header is not None:
        detail = f"No reference date was given: relative dates are counted from the text's own date, {header[0].isoformat()}."
        return Anchorage(0, header[0], header[0], "text"), [Warning("header_date", detail)]
    detail = "No reference date was given and the text states none: relative dates are left open."
    return Anchorage(0, None, None, "request"), [Warning("no_reference_date", detail)]


def _said(mention: Mention) -> Said:
    assert isinstance(mention.value, Said)
    return mention.value


def _by_section(marks: Sequence[SectionMark], mentions: Sequence[Mention]) -> list[list[Mention]]:
    found: list[list[Mention]] = []
    at = 0
    for mark in marks:
        while at < len(mentions) and mentions[at].start < mark.start:
            at += 1
        first = at
        while at < len(mentions) and mentions[at].start < mark.end:
            at += 1
        found.append(list(mentions[first:at]))
    return found


def _plain(expression: Expression) -> Expression:
    return expression.inner if isinstance(expression, Clocked) else expression


def _solved(expression: Expression, day: dt.date | None) -> Stretch | None:
    try:
        return expression.solve(Now(day)).stretch
    except (NoAnchor, ValueError, OverflowError, StopIteration):
        return None


class _Heads:
    """Finds the dates that stand at the head of a text or section."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.blocks = reading.document.blocks
        self.starts = [b.start for b in self.blocks]

    def header(self, mentions: Sequence[Mention], reference: dt.date | None) -> tuple[dt.date, Mention] | None:
        """The full date of a line at the head of the text: by itself, after a place, or in a dateline."""
        for mention in mentions:
            if self._block(mention) >= HEADER_BLOCKS:
                return None
            day = _plain(_said(mention).expression)
            if isinstance(day, CalendarDay) and day.year is not None and self._heads(mention):
                solved = _solved(day, reference)
                if solved is not None:
                    return solved.lo, mention
        return None

    def _block(self, mention: Mention) -> int:
        return max(0, bisect_right(self.starts, mention.start) - 1)

    def _around(self, mention: Mention) -> tuple[int, int]:
        """How many tokens stand before a mention in its line, and how many around it."""
        block = self.blocks[self._block(mention)]
        first, last = self.reading.tokens.within(block.start, block.end)
        return mention.first - first, last - first - (mention.last - mention.first)

    def _heads(self, mention: Mention) -> bool:
        """Whether a date makes up its line, or opens the text as a dateline."""
        number = self._block(mention)
        before, around = self._around(mention)
        if around <= LINE_TOKENS:
            return True
        if self.blocks[number].role is not BlockRole.SPEECH:
            return around <= 2 * LINE_TOKENS
        return number == 0 and before <= LINE_TOKENS and self.reading.tokens.norms[mention.last : mention.last + 1] in (["—"], ["–"], ["-"], [")"])

    def own(self, mark: SectionMark, mentions: Sequence[Mention], reference: dt.date | None) -> tuple[Stretch | None, list[Mention], str]:
        """A section's own day or stretch, the mentions that say it, and the basis.

        Its markup's date, else the day in its heading or on a line by itself at its head, else its heading's age; a day without a year is
        the one within that age.
        """
        first = bisect_right(self.starts, mark.start) - 1
        days: list[Mention] = []
        ages: list[Mention] = []
        for m in mentions[:6]:
            expression = _plain(_said(m).expression)
            if isinstance(expression, Age):
                ages = ages or [m]
            elif isinstance(expression, CalendarDay) and (expression.year is not None or expression.weekday is not None):
                heading = mark.heading is not None and mark.heading.start <= m.start < mark.heading.end
                alone = self._block(m) - first <= SECTION_BLOCKS and self._around(m)[1] <= 3
                only = len(self.reading.document.sections) == 1 and expression.year is not None
                if heading or (alone and not only):
                    days.append(m)
        stretch = _solved(_said(ages[0]).expression, reference) if ages else None
        stated = _iso(mark.date)
        if stated is not None:
            return Stretch(stated, stated), [*ages, *days], "section"
        for m in days:
            solved = _solved(_plain(_said(m).expression), stretch.hi if stretch else reference)
            if solved is not None and (stretch is None or stretch.lo <= solved.lo <= stretch.hi):
                return solved, [*ages, m], "text"
        return stretch, ages, "section"


def _iso(date: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(date[:10]) if date else None
    except ValueError:
        return None


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
        if not together(reading, a, b):
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


def together(reading: Reading, a: Mention, b: Mention) -> bool:
    """Whether two mentions, in order, stand close together with no mark of punctuation but a comma between them."""
    between = reading.tokens.norms[a.last : b.first]
    return len(between) <= APART and all(word.isalnum() or word in (",", "'", "'s") for word in between)


def _near(fixed: Expression, own: Stretch, *, ahead: bool) -> dt.date | None:
    """The occurrence of a feast or day nearest to a stretch."""
    try:
        days = [fixed.solve(Now(own.hi if not ahead else own.lo, forward=ahead)).days.lo, fixed.solve(Now(own.hi, forward=not ahead)).days.lo]
    except (NoAnchor, ValueError, OverflowError, StopIteration):
        return None
    middle = own.lo + (own.hi - own.lo) // 2
    return min((d for d in days if d is not None), key=lambda d: abs((d - middle).days), default=None)
