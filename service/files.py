"""Transcripts in files: found, decoded, extracted, written to standard output. What ``onrecord extract`` does."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text

from service.errors import ServiceError
from service.memory import settle_memory
from service.model import Options
from service.output import WRITERS
from service.output.as_json import as_json
from service.output.as_table import as_lines, as_table, printable
from service.pipeline import extract
from service.transcript.formats import read_document

LONG_WORK = 500_000
"""Bytes from which on a progress bar is worth its place."""


@dataclass(frozen=True, slots=True)
class Source:
    """A transcript to be read; ``path`` None is standard input."""

    name: str | None
    path: Path | None
    size: int = 0

    def text(self) -> str:
        """The text, of UTF-8, or of UTF-16 where a byte order mark says so; the mark is no part of it.

        Errors: OSError, UnicodeDecodeError.
        """
        data = sys.stdin.buffer.read() if self.path is None else self.path.read_bytes()
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")


def sources(named: Iterable[str]) -> list[Source]:
    """What the command line names: files, everything in folders, matches of patterns, ``-``. A name that is nothing stays, to fail by itself."""
    found: list[Source] = []
    for name in named:
        if name == "-":
            found.append(Source(None, None))
            continue
        path = Path(name)
        if path.is_dir():
            paths = [p for p in sorted(path.rglob("*")) if p.is_file() and not any(part.startswith(".") for part in p.relative_to(path).parts)]
        elif not path.exists() and glob.has_magic(name):
            paths = [Path(match) for match in sorted(glob.glob(name, recursive=True)) if Path(match).is_file()]  # noqa: PTH207  absolute patterns too
        else:
            paths = [path]
        found += [Source(str(p), p, p.stat().st_size if p.exists() else 0) for p in paths or [path]]
    return found


class Job:
    """Extracts source after source; ``failed`` counts those that could not be read."""

    def __init__(self, output: str, format: str, options: Options, *, byte_order_mark: bool = False) -> None:
        self.output = output
        self.format = format
        self.options = options
        self.byte_order_mark = byte_order_mark
        self.failed = 0
        self._console = Console()
        self._written = 0

    def run(self, todo: list[Source], *, progress: bool) -> None:
        """Reads and writes all of ``todo``; with ``progress`` a bar on the terminal's standard error, where there is enough to do."""
        size = sum(source.size for source in todo)
        if size >= LONG_WORK or any(source.path is None for source in todo):
            settle_memory()
        tables = self.output == "table" and sys.stdout.isatty()
        # How far one file is read is not known: its bar only moves.
        told = (DownloadColumn(), TimeRemainingColumn()) if len(todo) > 1 else (TimeElapsedColumn(),)
        bar = Progress(
            TextColumn("{task.description}"), BarColumn(), *told, console=Console(stderr=True), transient=True,
            disable=not progress or tables or not sys.stderr.isatty() or size < LONG_WORK,
        )  # fmt: skip
        listed = self.output in {"json", "jsonld"} and len(todo) > 1
        with bar:
            task = bar.add_task("Reading", total=size if len(todo) > 1 else None)
            self._write(b"[" if listed else b"")
            for source in todo:
                bar.update(task, description=source.name or "standard input")
                self._one(source, listed=listed)
                bar.advance(task, source.size)
            self._write(b"]\n" if listed else b"")

    def _one(self, source: Source, *, listed: bool) -> None:
        try:
            document = read_document(source.text(), self.format)
        except (OSError, UnicodeDecodeError, ServiceError) as error:
            self.failed += 1
            click.echo(f"onrecord: {source.name or 'standard input'}: {_reason(error)}", err=True)
            return
        options = replace(self.options, id=source.name)
        extraction = extract(document, options)
        if self.output == "table":
            response = as_json(document, options, extraction)
            if sys.stdout.isatty():
                self._console.print(as_table(response, source.name))
                for warning in response["warnings"]:
                    self._console.print(Text(printable(warning["detail"]), style="dim"))
            else:
                self._write("".join(f"{line}\n" for line in as_lines(response, source.name)).encode())
            return
        written = WRITERS[self.output](document, options, extraction)
        if self.output == "csv":
            written = written.partition(b"\r\n")[2] if self._written else (b"\xef\xbb\xbf" if self.byte_order_mark else b"") + written
        elif self.output in {"json", "jsonld"}:
            written = (b",\n" if listed and self._written else b"") + written + (b"" if listed else b"\n")
        self._written += 1
        self._write(written)

    @staticmethod
    def _write(data: bytes) -> None:
        # Under PYTHONUNBUFFERED this is a raw file, which may take a part only.
        left = memoryview(data)
        while left:
            left = left[sys.stdout.buffer.write(left) or 0 :]
        sys.stdout.buffer.flush()


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8: the byte at {error.start} fits nowhere (if it is of an older Windows: iconv -f WINDOWS-1252 -t UTF-8)"
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return error.detail if isinstance(error, ServiceError) else str(error)
