"""What a round's recipients are written, and when: planned, changed, paused, and counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal, cast
from uuid import UUID

from sqlalchemy import CursorResult, delete, func, select, update
from sqlalchemy.orm import Session

from surveyapp.models import Dispatch, Round, Wave
from surveyapp.models.days import Hours, day_of_sending
from surveyapp.models.errors import NotFoundError, SurveyAppError
from surveyapp.models.ids import norwegian_date, uuid7
from surveyapp.models.marks import require_unchanged
from surveyapp.models.reaching import Channel, DispatchState, WaveKind
from surveyapp.models.surveys import round_of
from surveyapp.services import access
from surveyapp.services.contacting.recipients import in_round, reachable

Reason = Literal[
    "past",
    "before_opening",
    "after_closing",
    "no_day_left",
    "twice",
    "started",
    "over",
    "first_a_reminder",
    "invitation_planned",
    "all_invited",
]


class WaveRefusedError(SurveyAppError):
    """A message cannot be planned or changed like that."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(_WHY[reason])
        self.reason = reason


_WHY: Mapping[Reason, str] = {
    "past": "The day is over. Choose today or a later day.",
    "before_opening": "The round is not open on that day yet.",
    "after_closing": "The round is over on that day.",
    "no_day_left": "The round ends before the next day of sending, and Sundays are none. Choose an earlier day.",
    "twice": "Something is sent on that day already. Choose another day.",
    "started": "It is being sent, or was sent, and cannot be changed any more.",
    "over": "The round is over.",
    "first_a_reminder": "Nobody can be reminded before they are invited. Plan the invitation first.",
    "invitation_planned": "The invitation is planned already, and reaches all who are added before it goes out. Plan a "
    "reminder (--kind reminder), or change the invitation: surveyapp mail words, or mail cancel and plan it anew.",
    "all_invited": "The invitation is sent, and nobody was added since. Plan a reminder: --kind reminder.",
}


@dataclass(frozen=True, slots=True)
class WavePlan:
    """A message to plan. `texts`: language -> {"subject", "body"} of the owner's own; the rest is said in our words.

    `when`: a date; or so many days before the round's last day, which it then follows.
    """

    kind: WaveKind
    when: date | int
    texts: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class WaveOverview:
    """A message of the round, and how many recipients each state has; `days_before` the last day, if by that."""

    id: UUID
    kind: WaveKind
    due_on: date
    days_before: int | None
    texts: Mapping[str, Mapping[str, str]]
    started_on: date | None
    counts: Mapping[DispatchState, int]


@dataclass(frozen=True, slots=True)
class Reached:
    """Who can be written to in a round: addresses by channel, and those who asked to be left alone or are not there."""

    by_channel: Mapping[Channel, int]
    stopped: int
    bounced: int


def plan_wave(
    session: Session, survey_id: UUID, round_id: UUID, plan: WavePlan, now: datetime, *, hours: Hours = None
) -> UUID:
    """Plan a message to the round's recipients; raises `WaveRefusedError`. `hours`: when people are written to.

    A second invitation is for those who were added since the first began; nobody is invited twice.
    """
    with access.changing_survey(session, "respondents.invite", survey_id, wave=plan.kind):
        asked = round_of(session, survey_id, round_id, held=True)
        days_before = plan.when if isinstance(plan.when, int) else None
        due_on = asked.closes_on - timedelta(days=plan.when) if isinstance(plan.when, int) else plan.when
        there = session.scalars(select(Wave).where(Wave.survey_id == survey_id, Wave.round_id == round_id)).all()
        invitations = [each for each in there if each.kind == "invitation"]
        if plan.kind == "invitation":
            _refuse_second(session, asked, invitations)
        _refuse_day(asked, due_on, there, now, hours)
        if plan.kind == "reminder" and (not invitations or due_on < min(each.due_on for each in invitations)):
            raise WaveRefusedError("first_a_reminder")
        wave = Wave(
            survey_id=survey_id,
            id=uuid7(),
            round_id=round_id,
            kind=plan.kind,
            due_on=due_on,
            days_before=days_before,
            texts={code: dict(text) for code, text in plan.texts.items()},
        )
        session.add(wave)
        return wave.id


def _refuse_day(asked: Round, due_on: date, there: Sequence[Wave], now: datetime, hours: Hours) -> None:
    today = norwegian_date(now)
    if asked.closed_at is not None or today > asked.closes_on:
        raise WaveRefusedError("over")
    if due_on < today:
        raise WaveRefusedError("past")
    if due_on < asked.opens_on:
        raise WaveRefusedError("before_opening")
    if due_on > asked.closes_on:
        raise WaveRefusedError("after_closing")
    goes_on = day_of_sending(due_on, asked, now, hours)
    if goes_on is None:
        raise WaveRefusedError("no_day_left")
    waiting = {day_of_sending(each.due_on, asked, now, hours) for each in there if each.started_at is None}
    begun = {norwegian_date(each.started_at) for each in there if each.started_at is not None}
    if goes_on in waiting | begun or due_on in {each.due_on for each in there}:
        raise WaveRefusedError("twice")


def _refuse_second(session: Session, asked: Round, invitations: Sequence[Wave]) -> None:
    if any(each.started_at is None for each in invitations):
        raise WaveRefusedError("invitation_planned")
    if invitations and not _uninvited(session, asked.survey_id, asked.id):
        raise WaveRefusedError("all_invited")


def uninvited(session: Session, survey_id: UUID, round_id: UUID) -> int:
    """How many the round's next invitation would go to: those who were in no invitation before."""
    access.survey(session, "survey.see", survey_id)
    return _uninvited(session, survey_id, round_id)


def _uninvited(session: Session, survey_id: UUID, round_id: UUID) -> int:
    there = in_round(survey_id, round_id).subquery()
    new = select(func.count()).select_from(there).where(*reachable(there.c, round_id, "invitation"))
    return session.scalar(new) or 0


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
        WaveOverview(
            each.id,
            each.kind,
            each.due_on,
            each.days_before,
            each.texts,
            None if each.started_at is None else norwegian_date(each.started_at),
            counts.get(each.id, {}),
        )
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


def _waiting(session: Session, survey_id: UUID, wave_id: UUID) -> Wave:
    wave = session.get(Wave, (survey_id, wave_id), with_for_update=True)
    if wave is None:
        raise NotFoundError(f"Survey {survey_id} has no message {wave_id}.")
    if wave.started_at is not None:
        raise WaveRefusedError("started")
    return wave
