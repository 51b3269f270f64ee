"""What is told around a harm word: words such as "held" or "lost" tell harm only where a siege, a wreck or the police are near."""

from __future__ import annotations

from bisect import bisect_left

from service.facts.casualty.lexicon import LEXICON, Expression
from service.facts.casualty.scene import Scene
from service.reading import Reading
from service.transcript.sentences import Sentence
from service.transcript.tokens import among

_DISASTERS = frozenset(LEXICON["agents"]["causes"]) - frozenset(LEXICON["checks"]["mild_causes"])
_WITH_DISASTERS = frozenset({"flight", "loss", "need", "search", "grave"})
_DISEASES = frozenset(LEXICON["classes"]["disease"])
NEAR = 10
"""Sentences before a word that are its surroundings."""


def _telling() -> dict[str, tuple[str, ...]]:
    """The surroundings that each word tells of."""
    told: dict[str, tuple[str, ...]] = {}
    for name, words in LEXICON["surroundings"].items():
        more = _DISASTERS if name in _WITH_DISASTERS else _DISEASES if name == "epidemic" else ()
        for word in dict.fromkeys((*words, *sorted(more))):
            told[word] = (*told.get(word, ()), name)
    return told


_TELLING = _telling()


def words_of(reading: Reading, sentence: Sentence) -> frozenset[str]:
    """The words of a sentence."""
    return reading.once(_words, sentence)


def _words(reading: Reading, sentence: Sentence) -> frozenset[str]:
    return frozenset(reading.tokens.norms[sentence.first : sentence.last])


def _places(reading: Reading, _: Sentence) -> dict[str, list[int]]:
    """The tokens of a text that tell of each of the surroundings, in order."""
    places: dict[str, list[int]] = {name: [] for name in LEXICON["surroundings"]}
    norms = reading.tokens.norms
    for i in among(norms, _TELLING):
        for name in _TELLING[norms[i]]:
            places[name].append(i)
    return places


def told_near(scene: Scene, name: str, first: int, last: int, near: int = NEAR) -> bool:
    """Whether the surroundings ``name`` are told of in the sentence or the ``near`` before it, other than by the tokens ``[first, last)``."""
    places = scene.reading.once(_places, scene.reading.sentences[0])[name]
    floor = scene.reading.sentences[max(0, scene.sentence.index - near)].first
    begin, end = bisect_left(places, floor), bisect_left(places, scene.limit)
    own = bisect_left(places, last) - bisect_left(places, first)
    return end - begin > own


def surrounded(scene: Scene, e: Expression, harm: str) -> bool:
    """Whether a harm word tells ``harm`` where it stands: it needs no surroundings, or has them in its sentence or close before."""
    needs = {s.needs for s in e.senses if s.harm == harm}
    return not needs or "" in needs or any(told_near(scene, name, e.first, e.last) for name in sorted(needs))
