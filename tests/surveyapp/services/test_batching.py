"""One order for each who answered: the same ones when asked again, and those that are ready are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from surveyapp.services import reporting
from surveyapp.services.reporting import Order, WrongOrderError
from tests.surveyapp.services.answered import answered
from tests.surveyapp.services.test_reports_of_municipalities import stage
from tests.surveyapp.stage import NOW, Stage

__all__ = ["stage"]


def each_municipality(stage: Stage, kind: str = "municipality") -> Order:
    baseline, followup = stage.round_ids[:2]
    return Order(kind=kind, survey_id=stage.survey_id, baseline_id=baseline, followup_id=followup)


def test_everybody_who_answered_has_one_order_however_often_it_is_asked_for(stage: Stage, tmp_path: Path) -> None:
    first = reporting.batch(stage.session, each_municipality(stage), NOW)
    assert len(first.left) == 125
    assert first.refused == {}
    reporting.build(stage.session, first.left["4204"], tmp_path, NOW, faces=("html",))
    second = reporting.batch(stage.session, each_municipality(stage), NOW)
    assert second.ready == (first.left["4204"],)
    assert second.left == {area: id_ for area, id_ in first.left.items() if area != "4204"}
    again = reporting.batch(stage.session, each_municipality(stage), NOW, again=True)
    assert again.left == first.left


def test_a_report_about_all_is_not_made_for_each(session: Session) -> None:
    persons = answered(session)
    with pytest.raises(WrongOrderError, match="each of many"):
        reporting.batch(session, each_municipality(persons, "change"), NOW)
