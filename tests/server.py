"""A real server for tests: ``onrecord serve`` as a process of its own, on free ports of loopback."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COMMAND = str(Path(sys.executable).parent / "onrecord")
START = 30.0
"""Seconds that a start may take on a busy machine."""


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def received(s: socket.socket) -> bytes:
    """All that comes until the other side closes."""
    got = b""
    with contextlib.suppress(ConnectionResetError):
        while part := s.recv(65536):
            got += part
    return got


@dataclass
class Server:
    process: subprocess.Popen[bytes]
    port: int
    log: Path
    state: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None, *, chunked: bool = False
    ) -> tuple[int, Any, bytes]:
        """Status, headers and body of one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, headers or {}, encode_chunked=chunked)
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()

    def send(self, raw: bytes) -> bytes:
        """What comes back for bytes as they are."""
        with socket.create_connection(("127.0.0.1", self.port), 30) as s:
            s.sendall(raw)
            return received(s)

    def wait(self, seconds: float, *, until: Any) -> bool:
        """Whether ``until()`` came true in time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if until():
                return True
            time.sleep(0.02)
        return False

    def ready(self) -> bool:
        with contextlib.suppress(OSError, http.client.HTTPException):
            return self.ask("GET", "/readyz")[0] == 200
        return False

    def workers(self) -> list[int]:
        return _children(self.process.pid)

    def readers(self) -> list[int]:
        """The process that reads texts, of each worker."""
        return [reader for worker in self.workers() for reader in _children(worker)]

    def stop(self, number: int = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(40)


def _children(pid: int) -> list[int]:
    with contextlib.suppress(FileNotFoundError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
    return []


@contextlib.contextmanager
def serving(tmp_path: Path, **settings: Any) -> Iterator[Server]:
    """A server with these settings, stopped at the end."""
    port = free_port()
    state, log = tmp_path / "state", tmp_path / "log"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ONRECORD_")}
    environment |= {"ONRECORD_PORT": str(port), "ONRECORD_STATE_DIR": str(state), **{f"ONRECORD_{k.upper()}": str(v) for k, v in settings.items()}}
    with log.open("wb") as out:
        process = subprocess.Popen([COMMAND, "serve"], env=environment, stdout=out, stderr=out)
    server = Server(process, port, log, state)
    try:
        assert server.wait(START, until=lambda: process.poll() is not None or server.ready()), log.read_text("utf-8")
        assert process.poll() is None, log.read_text("utf-8")
        yield server
    finally:
        server.stop()
