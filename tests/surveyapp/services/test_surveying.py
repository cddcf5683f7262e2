from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveyapp.models import Base
from surveyapp.models.errors import (
    DuplicateKeyError,
    ImpossibleRoundError,
    NotFoundError,
    RoundClosedError,
    WrongVersionError,
)
from surveyapp.models.ids import uuid7
from surveyapp.services import answering, publishing, surveying
from surveyapp.services.surveying import RoundPlan
from tests.reports import put_report
from tests.surveyapp.stage import NOW, OLA, Stage, psfs, set_up


def plan(stage: Stage, **changes: object) -> RoundPlan:
    wanted: dict[str, object] = {"label": "2028", "opens_on": date(2028, 1, 1), "closes_on": date(2028, 2, 1)}
    return RoundPlan(stage.version_id, **(wanted | changes))  # type: ignore[arg-type]


def test_the_overview_counts_each_round_against_its_denominator(session: Session) -> None:
    stage = set_up(session, rounds=2)
    stage.token("0301")
    stage.begin("1103")
    done = stage.begin("4204")
    answering.save_page(session, done, "plan", {"har": "no"}, revision=0, now=NOW)
    answering.submit(session, done, NOW, OLA)
    first, second = surveying.overview(session, stage.survey_id, NOW)
    assert (first.invited, first.started, first.submitted, first.denominator, first.rate) == (3, 2, 1, 4, 0.25)
    assert (second.invited, second.started, second.submitted) == (0, 0, 0)


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (datetime(2026, 1, 31, 22, 59, tzinfo=UTC), "planned"),
        (datetime(2026, 1, 31, 23, 0, tzinfo=UTC), "open"),
        (datetime(2026, 3, 31, 21, 59, tzinfo=UTC), "open"),
        (datetime(2026, 3, 31, 22, 0, tzinfo=UTC), "closed"),
    ],
)
def test_a_round_is_open_from_its_first_day_through_its_last_in_norway(
    session: Session, moment: datetime, state: str
) -> None:
    stage = set_up(session)
    assert [each.state for each in surveying.overview(session, stage.survey_id, moment)] == [state]


def test_a_round_can_be_closed_before_its_last_day(session: Session) -> None:
    stage = set_up(session)
    key = stage.begin()
    surveying.close_round(session, stage.survey_id, stage.round_ids[0], NOW)
    assert [each.state for each in surveying.overview(session, stage.survey_id, NOW)] == ["closed"]
    with pytest.raises(RoundClosedError, match="closed on 2026-03-02"):
        answering.open_draft(session, key, NOW)


def test_closing_twice_keeps_the_first_time(session: Session) -> None:
    stage = set_up(session)
    for moment in (NOW, datetime(2026, 3, 9, tzinfo=UTC)):
        surveying.close_round(session, stage.survey_id, stage.round_ids[0], moment)
    assert surveying.find_round(session, stage.survey_id, stage.round_ids[0]).closed_at == NOW


def test_rounds_are_numbered_in_the_order_they_are_added(session: Session) -> None:
    stage = set_up(session, rounds=2)
    assert surveying.add_round(session, stage.survey_id, plan(stage)).number == 3


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"label": "Runde 1"}, DuplicateKeyError),
        ({"closes_on": date(2027, 12, 31)}, ImpossibleRoundError),
        ({"denominator": 0}, ImpossibleRoundError),
    ],
)
def test_a_round_that_cannot_be_is_refused(
    session: Session, changes: dict[str, object], error: type[Exception]
) -> None:
    stage = set_up(session)
    with pytest.raises(error):
        surveying.add_round(session, stage.survey_id, plan(stage, **changes))


def test_a_round_asks_the_surveys_own_questionnaire(session: Session) -> None:
    stage = set_up(session)
    owner = surveying.create_organisation(session, "En annen", NOW)
    other = publishing.publish(session, owner, psfs(), NOW)
    with pytest.raises(WrongVersionError):
        surveying.add_round(session, stage.survey_id, RoundPlan(other.id, "2", date(2028, 1, 1), date(2028, 2, 1)))


def test_a_name_is_one_organisations(session: Session) -> None:
    surveying.create_organisation(session, "Prøve kommune", NOW)
    with pytest.raises(DuplicateKeyError):
        surveying.create_organisation(session, "Prøve kommune", NOW)


def test_erasing_a_survey_leaves_nothing_of_it(session: Session, tmp_path: Path) -> None:
    kept, gone = set_up(session, owner="En"), set_up(session, owner="To", rounds=2)
    for stage in (kept, gone):
        answering.save_page(session, stage.begin(), "plan", {"har": "yes"}, revision=0, now=NOW)
    first, second = gone.round_ids
    put_report(session, gone.survey_id, (first, second), tmp_path, NOW)
    surveying.erase_survey(session, gone.survey_id)
    held = {
        table.name: session.scalar(select(func.count()).select_from(table))
        for table in Base.metadata.sorted_tables
        # The log outlives what it tells of, without a word that anybody wrote.
        if ("survey_id" in table.columns or table.name == "survey") and table.name != "audit_event"
    }
    left = {"survey": 1, "round": 1, "participant": 1, "invitation": 1, "response": 1, "revision": 1}
    assert held == dict.fromkeys(held, 0) | left


def test_what_is_not_there_is_not_found(session: Session) -> None:
    stage = set_up(session)
    for call in (
        lambda: surveying.find_survey(session, uuid7()),
        lambda: surveying.find_round(session, stage.survey_id, uuid7()),
        lambda: surveying.erase_survey(session, uuid7()),
        lambda: surveying.close_round(session, uuid7(), stage.round_ids[0], NOW),
    ):
        with pytest.raises(NotFoundError):
            call()


def test_the_front_page_can_tell_whether_any_survey_is_made_up(session: Session) -> None:
    set_up(session, owner="En")
    assert not surveying.has_synthetic(session)
    set_up(session, owner="To", synthetic=True)
    assert surveying.has_synthetic(session)
