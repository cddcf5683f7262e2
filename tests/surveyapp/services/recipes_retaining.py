"""What is done with the deletion of a survey's data, and which of its services ask nobody."""

from __future__ import annotations

from datetime import date
from typing import Any

from surveyapp.services import retaining
from surveyapp.services.retaining import Wanted
from tests.surveyapp.stage import NOW

SEES: tuple[Any, ...] = (
    lambda scene: retaining.deletion_plan(scene.session, scene.stage.survey_id),
    lambda scene: retaining.gone(scene.session, scene.stage.survey_id),
    lambda scene: retaining.limits(scene.session, scene.stage.survey_id, NOW),
)
ERASES: tuple[Any, ...] = (
    lambda scene: retaining.change_plan(
        scene.session, scene.stage.survey_id, Wanted(date(2026, 9, 1), "erase", 90), NOW
    ),
)
BY_THE_JOB = "retain has asked before it is called"
OPEN = {
    "retaining.jobs.batches": "it touches no rows",
    "retaining.plans.modes_in_use": "everybody may read how personal data is treated here",
    "retaining.plans.over_on": "it touches no rows",
    "retaining.plans.promise_of": "everybody may read what those who answer are promised",
    "retaining.plans.soon": "deletion_plan asks",
    "retaining.plans.years_after": "it touches no rows",
    "retaining.unlinking.unlink": BY_THE_JOB,
}
