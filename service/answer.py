"""From the fields of a request to the response: what the HTTP API, a batch and the bulk engine all call."""

from __future__ import annotations

from typing import Any

from schemas.request import ExtractRequest, Limits, load_request
from service.model import Checkpoint, no_checkpoint
from service.output.as_json import as_json
from service.pipeline import extract
from service.transcript.formats import read_document, read_segments


def answer(sent: object, limits: Limits = Limits(), checkpoint: Checkpoint = no_checkpoint) -> dict[str, Any]:  # noqa: B008  immutable
    """The response to the JSON value ``sent``.

    Errors: Invalid for fields at fault, TranscriptError for a text without the format it names, and what ``checkpoint`` raises.
    """
    return respond(load_request(sent, limits), checkpoint)


def respond(request: ExtractRequest, checkpoint: Checkpoint = no_checkpoint) -> dict[str, Any]:
    """The response to a request that was found good."""
    if request.segments is not None:
        document = read_segments(request.segments)
    else:
        assert request.text is not None
        document = read_document(request.text, request.format)
    checkpoint()
    return as_json(document, request.options, extract(document, request.options, checkpoint))
