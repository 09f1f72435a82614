"""What Merit writes about itself: named events with ids, counts and durations; never words of a person.

Only the keys below get through; anything else is dropped and its name listed, so that a slip cannot leak a text.
"""

import logging
import sys
from typing import TYPE_CHECKING, Any, TextIO

import structlog

if TYPE_CHECKING:
    from structlog.typing import EventDict, WrappedLogger

ALLOWED = frozenset({
    "event", "level", "timestamp", "dropped",
    "attempts", "channel", "code", "command", "count", "database", "delay", "duplicates", "error", "files",
    "findings", "flow", "host", "kind", "languages", "milliseconds", "mode", "path_kind", "person", "port",
    "reason", "release", "seconds", "sequence", "signal", "state", "status", "step", "version",
})  # fmt: skip
"""Keys that may be logged. `person` is the internal random id, `error` a class name, `path_kind` a route's name."""

logger: Any = structlog.get_logger("merit")
"""Use as `logger.info("turn_failed", person=…, error=type(error).__name__)`."""


def _allowed_only(_logger: "WrappedLogger", _method: str, event: "EventDict") -> "EventDict":
    unknown = sorted(event.keys() - ALLOWED)
    for key in unknown:
        del event[key]
    if unknown:
        event["dropped"] = unknown
    return event


def configure(*, as_json: bool, stream: TextIO = sys.stderr) -> None:
    """Send Merit's events to `stream`, one per line, and keep other libraries quiet below WARNING.

    Their records carry URLs (with the token) and exception texts, so of theirs only logger and level are written.
    """
    shown: Any = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _allowed_only,
            shown,
        ],
        logger_factory=structlog.WriteLoggerFactory(file=stream),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    root.handlers[:] = [_Foreign()]
    root.setLevel(logging.WARNING)


class _Foreign(logging.Handler):
    """Turns a record of another library into one event without its text."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write which library complained and with which kind of error, nothing else."""
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        logger.warning("library_message", kind=record.name, code=record.levelname, error=error)
