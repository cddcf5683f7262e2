"""A county governor's area beside the rest of the country: few municipalities, most or all of which answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.comparing.values import Better, Direction, Estimate, Reason, Share, Text, Verdict


@dataclass(frozen=True, slots=True)
class AreaMember:
    """A municipality of the area on the last round's day, and which rounds it or its former ones answered."""

    key: str
    name: str
    answered: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class AreaResult:
    """One share in the area and in the rest of the country, round by round, each of the municipalities that answered.

    The area's intervals are of its few municipalities, and have no width when all answered (`census`). `change` is over
    `pairs` of the area alone, `difference` the area minus the rest in the last round. `higher` where that is more.
    """

    name: str
    text: Text
    part_label: Text
    subgoal: tuple[str, ...]
    trend_core: bool
    binary: bool
    label: Text
    better: Better
    own: tuple[Share | None, ...]
    rest: tuple[Share | None, ...]
    pairs: int
    census: bool
    change: Estimate | None
    verdict: Verdict
    direction: Direction
    reason: Reason
    difference: Estimate | None
    standing: Verdict
    standing_direction: Direction
    standing_reason: Reason

    def counted(self) -> Iterator[object]:
        """The numbers that words about it may hold besides its own fields."""
        for each in (*self.own, *self.rest):
            if each is not None and each.count is not None and each.of is not None:
                yield each.of - each.count


@dataclass(frozen=True, slots=True)
class AreaFacts:
    """The area: how many municipalities it had in each round, who answered, and its results."""

    name: str
    of: tuple[int, ...]
    answered: tuple[int, ...]
    rest_of: tuple[int, ...]
    rest_answered: tuple[int, ...]
    members: tuple[AreaMember, ...]
    results: tuple[AreaResult, ...]

    @property
    def census(self) -> bool:
        """Whether every municipality of the area answered the last round."""
        return self.answered[-1] == self.of[-1]

    def counted(self) -> Iterator[object]:
        """The numbers that words about it may hold besides its own fields."""
        yield (len(self.members), len(self.results))
        for each in self.results:
            yield from each.counted()
        for results in (self.results, [each for each in self.results if not each.binary]):
            yield len(results)
            yield Counter[str](each.verdict for each in results)
            yield Counter[str](each.standing for each in results)
