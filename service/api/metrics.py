"""Prometheus metrics, summed over the workers. Labels are routes, methods, statuses, kinds and rules: never a caller's word."""

from __future__ import annotations

import os
from collections.abc import Iterable

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest, multiprocess, registry

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_CHARACTERS = (100, 1_000, 5_000, 10_000, 50_000, 100_000, 200_000, 500_000)

REQUESTS = Histogram("onrecord_request_seconds", "Seconds from a request's head to its answer's.", ("route", "method", "status"), buckets=_SECONDS)
REFUSALS = Counter("onrecord_refused_total", "Answers that are problems, by their type.", ("route", "problem"))
CHARACTERS = Histogram("onrecord_text_characters", "Code points of the texts read.", buckets=_CHARACTERS)
READING = Histogram("onrecord_reading_seconds", "Seconds that reading a text took.", buckets=_SECONDS)
FACTS = Counter("onrecord_facts_total", "Facts returned, by kind and rule.", ("kind", "rule"))
READERS_ENDED = Counter(
    "onrecord_readers_ended_total", "Processes that read texts and ended before their worker; each lost the text that it was reading, if any."
)
IN_FLIGHT = Gauge("onrecord_in_flight", "Texts being read or waiting to be.", multiprocess_mode="livesum")


def observe(facts: Iterable[tuple[str, str, int]], length: int, seconds: float) -> dict[str, int]:
    """Counts one text that was read, by the kind, rule and number of its facts; gives the number of facts by kind."""
    CHARACTERS.observe(length)
    READING.observe(seconds)
    kinds: dict[str, int] = {}
    for kind, rule, count in facts:
        FACTS.labels(kind, rule).inc(count)
        kinds[kind] = kinds.get(kind, 0) + count
    return kinds


def exposition() -> tuple[bytes, str]:
    """All metrics in Prometheus' text format, and its media type."""
    collected: CollectorRegistry = registry.REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        collected = CollectorRegistry()
        multiprocess.MultiProcessCollector(collected)  # type: ignore[no-untyped-call]
    return generate_latest(collected), CONTENT_TYPE_LATEST
