"""What the sentences before tell for one that counts on: the last claim, the number that is named again, the harm that was asked for."""

from __future__ import annotations

from decimal import Decimal

from service.facts.casualty.checks import refused
from service.facts.casualty.claims import Claim
from service.facts.casualty.lexicon import WAKES
from service.facts.casualty.openers import LINKS
from service.facts.casualty.referents import things_counted
from service.facts.casualty.scene import Scene, expressions, scene, worth_reading
from service.facts.casualty.shares import FORMERLY, of_the_harmed
from service.facts.casualty.standing import settled_claims
from service.facts.casualty.surroundings import surrounded
from service.facts.casualty.verbs import of_things
from service.facts.clause.noun_phrase import counted, is_plural
from service.facts.clause.words import BE, HAVE, is_past, is_person
from service.reading import Reading
from service.transcript.sentences import Sentence

_TOPICS = frozenset({"killed", "injured", "infected", "missing", "displaced", "detained"})
BACK = 4
"""Sentences that an anaphor may look back."""


def of_toll(reading: Reading, previous: Scene, last: Claim) -> Claim:
    """The toll that a sentence tells of before other counts, or else its last claim: "The toll is 57, with 120 hurt. That is up from 44"."""
    return next((c for c in reading.once(settled_claims, previous.sentence).values() if c.rule == "casualty.toll" and c.part_of is None), last)


def named_again(reading: Reading, sentence: Sentence) -> tuple[Scene, Claim] | None:
    """The claim of an earlier sentence whose number "those" names again: "Of those 290, 41 are still in hotels"."""
    norms, by_first = reading.tokens.norms, reading.numerals.by_first
    first = sentence.first + (norms[sentence.first] in LINKS)
    first_words = norms[first : min(sentence.last, first + 12)]
    if not first_words or (first_words[0] not in _OPENING and "those" not in first_words and "these" not in first_words):
        return None
    for i in range(first, min(sentence.last, first + 12)):
        opening = norms[i] == "the" and i == first + (norms[first] in {"of", "among"})
        numeral = by_first.get(i + 1) if opening or norms[i] in {"those", "these"} else None
        if numeral is None or numeral.value is None or numeral.last >= sentence.last:
            continue
        if numeral.value < _TELLING and not (opening and i > first):
            continue
        if norms[numeral.last] not in (_BARE if norms[i] != "the" else {","} if i > first else _LISTING):
            return None
        back = _AGAIN if numeral.value >= _TELLING else _AGAIN_FEW  # "Of the four, three had not been vaccinated"
        for earlier in reversed(reading.sentences[max(0, sentence.index - back) : sentence.index]):
            if not earlier.heading and worth_reading(reading, earlier):
                seen = scene(reading, earlier)
                for claim in reading.once(settled_claims, earlier).values():
                    count = seen.counts[claim.of].numeral
                    if count is not None and count.value == numeral.value and refused(seen, claim) is None:
                        return seen, claim
        return None
    return None


def of_the_number(reading: Reading, sentence: Sentence) -> tuple[Scene, Claim] | None:
    """The claim of the sentences before whose number "of the" names: "Two of the nine were children"."""
    by_first, norms = reading.numerals.by_first, reading.tokens.norms
    for numeral in reading.numerals.within(sentence.first, min(sentence.last, sentence.first + 8)):
        if norms[numeral.last : numeral.last + 2] not in (["of", "the"], ["of", "those"]):
            continue
        whole = by_first.get(numeral.last + 2)
        if whole is None or whole.value is None or not whole.last < sentence.last:
            return None
        for earlier in reversed(reading.sentences[max(0, sentence.index - BACK) : sentence.index]):
            if not earlier.heading and worth_reading(reading, earlier):
                seen = scene(reading, earlier)
                for claim in reading.once(settled_claims, earlier).values():
                    count = seen.counts[claim.of].numeral
                    if count is not None and count.value == whole.value and refused(seen, claim) is None:
                        return seen, claim
    return None


def of_the_people(reading: Reading, sentence: Sentence) -> tuple[Scene, Claim] | None:
    """The claim of the sentences before on people of the noun that "of the" names: "Ten of the passengers were children"."""
    norms = reading.tokens.norms
    numeral = next(iter(reading.numerals.within(sentence.first, min(sentence.last, sentence.first + 4))), None)
    if numeral is None or norms[numeral.last : numeral.last + 2] not in (["of", "the"], ["of", "these"]) or numeral.last + 3 >= sentence.last:
        return None
    noun = norms[numeral.last + 2]
    if not (is_plural(noun) and is_person(noun)) or not (norms[numeral.last + 3] in _HAS or is_past(norms[numeral.last + 3])):
        return None
    for earlier in reversed(reading.sentences[max(0, sentence.index - BACK) : sentence.index]):
        if not earlier.heading and worth_reading(reading, earlier):
            seen = scene(reading, earlier)
            for claim in reading.once(settled_claims, earlier).values():
                count = seen.counts[claim.of]
                if count.head is not None and seen.norms[count.head] == noun and refused(seen, claim) is None:
                    return seen, claim
    return None


def repeated_count(seen: Scene, value: Decimal | None) -> int | None:
    """The bare count of ``value`` behind "those"."""
    for n, count in enumerate(seen.counts):
        if (
            count.head is None
            and count.numeral is not None
            and count.numeral.value == value
            and (
                seen.norm(count.first - 1) in {"those", "these"}
                or (
                    seen.norm(count.first - 1) == "the"
                    and (seen.norm(count.last) in _LISTING or (seen.norm(count.last) == "," and seen.norm(count.first - 2) in {"of", "among"}))
                )
            )
        ):
            return n
    return None


_HAS = BE | HAVE
_OPENING = frozenset({"the", "of", "among"})
"""Words with one of which "the twelve" may open a sentence."""
_AGAIN = 8
"""Sentences that "those 290" may look back."""
_AGAIN_FEW = 3
"""Sentences that "of the four" may look back."""
_TELLING = 10
"""The least number that is told apart from others by itself."""
_LISTING = frozenset({"include", "includes", "included"})
_BARE = frozenset({",", ".", ";", "are", "were", "have", "had", "is", "was"})


def last_told(reading: Reading, sentence: Sentence) -> tuple[Scene, Claim] | None:
    """The nearest earlier sentence with a claim of its own, and its last claim that is no part of another."""
    for index in range(sentence.index - 1, max(-1, sentence.index - 1 - BACK), -1):
        earlier = reading.sentences[index]
        if earlier.heading:
            return None
        last = reading.once(_last_whole, earlier) if worth_reading(reading, earlier) else None
        if last is not None:
            return scene(reading, earlier), last
    return None


def _last_whole(reading: Reading, sentence: Sentence) -> Claim | None:
    """The last claim of a sentence on a number that is no part of another."""
    seen = scene(reading, sentence)
    whole = [
        c
        for c in reading.once(settled_claims, sentence).values()
        if c.part_of is None
        and seen.counts[c.of].kind == "number"
        and refused(seen, c) is None
        and not of_the_harmed(reading, seen.counts[c.of].last)
        and seen.norm(seen.counts[c.of].left - 1) not in FORMERLY
    ]
    return max(whole, key=lambda c: c.of) if whole else None


def topic_before(reading: Reading, sentence: Sentence, back: int = 1) -> str | None:
    """The harm that one of the ``back`` sentences before asks or tells the number of: "How many died?", "Deaths were recorded everywhere"."""
    for earlier in reversed(reading.sentences[max(0, sentence.index - back) : sentence.index]):
        if earlier.heading:
            return None
        if any(s.harm in _TOPICS for e in expressions(reading, earlier) for s in e.senses):
            told = scene(reading, earlier)
            harms = [
                s.harm for e in told.expressions if not of_things(told, e) for s in e.senses if s.harm in _TOPICS and surrounded(told, e, s.harm)
            ]
            if harms:
                return harms[-1]
    return None


def others_between(reading: Reading, previous: Scene, sentence: Sentence) -> bool:
    """Whether people without a harm are counted between two sentences, whom "two of them" then means."""
    for between in reading.sentences[previous.sentence.index + 1 : sentence.index]:
        for i in range(between.first, min(between.last, between.first + _EARLY)):
            numeral = reading.numerals.by_first.get(i)
            np = counted(reading.tokens, numeral.last, between.last) if numeral is not None else None
            if numeral is not None and reading.tokens.norms[numeral.last : numeral.last + 1] == ["who"]:
                return True  # "between 100 and 200 who want to leave"
            if np is not None and is_person(reading.tokens.norms[np.head]):
                return True
    return False


def things_between(reading: Reading, previous: Scene, sentence: Sentence) -> bool:
    """Whether "34 of them" are of things counted since: "12 people died. They fired 81 missiles. We shot down 34 of them"."""
    numeral = next((n for i in range(sentence.first, sentence.last) if (n := reading.numerals.by_first.get(i)) is not None), None)
    norms = reading.tokens.norms
    if numeral is None or norms[numeral.last : numeral.last + 1] != ["of"] or norms[numeral.last + 1 : numeral.last + 2] not in _OF_THEM:
        return False
    between = reading.sentences[previous.sentence.index + 1 : sentence.index]
    return any(things_counted(scene(reading, s), s.first, min(s.last, s.first + _EARLY)) for s in between)


def asked_before(reading: Reading, sentence: Sentence) -> str | None:
    """The harm of the last question of how many, where the answer has not counted yet: "How many are missing? … The county was saying a thousand"."""
    for earlier in reversed(reading.sentences[max(0, sentence.index - _ANSWERED) : sentence.index]):
        norms = reading.tokens.norms
        if norms[earlier.last - 1] != "?" and norms[max(earlier.first, earlier.last - 2)] != "?":
            continue
        words = norms[earlier.first : earlier.last]
        if "many" in words and not WAKES.isdisjoint(words):
            told = scene(reading, earlier)
            return next((s.harm for e in told.expressions for s in e.senses if s.harm in _TOPICS and surrounded(told, e, s.harm)), None)
    return None


_OF_THEM = (["them"], ["these"], ["those"])
_EARLY = 40
"""Tokens of a sentence that are searched for people, at most."""
_ANSWERED = 6
"""Sentences after a question in which its number may be told."""
