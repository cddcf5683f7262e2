"""A batch of reports is killed on the way: the same command goes on, and one that fails stops no other."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from questionnaires.classifications import kommuner
from surveyapp.config import Settings
from surveyapp.models import Report, Survey
from surveyapp.models.engine import open_engine
from surveyapp.models.ids import norwegian_date
from surveyapp.models.transactions import writing
from surveyapp.models.vault import Vault
from surveyapp.services import access, migrating
from surveyapp.services.reporting.building import LEASE
from surveyapp.services.surveying import RoundPlan
from tests.journeys.commands import SURVEYAPP, Instance
from tests.rounds import add_released
from tests.surveyapp.services.test_reports_of_municipalities import KOMMUNER, hand_in
from tests.surveyapp.stage import set_up

MANY = 12
DAY = date(2020, 1, 1)


def test_a_killed_batch_goes_on_where_it_stopped(tmp_path: Path) -> None:
    instance = Instance(tmp_path)
    with opened(instance) as session:
        title = answered(session, tmp_path)
        batch = ["report", "batch", title, "--kind", "municipality", "--rounds", "1", "2", "--face", "html"]
        with (tmp_path / "batch.log").open("wb") as log:
            # A group of its own, so that its processes are killed with it and nobody else is.
            killed = subprocess.Popen(
                [SURVEYAPP, *batch], env=instance.environment, stdout=log, stderr=log, start_new_session=True
            )
            limit = time.monotonic() + 120
            while ready(session) < 2 and killed.poll() is None and time.monotonic() < limit:
                time.sleep(0.05)
            assert killed.poll() is None, (tmp_path / "batch.log").read_text("utf-8")
            os.killpg(killed.pid, signal.SIGKILL)
            killed.wait(20)
            _gone(killed.pid)
        before = ready(session)
        assert 2 <= before < MANY
        # What was being built is free again when its builder has been gone for long enough.
        session.rollback()
        with writing(session):
            for each in session.scalars(select(Report).where(Report.state == "building")):
                each.started_at = datetime.now(UTC) - LEASE - timedelta(minutes=1)
        went_on = instance.run(*batch)
        assert f"Built {MANY - before}. Ready before: {before}. Failed: 0." in went_on.out
        assert ready(session) == MANY
        folders = {each.folder for each in session.scalars(select(Report))}
        assert all((instance.folder / "reports" / str(each) / "report.html").is_file() for each in folders)


def test_one_that_fails_stops_no_other_and_is_named(tmp_path: Path) -> None:
    instance = Instance(tmp_path)
    with opened(instance) as session:
        title = answered(session, tmp_path)
        batch = ["report", "batch", title, "--kind", "municipality", "--rounds", "1", "2", "--face", "html"]
        instance.run(*batch, "--jobs", "1")
        assert ready(session) == MANY
        with writing(session):
            first = session.scalars(select(Report).order_by(Report.id)).first()
            assert first is not None
            first.state, first.started_at = "building", datetime.now(UTC)
            area = first.area
        failed = instance.run(*batch, "--again", code=1)
        assert f"Built {MANY - 1}. Ready before: 0. Failed: 1." in failed.out
        assert f"{area}: Somebody builds this report now." in failed.err


def _gone(group: int) -> None:
    """Wait until nobody of a process group is left."""
    limit = time.monotonic() + 20
    while time.monotonic() < limit:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)


def ready(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(Report).where(Report.state == "ready")) or 0


def opened(instance: Instance) -> Session:
    settings = Settings.from_environment(instance.environment)
    engine = open_engine(settings.database_url, Vault.of(settings))
    migrating.upgrade(engine)
    session = Session(engine)
    access.act_as(session, access.OPERATOR)
    return session


def answered(session: Session, folder: Path, many: int = MANY) -> str:
    """Two rounds that the same municipalities answered; returns the survey's title."""
    stage = set_up(session, KOMMUNER, rounds=0)
    today = norwegian_date(datetime.now(UTC))
    for label in ("Først", "Så"):
        plan = RoundPlan(stage.version_id, label, today - timedelta(days=9), today, len(kommuner(DAY)), DAY)
        round_id = add_released(session, stage.survey_id, plan)
        rows = [(each.nr, "yes" if at % 2 else "no") for at, each in enumerate(kommuner(DAY)[:many])]
        hand_in(session, stage.survey_id, round_id, folder / "svar.csv", rows)
    return session.get_one(Survey, stage.survey_id).title
