"""The client, against the application itself and against a transport that answers as told."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from email.utils import format_datetime
from typing import Any

import httpx
import pytest

from service.app import create_app
from service.client import Answer, Client, CutError, Problem, answer
from service.output.as_json import as_json
from tests.made import TEXT, document, extraction, options


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with Client("http://onrecord", transport=httpx.WSGITransport(create_app())) as made:
        yield made


def told(*answers: httpx.Response | httpx.TransportError, patience: float = 120) -> tuple[Client, list[httpx.Request], list[float]]:
    """A client whose requests are answered in turn; also the requests, and the seconds that it waited."""
    requests: list[httpx.Request] = []
    waits: list[float] = []
    left = iter(answers)

    def handle(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        given = next(left)
        if isinstance(given, httpx.TransportError):
            raise given
        return given

    return Client("http://onrecord", transport=httpx.MockTransport(handle), sleep=waits.append, patience=patience, key="secret"), requests, waits


GOOD = as_json(document(), options(), extraction())
BUSY = {"type": "/problems/busy", "title": "Busy", "status": 503, "detail": "Try again."}


def busy(retry_after: str | None = "7", status: int = 503) -> httpx.Response:
    return httpx.Response(status, json=BUSY, headers={"Retry-After": retry_after} if retry_after else {})


def lines(*objects: Any, end: int | None = None) -> httpx.Response:
    body = "".join(json.dumps(o) + "\n" for o in objects) + ("" if end is None else json.dumps({"end": True, "count": end}) + "\n")
    return httpx.Response(200, content=body.encode())


def named(id: str) -> dict[str, Any]:
    return {**GOOD, "document": {**GOOD["document"], "id": id}}


# --- one transcript -------------------------------------------------------------------------------------------------


def test_a_transcript_is_answered_with_types(client: Client) -> None:
    found = client.extract("The ministry said that it cost £5 million.", id="a", reference_date="2024-05-01")
    assert found.id == "a"
    (money,) = found.of("money")
    assert money.text == "£5 million"
    assert money.value.amount.value == Decimal(5_000_000)
    assert money.value.currency == "GBP"
    assert str(money.source).lower().endswith("ministry")
    assert found.raw["document"]["reference_date"] == "2024-05-01"


def test_every_kind_has_its_type() -> None:
    found = answer(GOOD)
    values = {fact.id: fact.value for fact in found.facts}
    assert [fact.start for fact in found.facts] == sorted(fact.start for fact in found.facts)
    assert all(TEXT[fact.start : fact.end] == fact.text for fact in found.facts)
    assert values["m1"].candidates == ("USD", "CAD")
    assert (values["c1"].count.value, values["c1"].harm, values["c1"].place, values["c1"].date) == (14, "killed", "Corrow", "d1")
    assert (values["d1"].earliest, values["d1"].latest) == ("2023-03-01", "2023-03-31")
    assert values["n1"].unit == "percentage"
    assert values["q1"].content == "We paid, 38% of it"
    assert str(next(fact for fact in found.facts if fact.id == "q1").source) == "the mayor"
    assert found.warnings == ("Made by hand.",)


def test_segments_are_sent_in_the_place_of_text(client: Client) -> None:
    found = client.extract(segments=[{"text": "It cost £5 million.", "speaker": "Ann Lee", "start": 1.5}, {"text": "No.", "speaker": "Bob Ray"}])
    assert str(found.of("money")[0].speaker) == "Ann Lee"


def test_other_outputs_come_as_they_are(client: Client) -> None:
    assert client.extract_as("csv", "It cost £5 million.").startswith(b"document,id,kind")


def test_a_fault_is_a_problem(client: Client) -> None:
    with pytest.raises(Problem) as caught:
        client.extract("x", locale="de-DE", format="nonsense")
    assert caught.value.status == 422
    assert caught.value.type == "/problems/invalid"
    assert {e["pointer"] for e in caught.value.errors} == {"/locale", "/format"}


def test_info_says_what_there_is(client: Client) -> None:
    assert "money" in client.info()["kinds"]


# --- a busy service -------------------------------------------------------------------------------------------------


def test_a_busy_service_is_asked_again_when_it_says() -> None:
    client, requests, waits = told(busy("7"), busy("2", 429), httpx.Response(200, json=GOOD))
    assert client.extract("x").id == "made.txt"
    assert waits == [7, 2]
    assert len(requests) == 3
    assert requests[0].headers["Authorization"] == "Bearer secret"


def test_retry_after_may_be_a_date() -> None:
    when = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=30)
    client, _, waits = told(
        busy(format_datetime(when, usegmt=True)), busy("Wed, 21 Oct 2015 07:28:00 GMT"), busy("soon"), httpx.Response(200, json=GOOD)
    )
    client.extract("x")
    assert 25 < waits[0] <= 30
    assert waits[1:] == [0, 1]


def test_a_broken_connection_is_tried_again() -> None:
    broken = httpx.RemoteProtocolError("Server disconnected without sending a response.")
    client, requests, waits = told(broken, httpx.ReadError("reset"), httpx.Response(200, json=GOOD))
    assert client.extract("x").of("money")
    assert len(requests) == 3
    assert not waits
    with pytest.raises(httpx.RemoteProtocolError):
        told(broken, broken, broken)[0].extract("x")
    assert list(told(broken, lines(GOOD, end=1))[0].batch([{"text": "x"}]))


def test_patience_ends() -> None:
    client, requests, waits = told(busy("60"), busy("60"), busy("60"), patience=130)
    with pytest.raises(Problem) as caught:
        client.extract("x")
    assert caught.value.title == "Busy"
    assert waits == [60, 60]
    assert len(requests) == 3


@pytest.mark.parametrize("response", [busy(None), httpx.Response(500, text="<html>"), httpx.Response(502, json=["x"])])
def test_other_failures_are_not_waited_for(response: httpx.Response) -> None:
    client, _, waits = told(response)
    with pytest.raises(Problem) as caught:
        client.extract("x")
    assert caught.value.status == response.status_code
    assert waits == []


# --- batches --------------------------------------------------------------------------------------------------------


def test_a_batch_is_answered_in_order(client: Client) -> None:
    records: Iterable[dict[str, Any]] = ({"id": f"r{n}", "text": f"It cost £{n} million."} if n % 5 else {"id": f"r{n}"} for n in range(1, 23))
    answers = list(client.batch(records, lines=4))
    assert [a.id for a in answers] == [f"r{n}" for n in range(1, 23)]
    assert [isinstance(a, Problem) for a in answers] == [n % 5 == 0 for n in range(1, 23)]
    assert all(isinstance(a, Answer) and a.of("money")[0].value.amount.value == n * 1_000_000 for n, a in enumerate(answers, 1) if n % 5)


def test_a_batch_is_taken_as_it_is_needed() -> None:
    taken: list[int] = []

    def records() -> Iterator[dict[str, Any]]:
        for n in range(10):
            taken.append(n)
            yield {"text": "x"}

    client, _, _ = told(lines(named("0"), named("1"), end=2))
    answers = client.batch(records(), lines=2)
    next(answers)
    assert len(taken) <= 3


def test_a_cut_stream_goes_on_where_it_was_cut() -> None:
    client, requests, _ = told(lines(named("a")), busy("3"), lines(named("b"), named("c"), end=2))
    answers = list(client.batch([{"id": i, "text": i} for i in "abc"]))
    assert [a.id for a in answers] == ["a", "b", "c"]
    assert [json.loads(line)["id"] for line in requests[2].content.splitlines()] == ["b", "c"]


def test_a_stream_that_is_always_cut_is_given_up() -> None:
    client, _, _ = told(lines(), lines(), lines())
    with pytest.raises(CutError):
        list(client.batch([{"text": "x"}]))


def test_a_batch_that_is_refused_is_a_problem() -> None:
    client, _, _ = told(httpx.Response(401, json={"type": "/problems/unauthorised", "title": "Unauthorised", "status": 401}))
    with pytest.raises(Problem):
        list(client.batch([{"text": "x"}]))
