"""The command line says what it did, or what is wrong and what to do about it."""

import json
import socket
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from questionnaires.codebook import Codebook
from surveyapp.cli import main
from tests.surveyapp.commands import at_home


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Runner":
    at_home(tmp_path, monkeypatch)
    return Runner()


class Runner:
    """Runs commands in this process."""

    def __call__(self, *words: str | Path, code: int = 0) -> Result:
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert result.exit_code == code, result.output
        return result


def commands(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], click.Command]]:
    found = []
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            found += commands(command, (*path, name))
        else:
            found.append(((*path, name), command))
    return found


def test_the_help_fits_one_screen(run: Runner) -> None:
    lines = run("--help").output.splitlines()
    assert len(lines) <= 40
    assert not [line for line in lines[1:] if "..." in line]


@pytest.mark.parametrize(("path", "command"), commands(main), ids=lambda value: None)
def test_every_command_has_an_example_of_itself(path: tuple[str, ...], command: click.Command) -> None:
    assert f"Example: surveyapp {' '.join(path)}" in (command.help or "")


def test_a_file_that_is_not_there_is_told_without_a_traceback(run: Runner) -> None:
    assert "none of the shipped questionnaires" in run("codebook", "nowhere.yaml", code=2).stderr


def test_a_codebook_is_what_analysis_reads(run: Runner, tmp_path: Path) -> None:
    run("codebook", "psfs", "-o", tmp_path / "book.json")
    assert Codebook.model_validate_json((tmp_path / "book.json").read_bytes()).id == "psfs"


def test_a_database_that_is_not_migrated_says_what_to_run(run: Runner) -> None:
    assert "surveyapp db upgrade" in run("rounds", "list", "X", code=1).stderr
    assert "surveyapp db upgrade" in run("db", "check", code=1).stderr
    run("db", "upgrade")
    run("db", "check")


def test_a_survey_is_set_up_and_invites_by_commands_alone(run: Runner) -> None:
    run("db", "upgrade")
    run("organisation", "create", "Prøve")
    run("publish", "psfs", "--owner", "Prøve")
    assert "psfs version 1" in run("publish", "psfs", "--owner", "Prøve").output
    run("survey", "create", "Forløp", "--owner", "Prøve", "--questionnaire", "psfs", "--privacy", "confidential")
    run("rounds", "add", "Forløp", "--label", "Start", "--opens", "2026-01-01", "--closes", "2099-12-31")
    run("survey", "describe", "Forløp", "--purpose", "Bedre tilbud", "--health-data", "no")
    run("rounds", "rehearse", "Forløp", "1", "-n", "5")
    run("rounds", "open", "Forløp", "1")
    line = run("invite", "Forløp", "Start", "--participant", "F-1=Forløp 1").output
    assert line.startswith("F-1\thttp://127.0.0.1:8000/s/")
    assert run("invite", "Forløp", "1", "--participant", "F-1").output != line
    assert run("rounds", "list", "Forløp").output == "1: Start, open, 0 answered\n"
    run("rounds", "close", "Forløp", "Start")
    assert run("rounds", "list", "Forløp").output == "1: Start, closed, 0 answered\n"


def test_roles_are_given_and_taken_by_commands_and_the_log_tells_of_it(run: Runner) -> None:
    run("db", "upgrade")
    run("organisation", "create", "Prøve kommune", "--kind", "municipality", "--area", "4204")
    run("organisation", "create", "Fysioterapien", "--kind", "unit", "--part-of", "Prøve kommune")
    at = ("--organisation", "Prøve kommune", "--role")
    password = ("--password", "en hel setning er lett å huske")
    run("account", "create", "kari@example.org", "--name", "Kari", *at, "administrator", *password)
    run("account", "give", "KARI@example.org", *at, "reader")
    assert run("organisation", "members", "Prøve kommune").output == "Kari <kari@example.org>: administrator, reader\n"
    assert (
        "somebody else the role first"
        in run("account", "take", "kari@example.org", *at, "administrator", code=1).stderr
    )
    run("account", "take", "kari@example.org", *at, "reader")
    assert (
        "There is no account for ola@example.org"
        in run("account", "give", "ola@example.org", *at, "reader", code=1).stderr
    )

    told = run("audit", "verify").output
    assert told.startswith("6 events, whole. Note down: 6 ")
    number, seal = told.split()[-2:]
    run("audit", "verify", "--noted", number, seal)
    assert "begun anew" in run("audit", "verify", "--noted", "5", seal, code=1).stderr


def test_whoever_runs_the_machine_lets_people_in_again_by_commands(run: Runner) -> None:
    run("db", "upgrade")
    run("organisation", "create", "Prøve kommune")
    at = ("--name", "Kari", "--organisation", "Prøve kommune", "--password")
    run("account", "create", "kari@example.org", *at, "en hel setning er lett å huske")
    weak = run("account", "passphrase", "kari@example.org", "--password", "123456789987654321", code=1).stderr
    assert "easily guessed" in weak
    told = run("account", "passphrase", "kari@example.org", "--password", "to fugler på et stille vann").output
    assert told == "kari@example.org has a new password and is signed out everywhere\n"
    assert "signed out everywhere" in run("account", "end-sessions", "kari@example.org").output
    assert "by password alone" in run("account", "reset-second-step", "kari@example.org").output
    assert "There is no account" in run("account", "end-sessions", "ola@example.org", code=1).stderr
    assert run("audit", "verify").output.startswith("6 events, whole.")
    line = json.loads(run("audit", "list", "--last", "1", "--account", "kari@example.org", "--json").output)
    assert (line["number"], line["action"]) == (6, "account.reset_second_step")
    last = run("audit", "list", "--last", "2").output.splitlines()
    assert [words.split()[4] for words in last] == ["account.end_logins", "account.reset_second_step"]


def test_what_is_called_wrong_is_told_with_what_there_is(run: Runner) -> None:
    run("db", "upgrade")
    assert "Choose from: there are none yet." in run("rounds", "list", "X", code=1).stderr
    run("organisation", "create", "Prøve")
    refused = run("publish", "psfs", "--owner", "Prove", code=1)
    assert refused.stderr == "There is no organisation 'Prove'. Choose from: Prøve.\n"
    assert (
        "has not published 'psfs'"
        in run(
            *("survey", "create", "S", "--owner", "Prøve", "--questionnaire", "psfs", "--privacy", "anonymous"), code=1
        ).stderr
    )
    assert (
        "is not a date"
        in run("rounds", "add", "X", "--label", "R", "--opens", "1.1.26", "--closes", "x", code=2).stderr
    )


def test_a_port_that_is_taken_is_told_before_anything_starts(run: Runner) -> None:
    run("db", "upgrade")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = run("serve", "--port", str(taken.getsockname()[1]), code=1)
    assert "choose --port" in refused.stderr


def test_production_does_not_start_without_a_secret(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURVEYAPP_ENVIRONMENT", "production")
    assert run("serve", code=1).stderr.startswith("SECRET_KEY is missing.")
