"""When a municipality was last reached: what came back, reached nobody, whatever was sent before or elsewhere."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import Recipient
from surveyapp.models.ids import norwegian_date
from surveyapp.models.tokens import recipient_token
from surveyapp.models.vault import vault_of
from surveyapp.services import contacting, overseeing
from surveyapp.services.contacting import Contact, Outcome, WavePlan
from tests.surveyapp.services.municipalities import organisation, put_to_municipalities
from tests.surveyapp.stage import KEY, NOW

WEEK = timedelta(days=7)
TODAY = norwegian_date(NOW)
OLD, NEW = "gammel@example.org", "ny@example.org"


@pytest.fixture
def at(session: Session) -> tuple[UUID, UUID]:
    """The ids of a survey and its round, which has two addresses of Kristiansand."""
    owner = organisation(session, "directorate")
    survey_id, round_id = put_to_municipalities(session, owner)
    people = [Contact("4204", "Kristiansand", "mail", each, "", "nb") for each in (OLD, NEW)]
    contacting.add_contacts(session, survey_id, round_id, people, key=KEY)
    return survey_id, round_id


def sends(session: Session, at: tuple[UUID, UUID], weeks: int, **outcomes: Outcome) -> None:
    """A message to both addresses, so many weeks from now; `old` and `new`: what comes of it."""
    now = NOW + weeks * WEEK
    contacting.plan_wave(session, *at, WavePlan("reminder" if weeks else "invitation", norwegian_date(now), {}), now)
    contacting.start_due(session, KEY, now)
    for due in contacting.claim(session, KEY, now, limit=10, channels=("mail",)):
        contacting.note(session, due, outcomes["old" if due.address == OLD else "new"], now)


def comes_back(session: Session, at: tuple[UUID, UUID], address: str) -> None:
    """A report of non-delivery from the address's server."""
    code = vault_of(session).code_of(address)
    found = session.scalars(select(Recipient.id).where(Recipient.address_code == code)).one()
    contacting.note_bounce(session, recipient_token(at[0], found, KEY), KEY, NOW)


def last(session: Session, at: tuple[UUID, UUID]) -> tuple[date | None, bool]:
    there = overseeing.follow(session, *at, NOW).municipalities
    found = next(each for each in there if each.number == "4204")
    return found.contacted_on, found.bounced


def test_what_was_sent_reached_somebody(session: Session, at: tuple[UUID, UUID]) -> None:
    sends(session, at, 0, old="sent", new="sent")
    assert last(session, at) == (TODAY, False)


def test_what_came_back_after_it_was_sent_reached_nobody(session: Session, at: tuple[UUID, UUID]) -> None:
    sends(session, at, 0, old="sent", new="sent")
    for address in (OLD, NEW):
        comes_back(session, at, address)
    assert last(session, at) == (TODAY, True)


def test_the_day_is_of_the_address_that_works_not_of_a_later_one_that_came_back(
    session: Session, at: tuple[UUID, UUID]
) -> None:
    sends(session, at, 0, old="sent", new="sent")
    sends(session, at, 1, old="sent", new="later")
    comes_back(session, at, OLD)
    assert last(session, at) == (TODAY, False)


def test_an_address_that_is_refused_the_second_time_reaches_nobody_any_more(
    session: Session, at: tuple[UUID, UUID]
) -> None:
    sends(session, at, 0, old="sent", new="refused")
    sends(session, at, 1, old="refused", new="sent")
    assert last(session, at) == (TODAY, True)
