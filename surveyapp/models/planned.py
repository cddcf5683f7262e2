"""Planned messages that follow a round's last day when it is moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models.days import Hours, day_of_sending
from surveyapp.models.errors import ImpossibleRoundError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.reaching import Wave, WaveKind
from surveyapp.models.surveys import Round

InTheWay = Literal["past", "before_opening", "twice", "first_a_reminder"]

_WHY: dict[InTheWay, str] = {
    "past": "which is over",
    "before_opening": "before the round opens",
    "twice": "when something else is sent",
    "first_a_reminder": "before anybody is invited",
}


class MessageInTheWayError(ImpossibleRoundError):
    """The last day cannot be moved there: a message that follows it would go on a day that will not do."""

    def __init__(self, kind: WaveKind, before: date, day: date, reason: InTheWay) -> None:
        super().__init__(
            f"The {kind} of {before} follows the last day, and would go on {day}, {_WHY[reason]}. "
            "Give it another day first: surveyapp mail cancel, then mail plan."
        )
        self.kind, self.before, self.day, self.reason = kind, before, day, reason


@dataclass(frozen=True, slots=True)
class Followed:
    """A message that was moved with the last day: from which day, and when it goes now; None: the round ends before."""

    kind: WaveKind
    before: date
    goes_on: date | None


@dataclass(frozen=True, slots=True)
class _Then:
    """The day that a message would be planned for, and when it really goes or went; None: the round ends before."""

    due_on: date
    goes_on: date | None


def let_messages_follow(session: Session, asked: Round, now: datetime, hours: Hours) -> tuple[Followed, ...]:
    """Move each message that is planned by the last day, and has not begun, with it; raises `MessageInTheWayError`.

    `hours`: when people are written to; two messages that then go on one day are in each other's way.

    Call it when the last day has changed, with the round locked, so that nobody plans meanwhile.
    """
    here = Wave.survey_id == asked.survey_id, Wave.round_id == asked.id
    waves = session.scalars(
        select(Wave).where(*here).order_by(Wave.due_on).with_for_update(), execution_options={"populate_existing": True}
    ).all()
    following = [each for each in waves if each.started_at is None and each.days_before is not None]
    days = {each.id: asked.closes_on - timedelta(days=each.days_before or 0) for each in following}
    moved = [each for each in following if days[each.id] != each.due_on]
    plan = {each.id: _then(each, days.get(each.id, each.due_on), asked, now, hours) for each in waves}
    for each in moved:
        reason = _in_the_way(each, plan, waves, asked.opens_on, norwegian_date(now))
        if reason is not None:
            raise MessageInTheWayError(each.kind, each.due_on, days[each.id], reason)
    done = tuple(Followed(each.kind, each.due_on, plan[each.id].goes_on) for each in moved)
    # One by one, from the end that they move towards: no two may stand on a day, not even for a moment.
    for each in sorted(moved, key=lambda each: each.due_on, reverse=any(days[each.id] > each.due_on for each in moved)):
        each.due_on = days[each.id]
        session.flush()
    return done


def _then(wave: Wave, due_on: date, asked: Round, now: datetime, hours: Hours) -> _Then:
    began = None if wave.started_at is None else norwegian_date(wave.started_at)
    return _Then(due_on, began or day_of_sending(due_on, asked, now, hours))


def _in_the_way(
    wave: Wave, plan: Mapping[UUID, _Then], waves: Sequence[Wave], opens_on: date, today: date
) -> InTheWay | None:
    """Why a message cannot go on its new day, by the rules that it was planned by; None when it can."""
    then = plan[wave.id]
    others = [plan[each.id] for each in waves if each is not wave]
    invited = [plan[each.id].due_on for each in waves if each.kind == "invitation"]
    if then.due_on < today:
        return "past"
    if then.due_on < opens_on:
        return "before_opening"
    if any(then.due_on == each.due_on or (then.goes_on and then.goes_on == each.goes_on) for each in others):
        return "twice"
    return "first_a_reminder" if wave.kind == "reminder" and invited and then.due_on < min(invited) else None
