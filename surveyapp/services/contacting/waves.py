"""What a round's recipients are written, and when: planned, changed, paused, and counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, cast
from uuid import UUID

from sqlalchemy import CursorResult, delete, func, select, update
from sqlalchemy.orm import Session

from surveyapp.models import Dispatch, Invitation, Recipient, Round, Wave
from surveyapp.models.errors import NotFoundError, SurveyAppError
from surveyapp.models.ids import norwegian_date, uuid7
from surveyapp.models.marks import require_unchanged
from surveyapp.models.reaching import Channel, DispatchState, WaveKind
from surveyapp.models.surveys import round_of
from surveyapp.services import access

Reason = Literal["past", "before_opening", "after_closing", "twice", "started", "over", "first_a_reminder"]


class WaveRefusedError(SurveyAppError):
    """A message cannot be planned or changed like that."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(_WHY[reason])
        self.reason = reason


_WHY: Mapping[Reason, str] = {
    "past": "The day is over. Choose today or a later day.",
    "before_opening": "The round is not open on that day yet.",
    "after_closing": "The round is over on that day.",
    "twice": "Something is sent on that day already. Choose another day.",
    "started": "It is being sent, or was sent, and cannot be changed any more.",
    "over": "The round is over.",
    "first_a_reminder": "Nobody can be reminded before they are invited. Plan the invitation first.",
}


@dataclass(frozen=True, slots=True)
class WavePlan:
    """A message to plan. `texts`: language -> {"subject", "body"} of the owner's own; the rest is said in our words."""

    kind: WaveKind
    due_on: date
    texts: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class WaveOverview:
    """A message of the round, and how many recipients each state has."""

    id: UUID
    kind: WaveKind
    due_on: date
    texts: Mapping[str, Mapping[str, str]]
    started: bool
    counts: Mapping[DispatchState, int]


@dataclass(frozen=True, slots=True)
class Reached:
    """Who can be written to in a round: addresses by channel, and those who asked to be left alone or are not there."""

    by_channel: Mapping[Channel, int]
    stopped: int
    bounced: int


def plan_wave(session: Session, survey_id: UUID, round_id: UUID, plan: WavePlan, now: datetime) -> UUID:
    """Plan a message to the round's recipients; raises `WaveRefusedError`."""
    with access.changing_survey(session, "respondents.invite", survey_id, wave=plan.kind):
        asked = round_of(session, survey_id, round_id, held=True)
        today = norwegian_date(now)
        if asked.closed_at is not None or today > asked.closes_on:
            raise WaveRefusedError("over")
        if plan.due_on < today:
            raise WaveRefusedError("past")
        if plan.due_on < asked.opens_on:
            raise WaveRefusedError("before_opening")
        if plan.due_on > asked.closes_on:
            raise WaveRefusedError("after_closing")
        there = session.scalars(select(Wave).where(Wave.survey_id == survey_id, Wave.round_id == round_id)).all()
        if plan.due_on in {each.due_on for each in there}:
            raise WaveRefusedError("twice")
        invited = [each.due_on for each in there if each.kind == "invitation"]
        if plan.kind == "reminder" and (not invited or plan.due_on < min(invited)):
            raise WaveRefusedError("first_a_reminder")
        wave = Wave(
            survey_id=survey_id,
            id=uuid7(),
            round_id=round_id,
            kind=plan.kind,
            due_on=plan.due_on,
            texts={code: dict(text) for code, text in plan.texts.items()},
        )
        session.add(wave)
        return wave.id


def change_texts(
    session: Session, survey_id: UUID, wave_id: UUID, texts: Mapping[str, Mapping[str, str]], *, seen: str = ""
) -> None:
    """Write a message that has not begun to go out anew; raises `WaveRefusedError`.

    `seen`: the mark of the texts that it was written from; raises `ChangedMeanwhileError` when they are others now.
    """
    with access.changing_survey(session, "respondents.invite", survey_id, rewritten=str(wave_id)):
        wave, wanted = _waiting(session, survey_id, wave_id), {code: dict(text) for code, text in texts.items()}
        require_unchanged(wave.texts, seen, wanted)
        wave.texts = wanted


def cancel_wave(session: Session, survey_id: UUID, wave_id: UUID) -> None:
    """Take a message that has not begun to go out off the plan; raises `WaveRefusedError`."""
    with access.changing_survey(session, "respondents.invite", survey_id, cancelled=str(wave_id)):
        _waiting(session, survey_id, wave_id)
        session.execute(delete(Wave).where(Wave.survey_id == survey_id, Wave.id == wave_id))


def pause(session: Session, survey_id: UUID, round_id: UUID, now: datetime) -> None:
    """Send nothing more about the round until it is resumed; what the server has already, is on its way."""
    _set_pause(session, survey_id, round_id, now)


def resume(session: Session, survey_id: UUID, round_id: UUID) -> None:
    """Go on sending."""
    _set_pause(session, survey_id, round_id, None)


def _set_pause(session: Session, survey_id: UUID, round_id: UUID, at: datetime | None) -> None:
    with access.changing_survey(session, "respondents.invite", survey_id, paused=at is not None):
        changed = session.execute(
            update(Round).where(Round.survey_id == survey_id, Round.id == round_id).values(paused_at=at)
        )
        if not cast("CursorResult[Any]", changed).rowcount:
            raise NotFoundError(f"Survey {survey_id} has no round {round_id}.")


def waves_of(session: Session, survey_id: UUID, round_id: UUID) -> tuple[WaveOverview, ...]:
    """The round's messages by their days, each with how far it has come."""
    access.survey(session, "survey.see", survey_id)
    here = select(Wave).where(Wave.survey_id == survey_id, Wave.round_id == round_id).order_by(Wave.due_on)
    counted = session.execute(
        select(Dispatch.wave_id, Dispatch.state, func.count())
        .join(Wave, (Wave.survey_id == Dispatch.survey_id) & (Wave.id == Dispatch.wave_id))
        .where(Wave.survey_id == survey_id, Wave.round_id == round_id)
        .group_by(Dispatch.wave_id, Dispatch.state)
    )
    counts: dict[UUID, dict[DispatchState, int]] = {}
    for wave_id, state, count in counted:
        counts.setdefault(wave_id, {})[state] = count
    return tuple(
        WaveOverview(each.id, each.kind, each.due_on, each.texts, each.started_at is not None, counts.get(each.id, {}))
        for each in session.scalars(here)
    )


def wave_of(session: Session, survey_id: UUID, round_id: UUID, wave_id: UUID) -> WaveOverview:
    """One of them; raises `NotFoundError`."""
    access.survey(session, "survey.see", survey_id)
    found = [each for each in waves_of(session, survey_id, round_id) if each.id == wave_id]
    if not found:
        raise NotFoundError(f"The round has no message {wave_id}.")
    return found[0]


def recipients_of(session: Session, survey_id: UUID, round_id: UUID) -> Reached:
    """How many can be written to about the round."""
    access.survey(session, "survey.see", survey_id)
    there = in_round(survey_id, round_id).subquery()
    stopped_there, bounced_there = there.c.stopped_on.is_not(None), there.c.bounced_on.is_not(None)
    kinds = (there.c.channel, stopped_there, bounced_there)
    rows = session.execute(select(*kinds, func.count()).group_by(*kinds)).all()
    by_channel: dict[Channel, int] = {}
    for channel, stopped, bounced, count in rows:
        if not stopped and not bounced:
            by_channel[channel] = by_channel.get(channel, 0) + count
    return Reached(
        by_channel,
        sum(count for _channel, stopped, _bounced, count in rows if stopped),
        sum(count for _channel, stopped, bounced, count in rows if bounced and not stopped),
    )


def in_round(survey_id: UUID, round_id: UUID) -> Any:
    """A query for the recipients of a round: of its invited participants, or all of an anonymous survey."""
    invited = select(Invitation.participant_id).where(
        Invitation.survey_id == survey_id, Invitation.round_id == round_id, Invitation.participant_id.is_not(None)
    )
    return select(Recipient).where(
        Recipient.survey_id == survey_id,
        Recipient.participant_id.is_(None) | Recipient.participant_id.in_(invited),
    )


def _waiting(session: Session, survey_id: UUID, wave_id: UUID) -> Wave:
    wave = session.get(Wave, (survey_id, wave_id), with_for_update=True)
    if wave is None:
        raise NotFoundError(f"Survey {survey_id} has no message {wave_id}.")
    if wave.started_at is not None:
        raise WaveRefusedError("started")
    return wave
