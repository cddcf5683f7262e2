"""Staff key paper in with the same questions, twice and blind, and choose what the paper says where they differ."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from surveyapp.models.versions import questionnaire_of
from surveyapp.services import exporting
from surveyapp.web.fields import FIELDS
from tests.sites import PASSWORD, AskedRound, PutSurvey, Site
from tests.surveyapp.stage import PLAN
from tests.surveyapp.web.conftest import NO_CONTACT
from tests.surveyapp.web.person import Person

SHEET = {"har": "yes", "antall": "3", "merknad": "fin"}


@pytest.fixture
def survey(site: Site) -> PutSurvey:
    return site.put(PLAN)


@pytest.fixture
def sheets(survey: PutSurvey) -> str:
    """The address of the list of sheets; K1 and K2 are invited."""
    asked = survey.round()
    asked.invite("K1", "Forløp 1")
    asked.invite("K2", "Forløp 2")
    return address_of(asked)


def address_of(asked: AskedRound) -> str:
    return f"/undersokelser/{asked.survey_id}/runder/{asked.id}/papir"


def employed(site: Site, survey: PutSurvey) -> Person:
    person = Person(site.app).opens("/logg-inn")
    return person.answers(email=site.employ(survey), password=PASSWORD).presses("Logg inn")


@pytest.fixture
def kari(site: Site, survey: PutSurvey) -> Person:
    return employed(site, survey)


@pytest.fixture
def ola(site: Site, survey: PutSurvey) -> Person:
    return employed(site, survey)


def keys(person: Person, sheets: str, name: str = "K1", **given: str | list[str]) -> Person:
    person.opens(sheets).answers(sheet=name).presses("Legg inn et skjema")
    return person.answers(**given).presses("Lagre skjemaet")


def test_two_equal_entries_become_a_response_with_a_reference_code(kari: Person, ola: Person, sheets: str) -> None:
    keys(kari, sheets, **SHEET).is_on("Papirskjemaer Start").sees("Nå må en annen legge det inn", "Venter på en annen")
    keys(ola, sheets, **SHEET).sees("Skjema K1 er levert.", "100 %", "3 felt sammenlignet", "Levert")


def test_the_second_entry_shows_nothing_of_the_first(kari: Person, ola: Person, sheets: str) -> None:
    keys(kari, sheets, **SHEET)
    ola.opens(sheets).follows("Legg inn andre gang: K1").holds(antall="", merknad="", har=[]).does_not_see("fin")


def test_what_differs_is_settled_by_what_the_paper_says(site: Site, kari: Person, ola: Person, sheets: str) -> None:
    keys(kari, sheets, **SHEET)
    keys(ola, sheets, **SHEET | {"antall": "8", "merknad": "fim"}).sees("2 felt er ulike", "Hvor mange tiltak?")
    ola.answers(_pick__antall="other", antall="5", _pick__merknad="first").presses("Lever svaret")
    ola.sees("Skjema K1 er levert.", "33 %")
    survey_id, round_id = (UUID(part) for part in sheets.split("/")[2:5:2])
    with site.session() as session:
        table = exporting.export_round(session, survey_id, round_id, texts=True)
    row = dict(zip(table.header, table.rows[0], strict=True))
    assert (row["har"], row["antall"], row["merknad"]) == ("yes", "5", "fin")


def test_whoever_has_not_chosen_is_told_where(kari: Person, ola: Person, sheets: str) -> None:
    keys(kari, sheets, **SHEET)
    keys(ola, sheets, **SHEET | {"antall": "8"}).presses("Lever svaret").meets(422).sees("Velg hva arket sier.")


def test_what_cannot_be_stored_is_told_in_both_places(kari: Person, ola: Person, sheets: str) -> None:
    keys(kari, sheets, **SHEET | {"antall": "101"}).meets(422).sees("For å gå videre må du rette opp dette")
    kari.answers(antall="3").presses("Lagre skjemaet").sees("er lagt inn én gang")
    keys(ola, sheets, **SHEET | {"antall": "8"}).answers(_pick__antall="other", antall="101").presses("Lever svaret")
    ola.meets(422).holds(antall="101")


def test_what_is_missing_on_paper_is_asked_about_once_and_kept(kari: Person, sheets: str) -> None:
    keys(kari, sheets, antall="3").meets(200).sees("Velg om dere har en plan.", "Slik står det på arket")
    kari.presses("Slik står det på arket").sees("er lagt inn én gang")


def test_an_answer_that_should_have_been_passed_by_is_told(kari: Person, sheets: str) -> None:
    keys(kari, sheets, har="no", hvem=["ansatte"]).sees("Svaret blir ikke med.")


def test_the_same_person_is_told_to_let_another_key_it_in(kari: Person, sheets: str) -> None:
    keys(kari, sheets, **SHEET)
    kari.answers(sheet="K1").presses("Legg inn et skjema").meets(422).sees("La en kollega legge det inn")


def test_sending_an_entry_twice_keeps_one(kari: Person, sheets: str) -> None:
    keys(kari, sheets, **SHEET).sends_again().meets(409).sees("Du la inn dette skjemaet i dag.")
    kari.opens(sheets).sees("K1").does_not_see("Levert")


def test_sending_a_settlement_twice_keeps_one(kari: Person, ola: Person, sheets: str) -> None:
    keys(kari, sheets, **SHEET)
    keys(ola, sheets, **SHEET | {"antall": "8"}).answers(_pick__antall="first").presses("Lever svaret")
    ola.sends_again().meets(409).sees("lagt inn to ganger allerede")


def test_a_sheet_is_found_by_its_label_too_and_nobodys_is_told(kari: Person, sheets: str) -> None:
    kari.opens(sheets).answers(sheet=" forløp 2 ").presses("Legg inn et skjema").is_on("Skjema K2 Start")
    kari.opens(sheets).answers(sheet="K9").presses("Legg inn et skjema").meets(422).sees("Vi finner ikke skjemaet.")
    kari.opens(f"{sheets}/ark?sheet=K9").meets(404)


def test_who_has_answered_on_the_web_is_not_written_over(
    kari: Person, survey: PutSurvey, somebody: Callable[[], Person]
) -> None:
    asked = survey.round("Runde 2")
    done = somebody().opens(asked.invite("K1")).starts().answers(har="no").goes_on()
    kari.opens(address_of(asked)).answers(sheet="K1").presses("Legg inn et skjema").sees("har begynt å svare på nett")
    done.presses("Lever svarene")
    kari.answers(sheet="K1").presses("Legg inn et skjema").sees("har levert på nett")


def test_a_sheet_of_the_wrong_person_is_taken_away(kari: Person, sheets: str) -> None:
    keys(kari, sheets, **SHEET).presses("Slett: K1").sees("Det som var lagt inn, er slettet.", "Ingen skjemaer")


def test_an_anonymous_sheet_is_known_by_the_number_staff_wrote(site: Site) -> None:
    survey = site.put(PLAN, "anonymous")
    sheets = address_of(survey.round())
    for person in (employed(site, survey), employed(site, survey)):
        keys(person, sheets, "17", **SHEET)
    person.sees("Skjema 17 er levert.", "17").opens(sheets).does_not_see("-")


def test_a_closed_round_takes_late_paper_and_an_unopened_none(site: Site, survey: PutSurvey, kari: Person) -> None:
    late, early = survey.round("Sen", opens=-60, closes=-20), survey.round("Tidlig", opens=5)
    over = survey.round("Over", opens=-90, closes=-31)
    late.invite("K1")
    keys(kari, address_of(late), **SHEET).sees("er lagt inn én gang")
    for asked in (early, over):
        kari.opens(address_of(asked)).sees("Skjemaer kan ikke legges inn nå.")
    kari.opens(f"{address_of(over)}/ark?sheet=K1").meets(410)


def test_another_organisations_sheets_are_not_found(site: Site, kari: Person) -> None:
    other = site.put(NO_CONTACT).round()
    for path in ("", "/ark?sheet=K1", f"/{uuid4()}/uenighet"):
        kari.opens(address_of(other) + path).meets(404)


def test_a_sheet_of_another_round_is_not_found(kari: Person, ola: Person, survey: PutSurvey, sheets: str) -> None:
    keys(kari, sheets, **SHEET)
    keys(ola, sheets, **SHEET | {"antall": "8"})
    paper = ola.page.path.split("/")[-2]
    kari.opens(f"{address_of(survey.round('Runde 2'))}/{paper}/uenighet").meets(404)


@pytest.mark.parametrize("given", [{"har": "maybe"}, {"hvem": ["ansatte", "alle"]}])
def test_an_answer_that_the_sheet_never_offered_is_refused(
    kari: Person, sheets: str, given: dict[str, str | list[str]]
) -> None:
    kari.opens(sheets).answers(sheet="K1").presses("Legg inn et skjema").forges(**given).presses("Lagre skjemaet")
    kari.meets(400)


def test_pages_for_keying_ask_for_a_login(person: Person, sheets: str) -> None:
    person.opens(sheets).is_on("Logg inn")


def test_every_question_with_a_field_stands_on_the_sheet(site: Site, everything: PutSurvey) -> None:
    asked = everything.round()
    asked.invite("K1")
    person = employed(site, everything).opens(address_of(asked)).answers(sheet="K1").presses("Legg inn et skjema")
    offered = {name.partition(".")[0] for name in person.page.forms[-1].offered}
    with site.session() as session:
        questions = list(questionnaire_of(session, everything.version_id).questions())
    assert {question.id for question in questions if type(question) in FIELDS} <= offered
