"""The same participant in round after round: her own activities, and her scores."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy.orm import Session

from questionnaires.library import paths
from questionnaires.loading import load_file
from surveyapp.models import Response
from surveyapp.models.errors import UnknownAnswerError
from surveyapp.models.ids import ResponseKey
from surveyapp.services import answering
from surveyapp.services.answering import Saved
from tests.surveyapp.stage import NOW, Stage, psfs, set_up


def save(session: Session, key: ResponseKey, page: str, answers: dict[str, Any], revision: int = 0) -> Saved:
    return answering.save_page(session, key, page, answers, revision=revision, now=NOW)


@pytest.fixture
def course(session: Session) -> Stage:
    return set_up(session, psfs(), privacy="confidential", rounds=3)


START = {"1": "gå i trapp", "2": "lage middag", "4": "spille kort"}


def rate(session: Session, key: ResponseKey, ratings: dict[str, Any]) -> answering.Receipt:
    draft = answering.open_draft(session, key, NOW)
    revision = save(session, key, "role", {"role": "self"}, draft.revision).revision
    if "aktivitet" not in draft.setting.carried:
        revision = save(session, key, "aktiviteter", {"aktivitet": START}, revision).revision
    save(session, key, "vurdering", {"klarer": ratings}, revision)
    return answering.submit(session, key, NOW)


def test_a_patients_own_activities_meet_her_again_at_follow_up(session: Session, course: Stage) -> None:
    rate(session, course.begin("F-1", 1), {"1": 2, "2": 3, "4": 4})
    draft = answering.open_draft(session, course.begin("F-1", 2), NOW)
    assert draft.answers == {"aktivitet": START}
    assert draft.setting.carried == {"aktivitet": START}


def test_another_patient_meets_none_of_them(session: Session, course: Stage) -> None:
    rate(session, course.begin("F-1", 1), {"1": 2, "2": 3, "4": 4})
    assert answering.open_draft(session, course.begin("F-2", 2), NOW).answers == {}


def test_activities_that_are_followed_are_locked(session: Session, course: Stage) -> None:
    rate(session, course.begin("F-1", 1), {"1": 2, "2": 3, "4": 4})
    follow_up = course.begin("F-1", 2)
    with pytest.raises(UnknownAnswerError):
        save(session, follow_up, "aktiviteter", {"aktivitet": {**START, "1": "gå på ski"}})
    assert save(session, follow_up, "aktiviteter", {}).problems == ()
    assert save(session, follow_up, "aktiviteter", {"aktivitet": START}).problems == ()
    assert session.get_one(Response, (follow_up.survey_id, follow_up.id)).answers == {"aktivitet": START}


def test_only_named_activities_are_rated(session: Session, course: Stage) -> None:
    key = course.begin("F-1", 1)
    save(session, key, "aktiviteter", {"aktivitet": START})
    with pytest.raises(UnknownAnswerError):
        save(session, key, "vurdering", {"klarer": {"3": 5}}, revision=1)


def test_a_receipt_tells_the_score_now_and_before_over_what_was_rated_both_times(
    session: Session, course: Stage
) -> None:
    rate(session, course.begin("F-1", 1), {"1": 2, "2": 3, "4": 7})
    (line,) = rate(session, course.begin("F-1", 2), {"1": 5, "2": 8, "4": "not_tried"}).scores
    assert line.now.value == Fraction(13, 2)
    assert line.earlier is not None
    assert (line.earlier.before.value, line.earlier.now.value) == (Fraction(5, 2), Fraction(13, 2))
    assert line.earlier.round_label == "Runde 1"


def test_the_first_receipt_has_nothing_to_compare_with(session: Session, course: Stage) -> None:
    (line,) = rate(session, course.begin("F-1", 1), {"1": 2, "2": 3, "4": 7}).scores
    assert (line.now.value, line.earlier) == (Fraction(4), None)


def test_a_draft_left_unfinished_carries_nothing(session: Session, course: Stage) -> None:
    save(session, course.begin("F-1", 1), "aktiviteter", {"aktivitet": START})
    assert answering.open_draft(session, course.begin("F-1", 2), NOW).answers == {}


def test_the_latest_round_that_was_handed_in_is_the_one_before(session: Session, course: Stage) -> None:
    rate(session, course.begin("F-1", 1), {"1": 2, "2": 2, "4": 2})
    rate(session, course.begin("F-1", 2), {"1": 4, "2": 4, "4": 4})
    (line,) = rate(session, course.begin("F-1", 3), {"1": 6, "2": 6, "4": 6}).scores
    assert line.earlier is not None
    assert (line.earlier.round_label, line.earlier.before.value) == ("Runde 2", Fraction(4))


def test_an_invited_municipality_need_not_say_which_it_is(session: Session) -> None:
    stage = set_up(session, load_file(paths()["kommuneundersokelsen"]))
    draft = answering.open_draft(session, stage.begin("4204"), NOW)
    assert list(draft.answers.values()) == ["4204"]
    assert draft.setting.carried == draft.answers
