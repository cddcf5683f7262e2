"""A `constraint` -> what the language can say of one answer: bounds, limits, how many, what stands alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from questionnaires.formats.xlsform.expressions import Call, Expression, Itself, Number, Pair, Words, parsed
from questionnaires.formats.xlsform.meanings import (
    COMPARISONS,
    DATED,
    NEGATED,
    NUMERIC,
    TURNED,
    Lines,
    Meaning,
    either,
    negated,
)


@dataclass(slots=True)
class Limits:
    """What a constraint says of the one answer: bounds that hold it, and what it may not be."""

    low: int | float | str | None = None
    high: int | float | str | None = None
    at_least: int | None = None
    at_most: int | None = None
    refused: dict[str, Any] = field(default_factory=dict)
    exclusive: list[str] = field(default_factory=list)
    rest: Lines = field(default_factory=dict)


_SETTERS: dict[str, Callable[[Limits, Any], None]] = {
    ">=": lambda limits, bound: setattr(limits, "low", bound),
    "<=": lambda limits, bound: setattr(limits, "high", bound),
}


def limits_of(meaning: Meaning, text: str) -> Limits:
    """The parts of a `constraint`, each as what carries it best; raises ExpressionError."""
    limits = Limits()
    for part in _conjuncts(parsed(text)):
        if not _plain_limit(meaning, part, limits):
            lines = negated(meaning.lines(part))
            limits.rest = either(limits.rest, lines) if limits.rest else lines
    return limits


def _conjuncts(node: Expression) -> list[Expression]:
    if isinstance(node, Pair) and node.sign == "and":
        return [*_conjuncts(node.left), *_conjuncts(node.right)]
    return [node]


def _plain_limit(meaning: Meaning, node: Expression, limits: Limits) -> bool:
    """Whether the part could be written down as a limit."""
    match node:
        case Pair(sign, left, Itself()) if sign in TURNED:
            return _plain_limit(meaning, Pair(TURNED[sign], Itself(), left), limits)
        case Pair(sign, Call("string-length" | "count-selected" as what, (Itself(),)), Number(int(value))):
            return _how_many(sign, what, value, limits)
        case Call("not", (Pair("and", Call("selected", (Itself(), Words(code))), several),)) if _is_several(several):
            limits.exclusive.append(code)
            return True
        case Pair("<=" | ">=" as sign, Itself(), Number(value)) if meaning.known(Itself()).kind in NUMERIC:
            free = (limits.low if sign == ">=" else limits.high) is None
            if free:
                _SETTERS[sign](limits, value)
            return free
        case Pair(sign, Itself(), bound) if sign in NEGATED:
            return _refused(meaning, sign, bound, limits)
    return False


def _how_many(sign: str, what: str, value: int, limits: Limits) -> bool:
    """At most so many characters; at least or at most so many choices."""
    value += {"<": -1, ">": 1}.get(sign, 0)
    if value >= 1 and sign in ("<", "<=") and limits.at_most is None:
        limits.at_most = value
        return True
    if value >= 1 and sign in (">", ">=") and what == "count-selected" and limits.at_least is None:
        limits.at_least = value
        return True
    return False


def _refused(meaning: Meaning, sign: str, bound: Expression, limits: Limits) -> bool:
    known = meaning.known(Itself())
    if sign == "=" or known.kind not in (*NUMERIC, *DATED):
        return False
    name = COMPARISONS[NEGATED[sign]]
    value = meaning.bound(known, bound)
    if name in limits.refused:
        return False
    limits.refused[name] = value
    return True


def _is_several(node: Expression) -> bool:
    """`count-selected(.) > 1`."""
    match node:
        case Pair(">", Call("count-selected", (Itself(),)), Number(1)):
            return True
        case Pair(">=", Call("count-selected", (Itself(),)), Number(2)):
            return True
    return False
