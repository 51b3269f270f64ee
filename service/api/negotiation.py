"""Which media types come in and which go out."""

from __future__ import annotations

from flask import Request

from service.errors import FieldError, Invalid, NotAcceptable, UnsupportedMedia
from service.output import MEDIA_TYPES
from service.transcript.formats import FORMATS

JSON = "application/json"
NDJSON = "application/x-ndjson"
TEXT_FORMATS: dict[str, str] = {
    "application/xml": "auto",
    "text/xml": "auto",
    **{media_type: format.name for format in FORMATS for media_type in format.media_types},
}
"""Media types of a transcript sent as the body, and the format that each is read as unless ``?format=`` says another."""


def output_of(request: Request) -> str:
    """The writer that the request asks for: ``?output=`` before ``Accept``.

    Errors: Invalid for an output that there is not, NotAcceptable for an ``Accept`` that none meets.
    """
    named = request.args.get("output")
    if named is not None:
        if named not in MEDIA_TYPES:
            raise Invalid("1 field is at fault.", (FieldError("/output", f"Must be one of: {', '.join(MEDIA_TYPES)}."),))
        return named
    plain = {media_type.partition(";")[0]: name for name, media_type in MEDIA_TYPES.items()}
    return plain[accepted(request, *plain)]


def accepted(request: Request, *offers: str) -> str:
    """The best of ``offers`` by ``Accept``; the first where it is absent. Errors: NotAcceptable."""
    if not request.headers.get("Accept", "").strip():
        return offers[0]
    # A problem may always be the answer, so asking for problems alone is asking for the first offer.
    best = request.accept_mimetypes.best_match(offers)
    if best is None:
        raise NotAcceptable(f"The answer can be {', '.join(offers)}.")
    return best


def body_type(request: Request, *offers: str) -> str:
    """The media type of the body. Errors: UnsupportedMedia for a type that is not in ``offers``, or a charset other than UTF-8."""
    if request.mimetype not in offers:
        raise UnsupportedMedia(f"The body can be {', '.join(offers)}.", headers={"Accept": ", ".join(offers)})
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in {"utf-8", "utf8", "us-ascii"}:
        raise UnsupportedMedia("The body can be UTF-8.")
    return request.mimetype
