"""How the process keeps its memory, wherever texts are read: under the server, in a command, in an archive run."""

from __future__ import annotations

import gc

RARELY = (50_000, 20, 50)
"""How often the collector looks where texts are read."""


def settle_memory() -> None:
    """What has been loaded is never collected again, so its pages stay shared by workers that fork.

    What a text needs is freed without the collector, which looks less often: a long text would make it walk all its facts again and again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*RARELY)
