"""From the printed link to the receipt in a real browser, and from there into the comparison."""

import csv
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from questionnaires.answers import Setting
from questionnaires.library import paths
from questionnaires.loading import load_file
from questionnaires.routing import Route
from questionnaires.rows import flatten
from surveyapp.synthetic import Person, answers
from tests.journeys.commands import Instance
from tests.journeys.respondent import Respondent

LINK = re.compile(r"answer +(\S+) +\((.+)\)")
MUNICIPALITIES = "Kommuneundersøkelsen (syntetiske svar)"
PSFS = "PSFS i rehabilitering (syntetiske svar)"
EXPERIENCE = "Brukererfaring i rehabilitering (syntetiske svar)"


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Instance:
    """A folder with the demonstration in it."""
    instance = Instance(tmp_path_factory.mktemp("demo"))
    assert "synthetic" in instance.run("demo", "--no-serve").out
    return instance


@pytest.fixture
def guide(instance: Instance) -> str:
    """What the demonstration prints when it is run again: it is the same, but the links are fresh."""
    return instance.run("demo", "--no-serve").out


@pytest.fixture(scope="module")
def address(instance: Instance) -> Iterator[str]:
    with instance.served() as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="nb-NO", viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def links(guide: str, title: str, address: str) -> dict[str, str]:
    """Round -> link, as printed for one survey, on the address where this test's server listens."""
    part = guide.split("Staff login")[1].split(title, 1)[1].split("report ", 1)[0]
    return {label: re.sub(r"^http://[^/]+", address, link) for link, label in LINK.findall(part)}


def made_up(questionnaire: str, seed: int, key: str = "", earlier: dict[str, Any] | None = None) -> dict[str, Any]:
    person = Person(0.5, 2.5, 1.0 if earlier else 0.0, date(2025, 1, 1), key, 2 if earlier else 1, earlier)
    return dict(answers(load_file(paths()[questionnaire]), person, Random(seed)))


def built(instance: Instance, survey: str) -> dict[str, Any]:
    """The results of a report built now."""
    folder = Path(instance.run("report", "build", survey).out.strip()).parent
    found: dict[str, Any] = json.loads((folder / "results.json").read_text("utf-8"))
    return found


def exported(instance: Instance, survey: str, round_name: str, folder: Path) -> list[dict[str, str]]:
    instance.run("data", "export", survey, round_name, "-o", folder / "x.csv", "--free-text")
    with (folder / "x.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_municipality_answers_everything_and_counts_in_the_comparison(
    instance: Instance, guide: str, address: str, page: Page, tmp_path: Path
) -> None:
    before, there = built(instance, MUNICIPALITIES), exported(instance, MUNICIPALITIES, "2", tmp_path)
    (link,) = links(guide, MUNICIPALITIES, address).values()
    respondent = Respondent(page).opens(link).sees("Syntetiske svar").starts()
    # The municipality itself is filled in from the invitation.
    given = made_up("kommuneundersokelsen", 7)
    respondent.follows("Om svaret").answers_everything(given).presses("Til godkjenning")
    respondent.fills(name="Ola Eksempel", job="Kommunedirektør", may="yes").presses("Godkjenn og lever")
    reference = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", respondent.text)
    assert reference, respondent.text
    assert respondent.complaints == []
    after = built(instance, MUNICIPALITIES)
    assert after["followup"]["respondents"] == before["followup"]["respondents"] + 1
    plan = {each["name"]: each for each in after["questions"]}["B1"]["followup"]
    earlier = {each["name"]: each for each in before["questions"]}["B1"]["followup"]
    grown = {code["code"]: code["count"] for code in (*plan["codes"], *plan["missing"])}
    was = {code["code"]: code["count"] for code in (*earlier["codes"], *earlier["missing"])}
    assert {code: grown[code] - was[code] for code in grown if grown[code] != was[code]} == {given["B1"]: 1}
    (row,) = [row for row in exported(instance, MUNICIPALITIES, "2", tmp_path) if row not in there]
    asked = load_file(paths()["kommuneundersokelsen"])
    wanted = flatten(Route(asked, {**given, "A1": row["A1"]}, Setting(date(2025, 1, 1))))
    assert {name: cell for name, cell in row.items() if cell} == wanted


def test_a_patients_activities_meet_her_again_and_her_change_is_counted(
    instance: Instance, guide: str, address: str, page: Page
) -> None:
    before = built(instance, PSFS)["scores"][0]
    start, followup = links(guide, PSFS, address).values()
    first: dict[str, Any] = {
        "role": "with_help",
        "aktivitet": {"1": "gå i trapp", "2": "lage middag", "3": "spille kort"},
        "klarer": {"1": 3, "2": 4, "3": 5},
    }
    respondent = Respondent(page)
    respondent.opens(start).starts().answers_everything(first).hands_in().sees("4,0")
    again = {"role": "self", "klarer": {"1": 7, "2": 6, "3": "not_tried"}}
    respondent.opens(followup).starts()
    respondent.answers_everything(again).sees("gå i trapp").hands_in()
    # Over the two activities rated both times: (3 + 4) / 2 and (7 + 6) / 2.
    respondent.sees("3,5 ved start").sees("6,5 nå")
    assert respondent.complaints == []
    after = built(instance, PSFS)["scores"][0]
    assert after["pairs"] == before["pairs"] + 1
    assert after["started"] == before["started"] + 1


def test_an_anonymous_answer_is_counted_and_linked_to_nobody(
    instance: Instance, guide: str, address: str, page: Page
) -> None:
    before = built(instance, EXPERIENCE)
    (link,) = links(guide, EXPERIENCE, address).values()
    respondent = Respondent(page).opens(link).starts()
    respondent.answers_everything(made_up("brukererfaring", 3)).hands_in()
    after = built(instance, EXPERIENCE)
    assert after["followup"]["respondents"] == before["followup"]["respondents"] + 1
    assert after["pairing"]["by"] is None


def test_the_demonstration_runs_again_with_fresh_links_and_the_same_answers(instance: Instance, guide: str) -> None:
    again = instance.run("demo", "--no-serve").out
    assert set(LINK.findall(again)).isdisjoint(LINK.findall(guide))
    assert len(LINK.findall(again)) == 5


def test_every_report_of_the_demonstration_says_that_it_is_synthetic(guide: str) -> None:
    reports = re.findall(r"report +(\S+)", guide)
    assert len(reports) == 4
    for report in reports:
        assert "Syntetiske svar" in Path(report).read_text("utf-8")
