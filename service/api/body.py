"""Bodies: read to their limit and no further, counted also when chunked, and JSON taken as strictly as RFC 8259 allows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from flask import Request

from service.api.work import Work
from service.errors import Malformed, ServiceError, TooLarge, UnsupportedMedia

_STEP = 65536


def check_head(request: Request, limit: int) -> None:
    """Refuses a body by what its headers say of it, before a byte is read.

    Errors: UnsupportedMedia for a Content-Encoding, TooLarge for a Content-Length over ``limit``.
    """
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in {"identity", ""}:
        raise UnsupportedMedia("A compressed body is not read: send it plain.", headers={"Accept-Encoding": "identity"})
    if request.content_length is not None and request.content_length > limit:
        raise TooLarge("The body is larger than allowed, in bytes.", limit=limit, actual=request.content_length)


def read_body(request: Request, limit: int, work: Work, take: Callable[[int], None]) -> bytes:
    """The whole body, chunked or not; ``take`` is told of every part that is held.

    Errors: TooLarge beyond ``limit`` bytes; TooSlow when it does not arrive in time; Malformed when it ends early; what ``take`` raises.
    """
    stream = _stream(request)
    parts: list[bytes] = []
    length = 0
    with work.arriving():
        while part := _read(stream.read, min(_STEP, limit + 1 - length)):
            take(len(part))
            parts.append(part)
            length += len(part)
            if length > limit:
                raise TooLarge("The body is larger than allowed, in bytes.", limit=limit, actual=length)
    if request.content_length is not None and length < request.content_length:
        raise Malformed("The body ends before its Content-Length.")
    return b"".join(parts)


def read_lines(request: Request, line_limit: int, limit: int, work: Work) -> Iterator[bytes | ServiceError]:
    """The lines of a body as they arrive, without their ends and without blank ones; a TooLarge in the place of a line over ``line_limit``.

    Errors: TooLarge when the body as a whole is over ``limit``; TooSlow when a line does not arrive in time; Busy without room for one.
    """
    stream = _stream(request)
    total = 0
    while True:
        length = 0
        parts: list[bytes] = []
        with work.buffered() as take:
            with work.arriving():
                while part := _read(stream.readline, _STEP):
                    length += len(part)
                    total += len(part)
                    if total > limit:
                        raise TooLarge("The batch is larger than allowed, in bytes.", limit=limit, actual=total)
                    if length <= line_limit + 2:  # the line's end counts for nothing
                        take(len(part))
                        parts.append(part)
                    if part.endswith(b"\n"):
                        break
            if not length:
                return
            line = b"".join(parts).strip(b"\r\n")
            if length > line_limit + 2 or len(line) > line_limit:
                yield TooLarge("The line is larger than allowed, in bytes.", limit=line_limit, actual=length)
            elif line.strip():
                yield line


def _stream(request: Request) -> _Stream:
    """The server's own stream, as far as the body goes: werkzeug's would cut a chunked body at its limit in silence."""
    stream: _Stream = request.environ["wsgi.input"]
    if request.environ.get("HTTP_TRANSFER_ENCODING", "").strip().lower() == "chunked":
        return stream
    # Where neither length nor chunks are announced there is no body.
    return _Announced(stream, request.content_length or 0)


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...

    def readline(self, size: int, /) -> bytes: ...


class _Announced:
    """The bytes that a Content-Length announces: not every server ends its stream behind them, and a read further could wait for ever."""

    def __init__(self, stream: _Stream, length: int) -> None:
        self._stream = stream
        self._left = length

    def read(self, size: int) -> bytes:
        return self._count(self._stream.read, size)

    def readline(self, size: int) -> bytes:
        return self._count(self._stream.readline, size)

    def _count(self, read: Callable[[int], bytes], size: int) -> bytes:
        part = read(min(size, self._left)) if self._left else b""
        self._left -= len(part)
        return part


def _read(read: Callable[[int], bytes], size: int) -> bytes:
    try:
        return read(size)
    except ServiceError:
        raise
    except Exception:  # noqa: BLE001  each server has its own errors for a bad chunk or a client gone
        raise Malformed("The body could not be read to its end.") from None


def read_text(body: bytes) -> str:
    """The characters of a UTF-8 body. Errors: Malformed."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed(f"The body is not UTF-8: the byte at {error.start} fits nowhere.") from None


def read_json(body: bytes, nesting: int) -> Any:
    """The value of a JSON body.

    Errors: Malformed for what is not JSON, not UTF-8, a member named twice, NaN or Infinity, a lone surrogate, nesting over ``nesting``.
    """
    try:
        value = json.loads(read_text(body), object_pairs_hook=_unique, parse_constant=_constant)
    except RecursionError:
        raise Malformed("The JSON is nested deeper than allowed.", limit=nesting) from None
    except json.JSONDecodeError as error:
        raise Malformed(f"The body is not JSON: at line {error.lineno}, column {error.colno}.") from None
    except ValueError:  # more digits than Python reads
        raise Malformed("The JSON holds a number that is too long.") from None
    _walk(value, nesting)
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise Malformed("The JSON names a member of an object twice.")
    return members


def _constant(_: str) -> Any:
    raise Malformed("The JSON holds NaN or Infinity, which are no JSON numbers.")


def _walk(value: Any, nesting: int) -> None:
    """Refuses lone surrogates and deep nesting."""
    level = [value]
    depth = 0
    while level:
        below: list[Any] = []
        for node in level:
            if isinstance(node, str):
                check_characters(node)
            elif isinstance(node, dict):
                below += node
                below += node.values()
            elif isinstance(node, list):
                below += node
        depth += any(isinstance(node, dict | list) for node in level)
        if depth > nesting:
            raise Malformed("The JSON is nested deeper than allowed.", limit=nesting)
        level = below


def check_characters(text: str) -> None:
    """Refuses a lone surrogate, which is half a character. Errors: Malformed."""
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise Malformed(f"A string holds a lone surrogate, which is no character, at code point {error.start}.") from None
