"""The questions that others bring with them: own words for «Annet», the importance of a grade, and who answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from questionnaires.conditions import Condition
from questionnaires.messages import text
from questionnaires.question_types import BaseQuestion, Choice, Grade, MultipleChoice, Option, ShortText
from questionnaires.words import ROLES

ROLE = "role"
"""The id of the page and the question that ask who answers."""

IMPORTANCE = text("asked", "importance")
WHO = text("asked", "who")
WHO_EMPTY = text("asked", "who_empty")
ROLE_LABELS = {role: text("roles", role) for role in ROLES}


def companions_of(question: BaseQuestion) -> Iterator[Any]:
    """The questions that belong to this one, asked right after it."""
    if isinstance(question, Choice | MultipleChoice):
        for option in question.choices:
            if option.own_text:
                words = ShortText(
                    id=f"{question.id}_{option.code}",
                    type="short_text",
                    text=option.label,
                    show_when=Condition({question.id: option.code}),
                )
                words.beside(question.id)
                yield words
    elif isinstance(question, Grade) and question.importance is not None:
        grade = Grade(
            id=f"{question.id}_importance",
            type="grade",
            scale=question.importance,
            text=IMPORTANCE,
            show_when=question.show_when,
        )
        grade.beside(question.id)
        yield grade


def role_page(page_class: Any, roles: tuple[str, ...]) -> Any:
    """The page that asks who answers, before the first of the author's."""
    choices = tuple(Option(code=role, label=ROLE_LABELS[role]) for role in ROLES if role in roles)
    who = Choice(id=ROLE, type="choice", text=WHO, choices=choices, required=True, when_empty=WHO_EMPTY)
    return page_class(id=ROLE, title=WHO, questions=(who,))
