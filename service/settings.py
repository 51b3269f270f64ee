"""Every setting of the service, read from ``ONRECORD_*`` variables and checked before anything starts."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any

from service.model import SENTENCE_TOKENS


class SettingsError(ValueError):
    """A setting is wrong; the message names the variable, what it holds and what it may hold."""


def _quota() -> int:
    """The processors that this process may use, rounded up: the cgroup's quota, or else its affinity."""
    affinity = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text("ascii").split()
        return min(affinity, -(-int(quota) // int(period)))
    except (OSError, ValueError):
        return affinity


def _setting(default: Any, doc: str, *, low: float | None = None, high: float | None = None) -> Any:
    metadata = {"doc": doc, "low": low, "high": high}
    return field(default_factory=default, metadata=metadata) if callable(default) else field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Settings:
    """The service's settings; each field is the variable ``ONRECORD_<NAME>``."""

    host: str = _setting("127.0.0.1", "Address to listen on. Anything but loopback lets others in: set `ONRECORD_KEYS` too.")
    port: int = _setting(8000, "Port to listen on.", low=1, high=65535)
    metrics_port: int | None = _setting(None, "Port of `/metrics` alone; unset, it is served on the main port.", low=1, high=65535)
    workers: int = _setting(
        lambda: max(2, min(_quota(), 16)),
        "Workers, each a process for HTTP and one that reads texts; default at least 2 and at most 16.",
        low=1,
        high=256,
    )
    in_flight: int = _setting(
        16, "Texts in one worker, of which one is read and the others wait; one more is answered 503 at once.", low=1, high=10_000
    )
    connections: int = _setting(1000, "Connections held open by one worker.", low=1, high=100_000)
    deadline: float = _setting(5.0, "Seconds that reading one text may take, waiting included; then 503.", low=0.01, high=600)
    body_seconds: float = _setting(60.0, "Seconds in which a body, or a line of a batch, must arrive; then 408.", low=0.1, high=3600)
    drain_seconds: int = _setting(25, "Seconds that requests in flight get after SIGTERM.", low=1, high=3600)
    body_bytes: int = _setting(2 * 1024 * 1024, "Largest body, and largest line of a batch, in bytes.", low=1024, high=1 << 30)
    text_characters: int = _setting(500_000, "Longest text, segments joined, in code points.", low=100, high=100_000_000)
    segments: int = _setting(10_000, "Most segments of a request.", low=1, high=1_000_000)
    roster: int = _setting(500, "Most people in a roster.", low=1, high=100_000)
    sentence_tokens: int = _setting(
        SENTENCE_TOKENS, "Words and marks after which a sentence without a stop is cut, with a warning. Facts depend on it.", low=100, high=2000
    )
    nesting: int = _setting(16, "Deepest nesting of a JSON body.", low=4, high=100)
    buffer_bytes: int = _setting(
        128 * 1024 * 1024, "Bodies held by one worker while they arrive, in bytes; one more is answered 503.", low=1024, high=1 << 36
    )
    batch_lines: int = _setting(1000, "Most lines of a batch; each line more gets a problem.", low=1, high=1_000_000)
    batch_bytes: int = _setting(64 * 1024 * 1024, "Largest batch, in bytes.", low=1024, high=1 << 34)
    keys: Path | None = _setting(None, "File of keys, one `name:sha256[:scope,scope]` a line; unset, no key is asked for.")
    cors_origins: tuple[str, ...] = _setting((), "Origins whose pages may call the API, separated by commas; default none.")
    trusted_hosts: tuple[str, ...] = _setting((), "Host names that are answered, separated by commas; default any.")
    forwarded_allow_ips: tuple[str, ...] = _setting(("127.0.0.1", "::1"), "Proxies whose `X-Forwarded-*` headers are believed, separated by commas.")
    state_dir: Path | None = _setting(None, "Folder for metrics and the drain mark; default a private one in the temporary folder.")
    log_level: str = _setting("info", "`debug`, `info`, `warning` or `error`.")
    tracing: bool = _setting(False, "Make OpenTelemetry spans (needs the `otel` extra).")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """The settings that ``environment`` holds.

        Errors: SettingsError for a value that cannot be read, or an ``ONRECORD_*`` variable that is none of these.
        """
        known = {f"ONRECORD_{f.name.upper()}": f for f in fields(cls)}
        unknown = sorted(name for name in environment if name.startswith("ONRECORD_") and name not in known)
        if unknown:
            raise SettingsError(f"{', '.join(unknown)}: no such setting; there are {', '.join(known)}")
        given = {f.name: _read(name, environment[name], str(f.type)) for name, f in known.items() if environment.get(name, "") != ""}
        return cls(**given)

    def __post_init__(self) -> None:
        for f in fields(self):
            value, low, high = getattr(self, f.name), f.metadata["low"], f.metadata["high"]
            if low is not None and value is not None and not low <= value <= high:
                raise SettingsError(f"ONRECORD_{f.name.upper()}: {value} is not between {low} and {high}")
        if self.log_level not in {"debug", "info", "warning", "error"}:
            raise SettingsError(f"ONRECORD_LOG_LEVEL: {self.log_level!r} is not debug, info, warning or error")
        if self.metrics_port == self.port:
            raise SettingsError("ONRECORD_METRICS_PORT: the same as ONRECORD_PORT")
        if self.buffer_bytes < self.body_bytes:
            raise SettingsError(f"ONRECORD_BUFFER_BYTES: {self.buffer_bytes} is less than ONRECORD_BODY_BYTES, {self.body_bytes}")
        for origin in self.cors_origins:
            if not origin.startswith(("http://", "https://")) or origin.count("/") != 2:
                raise SettingsError(f"ONRECORD_CORS_ORIGINS: {origin!r} is not an origin such as https://example.org")
        if self.keys is not None and not self.keys.is_file():
            raise SettingsError(f"ONRECORD_KEYS: there is no file {self.keys}")

    @property
    def state(self) -> Path:
        """The folder that the workers share: metrics, and the mark that announces draining."""
        return self.state_dir or Path(tempfile.gettempdir()) / f"onrecord-{os.getuid()}-{self.port}"

    def limits(self) -> dict[str, int | float]:
        """The limits that a caller can run into: what ``/v1/info`` states."""
        return {name: getattr(self, name) for name in LIMITS}


LIMITS = (
    "body_bytes",
    "text_characters",
    "segments",
    "roster",
    "sentence_tokens",
    "nesting",
    "batch_lines",
    "batch_bytes",
    "deadline",
    "body_seconds",
    "in_flight",
)


def table() -> str:
    """Every setting as a row of Markdown: what the README shows, and a test compares."""
    rows = ["| variable | default | meaning |", "|---|---|---|"]
    for f in fields(Settings):
        default = f.default if f.default_factory is MISSING else "the processor quota"
        shown = ", ".join(default) if isinstance(default, tuple) else str(default).lower() if isinstance(default, bool) else default
        rows.append(
            f"| `ONRECORD_{f.name.upper()}` | {'' if shown in {None, ''} else f'`{shown}`' if f.default_factory is MISSING else shown} | {f.metadata['doc']} |"
        )
    return "\n".join(rows)


def _read(name: str, value: str, type_: str) -> Any:
    try:
        if type_.startswith("int"):
            return int(value)
        if type_.startswith("float"):
            return float(value)
    except ValueError:
        raise SettingsError(f"{name}: {value!r} is not a number") from None
    if type_ == "bool":
        if value.lower() not in {"1", "0", "true", "false"}:
            raise SettingsError(f"{name}: {value!r} is not true or false")
        return value.lower() in {"1", "true"}
    if type_.startswith("tuple"):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return Path(value) if type_.startswith("Path") else value
