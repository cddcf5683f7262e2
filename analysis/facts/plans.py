"""An action plan in one year: its measures, what was told of each in each quarter, and what that adds up to."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar, get_args

from analysis.trends.series import StatusCodes, TimeToDone, plan_status, time_to_done

Progress = Literal["not_started", "planned", "in_progress", "done", "stopped"]
MeasureKind = Literal["once", "yearly", "continuous"]
Fate = Literal["carried", "changed", "finished", "dropped"]
State = Literal["done", "in_progress", "planned", "not_started", "stopped", "lacking"]
Way = Literal["done", "further", "back", "stopped"]
Said = Literal["reached", "under_way", "not_moved", "untold"]
Key = TypeVar("Key", bound=Hashable)

STATES: tuple[State, ...] = get_args(State)
"""A measure's progress as it is told, the best first; `lacking` when nobody has told."""
ORDER: tuple[State, ...] = ("not_started", "planned", "in_progress", "done")
OVER = {"done", "stopped"}
NOT_BEGUN = {"not_started", "planned"}
WAYS: tuple[Way, ...] = get_args(Way)
ENOUGH = 10
"""From so many measures on, the time until half are done is worth a sentence."""


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """A target in numbers: from so many to so many, of what."""

    from_value: float
    to_value: float
    unit: str

    def said_of(self, value: float | None) -> Said:
        """What the last number that was told means."""
        if value is None:
            return "untold"
        rises = self.to_value >= self.from_value
        if value >= self.to_value if rises else value <= self.to_value:
            return "reached"
        return "under_way" if (value > self.from_value if rises else value < self.from_value) else "not_moved"


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """How far a measure had come in one quarter, as it was last told."""

    quarter: int
    progress: Progress
    comment: str = ""
    reached: float | None = None


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """A measure in one year; `statuses` by quarter, `before` its progress when the year before ended.

    `expected_to`: the last quarter that it is to be told of, 0 when it ended before any was over. `challenges` are the
    codebook's codes.
    """

    number: int
    title: str
    kind: MeasureKind
    owner: str
    area: str
    goal: str
    sub_goals: tuple[str, ...] = ()
    challenges: tuple[str, ...] = ()
    target: TargetFacts | None = None
    statuses: tuple[StatusFacts, ...] = ()
    before: Progress | None = None
    fate: Fate | None = None
    fate_reason: str = ""
    ended_on: dt.date | None = None
    expected_to: int = 4

    def last(self, quarter: int) -> StatusFacts | None:
        """The last that was told of it, in the quarter or earlier in the year."""
        known = [each for each in self.statuses if each.quarter <= quarter]
        return max(known, key=lambda each: each.quarter) if known else None

    def state(self, quarter: int) -> State:
        """Where it stood in the quarter; what is done or stopped stays so until somebody tells otherwise."""
        told = self.last(quarter)
        if told is not None and (told.quarter == quarter or told.progress in OVER):
            return told.progress
        if quarter > self.expected_to:
            return "done" if self.fate == "finished" else "stopped"
        return "lacking"

    def earlier(self, quarter: int) -> State | None:
        """Where it stood when it was last told of before the quarter; what is done each year begins afresh."""
        if quarter > 1 and self.state(quarter - 1) != "lacking":
            return self.state(quarter - 1)
        told = self.last(quarter - 1)
        if told is not None:
            return told.progress
        return None if self.kind == "yearly" else self.before

    def reached(self, quarter: int) -> float | None:
        """The last number that was told."""
        known = [each for each in self.statuses if each.quarter <= quarter and each.reached is not None]
        return max(known, key=lambda each: each.quarter).reached if known else None


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """An action plan in one year, as it stood after `quarter`; `rolled`: the next year has been made of it."""

    title: str
    year: int
    quarter: int
    measures: tuple[MeasureFacts, ...]
    source: str = ""
    rolled: bool = False

    @property
    def quarters(self) -> tuple[int, ...]:
        """The quarters that are told of."""
        return tuple(range(1, self.quarter + 1))

    def counted(self) -> Iterator[object]:
        """Every number that a report may tell and that stands in no field."""
        grouped = (*by_area(self).values(), *by_goal(self).values(), *by_sub_goal(self).values())
        for measures in (self.measures, *grouped, *by_challenge(self).values()):
            yield len(measures)
            yield from (tally(measures, quarter) for quarter in self.quarters)
        yield from (len(each) for each in moves(self).values())
        yield from (len(each) for each in (not_begun(self), lacking(self), targets(self), reached(self)))
        yield from (len(ended(self, fate)) for fate in get_args(Fate))
        yield from (len(each) for each in (undone(self), self.quarters))
        yield time_taken(self)


def tally(measures: Iterable[MeasureFacts], quarter: int) -> Counter[State]:
    """How many measures stood where in a quarter."""
    return Counter(each.state(quarter) for each in measures)


def by_area(plan: PlanFacts) -> dict[str, tuple[MeasureFacts, ...]]:
    """The measures of each area, in the plan's order."""
    return _grouped(plan, lambda each: (each.area,))


def by_goal(plan: PlanFacts) -> dict[tuple[str, str], tuple[MeasureFacts, ...]]:
    """The measures of each area and goal, in the plan's order."""
    return _grouped(plan, lambda each: ((each.area, each.goal),))


def by_sub_goal(plan: PlanFacts) -> dict[str, tuple[MeasureFacts, ...]]:
    """The measures that each sub-goal is touched by; one measure may stand under several."""
    return dict(sorted(_grouped(plan, lambda each: each.sub_goals).items()))


def by_challenge(plan: PlanFacts) -> dict[str, tuple[MeasureFacts, ...]]:
    """The measures that each main challenge is touched by; one measure may stand under several."""
    return _grouped(plan, lambda each: each.challenges)


def _grouped(plan: PlanFacts, keys: Callable[[MeasureFacts], Iterable[Key]]) -> dict[Key, tuple[MeasureFacts, ...]]:
    found: dict[Key, list[MeasureFacts]] = {}
    for each in plan.measures:
        for key in keys(each):
            found.setdefault(key, []).append(each)
    return {key: tuple(measures) for key, measures in found.items()}


@dataclass(frozen=True, slots=True)
class Move:
    """A measure that stands otherwise than when it was last told of."""

    measure: MeasureFacts
    before: State
    now: State


def moves(plan: PlanFacts) -> dict[Way, tuple[Move, ...]]:
    """What has changed since it was last told of, by which way it went."""
    found: dict[Way, list[Move]] = {way: [] for way in WAYS}
    for each in plan.measures:
        before, now = each.earlier(plan.quarter), each.state(plan.quarter)
        if before is not None and now not in {before, "lacking"}:
            found[_way(before, now)].append(Move(each, before, now))
    return {way: tuple(together) for way, together in found.items()}


def _way(before: State, now: State) -> Way:
    if now in OVER:
        return "done" if now == "done" else "stopped"
    if before == "stopped":
        return "further"
    places = {state: place for place, state in enumerate(ORDER)}
    return "further" if places[now] > places[before] else "back"


def not_begun(plan: PlanFacts) -> tuple[MeasureFacts, ...]:
    """The measures that are not begun, and stand no further than when they were last told of."""
    further = [move.measure for move in moves(plan)["further"]]
    return tuple(
        each
        for each in plan.measures
        if each.state(plan.quarter) in NOT_BEGUN and each.earlier(plan.quarter) in NOT_BEGUN and each not in further
    )


def lacking(plan: PlanFacts) -> tuple[MeasureFacts, ...]:
    """The measures that nobody has told of."""
    return tuple(each for each in plan.measures if each.state(plan.quarter) == "lacking")


def targets(plan: PlanFacts) -> tuple[MeasureFacts, ...]:
    """The measures with a target in numbers."""
    return tuple(each for each in plan.measures if each.target is not None)


def reached(plan: PlanFacts) -> tuple[MeasureFacts, ...]:
    """Those whose target is reached by the last number that was told."""
    return tuple(
        each
        for each in plan.measures
        if each.target is not None and each.target.said_of(each.reached(plan.quarter)) == "reached"
    )


def ended(plan: PlanFacts, fate: Fate) -> tuple[MeasureFacts, ...]:
    """The measures that this became of."""
    return tuple(each for each in plan.measures if each.fate == fate)


def undone(plan: PlanFacts) -> tuple[MeasureFacts, ...]:
    """What is to be done each year and was not by the end of the quarter."""
    return tuple(each for each in plan.measures if each.kind == "yearly" and each.state(plan.quarter) != "done")


def time_taken(plan: PlanFacts) -> TimeToDone | None:
    """How many quarters single measures took from when they were first told of; None where that says nothing."""
    single = {str(each.number): each for each in plan.measures if each.kind == "once" and each.last(plan.quarter)}
    if len(single) < ENOUGH:
        return None
    reports = [
        (number, str(status.quarter), status.progress)
        for number, each in single.items()
        for status in each.statuses
        if status.quarter <= plan.quarter
    ]
    codes = StatusCodes(get_args(Progress), done=("done",), stopped=("stopped",))
    found = time_to_done(plan_status(reports, [str(each) for each in plan.quarters], codes))
    told = found.curve is not None and found.curve.median is not None and bool(found.curve.median.value)
    return found if told else None
