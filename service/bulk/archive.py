"""An archive run on Dask: partitions out to workers, their files into the output folder as they end.

The output folder holds ``part-00000.ndjson`` (or ``.parquet``) for each partition, ``_problems.ndjson`` where there are any, and in ``_run/`` the plan
and a mark for each partition that is done. A partition's files are written whole before its mark, and a partition without mark is done again, so that
a run which was killed loses nothing and repeats nothing.
"""

from __future__ import annotations

import logging
import posixpath
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

import dask
import orjson
from distributed import Client, LocalCluster, as_completed
from fsspec.core import url_to_fs
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from schemas.request import Limits
from service.bulk.inputs import Reading, records
from service.bulk.plan import ArchiveError, FileSystem, Part, plan
from service.bulk.records import extract_many
from service.lexicon import digest
from service.memory import settle_memory

NO_LIMITS = Limits(text_characters=1 << 40, segments=1 << 40, roster=1 << 40)
"""The machine is the caller's own."""

QUIET = {
    "distributed.worker.profile.enabled": False,
    "distributed.scheduler.active-memory-manager.start": False,
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
}
"""What a run on this machine does without: a profile of its workers (a twentieth of their time), and pages that nobody opens."""

KINDS = ("money", "casualties", "dates", "quantities", "quotes")


class Done(NamedTuple):
    """What one partition came to."""

    number: int
    records: int
    problems: int
    facts: int
    characters: int


@dataclass(slots=True)
class Report:
    """What a run came to; ``skipped`` partitions, with ``earlier`` records and characters, were done before."""

    partitions: int
    skipped: int = 0
    earlier: tuple[int, int] = (0, 0)
    records: int = 0
    problems: int = 0
    facts: int = 0
    characters: int = 0
    seconds: float = field(default=0.0)

    def add(self, done: Done) -> None:
        """Counts a partition in."""
        self.records += done.records
        self.problems += done.problems
        self.facts += done.facts
        self.characters += done.characters

    def skip(self, done: Iterable[Done]) -> None:
        """Counts in what an earlier run did."""
        for one in done:
            self.add(one)
            self.skipped += 1
        self.earlier = (self.records, self.characters)

    def __str__(self) -> str:
        new = (self.records - self.earlier[0], self.characters - self.earlier[1])
        rate = f", {new[0] / self.seconds:,.0f} records and {new[1] / self.seconds:,.0f} characters a second" if new[0] else ""
        before = f" ({self.skipped} of {self.partitions} partitions were done before)" if self.skipped else ""
        return f"{self.records:,} records, {self.facts:,} facts, {self.problems:,} problems in {self.seconds:.1f} s{rate}{before}"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a run writes, and as what."""

    url: str
    to: str

    def place(self) -> tuple[FileSystem, str]:
        """The file system and the folder in it."""
        fs, path = url_to_fs(self.url)
        return fs, path.rstrip("/")

    def write(self, name: str, data: bytes) -> None:
        """Writes a file of the run whole: readers see all of it or nothing."""
        fs, folder = self.place()
        path = f"{folder}/{name}"
        fs.makedirs(posixpath.dirname(path), exist_ok=True)
        if "file" in fs.protocol:
            fs.pipe_file(f"{path}.tmp", data)
            fs.mv(f"{path}.tmp", path)
        else:  # object stores show an object when it is complete
            fs.pipe_file(path, data)


def process(number: int, part: Part, how: Reading, target: Target) -> Done:
    """Reads, extracts and writes one partition: what runs on a worker. The same partition gives the same files."""
    found = list(records(part, how))
    responses: list[dict[str, Any]] = []
    problems: list[bytes] = []
    for (place, record), answer in zip(found, extract_many((r for _, r in found), NO_LIMITS), strict=True):
        if "document" in answer:
            responses.append(answer)
        else:
            shown = record if isinstance(record, dict) else None
            problems.append(orjson.dumps({"place": place, "problem": answer, "record": shown}, default=str, option=orjson.OPT_APPEND_NEWLINE))
    facts = sum(len(r[kind]) for r in responses for kind in KINDS)
    done = Done(number, len(found), len(problems), facts, sum(r["document"]["length"] for r in responses))
    target.write(f"part-{number:05}.{target.to}", _encoded(responses, target.to))
    if problems:
        target.write(f"_run/problems-{number:05}.ndjson", b"".join(problems))
    target.write(f"_run/done-{number:05}.json", orjson.dumps(done._asdict()))
    return done


def _encoded(responses: list[dict[str, Any]], to: str) -> bytes:
    if to == "ndjson":
        return b"".join(orjson.dumps(r, option=orjson.OPT_APPEND_NEWLINE) for r in responses)
    import pyarrow as pa  # noqa: PLC0415  NDJSON needs no pyarrow
    import pyarrow.parquet as pq  # noqa: PLC0415

    from service.bulk.parquet import table  # noqa: PLC0415

    sink = pa.BufferOutputStream()
    pq.write_table(table(responses), sink, compression="zstd")
    return bytes(sink.getvalue().to_pybytes())


class Archive:
    """One run: what ``how`` reads, into ``target``, a path or an fsspec URL; ``partition`` in bytes."""

    def __init__(
        self, target: str, how: Reading, *, to: str = "ndjson", scheduler: str | None = None, workers: int | None = None,
        partition: int | None = None, quiet: bool = True,
    ) -> None:  # fmt: skip
        self.how = how
        self.target = Target(target, to)
        self.scheduler = scheduler
        self.workers = workers
        self.partition = partition
        self.quiet = quiet

    def run(self) -> Report:
        """Does what is not done yet. Errors: ArchiveError where input or output are at fault."""
        with _reaching(self.how.source):
            _, source = url_to_fs(self.how.source)
            parts = plan(self.how.source, self.partition)
        with _reaching(self.target.url):
            _, folder = self.target.place()
            if f"{folder}/".startswith(f"{source.rstrip('/')}/"):
                raise ArchiveError(f"{self.target.url}: lies in the input, and would be read as such")
            done = self._settle(parts)
        report = Report(len(parts))
        report.skip(done.values())
        todo = [n for n in range(len(parts)) if n not in done]
        began = time.monotonic()
        if todo:
            with self._client() as client, self._bar(report) as advance:
                futures = client.map(
                    process, todo, [parts[n] for n in todo], how=self.how, target=self.target, pure=False, retries=3, key="partition"
                )
                for future in as_completed(futures):  # type: ignore[no-untyped-call]
                    finished: Done = future.result()
                    report.add(finished)
                    advance()
                    future.release()
        report.seconds = time.monotonic() - began
        self._gather()
        return report

    def _settle(self, parts: list[Part]) -> dict[int, Done]:
        """The partitions done by an earlier run of the same plan; the plan is laid down where there is none.

        Errors: ArchiveError where the folder holds another run, or files that are no run's.
        """
        fs, folder = self.target.place()
        how = {**asdict(self.how), "to": self.target.to, "rules": digest()}
        laid = orjson.dumps({"how": how, "parts": [asdict(part) for part in parts]})
        name = f"{folder}/_run/plan.json"
        there = {posixpath.basename(entry.rstrip("/")) for entry in fs.ls(folder, detail=False)} if fs.exists(folder) else set()
        begun = fs.exists(name)
        if not begun and there:
            raise ArchiveError(f"{self.target.url}: the folder is not empty, and holds no run to go on with")
        if begun and there != {"_run"} and fs.cat_file(name) != laid:
            raise ArchiveError(f"{self.target.url}: holds a run with other input, options or rules; name another folder")
        if there <= {"_run"}:  # nothing is done: the plan may still change
            self.target.write("_run/plan.json", laid)
            return {}
        marks = fs.cat([m for m in fs.ls(f"{folder}/_run", detail=False) if posixpath.basename(m).startswith("done-") and m.endswith(".json")] or [])
        return {done.number: done for done in (Done(**orjson.loads(mark)) for mark in _values(marks))}

    @contextmanager
    def _client(self) -> Iterator[Client]:
        if self.scheduler:
            with _reaching(self.scheduler):
                client = Client(self.scheduler)  # type: ignore[no-untyped-call]
            with client:
                yield client
            return
        with dask.config.set(QUIET):
            # One thread each: the work is Python's own, and the interpreter's lock lets one thread of it run.
            local = LocalCluster(  # type: ignore[no-untyped-call]
                n_workers=self.workers, threads_per_worker=1, silence_logs=logging.CRITICAL, dashboard_address=None,
                scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
            )  # fmt: skip
            with local as cluster, Client(cluster) as client:  # type: ignore[no-untyped-call]
                client.run(_settle)
                yield client

    @contextmanager
    def _bar(self, report: Report) -> Iterator[Any]:
        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("partitions, {task.fields[rate]}"), TimeElapsedColumn(), TimeRemainingColumn())
        began = time.monotonic()
        with Progress(*columns, console=Console(stderr=True), disable=self.quiet) as progress:
            task = progress.add_task("", total=report.partitions, completed=report.skipped, rate="starting")

            def advance() -> None:
                rate = (report.records - report.earlier[0]) / (time.monotonic() - began)
                progress.update(task, advance=1, rate=f"{rate:,.0f} records/s")

            yield advance

    def _gather(self) -> None:
        """Puts the partitions' problems together, in the order of the input."""
        fs, folder = self.target.place()
        fs.invalidate_cache(f"{folder}/_run")  # the workers wrote behind its back
        found = sorted(n for n in fs.ls(f"{folder}/_run", detail=False) if posixpath.basename(n).startswith("problems-"))
        if found:  # readers of Parquet folders pass over names with an underscore
            self.target.write("_problems.ndjson", b"".join(fs.cat_file(name) for name in found))


def _settle() -> None:
    """Has a worker import all of this, and then look for garbage rarely."""
    settle_memory()


@contextmanager
def _reaching(url: str) -> Iterator[None]:
    """An ArchiveError in the place of what went wrong: the library of every kind of store has errors of its own."""
    try:
        yield
    except ArchiveError:
        raise
    except Exception as error:
        raise ArchiveError(f"{url}: cannot be reached: {error}") from error


def _values(marks: Any) -> Iterable[bytes]:
    return marks.values() if isinstance(marks, dict) else [marks] if marks else []
