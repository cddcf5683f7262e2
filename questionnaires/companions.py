"""The questions that others bring with them: own words for «Annet», the importance of a grade, and who answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from questionnaires.conditions import Condition
from questionnaires.question_types import BaseQuestion, Choice, Grade, MultipleChoice, Option, ShortText
from questionnaires.words import ROLES, Text

ROLE = "role"
"""The id of the page and the question that ask who answers."""

IMPORTANCE = Text(
    {"nb": "Hvor viktig er dette for deg?", "nn": "Kor viktig er dette for deg?", "en": "How important is this to you?"}
)

WHO = Text({"nb": "Hvem svarer?", "nn": "Kven svarer?", "en": "Who is answering?"})
WHO_EMPTY = Text({"nb": "Velg hvem som svarer.", "nn": "Vel kven som svarer.", "en": "Choose who is answering."})
ROLE_LABELS = {
    "self": Text({"nb": "Jeg svarer selv", "nn": "Eg svarer sjølv", "en": "I am answering myself"}),
    "with_help": Text(
        {
            "nb": "Jeg svarer selv, med hjelp fra noen",
            "nn": "Eg svarer sjølv, med hjelp frå nokon",
            "en": "I am answering myself, with help from someone",
        }
    ),
    "proxy": Text(
        {
            "nb": "Jeg svarer for en annen, slik jeg tror personen ville ha svart",
            "nn": "Eg svarer for ein annan, slik eg trur personen ville ha svart",
            "en": "I am answering for someone else, as I think they would have answered",
        }
    ),
    "relative": Text(
        {
            "nb": "Jeg er pårørende og svarer for meg selv",
            "nn": "Eg er pårørande og svarer for meg sjølv",
            "en": "I am a relative and am answering for myself",
        }
    ),
}


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
