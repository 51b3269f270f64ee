"""The larger count that words make a mention part of: "of the dead", "among the injured", "the remaining two", "of them", "three of the five"."""

from __future__ import annotations

from collections.abc import Sequence

from service.facts.casualty.pronominal import BACK, is_bare, of_them, of_those_ahead, of_whom_here
from service.facts.casualty.shares import (
    FORMERLY,
    HARMED,
    THEY,
    THOSE,
    among_the_harmed,
    harm_of,
    how_many,
    of_the_harmed,
    of_whom,
    size,
    value_of,
)
from service.facts.clause.words import is_person
from service.model import Harm, Mention, Span
from service.reading import Reading

BEFORE = 16
"""Casualties before a part among which its whole may be."""
NEAR = 6
"""Sentences that "the remaining two" or "three of the five" may look back."""
DEFINITE = 30
"""Sentences that "of the dead" may look back: the event of a text is told at its head."""
_CORRECTED = frozenset({"casualty.toll", "casualty.anaphora"})


def whole_of(reading: Reading, near: Sequence[Mention]) -> Span | None:
    """The mention of ``near`` that words say its last one is part of."""
    part = near[-1]
    whole = _remaining(reading, near) or _of_number_ahead(reading, near)
    if whole is not None:
        return whole
    word = among_the_harmed(reading, part)
    if word is None and _hardest_hit(reading, part):
        return _larger(reading, near, None, earlier_sentence=True, back=BEFORE // 4)
    if word is not None:
        return _larger(reading, near, HARMED.get(word), earlier_sentence=True, back=NEAR if word == THEY else DEFINITE)
    whole = of_whom_here(reading, near)
    if whole is not None:
        return whole
    word = of_whom(reading, part.last) or _in_apposition(reading, part)
    if word is not None:
        return _named(reading, near, word) or _larger(reading, near, HARMED[word], earlier_sentence=False, back=DEFINITE)
    return of_those_ahead(reading, near) or _of_that_number(reading, near) or of_them(reading, near) or _of_the_people(reading, near)


def _of_the_people(reading: Reading, near: Sequence[Mention]) -> Span | None:
    """For "Ten of the passengers" as the last of ``near``, the passengers counted before, or whoever came to the same harm in the sentences before."""
    part = near[-1]
    norms = reading.tokens.norms
    here, own = reading.sentence_of(part.first), size(part)
    if here is None or own is None or not is_bare(reading, part) or norms[part.last : part.last + 1] != ["of"]:
        return None
    if norms[part.last + 1 : part.last + 2] not in (["the"], ["these"]):
        return None
    noun = next((n for n in norms[part.last + 2 : part.last + 4] if is_person(n)), None)
    if noun is None:
        return None
    alike: Span | None = None
    for earlier in reversed(near[:-1]):
        there = reading.sentence_of(earlier.first)
        if there is None or here.index - there.index > NEAR:
            break
        number = size(earlier)
        if number is None or number <= own:
            continue
        if noun in norms[earlier.first : earlier.last]:
            return earlier.span
        if alike is None and there.index < here.index and here.index - there.index <= BACK and harm_of(earlier) is harm_of(part):
            alike = earlier.span if value_of(earlier).subset_of is None else None
    return alike


def _in_apposition(reading: Reading, part: Mention) -> str | None:
    """The word for the harmed of whom a mention says who one is: "Another of the hostages, a chef, died"."""
    norms = reading.tokens.norms
    i = part.first - 1
    if part.rule != "casualty.single" or i < 4 or norms[i] != ",":
        return None
    word, of = norms[i - 1], i - 3
    return word if word in HARMED and norms[of + 1] in THOSE and norms[of] == "of" and norms[of - 1] in {"another", "one"} else None


def _remaining(reading: Reading, near: Sequence[Mention]) -> Span | None:
    """For "the remaining two" as the last of ``near``, the nearest larger count of its harm in this sentence or the one before."""
    part = near[-1]
    here, own = reading.sentence_of(part.first), how_many(part)
    if reading.tokens.norms[part.first - 1] != "remaining" or here is None or own is None:
        return None
    for earlier in reversed(near[:-1]):
        there = reading.sentence_of(earlier.first)
        if there is None or here.index - there.index > 1:
            return None
        if harm_of(earlier) is harm_of(part) and value_of(earlier).subset_of is None and (how_many(earlier) or 0) > own:
            return earlier.span
    return None


def _of_number_ahead(reading: Reading, near: Sequence[Mention]) -> Span | None:
    """For "Of the 217, 31 have since died" with the 31 as the last of ``near``, the 217 of a sentence before, whatever their harm."""
    part = near[-1]
    here = reading.sentence_of(part.first)
    norms = reading.tokens.norms
    if here is None or norms[here.first] not in {"of", "among"} or norms[here.first + 1 : here.first + 2] not in (["the"], ["those"], ["these"]):
        return None
    numeral = reading.numerals.by_first.get(here.first + 2)
    if numeral is None or numeral.value is None or not numeral.last <= part.first <= numeral.last + _SOON:
        return None
    for earlier in reversed(near[:-1]):
        there = reading.sentence_of(earlier.first)
        if there is None or here.index - there.index > NEAR:
            return None
        if there.index < here.index and how_many(earlier) == numeral.value:
            return earlier.span
    return None


_SOON = 6
_SINGLED_OUT = frozenset({"hardest", "alone", "worst"})


def _hardest_hit(reading: Reading, mention: Mention) -> bool:
    """Whether a mention's sentence singles out one place or time of several: "Kivu was hit hardest, with 640 cases", "in the capital alone"."""
    sentence = reading.sentence_of(mention.first)
    if sentence is None or mention.rule == "casualty.toll":
        return False
    words = reading.tokens.norms[sentence.first : min(sentence.last, sentence.first + 40)]
    if _SINGLED_OUT.isdisjoint(words):
        return False
    return any(
        norm == "hardest"
        or (norm == "alone" and n < mention.first - sentence.first and "which" not in words[n : mention.first - sentence.first])
        or (norm == "worst" and not {"hit", "affected", "-"}.isdisjoint(words[n + 1 : n + 3]))
        for n, norm in enumerate(words)
    )


def _of_that_number(reading: Reading, near: Sequence[Mention]) -> Span | None:
    """For "three of the five" as the last of ``near``, the earlier five of the same harm, or close before of any."""
    part = near[-1]
    norms = reading.tokens.norms
    here = reading.sentence_of(part.first)
    if here is None or norms[part.last : part.last + 1] != ["of"] or THOSE.isdisjoint(norms[part.last + 1 : part.last + 2]):
        return None
    numeral = reading.numerals.by_first.get(part.last + 2)
    if numeral is None or numeral.value is None:
        return None
    for earlier in reversed(near[:-1]):
        there = reading.sentence_of(earlier.first)
        if there is None or here.index - there.index > NEAR:
            return None
        if how_many(earlier) == numeral.value and (harm_of(earlier) is harm_of(part) or there.index >= here.index - BACK):
            return earlier.span
    return None


def _larger(reading: Reading, near: Sequence[Mention], harm: Harm | None, *, earlier_sentence: bool, back: int) -> Span | None:
    """The nearest earlier count of ``harm``, or else of the part's own, that can hold the last of ``near``.

    ``earlier_sentence``: of a sentence before. A toll that was corrected gives way to a larger one up to two sentences before it.
    """
    part = near[-1]
    own = size(part)
    here = reading.sentence_of(part.first)
    if own is None or here is None:
        return None
    any_harm = harm is None and harm_of(part) is Harm.AFFECTED  # "Of the victims, seven were from one family"
    harm = harm or harm_of(part)
    held: Mention | None = None
    for earlier in reversed(near[:-1]):
        there = reading.sentence_of(earlier.first)
        if there is None or here.index - there.index > back:
            break
        value = value_of(earlier)
        if (
            (earlier_sentence and there.index == here.index)
            or not (any_harm or value.harm is harm)
            or _is_side(reading, earlier, there.index, here.index)
        ):
            continue
        whole = size(earlier)
        if whole is not None and value.count.value is None and value.count.max is None and held is None:
            whole *= VAGUE  # "dozens were hurt; fourteen of the injured"
        if reading.tokens.norms[earlier.first - 1] in FORMERLY or whole is None or whole <= own or (held is not None and whole <= (size(held) or 0)):
            continue
        if earlier.rule not in _CORRECTED and earlier.rule is not None:
            return earlier.span
        held = held or earlier
    return held.span if held is not None else None


def _named(reading: Reading, near: Sequence[Mention], word: str) -> Span | None:
    """The larger count before the last of ``near`` whose own noun is ``word``: "720 of the casualties" after "2,680 civilian casualties"."""
    part = near[-1]
    own = size(part)
    for earlier in reversed(near[:-1]):
        if reading.tokens.norms[earlier.last - 1] == word and own is not None and (size(earlier) or 0) > own:
            return earlier.span
    return None


def _is_side(reading: Reading, earlier: Mention, there: int, here: int) -> bool:
    """Whether an earlier mention is itself a part, and not one that the sentence before tells of for itself as a breakdown's ("69 on the island")."""
    if value_of(earlier).subset_of is None:
        return False
    return there < here - 1 or earlier.rule in _PARTS or of_the_harmed(reading, earlier.last) or among_the_harmed(reading, earlier) is not None


_PARTS = frozenset({"casualty.part", "casualty.anaphora", "casualty.breakdown", "casualty.single"})
VAGUE = 8
"""How many times its lower bound a vague number may be."""
