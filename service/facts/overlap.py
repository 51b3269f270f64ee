"""Settles overlaps between mentions in one place: longest, then leftmost, then the order of kinds; a quantity yields to any casualty."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from service.model import Kind, Mention

_ORDER = {Kind.MONEY: 0, Kind.CASUALTIES: 1, Kind.DATES: 2, Kind.QUANTITIES: 3}


def settle(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that stand when no two may share a character, in order of start.

    Quotes hold other facts and never contend; of those with one span the first found stands.
    """
    quotes: list[Mention] = []
    contenders: list[Mention] = []
    for mention in mentions:
        (quotes if mention.kind is Kind.QUOTES else contenders).append(mention)
    kept: list[Mention] = []
    for bunch in _bunches(sorted(_without_counted(contenders), key=lambda m: m.start)):
        kept += bunch if len(bunch) == 1 else _apart(bunch)
    kept += {(m.start, m.end): m for m in reversed(quotes)}.values()
    kept.sort(key=lambda m: (m.start, m.end))
    return kept


def _bunches(mentions: Iterable[Mention]) -> Iterator[list[Mention]]:
    """Mentions in order of start, those together that others join: none meets one of another bunch."""
    bunch: list[Mention] = []
    end = -1
    for mention in mentions:
        if mention.start >= end and bunch:
            yield bunch
            bunch = []
        bunch.append(mention)
        end = max(end, mention.end)
    if bunch:
        yield bunch


def _apart(bunch: list[Mention]) -> list[Mention]:
    """The mentions of a bunch that stand."""
    starts: list[int] = []
    ends: list[int] = []
    kept: list[Mention] = []
    # Sorted by start, kept spans are disjoint, so a newcomer can only meet its two neighbours.
    for mention in sorted(bunch, key=lambda m: (m.start - m.end, m.start, _ORDER[m.kind])):
        at = bisect_right(starts, mention.start)
        if (at and ends[at - 1] > mention.start) or (at < len(starts) and starts[at] < mention.end):
            continue
        starts.insert(at, mention.start)
        ends.insert(at, mention.end)
        kept.append(mention)
    return kept


def _without_counted(mentions: list[Mention]) -> list[Mention]:
    """The mentions without the quantities that share a number with a casualty: "30" of "30 injured" is the casualty's, but "one in five women" is a rate."""
    rates = sorted((m.start, m.end) for m in mentions if m.rule == "quantity.rate")
    if rates:
        mentions = [m for m in mentions if m.kind is not Kind.CASUALTIES or not meets(rates, m)]
    casualties = sorted((m.start, m.end) for m in mentions if m.kind is Kind.CASUALTIES)
    if not casualties:
        return mentions
    starts = [start for start, _ in casualties]

    def counted(m: Mention) -> bool:
        at = bisect_right(starts, m.end - 1)
        return at > 0 and casualties[at - 1][1] > m.start

    return [m for m in mentions if m.kind is not Kind.QUANTITIES or not counted(m)]


def meets(spans: list[tuple[int, int]], m: Mention) -> bool:
    """Whether ``m`` shares a character with one of ``spans``, which are disjoint and in order."""
    at = bisect_right(spans, (m.end - 1, float("inf")))
    return at > 0 and spans[at - 1][1] > m.start
