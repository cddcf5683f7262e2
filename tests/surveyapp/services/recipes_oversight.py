"""What is done to follow municipalities, on a survey of the scene's owner that they answer in their own names."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from surveyapp.services import access, exporting, overseeing
from tests.surveyapp.services.municipalities import put_to_municipalities
from tests.surveyapp.stage import NOW, Stage


class Scene(Protocol):
    """What the recipes need of it."""

    @property
    def session(self) -> Session: ...
    @property
    def stage(self) -> Stage: ...


def followed(scene: Scene) -> tuple[UUID, UUID]:
    """The survey and its round, set up by the operator."""
    actor = access.actor_of(scene.session)
    access.act_as(scene.session, access.OPERATOR)
    survey_id, round_id = put_to_municipalities(scene.session, scene.stage.organisation_id)
    access.act_as(scene.session, actor)
    return survey_id, round_id


def follow(scene: Scene) -> None:
    overseeing.follow(scene.session, *followed(scene), NOW)


def read_receipt(scene: Scene) -> None:
    overseeing.receipt(scene.session, *followed(scene), "4204")


def take_out(scene: Scene) -> None:
    exporting.overseen_round(scene.session, *followed(scene))


OVERSIGHT = (follow, read_receipt, take_out)
