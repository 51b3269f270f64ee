"""What harm a counted noun means: "lives", "bodies", "cases", "victims" and "casualties" take it from their surroundings."""

from __future__ import annotations

from bisect import bisect_left

from service.facts.casualty.lexicon import LEXICON, Expression, all_forms
from service.facts.casualty.scene import Scene, expressions
from service.facts.casualty.surroundings import told_near, words_of
from service.reading import Reading
from service.transcript.sentences import Sentence

_OF = LEXICON["context"]["of"]
_LIFE_VERBS = all_forms(LEXICON["context"]["lives"])
_BODY_VERBS = all_forms(LEXICON["context"]["bodies"])
_NOT_LIFE = frozenset(LEXICON["context"]["life_verbs_not"])
_CASES = frozenset(LEXICON["context"]["cases"])
ILL = _CASES - {"confirmed", "suspected", "active", "poisoning", "imported", "hospitalised", "hospitalized", "delta", "fever", "illness"}
_WARDS = frozenset(
    {
        "hospital",
        "hospitals",
        "hospitalised",
        "hospitalized",
        "ventilators",
        "ventilation",
        "ventilator",
        "care",
        "hospitalisations",
        "hospitalizations",
    }
)
_WOUNDS = frozenset({"wounded", "injured", "injuries", "hurt", "burns", "blast", "crash", "shot", "fire", "attack", "earthquake", "surgery"})
_CASES_NOT = frozenset(LEXICON["context"]["cases_not"])
LIVES = frozenset({"lives", "life"})
_BODIES = frozenset({"bodies", "body", "corpses", "corpse"})
CASE_NOUNS = frozenset({"cases", "case"})
_COURTS = frozenset(LEXICON["checks"]["courts"])
_BODY_KINDS = frozenset(LEXICON["checks"]["body_kinds"])


def on_ward(scene: Scene, e: Expression) -> bool:
    """Whether people in hospital are there with a disease rather than a wound."""
    if scene.norms[e.first].startswith("treat"):
        return of_epidemic(scene)
    if _WARDS.isdisjoint(scene.norms[e.first : e.last]):
        return False
    return not ILL.isdisjoint(scene.words) or of_epidemic(scene)


def of_epidemic(scene: Scene) -> bool:
    """Whether the sentences just before speak of a disease, and of no wounds."""
    return scene.reading.once(_of_epidemic, scene.sentence)


def _of_epidemic(reading: Reading, sentence: Sentence) -> bool:
    index = sentence.index
    near = [reading.tokens.norms[s.first : s.last] for s in reading.sentences[max(0, index - 5) : index + 1]]
    return any(not ILL.isdisjoint(words) for words in near) and all(_WOUNDS.isdisjoint(words) for words in near)


_SEXUAL = frozenset({"rape", "rapes", "raped", "sexual", "sexually"})
_DEADLY = frozenset(LEXICON["surroundings"]["grave"])


def near_words(scene: Scene, words: frozenset[str], back: int = 3) -> bool:
    """Whether one of ``words`` stands in the sentence or the ``back`` before it."""
    index = scene.sentence.index
    return any(not words.isdisjoint(words_of(scene.reading, s)) for s in scene.reading.sentences[max(0, index - back) : index + 1])


def noun_harm(scene: Scene, e: Expression, harm: str, at: int | None = None) -> str:
    """The harm of a counted noun, which for "lives", "bodies", "cases", "victims" and "casualties" its surroundings decide; empty for none."""
    norm = scene.norms[e.last - 1]
    if norm in LIVES:
        stop = min(scene.limit, e.last + 5)
        near = scene.norms[max(scene.base, e.first - 14) : stop]
        if not _NOT_LIFE.isdisjoint(scene.norms[max(scene.base, e.first - 5) : stop]) or scene.norm(e.last) == "'":
            return ""
        return harm if not _LIFE_VERBS.isdisjoint(near) else ""
    if norm in _BODIES:
        first = scene.counts[at].noun if at is not None else max(scene.base, e.first - 2)
        if not _BODY_KINDS.isdisjoint(scene.norms[first : e.first]):
            return ""
        return harm if not _BODY_VERBS.isdisjoint(scene.words) or (scene.norms[scene.base] == "there" and near_words(scene, _DEADLY)) else ""
    if norm in CASE_NOUNS:
        return _case_harm(scene, e, harm)
    if harm == "casualties":
        return _casualties_harm(scene, e)
    if harm == "victims":
        return _victims_harm(scene, e)
    return harm


def _case_harm(scene: Scene, e: Expression, harm: str) -> str:
    first = scene.norm(e.last + 1) if scene.norm(e.last) == "of" else ""
    if first:
        for i in range(e.last + 1, min(e.last + 5, scene.limit)):
            if scene.norms[i] in _CASES:
                return harm
            if scene.norms[i] in _OF:
                return str(_OF[scene.norms[i]])
            other = scene.expression_at(i)
            if other is not None:
                return other.senses[0].harm if other.senses[0].harm not in {"affected", "casualties", "victims"} else ""
    modifiers = scene.norms[max(scene.base, e.first - 4) : e.first]
    if not _CASES_NOT.isdisjoint(modifiers):
        return ""
    if not _CASES.isdisjoint(modifiers):
        return harm
    if not _COURTS.isdisjoint(scene.words) and ILL.isdisjoint(scene.words):
        return ""
    back = scene.sentence.index
    near = scene.reading.sentences[max(0, back - 2) : back + 1]
    if any(not _CASES.isdisjoint(scene.norms[s.first : s.last]) for s in near):
        return harm
    return harm if told_near(scene, "epidemic", e.first, e.last, _OUTBREAK) and not told_near(scene, "custody", e.first, e.last, 1) else ""


_DEBATE = 40
"""Sentences in which exploitation must have been told of for "victims" to be of it."""
_OUTBREAK = 10
"""Sentences in which an outbreak must have been told of for "cases" to be of it."""


def _casualties_harm(scene: Scene, e: Expression) -> str:
    """As in "Casualties" are those killed or injured: what else the sentence says of harm settles which."""
    at = bisect_left(scene.expressions, e.first, key=lambda x: x.first)
    near = (*scene.expressions[max(0, at - _NEAR) : at], *scene.expressions[at + 1 : at + 1 + _NEAR])
    harms = [x.senses[0].harm for x in near if x.senses]
    return "injured" if "injured" in harms and "killed" not in harms else "killed"


_NEAR = 12
"""Words of harm before and behind "casualties" that settle which are meant."""


def _victims_harm(scene: Scene, e: Expression) -> str:
    survivor = scene.norms[e.last - 1].startswith("survivor")
    if scene.norm(e.last) == "of":
        for i in range(e.last + 1, min(e.last + 7, scene.limit)):
            if scene.tag(i) in ",;.CSR":
                break
            if scene.norms[i] in _OF:
                return str(_OF[scene.norms[i]])
            other = scene.expression_at(i)
            if other is not None:
                return other.senses[0].harm
        return "" if survivor else "affected"
    before = scene.norm(e.first - 1)
    if before in _OF:
        return str(_OF[before])
    if survivor:
        return "sexual_violence" if near_words(scene, _SEXUAL) else ""
    for x in scene.expressions:
        if scene.tag(x.first) == "N" and {s.form for s in x.senses} == {"base"}:
            continue  # "Victims include the groom"
        if x.first != e.first and x.senses[0].harm not in {"victims", "casualties", "affected"} and scene.norms[x.first] not in CASE_NOUNS:
            return x.senses[0].harm
    return scene.reading.once(_earlier_harm, scene.sentence) or (
        "abused" if told_near(scene, "exploitation", e.first, e.last, _DEBATE) else "affected"
    )


def _earlier_harm(reading: Reading, sentence: Sentence) -> str | None:
    """The harm that the three sentences before tell of."""
    index = sentence.index
    for earlier in reversed(reading.sentences[max(0, index - 3) : index]):
        for e in expressions(reading, earlier):
            if e.senses[0].harm in {"killed", "injured", "sexual_violence", "abused"}:
                return e.senses[0].harm
    return None
