"""One order for each who answered: the same ones when asked again, and those that are ready are left alone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveyapp.models import Report
from surveyapp.models.transactions import writing
from surveyapp.services import reporting
from surveyapp.services.reporting import Order, WrongOrderError
from tests.surveyapp.services.answered import answered
from tests.surveyapp.services.test_reports_of_municipalities import stage
from tests.surveyapp.stage import NOW, Stage

__all__ = ["stage"]

ANSWERED = 125
"""All of Agder's 25 and 100 others."""


def each_municipality(stage: Stage, kind: str = "municipality") -> Order:
    baseline, followup = stage.round_ids[:2]
    return Order(kind=kind, survey_id=stage.survey_id, baseline_id=baseline, followup_id=followup)


def left_as(stage: Stage, states: dict[str, str]) -> None:
    """Let orders, by the municipality's number, have come so far."""
    with writing(stage.session):
        for each in stage.session.scalars(select(Report).where(Report.area.in_(states))):
            each.state, each.problem, each.started_at = states[each.area], "broken", NOW  # type: ignore[assignment]


def test_everybody_who_answered_has_one_order_however_often_it_is_asked_for(stage: Stage, tmp_path: Path) -> None:
    first = reporting.batch(stage.session, each_municipality(stage), NOW)
    assert len(first.left) == ANSWERED
    assert first.refused == {}
    reporting.build(stage.session, first.left["4204"], tmp_path, NOW, faces=("html",))
    second = reporting.batch(stage.session, each_municipality(stage), NOW)
    assert second.ready == (first.left["4204"],)
    assert second.left == {area: id_ for area, id_ in first.left.items() if area != "4204"}
    again = reporting.batch(stage.session, each_municipality(stage), NOW, again=True)
    assert again.left == first.left


def test_two_who_ask_at_once_make_one_order_for_each(stage: Stage) -> None:
    def ask() -> None:
        with Session(stage.session.get_bind()) as other:
            other.info.update(actor=stage.session.info["actor"])
            reporting.batch(other, each_municipality(stage), NOW)

    stage.session.rollback()
    asking = [Thread(target=ask) for _ in range(2)]
    for each in asking:
        each.start()
    for each in asking:
        each.join()
    assert stage.session.scalar(select(func.count()).select_from(Report)) == ANSWERED


def test_each_county_governor_of_somebody_who_answered_has_one(stage: Stage, tmp_path: Path) -> None:
    made = reporting.batch(stage.session, each_municipality(stage, "governor"), NOW)
    # Of 2020's numbers the first hundred outside Agder begin with 03, 11, 15, 18 and 30.
    assert set(made.left) >= {"Agder", "Rogaland"}
    assert "Troms og Finnmark" not in made.left
    built = reporting.build(stage.session, made.left["Agder"], tmp_path, NOW, faces=("html",))
    assert built.title.startswith("Agder")


def test_a_batch_tells_how_far_it_has_come_and_what_failed(stage: Stage, tmp_path: Path) -> None:
    made = reporting.batch(stage.session, each_municipality(stage), NOW)
    for at, area in enumerate(("4201", "4202", "4203")):
        reporting.build(stage.session, made.left[area], tmp_path, NOW + timedelta(seconds=10 * at), faces=("html",))
    left_as(stage, {"4204": "failed", "4205": "building"})
    found = reporting.standing(stage.session, each_municipality(stage), NOW + timedelta(seconds=30))
    assert (found.of, len(found.ready), found.building, found.waiting) == (ANSWERED, 3, 1, ANSWERED - 5)
    assert [each.area for each in found.failed] == ["4204"]
    # Three in half a minute, and all but the failed one left.
    assert found.left == timedelta(seconds=10 * (ANSWERED - 4))
    late = reporting.standing(stage.session, each_municipality(stage), NOW + timedelta(hours=1))
    assert late.left is None


def test_what_is_not_begun_is_stopped_and_gone_on_with(stage: Stage, tmp_path: Path) -> None:
    made = reporting.batch(stage.session, each_municipality(stage), NOW)
    reporting.build(stage.session, made.left["4201"], tmp_path, NOW, faces=("html",))
    left_as(stage, {"4204": "failed", "4205": "building"})
    assert reporting.stop(stage.session, each_municipality(stage)) == ANSWERED - 3
    stopped = reporting.standing(stage.session, each_municipality(stage), NOW)
    assert (len(stopped.ready), len(stopped.failed), stopped.building) == (1, 1, 1)
    assert (stopped.waiting, stopped.lacking) == (0, ANSWERED - 3)
    reporting.batch(stage.session, each_municipality(stage), NOW)
    went_on = reporting.standing(stage.session, each_municipality(stage), NOW)
    assert (went_on.waiting, went_on.building, went_on.failed, went_on.lacking) == (ANSWERED - 2, 1, (), 0)


def test_what_was_ready_stays_ready_when_building_it_anew_is_stopped(stage: Stage, tmp_path: Path) -> None:
    made = reporting.batch(stage.session, each_municipality(stage), NOW)
    reporting.build(stage.session, made.left["4201"], tmp_path, NOW, faces=("html",))
    reporting.batch(stage.session, each_municipality(stage), NOW, again=True)
    reporting.stop(stage.session, each_municipality(stage))
    found = reporting.standing(stage.session, each_municipality(stage), NOW)
    assert [each.area for each in found.ready] == ["4201"]


def test_what_another_has_built_meanwhile_is_not_built_again(stage: Stage, tmp_path: Path) -> None:
    made = reporting.batch(stage.session, each_municipality(stage), NOW)
    reporting.build(stage.session, made.left["4201"], tmp_path, NOW, faces=("html",))
    assert not reporting.build_if_waiting(stage.session, made.left["4201"], tmp_path, NOW)


def test_a_report_about_all_is_not_made_for_each(session: Session) -> None:
    persons = answered(session)
    with pytest.raises(WrongOrderError, match="each of many"):
        reporting.batch(session, each_municipality(persons, "change"), NOW)
