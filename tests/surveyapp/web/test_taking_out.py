"""Staff take answers out as files: which, of which round, and what is said when there is none."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from openpyxl import load_workbook

from surveyapp.services import exporting
from tests.sites import PASSWORD, PutSurvey, Site
from tests.surveyapp.stage import PLAN
from tests.surveyapp.web.person import Person
from tests.surveyapp.web.seeded import seeded


@pytest.fixture
def survey(site: Site) -> PutSurvey:
    return site.put(PLAN)


def at_the_data(person: Person, survey: PutSurvey) -> Person:
    person.opens(f"/undersokelser/{survey.id}/data")
    return person.answers(email=survey.site.employ(survey), password=PASSWORD).presses("Logg inn")


def hand_in(person: Person, path: str, merknad: str = "") -> None:
    person.opens(path).starts().answers(har="no", merknad=merknad).goes_on().presses("Lever svarene")


def download(person: Person, survey: PutSurvey, **chosen: str | list[str]) -> bytes:
    """What the form that stands open sends."""
    form = person.page.forms[-1]
    fields = {**{name: form.fields.getlist(name) for name in form.fields}, **chosen}
    with person.client.post(f"/undersokelser/{survey.id}/data", data=fields) as answer:
        assert answer.status_code == 200
        assert "attachment" in answer.headers["Content-Disposition"]
        return answer.get_data()


def test_excel_is_chosen_beforehand_and_comes_alone(person: Person, survey: PutSurvey) -> None:
    hand_in(person, survey.round().invite("F-1"), merknad="om meg")
    at_the_data(person, survey).sees("Start: 1 svar (åpen)")
    book = load_workbook(io.BytesIO(download(person, survey)))
    assert [sheet.title for sheet in book] == ["Les meg", "Svar", "Svar som koder", "Variabler", "Koder"]
    assert book["Svar"]["B2"].value == "Nei"
    assert "F-1" not in str([*book["Svar"].values])
    assert "om meg" not in str([*book["Svar"].values])


def test_several_files_come_in_one_with_what_was_written_if_asked_for(person: Person, survey: PutSurvey) -> None:
    hand_in(person, survey.round().invite("F-1"), merknad="om meg")
    at_the_data(person, survey)
    sent = download(person, survey, formats=["csv", "sav"], texts="y")
    with zipfile.ZipFile(io.BytesIO(sent)) as archive:
        names = set(archive.namelist())
        rows = list(csv.DictReader(io.StringIO(archive.read("svar.csv").decode())))
    assert names == {
        *("svar.csv", "svar.sav", "kodebok.csv", "koder.csv", "les_inn.R", "les_inn.py", "LESMEG.txt"),
    }
    assert [row["merknad"] for row in rows] == ["om meg"]


def test_an_anonymous_round_is_not_given_before_it_is_over(person: Person, site: Site) -> None:
    survey = site.put(PLAN, "anonymous")
    hand_in(person, survey.round().open_link())
    at_the_data(person, survey).presses("Last ned").meets(422)
    person.sees("Anonyme svar kan tas ut når runden er over")


def test_no_file_is_asked_for(person: Person, survey: PutSurvey) -> None:
    survey.round()
    at_the_data(person, survey).answers(formats=[]).presses("Last ned").meets(422).sees("Velg minst én slags fil.")


def test_a_survey_without_rounds_says_so(person: Person, survey: PutSurvey) -> None:
    at_the_data(person, survey).sees("Det er ingen svar å ta ut ennå.")


def test_a_round_nobody_answered_gives_a_file_that_says_so(person: Person, survey: PutSurvey) -> None:
    survey.round()
    at_the_data(person, survey)
    book = load_workbook(io.BytesIO(download(person, survey)))
    assert "Ingen har levert svar ennå." in [row[0] for row in book["Les meg"].values]
    assert [row[1] for row in book["Svar"].values] == ["har"]


def test_a_full_disk_is_told_and_leaves_nothing(
    person: Person, survey: PutSurvey, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey.round()
    at_the_data(person, survey)

    def full(*_what: object) -> None:
        raise exporting.FileNotMadeError("svar.xlsx", OSError("No space left on device"))

    monkeypatch.setattr(exporting, "write_download", full)
    person.presses("Last ned").meets(422).sees("Det er ikke plass på disken")
    assert list(survey.site.settings.reports.glob(".svar.*")) == []


def test_the_page_tells_beforehand_what_stata_calls_the_variables(person: Person, survey: PutSurvey) -> None:
    survey.round()
    at_the_data(person, survey).sees("Det Stata ikke har plass til", "hvem.brukere heter hvem_brukere")


def test_whoever_may_not_see_single_answers_is_given_counts(person: Person, site: Site) -> None:
    there = seeded(site)
    person.opens(f"/undersokelser/{there.survey.id}")
    person.answers(email=site.employ(there.survey, "reader"), password=PASSWORD).presses("Logg inn")
    person.follows("Ta ut data: Excel, SPSS, Stata, CSV").does_not_see("Svarene, ett for ett")
    asked = there.rounds[0]
    with person.client.get(f"/undersokelser/{there.survey.id}/data/{asked.id}/tall.csv") as answer:
        lines = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))
    # Three of the first round's two hundred had no plan, which is too few to tell.
    told = {line["kode"]: (line["antall"], line["skjult"]) for line in lines if line["variabel"] == "har"}
    assert told["no"] == ("", "ja")
    with person.client.get(f"/undersokelser/{there.survey.id}/data/{asked.id}/tall.xlsx") as answer:
        (sheet,) = load_workbook(io.BytesIO(answer.get_data()))
    assert ("har", "no", None, "ja") in [(row[0], row[2], row[4], row[8]) for row in sheet.values]


def test_contributors_are_not_led_there(person: Person, survey: PutSurvey) -> None:
    person.opens(f"/undersokelser/{survey.id}")
    person.answers(email=survey.site.employ(survey, "contributor"), password=PASSWORD).presses("Logg inn")
    person.does_not_see("Ta ut data")
    person.opens(f"/undersokelser/{survey.id}/data").meets(403)


def test_two_rounds_come_in_one_file_with_a_column_that_tells_them_apart(person: Person, site: Site) -> None:
    there = seeded(site)
    at_the_data(person, there.survey)
    chosen = [str(each.id) for each in there.rounds[:2]]
    with zipfile.ZipFile(io.BytesIO(download(person, there.survey, rounds=chosen, formats=["csv"]))) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("svar.csv").decode())))
    assert {row["round"] for row in rows} == {"1", "2"}


def test_no_round_is_asked_for(person: Person, survey: PutSurvey) -> None:
    survey.round()
    at_the_data(person, survey).answers(rounds=[]).presses("Last ned").meets(422).sees("Velg minst én runde.")


def test_another_surveys_round_is_not_given(person: Person, site: Site) -> None:
    mine, other = site.put(PLAN), site.put(PLAN)
    mine.round()
    asked = other.round()
    hand_in(person, asked.invite("F-1"))
    at_the_data(person, mine)
    form = person.page.forms[-1]
    fields = {**{name: form.fields.getlist(name) for name in form.fields}, "rounds": [str(asked.id)]}
    assert person.client.post(f"/undersokelser/{mine.id}/data", data=fields).status_code == 422
