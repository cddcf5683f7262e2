"""An example of each kind of report that the demonstration's surveys can have."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from surveyapp.demo.plans import RELATIVES
from surveyapp.models import Report, Survey
from surveyapp.services import finding, reporting
from surveyapp.services.reporting import Order

OF_MUNICIPALITIES = (("municipality", "4204"), ("governor", "Agder"), ("national", ""))
"""Kinds, and whom they are about: Kristiansand was merged from three in 2020."""

OF_PERSONS = (("experience", ""),)


def examples(session: Session, survey: Survey, rounds: Sequence[UUID], folder: Path, now: datetime) -> None:
    """Order and build the survey's reports; the one on both rounds comes last, so that it is the newest."""
    kinds = {"identified": OF_MUNICIPALITIES, "anonymous": OF_PERSONS}.get(survey.privacy, ())
    for kind, area in (*kinds, ("change", "")):
        beside = _relatives(session, survey) if kind == "experience" else None
        order = Order(
            kind=kind,
            survey_id=survey.id,
            baseline_id=rounds[0],
            followup_id=rounds[1],
            beside_id=beside,
            area=area,
        )
        made = reporting.order(session, order, now)
        reporting.build(session, made, folder, now)


def _relatives(session: Session, survey: Survey) -> UUID | None:
    """The relatives' survey, unless this is it; it is filled in before the users'."""
    found = finding.survey_named(session, RELATIVES)
    return None if found.id == survey.id else found.id


def built(reports: Sequence[Report]) -> bool:
    """Whether a survey has all of its reports: the last one that is made."""
    return any(each.kind == "change" and each.is_readable for each in reports)
