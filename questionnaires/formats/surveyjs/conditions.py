"""Trees of SurveyJS expressions as our conditions and formulas, where those can say the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from questionnaires import formulas
from questionnaires.conditions import COMPARISONS, MOMENT
from questionnaires.formats.surveyjs.expressions import Call, Constant, Name, Several, Tree, UntranslatableError

Lines = dict[str, Any]
Kind = Literal["code", "codes", "points", "number", "count", "moment", "text", "other"]


@dataclass(frozen=True, slots=True)
class Known:
    """An earlier answer: what we call it, what it may be, and the code that each value of SurveyJS became."""

    variable: str
    kind: Kind
    codes: dict[str, str] = field(default_factory=dict)
    question: str = ""
    offers: tuple[dict[str, Any], ...] = ()
    parts: tuple[str, ...] = ()
    """The variables that one answer of SurveyJS became, where it became several."""


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
    if known.parts:
        return answered(known.parts) if there else {"not": answered(known.parts)}
    if known.kind == "other":
        raise UntranslatableError("the question has several answers")
    return {known.variable: {"answered": there}}


def answered(variables: Sequence[str]) -> Lines:
    """That at least one of these is answered."""
    found: list[Lines] = [{each: {"answered": True}} for each in variables]
    return found[0] if len(found) == 1 else {"any": found}


def _compared(name: str, left: Tree, right: Tree, lookup: Lookup) -> Lines:
    if not isinstance(left, Name) and isinstance(right, Name):
        left, right, name = right, left, TURNED.get(name, name)
    known = _named(left, lookup)
    if name in ("equal", "notequal") and _is_nothing(right) and key_of(right.value) not in known.codes:  # type: ignore[union-attr]
        return _answered(left, lookup, there=name == "notequal")
    if name == "notequal":
        return {"not": _compared("equal", left, right, lookup)}
    if name == "equal" and known.kind in ("code", "points") and isinstance(right, Constant):
        return {known.variable: _any_of(_codes(known, right))}
    if name == "equal" and known.kind == "codes":
        return _exactly(known, right)
    numbered = known.kind in ("number", "count", "points", "moment") or (known.kind == "code" and _are_numbers(known))
    if not numbered or (known.kind == "code" and name == "equal"):
        raise UntranslatableError(f"the answer to '{known.variable}' cannot be compared so")
    found: Lines = {known.variable: {COMPARED.get(name, "equals"): _bound(known, right, lookup)}}
    if known.kind == "count" and isinstance(right, Constant) and _holds_for_none(name, _number(right)):
        found = {"any": [found, {known.variable: {"answered": False}}]}
    elif isinstance(right, Name) and name not in ("greater", "less"):
        # Nothing equals nothing in SurveyJS.
        found = {"any": [found, {"not": answered((known.variable, lookup(right.name).variable))}]}
    return found


def _holds_for_none(name: str, bound: float) -> bool:
    """Whether a number of choices may be 0, which is how many are made where nothing is answered."""
    if name == "equal":
        return bound == 0
    return COMPARISONS[COMPARED[name]](0, bound)


def _is_nothing(tree: Tree) -> bool:
    """Whether this is how SurveyJS writes that there is no answer."""
    return isinstance(tree, Constant) and tree.value in ("", "null", "undefined")


def _are_numbers(known: Known) -> bool:
    return all(value == code and code.isdigit() for value, code in known.codes.items())


def _exactly(known: Known, right: Tree) -> Lines:
    """These choices and no others."""
    if not isinstance(right, Several) or not right.values:
        raise UntranslatableError("several choices are compared with a list of them")
    wanted = [_codes(known, each) for each in right.values]
    if any(len(codes) > 1 for codes in wanted):
        raise UntranslatableError(f"'{known.variable}' has several choices alike")
    codes = list(dict.fromkeys(code for each in wanted for code in each))
    return {"all": [*({known.variable: code} for code in codes), {known.variable: {"equals": len(codes)}}]}


def _codes(known: Known, tree: Tree) -> list[str]:
    """The codes of the choices with this value; several, where SurveyJS tells no difference between them."""
    if isinstance(tree, Constant) and (found := _alike(known, tree)):
        return found
    shown = key_of(tree.value) if isinstance(tree, Constant) else "that"
    raise UntranslatableError(f"'{known.variable}' has no choice '{shown[:40]}'")


def _alike(known: Known, tree: Constant) -> list[str]:
    return list(dict.fromkeys(code for value, code in known.codes.items() if _are_same(value, tree.value)))


def _are_same(value: str, wanted: str | float | bool) -> bool:
    """Capitals and spaces around make no difference; nor do zeros before a number, where a number is asked for."""
    said = key_of(wanted).strip().lower()
    if value.strip().lower() == said:
        return True
    if not (_NUMBER.fullmatch(value) and _NUMBER.fullmatch(said)) or float(value) != float(said):
        return False
    return isinstance(wanted, float) or not value.startswith("0")


_NUMBER = re.compile(r"[-+]?\d{1,15}(\.\d{1,15})?")


def _any_of(codes: list[str]) -> str | list[str]:
    return codes if len(codes) > 1 else codes[0]


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
    if name == "anyof":  # what nobody can choose makes no difference beside what somebody can
        values = tuple(each for each in values if not isinstance(each, Constant) or _alike(known, each)) or values
    wanted = [_codes(known, each) for each in values]
    if not wanted:
        raise UntranslatableError("the list is empty")
    if name == "anyof" or len(wanted) == 1:
        return {known.variable: _any_of(list(dict.fromkeys(code for codes in wanted for code in codes)))}
    return {"all": [{known.variable: _any_of(codes)} for codes in wanted]}


FUNCTIONS = {"sum": "sum", "avg": "mean", "min": "min", "max": "max"}
ARITHMETIC = ("+", "-", "*", "/", *FUNCTIONS)


def calculates(tree: Tree) -> bool:
    """Whether there is arithmetic in the tree."""
    inner = tree.of if isinstance(tree, Call) else tree.values if isinstance(tree, Several) else ()
    return (isinstance(tree, Call) and tree.name.lower() in ARITHMETIC) or any(map(calculates, inner))


def with_value(tree: Tree, names: tuple[str, ...], value: str | float | bool) -> Tree:
    """The tree with a value in place of these names."""
    if isinstance(tree, Name):
        return Constant(value) if tree.name.lower() in names else tree
    if isinstance(tree, Call):
        return Call(tree.name, tuple(with_value(each, names, value) for each in tree.of))
    if isinstance(tree, Several):
        return Several(tuple(with_value(each, names, value) for each in tree.values))
    return tree


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
        if known.kind not in ("number", "count", "points"):
            raise UntranslatableError(f"the answer to '{known.variable}' is no number")
        return known.variable
    if isinstance(tree, Call) and tree.name in ("+", "-", "*", "/"):
        return f"({_formula(tree.of[0], lookup)} {tree.name} {_formula(tree.of[1], lookup)})"
    if isinstance(tree, Call) and tree.name.lower() in FUNCTIONS and tree.of:
        return f"{FUNCTIONS[tree.name.lower()]}({', '.join(_formula(each, lookup) for each in tree.of)})"
    name = tree.name if isinstance(tree, Call) else "a list"
    raise UntranslatableError(f"'{name[:40]}' is no arithmetic of ours")
