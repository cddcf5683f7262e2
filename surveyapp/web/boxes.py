"""Text boxes: the keyboard that each one brings up, what the browser may fill in, and how wide it is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from questionnaires.answers import Setting
from questionnaires.classifications.codelists import codes_of
from questionnaires.classifications.collation import order
from questionnaires.question_types import (
    BaseQuestion,
    Classified,
    Count,
    Currency,
    Date,
    Email,
    Month,
    Number,
    NumberGrid,
    OrganisationNumber,
    Percentage,
    Phone,
    PostalCode,
    ShortText,
    Time,
    Year,
)
from surveyapp.web.fields import name_of
from surveyapp.web.languages import language


@dataclass(frozen=True, slots=True)
class Box:
    """One line to write in; `size` in characters, 0 for the whole width."""

    type: str = "text"
    inputmode: str = "text"
    autocomplete: str = "off"
    size: int = 0


PLAIN = Box()

# Dates are written with the number pad too: it has a comma, which will do for a point.
BOXES: dict[type[BaseQuestion], Box] = {
    Number: Box(inputmode="decimal", size=10),
    NumberGrid: Box(inputmode="decimal", size=10),
    Count: Box(inputmode="numeric", size=10),
    Percentage: Box(inputmode="decimal", size=6),
    Currency: Box(inputmode="decimal", size=12),
    Year: Box(inputmode="numeric", size=6),
    Date: Box(inputmode="decimal", size=14),
    Month: Box(inputmode="decimal", size=12),
    Time: Box(inputmode="decimal", size=8),
    ShortText: PLAIN,
    PostalCode: Box(inputmode="numeric", autocomplete="postal-code", size=6),
    OrganisationNumber: Box(inputmode="numeric", size=14),
    Email: Box(type="email", inputmode="email", autocomplete="email"),
    Phone: Box(type="tel", inputmode="tel", autocomplete="tel", size=20),
    Classified: PLAIN,
}
"""The box of each type of question that is answered in one."""


def box_of(question: BaseQuestion) -> Box:
    """The box for a question; the number pads of phones have no minus, so below zero takes the whole keyboard."""
    box, low = BOXES.get(type(question), PLAIN), getattr(question, "low", None)
    return replace(box, inputmode="text") if isinstance(low, int | float) and low < 0 else box


def names_in(question: Classified, setting: Setting) -> tuple[str, ...]:
    """The names that a classification has on the round's date, in the reader's language, in order."""
    codes = codes_of(question.classification, setting.round_date)
    return tuple(
        sorted(
            (name_of(question, code, language(), setting) for code in codes), key=lambda name: order(name, language())
        )
    )
