"""The rules of casualty facts. One reading of the sentence serves them all; each mention carries the id of the rule that decided it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from service.facts.casualty.agents import agents
from service.facts.casualty.anaphora import anaphoric, figures, ones, some_of
from service.facts.casualty.breakdowns import breakdown
from service.facts.casualty.checks import refused
from service.facts.casualty.claims import Claim
from service.facts.casualty.counts import may_count
from service.facts.casualty.lexicon import LEXICON, WAKES, expression
from service.facts.casualty.parts import parts
from service.facts.casualty.phrases import Count
from service.facts.casualty.restated import SAYS, anew, retold
from service.facts.casualty.scene import Scene, scene, worth_reading
from service.facts.casualty.standing import count_span, mention_of, part_span, settled_claims
from service.facts.casualty.told_before import (
    asked_before,
    last_told,
    named_again,
    of_the_number,
    of_the_people,
    of_toll,
    others_between,
    repeated_count,
    things_between,
    topic_before,
)
from service.facts.clause.noun_phrase import counted, is_plural
from service.facts.clause.words import is_person
from service.model import Casualty, Kind, Mention, Refusal, Span
from service.reading import Reading
from service.rules import OPENING, Rule, rule
from service.transcript.sentences import Sentence

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
_AT_FIRST = frozenset({"in", "of"})
"""Words that go back to the sentence before only where they open theirs."""
_AHEAD = _ANAPHORA - _AT_FIRST


@rule("casualty.object", Kind.CASUALTIES, wakes=WAKES)
def clauses(reading: Reading, sentence: Sentence, i: int) -> Iterable[Mention | Refusal]:
    """The object of an active verb of harm: "killed at least 133 unarmed villagers", "detaining thousands of people"."""
    if not WAKES.isdisjoint(reading.tokens.norms[sentence.first : i]) or not worth_reading(reading, sentence):
        return ()  # another word has woken the reading of the whole sentence
    settled = reading.once(settled_claims, sentence)
    return _mentions(scene(reading, sentence), settled) if settled else ()


@rule("casualty.anaphora", Kind.CASUALTIES, wakes=_ANAPHORA, opens=True)
def goes_on(reading: Reading, sentence: Sentence, i: int) -> Iterable[Mention | Refusal]:
    """A sentence that goes on with the harm of the last: "Of these, 19 were children", "In Scotland, the figure is 17,603"."""
    norms, first = reading.tokens.norms, sentence.first
    if i >= first + OPENING or (i > first + 1 and norms[i] in _AT_FIRST) or not reading.numerals.any_within(first, sentence.last):
        return ()
    if not (_AT_FIRST.isdisjoint(norms[first : min(i, first + 2)]) and _AHEAD.isdisjoint(norms[first:i])):
        return ()  # another word has gone back already
    return _gone_on(reading, sentence)


def _gone_on(reading: Reading, sentence: Sentence) -> Iterator[Mention]:
    """The counts of a sentence that goes on with the harm of the last."""
    norms, first = reading.tokens.norms, sentence.first
    if "ones" in norms[first : min(sentence.last, first + 13)]:
        counted_anew = list(_new_ones(reading, sentence))
        if counted_anew:
            yield from counted_anew
            return
    if not may_count(reading, sentence):
        return
    named = named_again(reading, sentence) or of_the_number(reading, sentence)
    people = of_the_people(reading, sentence) if named is None else None
    again = named if named is not None else people
    before = last_told(reading, sentence) if again is None else again
    if again is None and (before is None or sentence.index - before[0].sentence.index > 1):
        told = list(_counted_first(reading, sentence, uncounted=before is None))
        if told:
            yield from told
            return
    if before is None:
        return
    previous, last = before
    seen = scene(reading, sentence)
    own = reading.once(settled_claims, sentence) if seen.expressions else {}
    numeral = previous.counts[last.of].numeral
    value = numeral.value if numeral is not None else None
    apart = again is None and (others_between(reading, previous, sentence) or things_between(reading, previous, sentence))
    going_on = {} if apart else some_of(seen, last) if people is not None else anaphoric(seen, last, value)
    found = {n: c for n, c in going_on.items() if n not in own}
    close = sentence.index - previous.sentence.index == 1
    found |= {n: c for n, c in anew(seen, previous, of_toll(reading, previous, last), close=close).items() if n not in own and n not in found}
    span = count_span(previous, previous.counts[last.of])
    repeated = None if again is None else repeated_count(seen, value)
    if repeated is not None and repeated not in own:
        yield mention_of(seen, Claim(repeated, last.harm, "casualty.anaphora", 1, seen.counts[repeated].first), None)
        span = count_span(seen, seen.counts[repeated])
    if found:
        found |= {n: c for n, c in parts(seen, {**own, **found}).items() if n not in own and n not in found}
        found |= {n: c for n, c in breakdown(seen, {**own, **found}).items() if n not in own and n not in found and c.part_of is not None}
    cause = agents(previous, last)[1] if found else None
    for claim in found.values():
        if refused(seen, claim) is None:
            part_of = None if claim.part_of is None else span if claim.part_of < 0 else count_span(seen, seen.counts[claim.part_of])
            mention = mention_of(seen, claim, part_of)
            assert isinstance(mention.value, Casualty)
            yield replace(mention, value=replace(mention.value, cause=mention.value.cause or cause))


def _counted_first(reading: Reading, sentence: Sentence, *, uncounted: bool) -> Iterator[Mention]:
    """The first number for a harm that was told of or asked after without one; ``uncounted``: no claim was made in the sentences before."""
    harm = topic_before(reading, sentence) or asked_before(reading, sentence)
    if harm is None or not (uncounted or _retells(scene(reading, sentence), harm)):
        return
    seen = scene(reading, sentence)
    told = figures(seen, harm) | retold(seen, harm)
    told |= breakdown(seen, told)
    yield from (mention_of(seen, claim, part_span(seen, claim)) for claim in told.values() if refused(seen, claim) is None)


def _new_ones(reading: Reading, sentence: Sentence) -> Iterator[Mention]:
    """The cases or victims told of before that "Twelve new ones were recorded" counts, with a place each where it gives them."""
    harm = topic_before(reading, sentence, _OF_ONES)
    if harm is None:
        return
    seen = scene(reading, sentence)
    own = reading.once(settled_claims, sentence) if seen.expressions else {}
    told = {n: c for n, c in ones(seen, harm).items() if n not in own}
    told |= {n: c for n, c in breakdown(seen, {**told, **own}).items() if n not in own}
    for claim in told.values():
        if refused(seen, claim) is None:
            yield mention_of(seen, claim, part_span(seen, claim))


_OF_ONES = 3
"""Sentences that "new ones" may look back."""


@rule("casualty.answer", Kind.CASUALTIES, on_numerals=True, wakes={"none", "nobody"})
def answers(reading: Reading, sentence: Sentence, i: int) -> Iterable[Mention | Refusal]:
    """The answer to a question of how many: "How many died? Twelve.", "And the wounded? Around 300."."""
    if i > sentence.first + 6 or sentence.index == 0:
        return ()
    asked = reading.sentences[sentence.index - 1]
    words = reading.tokens.norms[asked.first : asked.last]
    if asked.heading or "?" not in words[-2:] or not (_asks_number(words) or (len(words) <= _SHORT and "many" not in words)):
        return ()
    harm = topic_before(reading, sentence)
    seen = scene(reading, sentence) if harm is not None else None
    if harm is None or seen is None or seen.expressions:
        return ()
    at = next((n for n, c in enumerate(seen.counts) if c.first == i), None)
    if at is None or not _is_answer(seen, seen.counts[at]):
        return ()
    claim = Claim(at, harm, "casualty.answer", 1, i)
    return () if refused(seen, claim) is not None else (mention_of(seen, claim, None),)


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


@rule("casualty.unharmed", Kind.CASUALTIES, on_numerals=True, refuses=True)
def unharmed(reading: Reading, sentence: Sentence, i: int) -> Iterable[Mention | Refusal]:
    """Refuses people who are counted and came to no harm: "the 900 volunteers who are at work in the valley"."""
    numeral = reading.numerals.by_first[i]
    if numeral.form in {"ordinal", "fraction", "year", "code"} or numeral.value == 1:
        return
    np = counted(reading.tokens, numeral.last, sentence.last)
    if np is not None and (is_person(reading.tokens.norms[np.head]) or reading.tokens.words[np.head][0].isupper()):
        yield Refusal(reading.tokens.starts[i], reading.tokens.ends[np.last - 1], "casualty.unharmed", "people of whom the sentence tells no harm")


def _retells(seen: Scene, harm: str) -> bool:
    """Whether a sentence says how many came to a harm that was told of without a count."""
    return bool(retold(seen, harm)) or bool(figures(seen, harm))


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
            part_of = count_span(seen, seen.counts[claim.part_of])
        yield mention_of(seen, claim, part_of)


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
