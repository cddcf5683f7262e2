"""Opening the demonstration's rounds through the same gates as real ones."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from surveyapp.models import Round
from surveyapp.models.ids import norwegian_date
from surveyapp.services import preparing


def open_round(session: Session, asked: Round, answers: int, now: datetime) -> None:
    """Open a round, unless it is over: making its answers up was its rehearsal."""
    said = preparing.Description(
        "Å vise hvordan Medvirk virker. Svarene er syntetiske.",
        health_data=True,
        assessment="Ingen virkelige personer har svart, så ingen opplysninger er om noens helse.",
    )
    preparing.describe(session, asked.survey_id, said)
    if asked.closes_on >= norwegian_date(now):
        preparing.note_rehearsal(session, asked.survey_id, asked.id, answers=answers, now=now)
        preparing.release(session, asked.survey_id, asked.id, now)
