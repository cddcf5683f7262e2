"""How gunicorn runs the app: `surveyapp serve`, or `gunicorn --config python:surveyapp.web.gunicorn_conf`.

On the machine itself only, unless told otherwise; no log of addresses, since a link is a key.
"""

from __future__ import annotations

import gc
import logging
from typing import Any

from gunicorn.glogging import Logger

from surveyapp.web import log

bind = "127.0.0.1:8000"
workers = 2
worker_class = "gthread"
threads = 4
"""Threads wait for slow phones and for the database; gunicorn's plain workers wait for each client to hang up."""

COLLECT_AFTER = (50_000, 20, 50)
"""A page makes thousands of small things that go by themselves; Python's own (700, 10, 10) took a quarter."""

accesslog = None
timeout = 60
graceful_timeout = 30
control_socket_disable = True
max_requests = 20_000
max_requests_jitter = 2_000
limit_request_line = 2_000
limit_request_fields = 60


class WithoutAddresses(logging.Filter):
    """gunicorn names the address and the sender of a request that fails; here it only says that one did."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = str(record.msg)
        if text.startswith("Invalid request from"):
            record.msg, record.args = "Invalid request", ()
        elif text.startswith("Error handling request"):
            record.msg, record.args = "Error handling a request", ()
        return True


class QuietLogger(Logger):  # type: ignore[misc]  # gunicorn publishes no types
    """gunicorn's own log, without what could tell who answered."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.addFilter(WithoutAddresses())


logger_class = QuietLogger


def post_worker_init(_worker: object) -> None:
    """What was made while the app loaded lives as long as the worker; looking through it again and again is wasted."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


def post_fork(_server: object, _worker: object) -> None:
    """Each worker writes its requests in the one log format."""
    log.configure()
