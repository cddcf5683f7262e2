"""A row that no key of ours opens stops nothing else: it is passed by, told by its id, and given up in the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from surveyapp.mail import Message
from surveyapp.models import Measure, MeasureContact, Outgoing, Recipient
from surveyapp.models.reaching import MOST_ATTEMPTS, place_of
from surveyapp.models.vault import Vault
from surveyapp.services import planning, posting
from tests.surveyapp.services.contacted import MORNING, Contacted, contact, contacted
from tests.surveyapp.services.test_plan_reminding import ENDED, due, theirs, told_of
from tests.surveyapp.services.test_planning import Kept, kept
from tests.surveyapp.stage import KEY

__all__ = ["kept", "theirs"]

OTHER = Vault.keyed_by("another key than the tests', and as long")
MESSAGE = Message("kari@example.org", "Hei", "Hei", "<p>Hei</p>")
PEOPLE = tuple(f"post{number}@example.org" for number in range(5))


@pytest.fixture
def invited(session: Session) -> Contacted:
    """Five are to be written to; the address of one was sealed with another key."""
    there = contacted(session)
    there.add(*(contact(f"420{number}", address) for number, address in enumerate(PEOPLE)))
    there.plan()
    _reseal(session, _recipient(there), OTHER)
    return there


def _recipient(there: Contacted) -> Recipient:
    return there.session.scalars(select(Recipient).order_by(Recipient.id).limit(1)).one()


def _reseal(session: Session, recipient: Recipient, vault: Vault, sealed: bytes | None = None) -> None:
    made = sealed or vault.seal("en@example.org\nEn", place_of(recipient.survey_id, recipient.id))
    session.execute(update(Recipient).where(Recipient.id == recipient.id).values(sealed=made))
    session.commit()


def test_the_other_four_are_written_to(invited: Contacted) -> None:
    with capture_logs() as logs:
        sent = invited.send()
    assert len(sent) == 4
    assert set(sent) < set(PEOPLE)
    assert [(line["event"], line["recipient_id"]) for line in logs] == [("unreadable", str(_recipient(invited).id))]
    assert "example.org" not in str(logs)


def test_a_sender_that_takes_one_at_a_time_comes_past_it(invited: Contacted) -> None:
    taken = []
    while one := invited.claim(limit=1):
        taken += one
    assert len(taken) == 4


def test_a_row_that_is_too_short_to_be_sealed_is_passed_by_too(invited: Contacted) -> None:
    _reseal(invited.session, _recipient(invited), OTHER, b"?")
    assert len(invited.send()) == 4


def test_it_is_tried_again_less_and_less_often_and_given_up(invited: Contacted) -> None:
    invited.send()
    assert invited.states() == [("sent", 0)] * 4 + [("waiting", 1)]
    now, looked_at = MORNING, 0
    while ("waiting", looked_at + 1) in invited.states():
        now, looked_at = now + timedelta(minutes=10) * 2**looked_at, looked_at + 1
        assert invited.claim(now - timedelta(seconds=1)) == invited.claim(now) == []
    assert invited.states() == [("given_up", MOST_ATTEMPTS)] + [("sent", 0)] * 4


def test_it_is_sent_once_the_key_is_put_right(invited: Contacted) -> None:
    invited.send()
    place = _recipient(invited)
    _reseal(invited.session, place, invited.session.connection().get_execution_options()["vault"])
    assert invited.send(MORNING + timedelta(minutes=10)) == ["en@example.org"]


def test_whoever_has_no_link_left_keeps_no_sender_busy(session: Session) -> None:
    there = contacted(session)
    there.add(contact("4204"), contact("4205"))
    there.plan()
    there.claim(limit=0)
    session.connection().exec_driver_sql("DELETE FROM invitation")
    session.commit()
    assert there.claim() == []


def _post(session: Session, now: datetime = MORNING) -> posting.Posted:
    return posting.send_due(session, lambda _message: None, now)


def test_the_rest_of_the_outbox_is_sent(session: Session) -> None:
    for number in range(3):
        posting.queue(session, MESSAGE, f"back:{number}", MORNING)
    bad = session.scalars(select(Outgoing.id).order_by(Outgoing.id).limit(1)).one()
    session.execute(update(Outgoing).where(Outgoing.id == bad).values(sealed=OTHER.seal("x", bad.bytes)))
    session.commit()
    with capture_logs() as logs:
        assert _post(session) == posting.Posted(sent=2, waiting=1)
    assert [(line["event"], line["outbox_id"]) for line in logs] == [("unreadable", str(bad))]
    assert _post(session) == posting.Posted()
    days = [_post(session, MORNING + timedelta(days=day)) for day in range(1, 8)]
    assert days == [posting.Posted(waiting=1)] * 6 + [posting.Posted(given_up=1)]


def _shut(kept: Kept, number: int) -> UUID:
    """The address of a measure's owner, sealed with another key."""
    measure_id = kept.session.scalars(select(Measure.id).where(Measure.number == number)).one()
    sealed = OTHER.seal("leder@example.org", measure_id.bytes)
    kept.session.execute(update(MeasureContact).where(MeasureContact.measure_id == measure_id).values(sealed=sealed))
    kept.session.commit()
    return measure_id


def test_the_other_owners_are_asked(theirs: Kept) -> None:
    _shut(theirs, 3)
    assert told_of(due(theirs)) == {"leder@example.org": [1], "andre@example.org": [4]}


def test_the_plan_tells_that_a_measure_cannot_be_asked_about(theirs: Kept) -> None:
    before = planning.coming(theirs.session, theirs.plan_id, ENDED)
    _shut(theirs, 4)
    assert before is not None
    changed = replace(before, owners=before.owners - 1, measures=before.measures - 1)
    assert planning.coming(theirs.session, theirs.plan_id, ENDED) == replace(
        changed, unreachable=before.unreachable + 1
    )


def test_links_for_the_others_are_made_by_hand_and_hers_is_given_to_pass_on(theirs: Kept) -> None:
    _shut(theirs, 4)
    links = planning.ask(theirs.session, theirs.plan_id, 2026, 2, token_key=KEY, now=ENDED)
    assert {each.number: each.address for each in links} == {
        1: "leder@example.org",
        2: None,
        3: "Leder@example.org",
        4: None,
    }
