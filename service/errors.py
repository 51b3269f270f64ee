"""What can go wrong with a request, as one tree.

    ServiceError
    ├── Malformed            400  not what its media type says: no JSON, bad encoding, a lone surrogate
    ├── Unauthorised         401  no key, or one that is not known
    ├── Forbidden            403  a key that may not do this
    ├── NotFound             404
    ├── MethodNotAllowed     405
    ├── NotAcceptable        406
    ├── TooSlow              408  the body did not arrive in time
    ├── TooLarge             413
    ├── UnsupportedMedia     415
    ├── Invalid              422  fields at fault, all of them at once
    │   └── TranscriptError       the text does not have the format that was named
    ├── Failure              500
    └── Unavailable          503  with the seconds after which to try again
        ├── Busy                  as many texts as allowed are being read
        ├── DeadlineExceeded      reading took longer than allowed
        ├── Interrupted           the process that read the text ended before its answer
        └── NotReady              starting, or draining before a stop

Each knows its problem type (RFC 9457), title and status; ``detail`` never holds a word of a transcript.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class FieldError:
    """One field at fault: a JSON pointer into the request (RFC 6901), what is wrong, and the limit that it is over, if any."""

    pointer: str
    detail: str
    limit: int | None = None
    actual: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The entry of a problem's ``errors``."""
        shown: dict[str, Any] = {"pointer": self.pointer, "detail": self.detail}
        if self.limit is not None:
            shown |= {"limit": self.limit, "actual": self.actual}
        return shown


class ServiceError(Exception):
    """The root: a problem with a status. ``errors`` lists the fields at fault, ``headers`` go out with the answer."""

    type: ClassVar[str] = "failure"
    title: ClassVar[str] = "Internal server error"
    status: ClassVar[int] = 500

    def __init__(
        self,
        detail: str,
        errors: Sequence[FieldError] = (),
        *,
        limit: int | None = None,
        actual: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = errors
        self.limit = limit
        self.actual = actual
        self.headers = dict(headers or {})

    def problem(self) -> dict[str, Any]:
        """The problem object, without ``instance`` and ``request_id``."""
        shown: dict[str, Any] = {"type": f"/problems/{self.type}", "title": self.title, "status": self.status, "detail": self.detail}
        if self.errors:
            shown["errors"] = [error.as_json() for error in self.errors]
        if self.limit is not None:
            shown["limit"] = self.limit
        if self.actual is not None:
            shown["actual"] = self.actual
        return shown

    def as_json(self) -> dict[str, Any]:
        """The whole error, for another process: ``from_json`` makes it again."""
        return {
            "type": self.type, "detail": self.detail, "errors": [e.as_json() for e in self.errors], "limit": self.limit, "actual": self.actual,
            "headers": self.headers,
        }  # fmt: skip

    @staticmethod
    def from_json(told: Mapping[str, Any]) -> ServiceError:
        """The error that ``as_json`` told of; a Failure where its type is none of ``PROBLEMS``."""
        kind = next((k for k in PROBLEMS if k.type == told["type"]), Failure)
        error = kind.__new__(kind)
        errors = tuple(FieldError(**e) for e in told["errors"])
        ServiceError.__init__(error, told["detail"], errors, limit=told["limit"], actual=told["actual"], headers=told["headers"])
        return error


class Malformed(ServiceError):
    """The body is not what its media type says: not JSON, not UTF-8, a duplicate key, NaN, nested too deep, a lone surrogate."""

    type, title, status = "malformed", "Malformed request", 400


class Unauthorised(ServiceError):
    """A key is required as `Authorization: Bearer …`, and none that is known was sent."""

    type, title, status = "unauthorised", "Unauthorised", 401


class Forbidden(ServiceError):
    """The key is known and may not do this."""

    type, title, status = "forbidden", "Forbidden", 403


class NotFound(ServiceError):
    """There is nothing at this address."""

    type, title, status = "not-found", "Not found", 404


class MethodNotAllowed(ServiceError):
    """The address exists and does not take this method; `Allow` names those it takes."""

    type, title, status = "method-not-allowed", "Method not allowed", 405


class NotAcceptable(ServiceError):
    """`Accept` names no media type that this address can answer in."""

    type, title, status = "not-acceptable", "Not acceptable", 406


class TooSlow(ServiceError):
    """The body did not arrive in the time allowed."""

    type, title, status = "too-slow", "Request timeout", 408


class TooLarge(ServiceError):
    """The body is larger than allowed; `limit` and `actual` are in bytes or lines (`actual` is what was counted before reading stopped)."""

    type, title, status = "too-large", "Content too large", 413


class UnsupportedMedia(ServiceError):
    """The `Content-Type`, its charset or the `Content-Encoding` is not one that is read."""

    type, title, status = "unsupported-media", "Unsupported media type", 415


class Invalid(ServiceError):
    """Fields are at fault; `errors` lists every one of them."""

    type, title, status = "invalid", "Unprocessable content", 422


class TranscriptError(Invalid):
    """The text does not have the format that the request names."""

    type, title = "transcript", "Not a transcript of this format"

    def __init__(self, detail: str, pointer: str = "/text") -> None:
        super().__init__(detail, (FieldError(pointer, detail),))


class Failure(ServiceError):
    """The service is at fault; the request id finds the entry in its log."""

    type, title, status = "failure", "Internal server error", 500


class Unavailable(ServiceError):
    """The service cannot answer now; `Retry-After` says when to try again."""

    type, title, status = "unavailable", "Service unavailable", 503

    def __init__(self, detail: str, retry_after: int = 1) -> None:
        super().__init__(detail, headers={"Retry-After": str(retry_after)})


class Busy(Unavailable):
    """As many texts as allowed are being read: the service is healthy, and an instance more would take the rest."""

    type, title = "busy", "Busy"


class DeadlineExceeded(Unavailable):
    """Reading the text took longer than allowed."""

    type, title = "deadline-exceeded", "Deadline exceeded"


class Interrupted(Unavailable):
    """The process that read the text ended before it had the answer: out of memory, killed, or by a fault.

    Another has taken its place, and no other text was in it. The text may be sent again; one that comes to this every time shows a fault of ours.
    """

    type, title = "interrupted", "Interrupted"


class NotReady(Unavailable):
    """The service is starting, or draining before it stops."""

    type, title = "not-ready", "Not ready"


PROBLEMS: tuple[type[ServiceError], ...] = (
    Malformed, Unauthorised, Forbidden, NotFound, MethodNotAllowed, NotAcceptable, TooSlow, TooLarge, UnsupportedMedia, Invalid, TranscriptError,
    Failure, Busy, DeadlineExceeded, Interrupted, NotReady,
)  # fmt: skip
"""Every problem that an answer can hold: what ``/problems`` lists."""
