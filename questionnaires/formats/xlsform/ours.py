"""Rows that we wrote ourselves: what XLSForm has no word for stands in the `medvirk::` columns."""

from __future__ import annotations

from typing import Any

from questionnaires.formats.xlsform import choosing
from questionnaires.formats.xlsform.columns import OURS
from questionnaires.formats.xlsform.form import Content, Form
from questionnaires.formats.xlsform.ledger import Row
from questionnaires.formats.xlsform.meanings import Known, Lines, both
from questionnaires.formats.xlsform.questions import helping, relevant, required
from questionnaires.formats.xlsform.structure import Block, type_of
from questionnaires.question_types import QUESTION_TYPES

KEYS = {
    next(iter(kind.model_fields["type"].annotation.__args__)): {  # type: ignore[union-attr]
        field.alias or name for name, field in kind.model_fields.items()
    }
    for kind in QUESTION_TYPES
}
"""Type of question -> the keys that it takes."""

WORDS = ("text", "help", "when_empty", "title", "intro")


def is_ours(row: Row, form: Form) -> bool:
    """Whether the row says which type of ours it is."""
    kind = form.own(row).get("type")
    return isinstance(kind, str) and kind in KEYS


def question(form: Form, row: Row, around: Lines, block: Block | None = None) -> Content:
    """The question of a row, or of a group of rows, that we wrote."""
    own = form.own(row)
    kind = str(own["type"])
    question_id = form.new_id(row)
    form.ledger.carried(row.cell("type"))
    content: Content = {"id": question_id, "type": kind}
    _options(form, row, content, own)
    if block is not None:
        _rows(form, block, content)
    for key, value in own.items():
        if key in KEYS[kind] and key not in WORDS and key not in ("type", "id"):
            content[key] = _merged(content.get(key), value)
            form.took(row, f"{OURS}{key}", question_id, key)
    form.ledger.carried(row.cell(f"{OURS}type"))
    words = form.text(row, "label")
    content["text"] = words or form.named(row.text("name") or question_id)
    helping(form, row, content)
    required(form, row, content)
    variants(form, row, content, own)
    lines = both(around, {} if "show_when" in own else relevant(form, row, question_id))
    if lines:
        content["show_when"] = both(lines, content.get("show_when", {}))
    codes = {option: option for option in (*content.get("choices", {}), *content.get("missing", {}))}
    form.known[row.text("name")] = Known(question_id, kind, codes)
    form.piped.add(question_id)
    return content


def _merged(before: Any, value: Any) -> Any:
    return {**before, **value} if isinstance(before, dict) and isinstance(value, dict) else value


def variants(form: Form, row: Row, content: Content, own: Content) -> None:
    """Wordings for a role or in easy words, beside those that the form can show."""
    for key in WORDS:
        if isinstance(own.get(key), dict) and (key in content or key in KEYS.get(content.get("type", ""), ())):
            content[key] = {**content.get(key, {}), **own[key]}
            form.took(row, f"{OURS}{key}", content["id"], key)


def _options(form: Form, row: Row, content: Content, own: Content) -> None:
    """The choices that the form lists for a question of ours: choices, ends of a rating, ways of not answering."""
    words = type_of(row).split()
    if len(words) < 2 or words[1] not in form.lists:
        return
    if content["type"] in ("grade", "grid"):
        form.known[content["id"]] = Known(content["id"], "grade")
        return
    derived = "choices_from" in own
    form.uses(content["id"], words[1])
    choices, missing = choosing.options(form, words[1], row, missing_only=derived)
    if derived:
        form.derived_lists.add(words[1])
    if content["type"] == "rating":
        ends = {code: _end(code, said) for code, said in choices.items()}
        content |= {"ends": {code: said for code, said in ends.items() if said}}
        for choice in form.lists[words[1]]:
            if choice.code in choices:
                for cell in choice.row.in_languages("label").values():
                    form.ledger.carried(cell, "a number of the rating, with the words of an end")
    elif "choices" in KEYS[content["type"]] and not derived:
        content["choices"] = choices
    if missing:
        content["missing"] = missing


def _end(code: str, said: Content) -> Content:
    """«0: Cannot» -> «Cannot», and nothing for a number by itself."""
    start = f"{code}: "
    # What is no text came from a column of ours that somebody has changed: the checker tells what is wrong with it.
    return {
        key: words.removeprefix(start) if isinstance(words, str) else words
        for key, words in said.items()
        if words != code
    }


def _rows(form: Form, block: Block, content: Content) -> None:
    """The rows of a grid: one question each in the form."""
    if content["type"] not in ("grid", "number_grid"):
        for row in block.rows:
            form.ledger.row_lost(row.cells, "the row comes with the list that it stands in")
            tick(form, row, "it comes with the list that it stands in")
        return
    rows: Content = {}
    for row in block.rows:
        own = form.own(row)
        code = row.text("name").rpartition(".")[2]
        words = dict(form.text(row, "label") or form.named(code))
        if isinstance(own.get("text"), dict):
            words |= own["text"]
        rows[code] = words | {key: own[key] for key in ("subgoal", "challenge") if key in own}
        tick(form, row, "it is a row of the grid")
        kind = "grade" if content["type"] == "grid" else "number"
        form.known[row.text("name")] = Known(f"{content['id']}.{code}", kind)
    content["rows"] = rows


def tick(form: Form, row: Row, text: str) -> None:
    """A row that follows from another one of ours; the rest of it is compared with what we would write."""
    form.following.append(row)
    for column, _language in row.by_column:
        cell = row.cell(column)
        if cell is not None and (column in ("type", "name") or column.startswith(OURS)) and form.ledger.is_open(cell):
            form.ledger.carried(cell, text)
