"""Newline-delimited JSON: the response taken apart, one object a line, for tools that read line by line.

The first line is the document, then sections, turns, speakers, facts and warnings, each with its ``kind``;
facts also carry ``speaker_name`` and ``source_name``. The last line is ``{"end": true, "count": n}`` with the number of lines before it,
so that a cut stream shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from service.model import Extraction, Kind, Options
from service.output.as_csv import printed
from service.output.as_json import as_json
from service.transcript.document import Document


def as_ndjson(document: Document, options: Options, extraction: Extraction) -> bytes:
    """The lines of one response, each ended by a line feed."""
    lines = list(_lines(as_json(document, options, extraction)))
    lines.append({"end": True, "count": len(lines)})
    return b"".join(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE) for line in lines)


def _lines(response: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield {"kind": "document", **response["document"], "version": response["version"]}
    for field in ("sections", "turns"):
        for entry in response[field]:
            yield {"kind": field.removesuffix("s"), **entry}
    # A speaker's own `kind` is what they are, so it moves aside.
    for speaker in response["speakers"]:
        yield {**speaker, "kind": "speaker", "speaker_kind": speaker["kind"]}
    names = {s["id"]: printed(s) for s in response["speakers"]}
    for kind in Kind:
        for fact in response[kind.value]:
            who = fact["attribution"]
            yield {"kind": kind.value, **fact, "speaker_name": names.get(who["speaker"]), "source_name": names.get(who["source"])}
    for entry in response.get("rejected", ()):
        yield {"kind": "rejected", **entry}
    for entry in response["warnings"]:
        yield {"kind": "warning", **entry}
