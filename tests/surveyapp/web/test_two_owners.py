"""Two who change the same survey: the second is told what the first saved, and loses nothing of her own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from surveyapp.models.ids import norwegian_date
from surveyapp.services import contacting
from surveyapp.services.contacting import WavePlan
from tests.sites import PASSWORD, PutSurvey, Site
from tests.surveyapp.stage import PLAN
from tests.surveyapp.web.person import Person

TODAY = norwegian_date(datetime.now(UTC))
FAR, FARTHER = (str(TODAY + timedelta(days=days)) for days in (400, 500))


@dataclass(frozen=True)
class Form:
    """A form of a survey, by its address and its button; what each of the two writes in one field."""

    place: str
    button: str
    field: str
    first: str
    second: str
    told: str


FORMS = (
    Form("/om", "Lagre", "purpose", "Karis formål", "Olas formål", "«Karis formål»"),
    Form("/runder/{round_id}/datoer", "Lagre", "closes_on", FAR, FARTHER, "av deg eller en annen"),
    Form("/sletting/endre", "Lagre datoene", "contact_days", "20", "30", "«20»"),
    Form(
        "/utseende",
        "Lagre og se hvordan det ble",
        "name",
        "Karis navn",
        "Olas navn",
        "Utseendet er endret",
    ),
)


@pytest.fixture
def survey(site: Site) -> PutSurvey:
    return site.put(PLAN)


@pytest.fixture
def enters(survey: PutSurvey, somebody: Callable[[], Person]) -> Callable[[str], Person]:
    """A fresh owner of the survey, on one of its pages."""

    def comes(place: str) -> Person:
        owner = somebody().opens(f"/undersokelser/{survey.id}{place}")
        return owner.answers(email=survey.site.employ(survey), password=PASSWORD).presses("Logg inn")

    return comes


def said(form: Form, words: str) -> dict[str, str]:
    return {form.field: words, **({"health_data": "no"} if form.field == "purpose" else {})}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.field)
def test_the_second_is_told_keeps_her_words_and_may_mean_them(
    form: Form, survey: PutSurvey, enters: Callable[[str], Person]
) -> None:
    place = form.place.format(round_id=survey.round().id)
    kari, ola = enters(place), enters(place)
    kari.answers(**said(form, form.first)).presses(form.button).meets(200)
    ola.answers(**said(form, form.second)).presses(form.button).meets(422).sees(form.told)
    assert ola.page.element(form.field).get("value", form.second) == form.second
    assert stored(form, kari, survey, place) == form.first
    ola.presses(form.button).meets(200)
    assert stored(form, kari, survey, place) == form.second


def test_nobody_else_is_blamed_for_what_she_saved_in_another_window(
    survey: PutSurvey, enters: Callable[[str], Person]
) -> None:
    kari = enters("/om")
    other = kari.new_tab().opens(kari.page.path)
    for window, words in ((kari, "Først"), (other, "Så")):
        window.answers(purpose=words, health_data="no").presses("Lagre")
    other.meets(422).sees("Dette ble lagret fra et annet vindu, av deg eller en annen: «Først».")


def stored(form: Form, reader: Person, survey: PutSurvey, place: str) -> str:
    box = reader.opens(f"/undersokelser/{survey.id}{place}").page.element(form.field)
    return box.get("value") or (box.text or "").strip()


@pytest.mark.parametrize("form", FORMS[:3], ids=lambda form: form.field)
def test_two_who_save_the_same_are_not_told(form: Form, survey: PutSurvey, enters: Callable[[str], Person]) -> None:
    place = form.place.format(round_id=survey.round().id)
    kari, ola = enters(place), enters(place)
    for owner in (kari, ola):
        owner.answers(**said(form, form.first)).presses(form.button).meets(200)
    assert stored(form, kari, survey, place) == form.first


def test_what_the_second_left_alone_is_told_too(survey: PutSurvey, enters: Callable[[str], Person]) -> None:
    kari, ola = enters("/om"), enters("/om")
    kari.answers(purpose="Nytt", health_data="yes", assessment="Sak 26/1").presses("Lagre").meets(200)
    ola.answers(purpose="Nytt", health_data="no").presses("Lagre").meets(422)
    ola.sees("«Ja, det er helseopplysninger»", "«Sak 26/1»").does_not_see("«Nytt»")


def test_two_who_add_a_round_of_the_same_name_get_one(survey: PutSurvey, enters: Callable[[str], Person]) -> None:
    kari, ola = enters("/runder/ny"), enters("/runder/ny")
    kari.answers(label="Baseline").presses("Legg til runden").meets(200)
    ola.answers(label="Baseline").presses("Legg til runden").meets(422).sees("Velg et annet.")


def test_a_round_that_the_first_has_ended_does_not_open_again(
    survey: PutSurvey, enters: Callable[[str], Person]
) -> None:
    there = f"/runder/{survey.round().id}"
    kari, ola = enters(f"{there}/avslutt"), enters(f"{there}/datoer")
    kari.presses("Avslutt nå").meets(200)
    ola.answers(closes_on=FAR).presses("Lagre").meets(422)


@pytest.fixture
def waiting(survey: PutSurvey) -> str:
    """The page of a message that goes out tomorrow."""
    asked = survey.round()
    with survey.site.session() as session:
        plan = WavePlan("invitation", TODAY + timedelta(days=1), {})
        wave_id = contacting.plan_wave(session, survey.id, asked.id, plan, datetime.now(UTC))
    return f"/runder/{asked.id}/meldinger/{wave_id}"


def test_the_words_of_a_message_are_not_written_over(waiting: str, enters: Callable[[str], Person]) -> None:
    kari, ola = enters(waiting), enters(waiting)
    kari.answers(nb_subject="Karis emne", nb_body="Karis tekst").presses("Lagre teksten").meets(200)
    ola.answers(nb_subject="Olas emne").presses("Lagre teksten").meets(422).sees("«Karis emne»", "«Karis tekst»")
    ola.answers(nb_body="Karis tekst").presses("Lagre teksten").meets(200)
    kari.reloads().holds(nb_subject="Olas emne", nb_body="Karis tekst")


def test_room_for_what_cannot_be_put_there_is_refused(waiting: str, enters: Callable[[str], Person]) -> None:
    kari = enters(waiting).answers(nb_body="Hei {navn}, svar på {lenke} før {frist}.").presses("Lagre teksten")
    kari.meets(422).sees("Mellom { og } kan det bare stå navn eller frist").answers(nb_body="Hei {navn}, før {frist}.")
    kari.presses("Lagre teksten").meets(200)


def test_a_trial_that_no_server_takes_is_not_said_to_be_sent(waiting: str, enters: Callable[[str], Person]) -> None:
    kari = enters(waiting).answers(address="kari@example.org").presses("Send prøven")
    kari.sees("Prøven er ikke sendt ennå.").does_not_see("Prøven er sendt")


def test_a_round_that_is_over_plans_nothing_more(
    survey: PutSurvey, waiting: str, enters: Callable[[str], Person]
) -> None:
    kari, plan = enters(waiting), f"/undersokelser/{survey.id}{waiting.rpartition('/')[0]}"
    kari.opens(plan).sees("Ikke begynt", "Planlegg en melding").does_not_see("Runden er avsluttet")
    kari.opens(plan.replace("/meldinger", "/avslutt")).presses("Avslutt nå").opens(plan)
    kari.sees("Runden er avsluttet. Ingenting mer sendes.").does_not_see("Planlegg en melding")


def test_a_message_that_the_last_day_has_passed_by_is_told(
    survey: PutSurvey, waiting: str, enters: Callable[[str], Person]
) -> None:
    plan = f"/undersokelser/{survey.id}{waiting.rpartition('/')[0]}"
    kari = enters(waiting.rpartition("/")[0].replace("/meldinger", "/datoer"))
    kari.answers(closes_on=str(TODAY)).presses("Lagre").meets(200)
    kari.opens(plan).sees("Blir ikke sendt, for dagen er etter rundens siste dag")
