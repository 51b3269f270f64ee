"""The larger count that words make a mention part of: "five of the dead", "Among the injured were two nurses", "three of the five", "in the capital alone"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from service.model import Casualty, Harm, Mention, Span
from service.reading import Reading

_HARMED: dict[str, Harm | None] = {
    **dict.fromkeys(("dead", "deceased", "killed", "died", "deaths", "fatalities", "fallen", "bodies"), Harm.KILLED),
    **dict.fromkeys(("injured", "wounded", "hurt"), Harm.INJURED),
    **dict.fromkeys(("arrested", "detained", "hostages", "detainees", "abducted"), Harm.DETAINED),
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
    if words[:1] == ["the"] and words[1] in _HARMED and not _INCLUDES.isdisjoint(words[2:]):
        return words[1]
    return None


def whole_of(reading: Reading, near: Sequence[Mention]) -> Span | None:
    """The mention of ``near`` that its last one is said to be part of."""
    part = near[-1]
    word = among_the_harmed(reading, part)
    if word is None and _hardest_hit(reading, part):
        word = "victims"
    if word is not None:
        return _larger(reading, near, word, earlier_sentence=True)
    word = _of_whom(reading, part.last)
    if word is not None:
        return _larger(reading, near, word, earlier_sentence=False)
    return _of_that_number(reading, near) or _of_them(reading, near)


_BACK = 2
"""Sentences that "of them" may look back."""


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


def _hardest_hit(reading: Reading, mention: Mention) -> bool:
    """Whether a mention's sentence singles out one place or time of several: "Kivu was hit hardest, with 640 cases", "in the capital alone"."""
    sentence = reading.sentence_of(mention.first)
    if sentence is None or mention.rule == "casualty.toll":
        return False
    words = reading.tokens.norms[sentence.first : min(sentence.last, sentence.first + 40)]
    return any(
        norm == "hardest"
        or (norm == "alone" and n < mention.first - sentence.first)
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


def _larger(reading: Reading, near: Sequence[Mention], word: str, *, earlier_sentence: bool) -> Span | None:
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
        if there is None or here.index - there.index > NEAR:
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
