"""What the pages of action plans say: the list, one year as strips of quarters, a measure's history, the report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from flask import url_for
from flask_babel import gettext as _

from surveyapp.models import Account
from surveyapp.models.plans import PROGRESS, QUARTERS, Quarter
from surveyapp.services.access import Action
from surveyapp.services.planning import Coming, MeasureLine, PlanLine, YearOfPlan
from surveyapp.web.staff import plan_words
from surveyapp.web.staff.pages import StaffPage
from surveyapp.web.staff.plan_clock import AskingLine, asking_line
from surveyapp.web.staff.plan_words import AHEAD, ENDED, LACKING, Mark


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """One plan in the list."""

    title: str
    about: str
    href: str
    synthetic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlansPage(StaffPage):
    """The plans that the account may see; `new`: where one is begun, if it may."""

    template: ClassVar[str] = "staff/plans.html"
    plans: tuple[PlanEntry, ...]
    new: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One quarter of a strip; `href` changes it, `reached` is the target's value then."""

    quarter: int
    mark: Mark
    reached: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """A measure and its quarters."""

    number: int
    title: str
    href: str
    about: tuple[str, ...]
    fate: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class GoalStrips:
    """A goal and the strips of its measures; `change`: where its words are changed."""

    id: str
    title: str
    change: str
    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class AreaStrips:
    """An area and its goals."""

    title: str
    goals: tuple[GoalStrips, ...]


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many measures have a progress in each quarter."""

    mark: Mark
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuarterLine:
    """What may be done with a quarter that has begun; `closed`: it takes no more statuses. `ask_first`: to close it."""

    number: int
    words: str
    told: str
    closed: bool
    report: str
    ask: str
    close: str
    ask_first: bool
    reopen: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a list to choose from."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPage(StaffPage):
    """One year of a plan. Addresses are "" for what the reader may not do."""

    template: ClassVar[str] = "staff/plan_year.html"
    back: tuple[str, str]
    source: str
    organisation: str
    year: int
    years: tuple[tuple[int, str], ...]
    rolled: bool
    note: str
    areas: tuple[AreaStrips, ...]
    filter: tuple[Choice, ...]
    counts: tuple[CountRow, ...]
    quarters: tuple[QuarterLine, ...]
    asking: AskingLine | None
    report: str
    new_goal: str
    new_measure: str
    roll: str


def plans_page(account: Account, plans: Sequence[PlanLine], *, may_make: bool) -> PlansPage:
    """The list."""
    return PlansPage(
        title=_("Handlingsplaner"),
        signed_in=account.name,
        synthetic=any(plan.synthetic for plan in plans),
        plans=tuple(
            PlanEntry(
                plan.title,
                f"{plan.organisation}, {plan.year}",
                url_for("plans.year", plan_id=plan.id, year=plan.year),
                plan.synthetic,
            )
            for plan in plans
        ),
        new=url_for("plan_making.new_plan") if may_make else "",
    )


def year_page(
    account: Account,
    plan: YearOfPlan,
    may: frozenset[Action],
    *,
    today: date,
    coming: Coming | None,
    area: str = "",
    note: str = "",
) -> YearPage:
    """The year as strips of quarters, whole or one area of it."""
    here: dict[str, Any] = {"plan_id": plan.plan_id, "year": plan.year}
    changes = "plan.change" in may and not plan.rolled
    return YearPage(
        title=_("%(title)s, %(year)s", title=plan.title, year=plan.year),
        part_of=_("Handlingsplaner"),
        signed_in=account.name,
        synthetic=plan.synthetic,
        back=(url_for("plans.plans"), _("Handlingsplaner")),
        source=plan.source,
        organisation=plan.organisation,
        year=plan.year,
        years=tuple((each, url_for("plans.year", plan_id=plan.plan_id, year=each)) for each in plan.years),
        rolled=plan.rolled,
        note=note,
        areas=tuple(area_strips(plan, may, today, area)),
        filter=tuple(Choice(str(number), name, str(number) == area) for number, name in enumerate(plan.areas, start=1)),
        counts=counts(plan, today),
        quarters=tuple(_quarter(plan, each, may, today) for each in begun(plan.year, today)),
        asking=asking_line(plan, coming) if "plan.change" in may else None,
        report=url_for("plans.report", **here),
        new_goal=url_for("plan_changes.new_goal", **here) if changes else "",
        new_measure=url_for("plan_changes.new_measure", **here) if changes and plan.goals else "",
        roll=url_for("plan_making.roll", **here) if changes and any(True for _each in plan.measures) else "",
    )


def begun(year: int, today: date) -> tuple[int, ...]:
    """The quarters of the year that something can be told of."""
    return tuple(each for each in QUARTERS if Quarter(year, each).first_day <= today)


def area_strips(plan: YearOfPlan, may: frozenset[Action], today: date, area: str = "") -> Iterable[AreaStrips]:
    """The areas with their goals and measures; all, or the one with this number."""
    changes = "plan.change" in may
    for number, name in enumerate(plan.areas, start=1):
        if area and area != str(number):
            continue
        goals = [goal for goal in plan.goals if goal.area == name]
        yield AreaStrips(
            name,
            tuple(
                GoalStrips(
                    f"goal-{goal.id.hex}",
                    goal.title,
                    url_for("plan_changes.change_goal", plan_id=plan.plan_id, goal_id=goal.id)
                    if changes and not plan.rolled
                    else "",
                    tuple(strip(plan, measure, today, changes=changes) for measure in goal.measures),
                )
                for goal in goals
            ),
        )


def strip(plan: YearOfPlan, measure: MeasureLine, today: date, *, changes: bool) -> Strip:
    """One measure: who has it, what it is to reach, and its quarters."""
    about = [measure.owner, str(plan_words.KINDS[measure.kind])]
    if measure.target is not None:
        about.append(plan_words.target_in_words(measure.target))
    return Strip(
        measure.number,
        measure.title,
        url_for("plans.measure", plan_id=plan.plan_id, measure_id=measure.id),
        tuple(about),
        fate_in_words(measure),
        tuple(_cell(plan, measure, number, today, changes=changes) for number in QUARTERS),
    )


def fate_in_words(measure: MeasureLine) -> str:
    """What became of it, and why."""
    if measure.fate is None:
        return ""
    words = str(plan_words.FATES[measure.fate])
    return f"{words}: {measure.fate_reason}" if measure.fate_reason else words


def _cell(plan: YearOfPlan, measure: MeasureLine, number: int, today: date, *, changes: bool) -> Cell:
    status = measure.statuses.get(number)
    open_now = number in begun(plan.year, today) and number not in plan.closed
    href = ""
    if changes and open_now:
        href = url_for("plan_changes.status", plan_id=plan.plan_id, measure_id=measure.id, quarter=number)
    if status is not None:
        return Cell(number, plan_words.mark(status.progress), plan_words.reached_in_words(measure.target, status), href)
    if not measure.expected(number):
        return Cell(number, plan_words.mark(ENDED), "", href)
    return Cell(number, plan_words.mark(LACKING if number in begun(plan.year, today) else AHEAD), "", href)


def counts(plan: YearOfPlan, today: date) -> tuple[CountRow, ...]:
    """How many measures stand where in each quarter that has begun."""
    by_quarter = [plan.counts(each) for each in begun(plan.year, today)]
    rest = len(QUARTERS) - len(by_quarter)
    return tuple(
        CountRow(
            plan_words.mark(progress),
            (*(str(each[progress]) for each in by_quarter), *("–" for _quarter in range(rest))),
        )
        for progress in (*PROGRESS, LACKING)
    )


def _quarter(plan: YearOfPlan, number: int, may: frozenset[Action], today: date) -> QuarterLine:
    here: dict[str, Any] = {"plan_id": plan.plan_id, "year": plan.year, "quarter": number}
    found = plan.counts(number)
    changes, closed = "plan.change" in may, number in plan.closed
    told = found.total() - found[LACKING]
    return QuarterLine(
        number,
        plan_words.quarter(number, plan.year),
        _("%(told)s av %(total)s tiltak har status", told=told, total=found.total()),
        closed,
        report=url_for("plans.quarter_report", **here),
        ask=url_for("plan_asking.ask", **here) if changes and not closed else "",
        close=url_for("plan_changes.close", **here) if changes and not closed else "",
        ask_first=bool(plan_words.before_closing(plan, number, today)),
        reopen=url_for("plan_changes.reopen", **here) if changes and closed else "",
    )
