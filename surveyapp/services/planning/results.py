"""What is told of an action plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from surveyapp.models.plans import Fate, Giver, MeasureKind, Progress, Quarter


@dataclass(frozen=True, slots=True)
class Target:
    """A measure's target in numbers: from so many to so many, of what."""

    from_value: float
    to_value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Status:
    """How far a measure had come in one quarter, as it was last told; `revision` counts how often it was."""

    quarter: int
    revision: int
    progress: Progress
    comment: str
    reached: float | None
    given_by: Giver
    given_at: datetime


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure in one year; `statuses` by quarter, the last word of each.

    `reachable`: there is an e-mail address of its owner. `asked`: quarters for which she was sent a link. `mark`: of
    what may be changed of it, for whoever changes it.
    """

    id: UUID
    year: int
    number: int
    title: str
    kind: MeasureKind
    owner: str
    target: Target | None
    sub_goals: tuple[str, ...]
    challenges: tuple[int, ...]
    indicators: tuple[str, ...]
    goal_id: UUID
    previous_id: UUID | None
    fate: Fate | None
    fate_reason: str
    ended_on: date | None
    reachable: bool
    asked: frozenset[int]
    statuses: Mapping[int, Status]
    mark: str

    @property
    def over(self) -> bool:
        """Nothing more is expected of it."""
        return self.fate in ("finished", "dropped")

    def expected(self, quarter: int) -> bool:
        """Whether it was to be told of then: it goes on, or ended once the quarter was over."""
        if not self.over:
            return True
        return self.ended_on is not None and Quarter(self.year, quarter).after.first_day <= self.ended_on

    @property
    def latest(self) -> Status | None:
        """The status of the last quarter that has one."""
        return self.statuses[max(self.statuses)] if self.statuses else None


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal with its measures."""

    id: UUID
    area: str
    title: str
    measures: tuple[MeasureLine, ...]


@dataclass(frozen=True, slots=True)
class YearOfPlan:
    """An action plan in one year; `years`: all that there are of it. `paused`: owners are asked by hand alone."""

    plan_id: UUID
    organisation_id: UUID
    organisation: str
    title: str
    source: str
    synthetic: bool
    year: int
    years: tuple[int, ...]
    rolled: bool
    paused: bool
    closed: frozenset[int]
    goals: tuple[GoalLine, ...]

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas, in the plan's order."""
        return tuple(dict.fromkeys(goal.area for goal in self.goals))

    @property
    def measures(self) -> Iterator[MeasureLine]:
        """All measures, in the plan's order."""
        for goal in self.goals:
            yield from goal.measures

    def counts(self, quarter: int) -> Counter[str]:
        """How many measures have each progress in a quarter; `lacking` is those that nobody has told of."""
        told = ((each, each.statuses.get(quarter)) for each in self.measures)
        return Counter(
            status.progress if status else "lacking" for each, status in told if status or each.expected(quarter)
        )


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan in a list, and its newest year."""

    id: UUID
    title: str
    organisation: str
    year: int
    synthetic: bool


@dataclass(frozen=True, slots=True)
class YearOfMeasure:
    """What a measure was in one year, and every status that was given, oldest first."""

    measure: MeasureLine
    area: str
    goal: str
    told: tuple[Status, ...]
