"""Names by back-reference: "The hon. Member for X (Name) mentioned the toolkit" names whoever spoke of the toolkit before.

All that later speakers report of a person is held against every earlier turn of the section (Okapi BM25 over rare words);
the name goes to the turn that fits far better than any other, and fits nobody else as well. Who sits on another side of the House
than a turn's speaker did not speak it; and whoever is found is out of the reckoning for the others, so that each find helps the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from service.attribution.debate import Debate
from service.attribution.people import Entry
from service.attribution.reports import Report
from service.attribution.scene import Clue, is_person
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


def back_references(debate: Debate, known: Sequence[Clue]) -> list[Clue]:
    """A clue for each person whose words, as reported later in a section, fit one turn before and no other."""
    return _Matching(debate, known).clues()


class _Matching:
    """The reported words of everybody against the turns of each section."""

    __slots__ = ("_debate", "_official", "_s", "_settled", "_taken")

    def __init__(self, debate: Debate, known: Sequence[Clue]) -> None:
        self._debate, self._s = debate, debate.s
        self._taken = debate.sure(known, _SURE)
        self._settled = {id(entry) for entry in self._taken.values()}
        self._official = {debate.head(c.turn) for c in known if not is_person(c.entry)}
        """The chains of whoever answers for an office."""

    def clues(self) -> list[Clue]:
        found: list[Clue] = []
        for section, turns in self._debate.sections.items():
            if len(turns) > 2:
                sought = self._scored(section)
                found += self._decide(sought)
                found += self._counsellor(section, [who for who in sought if not any(c.entry is who.entry for c in found)])
        return found

    def _scored(self, section: int) -> list[_Sought]:
        sought: dict[int, _Sought] = {}
        for turn in self._debate.sections[section]:
            for report in self._debate.reports(turn):
                if id(report.entry) in self._settled:
                    continue
                span = self._s.span(report.reference.first, report.reference.last)
                who = sought.setdefault(id(report.entry), _Sought(report.entry, span, turn))
                for t, score in self._debate.likeness(section).scores(report.words).items():
                    if self._may_mean(report, t):
                        who.scores[t] += self._told(who.entry, t) * score
        return list(sought.values())

    def _may_mean(self, report: Report, t: int) -> bool:
        """Whether a report can be of the chain that begins with turn ``t``."""
        return (
            t < report.turn
            and t != self._debate.head(report.turn)
            and not (t == report.turn - 1 and self._answers(report.turn))
            and not (report.speech and sum(self._s.size(x) for x in self._debate.chain_of[t].turns) < _LONG)
            and self._debate.may_speak(report.entry, t)
        )

    def _told(self, entry: Entry, t: int) -> float:
        return _FITS["called"] if entry.right and self._debate.chain_of[t].called(entry) else 1.0

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
                self._taken.setdefault(self._debate.head(clue.turn), clue.entry)
            known = {id(c.entry) for c in new}
            unknown = [who for who in unknown if id(who.entry) not in known]
        return found

    def _counsellor(self, section: int, sought: Sequence[_Sought]) -> list[Clue]:
        """The clue for the one Privy Counsellor who is sought, where others call one speaker "right hon." and no other."""
        rights = [who for who in sought if who.entry.right and who.entry.gender is not None]
        if len(rights) != 1:
            return []
        who, debate = rights[0], self._debate
        heads = {debate.head(t) for t in debate.sections[section] if t < who.turn} - set(self._taken) - self._official
        called = [
            t
            for t in heads
            if debate.chain_of[t].called(who.entry)
            and debate.chain_of[t].genders
            and self._fits_as_well(who, t)
            and all(debate.may_speak(who.entry, x) for x in debate.chain_of[t].turns)
        ]
        return [Clue(t, who.entry, 0.9, who.span, "speaker.counsellor") for t in called] if len(called) == 1 else []

    def _fits_as_well(self, who: _Sought, head: int) -> bool:
        """Whether what is reported of somebody fits a chain nearly as well as any other, and does at all."""
        own = who.scores.get(head, 0.0)
        return own >= _FITS["counsellor"] and own >= _NEARLY * max(who.scores.values())

    def _fitting(self, who: _Sought) -> list[tuple[float, int]]:
        """The turns that may be somebody's, best first."""
        return sorted(((score, t) for t, score in who.scores.items() if self._taken.get(t, who.entry) is who.entry), reverse=True)

    def _holds(self, turn: int) -> bool:
        """Whether a turn is taken to be of who holds the floor, or cut off what they say."""
        return self._s.drafts[turn].asker < _HOLDS or self._s.drafts[turn].confidence < _CUT_OFF

    def _clues_of(self, who: _Sought, fits: Sequence[tuple[float, int]], top: dict[int, list[tuple[float, int]]]) -> list[Clue]:
        if not fits:
            return []
        s, floor, entry = self._s, self._debate.floors, who.entry
        score, turn = fits[0]
        second = next((x for x, t in fits[1:] if not (self._holds(turn) and self._holds(t) and floor[t] == floor[turn])), 0.0)
        if not _fits(score, second, _rival(top[turn], entry), s.size(turn), allied=self._debate.sides.together(turn, entry)):
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
