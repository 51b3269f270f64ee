"""Records in, responses or problems out, one for one and in order."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from schemas.request import Limits, load_request
from service.errors import Failure, Malformed, ServiceError
from service.model import Checkpoint, no_checkpoint
from service.output.as_json import as_json
from service.pipeline import extract

DEFAULT_LIMITS = Limits()


def extract_many(
    records: Iterable[object], limits: Limits = DEFAULT_LIMITS, deadline: Callable[[], Checkpoint] = lambda: no_checkpoint
) -> Iterator[dict[str, Any]]:
    """The response to each record, or the problem object (RFC 9457) in its place; every answer is a function of its record alone.

    A record is what ``POST /v1/extract`` takes. A ServiceError in the place of a record, for a line that could not be read, gives its problem.
    A problem holds the record's ``id`` where there is one. ``deadline`` makes the checkpoint of each record.
    """
    for record in records:
        yield _answer(record, limits, deadline)


def _answer(record: object, limits: Limits, deadline: Callable[[], Checkpoint]) -> dict[str, Any]:
    if isinstance(record, ServiceError):
        return _problem(None, record)
    try:
        return _response(record, limits, deadline())
    except ServiceError as error:
        return _problem(record, error)
    except UnicodeEncodeError:
        return _problem(record, Malformed("The record holds a lone surrogate, which is no character."))
    except Exception as error:  # noqa: BLE001  one record must not stop the rest
        return _problem(record, Failure(f"Reading the record failed: {_place(error)}."))


def _response(record: object, limits: Limits, checkpoint: Checkpoint) -> dict[str, Any]:
    request = load_request(record, limits)
    document = request.document()
    return as_json(document, request.options, extract(document, request.options, checkpoint))


def _problem(record: object, error: ServiceError) -> dict[str, Any]:
    name = record.get("id") if isinstance(record, Mapping) else None
    return {"id": name if isinstance(name, str) else None, **error.problem()}


def _place(error: Exception) -> str:
    """The error's type and where it was raised; its message could hold words of the transcript."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
