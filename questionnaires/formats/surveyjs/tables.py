"""The tables of SurveyJS: rows and columns, lists of fields, and rows that are added."""

from __future__ import annotations

from collections.abc import Callable

from questionnaires.formats.surveyjs import elements, inputs, requiring
from questionnaires.formats.surveyjs.book import Question
from questionnaires.formats.surveyjs.choices import Options, listed, options
from questionnaires.formats.surveyjs.conditions import Known
from questionnaires.formats.surveyjs.elements import Element
from questionnaires.formats.surveyjs.ledger import Node
from questionnaires.formats.surveyjs.texts import Words

MOST_CELLS = 400
"""Questions that one table may become."""

Reader = Callable[[Element], list[Question]]

CELLS: dict[str, Reader] = {
    "text": inputs.text,
    "comment": inputs.comment,
    "radiogroup": elements.choice,
    "dropdown": elements.choice,
    "checkbox": elements.choices,
    "tagbox": elements.choices,
    "boolean": elements.boolean,
    "rating": elements.rating,
    "slider": inputs.slider,
    "nouislider": inputs.slider,
    "expression": elements.calculated,
}
"""What may stand in a cell."""


def matrix(element: Element) -> list[Question]:
    """One answer out of the same columns for every row."""
    node, book = element.node, element.book
    columns, rows = Options(), Options()
    listed(book, node, "columns", columns, shown=False)
    listed(book, node, "rows", rows, shown=False)
    if not columns.choices:
        return []
    if not rows.choices:
        node.changed("type", "There are no rows: it became one choice")
        element.is_known("code", columns)
        return [element.made("choice", choices=columns.choices)]
    if node.peek("cellType") == "checkbox":
        node.changed("cellType", "Each row became a question with several choices")
        return _row_by_row(element, rows, columns)
    if len(columns.choices) == 1:
        node.changed("type", "There is one column: the rows became choices")
        element.is_known("text")
        return [element.made("choices", choices=rows.choices)]
    scale = book.scale(element.id, columns.choices, [])
    _rows_are_known(element, "", element.id, rows, columns)
    return [element.made("grid", scale=scale, rows=rows.choices)]


def _rows_are_known(element: Element, column: str, question_id: str, rows: Options, columns: Options) -> None:
    for value, code in rows.codes.items():
        known = Known(f"{question_id}.{code}", "code", dict(columns.codes))
        element.book.know(_name_in_row(element, value, column), known)


def _name_in_row(element: Element, row: str, column: str) -> str:
    """How expressions name an answer in a table: `{visits.doctor.when}`, `{pills[0].pill}`."""
    of_row = f"{element.name}[{row}]" if element.node.peek("type") == "matrixdynamic" else f"{element.name}.{row}"
    return f"{of_row}.{column}" if column else of_row


def _row_by_row(element: Element, rows: Options, columns: Options) -> list[Question]:
    found: list[Question] = [_heading(element)]
    for row in rows.choices:
        question_id = element.book.names.take(f"{element.id}_{row['code']}")
        element.book.know(_name_in_row(element, rows.values[row["code"]], ""), columns.known(question_id, "codes"))
        found.append({"id": question_id, "type": "choices", "text": row["label"], "choices": columns.choices})
    return found


def _heading(element: Element) -> Question:
    """The words of a table that became several questions, to be read before them."""
    words = {key: words for key, words in element.words.items() if key in ("text", "help")}
    return {"id": element.id, "type": "information", **words}


def dropdowns(element: Element) -> list[Question]:
    """Columns of different kinds for every row: one question of ours per column, or per cell."""
    rows = Options()
    listed(element.book, element.node, "rows", rows, shown=False)
    if not rows.choices:
        return []
    return _columns(element, rows)


def dynamic(element: Element) -> list[Question]:
    """Rows that the respondent adds: as many as the file begins with."""
    node = element.node
    counts = [node.whole(key, 0, 1000) or 0 for key in ("rowCount", "minRowCount")]
    rows = Options()
    many = min(max(*counts, 1 if node.peek("rowCount") is not None else 2), 20)
    for number in range(1, many + 1):
        rows.add(number - 1, element.book.plain(str(number)))
    node.changed("type", f"The respondent cannot add rows here: there are {many}")
    return _columns(element, rows)


def _columns(element: Element, rows: Options) -> list[Question]:
    columns = element.node.nodes("columns")
    element.node.lost("detailElements", "Questions under a row are not read: move them after the table")
    found: list[Question] = []
    for column in columns:
        if len(found) + len(rows.choices) > MOST_CELLS:
            element.book.ledger.lose(column.path, column.value, f"A table may become {MOST_CELLS} questions")
            continue
        found += _column(element, rows, column)
    if not found:
        return []
    element.node.changed("type", "Each column became questions of its own")
    return [_heading(element), *found]


def _column(element: Element, rows: Options, column: Node) -> list[Question]:
    kind, node = _cell_type(element, column)
    name = column.peek("name")
    name = name if isinstance(name, str) and name.strip() else str(column.path[-1])
    title = element.book.words(column, "title") or element.book.plain(name)
    if column.peek("visible") is False and not column.peek("visibleIf"):
        element.book.ledger.lose(column.path, column.value, "The column is hidden for everybody")
        return []
    if kind not in CELLS:
        element.book.ledger.lose(column.path, column.value, f"There is no cell of the kind '{kind:.40}' here")
        return []
    column_id = element.book.names.take(f"{element.id}_{name}", "column")
    column.changed("name", f"Its questions begin with {column_id}")
    show = element.book.condition(column, "visibleIf")
    questions = _as_grid(element, node, column_id, name, rows) if kind in ("dropdown", "radiogroup") else []
    for question in questions:
        question["text"] = title
    for row in () if questions else rows.choices:
        cell_id = element.book.names.take(f"{column_id}_{row['code']}")
        called = _name_in_row(element, rows.values[row["code"]], name)
        words = {"text": _joined(row["label"], title)}
        questions += CELLS[kind](Element(node, element.book, called, cell_id, words))
    if column.flag("isRequired"):
        requiring.each(element.book, column, questions)
    return [question | {"show_when": show} if show else question for question in questions]


def _as_grid(element: Element, node: Node, column_id: str, name: str, rows: Options) -> list[Question]:
    """A column of choices as one grid; none where there is nothing to choose between."""
    found = options(element.book, node, column_id, several=False, plain=True)
    if len(found.choices) < 2 or found.source is not None:
        return []
    scale = element.book.scale(column_id, found.choices, found.missing)
    _rows_are_known(element, name, column_id, rows, found)
    return [{"id": column_id, "type": "grid", "scale": scale, "rows": rows.choices}]


def _cell_type(element: Element, column: Node) -> tuple[str, Node]:
    """The kind of a column's cells, and the column with what it has from the table."""
    table = element.node
    kind = column.peek("cellType")
    for node in (column, table):
        if isinstance(node.peek("cellType"), str):
            node.carried("cellType")
    kind = table.peek("cellType") if kind in (None, "default") else kind
    kind = "dropdown" if kind in (None, "default") or not isinstance(kind, str) else kind
    if column.peek("choices") or not table.peek("choices"):
        return kind, column
    listed(element.book, table, "choices", Options(), shown=False)  # accounted for where they stand
    return kind, Node(column.value | {"choices": table.peek("choices")}, column.path, column.ledger)


def _joined(row: dict[str, str], title: dict[str, str]) -> Words:
    """The words of a row with those of a column, in the languages that either has."""
    languages = dict.fromkeys((*row, *title))
    first_row, first_title = next(iter(row.values())), next(iter(title.values()))
    return Words({each: f"{row.get(each, first_row)}: {title.get(each, first_title)}" for each in languages})


def fields(element: Element) -> list[Question]:
    """Several lines of text under one heading."""
    found: list[Question] = []
    for item in element.node.nodes("items"):
        name = item.peek("name")
        name = name if isinstance(name, str) and name.strip() else str(item.path[-1])
        item_id = element.book.names.take(f"{element.id}_{name}", "item")
        item.changed("name", f"It has the id {item_id}")
        words: Question = {"text": element.book.words(item, "title") or element.book.plain(name)}
        lines = inputs.text(Element(item, element.book, f"{element.name}.{name}", item_id, words))
        if item.flag("isRequired"):
            requiring.each(element.book, item, lines)
        found += lines
    if not found:
        return []
    element.node.changed("type", "Each line became a question of its own")
    return [_heading(element), *found]
