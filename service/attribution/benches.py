"""Who winds up for the Opposition: of all whom a debate names, the one who sits on the Front Bench or shadows a Minister.

The last speech before the Minister's is theirs; it goes through those who spoke before, and calls their own side friends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.attribution.debate import Debate
from service.attribution.people import Entry
from service.attribution.references import Reference
from service.attribution.rolls import cut_off, rolls_of
from service.attribution.scene import Clue, Scene

_NEAR = 8
"""Tokens behind a name that tell where its bearer sits."""
_SHADOW = frozenset(("shadow", "opposition"))


def front_benches(debate: Debate, known: Sequence[Clue]) -> Iterator[Clue]:
    """A clue for the speech that winds up for the Opposition, where one person alone may have made it and it is the only one."""
    settled = {debate.head(c.turn) for c in known}
    for section, turns in debate.sections.items():
        unknown = _unknown(debate, [own for _, own, _ in rolls_of(debate, section)], settled)
        if len(unknown) != 1:
            continue
        own = unknown[0]
        spoken_of = {id(entry) for t in own for _, entry in debate.people(t)}
        seated = {id(entry): (reference, entry) for t in turns for reference, entry in debate.people(t) if _on_the_front_bench(debate.s, reference)}
        may = [x for who, x in seated.items() if who not in spoken_of and debate.sides.together(own[0], x[1])]
        if len(may) == 1:
            yield from _clues(debate, own, *may[0])


def _unknown(debate: Debate, speeches: Sequence[list[int]], settled: set[int]) -> list[list[int]]:
    """Of the speeches that go through others those of which nothing is known, each with what was cut off it."""
    found: list[list[int]] = []
    for own in speeches:
        if settled & {debate.head(t) for t in own}:
            continue
        if found and cut_off(debate.s, own[0]) and own[0] == found[-1][-1] + 1:
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


def _clues(debate: Debate, own: Sequence[int], reference: Reference, entry: Entry) -> Iterator[Clue]:
    span = debate.s.span(reference.first, reference.last)
    for head in dict.fromkeys(debate.head(t) for t in own):
        if debate.chain_of[head].fits(entry):
            yield Clue(head, entry, 0.86, span, "speaker.front_bench")
