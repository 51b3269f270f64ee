"""The process that reads texts for a worker, one at a time.

A worker keeps the sockets, and a child of its own, forked with all rules warm, reads the texts: a child that dies (a fault in C, out of memory,
``kill -9``) takes the one text with it that it was reading, and its caller is told so; whoever waits is served by the child that takes its place.
This is the worker's side; ``child.py`` is the other.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import time
from collections.abc import Callable
from mmap import mmap
from socket import socketpair
from typing import Any

import gevent
import orjson
from gevent import socket
from gevent.event import AsyncResult, Event
from gevent.lock import BoundedSemaphore

from service.api import metrics
from service.api.child import IGNORED, live, receive, send
from service.api.logs import log
from service.api.problems import FAILED
from service.api.work import Answer, overdue
from service.errors import Failure, Interrupted, ServiceError

_GRACE = 1.0
"""Seconds beyond its deadline after which a text hangs where no checkpoint is met, and its child is ended."""
_YOUNG = 0.25
"""A child that ends within so many seconds of its birth and has read nothing is followed by another only after as many: there may be no room to live."""


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

    def there(self) -> bool:
        """Whether there is a child."""
        return self._there.is_set()

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
        task = pickle.dumps((function, arguments, end, self._deadline), pickle.HIGHEST_PROTOCOL)
        while self._there.wait(_left(end)):
            child = self._child
            try:
                with gevent.Timeout(_left(end) + _GRACE, overdue(self._deadline)):
                    return _answer(*child.ask(task))
            except Interrupted:
                if child.begun():
                    raise
            finally:
                if child.asked is not None:  # it hangs, or nobody wants its answer any more
                    self._there.clear()
                    child.kill()
        raise overdue(self._deadline)

    def _attend(self) -> None:
        """Puts another child in the place of each that ended."""
        while True:
            self._child.attend()
            self._there.clear()
            unfit = not self._child.begun() and self._child.age() < _YOUNG
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
        self._begun = mmap(-1, 1)
        self._began = time.monotonic()
        # Nobody's signal may run a handler of the worker in the child.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, IGNORED)
        try:
            self.pid = os.fork()
            if not self.pid:
                live(theirs, self._begun, worker, mask)
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
        self._begun[0] = 0
        with contextlib.suppress(OSError):  # of a child that is gone ``end`` tells
            send(self._socket, task)
        answer = self.asked.get()
        self.asked = None
        assert answer is not None
        return answer

    def attend(self) -> None:
        """Passes on what the child answers, until it ends."""
        with contextlib.suppress(OSError):
            while True:
                answer = receive(self._socket)
                if self.asked is not None:
                    self.asked.set(answer)

    def begun(self) -> bool:
        """Whether the child has begun what it was asked; a text that it has not is good for another."""
        return bool(self._begun[0])

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


def _answer(head: bytes, body: bytes) -> Answer:
    told = orjson.loads(head)
    if "error" in told:
        raise ServiceError.from_json(told["error"])
    if "failure" in told:
        log.error("failure", **told["failure"])
        raise Failure(FAILED)
    return Answer(body, **{**told, "facts": tuple(map(tuple, told["facts"]))})
