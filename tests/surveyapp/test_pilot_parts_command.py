"""Every kind of thing that a project group tells of a pilot, told, corrected and taken out by commands."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.surveyapp import test_pilot_command
from tests.surveyapp.commands import run
from tests.surveyapp.test_pilot_command import PILOT

instance = test_pilot_command.instance
"""Kristiansand's pilot, freshly taken in."""


def parts(kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("pilot", "parts", PILOT, kind, "--json"))
    return found


def test_a_meeting_counts_roles_and_keeps_only_the_month() -> None:
    said = ("place=Kristiansand", "month=2018-05-17", "participants=Lege:3,Bruker:5", "advice=Møtes oftere")
    run("pilot", "add", PILOT, "meeting", *said)
    (meeting,) = parts("meeting")
    assert (meeting["month"], meeting["participants"]) == ("2018-05-01", {"Lege": 3, "Bruker": 5})
    run("pilot", "change", PILOT, "meeting", meeting["key"], "advice=Møtes hver måned")
    (changed,) = parts("meeting")
    assert (changed["place"], changed["advice"]) == ("Kristiansand", "Møtes hver måned")
    run("pilot", "delete", PILOT, "meeting", meeting["key"], code=1)
    run("pilot", "delete", PILOT, "meeting", meeting["key"], "--yes")
    assert parts("meeting") == []


def test_feedback_units_milestones_and_trainings_are_told_the_same_way() -> None:
    run("pilot", "add", PILOT, "feedback", "asked=Brukerrådet", "asked_on=2018-09-01", "answers=7")
    run("pilot", "add", PILOT, "unit", "name=Dagrehabilitering")
    run("pilot", "add", PILOT, "milestone", "party=Felles", "words=M6 Rapport", "due_on=2018-12-31")
    run("pilot", "add", PILOT, "training", "unit_number=4", "held_on=2018-09-03", "attended=12")
    assert [(each["asked"], each["answers"]) for each in parts("feedback")][-1] == ("Brukerrådet", 7)
    assert (parts("unit")[-1]["key"], parts("unit")[-1]["name"]) == ("4", "Dagrehabilitering")
    assert parts("milestone")[-1]["words"] == "M6 Rapport"
    (training,) = parts("training")
    assert (training["unit_number"], training["held_on"], training["attended"]) == (4, "2018-09-03", 12)
    run("pilot", "change", PILOT, "training", training["key"], "attended=13")
    assert parts("training")[0]["attended"] == 13
    run("pilot", "delete", PILOT, "unit", "4", "--yes")
    assert parts("training") == []


@pytest.mark.parametrize(
    ("said", "told", "code"),
    [
        (("training", "unit_number=1", "held_on=i går", "attended=3"), "held_on: Input should be a valid date", 1),
        (("training", "unit_number=1", "held_on=2018-09-03", "attended=0"), "nobody came to", 1),
        (("training", "unit_number=9", "held_on=2018-09-03", "attended=3"), "The pilot has no unit 9", 1),
        (("meeting", "place=Oslo"), "month: Field required", 1),
        (("meeting", "place=Oslo", "month=2018-05-01", "participants=Lege"), "participants: Input should be", 1),
        (("unit", "navn=A"), "There is no navn. Choose from: name, unit_id", 1),
        (("unit", "A"), "'A' is not NAME=VALUE", 2),
        (("unit", "name=13097248022"), "Take the national identity number out", 1),
        (("unit", "name= "), "Write the name", 1),
    ],
)
def test_what_cannot_be_kept_is_told_by_its_name(said: tuple[str, ...], told: str, code: int) -> None:
    before = {kind: parts(kind) for kind in ("unit", "training", "meeting")}
    assert told in run("pilot", "add", PILOT, *said, code=code)
    assert {kind: parts(kind) for kind in before} == before


def test_a_key_that_names_nothing_says_where_keys_are() -> None:
    assert "surveyapp pilot parts" in run("pilot", "change", PILOT, "meeting", "3", "place=Oslo", code=2)
    assert "taken out of the pilot" in run("pilot", "change", PILOT, "unit", "77", "name=A", code=1)


def test_parts_are_read_by_people_too() -> None:
    assert run("pilot", "parts", PILOT, "milestone").splitlines()[0].startswith("1\tparty=Felles bruker")


def test_a_slip_in_the_title_is_mended_and_the_source_stays() -> None:
    said = run("pilot", "title", PILOT, "--to", "Rehabilitering i framtiden")
    assert said.startswith("Rehabilitering i framtiden: Kristiansand kommune")
    assert "Write a title" in run("pilot", "title", "Rehabilitering i framtiden", "--to", " ", code=1)


def test_a_whole_pilot_is_deleted_once_that_is_confirmed() -> None:
    run("pilot", "erase", PILOT, code=1)
    assert PILOT in run("pilot", "list")
    said = run("pilot", "erase", PILOT, "--yes")
    assert said == f"{PILOT} is deleted: 3 units, 10 milestones, 4 hearings\n"
    assert run("pilot", "list") == ""
