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
    opening = [exp(sum(map(START.get, p.starts, repeat(0.0))) + _BRISK * p.brisk) for p in paragraphs]
    asking = [exp(sum(map(ASKER.get, p.asker, repeat(0.0)))) for p in paragraphs]
    held = [_HO if p.speech else _HH for p in paragraphs]
    hs, hc = [opening[0]], [0.0]  # a holder opens and goes on
    as_, ac = [opening[0] * asking[0]], [0.0]  # an asker does
    for i in range(1, len(paragraphs)):
        h, a = hs[-1] + hc[-1], as_[-1] + ac[-1]
        scale = 1.0 / (h + a)
        h, a = h * scale, a * scale
        opens, asks = opening[i], asking[i]
        hs.append(opens * (h * held[i] + a * _AH))
        hc.append(h)
        as_.append(opens * asks * (h * _HA + a * _AA))
        ac.append(asks * a * _ON)
    found: list[tuple[float, float]] = []
    h = a = 1.0
    for i in range(len(paragraphs) - 1, -1, -1):
        total = (hs[i] + hc[i]) * h + (as_[i] + ac[i]) * a
        found.append((min(1.0, (hs[i] * h + as_[i] * a) / total), min(1.0, (as_[i] + ac[i]) * a / total)))
        opens, asked = opening[i], asking[i] * a
        h, a = held[i] * opens * h + h + _HA * opens * asked, _AH * opens * h + _AA * opens * asked + _ON * asked
        scale = 1.0 / (h + a)
        h, a = h * scale, a * scale
    found.reverse()
    return found
