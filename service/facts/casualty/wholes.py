"""Which larger count a mention is part of: by its sentence, by words for the harmed, by a sum, or because it goes on with the count before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from service.facts.casualty.elliptical import continued, shared_whole
from service.facts.casualty.pronominal import by_pronoun, of_whom_here
from service.facts.casualty.shares import (
    among_the_harmed,
    harm_of,
    how_many,
    size,
    value_of,
)
from service.facts.casualty.sums import totals
from service.facts.casualty.worded import BEFORE, whole_of
from service.facts.clause.noun_phrase import counted, is_plural
from service.facts.clause.words import is_person
from service.model import Mention, Span
from service.reading import Reading


def wholes(reading: Reading, casualties: Sequence[Mention]) -> list[Mention]:
    """The casualties in order, each with ``subset_of`` set to the mention that it is part of."""
    known = {m.span for m in casualties}
    added = totals(reading, casualties)
    decided: list[Mention] = []
    for at, mention in enumerate(casualties):
        value = value_of(mention)
        near = [*decided[max(0, at - BEFORE) :], mention]
        whole = value.subset_of if value.subset_of in known and not _outgrows(mention, near) else None
        if whole is not None:
            whole = of_whom_here(reading, near) or _told_anew(reading, near, whole) or _nearer_part(reading, near, whole) or whole
        else:
            whole = added.get(at)
            worded = whole_of(reading, near)
            if whole is None or (worded is not None and _lists(reading, casualties, at, whole)):
                whole = worded or whole
        if whole is None:
            whole = continued(reading, near) or shared_whole(reading, near)
        if whole is not None and (
            _of_the_unharmed(reading, mention, whole, known)
            or _of_another_day(reading, mention, whole, casualties)
            or _of_others_here(reading, mention, whole)
        ):
            whole = None
        decided.append(mention if whole == value.subset_of else replace(mention, value=replace(value, subset_of=whole)))
        _one_of_them(reading, decided)
    return decided


def _of_the_unharmed(reading: Reading, part: Mention, whole: Span, known: Collection[Span]) -> bool:
    """Whether "of whom" means people counted since, who came to no harm: "58 were found dead and 29 were rescued, three of whom died"."""
    tokens, by_first = reading.tokens, reading.numerals.by_first
    if tokens.norms[part.last : part.last + 2] != ["of", "whom"]:
        return False
    starts = {span.start for span in known}
    for i in range(tokens.within(*whole)[1], part.first):
        np = counted(tokens, by_first[i].last, part.first) if i in by_first and tokens.starts[i] not in starts else None
        if np is not None and is_person(tokens.norms[np.head]):
            return True
    return False


def _of_others_here(reading: Reading, part: Mention, whole: Span) -> bool:
    """Whether "11 of them" are some of those whom its own sentence names: "Health workers were attacked, and 11 of them killed"."""
    tokens, here = reading.tokens, reading.sentence_of(part.first)
    if here is None or whole.start >= here.start or tokens.norms[part.last : part.last + 2] != ["of", "them"]:
        return False
    return any(is_plural(tokens.norms[k]) and is_person(tokens.norms[k]) for k in range(here.first, part.first))


_OWN_DAY = 9
"""Tokens behind "three of those" in which their own day stands."""


def _of_another_day(reading: Reading, part: Mention, whole: Span, casualties: Sequence[Mention]) -> bool:
    """Whether "three of those killed on Saturday" are of a day that the larger count does not have."""
    own = value_of(part).date
    tokens = reading.tokens
    if own is None or part.rule != "casualty.participle" or tokens.norms[part.last : part.last + 2] not in (["of", "those"], ["of", "the"]):
        return False
    if not part.end < own.start <= tokens.ends[min(part.last + _OWN_DAY, len(tokens) - 1)]:
        return False
    larger = next((m for m in casualties if m.span == whole), None)
    theirs = value_of(larger).date if larger is not None else None
    text = reading.document.text
    return theirs is None or (theirs != own and text[slice(*theirs)].lower() != text[slice(*own)].lower())


def _outgrows(mention: Mention, near: Sequence[Mention]) -> bool:
    """Whether a mention of a sentence that goes on is larger than what it would be part of."""
    if mention.rule != "casualty.anaphora":
        return False
    whole = next((m for m in near[:-1] if m.span == value_of(mention).subset_of), None)
    return whole is not None and (how_many(mention) or 0) > (how_many(whole) or how_many(mention) or 0)


def _one_of_them(reading: Reading, decided: list[Mention]) -> None:
    """Makes one person part of the last of ``decided``: "Amara Bright was stabbed. She was one of 53 teenagers killed that year"."""
    whole = decided[-1]
    norms = reading.tokens.norms
    here = reading.sentence_of(whole.first)
    if here is None or len(decided) < 2 or norms[whole.first - 2 : whole.first] != ["one", "of"]:
        return
    one = decided[-2]
    there = reading.sentence_of(one.first)
    named = one.rule == "casualty.single" and value_of(one).subset_of is None and harm_of(one) is harm_of(whole)
    close = there is not None and (there == here or (there.index == here.index - 1 and norms[here.first] in {"he", "she"}))
    if named and close:
        decided[-2] = replace(one, value=replace(value_of(one), subset_of=whole.span))


def _lists(reading: Reading, casualties: Sequence[Mention], at: int, whole: Span) -> bool:
    """Whether a sum stands in one list with its parts, so that it came about by chance: "The dead include three Kenyans, a Canadian and two Tanzanians"."""
    total = next((m for m in casualties[max(0, at - BEFORE) : at + BEFORE] if m.span == whole), None)
    return (
        total is not None
        and reading.sentence_of(total.first) == reading.sentence_of(casualties[at].first)
        and among_the_harmed(reading, total) is not None
    )


def _told_anew(reading: Reading, near: Sequence[Mention], whole: Span) -> Span | None:
    """The total that was told again between ``whole`` and a part that goes on with it: "17,004 were referred. … Of those 17,004, 7,432 were children"."""
    part = near[-1]
    own = size(part)
    if part.rule != "casualty.anaphora" or own is None or reading.sentence_of(part.first) is None:
        return None
    for earlier in reversed(near[:-1]):
        if earlier.span == whole:
            return None
        again = earlier.rule == "casualty.anaphora" and value_of(earlier).subset_of is None and harm_of(earlier) is harm_of(part)
        if again and (size(earlier) or 0) > own:
            return earlier.span
    return None


def _nearer_part(reading: Reading, near: Sequence[Mention], whole: Span) -> Span | None:
    """A part of ``whole`` that the sentence before tells of and nothing else, which "three of them" then means."""
    part = near[-1]
    here, own = reading.sentence_of(part.first), size(part)
    if here is None or own is None or not by_pronoun(reading, part):
        return None
    found: Span | None = None
    for earlier in reversed(near[:-1]):
        there = reading.sentence_of(earlier.first)
        if there is None or there.index < here.index - 1:
            break
        if there.index == here.index:
            continue
        if value_of(earlier).subset_of != whole:
            return None
        if found is None and (size(earlier) or 0) > own:
            found = earlier.span
    return found
