"""Breakdowns: runs of neighbouring counts of one harm that add up to another count, in whatever order and sentence."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from service.facts.casualty.dates import SAID
from service.facts.casualty.shares import FORMERLY, among_the_harmed, value_of
from service.model import Harm, Mention, Span
from service.reading import Reading

LARGE = 100
"""A total from which on a sum over several sentences is taken for a breakdown."""
_TELLING = 20
"""A total from which on the parts of one sentence may stand further off."""
_NEAR = 6
_FAR = 16
"""Sentences between a total and its parts at most, and where two parts of one sentence add up to a ``_TELLING`` total ahead of them."""


class _Row(NamedTuple):
    """What a sum needs of one casualty: its number, its harm, its sentence, and the span it is said to be part of."""

    number: Decimal | None
    harm: Harm
    sentence: int
    part_of: Span | None
    span: Span


def totals(reading: Reading, casualties: Sequence[Mention]) -> dict[int, Span]:
    """By index, the mention that a run of neighbouring counts of one harm adds up to; numbers that are called a total come first."""
    found: dict[int, Span] = {}
    rows = [_row(reading, m) for m in casualties]
    called = [_is_called_total(reading, m) for m in casualties]
    for at in sorted(range(len(rows)), key=lambda n: (not called[n], n)):
        whole = rows[at]
        if whole.number is None or whole.number < 2:
            continue
        for run in (range(at + 1, min(len(rows), at + _REACH)), range(at - 1, max(-1, at - _REACH), -1)):
            mixed = run.step > 0 and reading.tokens.norms[casualties[at].last - 1] in {"casualties", "victims"}
            parts = _run(reading, casualties, rows, at, run, mixed=mixed)
            if parts is not None and not (at in found and any(found.get(p) == found[at] for p in parts)):
                for part in parts:
                    found.setdefault(part, whole.span)
    return {part: span for part, span in found.items() if not _mutual(rows, found, part)}


def _row(reading: Reading, mention: Mention) -> _Row:
    value = value_of(mention)
    sentence = reading.sentence_of(mention.first)
    return _Row(value.count.value, value.harm, sentence.index if sentence else -1, value.subset_of, mention.span)


_REACH = 19
"""Casualties beside a total among which its parts may be."""
_TOTALS = frozenset({"total", "toll", "tally", "altogether", "overall"})


def _is_called_total(reading: Reading, mention: Mention) -> bool:
    """Whether words beside a mention call it the sum: "bringing the toll to ten", "23 in all"."""
    norms = reading.tokens.norms
    behind = norms[mention.last : mention.last + 3]
    return not _TOTALS.isdisjoint(norms[max(0, mention.first - 4) : mention.last + 2]) or behind[-2:] == ["in", "all"] or behind[:2] == ["in", "all"]


def _mutual(rows: Sequence[_Row], found: dict[int, Span], part: int) -> bool:
    return any(
        found.get(other) == rows[part].span and rows[other].span == found[part] for other in range(max(0, part - 12), min(len(rows), part + 13))
    )


def _run(reading: Reading, casualties: Sequence[Mention], rows: Sequence[_Row], at: int, run: range, *, mixed: bool) -> list[int] | None:
    """The indices of two or more neighbours that add up to a total, nearest first; none of them equals it. ``mixed``: of any harm."""
    whole = rows[at]
    total = whole.number or Decimal(0)
    far = run.step > 0 and total >= _TELLING
    reach = _FAR if far else _NEAR
    alike: list[int] = []
    for n in run:
        row = rows[n]
        if abs(row.sentence - whole.sentence) > reach:
            break
        if (mixed or row.harm is whole.harm) and (row.part_of is None or row.part_of == whole.span):
            alike.append(n)
    for skip in range(min(len(alike) - 1, 6 if far else 4)):
        taken: list[int] = []
        left = total
        for n in alike[skip : skip + 12]:
            number = rows[n].number
            if number is None or number <= 0 or number > left:
                break
            taken.append(n)
            left -= number
            if left == 0:
                if len(taken) == 1:
                    return None  # the total told again is the nearer one
                if _adds_up(reading, casualties, rows, at, taken):
                    return taken
                break
    return None


def _adds_up(reading: Reading, casualties: Sequence[Mention], rows: Sequence[_Row], at: int, taken: Sequence[int]) -> bool:
    """Whether a sum is no chance: parts of one sentence, or a total too large to come about by accident."""
    total = rows[at].number or Decimal(0)
    sentence = {n: rows[n].sentence for n in (at, *taken)}
    first, last = min(casualties[n].first for n in sentence), max(casualties[n].last for n in sentence)
    if any(_is_added(reading, casualties[n]) for n in taken) and not _is_called_total(reading, casualties[at]):
        return False  # "four were dead, including a baby, and three more died on the quay"
    if "compared" in reading.tokens.norms[first : min(last, first + 60)]:
        return False  # "12 homicides, compared with 18 last year and 30 in 2021"
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


def _is_added(reading: Reading, mention: Mention) -> bool:
    """Whether words add a mention to those before: "three more", "another three"."""
    norms = reading.tokens.norms
    return norms[mention.last : mention.last + 1] == ["more"] or norms[mention.first - 1] in {"another", "further", "additional"}


def _restates(reading: Reading, mention: Mention, later: bool) -> bool:
    """Whether a mention is the bare number of a toll, of a ``later`` sentence or time than the total it would be part of."""
    numeral = reading.numerals.by_first.get(mention.first)
    later = later and numeral is not None and numeral.last == mention.last
    return later and mention.rule == "casualty.toll" and value_of(mention).subset_of is None
