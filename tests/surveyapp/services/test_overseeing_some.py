"""Who oversees a round that asks only some of the municipalities sees those, and no other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from surveyapp.services import inviting, overseeing, surveying
from surveyapp.services.overseeing import Followed
from surveyapp.services.surveying import RoundPlan
from tests.surveyapp.services.municipalities import organisation, put_to_municipalities, signs_in
from tests.surveyapp.stage import KEY, NOW

DAY = date(2026, 1, 1)


@pytest.fixture
def survey_id(session: Session) -> UUID:
    survey_id, _national = put_to_municipalities(session, organisation(session, "directorate"), on=(DAY,))
    overseeing.open_to_governors(session, survey_id, NOW)
    return survey_id


def asks(session: Session, survey_id: UUID, invited: Sequence[str], denominator: int) -> UUID:
    version_id, _asked = surveying.newest_version(session, survey_id)
    plan = RoundPlan(version_id, "Noen", DAY, DAY + timedelta(days=80), denominator, denominator_date=DAY)
    round_id = surveying.add_round(session, survey_id, plan).id
    if invited:
        inviting.invite_keys(session, survey_id, round_id, {key: key for key in invited}, KEY)
    return round_id


def told(followed: Followed) -> tuple[set[str], int, bool]:
    return {each.number for each in followed.municipalities}, followed.curve.asked, followed.some


def test_those_that_a_round_names_are_all_there_is_to_follow(session: Session, survey_id: UUID) -> None:
    round_id = asks(session, survey_id, ["0301", "4203", "4204"], 3)
    followed = overseeing.follow(session, survey_id, round_id, NOW)
    assert told(followed) == ({"0301", "4203", "4204"}, 3, True)


def test_a_governor_follows_those_of_them_that_are_its_own(session: Session, survey_id: UUID) -> None:
    round_id = asks(session, survey_id, ["0301", "4203", "4204"], 3)
    signs_in(session, "reader", organisation(session, "county_governor", "Agder"))
    followed = overseeing.follow(session, survey_id, round_id, NOW)
    assert told(followed) == ({"4203", "4204"}, 2, True)


# SSB's register of that day has 357 municipalities.
@pytest.mark.parametrize(("invited", "denominator"), [([], 3), (["0301"], 3), (["0301"], 357)])
def test_all_are_followed_while_nobody_knows_which_are_asked(
    session: Session, survey_id: UUID, invited: list[str], denominator: int
) -> None:
    followed = overseeing.follow(session, survey_id, asks(session, survey_id, invited, denominator), NOW)
    assert (followed.curve.asked, followed.some) == (357, False)
