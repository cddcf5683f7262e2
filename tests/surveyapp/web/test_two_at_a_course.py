"""Two who change the same course: the second is told what the first saved, and loses nothing of her own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from surveyapp.services import coursing
from surveyapp.services.coursing import CourseFile
from tests.sites import Site
from tests.surveyapp.wards import Ward
from tests.surveyapp.web.person import Person
from tests.surveyapp.web.test_courses import TODAY, a_unit, path, rated, signs_in

SOON, LATER = (str(TODAY + timedelta(days=days)) for days in (7, 14))


@pytest.fixture
def unit(site: Site) -> Ward:
    return a_unit(site)


@pytest.fixture
def enters(site: Site, unit: Ward, somebody: Callable[[], Person]) -> Callable[[str], Person]:
    """Somebody else of the unit, on one of its pages."""
    return lambda place: signs_in(site, somebody(), unit.unit_id).opens(place)


def stored(unit: Ward, made: UUID) -> CourseFile:
    unit.session.rollback()  # what the app has done since is seen by a fresh transaction only
    return coursing.course(unit.session, unit.survey_id, made)


def test_the_second_who_dates_a_course_is_told_and_may_mean_her_own(
    unit: Ward, enters: Callable[[str], Person]
) -> None:
    made = rated(unit)
    kari, ola = (enters(path(unit, made, "/datoer")) for _ in range(2))
    kari.answers(note="Karis merknad", due_2=SOON).presses("Lagre").meets(200)
    ola.answers(note="Olas merknad").presses("Lagre").meets(422).sees("av deg eller en annen: «Karis merknad»")
    assert ola.page.element("note").get("value") == "Olas merknad"
    assert (
        ola.page.text.count("av deg eller en annen") == 2 * 4
    )  # the note, and the end with what follows: each at its field and above
    assert (stored(unit, made).note, str(stored(unit, made).line.points[1].due_on)) == ("Karis merknad", SOON)
    ola.answers(due_2=LATER, due_3=str(TODAY + timedelta(days=90)), due_4=str(TODAY + timedelta(days=180)))
    ola.presses("Lagre").meets(200)
    assert (stored(unit, made).note, str(stored(unit, made).line.points[1].due_on)) == ("Olas merknad", LATER)


def test_the_second_who_codes_activities_is_told_and_may_mean_her_own(
    unit: Ward, enters: Callable[[str], Person]
) -> None:
    made = rated(unit)
    kari, ola = (enters(path(unit, made, "/icf")) for _ in range(2))
    kari.answers(**{"slot-1": "d4", "slot-3": "d6"}).presses("Lagre").meets(200)
    ola.answers(**{"slot-1": "d5"}).presses("Lagre").meets(422).sees("«d4 Mobilitet»", "«d6 Hjemmeliv»")
    assert [each.chapter for each in stored(unit, made).activities] == ["d4", None, "d6"]
    ola.answers(**{"slot-3": "d6"}).presses("Lagre").meets(200)
    assert [each.chapter for each in stored(unit, made).activities] == ["d5", None, "d6"]


@pytest.mark.parametrize(("page", "said"), [("/datoer", {"note": "Rom 4"}), ("/icf", {"slot-1": "d4"})])
def test_two_who_save_the_same_are_not_told(
    unit: Ward, enters: Callable[[str], Person], page: str, said: dict[str, str]
) -> None:
    made = rated(unit)
    for person in [enters(path(unit, made, page)) for _ in range(2)]:
        person.answers(**said).presses("Lagre").meets(200)
