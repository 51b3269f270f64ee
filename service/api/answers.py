"""Answers to GET: with an ETag, and 304 where the caller has them already."""

from __future__ import annotations

from typing import Any

import orjson
from flask import Response, request

from service.api.negotiation import JSON, accepted


def tagged_json(value: dict[str, Any]) -> Response:
    """``value`` as JSON. Errors: NotAcceptable."""
    accepted(request, JSON)
    return tagged(orjson.dumps(value), JSON)


def tagged(body: bytes, media_type: str) -> Response:
    """``body``, or 304 where ``If-None-Match`` names it."""
    response = Response(body, content_type=media_type)
    response.add_etag()
    response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response
