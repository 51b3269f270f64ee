"""schemathesis over a real server: whatever openapi.yaml allows or forbids is sent, and every answer must be as it says.

``CONTRACT_EXAMPLES`` is the number of requests in all (default 2,000; ``make fuzz`` sends more).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation import GenerationMode

from service.api.negotiation import TEXT_FORMATS
from tests.server import Server, serving

pytestmark = pytest.mark.slow
EXAMPLES = int(os.environ.get("CONTRACT_EXAMPLES", "2000"))
SHARES = {"/v1/extract": 0.75, "/v1/extract/batch": 0.08}
"""Of the requests; the rest goes to the operations that take little."""

schema = schemathesis.openapi.from_path(str(Path(__file__).parent.parent / "openapi.yaml"))
# An address or a header that is too long is refused for that first, however good or bad the rest is.
schema.config.checks.negative_data_rejection.expected_statuses += ["414", "431"]
schema.config.checks.positive_data_acceptance.expected_statuses += ["414", "431"]
COUNT = sum(len(item) for item in schema.raw_schema["paths"].values())


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("contract"), workers=2) as running:
        yield running
        failures = [line for line in running.log.read_text("utf-8").splitlines() if '"event":"failure"' in line]
        assert not failures, failures[0]


def examples(path: str) -> int:
    share = SHARES.get(path, (1 - sum(SHARES.values())) / (COUNT - len(SHARES)))
    return max(1, round(EXAMPLES * share))


for media_type in (*TEXT_FORMATS, "application/x-ndjson"):

    @schemathesis.serializer(media_type)
    def as_text(_: Any, value: Any) -> bytes:
        return value if isinstance(value, bytes) else value.encode() if isinstance(value, str) else repr(value).encode()


def one_format_only(case: schemathesis.Case) -> bool:
    """Whether the case names a format that most strings do not have: a valid string may then be no valid transcript."""
    body = case.body if isinstance(case.body, dict) else {}
    named = [body.get("format", "auto"), (case.query or {}).get("format", TEXT_FORMATS.get(case.media_type or "", "auto"))]
    return any(format not in ("auto", "plain", "labelled", "hansard") for format in named)


def only_the_text_is_wrong(case: schemathesis.Case) -> bool:
    """Whether nothing but the body is negative, and that is text: what is sent for a number is then a text like any other."""
    modes = {where: component.mode for where, component in case.meta.components.items()} if case.meta else {}
    wrong = {where for where, mode in modes.items() if mode is GenerationMode.NEGATIVE}
    return case.media_type != "application/json" and wrong <= {ParameterLocation.BODY} and case.body != ""


def send(case: schemathesis.Case, server: Server) -> None:
    excluded = []
    if case.path == "/v1/extract" and one_format_only(case):
        excluded.append(schemathesis.checks.positive_data_acceptance)
    # What is wrong with a line of a batch is told in its place.
    if case.path == "/v1/extract/batch" or (case.path == "/v1/extract" and only_the_text_is_wrong(case)):
        excluded.append(schemathesis.checks.negative_data_rejection)
    case.call_and_validate(base_url=server.url, excluded_checks=excluded, timeout=20)


OPERATIONS = [(path, method, GenerationMode.POSITIVE) for path, item in schema.raw_schema["paths"].items() for method in item]
OPERATIONS += [(path, "post", GenerationMode.NEGATIVE) for path in SHARES]  # the others take nothing that could be wrong


@pytest.mark.parametrize(("path", "method", "mode"), OPERATIONS)
def test_whatever_is_sent_is_answered_as_documented(server: Server, path: str, method: str, mode: GenerationMode) -> None:
    operation = schema[path][method.upper()]
    count = examples(path) // 2 if path in SHARES else examples(path)

    @settings(max_examples=count, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck), phases=(Phase.generate,))
    @given(operation.as_strategy(generation_mode=mode))
    def run(case: schemathesis.Case) -> None:
        send(case, server)

    run()


@schema.parametrize()
@settings(max_examples=1, deadline=None, database=None, phases=(Phase.explicit,), suppress_health_check=list(HealthCheck))
def test_every_example_of_the_contract_is_answered_as_documented(case: schemathesis.Case, server: Server) -> None:
    send(case, server)
