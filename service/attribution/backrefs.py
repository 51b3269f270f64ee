"""Names by back-reference: "The hon. Member for X (Name) mentioned the toolkit" names whoever spoke of the toolkit before.

All that later speakers report of a person is held against every earlier turn of the section (Okapi BM25 over rare words);
the name goes to the turn that fits far better than any other, and fits nobody else as well. Who sits on another side of the House
than a turn's speaker did not speak it; and whoever is found is out of the reckoning for the others, so that each find helps the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from service.attribution.chains import Chain
from service.attribution.floors import floors
from service.attribution.likeness import Likeness
from service.attribution.people import Entry
from service.attribution.reports import Report, people_of, reports
from service.attribution.scene import Clue, Scene, is_person
from service.attribution.sides import Sides
from service.lexicon import load
from service.model import Span

_FITS = {key: float(value) for key, value in load("service.attribution")["back_references"].items()}
_FAR_BETTER = 4.0
"""So many times the second best, a fit is beyond doubt."""
_LONG = 250
"""Tokens of a speech, as against an intervention."""
_HOLDS, _CUT_OFF = 0.4, 0.6
_SURE = 0.85
_NEARLY = 0.9
_ROUNDS = 4
"""Rounds in which who is found helps to find others."""


@dataclass(slots=True)
class _Sought:
    """Somebody whose words are reported: how well each turn fits them, where they are spoken of, and the first words that report."""

    entry: Entry
    span: Span
    turn: int
    scores: dict[int, float] = field(default_factory=lambda: defaultdict(float))


def back_references(s: Scene, held: Sequence[Chain], sides: Sides, known: Sequence[Clue]) -> list[Clue]:
    """A clue for each person whose words, as reported later in a section, fit one turn before and no other."""
    return _Matching(s, held, sides, known).clues()


class _Matching:
    """The reported words of everybody against the turns of each section."""

    __slots__ = ("_chain_of", "_chains", "_floor", "_named", "_official", "_s", "_settled", "_sides", "_taken")

    def __init__(self, s: Scene, held: Sequence[Chain], sides: Sides, known: Sequence[Clue]) -> None:
        self._s, self._chains, self._sides = s, held, sides
        self._chain_of = {t: n for n, chain in enumerate(held) for t in chain.turns}
        sure = [c for c in known if is_person(c.entry) and c.probability >= _SURE]
        self._settled = {id(c.entry) for c in sure}
        self._taken = {self._chain_of[c.turn]: c.entry for c in sure}
        self._official = {self._chain_of[c.turn] for c in known if not is_person(c.entry)}
        """The chains of whoever answers for an office."""
        self._floor = floors(s)
        self._named: dict[int, set[int]] = defaultdict(set)
        """The chains that speak of somebody by name."""

    def clues(self) -> list[Clue]:
        sections: dict[int, list[int]] = defaultdict(list)
        for turn in range(len(self._s.drafts)):
            sections[self._s.section(turn)].append(turn)
        found: list[Clue] = []
        for turns in sections.values():
            if len(turns) > 2:
                sought = self._scored(turns)
                found += self._decide(sought)
                found += self._counsellor(turns, [who for who in sought if not any(c.entry is who.entry for c in found)])
        return found

    def _scored(self, turns: Sequence[int]) -> list[_Sought]:
        s = self._s
        likeness = Likeness(s, turns, {t: self._chains[n] for t, n in self._chain_of.items()})
        sought: dict[int, _Sought] = {}
        for turn in turns:
            for _, entry in people_of(s, turn):
                self._named[id(entry)].add(self._chain_of[turn])
            for report in reports(s, turn):
                if id(report.entry) in self._settled:
                    continue
                who = sought.setdefault(id(report.entry), _Sought(report.entry, s.span(report.reference.first, report.reference.last), turn))
                for t, score in likeness.scores(report.words).items():
                    if self._may_mean(report, t):
                        who.scores[t] += self._told(who.entry, t) * score
        return list(sought.values())

    def _may_mean(self, report: Report, t: int) -> bool:
        """Whether a report can be of the chain that begins with turn ``t``."""
        chain = self._chains[self._chain_of[t]]
        return (
            t < report.turn
            and self._chain_of[t] != self._chain_of[report.turn]
            and not (t == report.turn - 1 and self._answers(report.turn))
            and chain.fits(report.entry)
            and not (report.speech and sum(self._s.size(x) for x in chain.turns) < _LONG)
            and not self._sides.apart(t, report.entry)
        )

    def _told(self, entry: Entry, t: int) -> float:
        return _FITS["called"] if entry.right and self._chains[self._chain_of[t]].called(entry) else 1.0

    def _answers(self, turn: int) -> bool:
        """Whether a turn calls the one before "my hon. Friend" or the like: who is named in it is somebody else."""
        return any(r.bare for r in self._s.people.references.within(*self._s.first_sentences(turn, 1)))

    def _decide(self, sought: Sequence[_Sought]) -> list[Clue]:
        """The clues for whoever fits one turn, in a few rounds: who is found stands in nobody's way in the next."""
        found: list[Clue] = []
        unknown = list(sought)
        for _ in range(_ROUNDS):
            fits = {id(who.entry): self._fitting(who) for who in unknown}
            claims: dict[int, list[tuple[float, int]]] = defaultdict(list)
            for claimant, ranked in fits.items():
                for score, t in ranked:  # whom another turn fits better claims this one the less
                    claims[t].append((score * score / ranked[0][0], claimant))
            top = {t: sorted(claimed, reverse=True)[:2] for t, claimed in claims.items()}
            new = [clue for who in unknown for clue in self._clues_of(who, fits[id(who.entry)], top)]
            if not new:
                break
            found += new
            for clue in new:
                self._taken.setdefault(self._chain_of[clue.turn], clue.entry)
            known = {id(c.entry) for c in new}
            unknown = [who for who in unknown if id(who.entry) not in known]
        return found

    def _counsellor(self, turns: Sequence[int], sought: Sequence[_Sought]) -> list[Clue]:
        """The clue for the one Privy Counsellor who is sought, where others call one speaker "right hon." and no other."""
        rights = [who for who in sought if who.entry.right and who.entry.gender is not None]
        if len(rights) != 1:
            return []
        who = rights[0]
        named = self._named[id(who.entry)]
        chains = {self._chain_of[t] for t in turns if t < who.turn} - named - set(self._taken)
        called = [
            n
            for n in chains
            if self._chains[n].called(who.entry)
            and self._chains[n].genders
            and n not in self._official
            and self._fits_as_well(who, n)
            and not any(self._sides.apart(t, who.entry) for t in self._chains[n].turns)
        ]
        return [Clue(self._chains[n].turns[0], who.entry, 0.9, who.span, "speaker.counsellor") for n in called] if len(called) == 1 else []

    def _fits_as_well(self, who: _Sought, chain: int) -> bool:
        """Whether what is reported of somebody fits a chain nearly as well as any other, and does at all."""
        own = max((x for t, x in who.scores.items() if self._chain_of[t] == chain), default=0.0)
        return own >= _FITS["counsellor"] and own >= _NEARLY * max(who.scores.values())

    def _fitting(self, who: _Sought) -> list[tuple[float, int]]:
        """The turns that may be somebody's, best first."""
        entry, chain_of = who.entry, self._chain_of
        return sorted(
            (
                (score, t)
                for t, score in who.scores.items()
                if chain_of[t] not in self._named[id(entry)] and self._taken.get(chain_of[t], entry) is entry and not self._s.contradicts(t, entry)
            ),
            reverse=True,
        )

    def _holds(self, turn: int) -> bool:
        """Whether a turn is taken to be of who holds the floor, or cut off what they say."""
        return self._s.drafts[turn].asker < _HOLDS or self._s.drafts[turn].confidence < _CUT_OFF

    def _clues_of(self, who: _Sought, fits: Sequence[tuple[float, int]], top: dict[int, list[tuple[float, int]]]) -> list[Clue]:
        if not fits:
            return []
        s, floor, entry = self._s, self._floor, who.entry
        score, turn = fits[0]
        second = next((x for x, t in fits[1:] if not (self._holds(turn) and self._holds(t) and floor[t] == floor[turn])), 0.0)
        if not _fits(score, second, _rival(top[turn], entry), s.size(turn), allied=self._sides.together(turn, entry)):
            return []
        found = [Clue(turn, entry, 0.92 if score >= _FAR_BETTER * second else 0.88, who.span, "speaker.back_reference")]
        for also, t in fits[1:]:
            if (
                floor[t] == floor[turn]
                and max(s.drafts[turn].asker, s.drafts[t].asker) < _HOLDS
                and also >= _FITS["same_speech"]
                and also >= _FITS["rival"] * _rival(top[t], entry)
            ):
                found.append(Clue(t, entry, 0.85, who.span, "speaker.back_reference"))
        return found


def _rival(top: Sequence[tuple[float, int]], entry: Entry) -> float:
    """The best claim of anybody else to a turn."""
    return next((claim for claim, who in top if who != id(entry)), 0.0)


def _fits(score: float, second: float, rival: float, size: int, *, allied: bool) -> bool:
    """Whether a fit is good enough: far above any other, or above the next turn and far above what else fits this one."""
    if score < _FITS["margin"] * second or score <= rival:
        return False
    if score >= _FITS["beyond_doubt"]:
        return True
    if score < _FITS["rival"] * rival:
        return False
    return (size >= _LONG and score >= _FITS["speech"]) or (score >= _FITS["allied" if allied else "any"] and score >= _FITS["wide_margin"] * second)
