from __future__ import annotations

import hashlib

import pytest
from sqlalchemy.orm import Session

from questionnaires.definition import Questionnaire
from surveyapp.models import Organisation, Version
from surveyapp.models.errors import BrokenTrendError
from surveyapp.services import publishing, surveying
from surveyapp.services.surveying import create_organisation
from tests.surveyapp.stage import NOW, PLAN


def reworded(questionnaire: Questionnaire = PLAN) -> Questionnaire:
    text = questionnaire.canonical_json()
    return Questionnaire.model_validate_json(text.replace("Har dere en plan?", "Har kommunen en plan?"))


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


CORE = Questionnaire.model_validate_json(PLAN.canonical_json().replace('"id":"har"', '"id":"har","trend":"core"'))


def without_har(*told: tuple[str, str]) -> Questionnaire:
    """The next version, in which the core question has another id; `told` says why."""
    text = CORE.canonical_json().replace('"har"', '"finnes"')
    for old, new in told:
        assert old in text
        text = text.replace(old, new)
    return Questionnaire.model_validate_json(text)


def test_a_version_that_ends_a_promised_trend_without_a_word_is_refused(session: Session) -> None:
    owner = create_organisation(session, "Prøve kommune", NOW)
    publish(session, owner, CORE)

    with pytest.raises(BrokenTrendError) as refused:
        publish(session, owner, without_har())

    assert refused.value.items == {"har": "say why in 'retired: {har: {nb: ...}}'"}
    assert str(refused.value) == (
        "These trends would end, though the last version said 'trend: core':\n"
        "har: say why in 'retired: {har: {nb: ...}}'."
    )
    assert publish(session, owner, CORE).number == 1


def test_new_words_for_a_promised_trend_are_published_when_the_author_lets_it_go_on(session: Session) -> None:
    owner = create_organisation(session, "Prøve kommune", NOW)
    publish(session, owner, CORE)
    with pytest.raises(BrokenTrendError) as refused:
        publish(session, owner, reworded(CORE))
    assert refused.value.items == {"har": "say in 'keeps' why the new words ask the same, or in 'breaks' why not"}

    for place, told in enumerate(('"keeps":{"nb":"Samme spørsmål."}', '"breaks":{"nb":"Nytt spørsmål."}')):
        text = reworded(CORE).canonical_json().replace('"trend":"core"', f'"trend":"core",{told}')
        assert publish(session, owner, Questionnaire.model_validate_json(text)).number == 2 + place


def test_a_version_that_says_why_a_trend_ends_is_published(session: Session) -> None:
    owner = create_organisation(session, "Prøve kommune", NOW)
    publish(session, owner, CORE)
    told = without_har(('"pages":', '"retired":{"har":{"nb":"Ingen brukte svaret."}},"pages":'))
    assert publish(session, owner, told).number == 2


def test_a_trend_that_nobody_promised_may_end(session: Session) -> None:
    owner = create_organisation(session, "Prøve kommune", NOW)
    publish(session, owner, PLAN)
    assert publish(session, owner, without_har(('"trend":"core",', ""))).number == 2


def test_a_version_is_held_against_the_last_one_and_not_the_first(session: Session) -> None:
    owner = create_organisation(session, "Prøve kommune", NOW)
    publish(session, owner, PLAN)
    publish(session, owner, CORE)
    with pytest.raises(BrokenTrendError):
        publish(session, owner, without_har())


def test_what_has_changed_is_told_before_it_is_published(session: Session) -> None:
    owner = create_organisation(session, "Prøve kommune", NOW)
    assert publishing.changes(session, owner, PLAN) is None
    publish(session, owner, PLAN)
    told = publishing.changes(session, owner, reworded())
    assert told is not None
    assert told.summary == "4 questions: 3 same, 1 reworded"
