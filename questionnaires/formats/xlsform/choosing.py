"""What a question offers to choose from: the rows of its list, those that are ways of not answering, and filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from questionnaires.formats.xlsform.expressions import (
    Call,
    Expression,
    ExpressionError,
    Minus,
    Number,
    Pair,
    Word,
    Words,
    parsed,
)
from questionnaires.formats.xlsform.form import Content, Form, ListChoice
from questionnaires.formats.xlsform.ledger import Row

FLAGS = ("exclusive", "own_text")


def options(
    form: Form, name: str, row: Row, filtered: str = "", *, missing_only: bool = False
) -> tuple[Content, Content]:
    """`choices` and `missing` of a question that asks for the list `name`; a filter becomes `show_when` of each."""
    choices: Content = {}
    missing: Content = {}
    for choice in form.lists.get(name, []):
        own = form.own(choice.row)
        if missing_only and own.get("missing") is not True:
            continue
        words = option(form, choice)
        if own.get("missing") is True:
            _ticked(form, choice, "missing")
            if isinstance(own.get("show_when"), dict):
                _ticked(form, choice, "show_when")
                words["show_when"] = own["show_when"]
            missing[choice.code] = words
            form.offered.add((name, choice.code))
            continue
        for flag in FLAGS:
            if own.get(flag) is True:
                _ticked(form, choice, flag)
                words[flag] = True
        if isinstance(own.get("show_when"), dict):
            _ticked(form, choice, "show_when")
            words["show_when"] = own["show_when"]
        elif filtered and not _filtered(form, choice, filtered, words):
            continue
        choices[choice.code] = words
        form.offered.add((name, choice.code))
    if filtered:
        form.ledger.carried(row.cell("choice_filter"), "each choice says when it is shown")
    return choices, missing


def option(form: Form, choice: ListChoice) -> Content:
    """The words of a choice, with what its row says in our own columns about wordings."""
    row = choice.row
    form.ledger.carried(row.cell("list_name"))
    cell = row.cell("name")
    if choice.code == choice.written:
        form.ledger.carried(cell)
    else:
        form.ledger.changed(cell, f"its code is '{choice.code}' here")
    words = form.text(row, "label")
    if words is None:
        form.ledger.beside(row.place, "label", "there is no label; the name stands in its place")
        words = form.named(choice.written)
    variants = form.own(row).get("text")
    if isinstance(variants, dict):
        _ticked(form, choice, "text")
        words |= {str(key): str(said) for key, said in variants.items()}
    return dict(words)


def _ticked(form: Form, choice: ListChoice, key: str) -> None:
    form.ledger.carried(choice.row.cell(f"medvirk::{key}"))


def _filtered(form: Form, choice: ListChoice, expression: str, words: Content) -> bool:
    """Whether the choice can ever be shown; raises ExpressionError for a filter that cannot be carried."""
    settled = _settled(parsed(expression), {**choice.columns, "name": choice.written})
    if not isinstance(settled, bool):
        lines = form.meaning().lines(settled)
        if lines:
            words["show_when"] = lines
    for column, value in choice.columns.items():
        if value and f"'{column}'" in _words_of(expression):
            form.ledger.carried(choice.row.cell(column), "the filter asks for it")
    return settled is not False


def _words_of(expression: str) -> str:
    """The columns that a filter asks for, each in quotes."""
    found: list[str] = []
    waiting: list[Any] = [parsed(expression)]
    while waiting:
        match waiting.pop():
            case Word(name):
                found.append(f"'{name}'")
            case Pair(_, left, right):
                waiting += [left, right]
            case Call(_, args):
                waiting += args
            case Minus(inner):
                waiting.append(inner)
    return " ".join(found)


def _settled(node: Expression, columns: Mapping[str, str]) -> Expression | bool:
    """The filter for one choice: its columns are put in, and what they settle is true or false."""
    settled: Expression | bool = node
    match node:
        case Word(name):
            settled = Words(columns.get(name.lower(), ""))
        case Pair("and" | "or" as sign, left, right):
            settled = _joined(sign, _settled(left, columns), _settled(right, columns))
        case Call("not", (inner,)):
            inside = _settled(inner, columns)
            settled = not inside if isinstance(inside, bool) else Call("not", (inside,))
        case Call("true" | "false" as name, ()):
            settled = name == "true"
        case Pair(sign, left, right):
            settled = _compared(node, _settled(left, columns), _settled(right, columns), sign)
        case Call(_, args):
            filled = (_settled(each, columns) for each in args)
            settled = replace(node, args=tuple(each for each in filled if not isinstance(each, bool)))
    return settled


def _joined(sign: str, left: Expression | bool, right: Expression | bool) -> Expression | bool:
    decisive = sign == "or"
    if left is decisive or right is decisive:
        return decisive
    if isinstance(left, bool):
        return right
    return left if isinstance(right, bool) else Pair(sign, left, right)


def _compared(node: Pair, left: Expression | bool, right: Expression | bool, sign: str) -> Expression | bool:
    if isinstance(left, bool) or isinstance(right, bool):
        raise ExpressionError("a filter that compares what is true with an answer")
    known = isinstance(left, Words | Number) and isinstance(right, Words | Number)
    if known and sign in ("=", "!="):
        return (str(getattr(left, "value", "")) == str(getattr(right, "value", ""))) is (sign == "=")
    return replace(node, left=left, right=right)
