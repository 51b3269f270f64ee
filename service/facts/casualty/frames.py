"""Decides which counts of a sentence are the victims of which harm word: the clause of each harm word, read by its frame."""

from __future__ import annotations

from collections.abc import Iterator

from service.facts.casualty.apart import identified, lost, split, taken
from service.facts.casualty.claims import Claim, rightwards
from service.facts.casualty.lexicon import LEXICON, Expression, Frame, expression
from service.facts.casualty.listed import listed
from service.facts.casualty.nominals import counted_as_toll, event_claims, in_terms, number_head, state_claims, stated, toll_claims
from service.facts.casualty.nouns import noun_harm, on_ward
from service.facts.casualty.phrases import CASUALTY_NOUNS, VICTIM_NOUNS, is_victim
from service.facts.casualty.referents import of_people
from service.facts.casualty.scene import Scene
from service.facts.casualty.surroundings import surrounded
from service.facts.casualty.verbs import verb_claims
from service.model import Harm

_HARMS = frozenset(harm.value for harm in Harm)
_SEXUAL = frozenset({"sexual", "sexually", "rape", "rapes", "raped"})
_STRONG = frozenset(LEXICON["singles"]["harms"])
_CARE = frozenset({"care", "treatment", "medical", "medically", "wounds", "injuries", "wounded", "burns"})
_COUNTED = VICTIM_NOUNS | CASUALTY_NOUNS


def claims(scene: Scene) -> Iterator[Claim]:
    """Every claim of every harm word of the sentence."""
    for e in scene.expressions:
        for claim in _claims_of(scene, e):
            if claim.harm in _HARMS and surrounded(scene, e, claim.harm):
                yield claim._replace(harm=_told_harm(scene, e, claim.harm), of=_in_people(scene, claim.of))
    yield from split(scene)
    yield from lost(scene)
    yield from taken(scene)


def _in_people(scene: Scene, at: int) -> int:
    """The people that families are said to be: "20,000 families, or 78,000 people, are in shelters"."""
    head = scene.counts[at].head
    if head is None or scene.norms[head] not in {"families", "households"} or at + 1 >= len(scene.counts):
        return at
    following = scene.counts[at + 1]
    between = scene.norms[scene.counts[at].end : following.left]
    people = following.head is not None and scene.norms[following.head] in {"people", "persons", "individuals"}
    return at + 1 if people and between in ([",", "or"], ["or"], ["("], ["—"], ["–"], [",", "some"]) else at


def _told_harm(scene: Scene, e: Expression, harm: str) -> str:
    """What the sentence, and for an assault the one before it, makes of a harm: people on a ward with a disease, women who are assaulted, the wounded evacuated."""
    if harm == "displaced":
        return "injured" if scene.norms[e.first].startswith("evacuat") and not _CARE.isdisjoint(scene.words) else harm
    if harm != "injured":
        return harm
    if on_ward(scene, e):
        return "infected"
    if scene.norms[e.first].startswith("assault"):
        index = scene.sentence.index
        near = scene.reading.sentences[max(0, index - 1) : index + 1]
        if any(not _SEXUAL.isdisjoint(scene.norms[s.first : s.last]) for s in near):
            return "sexual_violence"
    return harm


def _claims_of(scene: Scene, e: Expression) -> Iterator[Claim]:
    inside = scene.holding(e.first)
    if inside is not None and scene.counts[inside].first <= e.first < scene.counts[inside].last and scene.counts[inside].kind != "name":
        yield from _within(scene, e, inside)
        if scene.counts[inside].head != e.first or scene.counts[inside].kind == "article":
            return
    if any(s.harm in {"killed", "victims"} for s in e.senses):
        yield from identified(scene, e)
    if scene.norm(e.last) == ":" and inside is None and (e.sense(Frame.STATE) is None or scene.tag(e.first - 1) not in "AVB"):
        at = scene.starting(e.last + 1)
        harm = noun_harm(scene, e, e.senses[0].harm)
        if at is not None and of_people(scene, at):
            for n in rightwards(scene, at):
                yield Claim(n, harm, "casualty.toll", 2, e.first)
            if e.sense(Frame.OBJECT, Frame.SUBJECT) is None:
                return
    yield from listed(scene, e)
    toll = e.sense(Frame.TOLL)
    if toll is not None:
        yield from toll_claims(scene, e, toll.harm)
        return
    head = number_head(scene, e) if inside is None else None
    if head is not None:
        before = head - 1
        while scene.tag(before) == "D" or scene.norm(before) in {"total", "overall", "confirmed"}:
            before -= 1
        at = scene.holding(before)
        if at is not None and scene.counts[at].end == before + 1 and scene.norm(scene.counts[at].left - 1) in {"to", "at"}:
            yield Claim(at, noun_harm(scene, e, e.senses[0].harm), "casualty.toll", 2, e.first)
            return
        yield from stated(scene, e, noun_harm(scene, e, e.senses[0].harm), "casualty.toll", by_noun=True)
        return
    verb = e.sense(Frame.OBJECT, Frame.SUBJECT)
    state = e.sense(Frame.STATE)
    event = e.sense(Frame.EVENT)
    counted = e.sense(Frame.COUNTED)
    nominal = _is_nominal(scene, e)
    if verb is not None and not (nominal and (event is not None or counted is not None)):
        yield from verb_claims(scene, e)
    if state is not None:
        yield from state_claims(scene, e, state.harm)
    if event is not None and (nominal or verb is None):
        yield from event_claims(scene, e, event.harm)
    if inside is None and counted is not None:
        yield from in_terms(scene, e, noun_harm(scene, e, counted.harm))
    if inside is None and counted is not None and (nominal or verb is None):
        yield from counted_as_toll(scene, e, noun_harm(scene, e, counted.harm))


def _is_nominal(scene: Scene, e: Expression) -> bool:
    """Whether a word that may be verb or noun stands as a noun: behind a determiner or possessive, or before "of"."""
    before = scene.tag(e.first - 1)
    if scene.norm(e.last) == "of":
        return True
    return before in "Dp" or (before in "NP" and scene.tag(e.first) == "N") or (before == "." and scene.tag(e.first) == "N")


def _within(scene: Scene, e: Expression, at: int) -> Iterator[Claim]:
    """A harm word in the count's own words: "281 deaths", "93 injured people", "12 rape victims"."""
    count = scene.counts[at]
    head = count.head
    if count.kind == "article" and head != e.first and not any(s.harm in _STRONG for s in e.senses):
        return
    counted = e.sense(Frame.COUNTED)
    if counted is None and head == e.first and (alone := expression(scene.norms, head, head + 1)) is not None:
        counted = alone.sense(Frame.COUNTED)  # "2,088 deaths by suicide"
    if head is not None and e.first <= head < e.last and counted is not None and count.kind != "article":
        harm = noun_harm(scene, e, counted.harm, at)
        if harm:
            yield Claim(
                at,
                harm,
                "casualty.counted_noun",
                1 if harm in {"displaced", "detained"} or scene.norms[head] in _COUNTED else 4,
                e.first,
            )
        return
    if head is None or e.first < count.noun:
        return
    if scene.norms[head] in VICTIM_NOUNS:
        sense = e.sense(Frame.OBJECT, Frame.EVENT, Frame.COUNTED, Frame.STATE)
        if sense is not None:
            yield Claim(at, sense.harm, "casualty.counted_noun", 4, e.first)
        return
    participle = next((s for s in e.senses if s.frame is Frame.STATE or (s.form == "participle" and s.frame in {Frame.OBJECT, Frame.SUBJECT})), None)
    if participle is not None and scene.norms[e.first] != "failed" and is_victim(scene.reading, head) and scene.norm(e.last) != "-":
        yield Claim(at, participle.harm, "casualty.attributive", 3, e.first)
