"""A transcript's words are in its answer and nowhere else: marked words go through every route and every failure, and are looked for everywhere."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from urllib.parse import quote

import pytest
import structlog

from service.api import logs
from service.app import create_app
from tests.server import Server, received, serving

pytestmark = pytest.mark.slow
CANARY = "Qzxcanary"
TEXT = f"{CANARY} Vane: The {CANARY} ministry said that 40 {CANARY}s were killed, and £2.5 million went to {CANARY} last year. “{CANARY}”, he said."
JSON = {"Content-Type": "application/json"}
PLAIN = {"Content-Type": "text/plain"}


def body(**fields: object) -> bytes:
    return json.dumps(fields).encode()


def requests() -> list[tuple[str, str, bytes | None, dict[str, str], bool]]:
    """Method, path, body, headers, and whether the answer is a good one, which may hold the words."""
    line = body(text=TEXT, id=CANARY)
    good = [
        ("POST", f"/v1/extract?output={o}", body(text=TEXT, explain=True, id=CANARY, metadata={CANARY: CANARY}), JSON, True)
        for o in ("json", "csv", "jsonld", "ndjson")
    ]
    good += [
        ("POST", "/v1/extract", TEXT.encode(), PLAIN, True),
        ("POST", f"/v1/extract?id={CANARY}&metadata=%7B%22a%22%3A%22{CANARY}%22%7D", TEXT.encode(), PLAIN, True),
        ("POST", "/v1/extract", body(segments=[{"text": TEXT, "speaker": CANARY}]), JSON, True),
        (
            "POST",
            "/v1/extract/batch",
            b"\n".join([line, b"{" + line, body(text=TEXT, locale=CANARY)]),
            {"Content-Type": "application/x-ndjson"},
            True,
        ),
        ("POST", "/", f"text={quote(TEXT)}".encode(), {"Content-Type": "application/x-www-form-urlencoded"}, True),
    ]
    bad = [
        ("POST", "/v1/extract", b'{"text": "' + TEXT.encode() + b'"', JSON),
        ("POST", "/v1/extract", b'{"text": "' + CANARY.encode() + b'", "text": "a"}', JSON),
        ("POST", "/v1/extract", b'{"text": "' + CANARY.encode() + b'\\ud800"}', JSON),
        ("POST", "/v1/extract", CANARY.encode() + b"\xff", PLAIN),
        ("POST", "/v1/extract", body(**{f"{CANARY} field": TEXT}), JSON),
        ("POST", "/v1/extract", body(text=TEXT, locale=CANARY, format=CANARY, include=[CANARY], reference_date=CANARY, metadata={f"{CANARY} a": 1}), JSON),
        ("POST", "/v1/extract", body(text=TEXT, segments=[{f"{CANARY} x": 1}], roster=[{f"{CANARY}!": 2}]), JSON),
        ("POST", "/v1/extract", body(text=TEXT, format="srt"), JSON),
        ("POST", "/v1/extract", body(text=TEXT, format="tei"), JSON),
        ("POST", "/v1/extract", body(text=TEXT, format="aws-transcribe"), JSON),
        ("POST", "/v1/extract", f"<TEI>{CANARY}".encode(), {"Content-Type": "application/tei+xml"}),
        ("POST", "/v1/extract", body(text=TEXT), {"Content-Type": f"application/{CANARY}"}),
        ("POST", "/v1/extract", body(text=TEXT), {**JSON, "Accept": f"image/{CANARY}"}),
        ("POST", f"/v1/extract?{CANARY}%20a={CANARY}", TEXT.encode(), PLAIN),
        ("POST", f"/v1/extract?output={CANARY}", TEXT.encode(), PLAIN),
        ("POST", f"/v1/{CANARY}", body(text=TEXT), JSON),
        ("GET", f"/v1/rules/{CANARY}", None, {}),
        ("GET", f"/problems/{CANARY}", None, {}),
        (CANARY, f"/v1/extract?{CANARY}", body(text=TEXT), {**JSON, "X-Request-Id": f"{CANARY} a", "traceparent": CANARY, "User-Agent": CANARY, "Referer": CANARY}),
        ("POST", "/v1/extract", (TEXT + " ").encode() * 20_000, PLAIN),
        ("POST", "/v1/extract", TEXT.encode() * 100, {**PLAIN, "Content-Encoding": "gzip"}),
    ]  # fmt: skip
    return good + [(*entry, False) for entry in bad]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("privacy")
    (folder / "tmp").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(folder / "tmp"))
        patch.setenv("HOME", str(folder / "tmp"))
        with serving(folder, workers=1, log_level="debug", body_bytes=1_000_000) as running:
            yield running


def everywhere(folder: Path) -> list[str]:
    """The files that hold the words, whatever their case."""
    return [str(f) for f in folder.rglob("*") if f.is_file() and CANARY.lower().encode() in f.read_bytes().lower()]


def test_no_word_is_anywhere_but_in_an_answer(server: Server) -> None:
    for method, path, sent, headers, good in requests():
        status, got, answer = server.ask(method, path, sent, headers)
        assert (status == 200) == good, (method, path, answer[:300])
        assert CANARY.lower() not in str(got).lower(), (method, path, got)
        if not good:
            assert CANARY.lower().encode() not in answer.lower(), (method, path, answer)
    for raw in (
        f"GET /{CANARY}\x01 HTTP/1.1\r\nHost: a\r\n\r\n",
        f"{CANARY}\r\n\r\n",
        f"POST /v1/extract HTTP/1.1\r\nHost: {CANARY}\r\n{CANARY} : x\r\n\r\n{TEXT}",
        f"POST /v1/extract HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n{CANARY}\r\n",
    ):
        assert CANARY.encode() not in server.send(raw.encode())
    with socket.create_connection(("127.0.0.1", server.port), 10) as s:  # a caller that leaves in the middle
        s.sendall(b"POST /v1/extract HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 9999\r\n\r\n" + TEXT.encode())
        s.shutdown(socket.SHUT_WR)
        assert CANARY.encode() not in received(s)
    assert CANARY.lower().encode() not in server.ask("GET", "/metrics")[2].lower()
    assert server.stop() == 0
    assert server.log.stat().st_size > 0
    assert everywhere(server.log.parent) == []


def test_a_fault_of_ours_leaves_no_word(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(document: object, *_: object) -> None:
        raise ValueError(document)

    client = create_app().test_client()
    monkeypatch.setattr("service.api.texts.extract", fail)
    monkeypatch.setattr("service.bulk.records.extract", fail)
    try:
        logs.configure("debug")
        one = client.post("/v1/extract", json={"text": TEXT})
        many = client.post("/v1/extract/batch", data=body(text=TEXT), content_type="application/x-ndjson")
    finally:
        structlog.reset_defaults()
    assert one.status_code == 500
    assert b"/problems/failure" in many.data
    assert b".py" not in many.data
    out = "".join(capfd.readouterr())
    assert '"event":"failure"' in out
    for where in (one.text, many.text, out):
        assert CANARY.lower() not in where.lower()
