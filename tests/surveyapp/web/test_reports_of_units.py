"""Reports on the units of a pilot on pages: one ordered, one refused, and all of them at once."""

from __future__ import annotations

from uuid import UUID

import pytest

from surveyapp.models import Survey
from surveyapp.services import piloting, surveying
from surveyapp.services.piloting import UnitTold
from tests.sites import PutSurvey, Site
from tests.surveyapp.services.recipes_pilots import put_pilot
from tests.surveyapp.stage import NOW
from tests.surveyapp.web.person import Person
from tests.surveyapp.web.test_report_batches import builder
from tests.surveyapp.web.test_reports import signs_in

__all__ = ["builder"]


@pytest.fixture
def pilot_id(site: Site, everything: PutSurvey) -> UUID:
    """A pilot of three units, of which none is here."""
    with site.session() as session:
        return put_pilot(session, session.get_one(Survey, everything.id).organisation_id)


@pytest.fixture
def units(site: Site, everything: PutSurvey, pilot_id: UUID) -> list[UUID]:
    """Two of the pilot's units are here."""
    made = []
    with site.session() as session:
        owner = session.get_one(Survey, everything.id).organisation_id
        for number, name in enumerate(("Døgnavdelingen", "Hjemmeteamet"), start=1):
            called = f"{name} {owner}"
            made.append(surveying.create_organisation(session, called, NOW, kind="unit", part_of=owner).id)
            seen = piloting.part(session, pilot_id, UnitTold, number).revision
            piloting.change_part(session, pilot_id, number, UnitTold(name, made[-1]), seen=seen)
    return made


@pytest.fixture
def owner(site: Site, person: Person, everything: PutSurvey, pilot_id: UUID) -> Person:
    return signs_in(person, site.employ(everything))


@pytest.mark.usefixtures("builder")
def test_a_report_on_one_unit_is_ordered(owner: Person, pilot_id: UUID, units: list[UUID]) -> None:
    owner.opens("/rapporter/ny").follows("Enhetens rapport").sees("Hjemmeteamet")
    owner.answers(of=str(pilot_id), area=str(units[1])).presses("Bygg rapport")
    owner.sees("Hjemmeteamet – Fremtidsrettet rehabilitering", "Enhetens rapport")


def test_a_unit_of_another_pilot_is_refused_at_the_field(
    site: Site, owner: Person, everything: PutSurvey, units: list[UUID]
) -> None:
    with site.session() as session:
        ours = session.get_one(Survey, everything.id).organisation_id
        other = put_pilot(session, ours, "nord_norge.yaml")
    owner.opens("/rapporter/ny/unit").answers(of=str(other), area=str(units[1])).presses("Bygg rapport").meets(422)
    owner.sees("Enheten er ikke med i denne piloten.")


@pytest.mark.usefixtures("builder", "units")
def test_all_units_are_begun_by_one_press(owner: Person, pilot_id: UUID) -> None:
    owner.opens("/rapporter/ny/unit").follows("Enhetens rapport for alle enheter")
    owner.answers(of=str(pilot_id)).presses("Bygg alle")
    owner.sees("Fremtidsrettet rehabilitering", "0 av 2 er klare", "Rapportene bygges.")
    owner.presses("Stopp").sees("Stoppet.", "2 rapporter er ikke påbegynt.")


@pytest.mark.usefixtures("builder")
def test_a_pilot_whose_units_are_elsewhere_says_so(owner: Person, pilot_id: UUID) -> None:
    owner.opens("/rapporter/ny/unit/alle").answers(of=str(pilot_id)).presses("Bygg alle")
    owner.sees("Ingen av virksomhetene i piloten er koblet til en enhet her")


def test_another_pilot_than_the_addresss_own_is_not_found(owner: Person, pilot_id: UUID, units: list[UUID]) -> None:
    owner.opens(f"/rapporter/alle/{pilot_id}/unit/nb/{units[0]}").meets(404)
