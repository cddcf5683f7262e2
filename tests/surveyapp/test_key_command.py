"""Access keys on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.surveyapp.commands import at_home, run


@pytest.fixture(autouse=True)
def organisation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_home(tmp_path, monkeypatch)
    run("db", "upgrade")
    run("organisation", "create", "X")


def listed() -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("key", "list", "--organisation", "X", "--json"))
    return found


def test_a_key_is_printed_once_listed_and_taken_back() -> None:
    secret = run("key", "create", "Rapport", "--organisation", "X", "--scope", "survey.see").strip()
    assert secret.startswith("mvk_")
    (line,) = listed()
    assert (line["name"], line["scopes"], line["survey"]) == ("Rapport", ["survey.see"], None)
    assert "Rapport: survey.see; all surveys; until" in run("key", "list", "--organisation", "X")
    assert secret not in run("key", "list", "--organisation", "X")
    run("key", "revoke", str(line["id"]), "--organisation", "X")
    (line,) = listed()
    assert line["revoked_on"]
    assert "; revoked " in run("key", "list", "--organisation", "X")


def test_a_key_that_lasts_too_long_is_refused() -> None:
    options = ("--organisation", "X", "--scope", "survey.see", "--expires", "2999-01-01")
    assert "A key lasts until a day from" in run("key", "create", "Rapport", *options, code=1)
    assert listed() == []
