"""The tables of an action plan: status by area, goal and quarter, and its measures one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.facts.plans import (
    STATES,
    MeasureFacts,
    PlanFacts,
    by_area,
    by_challenge,
    by_goal,
    by_sub_goal,
    ended,
    lacking,
    moves,
    not_begun,
    tally,
    targets,
)
from analysis.reports.model import Column, Table
from analysis.wording.cells import NOTHING
from analysis.wording.numbers import count, date, number
from analysis.wording.phrases import say, words
from questionnaires.codebook import CHALLENGES, SUBGOALS

Grouped = Iterable[tuple[str, Sequence[MeasureFacts]]]


def areas_table(plan: PlanFacts) -> Table:
    """How many measures stand where, by area, and in all."""
    rows = [*by_area(plan).items(), (say("row_all"), plan.measures)]
    return _states_table("caption_plan_areas", "col_plan_area", rows, plan, say("note_plan_states"))


def goals_table(plan: PlanFacts) -> Table:
    """The same by goal."""
    rows = [(goal, measures) for (_, goal), measures in by_goal(plan).items()]
    return _states_table("caption_plan_goals", "col_goal", rows, plan)


def sub_goals_table(plan: PlanFacts) -> Table:
    """The same by the national plan's sub-goals."""
    rows = [
        (say("sub_goal", letter=letter, title=words(SUBGOALS[letter])), measures)
        for letter, measures in by_sub_goal(plan).items()
    ]
    return _states_table("caption_plan_sub_goals", "col_sub_goal", rows, plan, say("note_plan_several"))


def challenges_table(plan: PlanFacts) -> Table:
    """The same by main challenge."""
    found = by_challenge(plan)
    rows = [(words(title), found[code]) for code, title in CHALLENGES.items() if code in found]
    return _states_table("caption_plan_challenges", "col_plan_challenge", rows, plan, say("note_plan_several"))


def _states_table(caption: str, first: str, rows: Grouped, plan: PlanFacts, note: str = "") -> Table:
    columns = (
        Column(say(first), numeric=False),
        Column(say("col_measures")),
        *(Column(say(f"state_{state}")) for state in STATES),
    )
    made = tuple((heading, count(len(measures)), *_counts(measures, plan.quarter)) for heading, measures in rows)
    return Table(say(caption, quarter=str(plan.quarter), year=str(plan.year)), columns, made, note)


def quarters_table(plan: PlanFacts) -> Table:
    """How many measures stood where, quarter by quarter."""
    columns = (Column(say("col_quarter"), numeric=False), *(Column(say(f"state_{state}")) for state in STATES))
    rows = tuple((say("quarter", quarter=str(quarter)), *_counts(plan.measures, quarter)) for quarter in plan.quarters)
    return Table(say("caption_plan_quarters", year=str(plan.year)), columns, rows)


def _counts(measures: Iterable[MeasureFacts], quarter: int) -> tuple[str, ...]:
    counted = tally(measures, quarter)
    return tuple(count(counted[state]) for state in STATES)


def moves_table(plan: PlanFacts) -> Table:
    """The measures that stand otherwise than when they were last told of."""
    rows = tuple(
        (name(move.measure), say(f"state_{move.before}"), say(f"state_{move.now}"), _comment(move.measure, plan))
        for together in moves(plan).values()
        for move in together
    )
    return _texts("caption_plan_moves", ("col_one_measure", "col_earlier", "col_now", "col_comment"), rows)


def not_begun_table(plan: PlanFacts) -> Table:
    """The measures that wait, and what is said of why."""
    rows = tuple((name(each), each.owner, _status(each, plan), _comment(each, plan)) for each in not_begun(plan))
    return _texts("caption_plan_not_begun", ("col_one_measure", "col_owner", "col_status", "col_comment"), rows)


def lacking_table(plan: PlanFacts) -> Table:
    """The measures that nobody has told of, and when they last were."""
    rows = tuple((name(each), each.owner, _last(each, plan)) for each in lacking(plan))
    headings = ("col_one_measure", "col_owner", "col_last_told")
    return _texts("caption_plan_lacking", headings, rows, quarter=str(plan.quarter))


def targets_table(plan: PlanFacts) -> Table:
    """From how many to how many, and how far."""
    headings = ("col_one_measure", "col_target_unit", "col_from", "col_to", "col_reached", "col_target_said")
    numeric = {"col_from", "col_to", "col_reached"}
    columns = tuple(Column(say(each), numeric=each in numeric) for each in headings)
    rows = tuple(_target(each, plan.quarter) for each in targets(plan))
    return Table(say("caption_plan_targets"), columns, rows)


def _target(measure: MeasureFacts, quarter: int) -> tuple[str, ...]:
    target, value = measure.target, measure.reached(quarter)
    if target is None:
        return ()
    return (
        name(measure),
        target.unit,
        _plain(target.from_value),
        _plain(target.to_value),
        _plain(value) if value is not None else NOTHING,
        say(f"target_{target.said_of(value)}"),
    )


def _plain(value: float) -> str:
    """A number with the decimals that it was given with, at most three."""
    decimals = next((places for places in range(3) if round(value, places) == value), 3)
    return number(value, decimals)


def measures_table(plan: PlanFacts, area: str) -> Table:
    """The measures of one area with owner, status in each quarter, and last word."""
    rows = tuple(
        (name(each), each.owner, *(say(f"state_{each.state(at)}") for at in plan.quarters), _comment(each, plan))
        for each in by_area(plan)[area]
    )
    quarters = (say("quarter", quarter=str(each)) for each in plan.quarters)
    headings = (say("col_one_measure"), say("col_owner"), *quarters, say("col_comment"))
    caption = say("caption_plan_measures", quarter=str(plan.quarter), year=str(plan.year))
    return Table(caption, tuple(Column(each, numeric=False) for each in headings), rows)


def finished_table(plan: PlanFacts) -> Table:
    """What was finished, and when."""
    rows = tuple((name(each), _day(each)) for each in ended(plan, "finished"))
    return _texts("caption_plan_finished", ("col_one_measure", "col_ended_on"), rows)


def dropped_table(plan: PlanFacts) -> Table:
    """What was taken out, when and why."""
    rows = tuple((name(each), _day(each), each.fate_reason or NOTHING) for each in ended(plan, "dropped"))
    return _texts("caption_plan_dropped", ("col_one_measure", "col_ended_on", "col_reason"), rows)


def goes_on_table(plan: PlanFacts) -> Table:
    """What goes on to the next year, as it was or changed."""
    going = (*ended(plan, "carried"), *ended(plan, "changed"))
    rows = tuple(
        (name(each), say(f"fate_{each.fate}"), say(f"state_{each.state(plan.quarter)}"))
        for each in sorted(going, key=lambda each: each.number)
    )
    return _texts("caption_plan_goes_on", ("col_one_measure", "col_fate", "col_status"), rows)


def _texts(caption: str, headings: Sequence[str], rows: tuple[tuple[str, ...], ...], **fields: str) -> Table:
    return Table(say(caption, **fields), tuple(Column(say(each), numeric=False) for each in headings), rows)


def name(measure: MeasureFacts) -> str:
    """Its number and what it is called."""
    return say("measure", number=str(measure.number), title=measure.title)


def _status(measure: MeasureFacts, plan: PlanFacts) -> str:
    return say(f"state_{measure.state(plan.quarter)}")


def _comment(measure: MeasureFacts, plan: PlanFacts) -> str:
    """What was said with the last status, and when, unless that was in the quarter."""
    last = measure.last(plan.quarter)
    if last is None:
        return NOTHING
    comment = " ".join(last.comment.split())
    if last.quarter == plan.quarter:
        return comment or NOTHING
    return " ".join(filter(None, (say("told_then", last=_last(measure, plan)), comment)))


def _last(measure: MeasureFacts, plan: PlanFacts) -> str:
    last = measure.last(plan.quarter)
    if last is None:
        return say("never_told", year=str(plan.year))
    return say("last_told", state=say(f"state_{last.progress}"), quarter=str(last.quarter))


def _day(measure: MeasureFacts) -> str:
    return date(measure.ended_on) if measure.ended_on else NOTHING
