"""Sending what is due: each message is one row, taken by one sender, and noted as soon as the server has it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, insert, literal, null, select, tuple_, update
from sqlalchemy.orm import Session

from surveyapp.models import Dispatch, Invitation, Organisation, Recipient, Round, Survey, Wave
from surveyapp.models.deletion import let_contacts_follow
from surveyapp.models.ids import InvitationKey, norwegian_date, uuid7
from surveyapp.models.reaching import MOST_ATTEMPTS, Channel, place_of
from surveyapp.models.tokens import entry_code, link_entry, link_token, token_code
from surveyapp.models.transactions import count_anew, writing
from surveyapp.models.vault import read_or_pass
from surveyapp.models.versions import questionnaire_of
from surveyapp.services import access
from surveyapp.services.contacting.due import DispatchKey, Due, Outcome
from surveyapp.services.contacting.recipients import answered, in_round, reachable

LEASE = timedelta(minutes=2)
"""So long a sender has for what it took; then another may take it, for the first one is gone."""

FIRST_WAIT = timedelta(minutes=10)
"""After a message that the server would not take now; doubled each time, up to about a day."""


def start_due(session: Session, key: bytes, now: datetime) -> int:
    """Begin the messages whose day has come: one row for each recipient. Returns how many rows that made."""
    access.require_operator(session)
    today = norwegian_date(now)
    ready = (
        select(Wave.survey_id, Wave.id)
        .join(Round, (Round.survey_id == Wave.survey_id) & (Round.id == Wave.round_id))
        .where(Wave.started_at.is_(None), Wave.due_on <= today, *_open_today(now))
        .order_by(Wave.due_on)
    )
    return sum(_start(session, survey_id, wave_id, key, now) for survey_id, wave_id in session.execute(ready).all())


def _open_today(now: datetime) -> tuple[Any, ...]:
    today = norwegian_date(now)
    return (
        Round.released_at.is_not(None),
        Round.paused_at.is_(None),
        Round.closed_at.is_(None),
        Round.opens_on <= today,
        Round.closes_on >= today,
    )


def _start(session: Session, survey_id: UUID, wave_id: UUID, key: bytes, now: datetime) -> int:
    with writing(session):
        wave = session.get(Wave, (survey_id, wave_id), with_for_update=True)
        # It may have been moved since it was looked for.
        if wave is None or wave.started_at is not None or wave.due_on > norwegian_date(now):
            return 0
        wave.started_at = now
        session.flush()
        _link_all(session, survey_id, wave.round_id, key)
        there = in_round(survey_id, wave.round_id).subquery()
        waiting = select(
            literal(survey_id),
            literal(wave_id),
            there.c.id,
            literal("waiting"),
            literal(0),
            literal(now, Dispatch.__table__.c.due_at.type),
            null(),
        ).where(*reachable(there.c, wave.round_id, wave.kind))
        columns = ["survey_id", "wave_id", "recipient_id", "state", "attempts", "due_at", "sent_on"]
        made: Any = session.execute(insert(Dispatch).from_select(columns, waiting))
        count_anew(session, "round", "wave", "dispatch", "recipient", "invitation")
        return int(made.rowcount)


def _link_all(session: Session, survey_id: UUID, round_id: UUID, key: bytes) -> None:
    """Give those a link that have none whose secret we can tell again: an anonymous round, and those of before."""
    survey = session.get_one(Survey, survey_id)
    old = select(Invitation).where(
        Invitation.survey_id == survey_id, Invitation.round_id == round_id, Invitation.issue == 0
    )
    lacking = list(session.scalars(old))
    if survey.privacy == "anonymous":
        here = Invitation.survey_id == survey_id, Invitation.round_id == round_id
        if session.scalar(select(Invitation.id).where(*here)) is None:
            lacking = [Invitation(survey_id=survey_id, privacy="anonymous", round_id=round_id, id=uuid7(), issue=0)]
            session.add_all(lacking)
    for each in lacking:
        place = InvitationKey(survey_id, each.id)
        each.issue = 1
        each.token_code = token_code(link_token(place, 1, key), key)
        each.entry_code = entry_code(link_entry(place, 1, key), key)
    let_contacts_follow(session, survey_id)


def due_now(session: Session, now: datetime, channels: Sequence[Channel]) -> int:
    """How many messages are due."""
    access.require_operator(session)
    return session.scalar(select(func.count()).select_from(_ready(now, channels).subquery())) or 0


def _ready(now: datetime, channels: Sequence[Channel]) -> Select[UUID, UUID, UUID]:
    return (
        select(Dispatch.survey_id, Dispatch.wave_id, Dispatch.recipient_id)
        .join(Wave, (Wave.survey_id == Dispatch.survey_id) & (Wave.id == Dispatch.wave_id))
        .join(Round, (Round.survey_id == Wave.survey_id) & (Round.id == Wave.round_id))
        .join(Recipient, (Recipient.survey_id == Dispatch.survey_id) & (Recipient.id == Dispatch.recipient_id))
        .where(
            Dispatch.state.in_(("waiting", "sending")),
            Dispatch.due_at <= now,
            Recipient.channel.in_(channels),
            *_open_today(now),
        )
    )


def claim(session: Session, key: bytes, now: datetime, *, limit: int, channels: Sequence[Channel]) -> list[Due]:
    """Take some of what is due, for as long as `LEASE`; who has answered meanwhile is not written to any more.

    An address that cannot be read is tried again later, and given up in the end, as one that no server takes now:
    the key may be put right meanwhile, and the others do not wait for it. Empty only when nothing is due.
    """
    access.require_operator(session)
    due = _ready(now, channels).order_by(Dispatch.due_at).limit(limit).with_for_update(of=Dispatch, skip_locked=True)
    taken: list[Due] = []
    while not taken:
        with writing(session):
            places = [DispatchKey(*row) for row in session.execute(due)]
            if not places:
                break
            taken = _take(session, places, key, now)
    return taken


def _take(session: Session, places: Sequence[DispatchKey], key: bytes, now: datetime) -> list[Due]:
    """What of these can be sent; none of them is due any more at this time."""
    rows = session.execute(_TOLD.where(_among(places))).all()
    # Whoever has no link any more is looked for again later.
    _set(session, [*{*places} - {_key(row) for row in rows}], due_at=now + FIRST_WAIT)
    gone = {_key(row): _no_more(row) for row in rows if _no_more(row)}
    for state in ("answered", "stopped"):
        _set(session, [place for place, reason in gone.items() if reason == state], state=state)
    taken = []
    for row in rows:
        if _key(row) in gone:
            continue
        due = _due(session, row, key)
        if due is None:
            _try_later(session, _key(row), row.attempts, now)
        else:
            taken.append(due)
    _set(session, [due.key for due in taken], state="sending", due_at=now + LEASE)
    return taken


_TOLD: Any = (
    select(
        *(Dispatch.survey_id, Dispatch.wave_id, Dispatch.recipient_id, Dispatch.attempts),
        *(Wave.kind, Wave.texts, Wave.round_id, Round.closes_on, Round.version_id),
        *(Recipient.channel, Recipient.sealed, Recipient.language, Recipient.stopped_on, Recipient.bounced_on),
        *(Survey.title, Survey.privacy, Survey.synthetic, Organisation.name.label("owner")),
        *(Invitation.id.label("invitation_id"), Invitation.issue),
        answered(Recipient, Wave.round_id).label("answered"),
    )
    .join(Wave, (Wave.survey_id == Dispatch.survey_id) & (Wave.id == Dispatch.wave_id))
    .join(Round, (Round.survey_id == Wave.survey_id) & (Round.id == Wave.round_id))
    .join(Survey, Survey.id == Dispatch.survey_id)
    .join(Organisation, Organisation.id == Survey.organisation_id)
    .join(Recipient, (Recipient.survey_id == Dispatch.survey_id) & (Recipient.id == Dispatch.recipient_id))
    .join(
        Invitation,
        (Invitation.survey_id == Wave.survey_id)
        & (Invitation.round_id == Wave.round_id)
        & (
            (Invitation.participant_id == Recipient.participant_id)
            | (Invitation.participant_id.is_(None) & Recipient.participant_id.is_(None))
        ),
    )
)


def _no_more(row: Any) -> str:
    """Why this one is not written to any more; "" when they are."""
    if row.answered:
        return "answered"
    return "stopped" if row.stopped_on is not None or row.bounced_on is not None else ""


def _due(session: Session, row: Any, key: bytes) -> Due | None:
    """All that the message says; None when its address cannot be read."""
    place, sealed_to = InvitationKey(row.survey_id, row.invitation_id), place_of(row.survey_id, row.recipient_id)
    opened = read_or_pass(session, row.sealed, sealed_to, survey_id=row.survey_id, recipient_id=row.recipient_id)
    if opened is None:
        return None
    address, _, name = opened.partition("\n")
    return Due(
        key=_key(row),
        kind=row.kind,
        texts=row.texts,
        channel=row.channel,
        address=address,
        name=name,
        language=row.language,
        token=link_token(place, row.issue, key),
        owner=row.owner,
        survey_title=row.title,
        privacy=row.privacy,
        synthetic=row.synthetic,
        closes_on=row.closes_on,
        questionnaire=questionnaire_of(session, row.version_id),
        attempts=row.attempts,
    )


def note(session: Session, due: Due, outcome: Outcome, now: datetime) -> None:
    """Note what came of a message as soon as it is known: from then on, nobody sends it again.

    It waits for no disk: a sender that is killed then repeats one message at most. After a power cut, what was noted
    since the last `claim`, which does wait, may be sent again.
    """
    access.require_operator(session)
    today = norwegian_date(now)
    with writing(session, power_cut_may_undo=True):
        if outcome == "sent":
            _set(session, [due.key], state="sent", sent_on=today)
            return
        if outcome == "refused":
            _set(session, [due.key], state="refused")
            here = Recipient.survey_id == due.key.survey_id, Recipient.id == due.key.recipient_id
            session.execute(update(Recipient).where(*here).values(bounced_on=today))
            return
        _try_later(session, due.key, due.attempts, now)


def _try_later(session: Session, place: DispatchKey, attempts: int, now: datetime) -> None:
    state = "given_up" if attempts + 1 >= MOST_ATTEMPTS else "waiting"
    _set(session, [place], state=state, attempts=attempts + 1, due_at=now + FIRST_WAIT * 2**attempts)


def put_back(session: Session, taken: Sequence[Due], now: datetime) -> None:
    """Let go of what could not be tried, because the server is away: it is due again in a minute."""
    access.require_operator(session)
    with writing(session):
        _set(session, [due.key for due in taken], state="waiting", due_at=now + timedelta(minutes=1))


def _set(session: Session, places: Sequence[DispatchKey], **values: Any) -> None:
    if places:
        changed = update(Dispatch).where(_among(places)).values(**values)
        session.execute(changed.execution_options(synchronize_session=False))


def _among(places: Sequence[DispatchKey]) -> Any:
    key = tuple_(Dispatch.survey_id, Dispatch.wave_id, Dispatch.recipient_id)
    return key.in_([(each.survey_id, each.wave_id, each.recipient_id) for each in places])


def _key(row: Any) -> DispatchKey:
    return DispatchKey(row.survey_id, row.wave_id, row.recipient_id)
