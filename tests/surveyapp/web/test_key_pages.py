"""Whoever runs surveys makes an access key, sees it once, and takes it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from surveyapp.services import surveying
from tests.sites import PASSWORD, PutSurvey, Site
from tests.surveyapp.web.person import Person

TODAY = datetime.now(UTC).date()


@pytest.fixture
def survey(site: Site) -> PutSurvey:
    return site.put("psfs")


@pytest.fixture
def owner(site: Site, person: Person, survey: PutSurvey) -> Person:
    """Signed in, on the page of keys."""
    person.opens("/tilgangsnokler").answers(email=site.employ(survey), password=PASSWORD).presses("Logg inn")
    return person.is_on("Tilgangsnøkler").sees("Ingen nøkler er laget ennå.")


def begins(owner: Person, survey: PutSurvey) -> Person:
    return owner.opens(f"/tilgangsnokler/{survey.organisation_id}/ny").is_on("Lag en tilgangsnøkkel")


def makes(owner: Person, asked: PutSurvey, **given: str | list[str]) -> Person:
    begins(owner, asked).answers(**{"name": "Rapport i R", "scopes": ["survey.see"], **given})
    return owner.presses("Lag nøkkelen")


def secret_on(person: Person) -> str:
    return next(word for word in person.page.text.split() if word.startswith("mvk_"))


def test_a_key_is_shown_once_and_opens_the_api(owner: Person, survey: PutSurvey) -> None:
    secret = secret_on(makes(owner, survey).is_on("Nøkkelen er laget").sees("Kopier nøkkelen nå."))
    answer = owner.client.get("/api/v1/surveys", headers={"Authorization": f"Bearer {secret}"})
    assert [each["id"] for each in answer.get_json()["items"]] == [str(survey.id)]
    owner.opens("/tilgangsnokler").sees("Rapport i R", "Alle undersøkelser", "Virker")
    assert secret not in owner.page.text


def test_a_page_that_showed_a_key_and_is_loaded_again_makes_no_second_one(owner: Person, survey: PutSurvey) -> None:
    makes(owner, survey).is_on("Nøkkelen er laget").sends_again().is_on("Tilgangsnøkler")
    assert [words for words, _ in owner.page.links()].count("Trekk tilbake: Rapport i R") == 1


def test_a_key_for_one_survey_says_which(site: Site, owner: Person, survey: PutSurvey) -> None:
    makes(owner, survey, survey=str(survey.id)).is_on("Nøkkelen er laget")
    with site.session() as session:
        title = surveying.find_survey(session, survey.id).title
    owner.opens("/tilgangsnokler").sees(title)


def test_a_form_that_lacks_something_says_what_to_write(owner: Person, survey: PutSurvey) -> None:
    begins(owner, survey).answers(expires_on="").presses("Lag nøkkelen").meets(422)
    owner.sees("Skriv hva nøkkelen skal brukes til.", "Velg hva nøkkelen får gjøre.", "Velg en dag")


@pytest.mark.parametrize("day", [TODAY - timedelta(days=2), TODAY + timedelta(days=400)])
def test_a_last_day_that_cannot_be_is_refused(day: object, owner: Person, survey: PutSurvey) -> None:
    makes(owner, survey, expires_on=str(day)).meets(422).sees("Velg en dag, høyst ett år fram i tid.")


def test_a_scope_that_is_not_offered_is_refused(owner: Person, survey: PutSurvey) -> None:
    begins(owner, survey).answers(name="Rapport").forges(scopes=["members.change"]).presses("Lag nøkkelen").meets(422)


def test_a_key_is_taken_back_once_that_is_confirmed(owner: Person, survey: PutSurvey) -> None:
    secret = secret_on(makes(owner, survey))
    owner.opens("/tilgangsnokler").follows("Trekk tilbake: Rapport i R").sees("Det kan ikke angres")
    owner.presses("Trekk tilbake nøkkelen").is_on("Tilgangsnøkler")
    owner.sees("Nøkkelen «Rapport i R» er trukket tilbake.", "Trukket tilbake")
    answer = owner.client.get("/api/v1/surveys", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 401


def test_whoever_may_make_no_keys_is_told_whom_to_ask(
    site: Site, somebody: Callable[[], Person], survey: PutSurvey
) -> None:
    reader = somebody()
    reader.opens("/tilgangsnokler").answers(email=site.employ(survey, "reader"), password=PASSWORD)
    reader.presses("Logg inn").sees("Spør en administrator i virksomheten.")
    assert "Tilgangsnøkler" not in [words for words, _href in reader.page.links()]


def test_the_documentation_is_open_to_all(person: Person) -> None:
    person.opens("/api").is_on("Medvirk for programmer").sees("GET /api/v1/surveys", "429 The key asks too often")
