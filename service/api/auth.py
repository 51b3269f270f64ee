"""Keys: a mounted file of hashes, one ``name:sha256[:scope,scope]`` a line; ``#`` opens a comment.

The hash is SHA-256 in hexadecimal of the key: keys are random and long, so a slow hash would protect nothing and cost every request.
Scopes are ``extract`` (the default) and ``metrics``. Several keys stand side by side while they are rotated.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from pathlib import Path

from flask import Request

from service.api.logs import log
from service.errors import Forbidden, Unauthorised
from service.settings import SettingsError

SCOPES = frozenset({"extract", "metrics"})
_LINE = re.compile(r"(?P<name>[A-Za-z0-9_.-]{1,64}):(?P<digest>[0-9a-f]{64})(?::(?P<scopes>[a-z,]+))?")


@dataclass(frozen=True, slots=True)
class Key:
    """A key by its hash. ``name`` is what logs show."""

    name: str
    digest: bytes
    scopes: frozenset[str]


def load_keys(path: Path) -> tuple[Key, ...]:
    """The keys of a file. Errors: SettingsError naming the line that is no key, or a file without any."""
    keys = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        line = line.partition("#")[0].strip()
        if not line:
            continue
        match = _LINE.fullmatch(line)
        scopes = frozenset((match["scopes"] or "extract").split(",")) if match else frozenset()
        if not match or not scopes <= SCOPES:
            raise SettingsError(f"ONRECORD_KEYS: line {number} of {path} is not name:sha256[:scope,scope] with scopes {', '.join(sorted(SCOPES))}")
        keys.append(Key(match["name"], bytes.fromhex(match["digest"]), scopes))
    if not keys:
        raise SettingsError(f"ONRECORD_KEYS: {path} holds no key")
    return tuple(keys)


class Keys:
    """The keys of a file, read again when it changes: a key is rotated by writing the file, without a restart."""

    def __init__(self, path: Path | None) -> None:
        """Errors: SettingsError for a file that holds no good keys."""
        self._path = path
        self._seen = self._changed()
        self._keys = load_keys(path) if path else ()

    def current(self) -> tuple[Key, ...]:
        """The keys as the file has them; as it had them, while it cannot be read."""
        if self._path is not None and (changed := self._changed()) != self._seen:
            self._seen = changed
            try:
                self._keys = load_keys(self._path)
                log.info("keys", count=len(self._keys))
            except (SettingsError, OSError, UnicodeDecodeError) as error:
                log.error("keys", exception=type(error).__name__, detail="the keys from before stay")
        return self._keys

    def _changed(self) -> tuple[int, int] | None:
        try:
            status = self._path.stat() if self._path else None
        except OSError:
            return None
        return (status.st_mtime_ns, status.st_ino) if status else None


def authorise(request: Request, keys: tuple[Key, ...], scope: str) -> str | None:
    """The name of the key that the request carries; None where no keys are set.

    Errors: Unauthorised without a known key, Forbidden for a key without ``scope``.
    """
    if not keys:
        return None
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    digest = hashlib.sha256(token.strip().encode("utf-8", "surrogateescape")).digest()
    found = None
    for key in keys:  # every key is compared, so the time says nothing
        if hmac.compare_digest(key.digest, digest):
            found = key
    if scheme.lower() != "bearer" or found is None:
        raise Unauthorised("A key is required as Authorization: Bearer.", headers={"WWW-Authenticate": 'Bearer realm="onrecord"'})
    if scope not in found.scopes:
        raise Forbidden("This key may not do this.")
    return found.name
