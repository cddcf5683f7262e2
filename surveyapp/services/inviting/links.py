"""Participants, their own links into a round, and the open link of an anonymous round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from questionnaires.definition import Questionnaire
from surveyapp.models import Invitation, Look, Organisation, Participant, Response, Round, Survey
from surveyapp.models.base import table_of
from surveyapp.models.deletion import let_contacts_follow
from surveyapp.models.errors import (
    DuplicateKeyError,
    ExpiredTokenError,
    NotFoundError,
    RoundNotOpenError,
    UnknownTokenError,
    WrongPrivacyError,
)
from surveyapp.models.ids import InvitationKey, ResponseKey, norwegian_date, uuid7
from surveyapp.models.looks import BRANDING, Branding, branding_of
from surveyapp.models.surveys import Privacy, round_of
from surveyapp.models.telling import told
from surveyapp.models.tokens import link_entry, link_token, token_code
from surveyapp.models.transactions import reading, writing
from surveyapp.models.versions import questionnaire_of
from surveyapp.services import access


@dataclass(frozen=True, slots=True)
class Issued:
    """A link's secret and a code to type instead of it, told this once: only their HMACs are stored."""

    key: InvitationKey
    participant_key: str | None
    token: str
    code: str


@dataclass(frozen=True, slots=True)
class Invited:
    """What a person meets behind a link, which works until `answer_by`; `response`: this participant has begun."""

    key: InvitationKey
    owner: str
    look: Branding
    survey_title: str
    round_label: str
    closes_on: date
    answer_by: date
    privacy: Privacy
    synthetic: bool
    participant_label: str | None
    questionnaire: Questionnaire
    response: ResponseKey | None
    submitted: bool


def add_participants(session: Session, survey_id: UUID, labels: Mapping[str, str]) -> dict[str, UUID]:
    """Add participants, key (municipality number, course reference) -> label; returns key -> id."""
    with access.changing_survey(session, "respondents.invite", survey_id, participants=len(labels)) as survey:
        if survey.privacy == "anonymous":
            raise WrongPrivacyError("An anonymous survey has no participants. Give out its open link.")
        taken = session.scalars(
            select(Participant.key).where(Participant.survey_id == survey_id, Participant.key.in_(labels))
        ).all()
        if taken:
            raise DuplicateKeyError(f"These participants are in the survey already: {', '.join(sorted(taken))}.")
        added = [
            Participant(survey_id=survey_id, privacy=survey.privacy, key=key, label=label)
            for key, label in labels.items()
        ]
        session.add_all(added)
        session.flush()
        return {participant.key: participant.id for participant in added}


def invite(
    session: Session,
    survey_id: UUID,
    round_id: UUID,
    participant_ids: list[UUID],
    key: bytes,
    *,
    expires_on: date | None = None,
) -> list[Issued]:
    """A fresh link for each participant, in the order given; the one they had before stops working."""
    with access.changing_survey(session, "respondents.invite", survey_id, links=len(participant_ids)):
        round_of(session, survey_id, round_id, held=True)
        people = {
            person.id: person
            for person in session.scalars(
                select(Participant).where(Participant.survey_id == survey_id, Participant.id.in_(participant_ids))
            )
        }
        earlier = {
            invitation.participant_id: invitation
            for invitation in session.scalars(
                select(Invitation)
                .where(
                    Invitation.survey_id == survey_id,
                    Invitation.round_id == round_id,
                    Invitation.participant_id.in_(participant_ids),
                )
                .with_for_update()
            )
        }
        issued = []
        for participant_id in told(session, "Making links", participant_ids, len(participant_ids)):
            if participant_id not in people:
                raise NotFoundError(f"Survey {survey_id} has no participant {participant_id}.")
            person = people[participant_id]
            invitation = earlier.get(participant_id) or Invitation(
                survey_id=survey_id,
                id=uuid7(),
                privacy=person.privacy,
                round_id=round_id,
                participant_id=participant_id,
            )
            issued.append(_issue(session, invitation, person.key, key, expires_on))
        let_contacts_follow(session, survey_id)
    return issued


def invite_keys(
    session: Session, survey_id: UUID, round_id: UUID, labels: Mapping[str, str], key: bytes
) -> list[Issued]:
    """A fresh link for each of these, in their order; they become participants if they are not."""
    with writing(session):
        access.survey(session, "respondents.invite", survey_id)
        known = select(Participant.key, Participant.id).where(Participant.survey_id == survey_id)
        ids = {name: found for name, found in session.execute(known) if name in labels}
        lacking = {name: label for name, label in labels.items() if name not in ids}
        ids |= add_participants(session, survey_id, lacking)
        return invite(session, survey_id, round_id, [ids[name] for name in labels], key)


def open_link(session: Session, survey_id: UUID, round_id: UUID, key: bytes, *, quota: int | None = None) -> Issued:
    """A fresh link for anyone to answer an anonymous round; the round's earlier one stops working.

    `quota`: so many answers it takes; those that are begun by then may still be handed in. The one from before stays
    unless another is given.
    """
    with access.changing_survey(session, "respondents.invite", survey_id, links=1) as survey:
        round_of(session, survey_id, round_id, held=True)
        if survey.privacy != "anonymous":
            raise WrongPrivacyError("Only an anonymous survey has an open link. Invite its participants one by one.")
        invitation = session.scalars(
            select(Invitation)
            .where(Invitation.survey_id == survey_id, Invitation.round_id == round_id)
            .with_for_update()
        ).one_or_none() or Invitation(survey_id=survey_id, id=uuid7(), privacy="anonymous", round_id=round_id)
        if quota is not None:
            invitation.quota = quota
        issued = _issue(session, invitation, None, key, None)
        let_contacts_follow(session, survey_id)
        return issued


def tell_links(
    session: Session, survey_id: UUID, round_id: UUID, participant_ids: Sequence[UUID], *, key: bytes, now: datetime
) -> list[Issued]:
    """The links that these have already, made again; of an anonymous round its open link.

    A link that has run out, and one from before links could be made again, is renewed.
    """
    with access.changing_survey(session, "respondents.invite", survey_id, told=len(participant_ids)) as survey:
        round_of(session, survey_id, round_id, held=True)
        here = [Invitation.survey_id == survey_id, Invitation.round_id == round_id]
        if survey.privacy != "anonymous":
            here.append(Invitation.participant_id.in_(participant_ids))
        rows = session.execute(
            select(Invitation, Participant.key)
            .outerjoin(
                Participant,
                (Participant.survey_id == Invitation.survey_id) & (Participant.id == Invitation.participant_id),
            )
            .where(*here)
            .order_by(Participant.key)
            .with_for_update(of=Invitation)
        ).all()
        if survey.privacy == "anonymous" and not rows:
            made = Invitation(survey_id=survey_id, id=uuid7(), privacy="anonymous", round_id=round_id)
            issued = _issue(session, made, None, key, None)
            let_contacts_follow(session, survey_id)
            return [issued]
        today, each = norwegian_date(now), told(session, "Making links", rows, len(rows))
        return [_told(session, invitation, name, key, today) for invitation, name in each]


def find(session: Session, token: str, key: bytes, now: datetime) -> Invited:
    """What is behind a link; changes nothing, since mail scanners open links too."""
    row: Any = reading(session).execute(_BEHIND, {"code": token_code(token, key)}).one_or_none()
    if row is None:
        raise UnknownTokenError("No invitation has this token. Use the whole link, or ask for a new one.")
    return _invited(session, row, now)


def find_entered(session: Session, code: bytes, now: datetime) -> Invited:
    """What is behind a code that was typed (`entry_code`); changes nothing. Raises what `find` raises."""
    row: Any = reading(session).execute(_ENTERED, {"code": code}).one_or_none()
    if row is None:
        raise UnknownTokenError("No invitation has this code. Type it again, or ask for a new one.")
    return _invited(session, row, now)


def _invited(session: Session, row: Any, now: datetime) -> Invited:
    _require_open(row, norwegian_date(now))
    return Invited(
        key=InvitationKey(row.survey_id, row.id),
        owner=row.owner,
        look=branding_of(row),
        survey_title=row.title,
        round_label=row.round_label,
        closes_on=row.closes_on,
        answer_by=min(row.closes_on, row.expires_on or date.max),
        privacy=row.privacy,
        synthetic=row.synthetic,
        participant_label=row.participant_label,
        questionnaire=questionnaire_of(session, row.version_id),
        response=None if row.response_id is None else ResponseKey(row.survey_id, row.response_id),
        submitted=row.state == "submitted",
    )


_I, _ROUND, _S, _O, _P, _R = (
    table_of(model).c for model in (Invitation, Round, Survey, Organisation, Participant, Response)
)
_THEIRS = table_of(Response).alias()
# A correction that is being written, else what counts. Joined straight, SQLite would look through the whole survey.
_LATEST = (
    select(_THEIRS.c.id)
    .where(
        _THEIRS.c.survey_id == _I.survey_id,
        _THEIRS.c.participant_id == _I.participant_id,
        _THEIRS.c.round_id == _I.round_id,
    )
    .order_by(_THEIRS.c.edition.desc())
    .limit(1)
    .correlate(table_of(Invitation))
    .scalar_subquery()
)
# Built once, and of columns instead of mapped classes: whoever opens a link waits for it.
_WHERE_TO = (
    select(
        *(_I.survey_id, _I.id, _I.expires_on, _ROUND.label.label("round_label"), _ROUND.version_id),
        *(_ROUND.opens_on, _ROUND.closes_on, _ROUND.closed_at, _ROUND.released_at),
        *(_S.title, _S.privacy, _S.synthetic),
        *(_O.name.label("owner"), _P.label.label("participant_label"), _R.id.label("response_id"), _R.state),
        *BRANDING,
    )
    .join_from(table_of(Invitation), table_of(Round), (_ROUND.survey_id == _I.survey_id) & (_ROUND.id == _I.round_id))
    .join(table_of(Survey), _S.id == _I.survey_id)
    .join(table_of(Organisation), _O.id == _S.organisation_id)
    .outerjoin(table_of(Look), table_of(Look).c.survey_id == _I.survey_id)
    .outerjoin(table_of(Participant), (_P.survey_id == _I.survey_id) & (_P.id == _I.participant_id))
    .outerjoin(table_of(Response), (_R.survey_id == _I.survey_id) & (_R.id == _LATEST))
)
_BEHIND = _WHERE_TO.where(_I.token_code == bindparam("code"))
_ENTERED = _WHERE_TO.where(_I.entry_code == bindparam("code"))


def _require_open(row: Any, today: date) -> None:
    if row.released_at is None or today < row.opens_on:
        raise RoundNotOpenError(row.opens_on)
    if row.closed_at is not None or today > row.closes_on:
        raise ExpiredTokenError(f"The round {row.round_label!r} is over and takes no more answers.")
    if row.expires_on is not None and today > row.expires_on:
        raise ExpiredTokenError(f"The invitation ran out on {row.expires_on}. Ask for a new one.")


def _issue(
    session: Session, invitation: Invitation, participant_key: str | None, key: bytes, expires_on: date | None
) -> Issued:
    token, code = invitation.renew(key, expires_on)
    session.add(invitation)
    return Issued(InvitationKey(invitation.survey_id, invitation.id), participant_key, token, code)


def _told(session: Session, invitation: Invitation, participant_key: str | None, key: bytes, today: date) -> Issued:
    ran_out = invitation.expires_on is not None and invitation.expires_on < today
    if invitation.issue == 0 or ran_out:
        return _issue(session, invitation, participant_key, key, None)
    place = InvitationKey(invitation.survey_id, invitation.id)
    token, code = link_token(place, invitation.issue, key), link_entry(place, invitation.issue, key)
    return Issued(place, participant_key, token, code)
