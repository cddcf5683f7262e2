"""The coordinator keeps an action plan on its pages, and an owner gives her status behind a link."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from werkzeug.test import TestResponse

from surveyapp.models import MeasureContact
from surveyapp.services import planning
from surveyapp.services.planning import Told
from tests.sites import PASSWORD, PutSurvey, Site
from tests.surveyapp.stage import PLAN as QUESTIONNAIRE
from tests.surveyapp.web.person import Person
from tests.surveyapp.web.plans_there import PutPlan, put_plan

LINK = re.compile(r"http\S+(/t/\S+)")


@pytest.fixture
def survey(site: Site) -> PutSurvey:
    """The organisation that has the plan."""
    return site.put(QUESTIONNAIRE)


@pytest.fixture
def plan(site: Site, survey: PutSurvey) -> PutPlan:
    with site.session() as session:
        return put_plan(session, survey.organisation_id, told=False)


@pytest.fixture
def coordinator(site: Site, survey: PutSurvey, plan: PutPlan, person: Person) -> Person:
    """Signed in, on the page of the year."""
    return signs_in(person, site.employ(survey), plan.path).is_on(f"{plan.title}, {plan.now.year}")


def signs_in(person: Person, email: str, path: str) -> Person:
    return person.opens(path).answers(email=email, password=PASSWORD).presses("Logg inn")


def gives_status(site: Site, plan: PutPlan, told: Told) -> None:
    """Somebody else does, meanwhile."""
    with site.session() as session:
        planning.give_status(session, plan.plan_id, plan.measure_id, plan.now.number, told, now=datetime.now(UTC))


def status_of(plan: PutPlan) -> str:
    return f"{plan.path.rpartition('/')[0]}/tiltak/{plan.measure_id}/status/{plan.now.number}"


def asks(coordinator: Person, plan: PutPlan) -> list[str]:
    """The paths of the links that she must pass on, measure by measure."""
    coordinator.opens(f"{plan.path}/kvartal/{plan.now.number}/status").presses("Be om status")
    return LINK.findall(coordinator.page.text)


def test_the_year_shows_each_measure_with_its_owner_target_and_quarters(coordinator: Person, plan: PutPlan) -> None:
    coordinator.sees("Kapasitet og kompetanse", "Nok folk med kunnskap", "Øke ergoterapiressursen", "Kommunalsjef")
    coordinator.sees("Engangstiltak", "Fra 1 til 2 stillinger", "Mangler status", "0 av 2 tiltak har status")


def test_a_status_is_saved_and_shown_in_its_quarter(coordinator: Person, plan: PutPlan) -> None:
    coordinator.opens(status_of(plan)).answers(progress="in_progress", comment="Lyst ut", reached="1,5")
    coordinator.presses("Lagre statusen").sees("Statusen er lagret.", "Under arbeid", "1,5 av 2 stillinger")
    coordinator.sees("1 av 2 tiltak har status").opens(status_of(plan)).holds(reached="1,5", comment="Lyst ut")


def test_an_unfinished_status_says_what_to_do(coordinator: Person, plan: PutPlan) -> None:
    coordinator.opens(status_of(plan)).presses("Lagre statusen").meets(422).sees("Velg status på tiltaket.")
    coordinator.answers(progress="stopped").presses("Lagre statusen").meets(422).sees(
        "Skriv hvorfor tiltaket er avbrutt"
    )
    coordinator.answers(progress="done", reached="mange").presses("Lagre statusen").meets(422)
    coordinator.sees("Skriv et tall, for eksempel 1,5.").holds(reached="mange")


def test_two_who_give_a_status_at_once_see_each_others_words(site: Site, coordinator: Person, plan: PutPlan) -> None:
    coordinator.opens(status_of(plan)).answers(progress="done", comment="Ansatt")
    gives_status(site, plan, Told("stopped", "Ikke penger"))
    coordinator.presses("Lagre statusen").meets(409).sees("Status er gitt i mellomtiden", "Avbrutt", "Ikke penger")
    coordinator.holds(progress="done", comment="Ansatt").presses("Lagre statusen").meets(200).sees("Gjennomført")


def test_a_closed_quarter_is_told_and_opened_again(coordinator: Person, plan: PutPlan) -> None:
    other = coordinator.new_tab().opens(status_of(plan))
    coordinator.follows(f"Lukk kvartalet: {plan.now.number}. kvartal {plan.now.year}")
    coordinator.sees("2 tiltak mangler status.").presses("Lukk kvartalet").sees("Kvartalet er lukket.")
    other.answers(progress="done").presses("Lagre statusen").meets(409).is_on("Kvartalet er lukket")
    other.opens(status_of(plan)).meets(409).is_on("Kvartalet er lukket")
    coordinator.presses(f"Åpne igjen: {plan.now.number}. kvartal {plan.now.year}").sees("Kvartalet er åpnet igjen.")


def test_a_measure_is_added_changed_and_ended(coordinator: Person, plan: PutPlan) -> None:
    coordinator.follows("Nytt tiltak").presses("Legg til tiltaket").meets(422).sees("Skriv hva som skal gjøres")
    coordinator.answers(title="Ansette psykolog", owner="Levekår", from_value="0", goal_id=str(plan.goal_id))
    coordinator.presses("Legg til tiltaket")
    coordinator.meets(422).sees("Skriv både fra, til og enhet").answers(to_value="2", unit="psykologer")
    coordinator.presses("Legg til tiltaket").sees("Tiltaket er lagt til.", "Fra 0 til 2 psykologer")
    coordinator.follows("Ansette psykolog").follows("Endre tiltaket").holds(owner="Levekår", to_value="2")
    coordinator.answers(owner="Kommunalsjef").presses("Lagre").sees("Tiltaket er endret.")
    coordinator.follows("Avslutt tiltaket").answers(fate="dropped").presses("Avslutt tiltaket").meets(422)
    coordinator.answers(reason="Ikke penger").presses("Avslutt tiltaket").sees("Tatt ut: Ikke penger")
    coordinator.presses("Ta opp tiltaket igjen").sees("Tiltaket er tatt opp igjen.").follows("Slett tiltaket")
    coordinator.presses("Slett tiltaket").sees("Tiltaket er slettet.").does_not_see("Ansette psykolog")


def test_a_measure_with_a_status_is_not_deleted(site: Site, coordinator: Person, plan: PutPlan) -> None:
    path = f"{plan.path.rpartition('/')[0]}/tiltak/{plan.measure_id}/slett"
    coordinator.opens(path)
    gives_status(site, plan, Told("planned"))
    coordinator.presses("Slett tiltaket").meets(409).is_on("Tiltaket kan ikke slettes")


def test_goals_are_added_and_changed(coordinator: Person, plan: PutPlan) -> None:
    coordinator.follows("Nytt mål").answers(area="Kapasitet og kompetanse", goal="Nok folk med kunnskap")
    coordinator.presses("Legg til målet").meets(422).sees("Planen har dette målet fra før.")
    coordinator.answers(goal="Kortere ventetid").presses("Legg til målet").sees(
        "Målet er lagt til.", "Kortere ventetid"
    )
    coordinator.follows("Endre: Kortere ventetid").answers(goal="Ingen ventetid").presses("Lagre").sees(
        "Ingen ventetid"
    )


def test_one_area_is_shown_alone(coordinator: Person, plan: PutPlan) -> None:
    coordinator.opens(f"{plan.path}?omrade=2").sees("Årlige møter").does_not_see("Øke ergoterapiressursen")


def test_an_owner_gives_her_status_by_a_link_and_nothing_happens_by_looking(
    coordinator: Person, plan: PutPlan, somebody: Callable[[], Person]
) -> None:
    links = asks(coordinator, plan)
    owner = somebody().opens(links[0]).opens(links[0]).is_on("Status på et tiltak").sees("Øke ergoterapiressursen")
    coordinator.opens(plan.path).sees("0 av 2 tiltak har status")
    owner.starts().answers(progress="planned", comment="Søkt om midler").presses("Send statusen")
    owner.sees("Takk, statusen er mottatt.").sends_again().meets(200)
    coordinator.opens(plan.path).sees("Planlagt", "1 av 2 tiltak har status")
    coordinator.opens(f"{plan.path}/kvartal/{plan.now.number}/status").sees("Ett tiltak mangler status.")
    assert len(LINK.findall(coordinator.page.text)) == 1


def test_an_owner_meets_the_coordinators_word_before_hers_counts(
    site: Site, coordinator: Person, plan: PutPlan, somebody: Callable[[], Person]
) -> None:
    owner = somebody().opens(asks(coordinator, plan)[0]).starts().answers(progress="planned")
    gives_status(site, plan, Told("done", "Ansatt"))
    owner.presses("Send statusen").meets(409).sees("Lagt inn av koordinator", "Ansatt")


def test_a_link_that_was_replaced_or_made_up_opens_nothing(
    coordinator: Person, plan: PutPlan, somebody: Callable[[], Person]
) -> None:
    (old, _other) = asks(coordinator, plan)
    owner = somebody().opens(old).starts()
    coordinator.presses("Bytt lenken: tiltak 1").sees("Den forrige virker ikke lenger.")
    owner.answers(progress="done").presses("Send statusen").meets(404)
    owner.opens(old).meets(404).is_on("Lenken virker ikke")
    owner.opens(f"/t/{'x' * 43}").meets(404)
    owner.opens(f"/tiltak/{plan.meetings_id}/{plan.now.number}").meets(404)


def test_an_owner_meets_a_closed_quarter(coordinator: Person, plan: PutPlan, somebody: Callable[[], Person]) -> None:
    (first, _other) = asks(coordinator, plan)
    owner = somebody().opens(first).starts().answers(progress="done")
    coordinator.opens(f"{plan.path}/kvartal/{plan.now.number}/lukk").presses("Lukk kvartalet")
    owner.presses("Send statusen").meets(409).is_on("Kvartalet er lukket")
    owner.opens(f"/tiltak/{plan.measure_id}/{plan.now.number}").meets(409).is_on("Kvartalet er lukket")
    owner.opens(first).sees("Kvartalet er lukket, så statusen kan ikke endres nå.")


def test_the_plan_is_rolled_once_and_its_history_is_read(site: Site, coordinator: Person, plan: PutPlan) -> None:
    gives_status(site, plan, Told("in_progress", "Lyst ut"))
    coordinator.opens(plan.path).follows(f"Rullér til {plan.now.year + 1}")
    send = f"Lag planen for {plan.now.year + 1}"
    coordinator.answers(**{f"fate-{plan.measure_id.hex}": "changed", f"fate-{plan.meetings_id.hex}": "dropped"})
    coordinator.answers(**{f"title-{plan.measure_id.hex}": "Øke med en halv stilling"}).presses(send).meets(422)
    coordinator.sees("Skriv hvorfor tiltaket tas ut.")
    coordinator.answers(**{f"reason-{plan.meetings_id.hex}": "Slått sammen med et annet"}).presses(send)
    coordinator.is_on(f"{plan.title}, {plan.now.year + 1}").sees("Øke med en halv stilling").does_not_see(
        "Årlige møter"
    )
    coordinator.sends_again().is_on(f"{plan.title}, {plan.now.year + 1}")
    coordinator.sends_the_like().meets(409).is_on("Planåret er historie")
    coordinator.opens(f"{plan.path}/rullering").meets(409).is_on("Planåret er historie")
    coordinator.opens(plan.path).sees("er rullert til neste år", "Tatt ut: Slått sammen med et annet")
    coordinator.follows("Øke ergoterapiressursen fra 1 til 2 stillinger")
    coordinator.sees("Øke med en halv stilling", "Lyst ut", "Endret")


def test_the_plan_is_rolled_past_an_address_that_is_unreadable(site: Site, coordinator: Person, plan: PutPlan) -> None:
    with site.session() as session:
        session.get_one(MeasureContact, plan.measure_id).sealed = b"sealed with a key that is gone"
        session.commit()
    coordinator.opens(f"{plan.path}/rullering").presses(f"Lag planen for {plan.now.year + 1}")
    coordinator.is_on(f"{plan.title}, {plan.now.year + 1}")
    coordinator.sees("E-postadressen til den ansvarlige kunne ikke leses. Skriv den inn på nytt for tiltak 1.")


def test_the_reports_tell_the_council_of_a_quarter_and_a_year(site: Site, coordinator: Person, plan: PutPlan) -> None:
    gives_status(site, plan, Told("done", "Ansatt i mai", 2))
    coordinator.opens(f"{plan.path}/rapport/{plan.now.number}").sees("1 av 2 tiltak har status. 1 er gjennomført")
    coordinator.sees("Ansatt i mai", "2 av 2 stillinger", "Kvartalet er ikke lukket")
    coordinator.opens(f"{plan.path}/rapport").sees("1 av 2 tiltak er gjennomført etter siste status.")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"omrade;tiltak;x", "Filen har ingen tiltak."),
        ("satsingsområde;mål\nA;B".encode("cp1252"), "velg Lagre som og filtypen «CSV UTF-8»"),
        (b"omrade;tiltak\nA;B\n", "rad 1, omrade: en plan har ingen slik kolonne"),
        (
            "satsingsområde;mål;tiltak;ansvarlig;type\nA;B;C;;noe\n".encode(),
            "rad 2, ansvarlig: cellen er tom; rad 2, type: skriv engangs",
        ),
        (
            "satsingsområde;mål;tiltak;ansvarlig\nA;B;C;D;E\n".encode(),
            "rad 2, ansvarlig: det står noe til høyre",
        ),
    ],
)
def test_a_spreadsheet_that_is_no_plan_tells_what_to_mend(coordinator: Person, content: bytes, told: str) -> None:
    answer = sends_file(coordinator, content)
    assert answer.status_code == 422
    assert told in answer.get_data(as_text=True)
    coordinator.opens("/planer").does_not_see("Ny plan")


def test_a_plan_needs_a_name_and_a_year(coordinator: Person) -> None:
    coordinator.opens("/planer/ny").answers(year="i fjor").presses("Lag planen").meets(422)
    coordinator.sees("Skriv hva planen heter", "Skriv et årstall fra 2000 til 2100.").holds(year="i fjor")


def test_a_plan_comes_from_a_spreadsheet(coordinator: Person) -> None:
    answer = sends_file(coordinator, "satsingsområde;mål;tiltak;ansvarlig\nA;B;Første;Kari\n;;Andre;Kari\n".encode())
    coordinator.opens(answer.location).is_on("Ny plan, 2026").sees("Første", "Andre")


def sends_file(person: Person, content: bytes) -> TestResponse:
    form = next(form for form in person.opens("/planer/ny").page.forms if "plan" in form.offered)
    chosen = {"organisation": min(form.offered["organisation"]), "plan": "Ny plan", "year": "2026"}
    sent = {**form.fields.to_dict(), **chosen, "file": (io.BytesIO(content), "plan.csv")}
    return person.client.post("/planer/ny", data=sent)


NUMBER = "13097248022"
"""Skatteetaten's own example of a synthetic national identity number."""
REFUSED = "Ta bort fødselsnummeret."


def test_a_national_identity_number_is_refused_at_its_field(coordinator: Person, plan: PutPlan) -> None:
    measure = f"{plan.path.rpartition('/')[0]}/tiltak/{plan.measure_id}"
    for path, button, field, rest in (
        ("/planer/ny", "Lag planen", "source", {"plan": "Ny plan", "year": "2026"}),
        (f"{plan.path}/mal/ny", "Legg til målet", "goal", {"area": "Kapasitet"}),
        (f"{measure}/endre", "Lagre", "title", {}),
        (status_of(plan), "Lagre statusen", "comment", {"progress": "planned"}),
        (f"{measure}/avslutt", "Avslutt tiltaket", "reason", {"fate": "finished"}),
    ):
        coordinator.opens(path).answers(**{**rest, field: f"Bruker {NUMBER}"}).presses(button)
        coordinator.meets(422).sees(REFUSED)
    roll = {f"fate-{plan.measure_id.hex}": "dropped", f"fate-{plan.meetings_id.hex}": "carried"}
    coordinator.opens(f"{plan.path}/rullering").answers(**{**roll, f"reason-{plan.measure_id.hex}": NUMBER})
    coordinator.presses(f"Lag planen for {plan.now.year + 1}").meets(422).sees(REFUSED)


def test_an_owner_is_told_to_take_a_national_identity_number_out(
    coordinator: Person, plan: PutPlan, somebody: Callable[[], Person]
) -> None:
    owner = somebody().opens(asks(coordinator, plan)[0]).starts().answers(progress="planned", comment=NUMBER)
    owner.presses("Send statusen").meets(422).sees(REFUSED)
