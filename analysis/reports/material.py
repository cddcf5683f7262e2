"""What a report is written from: results that are protected already, and what authors wrote about them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from typing import Self

from pydantic import TypeAdapter

from analysis.comparing.results import Comparison
from analysis.disclosure.leaving import require_protected
from analysis.facts.areas import AreaFacts
from analysis.facts.own import OwnAnswers
from analysis.facts.pilots import PilotFacts
from analysis.facts.plans import PlanFacts
from analysis.figures.curves import Curve
from analysis.responding.nonresponse import ResponseTable
from analysis.trends.trendresults import Trend


@dataclass(frozen=True, slots=True)
class Wider:
    """The same two rounds of a wider area, to hold one's own against: its name, and what is to be told of it."""

    name: str
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Responses:
    """Which of the municipalities that there were on a day answered a round, county by county.

    `later` is the same by the counties of the last round's day; None of the last round itself.
    """

    round: str
    on: dt.date
    table: ResponseTable
    later: ResponseTable | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What an author wrote under a section; `fingerprint` is of the section's numbers as they were then.

    Paragraphs stand apart by an empty line. `section` is the section's id.
    """

    section: str
    text: str
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """All that one report tells of; a kind of report says which parts it needs.

    `subject`: whom it is about, in words, such as a municipality's name; empty when that is everybody. `comparisons`
    has the main survey first, each questionnaire once; `wider` has the nearest area first. `trend` has all rounds of
    the main survey, `responses` each round's response by county, and `curves` how its answers came in day by day.
    `still_open`: names of rounds that still take answers. `plan` is an action plan in one year, `pilot` what a project
    group has written of its pilot, `own` what one municipality answered, and `area` a county governor's municipalities.
    """

    title: str = ""
    subject: str = ""
    comparisons: tuple[Comparison, ...] = ()
    wider: tuple[Wider, ...] = ()
    trend: Trend | None = None
    responses: tuple[Responses, ...] = ()
    curves: tuple[Curve, ...] = ()
    own: OwnAnswers | None = None
    area: AreaFacts | None = None
    still_open: tuple[str, ...] = ()
    rehearsed: bool = False
    synthetic: bool = False
    notes: tuple[Note, ...] = ()
    plan: PlanFacts | None = None
    pilot: PilotFacts | None = None

    @classmethod
    def of(cls, comparison: Comparison) -> Self:
        """The material of a report on two rounds and nothing else."""
        return cls(comparisons=(comparison,))

    @property
    def main(self) -> Comparison:
        """The comparison that the report is about; raises `LacksMaterialError`."""
        if not self.comparisons:
            raise LacksMaterialError("This report needs two rounds that were compared. Compare them first.")
        return self.comparisons[0]

    @property
    def made_up(self) -> bool:
        """Whether anything in it is synthetic, which must be said first."""
        own = self.own is not None and self.own.synthetic
        return self.synthetic or own or any(each.synthetic for each in self.compared)

    @property
    def compared(self) -> tuple[Comparison, ...]:
        """Every comparison in it."""
        return (*self.comparisons, *(each.comparison for each in self.wider))

    @property
    def facts(self) -> tuple[PlanFacts | PilotFacts, ...]:
        """What it tells of beside answers."""
        return tuple(each for each in (self.plan, self.pilot) if each is not None)

    def has(self, part: str) -> bool:
        """Whether the part, a field's name, is there."""
        return bool(getattr(self, part))

    def require_protected(self) -> None:
        """Raises `UnprotectedError` when any result in it still holds small numbers."""
        for each in self.compared:
            require_protected(each)
        if self.trend is not None:
            require_protected(self.trend)


PARTS = tuple(each.name for each in fields(Material))


class LacksMaterialError(ValueError):
    """A kind of report was asked for without what it tells of."""


def material_to_json(material: Material) -> str:
    """The material as JSON with the same names as the fields; raises `UnprotectedError` for small numbers."""
    material.require_protected()
    return _ADAPTER.dump_json(material, indent=2).decode() + "\n"


def material_from_json(text: str | bytes) -> Material:
    """Material read back from its JSON; raises pydantic's ValidationError when it is none."""
    return _ADAPTER.validate_json(text)


_ADAPTER = TypeAdapter(Material)
