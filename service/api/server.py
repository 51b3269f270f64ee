"""Starts gunicorn in this process, configured here and nowhere else."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import shutil
import sys
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication

from service.api.logs import configure, log, logconfig
from service.memory import settle_memory
from service.settings import Settings, SettingsError

_M_ARENA_MAX = -8
"""As glibc's ``malloc.h`` has it."""
_PR_SET_CHILD_SUBREAPER = 36
"""As Linux' ``prctl.h`` has it."""


def serve(settings: Settings) -> None:
    """Serves until told to stop; returns never. A wrong setting ends the process with 2 and a line that says which."""
    try:
        state = _state(settings)
        configure(settings.log_level)
        if settings.host not in {"127.0.0.1", "::1", "localhost"} and settings.keys is None:
            log.warning("open", detail="listening beyond loopback without keys", host=settings.host)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(state)  # read when prometheus_client is first imported
        _Server(settings).run()
    except SettingsError as error:
        sys.stderr.write(f"onrecord: {error}\n")
        raise SystemExit(2) from None


def _state(settings: Settings) -> Path:
    """The folder that the workers share, emptied: private to this user, so that nobody else can plant a file in it."""
    state = settings.state
    try:
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = state.lstat()
        if state.is_symlink() or owner.st_uid != os.getuid():
            raise SettingsError(f"ONRECORD_STATE_DIR: {state} belongs to somebody else")
        for entry in state.iterdir():
            if entry.suffix == ".db" or entry.name == "draining":
                entry.unlink()
        if shutil.disk_usage(state).free < 1 << 20:
            raise SettingsError(f"ONRECORD_STATE_DIR: there is no room in {state}")
    except OSError as error:
        raise SettingsError(f"ONRECORD_STATE_DIR: {state} cannot be written ({error.strerror})") from None
    return state


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        settings = self.settings
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        configuration: dict[str, Any] = {
            "bind": [f"{host}:{port}" for port in (settings.port, settings.metrics_port) if port is not None],
            "workers": settings.workers,
            "worker_class": "service.api.worker.Worker",
            "worker_connections": settings.connections,
            "worker_tmp_dir": "/dev/shm" if os.access("/dev/shm", os.W_OK) else None,  # noqa: S108  a heartbeat must not wait for a disk
            "preload_app": True,
            "timeout": max(30, int(settings.deadline * 4)),
            "graceful_timeout": settings.drain_seconds,
            "keepalive": 10,
            "limit_request_line": 8190,
            "max_requests": 0,
            "control_socket_disable": True,
            "forwarded_allow_ips": ",".join(settings.forwarded_allow_ips),
            "proc_name": "onrecord",
            "accesslog": None,
            "logconfig_dict": logconfig(settings.log_level),
            "when_ready": _when_ready,
            "child_exit": _child_exit,
        }
        for name, value in configuration.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from service.app import create_app  # noqa: PLC0415  after the metrics' folder is set

        return create_app(self.settings)


def _when_ready(_: Any) -> None:
    """Before the workers fork."""
    settle_memory()
    # glibc gives each thread a heap of its own, and none of them shrinks below the longest text that it has seen.
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
    # The reader of a worker that was killed is buried here, and does not wait for whatever runs as the first process.
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    # A crash leaves no core behind: it would hold a transcript. One byte, for at 0 a program that takes cores would still be given it.
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    if most:
        resource.setrlimit(resource.RLIMIT_CORE, (1, 1))


def _child_exit(_: Any, worker: Any) -> None:
    from prometheus_client import multiprocess  # noqa: PLC0415

    from service.api.balance import forget  # noqa: PLC0415

    forget(worker.age)
    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
