"""Who winds up for the Opposition: of all whom a debate names, the one who sits on the Front Bench or shadows a Minister.

The last speech before the Minister's is theirs; it goes through those who spoke before, and calls their own side friends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.attribution.chains import MAY_ASK, SPEECH
from service.attribution.debate import Debate
from service.attribution.people import Entry
from service.attribution.references import Reference
from service.attribution.rolls import cut_off, rolls_of
from service.attribution.scene import Clue, Scene, is_person

_NEAR = 8
"""Tokens behind a name that tell where its bearer sits."""
_SHADOW, _WINDS_UP = frozenset(("shadow", "opposition")), frozenset(("minister", "spokesman", "spokeswoman", "spokesperson"))
"""Words of the offices of the Opposition, and of those whose holders wind up."""


def front_benches(debate: Debate, known: Sequence[Clue]) -> Iterator[Clue]:
    """A clue for the speech that winds up for the Opposition, where one person alone may have made it and it is the only one."""
    settled = {debate.head(c.turn) for c in known}
    official = {debate.head(c.turn) for c in known if not is_person(c.entry)}
    for section, turns in debate.sections.items():
        seated = {id(entry): (reference, entry) for t in turns for reference, entry in debate.people(t) if _on_the_front_bench(debate.s, reference)}
        if not seated:
            continue
        unknown = _unknown(debate, [own for _, own, _ in rolls_of(debate, section)], settled)
        own = unknown[0] if len(unknown) == 1 else _before_the_minister(debate, turns, settled, official)
        if not own:
            continue
        spoken_of = {id(entry) for t in own for _, entry in debate.people(t)}
        may = [x for who, x in seated.items() if who not in spoken_of and _may_wind_up(debate, own[0], x[1], goes_through=len(unknown) == 1)]
        if len(may) == 1:
            yield from _clues(debate, own, *may[0])


def _may_wind_up(debate: Debate, turn: int, entry: Entry, *, goes_through: bool) -> bool:
    """Whether somebody may have made the speech: one that goes through others is by who is known to sit on its side."""
    return debate.sides.together(turn, entry) if goes_through else debate.may_speak(entry, turn)


def _before_the_minister(debate: Debate, turns: Sequence[int], settled: set[int], official: set[int]) -> list[int]:
    """The turns of the speech right before the last one for the government, which did not open the debate, if nothing is known of who made it."""
    speeches = [
        t
        for t in turns
        if debate.head(t) == t and debate.s.drafts[t].asker < MAY_ASK and sum(debate.s.size(x) for x in debate.chain_of[t].turns) >= SPEECH
    ]
    last = next((n for n in range(len(speeches) - 1, 0, -1) if speeches[n] in official), None)
    if last is None or speeches[0] in official or speeches[last - 1] in settled or cut_off(debate.s, speeches[last - 1]):
        return []
    return debate.chain_of[speeches[last - 1]].turns


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
    office = set((reference.office or "").split())
    return bool(_SHADOW & office) and bool(_WINDS_UP & office) and not reference.former


def _clues(debate: Debate, own: Sequence[int], reference: Reference, entry: Entry) -> Iterator[Clue]:
    span = debate.s.span(reference.first, reference.last)
    for head in dict.fromkeys(debate.head(t) for t in own):
        if debate.chain_of[head].fits(entry):
            yield Clue(head, entry, 0.86, span, "speaker.front_bench")
