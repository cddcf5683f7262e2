"""Formulas and conditions of ours, written in FHIRPath."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any

from questionnaires import formulas
from questionnaires.conditions import MOMENT

LinkOf = Callable[[str], str | None]
"""Variable -> link id; None for what is no item of the form, such as the number of the round."""

_SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARISONS = {"at_least": ">=", "at_most": "<=", "more_than": ">", "less_than": "<", "equals": "="}
_OVER_SEVERAL = {"sum": "sum()", "mean": "avg()", "min": "min()", "max": "max()", "count": "count()"}


def answers(link: str) -> str:
    """The answers to one item."""
    return f"%resource.descendants().where(linkId='{link}').answer.value"


def formula_as_path(formula: str, link_of: LinkOf) -> str | None:
    """A formula in FHIRPath; None when it asks for what the form has no item for."""
    if any(link_of(name) is None for name in formulas.names(formula)):
        return None
    return _worked(ast.parse(formula.strip(), mode="eval").body, link_of)


def _worked(node: ast.AST, link_of: LinkOf) -> str:
    match node:
        case ast.Constant(value=value):
            return repr(value)
        case ast.UnaryOp(operand=operand):
            return f"-{_worked(operand, link_of)}"
        case ast.BinOp(left=left, op=op, right=right):
            return f"({_worked(left, link_of)} {_SIGNS[type(op)]} {_worked(right, link_of)})"
        case ast.Call(func=ast.Name(id=name), args=args):
            return f"({' | '.join(_worked(each, link_of) for each in args)}).{_OVER_SEVERAL[name]}"
        case _:
            return answers(str(link_of(ast.unparse(node))))


def condition_as_path(lines: Mapping[str, Any], link_of: LinkOf) -> str | None:
    """A condition in FHIRPath; None when it asks for what the form has no item for."""
    parts = [_line(key, wanted, link_of) for key, wanted in lines.items()]
    return _together(parts, " and ")


def _together(parts: list[str | None], sign: str) -> str | None:
    said = [part for part in parts if part is not None]
    if len(said) < len(parts) or not said:
        return None
    return said[0] if len(said) == 1 else "(" + sign.join(said) + ")"


def _line(key: str, wanted: Any, link_of: LinkOf) -> str | None:
    if key in ("any", "all"):
        return _together([condition_as_path(each, link_of) for each in wanted], " or " if key == "any" else " and ")
    if key == "not":
        inner = condition_as_path(wanted, link_of)
        return None if inner is None else f"({inner}).not()"
    link = link_of(key)
    if link is None:
        return None
    if isinstance(wanted, Mapping):
        return _together([_comparison(link, name, bound, link_of) for name, bound in wanted.items()], " and ")
    codes = wanted if isinstance(wanted, list | tuple) else [wanted]
    return _together([_chosen(link, str(code)) for code in codes], " or ")


def _chosen(link: str, code: str) -> str:
    return f"{answers(link)}.where(code='{code}' or $this='{code}').exists()"


def _comparison(link: str, name: str, bound: Any, link_of: LinkOf) -> str | None:
    if name == "answered":
        return f"{answers(link)}.exists()" if bound else f"{answers(link)}.empty()"
    if name not in _COMPARISONS:
        return None
    if isinstance(bound, str):
        right = f"@{bound}" if MOMENT.fullmatch(bound) else formula_as_path(bound, link_of)
        right = f"@T{bound}" if MOMENT.fullmatch(bound) and ":" in bound else right
    else:
        right = str(bound)
    return None if right is None else f"({answers(link)} {_COMPARISONS[name]} {right})"
