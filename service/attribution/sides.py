"""Who sits with whom: sides that "my hon. Friend" joins and "the hon. Member" parts, between speakers not yet named and people who are.

A member calls those of their own party "my hon. Friend", all others "the hon. Member", "the hon. Lady" (Erskine May 21.25); peers
say "my noble friend" and "the noble Lord". So what a turn calls others, and what the next turn calls it, tells with whom its speaker sits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from service.attribution.people import Entry
from service.attribution.references import Form, Reference
from service.attribution.scene import Clue, Scene, is_person

_HEAD = 24
"""Tokens at a turn's head in which a member without a name is whoever spoke before."""
_SURE = 0.85
_MUDDLED = 0.25
"""A side of which so many of the bonds are contradicted tells nothing."""


class Sides:
    """Sides of the house in one transcript, over stretches of turns that one person speaks and over people."""

    __slots__ = ("_apart", "_bonds", "_parent", "_stretch")

    def __init__(self, s: Scene, stretches: Sequence[Sequence[int]], known: Sequence[Clue]) -> None:
        self._stretch = {t: n for n, stretch in enumerate(stretches) for t in stretch}
        self._parent: dict[int, int] = {}
        self._bonds: Counter[int] = Counter()
        self._apart: Counter[tuple[int, int]] = Counter()
        bonds = [(self._node(c.turn), id(c.entry)) for c in known if c.probability >= _SURE and is_person(c.entry)]
        parted: list[tuple[int, int]] = []
        for turn in range(len(s.drafts)):
            if s.chair[turn]:
                continue
            node = self._node(turn)
            for reference in s.references(turn):
                entry = s.people.of.get(reference.first)
                allied = _allied(reference)
                if entry is not None and is_person(entry) and allied is not None:
                    (bonds if allied else parted).append((node, id(entry)))
            if s.together(turn, turn - 1) and not s.chair[turn - 1] and (allied := _calls_the_last(s, turn)) is not None:
                (bonds if allied else parted).append((node, self._node(turn - 1)))
        for a, b in bonds:
            self._parent[self._side(a)] = self._side(b)
        for a, _ in bonds:
            self._bonds[self._side(a)] += 1
        for a, b in parted:
            x, y = sorted((self._side(a), self._side(b)))
            self._apart[x, y] += 1

    def apart(self, turn: int, entry: Entry) -> bool:
        """Whether the speaker of a turn is known to sit on another side than somebody."""
        a, b = sorted((self._side(self._node(turn)), self._side(id(entry))))
        return a != b and self._apart[a, b] > 0 and not self._muddled(a) and not self._muddled(b)

    def together(self, turn: int, entry: Entry) -> bool:
        """Whether the speaker of a turn is known to sit with somebody."""
        side = self._side(id(entry))
        return side == self._side(self._node(turn)) and not self._muddled(side)

    def _muddled(self, side: int) -> bool:
        return self._apart[side, side] > _MUDDLED * self._bonds[side]

    def _node(self, turn: int) -> int:
        return -1 - self._stretch[turn]

    def _side(self, node: int) -> int:
        parent = self._parent
        while (up := parent.setdefault(node, node)) != node:
            parent[node] = parent[up]
            node = up
        return node


def _allied(reference: Reference) -> bool | None:
    """Whether a reference calls somebody as one's own side is called; None where it does not say."""
    if reference.former or reference.form not in (Form.MEMBER, Form.PEER) or reference.owner is None:
        return None
    if reference.ally:
        return True
    return False if reference.owner == "the" else None


def _calls_the_last(s: Scene, turn: int) -> bool | None:
    """Whether a turn calls the one before it a friend, at its head, before it names anybody."""
    first, last = s.extents[turn]
    for reference in s.people.references.within(first, min(last, first + _HEAD)):
        if reference.form in (Form.MEMBER, Form.PEER):
            return _allied(reference) if reference.bare else None
    return None
