"""How well words that are reported of somebody fit what each speaker of a section said: Okapi BM25 over the words that tell speakers apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log

from service.attribution.chains import Chain
from service.attribution.reports import content
from service.attribution.scene import Scene

_RARE, _SHARE = 8, 0.5
"""A word tells speakers apart when no more of a section's chains have it, and no more than half of them beside the one that reports it."""
_K, _B = 1.2, 0.75


class Likeness:
    """The words of each chain of one section, the chair's aside; a chain goes by the first of its turns.

    The terms are content words and pairs of them; only those that somebody asks for are counted.
    """

    __slots__ = ("_asked", "_chains", "_many", "_mean", "_places", "_sizes", "_turns", "_words")

    def __init__(self, s: Scene, turns: Sequence[int], chain_of: Mapping[int, Chain]) -> None:
        self._turns = len(turns)
        self._words: list[str] = []
        """The content words of the turns, with an empty one behind each turn: no pair reaches over it."""
        self._chains: list[int] = []
        """The chain of each of these words."""
        self._sizes: dict[int, int] = {}
        norms = s.reading.tokens.norms
        for t in turns:
            if not s.chair[t]:
                head = chain_of[t].turns[0]
                words = content(norms[slice(*s.extents[t])])
                self._words += words
                self._words.append("")
                self._chains += [head] * (len(words) + 1)
                self._sizes[head] = self._sizes.get(head, 0) + max(0, 2 * len(words) - 1)
        places: dict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(self._words):
            places[word].append(i)
        self._places = places
        """Where each word stands among these."""
        self._many = min(_RARE, 1 + int(_SHARE * len(self._sizes)))
        self._mean = sum(self._sizes.values()) / max(1, len(self._sizes))
        self._asked: dict[str, list[tuple[int, float]]] = {}

    def scores(self, terms: Iterable[str]) -> dict[int, float]:
        """How well the terms fit each chain that has any of them."""
        found: dict[int, float] = defaultdict(float)
        for term in terms:
            weights = self._asked.get(term)
            if weights is None:
                weights = self._asked[term] = self._weights(term)
            for t, weight in weights:
                found[t] += weight
        return found

    def _weights(self, term: str) -> list[tuple[int, float]]:
        """What a term is worth to each chain that has it; nothing where it does not tell speakers apart."""
        where: dict[int, int] = {}
        for i in self._holding(term):
            chain = self._chains[i]
            where[chain] = where.get(chain, 0) + 1
            if len(where) > self._many:
                return []
        if not where:
            return []
        rare = log(1 + self._turns / len(where))
        return [(t, rare * tf * (_K + 1) / (tf + _K * (1 - _B + _B * self._sizes[t] / self._mean))) for t, tf in where.items()]

    def _holding(self, term: str) -> list[int]:
        """Where a term stands: a word, or a pair of words with a space between."""
        first, _, second = term.partition(" ")
        if not second:
            return self._places.get(first, [])
        words = self._words
        before, behind = self._places.get(first, []), self._places.get(second, [])
        if len(before) <= len(behind):
            return [i for i in before if words[i + 1] == second]
        return [i for i in behind if i and words[i - 1] == first]
