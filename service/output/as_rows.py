"""Facts as people read them, in the page's table and the terminal's: one row a fact, its figure in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from service.output.as_csv import NUMBER, printed

NAMES = {"money": "Money", "casualties": "Casualties", "dates": "Dates", "quantities": "Quantities", "quotes": "Quotations"}
BASES = {
    "turn": "own words", "reported_speech": "reported speech", "quotation": "quotation", "according_to": "according to", "publication": "publication",
}  # fmt: skip
_BEFORE = {"about": "about ", "nearly": "nearly ", "at_least": "at least ", "more_than": "more than ", "at_most": "up to ", "less_than": "less than "}


@dataclass(frozen=True, slots=True)
class Row:
    """A fact in the table."""

    id: str
    kind: str
    words: str
    figure: str
    bounds: str | None
    speaker: str | None
    source: str | None
    basis: str | None
    assertion: str
    confidence: float
    rule: str
    turn: str | None
    start: int
    order: float
    """What the figures of one kind are sorted by."""


def rows(response: Mapping[str, Any]) -> list[Row]:
    """Every fact of the response, in the order of the text."""
    names = {s["id"]: printed(s) for s in response["speakers"]}
    made = [
        Row(
            fact["id"], kind, fact.get("plain", fact["text"]), figure(kind, fact), _bounds(kind, fact), names.get(fact["attribution"]["speaker"]),
            names.get(fact["attribution"]["source"]), BASES.get(fact["attribution"]["basis"]), fact["assertion"], fact["confidence"],
            fact["rule"], fact["turn"], fact["start"], _order(kind, fact),
        )
        for kind in NAMES
        for fact in response[kind]
    ]  # fmt: skip
    return sorted(made, key=lambda row: row.start)


def _order(kind: str, fact: Mapping[str, Any]) -> float:
    number = fact.get(NUMBER.get(kind, ""))
    if number is None:
        return float((fact.get("earliest") or fact.get("latest") or "0").replace("-", "") or 0) if kind == "dates" else 0.0
    return float(next((n for n in (number["value"], number["min"], number["max"]) if n is not None), 0))


def grouped(number: Any) -> str:
    """A number with commas between thousands: ``43,300,000``, ``0.50``."""
    return f"{Decimal(str(number)):,f}"


def bounded(number: Mapping[str, Any]) -> str:
    """A bounded number in words: ``at least 133``, ``5 to 10``, ``100 or more, not counted``."""
    qualifier, value, low, high = number["qualifier"], number["value"], number["min"], number["max"]
    if qualifier == "between" and low is not None and high is not None:
        return f"{grouped(low)} to {grouped(high)}"
    if value is not None:
        return _BEFORE.get(qualifier, "") + grouped(value)
    if low is not None:
        return f"{grouped(low)} or more, not counted"
    return "not counted" if high is None else f"up to {grouped(high)}"


def bounds(number: Mapping[str, Any]) -> str | None:
    """Where a number lies: ``133 or more``, ``5 to 10``, ``not known``; None where it is exact."""
    low, high = number["min"], number["max"]
    if number["qualifier"] == "exact":
        return None
    if low is not None and high is not None:
        return f"{grouped(low)} to {grouped(high)}"
    return f"{grouped(low)} or more" if low is not None else f"up to {grouped(high)}" if high is not None else "not known"


def _bounds(kind: str, fact: Mapping[str, Any]) -> str | None:
    return bounds(fact[NUMBER[kind]]) if kind in NUMBER else None


def figure(kind: str, fact: Mapping[str, Any]) -> str:
    """What a fact comes to, in one line."""
    if kind == "money":
        currency = fact["currency"] or "/".join(fact["currency_candidates"][:3]) or "currency open"
        return f"{currency} {bounded(fact['amount'])}{' a ' + fact['per'] if fact['per'] else ''}"
    if kind == "casualties":
        return f"{bounded(fact['count'])} {fact['harm'].replace('_', ' ')}"
    if kind == "quantities":
        return measure(bounded(fact["quantity"]), fact["unit"], fact["noun"])
    if kind == "dates":
        return stretch(fact) or f"some {fact['grain']}; no date to count it from"
    return f"{fact['type']} quotation"


_MANY = {"foot": "feet", "inch": "inches", "century": "centuries", "degree celsius": "degrees Celsius", "degree fahrenheit": "degrees Fahrenheit"}


def measure(number: str, unit: str | None, noun: str | None) -> str:
    """A quantity as it is said: ``38%``, ``2 hours``, ``60 miles per hour``, ``400 homes``, ``0.333333``."""
    if unit is None:
        return f"{number} {noun or ''}".strip()
    if unit == "percentage":
        return f"{number}%"
    if unit == "fraction":
        return number
    first, per, rest = unit.partition(" per ")
    return f"{number} {first if number == '1' else _MANY.get(first, first if first.endswith('s') else first + 's')}{per}{rest}"


def day(iso: str) -> str:
    """``2022-10-03`` as ``3 Oct 2022``; years that the calendar of computers does not reach stay as they are."""
    try:
        date = dt.date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{date.day} {date:%b} {date.year}"


def stretch(date: Mapping[str, Any]) -> str:
    """The days of a date: ``3 Oct 2022``, ``1 Nov 2022 – 30 Nov 2022``, ``from 1 Jan 2018``; empty where they are not known."""
    first, last = date["earliest"], date["latest"]
    if first and last:
        return day(first) if first == last else f"{day(first)} – {day(last)}"
    return f"from {day(first)}" if first else f"up to {day(last)}" if last else ""
