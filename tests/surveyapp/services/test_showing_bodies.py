"""Results of public bodies while their round is open: counted once, and anew when other answers count."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from surveyapp.models.ids import ResponseKey
from surveyapp.services import answering, showing
from surveyapp.services.showing import LiveResults
from tests.surveyapp.stage import NOW, OLA, PLAN, Stage, set_up

BODIES = PLAN.model_copy(update={"unit": "municipality"})
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def stage(session: Session) -> Stage:
    return set_up(session, BODIES, rounds=2)


def answer(stage: Stage, municipality: str, has: str, round_number: int = 1) -> ResponseKey:
    key = stage.begin(municipality, round_number)
    answering.save_page(stage.session, key, "plan", {"har": has}, revision=0, now=NOW)
    answering.submit(stage.session, key, NOW, OLA)
    return key


def look(stage: Stage, round_number: int = 1) -> LiveResults:
    at = stage.round_ids[round_number - 1]
    return showing.live(stage.session, stage.survey_id, at, NOW, group=None, language="nb")


def words(found: LiveResults) -> str:
    """All that is said, with its hard spaces as they are and not escaped."""
    return str(found.sections).replace("\\xa0", "\u00a0")


def counts_answers(stage: Stage) -> bool:
    """Whether a look reads what was answered, and not only which answers there are."""
    asked: list[str] = []
    engine = stage.session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *about: asked.append(about[2]))
    look(stage)
    return any("answers" in each for each in asked)


def test_the_same_answers_are_counted_once(stage: Stage) -> None:
    answer(stage, "4204", "yes")
    assert (counts_answers(stage), counts_answers(stage)) == (True, False)


def test_a_further_answer_is_counted_at_once(stage: Stage) -> None:
    answer(stage, "4204", "yes")
    assert "2 (100\u00a0%)" not in words(look(stage))
    answer(stage, "4205", "yes")
    assert "2 (100\u00a0%)" in words(look(stage))


def test_a_corrected_answer_is_counted_in_place_of_the_one_before(stage: Stage) -> None:
    answer(stage, "4204", "yes")
    first = answer(stage, "4205", "yes")
    before = look(stage)
    draft = answering.correct(stage.session, first, "Feil svar", LATER)
    assert look(stage).sections == before.sections
    answering.save_page(stage.session, draft, "plan", {"har": "no"}, revision=0, now=LATER)
    answering.submit(stage.session, draft, LATER, OLA)
    assert look(stage).answered == 2
    assert "1 (50\u00a0%)" in words(look(stage))


def test_a_round_does_not_show_the_counts_of_another(stage: Stage) -> None:
    answer(stage, "4204", "yes")
    look(stage)
    answer(stage, "4204", "no", round_number=2)
    assert look(stage).sections != look(stage, 2).sections


@pytest.mark.parametrize(("smallest", "told"), [(None, True), (10, False)])
def test_counts_of_persons_wait_for_the_report(session: Session, smallest: int | None, *, told: bool) -> None:
    """Two looks around one answer would tell how many persons that municipality counted."""
    page, *others = BODIES.pages
    questions = tuple(
        each.model_copy(update={"small_cell": smallest}) if each.id == "antall" else each for each in page.questions
    )
    asked = BODIES.model_copy(update={"pages": (page.model_copy(update={"questions": questions}), *others)})
    stage = set_up(session, asked, rounds=2)
    answer(stage, "4204", "yes")

    assert ("Hvor mange tiltak?" in words(look(stage))) is told
