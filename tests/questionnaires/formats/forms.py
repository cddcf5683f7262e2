"""Forms for tests: workbooks made of plain rows."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

RICH = Path(__file__).parent / "data" / "xlsform_rich.yaml"
"""A questionnaire with every type of question and every way of hanging together."""

Cells = Sequence[Sequence[Any]]


def workbook(sheets: Mapping[str, Cells]) -> bytes:
    """Sheet name -> rows of cells, the first of them the names of the columns."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def form(survey: Cells, choices: Cells = (), settings: Cells = ()) -> bytes:
    """A workbook with the three sheets of a form; empty ones are left out."""
    sheets = {"survey": survey, "choices": choices, "settings": settings}
    return workbook({name: rows for name, rows in sheets.items() if rows})


SURVEY: Cells = [
    [
        "type",
        "name",
        "label::English (en)",
        "label::Norsk bokmål (nb)",
        "hint::English (en)",
        "relevant",
        "constraint",
        "constraint_message::English (en)",
        "required",
        "appearance",
        "repeat_count",
        "calculation",
        "choice_filter",
        "parameters",
        "media::image",
        "my note",
    ],
    ["start", "start"],
    ["text", "who-are.you", "Your name?", "Hva heter du?", "First name only", None, None, None, "yes"],
    ["begin_group", "about_you", "About ${who-are.you}", "Om deg", None, None, None, None, None, "field-list"],
    [
        "integer",
        "age",
        "How old are you?",
        "Hvor gammel er du?",
        None,
        None,
        ". >= 0 and . <= 120",
        "Between 0 and 120.",
    ],
    [
        "select_one yn",
        "work",
        "Do you work?",
        "Er du i jobb?",
        None,
        "${age} >= 18 and ${age} < 70",
        None,
        None,
        "${age} > 20",
    ],
    ["begin_group", "deeper", "More", "Mer", None, "${work} = 'yes'"],
    ["decimal", "hours", "Hours a week?", "Timer i uka?", None, "selected(${work}, 'yes')", ". > 0 and . <= 80"],
    [
        "select_multiple tools or_other",
        "tools",
        "Tools?",
        "Verktøy?",
        None,
        None,
        "count-selected(.) <= 2 and not(selected(., 'none') and count-selected(.) > 1)",
    ],
    ["end_group"],
    ["end_group"],
    ["select_one region", "region", "Region?", "Region?"],
    [
        "select_one town",
        "town",
        "Town?",
        "By?",
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        "region = ${region}",
    ],
    [
        "range",
        "pain",
        "Pain?",
        "Smerte?",
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        "start=0 end=10 step=1",
        "face.png",
        "shown to children",
    ],
    ["calculate", "double", None, None, None, None, None, None, None, None, None, "${age} * 2 + 1"],
    ["calculate", "now", None, None, None, None, None, None, None, None, None, "concat(${age}, 'x')"],
    ["geopoint", "home", "Where?", "Hvor?"],
    ["begin_repeat", "child", "A child", "Et barn", None, None, None, None, None, None, "3"],
    ["text", "child_name", "Name?", "Navn?"],
    ["end_repeat"],
    ["begin_repeat", "visit", "A visit", "Et besøk"],
    ["date", "day", "Which day?", "Hvilken dag?", None, None, ". <= today()"],
    ["end_repeat"],
    ["acknowledge", "ok", "Done?", None],
]
CHOICES: Cells = [
    ["list_name", "name", "label::English (en)", "label::Norsk bokmål (nb)", "region"],
    ["yn", "yes", "Yes", "Ja"],
    ["yn", "no", "No", "Nei"],
    ["tools", "walking-stick", "Stick", "Stokk"],
    ["tools", "none", "None", "Ingen"],
    ["region", "n", "North", "Nord"],
    ["region", "s", "South", "Sør"],
    ["town", "tromso", "Tromsø", "Tromsø", "n"],
    ["town", "larvik", "Larvik", "Larvik", "s"],
]
SETTINGS: Cells = [
    ["form_title", "form_id", "default_language", "version"],
    ["A household", "household-2", "English (en)", "3"],
]
HOUSEHOLD = form(SURVEY, CHOICES, SETTINGS)
"""A form with most of what the specification has (https://xlsform.org/en/), in two languages."""
