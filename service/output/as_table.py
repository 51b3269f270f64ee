"""The facts of one transcript for a terminal: a table in colours, or tab-separated lines where a program reads on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.table import Table
from rich.text import Text

from service.output.as_rows import Row, rows

_COLOURS = {"money": "green", "casualties": "red", "dates": "blue", "quantities": "yellow", "quotes": "magenta"}
LONGEST = 200
"""Code points of a fact's words that a cell shows."""


def as_table(response: Mapping[str, Any], title: str | None) -> Table:
    """A rich table, in the order of the text."""
    found = rows(response)
    count = f"{len(found)} fact{'' if len(found) == 1 else 's'}"
    table = Table(title=Text(printable(f"{title}: {count}")) if title else None, title_justify="left", title_style="bold", expand=False)
    for name in ("Kind", "Words", "Figure", "Said by", "Credited to", "Put as"):
        table.add_column(name, overflow="fold")
    table.add_column("Sure", justify="right")
    for row in found:
        cells = (row.kind, _short(row), row.figure, row.speaker or "–", row.source or "–", row.assertion, f"{row.confidence:.0%}")
        # Text, not str: a transcript's square brackets are no markup.
        table.add_row(*(Text(printable(cell), style=_COLOURS[row.kind] if n in {0, 2} else "") for n, cell in enumerate(cells)))
    return table


def as_lines(response: Mapping[str, Any], title: str | None) -> Iterator[str]:
    """``document, id, kind, words, figure, speaker, source, assertion, confidence`` between tabs, without a header."""
    for row in rows(response):
        cells = (title, row.id, row.kind, row.words, row.figure, row.speaker, row.source, row.assertion, f"{row.confidence:.2f}")
        yield "\t".join(" ".join((cell or "").split()) for cell in cells)


def printable(text: str) -> str:
    """The text without what would steer a terminal: its escape sequences begin with characters that nobody prints."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _short(row: Row) -> str:
    words = " ".join(row.words.split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
