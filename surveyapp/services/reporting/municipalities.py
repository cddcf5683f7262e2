"""What reports on a survey of municipalities are written from: the country, a governor's area, one municipality."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from questionnaires.codebook import Codebook
from questionnaires.variables import codebook_of
from surveyapp.models import Report, Response, Round
from surveyapp.models.datafiles import RoundTable
from surveyapp.models.ids import norwegian_date
from surveyapp.models.versions import questionnaire_of
from surveyapp.services import comparing
from surveyapp.services.reporting.tables import tables

if TYPE_CHECKING:
    from analysis.figures.curves import Curve
    from analysis.files.rounds import Round as ReadRound
    from analysis.linking.ownanswers import Surveyed
    from analysis.reports.material import Material, Responses
    from analysis.trends.trendresults import Trend

PREPARED = "municipalities that were read for reports"
"""Where a session keeps the last rounds that were read: reports on many municipalities are built one after another."""

TOGETHER = timedelta(minutes=5)
"""Reports that are begun within so long count as begun at once: what they share is read once."""


@dataclass(frozen=True, slots=True)
class Read:
    """The rounds of a report as the analysis reads them, each with its codebook; one or two."""

    rounds: tuple[ReadRound, ...]
    codebooks: tuple[Codebook, ...]

    @property
    def earlier(self) -> Codebook | None:
        """The first round's, when there are two."""
        return self.codebooks[0] if len(self.codebooks) > 1 else None


def national(session: Session, found: Report, now: datetime) -> Material:
    """The whole country: the rounds compared, who answered in each county, and all rounds when there are more."""
    from analysis.comparing.alone import describe
    from analysis.comparing.compare import compare
    from analysis.disclosure.comparisons import protect
    from analysis.reports.material import Material

    read = _read(session, found)
    if len(read.rounds) == 1:
        told = describe(read.rounds[0], read.codebooks[0])
    else:
        told = compare(read.rounds[0], read.rounds[1], read.codebooks[0], followup_codebook=read.codebooks[1])
    responses = tuple(_responses(read))
    return Material(
        comparisons=(protect(told),),
        responses=responses,
        curves=tuple(_curves(session, found, responses, now)),
        trend=_trend(session, found, read.codebooks[-1]),
    )


def governor(session: Session, found: Report, _now: datetime) -> Material:
    """The municipalities of a county governor's area, beside all others. Raises NoSuchAreaError."""
    from analysis.comparing.inarea import in_area
    from analysis.reports.material import Material, Wider

    read = _read(session, found)
    own, rest, facts = in_area(read.rounds, read.codebooks[-1], found.area, earlier=read.earlier)
    return Material(
        subject=found.area,
        comparisons=(own,),
        wider=(Wider("", rest),),
        responses=tuple(_responses(read)),
        area=facts,
    )


def municipality(session: Session, found: Report, now: datetime) -> Material:
    """One municipality's own answers, beside its county's and the country's."""
    from analysis.linking.ownanswers import own_answers
    from analysis.reports.material import Material

    own = own_answers(_surveyed(session, found, now), found.area)
    return Material(subject=own.name, own=own)


def _surveyed(session: Session, found: Report, now: datetime) -> Surveyed:
    """The rounds prepared, read once for all reports that are begun within some minutes of each other."""
    from analysis.linking.ownanswers import surveyed

    asked = (found.baseline_id, found.followup_id, found.rehearsed)
    kept: tuple[object, datetime, Surveyed] | None = session.info.get(PREPARED)
    if kept is not None and kept[0] == asked and timedelta() <= now - kept[1] < TOGETHER:
        return kept[2]
    read = _read(session, found)
    made = surveyed(read.rounds, read.codebooks[-1], earlier=read.earlier)
    session.info[PREPARED] = (asked, now, made)
    return made


def _read(session: Session, found: Report) -> Read:
    followup = found.followup_id or (found.baseline_id if found.rehearsed else None)
    read = tables(session, found, _survey(found), [each for each in (found.baseline_id, followup) if each is not None])
    return Read(tuple(map(comparing.as_read, read)), tuple(_codebook(session, each) for each in read))


def _survey(found: Report) -> UUID:
    if found.survey_id is None:
        raise ValueError(f"The report {found.id} is not on a survey.")
    return found.survey_id


def _codebook(session: Session, table: RoundTable) -> Codebook:
    return codebook_of(questionnaire_of(session, table.version_id))


def _responses(read: Read) -> Sequence[Responses]:
    """Who answered in each county; nothing of a survey that knows no municipalities."""
    from analysis.linking.following import date_of
    from analysis.reports.material import Responses
    from analysis.responding.nonresponse import responders_by_county

    told = []
    last = date_of(read.rounds[-1])
    for each, codebook in zip(read.rounds, read.codebooks, strict=True):
        key = next((variable.name for variable in codebook.variables if variable.level == "key"), None)
        if key is None:
            return ()
        on = date_of(each)
        there = [nr for nr in each.data[key].to_list() if nr]
        later = responders_by_county(there, on, counties_on=last) if on < last else None
        told.append(Responses(each.info.label, on, responders_by_county(there, on), later))
    return told


def _curves(session: Session, found: Report, responses: Sequence[Responses], now: datetime) -> Iterator[Curve]:
    """How the answers of each round came in, day by day.

    Nothing of a round whose answers all have one day, as when a file was read in. Day 0 is the round's first day, or
    that of an answer that came before it.
    """
    from analysis.figures.curves import Curve

    asked = [each for each in (found.baseline_id, found.followup_id) if each is not None]
    for round_id, told in zip(() if found.rehearsed else asked, responses, strict=False):
        there = session.get_one(Round, (found.survey_id, round_id))
        handed_in = select(Response.submitted_on, func.count()).where(
            Response.survey_id == found.survey_id, Response.round_id == round_id
        )
        by_day = handed_in.group_by(Response.submitted_on).order_by(Response.submitted_on)
        days = [(day, count) for day, count in session.execute(by_day) if day is not None]
        if len(days) > 1:
            first = min(there.opens_on, days[0][0])
            until = max(min(there.closes_on, norwegian_date(now)), days[-1][0])
            totals = accumulate(count for _, count in days)
            steps = tuple(((day - first).days, total) for (day, _), total in zip(days, totals, strict=True))
            of = told.table.answered + told.table.not_answered
            yield Curve(told.round, of, steps, (until - first).days)


def _trend(session: Session, found: Report, codebook: Codebook) -> Trend | None:
    """All rounds up to the report's last whose answers are kept, when there are three or more."""
    from analysis.trends.trend import FEWEST_ROUNDS, trend
    from analysis.trends.trendprotection import protect_trend

    last = session.get_one(Round, (found.survey_id, found.followup_id or found.baseline_id))
    there = select(Round).where(
        Round.survey_id == found.survey_id, Round.number <= last.number, Round.erased_on.is_(None)
    )
    rounds = session.scalars(there.order_by(Round.number)).all()
    if len(rounds) < FEWEST_ROUNDS or found.rehearsed:
        return None
    answered = [each for each in tables(session, found, _survey(found), [each.id for each in rounds]) if each.rows]
    if len(answered) < FEWEST_ROUNDS or answered[-1].round_id != last.id:
        return None
    versions = [_codebook(session, each) for each in answered]
    return protect_trend(trend([comparing.as_read(each) for each in answered], codebook, versions=versions))
