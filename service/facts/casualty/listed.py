"""The harmed as a subject that a list says more of: "Those killed were four nurses and a driver", "The passengers who died included three teachers"."""

from __future__ import annotations

from collections.abc import Iterator

from service.facts.casualty.claims import Claim, has_predicate
from service.facts.casualty.lexicon import Expression, Frame
from service.facts.casualty.nouns import noun_harm
from service.facts.casualty.referents import of_people
from service.facts.casualty.scene import Scene

_LISTING = frozenset({"include", "included", "includes", "were", "are"})
_PHRASE = 8
"""Tokens between the harm word and the verb of the list, at most."""
_GAP = 12
"""Tokens between two people of a list, at most."""


def listed(scene: Scene, e: Expression) -> Iterator[Claim]:
    """Everybody in the list, and a number set off behind the harmed themselves: "The injured, 55 in all, include nine children"."""
    if not _is_subject(scene, e):
        return
    if scene.norm(e.last) == "," and e.sense(Frame.COUNTED) is not None:
        yield from _in_apposition(scene, e)
    verb = e.last
    while verb < min(scene.limit, e.last + _PHRASE) and scene.norms[verb] not in _LISTING:
        if scene.tag(verb) not in "PDNQ,B":
            return
        verb += 1
    if scene.norm(verb) not in _LISTING or scene.tag(verb + 1) == "V":
        return
    harm = noun_harm(scene, e, e.senses[0].harm)
    if not harm:
        return
    at = scene.after(e.last)
    if at is not None and scene.counts[at].end < verb and scene.norm(e.last) == "," and scene.counts[at].left == e.last + 1:
        yield Claim(at, harm, "casualty.toll", 2, e.first)
    at = scene.after(verb + 1)
    i = verb + 1
    while at is not None and at < len(scene.counts):
        count = scene.counts[at]
        between = scene.tags[i - scene.base : count.left - scene.base]
        if (
            len(between) > _GAP
            or not set(between) <= set("CDNp,PB-Q")
            or count.kind == "none"
            or not of_people(scene, at)
            or has_predicate(scene, at)
        ):
            return
        if i > verb + 1 and not set(between) & set("C,"):
            return
        yield Claim(at, harm, "casualty.toll", 2, e.first)
        i, at = count.end, at + 1


def _in_apposition(scene: Scene, e: Expression) -> Iterator[Claim]:
    """Those of "The victims, a man of 29 and a woman of 24, had stopped"."""
    harm = noun_harm(scene, e, e.senses[0].harm)
    at = scene.after(e.last)
    i = e.last + 1
    found: list[int] = []
    while at is not None and at < len(scene.counts):
        count = scene.counts[at]
        between = scene.tags[i - scene.base : count.left - scene.base]
        if len(between) > _GAP or not set(between) <= set("CDNp,QP-") or (not found and count.left != e.last + 1) or count.kind == "none":
            break
        found.append(at)
        i, at = count.end, at + 1
    close = next((k for k in range(i, min(scene.limit, i + 4)) if scene.norms[k] == ","), None)
    if harm and found and close is not None and scene.tag(close + 1) in "AV":
        yield from (Claim(n, harm, "casualty.toll", 2, e.first) for n in found)


def _is_subject(scene: Scene, e: Expression) -> bool:
    """Whether a harm word is, or hangs on, the subject that opens its sentence: "The dead", "Those injured", "Victims", "The men who died"."""
    if e.first == scene.base and scene.norms[e.first] in {"among", "amongst"}:
        return True
    opening = scene.norms[scene.base : e.first]
    if len(opening) > 5 or any(scene.holding(k) is not None for k in range(scene.base, e.first)):
        return False
    if not opening or opening in (["the"], ["its"], ["their"]):
        return e.sense(Frame.COUNTED) is not None
    participle = any(s.form in {"participle", "past"} for s in e.senses)
    return participle and (opening == ["those"] or (opening[0] in {"the", "those"} and "who" in opening))
