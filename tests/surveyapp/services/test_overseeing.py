"""Who may follow which municipalities, on which dates, and what they are shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from questionnaires.classifications import kommuner
from surveyapp.models import Recipient, Response
from surveyapp.models.errors import ForbiddenError, NobodyActsError, NotFoundError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.organisations import ROLES, Role
from surveyapp.services import overseeing
from surveyapp.services.overseeing import NotOverseeableError
from tests.surveyapp.services.municipalities import (
    begins,
    hands_in,
    organisation,
    put_to_municipalities,
    signs_in,
    writes_to,
)
from tests.surveyapp.stage import NOW, set_up

BEFORE_2020, AFTER_2020, AFTER_2024 = date(2017, 10, 16), date(2021, 6, 1), date(2026, 1, 1)
DAYS = (BEFORE_2020, AFTER_2020, AFTER_2024)
OVERSEERS: tuple[Role, ...] = ("owner", "reader")
# How many municipalities there were: SSB's municipal structure of each year. Agder: 15 in Aust-Agder and 15 in
# Vest-Agder to 2019, 25 from 2020. Oslo og Viken: Viken's 51 and Oslo. Its successor of 2024 has Oslo, 21 in
# Akershus, 12 in Østfold and 18 in Buskerud.
THERE = {
    ("Agder", BEFORE_2020): 30,
    ("Agder", AFTER_2020): 25,
    ("Agder", AFTER_2024): 25,
    ("Oslo og Viken", AFTER_2020): 52,
    ("Oslo og Viken", AFTER_2024): 0,
    ("Østfold, Buskerud, Oslo og Akershus", AFTER_2024): 52,
    ("Aust- og Vest-Agder", BEFORE_2020): 30,
    ("Aust- og Vest-Agder", AFTER_2020): 0,
}
Put = Callable[..., tuple[UUID, ...]]


@pytest.fixture
def put(session: Session) -> Put:
    """A directorate's survey, with a round for each date; open to the county governors unless told otherwise."""

    def puts(*days: date, is_open: bool = True) -> tuple[UUID, ...]:
        owner = organisation(session, "directorate")
        ids = put_to_municipalities(session, owner, on=days or (AFTER_2024,))
        if is_open:
            overseeing.open_to_governors(session, ids[0], NOW)
        return ids

    return puts


def numbers(session: Session, survey_id: UUID, round_id: UUID) -> set[str]:
    return {each.number for each in overseeing.follow(session, survey_id, round_id, NOW).municipalities}


@pytest.mark.parametrize(("area", "day"), THERE)
def test_a_governor_sees_the_municipalities_of_its_area_on_the_rounds_date(
    session: Session, put: Put, area: str, day: date
) -> None:
    survey_id, round_id = put(day)
    signs_in(session, "reader", organisation(session, "county_governor", area))
    followed = overseeing.follow(session, survey_id, round_id, NOW)
    assert (len(followed.municipalities), followed.areas) == (THERE[area, day], (area,))
    assert {each.number for each in followed.municipalities} <= {each.nr for each in kommuner(on=day)}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("role", ROLES)
def test_a_role_sees_its_own_area_and_no_other(session: Session, put: Put, role: Role, day: date) -> None:
    survey_id, round_id = put(day)
    signs_in(session, role, organisation(session, "county_governor", "Rogaland"))
    # Stavanger has had its number through both reforms; Oslo too, and is in another area.
    if role in OVERSEERS:
        assert {"1103", "0301"} & numbers(session, survey_id, round_id) == {"1103"}
        assert overseeing.receipt(session, survey_id, round_id, "1103").name == "Stavanger"
        with pytest.raises(NotFoundError):
            overseeing.receipt(session, survey_id, round_id, "0301")
    else:
        for number in ("1103", "0301"):
            with pytest.raises(NotFoundError):
                overseeing.receipt(session, survey_id, round_id, number)
        with pytest.raises(NotFoundError):
            overseeing.follow(session, survey_id, round_id, NOW)
        assert overseeing.surveys(session) == ()


@pytest.mark.parametrize("role", ROLES)
def test_the_owner_sees_the_whole_country(session: Session, role: Role) -> None:
    owner = organisation(session, "directorate")
    survey_id, round_id = put_to_municipalities(session, owner)
    signs_in(session, role, owner)
    if role in OVERSEERS:
        followed = overseeing.follow(session, survey_id, round_id, NOW)
        assert (len(followed.municipalities), followed.areas) == (357, ())
    else:
        with pytest.raises(ForbiddenError):
            overseeing.follow(session, survey_id, round_id, NOW)


def test_a_survey_that_is_not_opened_is_not_there_for_a_governor(session: Session, put: Put) -> None:
    survey_id, round_id = put(is_open=False)
    governor = organisation(session, "county_governor", "Agder")
    signs_in(session, "owner", governor)
    for does in (
        lambda: overseeing.follow(session, survey_id, round_id, NOW),
        lambda: overseeing.receipt(session, survey_id, round_id, "4204"),
    ):
        with pytest.raises(NotFoundError):
            does()
    assert overseeing.surveys(session) == ()


def test_a_survey_that_is_closed_again_is_gone_for_a_governor(session: Session, put: Put) -> None:
    survey_id, round_id = put()
    overseeing.close_to_governors(session, survey_id)
    signs_in(session, "owner", organisation(session, "county_governor", "Agder"))
    with pytest.raises(NotFoundError):
        overseeing.follow(session, survey_id, round_id, NOW)


@pytest.mark.parametrize("kind", ["municipality", "project", "health_trust", "directorate"])
def test_only_a_county_governor_oversees_what_others_own(session: Session, put: Put, kind: str) -> None:
    survey_id, round_id = put()
    area = "4204" if kind == "municipality" else None
    signs_in(session, "owner", organisation(session, kind, area))  # type: ignore[arg-type]
    with pytest.raises(NotFoundError):
        overseeing.follow(session, survey_id, round_id, NOW)
    assert overseeing.surveys(session) == ()


def test_a_governor_may_not_open_or_close_anything(session: Session, put: Put) -> None:
    survey_id, _round = put()
    signs_in(session, "owner", organisation(session, "county_governor", "Agder"))
    with pytest.raises(NotFoundError):
        overseeing.close_to_governors(session, survey_id)
    assert [each.can_be_opened for each in overseeing.surveys(session)] == [False]


def test_ids_that_were_guessed_are_not_there(session: Session, put: Put) -> None:
    survey_id, round_id = put()
    signs_in(session, "owner", organisation(session, "county_governor", "Agder"))
    for ids in ((uuid4(), round_id), (survey_id, uuid4()), (uuid4(), uuid4())):
        with pytest.raises(NotFoundError):
            overseeing.follow(session, *ids, NOW)
        with pytest.raises(NotFoundError):
            overseeing.receipt(session, *ids, "4204")


def test_nobody_follows_anything_without_signing_in(session: Session, put: Put) -> None:
    survey_id, round_id = put()
    session.info.clear()
    with pytest.raises(NobodyActsError):
        overseeing.follow(session, survey_id, round_id, NOW)
    with pytest.raises(NobodyActsError):
        overseeing.surveys(session)


def test_only_a_directorates_survey_of_municipalities_is_opened(session: Session) -> None:
    of_persons = set_up(session, privacy="identified")
    with pytest.raises(NotOverseeableError):
        overseeing.open_to_governors(session, of_persons.survey_id, NOW)
    a_projects, _round = put_to_municipalities(session, organisation(session, "project"))
    with pytest.raises(NotOverseeableError):
        overseeing.open_to_governors(session, a_projects, NOW)


def test_a_survey_of_persons_cannot_be_followed_by_its_owner_either(session: Session) -> None:
    stage = set_up(session, privacy="identified")
    with pytest.raises(NotFoundError):
        overseeing.follow(session, stage.survey_id, stage.round_ids[0], NOW)
    assert overseeing.surveys(session) == ()


def test_each_municipality_has_begun_handed_in_or_neither(session: Session, put: Put) -> None:
    survey_id, round_id = put()
    hands_in(session, survey_id, round_id, "4204", date(2026, 2, 5))
    begins(session, survey_id, round_id, "4203")
    followed = overseeing.follow(session, survey_id, round_id, NOW)
    found = {each.number: (each.state, each.submitted_on) for each in followed.municipalities}
    assert found["4204"] == ("submitted", date(2026, 2, 5))
    assert found["4203"] == ("begun", None)
    assert found["4201"] == ("not_begun", None)


def test_the_curve_counts_by_day_beside_the_last_rounds(session: Session, put: Put) -> None:
    survey_id, first, second = put(AFTER_2020, AFTER_2024)
    for number, day in (("4204", 3), ("4203", 3), ("1103", 9)):
        hands_in(session, survey_id, first, number, date(2026, 2, day))
    hands_in(session, survey_id, second, "4204", date(2026, 2, 6))
    signs_in(session, "reader", organisation(session, "county_governor", "Agder"))
    followed = overseeing.follow(session, survey_id, second, NOW)
    assert [(each.day, each.total) for each in followed.curve.days or ()] == [(5, 1)]
    # Stavanger, which is not in Agder, is in neither.
    assert followed.earlier is not None
    assert [(each.day, each.total) for each in followed.earlier.days or ()] == [(2, 2)]


def test_the_days_of_a_round_that_was_read_in_after_its_end_are_unknown(session: Session, put: Put) -> None:
    survey_id, round_id = put()
    hands_in(session, survey_id, round_id, "4204")
    session.execute(update(Response).values(submitted_on=date(2026, 8, 1)))
    session.commit()
    curve = overseeing.follow(session, survey_id, round_id, NOW).curve
    assert (curve.days, curve.asked) == (None, 357)


def test_a_receipt_tells_the_reference_and_when_it_was_signed(session: Session, put: Put) -> None:
    survey_id, round_id = put()
    reference = hands_in(session, survey_id, round_id, "4204")
    signs_in(session, "reader", organisation(session, "county_governor", "Agder"))
    found = overseeing.receipt(session, survey_id, round_id, "4204")
    assert found.name == "Kristiansand"
    assert [(each.reference, each.signed_at, each.counts) for each in found.editions] == [(reference, NOW, True)]


def test_a_municipality_that_has_not_handed_in_has_no_receipt_yet(session: Session, put: Put) -> None:
    survey_id, round_id = put()
    begins(session, survey_id, round_id, "4204")
    assert overseeing.receipt(session, survey_id, round_id, "4204").editions == ()


def contacts(session: Session, at: tuple[UUID, UUID]) -> dict[str, tuple[date | None, bool]]:
    there = overseeing.follow(session, *at, NOW).municipalities
    return {each.number: (each.contacted_on, each.bounced) for each in there if each.contacted_on or each.bounced}


def test_a_municipality_was_last_contacted_on_the_day_of_the_newest_message(session: Session, put: Put) -> None:
    survey_id, round_id = put()
    at = survey_id, round_id
    writes_to(session, at, {"4204": "sent", "1103": "sent"}, NOW)
    hands_in(session, *at, "1103")
    writes_to(session, at, {"4204": "sent"}, NOW + timedelta(days=7), "reminder")
    invited = norwegian_date(NOW)
    assert contacts(session, at) == {"4204": (invited + timedelta(days=7), False), "1103": (invited, False)}


def test_a_municipality_whose_only_address_takes_no_mail_was_not_reached(session: Session, put: Put) -> None:
    survey_id, round_id = put()
    at = survey_id, round_id
    writes_to(session, at, {"4204": "refused", "4203": "sent"}, NOW)
    session.execute(update(Recipient).where(Recipient.survey_id == at[0]).values(bounced_on=norwegian_date(NOW)))
    session.commit()
    assert contacts(session, at) == {"4204": (None, True), "4203": (norwegian_date(NOW), True)}


def test_a_message_that_waits_or_is_about_another_round_is_no_contact(session: Session, put: Put) -> None:
    survey_id, first, second = put(AFTER_2020, AFTER_2024)
    writes_to(session, (survey_id, first), {"4204": "sent"}, NOW)
    writes_to(session, (survey_id, second), {"1103": "later"}, NOW)
    assert "1103" not in contacts(session, (survey_id, second))
    assert "1103" not in contacts(session, (survey_id, first))


def test_a_governor_reads_the_last_contact_of_its_own_area_and_may_not_write(session: Session, put: Put) -> None:
    survey_id, round_id = put()
    at = survey_id, round_id
    writes_to(session, at, {"4204": "sent", "1103": "sent"}, NOW)
    signs_in(session, "owner", organisation(session, "county_governor", "Agder"))
    assert set(contacts(session, at)) == {"4204"}
    assert not overseeing.follow(session, *at, NOW).may_write


@pytest.mark.parametrize("role", OVERSEERS)
def test_an_owner_may_write_and_a_reader_may_not(session: Session, role: Role) -> None:
    owner = organisation(session, "directorate")
    survey_id, round_id = put_to_municipalities(session, owner)
    signs_in(session, role, owner)
    assert overseeing.follow(session, survey_id, round_id, NOW).may_write is (role == "owner")
