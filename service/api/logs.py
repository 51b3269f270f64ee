"""Logs: one JSON object a line on standard error. No message of an exception, no path with words of a caller, no text of a transcript."""

from __future__ import annotations

import logging
import logging.config
import sys
from typing import Any

import orjson
import structlog

log = structlog.get_logger("onrecord")

_SHARED: tuple[Any, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
)


def _dumps(value: Any, **_: Any) -> str:
    return orjson.dumps(value, default=str).decode()


def configure(level: str) -> None:
    """Sets up our own log and that of the standard library (gunicorn's, a dependency's warnings) alike."""
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[*_SHARED, structlog.processors.JSONRenderer(serializer=_dumps)],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.config.dictConfig(logconfig(level))


def logconfig(level: str) -> dict[str, Any]:
    """The standard library's configuration, which gunicorn takes too."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": _Plain}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stderr"}},
        "root": {"level": "WARNING", "handlers": ["stderr"]},
        "loggers": {
            # Its debug lines hold paths, in which a caller's words can stand.
            "gunicorn.error": {"level": "INFO" if level == "debug" else level.upper(), "handlers": ["stderr"], "propagate": False},
            "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
        },
    }


class _Plain(logging.Formatter):
    """A record as one JSON object, an exception by its type alone."""

    def format(self, record: logging.LogRecord) -> str:
        shown = {
            "time": structlog.processors.TimeStamper(fmt="iso", utc=True)(None, "", {})["timestamp"],
            "level": record.levelname.lower(),
            "logger": record.name,
            # What a dependency has to say could quote the text that it was handed.
            "event": record.getMessage() if record.name.startswith("gunicorn") else "a dependency's message is held back",
        }
        if record.exc_info and record.exc_info[0]:
            shown["exception"] = record.exc_info[0].__name__
        return _dumps(shown)
