"""The larger count that words make a mention part of: "five of the dead", "Among the injured were two nurses", "three of the five", "in the capital alone"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from service.model import Casualty, Harm, Mention, Span
from service.reading import Reading

_HARMED: dict[str, Harm | None] = {
    **dict.fromkeys(("dead", "deceased", "killed", "died", "deaths", "fatalities", "fallen", "bodies"), Harm.KILLED),
    **dict.fromkeys(("injured", "wounded", "hurt"), Harm.INJURED),
    **dict.fromkeys(("infections", "cases"), Harm.INFECTED),
    **dict.fromkeys(("arrests", "arrested", "detained", "hostages", "detainees", "abducted"), Harm.DETAINED),
    **dict.fromkeys(("victims", "casualties"), None),
    "missing": Harm.MISSING,
    "displaced": Harm.DISPLACED,
    "infected": Harm.INFECTED,
}
"""Words for those who were harmed, with the harm where they tell it."""
NEAR = 6
"""Sentences between a total and its parts, at most."""
_THOSE = frozenset({"the", "those", "these"})
_INCLUDES = frozenset({"include", "included", "includes"})
_THAT = frozenset({"that", "this", "they", "these", "it"})
FORMERLY = frozenset({"from", "against"})
"""Words before a count that another is compared with: "up from 52"."""
_CORRECTED = frozenset({"casualty.toll", "casualty.anaphora"})


def of_the_harmed(reading: Reading, last: int) -> bool:
    """Whether the words behind a mention that ends before token ``last`` make it a part: "five of the dead", "two of those arrested"."""
    return _of_whom(reading, last) is not None


def _of_whom(reading: Reading, last: int) -> str | None:
    words = reading.tokens.norms[last : last + 4]
    if len(words) < 3 or words[0] != "of" or words[1] not in _THOSE:
        return None
    return next((w for w in words[2:] if w in _HARMED), None)


def among_the_harmed(reading: Reading, mention: Mention) -> str | None:
    """The word for those whom a mention's sentence says more of: "Among the dead were two doctors", "The injured include a nurse"; None for no such sentence."""
    sentence = reading.sentence_of(mention.first)
    if sentence is None:
        return None
    norms = reading.tokens.norms
    words = norms[sentence.first : sentence.first + 6]
    if words[:1] in (["among"], ["of"]) and words[1] in _THOSE:
        opened = next((w for w in words[2:4] if w in _HARMED), None)
        if opened is not None:
            return opened
    behind = norms[mention.last : min(sentence.last, mention.last + 12)]
    for i, norm in enumerate(behind[:-2]):
        if norm == "among" and behind[i + 1] in _THOSE and behind[i + 2] in _HARMED:
            return behind[i + 2]  # "Two nurses and a policeman were among the dead"
    if norms[mention.first - 1] in {"remaining", "other"} and norms[mention.first - 2] in {"the", "all"}:
        return "victims"
    if words[:1] and words[0] in _THAT and words[1:2] and words[1] in _INCLUDES and mention.first <= sentence.first + 4:
        return "victims"  # "That includes two serious injuries"
    if words[:1] == ["the"] and words[1] in _HARMED and not _INCLUDES.isdisjoint(words[2:]):
        return words[1]
    return None


def whole_of(reading: Reading, near: Sequence[Mention]) -> Span | None:
    """The mention of ``near`` that its last one is said to be part of."""
    part = near[-1]
    whole = _remaining(reading, near) or _of_number_ahead(reading, near)
    if whole is not None:
        return whole
    word = among_the_harmed(reading, part)
    if word is None and _hardest_hit(reading, part):
        return _larger(reading, near, "victims", earlier_sentence=True, back=_BACK)
    if word is not None:
        return _larger(reading, near, word, earlier_sentence=True)
    word = _of_whom(reading, part.last)
    if word is not None:
        return _larger(reading, near, word, earlier_sentence=False)
    return _of_that_number(reading, near) or _of_them(reading, near)


def _of_them(reading: Reading, near: Sequence[Mention]) -> Span | None:
    """For "Eleven of them died" as the last of ``near``, the larger count nearest before it, of whatever harm."""
    part = near[-1]
    norms = reading.tokens.norms
    here = reading.sentence_of(part.first)
    own = how_many(part)
    value = part.value
    assert isinstance(value, Casualty)
    if here is None or own is None or value.subset_of is not None or norms[part.last : part.last + 1] != ["of"]:
        return None
    if norms[part.last + 1 : part.last + 2] != ["them"]:
        return None
    for earlier in reversed(near[:-1]):
        there = reading.sentence_of(earlier.first)
        if there is None or here.index - there.index > _BACK:
            return None
        whole = earlier.value
        assert isinstance(whole, Casualty)
        number = whole.count.value or whole.count.min
        if there.index < here.index and whole.subset_of is None and number is not None and number > own:
            return earlier.span
    return None


_BACK = 2
"""Sentences that "of them" and "in the capital alone" may look back."""


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
        value = earlier.value
        assert isinstance(value, Casualty)
        if _harm(earlier) is _harm(part) and value.subset_of is None and (how_many(earlier) or 0) > own:
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


def _hardest_hit(reading: Reading, mention: Mention) -> bool:
    """Whether a mention's sentence singles out one place or time of several: "Kivu was hit hardest, with 640 cases", "in the capital alone"."""
    sentence = reading.sentence_of(mention.first)
    if sentence is None or mention.rule == "casualty.toll":
        return False
    words = reading.tokens.norms[sentence.first : min(sentence.last, sentence.first + 40)]
    return any(
        norm == "hardest"
        or (norm == "alone" and n < mention.first - sentence.first and "which" not in words[n : mention.first - sentence.first])
        or (norm == "worst" and not {"hit", "affected", "-"}.isdisjoint(words[n + 1 : n + 3]))
        for n, norm in enumerate(words)
    )


def _of_that_number(reading: Reading, near: Sequence[Mention]) -> Span | None:
    """For "three of the five" as the last of ``near``, the earlier five of the same harm."""
    part = near[-1]
    norms = reading.tokens.norms
    here = reading.sentence_of(part.first)
    if here is None or norms[part.last : part.last + 1] != ["of"] or _THOSE.isdisjoint(norms[part.last + 1 : part.last + 2]):
        return None
    numeral = reading.numerals.by_first.get(part.last + 2)
    if numeral is None or numeral.value is None:
        return None
    for earlier in reversed(near[:-1]):
        there = reading.sentence_of(earlier.first)
        if there is None or here.index - there.index > NEAR:
            return None
        if how_many(earlier) == numeral.value and _harm(earlier) is _harm(part):
            return earlier.span
    return None


def _larger(reading: Reading, near: Sequence[Mention], word: str, *, earlier_sentence: bool, back: int = NEAR) -> Span | None:
    """The nearest earlier count of the harm that ``word`` tells, or of the part's own, that can hold the last of ``near``.

    ``earlier_sentence``: of a sentence before. A toll that was corrected gives way to a larger one up to two sentences before it.
    """
    part = near[-1]
    own = how_many(part)
    here = reading.sentence_of(part.first)
    if own is None or here is None:
        return None
    harm = _HARMED[word] or _harm(part)
    held: Mention | None = None
    for earlier in reversed(near[:-1]):
        there = reading.sentence_of(earlier.first)
        if there is None or here.index - there.index > back:
            break
        value = earlier.value
        assert isinstance(value, Casualty)
        whole = value.count.value or value.count.min
        if (earlier_sentence and there.index == here.index) or _harm(earlier) is not harm or value.subset_of is not None:
            continue
        if (
            reading.tokens.norms[earlier.first - 1] in FORMERLY
            or whole is None
            or whole <= own
            or (held is not None and whole <= (how_many(held) or 0))
        ):
            continue
        if earlier.rule not in _CORRECTED and earlier.rule is not None:
            return earlier.span
        held = held or earlier
    return held.span if held is not None else None


def how_many(mention: Mention) -> Decimal | None:
    """The one number of a casualty mention, None for a range or a vague number."""
    value = mention.value
    assert isinstance(value, Casualty)
    return value.count.value


def _harm(mention: Mention) -> Harm:
    value = mention.value
    assert isinstance(value, Casualty)
    return value.harm


__all__ = ["FORMERLY", "NEAR", "among_the_harmed", "how_many", "of_the_harmed", "whole_of"]
