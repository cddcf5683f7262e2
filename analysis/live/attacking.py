"""The attacker of a round that is told of in steps: everything told of a question so far, put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING

from analysis.disclosure.auditing import ImpossibleStatementsError, UnfinishedAuditError, audit
from analysis.disclosure.statements import Secret, Statement, Weights
from analysis.disclosure.suppression import SMALLEST_SHOWN, is_small
from analysis.live.crossing import states_of
from questionnaires.codebook import Variable

if TYPE_CHECKING:
    from analysis.live.telling import Step

ALL = "*"
"""The group of everybody."""

Spot = tuple[int, int, int, int]
"""A part of the question, the step in which somebody came, the group, the answer."""


@dataclass(frozen=True, slots=True)
class _Sum:
    """Some of the finest counts: of a part, of those who came in `steps`, in `groups`, with one answer."""

    part: int
    steps: range
    groups: range
    state: int


class _Attack:
    """The finest counts (*atoms*) of a question: who came in which step, of which group, and answered what."""

    def __init__(self, steps: Sequence[Step], variables: Sequence[Variable], groups: Sequence[str]) -> None:
        self.steps, self.variables, self.groups = steps, variables, groups
        self.states = [states_of(each) for each in variables]
        spots = [
            (part, *rest)
            for part, states in enumerate(self.states)
            for rest in product(range(len(steps)), range(len(groups)), range(len(states)))
        ]
        self.place: dict[Spot, int] = {(a, b, c, d): at for at, (a, b, c, d) in enumerate(spots)}

    def weights(self, some: _Sum) -> Weights:
        return tuple((self.place[some.part, *spot, some.state], 1.0) for spot in product(some.steps, some.groups))

    def group(self, name: str) -> range:
        """Where a group stands; everybody is all the groups."""
        if name not in self.groups:
            return range(len(self.groups))
        return range(self.groups.index(name), self.groups.index(name) + 1)

    def statements(self) -> Iterator[Statement]:
        """All that was told: how many there were, each count that was shown, and what the parts have in common."""
        for at, step in enumerate(self.steps):
            until = range(at + 1)
            sizes = [(name, size) for name, size in step.groups.items() if name in self.groups]
            for name, size in ((ALL, step.respondents), *sizes):
                everybody = self.group(name)
                for part, states in enumerate(self.states):
                    sums = [self.weights(_Sum(part, until, everybody, state)) for state in range(len(states))]
                    yield Statement("size", tuple(each for one in sums for each in one), size, size)
            for part, variable in enumerate(self.variables):
                for name, cells in step.cells.get(variable.name, {}).items():
                    for state, count in enumerate(cells):
                        if count is not None:
                            some = _Sum(part, until, self.group(name), state)
                            yield Statement("count", self.weights(some), count, count)
        for (one, states), (other, _) in pairwise(enumerate(self.states)):
            beside = range(len(self.variables[one].codes), len(states))
            for at, group, state in product(range(len(self.steps)), range(len(self.groups)), beside):
                same = ((self.place[one, at, group, state], 1.0), (self.place[other, at, group, state], -1.0))
                yield Statement("alike", same, 0.0, 0.0)

    def sums(self) -> Iterator[tuple[range, range]]:
        """Those who came in any one step, or until any step; in any one group, and in all."""
        last = len(self.steps)
        spans = dict.fromkeys([*(range(at + 1) for at in range(last)), *(range(at, at + 1) for at in range(last))])
        whose = [range(at, at + 1) for at in range(len(self.groups))]
        whose += [range(len(self.groups))] if len(self.groups) > 1 else []
        yield from product(spans, whose)

    def together(self, span: range, groups: range) -> Weights:
        """All of these, whatever they answered."""
        return tuple(
            each for state in range(len(self.states[0])) for each in self.weights(_Sum(0, span, groups, state))
        )

    def shown(self, some: _Sum) -> int | None:
        """The count as it was told, or as two told ones differ; None where they were not both."""
        name = self.groups[some.groups.start] if len(some.groups) == 1 and len(self.groups) > 1 else ALL
        ends = [some.steps.stop - 1, *([some.steps.start - 1] if some.steps.start else [])]
        found = []
        for at in ends:
            cells = self.steps[at].cells.get(self.variables[some.part].name, {}).get(name)
            if cells is None or (count := cells[some.state]) is None:
                return None
            found.append(count)
        return found[0] - sum(found[1:])


def tells_of_nobody(steps: Sequence[Step], variables: Sequence[Variable], groups: Sequence[str]) -> bool:
    """Whether no small count of these variables, which are one question's, can be told from all steps together.

    The attacker need not know which counts are small, nor do we know those of earlier steps, so each count must be
    none for sure, enough to be shown for sure, or possibly either; of fewer than would be shown, possibly all.
    """
    attack = _Attack(steps, variables, groups)
    sums = [
        _Sum(part, span, whose, state)
        for part, states in enumerate(attack.states)
        for span, whose in attack.sums()
        for state in range(len(states))
    ]
    told = [attack.shown(each) for each in sums]
    if any(each is not None and is_small(abs(each)) for each in told):
        return False
    told_so_far = list(attack.statements())
    sizes = [Secret("", attack.together(*each), 0.0, float(SMALLEST_SHOWN)) for each in attack.sums()]
    try:
        most = {
            each: found.high
            for each, found in zip(attack.sums(), audit(len(attack.place), told_so_far, sizes).findings, strict=True)
        }
        secrets = [
            Secret("", attack.weights(each), 0.0, min(most[each.steps, each.groups] or 0.0, SMALLEST_SHOWN))
            for each, count in zip(sums, told, strict=True)
            if count is None
        ]
        found = audit(len(attack.place), told_so_far, secrets).findings
    except (ImpossibleStatementsError, UnfinishedAuditError):
        return False
    return all(each.safe or each.low >= SMALLEST_SHOWN or each.high == 0 for each in found)
