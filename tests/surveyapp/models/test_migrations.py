from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from surveyapp.models import Base
from surveyapp.models.engine import open_engine
from surveyapp.services import migrating
from tests import databases
from tests.databases import Database


def test_the_migrations_make_the_tables_that_the_models_know(database: Database) -> None:
    assert migrating.problems(database.engine) == []
    assert set(inspect(database.engine).get_table_names()) == {*Base.metadata.tables, "alembic_version"}


def test_the_migrations_make_every_constraint_of_the_models(database: Database) -> None:
    # Alembic does not compare CHECK constraints, so they are compared here.
    found = inspect(database.engine)
    for table in Base.metadata.sorted_tables:
        wanted = [str(constraint.name) for constraint in table.constraints if str(constraint.name).startswith("ck_")]
        assert sorted(str(check["name"]) for check in found.get_check_constraints(table.name)) == sorted(wanted)


def test_a_database_without_migrations_is_told_what_to_run(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'new.db'}")
    texts = [path.read_text("utf-8") for path in migrating.MIGRATIONS.glob("versions/*.py")]
    named, followed = (
        set(re.findall(rf'^{word} = "(\w+)"', "\n".join(texts), re.MULTILINE)) for word in ("revision", "down_revision")
    )
    (newest,) = named - followed
    assert migrating.problems(engine) == [
        f"The database is at migration none, not {newest}. Run: surveyapp db upgrade",
    ]
    engine.dispose()


def test_a_table_changed_by_hand_is_told(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'changed.db'}")
    migrating.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE round ADD COLUMN colour TEXT"))
    assert [problem.split(":")[0] for problem in migrating.problems(engine)] == [
        "The tables are not as the migrations left them"
    ]
    engine.dispose()


@pytest.mark.parametrize("kind", databases.KINDS)
def test_two_upgrades_at_once_wait_for_each_other(kind: str, tmp_path: Path, testrun_uid: str) -> None:
    server = databases.start_postgresql(testrun_uid) if kind == "postgresql" else ""
    upgrade = (
        "import sys; from surveyapp.models.engine import open_engine; from surveyapp.services import migrating; "
        "migrating.upgrade(open_engine(sys.argv[1]))"
    )
    with databases.unmigrated(kind, tmp_path, server) as database:
        processes = [subprocess.Popen([sys.executable, "-c", upgrade, database.url]) for _ in range(2)]
        assert [process.wait(timeout=60) for process in processes] == [0, 0]
        assert migrating.problems(database.engine) == []


def test_editions_come_without_taking_what_hangs_on_the_answers(tmp_path: Path) -> None:
    with databases.unmigrated("sqlite", tmp_path) as database:
        migrating.upgrade(database.engine, to="0002")
        # Without our engine no foreign key is looked at, so the survey around it is not needed.
        with closing(sqlite3.connect(database.engine.url.database or "")) as file:
            file.execute(
                "INSERT INTO response (survey_id, id, privacy, synthetic, round_id, state, revision, answers, carried, "
                "earlier, started_on) VALUES ('a', '0000000000004', 'anonymous', 1, 'r', 'draft', 1, '{}', '{}', "
                "'{}', '2026-03-02')"
            )
            file.execute("INSERT INTO revision VALUES ('a', '0000000000004', 1, '{}')")
            file.commit()
        migrating.upgrade(database.engine)
        with database.engine.connect() as connection:
            kept = connection.execute(text("SELECT (SELECT count(*) FROM revision), edition FROM response")).one()
    assert tuple(kept) == (1, 1)
