"""Trees of SurveyJS expressions as our conditions and formulas, where those can say the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from questionnaires import formulas
from questionnaires.conditions import MOMENT
from questionnaires.formats.surveyjs.expressions import Call, Constant, Name, Several, Tree, UntranslatableError

Lines = dict[str, Any]
Kind = Literal["code", "codes", "points", "number", "moment", "text", "other"]


@dataclass(frozen=True, slots=True)
class Known:
    """An earlier answer: what we call it, what it may be, and the code that each value of SurveyJS became."""

    variable: str
    kind: Kind
    codes: dict[str, str] = field(default_factory=dict)
    question: str = ""
    offers: tuple[dict[str, Any], ...] = ()


Lookup = Callable[[str], Known]

COMPARED = {
    "greater": "more_than",
    "greaterorequal": "at_least",
    "less": "less_than",
    "lessorequal": "at_most",
}
TURNED = {"greater": "less", "less": "greater", "greaterorequal": "lessorequal", "lessorequal": "greaterorequal"}


def key_of(value: object) -> str:
    """A value as SurveyJS compares it: 1 and '1' are the same, and so are true and 'true'."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def condition(tree: Tree, lookup: Lookup) -> Lines:
    """The tree as a condition; raises UntranslatableError."""
    if isinstance(tree, Name):
        known = lookup(tree.name)
        if known.codes.get("true") == "yes":
            return {known.variable: "yes"}
        raise UntranslatableError(f"'{{{tree.name}}}' by itself is no question of yes or no")
    if not isinstance(tree, Call):
        raise UntranslatableError("it asks for no answer")
    if tree.name in ("or", "and"):
        return {"any" if tree.name == "or" else "all": [condition(each, lookup) for each in tree.of]}
    if tree.name == "not":
        return {"not": condition(tree.of[0], lookup)}
    if tree.name in ("empty", "notempty"):
        return _answered(tree.of[0], lookup, there=tree.name == "notempty")
    if tree.name in COMPARED or tree.name in ("equal", "notequal"):
        return _compared(tree.name, tree.of[0], tree.of[1], lookup)
    if tree.name in ("contains", "notcontains", "anyof", "allof", "noneof"):
        return _held(tree.name, tree.of[0], tree.of[1], lookup)
    raise UntranslatableError(f"'{tree.name[:40]}' is no function of ours")


def _named(tree: Tree, lookup: Lookup) -> Known:
    if not isinstance(tree, Name):
        raise UntranslatableError("one side must be the answer to a question")
    return lookup(tree.name)


def _answered(tree: Tree, lookup: Lookup, *, there: bool) -> Lines:
    known = _named(tree, lookup)
    if known.kind == "other":
        raise UntranslatableError("the question has several answers")
    return {known.variable: {"answered": there}}


def _compared(name: str, left: Tree, right: Tree, lookup: Lookup) -> Lines:
    if not isinstance(left, Name) and isinstance(right, Name):
        left, right, name = right, left, TURNED.get(name, name)
    known = _named(left, lookup)
    if name == "notequal":
        return {"not": _compared("equal", left, right, lookup)}
    if name == "equal" and known.kind in ("code", "points") and isinstance(right, Constant):
        return {known.variable: _code(known, right)}
    if name == "equal" and known.kind == "codes":
        return _exactly(known, right)
    numbered = known.kind in ("number", "points", "moment") or (known.kind == "code" and _are_numbers(known))
    if not numbered or (known.kind == "code" and name == "equal"):
        raise UntranslatableError(f"the answer to '{known.variable}' cannot be compared so")
    return {known.variable: {COMPARED.get(name, "equals"): _bound(known, right, lookup)}}


def _are_numbers(known: Known) -> bool:
    return all(value == code and code.isdigit() for value, code in known.codes.items())


def _exactly(known: Known, right: Tree) -> Lines:
    """These choices and no others."""
    if not isinstance(right, Several) or not right.values:
        raise UntranslatableError("several choices are compared with a list of them")
    wanted = list(dict.fromkeys(_code(known, each) for each in right.values))
    return {"all": [*({known.variable: code} for code in wanted), {known.variable: {"equals": len(wanted)}}]}


def _code(known: Known, tree: Tree) -> str:
    if isinstance(tree, Constant) and key_of(tree.value) in known.codes:
        return known.codes[key_of(tree.value)]
    shown = key_of(tree.value) if isinstance(tree, Constant) else "that"
    raise UntranslatableError(f"'{known.variable}' has no choice '{shown[:40]}'")


def _bound(known: Known, tree: Tree, lookup: Lookup) -> float | str:
    if known.kind == "moment":
        if isinstance(tree, Constant) and isinstance(tree.value, str) and MOMENT.fullmatch(tree.value):
            return tree.value
        if isinstance(tree, Name) and lookup(tree.name).kind == "moment" and lookup(tree.name).variable.isidentifier():
            return lookup(tree.name).variable
        raise UntranslatableError("a date is compared with a date")
    if isinstance(tree, Constant):
        return _number(tree)
    return formula(tree, lookup)


def _number(tree: Constant) -> float | int:
    try:
        found = float(tree.value)
    except ValueError:
        raise UntranslatableError(f"'{str(tree.value)[:40]}' is no number") from None
    if isinstance(tree.value, bool) or not abs(found) <= 1e15:
        raise UntranslatableError("it is no number to compare with")
    return int(found) if found.is_integer() else found


def _held(name: str, left: Tree, right: Tree, lookup: Lookup) -> Lines:
    """Choices among those that were made."""
    if name in ("notcontains", "noneof"):
        return {"not": _held("allof" if name == "notcontains" else "anyof", left, right, lookup)}
    known = _named(left, lookup)
    if known.kind not in ("code", "codes", "points") or (known.kind != "codes" and name != "anyof"):
        raise UntranslatableError(f"the answer to '{known.variable}' is no list of choices")
    values = right.values if isinstance(right, Several) else (right,)
    codes = list(dict.fromkeys(_code(known, each) for each in values))
    if not codes:
        raise UntranslatableError("the list is empty")
    if name == "anyof" or len(codes) == 1:
        return {known.variable: codes if len(codes) > 1 else codes[0]}
    return {"all": [{known.variable: code} for code in codes]}


FUNCTIONS = {"sum": "sum", "avg": "mean", "min": "min", "max": "max"}


def formula(tree: Tree, lookup: Lookup) -> str:
    """The tree as a formula; raises UntranslatableError."""
    text = _formula(tree, lookup)
    try:
        if not formulas.names(text):
            raise UntranslatableError("it asks for no answer")
    except formulas.FormulaError as error:
        raise UntranslatableError(str(error)) from None
    return text


def _formula(tree: Tree, lookup: Lookup) -> str:
    if isinstance(tree, Constant):
        number = _number(tree)
        return f"{number:.10f}".rstrip("0") if isinstance(number, float) else str(number)
    if isinstance(tree, Name):
        known = lookup(tree.name)
        if known.kind not in ("number", "points"):
            raise UntranslatableError(f"the answer to '{known.variable}' is no number")
        return known.variable
    if isinstance(tree, Call) and tree.name in ("+", "-", "*", "/"):
        return f"({_formula(tree.of[0], lookup)} {tree.name} {_formula(tree.of[1], lookup)})"
    if isinstance(tree, Call) and tree.name.lower() in FUNCTIONS and tree.of:
        return f"{FUNCTIONS[tree.name.lower()]}({', '.join(_formula(each, lookup) for each in tree.of)})"
    name = tree.name if isinstance(tree, Call) else "a list"
    raise UntranslatableError(f"'{name[:40]}' is no arithmetic of ours")
