"""What is done to one text: functions that a worker's reader runs, on what can be sent to it, with an answer that can be sent back."""

from __future__ import annotations

import base64
import hashlib
import time
from collections import Counter
from collections.abc import Iterable

import orjson

from schemas.request import ExtractRequest, Limits
from service.api.body import read_json
from service.api.problems import FAILED
from service.api.work import Answer
from service.bulk import extract_many
from service.errors import Failure, Malformed, ServiceError
from service.model import Checkpoint, Kind
from service.output import WRITERS
from service.pipeline import extract


def answer_text(asked: ExtractRequest, output: str, checkpoint: Checkpoint) -> Answer:
    """The facts of one transcript, as ``output`` writes them. Errors: TranscriptError; what ``checkpoint`` raises."""
    began = time.monotonic()
    checkpoint()
    document = asked.document()
    checkpoint()
    extraction = extract(document, asked.options, checkpoint)
    body = WRITERS[output](document, asked.options, extraction)
    length = len(document.sent if document.sent is not None else document.text)
    found = _tallied((f.kind.value, f.rule) for facts in extraction.facts.values() for f in facts)
    return Answer(body, _digest(body), found, length, time.monotonic() - began)


def answer_record(line: bytes, limits: Limits, nesting: int, checkpoint: Checkpoint) -> Answer:
    """The answer to one line of a batch, as a line; a problem object where there is none."""
    began = time.monotonic()
    sent: object
    try:
        sent = read_json(line, nesting)
    except Malformed as error:
        sent = error
    (response,) = extract_many([sent], limits, lambda: checkpoint)
    fault = None
    if "document" not in response:
        if response["status"] == Failure.status:
            fault, response["detail"] = response["detail"], FAILED
        return Answer(dump(response), problem=response["type"].removeprefix("/problems/"), fault=fault)
    found = _tallied((kind.value, fact["rule"]) for kind in Kind for fact in response[kind.value])
    return Answer(dump(response), "", found, response["document"]["length"], time.monotonic() - began)


def refused(error: ServiceError, name: str | None = None) -> Answer:
    """The line of a batch that has ``error`` for an answer; ``name`` is the record's id."""
    return Answer(dump({"id": name, **error.problem()}), problem=error.type)


def dump(value: object) -> bytes:
    """``value`` as a line of JSON."""
    return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)


def _digest(body: bytes) -> str:
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def _tallied(facts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str, int], ...]:
    return tuple((kind, rule, count) for (kind, rule), count in Counter(facts).items())
