"""The year that a text gives to a day, month or season without one."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from service.facts.date.anchors import Anchorage
from service.facts.date.calendar import Days
from service.facts.date.expression.base import NoAnchor, Now, Solved
from service.facts.date.expression.days import CalendarDay
from service.facts.date.expression.units import Month, Season
from service.facts.date.expression.within import RunUp
from service.facts.date.memory import Memory, Witness, beyond, falls, goes_on, innermost, year_within
from service.facts.date.said import Said
from service.facts.date.words import LEXICON
from service.facts.numeral.digits import is_currency
from service.model import Grain, Mention
from service.reading import Reading

_BACKWARD = frozenset(LEXICON["back"]["words"])
_BEHIND = frozenset(LEXICON["back"]["before"])
DAYS_NEAR = 5
"""Sentences over which a full date gives its year to days without one; a month takes it only from its own sentence or the one before."""
FULL_DAYS = 12
"""Full dates before a day that may be told on by it."""
SOON_BEHIND = 14
"""Days behind a full date within which a day told later is what came next, however far off in the text."""
JUST_NOW = 90
"""Days before the anchor within which a day is rather a recent one."""
_SHORT, _MOST_SHORT = 5, 3
"""Tokens of a sentence that only answers, at most, and how many of them stand between two dates."""
FRESH = 9
"""Tokens before and behind the date of a publication in which "latest" or its verb stands."""
_PUBLISHED = frozenset(LEXICON["fresh"]["published"])
_LATEST = frozenset(LEXICON["fresh"]["latest"])
_SPEAKING = frozenset(LEXICON["fresh"]["speaking"])
BACK = 8
"""Tokens on both sides of a date within which its clause may say that it looks back."""
ONE_WITNESS = 1500
"""Characters over which a single weekday that fits only another year gives that year to days near it; two of them hold for a turn."""

_Fixed: TypeAlias = "dict[int, list[tuple[int, Solved]]]"
"""Days whose weekday gives their year, with their offsets, by that year."""


class Yearless:
    """Finds the year for each: of a date beside it, of one named shortly before it, or of a weekday that fits only one.

    ``anchorage_of`` gives what a mention is counted from; ``turn_starts`` where the turns begin.
    """

    def __init__(
        self, reading: Reading, mentions: Sequence[Mention], turn_starts: Sequence[int], anchorage_of: Callable[[Mention], Anchorage]
    ) -> None:
        self.reading = reading
        self.anchorage_of = anchorage_of
        self.turn_starts = turn_starts
        self.fixed = self._weekday_years(mentions)
        self.full = _full_days(mentions)

    def year(self, m: Mention, said: Said, sentence: int, memory: Memory, turn: int) -> Witness | None:
        """The year that the text gives to a mention in a turn, with where it states it; None where it gives none or the mention needs none."""
        e = innermost(said.expression)
        if not isinstance(e, CalendarDay | Month | Season) or e.year is not None or e.mode or isinstance(said.expression, RunUp):
            return None
        day = isinstance(e, CalendarDay)
        anchorage, fixed = self.anchorage_of(m), self.fixed.get(turn, {})
        if isinstance(e, CalendarDay) and memory.beside is not None and memory.beside.sentence == sentence:
            year = year_within(e, memory.beside.solved)
            if year is not None:
                return Witness(sentence, year, memory.beside.solved, beside=True)
        witness = memory.witness
        reach = 1 if not day or (witness and witness.bare) else DAYS_NEAR
        near = [witness] if witness is not None and said.lean <= 0 and self._within(reach, witness.sentence, sentence) else []
        near = [w for w in near if not beyond(e, w.year, anchorage.latest) and not self._in_passing(w, sentence, memory)]
        if near and near[0].bare and self._freshly(m):
            near = []
        if near and not isinstance(e, Season) and not self._looks_back(m):
            near = [goes_on(e, near[0], anchorage.latest)]
        if day:
            several = sum(map(len, fixed.values())) > 1
            for away, _, year, solved in sorted(_nearest(days, m.start, year) for year, days in fixed.items()):
                if several or away <= ONE_WITNESS:
                    near.append(Witness(sentence, year, solved))
        if isinstance(e, CalendarDay) and not near and said.lean <= 0 and (told := self._told_of(e, m, anchorage.latest)):
            near.append(replace(told, sentence=sentence))
        if isinstance(e, CalendarDay) and e.weekday is not None:
            usual = _usual_year(e, Now(anchorage.latest, said.lean > 0))
            near = [w for w in near if falls(e, w.year) and usual != w.year]
        return near[0] if near else None

    def _told_of(self, e: CalendarDay, m: Mention, anchor: dt.date | None) -> Witness | None:
        """The year of a full day that the text told before, where this day came soon behind it: "sank on 3 September 2013 … On 4 September"."""
        if anchor is None:
            return None
        last = _date(anchor.year - ((e.month, e.day) > (anchor.month, anchor.day)), e)
        if last is None or (anchor - last).days <= JUST_NOW:
            return None
        end = bisect_left(self.full, m.start, key=lambda day: day[0])
        for _, day in reversed(self.full[max(0, end - FULL_DAYS) : end]):
            this = _date(day.year, e)
            if this is not None and this < last and 0 <= (this - day).days <= SOON_BEHIND:
                return Witness(0, day.year, Solved(Days(day, day), Grain.DAY))
        return None

    def _within(self, reach: int, earlier: int, sentence: int) -> bool:
        """Whether a sentence stands so near behind an earlier one; a few short ones between, such as "Yes.", do not part them."""
        if sentence - earlier <= reach:
            return True
        between = self.reading.sentences[earlier + 1 : sentence]
        return len(between) < reach + _MOST_SHORT and sum(s.last - s.first > _SHORT for s in between) < reach

    def _looks_back(self, m: Mention) -> bool:
        """Whether a clause tells of what was before: "it had opened in March", "up from 5% in March", "previously, in May"."""
        norms = self.reading.tokens.norms
        begin, end = max(0, m.first - BACK), m.last + BACK
        if sentence := self.reading.sentence_of(m.first):
            begin, end = max(begin, sentence.first), min(end, sentence.last)
        if not (_BACKWARD.isdisjoint(norms[begin : m.first]) and _BACKWARD.isdisjoint(norms[m.last : end])):
            return True
        at_once = not _BEHIND.isdisjoint(norms[max(begin, m.first - 2) : m.first])
        return at_once or any(
            norms[k] in _BEHIND and (norms[k + 1][0].isdecimal() or is_currency(self.reading.tokens, k + 1)) for k in range(begin, m.first - 1)
        )

    def _freshly(self, m: Mention) -> bool:
        """Whether the date says when something was published that speaks in the present: "the latest report, released in September, puts it at 40"."""
        norms, sentence = self.reading.tokens.norms, self.reading.sentence_of(m.first)
        if sentence is None or _PUBLISHED.isdisjoint(norms[max(sentence.first, m.first - 3) : m.first]):
            return False
        return not (
            _LATEST.isdisjoint(norms[max(sentence.first, m.first - FRESH) : m.first])
            and _SPEAKING.isdisjoint(norms[m.last : min(sentence.last, m.last + FRESH)])
        )

    def _in_passing(self, witness: Witness, sentence: int, memory: Memory) -> bool:
        """Whether a bare year was named in passing, in an earlier paragraph's sentence that tells of a day beside the anchor: "sentenced on Monday over a fire in 2012"."""
        if not witness.bare or memory.told != witness.sentence:
            return False
        spoken = self.reading.sentences
        return spoken[sentence].block != spoken[witness.sentence].block

    def _weekday_years(self, mentions: Sequence[Mention]) -> dict[int, _Fixed]:
        """By turn, the days whose weekday fits another year than their tense alone would give."""
        found: dict[int, _Fixed] = {}
        for m in mentions:
            said = m.value
            assert isinstance(said, Said)
            e = innermost(said.expression)
            if not isinstance(e, CalendarDay) or e.year is not None or e.weekday is None or said.lean > 0:
                continue
            now = Now(self.anchorage_of(m).latest)
            try:
                fitting, plain = e.solve(now), replace(e, weekday=None).solve(now)
            except (NoAnchor, ValueError, OverflowError):
                continue
            if fitting.days != plain.days:
                assert fitting.days.lo is not None
                years = found.setdefault(bisect_right(self.turn_starts, m.start) - 1, {})
                years.setdefault(fitting.days.lo.year, []).append((m.start, fitting))
        return found


def _full_days(mentions: Sequence[Mention]) -> list[tuple[int, dt.date]]:
    """The days that state their year, with their offsets, in order."""
    found = []
    for m in mentions:
        assert isinstance(m.value, Said)
        e = innermost(m.value.expression)
        day = _date(e.year, e) if isinstance(e, CalendarDay) and e.year is not None else None
        if day is not None:
            found.append((m.start, day))
    return sorted(found)


def _date(year: int, e: CalendarDay) -> dt.date | None:
    """A day of a year; None where the calendar has no such day."""
    try:
        return dt.date(year, e.month, e.day)
    except ValueError:
        return None


def _usual_year(e: CalendarDay, now: Now) -> int | None:
    """The year that a day has by its tense alone."""
    try:
        return e.solve(now).stretch.lo.year
    except (NoAnchor, ValueError, OverflowError, StopIteration):
        return None


def _nearest(days: list[tuple[int, Solved]], start: int, year: int) -> tuple[int, int, int, Solved]:
    """The one of some days of a year that stands nearest to an offset: how far off, where, the year and the day."""
    at = bisect_left(days, start, key=lambda day: day[0])
    away, where, solved = min(((abs(offset - start), offset, solved) for offset, solved in days[max(0, at - 1) : at + 1]), key=lambda d: d[:2])
    return away, where, year, solved
