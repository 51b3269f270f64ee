"""Who speaks each turn of a transcript without labels."""

from __future__ import annotations

from collections.abc import Sequence

from service.attribution.people import Entry, People
from service.attribution.turns import DraftTurn
from service.model import Evidence
from service.reading import Reading


def resolve_speakers(
    reading: Reading, drafts: Sequence[DraftTurn], people: People
) -> tuple[list[Entry | None], list[float], list[tuple[Evidence, ...]]]:
    """The speaker of each turn or None, with a confidence and the evidence for it."""
    return [None] * len(drafts), [d.confidence for d in drafts], [d.evidence for d in drafts]
