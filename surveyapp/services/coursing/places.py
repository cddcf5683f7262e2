"""Where courses are: units that have taken PSFS up, and those that could."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from surveyapp.models import Course, Organisation, Programme, PublishedQuestionnaire, Round, Survey, Version
from surveyapp.models.errors import WrongVersionError
from surveyapp.models.ids import norwegian_date
from surveyapp.services import access
from surveyapp.services.coursing.refusing import NotAUnitError

ROUNDS = ("Start", "Avslutning", "3 måneder etter", "6 måneder etter")
"""What the time points are called, as their rounds are."""
PSFS = "psfs"
WEEKS = 6
"""How long a course is planned when nothing else is said."""
KEPT_OPEN = timedelta(days=5 * 365)
"""Courses come one after another, so their rounds stay open for as long as a programme lasts."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit with courses, and how many there are."""

    survey_id: UUID
    unit: str
    synthetic: bool
    courses: int


def take_up(
    session: Session,
    unit_id: UUID,
    version_id: UUID,
    now: datetime,
    *,
    weeks: int = WEEKS,
    synthetic: bool = False,
) -> Survey:
    """Let a unit have courses: a confidential survey of its PSFS, whose four rounds open side by side.

    They are drafts until the unit has told of its assessment and opens its first course.
    Raises `NotAUnitError`, also where the unit has courses already, and `WrongVersionError`.
    """
    with access.changing(session, "survey.create", unit_id, weeks=weeks):
        unit = session.get_one(Organisation, unit_id, with_for_update=True)
        if unit.kind != "unit" or session.scalar(_programmes().where(Survey.organisation_id == unit_id)):
            raise NotAUnitError(f"{unit.name} is no unit, or has courses already.")
        version = session.get_one(Version, version_id)
        published = session.get_one(PublishedQuestionnaire, version.questionnaire_id)
        if published.slug != PSFS or published.organisation_id != unit_id:
            raise WrongVersionError(
                f"Version {version_id} is not the unit's own {PSFS}. Publish it for the unit first."
            )
        survey = Survey(
            organisation_id=unit_id,
            questionnaire_id=published.id,
            title=f"PSFS-forløp, {unit.name}",
            privacy="confidential",
            synthetic=synthetic,
            purpose=PURPOSE,
            health_data=True,
            created_at=now,
        )
        session.add(survey)
        session.flush()
        today = norwegian_date(now)
        rounds = [_round(survey.id, version_id, number, label, today) for number, label in enumerate(ROUNDS, 1)]
        for asked in rounds:
            # What PSFS asks is ours, and was rehearsed before it was shipped.
            asked.rehearsed_at = now
        session.add_all(rounds)
        session.add(Programme(survey_id=survey.id, privacy="confidential", weeks=weeks))
    return survey


PURPOSE = "Å følge det pasienten selv vil mestre, fra start til etter avslutning."
"""What a unit's courses are for, until it says so in words of its own."""


def _round(survey_id: UUID, version_id: UUID, number: int, label: str, today: date) -> Round:
    return Round(
        survey_id=survey_id,
        version_id=version_id,
        number=number,
        label=label,
        opens_on=today,
        closes_on=today + KEPT_OPEN,
    )


def places(session: Session) -> tuple[Place, ...]:
    """The units whose courses may be seen, by name."""
    own = access.organisations(session, "course.see")
    rows = session.execute(
        select(Survey.id, Organisation.name, Survey.synthetic, func.count(Course.participant_id))
        .join(Programme, Programme.survey_id == Survey.id)
        .join(Organisation, Organisation.id == Survey.organisation_id)
        .outerjoin(Course, Course.survey_id == Survey.id)
        .where(Survey.organisation_id.in_(own))
        .group_by(Survey.id, Organisation.name, Survey.synthetic)
        .order_by(Organisation.name)
    )
    return tuple(Place(*row) for row in rows)


def without_courses(session: Session) -> tuple[Organisation, ...]:
    """The units where the actor may take PSFS up, and nobody has."""
    own = access.organisations(session, "survey.create")
    taken = _programmes()
    found = session.scalars(
        select(Organisation)
        .where(Organisation.kind == "unit", Organisation.id.in_(own), Organisation.id.not_in(taken))
        .order_by(Organisation.name)
    )
    return tuple(found)


def _programmes() -> Select[UUID]:
    """The units that have courses."""
    return select(Survey.organisation_id).join(Programme, Programme.survey_id == Survey.id)
