"""Names of those who interrupt a speech, by what its speaker says of them later: "as my hon. Friend the Member for X (Name) pointed out".

Nobody but who interrupted can have spoken in the first speech of a debate, nor is an intervention anybody else's: of the few there are
it is the one that who is spoken of may have made, and where several may be, the one that fits what is said of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from service.attribution.debate import Debate
from service.attribution.people import Entry
from service.attribution.scene import Clue, is_person
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


def interventions(debate: Debate, known: Sequence[Clue]) -> list[Clue]:
    """A clue for each intervention in the first speech of a debate that its speaker gives to one person."""
    s = debate.s
    taken = {c.turn: c.entry for c in known if is_person(c.entry) and c.probability >= _SURE}
    found: list[Clue] = []
    for section, turns in debate.sections.items():
        opening = s.openings.get(section)
        if opening is None:
            continue
        speech = [t for t in turns if t >= opening and debate.floors[t] == debate.floors[opening]]
        asked = [t for t in speech if s.drafts[t].asker >= _ASKS and s.size(t) >= _WORDS and not s.chair[t] and "turn.rises" not in s.heads[t]]
        interrupted = set(asked)
        heard = _heard(debate, [t for t in speech if t not in interrupted])
        if asked and heard:
            found += _matched(debate, asked[:_MOST], heard, taken)
    return found


def _heard(debate: Debate, spoke: Sequence[int]) -> list[_Heard]:
    """Of whom the turns say that they spoke."""
    found: dict[int, _Heard] = {}
    norms = debate.s.reading.tokens.norms
    for turn in spoke:
        for report in debate.reports(turn):
            after = set(norms[report.reference.last : report.reference.last + 6])
            here = bool(after & _HERE)
            if after & _PERFECT and not here:
                continue
            span = debate.s.span(report.reference.first, report.reference.last)
            who = found.setdefault(id(report.entry), _Heard(report.entry, turn, span))
            who.times += 1
            who.here = who.here or here
            who.words |= report.words
    return list(found.values())


def _matched(debate: Debate, asked: Sequence[int], heard: Sequence[_Heard], taken: Mapping[int, Entry]) -> Iterator[Clue]:
    """The clue for whoever made one intervention, by what is said of them, and may have made no other."""
    section = debate.s.section(asked[0])
    settled = {id(e) for e in taken.values()}
    for who in heard:
        may = [t for t in asked if t < who.turn and t not in taken and debate.may_speak(who.entry, t)]
        if not may or id(who.entry) in settled:
            continue
        like = debate.likeness(section).scores(who.words)
        ranked = sorted(((like.get(t, 0.0), t) for t in may), reverse=True)
        told = ranked[0][0] >= _FITS and (len(ranked) == 1 or ranked[0][0] >= _BETTER * ranked[1][0])
        if told or (len(may) == 1 and (who.here or who.times > 1)):
            yield Clue(ranked[0][1], who.entry, 0.86, who.span, "speaker.intervened")
