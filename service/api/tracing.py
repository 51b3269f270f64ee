"""OpenTelemetry spans, one a request: the ``otel`` extra, switched on by ``ONRECORD_TRACING``.

Where they go is said by OpenTelemetry's own variables (``OTEL_EXPORTER_OTLP_ENDPOINT``, ``OTEL_SERVICE_NAME``, …).
A span knows the route, the method, the status and counts: never a word of a caller.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import Headers

from service.settings import SettingsError

try:
    from opentelemetry import trace
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import SERVICE_NAME, OTELResourceDetector, Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    MISSING = None
except ImportError as error:
    MISSING = error.name


class Tracing:
    """Makes the spans of one process."""

    def __init__(self, exporter: SpanExporter | None = None) -> None:
        """Errors: SettingsError where the extra is not installed."""
        if MISSING:
            raise SettingsError(f"ONRECORD_TRACING: {MISSING} is not installed; it comes with the otel extra")
        resource = Resource({SERVICE_NAME: "onrecord"}).merge(OTELResourceDetector().detect())
        self._provider = TracerProvider(resource=resource)
        self._exporter = exporter
        self._started = False
        self._tracer = self._provider.get_tracer("onrecord")
        self._propagator = TraceContextTextMapPropagator()

    def start(self, headers: Headers) -> Any:
        """The span of a request, a child of the caller's where ``traceparent`` names one."""
        if not self._started:  # only now: the threads of an exporter do not outlive a fork
            self._started = True
            self._provider.add_span_processor(BatchSpanProcessor(self._exporter or OTLPSpanExporter()))
        parent = self._propagator.extract({name: headers[name] for name in ("traceparent", "tracestate") if name in headers})
        return self._tracer.start_span("request", context=parent, kind=trace.SpanKind.SERVER)

    @staticmethod
    def end(span: Any, route: str, method: str, status: int, noted: Mapping[str, Any]) -> None:
        """Closes a span with what is known of its request."""
        span.update_name(f"{method} {route}")
        span.set_attributes({"http.request.method": method, "http.route": route, "http.response.status_code": status})
        if "characters" in noted:
            span.set_attribute("onrecord.characters", noted["characters"])
        if status >= 500:
            span.set_status(trace.StatusCode.ERROR)
        span.end()

    def flush(self) -> None:
        """Sends what has not been sent."""
        self._provider.force_flush()
