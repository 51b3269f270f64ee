"""Writers: what was extracted, as each of the forms that a caller can ask for.

Every writer has one shape, ``write(document, options, extraction) -> bytes``; ``WRITERS`` holds them by the name that
``?output=`` and ``--output`` take, ``MEDIA_TYPES`` the type of each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

import orjson

from service.model import Extraction, Options
from service.output.as_csv import as_csv
from service.output.as_json import as_json
from service.output.as_jsonld import as_jsonld
from service.output.as_ndjson import as_ndjson
from service.transcript.document import Document

Writer: TypeAlias = Callable[[Document, Options, Extraction], bytes]


def _json(document: Document, options: Options, extraction: Extraction) -> bytes:
    return orjson.dumps(as_json(document, options, extraction))


def _jsonld(document: Document, options: Options, extraction: Extraction) -> bytes:
    return orjson.dumps(as_jsonld(document, options, extraction))


WRITERS: Mapping[str, Writer] = MappingProxyType({"json": _json, "csv": as_csv, "jsonld": _jsonld, "ndjson": as_ndjson})

MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {"json": "application/json", "csv": "text/csv; charset=utf-8", "jsonld": "application/ld+json", "ndjson": "application/x-ndjson"}
)
