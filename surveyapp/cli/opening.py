"""What every command needs: the settings, the database, and refusals told in plain words."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import click
from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from questionnaires.classifications.errors import ClassificationError
from questionnaires.formats.report import FormatError
from questionnaires.library import paths
from questionnaires.loading import QuestionnaireError
from questionnaires.revisions import RevisionError
from surveyapp.cli.progress import show_progress
from surveyapp.config import Settings, SettingsError
from surveyapp.models import db
from surveyapp.models.engine import open_engine
from surveyapp.models.errors import SurveyAppError
from surveyapp.models.telling import watch_as
from surveyapp.models.vault import Vault
from surveyapp.services import access, migrating


class NotReadyError(SurveyAppError):
    """The database is not one that this version can run on."""


REFUSALS = (
    SurveyAppError,
    SettingsError,
    QuestionnaireError,
    RevisionError,
    ClassificationError,
    FormatError,
    OSError,
)


class Refusing(click.Group):
    """A group of commands whose domain errors become one line on stderr and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except REFUSALS as refusal:
            click.echo(str(refusal), err=True)
            raise SystemExit(1) from refusal


@dataclass(frozen=True, slots=True)
class Work:
    """A session on a ready database, and the settings it was opened with."""

    session: Session
    settings: Settings


def settings_here() -> Settings:
    """The settings of this process."""
    return Settings.from_environment(os.environ)


@contextmanager
def engine_of(settings: Settings) -> Iterator[Engine]:
    """An engine on the database of the settings, closed afterwards."""
    settings.instance.mkdir(parents=True, exist_ok=True)
    engine = open_engine(settings.database_url, Vault.of(settings))
    try:
        yield engine
    except OperationalError as error:
        raise NotReadyError(f"The database does not answer: {str(error.orig).strip()}") from error
    finally:
        engine.dispose()


@contextmanager
def opened(*, quiet: bool = False) -> Iterator[Work]:
    """The database, ready to work on; raises `NotReadyError` with what to run when it is not.

    Long work shows how far it has come at a terminal, unless it is `quiet`: for a program, or in the background.
    """
    settings = settings_here()
    with engine_of(settings) as engine:
        lacking = migrating.problems(engine)
        if lacking:
            raise NotReadyError("\n".join(lacking))
        with Session(engine) as session:
            access.act_as(session, access.OPERATOR)
            if not quiet:
                show_progress(session)
            yield Work(session, settings)


def now() -> datetime:
    """The time it is, in UTC."""
    return datetime.now(UTC)


class Day(click.ParamType[date]):
    """A date written as 2026-10-16."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date. Write it as 2026-10-16.", param, ctx)


class QuestionnairePath(click.ParamType[Path]):
    """A questionnaire file, or the id of one that we ship."""

    name = "questionnaire"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        if value in paths():
            return paths()[value]
        if not Path(value).is_file():
            self.fail(f"{value!r} is no file and none of the shipped questionnaires: {', '.join(paths())}.", param, ctx)
        return Path(value)


QUESTIONNAIRE = QuestionnairePath()
DAY = Day()
AS_JSON = click.option("--json", "as_json", is_flag=True, help="For a program to read.")
ADDRESS = click.option(
    "--address", default="http://127.0.0.1:8000", show_default=True, help="Where the app is reached."
)


def print_lines(lines: Sequence[Mapping[str, Any]], in_words: Callable[[Any], str], *, as_json: bool) -> None:
    """Print what there is of something: for a program as JSON, for people a line of words each."""
    if as_json:
        click.echo(json.dumps(lines, ensure_ascii=False))
        return
    for line in lines:
        click.echo(in_words(line))


@contextmanager
def in_the_app(work: Work) -> Iterator[None]:
    """Within the app, which writes letters and mail; it takes half a second to import, so only some commands do."""
    with _app(work.settings).test_request_context():
        access.act_as(db.session(), access.OPERATOR)
        watch_as(work.session, db.session())
        yield


@lru_cache(maxsize=1)
def _app(settings: Settings) -> Flask:
    """The app, made once: the worker is there for months, and needs it each minute."""
    from surveyapp import create_app  # noqa: PLC0415

    return create_app(settings)
