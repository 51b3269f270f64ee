"""Every error as a problem document (RFC 9457): those of the service, of routing, and those nobody foresaw."""

from __future__ import annotations

import traceback
from http import HTTPStatus
from pathlib import Path
from typing import Any

import orjson
from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from service.api.logs import log
from service.errors import PROBLEMS, Failure, Malformed, MethodNotAllowed, NotAcceptable, NotFound, ServiceError, TooLarge, UnsupportedMedia

FAILED = "The service failed; its log has the entry of this request's id."
PROBLEM_JSON = "application/problem+json"
_BY_STATUS: dict[int, tuple[type[ServiceError], str]] = {
    400: (Malformed, "The request could not be read."),
    404: (NotFound, "There is nothing at this address."),
    405: (MethodNotAllowed, "This address does not take this method."),
    406: (NotAcceptable, "The answer cannot be had in a type that is accepted."),
    413: (TooLarge, "The body is larger than allowed."),
    415: (UnsupportedMedia, "The body is of a type that is not read."),
}


def install(app: Flask) -> None:
    """Has every error of ``app`` answered by a problem document."""
    app.register_error_handler(ServiceError, _own)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def answer(error: ServiceError) -> Response:
    """The problem document of ``error``. ``instance`` is the request's id, which the log has too; the query stays out of it."""
    body: dict[str, Any] = {**error.problem(), "instance": f"/requests/{g.get('request_id', 'none')}"}
    response = Response(orjson.dumps(body), status=error.status, content_type=PROBLEM_JSON)
    response.headers.update(error.headers)
    g.problem = error.type
    return response


def _own(error: ServiceError) -> Response:
    return answer(error)


def _http(error: HTTPException) -> Response:
    code = error.code or 500
    if code < HTTPStatus.BAD_REQUEST:
        return Response(status=code, headers=[(n, v) for n, v in error.get_headers(request.environ) if n.lower() == "location"])
    kind, detail = _BY_STATUS.get(code, (Malformed if code < HTTPStatus.INTERNAL_SERVER_ERROR else Failure, "The request cannot be answered."))
    response = answer(kind(detail))
    for name, value in error.get_headers(request.environ):
        if name.lower() not in {"content-type", "content-length"}:
            response.headers[name] = value
    return response


def _unforeseen(error: Exception) -> Response:
    """A fault of ours. The log names the error and where it was raised; its message, which could hold a transcript's words, goes nowhere."""
    log.error("failure", request_id=g.get("request_id"), **whereabouts(error))
    return answer(Failure(FAILED))


def whereabouts(error: BaseException) -> dict[str, Any]:
    """What a log may know of an exception: its type and the places it passed, without messages or values."""
    passed = traceback.extract_tb(error.__traceback__)
    return {"exception": type(error).__name__, "frames": [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in passed[-12:]]}


def catalogue() -> list[dict[str, Any]]:
    """Every problem type, for ``/problems``."""
    return [
        {"type": f"/problems/{p.type}", "title": p.title, "status": p.status, "description": " ".join((p.__doc__ or "").split())} for p in PROBLEMS
    ]
