"""Following municipalities on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.surveyapp.commands import at_home, run

YEAR = "2026-01-01"


@pytest.fixture(autouse=True)
def survey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A directorate's survey of municipalities, with a round."""
    at_home(tmp_path, monkeypatch)
    run("db", "upgrade")
    run("organisation", "create", "Prøvedirektoratet", "--kind", "directorate")
    run("publish", "kommuneundersokelsen", "--owner", "Prøvedirektoratet")
    asked = ("--owner", "Prøvedirektoratet", "--questionnaire", "kommuneundersokelsen", "--privacy", "identified")
    run("survey", "create", "Status", *asked)
    dates = ("--opens", YEAR, "--closes", "2026-03-01", "--denominator-date", YEAR)
    run("rounds", "add", "Status", "--label", "Første", *dates)
    run("invite", "Status", "1", "--participant", "4204=Kristiansand")


def test_a_survey_is_opened_followed_and_closed() -> None:
    assert "may follow Status" in run("oversight", "open", "Status")
    lines = run("oversight", "show", "Status", "1", "--missing").splitlines()
    assert lines[0] == "0 of 357 have answered"
    assert "4204\tKristiansand\tAgder\tnot_begun\t" in lines
    assert "Only its owner" in run("oversight", "close", "Status")


def test_a_program_reads_json() -> None:
    found = {each["number"]: each for each in json.loads(run("oversight", "show", "Status", "1", "--json"))}
    assert len(found) == 357
    assert (found["4204"]["governor"], found["4204"]["state"]) == ("Agder", "not_begun")


def test_what_cannot_be_opened_is_refused_with_the_reason() -> None:
    run("organisation", "create", "Prøveprosjektet")
    run("publish", "psfs", "--owner", "Prøveprosjektet")
    asked = ("--owner", "Prøveprosjektet", "--questionnaire", "psfs", "--privacy", "confidential")
    run("survey", "create", "PSFS", *asked)
    assert "the kind project" in run("oversight", "open", "PSFS", code=1)
