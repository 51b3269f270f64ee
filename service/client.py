"""A small client of the service, with typed answers.

    with Client("http://127.0.0.1:8000") as onrecord:
        answer = onrecord.extract("The ministry said that it cost £5 million.")
        for fact in answer.facts:
            print(fact.text, fact.value, fact.source.name if fact.source else None)

The service is asked again when it is busy (429, 503), after the seconds that its ``Retry-After`` says, and at once when the connection
broke, for the same request has the same answer. Fields that a newer service adds are
passed over; ``Answer.raw`` has everything as it came.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any, Self

import httpx
import orjson

from service.answer import Answer, answer

BATCH_LINES, BATCH_BYTES = 200, 8 * 1024 * 1024
"""The most that is sent in one request of a batch: within the limits of a service with the default settings."""
TRIES = 3
"""How often a request is sent whose connection breaks."""
_BROKEN = (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError)
"""A worker died, or a connection was closed while it was idle."""


class Problem(Exception):
    """What the service answered instead: a problem object. ``errors`` lists the fields at fault, ``raw`` has all of it."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        super().__init__(f"{raw.get('status')} {raw.get('title')}: {raw.get('detail')}")
        self.raw = dict(raw)
        self.type: str = raw.get("type", "about:blank")
        self.title: str = raw.get("title", "")
        self.status: int = raw.get("status", 0)
        self.detail: str = raw.get("detail", "")
        self.errors: list[dict[str, Any]] = raw.get("errors", [])
        self.id: str | None = raw.get("id")


class CutError(Exception):
    """A batch's stream ended before its last line, several times over without an answer in between."""


class Client:
    """A connection to a service.

    ``key`` is sent as a bearer token. ``patience`` is how many seconds in all one call may wait for a busy service, and ``sleep`` how it waits.
    """

    def __init__(
        self, url: str = "http://127.0.0.1:8000", *, key: str | None = None, timeout: float = 60, patience: float = 120,
        transport: httpx.BaseTransport | None = None, sleep: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._http = httpx.Client(base_url=url, headers=headers, timeout=timeout, transport=transport)
        self._patience = patience
        self._sleep = sleep

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        self._http.close()

    def extract(self, text: str | None = None, **options: Any) -> Answer:
        """The facts of a transcript; ``options`` are other fields of the request, such as ``segments``, ``reference_date`` and ``locale``.

        Errors: Problem; httpx.HTTPError where the service cannot be reached.
        """
        return answer(orjson.loads(self.extract_as("json", text, **options)))

    def extract_as(self, output: str, text: str | None = None, **options: Any) -> bytes:
        """The facts as ``csv``, ``jsonld``, ``ndjson`` or ``json``, as the service writes them. Errors: as ``extract``."""
        body = orjson.dumps(options if text is None else {"text": text, **options})
        return self._post(f"/v1/extract?output={output}", body).content

    def batch(self, records: Iterable[Mapping[str, Any]], lines: int = BATCH_LINES) -> Iterator[Answer | Problem]:
        """The answer to each record, or its Problem, in order and as each is done; records are taken as they are needed.

        A stream that is cut goes on with the records that had no answer yet.
        Errors: Problem for a request that was refused as a whole; CutError when cut streams bring no more answers.
        """
        for body in _parts(records, lines):
            failures = 0
            while body:
                done = 0
                for line in self._lines(b"\n".join(body) + b"\n"):
                    if line.get("end") is True:
                        done = len(body)
                        break
                    yield answer(line) if "document" in line else Problem(line)
                    body.pop(0)
                    failures = 0
                if done or not body:
                    break
                failures += 1
                if failures == TRIES:
                    raise CutError(f"The answers ended before their last line {TRIES} times in a row.")

    def info(self) -> dict[str, Any]:
        """What the service says of itself: versions, kinds, formats, limits."""
        answered = self._http.get("/v1/info")
        if answered.is_error:
            raise _problem(answered)
        found: dict[str, Any] = answered.json()
        return found

    def _lines(self, body: bytes) -> Iterator[dict[str, Any]]:
        waited = 0.0
        while True:
            headers = {"Content-Type": "application/x-ndjson", "Accept": "application/x-ndjson"}
            try:
                with self._http.stream("POST", "/v1/extract/batch", content=body, headers=headers) as answered:
                    if not answered.is_error:
                        for line in answered.iter_lines():
                            if line.strip():
                                yield orjson.loads(line)
                        return
                    answered.read()
            except (*_BROKEN, orjson.JSONDecodeError):
                return  # cut in the middle: the missing last line says so
            waited += self._wait(answered, waited)

    def _post(self, path: str, body: bytes) -> httpx.Response:
        waited = 0.0
        broken = 0
        while True:
            try:
                answered = self._http.post(path, content=body, headers={"Content-Type": "application/json"})
            except _BROKEN:
                broken += 1
                if broken == TRIES:
                    raise
                continue
            if not answered.is_error:
                return answered
            waited += self._wait(answered, waited)

    def _wait(self, answered: httpx.Response, waited: float) -> float:
        """Waits as the service asks, and says how long. Errors: Problem where waiting is no use or would be too long."""
        if answered.status_code not in {429, 503} or "Retry-After" not in answered.headers:
            raise _problem(answered)
        seconds = _seconds(answered.headers["Retry-After"])
        if waited + seconds > self._patience:
            raise _problem(answered)
        self._sleep(seconds)
        return max(seconds, 0.05)


def _parts(records: Iterable[Mapping[str, Any]], lines: int) -> Iterator[list[bytes]]:
    part: list[bytes] = []
    size = 0
    for record in records:
        line = orjson.dumps(record)
        if part and (len(part) == lines or size + len(line) > BATCH_BYTES):
            yield part
            part, size = [], 0
        part.append(line)
        size += len(line)
    if part:
        yield part


def _seconds(retry_after: str) -> float:
    """``Retry-After`` as seconds from now: a number, or a date (RFC 9110, 10.2.3)."""
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except ValueError:
        return 1.0


def _problem(answered: httpx.Response) -> Problem:
    try:
        raw = answered.json()
    except ValueError:
        raw = None
    if not isinstance(raw, dict):  # a proxy's page
        raw = {"title": answered.reason_phrase, "detail": "The answer is no problem object."}
    return Problem({"status": answered.status_code, **raw})
