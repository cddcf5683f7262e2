"""A planned message as somebody made up gets it: shown on its page, and sent to try it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _

from questionnaires.definition import Questionnaire
from surveyapp.models import Round, Survey
from surveyapp.services.contacting import DispatchKey, Due, WaveOverview


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is written about: a round of a survey, who asks, and what they ask."""

    survey: Survey
    asked: Round
    owner: str
    questionnaire: Questionnaire


def example_of(about: Occasion, wave: WaveOverview, language: str, address: str) -> Due:
    """The message as somebody made up gets it; its link leads nowhere."""
    survey, spoken = about.survey, about.questionnaire.languages
    return Due(
        key=DispatchKey(survey.id, wave.id, UUID(int=0)),
        kind=wave.kind,
        texts=wave.texts,
        channel="mail",
        address=address,
        name=str(_("Kari Eksempel")),
        language=language if language in spoken else spoken[0],
        token="eksempel",  # noqa: S106  (it opens nothing)
        owner=about.owner,
        survey_title=survey.title,
        privacy=survey.privacy,
        synthetic=survey.synthetic,
        closes_on=about.asked.closes_on,
        questionnaire=about.questionnaire,
        attempts=0,
    )
