"""Privacy by commands: the plan, the record, and a person's request."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from surveyapp.cli import main

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A survey by commands, on a database of its own."""
    for name in ("DATABASE_URL", "SECRET_KEY", "CONTACT_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SURVEYAPP_ENVIRONMENT", "development")
    monkeypatch.setenv("INSTANCE_DIR", str(tmp_path / "var"))

    def command(*words: str, code: int = 0) -> Result:
        answer = CliRunner().invoke(main, words)
        assert answer.exit_code == code, answer.output
        return answer

    command("db", "upgrade")
    command("organisation", "create", "X")
    command("publish", "psfs", "--owner", "X")
    command("survey", "create", "Mål", "--owner", "X", "--questionnaire", "psfs", "--privacy", "confidential")
    return command


def test_the_plan_is_shown_and_moved(run: Run) -> None:
    run("data", "move", "Mål", "--answers", "2031-01-31", "--manner", "unlink")
    assert json.loads(run("data", "plan", "Mål", "--json").output) == [
        {"on": "2031-01-31", "what": "answers", "round": "", "rows": 0}
    ]
    assert run("data", "plan", "Mål").output == "2031-01-31: answers, 0 rows\n"


def test_a_date_that_breaks_the_promise_is_refused(run: Run) -> None:
    assert run("data", "move", "Mål", "--answers", "2099-01-01", code=1).stderr.startswith("Choose a date from ")


def test_retaining_tells_counts(run: Run) -> None:
    assert json.loads(run("data", "retain", "--json").output) == {"contacts": 0, "traces": 0, "answers": 0}


@pytest.mark.parametrize("name", ["protokoll.md", "protokoll.csv", "protokoll.xlsx"])
def test_the_record_is_written(run: Run, tmp_path: Path, name: str) -> None:
    run("privacy", "record", "-o", str(tmp_path / name), "--organisation", "X")
    assert (tmp_path / name).stat().st_size > 100


def test_a_code_that_is_nobodys_is_told(run: Run) -> None:
    for words in (("show", "Mål", "0000-0000"), ("withdraw", "Mål", "0000-0000", "--yes")):
        assert run("privacy", *words, code=1).stderr == "No answer in this survey has this reference code.\n"
