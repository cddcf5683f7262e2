"""Which numbers must stay hidden so that no small count can be worked out from those that are shown.

Everything published of a question is a sum over *atoms*, the persons who answered in one particular way in both rounds.
Counts of 1-4 persons are hidden at once. For each of them we then look for a second set of atoms that has another count
in its place and shows the same numbers; where none does, the numbers in which the cheapest one differs are hidden too.
So whoever reads the rest cannot tell the two apart, even knowing all totals, the rules, and which counts were 1-4.
Two more sets have nobody in its place, and five: who does not know which counts were small cannot exclude either, as in
tables (`sensitive.Threshold`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.special import stdtrit

from analysis.reducing.differences import Integers

SMALLEST_SHOWN = 5
"""The smallest count of persons that is shown, but for 0."""

MOST_STEPS = 200
"""How far one search goes, in steps and not in seconds, so that every machine hides the same."""

FARTHEST = SMALLEST_SHOWN
"""By so many persons an atom may differ in another set: the search is for small exchanges, which are found fast."""

MOST_WHOLE = 100
"""With more atoms than this the search for whole persons could take minutes."""

MOST_SHOWN = 100
"""From more numbers than this the cheapest are all hidden first; to choose among them would take too long."""

CLOSE = 1e-6
"""Solutions are this near the whole persons they mean."""

Name = tuple[str | int, ...]
Floats = NDArray[np.float64]
Wanted = tuple[Integers, int]
Ends = tuple[float, float]
Line = tuple[Floats, float, float]
"""Weights over the atoms, and what their sum lies between."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A number to be published: `weights` over the atoms, divided by `n` and rounded when it is a mean.

    `cost` is how dear it is to hide. An `answer` tells what persons answered, so it is hidden when small; how many
    took part does not.
    """

    name: Name
    weights: Integers
    cost: float
    answer: bool = False
    n: int = 0
    decimals: int = 0

    def at(self, atoms: Integers) -> float | Ends:
        """What is shown for these atoms."""
        total = int(self.weights @ atoms)
        return round(total / self.n, self.decimals) if self.n else float(total)

    def sums(self, atoms: Integers) -> tuple[float, float]:
        """The least and the largest sum that show the same number."""
        total = int(self.weights @ atoms)
        if not self.n:
            return total, total
        shown = round(total / self.n, self.decimals)
        half, middle = self.n * 10.0**-self.decimals / 2, shown * self.n
        ends = (ceil(middle - half), floor(middle + half))
        # Where an end lies just on a half, rounding may take it to the next number.
        low, high = (end if round(end / self.n, self.decimals) == shown else total for end in ends)
        return low, high

    def lines(self, atoms: Integers) -> list[Line]:
        """What the atoms must keep to for the same number to be shown."""
        return [(self.weights.astype(np.float64), *self.sums(atoms))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval(Shown):
    """Student's interval of a mean over `n` persons: `weights` are the squares of what atoms are worth, `worth`.

    With the mean it tells the sum of the squares, and in few persons few counts have the same.
    """

    worth: Integers
    level: float

    def at(self, atoms: Integers) -> Ends:
        """The rounded ends for these atoms."""
        return self._ends(int(self.worth @ atoms), int(self.weights @ atoms))

    def sums(self, atoms: Integers) -> tuple[float, float]:
        """The least and the largest sum of squares with the same ends, whatever mean is rounded to the one shown."""
        total, squares = int(self.worth @ atoms), int(self.weights @ atoms)
        low, high = self._ends(total, squares)
        unit, found = 10.0**-self.decimals / 2, []
        for other in range(ceil(total - 2 * unit * self.n), floor(total + 2 * unit * self.n) + 1):
            mean = other / self.n
            least, most = max(mean - low, high - mean, unit) - unit, min(mean - low, high - mean) + unit
            if round(mean, self.decimals) == round(total / self.n, self.decimals) and least <= most:
                found += [mean * other + (half / self._wide) ** 2 * (self.n - 1) * self.n for half in (least, most)]
        return float(ceil(min(found))), float(floor(max(found)))

    def lines(self, atoms: Integers) -> list[Line]:
        """How each end moves when few persons more or fewer are in the atoms, and as far as it is rounded alike."""
        total, squares = int(self.worth @ atoms), int(self.weights @ atoms)
        exact, unit = self._exact(total, squares), 10.0**-self.decimals / 2
        spread = squares - total * total / self.n
        on_half = (self.weights - 2 * total / self.n * self.worth) * (exact[1] - exact[0]) / 4 / spread
        found = []
        for sign, end in zip((-1, 1), exact, strict=True):
            moves = self.worth / self.n + sign * on_half
            rest = round(end, self.decimals) - end + float(moves @ atoms)
            found.append((moves, rest - unit, rest + unit))
        return found

    @property
    def _wide(self) -> float:
        """How many standard errors there are from the mean to an end."""
        return float(stdtrit(self.n - 1, 0.5 + self.level / 2))

    def _exact(self, total: int, squares: int) -> Ends:
        spread = max(squares - total * total / self.n, 0.0) / (self.n - 1) / self.n
        mean, half = total / self.n, self._wide * sqrt(spread)
        return mean - half, mean + half

    def _ends(self, total: int, squares: int) -> Ends:
        low, high = self._exact(total, squares)
        return round(low, self.decimals), round(high, self.decimals)


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A count that nothing names and that what is shown may tell: weights over the atoms.

    `most` is how large it could be thought to be: so many took part, which is no secret.
    """

    weights: Integers
    most: int = SMALLEST_SHOWN


@dataclass(frozen=True, slots=True)
class Question:
    """The atoms, the totals that everybody knows, what is to be published, and counts that nothing names.

    `known` are weights over the atoms.
    """

    atoms: Integers
    known: Sequence[Integers]
    shown: Sequence[Shown]
    unnamed: Sequence[Unnamed]


def is_small(count: int) -> bool:
    """Whether so few persons may not be shown."""
    return 0 < count < SMALLEST_SHOWN


def hidden(question: Question) -> frozenset[Name]:
    """The names of the numbers that must not be published."""
    small = [each for each in question.shown if each.answer and is_small(int(each.weights @ question.atoms))]
    protected = [Unnamed(each.weights) for each in small]
    protected += [each for each in question.unnamed if is_small(int(each.weights @ question.atoms))]
    if not protected:
        return frozenset()
    rest = [each for each in question.shown if each not in small]
    for given_up in (0.0, *sorted({each.cost for each in question.shown})):
        # Many 1s within a small count settle each other. Hide all that are as cheap, and nobody knows which are small.
        dearer = [each for each in rest if each.cost > given_up]
        if len(dearer) > MOST_SHOWN:
            continue
        kept = _kept(question, dearer, protected, [each for each in small if each.cost > given_up])
        if kept is not None:
            return frozenset(each.name for each in question.shown) - {each.name for each in kept}
    return frozenset(each.name for each in question.shown)


def _kept(
    question: Question, shown: list[Shown], protected: Sequence[Unnamed], small: Sequence[Shown]
) -> list[Shown] | None:
    """What of `shown` can stay when everybody knows that `small` are 1-4; None when that leaves no doubt at all."""
    near = []
    for each in protected:
        count = int(each.weights @ question.atoms)
        near.append(([(each.weights, count - 1), (each.weights, count + 1)], [one.weights for one in small]))
    nobody_small: list[Integers] = []
    far = [([(each.weights, end)], nobody_small) for each in protected for end in (0, min(each.most, SMALLEST_SHOWN))]
    others: list[Integers] = []
    for wanted, limits in (*near, *far):
        if any(_reaches(other, each) for other in others for each in wanted):
            continue
        found = [_cheapest(question, shown, limits, each) for each in wanted]
        solved = [each for each in found if each is not None]
        if not solved:
            return None
        _, other = min(solved, key=lambda each: each[0])
        others.append(other)
        shown = [each for each in shown if each.at(other) == each.at(question.atoms)]
    return shown


def _reaches(atoms: Integers, wanted: Wanted) -> bool:
    """Whether so many are in the count, or, when enough to be shown are wanted, more."""
    weights, count = wanted
    found = int(weights @ atoms)
    return found == count or found >= count == SMALLEST_SHOWN


def _cheapest(
    question: Question, shown: Sequence[Shown], limits: Sequence[Integers], wanted: Wanted
) -> tuple[float, Integers] | None:
    """Whole atoms with a wanted count, the limited counts still 1-4, and the least cost of numbers that differ."""
    lines = [(each, line) for each in shown for line in each.lines(question.atoms)]
    atoms, extra = len(question.atoms), 2 * len(lines)
    slack = np.concatenate([np.eye(len(lines)), -np.eye(len(lines))], axis=1)
    bounds = np.array([(low, high) for _, (_, low, high) in lines]).reshape(-1, 2)
    known = [int(weights @ question.atoms) for weights in question.known]
    constraints = [
        _constraint(question.known, atoms, extra, np.array(known), np.array(known)),
        _constraint(limits, atoms, extra, np.ones(len(limits)), np.full(len(limits), SMALLEST_SHOWN - 1.0)),
        _constraint([wanted[0]], atoms, extra, np.array([wanted[1]]), np.array([wanted[1]])),
        LinearConstraint(
            np.hstack([_rows([weights for _, (weights, _, _) in lines], atoms), slack]), bounds[:, 0], bounds[:, 1]
        ),
    ]
    # A mean goes as a whole, however little it differs; so many persons in a cell cost so many times the cell.
    far = abs(wanted[1] - int(wanted[0] @ question.atoms))
    costs = np.array([each.cost * (far / np.abs(line[0]).max() if each.n else 1) for each, line in lines])
    least, most = np.maximum(question.atoms - FARTHEST, 0), question.atoms + FARTHEST
    box = Bounds(np.concatenate([least, np.zeros(extra)]), np.concatenate([most, np.full(extra, np.inf)]))
    objective = np.concatenate([np.zeros(atoms), costs, costs])
    whole = np.concatenate([np.ones(atoms), np.zeros(extra)])
    # Without asking for whole persons the answer is quick, and most often whole all the same; else the last way out.
    rounded: tuple[float, Integers] | None = None
    for integrality in (np.zeros_like(whole), whole)[: 1 + (atoms <= MOST_WHOLE)]:
        solution = milp(
            objective,
            integrality=integrality,
            bounds=box,
            constraints=constraints,
            options={"node_limit": MOST_STEPS, "mip_rel_gap": 0.05},
        )
        if solution.x is None:
            break
        second = np.rint(solution.x[:atoms]).astype(np.int64)
        if _is_second(question, limits, wanted, second):
            rounded = sum(each.cost for each in shown if each.at(second) != each.at(question.atoms)), second
            if np.abs(solution.x[:atoms] - second).max() < CLOSE:
                break
    return rounded


def _is_second(question: Question, limits: Sequence[Integers], wanted: Wanted, second: Integers) -> bool:
    """Whether whole persons keep what everybody knows."""
    return (
        bool((second >= 0).all())
        and int(wanted[0] @ second) == wanted[1]
        and all(int(weights @ second) == int(weights @ question.atoms) for weights in question.known)
        and all(is_small(int(weights @ second)) for weights in limits)
    )


def _constraint(sums: Sequence[Integers], atoms: int, extra: int, low: Floats, high: Floats) -> LinearConstraint:
    return LinearConstraint(np.hstack([_rows(sums, atoms), np.zeros((len(sums), extra))]), low, high)


def _rows(sums: Sequence[Integers] | Sequence[Floats], atoms: int) -> Floats:
    return np.array(sums, dtype=np.float64).reshape(-1, atoms)
