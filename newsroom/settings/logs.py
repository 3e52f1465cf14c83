"""Logs: one line an event, readable on a terminal, JSON where a machine collects them."""

import sys
from typing import Any

import structlog

from newsroom.api.keys import hidden

BEFORE: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
# Bells ring every second; a line for each would bury everything else.
SECONDLY = ("celery.beat", "celery.worker.strategy", "celery.app.trace")


def configure_structlog() -> None:
    """Send structlog's events through the standard library, which formats and filters them."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *BEFORE,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def without_keys(_logger: object, _method: str, line: str) -> str:
    """Leave out the secrets of API keys, whatever the event is and wherever it has them."""
    return hidden(line)


def logging_config(*, json: bool = False, level: str = "INFO") -> dict[str, Any]:
    """Return Django's ``LOGGING``: everything to standard error, in one shape."""
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": BEFORE,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    renderer,
                    without_keys,
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            **{name: {"level": "WARNING"} for name in SECONDLY},
        },
    }
