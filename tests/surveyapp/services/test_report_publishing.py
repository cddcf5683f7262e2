"""A report about somebody is found by them once it is published, and by nobody else."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from surveyapp.models import Account
from surveyapp.models.errors import NotFoundError
from surveyapp.models.organisations import Role
from surveyapp.services import access, accounts, reporting, surveying
from surveyapp.services.access import Person
from surveyapp.services.reporting import WrongOrderError
from tests.reports import put_report
from tests.surveyapp.stage import NOW, Stage, set_up

RISOR, GRIMSTAD = "4201", "4202"


@pytest.fixture
def stage(session: Session) -> Stage:
    return set_up(session, rounds=2)


def about(stage: Stage, folder: Path, area: str = RISOR) -> UUID:
    first, second = stage.round_ids
    return put_report(stage.session, stage.survey_id, (first, second), folder, NOW, area=area).id


def member(session: Session, organisation_id: UUID, role: Role = "reader") -> Person:
    account = Account(email=f"{organisation_id.hex}@example.org", name="Kari", password_hash="-", created_at=NOW)
    session.add(account)
    session.commit()
    accounts.add_member(session, account.id, organisation_id, role, NOW)
    return Person(account.id)


def municipality(session: Session, number: str) -> Person:
    made = surveying.create_organisation(session, f"Kommune {number}", NOW, kind="municipality", area=number)
    return member(session, made.id)


def sees(session: Session, person: Person, report_id: UUID, folder: Path) -> bool:
    """Whether the person finds it in the list, on its page and as a file; all three or none."""
    access.act_as(session, person)
    listed = report_id in [each.id for each in reporting.reports(session)]
    try:
        reporting.report(session, report_id)
        reporting.file_of(session, report_id, "html", folder)
        found = True
    except NotFoundError:
        found = False
    access.act_as(session, access.OPERATOR)
    assert listed == found
    return found


def test_a_municipality_finds_its_report_only_while_it_is_published(stage: Stage, tmp_path: Path) -> None:
    session, report_id = stage.session, about(stage, tmp_path)
    own, other = municipality(session, RISOR), municipality(session, GRIMSTAD)
    assert not sees(session, own, report_id, tmp_path)
    reporting.publish(session, report_id, NOW)
    assert sees(session, own, report_id, tmp_path)
    assert not sees(session, other, report_id, tmp_path)
    reporting.unpublish(session, report_id)
    assert not sees(session, own, report_id, tmp_path)


def test_a_governor_and_a_unit_find_theirs(stage: Stage, tmp_path: Path) -> None:
    session = stage.session
    governor = surveying.create_organisation(session, "Agder", NOW, kind="county_governor", area="Agder").id
    unit = surveying.create_organisation(session, "Enhet", NOW, kind="unit", part_of=stage.organisation_id).id
    for organisation_id, area in ((governor, "Agder"), (unit, str(unit))):
        report_id = about(stage, tmp_path, area)
        reporting.publish(session, report_id, NOW)
        assert sees(session, member(session, organisation_id), report_id, tmp_path)


def test_a_reader_elsewhere_may_not_change_it(stage: Stage, tmp_path: Path) -> None:
    session, report_id = stage.session, about(stage, tmp_path)
    made = surveying.create_organisation(session, "Risør", NOW, kind="municipality", area=RISOR)
    owner = member(session, made.id, "owner")
    reporting.publish(session, report_id, NOW)
    access.act_as(session, owner)
    with pytest.raises(NotFoundError):
        reporting.order_again(session, report_id)
    with pytest.raises(NotFoundError):
        reporting.unpublish(session, report_id)


def test_its_members_are_told_once(stage: Stage, tmp_path: Path) -> None:
    session, report_id = stage.session, about(stage, tmp_path)
    person = municipality(session, RISOR)
    member(session, stage.organisation_id)
    assert reporting.audience(session, report_id).organisations == (f"Kommune {RISOR}",)
    assert [each.account_id for each in reporting.publish(session, report_id, NOW)] == [person.account_id]
    assert reporting.publish(session, report_id, NOW) == ()


def test_a_report_about_all_or_not_built_is_not_published(stage: Stage, tmp_path: Path) -> None:
    with pytest.raises(WrongOrderError):
        reporting.publish(stage.session, about(stage, tmp_path, ""), NOW)
    first, second = stage.round_ids
    wanted = reporting.Order(kind="change", survey_id=stage.survey_id, baseline_id=first, followup_id=second)
    with pytest.raises(WrongOrderError):
        reporting.publish(stage.session, reporting.order(stage.session, wanted, NOW), NOW)
