"""A measure through its years, and the report on a plan to the council: for a quarter, and for a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from flask import url_for
from flask_babel import gettext as _

from surveyapp.models import Account
from surveyapp.models.ids import norwegian_date
from surveyapp.services.access import Action
from surveyapp.services.planning import MeasureLine, Status, YearOfMeasure, YearOfPlan
from surveyapp.web.staff import plan_words
from surveyapp.web.staff.pages import StaffPage
from surveyapp.web.staff.plan_pages import (
    AreaStrips,
    CountRow,
    area_strips,
    begun,
    counts,
    fate_in_words,
)
from surveyapp.web.staff.plan_words import LACKING, Mark


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One status as it was told; `over`: a later one stands in its place."""

    quarter: str
    mark: Mark
    reached: str
    comment: str
    by: str
    on: date
    over: bool


@dataclass(frozen=True, slots=True)
class YearLine:
    """What the measure was in one year."""

    year: int
    title: str
    facts: tuple[tuple[str, str], ...]
    told: tuple[ToldLine, ...]


@dataclass(frozen=True, slots=True)
class QuarterAction:
    """A quarter whose status may be given now."""

    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurePage(StaffPage):
    """A measure's whole history, the newest year first; addresses are "" for what may not be done."""

    template: ClassVar[str] = "staff/plan_measure.html"
    back: tuple[str, str]
    years: tuple[YearLine, ...]
    give: tuple[QuarterAction, ...]
    change: str
    end: str
    resume: str
    delete: str
    note: str


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One measure in a report on a quarter."""

    number: int
    title: str
    owner: str
    mark: Mark
    reached: str
    comment: str


@dataclass(frozen=True, slots=True)
class ReportArea:
    """An area in a report on a quarter."""

    title: str
    lines: tuple[ReportLine, ...]


@dataclass(frozen=True, slots=True)
class FateLine:
    """What became of a measure when the year was rolled."""

    number: int
    title: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage(StaffPage):
    """The report: on a quarter its statuses with comments, on a year its strips and what became of the measures."""

    template: ClassVar[str] = "staff/plan_report.html"
    back: tuple[str, str]
    organisation: str
    source: str
    made_on: date
    closed: bool | None = None
    sentence: str
    counts: tuple[CountRow, ...] = ()
    areas: tuple[ReportArea, ...] = ()
    strips: tuple[AreaStrips, ...] = ()
    fates: tuple[FateLine, ...] = ()


def measure_page(
    account: Account,
    plan: YearOfPlan,
    history: Sequence[YearOfMeasure],
    may: frozenset[Action],
    *,
    today: date,
    note: str = "",
) -> MeasurePage:
    """The measure in the year of `plan`, and in all the others."""
    newest = next(each.measure for each in history if each.measure.year == plan.year)
    here: dict[str, Any] = {"plan_id": plan.plan_id, "measure_id": newest.id}
    changes = "plan.change" in may and not plan.rolled
    is_new = not newest.statuses and newest.previous_id is None
    give = [
        each for each in begun(plan.year, today) if each not in plan.closed and "plan.change" in may and not newest.over
    ]
    return MeasurePage(
        title=_("Tiltak %(number)s", number=newest.number),
        part_of=plan.title,
        signed_in=account.name,
        synthetic=plan.synthetic,
        back=(url_for("plans.year", plan_id=plan.plan_id, year=plan.year), f"{plan.title}, {plan.year}"),
        years=tuple(_year(each) for each in history),
        give=tuple(
            QuarterAction(plan_words.quarter(each, plan.year), url_for("plan_changes.status", **here, quarter=each))
            for each in give
        ),
        change=url_for("plan_changes.change_measure", **here) if changes and not newest.over else "",
        end=url_for("plan_changes.end", **here) if changes and not newest.over else "",
        resume=url_for("plan_changes.resume", **here) if changes and newest.over else "",
        delete=url_for("plan_changes.delete", **here) if changes and is_new else "",
        note=note,
    )


def _year(each: YearOfMeasure) -> YearLine:
    measure = each.measure
    newest = {status.quarter: status.revision for status in each.told}
    return YearLine(
        measure.year,
        measure.title,
        tuple((name, words) for name, words in _facts(each) if words),
        tuple(_told(measure, status, over=status.revision < newest[status.quarter]) for status in each.told),
    )


def _facts(each: YearOfMeasure) -> tuple[tuple[str, str], ...]:
    measure = each.measure
    return (
        (_("Satsingsområde"), each.area),
        (_("Mål"), each.goal),
        (_("Ansvarlig"), measure.owner),
        (_("Type"), str(plan_words.KINDS[measure.kind])),
        (_("Måltall"), plan_words.target_in_words(measure.target) if measure.target else ""),
        (_("Delmål"), "; ".join(str(plan_words.SUB_GOALS[letter]) for letter in measure.sub_goals)),
        (_("Hovedutfordring"), "; ".join(str(plan_words.CHALLENGES[number]) for number in measure.challenges)),
        (_("Spørsmål i kommuneundersøkelsen"), ", ".join(measure.indicators)),
        (_("Videre"), fate_in_words(measure)),
    )


def _told(measure: MeasureLine, status: Status, *, over: bool) -> ToldLine:
    return ToldLine(
        plan_words.quarter(status.quarter, measure.year),
        plan_words.mark(status.progress),
        plan_words.reached_in_words(measure.target, status),
        status.comment,
        _("Gitt av den ansvarlige") if status.given_by == "owner" else _("Lagt inn av koordinator"),
        norwegian_date(status.given_at),
        over,
    )


def quarter_report(account: Account, plan: YearOfPlan, quarter: int, today: date) -> ReportPage:
    """What the council reads of one quarter: every measure with its status and comment."""
    found = plan.counts(quarter)
    told = found.total() - found[LACKING]
    numbers = {"told": told, "total": found.total(), "done": found["done"], "stopped": found["stopped"]}
    return ReportPage(
        **_common(account, plan, today),
        title=_("Status for %(quarter)s", quarter=plan_words.quarter(quarter, plan.year)),
        closed=quarter in plan.closed,
        sentence=_(
            "%(told)s av %(total)s tiltak har status. %(done)s er gjennomført, og %(stopped)s er avbrutt.", **numbers
        ),
        areas=tuple(
            ReportArea(
                area,
                tuple(
                    _line(measure, quarter)
                    for goal in plan.goals
                    if goal.area == area
                    for measure in goal.measures
                    if quarter in measure.statuses or measure.expected(quarter)
                ),
            )
            for area in plan.areas
        ),
    )


def _line(measure: MeasureLine, quarter: int) -> ReportLine:
    status = measure.statuses.get(quarter)
    return ReportLine(
        measure.number,
        measure.title,
        measure.owner,
        plan_words.mark(status.progress if status else LACKING),
        plan_words.reached_in_words(measure.target, status) if status else "",
        status.comment if status else "",
    )


def year_report(account: Account, plan: YearOfPlan, today: date) -> ReportPage:
    """What the council reads of a year: the strips, and what became of each measure."""
    done = sum(1 for each in plan.measures if each.latest is not None and each.latest.progress == "done")
    total = sum(1 for _each in plan.measures)
    return ReportPage(
        **_common(account, plan, today),
        title=_("Årsrapport %(year)s", year=plan.year),
        sentence=_("%(done)s av %(total)s tiltak er gjennomført etter siste status.", done=done, total=total),
        counts=counts(plan, today),
        strips=tuple(area_strips(plan, frozenset(), today)),
        fates=tuple(FateLine(each.number, each.title, fate_in_words(each)) for each in plan.measures if each.fate),
    )


def _common(account: Account, plan: YearOfPlan, today: date) -> dict[str, Any]:
    """What both reports have."""
    return {
        "part_of": plan.title,
        "signed_in": account.name,
        "synthetic": plan.synthetic,
        "back": (url_for("plans.year", plan_id=plan.plan_id, year=plan.year), f"{plan.title}, {plan.year}"),
        "organisation": plan.organisation,
        "source": plan.source,
        "made_on": today,
    }
