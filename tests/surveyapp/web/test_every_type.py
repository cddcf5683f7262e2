"""Every type of question, from what a person writes to what is stored, shown again and read back in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import select

from questionnaires.loading import load
from surveyapp.models import Response
from surveyapp.web.fields import FIELDS
from tests.sites import AskedRound, PutSurvey, Site
from tests.surveyapp.web.conftest import EVERYTHING
from tests.surveyapp.web.person import Person, words_of

Given = dict[str, str | list[str]]


@dataclass(frozen=True)
class Round:
    """What is given on a page (after what is given `before`, by page), and what becomes of it."""

    page: str
    given: Given
    stored: dict[str, Any]
    nb: str
    en: str
    before: tuple[tuple[str, Given], ...] = ()
    box: Given = field(default_factory=dict)


ACTIVITIES: Given = {"activity__1": "gå", "activity__2": "stå"}
ROUNDS = {
    "choice": Round("choosing", {"plan": "yes"}, {"plan": "yes"}, "Har dere en plan? Ja", "Do you have a plan? Yes"),
    "choices": Round(
        "choosing",
        {"tools": ["psfs", "copm"]},
        {"tools": ["psfs", "copm"]},
        "PSFS COPM",
        "PSFS COPM",
        before=(("choosing", {"plan": "yes"}),),
    ),
    "ranking": Round(
        "preferring",
        {"order__money": "1", "order__time": "2"},
        {"order": {"money": 1, "time": 2}},
        "1. Penger 2. Tid",
        "1. Money 2. Time",
        before=(("preferring", {"barriers": ["time", "money"]}),),
    ),
    "grade": Round("preferring", {"useful": "3"}, {"useful": "3"}, "I stor grad", "To a large extent"),
    "grid": Round(
        "numbers", {"offers__day": "own"}, {"offers": {"day": "own"}}, "Dagtilbud: I egen", "Day service: Our"
    ),
    "number": Round("numbers", {"posts": "1,5"}, {"posts": 1.5}, "1,5 årsverk", "1.5 posts"),
    "number_grid": Round(
        "numbers",
        {"staff__ergo": "2"},
        {"staff": {"ergo": 2.0}},
        "Ergoterapeut: 2",
        "Occupational therapist: 2",
    ),
    "count": Round(
        "numbers",
        {"places": "12"},
        {"places": 12},
        "Hvor mange plasser? 12",
        "How many places? 12",
        before=(("numbers", {"offers__day": "own"}),),
    ),
    "percentage": Round(
        "moments",
        {"share": "45 %"},
        {"share": 45},
        "45 prosent",
        "45 per cent",
        box={"share": "45"},
    ),
    "currency": Round(
        "moments",
        {"budget": "1.250.000 kr"},
        {"budget": 1250000},
        "1 250 000 kroner",
        "1 250 000 NOK",
        box={"budget": "1\u00a0250\u00a0000"},
    ),
    "rating": Round(
        "rating",
        {"manages__1": "10"},
        {"manages": {"1": 10}},
        "10 – Uten vansker",
        "10 – No problem",
        before=(("words", ACTIVITIES),),
    ),
    "year": Round("numbers", {"since": "2019"}, {"since": 2019}, "Hvilket år? 2019", "Which year? 2019"),
    "date": Round(
        "moments",
        {"begun": "14.3.2020"},
        {"begun": "2020-03-14"},
        "14.03.2020",
        "14 March 2020",
        box={"begun": "14.03.2020"},
    ),
    "month": Round(
        "moments",
        {"planned": "mars 2026"},
        {"planned": "2026-03"},
        "mars 2026",
        "March 2026",
        box={"planned": "03.2026"},
    ),
    "time": Round("moments", {"opens": "8.30"}, {"opens": "08:30"}, "08:30", "08:30", box={"opens": "08:30"}),
    "short_text": Round("words", {"short": "nei"}, {"short": "nei"}, "Kort nei", "Short nei"),
    "long_text": Round("words", {"long": "en\nto"}, {"long": "en\nto"}, "Langt en to", "Long en to"),
    "consent": Round("registers", {"agrees": "yes"}, {"agrees": "yes"}, "kontaktet. Ja", "contacted. Yes"),
    "postal_code": Round(
        "registers",
        {"postal": "0 150"},
        {"postal": "0150"},
        "Postnummer 0150",
        "Postal code 0150",
        box={"postal": "0150"},
    ),
    "organisation_number": Round(
        "registers",
        {"organisation": "974 760 673"},
        {"organisation": "974760673"},
        "974 760 673",
        "974 760 673",
        box={"organisation": "974760673"},
    ),
    "email": Round("registers", {"email": "a@example.org"}, {}, "a@example.org", "a@example.org"),
    "phone": Round("registers", {"phone": "+47 22 33 44 55"}, {}, "+47 22 33 44 55", "+47 22 33 44 55"),
    "municipality": Round("choosing", {"kommune": "0301"}, {"kommune": "0301"}, "kommune? Oslo", "municipality? Oslo"),
    "classified": Round(
        "registers",
        {"county": "vestl"},
        {"county": "46"},
        "fylke? Vestland",
        "county? Vestland",
        box={"county": "Vestland"},
    ),
    "own_list": Round("words", ACTIVITIES, {"activity": {"1": "gå", "2": "stå"}}, "gå stå", "gå stå"),
}


def test_the_rounds_are_of_every_type_that_is_answered() -> None:
    asked = {question.type for question in load(EVERYTHING, "everything.yaml").questions() if type(question) in FIELDS}
    assert ROUNDS.keys() == asked
    assert len(asked) == len(FIELDS)


def on(person: Person, page: str, language: str = "nb") -> Person:
    here = person.page.path.partition("/side/")[0].removesuffix("/kontroll")
    return person.opens(f"{here}/{page if page == 'kontroll' else f'side/{page}'}?lang={language}")


def stored(site: Site, asked: AskedRound) -> dict[str, Any]:
    with site.session() as session:
        answers: dict[str, Any] = session.scalars(select(Response.answers).where(Response.round_id == asked.id)).one()
        return answers


@pytest.mark.parametrize("kind", sorted(ROUNDS))
def test_an_answer_is_stored_shown_again_and_read_back_in_words(
    kind: str, site: Site, begun: Person, asked: AskedRound
) -> None:
    way = ROUNDS[kind]
    for page, given in (*way.before, (way.page, way.given)):
        on(begun, page).answers(**given).goes_on()
    assert {name: stored(site, asked).get(name) for name in way.stored} == way.stored
    on(begun, way.page).holds(**{**way.given, **way.box})
    on(begun, "kontroll").sees(way.nb)
    on(begun, "kontroll", "en").sees(way.en)


@dataclass(frozen=True)
class Wrong:
    """What is written in a box of a page, and what is told about it."""

    page: str
    box: str
    written: str
    nb: str
    en: str


WRONG = [
    Wrong("numbers", "since", "1789", "Skriv et årstall fra 1990", "Write a year from 1990"),
    Wrong("numbers", "posts", "99", "Skriv et tall fra 0 til 50.", "Write a number from 0 to 50."),
    Wrong("numbers", "staff.ergo", "1,25", "høyst 1 desimal(er)", "at most 1 decimal(s)"),
    Wrong("words", "short", "x" * 21, "Teksten er 21 tegn.", "The text has 21 characters."),
    Wrong("moments", "begun", "14.3.26", "dag, måned og år (fire sifre)", "day, month and year (four digits)"),
    Wrong("moments", "begun", "31.02.2020", "finnes ikke i kalenderen", "not in the calendar"),
    Wrong("moments", "begun", "31.12.1999", "fra 01.01.2000 til", "from 1 January 2000 to"),
    Wrong("moments", "planned", "13.2026", "Skriv måned og år", "Write month and year"),
    Wrong("moments", "opens", "25:00", "Skriv klokkeslettet", "Write the time"),
    Wrong("moments", "share", "120 %", "Skriv et tall fra 0 til 100.", "Write a number from 0 to 100."),
    Wrong("moments", "budget", "mye", "Skriv svaret som et tall", "Write the answer as a number"),
    Wrong("moments", "spent", "-1", "Skriv et tall fra 0 til 1 000 000", "Write a number from 0 to 1 000 000"),
    Wrong("registers", "postal", "15", "Skriv postnummeret med fire sifre", "Write the postal code with four digits"),
    Wrong("registers", "organisation", "123456789", "med ni sifre", "with nine digits"),
    Wrong("registers", "county", "Atlantis", "velg et navn fra listen", "choose a name from the list"),
    Wrong("registers", "county", "vest", "velg et navn fra listen", "choose a name from the list"),
    Wrong("registers", "email", "navn", "Skriv e-postadressen slik", "Write the e-mail address like this"),
    Wrong("registers", "phone", "12", "Skriv telefonnummeret", "Write the phone number"),
]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: f"{wrong.box}: {wrong.written[:12]}")
def test_what_is_wrong_is_told_at_its_box_and_not_stored(
    wrong: Wrong, site: Site, begun: Person, asked: AskedRound
) -> None:
    on(begun, wrong.page).answers(**{wrong.box: wrong.written}).goes_on().meets(422).holds(**{wrong.box: wrong.written})
    assert wrong.nb in words_of(begun.page.element(f"{wrong.box}-error"))
    assert begun.page.element(f"{wrong.box}-input").get("aria-invalid") == "true"
    assert f"{wrong.box}-error" in (begun.page.element(f"{wrong.box}-input").get("aria-describedby") or "").split()
    assert f"#{wrong.box}-input" in [href for _words, href in begun.page.links()]
    on(begun, wrong.page, "en").answers(**{wrong.box: wrong.written}).presses("Next").sees(wrong.en)
    assert wrong.box.partition(".")[0] not in stored(site, asked)


def test_how_to_reach_a_person_is_not_among_the_answers(site: Site, begun: Person, asked: AskedRound) -> None:
    on(begun, "registers").answers(email="a@example.org", phone="22334455").goes_on()
    assert not {"a@example.org", "22334455"} & set(map(str, stored(site, asked).values()))


def test_a_large_amount_is_asked_about_once_and_then_let_through(site: Site, begun: Person, asked: AskedRound) -> None:
    on(begun, "moments").answers(budget="12 000 000").goes_on().meets(200).sees("Se en gang til på dette:")
    assert words_of(begun.page.element("budget-warning")).startswith("Se en gang til: Du har svart 12 000 000.")
    assert begun.page.element("budget-input").get("aria-invalid") is None
    assert begun.page.element("budget-input").get("aria-describedby") == "budget-warning budget-unit"
    begun.goes_on().is_on("Hvem og hvor")
    assert stored(site, asked)["budget"] == 12_000_000


def test_a_calculated_value_is_worked_out_when_the_page_is_saved(begun: Person) -> None:
    on(begun, "moments").sees("Igjen av budsjettet Ikke regnet ut ennå")
    begun.answers(budget="12500", spent="2500").goes_on()
    on(begun, "moments").sees("Igjen av budsjettet 10 000 kroner")
    on(begun, "kontroll", "en").sees("Left of the budget 10 000 NOK")


def test_a_way_of_not_answering_stands_in_for_a_date(site: Site, begun: Person, asked: AskedRound) -> None:
    on(begun, "moments").answers(begun=["dont_know"]).goes_on()
    assert stored(site, asked)["begun"] == "dont_know"
    on(begun, "moments").holds(begun="dont_know")
    on(begun, "kontroll").sees("Når begynte dere? Vet ikke")


def test_a_date_and_a_reason_for_having_none_is_one_too_many(begun: Person) -> None:
    on(begun, "moments").answers(begun=["14.03.2020", "dont_know"]).goes_on().meets(422)
    begun.sees("Du har både skrevet et svar og krysset av.").holds(begun=["14.03.2020", "dont_know"])


def test_a_classification_is_answered_by_its_code_too(site: Site, begun: Person, asked: AskedRound) -> None:
    on(begun, "registers").answers(county="46").goes_on()
    assert stored(site, asked)["county"] == "46"
    on(begun, "registers").holds(county="Vestland")
    names = [option.get("value") for option in begun.page.element("county-names")]
    assert len(names) == 15
    assert names[0] == "Agder"


def test_a_list_that_comes_with_the_participant_is_shown_and_not_asked(everything: PutSurvey, person: Person) -> None:
    person.opens(everything.round().invite("K9")).starts()
    on(person, "measures").sees("Disse tiltakene står i planen.", "Her står det ingenting ennå.")


def test_a_text_to_read_is_shown_with_its_emphasis_and_not_on_the_check_page(begun: Person) -> None:
    on(begun, "moments").sees("Les dette først.")
    assert [words_of(each) for each in begun.page.element("read_this").iter("strong")] == ["dette"]
    on(begun, "kontroll").does_not_see("Les dette først.")
