"""Conditions, formulas and limits of the language -> XPath, as far as XLSForm can say them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import Any

from questionnaires.conditions import MOMENT, Condition
from questionnaires.definition import Questionnaire
from questionnaires.formats.xlsform.expressions import ExpressionError
from questionnaires.formats.xlsform.meanings import Known, Meaning
from questionnaires.question_types import (
    BaseQuestion,
    Calculated,
    Choice,
    Consent,
    Date,
    Grade,
    Grid,
    Limit,
    Month,
    MultipleChoice,
    NumberGrid,
    Rating,
    Year,
    _Numeric,
    missing_of,
)

SIGNS = {"at_least": ">=", "at_most": "<=", "more_than": ">", "less_than": "<", "equals": "="}
MUST = {"at_least": "<", "at_most": ">", "more_than": "<=", "less_than": ">=", "equals": "!="}
"""What must hold so that a limit is not met."""


class UnsaidError(ValueError):
    """Something that XLSForm has no words for; the text says what."""


class Saying:
    """Says the conditions and formulas of one questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self._names = {known.variable: known for known in _known(questionnaire)}

    def condition(self, condition: Condition, asker: str) -> str:
        """The XPath of a condition at a question; raises UnsaidError."""
        return self._all(condition.root, asker)

    def is_said(self, expression: str, condition: Condition) -> bool:
        """Whether reading the XPath again gives the very same condition."""
        try:
            return Meaning(self._names).condition(expression) == condition.root
        except ExpressionError:
            return False

    def formula(self, formula: str, asker: str) -> str:
        """The XPath of a formula; raises UnsaidError."""
        return self._reckoned(ast.parse(formula.strip(), mode="eval").body, asker)

    def limit(self, limit: Limit, question: BaseQuestion) -> Iterator[str]:
        """What must hold of the answer; raises UnsaidError."""
        for name, bound in limit.bounds.items():
            if name not in MUST:
                raise UnsaidError("a change since the earlier round")
            yield f". {MUST[name]} {self._bound(question, bound, question.id)}"

    def _all(self, lines: Mapping[str, Any], asker: str) -> str:
        return " and ".join(self._line(key, wanted, asker, alone=len(lines) == 1) for key, wanted in lines.items())

    def _line(self, key: str, wanted: Any, asker: str, *, alone: bool = False) -> str:
        if key in ("any", "all"):
            sides = [self._all(branch, asker) for branch in wanted]
            joined = f" {'or' if key == 'any' else 'and'} ".join(
                f"({side})" if " and " in side or " or " in side else side for side in sides
            )
            return joined if alone or len(sides) == 1 else f"({joined})"
        if key == "not":
            return f"not({self._all(wanted, asker)})"
        question, reference = self._asked(key, asker)
        if isinstance(wanted, Mapping):
            return " and ".join(self._compared(question, reference, *each, asker) for each in wanted.items())
        codes = [str(code) for code in wanted] if isinstance(wanted, list | tuple) else [str(wanted)]
        said = " or ".join(self._is(question, reference, code) for code in codes)
        return said if alone or len(codes) == 1 else f"({said})"

    def _asked(self, variable: str, asker: str) -> tuple[Any, str]:
        questionnaire = self.questionnaire
        question_id = variable.partition(".")[0]
        if question_id in ("round", "earlier") or not questionnaire.has(variable):
            raise UnsaidError(f"'{variable}', which only Medvirk knows")
        page = questionnaire.page_of(question_id)
        if page.for_each is not None and page is not questionnaire.page_of(asker):
            raise UnsaidError(f"'{variable}', which is asked once for each '{page.for_each}'")
        question = questionnaire.question(question_id)
        if not isinstance(question, _REACHED) and "missing" in type(question).model_fields:
            raise UnsaidError(f"the answer to '{variable}', of type '{question.type}'")
        if question.type in ("own_list", "supplied_list", "ranking", "time"):
            raise UnsaidError(f"the answer to '{variable}', of type '{question.type}'")
        return question, f"${{{variable}}}"

    def _is(self, question: Any, reference: str, code: str) -> str:
        if isinstance(question, MultipleChoice):
            return f"selected({reference}, '{code}')"
        if isinstance(question, Consent):
            return f"{reference} = 'OK'"
        if isinstance(question, Choice | Grade | Grid | Rating):
            return f"{reference} = '{code}'"
        raise UnsaidError(f"the code '{code}', which no number has in a form")

    def _compared(self, question: Any, reference: str, name: str, bound: Any, asker: str) -> str:
        if name == "answered":
            return f"{reference} {'!=' if bound else '='} ''"
        if name not in SIGNS:
            raise UnsaidError("a change since the earlier round")
        left = f"count-selected({reference})" if isinstance(question, MultipleChoice) else reference
        return f"{left} {SIGNS[name]} {self._bound(question, bound, asker)}"

    def _bound(self, question: Any, bound: Any, asker: str) -> str:
        if not isinstance(bound, str):
            return _number(bound)
        if MOMENT.fullmatch(bound):
            if ":" in bound:
                raise UnsaidError("a time of day to compare with")
            return f"date('{bound if len(bound) > 7 else f'{bound}-01'}')"
        if isinstance(question, Date | Month) and bound.isidentifier():
            return self._asked(bound, asker)[1]
        return self.formula(bound, asker)

    def _reckoned(self, node: ast.AST, asker: str) -> str:
        match node:
            case ast.Constant(value=int() | float() as value):
                return _number(value)
            case ast.UnaryOp(operand=operand):
                return f"-{self._reckoned(operand, asker)}"
            case ast.BinOp(left=left, op=op, right=right):
                sides = (self._side(left, op, asker), self._side(right, op, asker, right=True))
                return f"{sides[0]} {_WORDS[type(op)]} {sides[1]}"
            case ast.Call(func=ast.Name(id=name), args=args):
                return self._called(name, [each for arg in args for each in self._parts(arg, asker)])
        return next(self._parts(node, asker, whole=True))

    def _side(self, node: ast.AST, op: ast.operator, asker: str, *, right: bool = False) -> str:
        """One side of a sign, in brackets where it binds less."""
        said = self._reckoned(node, asker)
        if not isinstance(node, ast.BinOp):
            return said
        inner, outer = _STRENGTH[type(node.op)], _STRENGTH[type(op)]
        return f"({said})" if inner < outer or (right and inner == outer) else said

    def _parts(self, node: ast.AST, asker: str, *, whole: bool = False) -> Iterator[str]:
        """The answers that a name stands for: its rows, if it has any."""
        match node:
            case ast.Name(id=variable):
                question, reference = self._asked(variable, asker)
                if isinstance(question, MultipleChoice) or (whole and isinstance(question, Grid | NumberGrid)):
                    raise UnsaidError(f"'{variable}', which has several answers")
                if isinstance(question, Grid | NumberGrid):
                    yield from (f"${{{variable}.{row.code}}}" for row in question.rows)
                else:
                    yield reference
            case ast.Attribute(value=ast.Name(id=variable), attr=part):
                yield self._asked(f"{variable}.{part}", asker)[1]
            case _:
                yield self._reckoned(node, asker)

    def _called(self, name: str, parts: list[str]) -> str:
        total = " + ".join(f"coalesce({part}, 0)" for part in parts)
        count = " + ".join(f"if({part} != '', 1, 0)" for part in parts)
        said = {"sum": f"({total})", "count": f"({count})", "mean": f"(({total}) div ({count}))"}
        return said.get(name, f"{name}({', '.join(parts)})")


_REACHED = (Choice, MultipleChoice, Grade, Grid, Rating, NumberGrid, Year, Date, Month, _Numeric, Calculated)
_WORDS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "div"}
_STRENGTH: dict[type[ast.operator], int] = {ast.Add: 1, ast.Sub: 1, ast.Mult: 2, ast.Div: 2}


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(value)


def _known(questionnaire: Questionnaire) -> Iterator[Known]:
    """Every variable as somebody who reads the form again knows it."""
    for question in questionnaire.questions():
        options = (*getattr(question, "all_choices", ()), *missing_of(question))
        codes = {option.code: option.code for option in options}
        if isinstance(question, Grid | NumberGrid):
            kind = "grade" if isinstance(question, Grid) else "number"
            yield from (Known(f"{question.id}.{row.code}", kind) for row in question.rows)
        yield Known(question.id, question.type, {} if isinstance(question, Rating | Grade) else codes)
