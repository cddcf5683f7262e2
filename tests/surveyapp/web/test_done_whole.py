"""A page that does several things leaves nothing half done when the last of them fails, as on a disk that is full."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import func, select, text

from questionnaires.definition import Questionnaire
from surveyapp.models import Invitation, Participant, PublishedQuestionnaire, Round, Survey
from surveyapp.models.base import Base
from surveyapp.models.surveys import Privacy
from tests.sites import PASSWORD, PutSurvey, Site
from tests.surveyapp.stage import PLAN
from tests.surveyapp.web.person import Person

ROUND = {"opens_on": "2026-09-01", "closes_on": "2026-10-01", "denominator_date": "2026-09-01", "label": "Baseline"}


@contextmanager
def full(site: Site, change: str) -> Iterator[None]:
    """The database takes no such change meanwhile."""
    with site.engine.begin() as connection:
        connection.execute(text(f"CREATE TRIGGER full BEFORE {change} BEGIN SELECT RAISE(ABORT, 'disk full'); END"))
    try:
        yield
    finally:
        with site.engine.begin() as connection:
            connection.execute(text("DROP TRIGGER full"))


def signed_in(
    site: Site, person: Person, asks: str | Questionnaire, place: str, privacy: Privacy = "identified"
) -> PutSurvey:
    """She is on a page of a survey that she owns."""
    survey = site.put(asks, privacy)
    person.opens(place.format(survey.id)).answers(email=site.employ(survey), password=PASSWORD).presses("Logg inn")
    return survey


def count(site: Site, model: type[Base], **of: object) -> int:
    with site.session() as session:
        return session.scalar(select(func.count()).select_from(model).filter_by(**of)) or 0


def test_a_survey_that_cannot_be_described_is_not_made(site: Site, person: Person) -> None:
    there = signed_in(site, person, PLAN, "/undersokelser/ny")
    said = {"questionnaire": "psfs", "title": "Ny", "privacy": "confidential", "purpose": "Bedre tilbud"}
    person.answers(owner=str(there.organisation_id), **said)
    with full(site, "UPDATE ON survey"):
        person.presses("Lag undersøkelsen").meets(500)
    owned = {"organisation_id": there.organisation_id}
    assert (count(site, Survey, **owned), count(site, PublishedQuestionnaire, **owned)) == (1, 1)
    person.sends_again().meets(200).is_on("Ny")
    assert (count(site, Survey, **owned), count(site, PublishedQuestionnaire, **owned)) == (2, 2)


def test_a_round_whose_links_cannot_be_made_is_not_added(site: Site, person: Person) -> None:
    survey = signed_in(site, person, "kommuneundersokelsen", "/undersokelser/{}/runder/ny")
    person.answers(invites="y", **ROUND)
    with full(site, "INSERT ON invitation"):
        person.presses("Legg til runden").meets(500)
    asked = [count(site, model, survey_id=survey.id) for model in (Round, Participant, Invitation)]
    assert asked == [0, 0, 0]
    person.sends_again().meets(200).is_on("Baseline Utkast")
    # SSB's register: 357 municipalities from 2024 on.
    assert [count(site, model, survey_id=survey.id) for model in (Round, Participant, Invitation)] == [1, 357, 357]


def test_nobody_is_offered_a_link_of_their_own_in_an_anonymous_survey(site: Site, person: Person) -> None:
    survey = signed_in(site, person, "kommuneundersokelsen", "/undersokelser/{}/runder/ny", "anonymous")
    person.does_not_see("Gi alle kommunene en lenke nå")
    person.answers(**ROUND).forges(invites="y").presses("Legg til runden").is_on("Baseline Utkast")
    assert count(site, Participant, survey_id=survey.id) == 0


def test_an_open_link_is_made_with_its_quota(site: Site, person: Person) -> None:
    survey = site.put(PLAN, "anonymous")
    asked = survey.round()
    person.opens(f"/undersokelser/{survey.id}/runder/{asked.id}/lenke")
    person.answers(email=site.employ(survey), password=PASSWORD).presses("Logg inn").answers(most="5")
    with full(site, "UPDATE OF quota ON invitation"):
        person.presses("Lag lenken").meets(200)
    with site.session() as session:
        assert session.scalar(select(Invitation.quota).where(Invitation.round_id == asked.id)) == 5
