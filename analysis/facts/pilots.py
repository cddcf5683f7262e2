"""A pilot as its project group wrote it down: units and their coverage, milestones, feedback and meetings."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from analysis.figures.milestones import Milestone


@dataclass(frozen=True, slots=True)
class CoverageFacts:
    """How many courses a unit has; None is hidden because it is few.

    `pairs`: courses with a baseline and at least one later rating. `missing`: courses by why a rating was not made.
    `chapters`: activities by what they are about. `since`: the month of the first course.
    """

    started: int | None
    baseline: int | None
    pairs: int | None
    missing: Mapping[str, int | None] = field(default_factory=dict)
    chapters: Mapping[str, int | None] = field(default_factory=dict)
    since: dt.date | None = None

    @property
    def begun(self) -> bool:
        """Whether anybody is followed, however few."""
        return self.started != 0

    @property
    def hidden(self) -> bool:
        """Whether any of the three counts is."""
        return None in {self.started, self.baseline, self.pairs}


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A unit of the pilot, its training, and its courses; `coverage` is None where nobody here knows of any."""

    name: str
    sessions: int = 0
    attended: int = 0
    coverage: CoverageFacts | None = None


@dataclass(frozen=True, slots=True)
class WholeFacts:
    """A pilot's units together, of which one is told of; courses are those of the `shown` units alone."""

    units: int
    trained: int
    begun: int
    shown: int
    sessions: int
    attended: int
    started: int
    baseline: int
    pairs: int


@dataclass(frozen=True, slots=True)
class HearingFacts:
    """A round of feedback: who was asked when, how many replies came, and what they advise."""

    asked: str
    asked_on: dt.date
    answers: int | None = None
    advice: str = ""


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """A dialogue meeting: where, in which month, how many came in each role, and what the groups recommend."""

    place: str
    month: dt.date
    participants: Mapping[str, int] = field(default_factory=dict)
    advice: str = ""

    @property
    def people(self) -> int:
        """How many came."""
        return sum(self.participants.values())


@dataclass(frozen=True, slots=True)
class PilotFacts:
    """A pilot as it stands on a day.

    `unanswered`: its surveys that nobody has answered. `left_out`: those that others own, or whose form another uses.
    `whole`: all of it, where `units` has only the one that is told of.
    """

    title: str
    on: dt.date
    units: tuple[UnitFacts, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    hearings: tuple[HearingFacts, ...] = ()
    meetings: tuple[MeetingFacts, ...] = ()
    unanswered: tuple[str, ...] = ()
    source: str = ""
    left_out: tuple[str, ...] = ()
    whole: WholeFacts | None = None

    def of_unit(self, number: int) -> PilotFacts:
        """The same of one unit alone: of the others nothing but what they are together."""
        whole = WholeFacts(
            units=len(self.units),
            trained=len(self.trained),
            begun=len(self.begun),
            shown=len(self.shown),
            sessions=sum(each.sessions for each in self.units),
            attended=sum(each.attended for each in self.units),
            started=sum(each.started or 0 for each in self.shown),
            baseline=sum(each.baseline or 0 for each in self.shown),
            pairs=sum(each.pairs or 0 for each in self.shown),
        )
        return replace(
            self, units=(self.units[number],), milestones=(), hearings=(), meetings=(), left_out=(), whole=whole
        )

    @property
    def empty(self) -> bool:
        """Whether nothing has been written of it."""
        return not (self.units or self.milestones or self.hearings or self.meetings)

    @property
    def trained(self) -> tuple[UnitFacts, ...]:
        """Units that have had training."""
        return tuple(each for each in self.units if each.sessions)

    @property
    def known(self) -> tuple[CoverageFacts, ...]:
        """What is known of the units' courses."""
        return tuple(each.coverage for each in self.units if each.coverage is not None)

    @property
    def begun(self) -> tuple[CoverageFacts, ...]:
        """Of units that have begun."""
        return tuple(each for each in self.known if each.begun)

    @property
    def shown(self) -> tuple[CoverageFacts, ...]:
        """Of units whose counts are not hidden."""
        return tuple(each for each in self.begun if not each.hidden)

    @property
    def waiting(self) -> tuple[UnitFacts, ...]:
        """Units that have not begun."""
        return tuple(each for each in self.units if each.coverage is not None and not each.coverage.begun)

    @property
    def untrained(self) -> tuple[UnitFacts, ...]:
        """Units without training."""
        return tuple(each for each in self.units if not each.sessions)

    @property
    def reached(self) -> tuple[Milestone, ...]:
        """Milestones that are reached."""
        return tuple(each for each in self.milestones if each.state == "reached")

    @property
    def open(self) -> tuple[Milestone, ...]:
        """Milestones that are still to be reached."""
        return tuple(each for each in self.milestones if each.state in {"planned", "under_way"})

    @property
    def late(self) -> tuple[Milestone, ...]:
        """Those whose day has passed."""
        return tuple(each for each in self.open if each.late(self.on))

    @property
    def bare(self) -> tuple[Milestone, ...]:
        """Milestones that are said to be reached, with nothing that shows it."""
        return tuple(each for each in self.reached if not each.evidence)

    @property
    def replied(self) -> tuple[HearingFacts, ...]:
        """Rounds of feedback whose replies are counted."""
        return tuple(each for each in self.hearings if each.answers is not None)

    @property
    def advised(self) -> tuple[MeetingFacts, ...]:
        """Meetings whose groups recommend something."""
        return tuple(each for each in self.meetings if each.advice.strip())

    @property
    def roles(self) -> Counter[str]:
        """How many came to all meetings, by role."""
        found = Counter[str]()
        for each in self.meetings:
            found.update(each.participants)
        return found

    def sums(self) -> tuple[int, int, int]:
        """Courses that were started and measured twice in the units that are shown, and replies to all feedback."""
        started = sum(each.started or 0 for each in self.shown)
        pairs = sum(each.pairs or 0 for each in self.shown)
        return started, pairs, sum(each.answers or 0 for each in self.replied)

    def counted(self) -> Iterator[object]:
        """Every number that a report may tell and that stands in no field."""
        together = (self.units, self.trained, self.known, self.begun, self.shown, self.waiting, self.untrained)
        stages = (self.milestones, self.reached, self.open, self.late, self.bare)
        rounds = (self.hearings, self.replied, self.meetings, self.advised, self.unanswered, self.left_out)
        yield from (len(each) for each in (*together, *stages, *rounds))
        yield len(self.units) - len(self.known)
        yield len(self.begun) - len(self.shown)
        yield len(self.hearings) - len(self.replied)
        yield from self.sums()
        yield self.roles
        yield self.roles.total()
        yield from (each.people for each in self.meetings)
