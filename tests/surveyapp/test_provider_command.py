"""Those who vouch for people, on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from surveyapp.cli import main
from tests import vouching
from tests.surveyapp.commands import at_home
from tests.vouching import Running


class Runner:
    """Runs commands in this process."""

    def __call__(self, *words: str, code: int = 0) -> Result:
        result = CliRunner().invoke(main, words)
        assert result.exit_code == code, result.output
        return result


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with vouching.running() as running:
        yield running


@pytest.fixture
def run(running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    running.does()
    at_home(tmp_path, monkeypatch)
    (tmp_path / "secret").write_text("hemmelig", "utf-8")
    settings = f'name = "Test"\nissuer = "{running.address}"\nclient_id = "m"\nclient_secret_file = "secret"\n'
    (tmp_path / "providers.toml").write_text(f"[test]\n{settings}", "utf-8")
    monkeypatch.setenv("OIDC_PROVIDERS", str(tmp_path / "providers.toml"))
    runner = Runner()
    runner("db", "upgrade")
    runner("organisation", "create", "Eksempel kommune")
    return runner


def test_a_provider_is_asked_whether_it_answers(run: Runner, running: Running) -> None:
    assert run("account", "provider", "check").output == f"test: {running.address} answers\n"
    running.does(down=["/jwks"])
    assert "test: status 502" in run("account", "provider", "check", code=1).output


def test_without_providers_it_is_said_how_to_have_one(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OIDC_PROVIDERS")
    assert "OIDC_PROVIDERS" in run("account", "provider", "check").output


def test_somebody_is_let_in_by_her_code(run: Runner) -> None:
    words = ("account", "provider", "admit", "test", "u-7f3c", "--name", "Kari", "--organisation", "Eksempel kommune")
    assert run(*words, "--role", "reader").output == "Kari may sign in by Test for Eksempel kommune\n"
    assert "reader" in run("organisation", "members", "Eksempel kommune").output


def test_an_account_is_linked(run: Runner) -> None:
    account = ("account", "create", "kari@example.org", "--name", "Kari", "--organisation", "Eksempel kommune")
    run(*account, "--password", "a long enough password")
    assert (
        run("account", "provider", "link", "test", "u-1", "kari@example.org").output
        == "kari@example.org may sign in by Test\n"
    )
    assert "There is: test" in run("account", "provider", "link", "other", "u-1", "kari@example.org", code=1).output
