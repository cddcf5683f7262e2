"""The sections of a report on an action plan: how it goes, what has changed, what waits, and each measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.facts.plans import (
    ORDER,
    STATES,
    MeasureFacts,
    PlanFacts,
    State,
    by_area,
    lacking,
    moves,
    not_begun,
    reached,
    tally,
    targets,
)
from analysis.figures.strips import Measured, Status, Strip, quarter_strip
from analysis.reports.material import LacksMaterialError, Material
from analysis.reports.model import Block, Bullets, Drawing, Heading, Paragraph, Section
from analysis.reports.plantables import (
    areas_table,
    challenges_table,
    goals_table,
    lacking_table,
    measures_table,
    moves_table,
    name,
    not_begun_table,
    quarters_table,
    sub_goals_table,
    targets_table,
)
from analysis.wording.numbers import count, listed
from analysis.wording.phrases import say


def plan_of(material: Material) -> PlanFacts:
    """The plan that the report is about; raises `LacksMaterialError`."""
    if material.plan is None:
        raise LacksMaterialError("This report needs an action plan. Choose a plan and its year.")
    return material.plan


def plan_opening(material: Material) -> Iterator[Section]:
    """How the plan goes, on one page: status, what has changed, and what waits."""
    plan = plan_of(material)
    if not plan.measures:
        yield Section("planen", say("heading_plan"), (Paragraph(say("plan_empty", year=str(plan.year))),), opening=True)
        return
    blocks = (Paragraph(standing(plan)), Bullets(tuple(_since(plan))))
    yield Section("planen", say("heading_plan"), blocks, opening=True)


def plan_status(material: Material) -> Iterator[Section]:
    """How many measures stand where, by area and by quarter."""
    plan = plan_of(material)
    if plan.measures:
        yield Section("status", say("heading_plan_status"), (areas_table(plan), quarters_table(plan)))


def standing(plan: PlanFacts) -> str:
    """How many measures stand where."""
    counted = tally(plan.measures, plan.quarter)
    quarter = {"quarter": str(plan.quarter)}
    if counted["lacking"] == len(plan.measures):
        return say("plan_nobody", **quarter)
    states = listed([say(f"states_{state}", n=count(counted[state])) for state in STATES if counted[state]])
    return say("plan_standing", n=count(len(plan.measures)), year=str(plan.year), states=states, **quarter)


def _since(plan: PlanFacts) -> Iterator[str]:
    found = {way: [each.measure for each in together] for way, together in moves(plan).items()}
    yield from (named(f"plan_moved_{way}", measures) for way, measures in found.items() if measures)
    if not any(found.values()):
        yield say("plan_none_before")
    if waiting := not_begun(plan):
        yield named("plan_not_begun", waiting)
    if untold := lacking(plan):
        yield named("plan_lacking", untold, quarter=str(plan.quarter))
    if counted := targets(plan):
        yield say("plan_reached", n=count(len(reached(plan))), of=count(len(counted)))


def named(key: str, measures: Sequence[MeasureFacts], **fields: str) -> str:
    """How many measures, and their numbers in the plan."""
    return say(key, n=count(len(measures)), measures=listed([str(each.number) for each in measures]), **fields)


def plan_moves(material: Material) -> Iterator[Section]:
    """What has changed since the quarter before."""
    plan = plan_of(material)
    if any(moves(plan).values()):
        yield Section("endret", say("heading_plan_moves"), (moves_table(plan),))


def plan_waiting(material: Material) -> Iterator[Section]:
    """What has not begun, and what nobody has told of."""
    plan = plan_of(material)
    if not plan.measures:
        return
    blocks: list[Block] = []
    if not_begun(plan):
        blocks.append(not_begun_table(plan))
    if lacking(plan):
        blocks.append(lacking_table(plan))
    yield Section("venter", say("heading_plan_waiting"), tuple(blocks or [Paragraph(say("plan_all_begun"))]))


def plan_goals(material: Material) -> Iterator[Section]:
    """The status by what measures are for."""
    plan = plan_of(material)
    if plan.measures:
        tagged = tuple(table for table in (sub_goals_table(plan), challenges_table(plan)) if table.rows)
        untagged = () if tagged else (Paragraph(say("plan_without_tags")),)
        yield Section("mal", say("heading_plan_goals"), (goals_table(plan), *tagged, *untagged))


def plan_targets(material: Material) -> Iterator[Section]:
    """Targets in numbers: from, to, and how far."""
    plan = plan_of(material)
    if plan.measures:
        block = targets_table(plan) if targets(plan) else Paragraph(say("plan_without_targets"))
        yield Section("tall", say("heading_plan_targets"), (block,))


def plan_measures(material: Material) -> Iterator[Section]:
    """Each measure by area: in a strip of quarters, and with its owner, status and last word."""
    plan = plan_of(material)
    if plan.measures:
        blocks = (block for area in by_area(plan) for block in _area(plan, area))
        yield Section("tiltak", say("heading_plan_measures"), tuple(blocks))


def _area(plan: PlanFacts, area: str) -> Iterator[Block]:
    yield Heading(area)
    figure = quarter_strip(_strip(plan, by_area(plan)[area]))
    if figure is not None:
        yield Drawing(0, figure, tabled=False)
    yield measures_table(plan, area)


def _strip(plan: PlanFacts, measures: Sequence[MeasureFacts]) -> Strip:
    return Strip(
        tuple(say("quarter", quarter=str(each)) for each in plan.quarters),
        tuple(Measured(name(each), tuple(_told(each.state(at)) for at in plan.quarters)) for each in measures),
        tuple(Status(each, say(f"state_{each}")) for each in ORDER),
        (Status("stopped", say("state_stopped")),),
    )


def _told(state: State) -> str | None:
    return None if state == "lacking" else state


def plan_method(material: Material) -> Iterator[Section]:
    """How to read it."""
    plan = plan_of(material)
    said = [say(f"plan_method_{each}") for each in ("owner", "comments", "deadline", "effect")]
    if plan.source:
        said.append(say("plan_method_source", source=plan.source))
    yield Section("metode", say("heading_plan_method"), (Bullets(tuple(said)),))
