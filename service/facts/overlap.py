"""Settles overlaps between mentions in one place: longest, then leftmost, then the order of kinds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from service.model import Kind, Mention

_ORDER = {Kind.MONEY: 0, Kind.CASUALTIES: 1, Kind.DATES: 2, Kind.QUANTITIES: 3}


def settle(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that stand when no two may share a character, in order of start.

    Quotes hold other facts and never contend.
    """
    quotes: list[Mention] = []
    contenders: list[Mention] = []
    for mention in mentions:
        (quotes if mention.kind is Kind.QUOTES else contenders).append(mention)
    contenders.sort(key=lambda m: (m.start - m.end, m.start, _ORDER[m.kind]))
    starts: list[int] = []
    ends: list[int] = []
    kept: list[Mention] = []
    # Sorted by start, kept spans are disjoint, so a newcomer can only meet its two neighbours.
    for mention in contenders:
        at = bisect_right(starts, mention.start)
        if (at and ends[at - 1] > mention.start) or (at < len(starts) and starts[at] < mention.end):
            continue
        starts.insert(at, mention.start)
        ends.insert(at, mention.end)
        kept.append(mention)
    kept += quotes
    kept.sort(key=lambda m: (m.start, m.end))
    return kept
