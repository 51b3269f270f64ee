"""What surrounds every request: its id and trace, its line in the log, its metrics, and the headers that keep browsers safe."""

from __future__ import annotations

import re
import secrets
import time
from typing import Any

import structlog
from flask import Flask, Response, current_app, g, request

from service.api import metrics
from service.api.logs import log
from service.api.tracing import Tracing
from service.settings import Settings

QUIET = frozenset({"/livez", "/readyz", "/metrics"})
"""Routes that are asked every few seconds by machines, and are logged only when they fail."""
_REQUEST_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_TRACEPARENT = re.compile(r"(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_CSP_API = "default-src 'none'; frame-ancestors 'none'"
_CSP_PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_EXPOSED = "ETag, Link, Repr-Digest, Retry-After, Server-Timing, X-Request-Id"


def install(app: Flask, settings: Settings) -> None:
    """Has every request of ``app`` identified, timed, logged and counted."""
    app.extensions["tracing"] = Tracing() if settings.tracing else None
    app.before_request(_begin)
    app.after_request(_secure)
    if settings.cors_origins:
        app.before_request(lambda: _preflight(settings))
        app.after_request(lambda response: _share(response, settings))
    app.after_request(_end)


def _begin() -> None:
    g.started = time.monotonic()
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(16)
    g.timings = {}
    g.noted = {}
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)
    tracing: Tracing | None = current_app.extensions["tracing"]
    if tracing is not None:
        g.otel = tracing.start(request.headers)
        context = g.otel.get_span_context()
        g.trace, g.span, g.flags = f"{context.trace_id:032x}", f"{context.span_id:016x}", f"{int(context.trace_flags):02x}"
    elif parent := _TRACEPARENT.fullmatch(request.headers.get("traceparent", "")):
        g.trace, g.span, g.flags = parent[1], secrets.token_hex(8), parent[3]
    if "trace" in g:
        structlog.contextvars.bind_contextvars(trace_id=g.trace, span_id=g.span)


def timed(name: str, seconds: float) -> None:
    """Adds a stage to the answer's ``Server-Timing``."""
    g.timings[name] = g.timings.get(name, 0.0) + seconds


def note(**values: Any) -> None:
    """Adds to the request's line in the log: names and numbers, never words of a caller."""
    g.noted.update(values)


def route() -> str:
    """The template of the request's route: ``/v1/rules/<id>``, or ``unmatched``."""
    return request.url_rule.rule if request.url_rule is not None else "unmatched"


def _secure(response: Response) -> Response:
    response.headers.update(_HEADERS)
    page = response.mimetype == "text/html"
    response.headers.setdefault("Content-Security-Policy", _CSP_PAGE if page else _CSP_API)
    if request.method == "POST" or response.status_code >= 400:
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _preflight(settings: Settings) -> Response | None:
    if request.method != "OPTIONS" or "Access-Control-Request-Method" not in request.headers:
        return None
    response = Response(status=204)
    if request.headers.get("Origin") in settings.cors_origins:
        response.headers["Access-Control-Allow-Methods"] = "GET, POST"
        response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type, X-Request-Id, traceparent"
        response.headers["Access-Control-Max-Age"] = "600"
    return response


def _share(response: Response, settings: Settings) -> Response:
    """Never with credentials: a key is sent by the page's own code."""
    response.vary.add("Origin")
    origin = request.headers.get("Origin")
    if origin in settings.cors_origins:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = _EXPOSED
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _end(response: Response) -> Response:
    seconds = time.monotonic() - g.started
    g.timings["total"] = seconds
    response.headers["X-Request-Id"] = g.request_id
    response.headers["Server-Timing"] = ", ".join(f"{name};dur={1000 * value:.1f}" for name, value in g.timings.items())
    if "trace" in g:
        response.headers["traceparent"] = f"00-{g.trace}-{g.span}-{g.flags}"
    template = route()
    if "otel" in g:
        Tracing.end(g.otel, template, _method(), response.status_code, g.noted)
    metrics.REQUESTS.labels(template, _method(), response.status_code).observe(seconds)
    if problem := g.get("problem"):
        metrics.REFUSALS.labels(template, problem).inc()
    if template not in QUIET or response.status_code >= 500:
        log.info(
            "request", route=template, method=_method(), status=response.status_code, ms=round(1000 * seconds, 1),
            bytes_in=request.content_length, bytes_out=response.content_length, problem=g.get("problem"), key=g.get("key"), **g.noted,
        )  # fmt: skip
    return response


def _method() -> str:
    """The method, if it is one; a client can make any word a method."""
    return request.method if request.method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"} else "other"
