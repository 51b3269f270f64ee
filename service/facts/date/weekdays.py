"""The days of weekdays that are listed: they follow each other, whatever the anchor's own weekday."""

from __future__ import annotations

from collections.abc import Sequence

from service.facts.date.calendar import DAY, Days
from service.facts.date.expression.base import Now, Solved
from service.facts.date.expression.days import Weekday
from service.facts.date.said import Said
from service.model import Grain, Mention
from service.reading import Reading

LISTED = 7
"""Weekdays that are listed."""
_LAST_LINKS = frozenset(("and", "or", "&"))
_LISTING = _LAST_LINKS | {",", "on"}


def weekday_of_list(reading: Reading, mentions: Sequence[Mention], index: int, now: Now) -> Solved | None:
    """The day of a weekday that is one of several: those of "on Wednesday, Thursday or Friday", said on a Thursday, follow each other."""
    if _weekday(mentions[index]) is None or now.day is None:
        return None
    first = last = index
    while last - index < LISTED and last + 1 < len(mentions) and _listed(reading, mentions[last], mentions[last + 1]):
        last += 1
    while index - first < LISTED and first and _listed(reading, mentions[first - 1], mentions[first]):
        first -= 1
    if first == last or _LAST_LINKS.isdisjoint(reading.tokens.norms[mentions[last - 1].last : mentions[last].first]):
        return None
    day, step = now.day, 1 if now.forward else -1
    for k in range(first, index + 1) if now.forward else range(last, index - 1, -1):
        weekday = _weekday(mentions[k])
        assert weekday is not None
        apart = (weekday - day.weekday()) * step % 7
        day += step * (apart or 7 * (now.forward or k != last)) * DAY
    return Solved(Days(day, day), Grain.DAY, "anchor")


def _listed(reading: Reading, a: Mention, b: Mention) -> bool:
    """Whether two mentions are weekdays that stand side by side in a list, in one tense."""
    if _weekday(a) is None or _weekday(b) is None or a.last == b.first:
        return False
    assert isinstance(a.value, Said)
    assert isinstance(b.value, Said)
    return a.value.lean == b.value.lean and _LISTING.issuperset(reading.tokens.norms[a.last : b.first])


def _weekday(m: Mention) -> int | None:
    """The weekday that is said without more, or None."""
    e = m.value.expression if isinstance(m.value, Said) else None
    return e.weekday if isinstance(e, Weekday) and not e.mode and not e.weeks else None
