"""A debate as those who name its speakers look at it: who may speak what, by all that is certain, and what is said of whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from service.attribution.chains import Chain
from service.attribution.floors import floors
from service.attribution.likeness import Likeness
from service.attribution.people import Entry
from service.attribution.references import Reference
from service.attribution.reports import Report, people_of, reports
from service.attribution.scene import Clue, Scene, is_person
from service.attribution.sides import Sides


class Debate:
    """The scene of a transcript, its chains and sides; what is read of a turn or section is read once. A chain goes by its first turn, its head."""

    __slots__ = ("_likeness", "_people", "_reports", "_speak_of", "chain_of", "floors", "s", "sections", "sides")

    def __init__(self, s: Scene, held: Sequence[Chain], known: Sequence[Clue]) -> None:
        self.s = s
        self.chain_of = {t: chain for chain in held for t in chain.turns}
        self.sides = Sides(s, [stretch for chain in held for stretch in chain.stretches()], known)
        self.floors = floors(s)
        self.sections: dict[int, list[int]] = defaultdict(list)
        for turn in range(len(s.drafts)):
            self.sections[s.section(turn)].append(turn)
        self._people: dict[int, list[tuple[Reference, Entry]]] = {}
        self._reports: dict[int, list[Report]] = {}
        self._likeness: dict[int, Likeness] = {}
        self._speak_of: dict[int, dict[int, set[int]]] = {}

    def head(self, turn: int) -> int:
        """The head of the chain that a turn is in."""
        return self.chain_of[turn].turns[0]

    def people(self, turn: int) -> list[tuple[Reference, Entry]]:
        """The members and peers with a name that a turn speaks of."""
        if turn not in self._people:
            self._people[turn] = list(people_of(self.s, turn))
        return self._people[turn]

    def reports(self, turn: int) -> list[Report]:
        """What a turn reports of them."""
        if turn not in self._reports:
            self._reports[turn] = list(reports(self.s, turn))
        return self._reports[turn]

    def likeness(self, section: int) -> Likeness:
        """How well words fit what each chain of a section says."""
        if section not in self._likeness:
            self._likeness[section] = Likeness(self.s, self.sections[section], self.chain_of)
        return self._likeness[section]

    def speak_of(self, entry: Entry, section: int) -> set[int]:
        """The heads of the chains of a section that speak of somebody by name, and so are not theirs."""
        if section not in self._speak_of:
            found: dict[int, set[int]] = defaultdict(set)
            for turn in self.sections[section]:
                for _, somebody in self.people(turn):
                    found[id(somebody)].add(self.head(turn))
            self._speak_of[section] = found
        return self._speak_of[section].get(id(entry), set())

    def may_speak(self, entry: Entry, turn: int) -> bool:
        """Whether nothing that is certain keeps somebody from speaking a turn: name, side, gender, and how others call its speaker."""
        return (
            self.head(turn) not in self.speak_of(entry, self.s.section(turn))
            and self.chain_of[turn].fits(entry)
            and not self.sides.apart(turn, entry)
            and not self.s.contradicts(turn, entry)
        )

    def sure(self, known: Sequence[Clue], least: float) -> dict[int, Entry]:
        """Who is known to speak each chain, by its head: of several the likeliest."""
        ranked = sorted((c for c in known if is_person(c.entry) and c.probability >= least), key=lambda c: c.probability)
        return {self.head(c.turn): c.entry for c in ranked}
