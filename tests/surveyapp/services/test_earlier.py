"""What was answered in the earlier round decides what is asked in this one, and stays what it was when this began."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from questionnaires.loading import load
from surveyapp.models import Response
from surveyapp.models.ids import ResponseKey
from surveyapp.services import answering, exporting, importing
from surveyapp.services.answering import Saved
from surveyapp.services.importing import ImportLimits, ImportRefusedError
from tests.surveyapp.stage import NOW, OLA, Stage, set_up

TEXT = """
id: followed
title: {nb: Oppfølging}
languages: [nb]
unit: person
about: {nb: Om planen.}
pages:
  - id: plan
    title: {nb: Planen}
    questions:
      - id: plan
        type: choice
        text: {nb: Har dere en plan?}
        choices:
          yes: {nb: Ja}
          no: {nb: Nei}
      - id: ansatte
        type: count
        to: 500
        text: {nb: Hvor mange ansatte?}
        warn_if: {change_over: 10}
      - id: merknad
        type: short_text
        text: {nb: Merknad}
  - id: borte
    title: {nb: Planen er borte}
    show_when: {earlier.plan: yes, plan: no}
    questions:
      - id: hvorfor
        type: short_text
        text: {nb: Hvorfor har dere ikke planen lenger?}
"""
FOLLOWED = load(TEXT, "followed.yaml")
BEFORE = {"plan": "yes", "ansatte": 40, "merknad": "før"}


@pytest.fixture
def stage(session: Session) -> Stage:
    return set_up(session, FOLLOWED, rounds=2)


def save(stage: Stage, key: ResponseKey, answers: dict[str, Any]) -> Saved:
    return answering.save_page(stage.session, key, "plan", answers, revision=0, now=NOW)


def hand_in(stage: Stage, answers: dict[str, Any]) -> ResponseKey:
    key = stage.begin("4204", 1)
    save(stage, key, answers)
    answering.submit(stage.session, key, NOW, OLA)
    return key


def test_only_what_this_round_asks_for_comes_along(session: Session, stage: Stage) -> None:
    hand_in(stage, BEFORE)
    draft = answering.open_draft(session, stage.begin("4204", 2), NOW)
    assert draft.setting.earlier == {"plan": "yes", "ansatte": 40}
    assert draft.answers == {}


@pytest.mark.parametrize(("before", "now", "page"), [("yes", "no", "borte"), ("no", "no", None), ("yes", "yes", None)])
def test_a_page_hangs_on_the_earlier_answer(stage: Stage, before: str, now: str, page: str | None) -> None:
    hand_in(stage, {"plan": before})
    assert save(stage, stage.begin("4204", 2), {"plan": now}).next_page == page


@pytest.mark.parametrize(("now", "warned"), [(50, []), (51, ["ansatte"]), (30, []), (29, ["ansatte"])])
def test_a_large_change_is_asked_about_and_may_stand(stage: Stage, now: int, warned: list[str]) -> None:
    hand_in(stage, BEFORE)
    saved = save(stage, stage.begin("4204", 2), {"plan": "yes", "ansatte": now})
    assert [problem.field for problem in saved.problems if problem.soft] == warned
    assert [problem for problem in saved.problems if not problem.soft] == []
    assert saved.answers["ansatte"] == now


@pytest.mark.parametrize("erased", [False, True])
def test_what_becomes_of_the_earlier_response_changes_nothing_here(
    session: Session, stage: Stage, erased: bool
) -> None:
    first = hand_in(stage, BEFORE)
    second = stage.begin("4204", 2)
    here = (Response.survey_id == first.survey_id, Response.id == first.id)
    session.execute(delete(Response).where(*here) if erased else update(Response).where(*here).values(answers={}))
    session.commit()
    assert save(stage, second, {"plan": "no", "ansatte": 90}).next_page == "borte"
    draft = answering.open_draft(session, second, NOW)
    assert [problem.field for problem in save(stage, second, {"plan": "no", "ansatte": 90}).problems] == ["ansatte"]
    assert draft.setting.earlier == {"plan": "yes", "ansatte": 40}


def test_a_first_round_and_an_unfinished_one_give_nothing(session: Session, stage: Stage) -> None:
    key = stage.begin("4204", 1)
    save(stage, key, BEFORE)
    assert answering.open_draft(session, key, NOW).setting.earlier == {}
    assert answering.open_draft(session, stage.begin("4204", 2), NOW).setting.earlier == {}


def test_an_anonymous_response_has_nothing_earlier(session: Session) -> None:
    stage = set_up(session, FOLLOWED, privacy="anonymous", rounds=2)
    first = stage.begin(round_number=1)
    save(stage, first, BEFORE)
    answering.submit(session, first, NOW)
    second = stage.begin(round_number=2)
    assert save(stage, second, {"plan": "no", "ansatte": 400}).next_page is None
    assert session.scalars(select(Response.earlier)).all() == [{}, {}]


def test_a_file_of_a_later_round_is_read_with_the_earlier_answers(
    session: Session, stage: Stage, tmp_path: Path
) -> None:
    path = tmp_path / "to.csv"
    path.write_text("id,plan,hvorfor\n4204,no,brann\n", "utf-8")

    def take_in() -> None:
        limits = ImportLimits(10_000, 10)
        importing.import_round(
            session, stage.survey_id, stage.round_ids[1], path, key_column="id", limits=limits, now=NOW
        )

    with pytest.raises(ImportRefusedError, match="hide this question"):
        take_in()
    hand_in(stage, BEFORE)
    take_in()
    table = exporting.export_round(session, stage.survey_id, stage.round_ids[1], texts=True)
    assert dict(zip(table.header, table.rows[0], strict=True))["hvorfor"] == "brann"
