"""Makes a claim the value of a casualty fact: how many, what harm, who, by whom, by what and where."""

from __future__ import annotations

from decimal import Decimal

from service.facts.casualty.claims import Claim
from service.facts.casualty.lexicon import LEXICON, Frame, expression
from service.facts.casualty.phrases import VICTIM_NOUNS, Count
from service.facts.casualty.scene import Scene
from service.facts.clause.clause import QUALIFIERS, clause_end, phrase_before, subject
from service.facts.clause.words import BE, is_person
from service.facts.numeral import bounded
from service.model import Bounded, Casualty, Group, Harm, Qualifier, Span
from service.reading import Reading
from service.transcript.sentences import Sentence

_CAUSES = frozenset(LEXICON["agents"]["causes"])
_WOUNDS = frozenset({"injuries", "wounds", "burns"})
_BY = frozenset({"by"})
_CAUSAL = frozenset({"in", "from", "of", "after", "during", "following", "by", "to", "with", "through", "under", "since", "when", "amid"})
_PLACING = frozenset({"in", "at", "near", "across", "outside", "inside", "around", "off", "throughout", "on", "from"})
_NO_PLACE = frozenset({*LEXICON["things"]["months"], *LEXICON["things"]["times"], "covid"})
_COMPASS = frozenset(LEXICON["agents"]["compass"])
_PLACES = frozenset(LEXICON["agents"]["places"])


_GROUPS = tuple((Group(group), frozenset(words)) for group, words in LEXICON["groups"].items())
ONE = Bounded(Decimal(1), Decimal(1), Decimal(1), Qualifier.EXACT)
ZERO = Bounded(Decimal(0), Decimal(0), Decimal(0), Qualifier.EXACT)


def casualty(scene: Scene, claim: Claim, part_of: Span | None = None) -> Casualty:
    """The value of ``claim``; ``part_of`` is the mention of the larger count, when the sentence names it."""
    count = scene.counts[claim.of]
    who = victims(scene.reading, count)
    perpetrator, cause = _agents(scene, claim)
    return Casualty(
        value(scene.reading, scene.sentence, count),
        Harm(claim.harm),
        _span(scene, *who) if who else None,
        groups(scene.reading, count) or _said_groups(scene, claim),
        part_of,
        perpetrator,
        cause,
        _place(scene, claim),
    )


def _said_groups(scene: Scene, claim: Claim) -> tuple[Group, ...]:
    """What a part is said to be: "22 of them children", "Of these, 19 were children"."""
    count = scene.counts[claim.of]
    if claim.rule not in {"casualty.part", "casualty.anaphora"} or count.head is not None:
        return ()
    i = count.last
    if scene.norm(i) == "of":
        i += 2
    if scene.norm(i) in BE:
        i += 1
    stop = i
    while stop < min(scene.limit, i + 5) and scene.tag(stop) in "N-":
        stop += 1
    return groups(scene.reading, count._replace(noun=i, end=stop)) if stop > i else ()


def _span(scene: Scene, first: int, last: int) -> Span:
    return Span(scene.reading.tokens.starts[first], scene.reading.tokens.ends[last - 1])


def _agents(scene: Scene, claim: Claim) -> tuple[Span | None, Span | None]:
    """Who did it and what did it: an active verb's subject, a "by" phrase, or a cause that the clause names."""
    perpetrator: Span | None = None
    cause: Span | None = None
    if claim.rule == "casualty.object" and claim.group is not None:
        found = subject(scene.reading.tokens, scene.tags, scene.base, claim.group.first)
        if found is not None and scene.holding(found.last - 1) != claim.of:
            first = _of_chain(scene, found.first)
            while (
                first < found.last and scene.norms[first] in QUALIFIERS and scene.norms[first] not in {"the", "a", "an", "his", "her", "its", "their"}
            ):
                first += 1
            if first < found.last and scene.tag(first) != "U":
                last = found.last
                if _is_cause(scene, first, last):
                    cause = _span(scene, first, last)
                elif not scene.norms[last - 1].endswith("ing"):
                    perpetrator = _span(scene, first, last)
    stop = clause_end(scene.tags, scene.base, claim.at + 1, scene.limit)
    i = claim.at
    while i < stop and (perpetrator is None or cause is None):
        if scene.tag(i) == "P" or scene.norms[i] in {"to", "when"}:
            phrase = _phrase(scene, i + 1)
            if phrase is not None and scene.holding(phrase[0]) != claim.of:
                if scene.norms[i] in _CAUSAL and _is_cause(scene, *phrase):
                    cause = cause or _span(scene, *phrase)
                elif scene.norms[i] in _BY and claim.rule in {"casualty.subject", "casualty.participle", "casualty.nominal", "casualty.counted_noun"}:
                    perpetrator = perpetrator or (None if scene.norms[phrase[1] - 1] in _NO_PLACE else _span(scene, *phrase))
        i += 1
    return perpetrator, cause or _sentence_cause(scene, claim)


def _of_chain(scene: Scene, first: int) -> int:
    """Where the noun phrase begins whose "of" governs the one at ``first``: "the Government of Sri Lanka"."""
    if scene.norm(first - 1) == "of":
        whole = phrase_before(scene.reading.tokens, scene.tags, scene.base, first - 1)
        return whole.first if whole is not None else first
    return first


def _sentence_cause(scene: Scene, claim: Claim) -> Span | None:
    """A cause that stands in the sentence ahead of the harm word: "In the earthquake, 12 people died"."""
    for i in range(max(scene.base, claim.at - 40), claim.at):
        if scene.norms[i] in _CAUSES and scene.norms[i] not in _WOUNDS and scene.tag(i) == "N" and scene.norm(i + 1) not in _CAUSES:
            first = i
            while first > scene.base and scene.tag(first - 1) in "N-" and first > i - 5:
                first -= 1
            if scene.norms[first] == "-":
                first += 1
            if first > scene.base and scene.tag(first - 1) == "D":
                first -= 1
            if scene.holding(first) is None:
                return _span(scene, first, i + 1)
    return None


def _phrase(scene: Scene, i: int) -> tuple[int, int] | None:
    first = i
    while i < scene.limit and scene.tag(i) == "D":
        i += 1
    start = i
    while i < scene.limit and i < start + 8 and (scene.tag(i) in "N-" or (scene.tag(i) == "p" and scene.tag(i + 1) == "N")):
        i += 1
    if i > start and scene.norms[i - 1] == "-":
        return None
    return (first, i) if i > start else None


def _is_cause(scene: Scene, first: int, last: int) -> bool:
    return scene.norms[last - 1] in _CAUSES or any(
        scene.norms[i] in _CAUSES and scene.norm(i + 1) in {"of", "in", "on", "at", "19", "-"} for i in range(first, last)
    )


def _place(scene: Scene, claim: Claim) -> Span | None:
    """The nearest place in the clause: behind the victims first, then behind the harm word, then ahead of both."""
    count = scene.counts[claim.of]
    for start in (count.last, claim.at + 1):
        stop = min(clause_end(scene.tags, scene.base, start, scene.limit), start + 30)
        following = scene.counts[claim.of + 1].left if claim.of + 1 < len(scene.counts) else scene.limit
        found = _place_between(scene, start, min(stop, following) if start == count.last else stop)
        if found is not None:
            return found
    return _place_between(scene, max(scene.base, min(count.left, claim.at) - 30), min(count.left, claim.at))


def _place_between(scene: Scene, start: int, stop: int) -> Span | None:
    words = scene.reading.tokens.words
    for i in range(start, stop):
        if scene.norms[i] in _PLACING and scene.tag(i) == "P":
            phrase = _phrase(scene, i + 1)
            if phrase is None or scene.norms[phrase[1] - 1] in _NO_PLACE or _is_cause(scene, *phrase):
                continue
            if scene.norms[phrase[0]] in {"their", "his", "her", "its", "our", "my", "your", "such", "any", "other"}:
                continue
            start_ = phrase[0]
            while start_ < phrase[1] - 1 and scene.tag(start_) == "D":
                start_ += 1
            named = words[phrase[1] - 1][0].isupper() and (words[start_][0].isupper() or scene.norms[start_] in _COMPASS)
            if (named and scene.norms[i] != "from") or scene.norms[phrase[1] - 1] in _PLACES:
                return _span(scene, *phrase)
    return None


def value(reading: Reading, sentence: Sentence, count: Count) -> Bounded:
    """How many ``count`` says: names and articles are one, "no one" is none."""
    if count.kind == "none":
        return ZERO
    if count.numeral is None:
        return ONE
    return bounded(reading.tokens, sentence, count.numeral, count.numeral.first, count.numeral.last)


def groups(reading: Reading, count: Count) -> tuple[Group, ...]:
    """What the people are, by the mention's own words and their "of" or "from" phrase."""
    norms = reading.tokens.norms
    if count.kind == "name":
        return ()
    last = count.last if count.head is not None and norms[count.head] in VICTIM_NOUNS else count.end
    words = norms[count.noun : last]
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
    numeral = next((reading.numerals.by_first[i] for i in range(count.first, count.last) if i in reading.numerals.by_first), None)
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
    return count.noun, count.end if norms[count.last : count.last + 1] == ["of"] else count.last
