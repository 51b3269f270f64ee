"""The served figures: HTTP rate against in-process rate, latency at half load, memory of workers, time until ready."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from bench.pipeline import answer
from bench.transcripts import STYLES

ROOT = Path(__file__).resolve().parents[1]


@contextlib.contextmanager
def served(workers: int = 1) -> Iterator[tuple[int, psutil.Process, float]]:
    """The real service on a free loopback port: (port, master process, seconds until ready)."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    command = [sys.executable, "-c", "from service.cli import main; main()", "serve", "--port", str(port), "--workers", str(workers)]
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, env={**os.environ, "TZ": "UTC"})
    try:
        while not _ready(port):
            if process.poll() is not None or time.perf_counter() - begin > 30:
                raise RuntimeError("the service did not become ready")
            time.sleep(0.02)
        yield port, psutil.Process(process.pid), time.perf_counter() - begin
    finally:
        process.terminate()
        process.wait(20)


def _ready(port: int) -> bool:
    try:
        c = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        c.request("GET", "/readyz")
        return c.getresponse().status == 200
    except OSError:
        return False


def _post(connection: http.client.HTTPConnection, body: bytes) -> None:
    connection.request("POST", "/v1/extract", body, {"Content-Type": "application/json"})
    reply = connection.getresponse()
    reply.read()
    if reply.status != 200:
        raise RuntimeError(f"status {reply.status}")


def rates(seconds: float = 8.0) -> dict[str, float]:
    """One worker, one connection, 40 KB: HTTP as a share of the in-process rate; a short quote's median; p99 at half load."""
    text = STYLES["debate"](7, 40_000)
    body = json.dumps({"text": text, "reference_date": "2024-03-14"}).encode()
    quote = json.dumps({"text": STYLES["news"](3, 500), "reference_date": "2024-03-14"}).encode()
    with served() as (port, _, ready):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        over_http, in_process, short = [], [], []
        end = time.monotonic() + seconds
        _post(connection, body)
        answer(text)
        while time.monotonic() < end:
            for times, call in (
                (over_http, lambda: _post(connection, body)),
                (in_process, lambda: answer(text)),
                (short, lambda: _post(connection, quote)),
            ):
                begin = time.perf_counter()
                call()
                times.append(time.perf_counter() - begin)
        gap = statistics.median(over_http) * 2
        paced = []
        for _ in range(min(200, int(seconds * 2 / gap))):
            begin = time.perf_counter()
            _post(connection, body)
            took = time.perf_counter() - begin
            paced.append(took)
            time.sleep(max(0.0, gap - took))
    paced.sort()
    return {
        "HTTP rate as a share of in-process": statistics.median(in_process) / statistics.median(over_http),
        "p99 at half load as a multiple of the median": paced[int(len(paced) * 0.99)] / statistics.median(paced),
        "500-character quote, median ms": statistics.median(short) * 1000,
        "ready after, s": ready,
    }


def memory(requests: int = 2_000) -> dict[str, float]:
    """MB after so many requests: the RSS of the largest process, and what a worker and its reader hold for themselves."""
    bodies = [json.dumps({"text": STYLES[s](n, 600), "reference_date": "2024-03-14"}).encode() for n, s in enumerate(sorted(STYLES))]
    with served(workers=2) as (port, master, _):
        for n in range(requests):
            if n % 50 == 0:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            _post(connection, bodies[n % len(bodies)])
        workers = [[w, *w.children()] for w in master.children()]
        resident = max(process.memory_info().rss for worker in workers for process in worker)
        private = max(sum(process.memory_full_info().uss for process in worker) for worker in workers)
    return {"requests": requests, "worker RSS, MB": resident / 1e6, "worker private, MB": private / 1e6}
