"""When something holds: `show_when` of pages, questions and choices, `when` of checks. The one evaluator."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import ConfigDict, RootModel

from questionnaires import formulas
from questionnaires.formulas import AnswerTo, number_in

Path = tuple[str | int, ...]

MOMENT = re.compile(r"\d{4}-\d\d(-\d\d)?|\d\d:\d\d")
"""A date, month or time of day, which compare as they are written."""


class Condition(RootModel[dict[str, Any]]):
    """`{B1: yes}`, `{B1: [own, part]}`, `{age: {at_least: 67}}`; several lines all hold; `any`, `all` and `not` nest.

    A line asks for the answer to a question (`B1`), to a row or item (`E1.frisklivssentral`), for the `role`, the
    number of the `round`, or an answer of the `earlier` round (`earlier.B1`). A bound is a number, a date, or a
    formula on other answers. A list compares by how many it holds.
    """

    model_config = ConfigDict(frozen=True)

    def __hash__(self) -> int:
        return hash(repr(self.root))


def holds(condition: Condition | None, answer_to: AnswerTo) -> bool:
    """Whether the condition holds; `answer_to` gives the answer to a variable that is shown, else None."""
    return condition is None or _all_hold(condition.root, answer_to)


def _all_hold(lines: Mapping[str, Any], answer_to: AnswerTo) -> bool:
    # A plain loop: this runs for every link in a chain of conditions.
    for key, wanted in lines.items():  # noqa: SIM110
        if not _holds(key, wanted, answer_to):
            return False
    return True


def _holds(key: str, wanted: Any, answer_to: AnswerTo) -> bool:
    if key == "any":
        return any(_all_hold(branch, answer_to) for branch in wanted)
    if key == "all":
        return all(_all_hold(branch, answer_to) for branch in wanted)
    if key == "not":
        return not _all_hold(wanted, answer_to)
    answer = answer_to(key)
    if isinstance(wanted, dict):
        return all(compares(answer, name, bound, answer_to, key) for name, bound in wanted.items())
    given = () if answer is None else answer if isinstance(answer, list | tuple) else (answer,)
    codes = [str(code) for code in wanted] if isinstance(wanted, list | tuple) else [str(wanted)]
    return any(str(code) in codes for code in given)


Compare = Callable[[Any, Any], bool]

COMPARISONS: dict[str, Compare] = {
    "at_least": lambda answer, bound: answer >= bound,
    "at_most": lambda answer, bound: answer <= bound,
    "more_than": lambda answer, bound: answer > bound,
    "less_than": lambda answer, bound: answer < bound,
    "equals": lambda answer, bound: answer == bound,
}
"""How a number, a date or the length of a list is compared with a bound."""

OTHER_COMPARISONS = ("answered", "change_over")
"""`answered: true` or `false`; `change_over: 5` is more than five up or down since the earlier round."""


def compares(answer: object, name: str, bound: Any, answer_to: AnswerTo, variable: str) -> bool:
    """Whether one comparison of an answer holds; nothing but `answered: false` holds for what is not answered."""
    if name == "answered":
        return (answer not in (None, [], "", {})) is bool(bound)
    if name == "change_over":
        before, now = number_in(answer_to(f"earlier.{variable}")), number_in(answer)
        return before is not None and now is not None and abs(now - before) > bound
    limit = bound_in(bound, answer_to)
    given: object = _moment(answer) if isinstance(limit, str) else number_in(answer)
    return given is not None and limit is not None and COMPARISONS[name](given, limit)


def bound_in(bound: object, answer_to: AnswerTo) -> float | str | None:
    """What a bound comes to: a number, or a date, month or time as it is written; None when it hangs on no answer."""
    if not isinstance(bound, str):
        return number_in(bound)
    if MOMENT.fullmatch(bound):
        return bound
    if bound.isidentifier():
        answer = answer_to(bound)
        return _moment(answer) or number_in(answer)
    return formulas.worked_out(bound, answer_to)


def _moment(answer: object) -> str | None:
    """The answer, if it is a date, month or time; a missing code is none."""
    return answer if isinstance(answer, str) and MOMENT.fullmatch(answer) else None


def variables(lines: Mapping[str, Any], path: Path = ()) -> Iterator[tuple[Path, str, Any]]:
    """Every line of the condition: where it stands, the variable it asks for, and what it wants."""
    for key, wanted in lines.items():
        if key in ("any", "all") and isinstance(wanted, list):
            for place, branch in enumerate(wanted):
                if isinstance(branch, Mapping):
                    yield from variables(branch, (*path, key, place))
        elif key == "not" and isinstance(wanted, Mapping):
            yield from variables(wanted, (*path, "not"))
        else:
            yield (*path, key), key, wanted


def asks_for(condition: Condition | None) -> Iterator[str]:
    """Every variable that a condition hangs on, those in its bounds too; a formula that cannot be read has none."""
    for _path, variable, wanted in variables(condition.root) if condition else ():
        yield variable
        if isinstance(wanted, Mapping):
            for name, bound in wanted.items():
                yield from bound_variables(bound)
                if name == "change_over":
                    yield f"earlier.{variable}"


def bound_variables(bound: object) -> tuple[str, ...]:
    """The variables that a bound speaks of."""
    if not isinstance(bound, str) or MOMENT.fullmatch(bound):
        return ()
    try:
        return formulas.names(bound)
    except formulas.FormulaError:
        return ()
