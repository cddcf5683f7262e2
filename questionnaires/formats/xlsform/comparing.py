"""Rows of ours, held against what we would write for the questionnaire that was read: what differs is told."""

from __future__ import annotations

from collections.abc import Iterable

from questionnaires.definition import Questionnaire
from questionnaires.formats.xlsform.columns import OURS, TRANSLATED, column_of, language_code
from questionnaires.formats.xlsform.exporting import lines_of
from questionnaires.formats.xlsform.form import Form
from questionnaires.formats.xlsform.ledger import Row

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
    written = _written(questionnaire)
    for row in {row.number: row for row in rows}.values():
        expected = written.get(row.text("name"))
        follows = any(row is one for one in form.following)
        if expected is None:
            for cell in row.cells if follows else ():
                form.ledger.lost(cell, "it follows from nothing in the form")
            continue
        _compare_row(form, row, expected, follows=follows)


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


def _written(questionnaire: Questionnaire) -> dict[str, Written]:
    """Name of a row -> its columns as we would write them."""
    sheets, _report = lines_of(questionnaire)
    found: dict[str, Written] = {}
    for line in sheets["survey"]:
        columns = {column_of(header, "survey"): text for header, text in line.items()}
        found.setdefault(
            line["name"], {(column, language_code(said) or ""): text for (column, said), text in columns.items()}
        )
    return found
