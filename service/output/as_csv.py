"""Comma-separated values, one row a fact, for spreadsheets: RFC 4180 with CRLF, UTF-8, a header row, no byte order mark.

What a spreadsheet would run as a formula gets an apostrophe in front, after OWASP's "CSV Injection" page: at the start of a cell, and behind what
a spreadsheet of another language takes for the end of a cell.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from service.model import Extraction, Kind, Options
from service.output.as_json import as_json
from service.transcript.document import Document

COLUMNS = (
    "document", "id", "kind", "text", "value", "min", "max", "qualifier", "currency", "currency_candidates", "per", "unit", "dimension", "noun",
    "harm", "victims", "groups", "subset_of", "perpetrator", "cause", "place", "date", "type", "date_value", "earliest", "latest", "grain",
    "relative", "content", "speaker", "speaker_role", "source", "source_kind", "basis", "cue", "assertion", "confidence",
    "attribution_confidence", "attribution_rule", "section", "turn", "time", "start", "end", "sentence", "rule",
)  # fmt: skip
"""``date`` is the id of a casualty's date, and ``earliest`` and ``latest`` are that date's days; ``time`` is the turn's start in seconds."""

NUMBER = {"money": "amount", "casualties": "count", "quantities": "quantity"}
"""The member of a fact that holds its bounded number, by kind."""
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?")
_CELL_WITHIN = re.compile(r"([;\t\r\n] *)(?=[=+\-@＝＋－＠])")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(document: Document, options: Options, extraction: Extraction) -> bytes:
    """A header and a row for each fact, in order of kind and start."""
    response = as_json(document, options, extraction)
    sentences = [document.text[f.sentence.start : f.sentence.end] for kind in Kind for f in extraction.facts.get(kind, ())]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row, sentence in zip(rows(response), sentences, strict=True):
        row["sentence"] = sentence
        writer.writerow([cell(row.get(column)) for column in COLUMNS])
    return out.getvalue().encode()


def cell(value: Any) -> str:
    """A value as a cell's text; lists are joined by ``; ``, and what would run as a formula is made text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = "; ".join(value)
    text = _CELL_WITHIN.sub(r"\1'", str(value))
    return "'" + text if text.startswith(_FORMULA) and not _PLAIN.fullmatch(text) else text


def rows(response: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Each fact of a response as one flat mapping by ``COLUMNS`` (without ``sentence``); absent columns are empty.

    Names stand in the place of speakers' ids, and words in the place of spans.
    """
    speakers = {s["id"]: s for s in response["speakers"]}
    turns = {t["id"]: t for t in response["turns"]}
    dates = {d["id"]: d for d in response["dates"]}
    for kind in Kind:
        for fact in response[kind.value]:
            yield {"document": response["document"]["id"], "kind": kind.value, **_shared(fact, speakers, turns), **_value(kind.value, fact, dates)}


def printed(speaker: Mapping[str, Any] | None) -> str | None:
    """How a speaker or source is shown to people: the full name, else the label, else the role."""
    return None if speaker is None else speaker["name"] or speaker["label"] or speaker["role"]


def _shared(fact: Mapping[str, Any], speakers: Mapping[str, Any], turns: Mapping[str, Any]) -> dict[str, Any]:
    attribution = fact["attribution"]
    speaker, source = speakers.get(attribution["speaker"]), speakers.get(attribution["source"])
    turn = turns.get(fact["turn"])
    time = turn["time"] if turn else None
    return {
        "id": fact["id"], "text": fact["text"], "start": fact["start"], "end": fact["end"],
        "speaker": printed(speaker), "speaker_role": speaker["role"] if speaker else None,
        "source": printed(source), "source_kind": source["kind"] if source else None,
        "basis": attribution["basis"], "cue": _words(attribution["cue"]), "attribution_confidence": attribution["confidence"], "attribution_rule": attribution["rule"],
        "assertion": fact["assertion"], "confidence": fact["confidence"], "rule": fact["rule"],
        "turn": fact["turn"], "section": turn["section"] if turn else None, "time": time["start"] if time else None,
    }  # fmt: skip


def _value(kind: str, fact: Mapping[str, Any], dates: Mapping[str, Any]) -> dict[str, Any]:
    shown = dict(fact[NUMBER[kind]]) if kind in NUMBER else {}
    match kind:
        case "money":
            shown |= {name: fact[name] for name in ("currency", "currency_candidates", "per")}
        case "casualties":
            shown |= {name: fact[name] for name in ("harm", "groups", "subset_of", "date")}
            shown |= {name: _words(fact[name]) for name in ("victims", "perpetrator", "cause", "place")}
            if when := dates.get(fact["date"]):
                shown |= {"earliest": when["earliest"], "latest": when["latest"], "grain": when["grain"]}
        case "dates":
            shown |= {name: fact[name] for name in ("type", "earliest", "latest", "grain", "relative")}
            shown["date_value"] = fact["value"]
        case "quantities":
            shown |= {name: fact[name] for name in ("unit", "dimension", "noun")}
        case _:
            shown |= {"type": fact["type"], "content": fact["content"]}
    return shown


def _words(span: Mapping[str, Any] | None) -> str | None:
    return None if span is None else span.get("plain", span["text"])
