"""``POST /v1/extract`` and ``POST /v1/extract/batch``.

Checks come in this order, each a test through a real server: key, method, Accept, type and encoding, size, JSON, fields, capacity, deadline.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, current_app, g, request, stream_with_context
from werkzeug.datastructures import MultiDict

from schemas.request import ExtractRequest, Limits, load_request
from service.api import metrics, observe
from service.api.body import check_characters, check_head, read_body, read_json, read_lines, read_text
from service.api.logs import log
from service.api.negotiation import JSON, NDJSON, TEXT_FORMATS, accepted, body_type, output_of
from service.api.problems import whereabouts
from service.api.texts import answer_record, answer_text, dump, refused
from service.api.work import Answer, Work
from service.errors import FieldError, Invalid, Malformed, ServiceError, TooLarge
from service.output import MEDIA_TYPES
from service.settings import Settings

blueprint = Blueprint("extract", __name__)
_LISTS = frozenset({"include"})
_OBJECTS = frozenset({"metadata", "roster"})


@blueprint.post("/v1/extract")
def extract_one() -> Response:
    """The facts of one transcript."""
    settings, work, limits = _here()
    output = output_of(request)
    media_type = body_type(request, JSON, *TEXT_FORMATS)
    check_head(request, settings.body_bytes)
    began = time.monotonic()
    query = request.args.copy()
    query.pop("output", None)
    with work.buffered() as take:
        body = read_body(request, settings.body_bytes, work, take)
        asked = work.loading(lambda: _asked(body, query, media_type, limits, settings.nesting), len(body))
    observe.timed("request", time.monotonic() - began)
    with work.admitted():
        answer = work.reading(answer_text, asked, output)
    observe.timed("reading", answer.seconds)
    observe.note(characters=answer.length, facts=metrics.observe(answer.facts, answer.length, answer.seconds), output=output)
    response = Response(answer.body, content_type=MEDIA_TYPES[output])
    response.vary.add("Accept")
    response.headers["Repr-Digest"] = answer.digest
    return response


@blueprint.post("/v1/extract/batch")
def extract_batch() -> Response:
    """The answers to one request a line, each as it is done and in order; the last line says how many there were."""
    settings, work, limits = _here()
    accepted(request, NDJSON)
    body_type(request, NDJSON)
    check_head(request, settings.batch_bytes)
    if request.args:
        raise Invalid(
            "A batch has no parameters: each line is a whole request.", tuple(FieldError(f"/{n}", "Unknown field.") for n in _plain(request.args))
        )
    with work.admitted():
        pass  # a worker that is full takes no batch; one that was taken holds no place while it waits for its lines
    return Response(stream_with_context(_lines(settings, work, limits)), content_type=NDJSON)


def _lines(settings: Settings, work: Work, limits: Limits) -> Iterator[bytes]:
    count = 0
    request_id, began = g.request_id, time.monotonic()
    try:
        for line in read_lines(request, settings.body_bytes, settings.batch_bytes, work):
            count += 1
            if count > settings.batch_lines:
                yield refused(TooLarge("The batch has more lines than allowed.", limit=settings.batch_lines, actual=count)).body
                continue
            answer = _record(line, limits, settings.nesting, work)
            if answer.problem is None:
                metrics.observe(answer.facts, answer.length, answer.seconds)
            else:
                metrics.REFUSALS.labels("/v1/extract/batch", answer.problem).inc()
            if answer.fault:
                log.error("failure", request_id=request_id, detail=answer.fault)
            yield answer.body
        yield dump({"end": True, "count": count})
    except ServiceError as error:
        # The rest of the stream is lost, so it does not end in a count.
        metrics.REFUSALS.labels(observe.route(), error.type).inc()
        yield refused(error).body
    except Exception as error:  # noqa: BLE001  the status has gone out: the missing last line tells of the fault
        log.error("failure", request_id=request_id, **whereabouts(error))
    finally:
        log.info("batch", request_id=request_id, lines=count, ms=round(1000 * (time.monotonic() - began), 1))


def _record(line: bytes | ServiceError, limits: Limits, nesting: int, work: Work) -> Answer:
    if isinstance(line, ServiceError):
        return refused(line)
    try:
        return work.batching(answer_record, line, limits, nesting)
    except ServiceError as error:  # the reader ended, or did not come to it in time
        lost = error
        return work.loading(lambda: refused(lost, _id(line, nesting)), len(line))


def _id(line: bytes, nesting: int) -> str | None:
    try:
        sent = read_json(line, nesting)
    except Malformed:
        return None
    name = sent.get("id") if isinstance(sent, dict) else None
    return name if isinstance(name, str) else None


def _here() -> tuple[Settings, Work, Limits]:
    settings: Settings = current_app.extensions["settings"]
    return settings, current_app.extensions["work"], Limits(settings.text_characters, settings.segments, settings.roster, settings.sentence_tokens)


def _asked(body: bytes, query: MultiDict[str, str], media_type: str, limits: Limits, nesting: int) -> ExtractRequest:
    """The request in the query's fields and the body's, which come first where both name one: both must be good."""
    fields = _fields(query, nesting)
    if media_type != JSON:
        return load_request({"format": TEXT_FORMATS[media_type], **fields, "text": read_text(body)}, limits)
    sent = read_json(body, nesting)
    if not isinstance(sent, dict):
        return load_request(sent, limits)
    if fields.keys() & sent.keys():
        load_request({**fields, "text": "."}, limits)
    return load_request({**fields, **sent}, limits)


def _fields(query: MultiDict[str, str], nesting: int) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    faults: list[FieldError] = []
    for name in query:
        values = query.getlist(name)
        value = values[0]
        if name in {"text", "segments"}:
            faults.append(FieldError(f"/{name}", "The transcript is in the body."))
        elif name in _LISTS:
            fields[name] = [part for v in values for part in v.split(",")]
        elif len(values) > 1:
            faults.append(FieldError(f"/{name}", "Given twice."))
        elif name in _OBJECTS:
            try:
                fields[name] = read_json(value.encode("utf-8", "surrogatepass"), nesting)
            except Malformed:
                faults.append(FieldError(f"/{name}", "Not JSON."))
        elif name == "explain":
            fields[name] = {"true": True, "false": False}.get(value, value)
        else:
            check_characters(value)
            fields[name] = value
    if faults:
        raise Invalid(f"{len(faults)} {'field is' if len(faults) == 1 else 'fields are'} at fault.", faults)
    return fields


def _plain(query: MultiDict[str, str]) -> list[str]:
    return [name for name in query if name.isidentifier() and len(name) <= 64] or [""]
