from __future__ import annotations

import datetime as dt
import gc
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from service.model import Options, RosterEntry
from service.output.as_json import as_json
from service.pipeline import extract
from service.transcript.formats import read_document

if TYPE_CHECKING:
    from tests.contract import Client


def run(
    text: str,
    *,
    reference_date: str | dt.date | None = None,
    locale: str = "en-GB",
    format: str = "auto",
    roster: list[dict[str, Any]] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """The response for a text, without the HTTP around it."""
    if isinstance(reference_date, str):
        reference_date = dt.date.fromisoformat(reference_date) if reference_date else None
    people = tuple(RosterEntry(**{**r, "aliases": tuple(r.get("aliases", ()))}) for r in roster or ())
    options = Options(reference_date=reference_date, locale=locale, roster=people, **more)
    document = read_document(text, format)
    return as_json(document, options, extract(document, options))


@pytest.fixture
def client() -> Client:
    """A client of the application with the default settings, which holds every answer to the contract."""
    from service.app import create_app
    from tests.contract import Client

    return Client(create_app())


def cpu_seconds(call: Callable[[], object]) -> float:
    """Processor time of one call, the collector kept still: a full collection of the tests' own heap would be charged to whoever ran last."""
    gc.disable()
    try:
        began = time.process_time()
        call()
        return time.process_time() - began
    finally:
        gc.enable()
