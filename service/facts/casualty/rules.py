"""The rules of casualty facts. One reading of the sentence serves them all; each mention carries the id of the rule that decided it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from service.facts.casualty.anaphora import anaphoric, figures, ones
from service.facts.casualty.breakdowns import breakdown, totals
from service.facts.casualty.checks import refused, weak
from service.facts.casualty.circumstances import agents
from service.facts.casualty.claims import Claim
from service.facts.casualty.frames import claims
from service.facts.casualty.lexicon import LEXICON, WAKES, expression
from service.facts.casualty.normalise import casualty
from service.facts.casualty.parts import parts
from service.facts.casualty.phrases import Count
from service.facts.casualty.restated import SAYS, anew, of_those, restated, retold
from service.facts.casualty.scene import Scene, scene, worth_reading
from service.facts.casualty.shares import FORMERLY, of_the_harmed
from service.facts.casualty.surroundings import surrounded
from service.facts.casualty.verbs import of_things
from service.facts.clause.noun_phrase import counted, is_plural
from service.facts.clause.words import BE, is_person
from service.model import Casualty, Kind, Mention, Refusal, Span
from service.reading import Reading
from service.rules import Rule, rule
from service.transcript.sentences import Sentence

_SEVERITY = {"killed": 0, "sexual_violence": 1, "abused": 2, "missing": 3, "injured": 4, "detained": 5, "displaced": 6, "infected": 7, "affected": 8}
_ANAPHORA = frozenset(
    {
        *LEXICON["parts"]["anaphors"],
        *LEXICON["parts"]["figures"],
        *SAYS,
        "treating",
        "treated",
        "remaining",
        "youngest",
        "oldest",
        "eldest",
        "largest",
        "biggest",
        "worst",
        "hardest",
        "included",
        "include",
        "includes",
        "ones",
        "were",
        "in",
        "they",
        "of",
    }
)
_TOPICS = frozenset({"killed", "injured", "infected", "missing", "displaced", "detained"})
BACK = 4
"""Sentences that an anaphor may look back."""


def _first_wake(reading: Reading, sentence: Sentence) -> int:
    """The first token of a sentence that wakes the reading, so that it is read once."""
    norms = reading.tokens.norms
    return next(j for j in range(sentence.first, sentence.last) if norms[j] in WAKES)


@rule("casualty.object", Kind.CASUALTIES, wakes=WAKES)
def clauses(reading: Reading, sentence: Sentence, i: int) -> Iterable[Mention | Refusal]:
    """The object of an active verb of harm: "killed at least 133 unarmed villagers", "detaining thousands of people"."""
    if i != reading.once(_first_wake, sentence) or not worth_reading(reading, sentence):
        return
    seen = scene(reading, sentence)
    settled = reading.once(_settled, sentence)
    if not settled:
        return
    yield from _mentions(seen, settled)


@rule("casualty.anaphora", Kind.CASUALTIES, wakes=_ANAPHORA)
def goes_on(reading: Reading, sentence: Sentence, i: int) -> Iterable[Mention | Refusal]:
    """A sentence that goes on with the harm of the last: "Of these, 19 were children", "In Scotland, the figure is 17,603"."""
    if i > sentence.first + 12 or i != reading.once(_first_opening, sentence):
        return
    if not reading.numerals.any_within(sentence.first, sentence.last):
        return
    if "ones" in reading.tokens.norms[sentence.first : min(sentence.last, sentence.first + 13)]:
        counted_anew = list(_new_ones(reading, sentence))
        if counted_anew:
            yield from counted_anew
            return
    again = _named_again(reading, sentence) or _of_the_number(reading, sentence)
    before = _before(reading, sentence) if again is None else again
    if again is None and (before is None or sentence.index - before[0].sentence.index > 1):
        asked = _asked(reading, sentence)
        harm = _topic(reading, sentence) or asked
        if before is not None and harm is not None and not _retells(scene(reading, sentence), harm):
            harm = None
        if harm is not None:
            seen = scene(reading, sentence)
            told = figures(seen, harm) | retold(seen, harm)
            told |= breakdown(seen, told)
            yield from (_mention(seen, claim, _part(seen, claim)) for claim in told.values() if refused(seen, claim) is None)
            return
    if before is None:
        return
    previous, last = before
    seen = scene(reading, sentence)
    own = reading.once(_settled, sentence) if seen.expressions else {}
    numeral = previous.counts[last.of].numeral
    value = numeral.value if numeral is not None else None
    apart = again is None and _others_between(reading, previous, sentence)
    found = {} if apart else {n: c for n, c in anaphoric(seen, last, value).items() if n not in own}
    close = sentence.index - previous.sentence.index == 1
    found |= {n: c for n, c in anew(seen, previous, _of_toll(reading, previous, last), close=close).items() if n not in own and n not in found}
    span = _span(previous, previous.counts[last.of])
    repeated = None if again is None else _repeated(seen, value)
    if repeated is not None and repeated not in own:
        yield _mention(seen, Claim(repeated, last.harm, "casualty.anaphora", 1, seen.counts[repeated].first), None)
        span = _span(seen, seen.counts[repeated])
    found |= {n: c for n, c in parts(seen, {**own, **found}).items() if n not in own and n not in found} if found else {}
    cause = agents(previous, last)[1] if found else None
    for claim in found.values():
        if refused(seen, claim) is None:
            part_of = None if claim.part_of is None else span if claim.part_of < 0 else _span(seen, seen.counts[claim.part_of])
            mention = _mention(seen, claim, part_of)
            assert isinstance(mention.value, Casualty)
            yield replace(mention, value=replace(mention.value, cause=mention.value.cause or cause))


def _of_toll(reading: Reading, previous: Scene, last: Claim) -> Claim:
    """The toll that a sentence tells of before other counts, or else its last claim: "The toll is 57, with 120 hurt. That is up from 44"."""
    return next((c for c in reading.once(_settled, previous.sentence).values() if c.rule == "casualty.toll" and c.part_of is None), last)


def _named_again(reading: Reading, sentence: Sentence) -> tuple[Scene, Claim] | None:
    """The claim of an earlier sentence whose number "those" names again: "Of those 290, 41 are still in hotels"."""
    norms, by_first = reading.tokens.norms, reading.numerals.by_first
    for i in range(sentence.first, min(sentence.last, sentence.first + 12)):
        again = norms[i] in {"those", "these"} or (norms[i] == "the" and i == sentence.first)
        numeral = by_first.get(i + 1) if again else None
        if numeral is None or numeral.value is None or numeral.value < _TELLING or numeral.last >= sentence.last:
            continue
        if norms[numeral.last] not in (_LISTING if norms[i] == "the" else _BARE):
            return None
        for earlier in reversed(reading.sentences[max(0, sentence.index - _AGAIN) : sentence.index]):
            if not earlier.heading and worth_reading(reading, earlier):
                seen = scene(reading, earlier)
                for claim in reading.once(_settled, earlier).values():
                    count = seen.counts[claim.of].numeral
                    if count is not None and count.value == numeral.value and refused(seen, claim) is None:
                        return seen, claim
        return None
    return None


def _of_the_number(reading: Reading, sentence: Sentence) -> tuple[Scene, Claim] | None:
    """The claim of the sentences before whose number "of the" names: "Two of the nine were children"."""
    by_first, norms = reading.numerals.by_first, reading.tokens.norms
    for i in range(sentence.first, min(sentence.last, sentence.first + 4)):
        numeral = by_first.get(i)
        if (
            numeral is None
            or norms[numeral.last : numeral.last + 1] != ["of"]
            or norms[numeral.last + 1 : numeral.last + 2] not in (["the"], ["those"])
        ):
            continue
        whole = by_first.get(numeral.last + 2)
        if whole is None or whole.value is None or not whole.last < sentence.last:
            return None
        for earlier in reversed(reading.sentences[max(0, sentence.index - BACK) : sentence.index]):
            if not earlier.heading and worth_reading(reading, earlier):
                seen = scene(reading, earlier)
                for claim in reading.once(_settled, earlier).values():
                    count = seen.counts[claim.of].numeral
                    if count is not None and count.value == whole.value and refused(seen, claim) is None:
                        return seen, claim
    return None


def _repeated(seen: Scene, value: Decimal | None) -> int | None:
    """The bare count of ``value`` behind "those"."""
    for n, count in enumerate(seen.counts):
        if (
            count.head is None
            and count.numeral is not None
            and count.numeral.value == value
            and (seen.norm(count.first - 1) in {"those", "these"} or (seen.norm(count.first - 1) == "the" and seen.norm(count.last) in _LISTING))
        ):
            return n
    return None


_AGAIN = 8
"""Sentences that "those 290" may look back."""
_TELLING = 10
"""The least number that is told apart from others by itself."""
_LISTING = frozenset({"include", "includes", "included"})
_BARE = frozenset({",", ".", ";", "are", "were", "have", "had", "is", "was"})


def _new_ones(reading: Reading, sentence: Sentence) -> Iterator[Mention]:
    """The cases or victims told of before that "Twelve new ones were recorded" counts, with a place each where it gives them."""
    harm = _topic(reading, sentence, _OF_ONES)
    if harm is None:
        return
    seen = scene(reading, sentence)
    own = reading.once(_settled, sentence) if seen.expressions else {}
    told = {n: c for n, c in ones(seen, harm).items() if n not in own}
    told |= {n: c for n, c in breakdown(seen, {**told, **own}).items() if n not in own}
    for claim in told.values():
        if refused(seen, claim) is None:
            yield _mention(seen, claim, _part(seen, claim))


_OF_ONES = 3
"""Sentences that "new ones" may look back."""


@rule("casualty.answer", Kind.CASUALTIES, on_numerals=True, wakes={"none", "nobody"})
def answers(reading: Reading, sentence: Sentence, i: int) -> Iterable[Mention | Refusal]:
    """The answer to a question of how many: "How many died? Twelve.", "And the wounded? Around 300."."""
    if sentence.index == 0 or i > sentence.first + 6:
        return
    asked = reading.sentences[sentence.index - 1]
    words = reading.tokens.norms[asked.first : asked.last]
    if asked.heading or "?" not in words[-2:] or not (_asks_number(words) or (len(words) <= _SHORT and "many" not in words)):
        return
    harm = _topic(reading, sentence)
    seen = scene(reading, sentence) if harm is not None else None
    if harm is None or seen is None or seen.expressions:
        return
    at = next((n for n, c in enumerate(seen.counts) if c.first == i), None)
    if at is None or not _is_answer(seen, seen.counts[at]):
        return
    claim = Claim(at, harm, "casualty.answer", 1, i)
    if refused(seen, claim) is None:
        yield _mention(seen, claim, None)


_SHORT = 6
"""Words of a question such as "And the wounded?" at most."""


def _asks_number(words: list[str]) -> bool:
    """Whether a question asks how many people there were, and not how many of something else."""
    if "many" not in words or words[words.index("many") - 1] != "how":
        return not {"number", "toll"}.isdisjoint(words)
    i = words.index("many") + 1
    return i < len(words) and (not is_plural(words[i]) or is_person(words[i]) or expression(words, i, len(words)) is not None)


def _is_answer(seen: Scene, count: Count) -> bool:
    """Whether a count stands alone: nothing but yes, no or a qualifier before it, and a mark behind it."""
    before = seen.tags[: count.left - seen.base].replace(",", "")
    bare = count.head is None or seen.norms[count.head] in {"people", "persons"} or count.kind == "none"
    return bare and set(before) <= set("BXC") and seen.tag(count.end) in ",.;"


def _first_opening(reading: Reading, sentence: Sentence) -> int:
    """The first of the tokens that may go back to the sentence before, none far in; -1 where there is none."""
    norms = reading.tokens.norms
    return next((j for j in range(sentence.first, min(sentence.last, sentence.first + 13)) if _opens(norms, sentence, j)), -1)


def _opens(norms: list[str], sentence: Sentence, i: int) -> bool:
    """Whether token ``i`` may go back to the sentence before; "in" and "of" only where they open this one."""
    return norms[i] in _ANAPHORA and (norms[i] not in {"in", "of"} or i <= sentence.first + 1)


@rule("casualty.unharmed", Kind.CASUALTIES, on_numerals=True)
def unharmed(reading: Reading, sentence: Sentence, i: int) -> Iterable[Mention | Refusal]:
    """Refuses people who are counted and came to no harm: "the 900 volunteers who are at work in the valley"."""
    numeral = reading.numerals.by_first[i]
    if numeral.form in {"ordinal", "fraction", "year", "code"} or numeral.value == 1:
        return
    np = counted(reading.tokens, numeral.last, sentence.last)
    if np is not None and (is_person(reading.tokens.norms[np.head]) or reading.tokens.words[np.head][0].isupper()):
        yield Refusal(reading.tokens.starts[i], reading.tokens.ends[np.last - 1], "casualty.unharmed", "people of whom the sentence tells no harm")


def _before(reading: Reading, sentence: Sentence) -> tuple[Scene, Claim] | None:
    """The nearest earlier sentence with a claim of its own, and its last claim that is no part of another."""
    for index in range(sentence.index - 1, max(-1, sentence.index - 1 - BACK), -1):
        earlier = reading.sentences[index]
        if earlier.heading:
            return None
        if worth_reading(reading, earlier):
            seen = scene(reading, earlier)
            settled = reading.once(_settled, earlier)
            whole = [c for c in settled.values() if c.part_of is None and seen.counts[c.of].kind == "number" and refused(seen, c) is None]
            whole = [c for c in whole if not of_the_harmed(reading, seen.counts[c.of].last) and seen.norm(seen.counts[c.of].left - 1) not in FORMERLY]
            if whole:
                return seen, max(whole, key=lambda c: c.of)
    return None


def _topic(reading: Reading, sentence: Sentence, back: int = 1) -> str | None:
    """The harm that one of the ``back`` sentences before asks or tells the number of: "How many died?", "Deaths were recorded everywhere"."""
    for earlier in reversed(reading.sentences[max(0, sentence.index - back) : sentence.index]):
        if earlier.heading:
            return None
        if not WAKES.isdisjoint(reading.tokens.norms[earlier.first : earlier.last]):
            told = scene(reading, earlier)
            harms = [
                s.harm for e in told.expressions if not of_things(told, e) for s in e.senses if s.harm in _TOPICS and surrounded(told, e, s.harm)
            ]
            if harms:
                return harms[-1]
    return None


def _settled(reading: Reading, sentence: Sentence) -> dict[int, Claim]:
    """The claim that stands for each count of a sentence: the strongest, then the gravest harm; parts and breakdowns after them."""
    seen = scene(reading, sentence)
    best: dict[int, Claim] = {}
    for claim in claims(seen):
        if weak(seen, claim):
            continue
        held = best.get(claim.of)
        if held is None or _weight(claim) < _weight(held):
            best[claim.of] = claim
    best = {n: best[n] for n in sorted(best)}
    best |= parts(seen, best)
    best |= breakdown(seen, {n: best[n] for n in sorted(best)})
    best |= totals(seen, best)
    best |= of_those(seen, best)
    best = {n: best[n] for n in sorted(best)}
    best |= restated(seen, best)
    return {n: best[n] for n in sorted(best)}


def _part(seen: Scene, claim: Claim) -> Span | None:
    """The mention of the count of its own sentence that a claim is part of."""
    return None if claim.part_of is None or claim.part_of < 0 else _span(seen, seen.counts[claim.part_of])


def _others_between(reading: Reading, previous: Scene, sentence: Sentence) -> bool:
    """Whether people without a harm are counted between two sentences, whom "two of them" then means."""
    for between in reading.sentences[previous.sentence.index + 1 : sentence.index]:
        for i in range(between.first, min(between.last, between.first + _EARLY)):
            numeral = reading.numerals.by_first.get(i)
            np = counted(reading.tokens, numeral.last, between.last) if numeral is not None else None
            if np is not None and is_person(reading.tokens.norms[np.head]):
                return True
    return False


def _retells(seen: Scene, harm: str) -> bool:
    """Whether a sentence says how many came to a harm that was told of without a count."""
    return bool(retold(seen, harm)) or bool(figures(seen, harm))


def _asked(reading: Reading, sentence: Sentence) -> str | None:
    """The harm of the last question of how many, where the answer has not counted yet: "How many are missing? … The county was saying a thousand"."""
    for earlier in reversed(reading.sentences[max(0, sentence.index - _ANSWERED) : sentence.index]):
        words = reading.tokens.norms[earlier.first : earlier.last]
        if "?" in words[-2:] and "many" in words and not WAKES.isdisjoint(words):
            told = scene(reading, earlier)
            return next((s.harm for e in told.expressions for s in e.senses if s.harm in _TOPICS and surrounded(told, e, s.harm)), None)
    return None


_EARLY = 40
"""Tokens of a sentence that are searched for people, at most."""
_ANSWERED = 6
"""Sentences after a question in which its number may be told."""


def _weight(claim: Claim) -> tuple[int, bool, bool, int]:
    """The least stands: the strongest, death before all else, what the sentence says before a participle ("the man hurt on Monday was arrested"), the gravest."""
    return -claim.strength, claim.harm != "killed", not _is_main(claim), _SEVERITY[claim.harm]


def _is_main(claim: Claim) -> bool:
    """Whether a claim is what its sentence says of a subject by a finite verb."""
    return claim.rule == "casualty.subject" and claim.group is not None


def _mentions(seen: Scene, settled: dict[int, Claim]) -> Iterator[Mention | Refusal]:
    tokens = seen.reading.tokens
    for claim in settled.values():
        why = refused(seen, claim)
        if why is not None:
            count = seen.counts[claim.of]
            yield Refusal(tokens.starts[count.first], tokens.ends[count.last - 1], claim.rule, why)
            continue
        part_of: Span | None = None
        if claim.part_of is not None and claim.part_of in settled:
            part_of = _span(seen, seen.counts[claim.part_of])
        yield _mention(seen, claim, part_of)


def _span(seen: Scene, count: Count) -> Span:
    """The offsets of a count's mention."""
    return Span(seen.reading.tokens.starts[count.first], seen.reading.tokens.ends[count.last - 1])


def _mention(seen: Scene, claim: Claim, part_of: Span | None) -> Mention:
    count = seen.counts[claim.of]
    rule_id = "casualty.none" if count.kind == "none" else "casualty.single" if count.kind in {"article", "name"} else claim.rule
    value = casualty(seen, claim, part_of)
    if _is_told(seen, claim):
        return seen.reading.mention(Kind.CASUALTIES, rule_id, count.first, count.last, value, claim.rule, "told")
    return seen.reading.mention(Kind.CASUALTIES, rule_id, count.first, count.last, value, claim.rule)


_INNER = frozenset({"not", "n't", "never", "no", "would", "could", "should", "might", "cannot", "unable", "yet", "still"})
"""Words with which a harm itself may begin: "did not survive", "could have survived", "yet to be found"."""


def _is_told(seen: Scene, claim: Claim) -> bool:
    """Whether the verb of a claim puts it forward as a fact: finite, without a modal or a negation that is not the harm's own."""
    inner = seen.norms[claim.at] in _INNER
    group = claim.group
    if group is None and claim.rule == "casualty.anaphora":
        behind = seen.counts[claim.of].end
        return seen.norm(behind) in BE and seen.tag(behind + 1) not in "XTP"  # "you will hear, 41 are still in hotels"
    if group is None or claim.rule == "casualty.participle":
        return inner
    if group.infinitive and not (group.perfect or inner):
        return False
    return inner or (group.modal is None and not group.negated)


def _told(id: str, doc: str) -> Rule:
    """A rule that ``clauses`` decides by."""
    return Rule(id, Kind.CASUALTIES, doc)


RULES: tuple[Rule, ...] = (
    clauses,
    goes_on,
    answers,
    unharmed,
    _told(
        "casualty.subject", 'The subject of a passive, or of a verb such as die or flee: "133 villagers were killed", "27 Americans have perished".'
    ),
    _told("casualty.participle", 'Numbers before a bare participle: "27 Americans killed", "12 killed, 40 wounded, three missing".'),
    _told("casualty.state", 'People said to be in a state of harm: "left five dead", "50 million people are on the edge of famine".'),
    _told("casualty.attributive", 'A harm word among the modifiers: "93 injured people", "three abducted girls".'),
    _told("casualty.counted_noun", 'Nouns that are counted themselves: "281 deaths", "5,683 cases of cholera", "250,000 refugees", "27 dead".'),
    _told("casualty.nominal", 'Nouns of an event with "of" or a possessive: "the deaths of at least 185", "the killing of two nurses".'),
    _told("casualty.toll", 'Tolls and how they change: "a death toll of 133", "the number of dead rose from five to six".'),
    _told("casualty.part", 'Parts of a count: "including 19 children", "of whom three were women", "two of them doctors".'),
    _told("casualty.breakdown", 'Bare numbers with a place each: "48 deaths: 37 in England, seven in Wales".'),
    _told("casualty.none", 'Nobody harmed: "no one was killed", "no casualties". The count is zero.'),
    _told("casualty.single", 'One person by an article or by name: "a man was killed", "the murder of Mursal Nabizada".'),
)
