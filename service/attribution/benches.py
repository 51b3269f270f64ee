"""Who winds up for the Opposition: of all whom a debate names, the one who sits on the Front Bench or shadows a Minister.

The last speech before the Minister's is theirs; it goes through those who spoke before, and calls their own side friends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from service.attribution.chains import Chain
from service.attribution.people import Entry
from service.attribution.references import Reference
from service.attribution.reports import people_of
from service.attribution.rolls import cut_off, rolls_of
from service.attribution.scene import Clue, Scene
from service.attribution.sides import Sides

_NEAR = 8
"""Tokens behind a name that tell where its bearer sits."""
_SHADOW = frozenset(("shadow", "opposition"))


def front_benches(s: Scene, held: Sequence[Chain], sides: Sides, known: Sequence[Clue]) -> Iterator[Clue]:
    """A clue for the speech that winds up for the Opposition, where one person alone may have made it and it is the only one."""
    chain_of = {t: chain for chain in held for t in chain.turns}
    settled = {chain_of[c.turn].turns[0] for c in known}
    sections: dict[int, list[int]] = defaultdict(list)
    for turn in range(len(s.drafts)):
        sections[s.section(turn)].append(turn)
    for turns in sections.values():
        unknown = _unknown(s, [own for _, own, _ in rolls_of(s, turns, chain_of)], settled, chain_of)
        if len(unknown) != 1:
            continue
        own = unknown[0]
        spoken_of = {id(entry) for t in own for _, entry in people_of(s, t)}
        seated = {id(entry): (reference, entry) for t in turns for reference, entry in people_of(s, t) if _on_the_front_bench(s, reference)}
        may = [x for who, x in seated.items() if who not in spoken_of and sides.together(own[0], x[1])]
        if len(may) == 1:
            reference, entry = may[0]
            yield from _clues(s, own, entry, reference, chain_of)


def _unknown(s: Scene, speeches: Sequence[list[int]], settled: set[int], chain_of: dict[int, Chain]) -> list[list[int]]:
    """Of the speeches that go through others those of which nothing is known, each with what was cut off it."""
    found: list[list[int]] = []
    for own in speeches:
        if settled & {chain_of[t].turns[0] for t in own}:
            continue
        if found and cut_off(s, own[0]) and own[0] == found[-1][-1] + 1:
            found[-1] += own
        else:
            found.append(list(own))
    return found


def _on_the_front_bench(s: Scene, reference: Reference) -> bool:
    """Whether a reference is to somebody on the Front Bench of the Opposition: "my hon. Friend the Member for X (Name) on the Front Bench"."""
    after = s.reading.tokens.norms[reference.last : reference.last + _NEAR]
    if "front" in after and "bench" in after[after.index("front") + 1 :]:
        return True
    return reference.office is not None and not reference.former and bool(_SHADOW & set(reference.office.split()))


def _clues(s: Scene, own: Sequence[int], entry: Entry, reference: Reference, chain_of: dict[int, Chain]) -> Iterator[Clue]:
    span = s.span(reference.first, reference.last)
    for head in dict.fromkeys(chain_of[t].turns[0] for t in own):
        if chain_of[head].fits(entry):
            yield Clue(head, entry, 0.86, span, "speaker.front_bench")
