"""The chain over a section's paragraphs: whether each opens a turn, and whether its speaker asks or holds the floor.

A linear chain of four states, (holder or asker) times (opens or goes on), with the weights of ``cues.toml``: an asker's
paragraph behind a holder's cannot but open a turn, and so can a holder's behind an asker's; a holder's behind a holder's
hardly does unless it opens as a speech does. Forward and backward sums give
the probability of both for each paragraph, in time linear in their number.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from math import exp

from service.attribution.cues import ASKER, START
from service.attribution.paragraphs import Paragraph
from service.lexicon import load

_T = load("service.attribution", "cues.toml")["transitions"]
_HH, _HO, _HA, _AH, _AA, _ON = (
    exp(weight)
    for weight in (
        _T["holder_holder"],
        _T["holder_holder"] + _T["holder_opens"],
        _T["holder_asker"],
        _T["asker_holder"],
        _T["asker_asker"],
        _T["asker_goes_on"],
    )
)
_BRISK = _T["brisk"]


def probabilities(paragraphs: Sequence[Paragraph]) -> list[tuple[float, float]]:
    """For each paragraph of a section the probabilities that it opens a turn, and that an asker speaks it. The first opens one.

    All sums are scaled to one at each paragraph, so that none runs out of what a float can hold.
    """
    if not paragraphs:
        return []
    weights = [_weights(p) for p in paragraphs]
    opens, asks = weights[0]
    forward = [(opens, 0.0, opens * asks, 0.0)]
    for p, (opens, asks) in zip(paragraphs[1:], weights[1:], strict=True):
        hs, hc, as_, ac = forward[-1]
        scale = 1.0 / (hs + hc + as_ + ac)
        h, a = (hs + hc) * scale, (as_ + ac) * scale
        held = _HO if p.speech else _HH
        forward.append((opens * (h * held + a * _AH), h, opens * asks * (h * _HA + a * _AA), asks * a * _ON))
    found: list[tuple[float, float]] = []
    h = a = 1.0
    for p, (opens, asks), (hs, hc, as_, ac) in zip(reversed(paragraphs), reversed(weights), reversed(forward), strict=True):
        total = (hs + hc) * h + (as_ + ac) * a
        found.append((min(1.0, (hs * h + as_ * a) / total), min(1.0, (as_ + ac) * a / total)))
        held = _HO if p.speech else _HH
        opened, asked = opens * h, asks * a
        h, a = held * opened + h + _HA * opens * asked, _AH * opened + _AA * opens * asked + _ON * asked
        scale = 1.0 / (h + a)
        h, a = h * scale, a * scale
    found.reverse()
    return found


def _weights(p: Paragraph) -> tuple[float, float]:
    """How much likelier a paragraph's cues make it that it opens a turn, and that an asker speaks it."""
    return exp(sum(map(START.get, p.starts, repeat(0.0))) + _BRISK * p.brisk), exp(sum(map(ASKER.get, p.asker, repeat(0.0))))
