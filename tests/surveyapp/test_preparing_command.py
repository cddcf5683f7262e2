"""Getting a round ready on the command line: what is broken is not noted as rehearsed, and an open round keeps whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from surveyapp.cli.opening import opened
from surveyapp.models import Round
from surveyapp.services import finding
from tests.surveyapp.commands import at_home, called
from tests.surveyapp.test_rehearsal import DEAD_END


def asked() -> Round:
    with opened() as work:
        return finding.round_named(work.session, finding.survey_named(work.session, "Prøven"), "1")


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_home(tmp_path, monkeypatch)
    file = tmp_path / "dead.yaml"
    file.write_text(DEAD_END, "utf-8")
    called("db", "upgrade")
    called("organisation", "create", "Prøve")


def survey_of(published: str, questionnaire: str) -> None:
    called("publish", published, "--owner", "Prøve")
    privacy = ["--privacy", "identified"]
    called("survey", "create", "Prøven", "--owner", "Prøve", "--questionnaire", questionnaire, *privacy)
    days = ["--opens", "2026-01-01", "--closes", "2099-12-31"]
    counted = ["--denominator", "4", "--denominator-date", "2025-12-01"]
    called("rounds", "add", "Prøven", "--label", "Start", *days, *counted)
    called("survey", "describe", "Prøven", "--purpose", "Bedre tilbud", "--health-data", "no")


@pytest.mark.usefixtures("put")
def test_a_dead_end_is_told_and_the_round_stays_unrehearsed_and_shut(tmp_path: Path) -> None:
    survey_of(str(tmp_path / "dead.yaml"), "rehearsed")
    told = called("rounds", "rehearse", "Prøven", "1", code=1).stderr
    assert "1 paths cannot be handed in" in told
    assert asked().rehearsed_at is None
    assert "missing rehearsal" in called("rounds", "open", "Prøven", "1", code=1).stdout
    assert asked().released_at is None


@pytest.mark.usefixtures("put")
def test_an_open_rounds_municipalities_are_not_counted_anew() -> None:
    survey_of("kommuneundersokelsen", "kommuneundersokelsen")
    called("rounds", "rehearse", "Prøven", "1", "-n", "5")
    called("rounds", "open", "Prøven", "1")
    told = called("rounds", "move", "Prøven", "1", "--denominator-date", "2026-01-01", code=1).stderr
    assert "the date that its denominator is counted on stays" in told
    assert "how many municipalities" in called("rounds", "move", "Prøven", "1", "--denominator", "5", code=1).stderr
    called("rounds", "move", "Prøven", "1", "--closes", "2098-01-01")
    assert (asked().closes_on, asked().denominator_date) == (date(2098, 1, 1), date(2025, 12, 1))
