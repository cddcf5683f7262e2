"""Lists from a file, and contact data that goes, by commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from surveyapp.cli import main
from tests.surveyapp.commands import at_home

PLANS = """
id: plans
title: {nb: Tiltak}
languages: [nb]
unit: person
about: {nb: Om tiltakene.}
pages:
  - id: plan
    title: {nb: Planen}
    questions:
      - id: tiltak
        type: supplied_list
        at_most: 3
        text: {nb: Disse tiltakene står i planen.}
      - id: kommentar
        type: short_text
        text: {nb: Kommentar}
"""

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    at_home(tmp_path, monkeypatch)

    def run(*words: str | Path, code: int = 0) -> Result:
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert result.exit_code == code, result.output
        return result

    (tmp_path / "plans.yaml").write_text(PLANS, "utf-8")
    run("db", "upgrade")
    run("organisation", "create", "Prøve")
    run("publish", tmp_path / "plans.yaml", "--owner", "Prøve")
    run("survey", "create", "Planer", "--owner", "Prøve", "--questionnaire", "plans", "--privacy", "identified")
    run("rounds", "add", "Planer", "--label", "Start", "--opens", "2026-01-01", "--closes", "2099-12-31")
    run("survey", "describe", "Planer", "--purpose", "Bedre tilbud", "--health-data", "no")
    run("rounds", "rehearse", "Planer", "1", "-n", "5")
    run("rounds", "open", "Planer", "1")
    run("invite", "Planer", "1", "--participant", "0301=Oslo", "--participant", "4204=Kristiansand")
    return run


@pytest.mark.parametrize("separator", [",", ";"])
def test_lists_are_supplied_from_a_file(run: Run, tmp_path: Path, separator: str) -> None:
    path = tmp_path / "lists.csv"
    rows = [("list", "item", "participant"), ("tiltak", "Kurs", "4204"), ("tiltak", "Trening", "4204")]
    rows += [("tiltak", "Kurs", "0301")]
    path.write_text("".join(f"{separator.join(row)}\n" for row in rows), "utf-8")
    assert run("survey", "supply", "Planer", path).output == "3 items are on the lists of 2 participants\n"


def test_every_wrong_row_is_told_at_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "lists.csv"
    path.write_text(
        "participant,list,item\n"
        "4204,tiltak,Kurs\n"
        "4204,tiltak,\n"
        "9999,tiltak,Kurs\n"
        "4204,kommentar,Kurs\n"
        "4204,tiltak,Kurs\n",
        "utf-8",
    )
    assert run("survey", "supply", "Planer", path, code=1).stderr.splitlines() == [
        "lists.csv:3:item: the item is empty.",
        "lists.csv:4:item: the survey has no participant '9999'. Invite it first.",
        "lists.csv:5:item: no round that is open or planned asks for a supplied_list 'kommentar'. There is: tiltak.",
        "lists.csv:6:item: 'Kurs' is on the list already. Keep one of them.",
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("who,list,item\n4204,tiltak,Kurs\n", "1:who,list,item: the headings must be participant, list, item."),
        ("participant,list,item\n4204,tiltak,Kurs,mer\n", "2:item: the row has 4 cells, not 3."),
    ],
)
def test_a_file_of_another_shape_is_told(run: Run, tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "lists.csv"
    path.write_text(content, "utf-8")
    assert run("survey", "supply", "Planer", path, code=1).stderr == f"lists.csv:{told}\n"


def test_contact_data_is_destroyed_by_command(run: Run) -> None:
    assert run("data", "retain").output == "0 contacts, 0 traces, 0 answers\n"
