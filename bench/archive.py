"""How an archive run grows with the cores: 2,000 made transcripts with one worker and with two, in turn.

    python -m bench.archive [TRANSCRIPTS] [ROUNDS]

The rate is of the whole run, the start of the cluster included. The processor seconds of all its processes tell what two workers cost more than
one, also on a machine that has other things to do.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench.transcripts import STYLES
from service.bulk.archive import Archive
from service.bulk.inputs import Reading

LENGTH = 10_000
"""Characters of a transcript."""


def processor() -> float:
    """Processor seconds of this process and of those it started and has seen end."""
    return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def main(count: int = 2000, rounds: int = 3) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "archive.ndjson"
        styles = list(STYLES.values())
        with source.open("w", encoding="utf-8") as file:
            for n in range(count):
                file.write(json.dumps({"id": str(n), "text": styles[n % len(styles)](n, LENGTH)}) + "\n")
        taken: dict[int, list[float]] = {1: [], 2: []}
        for turn in range(rounds):
            for workers in (1, 2):
                began, used = time.monotonic(), processor()
                report = Archive(f"{folder}/out-{turn}-{workers}", Reading(str(source)), workers=workers).run()
                taken[workers].append(time.monotonic() - began)
                print(
                    f"{workers} worker{'s' if workers > 1 else ' '}: {taken[workers][-1]:.1f} s in all, {processor() - used:.1f} processor seconds, {report}",
                    flush=True,
                )
        one, two = (statistics.median(taken[workers]) for workers in (1, 2))
        print(f"two workers are {one / two:.2f} times as fast as one (medians of {rounds}: {one:.1f} s and {two:.1f} s)")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
