"""What is done with the deletion of a survey's data, and which of its services ask nobody."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from surveyapp.services import access, answering, retaining
from surveyapp.services.retaining import Wanted
from tests.surveyapp.stage import NOW

SEES: tuple[Any, ...] = (
    lambda scene: retaining.deletion_plan(scene.session, scene.stage.survey_id),
    lambda scene: retaining.gone(scene.session, scene.stage.survey_id),
    lambda scene: retaining.limits(scene.session, scene.stage.survey_id, NOW),
    lambda scene: retaining.record(scene.session, scene.stage.organisation_id),
)
ERASES: tuple[Any, ...] = (
    lambda scene: retaining.change_plan(
        scene.session, scene.stage.survey_id, Wanted(date(2026, 9, 1), "erase", 90), NOW
    ),
)


def _submitted(scene: Any) -> str:
    """The code of a fresh answer, which the operator handed in, whoever acts."""
    actor = scene.session.info.pop("actor", None)
    access.act_as(scene.session, access.OPERATOR)
    key = scene.stage.begin(uuid4().hex, 2)
    answering.save_page(scene.session, key, "plan", {"har": "no"}, revision=0, now=NOW)
    code = answering.submit(scene.session, key, NOW).reference
    scene.session.info.pop("actor")
    if actor is not None:
        access.act_as(scene.session, actor)
    return code


ANSWERS: tuple[Any, ...] = (
    lambda scene: answering.stored(scene.session, scene.stage.survey_id, _submitted(scene)),
    lambda scene: answering.withdraw_for(scene.session, scene.stage.survey_id, _submitted(scene)),
)
BY_THE_JOB = "retain has asked before it is called"
OPEN = {
    "retaining.jobs.batches": "it touches no rows",
    "retaining.plans.modes_in_use": "everybody may read how personal data is treated here",
    "retaining.plans.promise_of": "everybody may read what those who answer are promised",
    "retaining.plans.years_after": "it touches no rows",
    "retaining.plans.last_day": "the survey comes from a caller who asked for it",
    "retaining.record.written": "it touches no rows",
    "retaining.unlinking.unlink": BY_THE_JOB,
}
