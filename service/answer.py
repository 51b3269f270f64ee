"""The answer to one transcript, typed: what the client gives. ``answer`` makes it of the service's JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Bounded:
    """A number with its bounds; a null bound is unknown or open."""

    value: Decimal | None
    min: Decimal | None
    max: Decimal | None
    qualifier: str


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in major units of an ISO 4217 currency."""

    amount: Bounded
    currency: str | None
    candidates: tuple[str, ...]
    per: str | None


@dataclass(frozen=True, slots=True)
class Casualty:
    """A number of people that came to one harm. ``subset_of`` and ``date`` are ids of facts; the rest words."""

    count: Bounded
    harm: str
    groups: tuple[str, ...]
    victims: str | None
    perpetrator: str | None
    cause: str | None
    place: str | None
    subset_of: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Date:
    """A point or stretch of the calendar: ``value`` is EDTF, ``earliest`` and ``latest`` are inclusive ISO days."""

    type: str
    value: str | None
    earliest: str | None
    latest: str | None
    grain: str
    relative: bool


@dataclass(frozen=True, slots=True)
class Quantity:
    """Any other figure; a count's noun is in ``noun`` and its unit None."""

    quantity: Bounded
    unit: str | None
    dimension: str
    noun: str | None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a source is reported to have said."""

    type: str
    content: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Anyone who speaks in the transcript or is credited in it."""

    id: str
    name: str | None
    label: str | None
    kind: str
    role: str | None
    affiliation: str | None

    def __str__(self) -> str:
        return self.name or self.label or self.role or "unknown"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its words, where they stand, who says them, and on whose authority."""

    id: str
    kind: str
    start: int
    end: int
    text: str
    value: Money | Casualty | Date | Quantity | Quote
    speaker: Speaker | None
    source: Speaker | None
    basis: str | None
    assertion: str
    rule: str
    confidence: float
    turn: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one transcript; ``facts`` are in the order of the text, ``id`` is the caller's own."""

    id: str | None
    facts: tuple[Fact, ...]
    speakers: tuple[Speaker, ...]
    warnings: tuple[str, ...]
    raw: dict[str, Any]

    def of(self, kind: str) -> tuple[Fact, ...]:
        """The facts of one kind."""
        return tuple(fact for fact in self.facts if fact.kind == kind)


def answer(raw: dict[str, Any]) -> Answer:
    """A response of the service, typed."""
    speakers = {s["id"]: Speaker(*(s[name] for name in ("id", "name", "label", "kind", "role", "affiliation"))) for s in raw["speakers"]}
    facts = [_fact(kind, fact, speakers) for kind in _VALUES for fact in raw[kind]]
    facts.sort(key=lambda fact: (fact.start, fact.end))
    return Answer(raw["document"]["id"], tuple(facts), tuple(speakers.values()), tuple(w["detail"] for w in raw["warnings"]), raw)


def _fact(kind: str, fact: Mapping[str, Any], speakers: Mapping[str, Speaker]) -> Fact:
    who = fact["attribution"]
    return Fact(
        fact["id"], kind, fact["start"], fact["end"], fact["text"], _VALUES[kind](fact), speakers.get(who["speaker"]), speakers.get(who["source"]),
        who["basis"], fact["assertion"], fact["rule"], fact["confidence"], fact["turn"],
    )  # fmt: skip


def _bounded(number: Mapping[str, Any]) -> Bounded:
    value, low, high = (None if number[name] is None else Decimal(number[name]) for name in ("value", "min", "max"))
    return Bounded(value, low, high, number["qualifier"])


def _words(span: Mapping[str, Any] | None) -> str | None:
    return None if span is None else span.get("plain", span["text"])


_VALUES: dict[str, Callable[[Mapping[str, Any]], Money | Casualty | Date | Quantity | Quote]] = {
    "money": lambda f: Money(_bounded(f["amount"]), f["currency"], tuple(f["currency_candidates"]), f["per"]),
    "casualties": lambda f: Casualty(
        _bounded(f["count"]), f["harm"], tuple(f["groups"]), _words(f["victims"]), _words(f["perpetrator"]), _words(f["cause"]), _words(f["place"]),
        f["subset_of"], f["date"],
    ),
    "dates": lambda f: Date(f["type"], f["value"], f["earliest"], f["latest"], f["grain"], f["relative"]),
    "quantities": lambda f: Quantity(_bounded(f["quantity"]), f["unit"], f["dimension"], f["noun"]),
    "quotes": lambda f: Quote(f["type"], f["content"]),
}  # fmt: skip
