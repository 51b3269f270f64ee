"""The ``onrecord`` command: ``serve``, ``extract``, ``bulk``, ``completion``.

Exit codes: 0 all was done · 1 some input could not be read (the rest was done) · 2 the command line or a setting is at fault ·
130 interrupted · 141 whoever read the output went away.
"""

from __future__ import annotations

import datetime as dt
import os
import sys

import click
from click.shell_completion import get_completion_class

from schemas.request import KINDS, LOCALES, OFFSET_UNITS
from service import __version__
from service.model import Kind, Options
from service.transcript.formats import FORMATS

OUTPUTS = ("table", "csv", "json", "jsonld", "ndjson")


class NotStartedError(click.ClickException):
    """Nothing was done: input, output or scheduler are not what the command line says."""

    exit_code = 2


def main() -> None:
    """The command as installed: ends the process with its exit code."""
    try:
        code = group.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("onrecord: interrupted", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    sys.exit(code or 0)


@click.group(name="onrecord", context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="onrecord")
def group() -> None:
    """Who said which figure, on whose authority: facts out of transcripts."""


@group.command()
@click.option("--host", default=None, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=None, help="Port to listen on.")
@click.option("--workers", type=click.IntRange(1), default=None, help="Worker processes.")
def serve(host: str | None, port: int | None, workers: int | None) -> None:
    """Serve the HTTP API and the page. Settings come from ONRECORD_* variables; options overrule them."""
    from service.api.server import serve as run  # noqa: PLC0415  the other commands need no web server
    from service.settings import Settings, SettingsError  # noqa: PLC0415

    given = {"ONRECORD_HOST": host, "ONRECORD_PORT": port, "ONRECORD_WORKERS": workers}
    try:
        settings = Settings.from_environment({**os.environ, **{name: str(value) for name, value in given.items() if value is not None}})
    except SettingsError as error:
        raise click.UsageError(str(error)) from None
    run(settings)


@group.command()
@click.argument("files", nargs=-1, type=click.Path())
@click.option("--format", "-f", type=click.Choice([f.name for f in FORMATS]), default="auto", show_default=True, help="How turns are marked.")
@click.option("--reference-date", "-d", type=click.DateTime(["%Y-%m-%d"]), help="The day it was said, from which relative dates are counted.")
@click.option(
    "--locale", "-l", type=click.Choice(LOCALES), default="en-GB", show_default=True, help="Whose English: order of dates, bare currencies."
)
@click.option("--output", "-o", type=click.Choice(OUTPUTS), default="table", show_default=True, help="What is written to standard output.")
@click.option("--include", "-k", type=click.Choice(KINDS), multiple=True, help="Only this kind of fact; may be given again.  [default: all]")
@click.option("--offset-unit", type=click.Choice(OFFSET_UNITS), default="codepoint", show_default=True, help="What start and end count.")
@click.option("--explain", is_flag=True, help="Also tell which numbers were refused, and why (json, ndjson).")
@click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, so that Excel reads it as UTF-8.")
@click.option("--quiet", "-q", is_flag=True, help="No progress bar.")
@click.pass_context
def extract(
    context: click.Context, files: tuple[str, ...], format: str, reference_date: dt.datetime | None, locale: str, output: str,
    include: tuple[str, ...], offset_unit: str, *, explain: bool, bom: bool, quiet: bool,
) -> None:  # fmt: skip
    """Extract the facts of transcripts.

    FILES are files, folders (read whole), patterns such as 'debates/**/*.vtt', or - for standard input, which is also read
    when nothing is named. Text, subtitles, XML and speech-to-text JSON are recognised. On a terminal the facts come as a table,
    in a pipe as tab-separated lines.
    """
    from service.files import Job, sources  # noqa: PLC0415  completion and help stay quick

    if not files and sys.stdin.isatty():
        raise click.UsageError("Name a file, or pipe a transcript in.")
    options = Options(
        reference_date=reference_date.date() if reference_date else None, locale=locale, offset_unit=offset_unit, explain=explain,
        include=frozenset(Kind(kind) for kind in include) or frozenset(Kind),
    )  # fmt: skip
    job = Job(output, format, options, byte_order_mark=bom)
    try:
        job.run(sources(files or ("-",)), progress=not quiet)
    except BrokenPipeError:
        # Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        context.exit(141)
    context.exit(1 if job.failed else 0)


@group.command()
@click.argument("source", metavar="INPUT", type=click.Path())
@click.argument("target", metavar="OUTPUT", type=click.Path())
@click.option("--to", type=click.Choice(["ndjson", "parquet"]), default="ndjson", show_default=True, help="What is written.")
@click.option("--text-field", default="text", show_default=True, help="Column or member that holds the transcript (NDJSON, CSV, Parquet).")
@click.option("--id-field", default="id", show_default=True, help="Column or member that names the record.")
@click.option("--format", "-f", type=click.Choice([f.name for f in FORMATS]), default="auto", show_default=True, help="How turns are marked.")
@click.option("--reference-date", "-d", type=click.DateTime(["%Y-%m-%d"]), help="For records without a reference_date of their own.")
@click.option("--locale", "-l", type=click.Choice(LOCALES), default="en-GB", show_default=True, help="For records without a locale of their own.")
@click.option("--scheduler", help="Address of a Dask scheduler, such as tcp://10.0.0.5:8786.  [default: processes of this machine]")
@click.option("--workers", type=click.IntRange(1), help="Processes of this machine.  [default: one for each core]")
@click.option("--partition", type=click.IntRange(1), help="KiB of input in a partition: what a restart does not do again.  [default: by size]")
@click.option("--quiet", "-q", is_flag=True, help="No progress bar.")
@click.pass_context
def bulk(
    context: click.Context, source: str, target: str, to: str, text_field: str, id_field: str, format: str, reference_date: dt.datetime | None,
    locale: str, scheduler: str | None, workers: int | None, partition: int | None, *, quiet: bool,
) -> None:  # fmt: skip
    """Extract the facts of an archive, on all cores or a Dask cluster.

    INPUT is a folder of transcripts, or NDJSON, Parquet or CSV (files, folders or patterns of them), also by URL such as s3://bucket/path.
    OUTPUT is a folder or URL: a file for each partition as it ends, and _problems.ndjson with the records that could not be read.
    The same command given again goes on where it was stopped.
    """
    try:
        from service.bulk.archive import Archive  # noqa: PLC0415  these packages are an extra
        from service.bulk.inputs import Reading  # noqa: PLC0415
        from service.bulk.plan import ArchiveError  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if (error.name or "").startswith(("service", "schemas")):
            raise
        raise click.UsageError(f"bulk needs the packages of the extra of that name: {error.name} is missing.") from None
    day = reference_date.date().isoformat() if reference_date else None
    how = Reading(source, text_field, id_field, format, locale, day)
    size = partition * 1024 if partition else None
    quiet = quiet or not sys.stderr.isatty()
    try:
        report = Archive(target, how, to=to, scheduler=scheduler, workers=workers, partition=size, quiet=quiet).run()
    except ArchiveError as error:
        raise NotStartedError(str(error)) from None
    except OSError as error:
        raise click.ClickException(str(error)) from None
    click.echo(str(report), err=True)
    context.exit(1 if report.problems else 0)


@group.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a shell: eval "$(onrecord completion bash)"."""
    class_ = get_completion_class(shell)
    assert class_ is not None
    click.echo(class_(group, {}, "onrecord", "_ONRECORD_COMPLETE").source())
