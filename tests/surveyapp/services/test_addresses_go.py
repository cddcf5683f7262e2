"""Addresses go so many days after the last day of the last round that they are for, whatever becomes of its dates."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import Assignment, Contact, Recipient
from surveyapp.models.surveys import Privacy
from surveyapp.services import answering, contacting, inviting, preparing, retaining, sharing, surveying
from surveyapp.services.preparing import Dates
from surveyapp.services.retaining import Wanted
from surveyapp.services.surveying import RoundPlan
from tests.rounds import add_released
from tests.surveyapp.services.contacted import Contacted, contact, contacted
from tests.surveyapp.services.test_contacts import EMAIL, REACH
from tests.surveyapp.stage import KEY, NOW, set_up

# Counted by hand, 90 days on: the stage's rounds close on 31 March 2026, at NOW it is 2 March, and a round that ends
# on 31 August 2026 lets go on 29 November.
FIRST, AUGUST, CLOSED_NOW = date(2026, 6, 29), date(2026, 11, 29), date(2026, 5, 31)
PRIVACY: tuple[Privacy, ...] = ("anonymous", "confidential", "identified")


def later(reach: Contacted, opens_on: date = date(2026, 6, 1), closes_on: date = date(2026, 8, 31)) -> UUID:
    """One more round."""
    plan = RoundPlan(reach.stage.version_id, f"Til {closes_on}", opens_on, closes_on, 4, date(2026, 1, 1))
    return add_released(reach.session, reach.stage.survey_id, plan)


def take_in(reach: Contacted, round_id: UUID) -> None:
    contacting.add_contacts(reach.session, reach.stage.survey_id, round_id, [contact()], key=KEY)


def move(reach: Contacted, closes_on: date, round_id: UUID | None = None, opens_on: date = date(2026, 2, 1)) -> None:
    dates = Dates(opens_on, closes_on, 4, date(2026, 1, 1))
    preparing.move(reach.session, reach.stage.survey_id, round_id or reach.stage.round_ids[0], dates, NOW)


def goes(reach: Contacted) -> list[date]:
    """The days on which addresses go, as they are stored."""
    return sorted(reach.session.scalars(select(Recipient.destroy_on)))


@pytest.fixture(params=PRIVACY)
def reach(session: Session, request: pytest.FixtureRequest) -> Contacted:
    """A round that ends on 31 March, with one address."""
    there = contacted(session, request.param)
    there.add(contact("4204"))
    assert goes(there) == [FIRST]
    return there


def test_an_address_that_is_taken_in_for_a_later_round_stays_until_that_one(reach: Contacted) -> None:
    take_in(reach, later(reach))
    assert goes(reach) == [AUGUST]
    assert retaining.retain(reach.session, datetime(2026, 6, 30, 12, tzinfo=UTC)).contacts == 0


def test_an_address_that_is_taken_in_for_an_earlier_round_too_stays_until_the_later(reach: Contacted) -> None:
    take_in(reach, later(reach, date(2026, 2, 1), date(2026, 3, 5)))
    assert goes(reach) == [FIRST]


@pytest.mark.parametrize(
    ("closes_on", "gone_on"), [(date(2026, 7, 31), date(2026, 10, 29)), (date(2026, 3, 5), date(2026, 6, 3))]
)
def test_addresses_follow_a_last_day_that_is_moved(reach: Contacted, closes_on: date, gone_on: date) -> None:
    move(reach, closes_on)
    assert goes(reach) == [gone_on]


def test_addresses_go_the_sooner_when_their_round_is_ended(reach: Contacted) -> None:
    surveying.close_round(reach.session, reach.stage.survey_id, reach.stage.round_ids[0], NOW)
    assert goes(reach) == [CLOSED_NOW]


def test_ending_one_round_leaves_what_is_for_a_later_one(reach: Contacted) -> None:
    take_in(reach, later(reach))
    surveying.close_round(reach.session, reach.stage.survey_id, reach.stage.round_ids[0], NOW)
    assert goes(reach) == [AUGUST]


def test_fewer_days_are_counted_from_the_round_that_each_address_is_for(reach: Contacted) -> None:
    later(reach)
    retaining.change_plan(reach.session, reach.stage.survey_id, Wanted(date(2027, 1, 1), "erase", 10), NOW)
    assert goes(reach) == [date(2026, 4, 10)]


def test_a_round_two_years_later_keeps_no_address_that_is_not_for_it(reach: Contacted) -> None:
    followup = later(reach, date(2028, 4, 1), date(2028, 5, 1))
    move(reach, date(2028, 5, 2), followup, date(2028, 4, 1))
    assert goes(reach) == [FIRST]
    retaining.retain(reach.session, datetime(2026, 6, 29, 12, tzinfo=UTC))
    assert goes(reach) == []
    take_in(reach, followup)
    assert goes(reach) == [date(2028, 7, 31)]


@pytest.mark.parametrize("privacy", ["confidential", "identified"])
def test_only_those_who_are_asked_again_are_kept_for_it(session: Session, privacy: Privacy) -> None:
    reach = contacted(session, privacy)
    reach.add(contact("4204"), contact("4205"))
    take_in(reach, later(reach))
    assert goes(reach) == [FIRST, AUGUST]


def test_a_link_to_a_later_round_keeps_the_address_for_its_reminders(session: Session) -> None:
    reach = contacted(session, "identified")
    reach.add(contact("4204"))
    inviting.invite_keys(session, reach.stage.survey_id, later(reach), {"4204": "Kommune 4204"}, KEY)
    assert goes(reach) == [AUGUST]


@pytest.mark.parametrize(
    ("closes_on", "gone_on"), [(date(2026, 7, 31), date(2026, 10, 29)), (date(2026, 3, 5), date(2026, 6, 3))]
)
def test_what_respondents_wrote_follows_their_own_round(session: Session, closes_on: date, gone_on: date) -> None:
    stage = set_up(session, REACH, privacy="confidential", rounds=2)
    for number in (1, 2):
        key = stage.begin("a", number)
        answering.save_page(session, key, "kontakt", {"vil": "yes", "epost": EMAIL}, revision=0, now=NOW)
    move(Contacted(stage), closes_on)
    assert sorted(session.scalars(select(Contact.destroy_on))) == sorted([gone_on, FIRST])


def test_a_colleagues_address_follows_the_round_too(session: Session) -> None:
    stage = set_up(session)
    key = stage.begin()
    for label, address in (("Kari", EMAIL), ("Ola", None)):
        wanted = sharing.Request(label, address, "contribute", ["plan"])
        sharing.hand_out(session, key, wanted, token_key=KEY, now=NOW)
    move(Contacted(stage), date(2026, 7, 31))
    assert set(session.scalars(select(Assignment.destroy_on))) == {None, date(2026, 10, 29)}
