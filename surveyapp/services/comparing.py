"""Two rounds of a survey compared, and the report written. The only part of the app that knows the analysis."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from questionnaires.variables import codebook_of
from surveyapp.models import Report, Response, Round, Survey
from surveyapp.models.datafiles import KEY_COLUMN, RoundInfo, RoundTable
from surveyapp.models.errors import NotFoundError, SurveyAppError
from surveyapp.models.versions import questionnaire_of
from surveyapp.services import access

if TYPE_CHECKING:
    from analysis.comparing.results import Comparison
    from analysis.files.rounds import Round as ComparedRound
    from analysis.reducing.sql import StoredRounds

PAGE = "report.html"
RESULTS = "results.json"


@dataclass(frozen=True, slots=True)
class TwoRounds:
    """Which rounds of a survey are compared."""

    survey_id: UUID
    baseline_id: UUID
    followup_id: UUID


def compare(session: Session, baseline: RoundTable, followup: RoundTable) -> Comparison:
    """The comparison of two rounds, with small numbers hidden already."""
    # The analysis takes seconds to import, which no web request should wait for.
    from analysis.comparing.compare import compare as compare_rounds
    from analysis.disclosure.comparisons import protect

    before = codebook_of(questionnaire_of(session, baseline.version_id))
    after = codebook_of(questionnaire_of(session, followup.version_id))
    pair_by = KEY_COLUMN if KEY_COLUMN in baseline.header and KEY_COLUMN in followup.header else None
    return protect(compare_rounds(_round(baseline), _round(followup), before, pair_by=pair_by, followup_codebook=after))


def compare_stored(session: Session, asked: TwoRounds) -> Comparison:
    """The same, counted by the database: no respondent's answers are read, however many there are.

    Free text, lists and scores are not in it, and what routing hid counts as not answered. Raises `NotFoundError`, and
    `NotCountableError` for rounds that only their answers one by one can compare.
    """
    from analysis.comparing.compare import compare_counts
    from analysis.disclosure.comparisons import protect
    from analysis.files.rounds import RoundInfo as ComparedInfo
    from analysis.reducing.sql import counts_from_sql

    access.survey(session, "report.build", asked.survey_id)
    before, after = (session.get(Round, (asked.survey_id, each)) for each in (asked.baseline_id, asked.followup_id))
    if before is None or after is None:
        raise NotFoundError(f"Survey {asked.survey_id} has no rounds {asked.baseline_id} and {asked.followup_id}.")
    codebook = codebook_of(questionnaire_of(session, before.version_id))
    if before.version_id != after.version_id or codebook.unit == "municipality":
        raise NotCountableError(
            "The database counts two rounds of one version, and cannot follow municipalities through mergers. "
            "Export the rounds and compare them instead."
        )
    survey = session.get_one(Survey, asked.survey_id)
    codebook = codebook.model_copy(update={"variables": tuple(v for v in codebook.variables if not v.sensitive)})
    counts = counts_from_sql(
        lambda sql, values: session.connection().exec_driver_sql(sql, tuple(values)).all(),
        _where(session, survey),
        # Both databases understand an id as 32 hexadecimal digits.
        (asked.baseline_id.hex, asked.followup_id.hex),
        codebook,
    )
    infos = [ComparedInfo(**asdict(RoundInfo.of(survey, each))) for each in (before, after)]
    return protect(compare_counts(counts, codebook, infos[0], infos[1]))


def _where(session: Session, survey: Survey) -> StoredRounds:
    """Where the answers lie that were handed in and count."""
    from analysis.reducing.sql import StoredRounds

    return StoredRounds(
        "sqlite" if session.get_bind().dialect.name == "sqlite" else "postgresql",
        table=Response.__tablename__,
        document="answers",
        round="round_id",
        key=None if survey.privacy == "anonymous" else "participant_id",
        where={"survey_id": survey.id.hex, "state": "submitted"},
    )


def build_report(session: Session, asked: TwoRounds, comparison: Comparison, folder: Path, now: datetime) -> Report:
    """Write the report on two rounds that were compared into a folder of its own below `folder`.

    The folder holds the page and the results as JSON; a report that fails half-way leaves nothing behind.
    """
    from analysis.comparing.results import to_json
    from analysis.reports import write_report

    access.survey(session, "report.build", asked.survey_id)
    name = str(uuid4())
    place = folder / name
    place.mkdir(parents=True)
    try:
        page = write_report(comparison, place)
        (place / RESULTS).write_text(to_json(comparison), "utf-8")
        with access.changing_survey(session, "report.build", asked.survey_id) as survey:
            report = Report(
                **asdict(asked),
                title=f"{survey.title}: {comparison.baseline.label} – {comparison.followup.label}",
                folder=name,
                sha256=hashlib.sha256(page.read_bytes()).hexdigest(),
                created_at=now,
            )
            session.add(report)
    except BaseException:
        shutil.rmtree(place)
        raise
    return report


def report_page(session: Session, report_id: UUID, folder: Path) -> Path:
    """Where the report's page lies; raises `NotFoundError` when the row or the file is gone."""
    report = session.get(Report, report_id)
    if report is not None:
        access.survey(session, "report.see", report.survey_id)
    page = None if report is None else folder / report.folder / PAGE
    if page is None or not page.is_file():
        raise NotFoundError(f"The report {report_id} is gone. Build it again with: surveyapp report build.")
    return page


def _round(table: RoundTable) -> ComparedRound:
    """The table as the analysis meets a round read from a file: text, and null where nothing was answered."""
    import polars as pl

    from analysis.files.rounds import Round, RoundInfo

    columns = {
        name: pl.Series(name, [row[place] or None for row in table.rows], dtype=pl.String)
        for place, name in enumerate(table.header)
    }
    return Round(RoundInfo(**asdict(table.info)), pl.DataFrame(columns))


class NotCountableError(SurveyAppError):
    """Two rounds that the database cannot compare by counting."""
