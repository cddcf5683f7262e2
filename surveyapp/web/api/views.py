"""The operations: each finds what was asked for by the services that the pages use, and no more than the key may."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from csv import writer
from io import StringIO
from typing import TypeVar
from uuid import UUID

from flask import Response, request, stream_with_context, url_for

from questionnaires.codebook import Codebook
from questionnaires.variables import codebook_of
from surveyapp.models import Survey, db
from surveyapp.models.errors import NotFoundError
from surveyapp.models.results import RoundResults
from surveyapp.models.versions import questionnaire_of
from surveyapp.services import access, comparing, counting, exporting, reporting, surveying
from surveyapp.services.surveying import RoundOverview
from surveyapp.web.api import schemas
from surveyapp.web.api.operations import operation
from surveyapp.web.api.schemas import Paging
from surveyapp.web.context import now, public_url, reports

Item = TypeVar("Item")
SURVEY = "/surveys/<uuid:survey_id>"
ROUND = f"{SURVEY}/rounds/<uuid:round_id>"
BLOCK = 65_536
"""Bytes that a data file is sent in at a time."""


@operation("/surveys", scope="survey.see", returns=schemas.Surveys, pages=True)
def surveys(paging: Paging) -> schemas.Surveys:
    """The surveys that the key opens.

    The newest comes first; a survey that is made while you read does not move the others.
    """
    there = surveying.surveys(db.session())
    shown, more = _page(there, lambda each: each.id, paging, newest_first=True)
    return schemas.Surveys(items=[_survey(each) for each in shown], next=more)


@operation(SURVEY, scope="survey.see", returns=schemas.Survey)
def survey(survey_id: UUID) -> schemas.Survey:
    """One survey."""
    return _survey(access.survey(db.session(), "survey.see", survey_id))


@operation(f"{SURVEY}/rounds", scope="survey.see", returns=schemas.Rounds, pages=True)
def rounds(survey_id: UUID, paging: Paging) -> schemas.Rounds:
    """The survey's rounds.

    The first comes first.
    """
    there = surveying.overview(db.session(), survey_id, now())
    shown, more = _page(there, lambda each: each.round_id, paging)
    return schemas.Rounds(items=[_round(survey_id, each) for each in shown], next=more)


@operation(ROUND, scope="survey.see", returns=schemas.Round)
def round_(survey_id: UUID, round_id: UUID) -> schemas.Round:
    """One round."""
    return _round(survey_id, _overview(survey_id, round_id))


@operation(f"{ROUND}/status", scope="survey.see", returns=schemas.Status)
def status(survey_id: UUID, round_id: UUID) -> schemas.Status:
    """How far a round has come.

    How many were invited, have started and have submitted, and the response rate. In surveys that municipalities answer
    it also tells this by county.
    """
    found = _overview(survey_id, round_id)
    by_county = counting.by_county(db.session(), survey_id, round_id)
    return schemas.Status(
        round_id=round_id,
        state=found.state,
        invited=found.invited,
        started=found.started,
        submitted=found.submitted,
        denominator=found.denominator,
        denominator_date=found.denominator_date,
        response_rate=found.rate,
        counties=[
            schemas.County(
                code=each.code,
                name=each.name,
                invited=each.invited,
                started=each.started,
                submitted=each.submitted,
                denominator=each.denominator,
                response_rate=each.rate,
            )
            for each in by_county
        ],
    )


@operation(f"{ROUND}/codebook", scope="survey.see", returns=Codebook)
def codebook(survey_id: UUID, round_id: UUID) -> Codebook:
    """The codebook of the version that the round asks.

    Every variable of the data file with its words, codes, missing codes and level (DDI: Variable, Category, Missing).
    """
    return codebook_of(questionnaire_of(db.session(), _overview(survey_id, round_id).version_id))


@operation(f"{ROUND}/results", scope="report.see", returns=RoundResults, waits=True)
def results(survey_id: UUID, round_id: UUID) -> RoundResults:
    """How a round was answered, variable by variable.

    Only when the round is over, so that nobody can follow single answers as they come. Counts of persons below five
    are hidden, with so many others that they cannot be worked out; what is hidden is null, with `suppressed` beside it.
    What a built comparison of the round hides is hidden here too. Free text, lists and scores are not told.
    """
    return comparing.round_results(db.session(), survey_id, round_id, reports(), now())


@operation(f"{ROUND}/data", scope="answers.export", media="text/csv", waits=True)
def data(survey_id: UUID, round_id: UUID) -> Response:
    """The round's answers, one row per respondent.

    CSV in UTF-8 with the variables of the codebook as columns, codes as in the codebook, empty where nothing was
    answered. In a confidential survey the column `participant` holds a pseudonym that is the same in every round. Free
    text and moments are left out. An anonymous round is given when it is over. Every time is noted in the audit log.
    """
    found = exporting.stream_round(db.session(), survey_id, round_id, now())
    answer = Response(stream_with_context(_lines(found.header, found.rows)), mimetype="text/csv")
    answer.headers["Content-Type"] = "text/csv; charset=utf-8; header=present"
    answer.headers["Content-Disposition"] = f'attachment; filename="{round_id}.csv"'
    return answer


@operation(f"{SURVEY}/comparisons", scope="report.see", returns=schemas.Comparisons, pages=True)
def comparisons(survey_id: UUID, paging: Paging) -> schemas.Comparisons:
    """The comparisons of two rounds that have been built as reports.

    The newest comes first. They are built with `surveyapp report build`.
    """
    there = reporting.comparisons(db.session(), survey_id)
    shown, more = _page(there, lambda each: each.id, paging, newest_first=True)
    return schemas.Comparisons(
        items=[
            schemas.Comparison(
                id=each.id,
                title=each.title,
                baseline_id=each.baseline_id,
                followup_id=each.followup_id,
                built_on=each.created_at.date(),
                results=_address("comparison", survey_id=survey_id, comparison_id=each.id),
            )
            for each in shown
        ],
        next=more,
    )


@operation(f"{SURVEY}/comparisons/<uuid:comparison_id>", scope="report.see")
def comparison(survey_id: UUID, comparison_id: UUID) -> bytes:
    """What changed between two rounds, with the uncertainty of each change.

    The results as they were built, with small numbers hidden; docs/results.md tells every field.
    """
    return reporting.results_of(db.session(), survey_id, comparison_id, reports())


def _overview(survey_id: UUID, round_id: UUID) -> RoundOverview:
    for each in surveying.overview(db.session(), survey_id, now()):
        if each.round_id == round_id:
            return each
    raise NotFoundError(f"Survey {survey_id} has no round {round_id}.")


def _survey(found: Survey) -> schemas.Survey:
    return schemas.Survey(
        id=found.id,
        title=found.title,
        agency=surveying.owner_of(db.session(), found),
        privacy=found.privacy,
        synthetic=found.synthetic,
        rounds=_address("rounds", survey_id=found.id),
        comparisons=_address("comparisons", survey_id=found.id),
    )


def _round(survey_id: UUID, found: RoundOverview) -> schemas.Round:
    ids = {"survey_id": survey_id, "round_id": found.round_id}
    asked = codebook_of(questionnaire_of(db.session(), found.version_id))
    return schemas.Round(
        id=found.round_id,
        survey_id=survey_id,
        number=found.number,
        label=found.label,
        analysis_unit=asked.unit,
        collection_start=found.opens_on,
        collection_end=found.closes_on,
        state=found.state,
        caveat=found.caveat,
        codebook_sha256=asked.sha256,
        status=_address("status", **ids),
        results=_address("results", **ids),
        codebook=_address("codebook", **ids),
        data=_address("data", **ids),
    )


def _page(
    there: Sequence[Item], id_of: Callable[[Item], UUID], paging: Paging, *, newest_first: bool = False
) -> tuple[Sequence[Item], str | None]:
    """The page that is asked for, and the address of the next. Ids grow with time, so a page begins where one ended."""
    there, after = sorted(there, key=id_of, reverse=newest_first), paging.after
    if after is not None:
        there = [each for each in there if (id_of(each) < after if newest_first else id_of(each) > after)]
    shown = there[: paging.limit]
    if len(there) == len(shown):
        return shown, None
    ids = request.view_args or {}
    place = str(request.endpoint).removeprefix("api.")
    return shown, _address(place, **ids, limit=paging.limit, after=id_of(shown[-1]))


def _address(view: str, **values: object) -> str:
    return f"{public_url()}{url_for(f'api.{view}', **values)}"  # type: ignore[arg-type]


def _lines(header: Sequence[str], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    """The table as CSV, row by row as the database gives them."""
    line = StringIO()
    write = writer(line, lineterminator="\r\n")
    write.writerow(header)
    for row in rows:
        write.writerow(row)
        if line.tell() > BLOCK:
            yield line.getvalue()
            line.seek(0)
            line.truncate()
    yield line.getvalue()
