"""What a caller sends to ``/v1/extract``: checked whole, every field at fault reported at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from marshmallow import Schema, ValidationError, fields, validate

from schemas.fields import Choice, Day, Flag, Seconds, Text
from service.errors import FieldError, Invalid
from service.model import SENTENCE_TOKENS, Kind, Options, RosterEntry
from service.transcript.document import Document
from service.transcript.formats import FORMATS, read_document, read_segments
from service.transcript.formats.segments import Segment

LOCALES = ("en-GB", "en-US", "en-CA", "en-AU", "en-IE", "en-NZ", "en-ZA", "en-IN", "en-SG", "en-HK")
OFFSET_UNITS = ("codepoint", "utf16", "byte")
KINDS = tuple(kind.value for kind in Kind)
FORMAT_NAMES = tuple(format.name for format in FORMATS)
MOST_ERRORS = 100
"""Errors listed in one answer; a thousand segments with the same fault say no more."""
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,64}")


class Limits(NamedTuple):
    """The most that one request may hold: code points of text, segments, people in the roster; and tokens after which a sentence is cut."""

    text_characters: int = 500_000
    segments: int = 10_000
    roster: int = 500
    sentence_tokens: int = SENTENCE_TOKENS


class SegmentSchema(Schema):
    """A turn as the caller cut it."""

    text = Text(required=True)
    speaker = Text(allow_none=True)
    start = Seconds(allow_none=True)
    end = Seconds(allow_none=True)


class RosterEntrySchema(Schema):
    """Somebody known to speak."""

    name = Text(required=True, nonempty=True)
    aliases = fields.List(Text())
    role = Text(allow_none=True)
    affiliation = Text(allow_none=True)
    gender = Text(allow_none=True)


class ExtractRequestSchema(Schema):
    """The body of ``POST /v1/extract``, and each line of a batch."""

    text = Text(nonempty=True)
    segments = fields.List(fields.Nested(SegmentSchema), validate=validate.Length(min=1, error="May not be empty."))
    reference_date = Day(allow_none=True)
    format = Choice(tuple(f.name for f in FORMATS), load_default="auto")
    locale = Choice(LOCALES, load_default="en-GB")
    include = fields.List(Choice(KINDS))
    offset_unit = Choice(OFFSET_UNITS, load_default="codepoint")
    explain = Flag(load_default=False)
    id = Text(allow_none=True)
    metadata = fields.Dict(keys=Text(), values=Text(), allow_none=True)
    roster = fields.List(fields.Nested(RosterEntrySchema))


_SCHEMA = ExtractRequestSchema()


@dataclass(frozen=True, slots=True)
class ExtractRequest:
    """A request that was found good: exactly one of ``text`` and ``segments`` is given."""

    text: str | None
    segments: tuple[Segment, ...] | None
    format: str
    options: Options

    def document(self) -> Document:
        """The transcript, read as its format.

        Errors: TranscriptError where the text does not have the format that was named.
        """
        return read_segments(self.segments) if self.segments is not None else read_document(self.text or "", self.format)


def load_request(sent: object, limits: Limits = Limits()) -> ExtractRequest:  # noqa: B008  immutable
    """The request in the JSON value ``sent``.

    Errors: Invalid with every field at fault.
    """
    if not isinstance(sent, Mapping):
        raise Invalid("The request is not an object.", (FieldError("", "Must be an object."),))
    faults = [*_both_or_neither(sent), *_over_limits(sent, limits)]
    measured = {name: value for name, value in sent.items() if not any(f.limit is not None and f.pointer == f"/{name}" for f in faults)}
    try:
        loaded: dict[str, Any] = _SCHEMA.load(measured)
    except ValidationError as error:
        faults += _faults(error.messages, "")
    if faults:
        unique = list(dict.fromkeys(faults))
        more = f" The first {MOST_ERRORS} are listed." if len(unique) > MOST_ERRORS else ""
        raise Invalid(f"{len(unique)} {'field is' if len(unique) == 1 else 'fields are'} at fault.{more}", unique[:MOST_ERRORS])
    segments = loaded.get("segments")
    return ExtractRequest(
        loaded.get("text"),
        tuple(Segment(**s) for s in segments) if segments is not None else None,
        loaded["format"],
        Options(
            reference_date=loaded.get("reference_date"),
            locale=loaded["locale"],
            include=frozenset(Kind(k) for k in loaded["include"]) if "include" in loaded else frozenset(Kind),
            offset_unit=loaded["offset_unit"],
            explain=loaded["explain"],
            id=loaded.get("id"),
            metadata=loaded.get("metadata"),
            roster=tuple(RosterEntry(**{**r, "aliases": tuple(r.get("aliases", ()))}) for r in loaded.get("roster", ())),
            sentence_tokens=limits.sentence_tokens,
        ),
    )


def _both_or_neither(sent: Mapping[str, Any]) -> Iterator[FieldError]:
    if "text" in sent and "segments" in sent:
        for name in ("text", "segments"):
            yield FieldError(f"/{name}", "Exactly one of text and segments is given.")
    elif "text" not in sent and "segments" not in sent:
        yield FieldError("/text", "Required: exactly one of text and segments.")


def _over_limits(sent: Mapping[str, Any], limits: Limits) -> Iterator[FieldError]:
    text, segments, roster = sent.get("text"), sent.get("segments"), sent.get("roster")
    if isinstance(text, str) and len(text) > limits.text_characters:
        yield FieldError("/text", "Longer than allowed, in code points.", limits.text_characters, len(text))
    if isinstance(segments, list):
        if len(segments) > limits.segments:
            yield FieldError("/segments", "More than allowed.", limits.segments, len(segments))
        else:
            length = sum(len(s["text"]) + 1 for s in segments if isinstance(s, dict) and isinstance(s.get("text"), str)) - 1
            if length > limits.text_characters:
                yield FieldError("/segments", "Longer than allowed, joined and in code points.", limits.text_characters, length)
    if isinstance(roster, list) and len(roster) > limits.roster:
        yield FieldError("/roster", "More than allowed.", limits.roster, len(roster))


def _faults(messages: Any, pointer: str) -> Iterator[FieldError]:
    """The leaves of marshmallow's tree of messages. A name that is no plain word is the caller's text, and is not given back."""
    if isinstance(messages, dict):
        for name, below in messages.items():
            if name in {"_schema", "key", "value"} and (name == "_schema" or pointer.startswith("/metadata/")):
                yield from _faults(below, pointer)
            elif isinstance(name, int) or _NAME.fullmatch(name):
                yield from _faults(below, f"{pointer}/{name}")
            else:
                yield from (FieldError(pointer, f"A member is at fault: {fault.detail}") for fault in _faults(below, ""))
    else:
        yield from (FieldError(pointer, str(message)) for message in messages)
