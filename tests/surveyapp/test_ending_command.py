"""How far rounds have come and their end, on the command line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from surveyapp.cli.opening import now, opened
from surveyapp.models import DeletionPlan
from surveyapp.models.ids import norwegian_date
from surveyapp.services import finding
from tests.surveyapp.commands import at_home, called


@pytest.fixture(autouse=True)
def survey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A survey whose first round was read in from a file, and whose second is a draft."""
    at_home(tmp_path, monkeypatch)
    called("db", "upgrade")
    called("organisation", "create", "Prøve")
    called("publish", "psfs", "--owner", "Prøve")
    called("survey", "create", "Forløp", "--owner", "Prøve", "--questionnaire", "psfs", "--privacy", "confidential")
    called("rounds", "add", "Forløp", "--label", "Start", "--opens", "2025-01-01", "--closes", "2025-02-01")
    called("rounds", "add", "Forløp", "--label", "Slutt", "--opens", "2026-01-01", "--closes", "2099-01-01")
    (tmp_path / "answers.csv").write_text("key,role\nF-1,self\n", "utf-8")
    called("rounds", "import", "Forløp", "1", str(tmp_path / "answers.csv"), "--key", "key")


def test_a_round_is_reported_and_that_is_undone() -> None:
    assert called("rounds", "report", "Forløp", "1", "--on", "2025-03-01").output == "Start is reported\n"
    assert called("rounds", "list", "Forløp").output.splitlines()[0] == "1: Start, reported 2025-03-01, 1 answered"
    assert called("rounds", "report", "Forløp", "1", "--undo").output == "Start is not reported\n"
    assert called("rounds", "list", "Forløp").output.splitlines()[0] == "1: Start, closed, 1 answered"


def test_a_round_that_is_not_over_is_refused_with_what_to_do() -> None:
    assert "surveyapp rounds close" in called("rounds", "report", "Forløp", "2", code=1).stderr


def test_a_program_reads_the_steps_of_each_round() -> None:
    called("rounds", "report", "Forløp", "1", "--on", "2025-03-01")
    first, second = json.loads(called("rounds", "list", "Forløp", "--json").output)
    assert first == {
        "number": 1,
        "label": "Start",
        "state": "reported",
        "invited": 0,
        "submitted": 1,
        "denominator": None,
        "rehearsed_on": None,
        "opens_on": "2025-01-01",
        "over_on": "2025-02-01",
        "reported_on": "2025-03-01",
        "erased_on": None,
    }
    assert second["state"] == "draft"


def test_all_surveys_are_listed_with_the_states_of_their_rounds() -> None:
    assert called("survey", "list").output == "Forløp (Prøve): Start closed, Slutt draft\n"
    (told,) = json.loads(called("survey", "list", "--json").output)
    assert (told["owner"], [each["state"] for each in told["rounds"]]) == ("Prøve", ["closed", "draft"])


def test_erased_answers_are_not_exported_and_the_list_says_when_they_went(tmp_path: Path) -> None:
    with opened() as work:
        survey = finding.survey_named(work.session, "Forløp")
        plan = DeletionPlan(survey_id=survey.id, privacy=survey.privacy, answers_go_on=date(2025, 6, 1))
        work.session.add(plan)
        work.session.commit()
    called("data", "retain")
    line = called("rounds", "list", "Forløp").output.splitlines()[0]
    assert line == f"1: Start, erased {norwegian_date(now())}, 1 answered"
    refused = called("data", "export", "Forløp", "1", "-o", str(tmp_path / "x.csv"), code=1)
    assert "were deleted on" in refused.stderr
