"""A round opens when everything is in place, and tells what is not."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from questionnaires.definition import Questionnaire
from surveyapp.models import Organisation, Response, Round
from surveyapp.models.errors import FixedSinceOpeningError, ImpossibleRoundError, RoundFullError, RoundNotOpenError
from surveyapp.models.ids import ResponseKey
from surveyapp.services import answering, inviting, preparing, retaining, surveying
from surveyapp.services.preparing import Dates, Description, NotReadyToOpenError
from surveyapp.services.retaining import Wanted
from tests.surveyapp.services.municipalities import organisation, put_to_municipalities
from tests.surveyapp.stage import KEY, NOW, PLAN, Stage, set_up


def draft(session: Session, questionnaire: Questionnaire = PLAN) -> Stage:
    """The stage, with its round a draft again."""
    stage = set_up(session, questionnaire)
    session.execute(update(Round).values(released_at=None))
    session.commit()
    return stage


def ids(stage: Stage) -> tuple[Session, UUID, UUID]:
    return stage.session, stage.survey_id, stage.round_ids[0]


def shut(stage: Stage) -> list[str]:
    found = preparing.gates(stage.session, stage.survey_id, stage.round_ids[0], NOW)
    return [gate.name for gate in found if not gate.passed]


def prepare(stage: Stage) -> None:
    preparing.describe(stage.session, stage.survey_id, Description("Bedre tilbud", health_data=False))
    preparing.note_rehearsal(stage.session, stage.survey_id, stage.round_ids[0], answers=5, now=NOW)


def test_a_round_opens_once_its_survey_is_described_assessed_and_rehearsed(session: Session) -> None:
    stage = draft(session)
    assert shut(stage) == ["purpose", "assessment", "rehearsal"]
    prepare(stage)
    preparing.release(session, stage.survey_id, stage.round_ids[0], NOW)
    assert surveying.overview(session, stage.survey_id, NOW)[0].state == "open"


def test_a_round_that_is_not_ready_stays_a_draft_and_tells_why(session: Session) -> None:
    stage = draft(session)
    with pytest.raises(NotReadyToOpenError, match="surveyapp rounds rehearse") as refused:
        preparing.release(session, stage.survey_id, stage.round_ids[0], NOW)
    assert [gate.name for gate in refused.value.gates] == ["purpose", "assessment", "rehearsal"]
    assert surveying.overview(session, stage.survey_id, NOW)[0].state == "draft"


def test_health_data_needs_an_assessment_in_words(session: Session) -> None:
    stage = draft(session)
    prepare(stage)
    preparing.describe(session, stage.survey_id, Description("Bedre", health_data=True))
    assert shut(stage) == ["assessment"]
    preparing.describe(session, stage.survey_id, Description("Bedre", health_data=True, assessment="Lav risiko."))
    assert shut(stage) == []


@pytest.mark.parametrize(("kind", "missing"), [("directorate", ["languages"]), ("municipality", [])])
def test_a_state_body_asks_in_bokmal_and_nynorsk(session: Session, kind: str, missing: list[str]) -> None:
    stage = draft(session)
    prepare(stage)
    session.execute(update(Organisation).values(kind=kind))
    session.commit()
    assert shut(stage) == missing
    assert [gate.lacks for gate in preparing.gates(*ids(stage), NOW) if gate.lacks] == ([("nn",)] if missing else [])


def test_municipalities_need_a_denominator_with_its_date(session: Session) -> None:
    stage = draft(session)
    prepare(stage)
    session.execute(update(Round).values(denominator=None, denominator_date=None))
    session.commit()
    assert shut(stage) == (["denominator"] if PLAN.unit == "municipality" else [])


def test_a_last_day_that_is_over_is_told(session: Session) -> None:
    stage = draft(session)
    prepare(stage)
    late = NOW + timedelta(days=90)
    assert [gate.name for gate in preparing.gates(*ids(stage), late) if not gate.passed] == ["closing"]


def test_addresses_may_not_outlive_the_answers(session: Session) -> None:
    stage = draft(session)
    prepare(stage)
    retaining.change_plan(session, stage.survey_id, Wanted(date(2026, 5, 1), "erase", 90), NOW)
    assert shut(stage) == ["contacts"]


def test_a_link_into_a_draft_says_that_it_is_not_open(session: Session) -> None:
    stage = draft(session)
    token = stage.token("4204", 1)
    with pytest.raises(RoundNotOpenError):
        inviting.find(session, token, KEY, NOW)


def test_a_round_that_has_opened_keeps_its_first_day(session: Session) -> None:
    stage = set_up(session)
    with pytest.raises(ImpossibleRoundError, match="first day stays"):
        preparing.move(session, stage.survey_id, stage.round_ids[0], Dates(date(2026, 1, 1), date(2026, 4, 30)), NOW)


LATE = date(2026, 4, 30)
COUNTED = date(2026, 1, 1)


def municipal(session: Session) -> tuple[Session, UUID, UUID]:
    """A round that municipalities answer, open since this morning; the register's of 1 January 2026 are counted."""
    survey_id, round_id = put_to_municipalities(session, organisation(session, "directorate"))
    counted = {"denominator": 4, "denominator_date": COUNTED}
    session.execute(update(Round).values(opens_on=NOW.date(), closes_on=date(2026, 3, 31), **counted))
    session.commit()
    return session, survey_id, round_id


@pytest.mark.parametrize(
    ("denominator", "counted_on", "field"),
    [
        (4, date(2026, 2, 1), "denominator_date"),
        (4, None, "denominator_date"),
        (5, COUNTED, "denominator"),
        (None, COUNTED, "denominator"),
    ],
)
def test_which_municipalities_an_open_round_counts_stays(
    session: Session, denominator: int | None, counted_on: date | None, field: str
) -> None:
    at = municipal(session)
    with pytest.raises(FixedSinceOpeningError) as refused:
        preparing.move(*at, Dates(NOW.date(), LATE, denominator, counted_on), NOW)
    assert refused.value.field == field
    preparing.move(*at, Dates(NOW.date(), LATE, 4, COUNTED), NOW)
    kept = surveying.find_round(*at)
    assert (kept.closes_on, kept.denominator, kept.denominator_date) == (LATE, 4, COUNTED)


@pytest.mark.parametrize("life", [{"released_at": None}, {"opens_on": date(2026, 3, 3)}], ids=["draft", "planned"])
def test_before_a_round_opens_its_municipalities_may_be_counted_on_another_day(
    session: Session, life: dict[str, date | None]
) -> None:
    at = municipal(session)
    session.execute(update(Round).values(life))
    session.commit()
    preparing.move(*at, Dates(date(2026, 3, 3), LATE, 5, date(2026, 2, 1)), NOW)
    assert surveying.find_round(*at).denominator_date == date(2026, 2, 1)


def test_how_many_persons_are_expected_may_be_told_anew_but_not_the_day_they_are_counted_on(session: Session) -> None:
    at = ids(set_up(session))
    preparing.move(*at, Dates(date(2026, 2, 1), LATE, 5, COUNTED), NOW)
    assert surveying.find_round(*at).denominator == 5
    with pytest.raises(FixedSinceOpeningError, match="counted on stays"):
        preparing.move(*at, Dates(date(2026, 2, 1), LATE, 5, LATE), NOW)


def test_a_round_that_was_ended_does_not_open_again(session: Session) -> None:
    stage = set_up(session)
    surveying.close_round(session, stage.survey_id, stage.round_ids[0], NOW)
    with pytest.raises(ImpossibleRoundError, match="does not open again"):
        preparing.move(session, stage.survey_id, stage.round_ids[0], Dates(date(2026, 2, 1), date(2027, 1, 1)), NOW)


def test_an_open_link_takes_no_more_than_its_quota(session: Session) -> None:
    stage = set_up(session, privacy="anonymous")
    survey_id, round_id = stage.survey_id, stage.round_ids[0]
    link = inviting.open_link(session, survey_id, round_id, KEY, quota=1)
    begun = [answering.start_or_resume(session, link.key, NOW).key for _person in range(2)]
    for key in begun:
        draft_of = answering.open_draft(session, key, NOW)
        assert draft_of.privacy == "anonymous"
    _hand_in(session, begun[0])
    with pytest.raises(RoundFullError):
        answering.start_or_resume(session, link.key, NOW)
    # Who has begun may still go on.
    assert answering.open_draft(session, begun[1], NOW).key == begun[1]


def _hand_in(session: Session, key: ResponseKey) -> None:
    done = {"state": "submitted", "submitted_on": NOW.date(), "reference": "K7QM-3XPD"}
    session.execute(update(Response).where(Response.id == key.id).values(**done))
    session.commit()
