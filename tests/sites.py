"""The app on a database of its own, with as many surveys as the tests ask for; nothing outside is touched."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from questionnaires.definition import Questionnaire
from questionnaires.library import paths
from questionnaires.loading import load, load_file
from surveyapp import create_app
from surveyapp.config import Settings
from surveyapp.models.engine import open_engine
from surveyapp.models.ids import norwegian_date
from surveyapp.models.organisations import Role
from surveyapp.models.surveys import Privacy
from surveyapp.models.tokens import token_key
from surveyapp.models.vault import Vault
from surveyapp.services import access, accounts, inviting, migrating, publishing, surveying
from surveyapp.services.surveying import RoundPlan
from tests.rounds import add_released

SECRET = "a secret of this test run only, 0123456789"
PASSWORD = "a long enough password"
_NUMBERS = itertools.count(1)


@dataclass(frozen=True)
class AskedRound:
    """One round of a survey, and the links into it."""

    site: Site
    survey_id: UUID
    id: UUID

    def invite(self, key: str, label: str = "") -> str:
        """The path of a fresh personal link; the participant is added the first time."""
        with self.site.session() as session:
            known = self.site.participants.setdefault((self.survey_id, key), None)
            if known is None:
                known = inviting.add_participants(session, self.survey_id, {key: label or key})[key]
                self.site.participants[self.survey_id, key] = known
            (issued,) = inviting.invite(session, self.survey_id, self.id, [known], token_key(SECRET))
            return f"/s/{issued.token}"

    def open_link(self) -> str:
        """The path of the link that anyone may use."""
        with self.site.session() as session:
            return f"/s/{inviting.open_link(session, self.survey_id, self.id, token_key(SECRET)).token}"

    def close(self) -> None:
        """End the round now."""
        with self.site.session() as session:
            surveying.close_round(session, self.survey_id, self.id, datetime.now(UTC))


@dataclass(frozen=True)
class PutSurvey:
    """A survey of a published questionnaire."""

    site: Site
    id: UUID
    organisation_id: UUID
    version_id: UUID
    owner: str

    def round(
        self,
        label: str = "Start",
        *,
        opens: int = -10,
        closes: int = 30,
        denominator: int | None = None,
        denominator_date: date | None = None,
        caveat: str = "",
    ) -> AskedRound:
        """A round that opens and closes so many days from today."""
        today = norwegian_date(datetime.now(UTC))
        with self.site.session() as session:
            plan = RoundPlan(
                self.version_id,
                label,
                opens_on=today + timedelta(days=opens),
                closes_on=today + timedelta(days=closes),
                denominator=denominator,
                denominator_date=denominator_date,
                caveat=caveat,
            )
            return AskedRound(self.site, self.id, add_released(session, self.id, plan))


@dataclass(frozen=True)
class Site:
    """The app and its database."""

    app: Flask
    engine: Engine
    settings: Settings
    participants: dict[tuple[UUID, str], UUID | None]

    def session(self) -> Session:
        """A session beside the app's own."""
        session = Session(self.engine)
        access.act_as(session, access.OPERATOR)
        return session

    def put(
        self, questionnaire: str | Questionnaire, privacy: Privacy = "confidential", *, synthetic: bool = False
    ) -> PutSurvey:
        """A survey, with an owner of its own: a shipped questionnaire by its id, YAML text, or a questionnaire."""
        number = next(_NUMBERS)
        owner = f"Eksempel kommune {number}"
        asked = _questionnaire(questionnaire)
        now = datetime.now(UTC)
        with self.session() as session:
            organisation = surveying.create_organisation(session, owner, now)
            organisation_id = organisation.id
            version = publishing.publish(session, organisation, asked, now)
            version_id, questionnaire_id = version.id, version.questionnaire_id
            survey = surveying.create_survey(
                session,
                organisation_id,
                questionnaire_id,
                title=f"Undersøkelse {number}",
                privacy=privacy,
                synthetic=synthetic,
                now=now,
            )
            return PutSurvey(self, survey.id, organisation_id, version_id, owner)

    def employ(self, survey: PutSurvey, role: Role = "owner") -> str:
        """The e-mail address of a fresh account that has this role at the survey's owner; its password is PASSWORD."""
        email = f"ansatt{next(_NUMBERS)}@example.org"
        with self.session() as session:
            account = accounts.create_account(session, email, "Ansatt", PASSWORD, datetime.now(UTC))
            accounts.add_member(session, account.id, survey.organisation_id, role, datetime.now(UTC))
        return email


def _questionnaire(word: str | Questionnaire) -> Questionnaire:
    if isinstance(word, Questionnaire):
        return word
    return load(word, "test.yaml") if "\n" in word else load_file(paths()[word])


@contextmanager
def built(folder: Path) -> Iterator[Site]:
    """An app on a fresh SQLite database in the folder."""
    settings = Settings.from_environment(
        {"SURVEYAPP_ENVIRONMENT": "development", "SECRET_KEY": SECRET, "INSTANCE_DIR": str(folder)}
    )
    engine = open_engine(settings.database_url, Vault.of(settings))
    migrating.upgrade(engine)
    try:
        yield Site(create_app(settings), engine, settings, {})
    finally:
        engine.dispose()
