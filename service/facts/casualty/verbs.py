"""Who is the victim of a verb: the object of an active one, and by its voice the subject of a passive one or of a verb such as die."""

from __future__ import annotations

from collections.abc import Iterator

from service.facts.casualty.claims import Claim, has_predicate, rightwards
from service.facts.casualty.lexicon import LEXICON, Expression, Frame, Sense
from service.facts.casualty.referents import BODIES_OF, named_behind
from service.facts.casualty.scene import Scene
from service.facts.casualty.subjects import subject_claims, tellers
from service.facts.clause.clause import VerbGroup, verb_group
from service.facts.clause.noun_phrase import is_plural
from service.facts.clause.phrases import phrase_after
from service.facts.clause.subjects import subject
from service.facts.clause.words import is_person

_FOUND = frozenset(
    {
        "remain",
        "remains",
        "remained",
        "remaining",
        "lie",
        "lies",
        "lay",
        "lying",
        "stay",
        "stayed",
        "feared",
        "found",
        "presumed",
        "reported",
        "believed",
        "confirmed",
        "declared",
        "thought",
        "left",
        "discovered",
        "assumed",
    }
)
_SOMEBODY = frozenset({"anyone", "anybody", "someone", "somebody", "everyone", "everybody"})
_TIMES = frozenset(LEXICON["things"]["times"])


def verb_claims(scene: Scene, e: Expression) -> Iterator[Claim]:
    """The victims of a verb, by its voice."""
    tokens = scene.reading.tokens
    head = _verb_token(scene, e)
    group = verb_group(tokens, scene.tags, scene.base, e.first if scene.norm(e.first + 1) == "-" else head)
    if group.voice == "bare" and any(s.form == "participle" for s in e.senses) and scene.norm(head - 1) in _FOUND:
        group = verb_group(tokens, scene.tags, scene.base, head, links=True)  # "80 feared drowned", "was found murdered"
    objective = e.sense(Frame.OBJECT)
    subjective = e.sense(Frame.SUBJECT)
    forms = {s.form for s in e.senses}
    if _shot_at(scene, e) or (forms == {"third"} and scene.tag(head) == "N"):
        return  # "three camps in Zamfara" are no verb
    if scene.norm(group.first - 1) in _SOMEBODY and scene.tag(group.first - 2) == "A":
        return  # "nor was anyone hurt"
    if objective is not None and group.voice != "passive":
        if scene.norm(e.last) in {"themselves", "himself", "herself"}:
            yield from subject_claims(scene, e, objective.harm, group, "casualty.subject")
            at = scene.starting(e.last + 2) if scene.tag(e.last + 1) == "C" else None
            if at is not None and not has_predicate(scene, at):  # "killed himself and seven worshippers"
                yield from (Claim(n, objective.harm, "casualty.object", 3, e.first, group) for n in rightwards(scene, at))
            return
        if scene.norm(e.last) == "them":
            at = tellers(scene, group)  # "Sixteen men told the inquiry that he had raped them"
            if at is not None:
                yield Claim(at, objective.harm, "casualty.object", 3, e.first, group)
                return
        target = _object(scene, e)
        if target is not None and not (group.voice == "bare" and forms <= {"participle"}):
            yield from _objects(scene, e, _with_result(scene, objective, target), group, target)
            return
        if target is None and subjective is None:
            at = _relative_object(scene, e, group)
            if at is not None:
                yield Claim(at, objective.harm, "casualty.object", 3, e.first, group)
                return
        if group.progressive and target is None and subjective is None:
            return
    if objective is not None and (group.voice == "passive" or (group.voice == "bare" and "participle" in forms)) and not group.progressive:
        passive = group.voice == "passive" or _shares_passive(scene, group)
        yield from subject_claims(scene, e, objective.harm, group, "casualty.subject" if passive else "casualty.participle")
        return
    if objective is not None and group.progressive and scene.norm(head - 1) == "being":
        yield from subject_claims(scene, e, objective.harm, group, "casualty.subject")
        return
    if scene.norms[head] == "broken" and group.voice == "bare":
        return  # "a couple of broken legs"
    if subjective is not None and not (forms == {"base"} and group.voice == "bare" and not _plural_subject(scene, group)):
        yield from subject_claims(scene, e, subjective.harm, group, "casualty.subject")


def _shot_at(scene: Scene, e: Expression) -> bool:
    """Whether people are only "shot at": no place or time follows "at", and no harm is told."""
    if not scene.norms[e.last - 1].startswith(("shot", "shoot")) or scene.norm(e.last) != "at":
        return False
    return scene.tag(e.last + 1) in ".,;CBPSVXA"


def of_things(scene: Scene, e: Expression) -> bool:
    """Whether a harm is told of what are no people: "fish and birds died", "the bridges were hit"."""
    if e.sense(Frame.SUBJECT, Frame.OBJECT) is None or scene.tag(e.first) != "V":
        return False
    found = subject(scene.reading.tokens, scene.tags, scene.base, verb_group(scene.reading.tokens, scene.tags, scene.base, e.first).first)
    if found is None or scene.tag(found.last - 1) != "N" or scene.reading.tokens.words[found.last - 1][0].isupper():
        return False
    head = scene.norms[found.last - 1]
    return is_plural(head) and not is_person(head) and scene.holding(found.last - 1) is None and scene.expression_before(found.last) is None


def _shares_passive(scene: Scene, group: VerbGroup) -> bool:
    """Whether "and" joins a bare participle to a passive: "was chased and shot"."""
    if scene.tag(group.first - 1) != "C":
        return False
    k = group.first - 2
    while k > scene.base and k > group.first - 10 and scene.tag(k) not in "VA;":
        k -= 1
    return scene.tag(k) == "V" and verb_group(scene.reading.tokens, scene.tags, scene.base, k).voice == "passive"


def _verb_token(scene: Scene, e: Expression) -> int:
    """The verb in a phrase that may open with an adverb: "sexually assaulted"."""
    if scene.tag(e.first) == "B" and e.last > e.first + 1:
        return e.first + 1
    return e.first + 2 if e.last > e.first + 2 and scene.norms[e.first + 1] == "-" else e.first


def _plural_subject(scene: Scene, group: VerbGroup) -> bool:
    return scene.tag(group.first - 1) in 'NQUBR,"' or scene.norm(group.first - 1) in {"—", "–", ")"}


_LONGEST_OBJECT = 24
"""Tokens of an object in which a word of time tells that it is none."""


def _object(scene: Scene, e: Expression) -> int | None:
    """The token where the object of an active verb begins, "and wounded" and qualifiers passed over; None where none follows."""
    i = e.last
    while scene.tag(i) == '"':
        i += 1
    if scene.tag(i) == "C":
        other = scene.expression_at(i + 1)
        if other is not None and other.sense(Frame.OBJECT) is not None and scene.tag(i + 1) in "VGIN":
            i = other.last
    if scene.norm(i) == ",":
        close = next((j for j in range(i + 1, min(scene.limit, i + 6)) if scene.norms[j] == ","), None)
        if close is None or scene.tag(i + 1) not in "UPB":
            return None
        i = close + 1
    at = scene.starting(i)
    if at is not None:
        return i if _may_be_object(scene, at) else None
    found = phrase_after(scene.tags, scene.base, i, scene.limit)
    if found is None:
        return None
    if scene.starting(found) is not None:
        return found if _may_be_object(scene, scene.starting(found) or 0) else None
    j = found
    while j < min(scene.limit, found + _LONGEST_OBJECT) and scene.tag(j) in "DNQp-":
        if scene.norms[j] in _TIMES:
            return None
        j += 1
    return found if scene.tag(found) in "DUQ" or (scene.tag(found) == "N" and e.last == found) else None


def _relative_object(scene: Scene, e: Expression, group: VerbGroup) -> int | None:
    """The count that a relative clause is about: "the five men he shot", "six people that he is accused of killing"."""
    if scene.tag(e.last) in "QDNU" or scene.norm(e.first - 1) == "by":
        return None
    at = scene.before(group.first)
    if at is None or scene.counts[at].kind not in {"number", "article"} or group.first - scene.counts[at].end > 12:
        return None
    i = scene.counts[at].end
    relative = scene.norm(i) in {"that", "who", "whom"}
    i += relative
    start = i
    while i < group.first and scene.tag(i) in ("DNUp" if relative else "U") and i < start + 5:
        i += 1
    if i == start:
        return None
    return at if all(scene.tag(k) in "AVBTX" or scene.norms[k] == "of" for k in range(i, group.first)) else None


def _may_be_object(scene: Scene, at: int) -> bool:
    count = scene.counts[at]
    return count.head is None or scene.norms[count.head] not in _TIMES


def _with_result(scene: Scene, sense: Sense, target: int) -> str:
    """As in "shot 12 people dead", "beat two men to death", "took 12 people hostage": what came of it stands behind the object."""
    at = scene.starting(target)
    if at is None:
        return sense.harm
    i = scene.counts[at].end
    if scene.norm(i) == "dead" or (scene.norm(i) == "to" and scene.norm(i + 1) == "death"):
        return "killed"
    return sense.harm


def _objects(scene: Scene, e: Expression, harm: str, group: VerbGroup, target: int) -> Iterator[Claim]:
    at = scene.starting(target)
    if at is None:
        i = target
        while i < min(scene.limit, target + 8) and scene.tag(i) in "DNUp-" and scene.holding(i) is None:
            i += 1
        group_of = scene.norm(i) == "of" and scene.norm(i - 1) in BODIES_OF  # "swept away a group of nine climbers"
        at = scene.starting(i + 1) if scene.tag(i) == "C" or scene.norm(i) == "," or group_of else None
        if at is None:
            at = named_behind(scene, i)  # "shot dead the gunman, 31-year-old Paul Ames"
        if at is None or has_predicate(scene, at):
            return
    for n in rightwards(scene, at):
        yield Claim(n, harm, "casualty.object", 3, e.first, group)
