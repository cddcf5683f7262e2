"""What is done with those who sign in by a provider's word: real calls, for the test of every role on every action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from surveyapp.services import federating
from surveyapp.services.federating import Newcomer
from tests.surveyapp.stage import NOW


def admit(scene: Any) -> None:
    newcomer = Newcomer("https://ansattporten.example", "u-7f3c", "Kari")
    federating.admit(scene.session, newcomer, scene.stage.organisation_id, "reader", NOW)


CHANGES: tuple[Callable[[Any], object], ...] = (
    admit,
    lambda scene: federating.admits_to(scene.session, scene.stage.organisation_id),
)
