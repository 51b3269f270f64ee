"""Joins casualty facts to the larger count they are part of, and to the date that says when."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from service.model import Casualty, Kind, Mention, Span
from service.reading import Reading

LARGE = 100
"""A total from which on a sum over several sentences is taken for a breakdown."""
_HARMED = frozenset(
    {
        "dead",
        "deceased",
        "victims",
        "casualties",
        "injured",
        "wounded",
        "missing",
        "killed",
        "arrested",
        "detained",
        "deaths",
        "fatalities",
        "hostages",
        "detainees",
        "displaced",
        "infected",
        "fallen",
        "bodies",
    }
)
NEAR = 6
"""Sentences between a total and the counts that add up to it, at most."""
BEFORE = 12
"""Casualties before a part among which its whole may be."""


def link(reading: Reading, mentions: Sequence[Mention]) -> list[Mention]:
    """All mentions in order, the casualties among them with ``subset_of`` and ``date`` set to spans of other mentions."""
    linked = list(mentions)
    places = [i for i, m in enumerate(linked) if isinstance(m.value, Casualty)]
    if not places:
        return linked
    wholes = _totals(reading, [linked[i] for i in places])
    known = {linked[i].span for i in places}
    dates = [m for m in linked if m.kind is Kind.DATES]
    starts = [m.start for m in dates]
    for at, i in enumerate(places):
        value = linked[i].value
        assert isinstance(value, Casualty)
        part_of = value.subset_of if value.subset_of in known else wholes.get(at)
        if part_of is None:
            goes_back = _among_the_harmed(reading, linked[i])
            near = [linked[n] for n in places[max(0, at - BEFORE) : at + 1]]
            goes_back = goes_back or _hardest_hit(reading, linked[i])
            if goes_back or of_the_harmed(reading, linked[i].last):
                part_of = _larger(reading, near, len(near) - 1, earlier_sentence=goes_back)
            else:
                part_of = _of_that_number(reading, near)
        linked[i] = replace(linked[i], value=replace(value, subset_of=part_of, date=_date(reading, linked[i], dates, starts)))
    return linked


def of_the_harmed(reading: Reading, last: int) -> bool:
    """Whether the words behind a mention that ends before token ``last`` make it a part: "five of the dead", "two of those arrested"."""
    words = reading.tokens.norms[last : last + 4]
    return len(words) > 2 and words[0] == "of" and words[1] in {"the", "those", "these"} and not _HARMED.isdisjoint(words[2:])


def _among_the_harmed(reading: Reading, mention: Mention) -> bool:
    """Whether a mention's sentence tells who they are that another counts: "Among the dead were two doctors", "The injured include a nurse"."""
    sentence = reading.sentence_of(mention.first)
    if sentence is None:
        return False
    norms = reading.tokens.norms
    words = norms[sentence.first : sentence.first + 6]
    if words[:1] in (["among"], ["of"]) and words[1:2] in (["the"], ["those"], ["these"]) and not _HARMED.isdisjoint(words[2:4]):
        return True
    behind = norms[mention.last : min(sentence.last, mention.last + 12)]
    for i, norm in enumerate(behind):
        if norm == "among" and behind[i + 1 : i + 2] in (["the"], ["those"]) and not _HARMED.isdisjoint(behind[i + 2 : i + 3]):
            return True  # "Two nurses and a policeman were among the dead"
    if norms[mention.first - 1] in {"remaining", "other"} and norms[mention.first - 2] in {"the", "all"}:
        return True
    if words[:1] == ["among"]:
        return False
    return words[:1] == ["the"] and not _HARMED.isdisjoint(words[1:2]) and not {"include", "included", "includes"}.isdisjoint(words[2:])


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
    if here is None or norms[part.last : part.last + 1] != ["of"] or norms[part.last + 1 : part.last + 2] not in (["the"], ["those"], ["these"]):
        return None
    numeral = reading.numerals.by_first.get(part.last + 2)
    if numeral is None or numeral.value is None:
        return None
    for earlier in reversed(near[:-1]):
        there = reading.sentence_of(earlier.first)
        if there is None or here.index - there.index > NEAR:
            return None
        if _number(earlier) == numeral.value and earlier.value.harm is part.value.harm:  # type: ignore[attr-defined]
            return earlier.span
    return None


def _larger(reading: Reading, casualties: Sequence[Mention], at: int, *, earlier_sentence: bool) -> Span | None:
    """The nearest earlier count of one harm, of an ``earlier_sentence`` where that is asked for, that can hold the part at index ``at``."""
    own = _number(casualties[at])
    harm = casualties[at].value.harm  # type: ignore[attr-defined]
    here = reading.sentence_of(casualties[at].first)
    for earlier in reversed(casualties[max(0, at - BEFORE) : at]):
        value = earlier.value
        assert isinstance(value, Casualty)
        there = reading.sentence_of(earlier.first)
        if here is None or there is None or here.index - there.index > NEAR:
            return None
        if earlier_sentence and there.index == here.index:
            continue
        whole = value.count.value or value.count.min
        if value.harm is harm and value.subset_of is None and whole is not None and own is not None and whole > own:
            return earlier.span
    return None


def _number(mention: Mention) -> Decimal | None:
    value = mention.value
    assert isinstance(value, Casualty)
    return value.count.value


def _totals(reading: Reading, casualties: Sequence[Mention]) -> dict[int, Span]:
    """By index, the mention that a run of neighbouring counts of one harm adds up to: a breakdown, in whatever order and sentence."""
    found: dict[int, Span] = {}
    sentence = [s.index if (s := reading.sentence_of(m.first)) else -1 for m in casualties]
    for at, whole in enumerate(casualties):
        total = _number(whole)
        if total is None or total < 2:
            continue
        for run in (range(at + 1, len(casualties)), range(at - 1, -1, -1)):
            mixed = run.step > 0 and reading.tokens.norms[whole.last - 1] in {"casualties", "victims"}
            parts = _run(reading, casualties, sentence, at, run, total, mixed=mixed)
            if parts is not None:
                for part in parts:
                    found.setdefault(part, whole.span)
    return {part: span for part, span in found.items() if not _mutual(casualties, found, part)}


def _mutual(casualties: Sequence[Mention], found: dict[int, Span], part: int) -> bool:
    return any(
        found.get(other) == casualties[part].span and casualties[other].span == found[part]
        for other in range(max(0, part - 12), min(len(casualties), part + 13))
    )


def _run(
    reading: Reading, casualties: Sequence[Mention], sentence: Sequence[int], at: int, run: range, total: Decimal, *, mixed: bool
) -> list[int] | None:
    """The indices of two or more neighbours that add up to ``total``, nearest first; none of them equals it. ``mixed``: of any harm."""
    harm = casualties[at].value.harm  # type: ignore[attr-defined]
    for skip in range(4):
        taken: list[int] = []
        left = total
        for n in run[skip : skip + 12]:
            number = _number(casualties[n])
            same = mixed or casualties[n].value.harm is harm  # type: ignore[attr-defined]
            if not same or abs(sentence[n] - sentence[at]) > NEAR or number is None or number <= 0 or number > left:
                break
            taken.append(n)
            left -= number
            if left == 0:
                return taken if len(taken) > 1 and _adds_up(reading, casualties, sentence, at, taken, total) else None
    return None


def _adds_up(reading: Reading, casualties: Sequence[Mention], sentence: Sequence[int], at: int, taken: Sequence[int], total: Decimal) -> bool:
    """Whether a sum is no chance: parts of one sentence, or a total too large to come about by accident."""
    if any(_FORMERLY.intersection(reading.tokens.norms[casualties[n].first - 2 : casualties[n].first]) for n in taken):
        return False  # "up from 52 on Friday" is no part
    if any(_restates(casualties[n], sentence[n] - sentence[at]) for n in taken):
        return False
    if total < LARGE and taken[0] < at and sentence[at] - sentence[taken[0]] > 1:
        return False  # small numbers further back add up by chance
    if len(taken) > 2 and taken[0] > at and any(_among_the_harmed(reading, casualties[n]) for n in taken):
        return True
    if any(casualties[n].rule == "casualty.single" and sentence[n] != sentence[at] for n in taken):
        return False
    return len({sentence[n] for n in taken}) == 1 or total >= LARGE


def _restates(mention: Mention, sentences: int) -> bool:
    """Whether a mention is a toll of a later sentence, which is no part of the one before."""
    value = mention.value
    assert isinstance(value, Casualty)
    return sentences != 0 and mention.rule == "casualty.toll" and value.subset_of is None


_FORMERLY = frozenset({"from", "than", "against"})


def _distance(reading: Reading, mention: Mention, date: Mention) -> float:
    """How far a date stands from a mention, in characters; one ahead of it, or parted from it by a comma, "and" or a clause, is further off."""
    behind = date.start >= mention.end
    first, last = (mention.last, date.first) if behind else (date.last, mention.first)
    between = reading.tokens.norms[first : min(last, first + 40)]
    parted = 12 * sum(norm in {",", "and", ";"} for norm in between)
    if any(one == "," and other in {"and", "but"} for one, other in pairwise(between)):
        parted += 30  # a clause of its own
    return (date.start - mention.end if behind else (mention.start - date.end) * 1.5) + parted


def _date(reading: Reading, mention: Mention, dates: Sequence[Mention], starts: Sequence[int]) -> Span | None:
    """The date that stands nearest to a mention in its sentence, one behind it before one ahead of it.

    Failing that, the last date of the two sentences before it in the same paragraph, of five for one that goes on with another's count.
    """
    sentence = reading.sentence_of(mention.first)
    if sentence is None:
        return None
    first, last = bisect_left(starts, sentence.start), bisect_right(starts, sentence.end)
    at = bisect_left(starts, mention.start)
    near = dates[max(first, at - 3) : min(last, at + 3)]
    if near:
        return min(near, key=lambda d: _distance(reading, mention, d)).span
    back = 5 if mention.rule == "casualty.anaphora" else 2
    for earlier in reversed(reading.sentences[max(0, sentence.index - back) : sentence.index]):
        if earlier.block != sentence.block:
            return None
        at = bisect_right(starts, earlier.end) - 1
        if at >= 0 and starts[at] >= earlier.start:
            return dates[at].span
    return None
