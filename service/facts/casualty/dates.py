"""When a harm came: the date of a casualty's clause, never the day on which it was told."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from service.facts.casualty.lexicon import LEXICON, all_forms
from service.model import Mention, Span
from service.reading import Reading


def date_of(reading: Reading, mention: Mention, dates: Sequence[Mention], starts: Sequence[int]) -> Span | None:
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
_LIGHT = frozenset(LEXICON["dates"]["light"])
SAID = all_forms(LEXICON["dates"]["saying"]) - {"put"}
"""Verbs whose date is not that of a harm told with them."""


_PERFECT = frozenset({"have", "has"})
HAPPENED = frozenset(LEXICON["agents"]["causes"]) | all_forms(LEXICON["dates"]["happening"])
"""Words of a sentence whose date is that of the harm told behind it."""
