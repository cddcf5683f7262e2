"""Pilots on the command line; the examples that we ship are Kristiansand's and Nord-Norge's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.surveyapp.commands import at_home, run
from tests.surveyapp.services.recipes_pilots import EXAMPLES

OWNER, PILOT = "Prøve kommune", "Fremtidsrettet rehabilitering"


@pytest.fixture(autouse=True)
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_home(tmp_path, monkeypatch)
    run("db", "upgrade")
    run("organisation", "create", OWNER)
    run("pilot", "import", EXAMPLES / "kristiansand.yaml", "--owner", OWNER)


def shown() -> Any:
    return json.loads(run("pilot", "show", PILOT, "--json"))


def test_both_examples_are_taken_in_once_and_listed() -> None:
    # By hand in the two projects' papers: ten milestones and three units, and four phases without units.
    told = run("pilot", "import", EXAMPLES / "nord_norge.yaml", "--owner", OWNER)
    assert told == "Rehabilitering i Nord-Norge: 4 milestones, 0 units\n"
    assert "There is a pilot called" in run("pilot", "import", EXAMPLES / "nord_norge.yaml", "--owner", OWNER, code=1)
    found = json.loads(run("pilot", "list", "--json"))
    assert [(each["title"], each["owner"], each["reached"], each["milestones"]) for each in found] == [
        (PILOT, OWNER, 0, 10),
        ("Rehabilitering i Nord-Norge", OWNER, 0, 4),
    ]
    assert run("pilot", "list").splitlines()[0] == f"{PILOT}: 0 of 10 milestones reached"


def test_a_file_that_is_no_pilot_tells_what_to_mend_by_line(tmp_path: Path) -> None:
    (tmp_path / "pilot.yaml").write_text("title: X\nsource: Y\nunits: [A, '']\n", "utf-8")
    assert "pilot.yaml:3:" in run("pilot", "import", tmp_path / "pilot.yaml", "--owner", OWNER, code=1)


def test_a_milestone_is_reached_with_what_shows_it() -> None:
    said = run("pilot", "change", PILOT, "milestone", "9", "status=reached", code=1)
    assert "Tell what shows that the milestone is reached" in said
    run("pilot", "change", PILOT, "milestone", "9", "status=reached", "evidence=Rapport 3")
    run("pilot", "change", PILOT, "milestone", "9", "status=under_way")
    ninth = shown()["milestones"][8]
    assert (ninth["number"], ninth["status"], ninth["evidence"], ninth["due"]) == (
        *(9, "under_way", "Rapport 3"),
        "2018-06-30",
    )
    assert "taken out" in run("pilot", "change", PILOT, "milestone", "99", "status=planned", code=1)
    assert "milestone 9\tunder_way\t2018-06-30\tM4 " in run("pilot", "show", PILOT)


def test_units_are_trained_and_linked_and_few_courses_are_hidden() -> None:
    run("pilot", "add", PILOT, "training", "unit_number=1", "held_on=2018-02-08", "attended=14")
    run("organisation", "create", "Enhet 7", "--kind", "unit")
    run("course", "set-up", "Enhet 7")
    run("course", "assess", "Enhet 7", "--by", "Personvernombudet", "--on", "2026-01-02", "--kept", "Sak 26/123")
    run("course", "open", "Enhet 7", "--start", "2026-01-05")
    assert "is Enhet 7" in run("pilot", "link", PILOT, "1", "Enhet 7")
    first, second, _third = shown()["units"]
    assert first == {
        "number": 1,
        "name": "Kløvertun rehabiliteringsavdeling",
        "sessions": 1,
        "attended": 14,
        "unit": "Enhet 7",
        "begun": True,
        "started": None,
        "baseline": None,
        "pairs": None,
    }
    assert "started" not in second
    assert "There is no unit" in run("pilot", "link", PILOT, "2", OWNER, code=1)
    assert "is that one already" in run("pilot", "link", PILOT, "2", "Enhet 7", code=1)


def test_a_survey_is_attached_and_detached() -> None:
    run("organisation", "create", "Enhet 7", "--kind", "unit")
    run("course", "set-up", "Enhet 7")
    for _ in range(2):
        run("pilot", "attach", PILOT, "PSFS-forløp, Enhet 7")
    assert shown()["surveys"] == ["PSFS-forløp, Enhet 7"]
    for _ in range(2):
        run("pilot", "detach", PILOT, "PSFS-forløp, Enhet 7")
    assert shown()["surveys"] == []
    assert "Choose from" in run("pilot", "attach", PILOT, "Ingen slik", code=1)
    assert PILOT in run("pilot", "show", "Ingen slik", code=1)
