"""The chain over a section's paragraphs: whether each opens a turn, and whether its speaker asks or holds the floor.

A linear chain of four states, (holder or asker) times (opens or goes on), with the weights of ``cues.toml``: an asker's
paragraph behind a holder's cannot but open a turn, and so can a holder's behind an asker's; a holder's behind a holder's
hardly does unless it opens as a speech does. Forward and backward sums give
the probability of both for each paragraph, in time linear in their number.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from service.attribution.cues import ASKER, START
from service.attribution.paragraphs import Paragraph
from service.lexicon import load

_T = load("service.attribution", "cues.toml")["transitions"]
_HH, _OPENS, _HA, _AH, _AA, _ON = (_T[k] for k in ("holder_holder", "holder_opens", "holder_asker", "asker_holder", "asker_asker", "asker_goes_on"))
_BRISK = _T["brisk"]
_NEVER = -1e9


def probabilities(paragraphs: Sequence[Paragraph]) -> list[tuple[float, float]]:
    """For each paragraph of a section the probabilities that it opens a turn, and that an asker speaks it. The first opens one."""
    if not paragraphs:
        return []
    scores = [_scores(p) for p in paragraphs]
    forward = [(scores[0][0], _NEVER, scores[0][2], _NEVER)]
    after_holder = [_HH + _OPENS if p.speech else _HH for p in paragraphs]
    for s, held in zip(scores[1:], after_holder[1:], strict=True):
        hs, hc, as_, ac = forward[-1]
        h, a = _add(hs, hc), _add(as_, ac)
        forward.append((s[0] + _add(h + held, a + _AH), s[1] + h, s[2] + _add(h + _HA, a + _AA), s[3] + a + _ON))
    backward = [(0.0, 0.0, 0.0, 0.0)]
    for s, held in zip(reversed(scores[1:]), reversed(after_holder[1:]), strict=True):
        behind = backward[-1]
        b = (s[0] + behind[0], s[1] + behind[1], s[2] + behind[2], s[3] + behind[3])
        h = _add(_add(held + b[0], b[1]), _HA + b[2])
        a = _add(_add(_AH + b[0], _AA + b[2]), _ON + b[3])
        backward.append((h, h, a, a))
    total = _add(_add(forward[-1][0], forward[-1][1]), _add(forward[-1][2], forward[-1][3]))
    found = []
    for f, b in zip(forward, reversed(backward), strict=True):
        p = [exp(min(0.0, x + y - total)) for x, y in zip(f, b, strict=True)]
        found.append((min(1.0, p[0] + p[2]), min(1.0, p[2] + p[3])))
    return found


def _scores(p: Paragraph) -> tuple[float, float, float, float]:
    start = sum(START.get(cue, 0.0) for cue in p.starts) + _BRISK * p.brisk
    asker = sum(ASKER.get(cue, 0.0) for cue in p.asker)
    return start, 0.0, start + asker, asker


def _add(a: float, b: float) -> float:
    """The logarithm of the sum of two numbers given by their logarithms."""
    if a < b:
        a, b = b, a
    return a if b - a < -40.0 else a + log(1.0 + exp(b - a))
