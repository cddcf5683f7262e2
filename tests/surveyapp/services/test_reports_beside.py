"""The report on experience with relatives beside users: a second survey of the same owner."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from questionnaires.library import paths
from questionnaires.loading import load_file
from surveyapp.models import Organisation, Report
from surveyapp.services import importing, publishing, reporting, surveying
from surveyapp.services.importing import ImportLimits
from surveyapp.services.reporting import Order, WrongOrderError
from surveyapp.services.surveying import RoundPlan
from tests.rounds import add_released
from tests.surveyapp.stage import NOW, Stage, set_up

USERS, RELATIVES = (load_file(paths()[name]) for name in ("brukererfaring", "parorende"))


def answer(session: Session, survey_id: UUID, round_id: UUID, file: Path, satisfied: int) -> None:
    """Twenty answer, so many of them that all in all they are satisfied."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([("fornoyd",), *(["4" if at < satisfied else "2"] for at in range(20))])
    limits = ImportLimits(max_bytes=100_000, max_rows=1000)
    importing.import_round(session, survey_id, round_id, file, key_column=None, limits=limits, now=NOW)


@pytest.fixture
def users(session: Session, tmp_path: Path) -> Stage:
    """The users' survey, with one round that twelve of twenty were satisfied in."""
    stage = set_up(session, USERS, "anonymous", synthetic=True)
    answer(session, stage.survey_id, stage.round_ids[0], tmp_path / "brukere.csv", 12)
    return stage


@pytest.fixture
def relatives(users: Stage, tmp_path: Path) -> UUID:
    """The relatives' survey of the same owner, with one round that eight of twenty were satisfied in."""
    session = users.session
    owner = surveying.find_survey(session, users.survey_id).organisation_id
    survey_id, round_id = beside(session, owner)
    answer(session, survey_id, round_id, tmp_path / "parorende.csv", 8)
    return survey_id


def beside(session: Session, owner: UUID, *, synthetic: bool = True, opened: bool = False) -> tuple[UUID, UUID]:
    version = publishing.publish(session, session.get_one(Organisation, owner), RELATIVES, NOW)
    survey = surveying.create_survey(
        session, owner, version.questionnaire_id, title="Pårørende", privacy="anonymous", synthetic=synthetic, now=NOW
    )
    plan = RoundPlan(version.id, "Våren", date(2026, 2, 1), date(2026, 3, 31), 40, date(2026, 1, 1))
    add = add_released if opened else _added
    return survey.id, add(session, survey.id, plan)


def _added(session: Session, survey_id: UUID, plan: RoundPlan) -> UUID:
    return surveying.add_round(session, survey_id, plan).id


def ordered(users: Stage, other: UUID) -> Order:
    return Order(kind="experience", survey_id=users.survey_id, baseline_id=users.round_ids[0], beside_id=other)


def test_users_and_relatives_stand_beside_each_other(users: Stage, relatives: UUID, tmp_path: Path) -> None:
    session = users.session
    made = reporting.order(session, ordered(users, relatives), NOW)
    reporting.build(session, made, tmp_path, NOW, faces=("html",))
    page = reporting.file_of(session, made, "html", tmp_path).read_text("utf-8").replace("\xa0", " ")
    told = page.split('id="sammen-parorende"')[1]
    # 12 and 8 of 20.
    assert "(Alt i alt, hvor fornøyd er du?)" in told
    assert "60 % (12 av 20)" in told
    assert "40 % (8 av 20)" in told


def test_the_archive_holds_what_both_numbers_are_worked_out_of(users: Stage, relatives: UUID, tmp_path: Path) -> None:
    session = users.session
    made = reporting.order(session, ordered(users, relatives), NOW)
    reporting.build(session, made, tmp_path, NOW, faces=("html",))
    file = tmp_path / "bundle.zip"
    file.write_bytes(reporting.bundle(session, made, tmp_path))

    found = reporting.verify(file)
    assert found.same
    assert not [each for each in found.lines if "no codebook here knows it" in each]


def test_a_round_beside_that_still_takes_answers_is_named_first(users: Stage, tmp_path: Path) -> None:
    session = users.session
    other, _ = beside(session, users.organisation_id, opened=True)
    made = reporting.order(session, ordered(users, other), NOW)
    place = tmp_path / str(reporting.build(session, made, tmp_path, NOW, faces=("html",)).folder)
    told = json.loads((place / "material.json").read_text("utf-8"))
    assert told["still_open"] == ["Runde 1", "Pårørende: Våren"]


def test_made_up_answers_beside_real_ones_are_known_wherever_the_report_is_listed(session: Session) -> None:
    real = set_up(session, USERS, "confidential")
    other, _ = beside(session, real.organisation_id, opened=True)
    made = session.get_one(Report, reporting.order(session, ordered(real, other), NOW))
    assert reporting.synthetic(session, [made]) == {made.id}


def test_an_order_is_built_again_with_what_stood_beside_it(users: Stage, relatives: UUID) -> None:
    made = reporting.order(users.session, ordered(users, relatives), NOW)
    assert users.session.get_one(Report, made).beside_id == relatives


@pytest.mark.parametrize("changes", [{"kind": "change"}, {"rehearsed": True}])
def test_what_has_no_room_for_another_survey_takes_none(
    users: Stage, relatives: UUID, changes: dict[str, str | bool]
) -> None:
    with pytest.raises(WrongOrderError) as refused:
        reporting.order(users.session, replace(ordered(users, relatives), **changes), NOW)  # type: ignore[arg-type]
    assert refused.value.field == "beside"


def test_a_survey_is_not_told_beside_itself(users: Stage) -> None:
    with pytest.raises(WrongOrderError):
        reporting.order(users.session, ordered(users, users.survey_id), NOW)


def test_a_survey_that_nobody_answers_yet_is_not_told_beside(users: Stage) -> None:
    survey_id, _ = beside(users.session, users.organisation_id)
    with pytest.raises(WrongOrderError):
        reporting.order(users.session, ordered(users, survey_id), NOW)


@pytest.mark.parametrize(("synthetic", "told"), [(False, False), (True, True)])
def test_anonymous_answers_that_still_come_are_not_told_beside(users: Stage, *, synthetic: bool, told: bool) -> None:
    survey_id, _ = beside(users.session, users.organisation_id, synthetic=synthetic, opened=True)
    offered = [each for each, _ in reporting.beside(users.session, "experience", NOW)]
    assert (str(survey_id) in offered) == told


def test_the_survey_of_another_owner_is_not_told_beside(users: Stage) -> None:
    other = set_up(users.session, RELATIVES, "anonymous", owner="En annen kommune")
    with pytest.raises(WrongOrderError):
        reporting.order(users.session, ordered(users, other.survey_id), NOW)


def test_an_erased_survey_leaves_the_report_of_the_users(users: Stage, relatives: UUID) -> None:
    made = reporting.order(users.session, ordered(users, relatives), NOW)
    surveying.erase_survey(users.session, relatives)
    users.session.expire_all()
    assert users.session.get_one(Report, made).beside_id is None


def test_only_surveys_with_answers_are_offered(users: Stage, relatives: UUID) -> None:
    beside(users.session, users.organisation_id)
    assert (str(relatives), "Pårørende") in reporting.beside(users.session, "experience", NOW)
    assert len(reporting.beside(users.session, "experience", NOW)) == 2
