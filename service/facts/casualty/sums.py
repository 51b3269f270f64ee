"""Breakdowns: runs of neighbouring counts of one harm that add up to another count, in whatever order and sentence."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from service.facts.casualty.dates import SAID
from service.facts.casualty.shares import FORMERLY, among_the_harmed, harm_of, how_many, value_of
from service.model import Mention, Span
from service.reading import Reading

LARGE = 100
"""A total from which on a sum over several sentences is taken for a breakdown."""
_TELLING = 20
"""A total from which on the parts of one sentence may stand further off."""
_NEAR = 6
_FAR = 16
"""Sentences between a total and its parts at most, and where two parts of one sentence add up to a ``_TELLING`` total ahead of them."""


def totals(reading: Reading, casualties: Sequence[Mention]) -> dict[int, Span]:
    """By index, the mention that a run of neighbouring counts of one harm adds up to; numbers that are called a total come first."""
    found: dict[int, Span] = {}
    sentence = [s.index if (s := reading.sentence_of(m.first)) else -1 for m in casualties]
    called = [_is_called_total(reading, m) for m in casualties]
    for at in sorted(range(len(casualties)), key=lambda n: (not called[n], n)):
        whole = casualties[at]
        total = how_many(whole)
        if total is None or total < 2:
            continue
        for run in (range(at + 1, len(casualties)), range(at - 1, -1, -1)):
            mixed = run.step > 0 and reading.tokens.norms[whole.last - 1] in {"casualties", "victims"}
            parts = _run(reading, casualties, sentence, at, run, total, mixed=mixed)
            if parts is not None and not (at in found and any(found.get(p) == found[at] for p in parts)):
                for part in parts:
                    found.setdefault(part, whole.span)
    return {part: span for part, span in found.items() if not _mutual(casualties, found, part)}


_TOTALS = frozenset({"total", "toll", "tally", "altogether", "overall"})


def _is_called_total(reading: Reading, mention: Mention) -> bool:
    """Whether words beside a mention call it the sum: "bringing the toll to ten", "23 in all"."""
    norms = reading.tokens.norms
    behind = norms[mention.last : mention.last + 3]
    return not _TOTALS.isdisjoint(norms[max(0, mention.first - 4) : mention.last + 2]) or behind[-2:] == ["in", "all"] or behind[:2] == ["in", "all"]


def _mutual(casualties: Sequence[Mention], found: dict[int, Span], part: int) -> bool:
    return any(
        found.get(other) == casualties[part].span and casualties[other].span == found[part]
        for other in range(max(0, part - 12), min(len(casualties), part + 13))
    )


def _run(
    reading: Reading, casualties: Sequence[Mention], sentence: Sequence[int], at: int, run: range, total: Decimal, *, mixed: bool
) -> list[int] | None:
    """The indices of two or more neighbours that add up to ``total``, nearest first; none of them equals it. ``mixed``: of any harm."""
    harm = harm_of(casualties[at])
    far = run.step > 0 and total >= _TELLING
    reach = _FAR if far else _NEAR
    alike = [n for n in run[:18] if (mixed or harm_of(casualties[n]) is harm) and value_of(casualties[n]).subset_of in {None, casualties[at].span}]
    for skip in range(6 if far else 4):
        taken: list[int] = []
        left = total
        for n in alike[skip : skip + 12]:
            number = how_many(casualties[n])
            if abs(sentence[n] - sentence[at]) > reach or number is None or number <= 0 or number > left:
                break
            taken.append(n)
            left -= number
            if left == 0:
                if len(taken) == 1:
                    return None  # the total told again is the nearer one
                if _adds_up(reading, casualties, sentence, at, taken, total):
                    return taken
                break
    return None


def _adds_up(reading: Reading, casualties: Sequence[Mention], sentence: Sequence[int], at: int, taken: Sequence[int], total: Decimal) -> bool:
    """Whether a sum is no chance: parts of one sentence, or a total too large to come about by accident."""
    if any(FORMERLY.intersection(reading.tokens.norms[casualties[n].first - 2 : casualties[n].first]) for n in taken):
        return False  # "up from 52 on Friday" is no part
    corrected = casualties[at].rule in {"casualty.toll", "casualty.anaphora"}
    if any(_restates(reading, casualties[n], corrected or sentence[n] != sentence[at]) for n in taken):
        return False
    if total < LARGE and taken[0] < at and sentence[at] - sentence[taken[0]] > 1:
        return False  # small numbers further back add up by chance
    if len(taken) > 2 and taken[0] > at and any(among_the_harmed(reading, casualties[n]) is not None for n in (taken[0], taken[-1])):
        return True
    if any(casualties[n].rule == "casualty.single" and sentence[n] != sentence[at] for n in taken):
        return (
            taken[0] > at and len(taken) > 2 and {sentence[n] for n in taken} == {sentence[at] + 1}
        )  # "Three died. We lost Ana Ruiz, Ben Holt and Cy Rao"
    if all(casualties[n].rule == "casualty.single" for n in taken) and taken[0] > at:
        between = reading.tokens.norms[casualties[at].last : min(casualties[taken[0]].first, casualties[at].last + 40)]
        if not SAID.isdisjoint(between) or ";" in between or "while" in between:
            return False  # "Two men were killed, the mayor said, and in April a doctor, Ana Horvat, was shot"
    told = {sentence[n] for n in taken}
    if sentence[at] not in told and any(_is_provisional(reading, casualties[n]) for n in taken):
        return False
    if len(told) == 1 or (total >= LARGE and abs(sentence[taken[-1]] - sentence[at]) <= _NEAR):
        return True
    return total >= _SURE and taken[0] > at and len(taken) == 2 and max(told) - min(told) == 1


_SURE = 50
"""A total from which on parts of two neighbouring sentences are no chance."""
_PROVISIONAL = frozenset({"earlier", "initial", "initially", "previous", "previously", "provisional", "preliminary", "former"})


def _is_provisional(reading: Reading, mention: Mention) -> bool:
    """Whether a mention's sentence gives a number that was later corrected: "An earlier bulletin had given 31 dead"."""
    sentence = reading.sentence_of(mention.first)
    return sentence is not None and not _PROVISIONAL.isdisjoint(reading.tokens.norms[sentence.first : min(sentence.last, sentence.first + 30)])


def _restates(reading: Reading, mention: Mention, later: bool) -> bool:
    """Whether a mention is the bare number of a toll, of a ``later`` sentence or time than the total it would be part of."""
    numeral = reading.numerals.by_first.get(mention.first)
    later = later and numeral is not None and numeral.last == mention.last
    return later and mention.rule == "casualty.toll" and value_of(mention).subset_of is None
