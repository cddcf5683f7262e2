"""A survey's life before anybody answers: what it is for, its rehearsal, and all that must be in place to open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Self
from uuid import UUID

from sqlalchemy.orm import Session

from questionnaires.definition import Questionnaire
from surveyapp.models import DeletionPlan, Organisation, Round, Survey
from surveyapp.models.days import Hours
from surveyapp.models.deletion import contacts_go_on, let_contacts_follow
from surveyapp.models.errors import FixedSinceOpeningError, ImpossibleRoundError, RoundOverError, SurveyAppError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.marks import require_unchanged
from surveyapp.models.organisations import OrganisationKind
from surveyapp.models.planned import Followed, let_messages_follow
from surveyapp.models.surveys import round_of
from surveyapp.models.versions import questionnaire_of
from surveyapp.services import access

GateName = Literal["purpose", "assessment", "languages", "denominator", "closing", "contacts", "rehearsal"]

STATE_BODIES: frozenset[OrganisationKind] = frozenset({"directorate", "county_governor"})
"""Forms of a state body are there in bokmål and nynorsk at the same time: språklova § 14."""


@dataclass(frozen=True, slots=True)
class Gate:
    """One thing that must be in place before a round opens; `lacks`: the names of what is missing, where it has any."""

    name: GateName
    passed: bool
    lacks: tuple[str, ...] = ()


class NotReadyToOpenError(SurveyAppError):
    """The round lacks something that must be in place; `gates` are those that are shut."""

    def __init__(self, gates: tuple[Gate, ...]) -> None:
        super().__init__("\n".join(["The round cannot open yet.", *(_HOW[gate.name] for gate in gates)]))
        self.gates = gates


_HOW: dict[GateName, str] = {
    "purpose": "Say what the answers are used for: surveyapp survey describe SURVEY --purpose TEXT",
    "assessment": "Say whether the answers are health data, and then what came of assessing it: "
    "surveyapp survey describe SURVEY --health-data yes --assessment TEXT",
    "languages": "A state body asks in bokmål and nynorsk. Publish a version that has both.",
    "denominator": "Say how many should answer, and the date it was counted on.",
    "closing": "The last day is over. Move it.",
    "contacts": "Addresses would outlive the answers. Change what is kept: surveyapp data move SURVEY",
    "rehearsal": "Rehearse it: surveyapp rounds rehearse SURVEY ROUND",
}


@dataclass(frozen=True, slots=True)
class Description:
    """What an owner says of a survey; see `Survey`."""

    purpose: str
    health_data: bool | None
    assessment: str = ""

    @classmethod
    def of(cls, survey: Survey) -> Self:
        """What was said of it last."""
        return cls(survey.purpose, survey.health_data, survey.assessment)


def describe(session: Session, survey_id: UUID, said: Description, *, seen: str = "") -> None:
    """Say what a survey is for, and what was thought about its privacy.

    `seen`: the mark of what was said before; raises `ChangedMeanwhileError` when it is something else now.
    """
    assessment = said.assessment.strip() if said.health_data else ""
    wanted = Description(said.purpose.strip(), said.health_data, assessment)
    with access.changing_survey(session, "survey.change", survey_id, described=True):
        survey = session.get_one(Survey, survey_id, with_for_update=True, populate_existing=True)
        require_unchanged(Description.of(survey), seen, wanted)
        survey.purpose, survey.health_data, survey.assessment = wanted.purpose, wanted.health_data, wanted.assessment


@dataclass(frozen=True, slots=True)
class Dates:
    """When a round is open, and how many should answer then."""

    opens_on: date
    closes_on: date
    denominator: int | None = None
    denominator_date: date | None = None

    @classmethod
    def of(cls, asked: Round) -> Self:
        """Those of a round."""
        return cls(asked.opens_on, asked.closes_on, asked.denominator, asked.denominator_date)


def move(
    session: Session,
    survey_id: UUID,
    round_id: UUID,
    dates: Dates,
    now: datetime,
    *,
    seen: str = "",
    hours: Hours = None,
) -> tuple[Followed, ...]:
    """Change a round's dates. One that has opened keeps its first day, its denominator's date and its municipalities.

    Returns the messages that were planned by the last day, and moved with it. `seen`: the mark of the dates that were
    there before; `hours`: when people are written to. Raises `ChangedMeanwhileError` when the dates are others now,
    `ImpossibleRoundError`, `MessageInTheWayError`, `FixedSinceOpeningError` and `RoundErasedError`.
    """
    if dates.closes_on < dates.opens_on:
        raise ImpossibleRoundError(f"The round closes on {dates.closes_on}, before it opens on {dates.opens_on}.")
    with access.changing_survey(session, "survey.change", survey_id, moved=str(round_id)):
        asked = round_of(session, survey_id, round_id, held=True)
        require_unchanged(Dates.of(asked), seen, dates)
        asked.require_kept()
        if asked.reported_on is not None:
            raise RoundOverError(
                "The round's result is reported. Take that back first: surveyapp rounds report SURVEY ROUND --undo"
            )
        if asked.closed_at is not None:
            raise RoundOverError("The round was ended, and does not open again. Add another one.")
        if asked.state_on(norwegian_date(now)) in ("open", "closed"):
            _require_fixed(asked, dates, municipal=questionnaire_of(session, asked.version_id).unit == "municipality")
        asked.opens_on, asked.closes_on = dates.opens_on, dates.closes_on
        asked.denominator, asked.denominator_date = dates.denominator, dates.denominator_date
        followed = let_messages_follow(session, asked, now, hours)
        let_contacts_follow(session, survey_id)
        return followed


def _require_fixed(asked: Round, dates: Dates, *, municipal: bool) -> None:
    """Refuse what would change whom an open round counts; how many persons are expected is the owner's own guess."""
    if dates.opens_on != asked.opens_on:
        raise FixedSinceOpeningError("opens_on")
    if dates.denominator_date != asked.denominator_date:
        raise FixedSinceOpeningError("denominator_date")
    if municipal and dates.denominator != asked.denominator:
        raise FixedSinceOpeningError("denominator")


def gates(session: Session, survey_id: UUID, round_id: UUID, now: datetime) -> tuple[Gate, ...]:
    """All that must be in place before the round opens, in the order that an owner does it."""
    survey = access.survey(session, "survey.see", survey_id)
    return _gates(session, survey, round_of(session, survey_id, round_id), now)


def _gates(session: Session, survey: Survey, asked: Round, now: datetime) -> tuple[Gate, ...]:
    owner = session.get_one(Organisation, survey.organisation_id)
    questionnaire = questionnaire_of(session, asked.version_id)
    missing = _languages_missing(owner, questionnaire)
    assessed = survey.health_data is False or (survey.health_data is True and survey.assessment != "")
    counted = asked.denominator is not None and asked.denominator_date is not None
    plan = session.get(DeletionPlan, survey.id)
    return (
        Gate("purpose", survey.purpose != ""),
        Gate("assessment", assessed),
        Gate("languages", not missing, missing),
        # How many could answer is known of municipalities and invited persons; an open link reaches whom it reaches.
        Gate("denominator", counted or questionnaire.unit != "municipality"),
        Gate("closing", asked.closes_on >= norwegian_date(now)),
        Gate("contacts", plan is None or contacts_go_on(session, survey.id, asked.closes_on) <= plan.answers_go_on),
        Gate("rehearsal", asked.rehearsed_at is not None),
    )


def _languages_missing(owner: Organisation, questionnaire: Questionnaire) -> tuple[str, ...]:
    if owner.kind not in STATE_BODIES:
        return ()
    return tuple(code for code in ("nb", "nn") if code not in questionnaire.languages)


def questionnaire_to_rehearse(session: Session, survey_id: UUID, round_id: UUID) -> Questionnaire:
    """What a round asks, for whoever rehearses it."""
    access.survey(session, "survey.change", survey_id)
    return questionnaire_of(session, round_of(session, survey_id, round_id).version_id)


def note_rehearsal(session: Session, survey_id: UUID, round_id: UUID, *, answers: int, now: datetime) -> None:
    """Note that the round's questionnaire was answered along every path, and could be handed in along all of them."""
    with access.changing_survey(session, "survey.change", survey_id, rehearsed=str(round_id), answers=answers):
        round_of(session, survey_id, round_id).rehearsed_at = now


def release(session: Session, survey_id: UUID, round_id: UUID, now: datetime) -> None:
    """Let the round open on its first day; twice changes nothing. Raises `NotReadyToOpenError`, `RoundErasedError`."""
    with access.changing_survey(session, "survey.change", survey_id, released=str(round_id)) as survey:
        asked = round_of(session, survey_id, round_id)
        asked.require_kept()
        if asked.released_at is not None:
            return
        shut = tuple(gate for gate in _gates(session, survey, asked, now) if not gate.passed)
        if shut:
            raise NotReadyToOpenError(shut)
        asked.released_at = now
