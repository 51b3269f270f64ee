"""The response as an Arrow schema: the contract's own names, nested as they are in JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

_TEXT, _WHOLE, _REAL, _FLAG = pa.string(), pa.int64(), pa.float64(), pa.bool_()


def _struct(**members: Any) -> Any:
    return pa.struct(list(members.items()))


_BARE = _struct(start=_WHOLE, end=_WHOLE)
_SPAN = _struct(start=_WHOLE, end=_WHOLE, text=_TEXT, plain=_TEXT)
_DECIMAL = _struct(value=_TEXT, min=_TEXT, max=_TEXT, qualifier=_TEXT)
_COUNT = _struct(value=_WHOLE, min=_WHOLE, max=_WHOLE, qualifier=_TEXT)
_ATTRIBUTION = _struct(speaker=_TEXT, source=_TEXT, basis=_TEXT, cue=_SPAN, rule=_TEXT, confidence=_REAL)
_FACT = {
    "id": _TEXT, "start": _WHOLE, "end": _WHOLE, "text": _TEXT, "plain": _TEXT, "sentence": _BARE, "turn": _TEXT, "attribution": _ATTRIBUTION,
    "assertion": _TEXT, "rule": _TEXT, "confidence": _REAL,
}  # fmt: skip


def _facts(**members: Any) -> Any:
    return pa.list_(_struct(**_FACT, **members))


SCHEMA = pa.schema(
    {
        "document": _struct(
            id=_TEXT, metadata=pa.map_(_TEXT, _TEXT), length=_WHOLE, format=_TEXT, locale=_TEXT, reference_date=_TEXT, offset_unit=_TEXT, sha256=_TEXT,
            text=_TEXT,
        ),
        "sections": pa.list_(_struct(id=_TEXT, start=_WHOLE, end=_WHOLE, heading=_TEXT, date=_struct(earliest=_TEXT, latest=_TEXT))),
        "turns": pa.list_(
            _struct(
                id=_TEXT, start=_WHOLE, end=_WHOLE, speaker=_TEXT, section=_TEXT, time=_struct(start=_REAL, end=_REAL), confidence=_REAL,
                evidence=pa.list_(_struct(start=_WHOLE, end=_WHOLE, text=_TEXT, plain=_TEXT, cue=_TEXT)),
            )
        ),
        "speakers": pa.list_(_struct(id=_TEXT, name=_TEXT, label=_TEXT, kind=_TEXT, role=_TEXT, affiliation=_TEXT, mentions=pa.list_(_SPAN))),
        "money": _facts(amount=_DECIMAL, currency=_TEXT, currency_candidates=pa.list_(_TEXT), per=_TEXT),
        "casualties": _facts(
            count=_COUNT, harm=_TEXT, victims=_SPAN, groups=pa.list_(_TEXT), subset_of=_TEXT, perpetrator=_SPAN, cause=_SPAN, place=_SPAN, date=_TEXT
        ),
        "dates": _facts(
            type=_TEXT, value=_TEXT, earliest=_TEXT, latest=_TEXT, grain=_TEXT, relative=_FLAG, anchor=_struct(date=_TEXT, basis=_TEXT)
        ),
        "quantities": _facts(quantity=_DECIMAL, unit=_TEXT, dimension=_TEXT, noun=_TEXT),
        "quotes": _facts(type=_TEXT, content=_TEXT),
        "rejected": pa.list_(_struct(start=_WHOLE, end=_WHOLE, text=_TEXT, plain=_TEXT, rule=_TEXT, reason=_TEXT)),
        "warnings": pa.list_(_struct(code=_TEXT, detail=_TEXT)),
        "version": _struct(service=_TEXT, rules=_TEXT),
    }
)  # fmt: skip


def table(responses: Sequence[dict[str, Any]]) -> Any:
    """The responses as one Arrow table, a row each; ``plain``, ``text`` and ``rejected`` are null where JSON leaves them out."""
    rows = [{**r, "document": {**r["document"], "metadata": list((r["document"]["metadata"] or {}).items())}} for r in responses]
    return pa.Table.from_pylist(rows, schema=SCHEMA)
