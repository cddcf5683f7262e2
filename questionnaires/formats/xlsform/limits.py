"""A `constraint` -> what the language can say of one answer: bounds, limits, how many, what stands alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from questionnaires.formats.xlsform.expressions import (
    Call,
    Expression,
    ExpressionError,
    Itself,
    Number,
    Pair,
    Words,
    conjuncts,
    parsed,
)
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
    round_date: dict[str, str] = field(default_factory=dict)
    unsaid: list[str] = field(default_factory=list)


def limits_of(meaning: Meaning, text: str) -> Limits:
    """The parts of a `constraint`, each as what carries it best; raises ExpressionError."""
    limits = Limits()
    parts = conjuncts(parsed(text))
    lost: list[str] = []
    for part in parts:
        try:
            if not _plain_limit(meaning, part, limits):
                lines = negated(meaning.lines(part))
                limits.rest = either(limits.rest, lines) if limits.rest else lines
        except ExpressionError as error:
            lost.append(str(error))
    if len(lost) == len(parts):
        raise ExpressionError(lost[0])
    limits.unsaid += [f"not all of this is checked, since {why}" for why in lost]
    return limits


def _plain_limit(meaning: Meaning, node: Expression, limits: Limits) -> bool:
    """Whether the part could be written down as a limit."""
    match node:
        case Pair(sign, left, Itself()) if sign in TURNED:
            return _plain_limit(meaning, Pair(TURNED[sign], Itself(), left), limits)
        case Pair(sign, Call("string-length" | "count-selected" as what, (Itself(),)), Number(int(value))):
            return _how_many(sign, what, value, limits)
        case Pair("<" | "<=" | ">" | ">=" as sign, Itself(), Call("today" | "now", ())):
            return _by_today(meaning, sign, limits)
        case Pair("<=" | ">=" as sign, Itself(), Number(value)) if meaning.known(Itself()).kind in NUMERIC:
            return _bounded(sign, value, limits)
        case Pair(sign, Itself(), bound) if sign in NEGATED:
            return _refused(meaning, sign, bound, limits)
    codes = _alone(node)
    limits.exclusive += codes
    return bool(codes)


def _bounded(sign: str, value: float, limits: Limits) -> bool:
    side = "low" if sign == ">=" else "high"
    free = getattr(limits, side) is None
    if free:
        setattr(limits, side, value)
    return free


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


def _by_today(meaning: Meaning, sign: str, limits: Limits) -> bool:
    """No later, or no earlier, than the day on which it is answered."""
    if meaning.known(Itself()).kind not in ("date", "month"):
        return False
    limits.round_date["to" if sign[0] == "<" else "from"] = "round"
    limits.unsaid.append("it is held against the date of the round, which is allowed itself, not the day of answering")
    return True


def _alone(node: Expression) -> list[str]:
    """The choices that a constraint lets stand only by themselves, in the ways that forms say it; else none."""
    match node:
        case Call("not", (Pair("and", one, other),)):
            return _chosen(one) if _counts(other, _SEVERAL) else _chosen(other) if _counts(one, _SEVERAL) else []
        case Pair("or", Call("not", (chosen,)), one) if _counts(one, _ONE):
            return _chosen(chosen)
        case Pair("or", one, Call("not", (chosen,))) if _counts(one, _ONE):
            return _chosen(chosen)
        case Call("if", (chosen, one, Call("true", ()))) if _counts(one, _ONE):
            return _chosen(chosen)
    return []


def _chosen(node: Expression) -> list[str]:
    """The codes of `selected(., 'a') or selected(., 'b')`."""
    match node:
        case Call("selected", (Itself(), Words(code))):
            return [code]
        case Pair("or", left, right) if _chosen(left) and _chosen(right):
            return [*_chosen(left), *_chosen(right)]
    return []


_SEVERAL = ((">", 1), (">=", 2), ("!=", 1))
_ONE = (("=", 1), ("<", 2), ("<=", 1))


def _counts(node: Expression, ways: tuple[tuple[str, int], ...]) -> bool:
    """Whether it holds for so many chosen, as in `count-selected(.) > 1`."""
    match node:
        case Pair(sign, Call("count-selected", (Itself(),)), Number(number)):
            return (sign, number) in ways
    return False
