"""Two coordinators change the same plan: the second is told what the first saved, and loses nothing of her own."""

from __future__ import annotations

from surveyapp.models import MeasureContact
from surveyapp.services.planning import Told
from tests.sites import Site
from tests.surveyapp.web.person import Person
from tests.surveyapp.web.plans_there import PutPlan
from tests.surveyapp.web.test_plans import coordinator, gives_status, plan, status_of, survey

__all__ = ["coordinator", "plan", "survey"]


def at(plan: PutPlan, rest: str) -> str:
    return f"/planer/{plan.plan_id}/{rest}"


def test_the_second_who_changes_a_measure_is_told_what_the_first_wrote(coordinator: Person, plan: PutPlan) -> None:
    place = at(plan, f"tiltak/{plan.measure_id}/endre")
    kari, ola = coordinator.opens(place), coordinator.new_tab().opens(place)
    kari.answers(owner="Karis enhet", sub_goals="d").presses("Lagre").sees("Tiltaket er endret.")
    ola.answers(owner="Olas enhet", address="ny@example.org").presses("Lagre").meets(422)
    ola.sees("«Karis enhet»", "«d: Samarbeid").holds(owner="Olas enhet").does_not_see("«ingenting»")
    ola.presses("Lagre").sees("Tiltaket er endret.", "Olas enhet")


def test_the_second_who_changes_a_goal_is_told_what_the_first_wrote(coordinator: Person, plan: PutPlan) -> None:
    place = at(plan, f"mal/{plan.goal_id}")
    kari, ola = coordinator.opens(place), coordinator.new_tab().opens(place)
    kari.answers(goal="Karis mål").presses("Lagre").sees("Målet er endret.")
    ola.answers(goal="Olas mål").presses("Lagre").meets(422).sees("«Karis mål»").holds(goal="Olas mål")
    ola.presses("Lagre").sees("Målet er endret.", "Olas mål")


def test_two_who_save_the_same_are_not_told(coordinator: Person, plan: PutPlan) -> None:
    place = at(plan, f"tiltak/{plan.measure_id}/endre")
    for tab in (coordinator.opens(place), coordinator.new_tab().opens(place)):
        tab.answers(owner="Karis enhet").presses("Lagre").meets(200)


def test_a_conflict_tells_the_number_that_the_other_gave(site: Site, coordinator: Person, plan: PutPlan) -> None:
    coordinator.opens(status_of(plan)).answers(progress="done")
    gives_status(site, plan, Told("in_progress", "Lyst ut", 1.5))
    coordinator.presses("Lagre statusen").meets(409).sees("1,5 av 2 stillinger")


def test_the_address_of_an_owner_is_taken_away(site: Site, coordinator: Person, plan: PutPlan) -> None:
    place = at(plan, f"tiltak/{plan.measure_id}/endre")
    coordinator.opens(place).answers(no_address="y").presses("Lagre").sees("Tiltaket er endret.")
    coordinator.opens(place).does_not_see("Slett adressen")
    with site.session() as session:
        assert session.get(MeasureContact, plan.measure_id) is None


def test_a_site_that_sends_no_mail_says_so(coordinator: Person, plan: PutPlan) -> None:
    coordinator.opens(f"{plan.path}/kvartal/{plan.now.number}/status")
    coordinator.sees("Nettstedet sender ikke e-post. Gi dem lenkene under.").does_not_see("ingen e-postadresse")
