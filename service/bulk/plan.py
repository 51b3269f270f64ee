"""What an archive run has to do: every input file cut into partitions, the same ones each time it is asked.

Partitions are what workers take and what a restart does not do again. They are cut by bytes: transcripts are put together,
NDJSON and CSV are cut at line ends, Parquet at row groups or rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from fsspec.core import url_to_fs

FileSystem: TypeAlias = Any
"""An fsspec file system: the library has no types."""

SMALLEST, LARGEST = 64 * 1024, 4 * 1024 * 1024
"""Bytes of a partition."""
AIMED = 128
"""Partitions that a small archive is cut into, so that all cores have work to the end."""
_STEP = 1024 * 1024
_LINES = (".ndjson", ".jsonl")


class ArchiveError(Exception):
    """The run cannot start: the input or the output is at fault. The message says what, and what to do."""


@dataclass(frozen=True, slots=True)
class Part:
    """A partition: ``files`` of one transcript each, or the bytes or rows ``[start, stop)`` of the one file of records.

    ``stop`` None is the end of the file; ``group`` is a Parquet row group.
    """

    kind: str  # transcripts | ndjson | csv | parquet
    files: tuple[str, ...]
    start: int = 0
    stop: int | None = None
    group: int | None = None


def plan(source: str, size: int | None = None) -> list[Part]:
    """The partitions of everything at ``source``, in the order of the files' names.

    Errors: ArchiveError where there is nothing to read.
    """
    fs, path = url_to_fs(source)
    files = _listed(fs, path)
    if not files:
        raise ArchiveError(f"{source}: there is nothing to read")
    aim = size or min(LARGEST, max(SMALLEST, sum(length for _, length in files) // AIMED))
    parts: list[Part] = []
    held: list[str] = []
    weight = 0
    for name, length in files:
        kind = kind_of(name)
        if kind != "transcripts":
            parts += _CUTS[kind](fs, name, length, aim)
            continue
        held.append(name)
        weight += length
        if weight >= aim:
            parts.append(Part("transcripts", tuple(held)))
            held, weight = [], 0
    if held:
        parts.append(Part("transcripts", tuple(held)))
    return parts


def kind_of(name: str) -> str:
    """What a file holds, by its name: records, or one transcript."""
    stem = name.lower().removesuffix(".gz")
    if stem.endswith(_LINES):
        return "ndjson"
    return "csv" if stem.endswith(".csv") else "parquet" if stem.endswith(".parquet") else "transcripts"


def _listed(fs: FileSystem, path: str) -> list[tuple[str, int]]:
    """The files at a path, a folder or a pattern, and their sizes; hidden ones are left out."""
    if any(sign in path for sign in "*?[") and not fs.exists(path):
        found = fs.glob(path, detail=True)
    elif fs.isdir(path):
        found = fs.find(path, detail=True)
    elif fs.exists(path):
        return [(path, fs.size(path))]
    else:
        raise ArchiveError(f"{path}: there is no such file or folder")
    root = PurePosixPath(path.split("*", maxsplit=1)[0])
    return sorted(
        (name, entry["size"])
        for name, entry in found.items()
        if entry["type"] == "file" and not any(part.startswith((".", "_")) for part in _below(name, root))
    )


def _below(name: str, root: PurePosixPath) -> Sequence[str]:
    path = PurePosixPath(name)
    return path.relative_to(root).parts if path.is_relative_to(root) else (path.name,)


def _lines(_: FileSystem, name: str, length: int, aim: int) -> Iterator[Part]:
    """Any byte may be a cut: the reader of a part begins at the first line that starts in it."""
    if name.endswith(".gz"):
        yield Part("ndjson", (name,))
        return
    for start in range(0, length, aim):
        yield Part("ndjson", (name,), start, min(start + aim, length))


def _rows(fs: FileSystem, name: str, length: int, aim: int) -> Iterator[Part]:
    """CSV is cut at line ends outside quotation marks: where an even number of marks stands before."""
    if name.endswith(".gz"):
        yield Part("csv", (name,))
        return
    begun = at = 0
    marks = 0
    with fs.open(name, "rb") as stream:
        while line := stream.readline():
            marks += line.count(b'"')
            at += len(line)
            if at - begun >= aim and marks % 2 == 0 and at < length:
                yield Part("csv", (name,), begun, at)
                begun = at
    yield Part("csv", (name,), begun, length)


def _groups(fs: FileSystem, name: str, _: int, aim: int) -> Iterator[Part]:
    import pyarrow.parquet as pq  # noqa: PLC0415  other inputs need no pyarrow

    with fs.open(name, "rb") as stream:
        try:
            metadata = pq.ParquetFile(stream).metadata
        except (OSError, ValueError) as error:  # ArrowInvalid is a ValueError
            raise ArchiveError(f"{name}: is not Parquet") from error
        for group in range(metadata.num_row_groups):
            size, rows = metadata.row_group(group).total_byte_size, metadata.row_group(group).num_rows
            step = max(1, rows * aim // max(size, 1))
            for start in range(0, rows, step):
                yield Part("parquet", (name,), start, min(start + step, rows), group)


_CUTS = {"ndjson": _lines, "csv": _rows, "parquet": _groups}
