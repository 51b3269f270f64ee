"""What a reader is inside: the loop of the child that reads texts, and how it and its worker talk.

Over a pair of sockets go tasks, pickled, for the child may trust its worker, and answers as JSON and bytes, for the worker need not trust
a child that reads strangers' texts. The child has no event loop, no connection and no log.
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
from mmap import mmap
from pathlib import Path
from typing import Any, NoReturn, Protocol

import orjson

from service.api.problems import whereabouts
from service.api.work import Answer, until
from service.errors import ServiceError
from service.memory import RARELY

IGNORED = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2, signal.SIGWINCH)
"""Signals that are for the worker: a stop of it is no stop of the text that it is to answer."""
_HEAD = struct.Struct(">II")
_MOST_FILES = 1 << 20
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None)


class Socket(Protocol):
    """One end of the pair: the system's own in the child, gevent's in the worker."""

    def recv(self, size: int, /) -> bytes:
        """At most ``size`` bytes; none at the end."""
        ...

    def sendall(self, data: bytes, /) -> None:
        """Sends all of ``data``."""
        ...

    def fileno(self) -> int:
        """The file's number."""
        ...


def send(to: Socket, head: bytes, body: bytes = b"") -> None:
    """Sends two parts. Errors: OSError where nobody takes them."""
    to.sendall(_HEAD.pack(len(head), len(body)) + head)
    if body:
        to.sendall(body)


def receive(source: Socket) -> tuple[bytes, bytes]:
    """The next two parts. Errors: OSError at the end."""
    head, body = _HEAD.unpack(_exactly(source, _HEAD.size))
    return _exactly(source, head), _exactly(source, body)


def _exactly(source: Socket, length: int) -> bytes:
    parts = []
    while length:
        part = source.recv(min(length, 1 << 20))
        if not part:
            raise ConnectionError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def live(socket: Socket, begun: mmap, worker: int, mask: Any) -> NoReturn:
    """Reads texts until the worker, the process of that id, ends. ``begun``, which both see, tells that the text is in hand; ``mask`` is what signals were blocked."""
    try:
        for number in IGNORED:
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
        gc.set_threshold(*RARELY)
        while os.getppid() == worker:
            task, _ = receive(socket)
            begun[0] = 1
            send(socket, *_outcome(task))
            task = b""  # nothing of a text is held while the next is awaited
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
