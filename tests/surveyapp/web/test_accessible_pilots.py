"""Every page of pilots in a real browser: axe-core finds nothing, and nothing overflows."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from playwright.sync_api import Page

from surveyapp.services import piloting
from surveyapp.services.piloting import HearingTold, UnitTold
from tests.sites import PutSurvey, Site
from tests.surveyapp.stage import PLAN
from tests.surveyapp.web.addresses_pilots import pilot_ids
from tests.surveyapp.web.test_accessibility import examine, page, press
from tests.surveyapp.web.test_courses import a_unit, rated, signs_in_at

__all__ = ["page"]


@pytest.fixture
def survey(site: Site) -> PutSurvey:
    put = site.put(PLAN)
    put.round(denominator=12)
    return put


@pytest.fixture
def ids(site: Site, survey: PutSurvey) -> dict[str, object]:
    """A pilot with a unit that has courses, and a survey."""
    unit = a_unit(site, survey.organisation_id)
    rated(unit, later=(5, 6, 7))
    with site.session() as session:
        found = pilot_ids(session, survey.organisation_id)
        pilot_id = UUID(str(found["pilot_id"]))
        piloting.attach(session, pilot_id, survey.id)
        piloting.change_part(session, pilot_id, 1, UnitTold("Kløvertun", unit.unit_id), seen=1)
        return found


def test_every_page_of_pilots_is_accessible(
    site: Site, address: str, page: Page, survey: PutSurvey, ids: dict[str, object]
) -> None:
    at = f"{address}/piloter/{ids['pilot_id']}"
    signs_in_at(site, page, survey.organisation_id, at, "project_group")
    examine(page, "a pilot")
    page.get_by_text("Opplæringene, én for én").click()
    examine(page, "a pilot, unfolded")
    kinds = {"virksomhet": "number", "milepel": "number", "opplaring": "training_id"}
    kinds |= {"tilbakemelding": "hearing_id", "dialogmote": "meeting_id"}
    for word, key in kinds.items():
        for place in (f"/{word}", f"/{word}/{ids[key]}", f"/{word}/{ids[key]}/slett"):
            page.goto(at + place)
            examine(page, place)
    page.goto(f"{at}/navn")
    examine(page, "what the pilot is called")
    page.goto(f"{at}/slett")
    examine(page, "the whole pilot, about to be deleted")
    page.goto(f"{at}/milepel/1")
    page.get_by_label("Nådd", exact=True).check()
    press(page, "Lagre")
    examine(page, "a milestone without what shows it")
    page.goto(f"{at}/tilbakemelding/{ids['hearing_id']}")
    hearing_id = UUID(str(ids["hearing_id"]))
    with site.session() as session:
        told = HearingTold("Eldrerådet", date(2026, 3, 2), 4, "Kortere")
        piloting.change_part(session, UUID(str(ids["pilot_id"])), hearing_id, told, seen=1)
    press(page, "Lagre")
    examine(page, "what somebody else has written meanwhile")


def test_what_comes_before_a_pilot_is_accessible(
    site: Site, address: str, page: Page, survey: PutSurvey, ids: dict[str, object]
) -> None:
    signs_in_at(site, page, survey.organisation_id, f"{address}/piloter", "project_group")
    examine(page, "the pilots")
    page.goto(f"{address}/piloter/ny")
    examine(page, "a new pilot")
    press(page, "Sett opp piloten")
    examine(page, "a new pilot without a name")
    page.goto(f"{address}/piloter/{ids['pilot_id']}/undersokelser")
    examine(page, "a survey to attach")
