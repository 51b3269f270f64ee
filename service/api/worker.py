"""The gunicorn worker: one loop that waits for all sockets, and a process beside it that reads texts.

Sockets are gevent's, so a slow client costs a greenlet of a few kilobytes and never a thread; nothing else is patched.
Bodies are parsed in a real thread, beside which the loop gets its turn. Measured beside gunicorn's own workers in ``bench/load.py``.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import secrets
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import Any, TypeVar, cast

import gevent
import orjson
from gevent import socket
from gevent.threadpool import ThreadPool
from gunicorn.http import errors
from gunicorn.http.body import ChunkedReader, EOFReader, LengthReader
from gunicorn.workers.ggevent import GeventWorker

from service.api import metrics
from service.api.balance import Server, Share, forget
from service.api.logs import log
from service.api.reader import Reader
from service.api.work import Lane, Work

T = TypeVar("T")
_OFTEN = (2000, 10, 10)
"""How often the collector looks at what requests leave."""
_LINGER_SECONDS = 2.0
_LINGER_BYTES = 8 * 1024 * 1024
_SMALL = 8 * 1024
"""Bytes that are parsed and checked sooner than a thread takes them over: half a millisecond at most, whatever they hold."""
_STATUS: dict[type[Exception], tuple[int, str]] = {
    errors.LimitRequestLine: (414, "URI too long"),
    errors.LimitRequestHeaders: (431, "Request header fields too large"),
    errors.ExpectationFailed: (417, "Expectation failed"),
    errors.UnsupportedTransferCoding: (501, "Not implemented"),
    errors.ForbiddenProxyRequest: (403, "Forbidden"),
}


class Worker(GeventWorker):  # type: ignore[misc]
    """A gevent worker without monkey-patching, with problem documents for what gunicorn itself refuses."""

    sockets: list[Any]

    def patch(self) -> None:
        """Makes the listening sockets gevent's, and nothing else."""
        self.sockets = [socket.socket(s.FAMILY, socket.SOCK_STREAM, fileno=s.sock.detach()) for s in self.sockets]

    def run(self) -> None:
        """Serves until told to stop, with its share of the connections."""
        self.server_class = partial(Server, self, Share(self.age))
        try:
            super().run()
        finally:
            self.reader.close()

    def handle_exit(self, sig: int, frame: Any) -> None:
        """Stops: the others no longer wait for this worker to take its share."""
        forget(self.age)
        super().handle_exit(sig, frame)

    def load_wsgi(self) -> None:
        """Gives the application's work its thread and its reader."""
        super().load_wsgi()
        work: Work = self.wsgi.extensions["work"]
        self.reader = Reader(work.settings.deadline)
        work.loading = _lane()
        work.reading, work.batching = self.reader.text, self.reader.record
        work.able = self.reader.there
        work.time_limit = _time_limit
        # Requests leave rings behind; kept for as long as a text's facts may be, they would take megabytes.
        gc.set_threshold(*_OFTEN)
        # The loop has to ask the thread for its turn: it gets it in a millisecond, not in Python's five.
        sys.setswitchinterval(0.001)

    def handle_request(self, listener_name: Any, req: Any, sock: Any, addr: Any) -> bool:
        """Closes a connection whose request was answered before its body was read, so that the body is not taken for the next request."""
        req.body.reader = reader = _Arriving(req.body.reader)
        should_close: Callable[[], bool] = req.should_close
        req.should_close = lambda: should_close() or not reader.finished
        try:
            return bool(super().handle_request(listener_name, req, sock, addr))
        finally:
            if not reader.finished:
                _linger(sock)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:  # noqa: ARG002  gunicorn's own signature
        """A problem document for a request that cannot be parsed. Neither the answer nor the log quotes it."""
        if isinstance(exc, OSError) and exc.errno in {errno.EPIPE, errno.ECONNRESET, errno.ENOTCONN}:
            return
        refused = isinstance(exc, errors.ParseException)
        other = (400, "Malformed request") if refused else (500, "Internal server error")
        status, title = next((known for kind, known in _STATUS.items() if isinstance(exc, kind)), other)
        request_id = secrets.token_hex(16)
        problem = {
            "type": "/problems/malformed" if refused else "/problems/failure",
            "title": title,
            "status": status,
            "detail": "The request is not HTTP as this server reads it." if refused else "The service failed.",
            "instance": f"/requests/{request_id}",
        }
        body = orjson.dumps(problem)
        metrics.REFUSALS.labels("unparsed", "malformed" if refused else "failure").inc()
        log.log(20 if refused else 40, "request" if refused else "failure", request_id=request_id, status=status, exception=type(exc).__name__)
        head = (
            f"HTTP/1.1 {status} {title}\r\nConnection: close\r\nCache-Control: no-store\r\nX-Request-Id: {request_id}\r\n"
            f"Content-Type: application/problem+json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        with contextlib.suppress(OSError):
            client.sendall(head.encode("ascii") + body)
            _linger(client)


class _Arriving:
    """A reader of a body that gives what has arrived: gunicorn's own wait for a kilobyte, and a line of a batch would wait for the next."""

    def __init__(self, reader: LengthReader | ChunkedReader | EOFReader) -> None:
        self.reader = reader

    @property
    def finished(self) -> bool:
        """Whether nothing of the body is left on the socket."""
        return getattr(self.reader, "length", 0) == 0 and getattr(self.reader, "parser", None) is None

    def read(self, size: int) -> bytes:
        """At most ``size`` bytes, at least one unless the body is at its end."""
        reader = self.reader
        if isinstance(reader, LengthReader) and reader.length:
            data = reader.unreader.read()
            size = min(size, reader.length, len(data))
            reader.unreader.unread(data[size:])
            reader.length -= size
            return bytes(data[:size])
        if isinstance(reader, ChunkedReader):
            while reader.parser and not reader.buf.tell():
                try:
                    reader.buf.write(next(reader.parser))
                except StopIteration:
                    reader.parser = None
            size = min(size, reader.buf.tell())
        return bytes(reader.read(size)) if size else b""


def _linger(sock: Any) -> None:
    """Reads on for a while after the answer: closing on unread bytes resets the connection, and the client would lose the answer."""
    with contextlib.suppress(OSError), gevent.Timeout(_LINGER_SECONDS, False):  # type: ignore[arg-type]
        sock.shutdown(socket.SHUT_WR)
        left = _LINGER_BYTES
        while left > 0 and (part := sock.recv(65536)):
            left -= len(part)


def _lane() -> Lane:
    pool = ThreadPool(1)

    def run(function: Callable[[], T], size: int, /) -> T:
        if size <= _SMALL:
            return function()
        # An exception that leaves the thread would be printed by gevent, message and all: it is carried out as a value.
        value, error = pool.apply(_outcome, (function,))
        if error is not None:
            raise error
        return cast("T", value)

    return run


def _outcome(function: Callable[[], T]) -> tuple[T | None, Exception | None]:
    try:
        return function(), None
    except Exception as error:  # noqa: BLE001  raised again in the greenlet
        return None, error


def _time_limit(seconds: float, error: Exception) -> AbstractContextManager[Any]:
    return gevent.Timeout(seconds, error)
