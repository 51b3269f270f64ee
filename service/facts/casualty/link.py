"""Joins casualty facts to the larger count they are part of, and to the date that says when."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from service.facts.casualty.lexicon import LEXICON, all_forms
from service.facts.casualty.shares import FORMERLY, NEAR, among_the_harmed, how_many, of_the_harmed, whole_of
from service.model import Casualty, Kind, Mention, Span
from service.reading import Reading

LARGE = 100
"""A total from which on a sum over several sentences is taken for a breakdown."""
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
            part_of = whole_of(reading, [linked[n] for n in places[max(0, at - BEFORE) : at + 1]])
        if part_of is None and at and linked[i].rule == "casualty.part":
            part_of = _shared(reading, linked[places[at - 1]], linked[i])
        linked[i] = replace(linked[i], value=replace(value, subset_of=part_of, date=_date(reading, linked[i], dates, starts)))
    by_span = {linked[i].span: linked[i] for i in places}
    for i in places:
        linked[i] = _as_the_whole(reading, linked[i], by_span)
    return linked


def _as_the_whole(reading: Reading, part: Mention, by_span: dict[Span, Mention]) -> Mention:
    """Who did it and what did it are told once for a whole and its parts of the same sentence: "killed 46 villagers, including 12 children"."""
    value = part.value
    assert isinstance(value, Casualty)
    whole = by_span.get(value.subset_of) if value.subset_of is not None else None
    if whole is None or not isinstance(whole.value, Casualty) or whole.value.harm is not value.harm:
        return part
    if value.perpetrator is not None or value.cause is not None or reading.sentence_of(whole.first) != reading.sentence_of(part.first):
        return part
    return replace(part, value=replace(value, perpetrator=whole.value.perpetrator, cause=whole.value.cause))


def _shared(reading: Reading, part: Mention, following: Mention) -> Span | None:
    """The whole of a part for the one behind it in the same sentence: "Eight of the dead were customs officers and four were drivers"."""
    value = part.value
    assert isinstance(value, Casualty)
    said = part.rule == "casualty.part" or of_the_harmed(reading, part.last)
    return value.subset_of if said and reading.sentence_of(part.first) == reading.sentence_of(following.first) else None


def _totals(reading: Reading, casualties: Sequence[Mention]) -> dict[int, Span]:
    """By index, the mention that a run of neighbouring counts of one harm adds up to: a breakdown, in whatever order and sentence."""
    found: dict[int, Span] = {}
    sentence = [s.index if (s := reading.sentence_of(m.first)) else -1 for m in casualties]
    for at, whole in enumerate(casualties):
        total = how_many(whole)
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
            number = how_many(casualties[n])
            same = mixed or casualties[n].value.harm is harm  # type: ignore[attr-defined]
            if not same or abs(sentence[n] - sentence[at]) > NEAR or number is None or number <= 0 or number > left:
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
        return False
    if all(casualties[n].rule == "casualty.single" for n in taken) and taken[0] > at:
        between = reading.tokens.norms[casualties[at].last : min(casualties[taken[0]].first, casualties[at].last + 40)]
        if not SAID.isdisjoint(between) or ";" in between or "while" in between:
            return False  # "Two men were killed, the mayor said, and in April a doctor, Ana Horvat, was shot"
    return len({sentence[n] for n in taken}) == 1 or total >= LARGE


def _restates(reading: Reading, mention: Mention, later: bool) -> bool:
    """Whether a mention is the bare number of a toll, of a ``later`` sentence or time than the total it would be part of."""
    numeral = reading.numerals.by_first.get(mention.first)
    later = later and numeral is not None and numeral.last == mention.last
    value = mention.value
    assert isinstance(value, Casualty)
    return later and mention.rule == "casualty.toll" and value.subset_of is None


def _distance(reading: Reading, mention: Mention, date: Mention) -> float:
    """How far a date stands from a mention, in characters; one ahead of it, or parted from it by a comma, "and" or a clause, is further off."""
    behind = date.start >= mention.end
    between = _between(reading, mention, date)
    parted = 12 * sum(norm in {",", "and", ";"} for norm in between)
    return (date.start - mention.end if behind else (mention.start - date.end) * 1.5) + parted


def _between(reading: Reading, mention: Mention, date: Mention) -> list[str]:
    first, last = (mention.last, date.first) if date.start >= mention.end else (date.last, mention.first)
    return reading.tokens.norms[first : min(last, first + 40)]


_PARTING = frozenset({";", "that", "while", "whilst", "whereas", "but", "although", "though", "whose", "whom", "which", "who", "because"})
"""Words between a date and a mention that part them: they are of two clauses."""
_OPENING = frozenset({"when", "after", "since", "as", "before", "until"})


def _tells_when(reading: Reading, mention: Mention, date: Mention) -> bool:
    """Whether a date of a mention's sentence may say when the harm came: it is of the same clause, and not the day on which something is said."""
    if date.start < mention.end and mention.start < date.end:
        return False
    if _of_saying(reading, date):
        return False
    between = _between(reading, mention, date)
    behind = date.start >= mention.end
    if any(norm == "," and other in {"and", "but"} for norm, other in pairwise(between)):
        return False
    if behind:
        return not any(norm in SAID or norm == ";" or norm in {"while", "whilst", "whereas", "but"} for norm in between)
    if not _PARTING.isdisjoint(between) or not SAID.isdisjoint(between) or "put" in between:
        return False
    return not _of_another(reading, date)


def _of_another(reading: Reading, date: Mention) -> bool:
    """Whether a date ahead closes a clause of its own, with a subordinator and a verb: "Since war broke out on 15 April, 12 million have fled"."""
    sentence = reading.sentence_of(date.first)
    norms = reading.tokens.norms
    if sentence is None or norms[date.last : date.last + 1] != [","]:
        return False
    opened = next((k for k in range(date.first - 1, max(sentence.first, date.first - _CLAUSE) - 1, -1) if norms[k] in _OPENING), None)
    return opened is not None and date.first - opened > _PHRASE


_CLAUSE = 16
_PHRASE = 3
"""Tokens from "since" to a date that is its own complement ("since early May"), at most."""


def _of_saying(reading: Reading, date: Mention) -> bool:
    """Whether a date is that of a verb of saying, meeting or reporting: "said yesterday", "told us on Monday that", "whom I met last week"."""
    norms = reading.tokens.norms
    i = date.first - 1
    while i >= 0 and i > date.first - _NEXT and norms[i] in _LIGHT:
        i -= 1
    if i >= 0 and norms[i] in SAID:
        return True
    if norms[date.last : date.last + 1] == ["that"] and i >= 0:
        return any(norms[k] in SAID for k in range(max(0, date.first - 8), date.first))
    return False


_NEXT = 6
_LIGHT = frozenset(
    {
        "on",
        "in",
        "at",
        "late",
        "early",
        "only",
        "just",
        "earlier",
        "me",
        "us",
        "reporters",
        "it",
        "the",
        "him",
        "her",
        "them",
        "parliament",
        "again",
        "also",
    }
)
_SAYING = (
    "say tell announce report confirm declare state claim warn add note estimate document publish acknowledge admit reveal disclose put meet visit speak write ask explain "
    "conclude promise agree convict sentence condemn brief update insist deny recall remember pray debate discuss adopt pass launch"
)
SAID = all_forms(_SAYING.split()) - {"put"}
"""Verbs whose date is not that of a harm told with them."""


def _date(reading: Reading, mention: Mention, dates: Sequence[Mention], starts: Sequence[int]) -> Span | None:
    """The date that says when: the nearest of its clause, one behind it before one ahead of it.

    Failing that, the last date of the sentence before in the same paragraph where that tells of what happened, of up to five for one that goes on with another's count.
    """
    sentence = reading.sentence_of(mention.first)
    if sentence is None:
        return None
    first, last = bisect_left(starts, sentence.start), bisect_right(starts, sentence.end)
    at = bisect_left(starts, mention.start)
    every = dates[max(first, at - 3) : min(last, at + 3)]
    near = [d for d in every if _tells_when(reading, mention, d)]
    if near:
        return min(near, key=lambda d: _distance(reading, mention, d)).span
    if every or not _PERFECT.isdisjoint(reading.tokens.norms[mention.last : mention.last + 4]):
        return None  # "have been driven out" is of no one day before
    back = 5 if mention.rule == "casualty.anaphora" else 1
    for earlier in reversed(reading.sentences[max(0, sentence.index - back) : sentence.index]):
        if earlier.block != sentence.block:
            return None
        at = bisect_right(starts, earlier.end) - 1
        if at >= 0 and starts[at] >= earlier.start:
            telling = mention.rule == "casualty.anaphora" or not HAPPENED.isdisjoint(reading.tokens.norms[earlier.first : earlier.last])
            return dates[at].span if telling and not _of_saying(reading, dates[at]) else None
    return None


_PERFECT = frozenset({"have", "has"})
HAPPENED = frozenset(LEXICON["agents"]["causes"]) | all_forms(
    [
        "happen",
        "strike",
        "hit",
        "explode",
        "crash",
        "collapse",
        "attack",
        "sink",
        "capsize",
        "derail",
        "erupt",
        "kill",
        "die",
        "injure",
        "wound",
        "arrest",
        "abduct",
    ]
)
"""Words of a sentence whose date is that of the harm told behind it."""
