"""Commands that take long show how far they have come at a terminal, and write the same as ever everywhere else."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from surveyapp.cli import main, progress
from surveyapp.cli.opening import now, opened
from surveyapp.models import DeletionPlan
from surveyapp.models.ids import norwegian_date
from surveyapp.services import finding
from tests import postbox

Here = Callable[[str], Path]
YEAR = ("--opens", "2026-01-01", "--closes", "2099-12-31")

LONG: dict[str, tuple[str, str]] = {
    "audit verify": ("audit verify", "Reading the log"),
    "data export": ("data export Forløp 1 -o {folder}/x.csv", "Reading answers"),
    "data reseal": ("data reseal", "Sealing"),
    "data retain": ("data retain", "Deleting"),
    "invite": ("invite Forløp 2 --participant F-1 --address http://x", "Making links"),
    "letters": ("letters Forløp 2 -o {folder}/x.pdf --without-questionnaire", "Making links"),
    "mail contacts": ("mail contacts Forløp 2 {folder}/more.csv", "Sealing addresses"),
    "mail send": ("mail send", "Sending"),
    "rounds import": ("rounds import Forløp 3 {folder}/answers.csv --key key", "Reading answers"),
}
"""Each command that may take more than some seconds, how it is given, and what its bar says."""


def run(words: str, folder: Path, code: int = 0) -> tuple[str, str]:
    result = CliRunner().invoke(main, [word.format(folder=folder) for word in words.split()])
    assert result.exit_code == code, result.output
    # A link is another each time.
    return re.sub(r"/s/\S+", "/s/LINK", result.stdout).replace(str(folder), "FOLDER"), result.stderr


@pytest.fixture(scope="module")
def box() -> Iterator[postbox.Postbox]:
    with postbox.opened() as box:
        yield box


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A survey with a round that is answered, one whose people are about to be written to, and one to come.

    The day that its answers go has come.
    """
    folder = tmp_path_factory.mktemp("prepared")
    for name, words in {
        "answers.csv": "key,role\nF-1,self\nF-2,self\n",
        "people.csv": "deltaker,e-post\nF-1,a@example.org\nF-2,b@example.org\n",
        "more.csv": "deltaker,e-post\nF-3,c@example.org\n",
    }.items():
        (folder / name).write_text(words, "utf-8")
    with pytest.MonkeyPatch.context() as environment:
        _set(environment, folder)
        for words in (
            *("db upgrade", "organisation create X", "publish psfs --owner X"),
            "survey create Forløp --owner X --questionnaire psfs --privacy confidential",
            "survey describe Forløp --purpose Bedre --health-data no",
            *(f"rounds add Forløp --label {label} {' '.join(YEAR)}" for label in ("A", "B", "C")),
            "rounds import Forløp 1 {folder}/answers.csv --key key",
            *("rounds rehearse Forløp 2 -n 5", "rounds open Forløp 2"),
            "mail contacts Forløp 2 {folder}/people.csv",
            f"mail plan Forløp 2 --on {norwegian_date(now())}",
        ):
            run(words, folder)
        with opened() as work:
            survey = finding.survey_named(work.session, "Forløp")
            plan = DeletionPlan(survey_id=survey.id, privacy=survey.privacy, answers_go_on=date(2026, 6, 1))
            work.session.add(plan)
            work.session.commit()
    return folder


def _set(environment: pytest.MonkeyPatch, folder: Path, mail: str = "smtp://127.0.0.1:9") -> None:
    for name in ("DATABASE_URL", "SECRET_KEY", "CONTACT_KEY", "CONTACT_KEY_OLD", "AUDIT_KEY", "SMS_URL"):
        environment.delenv(name, raising=False)
    environment.setenv("SURVEYAPP_ENVIRONMENT", "development")
    environment.setenv("INSTANCE_DIR", str(folder))
    environment.setenv("PUBLIC_URL", "http://127.0.0.1:8000")
    environment.setenv("SENDING_HOURS", "always")
    environment.setenv("MAIL_FROM", "post@example.org")
    environment.setenv("SMTP_URL", mail)


@pytest.fixture
def here(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, box: postbox.Postbox) -> Here:
    """Makes a copy of the survey in a folder, where commands work from then on."""

    def copied(name: str) -> Path:
        folder = tmp_path / name
        shutil.copytree(prepared, folder)
        _set(monkeypatch, folder, box.url)
        return folder

    return copied


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0)


def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _self: True, raising=False)


@pytest.mark.parametrize("command", LONG)
@pytest.mark.usefixtures("impatient")
def test_a_long_command_shows_a_bar_at_a_terminal_and_none_elsewhere(
    command: str, here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, label = LONG[command]
    piped, nothing = run(words, here("piped"))
    at_a_terminal(monkeypatch)
    told, shown = run(words, here("watched"))
    assert (told, nothing) == (piped, "")
    assert label in shown
    assert "100%" in shown


@pytest.mark.parametrize("command", ["data retain", "data reseal"])
@pytest.mark.usefixtures("impatient")
def test_a_program_that_reads_json_gets_no_bar(command: str, here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    at_a_terminal(monkeypatch)
    assert run(f"{LONG[command][0]} --json", here("watched"))[1] == ""


def test_what_is_soon_done_shows_no_bar(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    at_a_terminal(monkeypatch)
    assert run("audit verify", here("watched"))[1] == ""
