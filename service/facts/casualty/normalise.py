"""Makes a claim the value of a casualty fact: how many, what harm, who, by whom, by what and where."""

from __future__ import annotations

from decimal import Decimal

from service.facts.casualty.agents import agents
from service.facts.casualty.causes import span_of
from service.facts.casualty.claims import Claim
from service.facts.casualty.lexicon import LEXICON, Frame, expression
from service.facts.casualty.phrases import VICTIM_NOUNS, Count
from service.facts.casualty.places import place
from service.facts.casualty.scene import Scene
from service.facts.casualty.shares import of_the_harmed
from service.facts.clause.words import BE, is_person
from service.facts.numeral import bounded
from service.model import Bounded, Casualty, Group, Harm, Qualifier, Span
from service.reading import Reading
from service.transcript.sentences import Sentence

_GROUPS = tuple((Group(group), frozenset(words)) for group, words in LEXICON["groups"].items())
_STARTS = frozenset(word.split()[0] for _, words in _GROUPS for word in words)
_HARMS = {harm.value: harm for harm in Harm}
ONE = Bounded(Decimal(1), Decimal(1), Decimal(1), Qualifier.EXACT)
ZERO = Bounded(Decimal(0), Decimal(0), Decimal(0), Qualifier.EXACT)


def casualty(scene: Scene, claim: Claim, part_of: Span | None = None) -> Casualty:
    """The value of ``claim``; ``part_of`` is the mention of the larger count, when the sentence names it."""
    count = scene.counts[claim.of]
    who = victims(scene.reading, count)
    perpetrator, cause = agents(scene, claim)
    return Casualty(
        value(scene.reading, scene.sentence, count),
        _HARMS[claim.harm],
        span_of(scene, *who) if who else None,
        groups(scene.reading, count) or _said_groups(scene, claim),
        part_of,
        perpetrator,
        cause,
        place(scene, claim),
    )


def _said_groups(scene: Scene, claim: Claim) -> tuple[Group, ...]:
    """What a part is said to be: "22 of them children", "Of these, 19 were children"."""
    count = scene.counts[claim.of]
    harmed = of_the_harmed(scene.reading, count.last)
    if not (harmed or claim.rule in {"casualty.part", "casualty.anaphora"}) or count.head is not None:
        return ()
    i = count.last
    if scene.norm(i) == "of":
        reach = i + 2 + (scene.norm(i + 1) in {"the", "those"} and scene.tag(i + 2) == "Q")  # "Two of the four were children"
        people = scene.norm(i + 1) in {"the", "these"} and scene.tag(i + 2) == "N"  # "Ten of the passengers were children"
        while (harmed or people) and reach < i + 6 and scene.tag(reach) in "PDUNV":
            reach += 1
        i = reach
    i += scene.norm(i) == "more"
    if scene.norm(i) in BE:
        i += 1
    stop = i
    while stop < min(scene.limit, i + 5) and scene.tag(stop) in "N-":
        stop += 1
    return groups(scene.reading, count._replace(noun=i, end=stop)) if stop > i else ()


def value(reading: Reading, sentence: Sentence, count: Count) -> Bounded:
    """How many ``count`` says: names and articles are one, "no one" is none."""
    if count.kind == "none":
        return ZERO
    if count.numeral is None:
        return ONE
    found = bounded(reading.tokens, sentence, count.numeral, count.numeral.first, count.numeral.last)
    if found.qualifier is Qualifier.EXACT and count.last < sentence.last:
        behind = reading.tokens.norms[count.last : count.last + 2]
        if behind == ["at", "least"]:
            return Bounded(found.value, found.min, None, Qualifier.AT_LEAST)  # "ten thousand civilians at least"
        if behind == ["at", "most"]:
            return Bounded(found.value, None, found.max, Qualifier.AT_MOST)
    return found


def groups(reading: Reading, count: Count) -> tuple[Group, ...]:
    """What the people are, by the mention's own words and their "of" or "from" phrase."""
    norms = reading.tokens.norms
    if count.kind == "name":
        return ()
    last = count.last if count.head is not None and norms[count.head] in VICTIM_NOUNS else count.end
    words = [norm for norm in norms[count.noun : last] if norm != "-"]  # "33 asylum-seekers"
    found: list[Group] = []
    joined: set[str] = set()
    if not _STARTS.isdisjoint(words):
        joined = {" ".join(words[i : i + n]) for n in (1, 2, 3) for i in range(len(words) - n + 1)}
        found = [group for group, known in _GROUPS if not known.isdisjoint(joined)]
    if Group.CHILD not in found and _is_minor(reading, count):
        found.append(Group.CHILD)
    if Group.MEDIC in found and "first responders" in joined:
        found = [g for g in found if g is not Group.AID_WORKER]
    return tuple(found)


def _is_minor(reading: Reading, count: Count) -> bool:
    """Whether an age among the words is below 18 years: "a 12-year-old"."""
    norms = reading.tokens.norms
    numeral = next(iter(reading.numerals.within(count.first, count.last)), None)
    if numeral is None or norms[numeral.last : numeral.last + 1] != ["-"] or norms[numeral.last + 3 : numeral.last + 4] != ["old"]:
        return False
    return norms[numeral.last + 1] != "year" or (numeral.value is not None and numeral.value < 18)


def victims(reading: Reading, count: Count) -> tuple[int, int] | None:
    """The tokens that say who they are, or None where no noun or name does."""
    if count.kind == "name":
        return count.first, count.last
    if count.head is None:
        return None
    norms = reading.tokens.norms
    found = expression(norms, count.head, count.head + 1)
    if found is not None and found.sense(Frame.COUNTED) is not None and not is_person(norms[count.head]) and norms[count.head] not in VICTIM_NOUNS:
        return None
    first = count.noun
    while first < count.head and (said := expression(norms, first, count.head)) is not None:
        first = said.last  # "93 injured people" are people
    return first, count.end if norms[count.last : count.last + 1] == ["of"] else count.last
