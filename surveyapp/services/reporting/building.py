"""An order -> the report's files: written into a folder aside, which takes the former one's place when it is whole."""

from __future__ import annotations

import errno
import hashlib
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import structlog
from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from surveyapp.models import Report, ReportNote, Round, Survey
from surveyapp.models.errors import NotFoundError, RoundErasedError, RoundStillOpenError, SurveyAppError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.reports import Problem
from surveyapp.models.surveys import OVER
from surveyapp.models.telling import told
from surveyapp.services import access
from surveyapp.services.comparing import NotCountableError
from surveyapp.services.reporting.files import FIGURES, FILES, MATERIAL, NOTE, RESULTS, discard
from surveyapp.services.reporting.gathering import SOURCES
from surveyapp.services.reporting.ordering import changing
from surveyapp.services.reporting.secrecy import require_over

if TYPE_CHECKING:
    from analysis.reports.material import Material

    _Material = Material

_LOG = structlog.get_logger("medvirk")

LEASE = timedelta(minutes=15)
"""So long a build has; then another may take it, for the first one is gone."""
FORGOTTEN = timedelta(days=1)
"""After so long, a folder that no report has is what a killed build left behind."""


class BeingBuiltError(SurveyAppError):
    """Somebody else builds the same report now."""


class ReportNotBuiltError(SurveyAppError):
    """The report could not be built; `problem` says why. What was built before is still there."""

    def __init__(self, problem: Problem, why: str) -> None:
        super().__init__(f"The report was not built: {why}")
        self.problem = problem


def build(
    session: Session, report_id: UUID, folder: Path, now: datetime, *, faces: Sequence[str] = tuple(FILES)
) -> Report:
    """Build the report into a folder of its own below `folder`; what was there before is read until it is whole.

    Raises `NotFoundError`, `BeingBuiltError` and `ReportNotBuiltError`, which the report tells of from then on.
    """
    _take(session, report_id, now)
    return _make(session, report_id, folder, now, faces)


def build_if_waiting(
    session: Session, report_id: UUID, folder: Path, now: datetime, *, faces: Sequence[str] = tuple(FILES)
) -> bool:
    """The same if it still waits, or its builder is gone; False when another has built it meanwhile."""
    if not _take(session, report_id, now, waiting=True):
        return False
    _make(session, report_id, folder, now, faces)
    return True


def _make(session: Session, report_id: UUID, folder: Path, now: datetime, faces: Sequence[str]) -> Report:
    name = str(uuid4())
    try:
        sha256 = _write(session, report_id, folder / name, now, faces)
        former = _put(session, report_id, now, (name, sha256))
    except BaseException as error:
        discard(folder / name)
        if isinstance(error, BeingBuiltError):
            raise
        problem = problem_of(error)
        _fail(session, report_id, now, problem)
        if not isinstance(error, Exception):
            raise
        raise ReportNotBuiltError(problem, str(error)) from error
    if former is not None:
        discard(folder / former)
    return session.get_one(Report, report_id)


def build_waiting(session: Session, folder: Path, now: datetime) -> tuple[int, int]:
    """Build every report that waits, and those whose builder is gone; how many were built, and how many were not.

    The newest first, so that whoever orders one does not wait for hundreds; several may build at the same time.
    """
    access.require_operator(session)
    began = monotonic()
    built = failed = 0
    for each in told(session, "Building reports", _next_waiting(session, now), _waiting(session, now)):
        try:
            built += build_if_waiting(session, each, folder, now + timedelta(seconds=monotonic() - began))
        except (BeingBuiltError, NotFoundError):
            continue
        except ReportNotBuiltError as error:
            _LOG.error("report_not_built", report=str(each), why=error.problem, error=type(error.__cause__).__name__)
            failed += 1
    return built, failed


def _next_waiting(session: Session, now: datetime) -> Iterator[UUID]:
    """What waits, each once; what is ordered meanwhile too."""
    tried = set[UUID]()
    while ids := [each for each in session.scalars(_those_waiting(now)) if each not in tried]:
        tried.add(ids[0])
        yield ids[0]


def _waiting(session: Session, now: datetime) -> int:
    return len(session.scalars(_those_waiting(now)).all())


def _those_waiting(now: datetime) -> Select[UUID]:
    gone = (Report.state == "building") & (Report.started_at < now - LEASE)
    return select(Report.id).where(or_(Report.state == "waiting", gone)).order_by(Report.id.desc())


def sweep(session: Session, folder: Path, now: datetime) -> int:
    """Remove the folders that no report has: of erased surveys, and what killed builds left; how many that were."""
    access.require_operator(session)
    known = set(session.scalars(select(Report.folder)))
    before = (now - FORGOTTEN).timestamp()
    there = [each for each in folder.iterdir() if each.is_dir()] if folder.is_dir() else []
    gone = [each for each in there if each.name not in known and each.stat().st_mtime < before]
    for each in gone:
        discard(each)
    return len(gone)


def _take(session: Session, report_id: UUID, now: datetime, *, waiting: bool = False) -> bool:
    """Let nobody else build it from now on; when it must be `waiting` and is not, nothing happens."""
    with changing(session, "report.build", report_id, building=True) as found:
        if found.state == "building" and found.started_at is not None and found.started_at > now - LEASE:
            raise BeingBuiltError("Somebody builds this report now. Wait until it is done.")
        takes = not waiting or found.state in ("waiting", "building")
        if takes:
            found.state, found.started_at = "building", now
    return takes


def _write(session: Session, report_id: UUID, place: Path, now: datetime, faces: Sequence[str]) -> str:
    """Write all files of the report into the place; returns the SHA-256 of the results."""
    # The analysis takes seconds to import, which no web request should wait for.
    from analysis.comparing.results import to_json
    from analysis.figures.cache import kept_in
    from analysis.reports.folders import keep_report
    from analysis.reports.material import material_to_json
    from analysis.wording.language import speaking

    found = session.get_one(Report, report_id)
    kind, language, former = found.kind, found.language, found.folder
    if not found.rehearsed:
        require_over(session, found.survey_id, (found.baseline_id, found.followup_id), norwegian_date(now))
    material = _whole(session, found, SOURCES[kind].gather(session, found, now), now)
    place.mkdir(parents=True)
    drawn = [] if former is None else [place.parent / former / FIGURES]
    if former is not None:
        # What shows the same need not be made again.
        for name in (*FILES.values(), NOTE):
            with suppress(FileNotFoundError):
                shutil.copyfile(place.parent / former / name, place / name)
    with speaking(language), kept_in(place / FIGURES, *drawn):
        keep_report(material, kind, place, faces)
    results = material_to_json(material).encode()
    (place / MATERIAL).write_bytes(results)
    if material.comparisons:
        (place / RESULTS).write_text(to_json(material.main), "utf-8")
    return hashlib.sha256(results).hexdigest()


def _whole(session: Session, found: Report, gathered: _Material, now: datetime) -> _Material:
    """The material with what every report has: the authors' paragraphs, and which rounds still take answers."""
    from analysis.reports.material import Note

    notes = session.scalars(select(ReportNote).where(ReportNote.report_id == found.id).order_by(ReportNote.section))
    asked = Round.survey_id == found.survey_id, Round.id.in_((found.baseline_id, found.followup_id))
    names = [each.label for each in _taking_answers(session, asked, norwegian_date(now))]
    beside = [name for each in gathered.comparisons[1:] for name in (each.baseline.label, each.followup.label)]
    asked = Round.survey_id == found.beside_id, Round.label.in_(beside)
    others = _taking_answers(session, asked, norwegian_date(now))
    names += [f"{session.get_one(Survey, each.survey_id).title}: {each.label}" for each in others]
    return replace(
        gathered,
        notes=tuple(Note(each.section, each.text, each.fingerprint) for each in notes),
        still_open=() if found.rehearsed else tuple(names),
        rehearsed=found.rehearsed,
    )


def _taking_answers(session: Session, asked: tuple[ColumnElement[bool], ...], today: date) -> list[Round]:
    rounds = session.scalars(select(Round).where(*asked).order_by(Round.number))
    return [each for each in rounds if each.state_on(today) not in OVER]


def _put(session: Session, report_id: UUID, started: datetime, made: tuple[str, str]) -> str | None:
    """Let the folder be the report's from now on; returns the former one. Raises `BeingBuiltError`."""
    with changing(session, "report.build", report_id, built=True) as found:
        if found.state != "building" or found.started_at != started:
            raise BeingBuiltError("This took so long that somebody else has built the report meanwhile.")
        former = found.folder
        found.folder, found.sha256 = made
        found.state, found.problem, found.built_at = "ready", "", started
    return former


def _fail(session: Session, report_id: UUID, started: datetime, problem: Problem) -> None:
    """Note why there are no new files; not when the report is gone, or another has taken it over."""
    try:
        with changing(session, "report.build", report_id, failed=problem) as found:
            if found.state == "building" and found.started_at == started:
                found.state, found.problem = "failed", problem
    except NotFoundError:
        return


def problem_of(error: BaseException) -> Problem:
    """What stood in the way, by what was raised."""
    from analysis.reports.material import LacksMaterialError

    known: tuple[tuple[type[BaseException], Problem], ...] = (
        (NotFoundError, "gone"),
        (RoundErasedError, "erased"),
        (RoundStillOpenError, "open"),
        (NotCountableError, "not_counted"),
        (LacksMaterialError, "lacking"),
    )
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES):
        return "disk"
    return next((word for kind, word in known if isinstance(error, kind)), "broken")
