"""Arithmetic on answers, as a person writes it: `D2 / D1 * 100`, `sum(E2)`, `max(A1, 2 * A2)`."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

LONGEST = 300
"""Characters in one formula."""

AnswerTo = Callable[[str], object]


class FormulaError(ValueError):
    """A formula that cannot be worked out; its text says what to write instead."""


def names(formula: str) -> tuple[str, ...]:
    """The variables that a formula speaks of; raises FormulaError."""
    return tuple(dict.fromkeys(_names(_tree(formula))))


def worked_out(formula: str, answer_to: AnswerTo) -> float | None:
    """The number that a formula comes to; None when an answer it needs is no number, or when it divides by zero."""
    value = _value(_tree(formula), answer_to)
    return value if value is None or math.isfinite(value) else None


def number_in(answer: object) -> float | None:
    """The number that an answer or a numeric code is; a list counts its items, a missing code is no number."""
    if isinstance(answer, str):
        try:
            number = float(answer)
        except ValueError:
            return None
        return number if math.isfinite(number) else None
    if isinstance(answer, int | float) and not isinstance(answer, bool):
        return float(answer)
    return float(len(answer)) if isinstance(answer, list | tuple | Mapping) else None


@lru_cache(maxsize=4096)
def _tree(formula: str) -> ast.expr:
    if len(formula) > LONGEST:
        raise FormulaError(f"A formula has at most {LONGEST} characters; this has {len(formula)}.")
    try:
        tree = ast.parse(formula.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise FormulaError(f"'{formula}' is no formula. Write it as in 'D2 / D1 * 100' or 'sum(E2)'.") from None
    for node in ast.walk(tree):
        if not isinstance(node, _ALLOWED) or not _allowed(node):
            raise FormulaError(
                f"'{formula}' says more than a formula may: answers, numbers, + - * /, and {', '.join(FUNCTIONS)}."
            )
    return tree


_ALLOWED = (
    ast.Name,
    ast.Attribute,
    ast.Constant,
    ast.BinOp,
    ast.UnaryOp,
    ast.Call,
    ast.operator,
    ast.unaryop,
    ast.Load,
)


def _allowed(node: ast.AST) -> bool:
    match node:
        case ast.Constant(value=value):
            fine = isinstance(value, int | float) and not isinstance(value, bool)
        case ast.BinOp(op=op):
            fine = type(op) in _OPERATORS
        case ast.UnaryOp(op=op):
            fine = isinstance(op, ast.USub)
        case ast.Attribute(value=value):
            fine = isinstance(value, ast.Name)
        case ast.Call(func=func, args=args, keywords=keywords):
            fine = isinstance(func, ast.Name) and func.id in FUNCTIONS and bool(args) and not keywords
        case _:
            fine = True
    return fine


def _divided(a: float, b: float) -> float:
    return a / b if b else math.nan


_OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: _divided,
}

FUNCTIONS: dict[str, Callable[[list[float]], float]] = {
    "sum": sum,
    "mean": lambda numbers: sum(numbers) / len(numbers),
    "min": min,
    "max": max,
    "count": lambda numbers: float(len(numbers)),
}
"""What a formula can do with several answers, or with all rows or items of one; what is no number is left out."""


def _names(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=name):
            yield name
        case ast.Attribute(value=ast.Name(id=name), attr=part):
            yield f"{name}.{part}"
        case ast.Call(args=args):
            for each in args:
                yield from _names(each)
        case _:
            for child in ast.iter_child_nodes(node):
                yield from _names(child)


def _value(node: ast.expr, answer_to: AnswerTo) -> float | None:
    match node:
        case ast.Constant(value=int() | float() as value):
            return float(value)
        case ast.UnaryOp(operand=operand):
            inner = _value(operand, answer_to)
            return None if inner is None else -inner
        case ast.BinOp(left=left, op=op, right=right):
            first, second = _value(left, answer_to), _value(right, answer_to)
            return None if first is None or second is None else _OPERATORS[type(op)](first, second)
        case ast.Call(func=ast.Name(id=name), args=args):
            numbers = [number for each in args for number in _numbers(each, answer_to)]
            return FUNCTIONS[name](numbers) if numbers or name == "count" else None
        case _:
            return number_in(answer_to(next(_names(node))))


def _numbers(node: ast.expr, answer_to: AnswerTo) -> Iterator[float]:
    """The numbers that one argument of a function stands for: all rows or items of a question with several."""
    if isinstance(node, ast.Name | ast.Attribute):
        answer = answer_to(next(_names(node)))
        given = answer.values() if isinstance(answer, Mapping) else answer if isinstance(answer, list) else [answer]
        found = [number_in(each) for each in given]
    else:
        found = [_value(node, answer_to)]
    yield from (number for number in found if number is not None)
