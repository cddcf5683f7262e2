"""When a page or a question is shown: `show_when`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import ConfigDict, RootModel

COMPARISONS = ("at_least", "at_most", "answered")


class Condition(RootModel[dict[str, Any]]):
    """`{B1: yes}`, `{B1: [own, part]}`, `{age: {at_least: 67}}`; several lines all hold; `any` and `not` nest."""

    model_config = ConfigDict(frozen=True)

    def __hash__(self) -> int:
        return hash(repr(self.root))


def holds(condition: Condition | None, answer_to: Callable[[str], object]) -> bool:
    """Whether the condition holds; `answer_to` gives the answer to a variable that is shown, else None."""
    return condition is None or _all_hold(condition.root, answer_to)


def _all_hold(lines: Mapping[str, Any], answer_to: Callable[[str], object]) -> bool:
    for key, wanted in lines.items():
        if key == "any":
            held = any(_all_hold(branch, answer_to) for branch in wanted)
        elif key == "not":
            held = not _all_hold(wanted, answer_to)
        else:
            held = _line_holds(answer_to(key), wanted)
        if not held:
            return False
    return True


def _line_holds(answer: object, wanted: Any) -> bool:
    if isinstance(wanted, Mapping):
        return all(_compares(answer, name, bound) for name, bound in wanted.items())
    codes = {str(code) for code in wanted} if isinstance(wanted, list | tuple) else {str(wanted)}
    given = answer if isinstance(answer, list | tuple) else [answer]
    return any(str(code) in codes for code in given if code is not None)


def _compares(answer: object, name: str, bound: Any) -> bool:
    if name == "answered":
        return (answer not in (None, [], "")) is bool(bound)
    number, limit = _as_number(answer), _as_number(bound)
    if number is None or limit is None:
        return False
    return number >= limit if name == "at_least" else number <= limit


def _as_number(answer: object) -> float | None:
    """A number answered, or the number that a scale's code is; a missing code is no number."""
    if isinstance(answer, int | float) and not isinstance(answer, bool):
        return float(answer)
    if isinstance(answer, str):
        try:
            return float(answer)
        except ValueError:
            return None
    return None


Path = tuple[str | int, ...]


def variables(lines: Mapping[str, Any], path: Path = ()) -> Iterator[tuple[Path, str, Any]]:
    """Every line of the condition: where it stands, the variable it asks for, and what it wants."""
    for key, wanted in lines.items():
        if key == "any" and isinstance(wanted, list):
            for place, branch in enumerate(wanted):
                if isinstance(branch, Mapping):
                    yield from variables(branch, (*path, "any", place))
        elif key == "not" and isinstance(wanted, Mapping):
            yield from variables(wanted, (*path, "not"))
        else:
            yield (*path, key), key, wanted
