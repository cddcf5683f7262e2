"""Rows of ours, held against what we would write for the questionnaire that was read: what differs is told."""

from __future__ import annotations

from collections.abc import Iterable

from questionnaires.definition import Questionnaire
from questionnaires.formats.xlsform.columns import OURS, TRANSLATED, column_of, language_code
from questionnaires.formats.xlsform.exporting import lines_of
from questionnaires.formats.xlsform.form import Form
from questionnaires.formats.xlsform.ledger import Row
from questionnaires.formats.xlsform.sheets import Line

DERIVED = frozenset(
    {
        "constraint",
        "constraint_message",
        "calculation",
        "choice_filter",
        "appearance",
        "read_only",
        "repeat_count",
        "required",
        "required_message",
        "label",
        "hint",
        "relevant",
    }
)
"""Columns that we write for those who fill in the form elsewhere, and read only where no column of ours says more."""
SAID_BY = {"label": "text", "hint": "help", "required_message": "when_empty", "relevant": "show_when"}

OTHERWISE = f"this is other than what the columns {OURS}… say, which count; empty those to let it count"

Written = dict[tuple[str, str], str]


def compare(form: Form, survey: Iterable[Row], questionnaire: Questionnaire) -> None:
    """Answer for the cells that follow from others: carried where they say the same, else told as not carried."""
    ours = [row for row in survey if any(column.startswith(OURS) for column, _language in row.by_column)]
    rows = [*ours, *form.following]
    if not rows:
        return
    sheets, _report = lines_of(questionnaire)
    written = _by_name(sheets["survey"], "survey")
    for row in {row.number: row for row in rows}.values():
        expected = written.get(row.text("name"))
        follows = any(row is one for one in form.following)
        if expected is None:
            for cell in row.cells if follows else ():
                form.ledger.lost(cell, "it follows from nothing in the form")
            continue
        _compare_row(form, row, expected, follows=follows)
    for name in form.derived_lists:
        _compare_list(form, name, sheets["choices"])


def _compare_row(form: Form, row: Row, expected: Written, *, follows: bool) -> None:
    for (column, language), cell in row.by_column.items():
        said = column in SAID_BY and row.cell(f"{OURS}{SAID_BY[column]}") is not None
        if column not in DERIVED or not (form.ledger.is_open(cell) or said):
            continue
        code = form.languages.get(language, "") if column in TRANSLATED else ""
        if " ".join(expected.get((column, code), "").split()) == " ".join(cell.text.split()):
            form.ledger.carried(cell, "it follows from the question" if follows else "it says what other columns say")
        else:
            form.ledger.lost(cell, OTHERWISE)


def _by_name(lines: Iterable[Line], sheet: str) -> dict[str, Written]:
    """Name of a row -> its columns as we would write them."""
    found: dict[str, Written] = {}
    for line in lines:
        columns = {column_of(header, sheet): text for header, text in line.items()}
        found.setdefault(
            line["name"], {(column, language_code(said) or ""): text for (column, said), text in columns.items()}
        )
    return found


def _compare_list(form: Form, name: str, choices: Iterable[Line]) -> None:
    """A list that follows from others: who may answer, or what was chosen before."""
    written = _by_name((line for line in choices if line["list_name"] == name), "choices")
    for choice in form.lists.get(name, []):
        for (column, language), cell in choice.row.by_column.items():
            code = form.languages.get(language, "") if column in TRANSLATED else ""
            if form.ledger.is_open(cell) and written.get(choice.written, {}).get((column, code)) == cell.text:
                form.ledger.carried(cell, "it follows from what comes before")
