"""What goes when, told before and done on the day: the counts are those of the tables."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from surveyapp.models import (
    AuditEvent,
    Contact,
    DeletionPlan,
    Invitation,
    Participant,
    Response,
    ReturnCode,
    Revision,
    Round,
    Survey,
)
from surveyapp.models.errors import ForbiddenError, NotFoundError
from surveyapp.services import access, accounts, answering, auditing, exporting, retaining, surveying
from surveyapp.services.retaining import BrokenPromiseError, Counted, Going, Wanted
from surveyapp.services.surveying import RoundPlan
from tests.rounds import add_released
from tests.surveyapp.services.test_access import add_account
from tests.surveyapp.services.test_contacts import EMAIL, REACH
from tests.surveyapp.services.test_following import START, rate
from tests.surveyapp.stage import KEY, NOW, Stage, psfs, set_up

# The stage's rounds close on 2026-03-31: 90 days later is 2026-06-29, and five years later, 2031-03-31.
CONTACTS_GO, ANSWERS_GO = date(2026, 6, 29), date(2031, 3, 31)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def stage(session: Session) -> Stage:
    """One has handed in and wants to be reached, another has begun and will come back."""
    stage = set_up(session, REACH, privacy="confidential", rounds=2)
    done, begun = stage.begin("a"), stage.begin("b")
    for key in (done, begun):
        answering.save_page(session, key, "kontakt", {"vil": "yes", "epost": EMAIL}, revision=0, now=NOW)
        answering.save_page(session, key, "mer", {"om": "sommeren"}, revision=1, now=NOW)
    answering.submit(session, done, NOW)
    answering.stop_for_now(session, begun, KEY, NOW)
    return stage


def rows(session: Session, model: Any) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_the_plan_tells_what_goes_when_and_how_many(session: Session, stage: Stage) -> None:
    contacts, traces, answers = retaining.deletion_plan(session, stage.survey_id)
    assert contacts == Going("contacts", CONTACTS_GO, (Counted("contact_address", 2),))
    assert (traces.what, traces.on, traces.round_id) == ("traces", CONTACTS_GO, stage.round_ids[0])
    assert {each.kind: each.rows for each in traces.counted} == {"draft": 1, "revision": 4, "return_code": 1}
    assert (answers.what, answers.on) == ("answers", ANSWERS_GO)
    assert {each.kind: each.rows for each in answers.counted} == {"response": 1, "participant": 2, "invitation": 2}


def test_the_plan_is_known_before_anybody_answers(session: Session) -> None:
    stage = set_up(session, privacy="identified")
    (only,) = retaining.deletion_plan(session, stage.survey_id)
    assert (only.what, only.on, only.rows) == ("answers", date(2036, 3, 31), 0)


def test_nothing_goes_the_day_before(session: Session, stage: Stage) -> None:
    assert retaining.retain(session, noon(CONTACTS_GO - timedelta(days=1))) == retaining.Retained()
    assert rows(session, Contact) == 2


def test_contact_data_and_traces_go_on_their_day_and_answers_stay(session: Session, stage: Stage) -> None:
    assert retaining.retain(session, noon(CONTACTS_GO)) == retaining.Retained(contacts=2, traces=6)
    assert [rows(session, model) for model in (Contact, Revision, ReturnCode, Response)] == [0, 0, 0, 1]
    assert session.scalars(select(Response.state)).one() == "submitted"


def test_answers_go_on_their_day_with_whoever_was_asked(session: Session, stage: Stage) -> None:
    retaining.retain(session, noon(CONTACTS_GO))
    assert retaining.retain(session, noon(ANSWERS_GO)) == retaining.Retained(answers=5)
    assert [rows(session, model) for model in (Response, Participant, Invitation, Survey)] == [0, 0, 0, 1]


def test_a_second_run_does_nothing_and_tells_nothing(session: Session, stage: Stage) -> None:
    retaining.retain(session, noon(ANSWERS_GO))
    told = rows(session, AuditEvent)
    assert retaining.retain(session, noon(ANSWERS_GO)) == retaining.Retained()
    assert rows(session, AuditEvent) == told


def test_destroying_contact_data_is_one_event_with_counts(session: Session, stage: Stage) -> None:
    retaining.retain(session, noon(CONTACTS_GO))
    told = session.scalars(select(AuditEvent.about).where(AuditEvent.action == "contacts.destroy")).all()
    assert told == [{"on": "2026-06-29", "counts": {"contact_address": 2}}]
    auditing.verify(session)


def test_what_is_gone_is_told_newest_first(session: Session, stage: Stage) -> None:
    retaining.retain(session, noon(CONTACTS_GO))
    retaining.retain(session, noon(ANSWERS_GO))
    told = [
        (each.what, each.on, sum(one.rows for one in each.counted)) for each in retaining.gone(session, stage.survey_id)
    ]
    assert told == [("answers", ANSWERS_GO, 5), ("traces", CONTACTS_GO, 6), ("contacts", CONTACTS_GO, 2)]


def test_many_answers_go_in_several_transactions_and_all_are_told(
    session: Session, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("surveyapp.services.retaining.jobs.BATCH", 1)
    retaining.retain(session, noon(ANSWERS_GO))
    told = session.scalars(select(AuditEvent.about).where(AuditEvent.action == "answers.erase")).all()
    assert [each["counts"] for each in told] == [{"response": 1}, {"invitation": 2, "participant": 2}]
    assert rows(session, Response) == 0


def test_another_survey_keeps_its_own(session: Session, stage: Stage) -> None:
    other = set_up(session, privacy="identified", owner="En annen kommune")
    other.begin()
    session.get_one(Survey, stage.survey_id)
    retaining.change_plan(session, stage.survey_id, Wanted(date(2026, 4, 1), "erase", 0), NOW)
    retaining.retain(session, noon(date(2026, 4, 1)))
    assert session.scalars(select(Response.survey_id)).all() == [other.survey_id]


def test_the_owner_moves_the_date_forward_and_contact_data_goes_the_sooner(session: Session, stage: Stage) -> None:
    retaining.change_plan(session, stage.survey_id, Wanted(date(2027, 1, 1), "erase", 10), NOW)
    contacts, _traces, answers = retaining.deletion_plan(session, stage.survey_id)
    assert (contacts.on, answers.on) == (date(2026, 4, 10), date(2027, 1, 1))
    late = stage.begin("c")
    answering.save_page(session, late, "kontakt", {"vil": "yes", "epost": EMAIL}, revision=0, now=NOW)
    assert set(session.scalars(select(Contact.destroy_on))) == {date(2026, 4, 10)}


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (Wanted(ANSWERS_GO + timedelta(days=1), "erase", 90), "answers_go_on"),
        (Wanted(date(2026, 3, 31), "erase", 90), "answers_go_on"),
        (Wanted(ANSWERS_GO, "erase", 91), "contact_days"),
        (Wanted(ANSWERS_GO, "erase", -1), "contact_days"),
    ],
)
def test_a_promise_is_not_broken(session: Session, stage: Stage, wanted: Wanted, field: str) -> None:
    with pytest.raises(BrokenPromiseError) as refused:
        retaining.change_plan(session, stage.survey_id, wanted, NOW)
    assert refused.value.field == field
    assert rows(session, DeletionPlan) == 0


def test_contact_days_only_become_fewer_once_somebody_has_answered(session: Session, stage: Stage) -> None:
    retaining.change_plan(session, stage.survey_id, Wanted(ANSWERS_GO, "erase", 10), NOW)
    with pytest.raises(BrokenPromiseError, match="from 0 to 10 days"):
        retaining.change_plan(session, stage.survey_id, Wanted(ANSWERS_GO, "erase", 11), NOW)


def test_before_anybody_answers_the_date_may_be_later(session: Session) -> None:
    stage = set_up(session, privacy="confidential")
    retaining.change_plan(session, stage.survey_id, Wanted(date(2041, 3, 2), "unlink", 90), NOW)
    assert retaining.promise_of(session, stage.survey_id).answers_go_on == date(2041, 3, 2)


def test_only_confidential_answers_are_unlinked(session: Session) -> None:
    stage = set_up(session, privacy="identified")
    with pytest.raises(BrokenPromiseError, match="confidential"):
        retaining.change_plan(session, stage.survey_id, Wanted(ANSWERS_GO, "unlink", 90), NOW)


def test_only_the_owner_moves_the_date(session: Session, stage: Stage) -> None:
    person = add_account(session, "les@example.org")
    access_for(session, stage, person)
    with pytest.raises(ForbiddenError):
        retaining.change_plan(session, stage.survey_id, Wanted(ANSWERS_GO, "erase", 90), NOW)
    with pytest.raises(NotFoundError):
        retaining.retain(session, NOW)


def access_for(session: Session, stage: Stage, person: UUID) -> None:
    accounts.add_member(session, person, stage.organisation_id, "reader", NOW)
    access.act_as(session, access.Person(person))


def test_owners_are_warned_thirty_days_before(session: Session, stage: Stage) -> None:
    assert retaining.soon(session, stage.survey_id, noon(CONTACTS_GO - timedelta(days=31))) == ()
    warned = retaining.soon(session, stage.survey_id, noon(CONTACTS_GO - timedelta(days=30)))
    assert [going.what for going in warned] == ["contacts", "traces"]


def goes_on(session: Session, stage: Stage) -> date:
    return retaining.promise_of(session, stage.survey_id).answers_go_on


def test_answers_are_kept_for_years_after_the_last_round(session: Session, stage: Stage) -> None:
    plan = RoundPlan(stage.version_id, "Om to år", date(2028, 4, 1), date(2028, 5, 1))
    asked = surveying.add_round(session, stage.survey_id, plan).id
    assert goes_on(session, stage) == ANSWERS_GO
    session.get_one(Round, (stage.survey_id, asked)).released_at = NOW
    session.commit()
    assert goes_on(session, stage) == date(2033, 5, 1)
    surveying.close_round(session, stage.survey_id, asked, datetime(2028, 4, 10, 12, tzinfo=UTC))
    assert goes_on(session, stage) == date(2033, 4, 10)


def test_without_a_round_the_years_are_counted_from_when_the_survey_was_made(session: Session, stage: Stage) -> None:
    session.execute(delete(Round))
    session.commit()
    assert goes_on(session, stage) == date(2031, 3, 2)


def test_a_date_that_the_owner_chose_stays_when_another_round_comes(session: Session, stage: Stage) -> None:
    retaining.change_plan(session, stage.survey_id, Wanted(date(2030, 1, 1), "erase", 90), NOW)
    add_released(session, stage.survey_id, RoundPlan(stage.version_id, "Ny", date(2028, 4, 1), date(2028, 5, 1)))
    assert goes_on(session, stage) == date(2030, 1, 1)
    assert not retaining.promise_of(session, stage.survey_id).follows_rounds


def test_a_round_that_ends_on_a_leap_day_is_kept_to_the_first_of_march(session: Session, stage: Stage) -> None:
    add_released(session, stage.survey_id, RoundPlan(stage.version_id, "Ny", date(2028, 2, 1), date(2028, 2, 29)))
    assert goes_on(session, stage) == date(2033, 3, 1)


def test_unlinked_answers_keep_their_numbers_and_lose_what_leads_to_a_person(session: Session) -> None:
    stage = set_up(session, psfs(), privacy="confidential", rounds=2)
    for number in (1, 2):
        rate(session, stage.begin("F-102", number), {"1": 2 + number, "2": 3, "4": 4})
    before = exporting.export_round(session, stage.survey_id, stage.round_ids[1]).rows
    known = set(session.scalars(select(Response.reference))) | set(session.scalars(select(Response.id)))
    retaining.change_plan(session, stage.survey_id, Wanted(date(2026, 4, 1), "unlink", 90), NOW)
    retaining.retain(session, noon(date(2026, 4, 1)))
    first, second = (exporting.export_round(session, stage.survey_id, each, texts=True) for each in stage.round_ids)
    answers = session.execute(select(Response.answers, Response.carried, Response.earlier)).all()
    everything = f"{answers} {session.execute(select(Participant.key, Participant.label)).all()}"
    assert not any(words in everything for words in ("F-102", *START.values()))
    assert first.rows[0][0] == second.rows[0][0] != "F-102"
    assert exporting.export_round(session, stage.survey_id, stage.round_ids[1]).rows[0][1:] == before[0][1:]
    assert known.isdisjoint({*session.scalars(select(Response.reference)), *session.scalars(select(Response.id))})
    assert session.scalars(select(Response.submitted_at).distinct()).all() == [None]
    assert retaining.retain(session, noon(date(2026, 4, 2))) == retaining.Retained()
    assert surveying.overview(session, stage.survey_id, NOW)[0].submitted == 1
