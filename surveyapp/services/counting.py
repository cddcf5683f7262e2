"""How far a round of municipalities has come, county by county."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from questionnaires.classifications import kommuner
from surveyapp.models import Invitation, Participant, Response
from surveyapp.models.surveys import round_of
from surveyapp.models.versions import questionnaire_of
from surveyapp.services import access


@dataclass(frozen=True, slots=True)
class CountyCount:
    """A county's municipalities; without `code` and `name` those that the register lacks on the round's date.

    `denominator`: how many municipalities the county has. `started` counts drafts and what is submitted.
    """

    code: str | None
    name: str | None
    invited: int
    started: int
    submitted: int
    denominator: int | None

    @property
    def rate(self) -> float | None:
        """The share that has answered, 0-1."""
        return None if self.denominator is None else self.submitted / self.denominator


def by_county(session: Session, survey_id: UUID, round_id: UUID) -> tuple[CountyCount, ...]:
    """The round's counts by county as the register was on the round's date, in the order of their codes.

    Nothing for a round that others than municipalities answer, or that is erased. Raises `NotFoundError`.
    """
    access.survey(session, "survey.see", survey_id)
    taken = round_of(session, survey_id, round_id)
    if taken.erased_on is not None or questionnaire_of(session, taken.version_id).unit != "municipality":
        return ()
    named = select(Participant.key).where(Participant.survey_id == survey_id)
    invited = session.scalars(
        named.join(Invitation, (Invitation.survey_id == survey_id) & (Invitation.participant_id == Participant.id))
        .where(Invitation.round_id == round_id)
        .distinct()
    )
    answered = session.execute(
        named.join(Response, (Response.survey_id == survey_id) & (Response.participant_id == Participant.id))
        # The draft of a correction stands beside what it corrects.
        .where(Response.round_id == round_id, or_(Response.edition == 1, Response.state == "submitted"))
        .add_columns(Response.state)
    ).all()
    started = [key for key, state in answered if state in ("draft", "submitted")]
    submitted = [key for key, state in answered if state == "submitted"]
    return _counties(taken.classified_on, list(invited), started, submitted)


def _counties(on: date, *keys: list[str]) -> tuple[CountyCount, ...]:
    there = kommuner(on)
    county_of = {each.nr: each.fylke.nr for each in there}
    names = {each.fylke.nr: each.fylke.name for each in there}
    sizes = Counter(county_of.values())
    invited, started, submitted = (Counter(county_of.get(key) for key in each) for each in keys)
    known = [
        CountyCount(code, names[code], invited[code], started[code], submitted[code], sizes[code])
        for code in sorted(names)
    ]
    lacking = CountyCount(None, None, invited[None], started[None], submitted[None], None)
    return (*known, *([lacking] if lacking.invited or lacking.started else []))
