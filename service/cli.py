"""The ``onrecord`` command: ``serve``, ``extract``, ``bulk``.

Exit codes: 0 all was done · 1 some input could not be read or parsed (the rest was done) · 2 the command line is at fault ·
130 interrupted.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
import orjson

from service import __version__
from service.model import Options


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="onrecord")
def main() -> None:
    """Who said which figure, on whose authority: facts out of transcripts."""


@main.command()
@click.option("--host", default=None, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=None, help="Port to listen on.")
@click.option("--workers", type=click.IntRange(1), default=None, help="Worker processes.")
def serve(host: str | None, port: int | None, workers: int | None) -> None:
    """Serve the HTTP API and the page. Settings come from ONRECORD_* variables; options overrule them."""
    from service.api.server import serve as run  # noqa: PLC0415  the other commands need no web server
    from service.settings import Settings  # noqa: PLC0415

    given = {"ONRECORD_HOST": host, "ONRECORD_PORT": port, "ONRECORD_WORKERS": workers}
    run(Settings.from_environment({**os.environ, **{name: str(value) for name, value in given.items() if value is not None}}))


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", default="auto", help="How turns are marked.")
@click.option("--reference-date", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The day the transcript was made, YYYY-MM-DD.")
@click.option("--locale", default="en-GB")
def extract(files: tuple[Path, ...], format: str, reference_date: object, locale: str) -> None:
    """Extract the facts of transcripts."""
    from service.output.as_json import as_json  # noqa: PLC0415
    from service.pipeline import extract as run  # noqa: PLC0415
    from service.transcript.formats import read_document  # noqa: PLC0415

    for path in files:
        document = read_document(path.read_text("utf-8"), format)
        options = Options(reference_date=reference_date.date() if reference_date else None, locale=locale, id=str(path))  # type: ignore[attr-defined]
        sys.stdout.buffer.write(orjson.dumps(as_json(document, options, run(document, options))) + b"\n")
