"""Decides which counts of a sentence are the victims of which harm word: the clause of each harm word, read by its frame."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from service.facts.casualty.counts import CASUALTY_NOUNS, VICTIM_NOUNS, is_victim
from service.facts.casualty.lexicon import LEXICON, LOSE, Expression, Frame, Sense, expression
from service.facts.casualty.scene import Scene
from service.facts.clause.clause import BE, Phrase, VerbGroup, clause_end, inflect, irregular_forms, phrase_after, subject, verb_group
from service.model import Harm

_TOLL = LEXICON["toll"]
_HEADS = frozenset(_TOLL["heads"])
_INTO = frozenset(_TOLL["into"])
_FOUND = frozenset({"feared", "found", "presumed", "reported", "believed", "confirmed", "declared", "thought", "left", "discovered", "assumed"})
_CLAUSAL = frozenset({"since", "after", "before", "until", "than", "as"})
_BEREFT = frozenset(LEXICON["bereft"]["words"])
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
_REPORTING = frozenset(
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
    }
)
_CONDEMNED = frozenset({"sentence", "sentenced", "sentences", "sentencing", "condemn", "condemned", "condemning"})
_PUT = frozenset({"put", "puts", "putting", "place", "places", "placed", "estimate", "estimates", "estimated", "set", "sets"})
_PROVERBS = frozenset({"were", "was", "are", "is", "have", "has", "had", "did", "do"})
_HARMS = frozenset(harm.value for harm in Harm)
_STRONG = frozenset(LEXICON["singles"]["harms"])
_OF = LEXICON["context"]["of"]
_TIMES = frozenset(LEXICON["things"]["times"])


def _all_forms(lemmas: list[str]) -> frozenset[str]:
    forms: set[str] = set()
    for lemma in lemmas:
        forms |= {lemma, *inflect(lemma), *inflect(lemma, lemma[-1] in "bdgmnpt"), *irregular_forms().get(lemma, ())}
    return frozenset(forms)


CHANGES = _all_forms(_TOLL["changes"])
_LIFE_VERBS = _all_forms(LEXICON["context"]["lives"])
_BODY_VERBS = _all_forms(LEXICON["context"]["bodies"])
_NOT_LIFE = frozenset(LEXICON["context"]["life_verbs_not"])
_CASES = frozenset(LEXICON["context"]["cases"])
_ILL = _CASES - {"confirmed", "suspected", "active", "poisoning", "imported", "hospitalised", "hospitalized", "delta", "fever", "illness"}
_CASES_NOT = frozenset(LEXICON["context"]["cases_not"])
_LIVES = frozenset({"lives", "life"})
_BODIES = frozenset({"bodies", "body", "corpses", "corpse"})
_CASE_NOUNS = frozenset({"cases", "case"})


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


def claims(scene: Scene) -> Iterator[Claim]:
    """Every claim of every harm word of the sentence."""
    for e in scene.expressions:
        for claim in _claims_of(scene, e):
            if claim.harm in _HARMS:
                yield claim._replace(harm="infected") if claim.harm == "injured" and _on_ward(scene, e) else claim
    yield from _lost(scene)


def _on_ward(scene: Scene, e: Expression) -> bool:
    """Whether people in hospital are there with a disease rather than a wound."""
    return not _WARDS.isdisjoint(scene.norms[e.first : e.last]) and not _ILL.isdisjoint(scene.norms[scene.base : scene.limit])


def _lost(scene: Scene) -> Iterator[Claim]:
    """The dead that somebody lost: "lost 13 service members", "has lost more than a million Americans to the virus"."""
    if LOSE.isdisjoint(scene.norms[scene.base : scene.limit]):
        return
    for at, count in enumerate(scene.counts):
        if scene.norm(count.left - 1) not in LOSE or scene.tag(count.left - 1) not in "VIG" or count.head is None or count.kind != "number":
            continue
        head = scene.norms[count.head]
        if scene.tag(count.left - 1) == "C":
            continue
        demonym = scene.reading.tokens.words[count.head][0].isupper()
        if head in _BEREFT or demonym:
            yield Claim(at, "killed", "casualty.object", 2, count.left - 1, verb_group(scene.reading.tokens, scene.tags, scene.base, count.left - 1))


def _claims_of(scene: Scene, e: Expression) -> Iterator[Claim]:
    inside = scene.holding(e.first)
    if inside is not None and scene.counts[inside].first <= e.first < scene.counts[inside].last and scene.counts[inside].kind != "name":
        yield from _within(scene, e, inside)
        if scene.counts[inside].head != e.first or scene.counts[inside].kind == "article":
            return
    if any(s.harm in {"killed", "victims"} for s in e.senses):
        yield from _identified(scene, e)
    if scene.norm(e.last) == ":" and inside is None:
        at = scene.starting(e.last + 1)
        harm = _noun_harm(scene, e, e.senses[0].harm)
        if at is not None and _people(scene, at):
            for n in _rightwards(scene, at):
                yield Claim(n, harm, "casualty.toll", 2, e.first)
            return
    toll = e.sense(Frame.TOLL)
    if toll is not None:
        yield from _toll(scene, e, toll.harm)
        return
    head = _number_head(scene, e) if inside is None else None
    if head is not None:
        before = head - 1 if scene.tag(head - 1) != "D" else head - 2
        at = scene.holding(before)
        if at is not None and scene.counts[at].end == before + 1 and scene.norm(scene.counts[at].left - 1) in {"to", "at"}:
            yield Claim(at, _noun_harm(scene, e, e.senses[0].harm), "casualty.toll", 2, e.first)
            return
        yield from _stated(scene, e, _noun_harm(scene, e, e.senses[0].harm), "casualty.toll", by_noun=True)
        return
    verb = e.sense(Frame.OBJECT, Frame.SUBJECT)
    state = e.sense(Frame.STATE)
    event = e.sense(Frame.EVENT)
    counted = e.sense(Frame.COUNTED)
    nominal = _is_nominal(scene, e)
    if verb is not None and not (nominal and (event is not None or counted is not None)):
        yield from _verb(scene, e)
    if state is not None:
        yield from _state(scene, e, state.harm)
    if event is not None and (nominal or verb is None):
        yield from _event(scene, e, event.harm)
    if inside is None and counted is not None and (nominal or verb is None):
        yield from _tolled(scene, e, _noun_harm(scene, e, counted.harm))


def _number_head(scene: Scene, e: Expression) -> int | None:
    """The token of "number" that opens the phrase of a harm word: "the number of people killed", "the number killed"."""
    for i in range(e.first - 1, max(scene.base, e.first - 8), -1):
        if scene.norms[i] in _HEADS and (scene.norm(i + 1) in {"of", "for"} or i == e.first - 1):
            return i if scene.norms[i] != "toll" else None
        if scene.tag(i) not in "PDNBV-" or scene.holding(i) is not None:
            return None
    return None


def _is_nominal(scene: Scene, e: Expression) -> bool:
    """Whether a word that may be verb or noun stands as a noun: behind a determiner or possessive, or before "of"."""
    before = scene.tag(e.first - 1)
    if scene.norm(e.last) == "of":
        return True
    return before in "Dp" or (before in "NP" and scene.tag(e.first) == "N") or (before == "." and scene.tag(e.first) == "N")


# --- inside a counted phrase ----------------------------------------------------------------------------------------------


def _within(scene: Scene, e: Expression, at: int) -> Iterator[Claim]:
    """A harm word in the count's own words: "281 deaths", "93 injured people", "12 rape victims"."""
    count = scene.counts[at]
    head = count.head
    if count.kind == "article" and head != e.first and not any(s.harm in _STRONG for s in e.senses):
        return
    counted = e.sense(Frame.COUNTED)
    if head is not None and e.first <= head < e.last and counted is not None and count.kind != "article":
        harm = _noun_harm(scene, e, counted.harm, at)
        if harm:
            yield Claim(
                at,
                harm,
                "casualty.counted_noun",
                1 if harm in {"displaced", "detained"} or scene.norms[head] in VICTIM_NOUNS | CASUALTY_NOUNS else 4,
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
    if participle is not None and is_victim(scene.reading, head) and scene.norm(e.last) != "-":
        yield Claim(at, participle.harm, "casualty.attributive", 3, e.first)


def _noun_harm(scene: Scene, e: Expression, harm: str, at: int | None = None) -> str:
    """The harm of a counted noun, which for "lives", "bodies", "cases", "victims" and "casualties" its surroundings decide; empty for none."""
    norm = scene.norms[e.last - 1]
    around = scene.norms[scene.base : scene.limit]
    if norm in _LIVES:
        near = scene.norms[max(scene.base, e.first - 14) : min(scene.limit, e.last + 5)]
        if not _NOT_LIFE.isdisjoint(near) or scene.norms[e.last : e.last + 1] == ["'"]:
            return ""
        return harm if not _LIFE_VERBS.isdisjoint(near) else ""
    if norm in _BODIES:
        if at is not None and scene.norm(e.first - 1) in {
            "public",
            "governing",
            "professional",
            "representative",
            "international",
            "regulatory",
            "official",
        }:
            return ""
        return harm if not _BODY_VERBS.isdisjoint(around) else ""
    if norm in _CASE_NOUNS:
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
    back = scene.sentence.index
    near = scene.reading.sentences[max(0, back - 2) : back + 1]
    return harm if any(not _CASES.isdisjoint(scene.norms[s.first : s.last]) for s in near) else ""


def _casualties_harm(scene: Scene, e: Expression) -> str:
    """As in "Casualties" are those killed or injured: what else the sentence says of harm settles which."""
    harms = [s.harm for x in scene.expressions if x.first != e.first for s in x.senses[:1]]
    if "killed" in harms:
        return "killed"
    return "injured" if "injured" in harms else "killed"


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
        return ""
    for x in scene.expressions:
        if x.first != e.first and x.senses[0].harm not in {"victims", "casualties", "affected"} and scene.norms[x.first] not in _CASE_NOUNS:
            return x.senses[0].harm
    return _earlier_harm(scene) or "affected"


def _earlier_harm(scene: Scene) -> str | None:
    """The harm that the three sentences before tell of."""
    index = scene.sentence.index
    for earlier in reversed(scene.reading.sentences[max(0, index - 3) : index]):
        for i in range(earlier.first, earlier.last):
            e = expression(scene.norms, i, earlier.last)
            if e is not None and e.senses[0].harm in {"killed", "injured", "sexual_violence", "abused"}:
                return e.senses[0].harm
    return None


# --- verbs -------------------------------------------------------------------------------------------------------------------


def _verb(scene: Scene, e: Expression) -> Iterator[Claim]:
    tokens = scene.reading.tokens
    head = _verb_token(scene, e)
    group = verb_group(tokens, scene.tags, scene.base, head)
    if group.voice == "bare" and any(s.form == "participle" for s in e.senses) and scene.norm(head - 1) in _FOUND:
        group = verb_group(tokens, scene.tags, scene.base, head, links=True)  # "80 feared drowned", "was found murdered"
    objective = e.sense(Frame.OBJECT)
    subjective = e.sense(Frame.SUBJECT)
    forms = {s.form for s in e.senses}
    if objective is not None and group.voice != "passive":
        if scene.norm(e.last) in {"themselves", "himself", "herself"}:
            yield from _subjects(scene, e, objective.harm, group, "casualty.subject")
            return
        target = _object(scene, e)
        if target is not None and not (group.voice == "bare" and forms <= {"participle"}):
            yield from _objects(scene, e, _with_result(scene, objective, target), group, target)
            return
        if group.progressive and target is None and subjective is None:
            return
    if objective is not None and (group.voice == "passive" or (group.voice == "bare" and "participle" in forms)) and not group.progressive:
        yield from _subjects(scene, e, objective.harm, group, "casualty.subject" if group.voice == "passive" else "casualty.participle")
        return
    if objective is not None and group.progressive and scene.norm(head - 1) == "being":
        yield from _subjects(scene, e, objective.harm, group, "casualty.subject")
        return
    if subjective is not None and not (forms == {"base"} and group.voice == "bare" and not _plural_subject(scene, group)):
        yield from _subjects(scene, e, subjective.harm, group, "casualty.subject")


def _verb_token(scene: Scene, e: Expression) -> int:
    """The verb in a phrase that may open with an adverb: "sexually assaulted"."""
    if scene.tag(e.first) == "B" and e.last > e.first + 1:
        return e.first + 1
    return e.first + 2 if e.last > e.first + 2 and scene.norms[e.first + 1] == "-" else e.first


def _plural_subject(scene: Scene, group: VerbGroup) -> bool:
    return scene.tag(group.first - 1) in 'NQUBR,"' or scene.norm(group.first - 1) in {"—", "–", ")"}


def _object(scene: Scene, e: Expression) -> int | None:
    """The token where the object of an active verb begins, "and wounded" and qualifiers passed over; None where none follows."""
    i = e.last
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
    while j < scene.limit and scene.tag(j) in "DNQp-":
        if scene.norms[j] in _TIMES:
            return None
        j += 1
    return found if scene.tag(found) in "DU" or (scene.tag(found) == "N" and e.last == found) else None


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
        at = scene.starting(i + 1) if scene.tag(i) == "C" else None
        if at is None or _has_predicate(scene, at):
            return
    for n in _rightwards(scene, at):
        yield Claim(n, harm, "casualty.object", 3, e.first, group)


def _rightwards(scene: Scene, at: int, *, governed: bool = False) -> Iterator[int]:
    """Count ``at`` and those coordinated behind it, up to one that has a predicate of its own; one ``governed`` by "of" shares its clause's."""
    yield at
    while scene.joined(at) and (governed or not _has_predicate(scene, at + 1)):
        at += 1
        yield at


def _has_predicate(scene: Scene, at: int) -> bool:
    """Whether a verb or harm word of its own follows a count."""
    i = scene.counts[at].end
    while i < scene.limit and scene.tag(i) == "B":
        i += 1
    if scene.tag(i) in "AV":
        return True
    e = scene.expression_at(i)
    return e is not None and e.sense(Frame.STATE) is not None


def _subjects(scene: Scene, e: Expression, harm: str, group: VerbGroup, rule: str) -> Iterator[Claim]:
    group = _among_those(scene, group)
    at = _adjacent(scene, group.first) if group.voice == "bare" and rule == "casualty.participle" else None
    found = subject(scene.reading.tokens, scene.tags, scene.base, group.first) if at is None else Phrase(group.first - 1, group.first)
    at = _counted(scene, found) if at is None else at
    yield from _as_were(scene, e, harm, group)
    if found is None or at is None:
        if group.voice == "passive" or rule == "casualty.subject":
            yield from _inverted(scene, e, harm, group)
        return
    if at is not None and scene.counts[at].end > group.first and scene.counts[at].last > group.first:
        return
    for n in _leftwards(scene, at):
        yield Claim(n, harm, rule, 3, e.first, group)


def _among_those(scene: Scene, group: VerbGroup) -> VerbGroup:
    """For "3,000 Afghans were among those evicted", the verb group whose subject is meant."""
    i = group.first - 1
    if group.voice == "bare" and scene.norm(i) in {"those", "people"} and scene.norm(i - 1) == "among" and scene.tag(i - 2) == "A":
        return verb_group(scene.reading.tokens, scene.tags, scene.base, i - 2)
    return group


def _adjacent(scene: Scene, i: int) -> int | None:
    """The count that ends just before token ``i``, adverbs passed over."""
    while i - 1 > scene.base and scene.tag(i - 1) in 'B"':
        i -= 1
    at = scene.holding(i - 1)
    return at if at is not None and scene.counts[at].end == i and scene.counts[at].kind != "name" else None


def _counted(scene: Scene, found: Phrase | None) -> int | None:
    """The count that a noun phrase is, or that is coordinated before it: "12 passengers and the driver"."""
    if found is None:
        return None
    at = scene.holding(found.last - 1)
    if at is None:
        at = scene.holding(found.first)
    i = found.first - 1
    if at is None and (scene.tag(i) == "C" or scene.norm(i) == ","):
        at = _adjacent(scene, i - 1 if scene.norm(i - 1) == "," and scene.tag(i) == "C" else i)
    return at


def _inverted(scene: Scene, e: Expression, harm: str, group: VerbGroup) -> Iterator[Claim]:
    """As in "as were seventeen from the Armed Forces", "Killed were two doctors"."""
    if scene.norm(e.last) in BE:
        at = scene.starting(e.last + 1)
        if at is not None:
            for n in _rightwards(scene, at):
                yield Claim(n, harm, "casualty.subject", 3, e.first, group)


def _as_were(scene: Scene, e: Expression, harm: str, group: VerbGroup) -> Iterator[Claim]:
    """As in "90 civilians were wounded, as were seventeen from the Armed Forces"."""
    i = e.last
    while i < min(scene.limit, e.last + 16) and not (scene.norms[i] in {"as", "so"} and scene.norm(i + 1) in _PROVERBS):
        if scene.tag(i) in ";.SV" and scene.norms[i] != "as":
            return
        i += 1
    at = scene.starting(i + 2) if scene.norm(i) in {"as", "so"} else None
    if at is not None:
        for n in _rightwards(scene, at):
            yield Claim(n, harm, "casualty.subject", 3, e.first, group)


def _identified(scene: Scene, e: Expression) -> Iterator[Claim]:
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


def _leftwards(scene: Scene, at: int) -> Iterator[int]:
    """Count ``at`` and those coordinated before it; not across a count of things."""
    yield at
    if at == 0 or not _by_and(scene, at - 1):
        return
    while (
        at > 0 and scene.joined(at - 1) and not _after_harm(scene, at - 1) and not _governed(scene, at - 1) and not _object_of_another(scene, at - 1)
    ):
        at -= 1
        yield at


def _by_and(scene: Scene, at: int) -> bool:
    """Whether "and" joins a count to the next, and no comma before it parts two clauses ("Twenty, and two had died")."""
    gap = range(scene.counts[at].end, scene.counts[at + 1].left)
    joins = [k for k in gap if scene.tag(k) == "C" or scene.norms[k] in {"plus", "well", "along", "together"}]
    return bool(joins) and not (scene.norm(joins[0] - 1) == "," and scene.tag(joins[0]) == "C" and not (at > 0 and scene.joined(at - 1)))


def _object_of_another(scene: Scene, at: int) -> bool:
    """Whether a comma and "and" part a count, the object of a verb, from a new clause: "swept away 300 people, and another 40 are missing"."""
    i = scene.counts[at].left - 1
    if scene.tag(i) not in "VIGB" or scene.norm(i) in _REPORTING:
        return False
    gap = range(scene.counts[at].end, scene.counts[at + 1].left)
    return any(scene.norms[k] == "," and scene.tag(k + 1) == "C" for k in gap)


def _governed(scene: Scene, at: int) -> bool:
    """Whether a preposition governs count ``at`` and not the one behind it: "At Mid Staffs, 400 patients died"."""
    return scene.tag(scene.counts[at].left - 1) == "P" and scene.norm(scene.counts[at].left - 1) not in _CLAUSAL


def _after_harm(scene: Scene, at: int) -> bool:
    """Whether a count is the object of a harm verb of its own, or of "including"."""
    i = scene.counts[at].left - 1
    return any(e.last == i + 1 and e.sense(Frame.OBJECT) is not None for e in scene.expressions) or scene.norm(i) == "including"


# --- states ------------------------------------------------------------------------------------------------------------------


def _state(scene: Scene, e: Expression, harm: str) -> Iterator[Claim]:
    tokens = scene.reading.tokens
    group = verb_group(tokens, scene.tags, scene.base, e.first, links=True)
    if scene.norms[e.first] == "among" and scene.norm(e.last) in BE:
        for claim in _inverted(scene, e, harm, group):
            yield claim._replace(rule="casualty.state")
        return
    behind = e.first - 1
    while behind > scene.base and scene.tag(behind) in 'B"':
        behind -= 1
    near = scene.holding(behind)
    if near is not None and scene.counts[near].end == behind + 1 and scene.counts[near].kind != "name":
        if scene.norms[e.last - 1] == "death" and scene.norm(scene.counts[near].left - 1) in _CONDEMNED:
            return
        for n in _leftwards(scene, near):
            yield Claim(n, harm, "casualty.state", 3, e.first, None)
        return
    if group.first == e.first and scene.tag(e.first) != "P":
        return
    if scene.norm(e.first - 1) == "off" and scene.norms[e.first] == "sick":
        return
    if scene.tag(e.first) == "G" and group.first != e.first and scene.tag(e.last) in "DQN":
        return  # "is missing the point"
    at = _counted(scene, subject(tokens, scene.tags, scene.base, group.first))
    if at is not None and scene.counts[at].last <= group.first:
        for n in _leftwards(scene, at):
            yield Claim(n, harm, "casualty.state", 3 if group.first != e.first else 2, e.first, group)


# --- nouns of events and tolls ---------------------------------------------------------------------------------------------


def _event(scene: Scene, e: Expression, harm: str) -> Iterator[Claim]:
    """As in "the killing of 12 civilians", "the murder in Paris of two men", "Jo Cox's murder"."""
    if scene.norms[e.last - 1] in _LIVES:
        harm = _noun_harm(scene, e, harm)
        if not harm:
            return
    if scene.norms[e.last - 1] == "loss":
        i = e.last
        at = scene.starting(i + 1) if scene.norm(i) == "of" else None
        if at is None or (scene.counts[at].head is not None and scene.norms[scene.counts[at].head or 0] in _LIVES):
            return
    i = e.last
    stop = min(scene.limit, i + 8)
    while i < stop and scene.norm(i) != "of" and scene.tag(i) in "PDN":
        i += 1
    if scene.norm(i) == "of" and (i == e.last or scene.tag(e.last) == "P"):
        k = i + 1
        while k < scene.limit and scene.starting(k) is None and scene.tag(k) in "DN" and k < i + 4 and scene.tag(k) == "D":
            k += 1
        at = scene.starting(k)
        if at is None:
            while k < min(scene.limit, i + 8) and scene.tag(k) in "DNUp-" and scene.holding(k) is None:
                k += 1
            at = scene.starting(k + 1) if scene.tag(k) == "C" else None
        if at is not None and scene.norms[e.last - 1] == "body" and scene.counts[at].kind == "number":
            return  # "a body of 120 people"
        if at is not None:
            for n in _rightwards(scene, at, governed=True):
                yield Claim(n, harm, "casualty.nominal", 3, e.first)
            return
    j = e.first - 1
    while j > scene.base and scene.tag(j) in "NB" and scene.norms[j] != "'s" and j > e.first - 4:
        j -= 1
    if scene.tag(j) == "p":
        at = scene.holding(j - 1)
        if at is not None and scene.counts[at].kind == "name":
            yield Claim(at, harm, "casualty.nominal", 3, e.first)


def _toll(scene: Scene, e: Expression, harm: str) -> Iterator[Claim]:
    """Numbers that a toll is of, rises to, or stands at."""
    ahead = scene.holding(e.first - 1)
    if ahead is not None and scene.counts[ahead].kind == "number":
        return  # "a 12-strong toll"
    yield from _stated(scene, e, harm, "casualty.toll", by_noun=True)


def _tolled(scene: Scene, e: Expression, harm: str) -> Iterator[Claim]:
    """As in "the number of dead rose to 12", "Deaths reached 4,000", "the dead include two doctors"."""
    if harm:
        put = any(n in _PUT for n in scene.norms[max(scene.base, e.first - 6) : e.first])
        headed = put or any(n in _HEADS for n in scene.norms[max(scene.base, e.first - 7) : e.first])
        yield from _stated(scene, e, harm, "casualty.toll", by_noun=headed)


def _stated(scene: Scene, e: Expression, harm: str, rule: str, *, by_noun: bool) -> Iterator[Claim]:
    stop = clause_end(scene.tags, scene.base, e.last, scene.limit)
    at = scene.after(e.last)
    taken = False
    verb_seen = False
    i = e.last
    while at is not None and at < len(scene.counts) and scene.counts[at].left < stop:
        count = scene.counts[at]
        words = scene.norms[i : count.left]
        verb_seen = verb_seen or any(w in CHANGES for w in words)
        word = scene.norm(count.left - 1)
        joined = taken and scene.joined(at - 1)
        stated = word in _INTO or word in CHANGES or scene.norm(count.first - 1) in _INTO
        other = any(scene.tag(k) == "V" and scene.norms[k] not in CHANGES for k in range(max(i, count.left - 4), count.left))
        if (
            (count.kind in {"number", "none"} or (count.kind == "article" and verb_seen))
            and not other
            and (joined or (stated and (verb_seen or by_noun)))
            and _people(scene, at)
        ):
            if not (count.head is None and count.numeral is not None and scene.norm(count.last) in _TIMES):
                yield Claim(at, harm, rule, 2, e.first)
                taken = True
        elif taken:
            return
        i = count.end
        at += 1


def _people(scene: Scene, at: int) -> bool:
    head = scene.counts[at].head
    return head is None or is_victim(scene.reading, head)


__all__ = ["CHANGES", "Claim", "claims"]
