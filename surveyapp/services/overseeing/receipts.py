"""A municipality's receipt: that it has handed in, under which reference, and when it was signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from questionnaires.classifications import kommune
from surveyapp.models import Approval, Participant, Response, Round, Survey
from surveyapp.models.errors import NotFoundError
from surveyapp.services import access


@dataclass(frozen=True, slots=True)
class SignedEdition:
    """One edition that was handed in. `counts`: it has not been replaced. `sha256`: of what was signed, if it was."""

    number: int
    counts: bool
    reference: str
    submitted_on: date
    signed_at: datetime | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is known of a municipality's answer without reading it; the newest edition first, none before it came."""

    survey_title: str
    synthetic: bool
    round_label: str
    name: str
    number: str
    county: str
    editions: tuple[SignedEdition, ...]


def receipt(session: Session, survey_id: UUID, round_id: UUID, number: str) -> Receipt:
    """The receipt of a municipality of the round's date, by its number; raises `NotFoundError`."""
    asked, survey = session.get(Round, (survey_id, round_id)), session.get(Survey, survey_id)
    if asked is None or survey is None or survey.privacy != "identified":
        access.survey(session, "oversight.see", survey_id)
        raise NotFoundError(f"There is no round {round_id} to follow.")
    if number not in access.overseen(session, survey_id).on(asked.classified_on):
        raise NotFoundError(f"There is no municipality {number} to follow.")
    rows: Any = session.execute(
        select(
            Response.edition,
            Response.state,
            Response.reference,
            Response.submitted_on,
            Approval.signed_at,
            Approval.sha256,
        )
        .join(Participant, (Participant.survey_id == Response.survey_id) & (Participant.id == Response.participant_id))
        .outerjoin(Approval, (Approval.survey_id == Response.survey_id) & (Approval.response_id == Response.id))
        .where(Response.survey_id == survey_id, Response.round_id == round_id, Participant.key == number)
        .order_by(Response.edition.desc())
    )
    found = kommune(number, asked.classified_on)
    return Receipt(
        survey_title=survey.title,
        synthetic=survey.synthetic,
        round_label=asked.label,
        name=found.label,
        number=number,
        county=found.fylke.name,
        editions=tuple(
            SignedEdition(
                number=edition,
                counts=state == "submitted",
                reference=reference,
                submitted_on=submitted_on,
                signed_at=signed_at,
                sha256=sha256 or "",
            )
            for edition, state, reference, submitted_on, signed_at, sha256 in rows
            if reference and submitted_on
        ),
    )
