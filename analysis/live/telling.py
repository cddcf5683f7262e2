"""What may be told of a round that still takes answers, beside all that was told of it before.

Whoever keeps two pages can subtract them, and learn how those answered who came between. So a round is told of in
*steps*, and what is new in a step is attacked together with all earlier ones before it is told: no count of 1-4 among
those who came in one step, in a group or in all may be known closer than that it is none or enough to be shown. Where
that fails, the question keeps the numbers that it had.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from pydantic import TypeAdapter

from analysis.disclosure.dimensions import Dimension, Group, flat
from analysis.disclosure.protecting import protect_table
from analysis.disclosure.secondary import CannotProtectError
from analysis.disclosure.suppression import SMALLEST_SHOWN, is_small
from analysis.live.attacking import ALL, tells_of_nobody
from analysis.live.crossing import Crossing, states_of, told_of
from analysis.reducing.sql import NOTHING
from questionnaires.codebook import Codebook, Variable

FIRST = 20
"""So many must have answered before anything is told."""

Cells = Mapping[str, tuple[int | None, ...]]
"""Group -> how many gave each answer (`crossing.states_of`), None where it is hidden."""


@dataclass(frozen=True, slots=True)
class Step:
    """What was told at once: when so many had answered, of groups of so many, how each variable was answered.

    A variable or group that is not there kept what an earlier step told.
    """

    respondents: int
    groups: Mapping[str, int]
    cells: Mapping[str, Cells]


def next_at(before: Sequence[Step]) -> int:
    """How many must have answered for the next step: twice as many as were told of last."""
    return 2 * before[-1].respondents if before else FIRST


def is_due(respondents: int, before: Sequence[Step]) -> bool:
    """Whether so many have answered."""
    return respondents >= next_at(before)


def next_step(crossing: Crossing, codebook: Codebook, by: Variable | None, before: Sequence[Step]) -> Step:
    """What may be told now; nothing in it can be combined with `before` to tell of single persons."""
    groups = _groups(crossing, by, before)
    cells: dict[str, Cells] = {}
    for _, parts in groupby(told_of(codebook), key=lambda each: each.question):
        variables = tuple(parts)
        # The groups of the question that makes them are its own answers.
        own = by in variables
        for some in _attempts({} if own else groups):
            step = Step(crossing.respondents, groups, _told(crossing, variables, some, before))
            apart = (NOTHING,) if own else crossing.groups
            if step.cells and tells_of_nobody([*before, step], variables, apart):
                cells |= step.cells
                break
    return Step(crossing.respondents, groups, cells)


def told_last(name: str, group: str, steps: Sequence[Step]) -> tuple[Step, tuple[int | None, ...]] | None:
    """The last step that told how a group answered a variable, and what it told; None when none has."""
    for step in reversed(steps):
        if group in step.cells.get(name, {}):
            return step, step.cells[name][group]
    return None


def step_to_json(step: Step) -> str:
    """The step as JSON with the names of its fields."""
    return _ADAPTER.dump_json(step).decode()


def step_from_json(text: str | bytes) -> Step:
    """A step read back; raises pydantic's ValidationError when it is none."""
    return _ADAPTER.validate_json(text)


_ADAPTER = TypeAdapter(Step)


def _attempts(groups: Mapping[str, int]) -> Iterator[Mapping[str, int]]:
    """By group if that can be, else of all alone."""
    if groups:
        yield groups
    yield {}


def _groups(crossing: Crossing, by: Variable | None, before: Sequence[Step]) -> dict[str, int]:
    """The groups that may be told of, and how many are in each; none where that would tell who came since."""
    if by is None:
        return {}
    margin = Crossing((NOTHING,), crossing.sizes.sum(keepdims=True), {by.name: crossing.sizes.reshape(-1, 1)})
    step = Step(crossing.respondents, {}, _told(margin, (by,), {}, before))
    if not step.cells or not tells_of_nobody([*before, step], (by,), (NOTHING,)):
        return {}
    told = zip(crossing.groups[: len(by.codes)], step.cells[by.name][ALL], strict=False)
    return {group: size for group, size in told if size is not None and size >= SMALLEST_SHOWN}


def _told(
    crossing: Crossing, variables: Sequence[Variable], groups: Mapping[str, int], before: Sequence[Step]
) -> dict[str, Cells]:
    """How these variables were answered, with small counts hidden; nothing where that cannot be done."""
    try:
        return {each.name: _cells(crossing, each, groups, before) for each in variables}
    except CannotProtectError:
        return {}


def _cells(crossing: Crossing, variable: Variable, groups: Mapping[str, int], before: Sequence[Step]) -> Cells:
    states = states_of(variable)
    apart = tuple(each for each in crossing.groups if each not in groups)
    whose = Dimension("gruppe", crossing.groups, (Group(ALL, crossing.groups),), apart)
    table = protect_table(crossing.counts[variable.name], [flat("svar", states, ALL), whose], known="svar")
    value = {cell.codes: cell.value for cell in table.cells}
    found = {}
    for group in (ALL, *groups):
        cells = [value[state, group] for state in states]
        earlier = told_last(variable.name, group, before)
        told = tuple(None if each is None else int(each) for each in cells)
        found[group] = told if earlier is None else _without_few_new(told, earlier[1])
    return found


def _without_few_new(now: Sequence[int | None], earlier: Sequence[int | None]) -> tuple[int | None, ...]:
    """Without the counts that few were added to since they were told, and another where only one would be hidden."""
    shown = {
        at: count
        for at, (count, was) in enumerate(zip(now, earlier, strict=True))
        if count is not None and not (was is not None and is_small(abs(count - was)))
    }
    if len(shown) == len(now) - 1:
        shown.pop(min((at for at in shown if shown[at]), key=lambda at: shown[at], default=min(shown)))
    return tuple(shown.get(at) for at in range(len(now)))
