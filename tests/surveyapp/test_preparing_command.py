"""Getting a round ready on the command line: what is broken is not noted as rehearsed, and an open round keeps whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from surveyapp.cli import main
from surveyapp.cli.opening import opened
from surveyapp.models import Round
from surveyapp.services import finding
from tests.surveyapp.test_rehearsal import DEAD_END


def run(*words: str, code: int = 0) -> Result:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == code, result.output
    return result


def asked() -> Round:
    with opened() as work:
        return finding.round_named(work.session, finding.survey_named(work.session, "Prøven"), "1")


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURVEYAPP_ENVIRONMENT", "development")
    monkeypatch.setenv("INSTANCE_DIR", str(tmp_path))
    for name in ("DATABASE_URL", "SECRET_KEY", "CONTACT_KEY"):
        monkeypatch.delenv(name, raising=False)
    file = tmp_path / "dead.yaml"
    file.write_text(DEAD_END, "utf-8")
    run("db", "upgrade")
    run("organisation", "create", "Prøve")


def survey_of(published: str, questionnaire: str) -> None:
    run("publish", published, "--owner", "Prøve")
    privacy = ["--privacy", "identified"]
    run("survey", "create", "Prøven", "--owner", "Prøve", "--questionnaire", questionnaire, *privacy)
    days = ["--opens", "2026-01-01", "--closes", "2099-12-31"]
    counted = ["--denominator", "4", "--denominator-date", "2025-12-01"]
    run("rounds", "add", "Prøven", "--label", "Start", *days, *counted)
    run("survey", "describe", "Prøven", "--purpose", "Bedre tilbud", "--health-data", "no")


@pytest.mark.usefixtures("put")
def test_a_dead_end_is_told_and_the_round_stays_unrehearsed_and_shut(tmp_path: Path) -> None:
    survey_of(str(tmp_path / "dead.yaml"), "rehearsed")
    told = run("rounds", "rehearse", "Prøven", "1", code=1).stderr
    assert "1 paths cannot be handed in" in told
    assert asked().rehearsed_at is None
    assert "missing rehearsal" in run("rounds", "open", "Prøven", "1", code=1).stdout
    assert asked().released_at is None


@pytest.mark.usefixtures("put")
def test_an_open_rounds_municipalities_are_not_counted_anew() -> None:
    survey_of("kommuneundersokelsen", "kommuneundersokelsen")
    run("rounds", "rehearse", "Prøven", "1", "-n", "5")
    run("rounds", "open", "Prøven", "1")
    told = run("rounds", "move", "Prøven", "1", "--denominator-date", "2026-01-01", code=1).stderr
    assert "the date that its denominator is counted on stays" in told
    assert "how many municipalities" in run("rounds", "move", "Prøven", "1", "--denominator", "5", code=1).stderr
    run("rounds", "move", "Prøven", "1", "--closes", "2098-01-01")
    assert (asked().closes_on, asked().denominator_date) == (date(2098, 1, 1), date(2025, 12, 1))
