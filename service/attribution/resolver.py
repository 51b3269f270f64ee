"""Who speaks each turn of a transcript without labels: clues intersected, and carried along the turns of one speaker.

A holder of the floor who is interrupted goes on afterwards: such turns are one chain, and what is known of one is known of all.
A name is given only where every clue of a chain agrees and nothing speaks against it: nobody speaks of themselves by name, and
who is called "the hon. Lady" is no man. Else an office is given, and where no clue points to anybody, None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.attribution.backrefs import back_references
from service.attribution.benches import front_benches
from service.attribution.chains import Chain, chains, offices_spoken_of
from service.attribution.clues import clues
from service.attribution.debate import Debate
from service.attribution.floors import kept, the_same_floor
from service.attribution.interventions import interventions
from service.attribution.joins import interveners, supplementaries
from service.attribution.ministers import BARE, name_ministers
from service.attribution.motions import closings, motions, withdrawals
from service.attribution.people import Entry, People
from service.attribution.references import Form
from service.attribution.rolls import rolls
from service.attribution.scene import Clue, Scene, evidence, is_person, scene
from service.attribution.turns import DraftTurn
from service.model import Evidence
from service.reading import Reading

_NAMED = 0.6
"""A name that is less likely is not given: a wrong name is worse than none."""

_ALONE, _BEYOND_DOUBT = 0.45, 0.9
"""Where others may well be heard in a turn, that none is being less likely than this, a clue to that very turn must be so likely right."""
_TWICE = 0.5
"""What is left of the doubt where the words of two places say who speaks a turn."""
_CHAINED = 0.93
"""How likely the turns of a stretch are of one speaker."""
_SAME = 0.95
"""How likely one person asked to intervene and did, or asked and followed up."""


def resolve_speakers(
    reading: Reading, drafts: Sequence[DraftTurn], people: People
) -> tuple[list[Entry | None], list[float], list[tuple[Evidence, ...]]]:
    """The speaker of each turn or None, with a confidence and the evidence for it."""
    s = scene(reading, drafts, people)
    name_ministers(s)
    held = chains(s)
    found = [*clues(s), *motions(s)]
    found += closings(s, found)
    debate = Debate(s, held, found)
    found += interventions(debate, found)
    found += back_references(debate, found)
    found += rolls(debate, [*found, *the_same_floor(s, held, found)])
    found += back_references(debate, found)
    found += front_benches(debate, [*found, *the_same_floor(s, held, found)])
    found += withdrawals(s, found)
    found += the_same_floor(s, held, found)
    same = {**interveners(s), **supplementaries(s)}
    same |= {a: b for b, a in same.items()}
    found += [Clue(same[c.turn], c.entry, round(_SAME * c.probability, 3), c.span, c.cue) for c in found if c.turn in same and is_person(c.entry)]
    barred = _barred(s)
    offices = [offices_spoken_of(s, t) for t in range(len(drafts))]
    speakers: list[Entry | None] = [None] * len(drafts)
    confidences = [d.confidence for d in drafts]
    whole = [d.whole for d in drafts]
    shown: list[tuple[Evidence, ...]] = [d.evidence for d in drafts]
    by_turn: dict[int, list[Clue]] = {}
    chain_of = {t: c for c in held for t in c.turns}
    for clue in found:
        if (
            id(clue.entry) not in barred[clue.turn]
            and not s.contradicts(clue.turn, clue.entry)
            and not s.calls(clue.turn, clue.entry)
            and chain_of[clue.turn].fits(clue.entry)
        ):
            by_turn.setdefault(clue.turn, []).append(clue)
    for chain in held:
        _settle(s, chain, by_turn, offices, whole, barred, speakers, confidences, shown)
    for turn, chair in enumerate(s.chair):
        if chair:
            speakers[turn] = people.chair(s.section(turn))
            confidences[turn] = min(confidences[turn], 0.9)
            span = s.span(s.extents[turn][0], min(s.extents[turn][0] + 3, s.extents[turn][1]))
            shown[turn] = (*drafts[turn].evidence, Evidence(span.start, span.end, "speaker.chair"))
    return speakers, confidences, shown


def _settle(
    s: Scene, chain: Chain, by_turn: dict[int, list[Clue]], offices: list[set[str]], whole: list[float], barred: list[set[int]], speakers: list[Entry | None], confidences: list[float],
    shown: list[tuple[Evidence, ...]],
) -> None:  # fmt: skip
    """Gives the turns of a chain their speaker, along each stretch that surely is one speaker's: a name, else an office that it does not speak of."""
    for stretch in chain.stretches():
        spoken = {o for t in stretch for o in offices[t]}
        office = _agreed([c for t in stretch for c in by_turn.get(t, ()) if not is_person(c.entry) and not c.entry.offices & spoken])
        named = _agreed([c for t in stretch for c in by_turn.get(t, ()) if is_person(c.entry)])
        for turn in stretch:
            own = by_turn.get(turn, [])
            best = _agreed([c for c in own if is_person(c.entry)])
            carried = named if named is not None and id(named.entry) not in barred[turn] and not s.calls(turn, named.entry) else None
            if not any(is_person(c.entry) for c in own) or (best is not None and carried is not None and best.entry is carried.entry):
                best = max((c for c in (best, carried) if c is not None), key=lambda c: _along(c, turn, stretch, whole), default=None)
            if best is not None and not _enough(s.drafts[turn], best, _along(best, turn, stretch, whole), own):
                best = None
            if best is None:
                best = _agreed([c for c in own if not is_person(c.entry) and not c.entry.offices & offices[turn]]) or office
            if best is not None:
                speakers[turn] = best.entry
                boundary = whole[turn] if is_person(best.entry) else confidences[turn]
                confidences[turn] = round(boundary * _along(best, turn, stretch, whole), 3)
                shown[turn] = (*shown[turn], evidence(best))


def _enough(draft: DraftTurn, clue: Clue, along: float, own: Sequence[Clue]) -> bool:
    """Whether a clue, so likely right of a turn, suffices to name its speaker; ``own`` are the clues to this very turn."""
    if draft.alone < _ALONE and not any(c.entry is clue.entry and c.probability >= _BEYOND_DOUBT for c in own):
        return False
    return draft.whole * along >= _NAMED


def _along(clue: Clue, turn: int, stretch: Sequence[int], whole: Sequence[float]) -> float:
    """How likely a clue to one turn of a stretch is right of another: that the stretch is of one speaker, and nobody took the floor unseen."""
    if clue.turn == turn:
        return clue.probability
    between = [whole[t] for t in stretch if min(clue.turn, turn) <= t < max(clue.turn, turn)]
    return _CHAINED * kept(min(between, default=1.0)) * clue.probability


def _agreed(given: Sequence[Clue]) -> Clue | None:
    """The likeliest clue, where those for its entry outweigh all others; None where two people are as likely."""
    if not given:
        return None
    weight: dict[int, float] = {}
    for clue in given:
        weight[id(clue.entry)] = weight.get(id(clue.entry), 0.0) + clue.probability
    ranked = sorted(weight.values(), reverse=True)
    if len(ranked) > 1 and ranked[0] < 1.5 * ranked[1]:
        return None
    best = max(given, key=lambda c: (weight[id(c.entry)], c.probability))
    if len({c.span for c in given if c.entry is best.entry and c.turn == best.turn}) > 1:
        best = replace(best, probability=1 - (1 - best.probability) * _TWICE)
    return best


def _barred(s: Scene) -> list[set[int]]:
    """For each turn the entries that it speaks of by name, who cannot be speaking."""
    found: list[set[int]] = []
    for turn in range(len(s.drafts)):
        named = set()
        for reference in s.references(turn):
            entry = s.people.of.get(reference.first)
            if entry is not None and (reference.form in (Form.MEMBER, Form.PEER) or (reference.form is Form.NAME and reference.name is not None)):
                named.add(id(entry))
            elif entry is None and reference.office in BARE and reference.form is Form.OFFICE and reference.owner == "the" and not reference.former:
                holder = s.people.by_office(reference.office, s.section(turn))
                if holder is not None:
                    named.add(id(holder))
        found.append(named)
    return found
