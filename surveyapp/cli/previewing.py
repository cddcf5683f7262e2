"""Previewing a questionnaire file on the command line."""

from __future__ import annotations

import logging
import signal
from pathlib import Path
from typing import Any

import click
import structlog
from werkzeug.serving import WSGIRequestHandler, make_server

from surveyapp.cli.opening import QUESTIONNAIRE
from surveyapp.cli.running import HOST, require_free
from surveyapp.preview.serving import previewing


class _Quiet(WSGIRequestHandler):
    def log_request(self, *_: Any) -> None:
        """The browser asks every second; nobody wants to read that."""


@click.command("preview")
@click.argument("file", metavar="QUESTIONNAIRE", type=QUESTIONNAIRE)
@HOST
@click.option("--port", default=8001, show_default=True, type=click.IntRange(1, 65535))
def preview_file(file: Path, host: str, port: int) -> None:
    """See a questionnaire file as respondents will.

    The browser follows every change of the file. Nothing is stored: the answers go when the preview stops.

    Example: surveyapp preview psfs
    """
    require_free(host, port)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    signal.signal(signal.SIGTERM, _stop)
    with previewing(file, host) as app:
        server = make_server(host, port, app, threaded=True, request_handler=_Quiet)
        name = f"[{host}]" if ":" in host else host
        click.echo(f"Preview of {file}: http://{name}:{port}/\nCtrl-C stops it and throws the answers away.")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("Stopped.")
        finally:
            server.server_close()


def _stop(_number: int, _frame: Any) -> None:
    raise KeyboardInterrupt
