"""An anonymous round is in no report before it is over: two with one answer between them would tell what it was."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from surveyapp.models.errors import RoundStillOpenError
from surveyapp.models.surveys import Privacy
from surveyapp.services import reporting
from surveyapp.services.reporting import Order, ReportNotBuiltError
from tests.surveyapp.stage import NOW, Stage, set_up

AFTERWARDS = datetime(2026, 4, 2, 12, tzinfo=UTC)


def on(stage: Stage, *, counted: bool = False, rehearsed: bool = False) -> Order:
    of = stage.survey_id, stage.round_ids[0]
    return Order(kind="experience", survey_id=of[0], baseline_id=of[1], counted=counted, rehearsed=rehearsed)


@pytest.mark.parametrize("counted", [False, True])
def test_none_is_ordered_while_answers_come(session: Session, counted: bool) -> None:
    with pytest.raises(RoundStillOpenError, match="until 2026-03-31"):
        reporting.order(session, on(set_up(session, privacy="anonymous"), counted=counted), NOW)


def test_one_that_was_ordered_earlier_is_not_built_when_the_round_is_open_again(
    session: Session, tmp_path: Path
) -> None:
    made = reporting.order(session, on(set_up(session, privacy="anonymous")), AFTERWARDS)
    with pytest.raises(ReportNotBuiltError) as refused:
        reporting.build(session, made, tmp_path, NOW)
    assert refused.value.problem == "open"


@pytest.mark.parametrize(("privacy", "synthetic"), [("confidential", False), ("anonymous", True)])
def test_answers_that_may_be_followed_or_are_made_up_are_reported_any_time(
    session: Session, privacy: Privacy, synthetic: bool
) -> None:
    made = reporting.order(session, on(set_up(session, privacy=privacy, synthetic=synthetic)), NOW)
    assert reporting.report(session, made).state == "waiting"


def test_made_up_answers_rehearse_an_open_round(session: Session) -> None:
    made = reporting.order(session, on(set_up(session, privacy="anonymous"), rehearsed=True), NOW)
    assert reporting.report(session, made).state == "waiting"
