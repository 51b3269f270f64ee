"""The records of a partition, as ``POST /v1/extract`` takes them."""

from __future__ import annotations

import csv
import io
import posixpath
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from fsspec.core import url_to_fs

from schemas.request import ExtractRequestSchema
from service.bulk.plan import FileSystem, Part
from service.errors import Malformed, ServiceError

FIELDS = frozenset(ExtractRequestSchema().fields) - {"text", "id"}
CELLS = frozenset({"reference_date", "format", "locale", "offset_unit"})
"""The fields that a cell of CSV, which is a string, can hold."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How records are read: the columns of text and id, and what holds for records that do not say otherwise."""

    source: str
    text_field: str = "text"
    id_field: str = "id"
    format: str = "auto"
    locale: str = "en-GB"
    reference_date: str | None = None


def records(part: Part, how: Reading) -> Iterator[tuple[str, object]]:
    """(place, record) of each record of a partition; a ServiceError in the place of one that cannot be read.

    A place is the file's name, and behind a colon where in it the record begins: byte for NDJSON and CSV, row for Parquet.
    """
    fs, root = url_to_fs(how.source)
    for place, found in _readable(_READERS[part.kind](fs, part), part):
        shown = _shown(place, root)
        yield shown, _record(found, shown, how, CELLS if part.kind == "csv" else FIELDS) if isinstance(found, Mapping) else found


def _readable(found: Iterator[tuple[str, object]], part: Part) -> Iterator[tuple[str, object]]:
    """The records up to where a file is broken, and a Malformed for what is behind."""
    try:
        yield from found
    except (OSError, EOFError, zlib.error, csv.Error, UnicodeDecodeError) as error:
        yield f"{part.files[0]}:{part.start}+", Malformed(f"The file cannot be read on: {type(error).__name__}.")


def _shown(place: str, root: str) -> str:
    """A place as told to people: below the input folder, or by the file's own name."""
    below = place.removeprefix(root.rstrip("/") + "/")
    return below if below != place else posixpath.basename(place)


def _record(found: Mapping[str, Any], place: str, how: Reading, fields: frozenset[str]) -> dict[str, Any]:
    """A row as a request. Columns that no request has go into ``metadata``, as strings, so they come back with the answer."""
    record: dict[str, Any] = {"locale": how.locale, "format": how.format, "id": place}
    if how.reference_date:
        record["reference_date"] = how.reference_date
    more: dict[str, str] = {}
    for name, value in found.items():
        if value is None:
            continue
        if name == how.text_field:
            record["text"] = value
        elif name == how.id_field:
            record["id"] = str(value)
        elif name in fields:
            record[name] = value
        elif isinstance(value, str | int | float | bool):
            more[name] = str(value)
    if more:
        record["metadata"] = {**more, **(record.get("metadata") or {})}
    return record


def _transcripts(fs: FileSystem, part: Part) -> Iterator[tuple[str, object]]:
    for name in part.files:
        try:
            data = fs.cat_file(name)
            encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
            yield name, {"text": data.decode(encoding)}
        except UnicodeDecodeError as error:
            yield name, Malformed(f"Not UTF-8: the byte at {error.start} fits nowhere.")
        except OSError as error:
            yield name, Malformed(f"The file cannot be read: {error.strerror or type(error).__name__}.")


def _ndjson(fs: FileSystem, part: Part) -> Iterator[tuple[str, object]]:
    (name,) = part.files
    with fs.open(name, "rb", compression="infer") as stream:
        if part.start:
            # A line belongs to the part that it begins in.
            stream.seek(part.start - 1)
            stream.readline()
        at = stream.tell()
        while (part.stop is None or at < part.stop) and (line := stream.readline()):
            if line.strip():
                yield f"{name}:{at}", _line(line)
            at += len(line)


def _line(line: bytes) -> Mapping[str, Any] | ServiceError:
    try:
        value = orjson.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        return Malformed(f"The line is not JSON: at column {error.colno}.")
    return value if isinstance(value, dict) else Malformed("The line is not an object.")


def _csv(fs: FileSystem, part: Part) -> Iterator[tuple[str, object]]:
    (name,) = part.files
    with fs.open(name, "rb", compression="infer") as stream:
        header, past = _header(stream)
        start = part.start or past
        stream.seek(start)
        data = stream.read() if part.stop is None else stream.read(part.stop - start)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        yield f"{name}:{start}", Malformed(f"Not UTF-8: the byte at {start + error.start} of the file fits nowhere.")
        return
    csv.field_size_limit(1 << 30)
    at = start
    taken: list[str] = []

    def counted() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            taken.append(line)
            yield line

    for row in csv.reader(counted()):
        place, at = at, at + sum(len(line.encode()) for line in taken)
        taken.clear()
        if not row:
            continue
        if len(row) > len(header):
            yield f"{name}:{place}", Malformed(f"The row has {len(row)} cells under {len(header)} headings.")
        else:
            yield f"{name}:{place}", {column: cell for column, cell in zip(header, row, strict=False) if cell}


def _header(stream: Any) -> tuple[list[str], int]:
    """The headings, and the byte that the first row begins at."""
    line = stream.readline()
    while line.count(b'"') % 2 and (more := stream.readline()):
        line += more
    return next(csv.reader(io.StringIO(line.decode("utf-8-sig"), newline="")), []), stream.tell()


def _parquet(fs: FileSystem, part: Part) -> Iterator[tuple[str, object]]:
    import pyarrow.parquet as pq  # noqa: PLC0415  other inputs need no pyarrow

    (name,) = part.files
    assert part.stop is not None
    assert part.group is not None
    with fs.open(name, "rb") as stream:
        file = pq.ParquetFile(stream)
        before = sum(file.metadata.row_group(n).num_rows for n in range(part.group))
        table = file.read_row_group(part.group).slice(part.start, part.stop - part.start)
    for n, row in enumerate(table.to_pylist(maps_as_pydicts="lossy")):
        yield f"{name}:{before + part.start + n}", {column: _plain(value) for column, value in row.items()}


def _plain(value: Any) -> Any:
    """Days and times as ISO 8601; the rest as Parquet has it."""
    return value.isoformat() if hasattr(value, "isoformat") else value


_READERS = {"transcripts": _transcripts, "ndjson": _ndjson, "csv": _csv, "parquet": _parquet}
