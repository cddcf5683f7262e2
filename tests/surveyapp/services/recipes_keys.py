"""What is done with access keys: real calls, for the test of every role on every action."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from surveyapp.services import keys
from surveyapp.services.access import Action
from surveyapp.services.keys import KeyPlan
from tests.surveyapp.stage import KEY, NOW


def make(scene: Any) -> keys.MadeKey:
    plan = KeyPlan(scene.stage.organisation_id, "Rapport", frozenset({"survey.see"}), date(2026, 6, 1))
    return keys.make_key(scene.session, plan, KEY, NOW)


def revoke(scene: Any) -> None:
    there = keys.keys(scene.session, scene.stage.organisation_id)
    keys.revoke_key(scene.session, scene.stage.organisation_id, there[0].id if there else make(scene).id, NOW)


DOES: Mapping[Action, tuple[Callable[[Any], object], ...]] = {
    "keys.change": (
        make,
        revoke,
        lambda scene: keys.scopes(scene.session, scene.stage.organisation_id),
        lambda scene: keys.surveys(scene.session, scene.stage.organisation_id),
    )
}
