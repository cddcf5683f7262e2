"""The questionnaire's words as one respondent meets them: in a language and a role, with earlier answers put in."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from questionnaires.answers import NOTHING, Asked
from questionnaires.companions import ROLE
from questionnaires.piping import filled
from questionnaires.routing import Route
from questionnaires.words import Text, Voice
from surveyapp.services.answering import Draft
from surveyapp.web.languages import voice_as
from surveyapp.web.markup import html_of
from surveyapp.web.wording import answer_in_words


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says the texts of one response in one voice."""

    route: Route
    voice: Voice

    def plain(self, text: Text, asked: Asked | None = None) -> str:
        """The text, with answers put in as they are; the template escapes it."""
        return filled(text.said(self.voice), lambda name: self._answer(name, asked))

    def html(self, text: Text, asked: Asked | None = None) -> Markup:
        """The text as safe HTML; what a person wrote is put in afterwards, so that it is no markup."""
        made = html_of(text.said(self.voice))
        return Markup(filled(made, lambda name: self._answer(name, asked), lambda word: str(escape(word))))  # noqa: S704

    def question(self, asked: Asked) -> str:
        """The question's text; `again` when its list was carried over from an earlier round."""
        question, carried = asked.question, self.route.setting.carried
        again = question.id in carried or (asked.slot is not None and bool(carried))
        return self.plain(question.again if again and question.again else question.text, asked)

    def named(self, asked: Asked) -> str:
        """The question's text where it stands alone: with the item it is asked for, unless the text names it."""
        text, item = self.question(asked), self.item(asked)
        return text if item in text else f"{item}: {text}"

    def item(self, asked: Asked) -> str:
        """The words of the item that the question is asked for."""
        return asked.item.said(self.voice) if isinstance(asked.item, Text) else asked.item

    def _answer(self, name: str, asked: Asked | None) -> str | None:
        """An earlier answer in words; nothing when there is none."""
        questionnaire = self.route.questionnaire
        if asked is not None and asked.slot is not None and _repeated_for(self.route, asked) == name:
            return self.item(asked)
        answer = self.route.answer(name, asked.slot if asked else None)
        if answer in NOTHING or not questionnaire.has(name):
            return None
        question = questionnaire.question(name.partition(".")[0])
        return ", ".join(answer_in_words(Asked(question), answer, self.voice, self.route.setting))


def _repeated_for(route: Route, asked: Asked) -> str | None:
    return route.questionnaire.page_of(asked.question.id).for_each


def speaker_for(draft: Draft) -> Speaker:
    """Who says the words of this response now."""
    return Speaker(draft.route, voice_as(str(draft.answers.get(ROLE, "self"))))
