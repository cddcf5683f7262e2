"""Reports that were built: the list, their files, and their results as programs read them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from surveyapp.models import Pilot, Plan, Report, Survey
from surveyapp.models.errors import NotFoundError
from surveyapp.services import access
from surveyapp.services.reporting.files import FILES, RESULTS
from surveyapp.services.reporting.ordering import seen


def reports(session: Session) -> Sequence[Report]:
    """Every report that the actor may see, also what others published to them, newest first."""
    surveys = access.surveys(session, "report.see").with_only_columns(Survey.id)
    there = access.organisations(session, "report.see")
    published = Report.published_at.is_not(None) & Report.area.in_(access.told_of(session))
    own = or_(Report.survey_id.in_(surveys), Report.survey_id.is_(None) & Report.organisation_id.in_(there))
    may = or_(own, published)
    return session.scalars(select(Report).where(may).order_by(Report.id.desc())).all()


def reports_of(session: Session, survey_id: UUID) -> Sequence[Report]:
    """A survey's reports, newest first."""
    access.survey(session, "report.see", survey_id)
    return session.scalars(select(Report).where(Report.survey_id == survey_id).order_by(Report.id.desc())).all()


def comparisons(session: Session, survey_id: UUID) -> Sequence[Report]:
    """Those of a survey's reports whose results programs can fetch: built, on two rounds, of real answers."""
    there = reports_of(session, survey_id)
    return [each for each in there if each.is_readable and each.kind == "change" and not each.rehearsed]


def synthetic(session: Session, there: Sequence[Report]) -> frozenset[UUID]:
    """Those of these reports, which the actor sees, whose survey, pilot or plan is made up, or the survey beside it."""
    made_up = (
        select(Report.id)
        .outerjoin(Survey, Survey.id.in_((Report.survey_id, Report.beside_id)))
        .outerjoin(Pilot, Pilot.id == Report.pilot_id)
        .outerjoin(Plan, Plan.id == Report.plan_id)
        .where(or_(Survey.synthetic, Pilot.synthetic, Plan.synthetic))
        .where(Report.id.in_([each.id for each in there]))
    )
    return frozenset(session.scalars(made_up))


def report(session: Session, report_id: UUID) -> Report:
    """A report, built or not; raises `NotFoundError`."""
    return seen(session, "report.see", report_id)


def file_of(session: Session, report_id: UUID, face: str, folder: Path) -> Path:
    """Where a face of the report lies; raises `NotFoundError` when it is not built, or the file is gone."""
    found = seen(session, "report.see", report_id)
    file = _file(found, folder, FILES.get(face, ""))
    if file is None:
        # It may have been built anew since the row was read.
        session.refresh(found)
        file = _file(found, folder, FILES.get(face, ""))
    if file is None:
        raise NotFoundError(f"The report {report_id} has no such file. Build it again: surveyapp report build.")
    return file


def results_of(session: Session, survey_id: UUID, report_id: UUID, folder: Path) -> bytes:
    """The comparison that a report tells of, as JSON, as it was built; raises `NotFoundError`."""
    access.survey(session, "report.see", survey_id)
    found = session.get(Report, report_id)
    file = None
    if found is not None and found.survey_id == survey_id and not found.rehearsed:
        file = _file(found, folder, RESULTS)
    if file is None:
        raise NotFoundError(f"Survey {survey_id} has no comparison {report_id}.")
    return file.read_bytes()


def _file(found: Report, folder: Path, name: str) -> Path | None:
    file = folder / found.folder / name if found.folder and name else None
    return file if file is not None and file.is_file() else None
