"""The process that reads texts for a worker, one at a time.

A worker keeps the sockets, and a child of its own, forked with all rules warm, reads the texts: a child that dies (a fault in C, out of memory,
``kill -9``) takes the one text with it that it was reading, and its caller is told so; whoever waits is served by the child that takes its place.
Over a pair of sockets go tasks, pickled, for the child may trust its worker, and answers as JSON and bytes, for the worker need not trust
a child that reads strangers' texts. The child has no thread, no loop, no connection and no log.
"""

from __future__ import annotations

import contextlib
import ctypes
import dataclasses
import gc
import os
import pickle
import signal
import struct
import time
from collections.abc import Callable
from pathlib import Path
from socket import socketpair
from typing import Any, NoReturn, Protocol

import gevent
import orjson
from gevent import socket
from gevent.event import AsyncResult, Event
from gevent.lock import BoundedSemaphore

from service.api import metrics
from service.api.logs import log
from service.api.problems import FAILED, whereabouts
from service.api.work import Answer, overdue, until
from service.errors import Failure, Interrupted, ServiceError

_GRACE = 1.0
"""Seconds beyond its deadline after which a text hangs where no checkpoint is met, and its child is ended."""
_YOUNG = 0.25
"""A child that ends by itself within so many seconds of its birth is followed by another only after as many: there may be no memory to live in."""
_HEAD = struct.Struct(">II")
_IGNORED = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2, signal.SIGWINCH)
_MOST_FILES = 1 << 20
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None)


class _Socket(Protocol):
    def recv(self, size: int, /) -> bytes: ...

    def sendall(self, data: bytes, /) -> None: ...

    def fileno(self) -> int: ...


class Reader:
    """The child, and the line of those that wait for it. A batch has one line in it at most, so that no batch stands before single texts."""

    def __init__(self, deadline: float) -> None:
        self._deadline = deadline
        self._turn = BoundedSemaphore()
        self._record_turn = BoundedSemaphore()
        self._there = Event()
        self._child = _Child()
        self._there.set()
        self._attending = gevent.spawn(self._attend)

    def close(self) -> None:
        """Ends the child for good."""
        self._attending.kill()
        if self._there.is_set():
            self._child.end()

    def text(self, function: Callable[..., Answer], /, *arguments: Any) -> Answer:
        """What ``function`` answers to ``arguments`` and a checkpoint.

        Errors: the ServiceErrors of ``function``; DeadlineExceeded, waiting included; Interrupted; Failure for what nobody foresaw.
        """
        end = time.monotonic() + self._deadline
        if not self._turn.acquire(timeout=self._deadline):
            raise overdue(self._deadline)
        try:
            return self._read(end, function, arguments)
        finally:
            self._turn.release()

    def record(self, function: Callable[..., Answer], /, *arguments: Any) -> Answer:
        """As ``text``, for a line of a batch, which has time to wait: the deadline counts from its turn."""
        with self._record_turn, self._turn:
            return self._read(time.monotonic() + self._deadline, function, arguments)

    def _read(self, end: float, function: Callable[..., Answer], arguments: tuple[Any, ...]) -> Answer:
        if not self._there.wait(_left(end)):
            raise overdue(self._deadline)
        child = self._child
        task = pickle.dumps((function, arguments, end, self._deadline), pickle.HIGHEST_PROTOCOL)
        try:
            with gevent.Timeout(_left(end) + _GRACE, overdue(self._deadline)):
                return _answer(*child.ask(task))
        finally:
            if child.asked is not None:  # it hangs, or nobody wants its answer any more
                self._there.clear()
                child.kill()

    def _attend(self) -> None:
        """Puts another child in the place of each that ended."""
        while True:
            self._child.attend()
            self._there.clear()
            unfit = self._child.asked is None and self._child.age() < _YOUNG
            log.error("reader", pid=self._child.pid, ended=self._child.end())
            metrics.READERS_ENDED.inc()
            if unfit:
                gevent.sleep(_YOUNG)
            while not self._there.is_set():
                try:
                    self._child = _Child()
                except OSError as error:
                    log.error("reader", detail="no process can be started", exception=type(error).__name__)
                    gevent.sleep(_YOUNG)
                else:
                    self._there.set()


class _Child:
    """One process, from its fork to its end."""

    def __init__(self) -> None:
        """Errors: OSError where no process can be started."""
        ours, theirs = socketpair()
        worker = os.getpid()
        self.asked: AsyncResult[tuple[bytes, bytes]] | None = None
        self._began = time.monotonic()
        # Nobody's signal may run a handler of the worker in the child.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, _IGNORED)
        try:
            self.pid = os.fork()
            if not self.pid:
                _live(theirs, worker, mask)
        except OSError:
            ours.close()
            raise
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            theirs.close()
        self._socket = socket.socket(fileno=ours.detach())

    def ask(self, task: bytes) -> tuple[bytes, bytes]:
        """What the child answers. Errors: Interrupted when it ends before that."""
        self.asked = AsyncResult()
        with contextlib.suppress(OSError):  # of a child that is gone ``end`` tells
            _send(self._socket, task)
        answer = self.asked.get()
        self.asked = None
        assert answer is not None
        return answer

    def attend(self) -> None:
        """Passes on what the child answers, until it ends."""
        with contextlib.suppress(OSError):
            while True:
                answer = _receive(self._socket)
                if self.asked is not None:
                    self.asked.set(answer)

    def age(self) -> float:
        """Seconds since the child's birth."""
        return time.monotonic() - self._began

    def kill(self) -> None:
        """Ends the child. Whoever asked it has gone."""
        os.kill(self.pid, signal.SIGKILL)

    def end(self) -> str:
        """Buries the child, tells whoever asked it, and says how it ended."""
        self._socket.close()
        self.kill()
        while not (ended := os.waitpid(self.pid, os.WNOHANG))[0]:
            gevent.sleep(0.001)
        asked, self.asked = self.asked, None
        if asked is not None:
            asked.set_exception(Interrupted("The process that read the text ended before it had the answer: try again."))
        status = os.waitstatus_to_exitcode(ended[1])
        return signal.Signals(-status).name if status < 0 else f"exit {status}"


def _left(end: float) -> float:
    return max(0.0, end - time.monotonic())


def _send(to: _Socket, head: bytes, body: bytes = b"") -> None:
    to.sendall(_HEAD.pack(len(head), len(body)) + head)
    if body:
        to.sendall(body)


def _receive(source: _Socket) -> tuple[bytes, bytes]:
    """The next two parts. Errors: OSError at the end."""
    head, body = _HEAD.unpack(_exactly(source, _HEAD.size))
    return _exactly(source, head), _exactly(source, body)


def _exactly(source: _Socket, length: int) -> bytes:
    parts = []
    while length:
        part = source.recv(min(length, 1 << 20))
        if not part:
            raise ConnectionError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _answer(head: bytes, body: bytes) -> Answer:
    told = orjson.loads(head)
    if "error" in told:
        raise ServiceError.from_json(told["error"])
    if "failure" in told:
        log.error("failure", **told["failure"])
        raise Failure(FAILED)
    return Answer(body, **{**told, "facts": tuple(map(tuple, told["facts"]))})


# --- in the child ---------------------------------------------------------------------------------------------------


def _live(socket: _Socket, worker: int, mask: Any) -> NoReturn:
    """Reads texts until the worker ends."""
    try:
        for number in _IGNORED:
            signal.signal(number, signal.SIG_IGN)
        for number in (signal.SIGABRT, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        signal.set_wakeup_fd(-1)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        # Connections that the child held too would not close when the worker closes them.
        os.closerange(3, socket.fileno())
        os.closerange(socket.fileno() + 1, _MOST_FILES)
        with contextlib.suppress(AttributeError):
            _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)  # also in the middle of a text
        with contextlib.suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("500", "ascii")  # rather the child than the worker
        gc.freeze()
        while os.getppid() == worker:
            task, _ = _receive(socket)
            _send(socket, *_outcome(task))
    except OSError:
        os._exit(0)
    finally:
        os._exit(1)


def _outcome(task: bytes) -> tuple[bytes, bytes]:
    try:
        function, arguments, end, seconds = pickle.loads(task)  # noqa: S301  the worker's own
        answer: Answer = function(*arguments, until(end, seconds))
    except ServiceError as error:
        return orjson.dumps({"error": error.as_json()}), b""
    except Exception as error:  # noqa: BLE001  one text must not end the child
        return orjson.dumps({"failure": whereabouts(error)}), b""
    told = {f.name: getattr(answer, f.name) for f in dataclasses.fields(answer) if f.name != "body"}
    return orjson.dumps(told), answer.body
