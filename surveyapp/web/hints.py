"""How to answer each type of question, in a line under its text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _

from questionnaires.answers import Asked
from questionnaires.figures import figure
from questionnaires.question_types import (
    BaseQuestion,
    Classified,
    Date,
    LongText,
    Month,
    MultipleChoice,
    OrganisationNumber,
    Percentage,
    PostalCode,
    Ranking,
    ShortText,
    Time,
)
from surveyapp.web.languages import locale


def _choices(question: MultipleChoice, _asked: Asked) -> str:
    least, most = question.at_least or 1, question.at_most
    if least == most:
        return str(_("Velg %(most)s svar.", most=most))
    if least > 1 and most:
        return str(_("Velg %(least)s–%(most)s svar.", least=least, most=most))
    if least > 1:
        return str(_("Velg minst %(least)s svar.", least=least))
    return str(_("Velg inntil %(most)s svar.", most=most) if most else _("Du kan velge flere svar."))


def _ranking(question: Ranking, asked: Asked) -> str:
    places, choices = min(question.places, len(asked.choices)), len(asked.choices)
    if places < choices:
        return str(_("Velg plass 1 til %(places)s, der 1 er først. La de andre stå tomme.", places=places))
    return str(_("Gi hvert svar en plass fra 1 til %(places)s, der 1 er først.", places=places))


def _percentage(question: Percentage, _asked: Asked) -> str:
    low, high = figure(question.low, locale()), figure(question.high, locale())
    return str(_("Skriv et tall fra %(low)s til %(high)s.", low=low, high=high))


def _text(question: ShortText | LongText, _asked: Asked) -> str:
    # What an «Annet» is, is short anyway.
    return "" if question.companion_of else str(_("Du kan skrive inntil %(most)s tegn.", most=question.at_most))


HINTS: dict[type[BaseQuestion], Callable[[Any, Asked], str]] = {
    MultipleChoice: _choices,
    Ranking: _ranking,
    Percentage: _percentage,
    ShortText: _text,
    LongText: _text,
    Date: lambda _question, _asked: str(_("Skriv dag, måned og år, for eksempel 14.03.2026.")),
    Month: lambda _question, _asked: str(_("Skriv måned og år, for eksempel 03.2026.")),
    Time: lambda _question, _asked: str(_("Skriv timer og minutter, for eksempel 08:30.")),
    PostalCode: lambda _question, _asked: str(_("Skriv fire sifre.")),
    OrganisationNumber: lambda _question, _asked: str(_("Skriv ni sifre.")),
    Classified: lambda _question, _asked: str(_("Skriv noen bokstaver, og velg navnet fra listen.")),
}
"""The types whose question alone does not tell how to answer it."""


def hint_of(asked: Asked) -> str:
    """How to answer this; nothing where the question tells."""
    hint = HINTS.get(type(asked.question))
    return hint(asked.question, asked) if hint else ""
