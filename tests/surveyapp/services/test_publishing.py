from __future__ import annotations

import hashlib

from sqlalchemy.orm import Session

from questionnaires.definition import Questionnaire
from surveyapp.models import Organisation, Version
from surveyapp.services import publishing, surveying
from surveyapp.services.surveying import create_organisation
from tests.surveyapp.stage import NOW, PLAN


def reworded() -> Questionnaire:
    return Questionnaire.model_validate_json(
        PLAN.canonical_json().replace("Har dere en plan?", "Har kommunen en plan?")
    )


def publish(session: Session, organisation: Organisation, questionnaire: Questionnaire) -> Version:
    return publishing.publish(session, organisation, questionnaire, NOW)


def test_the_same_content_twice_is_one_version(session: Session) -> None:
    owner = create_organisation(session, "Prøve kommune", NOW)
    first, second = publish(session, owner, PLAN), publish(session, owner, PLAN)
    assert (first.id, first.number) == (second.id, 1)


def test_new_content_is_the_next_version(session: Session) -> None:
    owner = create_organisation(session, "Prøve kommune", NOW)
    first, second = publish(session, owner, PLAN), publish(session, owner, reworded())
    assert (first.number, second.number) == (1, 2)
    assert first.questionnaire_id == second.questionnaire_id


def test_going_back_to_earlier_content_finds_the_earlier_version(session: Session) -> None:
    owner = create_organisation(session, "Prøve kommune", NOW)
    first = publish(session, owner, PLAN)
    publish(session, owner, reworded())
    assert publish(session, owner, PLAN).id == first.id


def test_a_version_keeps_the_text_that_its_fingerprint_is_of(session: Session) -> None:
    version = publish(session, create_organisation(session, "Prøve kommune", NOW), PLAN)
    assert version.content == PLAN.canonical_json()
    assert version.sha256 == hashlib.sha256(version.content.encode()).hexdigest()


def test_two_organisations_publish_versions_of_their_own(session: Session) -> None:
    ours, theirs = (surveying.create_organisation(session, name, NOW) for name in ("Vår", "Deres"))
    assert publish(session, ours, PLAN).id != publish(session, theirs, PLAN).id
