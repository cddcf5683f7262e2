"""Invitations and reminders: each reaches each once, those who have answered are left alone, and it can be stopped."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from surveyapp.models import Dispatch, Recipient, Response, Round
from surveyapp.models.days import within_hours
from surveyapp.models.errors import NotFoundError, UnknownTokenError
from surveyapp.models.ids import ResponseKey
from surveyapp.models.tokens import recipient_token
from surveyapp.services import access, contacting, inviting, surveying
from surveyapp.services.contacting import WavePlan, WaveRefusedError
from surveyapp.services.contacting.dispatching import LEASE
from tests.surveyapp.services.contacted import MORNING, TODAY, contact, contacted
from tests.surveyapp.stage import KEY

LATER = MORNING + timedelta(days=7)


def test_an_invitation_carries_the_link_that_opens_the_round(session: Session) -> None:
    there = contacted(session)
    there.add(contact("4204"))
    there.plan()
    (due,) = there.claim()
    assert inviting.find(session, due.token, KEY, MORNING).participant_label == "Kommune 4204"


def test_a_reminder_carries_the_same_link_again(session: Session) -> None:
    there = contacted(session)
    there.add(contact("4204"))
    there.plan()
    (first,) = there.claim()
    contacting.note(session, first, "sent", MORNING)
    there.plan("reminder", LATER.date())
    (second,) = there.claim(LATER)
    assert (second.kind, second.token) == ("reminder", first.token)


def test_each_recipient_is_written_to_once(session: Session) -> None:
    there = contacted(session)
    there.add(contact("4204"), contact("4205"), contact("4205", "andre@example.org"))
    there.plan()
    assert there.send() == ["andre@example.org", "post4204@example.org", "post4205@example.org"]
    assert there.send() == []
    assert there.send(LATER) == []


def test_who_has_handed_in_is_not_reminded(session: Session) -> None:
    there = contacted(session)
    there.add(contact("4204"), contact("4205"))
    there.plan()
    there.send()
    there.plan("reminder", LATER.date())
    _hand_in(session, there.stage.begin("4204"))
    assert there.send(LATER) == ["post4205@example.org"]


def test_who_hands_in_while_a_reminder_waits_is_not_sent_it(session: Session) -> None:
    there = contacted(session)
    there.add(contact("4204"), contact("4205"))
    there.plan()
    there.send()
    there.plan("reminder", LATER.date())
    contacting.start_due(session, KEY, LATER)
    _hand_in(session, there.stage.begin("4204"))
    assert there.send(LATER) == ["post4205@example.org"]
    assert ("answered", 0) in there.states()


def _hand_in(session: Session, key: ResponseKey) -> None:
    session.execute(
        update(Response)
        .where(Response.id == key.id)
        .values(state="submitted", submitted_on=TODAY, reference="K7QM-3XPD")
    )
    session.commit()


def test_an_anonymous_round_writes_the_one_open_link_to_all_and_reminds_all(session: Session) -> None:
    there = contacted(session, "anonymous")
    there.add(contact(""), contact("", "andre@example.org"))
    there.plan()
    first, second = there.claim()
    assert first.token == second.token
    assert inviting.find(session, first.token, KEY, MORNING).participant_label is None


def test_what_a_sender_has_taken_no_other_takes_until_its_time_is_up(session: Session) -> None:
    there = contacted(session)
    there.add(contact())
    there.plan()
    assert len(there.claim()) == 1
    assert there.claim(MORNING + LEASE - timedelta(seconds=1)) == []
    assert len(there.claim(MORNING + LEASE + timedelta(seconds=1))) == 1


def test_two_senders_at_once_share_the_work(session: Session) -> None:
    there = contacted(session)
    there.add(*(contact(f"K{number}") for number in range(40)))
    there.plan()
    contacting.start_due(session, KEY, MORNING)
    session.commit()

    def take(_sender: int) -> list[str]:
        with Session(session.get_bind()) as own:
            access.act_as(own, access.OPERATOR)
            found = []
            while taken := contacting.claim(own, KEY, MORNING, limit=3, channels=("mail",)):
                found += [due.address for due in taken]
            return found

    with ThreadPoolExecutor(2) as senders:
        one, other = senders.map(take, range(2))
    assert sorted(one + other) == sorted(f"postK{number}@example.org" for number in range(40))


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_postgresql_knows_how_many_are_due_before_the_first_is_looked_for(session: Session) -> None:
    there = contacted(session)
    there.add(*(contact(f"K{number}") for number in range(40)))
    there.plan()
    contacting.start_due(session, KEY, MORNING)
    known = session.scalars(text("SELECT reltuples FROM pg_class WHERE relname IN ('dispatch', 'recipient')"))
    assert set(known) == {40}


def test_a_message_the_server_would_not_take_is_tried_again_later_and_later_and_given_up(session: Session) -> None:
    there = contacted(session)
    there.add(contact())
    there.plan()
    now, waits = MORNING, []
    while taken := there.claim(now):
        contacting.note(session, taken[0], "later", now)
        due_at = session.scalars(select(Dispatch.due_at)).one()
        waits.append((due_at - now) // timedelta(minutes=1))
        now = due_at
    assert waits == [10, 20, 40, 80, 160, 320, 640, 1280]
    assert there.states() == [("given_up", 8)]


def test_an_address_that_is_refused_gets_nothing_more(session: Session) -> None:
    there = contacted(session)
    there.add(contact())
    there.plan()
    there.send(outcome="refused")
    there.plan("reminder", LATER.date())
    assert there.send(LATER) == []
    assert there.states() == [("refused", 0)]


def test_what_could_not_be_tried_costs_no_attempt(session: Session) -> None:
    there = contacted(session)
    there.add(contact())
    there.plan()
    contacting.put_back(session, there.claim(), MORNING)
    assert there.claim(MORNING) == []
    assert there.claim(MORNING + timedelta(minutes=1))[0].attempts == 0


def test_a_pause_stops_what_is_planned_and_what_waits(session: Session) -> None:
    there = contacted(session)
    there.add(contact("4204"), contact("4205"))
    there.plan()
    contacting.note(session, there.claim(limit=1)[0], "sent", MORNING)
    contacting.pause(*there.ids, MORNING)
    assert there.send(MORNING) == []
    contacting.resume(*there.ids)
    assert len(there.send(MORNING)) == 1


def test_a_round_that_is_ended_writes_to_nobody(session: Session) -> None:
    there = contacted(session)
    there.add(contact())
    there.plan()
    contacting.start_due(session, KEY, MORNING)
    surveying.close_round(*there.ids, MORNING)
    assert there.claim() == []


def test_a_draft_writes_to_nobody(session: Session) -> None:
    there = contacted(session)
    there.add(contact())
    there.plan()
    session.execute(update(Round).values(released_at=None))
    session.commit()
    assert there.send() == []


@pytest.mark.parametrize(
    ("kind", "day", "reason"),
    [
        ("invitation", date(2026, 2, 9), "past"),
        ("invitation", date(2026, 4, 1), "after_closing"),
        ("reminder", date(2026, 2, 20), "first_a_reminder"),
    ],
)
def test_a_message_on_a_day_that_will_not_do_is_refused(session: Session, kind: str, day: date, reason: str) -> None:
    there = contacted(session)
    with pytest.raises(WaveRefusedError) as refused:
        contacting.plan_wave(*there.ids, WavePlan(kind, day, {}), MORNING)  # type: ignore[arg-type]
    assert refused.value.reason == reason


def test_two_messages_on_a_day_are_refused_and_before_the_opening_too(session: Session) -> None:
    there = contacted(session)
    there.plan()
    with pytest.raises(WaveRefusedError, match="Something is sent on that day already"):
        there.plan("reminder")
    early = datetime(2026, 1, 5, 9, tzinfo=UTC)
    with pytest.raises(WaveRefusedError, match="not open on that day yet"):
        there.plan("reminder", date(2026, 1, 6), early)


def test_a_message_is_rewritten_or_cancelled_until_it_goes_out(session: Session) -> None:
    there = contacted(session)
    there.add(contact())
    wave = there.plan()
    contacting.change_texts(session, there.stage.survey_id, wave, {"nb": {"subject": "Hei"}})
    assert there.claim()[0].texts == {"nb": {"subject": "Hei"}}
    with pytest.raises(WaveRefusedError, match="cannot be changed"):
        contacting.cancel_wave(session, there.stage.survey_id, wave)
    with pytest.raises(WaveRefusedError, match="cannot be changed"):
        contacting.change_texts(session, there.stage.survey_id, wave, {})
    with pytest.raises(NotFoundError):
        contacting.cancel_wave(session, there.stage.survey_id, uuid4())


def test_the_plan_tells_how_far_each_message_has_come(session: Session) -> None:
    there = contacted(session)
    there.add(contact("4204"), contact("4205"))
    there.plan()
    there.plan("reminder", LATER.date())
    contacting.note(session, there.claim(limit=1)[0], "sent", MORNING)
    invitation, reminder = contacting.waves_of(*there.ids)
    assert (invitation.counts, reminder.counts) == ({"sent": 1, "waiting": 1}, {})
    assert contacting.recipients_of(*there.ids).by_channel == {"mail": 2}
    assert session.scalars(select(Dispatch.sent_on).where(Dispatch.state == "sent")).all() == [TODAY]


def _token(session: Session, survey_id: UUID) -> str:
    return recipient_token(survey_id, session.scalars(select(Recipient.id)).one(), KEY)


def test_whoever_says_no_is_not_written_to_and_may_change_their_mind(session: Session) -> None:
    there = contacted(session)
    there.add(contact())
    there.plan()
    token = _token(session, there.stage.survey_id)
    contacting.stop(session, token, KEY, MORNING)
    assert contacting.stopping(session, token, KEY).stopped
    assert there.send() == []
    contacting.stop(session, token, KEY, MORNING, again=True)
    there.plan("reminder", LATER.date())
    assert there.send(LATER) == ["post4204@example.org"]


def test_a_public_body_cannot_say_no_to_being_asked(session: Session) -> None:
    there = contacted(session, "identified")
    there.add(contact())
    token = _token(session, there.stage.survey_id)
    contacting.stop(session, token, KEY, MORNING)
    assert not contacting.stopping(session, token, KEY).stopped


@pytest.mark.parametrize("change", ["cut", "changed", "nonsense", "empty"])
def test_a_token_that_is_not_ours_is_refused(session: Session, change: str) -> None:
    there = contacted(session)
    there.add(contact())
    token = _token(session, there.stage.survey_id)
    changed = ("b" if token[40] == "a" else "a").join((token[:40], token[41:]))
    written = {"cut": token[:-1], "changed": changed, "nonsense": "x", "empty": ""}[change]
    with pytest.raises(UnknownTokenError):
        contacting.stopping(session, written, KEY)


def test_an_address_that_bounces_gets_nothing_more_and_the_message_says_so(session: Session) -> None:
    there = contacted(session)
    there.add(contact())
    there.plan()
    there.send()
    done = contacting.note_bounce(session, _token(session, there.stage.survey_id), KEY, MORNING)
    assert (done.messages, done.recipients) == (1, 1)
    assert there.states() == [("bounced", 0)]
    there.plan("reminder", LATER.date())
    assert there.send(LATER) == []


@pytest.mark.parametrize(
    ("moment", "hours", "may"),
    [
        # 7:59 and 8:00 in Norway in winter; then in summer; then a Sunday.
        (datetime(2026, 2, 10, 6, 59, tzinfo=UTC), (8, 20), False),
        (datetime(2026, 2, 10, 7, 0, tzinfo=UTC), (8, 20), True),
        (datetime(2026, 7, 7, 6, 0, tzinfo=UTC), (8, 20), True),
        (datetime(2026, 7, 7, 18, 0, tzinfo=UTC), (8, 20), False),
        (datetime(2026, 2, 15, 12, 0, tzinfo=UTC), (8, 20), False),
        (datetime(2026, 2, 15, 2, 0, tzinfo=UTC), None, True),
    ],
)
def test_people_are_written_to_by_day_in_norway(moment: datetime, hours: tuple[int, int] | None, may: bool) -> None:
    assert within_hours(moment, hours) is may
