"""Those who oversee the demonstration's municipalities, and how the answers came in, for them to follow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from questionnaires.classifications import Kommune, kommuner, statsforvaltere
from surveyapp.models import Account, Organisation, Response, Round
from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import NORWAY, norwegian_date
from surveyapp.models.transactions import writing
from surveyapp.services import accounts, answering, finding, inviting, overseeing, surveying

MARK = "(demonstrasjon)"
DIRECTORATE = f"Helsedirektoratet {MARK}"
SIGN_IN = {"Agder": "agder@example.org", "Østfold, Buskerud, Oslo og Akershus": "ostviken@example.org"}
"""The areas whose governors have an account to try, and its address."""
BEGUN = 14
"""Municipalities that have begun and not handed in."""


def directorate(session: Session, now: datetime) -> Organisation:
    """The owner of the municipalities' survey."""
    try:
        return finding.organisation_named(session, DIRECTORATE)
    except NotFoundError:
        return surveying.create_organisation(session, DIRECTORATE, now, kind="directorate")


def govern(session: Session, survey_id: UUID, password: str, now: datetime) -> tuple[str, ...]:
    """A county governor for each area, two of them with an account; returns the addresses that may sign in."""
    overseeing.open_to_governors(session, survey_id, now)
    for each in statsforvaltere(on=norwegian_date(now)):
        name = f"{each.label} {MARK}"
        try:
            governor = finding.organisation_named(session, name)
        except NotFoundError:
            governor = surveying.create_organisation(session, name, now, kind="county_governor", area=each.name)
        email = SIGN_IN.get(each.name)
        if email and session.scalar(select(Account.id).where(Account.email == email)) is None:
            account = accounts.create_account(session, email, f"Rådgiver, {each.name}", password, now)
            accounts.add_member(session, account.id, governor.id, "reader", now)
    return tuple(SIGN_IN.values())


def enliven(session: Session, asked: Round, key: bytes, now: datetime) -> None:
    """Give a round that was read in at once a life: answers day by day, and in an open one some that have begun."""
    today = norwegian_date(now)
    _spread(session, asked, today)
    if asked.state_on(today) == "open":
        _begin_some(session, asked, key, now)


def _spread(session: Session, asked: Round, today: date) -> None:
    """Let the made-up answers have come in one by one, slowly at first and at the end, instead of all at once."""
    rng = Random(f"days of {asked.label}")
    span = (min(asked.closes_on, today) - asked.opens_on).days
    survey_id, opens_on = asked.survey_id, asked.opens_on
    ids = session.scalars(select(Response.id).where(Response.round_id == asked.id).order_by(Response.id)).all()
    with writing(session):
        for response_id in ids:
            day = opens_on + timedelta(days=int(rng.betavariate(1.6, 1.3) * span))
            moment = datetime.combine(day, time(rng.randint(8, 15), rng.randint(0, 59)), NORWAY)
            session.execute(
                update(Response)
                .where(Response.survey_id == survey_id, Response.id == response_id)
                .values(started_on=day, started_at=moment, submitted_on=day, submitted_at=moment)
            )


def _begin_some(session: Session, asked: Round, key: bytes, now: datetime) -> None:
    """Let some municipalities have begun."""
    taken = finding.answered(session, asked.survey_id, asked.id)
    free = [each for each in kommuner(on=asked.classified_on) if each.nr not in taken]
    chosen = Random("begun").sample(free, BEGUN)
    for invited in inviting.invite(session, asked.survey_id, asked.id, _ids(session, asked.survey_id, chosen), key):
        answering.start_or_resume(session, invited.key, now)


def _ids(session: Session, survey_id: UUID, chosen: Sequence[Kommune]) -> list[UUID]:
    labels = {each.nr: each.label for each in chosen}
    known = finding.participants(session, survey_id, labels)
    new = {key: label for key, label in labels.items() if key not in known}
    return [*known.values(), *inviting.add_participants(session, survey_id, new).values()]
