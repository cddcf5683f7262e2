"""Running the app: the database's migrations, the server, and everything at once for a demonstration."""

from __future__ import annotations

import os
import socket
import sys

import click

from surveyapp.cli.opening import NotReadyError, engine_of, now, opened, settings_here
from surveyapp.models.errors import SurveyAppError
from surveyapp.services import migrating


class PortTakenError(SurveyAppError):
    """Something else listens on the port."""


@click.group("db")
def database() -> None:
    """Migrate the database, or check it."""


@database.command()
def upgrade() -> None:
    """Bring the database to this version's tables.

    Example: surveyapp db upgrade
    """
    settings = settings_here()
    with engine_of(settings) as engine:
        migrating.upgrade(engine)
    click.echo("The database is up to date.")


@database.command("check")
def check_database() -> None:
    """Tell whether the database has this version's tables.

    Example: surveyapp db check
    """
    with engine_of(settings_here()) as engine:
        lacking = migrating.problems(engine)
    if lacking:
        raise NotReadyError("\n".join(lacking))
    click.echo("The database is up to date.")


HOST = click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
PORT = click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))


@click.command()
@HOST
@PORT
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
def serve(host: str, port: int, workers: int) -> None:
    """Serve the app with gunicorn.

    Example: surveyapp serve --port 8080
    """
    with opened():
        pass
    _serve(host, port, workers)


@click.command()
@HOST
@PORT
@click.option("--no-serve", is_flag=True, help="Fill the database and build the reports, then stop.")
def demo(host: str, port: int, no_serve: bool) -> None:
    """Show everything at once, with synthetic answers.

    Example: surveyapp demo --no-serve
    """
    os.environ.setdefault("SURVEYAPP_ENVIRONMENT", "development")
    os.environ.setdefault("PUBLIC_URL", f"http://{host}:{port}")
    settings = settings_here()
    if not no_serve:
        require_free(host, port)
    with engine_of(settings) as engine:
        migrating.upgrade(engine)
    # The demonstration needs the whole questionnaire library, which the other commands should not wait for.
    from surveyapp.demo import filling

    with opened() as work:
        tour = filling.fill(filling.Site(work.session, settings, now()), progress=click.echo)
    click.echo(filling.guide(tour, f"http://{host}:{port}"))
    if not no_serve:
        _serve(host, port, workers=2)


def _serve(host: str, port: int, workers: int) -> None:
    """Become gunicorn, so that Ctrl-C and signals reach it and nothing else."""
    require_free(host, port)
    arguments = ["-m", "gunicorn", "--config", "python:surveyapp.web.gunicorn_conf"]
    arguments += ["--bind", f"{host}:{port}", "--workers", str(workers), "surveyapp:create_app()"]
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606  (no shell: our own interpreter, fixed words)


def require_free(host: str, port: int) -> None:
    """Raise PortTakenError with what to do when something listens there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTakenError(
                f"Cannot listen on {host}:{port}: {error.strerror}. Stop what listens there, or choose --port."
            ) from error
