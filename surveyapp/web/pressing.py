"""What looks the same for everybody is made once: a question as it stands in one voice with one answer in it.

Pressed are the closed questions of pages on which nothing hangs on answers, where nothing is wrong and nothing is new.
All others are made anew each time, by the same templates, so a pressed question is what its template would make.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable
from dataclasses import replace
from threading import Lock
from typing import Generic, TypeVar

from flask import get_template_attribute
from markupsafe import Markup

from questionnaires.answers import Asked
from questionnaires.definition import Questionnaire
from questionnaires.piping import PLACEHOLDER
from questionnaires.question_types import BaseQuestion, Choice, Grade, Grid, MultipleChoice, Rating
from questionnaires.words import Text, Voice
from surveyapp.services.answering import Draft
from surveyapp.web.forms import PageForm, names_of
from surveyapp.web.languages import locale
from surveyapp.web.pages import Answered
from surveyapp.web.questions import Situation, question_view
from surveyapp.web.reading import reading_now
from surveyapp.web.views import QuestionView

Made = TypeVar("Made")

CLOSED: tuple[type[BaseQuestion], ...] = (Choice, MultipleChoice, Grade, Grid, Rating)
"""The types that are answered only with what they offer: so few answers that each is met again."""

MOST = 20_000
"""Questions kept: a hundred questionnaires of forty questions, with five answers each."""


class Kept(Generic[Made]):
    """The things made last, for threads that ask at the same time; the oldest go when there are too many."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._things: dict[Hashable, Made] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """The thing that was made for this key, or is made now."""
        found = self._things.get(key)
        if found is None:
            found = make()
            with self._lock:
                while len(self._things) >= self._most:
                    self._things.pop(next(iter(self._things)))
                self._things[key] = found
        return found


_PRESSABLE: Kept[frozenset[str]] = Kept(most=200)
_QUESTIONS: Kept[QuestionView] = Kept()
_LINES: Kept[Kept[Answered]] = Kept(most=100)


def pressed(asked: Asked, draft: Draft, form: PageForm, situation: Situation) -> QuestionView | None:
    """The question as it was made for the last who had answered alike; None where it must be made for this person."""
    if not _is_pressable(asked, draft):
        return None
    told = (situation.errors, situation.warnings, situation.clashes)
    names = names_of(asked)
    if asked.field in situation.new or any(name in each for each in told for name in (asked.field, *names)):
        return None
    given = tuple(form.field(name).given for name in names)
    key = (draft.version_id, asked.field, situation.speaker.voice, locale(), given)

    def make() -> QuestionView:
        view = question_view(asked, form.fields_of, situation)
        return replace(view, html=html_of_question(view))

    return _QUESTIONS.get(key, make)


Lines = Kept[Answered]
"""Lines of the check page for those who read alike."""


def lines_for(draft: Draft, voice: Voice) -> Lines:
    """The lines for this reader, by all that they hang on beside the question and answer of each."""
    # Where a line's link back leads hangs on whether one question is asked at a time.
    return _LINES.get((draft.version_id, voice, locale(), reading_now().alone), lambda: Kept(most=2_000))


def answered(asked: Asked, draft: Draft, lines: Lines, make: Callable[[], Answered]) -> Answered:
    """A line of the check page, kept in the same way."""
    if not _is_pressable(asked, draft):
        return make()

    def kept() -> Answered:
        line = make()
        return replace(line, html=Markup(get_template_attribute("components/answer.html", "answer_line")(line)))  # noqa: S704

    return lines.get((asked.field, json.dumps(draft.route.heard(asked))), kept)


def _is_pressable(asked: Asked, draft: Draft) -> bool:
    questionnaire = draft.questionnaire
    return asked.question.id in _PRESSABLE.get(draft.version_id, lambda: pressable(questionnaire))


def pressable(questionnaire: Questionnaire) -> frozenset[str]:
    """The questions that look the same for all who answer them alike."""
    pages = (questionnaire.all_pages[number] for number in questionnaire.unconditional)
    return frozenset(
        question.id
        for page in pages
        for question in page.asked
        if type(question) in CLOSED and _stands_alone(question) and not any(map(PLACEHOLDER.search, _texts(question)))
    )


def html_of_question(view: QuestionView) -> Markup:
    """What the question's own template makes of it."""
    show = get_template_attribute(f"questions/{view.template}.html", "show")
    return Markup(show(view))  # noqa: S704 -- the template has escaped it


def _stands_alone(question: BaseQuestion) -> bool:
    """Whether nothing is asked together with it."""
    own_words = any(option.own_text for option in getattr(question, "all_choices", ()))
    return question.companion_of is None and not own_words and getattr(question, "importance", None) is None


def _texts(question: BaseQuestion) -> tuple[str, ...]:
    said: list[Text] = [text for text in (question.text, question.help, question.again) if text is not None]
    return tuple(words for text in said for words in text.root.values())
