"""Two rounds of a survey compared, and one round counted, with small numbers hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from questionnaires.codebook import Codebook
from questionnaires.variables import codebook_of
from surveyapp.models import Report, Response, Round, Survey
from surveyapp.models.datafiles import KEY_COLUMN, RoundInfo, RoundTable
from surveyapp.models.errors import NotFoundError, RoundStillOpenError, SurveyAppError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.results import CodeResult, RoundResults, VariableResult
from surveyapp.models.surveys import OVER, round_of
from surveyapp.models.versions import questionnaire_of
from surveyapp.services import access

if TYPE_CHECKING:
    from analysis.comparing.results import Comparison, ItemResult
    from analysis.comparing.values import CodeCount, Distribution
    from analysis.files.rounds import Round as ComparedRound
    from analysis.reducing.sql import StoredRounds
    from analysis.reports import telling

    Told = telling.Told

MATERIAL = "material.json"
"""Beside a report: all that it tells of."""
RESULTS = "results.json"
"""Beside a report: the comparison that it tells of."""


PARTED_BY = ("tilbudsniva", "role")
"""What persons' answers are told group by group by: the service's level in the pyramid, or else who answers."""


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
    return protect(
        compare_rounds(as_read(baseline), as_read(followup), before, pair_by=pair_by, followup_codebook=after)
    )


def by_group(session: Session, rounds: Sequence[RoundTable]) -> Comparison:
    """One round told alone, or two compared, by the first of `PARTED_BY` that every round asks; protected.

    It is one of them only: two ways of parting the same answers could tell of a group that each hides.
    """
    from analysis.comparing.alone import describe
    from analysis.comparing.compare import compare as compare_rounds
    from analysis.disclosure.comparisons import protect

    books = [codebook_of(questionnaire_of(session, each.version_id)) for each in rounds]
    read = [as_read(each) for each in rounds]
    by = next((each for each in PARTED_BY if all(each in table.header for table in rounds)), None)
    if len(read) == 1:
        return protect(describe(read[0], books[0], by=by))
    pair_by = KEY_COLUMN if all(KEY_COLUMN in each.header for each in rounds) else None
    return protect(compare_rounds(read[0], read[1], books[0], pair_by=pair_by, followup_codebook=books[1], by=by))


def compare_stored(session: Session, asked: TwoRounds) -> Comparison:
    """The same, counted by the database: no respondent's answers are read, however many there are.

    Free text, lists and scores are not in it, and what routing hid counts as not answered. Raises `NotFoundError`,
    `RoundErasedError`, and `NotCountableError` for rounds that only their answers one by one can compare.
    """
    access.survey(session, "report.build", asked.survey_id)
    before, after = (session.get(Round, (asked.survey_id, each)) for each in (asked.baseline_id, asked.followup_id))
    if before is None or after is None:
        raise NotFoundError(f"Survey {asked.survey_id} has no rounds {asked.baseline_id} and {asked.followup_id}.")
    for each in (before, after):
        each.require_kept()
    codebook = codebook_of(questionnaire_of(session, before.version_id))
    if before.version_id != after.version_id or codebook.unit == "municipality":
        raise NotCountableError(
            "The database counts two rounds of one version, and cannot follow municipalities through mergers. "
            "Export the rounds and compare them instead."
        )
    survey = session.get_one(Survey, asked.survey_id)
    return _compare_counted(session, survey, codebook, (before, after))


def _compare_counted(
    session: Session, survey: Survey, codebook: Codebook, rounds: tuple[Round, Round | None]
) -> Comparison:
    """Two rounds of one version that the database counts, with small numbers hidden; or one round, with no other."""
    from analysis.comparing.compare import compare_counts
    from analysis.disclosure.comparisons import protect
    from analysis.files.rounds import RoundInfo as ComparedInfo
    from analysis.reducing.sql import counts_from_sql

    codebook = codebook.model_copy(update={"variables": tuple(v for v in codebook.variables if not v.sensitive)})
    # Both databases understand an id as 32 hexadecimal digits; no round has the empty one.
    first, second = (each.id.hex if each is not None else UUID(int=0).hex for each in rounds)
    counts = counts_from_sql(
        lambda sql, values: session.connection().exec_driver_sql(sql, tuple(values)).all(),
        _where(session, survey),
        (first, second),
        codebook,
    )
    infos = [ComparedInfo(**asdict(RoundInfo.of(survey, each or rounds[0]))) for each in rounds]
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


def told(comparison: Comparison) -> Told:
    """The comparison in words by sub-goal, for whoever oversees the municipalities in it."""
    from analysis.reports.telling import tell

    return tell(comparison)


def round_results(session: Session, survey_id: UUID, round_id: UUID, folder: Path, now: datetime) -> RoundResults:
    """One round's results, counted by the database. They show nothing that a report on the round hides.

    Raises `NotFoundError`, `RoundErasedError`, and `RoundStillOpenError` before the round is over.
    """
    survey = access.survey(session, "report.see", survey_id)
    taken = round_of(session, survey_id, round_id)
    taken.require_kept()
    if taken.state_on(norwegian_date(now)) not in OVER:
        raise RoundStillOpenError(taken.closes_on)
    info = RoundInfo.of(survey, taken)
    found = _compare_counted(session, survey, codebook_of(questionnaire_of(session, taken.version_id)), (taken, None))
    told_before = _told_of(session, taken, folder)
    rate = found.baseline.response_rate
    return RoundResults(
        round_id=round_id,
        label=info.label,
        date=info.date,
        respondents=found.baseline.respondents,
        denominator=info.denominator,
        denominator_date=info.denominator_date,
        response_rate=None if rate is None else rate.value,
        caveat=info.caveat,
        synthetic=info.synthetic,
        codebook_sha256=found.baseline_version,
        variables=tuple(
            _variable(each, each.baseline, [told[each.name] for told in told_before if each.name in told])
            for each in found.questions
            if each.baseline is not None
        ),
    )


def _told_of(session: Session, taken: Round, folder: Path) -> list[dict[str, Distribution]]:
    """What each report on the round says of its variables in the round."""
    from analysis.comparing.results import from_json

    about = (Report.baseline_id == taken.id) | (Report.followup_id == taken.id)
    # What is told of one municipality or unit, or of made-up answers, hides nothing of the whole round.
    whole = (Report.area == "", Report.rehearsed.is_(False), Report.folder.is_not(None))
    told = []
    for report in session.scalars(select(Report).where(Report.survey_id == taken.survey_id, about, *whole)):
        file = folder / str(report.folder) / RESULTS
        if file.is_file():
            questions = from_json(file.read_bytes()).questions
            pairs = ((q.name, q.baseline if report.baseline_id == taken.id else q.followup) for q in questions)
            told.append({name: answers for name, answers in pairs if answers is not None})
    return told + _told_beside(session, taken, folder)


def _told_beside(session: Session, taken: Round, folder: Path) -> list[dict[str, Distribution]]:
    """The same of reports that tell of the round's survey beside another; its rounds are known by their labels."""
    from analysis.reports.material import material_from_json

    told = []
    for place in session.scalars(select(Report.folder).where(Report.beside_id == taken.survey_id)):
        file = folder / str(place) / MATERIAL
        for found in material_from_json(file.read_bytes()).comparisons[1:] if file.is_file() else ():
            ends = ((found.baseline, "baseline"), (found.followup, "followup"))
            names = [name for each, name in ends if each.label == taken.label]
            pairs = [(each.name, getattr(each, name)) for each in found.questions for name in names]
            told.append({name: answers for name, answers in pairs if answers is not None})
    return told


def _variable(question: ItemResult, answers: Distribution, before: Sequence[Distribution]) -> VariableResult:
    """What may be told of a variable: what this count shows, and none of what was hidden `before`."""
    hidden = {code.code for each in before for code in (*each.codes, *each.missing) if code.suppressed}
    codes = tuple(_code(each, each.code in hidden) for each in answers.codes)
    missing = tuple(_code(each, each.code in hidden) for each in answers.missing)
    valid = answers.valid if all(each.valid is not None for each in before) else None
    # Those who were not asked are counted with those who did not answer.
    told = all(each.not_answered is not None and each.not_asked is not None for each in before)
    not_answered = answers.not_answered if told else None
    shown = all(each.summary is not None and not each.summary.suppressed for each in before)
    middle = answers.summary if shown else None
    return VariableResult(
        name=question.name,
        question=question.question,
        part=question.part,
        text=dict(question.text),
        part_label=dict(question.part_label),
        level=question.level,
        respondents=answers.respondents,
        valid=valid,
        not_answered=not_answered,
        codes=codes,
        missing=missing,
        mean=None if middle is None else middle.mean,
        sd=None if middle is None else middle.sd,
        median=None if middle is None else middle.median,
        suppressed=valid is None or not_answered is None or any(each.suppressed for each in (*codes, *missing)),
    )


def _code(found: CodeCount, hidden: bool) -> CodeResult:
    gone = hidden or found.suppressed
    return CodeResult(
        code=found.code,
        label=dict(found.label),
        value=found.value,
        count=None if gone else found.count,
        share=None if gone else found.share,
        suppressed=gone,
    )


def results_schema(reference: str) -> dict[str, Any]:
    """The JSON Schema of the results of a comparison; `reference` is where its parts lie, as `#/$defs/{model}`."""
    from analysis.comparing.results import Comparison

    return TypeAdapter(Comparison).json_schema(ref_template=reference, mode="serialization")


def as_read(table: RoundTable) -> ComparedRound:
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
