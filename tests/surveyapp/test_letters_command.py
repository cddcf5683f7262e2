"""Letters on the command line: the same PDF, and a list of who got which link."""

from __future__ import annotations

import csv
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from click.testing import CliRunner, Result

from surveyapp.cli import main

ADDRESS = "https://medvirk.example.no"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    monkeypatch.setenv("SURVEYAPP_ENVIRONMENT", "development")
    monkeypatch.setenv("INSTANCE_DIR", str(tmp_path))
    monkeypatch.setenv("PUBLIC_URL", ADDRESS)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    runner = Runner()
    runner("db", "upgrade")
    runner("organisation", "create", "Eksempel kommune")
    runner("publish", "psfs", "--owner", "Eksempel kommune")
    runner(
        *["survey", "create", "Forløp", "--owner"],
        "Eksempel kommune",
        *["--questionnaire", "psfs", "--privacy", "confidential"],
    )
    runner(*["rounds", "add", "Forløp", "--label", "Start", "--opens", "2020-01-01", "--closes", "2099-01-01"])
    runner("survey", "describe", "Forløp", "--purpose", "Bedre tilbud", "--health-data", "no")
    runner("rounds", "rehearse", "Forløp", "1", "-n", "5")
    runner("rounds", "open", "Forløp", "1")
    return runner


class Runner:
    """Runs commands in this process."""

    def __call__(self, *words: str | Path, code: int = 0) -> Result:
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert result.exit_code == code, result.output
        return result


def test_the_list_tells_who_got_which_of_the_links_in_the_letters(run: Runner, tmp_path: Path) -> None:
    pdf, table = tmp_path / "brev.pdf", tmp_path / "brev.csv"
    run("invite", "Forløp", "1", "--participant", "F-1=Forløp 1", "--participant", "F-2=Forløp 2")
    run("letters", "Forløp", "1", "-o", pdf, "--csv", table, "--language", "nn")
    rows = list(csv.DictReader(table.read_text("utf-8").splitlines()))
    assert [(row["participant"], row["label"]) for row in rows] == [("F-1", "Forløp 1"), ("F-2", "Forløp 2")]
    pages = [page.render(scale=2).to_pil() for page in pypdfium2.PdfDocument(pdf)]
    assert [found.text for page in pages for found in zxingcpp.read_barcodes(page)] == [row["link"] for row in rows]
    assert all(row["link"].startswith(f"{ADDRESS}/s/") for row in rows)
    assert {path.stat().st_mode & 0o777 for path in (pdf, table)} == {0o600}


def test_letters_to_nobody_are_refused_with_what_to_do(run: Runner, tmp_path: Path) -> None:
    answer = run("letters", "Forløp", "1", "-o", tmp_path / "brev.pdf", code=1)
    assert "surveyapp invite" in answer.stderr
    assert not (tmp_path / "brev.pdf").exists()


def test_a_language_that_is_not_there_leaves_the_old_links_alone(run: Runner, tmp_path: Path) -> None:
    run("invite", "Forløp", "1", "--participant", "F-1")
    answer = run("letters", "Forløp", "1", "-o", tmp_path / "brev.pdf", "--language", "so", code=1)
    assert "Its languages: nb, nn, en" in answer.stderr


def test_letters_have_the_same_links_until_new_ones_are_asked_for(run: Runner, tmp_path: Path) -> None:
    run("invite", "Forløp", "1", "--participant", "F-1")

    def told(*words: str) -> str:
        run("letters", "Forløp", "1", "-o", tmp_path / "brev.pdf", "--csv", tmp_path / "lenker.csv", *words)
        return (tmp_path / "lenker.csv").read_text("utf-8")

    assert told() == told() != told("--fresh")
