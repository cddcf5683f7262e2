"""A command that does several things leaves nothing half done when the last of them fails."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.surveyapp.commands import at_home, run


@pytest.fixture(autouse=True)
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An organisation that is no unit."""
    at_home(tmp_path, monkeypatch)
    run("db", "upgrade")
    run("organisation", "create", "Prøve")


def count(folder: Path, table: str) -> int:
    with sqlite3.connect(folder / "medvirk.db") as connection:
        found: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 -- our own names
    return found


def refuse(folder: Path, table: str) -> None:
    """Let the database take no row of this table any more, as on a disk that is full."""
    with sqlite3.connect(folder / "medvirk.db") as connection:
        connection.execute(f"CREATE TRIGGER full BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'disk full'); END")


def test_an_organisation_that_is_no_unit_gets_no_questionnaire_for_its_courses(tmp_path: Path) -> None:
    assert "is no unit" in run("course", "set-up", "Prøve", code=1)
    assert count(tmp_path, "version") == 0


def test_an_account_that_cannot_have_its_role_is_not_made(tmp_path: Path) -> None:
    refuse(tmp_path, "membership")
    asked = ("--name", "Kari", "--organisation", "Prøve", "--password", "a long enough password")
    run("account", "create", "kari@example.org", *asked, code=1)
    assert count(tmp_path, "account") == 0


def test_nobody_is_added_whose_link_cannot_be_made(tmp_path: Path) -> None:
    run("publish", "psfs", "--owner", "Prøve")
    run("survey", "create", "Forløp", "--owner", "Prøve", "--questionnaire", "psfs", "--privacy", "confidential")
    run("rounds", "add", "Forløp", "--label", "Start", "--opens", "2026-01-01", "--closes", "2099-01-01")
    refuse(tmp_path, "invitation")
    run("invite", "Forløp", "1", "--participant", "F-102", code=1)
    assert count(tmp_path, "participant") == 0
