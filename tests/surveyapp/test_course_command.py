"""PSFS courses on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from surveyapp.cli import main
from surveyapp.models.pseudonyms import pseudonym_of
from tests.surveyapp.commands import at_home


def test_a_unit_takes_psfs_up_opens_a_course_and_sees_it_due(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_home(tmp_path, monkeypatch)

    def run(*words: str, code: int = 0) -> str:
        done = CliRunner().invoke(main, words)
        assert done.exit_code == code, done.output
        return done.output

    run("db", "upgrade")
    run("organisation", "create", "Enhet 7", "--kind", "unit")
    assert "Enhet 7 can open courses of 4 weeks" in run("course", "set-up", "Enhet 7", "--weeks", "4")
    assert "surveyapp course assess" in run("course", "open", "Enhet 7", "--start", "2026-01-05", code=1)
    said = ("--by", "Personvernombudet", "--on", "2026-01-02", "--kept", "Sak 26/123")
    assert run("course", "assess", "Enhet 7", *said) == "Enhet 7 can open its first course\n"
    assert "Sak 26/123" in run("course", "assess", "Enhet 7", *said, code=1)
    code = run("course", "open", "Enhet 7", "--start", "2026-01-05").strip()
    assert pseudonym_of(code) == code
    assert json.loads(run("course", "due", "Enhet 7", "--json")) == [
        {"code": code, "what": "Start", "due": "2026-01-05", "haste": "overdue"}
    ]
    assert run("course", "coverage", "Enhet 7") == "Enhet 7: 1 started, 0 rated, 0 rated again\n"
    assert "Take the national identity number out" in run("course", "open", "Enhet 7", "--note", "13097248022", code=1)
    assert "has no courses" in run("course", "due", "Enhet 8", code=1)
