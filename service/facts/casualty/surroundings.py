"""What is told around a harm word: words such as "held" or "lost" tell harm only where a siege, a wreck or the police are near."""

from __future__ import annotations

from service.facts.casualty.lexicon import LEXICON, Expression
from service.facts.casualty.scene import Scene
from service.reading import Reading
from service.transcript.sentences import Sentence

_DISASTERS = frozenset(LEXICON["agents"]["causes"]) - frozenset(LEXICON["checks"]["mild_causes"])
_WITH_DISASTERS = frozenset({"flight", "loss", "need", "search", "grave"})
_DISEASES = frozenset(LEXICON["classes"]["disease"])
_KNOWN = {
    name: frozenset(words) | (_DISASTERS if name in _WITH_DISASTERS else _DISEASES if name == "epidemic" else frozenset())
    for name, words in LEXICON["surroundings"].items()
}
NEAR = 5
"""Sentences before a word that are its surroundings."""


def words_of(reading: Reading, sentence: Sentence) -> frozenset[str]:
    """The words of a sentence."""
    return reading.once(_words, sentence)


def _words(reading: Reading, sentence: Sentence) -> frozenset[str]:
    return frozenset(reading.tokens.norms[sentence.first : sentence.last])


def surrounded(scene: Scene, e: Expression, harm: str) -> bool:
    """Whether a harm word tells ``harm`` where it stands: it needs no surroundings, or has them in its sentence or close before."""
    needs = {s.needs for s in e.senses if s.harm == harm}
    if not needs or "" in needs:
        return True
    own = frozenset(scene.norms[e.first : e.last])
    index = scene.sentence.index
    for sentence in reversed(scene.reading.sentences[max(0, index - NEAR) : index + 1]):
        words = words_of(scene.reading, sentence)
        for name in needs:
            telling = words & _KNOWN[name]
            if telling and (sentence.index != index or not telling <= own):
                return True
    return False
