"""Load and abuse over loopback: figures for the README, and an exit code of 1 where one is not as promised.

    python -m bench.load                      everything (about four minutes)
    python -m bench.load steady slow          some of it
    python -m bench.load slow --worker gthread    the same against one of gunicorn's own workers, to compare

steady    60 s of mixed lengths below capacity: no error
over      20 s of 200 callers at once: nothing but 200, and 503 with Retry-After
slow      200 clients at one byte a second: probes and others go on
probes    texts of 400,000 characters in every worker: /livez goes on
reader    what reads a worker's texts killed under load, once a second: each time the one text in it is lost, and its caller told
killed    a whole worker killed under load: only its own requests are lost
memory    the memory of workers and readers after 5,000 and after 50,000 requests
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from bench.transcripts import STYLES

LENGTHS = ((300, 30), (2_000, 40), (10_000, 22), (50_000, 7), (200_000, 1))
"""Characters of a text, and how many in a hundred are about that long."""
WORKERS = {
    "ours": [],
    "gthread": ["-k", "gthread", "--threads", "4"],
    "gevent": ["-k", "gevent"],
    "sync": ["-k", "sync"],
}


@dataclass
class Tally:
    """What came of a run: seconds of each good answer, and answers by status (0: none at all)."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    unpromised: int = 0
    """503 without Retry-After."""

    def figures(self, over: float) -> dict[str, Any]:
        cut = statistics.quantiles(self.seconds, n=100) if len(self.seconds) > 1 else [0.0] * 99
        return {
            "answers": dict(self.statuses), "a second": round(len(self.seconds) / over, 1),
            "ms": {"p50": round(1000 * cut[49], 1), "p95": round(1000 * cut[94], 1), "p99": round(1000 * cut[98], 1)},
        }  # fmt: skip


def requests(lengths: tuple[tuple[int, int], ...] = LENGTHS) -> list[bytes]:
    """A hundred requests of mixed lengths and styles."""
    made = []
    for length, count in lengths:
        for n in range(count):
            style = list(STYLES)[n % len(STYLES)]
            body = json.dumps({"text": STYLES[style](n, length), "reference_date": "2024-03-14"}).encode()
            made.append(b"POST /v1/extract HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
    return made[::7] + [r for i, r in enumerate(made) if i % 7]


async def exchange(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> tuple[int, dict[bytes, bytes], bytes]:
    """Status, headers and body of one request on an open connection."""
    writer.write(request)
    await writer.drain()
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(b":") for line in lines[1:])}
    body = await reader.readexactly(int(headers.get(b"content-length", b"0")))
    return int(lines[0].split()[1]), headers, body


async def call(port: int, made: list[bytes], first: int, tally: Tally, until: float, count: int | None = None) -> None:
    """One caller: request after request on a connection that is kept, opened anew where it was closed."""
    n = first
    connection: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
    while time.monotonic() < until and (count is None or n - first < count):
        began = time.monotonic()
        try:
            if connection is None:
                connection = await asyncio.open_connection("127.0.0.1", port)
            status, headers, _ = await asyncio.wait_for(exchange(*connection, made[n % len(made)]), 60)
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            tally.statuses[0] += 1
            connection = None
            await asyncio.sleep(0.01)
        else:
            tally.statuses[status] += 1
            if status == 200:
                tally.seconds.append(time.monotonic() - began)
            elif status == 503:
                tally.unpromised += b"retry-after" not in headers
                await asyncio.sleep(0.05)
            if headers.get(b"connection") == b"close":
                connection[1].close()
                connection = None
        n += 1
    if connection:
        connection[1].close()


async def crowd(port: int, callers: int, seconds: float, made: list[bytes], count: int | None = None) -> Tally:
    """``callers`` at once, for some seconds or ``count`` requests each."""
    tally = Tally()
    until = time.monotonic() + seconds
    await asyncio.gather(*(call(port, made, 13 * n, tally, until, count) for n in range(callers)))
    return tally


@contextlib.contextmanager
def served(worker: str, workers: int = 2) -> Iterator[tuple[int, psutil.Process]]:
    """The service with one of the workers on a free port."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    bin_ = Path(sys.executable).parent
    if worker == "ours":
        command = [f"{bin_}/onrecord", "serve", "--port", str(port), "--workers", str(workers)]
    else:
        command = [
            f"{bin_}/gunicorn",
            "service.app:create_app()",
            "-b",
            f"127.0.0.1:{port}",
            "-w",
            str(workers),
            "--preload",
            "--no-control-socket",
            *WORKERS[worker],
        ]
    with tempfile.TemporaryDirectory() as state, Path(os.devnull).open("wb") as nowhere:
        process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere, env={**os.environ, "TZ": "UTC", "ONRECORD_STATE_DIR": state})
        try:
            end = time.monotonic() + 60
            while True:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as s:
                    s.sendall(b"GET /readyz HTTP/1.0\r\n\r\n")
                    if b" 200 " in s.recv(100):
                        break
                if process.poll() is not None or time.monotonic() > end:
                    sys.exit(f"the service did not start: {' '.join(command)}")
                time.sleep(0.05)
            master = psutil.Process(process.pid)
            while len(master.children(recursive=True)) < (2 * workers if worker == "ours" else workers):
                time.sleep(0.05)
            yield port, master
        finally:
            process.terminate()
            process.wait(60)


def steady(worker: str, seconds: float) -> tuple[dict[str, Any], bool]:
    """Mixed lengths from six callers."""
    with served(worker) as (port, _):
        tally = asyncio.run(crowd(port, 6, seconds, requests()))
    return tally.figures(seconds), set(tally.statuses) == {200}


def over(worker: str, seconds: float) -> tuple[dict[str, Any], bool]:
    """Two hundred callers of long texts, far more than are taken."""
    with served(worker) as (port, master):
        before = {c.pid for c in master.children(recursive=True)}
        tally = asyncio.run(crowd(port, 200, seconds / 3, requests(((10_000, 50), (50_000, 50)))))
        lost = len(before - {c.pid for c in master.children(recursive=True)})
    figures = tally.figures(seconds / 3) | {"503 without Retry-After": tally.unpromised, "workers and readers lost": lost}
    return figures, set(tally.statuses) <= {200, 503} and not tally.unpromised and not lost


async def probe(port: int, request: bytes, seconds: float) -> dict[str, Any]:
    """One request after another, each on a connection of its own and given five seconds."""
    took: list[float] = []
    failed = 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        began = time.monotonic()
        try:
            async with asyncio.timeout(5):
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                status, _, _ = await exchange(reader, writer, request)
            writer.close()
            took.append(time.monotonic() - began)
            failed += status != 200
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            failed += 1
        await asyncio.sleep(0.1)
    return {"answered": len(took), "failed": failed, "slowest ms": round(1000 * max(took, default=0), 1)}


LIVEZ = b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"


async def _slow(port: int, clients: int, seconds: float) -> dict[str, Any]:
    async def drip() -> None:
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"POST /v1/extract HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 200\r\n\r\n")
            for _ in range(200):
                writer.write(b"I")
                await asyncio.sleep(1)

    drips = [asyncio.create_task(drip()) for _ in range(clients)]
    await asyncio.sleep(2)
    asked = {"/livez": LIVEZ, "/v1/extract": requests(((2_000, 1),))[0]}
    rows = await asyncio.gather(*(probe(port, request, seconds) for request in asked.values()))
    for drop in drips:
        drop.cancel()
    return dict(zip(asked, rows, strict=True))


def slow(worker: str, seconds: float) -> tuple[dict[str, Any], bool]:
    """Two hundred clients that send a byte a second."""
    with served(worker) as (port, _):
        rows = asyncio.run(_slow(port, 200, seconds / 4))
    return rows, all(not row["failed"] and row["answered"] for row in rows.values())


def probes(worker: str, seconds: float) -> tuple[dict[str, Any], bool]:
    """Probes while each worker reads long texts."""

    async def run(port: int) -> tuple[dict[str, Any], Tally]:
        return await asyncio.gather(probe(port, LIVEZ, seconds / 4), crowd(port, 6, seconds / 4, requests(((400_000, 4),))))

    with served(worker) as (port, _):
        row, tally = asyncio.run(run(port))
    return {"/livez": row, "texts": dict(tally.statuses)}, not row["failed"] and row["slowest ms"] < 1000


def reader(worker: str, seconds: float) -> tuple[dict[str, Any], bool]:
    """What reads the texts of a worker killed, of each in turn, once a second."""
    kills = int(seconds / 6) - 1

    async def run(port: int, master: psutil.Process) -> Tally:
        task = asyncio.create_task(crowd(port, 8, seconds / 6, requests()))
        for n in range(kills):
            await asyncio.sleep(1)
            os.kill(master.children()[n % 2].children()[0].pid, signal.SIGKILL)
        return await task

    with served(worker) as (port, master):
        before = {c.pid for c in master.children()}
        tally = asyncio.run(run(port, master))
        same = {c.pid for c in master.children()} == before
    figures = tally.figures(seconds / 6) | {"killed": kills, "503 without Retry-After": tally.unpromised, "workers lost": 0 if same else 1}
    return figures, set(tally.statuses) <= {200, 503} and tally.statuses[503] <= kills and not tally.unpromised and same


def killed(worker: str, seconds: float) -> tuple[dict[str, Any], bool]:
    """A worker killed in the middle of a run."""

    async def run(port: int, master: psutil.Process) -> Tally:
        task = asyncio.create_task(crowd(port, 8, seconds / 6, requests()))
        await asyncio.sleep(seconds / 12)
        os.kill(master.children()[0].pid, signal.SIGKILL)
        return await task

    with served(worker) as (port, master):
        tally = asyncio.run(run(port, master))
        alive = len(master.children())
    # Eight callers: no more can have had a request in the worker that was killed.
    return tally.figures(seconds / 6) | {"workers after": alive}, set(tally.statuses) <= {0, 200} and tally.statuses[0] <= 8 and alive == 2


def memory(worker: str, _: float) -> tuple[dict[str, Any], bool]:
    """Resident memory of workers and readers after 5,000 and 50,000 requests."""
    made = requests(((300, 60), (2_000, 40)))

    def resident(master: psutil.Process) -> float:
        return sum(c.memory_info().rss for c in master.children(recursive=True)) / 1e6

    with served(worker) as (port, master):
        first = asyncio.run(crowd(port, 8, 600, made, 625))
        early = resident(master)
        rest = asyncio.run(crowd(port, 8, 1200, made, 5625))
        late = resident(master)
    figures = {
        "answers": dict(first.statuses + rest.statuses),
        "MB after 5,000": round(early, 1),
        "MB after 50,000": round(late, 1),
        "grown by": f"{late / early - 1:.1%}",
    }
    return figures, late < early * 1.05


RUNS = {run.__name__: run for run in (steady, over, slow, probes, reader, killed, memory)}


def main() -> int:
    """0 where every promise was kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", nargs="*", choices=[[], *RUNS], help="default: all")
    parser.add_argument("--worker", choices=WORKERS, default="ours")
    parser.add_argument("--seconds", type=float, default=60.0)
    given = parser.parse_args()
    kept = True
    for name in given.runs or RUNS:
        figures, good = RUNS[name](given.worker, given.seconds)
        kept &= good
        print(f"{name:8}{'kept  ' if good else 'BROKEN'}  {json.dumps(figures)}", flush=True)
    return not kept


if __name__ == "__main__":
    sys.exit(main())
