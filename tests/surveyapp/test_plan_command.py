"""Action plans on the command line; the example that we ship is Kvinesdal's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.surveyapp.commands import at_home, run

KVINESDAL = Path(__file__).parents[2] / "surveyapp" / "demo" / "kvinesdal.csv"
OWNER = "Prøve kommune"


@pytest.fixture(autouse=True)
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_home(tmp_path, monkeypatch)
    monkeypatch.setenv("PUBLIC_URL", "https://medvirk.example.org")
    run("db", "upgrade")
    run("organisation", "create", OWNER)


def take_in(file: Path, code: int = 0) -> str:
    return run("plan", "import", file, "--owner", OWNER, "--title", "Planen", "--year", "2025", code=code)


def test_the_example_has_all_that_the_municipality_decided() -> None:
    # Kvinesdal kommune, Plan for habilitering og rehabilitering 2020-2024: 5 areas, 8 goals, 24 measures.
    assert "24 measures" in take_in(KVINESDAL)
    found = json.loads(run("plan", "show", "Planen", "--json"))
    assert len(found) == 24
    assert len({each["area"] for each in found}) == 5
    assert len({each["goal"] for each in found}) == 8
    posts = found[21]
    assert (posts["number"], posts["target"], posts["kind"]) == (22, [1, 2, "stillinger"], "once")
    assert [each["number"] for each in found if each["kind"] == "yearly"] == [4, 17, 18, 21]
    assert (found[14]["indicators"], found[19]["indicators"], posts["indicators"]) == (["C5", "C6"], ["D5"], ["F1"])


def test_a_plan_is_followed_and_rolled_by_commands_alone() -> None:
    take_in(KVINESDAL)
    told = ("plan", "status", "Planen", "22", "2025-3")
    assert "Measure 22 is in_progress" in run(*told, "in_progress", "--reached", "1")
    assert "Give --replace" in run(*told, "done", code=1)
    run(*told, "done", "--replace")
    asked = run("plan", "ask", "Planen", "2025-3").splitlines()
    assert asked[-1] == "0 asked by mail, 23 links to pass on."
    assert asked[0].startswith("1\tEnhetsleder åpen omsorg og rehabilitering\thttps://medvirk.example.org/t/")
    assert "2025-3 is closed" in run("plan", "close", "Planen", "2025-3")
    assert "Open it again" in run("plan", "status", "Planen", "1", "2025-3", "done", code=1)
    assert "2025-3 is open" in run("plan", "close", "Planen", "2025-3", "--reopen")
    rolled = ("--finish", "22", "--drop", "9", "Flekkefjord trakk seg", "--change", "24", "Tilsette tre")
    assert "The plan for 2026 is made" in run("plan", "roll", "Planen", "2025", *rolled)
    numbers = [line.split("\t")[0] for line in run("plan", "show", "Planen").splitlines()]
    assert (len(numbers), {"9", "22"} & set(numbers)) == (22, set())
    assert "24\tTilsette tre" in run("plan", "show", "Planen")
    assert "was rolled into 2026 already" in run("plan", "roll", "Planen", "2025", code=1)
    assert "\t2026\tPrøve kommune\tPlanen" in run("plan", "list")


def test_owners_with_an_address_are_asked_by_mail_once(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(
        "satsingsområde;mål;tiltak;ansvarlig;e-post\nA;B;Møter;Leder;leder@example.org\n;;Kurs;KE;\n", "utf-8"
    )
    take_in(file)
    assert run("plan", "ask", "Planen", "2025-3").splitlines()[-1] == "1 asked by mail, 1 links to pass on."
    assert run("plan", "ask", "Planen", "2025-3").splitlines()[-1] == "0 asked by mail, 1 links to pass on."


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("satsingsområde;tiltak;ansvarlig\nA;B;C\n", "plan.csv:1:mål: the column is missing."),
        ("satsingsområde;mål;tiltak;ansvarlig;farge\nA;B;C;D;rød\n", "plan.csv:1:farge: is no column of a plan."),
        ("satsingsområde;mål;tiltak;ansvarlig\nA;B;;D\n", "plan.csv:2:tiltak: is empty."),
        ("satsingsområde;mål;tiltak;ansvarlig\n;B;C;D\n", "plan.csv:2:satsingsområde: is empty."),
        ("satsingsområde;mål;tiltak;ansvarlig;type\nA;B;C;D;iblant\n", "plan.csv:2:type: 'iblant' is none of"),
        ("satsingsområde;mål;tiltak;ansvarlig;fra\nA;B;C;D;1\n", "plan.csv:2:til: a target needs fra, til and enhet."),
        (
            "satsingsområde;mål;tiltak;ansvarlig;fra;til;enhet\nA;B;C;D;en;2;årsverk\n",
            "plan.csv:2:fra: 'en' is not a number.",
        ),
        ("satsingsområde;mål;tiltak;ansvarlig;delmål\nA;B;C;D;a, g\n", "plan.csv:2:delmål: 'g' is not known."),
        ("satsingsområde;mål;tiltak;ansvarlig;e-post\nA;B;C;D;kari\n", "plan.csv:2:e-post: is not one e-mail address."),
        (f"satsingsområde;mål;tiltak;ansvarlig\nA;B;{'x' * 501};D\n", "plan.csv:2:tiltak: has more than 500 letters."),
    ],
)
def test_a_file_that_is_no_plan_tells_what_to_mend_by_row(rows: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(rows, "utf-8")
    assert told in take_in(file, code=1)
    assert run("plan", "list") == ""


def test_what_is_not_there_is_told_with_what_there_is() -> None:
    take_in(KVINESDAL)
    assert "Choose from: Planen" in run("plan", "show", "Ingen plan", code=1)
    assert "There is no measure 25 in 2025" in run("plan", "status", "Planen", "25", "2025-1", "done", code=1)
    assert "is not a quarter" in run("plan", "close", "Planen", "2025-5", code=2)
