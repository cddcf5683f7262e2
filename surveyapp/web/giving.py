"""Answers one by one, as they are given: what the script sends, and what it is told."""

from __future__ import annotations

from typing import Any

from werkzeug.datastructures import MultiDict

from questionnaires.definition import Page
from surveyapp.models.errors import UnknownAnswerError
from surveyapp.services.answering import Draft, Given, Kept
from surveyapp.web.assembling import question_page
from surveyapp.web.forms import PageForm
from surveyapp.web.knowing import known_of, read_json, words
from surveyapp.web.languages import speak
from surveyapp.web.pressing import html_of_question


class GivenReader:
    """Reads `{"revision": 3, "fields": {"plan": ["yes"]}, "known": {"plan": [null]}}` once the draft is there."""

    form: PageForm

    def __init__(self, body: bytes) -> None:
        self._body = body

    def __call__(self, draft: Draft, page: Page) -> Given:
        speak(draft.questionnaire)
        said = read_json(self._body)
        fields, known, revision = said.get("fields"), said.get("known", {}), said.get("revision")
        if said.keys() - {"fields", "known", "revision"} or not (isinstance(fields, dict) and isinstance(known, dict)):
            raise UnknownAnswerError("What was sent does not say which fields it is about. Open the page again.")
        if type(revision) is not int:
            raise UnknownAnswerError("What was sent does not say which revision it knows. Open the page again.")
        self.form = PageForm(draft, page, sent=_as_sent(fields), only=frozenset(fields))
        strange = [name for name in fields if name not in self.form]
        if strange:
            raise UnknownAnswerError("The page does not ask what was answered. Open the page again.")
        questions = {name.partition(".")[0] for name in fields}
        answers = {name: answer for name, answer in self.form.answers.items() if name in questions}
        return Given(frozenset(fields), answers, revision, known_of(self.form, known))


def told(kept: Kept, form: PageForm) -> dict[str, Any]:
    """What the script is told: what is not saved yet, and where a person must choose, as the page would ask it."""
    return {"unsaved": sorted(kept.unsaved), "conflicts": list(_conflicts(kept, form)) if kept.conflicts else []}


def _conflicts(kept: Kept, form: PageForm) -> list[dict[str, Any]]:
    page = question_page(kept.draft, form, conflicts=kept.conflicts)
    views = [view for block in page.blocks for whole in block.questions for view in (whole, *whole.parts)]
    found = []
    for conflict in kept.conflicts:
        view = next(one for one in views if any(control.name == conflict.field for control in one.controls))
        field = form.field(conflict.field)
        theirs = [] if conflict.theirs is None else list(field.write(conflict.theirs))
        found.append({"field": conflict.field, "theirs": theirs, "html": html_of_question(view)})
    return found


def _as_sent(fields: dict[str, Any]) -> MultiDict[str, str]:
    return MultiDict((name, word) for name, said in fields.items() for word in words(said))
