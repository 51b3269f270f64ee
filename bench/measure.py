"""Times functions interleaved in one run, so that what slows the machine slows them all; in CPU time, so that nobody else's work counts."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """CPU seconds of one call: the median of the rounds, and the spread between the quartiles as a share of it."""

    median: float
    spread: float

    @classmethod
    def of(cls, seconds: list[float]) -> Timing:
        median = statistics.median(seconds)
        low, _, high = statistics.quantiles(seconds, n=4) if len(seconds) > 1 else (median, median, median)
        return cls(median, (high - low) / median if median else 0.0)


def interleaved(calls: Mapping[str, Callable[[], object]], rounds: int = 7) -> dict[str, Timing]:
    """Each call once a round, in turn; one unmeasured round first."""
    seconds: dict[str, list[float]] = {name: [] for name in calls}
    for call in calls.values():
        call()
    for _ in range(rounds):
        for name, call in calls.items():
            gc.collect()
            begin = time.process_time()
            call()
            seconds[name].append(time.process_time() - begin)
    return {name: Timing.of(s) for name, s in seconds.items()}
