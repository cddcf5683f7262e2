"""Commands as somebody types them, on a machine of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from surveyapp.cli import main


def at_home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands keep what they make in this folder, whatever is set around the tests."""
    monkeypatch.setenv("SURVEYAPP_ENVIRONMENT", "development")
    monkeypatch.setenv("INSTANCE_DIR", str(folder))
    for name in ("DATABASE_URL", "SECRET_KEY", "CONTACT_KEY"):
        monkeypatch.delenv(name, raising=False)


def called(*words: str | Path, code: int = 0, given: bytes = b"") -> Result:
    """What came of a command that ended with this code; `given` is typed into it."""
    result = CliRunner().invoke(main, [str(word) for word in words], input=given)
    assert result.exit_code == code, result.output
    return result


def run(*words: str | Path, code: int = 0) -> str:
    """What it printed."""
    return called(*words, code=code).output
