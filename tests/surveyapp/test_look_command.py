"""A survey's look, set on the command line: what was given is shown to those who answer, and the rest stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from surveyapp.cli import main
from tests.surveyapp.commands import at_home


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    at_home(tmp_path, monkeypatch)
    runner = Runner()
    runner("db", "upgrade")
    runner("organisation", "create", "Eksempel kommune")
    runner("publish", "psfs", "--owner", "Eksempel kommune")
    runner(
        *["survey", "create", "Forløp", "--owner"],
        "Eksempel kommune",
        *["--questionnaire", "psfs", "--privacy", "confidential"],
    )
    return runner


class Runner:
    """Runs commands in this process."""

    def __call__(self, *words: str | Path, code: int = 0) -> Result:
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert result.exit_code == code, result.output
        return result


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    place = tmp_path / "logo.png"
    Image.new("RGB", (160, 40), "#0055aa").save(place)
    return place


def test_it_says_how_the_survey_looks_now(run: Runner, logo: Path) -> None:
    told = run("survey", "look", "Forløp", "--name", "Eksempel", "--colour", "0055AA", "--logo", logo, "--alt", "Felt")
    assert told.output == "Forløp: name Eksempel, colour #0055aa, logo yes\n"


def test_what_is_left_out_stays_as_it_was(run: Runner) -> None:
    run("survey", "look", "Forløp", "--name", "Eksempel", "--colour", "#0055aa")
    assert run("survey", "look", "Forløp", "--colour", "#aa0055").output.startswith(
        "Forløp: name Eksempel, colour #aa0055"
    )


def test_plain_takes_all_of_it_away(run: Runner, logo: Path) -> None:
    run("survey", "look", "Forløp", "--name", "Eksempel", "--colour", "#0055aa", "--logo", logo, "--alt", "Felt")
    assert run("survey", "look", "Forløp", "--plain").output == "Forløp: name -, colour -, logo -\n"


def test_the_owner_is_told_that_a_light_colour_becomes_darker(run: Runner) -> None:
    # Yellow on white has a contrast of 1.07 to 1 (WCAG 2.2, relative luminance), far below 4.5.
    told = run("survey", "look", "Forløp", "--colour", "#ffff00").output
    assert "#ffff00 is too light to be read on white" in told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--colour", "grønn"], "The colour is not understood."),
        (["--alt", "Felt"], "There is no logo to give words to."),
        (["--logo", "LOGO"], "The logo needs words for those who do not see it"),
    ],
)
def test_what_will_not_do_is_refused_with_what_to_do(given: list[str], told: str, run: Runner, logo: Path) -> None:
    refused = run("survey", "look", "Forløp", *(str(logo) if each == "LOGO" else each for each in given), code=1)
    assert told in refused.output


def test_a_survey_that_is_not_there_is_named(run: Runner) -> None:
    assert "Forlop" in run("survey", "look", "Forlop", "--plain", code=1).output
