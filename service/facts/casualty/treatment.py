"""Who is in treatment for something else than a wound: patients of a year, people on a programme, victims of a harm of their own."""

from __future__ import annotations

from service.facts.casualty.claims import Claim
from service.facts.casualty.lexicon import LEXICON
from service.facts.casualty.phrases import VICTIM_NOUNS
from service.facts.casualty.scene import Scene
from service.facts.casualty.surroundings import told_near

_TREATED = frozenset({*VICTIM_NOUNS, "patients"})


def treated_else(scene: Scene, claim: Claim) -> bool:
    """Whether people are treated for something else, are being treated, or are victims of a harm of their own."""
    count = scene.counts[claim.of]
    if claim.group is not None and scene.norm(claim.group.first) in {"are", "remain"} and told_near(scene, "wounds", claim.at, claim.at + 1, _LATELY):
        return count.head is not None and scene.norms[count.head] in _TREATED
    first = scene.after(claim.at + 1)
    head = scene.counts[first].head if first is not None else None
    if head is not None and scene.norms[head] == "patients" and not _wounding(scene):
        return True  # "the hospital treated 41,000 patients, 9,000 of them children"
    return (
        claim.rule != "casualty.object"
        or "for" in scene.norms[count.end : count.end + 5]
        or (count.head is not None and scene.norms[count.head] in VICTIM_NOUNS)
    )


def _wounding(scene: Scene) -> bool:
    """Whether the sentence or the two before tell of what wounds, and not of a hospital alone."""
    near = scene.reading.sentences[max(0, scene.sentence.index - _LATELY) : scene.sentence.index + 1]
    return any(not _WOUNDING.isdisjoint(scene.norms[s.first : s.last]) for s in near)


_WOUNDING = frozenset(LEXICON["surroundings"]["wounds"]) - {"hospital", "ambulance", "ambulances", "paramedics", "fell"}
_LATELY = 2
"""Sentences before in which a blast or the like makes those who "are being treated" wounded."""
