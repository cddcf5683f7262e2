"""What the API tells of answers: as many as there are, and never so few that somebody could be found."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.sites import Site
from tests.surveyapp.web.seeded import HEADER, Seeded, bearer, seeded


@pytest.fixture(scope="module")
def place(site: Site) -> Seeded:
    return seeded(site)


@pytest.fixture
def client(site: Site) -> FlaskClient:
    return site.app.test_client()


def ask(client: FlaskClient, place: Seeded, path: str) -> Any:
    return client.get(f"/api/v1/surveys/{place.survey.id}{path}", headers=bearer(place.survey))


def results(client: FlaskClient, place: Seeded, number: int) -> dict[str, Any]:
    answer = ask(client, place, f"/rounds/{place.rounds[number].id}/results").get_json()
    assert answer["respondents"] == 200
    return {each["name"]: each for each in answer["variables"]}


def counted(place: Seeded, number: int, variable: str) -> Counter[str]:
    """The codes of a variable as they stood in the file that was read in."""
    return Counter(row[HEADER.index(variable)] for row in place.rows[number])


def test_what_is_shown_is_what_was_answered(client: FlaskClient, place: Seeded) -> None:
    shown = 0
    for name, variable in results(client, place, 1).items():
        for code in variable["codes"]:
            if code["count"] is not None:
                assert code["count"] == counted(place, 1, name)[code["code"]], (name, code)
                shown += 1
    assert shown > 0


@pytest.mark.parametrize("number", [0, 1])
def test_few_are_hidden_and_cannot_be_worked_out(number: int, client: FlaskClient, place: Seeded) -> None:
    told = results(client, place, number)
    for name, variable in told.items():
        codes = [*variable["codes"], *variable["missing"]]
        assert not any(code["count"] is not None and 0 < code["count"] < 5 for code in codes), name
        hidden = [code for code in codes if code["suppressed"]]
        rest = [variable["valid"], variable["not_answered"]]
        assert len(hidden) != 1 or None in rest, name
    assert counted(place, 0, "har")["no"] == 3
    assert told["har"]["codes"][1]["suppressed"] == (number == 0)


def test_a_round_shows_nothing_that_a_report_on_it_hides(client: FlaskClient, place: Seeded) -> None:
    report = ask(client, place, f"/comparisons/{place.report_id}").get_json()
    hidden = 0
    for number, side in enumerate(("baseline", "followup")):
        told = results(client, place, number)
        for question in report["questions"]:
            before = question[side]
            if question["name"] not in told:
                continue
            gone = {each["code"] for each in (*before["codes"], *before["missing"]) if each["suppressed"]}
            now = told[question["name"]]
            assert gone <= {each["code"] for each in (*now["codes"], *now["missing"]) if each["suppressed"]}
            assert before["valid"] is not None or now["valid"] is None
            assert not before["summary"] or not before["summary"]["suppressed"] or now["mean"] is None
            hidden += len(gone)
    assert hidden > 0


def test_a_comparison_is_told_as_it_was_built(client: FlaskClient, place: Seeded) -> None:
    (line,) = ask(client, place, "/comparisons").get_json()["items"]
    assert (line["id"], line["baseline_id"]) == (str(place.report_id), str(place.rounds[0].id))
    told = ask(client, place, f"/comparisons/{place.report_id}").get_json()
    built = [json.loads(file.read_text("utf-8")) for file in place.site.settings.reports.glob("*/results.json")]
    assert told in built
    assert told["protected"] is True


def test_another_surveys_comparison_is_not_found_here(site: Site, client: FlaskClient, place: Seeded) -> None:
    other = site.put("psfs")
    path = f"/api/v1/surveys/{other.id}/comparisons/{place.report_id}"
    assert client.get(path, headers=bearer(other)).status_code == 404


def rows(client: FlaskClient, place: Seeded, number: int) -> list[dict[str, str]]:
    answer = ask(client, place, f"/rounds/{place.rounds[number].id}/data")
    assert answer.content_type == "text/csv; charset=utf-8; header=present"
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))


def test_a_data_file_has_pseudonyms_that_follow_a_person_and_no_keys(client: FlaskClient, place: Seeded) -> None:
    first, second = rows(client, place, 0), rows(client, place, 1)
    names = [{row["participant"] for row in table} for table in (first, second)]
    assert [len(each) for each in names] == [200, 200]
    # Persons 40 to 219 are in both rounds.
    assert len(names[0] & names[1]) == 180
    assert not any("P" in name or name.startswith("=") for name in names[0] | names[1])
    assert Counter(row["har"] for row in first) == counted(place, 0, "har")
    assert "merknad" not in first[0]


def test_the_same_person_has_another_pseudonym_in_another_survey(
    site: Site, client: FlaskClient, place: Seeded
) -> None:
    other = seeded(site)
    mine, theirs = ({row["participant"] for row in rows(client, each, 0)} for each in (place, other))
    assert mine & theirs == set()


def test_a_bodys_own_key_is_told_and_never_becomes_a_formula(site: Site, client: FlaskClient) -> None:
    place = seeded(site, "identified")
    assert {row["participant"][:3] for row in rows(client, place, 0)} == {"'=P"}
