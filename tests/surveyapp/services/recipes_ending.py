"""What is done at the end of a round."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from surveyapp.models import Round
from surveyapp.services import surveying
from surveyapp.services.access import Action
from tests.surveyapp.services.scene import Scene
from tests.surveyapp.stage import NOW


def report(scene: Scene) -> None:
    """A round that is over, as the operator left it, is reported."""
    asked = scene.session.get_one(Round, (scene.stage.survey_id, scene.round_id))
    if asked.closed_at is None:
        asked.closed_at = NOW
        scene.session.commit()
    surveying.report_round(*scene.ids, on=NOW.date(), now=NOW)


DOES: Mapping[Action, tuple[Callable[[Scene], object], ...]] = {
    "survey.close": (lambda scene: surveying.close_round(*scene.ids, now=NOW),),
    "survey.report": (report, lambda scene: surveying.take_report_back(*scene.ids)),
}
