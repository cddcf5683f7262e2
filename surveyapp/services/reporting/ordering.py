"""What somebody wants a report on; the order stays, so that the report can be built again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from questionnaires.classifications import ClassificationError, kommune, kommuner_in_area
from surveyapp.models import Pilot, PilotUnit, Plan, PlanYear, Report, Round, Survey
from surveyapp.models.errors import NotFoundError, SurveyAppError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.oversight import is_of_municipalities
from surveyapp.models.plans import QUARTERS
from surveyapp.models.reports import REPORT_LANGUAGES, ReportLanguage
from surveyapp.models.rights import Action
from surveyapp.models.surveys import round_of
from surveyapp.services import access
from surveyapp.services.reporting.files import discard
from surveyapp.services.reporting.gathering import SOURCES, beside_rounds
from surveyapp.services.reporting.secrecy import require_over


class WrongOrderError(SurveyAppError):
    """There is no such report; `field`: what of the order to mend."""

    def __init__(self, field: str, told: str) -> None:
        super().__init__(told)
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a report is to be, and of what; see `Report`."""

    kind: str
    language: ReportLanguage = "nb"
    survey_id: UUID | None = None
    baseline_id: UUID | None = None
    followup_id: UUID | None = None
    beside_id: UUID | None = None
    pilot_id: UUID | None = None
    plan_id: UUID | None = None
    year: int | None = None
    quarter: int | None = None
    area: str = ""
    rehearsed: bool = False
    counted: bool = False


def order(session: Session, wanted: Order, now: datetime) -> UUID:
    """Put down what is wanted, for whoever builds; the same twice is two reports.

    Raises `WrongOrderError`, `NotFoundError`, `RoundErasedError` and `RoundStillOpenError`.
    """
    if wanted.kind not in SOURCES:
        raise WrongOrderError("kind", f"There is no report of the kind {wanted.kind!r}: {', '.join(SOURCES)}.")
    if wanted.language not in REPORT_LANGUAGES:
        raise WrongOrderError("language", f"Reports are written in one of: {', '.join(REPORT_LANGUAGES)}.")
    source = SOURCES[wanted.kind]
    if bool(source.about) != bool(wanted.area):
        told = f"Say which {source.about} it is about." if source.about else "This report is about all: name no area."
        raise WrongOrderError("area", told)
    of = subject_named(session, wanted)
    if not wanted.rehearsed:
        require_over(session, wanted.survey_id, (wanted.baseline_id, wanted.followup_id), norwegian_date(now))
    _require_beside(session, wanted, of, now)
    with changing_subject(session, "report.build", of, ordered=wanted.kind):
        title = _title(session, wanted, of)
        made = Report(organisation_id=of.organisation_id, title=title, created_at=now, **asdict(wanted))
        session.add(made)
    return made.id


def _require_beside(session: Session, wanted: Order, of: Survey | Pilot | Plan, now: datetime) -> None:
    """Raises `WrongOrderError`, `NotFoundError` and `ForbiddenError` unless the survey beside may be told there."""
    if wanted.beside_id is None:
        return
    if not SOURCES[wanted.kind].beside or wanted.rehearsed:
        raise WrongOrderError("beside", f"A report of the kind {wanted.kind!r} has no other survey beside it.")
    beside = access.survey(session, "report.build", wanted.beside_id)
    if beside.id == of.id or beside.organisation_id != of.organisation_id:
        raise WrongOrderError("beside", "Name another survey of the same organisation.")
    if not beside_rounds(session, beside.id, norwegian_date(now)):
        raise WrongOrderError("beside", "The survey beside it has no round that may be told.")
    if isinstance(of, Survey) and beside.questionnaire_id == of.questionnaire_id:
        raise WrongOrderError("beside", "The survey beside it asks the same. Name one that asks others.")


def order_again(session: Session, report_id: UUID) -> None:
    """Let the report be built anew; while it is being built, nothing happens. Raises `NotFoundError`."""
    with changing(session, "report.build", report_id, again=True) as found:
        if found.state != "building":
            found.state = "waiting"


def remove(session: Session, report_id: UUID, folder: Path) -> None:
    """Delete the report with its files and its authors' paragraphs, for good. Raises `NotFoundError`."""
    with changing(session, "report.build", report_id, removed=True) as found:
        place = found.folder
        session.execute(delete(Report).where(Report.id == report_id))
    if place is not None:
        discard(folder / place)


def subject_of(session: Session, found: Report) -> Survey | Pilot | Plan:
    """The survey, pilot or plan that a report is of."""
    of: Survey | Pilot | Plan
    if found.survey_id is not None:
        of = session.get_one(Survey, found.survey_id)
    elif found.pilot_id is not None:
        of = session.get_one(Pilot, found.pilot_id)
    else:
        of = session.get_one(Plan, found.plan_id)
    return of


def seen(session: Session, action: Action, report_id: UUID) -> Report:
    """The report, if the actor may do this with it at its owner, or it was published to them.

    Raises `NotFoundError` and `ForbiddenError`.
    """
    found = session.get(Report, report_id)
    if found is None:
        raise NotFoundError(f"There is no report {report_id}.")
    try:
        if found.survey_id is not None:
            access.survey(session, action, found.survey_id)
        else:
            access.require(session, action, found.organisation_id)
    except NotFoundError as hidden:
        told_of = found.published_at is not None and found.area in access.told_of(session)
        if action != "report.see" or not told_of:
            raise NotFoundError(f"There is no report {report_id}.") from hidden
    return found


@contextmanager
def changing(session: Session, action: Action, report_id: UUID, **about: Any) -> Iterator[Report]:
    """A transaction that does this with a report, which is given, held; raises as `seen`."""
    of = subject_of(session, seen(session, action, report_id))
    with changing_subject(session, action, of, report=str(report_id), **about):
        held = session.get(Report, report_id, with_for_update=True, populate_existing=True)
        if held is None:
            raise NotFoundError(f"There is no report {report_id}.")
        yield held


@contextmanager
def changing_subject(session: Session, action: Action, of: Survey | Pilot | Plan, **about: Any) -> Iterator[None]:
    """A transaction that does this with what reports are of."""
    if isinstance(of, Survey):
        with access.changing_survey(session, action, of.id, **about):
            yield
    else:
        with access.changing(session, action, of.organisation_id, **about):
            yield


def subject_named(session: Session, wanted: Order) -> Survey | Pilot | Plan:
    """What an order is of, if it names what its kind needs; whether it is there is not told to whoever may not."""
    needs = SOURCES[wanted.kind].of
    of: Survey | Pilot | Plan | None
    if needs in ("rounds", "round"):
        of = session.get(Survey, wanted.survey_id) if wanted.survey_id else None
    elif needs == "pilot":
        of = session.get(Pilot, wanted.pilot_id) if wanted.pilot_id else None
    else:
        of = session.get(Plan, wanted.plan_id) if wanted.plan_id else None
    if of is None:
        raise NotFoundError(f"A report of the kind {wanted.kind!r} is of a {NAMES[needs]}, which is not there.")
    return of


NAMES = {"rounds": "survey", "round": "survey", "pilot": "pilot", "year": "plan", "quarter": "plan"}


def _title(session: Session, wanted: Order, of: Survey | Pilot | Plan) -> str:
    """What the order is of, in words; raises `WrongOrderError`, `NotFoundError` and `RoundErasedError`."""
    needs = SOURCES[wanted.kind].of
    if needs in ("year", "quarter"):
        if wanted.year is None or session.get(PlanYear, (of.id, wanted.year)) is None:
            raise WrongOrderError("year", "The plan has no such year.")
        if (wanted.quarter in QUARTERS) != (needs == "quarter"):
            raise WrongOrderError("quarter", f"A report of the kind {wanted.kind!r} is of a {needs}.")
        return f"{of.title} {wanted.year}" + (f", {wanted.quarter}. kvartal" if wanted.quarter else "")
    if needs == "pilot":
        unit = _unit(session, wanted)
        return f"{unit} – {of.title}" if unit else of.title
    asked = [wanted.baseline_id]
    # A survey may be rehearsed before anybody has thought of its second round.
    one_will_do = wanted.rehearsed or SOURCES[wanted.kind].alone
    if needs == "rounds" and not (one_will_do and wanted.followup_id is None):
        asked.append(wanted.followup_id)
    if None in asked or len(set(asked)) < len(asked):
        raise WrongOrderError("rounds", "Name the rounds that it is of, each once.")
    rounds = [round_of(session, of.id, each) for each in asked if each]
    if not wanted.rehearsed:
        for each in rounds:
            each.require_kept()
    title = f"{of.title}: {' – '.join(each.label for each in rounds)}"
    about = _about(session, wanted, rounds[-1])
    return f"{about} – {title}" if about else title


def _unit(session: Session, wanted: Order) -> str:
    """The unit of a pilot that it is about, as the pilot calls it; raises `WrongOrderError`."""
    if SOURCES[wanted.kind].about != "unit":
        return ""
    units = select(PilotUnit).where(PilotUnit.pilot_id == wanted.pilot_id, PilotUnit.unit_id.is_not(None))
    found = next((each.name for each in session.scalars(units) if str(each.unit_id) == wanted.area), None)
    if found is None:
        raise WrongOrderError("area", f"The pilot has no unit {wanted.area!r}. Name it by its id.")
    return found


def _about(session: Session, wanted: Order, last: Round) -> str:
    """Whom a report on municipalities is about, in words; raises `WrongOrderError`."""
    source = SOURCES[wanted.kind]
    survey = session.get_one(Survey, last.survey_id)
    if source.unit == "municipality" and not is_of_municipalities(session, survey, last.version_id):
        raise WrongOrderError("rounds", "This report is of a survey that municipalities answer in their own name.")
    if source.about == "municipality":
        try:
            return kommune(wanted.area, last.classified_on).label
        except ClassificationError as error:
            raise WrongOrderError("area", str(error)) from error
    if source.about == "county_governor" and not kommuner_in_area(wanted.area, last.classified_on):
        raise WrongOrderError("area", f"No statsforvalter serves {wanted.area!r} on {last.classified_on}.")
    return wanted.area
