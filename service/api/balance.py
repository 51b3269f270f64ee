"""Spreads connections evenly over the workers.

All workers accept from one socket, and the one that happens to run takes what comes: measured, eight kept-alive connections
ended in one worker of two. Each worker therefore tells the others, in memory that they share, how many connections it
holds, and one that holds more than another waits a moment before it accepts.
"""

from __future__ import annotations

import mmap
from typing import Any

from gevent.server import StreamServer

_SLOTS = 1024
_OPEN = memoryview(mmap.mmap(-1, 4 * _SLOTS)).cast("I")
"""Connections of each worker, and one more; 0 is no worker. Made before the workers fork, and theirs together."""
_MOMENT = 0.005


class Share:
    """The connections of one worker, by the number that gunicorn gives it (``age``)."""

    def __init__(self, age: int) -> None:
        self._slot = age % _SLOTS
        _OPEN[self._slot] = 1

    def opened(self) -> None:
        """One connection more."""
        _OPEN[self._slot] += 1

    def closed(self) -> None:
        """One connection less; nothing once the worker is out of the count."""
        if _OPEN[self._slot]:
            _OPEN[self._slot] -= 1

    def ahead(self) -> bool:
        """Whether another worker has fewer connections."""
        mine = _OPEN[self._slot]
        return any(0 < other < mine for other in _OPEN.tolist())


def forget(age: int) -> None:
    """Takes a worker that has stopped, or is stopping, out of the count."""
    _OPEN[age % _SLOTS] = 0


class Server(StreamServer):
    """Accepts connections for one worker, after a moment when it is ahead."""

    max_accept = 1

    def __init__(self, worker: Any, share: Share, listener: Any, spawn: Any, **_: Any) -> None:
        self._share = share
        self._waited = False
        self._worker = worker
        super().__init__(listener, handle=self._handle_one, spawn=spawn)

    def _handle_one(self, client: Any, address: Any) -> None:
        self._share.opened()
        try:
            self._worker.handle(self.socket, client, address)
        finally:
            self._share.closed()

    def do_read(self) -> Any:
        """A connection, or None when there is none or it is left to another worker."""
        if not self._waited and self._share.ahead():
            self._waited = True
            self.stop_accepting()
            self._timer = self.loop.timer(_MOMENT)
            self._timer.start(self._start_accepting_if_started)  # type: ignore[attr-defined, call-arg]
            return None
        self._waited = False
        return super().do_read()
