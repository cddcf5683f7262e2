"""Beginning a response, or taking it up again where it was left."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.orm import Session

from questionnaires.answers import Answer, Setting
from questionnaires.checks import all_problems
from questionnaires.definition import Questionnaire
from questionnaires.routing import Route
from questionnaires.rules import AnswerProblem
from surveyapp.models import Invitation, Look, Organisation, Participant, Response, Revision, Round, Survey
from surveyapp.models.answers import ResponseState
from surveyapp.models.base import table_of
from surveyapp.models.errors import (
    AlreadySubmittedError,
    ExpiredTokenError,
    NotFoundError,
    RoundClosedError,
    RoundFullError,
    RoundNotOpenError,
)
from surveyapp.models.ids import InvitationKey, ResponseKey, norwegian_date, uuid7
from surveyapp.models.looks import BRANDING, Branding, branding_of
from surveyapp.models.surveys import Privacy
from surveyapp.models.transactions import reading, writing
from surveyapp.models.versions import questionnaire_of
from surveyapp.services.answering.contacts import opened
from surveyapp.services.answering.given import given_before


@dataclass(frozen=True, slots=True)
class Started:
    """A response to go on with; `submitted`: it is handed in already, so only its receipt is left to see.

    `draft`: as it was begun just now; one that is taken up again is to be loaded.
    """

    key: ResponseKey
    resumed: bool
    submitted: bool
    draft: Draft | None = None


@dataclass(frozen=True)
class Draft:
    """A response as it stands, with all that its pages need; `answers` with its contact data, while it is a draft."""

    key: ResponseKey
    round_id: UUID
    version_id: UUID
    participant_id: UUID | None
    state: ResponseState
    reference: str | None
    submitted_on: date | None
    owner: str
    look: Branding
    survey_title: str
    round_label: str
    round_number: int
    opens_on: date
    closes_on: date
    closed_at: datetime | None
    privacy: Privacy
    synthetic: bool
    questionnaire: Questionnaire
    setting: Setting
    answers: dict[str, Any]
    revision: int
    recalls: Mapping[str, int | None] = field(default_factory=dict)

    @cached_property
    def route(self) -> Route:
        """The way that the answers lead."""
        return Route(self.questionnaire, self.answers, self.setting)

    def saved(self, route: Route, revision: int) -> Draft:
        """The draft once the answers that led this way are stored."""
        after = replace(self, answers=dict(route.answers), revision=revision)
        # What is known of the way already need not be found out again.
        after.__dict__["route"] = route
        return after

    @property
    def contact_questions(self) -> frozenset[str]:
        """The questions whose answers are kept apart."""
        return self.questionnaire.contact_questions


def start_or_resume(
    session: Session, invitation_key: InvitationKey, now: datetime, *, agreed: Collection[str] = ()
) -> Started:
    """The participant's response to the round, begun if it is not there; an open link always begins one.

    `agreed`: the consents that were given on the way in, which become the first answers of what is begun.
    """
    today = norwegian_date(now)
    place = {"survey_id": invitation_key.survey_id, "id": invitation_key.id}
    with writing(session):
        invited: Any = session.connection().execute(_INVITED, place).one_or_none()
        if invited is None:
            raise NotFoundError("There is no such invitation.")
        if invited.expires_on is not None and today > invited.expires_on:
            raise ExpiredTokenError(f"The invitation ran out on {invited.expires_on}. Ask for a new one.")
        _require_open(invited.opens_on, invited.closes_on, invited.closed_at, today)
        _require_room(session, invited)
        return _begun(session, invited) or _begin(session, invited, now, agreed)


def _require_room(session: Session, invited: Any) -> None:
    if invited.released_at is None:
        raise RoundNotOpenError(invited.opens_on)
    here = Response.survey_id == invited.survey_id, Response.round_id == invited.round_id
    there = select(func.count()).where(*here, Response.state == "submitted")
    if invited.quota is not None and (session.scalar(there) or 0) >= invited.quota:
        raise RoundFullError(f"The round takes no more than {invited.quota} answers, and has them.")


def _begun(session: Session, invited: Any) -> Started | None:
    if invited.participant_id is None:
        return None
    # Two starts at once wait for each other here: the second finds what the first began.
    session.execute(
        select(Invitation.id)
        .where(Invitation.survey_id == invited.survey_id, Invitation.id == invited.id)
        .with_for_update()
    )
    row = session.execute(
        select(Response.id, Response.state)
        .where(
            Response.survey_id == invited.survey_id,
            Response.participant_id == invited.participant_id,
            Response.round_id == invited.round_id,
        )
        # A correction that is being written, else what counts.
        .order_by(Response.edition.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return Started(ResponseKey(invited.survey_id, row.id), resumed=True, submitted=row.state == "submitted")


def _begin(session: Session, invited: Any, now: datetime, agreed: Collection[str]) -> Started:
    anonymous = invited.privacy == "anonymous"
    carried, earlier = given_before(session, invited.survey_id, invited.round_id, invited.participant_id)
    key = ResponseKey(invited.survey_id, uuid4() if anonymous else uuid7())
    begun = {
        "survey_id": key.survey_id,
        "id": key.id,
        "privacy": invited.privacy,
        "synthetic": invited.synthetic,
        "round_id": invited.round_id,
        "participant_id": invited.participant_id,
        "state": "draft",
        "revision": 1 if agreed else 0,
        "answers": {**carried, **dict.fromkeys(agreed, "yes")},
        "carried": carried,
        "earlier": earlier,
        "started_on": norwegian_date(now),
        "started_at": None if anonymous else now,
    }
    session.connection().execute(_BEGIN, begun)
    if agreed:
        changes = {question_id: [None, "yes"] for question_id in agreed}
        session.add(Revision(survey_id=key.survey_id, response_id=key.id, number=1, changes=changes))
    row = SimpleNamespace(**{**invited._asdict(), **begun, "reference": None, "submitted_on": None})
    return Started(key, resumed=False, submitted=False, draft=_draft(session, row))


def open_draft(session: Session, key: ResponseKey, now: datetime) -> Draft:
    """The draft, to be shown and answered.

    Raises `NotFoundError`, `AlreadySubmittedError`, `RoundNotOpenError` or `RoundClosedError`.
    """
    return load(session, key, now=now, lock=False)


def load(session: Session, key: ResponseKey, *, now: datetime, lock: bool) -> Draft:
    """The draft; with `lock`, nobody else changes it before this transaction ends."""
    return open_now(session, load_any(session, key, lock=lock), now)


def open_now(session: Session, draft: Draft, now: datetime) -> Draft:
    """The draft with its contact data, if it may be answered at this time; raises what `open_draft` raises."""
    if draft.reference is not None:
        raise AlreadySubmittedError(draft.reference)
    _require_open(draft.opens_on, draft.closes_on, draft.closed_at, norwegian_date(now))
    if not draft.contact_questions:
        return draft
    return replace(draft, answers=draft.answers | opened(session, draft.key))


def load_any(session: Session, key: ResponseKey, *, lock: bool) -> Draft:
    """The response whether handed in or not, and whether the round is open or not; without its contact data."""
    return _draft(session, _row(session, key, lock=lock))


def check(draft: Draft) -> tuple[AnswerProblem, ...]:
    """What is missing or wrong over all that this person is shown; nothing when it can be handed in."""
    return all_problems(draft.route)


_R, _S, _O, _ROUND, _I = (table_of(model).c for model in (Response, Survey, Organisation, Round, Invitation))
# Built once, and of columns instead of mapped classes: the page that saves waits for this more than for its own work.
_AROUND = (
    *(_S.title, _O.name.label("owner"), _ROUND.label, _ROUND.number, _ROUND.version_id),
    *(_ROUND.denominator_date, _ROUND.opens_on, _ROUND.closes_on, _ROUND.closed_at),
    *BRANDING,
)
_RESPONSE = (
    select(
        *(_R.survey_id, _R.id, _R.round_id, _R.participant_id, _R.state, _R.reference, _R.submitted_on),
        *(_R.answers, _R.carried, _R.earlier, _R.revision, _R.privacy, _R.synthetic),
        *_AROUND,
    )
    .join_from(table_of(Response), table_of(Round), (_ROUND.survey_id == _R.survey_id) & (_ROUND.id == _R.round_id))
    .join(table_of(Survey), _S.id == _R.survey_id)
    .join(table_of(Organisation), _O.id == _S.organisation_id)
    .outerjoin(table_of(Look), table_of(Look).c.survey_id == _R.survey_id)
    .where(_R.survey_id == bindparam("survey_id"), _R.id == bindparam("response_id"))
)
_INVITED = (
    select(
        *(_I.survey_id, _I.id, _I.round_id, _I.participant_id, _I.expires_on, _S.privacy, _S.synthetic),
        *(_I.quota, _ROUND.released_at),
        *_AROUND,
    )
    .join_from(table_of(Invitation), table_of(Round), (_ROUND.survey_id == _I.survey_id) & (_ROUND.id == _I.round_id))
    .join(table_of(Survey), _S.id == _I.survey_id)
    .join(table_of(Organisation), _O.id == _S.organisation_id)
    .outerjoin(table_of(Look), table_of(Look).c.survey_id == _I.survey_id)
    .where(_I.survey_id == bindparam("survey_id"), _I.id == bindparam("id"))
)
_BEGIN = insert(table_of(Response))
_LOCKED_RESPONSE = _RESPONSE.with_for_update(of=table_of(Response))


def _row(session: Session, key: ResponseKey, *, lock: bool) -> Any:
    wanted = _LOCKED_RESPONSE if lock else _RESPONSE
    row = reading(session).execute(wanted, {"survey_id": key.survey_id, "response_id": key.id}).one_or_none()
    if row is None:
        raise NotFoundError("There is no such response.")
    return row


def _draft(session: Session, row: Any) -> Draft:
    carried: Mapping[str, Answer] = row.carried
    return Draft(
        key=ResponseKey(row.survey_id, row.id),
        round_id=row.round_id,
        version_id=row.version_id,
        participant_id=row.participant_id,
        state=row.state,
        reference=row.reference,
        submitted_on=row.submitted_on,
        owner=row.owner,
        look=branding_of(row),
        survey_title=row.title,
        round_label=row.label,
        round_number=row.number,
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        closed_at=row.closed_at,
        privacy=row.privacy,
        synthetic=row.synthetic,
        questionnaire=questionnaire_of(session, row.version_id),
        setting=Setting(row.denominator_date or row.opens_on, carried, row.number, row.earlier),
        answers=row.answers,
        revision=row.revision,
    )


def _require_open(opens_on: date, closes_on: date, closed_at: datetime | None, today: date) -> None:
    if closed_at is not None or today > closes_on:
        raise RoundClosedError(closes_on if closed_at is None else norwegian_date(closed_at))
    if today < opens_on:
        raise RoundNotOpenError(opens_on)


def participant(session: Session, draft: Draft) -> str:
    """What the one who answers is called; nothing in an anonymous survey."""
    if draft.participant_id is None:
        return ""
    return session.get_one(Participant, (draft.key.survey_id, draft.participant_id)).label


def version(session: Session, version_id: UUID) -> Questionnaire:
    """The questionnaire as it was published."""
    return questionnaire_of(session, version_id)
