"""Planned messages that follow a round's last day when it is moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models.errors import ImpossibleRoundError
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
    """A message that was moved with the last day: from which day to which."""

    kind: WaveKind
    before: date
    due_on: date


def let_messages_follow(session: Session, asked: Round, today: date) -> tuple[Followed, ...]:
    """Move each message that is planned by the last day, and has not begun, with it; raises `MessageInTheWayError`.

    Call it when the last day has changed, with the round locked, so that nobody plans meanwhile.
    """
    here = Wave.survey_id == asked.survey_id, Wave.round_id == asked.id
    waves = session.scalars(
        select(Wave).where(*here).order_by(Wave.due_on).with_for_update(), execution_options={"populate_existing": True}
    ).all()
    following = [each for each in waves if each.started_at is None and each.days_before is not None]
    days = {each.id: asked.closes_on - timedelta(days=each.days_before or 0) for each in following}
    moved = [each for each in following if days[each.id] != each.due_on]
    for each in moved:
        reason = _in_the_way(each, days, waves, asked.opens_on, today)
        if reason is not None:
            raise MessageInTheWayError(each.kind, each.due_on, days[each.id], reason)
    done = tuple(Followed(each.kind, each.due_on, days[each.id]) for each in moved)
    # One by one, from the end that they move towards: no two may stand on a day, not even for a moment.
    for each in sorted(moved, key=lambda each: each.due_on, reverse=any(days[each.id] > each.due_on for each in moved)):
        each.due_on = days[each.id]
        session.flush()
    return done


def _in_the_way(
    wave: Wave, days: Mapping[UUID, date], waves: Sequence[Wave], opens_on: date, today: date
) -> InTheWay | None:
    """Why a message cannot go on its new day, by the rules that it was planned by; None when it can."""
    day = days[wave.id]
    then = {each.id: days.get(each.id, each.due_on) for each in waves}
    invited = [then[each.id] for each in waves if each.kind == "invitation"]
    if day < today:
        return "past"
    if day < opens_on:
        return "before_opening"
    if day in [then[each.id] for each in waves if each is not wave]:
        return "twice"
    return "first_a_reminder" if wave.kind == "reminder" and invited and day < min(invited) else None
