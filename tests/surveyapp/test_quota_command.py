"""The quota of an open link on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from surveyapp.cli import main


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.fixture(autouse=True)
def survey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURVEYAPP_ENVIRONMENT", "development")
    monkeypatch.setenv("INSTANCE_DIR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    run("db", "upgrade")
    run("organisation", "create", "Eksempel kommune")
    run("publish", "psfs", "--owner", "Eksempel kommune")
    for title, privacy in (("Panel", "anonymous"), ("Forløp", "confidential")):
        about = "--owner", "Eksempel kommune", "--questionnaire", "psfs", "--privacy", privacy
        run("survey", "create", title, *about)
        run("rounds", "add", title, "--label", "Start", "--opens", "2020-01-01", "--closes", "2099-01-01")


def test_a_quota_is_set_with_the_link_and_raised_and_lifted_without_it() -> None:
    assert run("invite", "Panel", "1", "--quota", "5").exit_code == 0
    assert run("rounds", "quota", "Panel", "1", "9").output == "0 of 9 answers are used\n"
    assert run("invite", "Panel", "1").exit_code == 0
    assert run("rounds", "quota", "Panel", "1", "0").output == "0 of any number of answers are used\n"


def test_a_link_of_ones_own_has_no_quota() -> None:
    refused = run("invite", "Forløp", "1", "--participant", "F-1", "--quota", "5")
    assert refused.exit_code == 2
    assert "Only the open link of an anonymous survey has a quota." in refused.output


def test_a_round_without_an_open_link_says_how_to_make_it() -> None:
    refused = run("rounds", "quota", "Panel", "1", "9")
    assert refused.exit_code != 0
    assert "surveyapp invite" in refused.output
