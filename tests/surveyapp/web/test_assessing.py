"""The question before a unit's first course: asked once, plainly, and nobody's answer is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sites import Site
from tests.surveyapp.wards import Ward
from tests.surveyapp.web.person import Person
from tests.surveyapp.web.test_courses import TODAY, a_unit, signs_in

SAID = {"by": "Personvernombudet", "on": str(TODAY), "kept": "Sak 26/123"}


@pytest.fixture
def unit(site: Site) -> Ward:
    return a_unit(site, assessed=False)


@pytest.fixture
def staff(site: Site, person: Person, unit: Ward) -> Person:
    return signs_in(site, person, unit.unit_id).opens(f"/forlop/{unit.survey_id}")


def test_it_is_asked_before_the_first_course_and_not_before_the_next(staff: Person, unit: Ward) -> None:
    staff.follows("Nytt forløp").is_on("Før det første forløpet").answers(**SAID).presses("Lagre og fortsett")
    staff.is_on("Nytt forløp").presses("Start forløpet").sees("Skriv koden på kodelista nå")
    staff.opens(f"/forlop/{unit.survey_id}").follows("Nytt forløp").is_on("Nytt forløp")
    staff.opens(f"/forlop/{unit.survey_id}/vurdering").is_on("Nytt forløp")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"by": "  "}, "Skriv hvem som har vurdert det."),
        ({"kept": ""}, "Skriv hvor vurderingen ligger."),
        ({"on": "2099-01-01"}, "Den kan ikke være i framtida."),
        ({"kept": "15507600333"}, "Ta bort fødselsnummeret."),
    ],
)
def test_what_is_missing_is_told_at_its_field(staff: Person, said: dict[str, str], told: str) -> None:
    staff.follows("Nytt forløp").answers(**{**SAID, **said}).presses("Lagre og fortsett").meets(422).sees(told)


def test_whoever_tells_second_reads_what_holds_and_keeps_her_words(
    site: Site, staff: Person, unit: Ward, somebody: Callable[[], Person]
) -> None:
    staff.follows("Nytt forløp")
    other = signs_in(site, somebody(), unit.unit_id).opens(f"/forlop/{unit.survey_id}/vurdering")
    other.answers(**{**SAID, "by": "Lederen"}).presses("Lagre og fortsett")
    staff.answers(**SAID).presses("Lagre og fortsett").meets(422).sees("Vurderingen er allerede lagt inn", "Lederen")
    assert staff.page.element("by").get("value") == "Personvernombudet"
