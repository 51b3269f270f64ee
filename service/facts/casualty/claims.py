"""Claims of harm on counts, and how a claim spreads over coordinated counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from service.facts.casualty.lexicon import Expression, Frame
from service.facts.casualty.referents import by_name
from service.facts.casualty.scene import SHARES, Scene
from service.facts.clause.clause import VerbGroup
from service.facts.clause.words import BE

REPORTING = frozenset(
    {
        "said",
        "say",
        "says",
        "reported",
        "reports",
        "claimed",
        "claims",
        "believe",
        "believes",
        "believed",
        "confirmed",
        "think",
        "thinks",
        "told",
        "know",
        "announced",
        "added",
        "estimates",
        "estimated",
        "tell",
        "tells",
        "alleged",
        "alleges",
        "allege",
        "testified",
        "complained",
        "disclosed",
    }
)
"""Verbs whose subject reports what follows."""
_CLAUSAL = frozenset({"since", "after", "before", "until", "than", "as"})


class Claim(NamedTuple):
    """Count ``of`` of the scene came to ``harm``, by the rule ``rule``; the strongest claim on a count stands.

    ``at`` is the harm word's token and ``group`` the verb group, for who did it and where. ``part_of`` is a count of the
    same sentence that holds this one.
    """

    of: int
    harm: str
    rule: str
    strength: int
    at: int
    group: VerbGroup | None = None
    part_of: int | None = None


def rightwards(scene: Scene, at: int, *, governed: bool = False) -> Iterator[int]:
    """Count ``at`` and those coordinated behind it, up to one that has a predicate of its own; one ``governed`` by "of" shares its clause's."""
    yield at
    last = at + MOST
    while at < last and scene.joined(at) and (_shares(scene, at) if governed else not has_predicate(scene, at + 1)):
        at += 1
        yield at


MOST = 16
"""Counts over which a claim spreads at most."""


def _shares(scene: Scene, at: int) -> bool:
    """Whether the count behind ``at`` is governed with it: not one that begins a clause of its own ("the deaths of 39 babies, and two men were arrested")."""
    and_ = scene.counts[at + 1].left - 1
    return not (scene.tag(and_) == "C" and scene.norm(and_ - 1) == "," and has_predicate(scene, at + 1))


def leftwards(scene: Scene, at: int) -> Iterator[int]:
    """Count ``at`` and those coordinated before it; not across a count of things."""
    yield at
    if at == 0 or not _by_and(scene, at - 1):
        return
    first = max(0, at - MOST, _behind_parts(scene, at))
    while (
        at > first
        and scene.joined(at - 1)
        and not _after_harm(scene, at - 1)
        and not (_governed(scene, at - 1) and not scene.counts[at].kind == scene.counts[at - 1].kind == "name")
        and not _object_of_another(scene, at - 1)
    ):
        at -= 1
        if by_name(scene, at) == at:
            yield at


def _by_and(scene: Scene, at: int) -> bool:
    """Whether "and" joins a count to the next, and no comma before it parts two clauses ("Twenty, and two had died")."""
    gap = range(scene.counts[at].end, scene.counts[at + 1].left)
    joins = [k for k in gap if scene.tag(k) == "C" or scene.norms[k] in {"plus", "well", "along", "together"}]
    if any(scene.norms[k] == "," and scene.norm(k + 1) in SHARES for k in gap):
        return bool(joins)
    described = scene.counts[at].kind == "name" and scene.counts[at].end > scene.counts[at].last  # "Amy Dunn, 22, of Bolton, and"
    return bool(joins) and not (
        not described and scene.norm(joins[0] - 1) == "," and scene.tag(joins[0]) == "C" and not (at > 0 and scene.joined(at - 1))
    )


def _object_of_another(scene: Scene, at: int) -> bool:
    """Whether a comma and "and" part a count, the object of a verb, from a new clause: "swept away 300 people, and another 40 are missing"."""
    i = scene.counts[at].left - 1
    if scene.tag(i) not in "VIGB" or scene.norm(i) in REPORTING:
        return False
    gap = range(scene.counts[at].end, scene.counts[at + 1].left)
    return any(scene.norms[k] == "," and scene.tag(k + 1) == "C" for k in gap)


def _governed(scene: Scene, at: int) -> bool:
    """Whether a preposition governs count ``at`` and not the one behind it: "At Mid Staffs, 400 patients died"."""
    return scene.tag(scene.counts[at].left - 1) == "P" and scene.norm(scene.counts[at].left - 1) not in _CLAUSAL


def _after_harm(scene: Scene, at: int) -> bool:
    """Whether a count is the object of a harm verb of its own, or of "including"."""
    i = scene.counts[at].left - 1
    said = scene.expression_before(i + 1)
    return (said is not None and said.sense(Frame.OBJECT) is not None) or opens_parts(scene, at)


def opens_parts(scene: Scene, at: int) -> bool:
    """Whether words open parts of another count at count ``at``: "including 12", "among them 12", "of whom 12"."""
    i = scene.counts[at].left - 1
    return scene.norm(i) == "including" or (scene.norm(i) in _ANAPHORS and scene.norm(i - 1) in {"of", "among", "amongst"})


_ANAPHORS = frozenset({"them", "whom", "these", "those"})


def _behind_parts(scene: Scene, at: int) -> int:
    """The first count before ``at`` that is no part of another: of "57, among them 22 women and eight children, and 119 wounded" the 119."""
    parted: int | None = None
    for n in range(at - 1, max(-1, at - MOST), -1):
        if not scene.joined(n):
            break
        gap = range(scene.counts[n].end, scene.counts[n + 1].left)
        if parted is None and any(scene.norms[k] == "," and scene.tag(k + 1) == "C" for k in gap):
            parted = n + 1
        if opens_parts(scene, n):
            return parted if parted is not None else n + 1
    return 0


def has_predicate(scene: Scene, at: int) -> bool:
    """Whether a verb or harm word of its own follows a count."""
    i = scene.counts[at].end
    while i < scene.limit and (scene.tag(i) == "B" or scene.norms[i] == "more"):
        i += 1
    if scene.tag(i) in "AV":
        return True
    e = scene.expression_at(i)
    return e is not None and e.sense(Frame.STATE) is not None and scene.norms[i] != "with"


def inverted(scene: Scene, e: Expression, harm: str, group: VerbGroup) -> Iterator[Claim]:
    """As in "as were six from the fire brigade", "Killed were two doctors"."""
    if scene.norm(e.last) in BE:
        at = scene.starting(e.last + 1)
        if at is not None:
            for n in rightwards(scene, at):
                yield Claim(n, harm, "casualty.subject", 3, e.first, group)
