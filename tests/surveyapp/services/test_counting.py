"""A round of municipalities is counted county by county, as the register was on its date."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import uuid7
from surveyapp.services import counting, inviting
from surveyapp.services.counting import CountyCount
from tests.surveyapp.services.municipalities import begins, hands_in, organisation, put_to_municipalities
from tests.surveyapp.stage import KEY, set_up


def test_counties_are_those_of_the_rounds_date(session: Session) -> None:
    days = (date(2019, 1, 1), date(2026, 1, 1))
    survey_id, before, after = put_to_municipalities(session, organisation(session, "directorate"), on=days)
    # SSB's list of counties had 18 of them in 2019, and has 15 since 2024; Oslo is a county of one municipality.
    found = [counting.by_county(session, survey_id, each) for each in (before, after)]
    assert [len(each) for each in found] == [18, 15]
    assert [sum(county.denominator or 0 for county in each) for each in found] == [422, 357]
    oslo = [next(county for county in each if county.name == "Oslo") for each in found]
    assert oslo == [CountyCount("03", "Oslo", 0, 0, 0, 1)] * 2


def test_a_municipality_counts_once_in_its_county_however_far_it_has_come(session: Session) -> None:
    survey_id, round_id = put_to_municipalities(session, organisation(session, "directorate"))
    ids = inviting.add_participants(session, survey_id, {"4203": "Arendal"})
    inviting.invite(session, survey_id, round_id, list(ids.values()), KEY)
    begins(session, survey_id, round_id, "4204")
    hands_in(session, survey_id, round_id, "4201")
    hands_in(session, survey_id, round_id, "0301")
    found = {each.name: each for each in counting.by_county(session, survey_id, round_id)}
    # Agder has 25 municipalities.
    assert found["Agder"] == CountyCount("42", "Agder", invited=3, started=2, submitted=1, denominator=25)
    assert (found["Agder"].rate, found["Oslo"].rate) == (1 / 25, 1.0)
    assert found["Vestland"].invited == 0


def test_what_the_register_lacks_is_counted_by_itself(session: Session) -> None:
    survey_id, round_id = put_to_municipalities(session, organisation(session, "directorate"))
    begins(session, survey_id, round_id, "1001")
    last = counting.by_county(session, survey_id, round_id)[-1]
    assert last == CountyCount(None, None, invited=1, started=1, submitted=0, denominator=None)
    assert last.rate is None


def test_others_than_municipalities_have_no_counties(session: Session) -> None:
    stage = set_up(session)
    assert counting.by_county(session, stage.survey_id, stage.round_ids[0]) == ()
    with pytest.raises(NotFoundError):
        counting.by_county(session, stage.survey_id, uuid7())
