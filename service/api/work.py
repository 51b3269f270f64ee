"""How much is read at a time, where, and for how long.

Large bodies are parsed in a thread and texts read in a process of their own, so that the loop that serves sockets stays free for probes and slow
clients; as many texts as ``in_flight`` are taken by a worker, and one more is refused at once. Without a worker (tests) everything runs in place.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from service.api import metrics
from service.errors import Busy, DeadlineExceeded, TooSlow
from service.model import Checkpoint
from service.settings import Settings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer ready to send, and what metrics and the log are told of it."""

    body: bytes
    digest: str = ""
    """The ``Repr-Digest`` (RFC 9530) of a body that is sent alone."""
    facts: tuple[tuple[str, str, int], ...] = ()
    """Kind and rule of the facts, and how many there are of each."""
    length: int = 0
    """Code points of the text."""
    seconds: float = 0.0
    problem: str | None = None
    """The type of problem that a line of a batch has for an answer."""
    fault: str | None = None
    """Of a failure: where it was. No word of the text."""


class Lane(Protocol):
    """Calls a function, somewhere, and gives back what it returns or raises."""

    def __call__(self, function: Callable[[], T], size: int, /) -> T:
        """What ``function`` returns, which goes through ``size`` bytes."""
        ...


class Reading(Protocol):
    """Gives a function's arguments and a checkpoint to it, somewhere, and gives back its answer."""

    def __call__(self, function: Callable[..., Answer], /, *arguments: Any) -> Answer:
        """What ``function`` answers. Errors: ServiceErrors, DeadlineExceeded among them."""
        ...


def overdue(seconds: float) -> DeadlineExceeded:
    """The error of a text that took longer than ``seconds``."""
    return DeadlineExceeded(f"Reading the text took longer than {seconds:g} seconds.", retry_after=5)


def until(end: float, seconds: float) -> Checkpoint:
    """A checkpoint that raises DeadlineExceeded once ``time.monotonic()`` has passed ``end``, which was ``seconds`` away."""

    def checkpoint() -> None:
        if time.monotonic() > end:
            raise overdue(seconds)

    return checkpoint


class Work:
    """The lanes of one worker, and the count of texts in it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.loading: Lane = lambda function, _size: function()
        """Parses and checks bodies."""
        self.reading: Reading = self._in_place
        """Reads texts."""
        self.batching: Reading = self._in_place
        """Reads the lines of batches."""
        self.able: Callable[[], bool] = lambda: True
        """Whether there is anything that reads."""
        self.time_limit: Callable[[float, Exception], AbstractContextManager[Any]] = lambda _seconds, _error: nullcontext()
        """Raises the error in the block when the seconds have passed in waiting for a socket."""
        self._free = settings.in_flight
        self._buffer = settings.buffer_bytes
        self._lock = threading.Lock()

    @property
    def in_flight(self) -> int:
        """Texts being read or waiting to be."""
        return self.settings.in_flight - self._free

    @contextmanager
    def admitted(self) -> Iterator[None]:
        """A place among the texts in flight. Errors: Busy when there is none."""
        with self._lock:
            if not self._free:
                raise Busy("As many texts as allowed are being read: the service is healthy, try again.", retry_after=1)
            self._free -= 1
            metrics.IN_FLIGHT.set(self.in_flight)
        try:
            yield
        finally:
            with self._lock:
                self._free += 1
                metrics.IN_FLIGHT.set(self.in_flight)

    @contextmanager
    def buffered(self) -> Iterator[Callable[[int], None]]:
        """A call that takes room for so many bytes more of a body, given back at the end. Errors: Busy when there is no room."""
        taken = 0

        def take(count: int) -> None:
            nonlocal taken
            with self._lock:
                if count > self._buffer:
                    raise Busy("As many bodies as allowed are arriving: the service is healthy, try again.", retry_after=5)
                self._buffer -= count
                taken += count

        try:
            yield take
        finally:
            with self._lock:
                self._buffer += taken

    def arriving(self) -> AbstractContextManager[Any]:
        """The block in which a body, or a line of a batch, must arrive. Errors: TooSlow."""
        seconds = self.settings.body_seconds
        return self.time_limit(seconds, TooSlow(f"The body did not arrive in {seconds:g} seconds."))

    def _in_place(self, function: Callable[..., Answer], /, *arguments: Any) -> Answer:
        seconds = self.settings.deadline
        return function(*arguments, until(time.monotonic() + seconds, seconds))
