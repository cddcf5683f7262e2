"""The sections that only a plan's whole year has: what it gave, and what became of its measures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from analysis.facts.plans import Fate, PlanFacts, ended, reached, targets, time_taken, undone
from analysis.reports.material import Material
from analysis.reports.model import Block, Bullets, Paragraph, Section
from analysis.reports.plans import named, plan_of, standing
from analysis.reports.plantables import (
    dropped_table,
    finished_table,
    goes_on_table,
)
from analysis.wording.numbers import count
from analysis.wording.phrases import say

LAST = 4


def year_opening(material: Material) -> Iterator[Section]:
    """What the year gave, on one page."""
    plan = plan_of(material)
    if not plan.measures:
        yield Section(
            "aret", say("heading_plan_year"), (Paragraph(say("plan_empty", year=str(plan.year))),), opening=True
        )
        return
    told = any(each.statuses for each in plan.measures)
    said = standing(plan) if told else say("plan_untold", year=str(plan.year))
    blocks: list[Block] = [Paragraph(said)]
    points = tuple(_points(plan))
    blocks += [Bullets(points)] if points else []
    yield Section("aret", say("heading_plan_year"), tuple(blocks), opening=True)


def _points(plan: PlanFacts) -> Iterator[str]:
    if plan.quarter < LAST:
        yield say("plan_year_early", quarters=count(plan.quarter))
    fates: tuple[Fate, ...] = get_args(Fate)
    yield from (named(f"plan_year_{fate}", measures) for fate in fates if (measures := ended(plan, fate)))
    if not plan.rolled:
        yield say("plan_not_rolled")
    if plan.quarter == LAST and (measures := undone(plan)):
        yield named("plan_year_undone", measures, year=str(plan.year))
    if counted := targets(plan):
        yield say("plan_reached", n=count(len(reached(plan))), of=count(len(counted)))
    taken = time_taken(plan)
    if taken is not None and taken.curve is not None and taken.curve.median is not None:
        median = taken.curve.median.value
        if median is not None:
            yield say("plan_time", n=count(taken.curve.units), median=count(round(median)))


def year_ended(material: Material) -> Iterator[Section]:
    """What was finished, what was taken out and why, and what goes on."""
    plan = plan_of(material)
    if plan.measures:
        tables = tuple(each for each in (finished_table(plan), dropped_table(plan), goes_on_table(plan)) if each.rows)
        yield Section("utfall", say("heading_plan_ended"), tables or (Paragraph(say("plan_none_ended")),))
