"""What there is to do, and which role may do it; `services.access` is who asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from surveyapp.models.organisations import Role

Action = Literal[
    "members.see",
    "members.change",
    "keys.change",
    "questionnaire.publish",
    "survey.see",
    "survey.create",
    "survey.change",
    "survey.close",
    "survey.report",
    "survey.erase",
    "requests.answer",
    "respondents.invite",
    "papers.key",
    "answers.import",
    "answers.export",
    "report.build",
    "report.see",
    "results.live",
    "oversight.see",
    "plan.see",
    "plan.change",
    "course.see",
    "course.open",
    "course.change",
    "coverage.see",
    "pilot.see",
    "pilot.change",
]
ACTIONS: tuple[Action, ...] = get_args(Action)

_SEES: frozenset[Action] = frozenset({"survey.see", "report.see", "coverage.see", "plan.see", "pilot.see"})
_OVERSEES: frozenset[Action] = frozenset({"oversight.see"})
_RUNS: frozenset[Action] = frozenset(
    {
        "pilot.change",
        "questionnaire.publish",
        "survey.create",
        "survey.change",
        "survey.close",
        "respondents.invite",
        "papers.key",
    }
)
_OWNS: frozenset[Action] = frozenset({"members.see", "keys.change", "survey.erase", "requests.answer", "plan.change"})
_TAKES: frozenset[Action] = frozenset(
    {"answers.import", "answers.export", "report.build", "results.live", "survey.report"}
)
_FOLLOWS: frozenset[Action] = frozenset({"course.see", "course.open", "course.change", "coverage.see"})

MAY: Mapping[Role, frozenset[Action]] = {
    "administrator": frozenset({"members.see", "members.change", "keys.change", "survey.see", "plan.see"}),
    "owner": _SEES | _RUNS | _OVERSEES | _FOLLOWS | _OWNS | _TAKES,
    "analyst": _SEES | {"keys.change", "answers.export", "report.build", "results.live", "survey.report"},
    "reader": _SEES | _OVERSEES,
    "approver": _SEES - {"coverage.see"},
    "contributor": frozenset({"survey.see", "papers.key"}),
    "unit_staff": _FOLLOWS | {"papers.key"},
    "project_group": _SEES | {"plan.change", "pilot.change"},
}
"""What each role may do in the organisation that it is held in."""
