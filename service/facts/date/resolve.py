"""Resolves date expressions against the day on which they were said."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from service.facts.date.anchors import Anchorage, draw_sections, together
from service.facts.date.calendar import Days
from service.facts.date.expression.base import Expression, NoAnchor, Now, Solved
from service.facts.date.expression.days import CalendarDay, Feast, MonthDay, Weekday, Weekend
from service.facts.date.expression.interval import Before, By, From, Range, Since, Until
from service.facts.date.expression.units import Age, Month, Running, Season, Unit, Years
from service.facts.date.expression.within import Offset
from service.facts.date.memory import Memory, Witness, beside_anchor, innermost, stated_year, states_year
from service.facts.date.said import Said
from service.facts.date.weekdays import weekday_of_list
from service.facts.date.words import LEXICON
from service.facts.date.yearless import DAYS_NEAR, Yearless
from service.model import Anchor, CalendarDate, Grain, Mention, Options, Section, Span, Warning
from service.reading import Reading
from service.transcript.sentences import Sentence

_SOUTHERN = frozenset(("en-AU", "en-NZ"))
_OPENERS = frozenset(LEXICON["openers"]["words"])
_WILL = frozenset(LEXICON["closed"]["promises"])
_NEAR = (Grain.DAY, Grain.WEEK, Grain.MONTH)

CITED_WITHIN = 8
"""Tokens between a square bracket and the date that it cites."""


def resolve(
    reading: Reading, mentions: Sequence[Mention], turns: Sequence[Span], options: Options
) -> tuple[list[Mention], tuple[Section, ...], list[Warning]]:
    """Date mentions with a CalendarDate each, the sections with their own day, and what the caller should know.

    ``mentions`` are the date mentions in order; ``turns`` the turns' spans, for dates that count from one named before.
    Mentions that nothing can be made of are left out: a day that the calendar lacks, "two days later" where no date was named.
    """
    sections, anchorages, headings, warnings = draw_sections(reading, mentions, options)
    resolver = _Resolver(reading, anchorages, headings, turns, options.locale in _SOUTHERN)
    return resolver.all(m for m in mentions if _stands(reading, m, headings)), sections, warnings


def _stands(reading: Reading, mention: Mention, headings: frozenset[int]) -> bool:
    """In a heading only its section's date, or a date that is all of it, is a fact."""
    sentence = reading.sentence_of(mention.first)
    if sentence is None:
        return False
    alone = sentence.last - sentence.first - (mention.last - mention.first) <= 2
    said = mention.value
    return not sentence.heading or mention.start in headings or (alone and isinstance(said, Said) and states_year(said.expression))


def _promised(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence says that something will be."""
    return not _WILL.isdisjoint(reading.tokens.norms[sentence.first : sentence.last])


class _Resolver:
    """Goes through the mentions in order, and remembers what was named."""

    def __init__(self, reading: Reading, anchorages: Sequence[Anchorage], headings: frozenset[int], turns: Sequence[Span], southern: bool) -> None:
        self.reading = reading
        self.headings = headings
        self.anchorages = anchorages
        self.starts = [a.start for a in anchorages]
        self.turn_starts = [t.start for t in turns]
        self.turn_ends = [t.end for t in turns]
        self.southern = southern

    def all(self, mentions: Iterable[Mention]) -> list[Mention]:
        """Every mention that can be solved, with its CalendarDate."""
        kept = list(mentions)
        yearless = Yearless(self.reading, kept, self.turn_starts, self._anchorage)
        done: list[Mention] = []
        turn, memory = -2, Memory()
        month: tuple[dt.date, int, int] | None = None
        for index in self._order(kept):
            m = kept[index]
            at = bisect_right(self.turn_starts, m.start) - 1
            if at != turn:
                turn, memory = at, self._asked(at, memory)
            said = _leaning(self.reading, kept, index)
            sentence = self.reading.sentence_of(m.first)
            number, first = (sentence.index, sentence.first) if sentence else (-1, 0)
            anchorage = self._anchorage(m)
            year = yearless.year(m, said, number, memory, turn)
            if isinstance(said.expression, Years):
                named, now, solved = None, NOWHERE, _written(said.expression)
            else:
                named = _meant(said.expression, memory, number) or memory.named(said.expression.grain)
                now = _now(anchorage, said, named, year.year if year else None, year.solved.value if year else None, self.southern)
                if month is not None and (number == month[1] or (max(said.lean, month[2]) <= 0 and number - month[1] <= DAYS_NEAR)):
                    now = replace(now, month=month[0])
                came = self._came(kept, index, said, now, done, anchorage)
                if came is not None:
                    m = _bared(self.reading, m, said) if isinstance(said.expression, By) else m
                    said, solved = came
                else:
                    solved = memory.again(said.expression, number) or _solve(said.expression, now, anchorage)
                listed = weekday_of_list(self.reading, kept, index, now) if anchorage.earliest == anchorage.latest else None
                if listed is not None:
                    solved = listed.value, listed
            if solved is None or _ahead_of_itself(said, solved[1], named, anchorage, sentence is not None and self.reading.once(_promised, sentence)):
                continue
            date, result = solved
            memory.repeat = (said.expression, number, solved)
            done.append(_settled(self.reading, m, said, now, _calendar_date(said.expression, date, result, anchorage)))
            if result is not None and result.basis == "anchor" and result.grain is Grain.DAY:
                memory.told = number
            if result is not None and result.days.lo is not None and result.days.hi is not None:
                opens = all(norm in _OPENERS for norm in self.reading.tokens.norms[first : m.first])
                if isinstance(innermost(said.expression), CalendarDay | Month | MonthDay):
                    month = result.days.lo, number, said.lean
                memory.keep(result, number, opens=opens)
                if isinstance(said.expression, Years) and said.expression.grain is Grain.YEAR and self._in_that_year(m, opens=opens):
                    memory.witness = Witness(number, said.expression.first, result, bare=True)
                if beside_anchor(said.expression):
                    memory.beside = Witness(number, result.days.lo.year, result)
                if (
                    not self._cited(m)
                    and not isinstance(said.expression, Since)
                    and (states_year(said.expression) or (result.basis == "text" and result.anchor and year is not None and not year.beside))
                ):
                    memory.witness = Witness(number, stated_year(said.expression) or result.days.lo.year, result)
            elif result is not None and result.days.hi is not None and states_year(said.expression) and not self._cited(m):
                memory.witness = Witness(number, stated_year(said.expression) or result.days.hi.year, result)
        return sorted(done, key=lambda m: m.start)

    def _came(
        self, mentions: Sequence[Mention], index: int, said: Said, now: Now, done: Sequence[Mention], anchorage: Anchorage
    ) -> tuple[Said, tuple[str, Solved]] | None:
        """What "would" looks ahead to from a day of saying that is past, if it is past as well: "she said in May 2019 that it would open by March"."""
        m, before = mentions[index], mentions[index - 1] if index else None
        if before is None or said.lean <= 0 or not said.expression.relative or anchorage.latest is None or not done or done[-1].start != before.start:
            return None
        told, norms = done[-1].value, self.reading.tokens.norms
        here = self.reading.sentence_of(m.first)
        if not isinstance(told, CalendarDate) or not isinstance(told.latest, dt.date) or told.grain not in _FINE or here is None:
            return None
        between = norms[before.last : m.first]
        if before.first < here.first or "would" not in between or not _SAID.intersection(norms[max(here.first, before.first - 4) : before.first]):
            return None
        e = said.expression.inner if isinstance(said.expression, By) else said.expression
        try:
            found = e.solve(replace(now, day=told.latest, forward=True, nearest=False, year=None))
        except (NoAnchor, ValueError, OverflowError, StopIteration):
            return None
        if found.days.hi is None or found.basis != "anchor" or not told.latest < anchorage.latest or found.days.hi > anchorage.latest:
            return None
        found = replace(found, basis="text", anchor=told.value)
        return said._replace(expression=e), (found.value, found)

    def _order(self, mentions: Sequence[Mention]) -> list[int]:
        """The order in which mentions are resolved: as they stand, but for "that day, 26 March", where the second says what the first means."""
        order = list(range(len(mentions)))
        for k, (a, b) in enumerate(pairwise(mentions)):
            first, second = a.value, b.value
            assert isinstance(first, Said)
            assert isinstance(second, Said)
            apposed = self.reading.tokens.norms[a.last : b.first] == [","] and isinstance(second.expression, CalendarDay)
            if apposed and first.expression == Unit(Grain.DAY, 0, text=True):
                order[k], order[k + 1] = k + 1, k
        return order

    def _anchorage(self, m: Mention) -> Anchorage:
        """What a mention is counted from: a section's age from the request, all else from the section's day."""
        if m.start in self.headings and isinstance(m.value, Said) and isinstance(m.value.expression, Age):
            return self.anchorages[0]
        return self.anchorages[max(0, bisect_right(self.starts, m.start) - 1)]

    def _asked(self, turn: int, before: Memory) -> Memory:
        """What an answer remembers: only the year that its question states."""
        memory = Memory()
        last = bisect_right(self.reading.tokens.ends, self.turn_ends[turn - 1]) - 1 if turn > 0 else -1
        if last >= 0 and before.witness is not None and self.reading.tokens.norms[last] == "?":
            memory.witness = before.witness
        return memory

    def _cited(self, m: Mention) -> bool:
        """Whether a date stands in square brackets, as the day of an Official Report: it dates nothing around it."""
        before = self.reading.tokens.norms[max(0, m.first - CITED_WITHIN) : m.first]
        return "[" in before and "]" not in before[before.index("[") :]

    def _in_that_year(self, m: Mention, *, opens: bool) -> bool:
        """Whether a year is when something was, not part of a name: "in 2014", "2014 was good"."""
        norms = self.reading.tokens.norms
        before = norms[m.first - 1] if m.first else ""
        if norms[m.last : m.last + 1] == [","] and any(
            norms[k] in _RELATIVE and norms[k - 1] == "," for k in range(max(1, m.first - CITED_WITHIN), m.first)
        ):
            return False  # "The inquiry, which began in 2015, had cost £9 by March"
        return before in ("in", "during") or (opens and before not in ("the", "of"))


_RELATIVE = frozenset(("which", "who", "whose"))
_FINE = frozenset((Grain.MINUTE, Grain.HOUR, Grain.DAY, Grain.WEEK, Grain.MONTH))
_SAID = frozenset(LEXICON["saying"]["words"])
_BARE = (CalendarDay, Month, Season, Weekday, MonthDay, Weekend)


def _meant(e: Expression, memory: Memory, sentence: int) -> Solved | None:
    """The date that "the following three years" or "the same month" counts from, where it is not just the one named last."""
    if isinstance(e, Running):
        return memory.of_grain(e.grain, sentence)
    return memory.stated(e.grain) if isinstance(e, Unit) and e.text and e.by == 0 and e.grain is not Grain.DAY else None


def _now(anchorage: Anchorage, said: Said, named: Solved | None, year: int | None, year_anchor: str | None, southern: bool) -> Now:
    """What an expression is counted from. Where its clause says nothing, bare days and months look back, and all else is the nearest."""
    bare = isinstance(said.expression, _BARE)
    day = anchorage.earliest if said.lean > 0 and isinstance(innermost(said.expression), CalendarDay | Feast) else anchorage.latest
    past = said.lean < 0 and not isinstance(said.expression, By | Until | Before | From | Range)
    ahead = said.lean > 0 or (said.lean == 0 and isinstance(said.expression, Until | By))
    return Now(day, ahead, said.lean == 0 and not bare and not ahead, named, year, year_anchor, southern, past=past)


def _ahead_of_itself(said: Said, solved: Solved | None, named: Solved | None, anchorage: Anchorage, promised: bool) -> bool:
    """Whether "six years later" would lie beyond the anchor, counted from the past, though nothing is promised: then it counts from something unnamed."""
    e, day = said.expression, anchorage.latest
    if solved is None or not isinstance(e, Offset) or not e.text or promised or day is None or named is None:
        return False
    return solved.days.lo is not None and solved.days.lo > day and named.days.lo is not None and named.days.lo <= day


def _leaning(reading: Reading, mentions: Sequence[Mention], index: int) -> Said:
    """What was said, with the lean that a neighbour gives it: "Holocaust Memorial Day next week" lies ahead."""
    m = mentions[index]
    said = m.value
    assert isinstance(said, Said)
    if isinstance(said.expression, Feast | CalendarDay) and said.expression.relative:
        for other in mentions[max(0, index - 1) : index + 2]:
            shift = other.value.expression if isinstance(other.value, Said) else None
            first, second = (other, m) if other.first < m.first else (m, other)
            if other is m or not isinstance(shift, Unit) or not shift.by or shift.text or shift.grain not in _NEAR:
                continue
            if together(reading, first, second) and "since" not in reading.tokens.norms[first.last : second.first]:
                return said._replace(lean=1 if shift.by > 0 else -1)
    return said


NOWHERE = Now(None)
"""What years are counted from, which are as they are written."""


@lru_cache(maxsize=4096)
def _written(e: Years) -> tuple[str | None, Solved | None] | None:
    """EDTF and the stretch of years as written, as ``_solve`` gives them."""
    try:
        solved = e.solve(NOWHERE)
        value = solved.value
    except (ValueError, OverflowError):
        return None
    return value, solved


def _solve(e: Expression, now: Now, anchorage: Anchorage) -> tuple[str | None, Solved | None] | None:
    """EDTF and the solved stretch; (None, None) where no anchor is known, None where there is no such date."""
    try:
        last = e.solve(now)
        if e.carries and last.basis == "anchor" and anchorage.earliest is not None and anchorage.earliest != anchorage.latest:
            first = e.solve(replace(now, day=anchorage.earliest))
            lo, hi = first.days.lo, last.days.hi
            if lo is not None and hi is not None and lo != hi:
                return f"[{lo.isoformat()}..{hi.isoformat()}]", replace(last, days=Days(lo, hi))
        value = last.value
    except NoAnchor as missing:
        return None if missing.text else (None, None)
    except (ValueError, OverflowError, StopIteration):
        return None
    return value, last


def _calendar_date(e: Expression, value: str | None, solved: Solved | None, anchorage: Anchorage) -> CalendarDate:
    if solved is None or value is None:
        return CalendarDate("date", None, None, None, e.grain, relative=True)
    anchor = None
    relative = e.relative or solved.basis is not None
    if solved.basis == "text":
        anchor = Anchor(solved.anchor or "", "text")
    elif solved.basis is not None and anchorage.latest is not None:
        anchor = Anchor(anchorage.latest.isoformat(), anchorage.basis)
    kind = "date" if value.startswith("[") else "interval" if "/" in value else "date"
    return CalendarDate(kind, value, solved.days.lo, solved.days.hi, e.grain if e.grain is not Grain.QUARTER else solved.grain, relative, anchor)


def _bared(reading: Reading, m: Mention, said: Said) -> Mention:
    """The mention without its preposition."""
    return replace(m, start=reading.tokens.starts[said.lead], first=said.lead)


def _settled(reading: Reading, m: Mention, said: Said, now: Now, date: CalendarDate) -> Mention:
    """The mention with its date, without the preposition of a deadline or start that is past."""
    if isinstance(said.expression, By | From) and said.lead > m.first:
        try:
            ahead = said.expression.ahead(now)
        except (NoAnchor, ValueError, OverflowError):
            ahead = False
        if not ahead:
            m = _bared(reading, m, said)
    return Mention(m.kind, m.rule, m.start, m.end, m.first, m.last, date, m.evidence)
