"""Linked data: an AnnotationCollection of the W3C Web Annotation Data Model, whose bodies are schema.org Claims and Quotations.

Each fact is an Annotation: its target selects the words by position (always in code points, as the model says) and by quotation;
its body is what they say. A body carries its own schema.org context, so it can be cut out and published on its own.
Claims of money, casualties and quantities that are asserted also come with a ClaimReview draft, which has no rating: nobody has checked them.
The transcript is named by its hash, as RFC 6920 has it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.model import Extraction, Fact, Kind, Options
from service.output.as_csv import NUMBER, printed
from service.output.as_json import as_json
from service.transcript.document import Document

ANNOTATION = "http://www.w3.org/ns/anno.jsonld"
SCHEMA = "https://schema.org"
OWN = {
    "onrecord": "urn:onrecord:",
    "assertion": "onrecord:assertion",
    "basis": "onrecord:basis",
    "confidence": "onrecord:confidence",
    "attribution_confidence": "onrecord:attributionConfidence",
    "rule": "onrecord:rule",
    "attribution_rule": "onrecord:attributionRule",
    "qualifier": "onrecord:qualifier",
    "per": "onrecord:per",
    "currency_candidates": "onrecord:currencyCandidates",
    "quotation_type": "onrecord:quotationType",
}
"""Terms that no vocabulary has, defined inline."""

AROUND = 32
"""Code points of prefix and suffix that tell a quotation from its like."""


def as_jsonld(document: Document, options: Options, extraction: Extraction) -> dict[str, Any]:
    """The collection, its one page within it."""
    response = as_json(document, replace(options, offset_unit="codepoint"), extraction)
    sent = document.sent if document.sent is not None else document.text
    transcript = f"ni:///sha-256;{base64.urlsafe_b64encode(hashlib.sha256(sent.encode()).digest()).decode().rstrip('=')}"
    describe = _Describe(transcript, response)
    items = [
        {
            "id": f"{transcript}#{fact['id']}",
            "type": "Annotation",
            "motivation": "identifying",
            "target": {"source": transcript, "selector": _selectors(sent, fact["start"], fact["end"])},
            "body": describe.bodies(found, fact, document.text[found.sentence.start : found.sentence.end]),
            "assertion": fact["assertion"],
            "confidence": fact["confidence"],
            "rule": fact["rule"],
            **_own(kind, fact),
        }
        for kind in Kind
        for found, fact in zip(extraction.facts.get(kind, ()), response[kind.value], strict=True)
    ]
    return {
        "@context": [ANNOTATION, OWN],
        "id": f"{transcript}#facts",
        "type": "AnnotationCollection",
        "label": options.id or "Facts of a transcript",
        "total": len(items),
        "first": {"id": f"{transcript}#page1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def _selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - AROUND) : start],
            "suffix": text[end : end + AROUND],
        },
    ]


def _own(kind: Kind, fact: Mapping[str, Any]) -> dict[str, Any]:
    """What schema.org has no place for."""
    who = fact["attribution"]
    shown = _present(basis=who["basis"], attribution_confidence=who["confidence"], attribution_rule=who["rule"])
    if kind is Kind.QUOTES:
        shown["quotation_type"] = fact["type"]
    elif kind is Kind.MONEY:
        shown |= _present(qualifier=fact["amount"]["qualifier"], per=fact["per"], currency_candidates=fact["currency_candidates"])
    return shown


def _present(**properties: Any) -> dict[str, Any]:
    """The properties that say something; ``type_`` and ``id_`` are the JSON-LD keywords."""
    return {("@" + name[:-1] if name.endswith("_") else name): value for name, value in properties.items() if value not in (None, [], "")}


class _Describe:
    """Says the facts of one response in schema.org's words."""

    def __init__(self, transcript: str, response: Mapping[str, Any]) -> None:
        self._transcript = transcript
        self._speakers = {s["id"]: _agent(s, f"{transcript}#{s['id']}") for s in response["speakers"]}
        self._dates = {d["id"]: d for d in response["dates"]}
        self._name = response["document"]["id"]

    def bodies(self, found: Fact, fact: Mapping[str, Any], sentence: str) -> list[dict[str, Any]]:
        """The Quotation of a quote; else the Claim, and its review's draft where there is something to check."""
        name = f"{self._transcript}#{fact['id']}"
        who = fact["attribution"]
        speaker, source = self._speakers.get(who["speaker"]), self._speakers.get(who["source"])
        turn = fact["turn"] and f"{self._transcript}#{fact['turn']}"
        utterance = _present(type_="CreativeWork", id_=turn, author=speaker, isPartOf=self._work())
        if found.kind is Kind.QUOTES:
            quotation = _present(type_="Quotation", id_=f"{name}-quotation", text=fact["content"], creator=source, isPartOf=utterance)
            return [{"@context": SCHEMA, **quotation}]
        claim = _present(
            type_="Claim", id_=f"{name}-claim", text=sentence, author=source or speaker, appearance=utterance,
            about=self._about(found.kind, fact), temporalCoverage=self._when(found.kind, fact), spatialCoverage=_place(fact.get("place")),
        )  # fmt: skip
        bodies = [{"@context": SCHEMA, **claim}]
        if found.kind in NUMBER and fact["assertion"] == "asserted":
            draft = _present(
                type_="ClaimReview", id_=f"{name}-review", creativeWorkStatus="Draft", claimReviewed=sentence, itemReviewed={"@id": claim["@id"]}
            )
            bodies.append({"@context": SCHEMA, **draft})
        return bodies

    def _work(self) -> dict[str, Any]:
        return _present(type_="CreativeWork", id_=self._transcript, identifier=self._name)

    def _about(self, kind: Kind, fact: Mapping[str, Any]) -> dict[str, Any] | None:
        if kind is Kind.DATES:
            return None
        bounded = fact[NUMBER[kind]]
        numbers = {"value": bounded["value"], "minValue": bounded["min"], "maxValue": bounded["max"]}
        if kind is Kind.MONEY:
            return _present(type_="MonetaryAmount", name=fact["text"], currency=fact["currency"], **numbers)
        if kind is Kind.QUANTITIES:
            unit = fact["unit"] or fact["noun"]
            extra = _extra(qualifier=bounded["qualifier"], dimension=fact["dimension"])
            return _present(type_="QuantitativeValue", name=fact["text"], unitText=unit, **numbers, additionalProperty=extra)
        words = {name: fact[name]["text"] for name in ("victims", "perpetrator", "cause", "place") if fact[name]}
        part = fact["subset_of"] and f"{self._transcript}#{fact['subset_of']}-claim"
        extra = _extra(qualifier=bounded["qualifier"], harm=fact["harm"], groups=fact["groups"], subsetOf=part, **words)
        return _present(type_="QuantitativeValue", name=fact["text"], unitText="person", **numbers, additionalProperty=extra)

    def _when(self, kind: Kind, fact: Mapping[str, Any]) -> str | None:
        date = fact if kind is Kind.DATES else self._dates.get(fact.get("date"))
        if date is None or not (date["earliest"] or date["latest"]):
            return None
        return date["earliest"] if date["earliest"] == date["latest"] else f"{date['earliest'] or '..'}/{date['latest'] or '..'}"


def _extra(**properties: Any) -> list[dict[str, Any]]:
    return [{"@type": "PropertyValue", "name": name, "value": value} for name, value in properties.items() if value not in (None, [], "")]


def _place(span: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if span is None else {"@type": "Place", "name": span["text"]}


def _agent(speaker: Mapping[str, Any], name: str) -> dict[str, Any]:
    """schema.org knows no offices and no loose groups: an office is a Person with a job title alone, a group an Organization."""
    if speaker["kind"] in {"organisation", "group"}:
        return _present(type_="Organization", id_=name, name=printed(speaker))
    affiliation = {"@type": "Organization", "name": speaker["affiliation"]} if speaker["affiliation"] else None
    shown = None if speaker["kind"] == "office" and speaker["name"] is None else printed(speaker)
    return _present(type_="Person", id_=name, name=shown, jobTitle=speaker["role"] or (None if shown else speaker["label"]), affiliation=affiliation)
