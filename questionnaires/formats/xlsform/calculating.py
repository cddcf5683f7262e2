"""A `calculate` row -> a calculated question, or another name for the answer that it only copies."""

from __future__ import annotations

import re

from questionnaires.formats.xlsform.expressions import Call, Expression, ExpressionError, Name, Words, parsed
from questionnaires.formats.xlsform.form import Content, Form
from questionnaires.formats.xlsform.ledger import Row
from questionnaires.formats.xlsform.meanings import PIPED, Known

_POSITION = re.compile(r"position\(\s*\.\.\s*\)")


def calculated(form: Form, row: Row) -> Content | str:
    """The formula of a row, rounded as it says, or why there can be none."""
    try:
        value, decimals = form.meaning().rounded(row.text("calculation"))
    except ExpressionError as error:
        return f"the calculation says what a formula cannot: {error}"
    form.ledger.carried(row.cell("calculation"))
    return {"type": "calculated", "value": value, "decimals": decimals, "shown": False}


def is_copy(form: Form, row: Row) -> bool:
    """Whether a calculation only copies an answer; later rows then speak of that answer itself."""
    copied = _copied(form, row.text("calculation"))
    if copied is None:
        return False
    form.known.setdefault(row.text("name"), copied)
    for column in ("type", "name", "calculation"):
        form.ledger.changed(row.cell(column), f"it only copies: where it is asked for stands '{copied.variable}'")
    form.ledger.row_lost(row.cells, "a copy of an answer is not shown")
    return True


def _copied(form: Form, text: str) -> Known | None:
    """The answer that is copied; in words, so that its label cannot be compared with a code."""
    if _POSITION.fullmatch(text):
        return Known(form.item, "words") if form.item else None
    try:
        node = parsed(text)
    except ExpressionError:
        return None
    match node:
        case Name(name):
            known = _piped(form, node)
            return known if known and known.kind not in ("number", "calculated", "year", "rating") else None
        case Call("string", (Name() as copied,)):
            return _piped(form, copied)
        case Call("jr:choice-name", (Name(name) as copied, Words(quoted))) if PIPED.fullmatch(quoted):
            known = _piped(form, copied)
            return Known(known.variable, "words") if known and PIPED.findall(quoted) == [name] else None
    return None


def _piped(form: Form, node: Expression) -> Known | None:
    known = form.known.get(node.name) if isinstance(node, Name) else None
    return known if known is not None and known.variable in form.piped else None
