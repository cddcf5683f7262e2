"""The end of a round: reported by a declaration that can be undone, and erased on the day that was promised."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from surveyapp.models import AuditEvent, Response, Round
from surveyapp.models.errors import ImpossibleRoundError, RoundErasedError
from surveyapp.services import answering, comparing, exporting, preparing, retaining, surveying
from surveyapp.services.comparing import TwoRounds
from surveyapp.services.retaining import Retained, Wanted
from surveyapp.services.surveying import NotReportableError, RoundOverview, Waiting
from tests.surveyapp.stage import NOW, Stage, set_up

AFTER = datetime(2026, 4, 2, 9, tzinfo=UTC)
"""A morning after the stage's last day, 31 March 2026."""
GONE = date(2026, 9, 1)
ERASED = datetime(2026, 9, 1, 3, tzinfo=UTC)


def answered(session: Session) -> Stage:
    """Two have answered, one has only begun, and a fourth was asked."""
    stage = set_up(session, privacy="confidential", rounds=2)
    for key in ("A", "B", "C"):
        begun = stage.begin(key)
        answering.save_page(session, begun, "plan", {"har": "no"}, revision=0, now=NOW)
        if key != "C":
            answering.submit(session, begun, NOW)
    stage.token("D")
    return stage


def erased(session: Session) -> Stage:
    stage = answered(session)
    retaining.change_plan(session, stage.survey_id, Wanted(GONE, "erase", 0), NOW)
    retaining.retain(session, ERASED)
    return stage


def first(stage: Stage, now: datetime = AFTER) -> RoundOverview:
    return surveying.overview(stage.session, stage.survey_id, now)[0]


def report(stage: Stage, on: date = date(2026, 4, 1), now: datetime = AFTER) -> Waiting:
    return surveying.report_round(stage.session, stage.survey_id, stage.round_ids[0], on, now)


def test_whoever_reports_is_told_how_much_nobody_signed(session: Session) -> None:
    stage = answered(session)
    assert report(stage) == Waiting(drafts=1, papers=0)
    assert (first(stage).state, first(stage).reported_on) == ("reported", date(2026, 4, 1))


def test_a_report_that_is_taken_back_leaves_the_round_closed_and_two_lines_in_the_log(session: Session) -> None:
    stage = answered(session)
    report(stage)
    surveying.take_report_back(session, stage.survey_id, stage.round_ids[0])
    assert first(stage).state == "closed"
    told = session.scalars(
        select(AuditEvent.about).where(AuditEvent.action == "survey.report").order_by(AuditEvent.number)
    ).all()
    asked = str(stage.round_ids[0])
    assert told == [{"reported": asked, "on": "2026-04-01", "waiting": 1}, {"not_reported": asked}]


@pytest.mark.parametrize(
    ("on", "now", "reason"),
    [
        (date(2026, 3, 2), NOW, "not_over"),
        (date(2026, 3, 30), AFTER, "too_early"),
        (date(2026, 4, 3), AFTER, "in_the_future"),
    ],
)
def test_a_result_is_reported_after_the_round_and_before_tomorrow(
    session: Session, on: date, now: datetime, reason: str
) -> None:
    stage = set_up(session)
    with pytest.raises(NotReportableError) as refused:
        report(stage, on, now)
    assert refused.value.reason == reason
    assert first(stage).state == "closed"


def test_a_round_that_was_ended_early_is_reported_from_the_day_it_ended(session: Session) -> None:
    stage = set_up(session)
    surveying.close_round(session, stage.survey_id, stage.round_ids[0], NOW)
    report(stage, NOW.date(), NOW)
    assert first(stage, NOW).state == "reported"


def test_a_round_that_is_reported_is_not_opened_again_before_that_is_taken_back(session: Session) -> None:
    stage = set_up(session)
    report(stage)
    dates = preparing.Dates(date(2026, 2, 1), date(2026, 4, 30), 4, date(2026, 1, 1))
    with pytest.raises(ImpossibleRoundError, match="--undo"):
        preparing.move(session, stage.survey_id, stage.round_ids[0], dates, AFTER)
    surveying.take_report_back(session, stage.survey_id, stage.round_ids[0])
    preparing.move(session, stage.survey_id, stage.round_ids[0], dates, AFTER)
    assert first(stage).state == "open"


def test_a_round_that_is_reported_is_still_taken_out(session: Session) -> None:
    stage = answered(session)
    report(stage)
    assert len(exporting.export_round(session, stage.survey_id, stage.round_ids[0]).rows) == 2


def test_a_round_that_is_erased_keeps_its_counts_and_nothing_else(session: Session) -> None:
    there = first(erased(session), ERASED)
    assert (there.state, there.erased_on, there.invited, there.submitted) == ("erased", GONE, 4, 2)
    assert session.scalars(select(Response.id)).all() == []


def test_the_day_before_nothing_is_erased(session: Session) -> None:
    stage = answered(session)
    retaining.change_plan(session, stage.survey_id, Wanted(GONE, "erase", 0), NOW)
    retaining.retain(session, ERASED - timedelta(days=1))
    assert first(stage, ERASED).state == "closed"


def test_erasing_again_leaves_the_kept_counts(session: Session) -> None:
    stage = erased(session)
    assert retaining.retain(session, ERASED + timedelta(days=1)) == Retained()
    assert first(stage, ERASED).submitted == 2


def test_the_day_of_the_report_stays_when_the_answers_go(session: Session) -> None:
    stage = answered(session)
    report(stage)
    retaining.change_plan(session, stage.survey_id, Wanted(GONE, "erase", 0), AFTER)
    retaining.retain(session, ERASED)
    assert (first(stage).state, first(stage).reported_on) == ("erased", date(2026, 4, 1))


def test_a_draft_is_not_erased_with_the_rounds_before_it(session: Session) -> None:
    stage = answered(session)
    session.execute(update(Round).where(Round.id == stage.round_ids[1]).values(released_at=None))
    session.commit()
    retaining.change_plan(session, stage.survey_id, Wanted(GONE, "erase", 0), NOW)
    retaining.retain(session, ERASED)
    assert [each.state for each in surveying.overview(session, stage.survey_id, ERASED)] == ["erased", "draft"]


def test_a_round_that_nobody_answered_ends_on_the_promised_day_too(session: Session) -> None:
    stage = set_up(session)
    retaining.change_plan(session, stage.survey_id, Wanted(GONE, "erase", 0), NOW)
    retaining.retain(session, ERASED)
    assert first(stage, ERASED).state == "erased"


def test_unlinked_answers_are_there_so_the_round_is_not_erased(session: Session) -> None:
    stage = answered(session)
    retaining.change_plan(session, stage.survey_id, Wanted(GONE, "unlink", 0), NOW)
    retaining.retain(session, ERASED)
    assert first(stage, ERASED).state == "closed"


MOVED = preparing.Dates(date(2026, 2, 1), date(2026, 12, 1), 4, date(2026, 1, 1))


WANTED: dict[str, Callable[[Session, tuple[UUID, UUID], UUID], object]] = {
    "export": lambda session, at, _two: exporting.export_round(session, *at),
    "stream": lambda session, at, _two: exporting.stream_round(session, *at, now=ERASED),
    "documents": lambda session, at, _two: exporting.documents(session, *at),
    "compare": lambda session, at, two: comparing.compare_stored(session, TwoRounds(at[0], at[1], two)),
    "move": lambda session, at, _two: preparing.move(session, *at, dates=MOVED, now=ERASED),
    "release": lambda session, at, _two: preparing.release(session, *at, now=ERASED),
    "report": lambda session, at, _two: surveying.report_round(session, *at, on=GONE, now=ERASED),
    "take_report_back": lambda session, at, _two: surveying.take_report_back(session, *at),
}


@pytest.mark.parametrize("wanted", WANTED)
def test_what_is_erased_is_not_taken_out_reported_or_opened_again(session: Session, wanted: str) -> None:
    stage = erased(session)
    with pytest.raises(RoundErasedError, match="2026-09-01"):
        WANTED[wanted](session, (stage.survey_id, stage.round_ids[0]), stage.round_ids[1])


def test_the_database_keeps_no_erased_round_without_its_counts(session: Session) -> None:
    set_up(session)
    with pytest.raises(IntegrityError):
        session.execute(update(Round).values(erased_on=GONE, closed_at=ERASED))
