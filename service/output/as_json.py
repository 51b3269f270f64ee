"""The response of the contract, as plain dicts ready for orjson."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from service import __version__
from service.lexicon import digest
from service.model import (
    Assertion,
    Basis,
    Bounded,
    CalendarDate,
    Casualty,
    Extraction,
    Fact,
    Grain,
    Group,
    Harm,
    Kind,
    Money,
    Options,
    Qualifier,
    Quantity,
    Quote,
    Span,
)  # fmt: skip
from service.transcript.document import Document


def as_json(document: Document, options: Options, extraction: Extraction) -> dict[str, Any]:
    """The response object; every ``start`` and ``end`` in ``options.offset_unit`` of the text as sent."""
    sent = document.sent if document.sent is not None else document.text
    place = _Place(document, sent, options.offset_unit)
    response: dict[str, Any] = {
        "document": {
            "id": options.id,
            "metadata": dict(options.metadata) if options.metadata is not None else None,
            "length": place.unit(len(sent)),
            "format": document.format,
            "locale": options.locale,
            "reference_date": options.reference_date.isoformat() if options.reference_date else None,
            "offset_unit": options.offset_unit,
            "sha256": hashlib.sha256(sent.encode()).hexdigest(),
        }
    }
    if document.returns_text:
        response["document"]["text"] = sent
    response["sections"] = [
        {
            "id": s.id, **place.bare(Span(s.start, s.end)), "heading": place.words(s.heading),
            "date": {"earliest": _day(s.earliest), "latest": _day(s.latest)} if s.earliest or s.latest else None,
        }
        for s in extraction.sections
    ]  # fmt: skip
    response["turns"] = [
        {
            "id": t.id, **place.bare(Span(t.start, t.end)), "speaker": t.speaker, "section": t.section,
            "time": {"start": t.time.start, "end": t.time.end} if t.time else None, "confidence": round(t.confidence, 3),
            "evidence": [{**place.span(Span(e.start, e.end)), "cue": e.cue} for e in t.evidence],
        }
        for t in extraction.turns
    ]  # fmt: skip
    response["speakers"] = [
        {
            "id": s.id, "name": s.name, "label": s.label, "kind": s.kind.value, "role": s.role, "affiliation": s.affiliation,
            "mentions": [place.span(m) for m in s.mentions],
        }
        for s in extraction.speakers
    ]  # fmt: skip
    for kind in Kind:
        response[kind.value] = [_fact(place, f, options) for f in extraction.facts.get(kind, ())]
    response["warnings"] = [{"code": w.code, "detail": w.detail} for w in extraction.warnings]
    if options.explain:
        response["rejected"] = [{**place.span(Span(r.start, r.end)), "rule": r.rule, "reason": r.reason} for r in extraction.rejected]
    response["version"] = {"service": __version__, "rules": digest()}
    return response


class _Place:
    """Turns spans of what was read into spans of what was sent, in the caller's unit."""

    __slots__ = ("as_read", "document", "sent", "unit")

    def __init__(self, document: Document, sent: str, unit: str) -> None:
        self.document = document
        self.sent = sent
        self.as_read = document.offsets is None and (unit == "codepoint" or sent.isascii())
        self.unit = _unit(sent, unit)

    def sent_span(self, span: Span) -> Span:
        offsets = self.document.offsets
        return span if offsets is None else Span(offsets.start(span.start), offsets.end(span.end))

    def bare(self, span: Span) -> dict[str, int]:
        if self.as_read:
            return {"start": span[0], "end": span[1]}
        start, end = self.sent_span(span)
        return {"start": self.unit(start), "end": self.unit(end)}

    def words(self, span: Span | None) -> str | None:
        return " ".join(self.document.text[span.start : span.end].split()) if span else None

    def span(self, span: Span) -> dict[str, Any]:
        if self.as_read:
            start, end = span
            return {"start": start, "end": end, "text": self.sent[start:end]}
        start, end = self.sent_span(span)
        shown: dict[str, Any] = {"start": self.unit(start), "end": self.unit(end), "text": self.sent[start:end]}
        offsets = self.document.offsets
        if offsets is not None and not offsets.contiguous(*span):
            shown["plain"] = self.document.text[span.start : span.end]
        return shown


def _unit(text: str, unit: str) -> Callable[[int], int]:
    """From code points to the caller's unit."""
    if unit == "codepoint" or text.isascii():
        return lambda offset: offset
    encoding, width = ("utf-16-le", 2) if unit == "utf16" else ("utf-8", 1)
    # Checkpoints every 256 code points keep each look-up short and the table small.
    step = 256
    table = [0]
    for at in range(0, len(text), step):
        table.append(table[-1] + len(text[at : at + step].encode(encoding)) // width)

    def convert(offset: int) -> int:
        block, rest = divmod(offset, step)
        return table[block] + (len(text[offset - rest : offset].encode(encoding)) // width if rest else 0)

    return convert


_NAMES: dict[str, str] = {member: member.value for kind in (Qualifier, Assertion, Basis, Harm, Group, Grain) for member in kind}
"""The plain word of each member of a closed set."""


def _number(number: Decimal) -> str:
    """A plain decimal string, never in scientific notation: ``43300000``, ``0.50``."""
    return format(number, "f")


def _integer(number: Decimal) -> int:
    return int(number)


def _bounded(bounded: Bounded, *, integer: bool = False) -> dict[str, Any]:
    number, low, high, qualifier = bounded
    show = _integer if integer else _number
    value = None if number is None else show(number)
    return {
        "value": value,
        "min": value if low is number else None if low is None else show(low),
        "max": value if high is number else None if high is None else show(high),
        "qualifier": _NAMES[qualifier],
    }


def _day(day: Any) -> str | None:
    return None if day is None else day if isinstance(day, str) else day.isoformat()


def _fact(place: _Place, fact: Fact, options: Options) -> dict[str, Any]:
    a = fact.attribution
    shown: dict[str, Any] = {
        "id": fact.id,
        **place.span(Span(fact.start, fact.end)),
        "sentence": place.bare(fact.sentence),
        "turn": fact.turn,
        "attribution": {
            "speaker": a.speaker, "source": a.source, "basis": _NAMES[a.basis] if a.basis else None,
            "cue": place.span(a.cue) if a.cue else None, "confidence": a.confidence, "rule": a.rule,
        },
        "assertion": _NAMES[fact.assertion],
        "rule": fact.rule,
        "confidence": fact.confidence,
    }  # fmt: skip
    value = fact.value
    if isinstance(value, Money):
        shown |= {"amount": _bounded(value.amount), "currency": value.currency, "currency_candidates": list(value.candidates), "per": value.per}
    elif isinstance(value, Casualty):
        shown |= {
            "count": _bounded(value.count, integer=True), "harm": _NAMES[value.harm],
            "victims": place.span(value.victims) if value.victims else None, "groups": [_NAMES[g] for g in value.groups],
            "subset_of": fact.links.get("subset_of"),
            "perpetrator": place.span(value.perpetrator) if value.perpetrator else None,
            "cause": place.span(value.cause) if value.cause else None, "place": place.span(value.place) if value.place else None,
            "date": fact.links.get("date") if Kind.DATES in options.include else None,
        }  # fmt: skip
    elif isinstance(value, CalendarDate):
        shown |= {
            "type": value.type, "value": value.value, "earliest": _day(value.earliest), "latest": _day(value.latest), "grain": _NAMES[value.grain],
            "relative": value.relative, "anchor": {"date": value.anchor.date, "basis": value.anchor.basis} if value.anchor else None,
        }  # fmt: skip
    elif isinstance(value, Quantity):
        shown |= {"quantity": _bounded(value.quantity), "unit": value.unit, "dimension": value.dimension, "noun": value.noun}
    elif isinstance(value, Quote):
        shown |= {"type": value.type, "content": value.content}
    return shown
