"""One line in the log per request: the route's pattern in place of the address, which may hold a token; no IP."""

from __future__ import annotations

import sys
import time

import structlog
from flask import Flask, g, request
from flask.wrappers import Response
from structlog.typing import Processor

_LOG = structlog.get_logger("medvirk")

PROCESSORS: list[Processor] = [
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
    structlog.processors.JSONRenderer(ensure_ascii=False),
]
"""One JSON object per line."""


def route() -> str:
    """The pattern that the address fits, such as `/s/<token>`; never the address itself."""
    return request.url_rule.rule if request.url_rule else "no such route"


def set_up(app: Flask) -> None:
    """Log every request when it is answered."""

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def tell(response: Response) -> Response:
        milliseconds = round((time.perf_counter() - g.began) * 1000, 1) if "began" in g else None
        _LOG.info(
            "request", method=request.method, route=route(), status=response.status_code, milliseconds=milliseconds
        )
        return response


def tell_failure(error: BaseException | None) -> None:
    """Log an error that nobody expected, without the address it happened at."""
    _LOG.error("request failed", method=request.method, route=route(), exc_info=error)


def configure() -> None:
    """Write the log as one JSON object per line on standard error."""
    structlog.configure(
        processors=PROCESSORS,
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
