"""Two people at one pilot in the same moment, and what of its units each may see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from surveyapp.models.errors import NotFoundError
from surveyapp.models.organisations import Role
from surveyapp.services import access, accounts, coursing, piloting, surveying
from surveyapp.services.piloting import HearingTold, TrainingTold, UnitTold
from tests.databases import Database
from tests.surveyapp.services.recipes_pilots import put_pilot
from tests.surveyapp.services.test_access import add_account
from tests.surveyapp.services.test_planning_at_once import at_once
from tests.surveyapp.stage import NOW, set_up
from tests.surveyapp.wards import Ward, ward

DAY = date(2026, 3, 2)


@pytest.fixture
def owner(session: Session) -> UUID:
    return surveying.create_organisation(session, "Eksempel kommune", NOW).id


@pytest.fixture
def pilot_id(session: Session, owner: UUID) -> UUID:
    return put_pilot(session, owner)


@pytest.fixture
def unit(session: Session, owner: UUID) -> Ward:
    """A unit of the owner's with six courses, of which five have a follow-up and one has none."""
    made = ward(session, part_of=owner)
    for number in range(6):
        course = made.opens(date(2026, 2 + number // 3, 20))
        made.rates(course, 1, 2, 4, 5)
        if number:
            made.rates(course, 2, 5, 6, 8)
    return made


def signs_in(session: Session, organisation_id: UUID, role: Role = "project_group") -> None:
    """Whoever asks from now on has this role there, and no other."""
    person = add_account(session, f"{role}@example.org")
    accounts.add_member(session, person, organisation_id, role, NOW)
    access.act_as(session, access.Person(person))


def changes(pilot_id: UUID, key: piloting.Key, advice: str) -> Callable[[Session], object]:
    told = HearingTold("Råd", DAY, 4, advice)
    return lambda session: piloting.change_part(session, pilot_id, key, told, seen=1)


def test_of_two_corrections_at_once_one_is_kept_and_the_other_is_told(
    database: Database, session: Session, pilot_id: UUID
) -> None:
    key = piloting.add_part(session, pilot_id, HearingTold("Råd", DAY))
    assert at_once(database, changes(pilot_id, key, "Kortere"), changes(pilot_id, key, "Lengre")) == [
        "",
        "PartChangedError",
    ]
    assert piloting.part(session, pilot_id, HearingTold, key).revision == 2


def test_units_that_are_added_at_once_have_numbers_of_their_own(
    database: Database, session: Session, pilot_id: UUID
) -> None:
    adds = [lambda work, name=name: piloting.add_part(work, pilot_id, UnitTold(name)) for name in ("A", "B", "C")]
    assert at_once(database, *adds) == ["", "", ""]
    assert [unit.number for unit in piloting.pilot(session, pilot_id).units] == [1, 2, 3, 4, 5, 6]


def test_a_unit_taken_out_while_its_training_is_told_leaves_none_behind(
    database: Database, session: Session, pilot_id: UUID
) -> None:
    met = at_once(
        database,
        lambda work: piloting.delete_part(work, pilot_id, UnitTold, 1, seen=1),
        lambda work: piloting.add_part(work, pilot_id, TrainingTold(1, DAY, 3)),
    )
    assert met in (["", ""], ["", "PartGoneError"])
    assert piloting.pilot(session, pilot_id).trainings == []


def test_a_survey_is_attached_once_also_by_two_at_once(database: Database, session: Session) -> None:
    stage = set_up(session)
    pilot_id = put_pilot(session, stage.organisation_id)
    attaches = [lambda work: piloting.attach(work, pilot_id, stage.survey_id)] * 2
    assert at_once(database, *attaches) == ["", ""]
    assert [survey.id for survey in piloting.attached(session, pilot_id)] == [stage.survey_id]


def test_what_is_few_is_hidden_also_from_who_works_there(session: Session, unit: Ward) -> None:
    signs_in(session, unit.unit_id, "unit_staff")
    found = coursing.coverage_of(session, [unit.unit_id])[unit.unit_id]
    # Five of six have a follow-up, so the sixth would be known by it.
    assert (found.started, found.baseline, found.pairs, found.share) == (6, 6, None, None)
    assert found.since == date(2026, 2, 1)


def test_the_month_of_the_first_course_is_hidden_while_they_are_few(session: Session, owner: UUID) -> None:
    few = ward(session, part_of=owner)
    few.opens()
    found = coursing.coverage_of(session, [few.unit_id])[few.unit_id]
    assert (found.has_begun, found.started, found.since) == (True, None, None)


def test_coverage_is_seen_in_the_unit_and_above_it_and_nowhere_else(session: Session, owner: UUID, unit: Ward) -> None:
    elsewhere = surveying.create_organisation(session, "Et annet sted", NOW).id
    signs_in(session, owner)
    assert list(coursing.coverage_of(session, [unit.unit_id])) == [unit.unit_id]
    assert [each.id for each in coursing.units(session)] == [unit.unit_id]
    access.act_as(session, access.OPERATOR)
    signs_in(session, elsewhere, "owner")
    assert coursing.coverage_of(session, [unit.unit_id]) == {}
    assert coursing.units(session) == ()


def test_a_unit_of_others_is_not_linked_but_stays_linked_when_its_name_is_mended(
    session: Session, owner: UUID, pilot_id: UUID
) -> None:
    theirs = surveying.create_organisation(session, "Deres enhet", NOW, kind="unit").id
    piloting.change_part(session, pilot_id, 1, UnitTold("Kløvertun", theirs), seen=1)
    signs_in(session, owner)
    piloting.change_part(session, pilot_id, 1, UnitTold("Kløvertun avdeling", theirs), seen=2)
    assert piloting.pilot(session, pilot_id).linked == (theirs,)
    piloting.change_part(session, pilot_id, 1, UnitTold("Kløvertun avdeling"), seen=3)
    with pytest.raises(NotFoundError):
        piloting.change_part(session, pilot_id, 1, UnitTold("Kløvertun avdeling", theirs), seen=4)
