"""Opening the demonstration's rounds through the same gates as real ones."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from surveyapp.models import Round
from surveyapp.models.ids import norwegian_date
from surveyapp.services import preparing, surveying

REPORTED_AFTER = timedelta(weeks=6)


def open_round(session: Session, asked: Round, answers: int, now: datetime) -> None:
    """Open a round: making its answers up was its rehearsal. One that is over was reported some weeks later."""
    said = preparing.Description(
        "Å vise hvordan Medvirk virker. Svarene er syntetiske.",
        health_data=True,
        assessment="Ingen virkelige personer har svart, så ingen opplysninger er om noens helse.",
    )
    preparing.describe(session, asked.survey_id, said)
    today = norwegian_date(now)
    if asked.closes_on < today:
        surveying.report_round(session, asked.survey_id, asked.id, min(asked.closes_on + REPORTED_AFTER, today), now)
    else:
        preparing.note_rehearsal(session, asked.survey_id, asked.id, answers=answers, now=now)
        preparing.release(session, asked.survey_id, asked.id, now)
