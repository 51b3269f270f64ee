"""The image, built and run for real. ``CONTAINER_BUILD`` names the script that does without a Docker engine; without it, and without
``../shared/container/build`` beside the project, this is skipped."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.server import free_port

ROOT = Path(__file__).parent.parent
BUILD = Path(os.environ.get("CONTAINER_BUILD", ROOT.parent / "shared/container/build"))
TAG = "onrecord-test"
MOST_MEGABYTES = 120
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not BUILD.is_file() or os.getuid() != 0, reason="no script that builds images, or no root to run it"),
]


@pytest.fixture(scope="module")
def image() -> str:
    done = subprocess.run([BUILD, "image", TAG, ROOT], capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr[-2000:]
    return TAG


@contextlib.contextmanager
def running(tag: str, mode: str, log: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    port = free_port()
    with log.open("wb") as out:
        process = subprocess.Popen([BUILD, mode, tag, "onrecord", "serve", "--port", str(port)], stdout=out, stderr=out, start_new_session=True)
    try:
        end = time.monotonic() + 60
        while ask(port, "GET", "/readyz")[0] != 200:
            assert process.poll() is None, log.read_text("utf-8")
            assert time.monotonic() < end, log.read_text("utf-8")
            time.sleep(0.1)
        yield process, port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def ask(port: int, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, body, {"Content-Type": "text/plain"} if body else {})
        response = connection.getresponse()
        return response.status, response.read()
    except OSError:
        return 0, b""
    finally:
        connection.close()


def test_the_image_is_small(image: str) -> None:
    done = subprocess.run([BUILD, "size", image], capture_output=True, text=True, check=True)
    assert float(done.stdout) < MOST_MEGABYTES


def test_it_runs_read_only_as_anybody_and_drains(image: str, tmp_path: Path) -> None:
    with running(image, "sealed", tmp_path / "log") as (process, port):
        status, body = ask(port, "POST", "/v1/extract", "It cost £5 million.".encode())
        assert (status, json.loads(body)["document"]["length"]) == (200, 19)
        for path in ("/", "/docs", "/openapi.yaml"):  # what lies in the package beside its code
            assert ask(port, "GET", path)[0] == 200
        assert any(rule["examples"] for rule in json.loads(ask(port, "GET", "/v1/rules")[1])["rules"])
        probe = [BUILD, "sealed", image, "env", f"ONRECORD_PORT={port}", "python", "-m", "service.api.probe"]
        assert subprocess.run(probe, check=False, capture_output=True).returncode == 0
        readers = [p for p in psutil.Process(process.pid).children(recursive=True) if not p.children()]
        for reader in readers:
            reader.kill()
        assert [ask(port, "POST", "/v1/extract", b"It cost 5 million pounds.")[0] for _ in range(4)] == [200] * 4
        assert not any(reader.is_running() for reader in readers)  # a zombie would still run
        process.send_signal(signal.SIGTERM)
        assert process.wait(40) == 0
    lines = [json.loads(line) for line in (tmp_path / "log").read_text("utf-8").splitlines() if line.startswith("{")]
    assert any(line.get("event") == "Shutting down: Master" for line in lines)


def test_it_has_no_build_tools(image: str) -> None:
    done = subprocess.run([BUILD, "sealed", image, "python", "-c", "import pip"], capture_output=True, text=True, check=False)
    assert "No module named 'pip'" in done.stderr
    done = subprocess.run(
        [BUILD, "sealed", image, "python", "-c", "import os; print(os.getuid()); open('/opt/x', 'w')"], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "54321"
    assert "Read-only file system" in done.stderr
