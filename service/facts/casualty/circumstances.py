"""Who did it, what did it, and where: the perpetrator, cause and place of a claim, by its clause and, failing that, its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from service.facts.casualty.claims import Claim
from service.facts.casualty.lexicon import LEXICON, LOSE
from service.facts.casualty.scene import Scene
from service.facts.clause.clause import clause_end, verb_group
from service.facts.clause.noun_phrase import is_plural
from service.facts.clause.phrases import QUALIFIERS, phrase_before
from service.facts.clause.subjects import subject
from service.facts.clause.words import is_person
from service.model import Span

_CAUSES = frozenset(LEXICON["agents"]["causes"])
_LED = frozenset({"led", "lead", "leads", "leading", "rise", "response", "according", "prompted", "sparked", "triggered"})
_NO_CAUSE = frozenset({"on", "open", "opens", "opened", "opening", "hunger"})
"""Words before a cause that make it none: "set on fire", "opened fire", "a hunger strike"."""
_NAMED_STORMS = frozenset({"hurricane", "typhoon", "cyclone", "storm"})
_WOUNDS = frozenset({"injuries", "wounds", "burns"})
TURNS = frozenset({";", "but", "although", "though", "whereas", "while", "whilst"})
"""Words beyond which a sentence speaks of something else."""
_CAUSAL = frozenset({"in", "from", "of", "after", "during", "following", "by", "to", "with", "through", "under", "since", "when", "amid"})
NO_PLACE = frozenset({*LEXICON["things"]["months"], *LEXICON["things"]["times"], "covid"})
_BODIES = frozenset(LEXICON["agents"]["bodies"])
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their"})
_AGENTIVE = frozenset({"casualty.part", "casualty.subject", "casualty.participle", "casualty.nominal", "casualty.counted_noun"})
BACK = 40
"""Tokens before a harm word in which its sentence may name a cause or place."""
_CAUSE_HEADS = _CAUSES - _WOUNDS


def span_of(scene: Scene, first: int, last: int) -> Span:
    """The offsets of the tokens ``[first, last)``."""
    return Span(scene.reading.tokens.starts[first], scene.reading.tokens.ends[last - 1])


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
        if scene.norms[i] in {"by", "from"} and (convicted or _of_another(scene, claim, i) or scene.norms[i - 1] == "followed"):
            continue
        if (scene.tag(i) != "P" and scene.norms[i] not in {"to", "when"}) or (scene.norms[i] == "to" and scene.norm(i - 1) in _LED):
            continue
        phrase = phrase_at(scene, i + 1) if scene.norms[i - 1] != "-" else None  # "house-to-house raids"
        if phrase is None or (scene.holding(phrase[0]) == claim.of and phrase[0] < last):
            continue
        if said is not None and said.first < phrase[0] < said.last:
            continue  # "subjected to sexual violence"
        if scene.norm(phrase[1]) in _CAUSE_HEADS and scene.norms[phrase[1] - 1] in _CAUSES:
            phrase = (phrase[0], phrase[1] + 1)  # "after a suicide bombing"
        if scene.norms[phrase[1] - 1] in _WOUNDS and claim.harm == "injured":
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
    return perpetrator, cause or (None if unnamed else _sentence_cause(scene, claim))


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
    found = subject(tokens, scene.tags, scene.base, at)
    if found is None and scene.norms[claim.at].endswith("ing"):
        verb = next((i for i in range(at - 1, max(scene.base, at - BACK), -1) if scene.tag(i) == "V"), None)
        if verb is not None:
            found = subject(tokens, scene.tags, scene.base, verb_group(tokens, scene.tags, scene.base, verb).first)
    if found is None or scene.holding(found.last - 1) == claim.of:
        return None
    if scene.norm(found.last) in _CAUSES and scene.tag(found.last) == "G":
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


def _sentence_cause(scene: Scene, claim: Claim) -> Span | None:
    """The cause that the sentence names nearest before the harm word, or the first behind it."""
    before = range(claim.at - 1, _behind_what_came(scene, claim), -1)
    behind = range(claim.at + 1, _main_clause(scene, claim) or _clause_stop(scene, claim.at + 1))
    for i in chain(_till_turn(scene, before), _till_turn(scene, behind)):
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
        if norms[i] in _CAUSE_HEADS:
            yield i


def _names_cause(scene: Scene, i: int) -> bool:
    """Whether token ``i`` is the head of a cause, and not part of a compound such as "fire crews" or "hunger strikers"."""
    if scene.norms[i] not in _CAUSE_HEADS or scene.tag(i) != "N":
        return False
    if "of" in scene.norms[max(scene.base, i - 3) : i] and "end" in scene.norms[max(scene.base, i - 4) : i]:
        return False  # "the end of the war"
    if scene.norm(i - 1 - (scene.norm(i - 1) == "to")) in _LED:
        return False  # "led to protests"
    compound = (
        (scene.tag(i + 1) == "N" or scene.norm(i + 1) in _CAUSE_HEADS)
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
    first = i
    while i < scene.limit and scene.tag(i) == "D":
        i += 1
    start = i
    while i < scene.limit and i < start + 8 and (scene.tag(i) in "N-" or (scene.tag(i) == "p" and scene.tag(i + 1) == "N")):
        i += 1
    if i > start and scene.norms[i - 1] == "-":
        return (first, i + 1) if scene.tag(i) == "Q" and i > start + 1 else None
    return (first, i) if i > start else None


def is_cause(scene: Scene, first: int, last: int) -> bool:
    """Whether the phrase over tokens ``[first, last)`` names a disaster, a weapon or a disease."""
    named = next((i for i in range(first, last - 1) if scene.norms[i] in _NAMED_STORMS), None)
    if named is not None and scene.reading.tokens.words[named + 1][0].isupper():
        return True
    return scene.norms[last - 1] in _CAUSES or any(
        scene.norms[i] in _CAUSES and scene.norm(i + 1) in {"of", "in", "on", "at", "-"} for i in range(first, last)
    )
