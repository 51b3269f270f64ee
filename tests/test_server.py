"""The service as it runs: a real gunicorn, real sockets. What the test client cannot show stands here."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.server import COMMAND, Server, free_port, received, serving

pytestmark = pytest.mark.slow
JSON = {"Content-Type": "application/json"}
KEY = {"Authorization": "Bearer secret-key"}
LIMIT = 4096


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("server")
    (folder / "keys").write_text(
        f"desk:{hashlib.sha256(b'secret-key').hexdigest()}:extract,metrics\nscraper:{hashlib.sha256(b'metrics-key').hexdigest()}:metrics\n", "utf-8"
    )
    with serving(folder, keys=folder / "keys", body_bytes=LIMIT, batch_bytes=4 * LIMIT, workers=2, body_seconds=1, nesting=8) as running:
        yield running


def extract(server: Server, body: Any, **headers: str) -> tuple[int, dict[str, Any]]:
    given = {**JSON, **KEY, **{k.replace("_", "-"): v for k, v in headers.items()}}
    status, _, answer = server.ask("POST", "/v1/extract", body, {k: v for k, v in given.items() if v})
    return status, json.loads(answer)


def chunks(*parts: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (*parts, b""))


def head(*lines: str, method: str = "POST", path: str = "/v1/extract") -> bytes:
    own = [f"{method} {path} HTTP/1.1", "Host: localhost", "Authorization: Bearer secret-key", "Connection: close"]
    return "\r\n".join([*own, *lines, "", ""]).encode("latin-1")


def parsed(raw: bytes) -> tuple[int, dict[str, Any]]:
    start, _, body = raw.partition(b"\r\n\r\n")
    assert b"application/problem+json" in start or b"application/json" in start, raw
    return int(start.split()[1]), json.loads(body)


WRONG = {"Accept": "image/png", "Content-Type": "image/png", "Content-Encoding": "gzip"}
OVERSIZED = b"{" * LIMIT * 2


# Each request has the fault of its row and every later one: the earliest check answers.
@pytest.mark.parametrize(
    ("status", "problem", "method", "headers", "body"),
    [
        (401, "unauthorised", "PUT", WRONG, OVERSIZED),
        (403, "forbidden", "PUT", {**WRONG, "Authorization": "Bearer metrics-key"}, OVERSIZED),
        (405, "method-not-allowed", "PUT", {**WRONG, **KEY}, OVERSIZED),
        (406, "not-acceptable", "POST", {**WRONG, **KEY}, OVERSIZED),
        (415, "unsupported-media", "POST", {**WRONG, **KEY, "Accept": "*/*"}, OVERSIZED),
        (415, "unsupported-media", "POST", {**JSON, **KEY, "Content-Encoding": "gzip"}, OVERSIZED),
        (413, "too-large", "POST", {**JSON, **KEY}, OVERSIZED),
        (400, "malformed", "POST", {**JSON, **KEY}, b'{"locale": "xx", "text": "a", "text": "b"}'),
        (400, "malformed", "POST", {**JSON, **KEY}, b'{"locale": "xx", "text": NaN}'),
        (400, "malformed", "POST", {**JSON, **KEY}, b'{"locale": "xx", "text": ' + b"[" * 9 + b"]" * 9 + b"}"),
        (422, "invalid", "POST", {**JSON, **KEY}, b'{"locale": "xx"}'),
    ],
)
def test_the_order_of_checks(server: Server, status: int, problem: str, method: str, headers: dict[str, str], body: bytes) -> None:
    got, answered, answer = server.ask(method, "/v1/extract", body, headers)
    assert (got, json.loads(answer)["type"]) == (status, f"/problems/{problem}")
    assert answered["Content-Type"] == "application/problem+json"
    if status == 401:
        assert answered["WWW-Authenticate"].startswith("Bearer")
    if status == 405:
        assert {"POST", "OPTIONS"} <= set(answered["Allow"].split(", "))
    if status == 413:
        assert json.loads(answer)["limit"] == LIMIT


# A worker whose one place is taken by a text that never ends: capacity comes behind the request's own faults, and before the deadline.
@pytest.mark.parametrize(
    ("status", "problem", "body"),
    [
        (400, "malformed", b"{"),
        (422, "invalid", b'{"text": ""}'),
        (503, "busy", b'{"text": "a"}'),
    ],
)
def test_the_order_of_checks_of_a_full_worker(full: Server, status: int, problem: str, body: bytes) -> None:
    began = time.monotonic()
    got, headers, answer = full.ask("POST", "/v1/extract", body, JSON)
    assert (got, json.loads(answer)["type"]) == (status, f"/problems/{problem}")
    assert ("Retry-After" in headers) == (status == 503)
    assert time.monotonic() - began < 2  # at once
    assert full.ask("GET", "/livez")[0] == full.ask("GET", "/readyz")[0] == 200


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path, workers=1, in_flight=1, deadline=500) as running:
        (reader,) = running.readers()
        os.kill(reader, signal.SIGSTOP)
        with ThreadPoolExecutor(1) as pool:
            taken = pool.submit(running.ask, "POST", "/v1/extract", b'{"text": "a"}', JSON)
            assert reading(running)
            yield running
            os.kill(reader, signal.SIGCONT)
            assert taken.result()[0] == 200


def test_a_chunked_body_is_counted_as_it_is_read(server: Server) -> None:
    chunked = ("Transfer-Encoding: chunked", "Content-Type: text/plain")
    status, answer = parsed(server.send(head(*chunked) + chunks(b"It cost ", b"\xc2", b"\xa35 million.")))
    assert (status, answer["document"]["length"]) == (200, len("It cost £5 million."))
    status, answer = parsed(server.send(head(*chunked) + chunks(*[b"x" * 1000] * 10)))
    assert (status, answer["limit"]) == (413, LIMIT)
    assert answer["actual"] > LIMIT


def test_a_chunked_body_at_the_limit_is_read_whole(server: Server) -> None:
    body = (b"It cost 5 million pounds. " * 200)[:LIMIT]
    status, answer = parsed(server.send(head("Transfer-Encoding: chunked", "Content-Type: text/plain") + chunks(body[:100], body[100:])))
    assert (status, answer["document"]["length"]) == (200, LIMIT)
    status, answer = parsed(server.send(head("Transfer-Encoding: chunked", "Content-Type: text/plain") + chunks(body, b"x")))
    assert (status, answer["actual"]) == (413, LIMIT + 1)


@pytest.mark.parametrize(
    "raw",
    [
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"GET /canary\x01word HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST /v1/extract HTTP/1.1\r\nHost: a\r\nContent-Length: canary\r\n\r\n",
        b"POST /v1/extract HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"POST /v1/extract HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
        b"GET /" + b"canary" * 2000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: canary\r\n" * 200 + b"\r\n",
    ],
)
def test_what_is_no_http_gets_a_problem_too(server: Server, raw: bytes) -> None:
    status, answer = parsed(server.send(raw))
    assert 400 <= status <= 501
    assert answer["status"] == status
    assert "canary" not in json.dumps(answer)


def test_a_body_that_breaks_off_is_malformed(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), 30) as s:
        s.sendall(head("Content-Type: text/plain", "Content-Length: 100") + b"It cost")
        s.shutdown(socket.SHUT_WR)
        assert parsed(received(s))[0] == 400
    assert parsed(server.send(head("Content-Type: text/plain", "Transfer-Encoding: chunked") + b"zz\r\nIt cost"))[0] == 400


def test_a_body_that_does_not_come_is_given_up(server: Server) -> None:
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", server.port), 30) as s:
        s.sendall(head("Content-Type: text/plain", "Content-Length: 100") + b"It cost")
        status, answer = parsed(received(s))
    assert (status, answer["type"]) == (408, "/problems/too-slow")
    assert time.monotonic() - began < 10


def test_a_form_that_does_not_come_is_given_up(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), 30) as s:
        s.sendall(head("Content-Type: application/x-www-form-urlencoded", "Content-Length: 100", path="/") + b"text=It+cost")
        assert received(s).startswith(b"HTTP/1.1 408")


def test_a_refused_body_is_not_taken_for_the_next_request(server: Server) -> None:
    smuggled = b"GET /livez HTTP/1.1\r\nHost: a\r\n\r\n"
    raw = b"POST /v1/extract HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s" % (len(smuggled), smuggled)
    answer = server.send(raw)
    assert answer.startswith(b"HTTP/1.1 401")
    assert b"alive" not in answer
    assert b"Connection: close" in answer.partition(b"\r\n\r\n")[0]


def test_two_requests_on_one_connection(server: Server) -> None:
    one = head("Content-Type: text/plain", "Content-Length: 11").replace(b"Connection: close\r\n", b"") + b"It cost 5m."
    last = head("Content-Type: text/plain", "Content-Length: 11") + b"It cost 6m."
    assert server.send(one + last).count(b"HTTP/1.1 200") == 2


def test_a_batch_streams(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), 30) as s:
        s.sendall(head("Content-Type: application/x-ndjson", "Transfer-Encoding: chunked", path="/v1/extract/batch"))
        got = b""
        for n in range(3):
            line = json.dumps({"id": str(n), "text": "It cost £5 million."}).encode() + b"\n"
            s.sendall(b"%x\r\n%s\r\n" % (len(line), line))
            while got.count(b'"document"') <= n:  # its answer comes before the next line is sent
                part = s.recv(65536)
                assert part
                got += part
        s.sendall(b"0\r\n\r\n")
        assert b'{"end":true,"count":3}' in got + received(s)


def test_a_batch_that_is_cut_has_no_end(server: Server) -> None:
    line = b'{"text": "It cost 5 million pounds."}\n'
    answer = server.send(
        head("Content-Type: application/x-ndjson", "Transfer-Encoding: chunked", path="/v1/extract/batch") + chunks(*[line * 10] * 60)
    )
    assert b"too-large" in answer
    assert b'"end":true' not in answer


def test_metrics_count_over_all_workers(server: Server) -> None:
    def requests() -> float:
        _, _, text = server.ask("GET", "/metrics", headers=KEY)
        return sum(
            float(line.rpartition(" ")[2])
            for line in text.decode().splitlines()
            if line.startswith("onrecord_request_seconds_count") and 'route="/v1/info"' in line
        )

    before = requests()
    for _ in range(20):
        assert server.ask("GET", "/v1/info", headers=KEY)[0] == 200
    assert requests() == before + 20


def test_logs_are_json_and_say_who_and_what(server: Server) -> None:
    extract(server, '{"text": "It cost £5 million."}'.encode(), X_Request_Id="find-me")
    assert server.wait(5, until=lambda: "find-me" in server.log.read_text("utf-8"))
    lines = [json.loads(line) for line in server.log.read_text("utf-8").splitlines()]
    (mine,) = [line for line in lines if line.get("request_id") == "find-me"]
    assert (mine["route"], mine["status"], mine["key"], mine["method"]) == ("/v1/extract", 200, "desk", "POST")
    assert not any(line.get("route") in {"/livez", "/readyz"} for line in lines)


# --- servers of their own -------------------------------------------------------------------------------------------


def test_metrics_on_a_port_of_their_own(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path, metrics_port=port, workers=1) as server:
        assert server.ask("GET", "/metrics")[0] == 404
        with socket.create_connection(("127.0.0.1", port), 10) as s:
            s.sendall(b"GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            assert s.recv(100).startswith(b"HTTP/1.1 200")


def test_capacity_and_probes_under_load(tmp_path: Path) -> None:
    text = "In 2019 the ministry said that 40 people were killed and £2.5 million was spent. " * 2500
    body = json.dumps({"text": text}).encode()
    with serving(tmp_path, workers=1, in_flight=2, deadline=60) as server:
        statuses: list[int] = []
        probes: list[float] = []

        def ask() -> None:
            status, headers, _ = server.ask("POST", "/v1/extract", body, JSON)
            statuses.append(status)
            if status == 503:
                assert int(headers["Retry-After"]) > 0

        callers = [threading.Thread(target=ask) for _ in range(8)]
        for caller in callers:
            caller.start()
        while any(caller.is_alive() for caller in callers):
            began = time.monotonic()
            assert server.ask("GET", "/livez")[0] == 200
            probes.append(time.monotonic() - began)
        assert set(statuses) == {200, 503}
        assert max(probes) < 1.0


def test_a_deadline_ends_a_text_and_not_the_service(tmp_path: Path) -> None:
    body = json.dumps({"text": "In 2019 the ministry said that 40 people were killed. " * 5000}).encode()
    with serving(tmp_path, workers=1, deadline=0.2) as server:
        status, headers, answer = server.ask("POST", "/v1/extract", body, JSON)
        assert (status, json.loads(answer)["type"]) == (503, "/problems/deadline-exceeded")
        assert int(headers["Retry-After"]) > 0
        assert server.ask("POST", "/v1/extract", b'{"text": "It cost 5 million pounds."}', JSON)[0] == 200


LONG = "In 2019 the ministry said that 40 people were killed and £2.5 million was spent. " * 1000
"""More than half a second's reading."""


def reading(server: Server, count: int = 1) -> bool:
    """Whether so many texts are being read or wait."""
    return server.wait(10, until=lambda: f"\nonrecord_in_flight {count}.0".encode() in server.ask("GET", "/metrics")[2])


def test_a_reader_that_ends_loses_the_one_text_that_it_read(tmp_path: Path) -> None:
    body = json.dumps({"text": LONG}).encode()
    with serving(tmp_path, workers=1, deadline=60) as server, ThreadPoolExecutor(5) as pool:
        for number in (signal.SIGKILL, signal.SIGSEGV, signal.SIGKILL):
            (victim,) = server.readers()
            asked = [pool.submit(server.ask, "POST", "/v1/extract", body, JSON) for _ in range(4)]
            assert reading(server, 4)
            os.kill(victim, number)
            answers = [f.result() for f in asked]
            assert sorted(status for status, _, _ in answers) == [200, 200, 200, 503]
            ((_, headers, lost),) = [answer for answer in answers if answer[0] == 503]
            assert json.loads(lost)["type"] == "/problems/interrupted"
            assert int(headers["Retry-After"]) > 0
            assert server.readers() != [victim]
            assert not Path(f"/proc/{victim}").exists()
        assert b"\nonrecord_readers_ended_total 3.0" in server.ask("GET", "/metrics")[2]


def test_a_reader_that_ends_while_nothing_is_read_is_replaced(tmp_path: Path) -> None:
    with serving(tmp_path, workers=1) as server:
        (victim,) = server.readers()
        os.kill(victim, signal.SIGKILL)
        assert server.wait(10, until=lambda: server.readers() not in ([], [victim]))
        assert server.ask("POST", "/v1/extract", b'{"text": "a"}', JSON)[0] == 200


def test_a_text_that_was_not_begun_is_read_by_the_next_reader(tmp_path: Path) -> None:
    with serving(tmp_path, workers=1, deadline=60) as server, ThreadPoolExecutor(1) as pool:
        (victim,) = server.readers()
        os.kill(victim, signal.SIGSTOP)
        asked = pool.submit(server.ask, "POST", "/v1/extract", b'{"text": "a"}', JSON)
        assert reading(server)
        os.kill(victim, signal.SIGKILL)
        assert asked.result()[0] == 200


def test_a_line_of_a_batch_that_its_reader_ended_under_has_a_problem_and_the_rest_goes_on(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(n), "text": text}).encode() for n, text in enumerate(["It cost £5.", LONG, "It cost £6."])]
    with serving(tmp_path, workers=1, deadline=60) as server, socket.create_connection(("127.0.0.1", server.port), 30) as s:
        s.sendall(head("Content-Type: application/x-ndjson", f"Content-Length: {len(b'x'.join(lines))}", path="/v1/extract/batch"))
        s.sendall(lines[0] + b"\n")
        got = b""
        while b'"document"' not in got:
            got += s.recv(65536)
        (victim,) = server.readers()
        before = psutil.Process(victim).cpu_times().user
        s.sendall(lines[1] + b"\n" + lines[2])
        assert server.wait(10, until=lambda: psutil.Process(victim).cpu_times().user > before + 0.05)
        os.kill(victim, signal.SIGKILL)
        answers = [json.loads(line) for line in (got + received(s)).split(b"\r\n") if line.startswith(b"{")]
    assert [(a.get("id"), a.get("type")) for a in answers[1:2]] == [("1", "/problems/interrupted")]
    assert [a["document"]["id"] for a in (answers[0], answers[2])] == ["0", "2"]
    assert answers[3] == {"end": True, "count": 3}


def test_a_reader_that_hangs_is_ended_after_the_deadline(tmp_path: Path) -> None:
    with serving(tmp_path, workers=1, deadline=0.5) as server:
        (victim,) = server.readers()
        os.kill(victim, signal.SIGSTOP)
        status, headers, answer = server.ask("POST", "/v1/extract", b'{"text": "a"}', JSON)
        assert (status, json.loads(answer)["type"]) == (503, "/problems/deadline-exceeded")
        assert int(headers["Retry-After"]) > 0
        assert server.ask("POST", "/v1/extract", b'{"text": "a"}', JSON)[0] == 200
        assert server.readers() != [victim]


def test_who_waits_past_the_deadline_is_told_at_once(tmp_path: Path) -> None:
    with serving(tmp_path, workers=1, deadline=0.5) as server, ThreadPoolExecutor(1) as pool:
        os.kill(server.readers()[0], signal.SIGSTOP)
        first = pool.submit(server.ask, "POST", "/v1/extract", b'{"text": "a"}', JSON)
        assert reading(server)
        began = time.monotonic()
        status, _, answer = server.ask("POST", "/v1/extract", b'{"text": "a"}', JSON)
        assert (status, json.loads(answer)["type"]) == (503, "/problems/deadline-exceeded")
        assert time.monotonic() - began < 1.4  # not when the first is given up
        assert first.result()[0] == 503


def test_a_reader_is_closed_to_signals_and_connections(tmp_path: Path) -> None:
    with serving(tmp_path, workers=1) as server:
        (reader,) = server.readers()
        with socket.create_connection(("127.0.0.1", server.port), 10):
            os.kill(reader, signal.SIGKILL)
            assert server.wait(10, until=lambda: server.readers() not in ([], [reader]))
            (reader,) = server.readers()
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
                os.kill(reader, number)
            assert server.ask("POST", "/v1/extract", b'{"text": "a"}', JSON)[0] == 200
            assert server.readers() == [reader]
            process = psutil.Process(reader)
            assert process.num_fds() == 4
            assert process.num_threads() == 1
            assert process.net_connections("inet") == []


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGQUIT])
def test_no_reader_outlives_its_worker(tmp_path: Path, number: signal.Signals) -> None:
    with serving(tmp_path, workers=1, deadline=60) as server:
        (worker,), (reader,) = server.workers(), server.readers()
        with socket.create_connection(("127.0.0.1", server.port), 30) as s:
            body = json.dumps({"text": LONG}).encode()
            s.sendall(head("Content-Type: application/json", f"Content-Length: {len(body)}") + body)
            assert reading(server)
            os.kill(worker, number)
            assert received(s).startswith(b"HTTP/1.1 200" if number == signal.SIGTERM else b"")
            assert server.wait(20, until=lambda: not Path(f"/proc/{reader}").exists())
            assert server.wait(20, until=lambda: server.readers() not in ([], [reader]))
        assert server.ask("POST", "/v1/extract", b'{"text": "a"}', JSON)[0] == 200


def test_connections_are_spread_over_the_workers(tmp_path: Path) -> None:
    with serving(tmp_path, workers=2) as server:
        assert server.wait(10, until=lambda: len(server.workers()) == 2)
        held = [http.client.HTTPConnection("127.0.0.1", server.port, timeout=10) for _ in range(20)]
        try:
            for connection in held:
                connection.request("GET", "/livez")
                assert connection.getresponse().read()
            shares = [sum(c.status == "ESTABLISHED" for c in psutil.Process(pid).net_connections("tcp")) for pid in server.workers()]
        finally:
            for connection in held:
                connection.close()
        assert sum(shares) == 20
        assert min(shares) >= 6


def test_slow_clients_stop_nobody(tmp_path: Path) -> None:
    with serving(tmp_path, workers=1) as server:
        slow = [socket.create_connection(("127.0.0.1", server.port), 30) for _ in range(200)]
        try:
            for n, s in enumerate(slow):
                s.sendall(head("Content-Type: text/plain", "Content-Length: 1000") + b"I" if n % 2 else b"POST /v1/ex")
            for _ in range(3):
                for s in slow[1::2]:
                    s.sendall(b"t")
                for path, body in (("/livez", None), ("/v1/extract", b'{"text": "It cost 5 million pounds."}')):
                    began = time.monotonic()
                    assert server.ask("POST" if body else "GET", path, body, JSON if body else {})[0] == 200
                    assert time.monotonic() - began < 2
        finally:
            for s in slow:
                s.close()


def test_a_stop_loses_no_accepted_request(tmp_path: Path) -> None:
    text = "In 2019 the ministry said that 40 people were killed and £2.5 million was spent. " * 1500
    body = json.dumps({"text": text}).encode()
    with serving(tmp_path, workers=1, deadline=60) as server, ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(server.ask, "POST", "/v1/extract", body, JSON) for _ in range(4)]
        assert reading(server, 4)
        readers = server.readers()
        server.process.send_signal(signal.SIGTERM)
        assert [f.result()[0] for f in asked] == [200] * 4
        assert server.process.wait(40) == 0
        assert not any(Path(f"/proc/{reader}").exists() for reader in readers)


def test_a_stop_is_announced(tmp_path: Path) -> None:
    with serving(tmp_path, workers=2) as server:
        environment = {**os.environ, "ONRECORD_STATE_DIR": str(server.state), "ONRECORD_PORT": str(server.port)}
        assert subprocess.run([sys.executable, "-m", "service.api.probe", "ready"], env=environment, check=False).returncode == 0
        assert subprocess.run([sys.executable, "-m", "service.api.drain", "0"], env=environment, check=False).returncode == 0
        for _ in range(8):
            status, headers, _ = server.ask("GET", "/readyz")
            assert (status, "Retry-After" in headers) == (503, True)
        assert server.ask("POST", "/v1/extract", b'{"text": "a"}', JSON)[0] == 200
        assert subprocess.run([sys.executable, "-m", "service.api.probe", "ready"], env=environment, check=False).returncode == 1
        assert subprocess.run([sys.executable, "-m", "service.api.probe"], env=environment, check=False).returncode == 0


def test_a_killed_worker_is_replaced_and_harms_no_other(tmp_path: Path) -> None:
    with serving(tmp_path, workers=2) as server:
        assert server.wait(10, until=lambda: len(server.workers()) == 2)
        victim, other = server.workers()
        os.kill(victim, signal.SIGKILL)
        assert server.wait(20, until=lambda: len(server.workers()) == 2 and victim not in server.workers())
        assert other in server.workers()
        assert [server.ask("POST", "/v1/extract", b'{"text": "a"}', JSON)[0] for _ in range(10)] == [200] * 10


@pytest.mark.parametrize(("name", "value"), [("ONRECORD_PORT", "http"), ("ONRECORD_WORKER", "2"), ("ONRECORD_KEYS", "/nowhere")])
def test_a_wrong_setting_ends_the_start(name: str, value: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [COMMAND, "serve"], env={**os.environ, "ONRECORD_STATE_DIR": str(tmp_path), name: value}, capture_output=True, timeout=30, check=False
    )
    assert done.returncode == 2
    assert name in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
