"""Victims that stand apart from their harm word: between a verb and the rest of its phrase, lost by somebody, or named as the dead."""

from __future__ import annotations

from collections.abc import Iterator

from service.facts.casualty.causes import is_cause, phrase_at
from service.facts.casualty.claims import Claim
from service.facts.casualty.lexicon import LEXICON, LOSE, TAKERS, Expression, split_expression
from service.facts.casualty.phrases import Count
from service.facts.casualty.scene import Scene
from service.facts.casualty.surroundings import surrounded, told_near
from service.facts.clause.clause import verb_group
from service.facts.clause.words import HAVE, is_person

_MEMBERS = frozenset(LEXICON["bereft"]["members"])

_BEREFT = frozenset(LEXICON["bereft"]["words"])
_BEREFT_NEAR = frozenset(LEXICON["bereft"]["near"])


def identified(scene: Scene, e: Expression) -> Iterator[Claim]:
    """As in "The deceased seaman was identified as Jaypee Galicha": the name of one who is said to be dead."""
    for i in range(max(scene.base, e.first - 6), min(scene.limit, e.last + 20)):
        if scene.norms[i] in {"identified", "named", "identify", "name"}:
            j = next((k for k in range(i + 1, min(scene.limit, i + 6)) if scene.norms[k] == "as"), None)
            at = scene.after(j + 1) if j is not None else None
            while at is not None and at < len(scene.counts) and (scene.counts[at].kind == "name" or scene.counts[at].head is None):
                if scene.counts[at].kind == "name":
                    yield Claim(at, "killed", "casualty.state", 3, e.first)
                at += 1
            return


def split(scene: Scene) -> Iterator[Claim]:
    """Objects between a verb and the rest of its phrase: "took 20 men away", "rounded the men and 12 boys up", "held two nurses hostage"."""
    for at, count in enumerate(scene.counts):
        verb = count.left - 1
        while verb > scene.base and scene.tag(verb) in 'B"':
            verb -= 1
        if scene.tag(verb) not in "VIG":
            continue
        last = at
        while scene.joined(last) and last < at + 6:
            last += 1
        perfect = scene.norm(verb - 1) in HAVE
        for end in range(last, at - 1, -1):
            rest = scene.counts[end].last
            e = split_expression(scene.norms, verb, rest, scene.limit, perfect=perfect)
            if e is None:
                rest = scene.counts[end].end
                while scene.tag(rest) in "CDN" and rest < scene.counts[end].end + 4 and scene.expression_at(rest) is None:  # "and their driver"
                    rest += 1
                e = split_expression(scene.norms, verb, rest, scene.limit, perfect=perfect)
            if (
                e is not None
                and surrounded(scene, e, e.senses[0].harm)
                and not (scene.norms[e.last - 1] == "away" and scene.norm(e.last) in {"on", "for", "with"})
            ):
                group = verb_group(scene.reading.tokens, scene.tags, scene.base, verb)
                for n in range(at, end + 1):
                    yield Claim(n, e.senses[0].harm, "casualty.object", 4, verb, group)
                break


def lost(scene: Scene) -> Iterator[Claim]:
    """The dead that somebody lost: "lost 13 service members", "has lost more than a million Americans to the virus"."""
    if LOSE.isdisjoint(scene.words):
        return
    yield from _lost_by_name(scene)
    for at, count in enumerate(scene.counts):
        verb = _past_kin(scene, count.left - 1)
        if scene.norm(verb) not in LOSE or scene.tag(verb) not in "VIG" or count.kind != "number":
            continue
        if count.head is None:
            more = (
                scene.norm(count.last) == "more"
                and scene.norm(verb - 1) in {"we", "they", "have", "had"}
                and told_near(scene, "grave", verb, count.last)
            )
            if more or (scene.norm(count.last) == "of" and _own_people(scene, count.last + 1)):
                yield Claim(at, "killed", "casualty.object", 2, verb, verb_group(scene.reading.tokens, scene.tags, scene.base, verb))
            continue
        head = scene.norms[count.head]
        if verb != count.left - 1 and head not in _BEREFT:
            continue
        if head == "members" and scene.norms[count.head - 1] not in _MEMBERS and not _of_family(scene, count.last):
            continue
        demonym = scene.reading.tokens.words[count.head][0].isupper()
        if head in _BEREFT or head == "members" or demonym or (head in _BEREFT_NEAR and _is_loss(scene, verb, count)):
            yield Claim(at, "killed", "casualty.object", 2, verb, verb_group(scene.reading.tokens, scene.tags, scene.base, verb))


def _lost_by_name(scene: Scene) -> Iterator[Claim]:
    """As in "We lost Sergeant William Rivers and Specialist Kennedy Sanders", where the dead are told of near."""
    for at, count in enumerate(scene.counts):
        verb = count.left - 1
        named = count.kind == "name" and scene.norm(verb) == "lost" and scene.norm(verb - 1) in {"we", "have", "had", "they"}
        if named and count.last > count.first + 1 and told_near(scene, "loss", verb, count.last):
            n = at
            yield Claim(n, "killed", "casualty.object", 2, verb, verb_group(scene.reading.tokens, scene.tags, scene.base, verb))
            while n + 1 < len(scene.counts) and scene.joined(n) and scene.counts[n + 1].kind == "name":
                n += 1
                yield Claim(n, "killed", "casualty.object", 2, verb, verb_group(scene.reading.tokens, scene.tags, scene.base, verb))


def taken(scene: Scene) -> Iterator[Claim]:
    """Those whom kidnappers took: "Kidnappers took 30 students", "their captors are holding twelve"."""
    if TAKERS.isdisjoint(scene.words):
        return
    for at, count in enumerate(scene.counts):
        verb = count.left - 1
        if count.kind != "number" or scene.norm(verb) not in _TAKING or scene.tag(verb) not in "VIGA":
            continue
        group = verb_group(scene.reading.tokens, scene.tags, scene.base, verb)
        people = count.head is None or is_person(scene.norms[count.head])
        if people and any(n in TAKERS for n in scene.norms[max(scene.base, group.first - _TAKERS_BEFORE) : group.first]):
            yield Claim(at, "detained", "casualty.object", 2, verb, group)


_TAKERS_BEFORE = 9
"""Tokens before the verb in which those stand who took people."""
_TAKING = frozenset(LEXICON["takers"]["verbs"])


def _is_loss(scene: Scene, verb: int, count: Count) -> bool:
    """Whether somebody who may lose staff otherwise lost them to death: death is told of near, and they were not lost "to emigration"."""
    phrase = phrase_at(scene, count.end + 1) if scene.norm(count.end) == "to" else None
    return told_near(scene, "loss", verb, count.last) and (phrase is None or is_cause(scene, *phrase))


def _own_people(scene: Scene, i: int) -> bool:
    """Whether "our own colleagues", "his brothers" begins at token ``i``."""
    if scene.tag(i) != "D":
        return False
    while i < scene.limit and (scene.tag(i) == "D" or scene.norm(i) == "own"):
        i += 1
    own = scene.norm(i - 1) == "own"
    while scene.tag(i) == "N" and scene.tag(i + 1) == "N":
        i += 1
    return scene.norm(i) in _BEREFT or (own and is_person(scene.norm(i)))


def _of_family(scene: Scene, i: int) -> bool:
    """Whether "of his family" stands at token ``i``."""
    return (
        scene.norm(i) == "of"
        and scene.tag(i + 1) == "D"
        and any(scene.norm(k) in {"family", "families", "household", "crew"} for k in (i + 2, i + 3))
    )


def _past_kin(scene: Scene, i: int) -> int:
    """The token before "her husband and", "his mother, father and" that end at token ``i``; ``i`` where no such list ends there."""
    j = i
    while j > max(scene.base, i - 10) and scene.tag(j) in "CDN,":
        j -= 1
    listed = scene.norms[j + 1 : i + 1]
    return j if listed and scene.tag(i) == "C" and any(is_person(n) for n in listed) and scene.tag(j + 1) == "D" else i
