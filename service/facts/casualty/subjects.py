"""The victims as the subject of a verb: who was killed, who died, who was among those killed."""

from __future__ import annotations

from collections.abc import Iterator

from service.facts.casualty.claims import REPORTING, Claim, inverted, leftwards, rightwards
from service.facts.casualty.lexicon import Expression
from service.facts.casualty.referents import adjacent, count_of, inserted, of_people
from service.facts.casualty.scene import Scene
from service.facts.clause.clause import VerbGroup, verb_group
from service.facts.clause.phrases import Phrase
from service.facts.clause.subjects import subject
from service.facts.clause.words import BE, is_person

_PROVERBS = frozenset({"were", "was", "are", "is", "have", "has", "had", "did", "do"})


def subject_claims(scene: Scene, e: Expression, harm: str, group: VerbGroup, rule: str) -> Iterator[Claim]:
    """The people who are the subject of the verb ``group``, and those who "were" too."""
    those = _among_those(scene, group)
    rule, group = "casualty.subject" if those is not group else rule, those
    bare = group.voice == "bare" and rule == "casualty.participle"
    at = adjacent(scene, group.first) if bare or scene.norm(group.first) == "being" else None
    found = subject(scene.reading.tokens, scene.tags, scene.base, group.first) if at is None else Phrase(group.first - 1, group.first)
    at = count_of(scene, found) if at is None else at
    if at is None and found is not None:
        at = _who_say(scene, found)
    if at is None:
        at = inserted(scene, group.first)
    yield from _as_were(scene, e, harm, group)
    if at is None and group.infinitive:
        at = _first_to(scene, group)
        if at is not None:
            yield Claim(at, harm, rule, 3, e.first)
            return
    all_of = _all_of_them(scene, group) if at is None else None
    if all_of is not None:
        yield Claim(all_of, harm, rule, 3, e.first, group)
        return
    if found is None or at is None:
        if e.first <= scene.base + 1:  # "Killed were two doctors"
            yield from inverted(scene, e, harm, group)
        return
    if at is not None and scene.counts[at].end > group.first and scene.counts[at].last > group.first:
        return
    for n in leftwards(scene, at):
        yield Claim(n, harm, rule, 3, e.first, group)


_ALL = (["all", "of", "them"], ["both", "of", "them"], ["each", "of", "them"])


def _all_of_them(scene: Scene, group: VerbGroup) -> int | None:
    """The people counted before in the sentence whom "all of them" or "they all" means: "There were six men inside and all of them were killed"."""
    i = group.first
    while scene.tag(i - 1) == "B":
        i -= 1
    words = scene.norms[max(scene.base, i - 3) : i]
    if words not in _ALL and words[-2:] != ["they", "all"]:
        return None
    at = scene.before(i - len(words))
    if at is None or i - scene.counts[at].end > _BACK or scene.counts[at].kind != "number":
        return None
    head = scene.counts[at].head
    return at if head is not None and is_person(scene.norms[head]) else None


_BACK = 30
"""Tokens between people and the "all of them" that means them, at most."""


def _first_to(scene: Scene, group: VerbGroup) -> int | None:
    """Who is said to be "the first to die": "The first to die, on Monday, was Ana Horvat", "the last to be released were two nurses"."""
    if scene.norm(group.first - 1) not in _ORDERED:
        return None
    for i in range(group.last, min(scene.limit, group.last + 12)):
        if scene.norms[i] in BE:
            at = scene.starting(i + 1)
            return at if at is not None and of_people(scene, at) else None
        if scene.tag(i) in ";.SVR":
            return None
    return None


_ORDERED = frozenset({"first", "second", "third", "fourth", "last", "next", "latest", "only", "youngest", "oldest"})


def _who_say(scene: Scene, found: Phrase) -> int | None:
    """The people who say it of themselves: "Nineteen women told the inquiry they had been harassed"."""
    if scene.norms[found.first : found.last] != ["they"]:
        return None
    i = found.first - 1
    i -= scene.norm(i) == "that"
    j = i
    while j > max(scene.base, i - 6) and scene.tag(j) in "DN":
        j -= 1
    if scene.tag(j) != "V" or scene.norms[j] not in REPORTING:
        return None
    tokens = scene.reading.tokens
    at = count_of(scene, subject(tokens, scene.tags, scene.base, verb_group(tokens, scene.tags, scene.base, j).first))
    return at if at is not None and scene.counts[at].kind == "number" else None


def tellers(scene: Scene, group: VerbGroup) -> int | None:
    """The people who tell what somebody did to "them": "Forty women said that he had groped them"."""
    tokens = scene.reading.tokens
    floor = max(scene.base, group.first - _TELLING)
    verb = next((k for k in range(group.first - 1, floor, -1) if scene.norms[k] in REPORTING and scene.tag(k) == "V"), None)
    if verb is None:
        return None
    at = count_of(scene, subject(tokens, scene.tags, scene.base, verb_group(tokens, scene.tags, scene.base, verb).first))
    return at if at is not None and scene.counts[at].kind == "number" and scene.counts[at].last <= verb else None


_TELLING = 14
"""Tokens between "told" and what was done to those who told it, at most."""


def _among_those(scene: Scene, group: VerbGroup) -> VerbGroup:
    """For "3,000 Afghans were among those evicted", "… among those who died", the verb group whose subject is meant."""
    i = group.first - 1
    i -= scene.norm(i) in {"who", "that"}
    if scene.norm(i) in {"those", "people"} and scene.norm(i - 1) in {"among", "amongst"} and scene.tag(i - 2) == "A":
        return verb_group(scene.reading.tokens, scene.tags, scene.base, i - 2)
    return group


def _as_were(scene: Scene, e: Expression, harm: str, group: VerbGroup) -> Iterator[Claim]:
    """As in "40 shoppers were hurt, as were six from the fire brigade"."""
    i = e.last
    while i < min(scene.limit, e.last + 16) and not (scene.norms[i] in {"as", "so"} and scene.norm(i + 1) in _PROVERBS):
        if scene.tag(i) in ";.SV" and scene.norms[i] != "as":
            return
        i += 1
    at = scene.starting(i + 2) if scene.norm(i) in {"as", "so"} else None
    if at is not None:
        for n in rightwards(scene, at):
            yield Claim(n, harm, "casualty.subject", 3, e.first, group)
