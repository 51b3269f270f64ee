"""Who did it and what did it: an active verb's subject, a "by" phrase, or a cause that the clause or sentence names."""

from __future__ import annotations

from service.facts.casualty.causes import BACK, CAUSE_HEADS, CAUSES, LED, NO_PLACE, WOUNDS, is_cause, phrase_at, sentence_cause, span_of
from service.facts.casualty.claims import REPORTING, Claim
from service.facts.casualty.lexicon import LEXICON, LOSE
from service.facts.casualty.scene import Scene
from service.facts.clause.clause import clause_end, verb_group
from service.facts.clause.noun_phrase import is_plural
from service.facts.clause.phrases import QUALIFIERS, phrase_before
from service.facts.clause.subjects import subject
from service.facts.clause.words import is_person
from service.model import Span

_CAUSAL = frozenset({"in", "from", "of", "after", "during", "following", "by", "to", "with", "through", "under", "since", "when", "amid"})
_BODIES = frozenset(LEXICON["agents"]["bodies"])
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their"})
_AGENTIVE = frozenset({"casualty.part", "casualty.subject", "casualty.participle", "casualty.nominal", "casualty.counted_noun"})


def agents(scene: Scene, claim: Claim) -> tuple[Span | None, Span | None]:
    """The perpetrator and the cause: an active verb's subject, a "by" phrase, or a cause that the clause or sentence names."""
    perpetrator: Span | None = None
    cause: Span | None = None
    found = _actor(scene, claim) if scene.norms[claim.at] not in LOSE and not scene.norms[claim.at].startswith(_CARING) else None
    unnamed = found is not None and scene.norms[found[0]] in {
        "one",
        "another",
    }  # "one of magnitude 6 killed twelve": another quake than the sentence's
    if found is not None:
        if is_cause(scene, *found):
            cause = span_of(scene, found[0], _with_place(scene, found[1], claim))
        elif _can_act(scene, found[1] - 1):
            perpetrator = span_of(scene, *found)
        elif scene.tag(found[1] - 1) == "N" and claim.harm != "infected" and scene.norms[found[1] - 1] not in _NOT_ACTORS:
            cause = span_of(scene, *found)
    said = scene.expression_at(claim.at)
    last = scene.counts[claim.of].last
    stop = clause_end(scene.tags, scene.base, claim.at + 1, scene.limit)
    convicted = not _LEGAL.isdisjoint(scene.norms[max(scene.base, claim.at - 8) : claim.at])
    for i in range(claim.at, stop):
        norm = scene.norms[i]
        if (scene.tags[i - scene.base] != "P" and norm not in {"to", "when"}) or (norm == "to" and scene.norm(i - 1) in LED):
            continue
        if norm in {"by", "from"} and (convicted or _of_another(scene, claim, i) or scene.norms[i - 1] == "followed"):
            continue
        phrase = phrase_at(scene, i + 1) if scene.norms[i - 1] != "-" else None  # "house-to-house raids"
        if phrase is None or (scene.holding(phrase[0]) == claim.of and phrase[0] < last):
            continue
        if said is not None and said.first < phrase[0] < said.last:
            continue  # "subjected to sexual violence"
        if scene.norm(phrase[1]) in CAUSE_HEADS and scene.norms[phrase[1] - 1] in CAUSES:
            phrase = (phrase[0], phrase[1] + 1)  # "after a suicide bombing"
        if scene.norms[phrase[1] - 1] in WOUNDS and claim.harm == "injured":
            continue
        if scene.norms[i] in _CAUSAL and is_cause(scene, *phrase):
            cause = cause or span_of(scene, *phrase)
        elif (
            scene.norms[i] == "by"
            and claim.rule in _AGENTIVE
            and scene.norms[phrase[1] - 1] not in NO_PLACE
            and scene.norms[phrase[1] - 1] not in _SIDES
        ):
            if _can_act(scene, phrase[1] - 1):
                perpetrator = perpetrator or span_of(scene, phrase[0], _with_body(scene, phrase[1]))
            else:
                cause = cause or span_of(scene, *phrase)
    return perpetrator, cause or (None if unnamed else sentence_cause(scene, claim))


_CARING = ("treat", "admit", "airlift", "diagnos", "hospitali", "transfer", "evacuat", "rescu")
"""What those do who help: they are no perpetrators."""
_LEGAL = frozenset({"convicted", "guilty", "charged", "accused", "acquitted", "cleared", "sentenced", "jailed", "tried"})
_SIDES = frozenset(
    {
        "roadside",
        "wayside",
        "river",
        "road",
        "lake",
        "sea",
        "side",
        "time",
        "day",
        "end",
        "night",
        "name",
        "age",
        "hand",
        "means",
        "then",
        "now",
        "way",
        "chance",
        "mistake",
        "accident",
    }
)
_NOT_ACTORS = frozenset({"guilty", "responsible", "liable", "able", "likely", "one", "people", "total", "number"})


def _of_another(scene: Scene, claim: Claim, i: int) -> bool:
    """Whether the phrase at token ``i`` belongs to a count that stands nearer: "217 were abused, 163 of them by members of staff"."""
    near = scene.before(i)
    if near is None or near <= claim.of or scene.counts[near].left <= claim.at:
        return False
    return not all(scene.joined(n) for n in range(claim.of, min(near, claim.of + 6)))


def _actor(scene: Scene, claim: Claim) -> tuple[int, int] | None:
    """The subject of the active verb whose object the victims are; of ", killing 12" the subject of the verb before."""
    if claim.rule != "casualty.object" or claim.group is None:
        return None
    tokens = scene.reading.tokens
    at = claim.group.first
    if scene.norm(at - 1) in REPORTING:
        return None  # a strike that rebels say killed twelve
    found = subject(tokens, scene.tags, scene.base, at)
    if found is None and scene.norms[claim.at].endswith("ing"):
        verb = next((i for i in range(at - 1, max(scene.base, at - BACK), -1) if scene.tag(i) == "V"), None)
        if verb is not None:
            found = subject(tokens, scene.tags, scene.base, verb_group(tokens, scene.tags, scene.base, verb).first)
    if found is None or scene.holding(found.last - 1) == claim.of:
        return None
    if scene.norm(found.last) in CAUSES and scene.tag(found.last) == "G":
        found = found._replace(last=found.last + 1)  # "Israeli shelling of a school killed"
    first = found.first
    if scene.norm(first - 1) == "of":  # "the Government of Sri Lanka"
        whole = phrase_before(tokens, scene.tags, scene.base, first - 1)
        first = whole.first if whole is not None else first
    if scene.norm(first - 1) == "and":  # "the Guard and their allies"
        whole = phrase_before(tokens, scene.tags, scene.base, first - 1)
        first = whole.first if whole is not None and whole.preposition is None and _can_act(scene, whole.last - 1) else first
    while first < found.last and scene.norms[first] in QUALIFIERS and scene.norms[first] not in _ARTICLES:
        first += 1
    return (first, found.last) if first < found.last else None


def _can_act(scene: Scene, head: int) -> bool:
    """Whether the noun at token ``head`` means people, a body of people, or somebody by name."""
    norm = scene.norms[head]
    named = scene.reading.tokens.words[head][0].isupper() and not (head == scene.base and is_plural(norm))  # "Assaults on staff"
    return scene.tag(head) == "N" and (is_person(norm) or norm in _BODIES or named)


def _with_body(scene: Scene, last: int) -> int:
    """The end of "soldiers of the 6th Brigade", "members of the Lions", whose noun ends before token ``last``."""
    if scene.norm(last) not in {"of", "from"}:
        return last
    if scene.norms[last - 1] in {"members", "member"} and scene.norm(last + 1) in {"staff", "security", "his", "her", "their", "its"}:
        phrase = phrase_at(scene, last + 1)
        return phrase[1] if phrase is not None else last
    i = last + 1
    while scene.tag(i) in "DQ" and i < last + 4:
        i += 1
    phrase = phrase_at(scene, i)
    return phrase[1] if phrase is not None and scene.reading.tokens.words[phrase[1] - 1][0].isupper() else last


def _with_place(scene: Scene, last: int, claim: Claim) -> int:
    """The end of a cause with the place that belongs to it: "The recent floods in Pakistan"."""
    for _ in range(3):  # "the sinking of the Princess of the Stars"
        if scene.norm(last) not in {"in", "of"} or claim.group is None:
            break
        phrase = phrase_at(scene, last + 1)
        if phrase is None or phrase[1] > claim.group.first or not scene.reading.tokens.words[phrase[1] - 1][0].isupper():
            break
        last = phrase[1]
    return last
