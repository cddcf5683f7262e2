"""Questions on one list that a form shows as a table -> a grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from questionnaires.formats.xlsform.form import Content, Form, Words, as_name
from questionnaires.formats.xlsform.ledger import Row
from questionnaires.formats.xlsform.meanings import Known, Lines
from questionnaires.formats.xlsform.questions import graded, list_of, required
from questionnaires.formats.xlsform.structure import Block, type_of

OWN = ("relevant", "constraint", "choice_filter", "hint", "guidance_hint", "required_message")
"""What a row of a grid cannot have to itself."""


@dataclass(frozen=True, slots=True)
class Table:
    """The row that heads a table and the rows that are asked in it."""

    head: Row
    rows: tuple[Row, ...]


def whole(form: Form, block: Block) -> Table | None:
    """A group that is one `table-list`."""
    rows = [part for part in block.inside if isinstance(part, Row)]
    if "table-list" in block.row.text("appearance").split() and len(rows) == len(block.inside):
        return _table(form, block.row, rows)
    return None


def tabled(form: Form, parts: Sequence[Row | Block]) -> Iterator[Row | Block | Table]:
    """The parts of one level, where a `label` row with its `list-nolabel` rows is a table."""
    place = 0
    while place < len(parts):
        part = parts[place]
        heads = isinstance(part, Row) and "label" in _shown(part) and not part.text("relevant")
        rows = _below(parts, place) if heads else []
        table = _table(form, part, rows) if isinstance(part, Row) else None
        yield table or part
        place += 1 + len(rows) if table else 1


def _below(parts: Sequence[Row | Block], place: int) -> list[Row]:
    rows: list[Row] = []
    for part in parts[place + 1 :]:
        if not isinstance(part, Row) or "list-nolabel" not in _shown(part):
            break
        rows.append(part)
    return rows


def _table(form: Form, head: Row, rows: list[Row]) -> Table | None:
    """A table, if every row can be a row of a grid: the same list, required or not, and nothing of its own."""
    kinds = {(type_of(row), row.text("required")) for row in rows}
    alike = len(kinds) == 1 and type_of(rows[0]).startswith("select_one ") and len(type_of(rows[0]).split()) == 2
    alone = any(row.in_languages(column) for row in rows for column in OWN)
    if not alike or alone or len(form.lists.get(list_of(rows[0]), ())) < 2:
        return None
    return Table(head, tuple(rows))


def _shown(row: Row) -> list[str]:
    return row.text("appearance").split()


def grid(form: Form, table: Table, words: Words, around: Lines) -> Content | None:
    """The grid that a table is, under the name of the row that heads it."""
    made = graded(form, table.rows[0], list_of(table.rows[0]))
    if isinstance(made, str):
        return None
    head = table.head
    question_id = form.new_id(head)
    form.uses(question_id, list_of(table.rows[0]))
    form.made_of[question_id] = [cell for row in (head, *table.rows) for cell in row.cells]
    for column in ("type", "appearance"):
        form.ledger.carried(head.cell(column), "a grid")
    content: Content = {"id": question_id, "type": "grid", "scale": made["scale"], "text": words, "rows": {}}
    codes = {choice.written: choice.code for choice in form.lists[list_of(table.rows[0])]}
    for row in table.rows:
        name = row.text("name")
        code = as_name(name, content["rows"], longest=40)
        content["rows"][code] = form.text(row, "label") or form.named(name or code)
        form.known.setdefault(name, Known(f"{question_id}.{code}", "grade", codes))
        for column in ("type", "appearance"):
            form.ledger.carried(row.cell(column), "a row of a grid")
        form.took(row, "required", question_id, "required", "a row of a grid")
        if code == name:
            form.ledger.carried(row.cell("name"))
        else:
            form.ledger.changed(row.cell("name"), f"it is called '{code}' here")
    required(form, table.rows[0], content)
    if around:
        content["show_when"] = around
    return content
