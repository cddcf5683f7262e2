"""The tree of an XPath expression -> a condition, a formula or limits of the language; or an ExpressionError."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from questionnaires.conditions import MOMENT
from questionnaires.formats.xlsform.expressions import (
    Call,
    Expression,
    ExpressionError,
    Itself,
    Minus,
    Name,
    Number,
    Pair,
    Words,
    conjuncts,
    parsed,
)

Lines = dict[str, Any]

COMPARISONS = {"<": "less_than", "<=": "at_most", ">": "more_than", ">=": "at_least", "=": "equals"}
TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
NEGATED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}

CODED = ("choice", "grade", "consent", "rating")
LISTED = ("choice", "grade")
SEVERAL = ("choices",)
NUMERIC = ("number", "count", "percentage", "currency", "calculated", "year")
DATED = ("date", "month", "time")


@dataclass(frozen=True, slots=True)
class Known:
    """A question that an expression may speak of: its variable, its type, and the form's codes -> our codes."""

    variable: str
    kind: str
    codes: Mapping[str, str] = field(default_factory=dict)


Names = Mapping[str, Known]
"""The form's name of a question -> what it is here."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the names in an expression stand for, `.` too."""

    names: Names
    itself: str = ""

    def condition(self, text: str) -> Lines:
        """`relevant` -> what `show_when` takes; {} for what always holds. Raises ExpressionError."""
        return self.lines(parsed(text))

    def most_of(self, text: str) -> tuple[Lines, list[str]]:
        """As `condition`, without those of several conditions that the language cannot say; and why it cannot."""
        lines: Lines = {}
        unsaid: list[str] = []
        parts = conjuncts(parsed(text))
        for part in parts:
            try:
                lines = both(lines, self.lines(part))
            except ExpressionError as error:
                unsaid.append(str(error))
        if len(unsaid) == len(parts):
            raise ExpressionError(unsaid[0])
        return lines, unsaid

    def rounded(self, text: str) -> tuple[str, int]:
        """A formula and how many decimals it is rounded to. Raises ExpressionError."""
        match parsed(text):
            case Call("round", (inner, Number(int(decimals)))) if 0 <= decimals <= 6:
                return self._formula(inner), decimals
            case Call("round", (inner,)):
                return self._formula(inner), 0
            case node:
                return self._formula(node), 6

    def known(self, node: Expression) -> Known:
        """The question that a name stands for."""
        name = self.itself if isinstance(node, Itself) else node.name if isinstance(node, Name) else ""
        if name not in self.names:
            raise ExpressionError(f"'{name}' is no question that was carried" if name else "this compares no answer")
        return self.names[name]

    def lines(self, node: Expression) -> Lines:
        """The condition that a tree is; raises ExpressionError."""
        found: Lines | None = None
        match node:
            case Pair("and", left, right):
                found = both(self.lines(left), self.lines(right))
            case Pair("or", left, right):
                found = either(self.lines(left), self.lines(right))
            case Call("not", (inner,)):
                found = negated(self.lines(inner))
            case Call("true", ()):
                found = {}
            case Call("if", (asked, then, otherwise)):
                lines = self.lines(asked)
                found = either(both(lines, self.lines(then)), both(negated(lines), self.lines(otherwise)))
            case Call("selected", (asked, Words(code))):
                found = self._is(asked, code)
            case Call("boolean", (inner,)):
                found = self.lines(inner)
            case Pair(sign, left, right) if sign in NEGATED:
                found = self._compared(sign, left, right)
        if found is None:
            raise ExpressionError(f"{_said(node)} is no condition of the language")
        return found

    def _compared(self, sign: str, left: Expression, right: Expression) -> Lines:
        if not _asks(left) and _asks(right):
            left, right, sign = right, left, TURNED[sign]
        if sign == "!=":
            return negated(self._compared("=", left, right))
        if isinstance(left, Call):
            return self._measured(sign, left, right)
        known = self.known(left)
        if isinstance(right, Words) and right.value == "" and sign == "=":
            return {known.variable: {"answered": False}}
        if sign == "=" and known.kind in (*CODED, *SEVERAL) and isinstance(right, Words | Number):
            one = self._is(left, str(right.value))
            return both(one, {known.variable: {"equals": 1}}) if known.kind in SEVERAL else one
        if known.kind in LISTED and isinstance(right, Name | Itself) and self.known(right).kind in LISTED:
            return self._same(sign, known, self.known(right))
        if known.kind in SEVERAL or known.kind not in (*CODED, *NUMERIC, *DATED):
            raise ExpressionError(f"the answer to '{known.variable}' is compared as words")
        return {known.variable: {COMPARISONS[sign]: self.bound(known, right)}}

    def _same(self, sign: str, one: Known, other: Known) -> Lines:
        """Two choices that are the same: each code that both have, or no answer to either."""
        if sign != "=":
            raise ExpressionError(f"the choices of '{one.variable}' and '{other.variable}' have no order")
        unanswered = {known.variable: {"answered": False} for known in (one, other)}
        shared = [code for code in one.codes if code in other.codes]
        return {"any": [*({one.variable: one.codes[c], other.variable: other.codes[c]} for c in shared), unanswered]}

    def _measured(self, sign: str, left: Call, right: Expression) -> Lines:
        """`count-selected(${a}) >= 2` and `string-length(${a}) > 0`."""
        match left, right:
            case Call("count-selected", (asked,)), _:
                known = self.known(asked)
                if known.kind not in SEVERAL:
                    raise ExpressionError(f"'{known.variable}' has one answer to count")
                return {known.variable: {COMPARISONS[sign]: self._number(right)}}
            case Call("string-length", (asked,)), Number(value) if (sign, value) in ((">", 0), (">=", 1)):
                return {self.known(asked).variable: {"answered": True}}
            case Call("string-length", (asked,)), Number(0) if sign == "=":
                return {self.known(asked).variable: {"answered": False}}
            case Call("int" | "number", (asked,)), _:
                return self._compared(sign, asked, right)
        raise ExpressionError(f"{_said(left)} is no condition of the language")

    def _is(self, asked: Expression, code: str) -> Lines:
        known = self.known(asked)
        if known.kind not in (*CODED, *SEVERAL):
            raise ExpressionError(f"'{known.variable}' has no codes to compare with")
        if known.kind == "consent":
            return {known.variable: "yes"}
        if known.codes and code not in known.codes:
            raise ExpressionError(f"'{known.variable}' has no choice '{code}'")
        return {known.variable: known.codes.get(code, code)}

    def bound(self, known: Known, node: Expression) -> Any:
        """What an answer is compared with: a number, a formula, or a moment."""
        if known.kind in DATED:
            match node:
                case Words(value) | Call("date" | "time", (Words(value),)) if MOMENT.fullmatch(value[:10]):
                    return value[: 7 if known.kind == "month" else 10]
                case Name() | Itself():
                    return self.known(node).variable
            raise ExpressionError(f"{_said(node)} is no day, month or time to compare with")
        return self._number(node)

    def _number(self, node: Expression) -> Any:
        if isinstance(node, Number):
            return node.value
        if isinstance(node, Words):
            try:
                return int(node.value) if node.value.lstrip("-").isdigit() else float(node.value)
            except ValueError:
                raise ExpressionError(f"'{node.value}' is no number") from None
        return self._formula(node)

    def _formula(self, node: Expression, binding: int = 0) -> str:
        text: str | None = None
        match node:
            case Number(value):
                text = str(value)
            case Name() | Itself():
                text = self._reckoned(node)
            case Minus(inner):
                text = f"-{self._formula(inner, 3)}"
            case Pair(sign, left, right) if sign in _RECKONED:
                word, strength = _RECKONED[sign]
                text = f"{self._formula(left, strength)} {word} {self._formula(right, strength + 1)}"
                text = f"({text})" if strength < binding else text
            case Call("number", (inner,)):
                text = self._formula(inner, binding)
            case Call("min" | "max" as name, args) if len(args) > 1:
                text = f"{name}({', '.join(self._formula(each) for each in args)})"
            case Call("count-selected", (asked,)):
                text = f"count({self.known(asked).variable})"
        if text is None:
            raise ExpressionError(f"{_said(node)} is no formula of the language")
        return text

    def _reckoned(self, node: Expression) -> str:
        known = self.known(node)
        if known.kind not in (*NUMERIC, *CODED) or known.kind == "consent":
            raise ExpressionError(f"'{known.variable}' is no number to reckon with")
        return known.variable


_RECKONED = {"+": ("+", 1), "-": ("-", 1), "*": ("*", 2), "div": ("/", 2)}


def both(first: Lines, second: Lines) -> Lines:
    """Two conditions that must both hold."""
    if not first or not second or first == second:
        return first or second
    shared = first.keys() & second.keys()
    if not shared:
        return first | second
    if all(_apart(first[key], second[key]) for key in shared):
        return first | second | {key: {**first[key], **second[key]} for key in shared}
    return {"all": [*_branches(first, "all"), *_branches(second, "all")]}


def _apart(first: Any, second: Any) -> bool:
    """Whether two comparisons of the same answer can stand in one line."""
    return isinstance(first, Mapping) and isinstance(second, Mapping) and not first.keys() & second.keys()


def either(first: Lines, second: Lines) -> Lines:
    """Two conditions of which one is enough; codes of the same question become one list."""
    if not first or not second:
        return {}
    merged = [*_branches(first, "any")]
    for branch in _branches(second, "any"):
        last = merged[-1]
        if len(branch) == len(last) == 1 and branch.keys() == last.keys() and _codes(branch) and _codes(last):
            merged[-1] = {key: list(dict.fromkeys([*_codes(last), *_codes(branch)])) for key in last}
        else:
            merged.append(branch)
    return merged[0] if len(merged) == 1 else {"any": merged}


def _codes(branch: Lines) -> list[str]:
    (key, wanted) = next(iter(branch.items()))
    if key in ("any", "all", "not") or isinstance(wanted, Mapping):
        return []
    return list(wanted) if isinstance(wanted, list) else [wanted]


def _branches(lines: Lines, word: str) -> list[Lines]:
    return list(lines[word]) if list(lines) == [word] else [lines]


def negated(lines: Lines) -> Lines:
    """The condition that holds when this one does not; raises ExpressionError for what always holds."""
    if not lines:
        raise ExpressionError("this never holds")
    if list(lines) == ["not"]:
        return dict(lines["not"])
    if len(lines) == 1:
        (key, wanted) = next(iter(lines.items()))
        if isinstance(wanted, Mapping) and list(wanted) == ["answered"]:
            return {key: {"answered": not wanted["answered"]}}
    return {"not": lines}


def _asks(node: Expression) -> bool:
    """Whether there is an answer in it to compare."""
    return isinstance(node, Name | Itself | Call)


def _said(node: Expression) -> str:
    match node:
        case Call(name, _):
            return f"{name}()"
        case Pair(sign, _, _):
            return f"'{sign}'"
        case Name(name):
            return f"'{name}' by itself"
    return "this"


PIPED = re.compile(r"\$\{\s*([^{}\s]{1,200})\s*\}")
"""Where the words of a form ask for an answer."""
