"""Whom do they credit: the source of each fact, with the words that credit it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.attribution.speakers import Cast, Entry
from service.attribution.turns import DraftTurn
from service.model import Basis, Kind, Mention, Quote, Span
from service.reading import Reading


@dataclass(frozen=True, slots=True)
class Credit:
    """The source of a mention, or None for the speaker's own words."""

    source: Entry | None
    basis: Basis
    cue: Span | None
    confidence: float


OWN_WORDS = Credit(None, Basis.TURN, None, 0.9)


def credit(reading: Reading, mentions: Sequence[Mention], drafts: Sequence[DraftTurn], turn_of: Sequence[int | None], people: Cast) -> list[Credit]:
    """One credit for each mention, in order; ``turn_of[i]`` is the index of the draft turn that holds mention ``i``."""
    credits = []
    for mention, turn in zip(mentions, turn_of, strict=True):
        found = OWN_WORDS
        if mention.kind is Kind.QUOTES and isinstance(mention.value, Quote) and mention.value.source:
            found = Credit(people.credited(reading, mention.value.source, turn), Basis.REPORTED_SPEECH, mention.value.cue, 0.8)
        credits.append(found)
    return credits
