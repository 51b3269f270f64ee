"""Names of those who interrupt a speech, by what its speaker says of them later: "as my hon. Friend the Member for X (Name) pointed out".

Nobody but who interrupted can have spoken in the first speech of a debate, nor is an intervention anybody else's: of the few there are
it is the one that who is spoken of may have made, and where several may be, the one that fits what is said of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from service.attribution.chains import Chain
from service.attribution.floors import floors
from service.attribution.likeness import Likeness
from service.attribution.people import Entry
from service.attribution.reports import people_of, reports
from service.attribution.scene import Clue, Scene, is_person
from service.attribution.sides import Sides
from service.lexicon import load
from service.model import Span

_ASKS = 0.35
"""Probability of asking of an intervention at least."""
_WORDS = 14
"""Tokens of an intervention that says anything, at least."""
_MOST = 40
"""Interventions in one speech, at most."""
_SURE = 0.85
_FITS, _BETTER = 2.5, 2.0
"""How well what is said fits an intervention, and by what factor better than the next."""
_HERE = frozenset(load("service.attribution")["resolver"]["here"].split())
"""What sets the words in this debate."""
_PERFECT = frozenset(("has", "have", "had", "'s"))


@dataclass(slots=True)
class _Heard:
    """Somebody of whom a speech says that they spoke: where first, how often, and of what; ``here`` where it was in this debate."""

    entry: Entry
    turn: int
    span: Span
    times: int = 0
    here: bool = False
    words: set[str] = field(default_factory=set)


def interventions(s: Scene, held: Sequence[Chain], sides: Sides, known: Sequence[Clue]) -> list[Clue]:
    """A clue for each intervention in the first speech of a debate that its speaker gives to one person."""
    chain_of = {t: chain for chain in held for t in chain.turns}
    taken: dict[int, Entry] = {c.turn: c.entry for c in known if is_person(c.entry) and c.probability >= _SURE}
    floor = floors(s)
    sections: dict[int, list[int]] = defaultdict(list)
    for turn in range(len(s.drafts)):
        sections[s.section(turn)].append(turn)
    found: list[Clue] = []
    for section, turns in sections.items():
        opening = s.openings.get(section)
        if opening is None:
            continue
        speech = [t for t in turns if t >= opening and floor[t] == floor[opening]]
        asked = [t for t in speech if s.drafts[t].asker >= _ASKS and s.size(t) >= _WORDS and not s.chair[t] and "turn.rises" not in s.heads[t]]
        interrupted = set(asked)
        heard = _heard(s, [t for t in speech if t not in interrupted])
        if asked and heard:
            found += _matched(s, turns, asked[:_MOST], heard, chain_of, sides, taken)
    return found


def _heard(s: Scene, spoke: Sequence[int]) -> list[_Heard]:
    """Of whom the turns say that they spoke."""
    found: dict[int, _Heard] = {}
    norms = s.reading.tokens.norms
    for turn in spoke:
        for report in reports(s, turn):
            after = set(norms[report.reference.last : report.reference.last + 6])
            here = bool(after & _HERE)
            if after & _PERFECT and not here:
                continue
            span = s.span(report.reference.first, report.reference.last)
            who = found.setdefault(id(report.entry), _Heard(report.entry, turn, span))
            who.times += 1
            who.here = who.here or here
            who.words |= report.words
    return list(found.values())


def _matched(
    s: Scene, turns: Sequence[int], asked: Sequence[int], heard: Sequence[_Heard], chain_of: Mapping[int, Chain], sides: Sides, taken: Mapping[int, Entry],
) -> Iterator[Clue]:  # fmt: skip
    likeness = Likeness(s, turns, chain_of)
    speak_of: dict[int, set[int]] = defaultdict(set)
    for t in asked:
        for _, entry in people_of(s, t):
            speak_of[id(entry)].add(t)
    settled = {id(e) for e in taken.values()}
    free = [t for t in asked if t not in taken]
    for who in heard:
        entry = who.entry
        may = [
            t
            for t in free
            if t < who.turn and t not in speak_of[id(entry)] and chain_of[t].fits(entry) and not sides.apart(t, entry) and not s.contradicts(t, entry)
        ]
        if not may or id(entry) in settled:
            continue
        like = likeness.scores(who.words)
        ranked = sorted(((like.get(t, 0.0), t) for t in may), reverse=True)
        told = ranked[0][0] >= _FITS and (len(ranked) == 1 or ranked[0][0] >= _BETTER * ranked[1][0])
        if told or (len(may) == 1 and (who.here or who.times > 1)):
            yield Clue(ranked[0][1], entry, 0.86, who.span, "speaker.intervened")
