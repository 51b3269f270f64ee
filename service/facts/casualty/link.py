"""Joins casualty facts to the larger count they are part of, and to the date that says when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.facts.casualty.dates import date_of
from service.facts.casualty.wholes import wholes
from service.model import Casualty, Harm, Kind, Mention, Span
from service.reading import Reading


def link(reading: Reading, mentions: Sequence[Mention]) -> list[Mention]:
    """All mentions in order, the casualties among them with ``subset_of`` and ``date`` set to spans of other mentions."""
    linked = list(mentions)
    places = [i for i, m in enumerate(linked) if isinstance(m.value, Casualty)]
    if not places:
        return linked
    dates = [m for m in linked if m.kind is Kind.DATES]
    starts = [m.start for m in dates]
    for i in places:
        date = date_of(reading, linked[i], dates, starts)
        linked[i] = linked[i] if date is None else replace(linked[i], value=replace(_value(linked[i]), date=date))
    for i, casualty in zip(places, wholes(reading, [linked[i] for i in places]), strict=True):
        linked[i] = casualty
    by_span = {linked[i].span: linked[i] for i in places}
    for i in places:
        linked[i] = _as_the_whole(reading, linked[i], by_span)
    return linked


def _value(mention: Mention) -> Casualty:
    assert isinstance(mention.value, Casualty)
    return mention.value


def _of_casualties(reading: Reading, mention: Mention) -> bool:
    """Whether a mention counts casualties, some of whom are wounded."""
    return reading.tokens.norms[mention.last - 1] in {"casualties", "victims"}


def _as_the_whole(reading: Reading, part: Mention, by_span: dict[Span, Mention]) -> Mention:
    """A part with what is told once, of its whole: the harm of "the victims", and in one sentence who or what did it ("killed 46 villagers, including 12 children")."""
    value = _value(part)
    whole = by_span.get(value.subset_of) if value.subset_of is not None else None
    if whole is None:
        return part
    told = _value(whole)
    if part.rule == "casualty.part" and value.harm is Harm.AFFECTED:
        value = replace(value, harm=told.harm)  # "Of the victims, seven were from one family"
    if told.harm is Harm.KILLED and value.harm is Harm.INJURED and not _of_casualties(reading, whole):
        value = replace(value, harm=Harm.KILLED)  # "Ten of the dead had been stabbed"
    if told.harm is Harm.INJURED and value.harm is Harm.DISPLACED:
        value = replace(value, harm=Harm.INJURED)  # "Four of the eleven wounded were evacuated to Landstuhl"
    sentence = reading.sentence_of(part.first)
    if part.rule == "casualty.anaphora" and told.date is not None and sentence and value.date and value.date.start < sentence.start:
        value = replace(value, date=told.date)
    same = told.harm is value.harm and value.perpetrator is None and value.cause is None
    if same and reading.sentence_of(whole.first) == reading.sentence_of(part.first):
        value = replace(value, perpetrator=told.perpetrator, cause=told.cause)
    return part if value is part.value else replace(part, value=value)
