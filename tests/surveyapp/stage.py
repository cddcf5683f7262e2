"""A survey set up through the services, ready to be answered in a test."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from questionnaires.definition import Questionnaire
from questionnaires.library import paths
from questionnaires.loading import load, load_file
from surveyapp.models.ids import ResponseKey
from surveyapp.models.surveys import Privacy
from surveyapp.models.tokens import token_key
from surveyapp.services import answering, finding, inviting, publishing, surveying
from surveyapp.services.surveying import RoundPlan
from tests.rounds import add_released

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
OLA = answering.Signature("Ola Eksempel", "Kommunedirektør")
"""Who signs for a public body's answer."""

KEY = token_key("a secret that only the tests know, and use")

PLAN = load(
    """
id: plan
title: {nb: Plan}
languages: [nb]
unit: person
about: {nb: Om planen.}
pages:
  - id: plan
    title: {nb: Plan}
    questions:
      - id: har
        type: choice
        text: {nb: Har dere en plan?}
        required: true
        when_empty: {nb: Velg om dere har en plan.}
        choices:
          yes: {nb: Ja}
          no: {nb: Nei}
      - id: antall
        type: count
        from: 0
        to: 100
        text: {nb: Hvor mange tiltak?}
      - id: merknad
        type: short_text
        at_most: 20
        text: {nb: Merknad}
  - id: mer
    title: {nb: Mer}
    show_when: {har: yes}
    questions:
      - id: hvem
        type: choices
        at_most: 2
        text: {nb: Hvem var med?}
        choices:
          brukere: {nb: Brukere}
          parorende: {nb: Pårørende}
          ansatte: {nb: Ansatte}
""",
    "plan.yaml",
)


@dataclass(frozen=True)
class Stage:
    """The ids of what was set up, and the session that did it."""

    session: Session
    organisation_id: UUID
    questionnaire_id: UUID
    version_id: UUID
    survey_id: UUID
    round_ids: tuple[UUID, ...]

    def token(self, participant: str = "4204", round_number: int = 1) -> str:
        """A fresh link's secret to a round; the participant is added if it is new."""
        round_id = self.round_ids[round_number - 1]
        survey = surveying.find_survey(self.session, self.survey_id)
        if survey.privacy == "anonymous":
            return inviting.open_link(self.session, self.survey_id, round_id, KEY).token
        ids = [self.participant(participant)]
        return inviting.invite(self.session, self.survey_id, round_id, ids, KEY)[0].token

    def participant(self, key: str) -> UUID:
        """The id of the participant with this key, who is added if new."""
        known = finding.participants(self.session, self.survey_id, [key])
        return (known or inviting.add_participants(self.session, self.survey_id, {key: key}))[key]

    def begin(self, participant: str = "4204", round_number: int = 1) -> ResponseKey:
        """A response that has been started."""
        found = inviting.find(self.session, self.token(participant, round_number), KEY, NOW)
        return answering.start_or_resume(self.session, found.key, NOW).key


def set_up(
    session: Session,
    questionnaire: Questionnaire = PLAN,
    privacy: Privacy = "identified",
    *,
    rounds: int = 1,
    synthetic: bool = False,
    owner: str = "Prøve kommune",
) -> Stage:
    """An organisation with one survey, all of whose rounds are open at `NOW`."""
    organisation = surveying.create_organisation(session, owner, NOW)
    version = publishing.publish(session, organisation, questionnaire, NOW)
    survey = surveying.create_survey(
        session,
        organisation.id,
        version.questionnaire_id,
        title="Planen",
        privacy=privacy,
        synthetic=synthetic,
        now=NOW,
    )
    ids = [
        add_released(
            session,
            survey.id,
            RoundPlan(version.id, f"Runde {number}", date(2026, 2, 1), date(2026, 3, 31), 4, date(2026, 1, 1)),
        )
        for number in range(1, rounds + 1)
    ]
    return Stage(session, organisation.id, version.questionnaire_id, version.id, survey.id, tuple(ids))


def psfs() -> Questionnaire:
    """The shipped PSFS."""
    return load_file(paths()["psfs"])
