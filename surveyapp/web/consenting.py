"""What a person agrees to before anything is begun."""

from __future__ import annotations

from typing import Any, cast

from werkzeug.datastructures import MultiDict
from wtforms.form import BaseForm

from questionnaires.answers import Asked, Setting
from questionnaires.checks import problems_with
from questionnaires.definition import Questionnaire
from questionnaires.question_types import Consent
from questionnaires.routing import Route
from surveyapp.services.inviting import Invited
from surveyapp.web.fields import FIELDS, AnswerField
from surveyapp.web.languages import voice_as
from surveyapp.web.questions import Situation, question_view
from surveyapp.web.speaking import Speaker
from surveyapp.web.views import QuestionView


class ConsentForm(BaseForm):
    """The consents of the start page; without any, there is nothing to agree to."""

    def __init__(self, invited: Invited, sent: MultiDict[str, str] | None = None) -> None:
        self.questionnaire: Questionnaire = invited.questionnaire
        self.setting = Setting(invited.closes_on)
        self.asked = tuple(Asked(question) for question in self.questionnaire.opening_consents)
        # A field without a form is an unbound one, which its type does not tell.
        fields: dict[str, Any] = {asked.field: FIELDS[Consent](asked, self.setting) for asked in self.asked}
        super().__init__(fields)
        self.process(sent)

    @property
    def agreed(self) -> frozenset[str]:
        """What is ticked off."""
        return frozenset(asked.field for asked in self.asked if self[asked.field].data == "yes")

    def errors_in_words(self) -> dict[str, str]:
        """What to do about each consent that is not given."""
        voice = voice_as()
        return {
            asked.field: problem.text(voice)
            for asked in self.asked
            for problem in problems_with(asked, self[asked.field].data, self.setting)
        }

    def views(self, errors: dict[str, str]) -> tuple[QuestionView, ...]:
        """The consents as the page shows them."""
        situation = Situation(Speaker(Route(self.questionnaire, {}, self.setting), voice_as()), errors=errors)
        return tuple(question_view(asked, self._field_of, situation) for asked in self.asked)

    def _field_of(self, asked: Asked) -> dict[str, AnswerField]:
        return {asked.field: cast(AnswerField, self[asked.field])}
