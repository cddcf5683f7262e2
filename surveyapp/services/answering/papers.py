"""Answers on paper: which sheets a round has, whose they are, and whether they may be keyed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from surveyapp.models import Paper, Participant, Response, Round
from surveyapp.models.errors import RoundClosedError, RoundNotOpenError, RoundNotReleasedError, SurveyAppError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.papers import PaperState
from surveyapp.models.surveys import Privacy
from surveyapp.services import access
from surveyapp.services.answering.drafts import Draft
from surveyapp.services.answering.sheets import asked_in, draft_of

DAYS_BY_POST = 30
"""So many days after a round is over, sheets that were on their way may still be keyed in."""

LONGEST_NUMBER = 40


class UnknownSheetError(SurveyAppError):
    """No participant of the survey has this key or label, or the number is none that can be written."""


class AnsweredOnTheWebError(SurveyAppError):
    """The participant has answered on the web, or has begun to; nothing is written over."""

    def __init__(self, *, handed_in: bool) -> None:
        super().__init__("The participant has answered on the web. Ask which answers are to stand.")
        self.handed_in = handed_in


class KeyedByYouError(SurveyAppError):
    """The second entry is another person's, or the same person's on another day."""


class KeyedAlreadyError(SurveyAppError):
    """Both entries are there already."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Whose sheet it is: a participant's, or a number of an anonymous round. `name` is what stands on it."""

    name: str
    participant_id: UUID | None
    paper: Paper | None


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One sheet in the list; `yours`: the same person may not key it in again today."""

    id: UUID
    name: str
    label: str
    state: PaperState
    reference: str | None
    yours: bool


@dataclass(frozen=True, slots=True)
class Papers:
    """All sheets of a round, and how well the two entries of each agreed: `agreed` of `compared` fields."""

    survey_title: str
    round_label: str
    privacy: Privacy
    synthetic: bool
    last_day: date
    taken: bool
    lines: tuple[PaperLine, ...]
    compared: int
    agreed: int


def papers(session: Session, survey_id: UUID, round_id: UUID, account_id: UUID, now: datetime) -> Papers:
    """The sheets of a round as they stand; raises `NotFoundError`."""
    access.survey(session, "papers.key", survey_id)
    asked, survey, _owner = asked_in(session, survey_id, round_id)
    rows: Any = session.execute(
        select(Paper, Participant.key, Participant.label)
        .outerjoin(Participant, (Participant.survey_id == Paper.survey_id) & (Participant.id == Paper.participant_id))
        .where(Paper.survey_id == survey_id, Paper.round_id == round_id)
        .order_by(Participant.key, Paper.number)
    ).all()
    lines = [
        PaperLine(
            paper.id,
            key or paper.number,
            label if label and label != key else "",
            paper.state,
            paper.reference,
            yours=is_yours(paper, account_id, now),
        )
        for paper, key, label in rows
    ]
    return Papers(
        survey_title=survey.title,
        round_label=asked.label,
        privacy=survey.privacy,
        synthetic=survey.synthetic,
        last_day=last_day(asked),
        taken=asked.released_at is not None and asked.opens_on <= norwegian_date(now) <= last_day(asked),
        lines=tuple(lines),
        compared=sum(paper.compared or 0 for paper, _key, _label in rows),
        agreed=sum(paper.agreed or 0 for paper, _key, _label in rows),
    )


def last_day(asked: Round) -> date:
    """The last day that sheets are keyed in."""
    return asked.over_on + timedelta(days=DAYS_BY_POST)


def is_yours(paper: Paper, account_id: UUID, now: datetime) -> bool:
    """Whether the first entry is this person's of today, so that the second must wait or be another's."""
    return (
        paper.state == "once"
        and paper.first_by == account_id
        and paper.first_at is not None
        and norwegian_date(paper.first_at) == norwegian_date(now)
    )


def find_sheet(session: Session, survey_id: UUID, round_id: UUID, word: str) -> Sheet:
    """Whose sheet this is, by what stands on it; raises `NotFoundError` or `UnknownSheetError`."""
    _round, survey, _owner = asked_in(session, survey_id, round_id)
    name = " ".join(word.split())
    if not name.isprintable() or (survey.privacy == "anonymous" and not 1 <= len(name) <= LONGEST_NUMBER):
        raise UnknownSheetError(f"A sheet is called something that can be read, of 1 to {LONGEST_NUMBER} characters.")
    if survey.privacy == "anonymous":
        where = Paper.number == name
        return Sheet(name, None, _paper(session, survey_id, round_id, where))
    found = session.scalars(
        select(Participant)
        .where(
            Participant.survey_id == survey_id,
            or_(func.lower(Participant.key) == name.lower(), func.lower(Participant.label) == name.lower()),
        )
        .limit(2)
    ).all()
    exact = [person for person in found if person.key == name] or found
    if len(exact) != 1:
        raise UnknownSheetError(f"{len(exact)} participants are called {name!r}. Write what stands on the sheet.")
    where = Paper.participant_id == exact[0].id
    return Sheet(exact[0].key, exact[0].id, _paper(session, survey_id, round_id, where))


def _paper(session: Session, survey_id: UUID, round_id: UUID, where: Any) -> Paper | None:
    wanted = select(Paper).where(Paper.survey_id == survey_id, Paper.round_id == round_id, where)
    return session.scalars(wanted.with_for_update()).one_or_none()


def blank_sheet(
    session: Session, survey_id: UUID, round_id: UUID, word: str, *, account_id: UUID, now: datetime
) -> tuple[Sheet, Draft]:
    """The sheet and an empty draft to key it into, whatever was keyed before.

    Raises what `find_sheet` raises, `RoundNotOpenError`, `RoundClosedError`, `AnsweredOnTheWebError`,
    `KeyedByYouError` or `KeyedAlreadyError`.
    """
    access.survey(session, "papers.key", survey_id)
    sheet = find_sheet(session, survey_id, round_id, word)
    require_keyable(session, survey_id, round_id, sheet, account_id=account_id, now=now)
    return sheet, draft_of(session, survey_id, round_id, sheet.participant_id, {})


def require_keyable(
    session: Session, survey_id: UUID, round_id: UUID, sheet: Sheet, *, account_id: UUID, now: datetime
) -> None:
    """Raises what stands in the way of keying this sheet in, by this person, now."""
    asked = session.get_one(Round, (survey_id, round_id))
    require_taken(asked, now)
    if sheet.paper is not None and sheet.paper.state != "once":
        raise KeyedAlreadyError(f"The sheet {sheet.name!r} is keyed in twice already.")
    if sheet.paper is not None and is_yours(sheet.paper, account_id, now):
        raise KeyedByYouError("Let a colleague key the sheet in, or do it yourself another day.")
    free_place(session, asked, sheet.participant_id, now)


def require_taken(asked: Round, now: datetime) -> None:
    """Raises `RoundNotReleasedError`, `RoundNotOpenError` or `RoundClosedError` unless sheets are keyed in today."""
    today = norwegian_date(now)
    if asked.released_at is None:
        raise RoundNotReleasedError(asked.label)
    if today < asked.opens_on:
        raise RoundNotOpenError(asked.opens_on)
    if today > last_day(asked):
        raise RoundClosedError(last_day(asked))


def free_place(session: Session, asked: Round, participant_id: UUID | None, now: datetime) -> Response | None:
    """The participant's untouched or outrun draft on the web, which the sheet may take the place of.

    Raises `AnsweredOnTheWebError` when there are answers that would be lost.
    """
    if participant_id is None:
        return None
    there = session.scalars(
        select(Response)
        .where(
            Response.survey_id == asked.survey_id,
            Response.round_id == asked.id,
            Response.participant_id == participant_id,
        )
        .with_for_update()
    ).all()
    if any(response.state != "draft" for response in there):
        raise AnsweredOnTheWebError(handed_in=True)
    begun = next(iter(there), None)
    # Nobody can hand in a draft once the round is over: then the sheet is the only answer there will be.
    if begun is not None and begun.revision > 0 and asked.state_on(norwegian_date(now)) == "open":
        raise AnsweredOnTheWebError(handed_in=False)
    return begun
