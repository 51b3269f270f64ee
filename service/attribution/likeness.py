"""How well words that are reported of somebody fit what each speaker of a section said: Okapi BM25 over the words that tell speakers apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log

from service.attribution.chains import Chain
from service.attribution.reports import terms
from service.attribution.scene import Scene

_RARE, _SHARE = 8, 0.5
"""A word tells speakers apart when no more of a section's chains have it, and no more than half of them beside the one that reports it."""
_K, _B = 1.2, 0.75


class Likeness:
    """The words of each chain of one section, the chair's aside; a chain goes by the first of its turns."""

    __slots__ = ("_counts", "_many", "_mean", "_postings", "_sizes", "_turns")

    def __init__(self, s: Scene, turns: Sequence[int], chain_of: Mapping[int, Chain]) -> None:
        self._turns = len(turns)
        self._counts: dict[int, Counter[str]] = {}
        for t in turns:
            if not s.chair[t]:
                self._counts.setdefault(chain_of[t].turns[0], Counter()).update(terms(s.reading.tokens.norms[slice(*s.extents[t])]))
        self._postings: dict[str, list[int]] = defaultdict(list)
        for t, words in self._counts.items():
            for w in words:
                self._postings[w].append(t)
        self._many = min(_RARE, 1 + int(_SHARE * len(self._counts)))
        self._sizes = {t: sum(c.values()) for t, c in self._counts.items()}
        self._mean = sum(self._sizes.values()) / max(1, len(self._sizes))

    def scores(self, words: Iterable[str]) -> dict[int, float]:
        """How well the words fit each chain that has any of them."""
        found: dict[int, float] = defaultdict(float)
        for w in words:
            where = self._postings.get(w, ())
            if len(where) > self._many:
                continue
            rare = log(1 + self._turns / len(where)) if where else 0.0
            for t in where:
                tf = self._counts[t][w]
                found[t] += rare * tf * (_K + 1) / (tf + _K * (1 - _B + _B * self._sizes[t] / self._mean))
        return found
