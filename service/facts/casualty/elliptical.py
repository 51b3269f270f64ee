"""The larger count that a bare number goes on with: "The blast injured 90 people. Eleven are in intensive care and two are on the ward"."""

from __future__ import annotations

from collections.abc import Sequence

from service.facts.casualty.causes import BACK
from service.facts.casualty.pronominal import is_bare
from service.facts.casualty.shares import (
    FORMERLY,
    THOSE,
    harm_of,
    of_the_harmed,
    size,
    value_of,
)
from service.facts.casualty.worded import VAGUE
from service.facts.clause.phrases import is_qualifier
from service.model import Harm, Mention, Span
from service.reading import Reading


def continued(reading: Reading, near: Sequence[Mention]) -> Span | None:
    """For a bare number that opens its sentence, the larger count that it goes on with: "The blast injured 90 people. Eleven are in intensive care"."""
    part = near[-1]
    here, own = reading.sentence_of(part.first), size(part)
    if here is None or own is None or not _is_bare_opening(reading, part, here.first):
        return None
    value = value_of(part)
    for earlier in reversed(near[:-1]):
        there = reading.sentence_of(earlier.first)
        if there is None or here.index - there.index > BACK or there.block != here.block:
            return None
        told = value_of(earlier)
        if there.index == here.index or told.subset_of is not None or not _continues(reading, part, earlier):
            continue
        if any(reading.numerals.any_within(s.first, s.last) for s in reading.sentences[there.index + 1 : here.index]):
            return None  # others are counted between
        if value.count.value is None and told.count.value is None:
            return None  # "Thousands have fled Goma. Hundreds have fled Bukavu"
        whole = size(earlier)
        if whole is not None and told.count.value is None and told.count.max is None:
            whole *= VAGUE
        if whole is None or reading.tokens.norms[earlier.first - 1] in FORMERLY:
            return None
        if whole <= own:
            continue  # "200 pupils and three teachers fell ill. By evening 19 were in hospital"
        if part.rule != "casualty.state" and ((value.date and told.date and value.date != told.date) or (value.place and told.place)):
            return None  # "Twelve people died in Gao on Monday. Nine were killed on Tuesday"
        return earlier.span
    return None


def _continues(reading: Reading, part: Mention, earlier: Mention) -> bool:
    """Whether a bare number tells more of those told of before: the same harm, or that some have since died. A harm of another kind is counted for itself."""
    harm, told = harm_of(part), harm_of(earlier)
    if harm is told:
        return True
    return harm is Harm.KILLED and told is not Harm.DETAINED and not _SINCE.isdisjoint(reading.tokens.norms[part.last : part.last + 5])


_SINCE = frozenset({"since", "later", "afterwards", "subsequently"})
_MORE = frozenset({"more", "others", "other", "also", "additional", "further", "another", "too", "-"})
_AS_YET = frozenset({"by", "so", "already", "since", "yesterday", "today", "tonight", "now", "overnight"})


def _is_bare_opening(reading: Reading, part: Mention, first: int) -> bool:
    """Whether a mention is a number without a noun that opens the sentence from token ``first``, or what is said in it: "Officials said that nine …"."""
    norms = reading.tokens.norms
    if not is_bare(reading, part) or not _MORE.isdisjoint(norms[part.last : part.last + 4]):
        return False
    if not norms[part.last : part.last + 1] or norms[part.last] in _ENDING or norms[part.last] == "of":
        return False  # "The Red Cross says nine."
    i = part.first
    while i > first and i > part.first - 8 and is_qualifier(reading.tokens, i - 1):
        i -= 1
        if norms[i] in _MORE or norms[i] in THOSE:
            return False
    if i == first:
        return True
    words = norms[first:i]
    if len(words) > _FEW:
        return False
    if words[-1] in _REPORTED or (words[-1] == "that" and words[-2:-1] and words[-2] in _REPORTED):
        return harm_of(part) is Harm.INJURED  # but "The mayor said 5,300 were dead" is another's count
    return words[0] in _AS_YET and (words[-1] == "," or len(words) < _TIME)


_ENDING = frozenset({",", ".", ";", ":", "?", "!", "and", "or"})
_FEW = 14
_TIME = 5
_REPORTED = frozenset({"said", "say", "says", "reported", "reports", "confirmed", "added", "believe", "believed"})


def shared_whole(reading: Reading, near: Sequence[Mention]) -> Span | None:
    """The whole of a part for the one behind it in the same sentence: "Eight of the dead were customs officers and four were drivers"."""
    if len(near) < 2:
        return None
    before, part = near[-2], near[-1]
    whole = value_of(before).subset_of
    if reading.sentence_of(before.first) != reading.sentence_of(part.first):
        return None
    if whole is not None and part.rule == "casualty.part" and (before.rule == "casualty.part" or of_the_harmed(reading, before.last)):
        return whole
    bare = is_bare(reading, part) and _MORE.isdisjoint(reading.tokens.norms[part.first - 3 : part.last + 2])
    held = next((m for m in near[:-2] if m.span == whole), None)
    joined = _joined(reading, before, part)
    graver = whole is None and part.rule == "casualty.state" and not _GRAVE.isdisjoint(reading.tokens.norms[part.last : part.last + 6])
    if graver and bare and joined and harm_of(before) is harm_of(part) is Harm.INJURED and (size(before) or 0) > (size(part) or 0):
        return before.span  # "Twelve were taken to hospital and two are in a critical condition"
    follows = harm_of(part) is harm_of(before) or (held is not None and _continues(reading, part, held))
    return whole if whole is not None and bare and joined and held is not None and (size(held) or 0) > (size(part) or 0) and follows else None


def _joined(reading: Reading, before: Mention, part: Mention) -> bool:
    """Whether "and", "but" or a semicolon stands right before a mention, at most a clause behind the one before it."""
    i = part.first - 1
    while i > part.first - 6 and is_qualifier(reading.tokens, i):
        i -= 1
    return reading.tokens.norms[i] in {"and", "but", ";", "while"} and part.first - before.last <= _CLAUSE


_CLAUSE = 16
_GRAVE = frozenset({"critical", "critically", "serious", "grave", "intensive", "coma", "ventilators", "life"})
