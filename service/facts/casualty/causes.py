"""What did it: the disaster, weapon or disease that the clause of a harm names, or failing that its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from service.facts.casualty.claims import Claim
from service.facts.casualty.lexicon import LEXICON
from service.facts.casualty.scene import Scene
from service.facts.clause.clause import clause_end
from service.model import Span

CAUSES = frozenset(LEXICON["agents"]["causes"])
LED = frozenset({"led", "lead", "leads", "leading", "rise", "response", "according", "prompted", "sparked", "triggered"})
_NO_CAUSE = frozenset({"on", "open", "opens", "opened", "opening", "hunger"})
"""Words before a cause that make it none: "set on fire", "opened fire", "a hunger strike"."""
_NAMED_STORMS = frozenset({"hurricane", "typhoon", "cyclone", "storm"})
WOUNDS = frozenset({"injuries", "wounds", "burns"})
TURNS = frozenset({";", "but", "although", "though", "whereas", "while", "whilst"})
"""Words beyond which a sentence speaks of something else."""
NO_PLACE = frozenset({*LEXICON["things"]["months"], *LEXICON["things"]["times"], "covid"})
BACK = 40
"""Tokens before a harm word in which its sentence may name a cause or place."""
CAUSE_HEADS = CAUSES - WOUNDS
_NAMING = CAUSES | _NAMED_STORMS


def span_of(scene: Scene, first: int, last: int) -> Span:
    """The offsets of the tokens ``[first, last)``."""
    return Span(scene.reading.tokens.starts[first], scene.reading.tokens.ends[last - 1])


def sentence_cause(scene: Scene, claim: Claim) -> Span | None:
    """The cause that the sentence names nearest before the harm word, or the first behind it."""
    if CAUSE_HEADS.isdisjoint(scene.words):
        return None
    before = range(claim.at - 1, _behind_what_came(scene, claim), -1)
    behind = range(claim.at + 1, _main_clause(scene, claim) or _clause_stop(scene, claim.at + 1))
    for i in islice(chain(_till_turn(scene, before), _till_turn(scene, behind)), _FURTHEST):
        if _names_cause(scene, i):
            first = i
            said = scene.expression_at(claim.at)
            inside = said is not None and said.first < i < said.last  # "face famine" names famine
            floor = max(claim.at + 1 if inside else scene.base, i - 5)
            while first > floor and (scene.tag(first - 1) in "NQ-" or scene.norms[first - 1] == "/" or scene.norm(first - 2) == "-"):
                first -= 1
            first += scene.norms[first] == "-"
            if first > scene.base and scene.tag(first - 1) == "D":
                first -= 1
            at = scene.holding(first)
            if at is None or first >= scene.counts[at].last:
                return span_of(scene, first, _named_storm(scene, i) or _numbered(scene, i + 1))
    return None


def _behind_what_came(scene: Scene, claim: Claim) -> int:
    """The token before those that may name a cause; of "Riots broke out after a boy was shot" the "after": what came of a harm did not cause it."""
    floor = max(scene.base, claim.at - BACK) - 1
    victims = scene.counts[claim.of].left
    for i in range(claim.at - 1, floor, -1):
        if scene.norms[i] in _UPON and i < victims and scene.tag(i - 1) in "NVBP" and "V" in scene.tags[max(0, i - 8 - scene.base) : i - scene.base]:
            return i
    return floor


def _main_clause(scene: Scene, claim: Claim) -> int | None:
    """The comma behind "since a boy died", where what came of it is told; None where no such clause holds the harm."""
    victims = scene.counts[claim.of].left
    if victims > claim.at or scene.norm(victims - 1) not in _SINCE:
        return None
    return next((i for i in range(claim.at + 1, min(scene.limit, claim.at + BACK)) if scene.norms[i] == "," and scene.tag(i + 1) in "DNU"), None)


_SINCE = frozenset({"since", "after", "when"})
_UPON = frozenset({"after", "since", "because"})


_FURTHEST = 8
"""Words for causes that are looked at: where so many name none, no other does."""


def _clause_stop(scene: Scene, i: int) -> int:
    """Where the clause of a harm ends, what it says of when and why counted in: not at "when", "after" or "as", but at a new subject behind "and"."""
    limit = min(scene.limit, i + BACK)
    end = i
    while end < limit:
        end = clause_end(scene.tags, scene.base, end, limit)
        if end >= limit or scene.norms[end] not in _WHY:
            return min(end, limit)
        end += 1
    return limit


_WHY = frozenset({"when", "after", "as", "because", "where", "since", "while", "(", "—", "–", ":"})


def _till_turn(scene: Scene, stretch: range) -> Iterator[int]:
    """The tokens of a stretch that may be heads of a cause, up to where the sentence turns to something else."""
    norms = scene.norms
    for i in stretch:
        if norms[i] in TURNS:
            return
        if norms[i] in CAUSE_HEADS:
            yield i


def _names_cause(scene: Scene, i: int) -> bool:
    """Whether token ``i`` is the head of a cause, and not part of a compound such as "fire crews" or "hunger strikers"."""
    if scene.norms[i] not in CAUSE_HEADS or scene.tag(i) != "N":
        return False
    if "of" in scene.norms[max(scene.base, i - 3) : i] and "end" in scene.norms[max(scene.base, i - 4) : i]:
        return False  # "the end of the war"
    if scene.norm(i - 1 - (scene.norm(i - 1) == "to")) in LED:
        return False  # "led to protests"
    compound = (
        (scene.tag(i + 1) == "N" or scene.norm(i + 1) in CAUSE_HEADS)
        and scene.reading.tokens.words[i + 1][0].islower()
        and not scene.norm(i + 1).endswith("ed")
    )
    return not compound and (scene.norm(i - 1) not in _NO_CAUSE or scene.norm(i - 2) == "-")


def _named_storm(scene: Scene, i: int) -> int | None:
    """The end of "Tropical Storm Son-Tinh", whose "Storm" is token ``i``."""
    words = scene.reading.tokens.words
    j = i + 1
    while scene.norms[i] in _NAMED_STORMS and j < min(scene.limit, i + 5) and (words[j][0].isupper() or words[j] == "-"):
        j += 1
    return j if j > i + 1 else None


def _numbered(scene: Scene, i: int) -> int:
    """The end of a name such as "Covid-19" whose word ends before token ``i``."""
    return i + 2 if scene.norm(i) == "-" and scene.tag(i + 1) == "Q" and scene.reading.tokens.adjoin(i) else i


def phrase_at(scene: Scene, i: int) -> tuple[int, int] | None:
    """The tokens of the noun phrase that begins at token ``i``, its determiner counted in; None where none does."""
    if i < scene.base:
        return None
    tags, first, k, limit = scene.tags, i, i - scene.base, scene.limit - scene.base
    while k < limit and tags[k] == "D":
        k += 1
    start = k + scene.base
    stop = min(limit, k + 8)
    while k < stop and (tags[k] in "N-" or (tags[k] == "p" and tags[k + 1 : k + 2] == "N")):
        k += 1
    i = k + scene.base
    if i > start and scene.norms[i - 1] == "-":
        return (first, i + 1) if scene.tag(i) == "Q" and i > start + 1 else None
    return (first, i) if i > start else None


def is_cause(scene: Scene, first: int, last: int) -> bool:
    """Whether the phrase over tokens ``[first, last)`` names a disaster, a weapon or a disease."""
    if _NAMING.isdisjoint(scene.norms[first:last]):
        return False
    named = next((i for i in range(first, last - 1) if scene.norms[i] in _NAMED_STORMS), None)
    if named is not None and scene.reading.tokens.words[named + 1][0].isupper():
        return True
    if scene.norms[last - 1] == "fall" and scene.norm(last) == "of":
        return False  # "since the fall of Kabul"
    return scene.norms[last - 1] in CAUSES or any(
        scene.norms[i] in CAUSES and scene.norm(i + 1) in {"of", "in", "on", "at", "-"} for i in range(first, last)
    )
