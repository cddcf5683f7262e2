"""What is done to see how a round is answered so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from surveyapp.services import showing
from surveyapp.services.access import Action
from tests.surveyapp.services.scene import Scene
from tests.surveyapp.stage import NOW


def see(scene: Scene) -> None:
    showing.live(*scene.ids, NOW, group=None, language="nb")


DOES: Mapping[Action, tuple[Callable[[Scene], object], ...]] = {"results.live": (see,)}

ASKED = "the round that it reads is one that `asked_in` gave"
OPEN: Mapping[str, str] = {
    "showing.looking.drawing": "it touches no rows",
    "showing.rounds.answered": ASKED,
    "showing.rounds.counting": ASKED,
    "showing.rounds.execute": "it touches no rows",
    "showing.rounds.where": "it touches no rows",
    "showing.stepping.steps_of": ASKED,
}
