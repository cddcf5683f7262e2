"""The addresses of courses: what each needs, and a course for them to lead to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

from sqlalchemy.orm import Session

from surveyapp.models import Organisation
from surveyapp.services.access import Action
from tests.surveyapp.wards import taken_up

OF_COURSES: Mapping[str, Action | Literal["signing in"]] = {
    "courses.places": "signing in",
    "courses.take_up": "questionnaire.publish",
    "courses.coverage": "coverage.see",
    "courses.board": "course.see",
    "courses.find": "course.see",
    "courses.assess": "course.see",
    "courses.open_new": "course.see",
    "courses.course": "course.see",
    "courses.code_list": "course.see",
    "courses.code_line": "course.see",
    "courses.change": "course.see",
    "courses.ask": "course.change",
    "courses.link": "course.see",
    "courses.renew_link": "course.see",
    "courses.dates": "course.see",
    "courses.leave_out": "course.see",
    "courses.take_back": "course.change",
    "courses.chapters": "course.see",
    "courses.erase": "course.see",
}


def put_course(session: Session, organisation_id: UUID) -> dict[str, object]:
    """A course of the organisation, which becomes a unit for it; the ids as addresses name them."""
    unit = session.get_one(Organisation, organisation_id)
    unit.kind = "unit"
    session.commit()
    ward = taken_up(session, unit, datetime.now(UTC))
    return {"survey_id": ward.survey_id, "participant_id": ward.opens(), "round_id": ward.round_id(1)}
