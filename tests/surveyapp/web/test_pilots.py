"""A project group follows its pilot on one page."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from playwright.sync_api import Page

from surveyapp.services import surveying
from tests.sites import Site
from tests.surveyapp.services.recipes_pilots import put_pilot
from tests.surveyapp.web.person import Person
from tests.surveyapp.web.test_accessibility import examine, page
from tests.surveyapp.web.test_courses import NUMBERS, a_unit, rated, signs_in, signs_in_at

__all__ = ["page"]


@pytest.fixture
def owner(site: Site) -> UUID:
    with site.session() as session:
        return surveying.create_organisation(session, f"Prosjekteier {next(NUMBERS)}", datetime.now(UTC)).id


@pytest.fixture
def address_of(site: Site, owner: UUID) -> str:
    with site.session() as session:
        return f"/piloter/{put_pilot(session, owner)}"


@pytest.fixture
def group(site: Site, person: Person, owner: UUID, address_of: str) -> Person:
    return signs_in(site, person, owner, "project_group").opens(address_of)


def test_the_project_group_sees_its_milestones_and_its_units_coverage(
    site: Site, group: Person, owner: UUID, address_of: str
) -> None:
    for _ in range(5):
        rated(a_unit(site, owner), later=(5, 6, 7))
    group.opens(address_of).sees("0 av 10 milepæler er nådd.", "5 av 5 virksomheter har startet forløp.", "under 5")
    group.sees("Kilde for oppsettet: Kristiansand kommune").does_not_see("gå i trapp")


def test_a_milestone_is_reached_with_what_shows_it(group: Person) -> None:
    group.follows("M5 Kompetansespredning i sektoren er utført").answers(status="reached").presses("Lagre").meets(422)
    group.sees("Skriv hva som viser at milepælen er nådd.").answers(evidence="Vedtak 12/18").presses("Lagre")
    group.sees("Det er lagret.", "1 av 10 milepæler er nådd.", "Vedtak 12/18")


def test_training_feedback_and_meetings_are_told(group: Person) -> None:
    group.follows("Ny opplæring").answers(unit="2", held_on="2018-02-01", attended="12").presses("Lagre")
    group.sees("Rehabilitering i hjemmet 1 12", "1 av 3 virksomheter har hatt opplæring.")
    group.follows("Ny runde med tilbakemeldinger").answers(asked="Rådet", asked_on="2018-03-01", advice="13097248022")
    group.presses("Lagre").meets(422).answers(advice="Kortere skjema", answers="8").presses("Lagre")
    group.sees("Rådet 1. mars 2018 8 Kortere skjema")
    group.follows("Nytt dialogmøte").answers(where="Alta", month="2018-09-12", participants="Lege tre")
    group.presses("Lagre").meets(422).sees("Skriv én rolle og ett tall på hver linje")
    group.answers(participants="Lege: 3\nBrukerrepresentant: 2").presses("Lagre")
    group.sees("Alta september 2018 Lege: 3, Brukerrepresentant: 2")


def test_another_organisations_pilot_is_not_there(site: Site, person: Person, address_of: str) -> None:
    elsewhere = a_unit(site).unit_id
    signs_in(site, person, elsewhere, "owner").opens("/piloter").sees("Dere har ingen piloter ennå.")
    for place in ("", "/milepel/1", "/opplaring", "/tilbakemelding", "/dialogmote"):
        person.opens(address_of + place).meets(404)


def test_every_page_of_pilots_is_accessible(site: Site, address: str, page: Page, owner: UUID, address_of: str) -> None:
    a_unit(site, owner)
    signs_in_at(site, page, owner, address + address_of, "project_group")
    examine(page, "a pilot")
    for place in ("/milepel/1", "/opplaring", "/tilbakemelding", "/dialogmote"):
        page.goto(address + address_of + place)
        examine(page, place)
