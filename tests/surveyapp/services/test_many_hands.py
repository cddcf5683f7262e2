"""One answer by many hands, on both databases: links, comments, editions, and what was answered last time."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from questionnaires.loading import load
from surveyapp.models import Approval, Assignment, Response, Round
from surveyapp.models.errors import (
    AlreadySubmittedError,
    NotFoundError,
    SomebodyElseSignsError,
    UnknownTokenError,
    UnsignedError,
    WrongPrivacyError,
)
from surveyapp.models.ids import ResponseKey
from surveyapp.services import answering, exporting, retaining, sharing, surveying
from surveyapp.services.answering import Signature
from tests.surveyapp.stage import KEY, NOW, OLA, Stage, set_up

TOWN = load(
    """
id: town
title: {nb: Kommune}
languages: [nb]
unit: municipality
about: {nb: Om kommunen.}
pages:
  - id: tall
    title: {nb: Tall}
    questions:
      - id: kommune
        type: municipality
        text: {nb: Hvilken kommune?}
      - id: plasser
        type: count
        text: {nb: Hvor mange plasser?}
        merge: sum
        warn_if: {change_over: 5}
      - id: plan
        type: choice
        text: {nb: Har dere en plan?}
        merge: share
        choices:
          yes: {nb: Ja}
          no: {nb: Nei}
""",
    "town.yaml",
)


def filled(stage: Stage) -> ResponseKey:
    """A draft that can be handed in."""
    key = stage.begin()
    answering.save_page(stage.session, key, "plan", {"har": "no"}, revision=0, now=NOW)
    return key


def ask(stage: Stage, key: ResponseKey, **wanted: object) -> sharing.Link:
    request = sharing.Request("Kari", "kari@example.org", **wanted)  # type: ignore[arg-type]
    return sharing.hand_out(stage.session, key, request, token_key=KEY, now=NOW)


def test_a_colleagues_link_leads_to_her_pages(session: Session) -> None:
    stage = set_up(session)
    link = ask(stage, stage.begin(), pages=["plan"])
    found = sharing.find(session, link.token, KEY, NOW)
    assert (found.handed.label, found.handed.pages, found.owner) == ("Kari", ("plan",), "Prøve kommune")


def test_an_address_lies_sealed(session: Session) -> None:
    stage = set_up(session)
    ask(stage, stage.begin(), pages=["plan"])
    assert b"kari" not in (session.scalars(select(Assignment.sealed)).one() or b"")


def test_an_address_is_destroyed_on_its_date_with_the_name(session: Session) -> None:
    stage = set_up(session)
    key = stage.begin()
    ask(stage, key, pages=["plan"])
    retaining.retain(session, datetime(2026, 6, 28, tzinfo=UTC))
    assert [(each.label, each.reachable) for each in sharing.everyone(session, key)] == [("Kari", True)]
    retaining.retain(session, datetime(2026, 6, 29, tzinfo=UTC))
    assert sharing.everyone(session, key) == ()


def test_a_fresh_link_ends_the_one_before(session: Session) -> None:
    stage = set_up(session)
    key = stage.begin()
    first = ask(stage, key, pages=["plan"])
    second = sharing.renew(session, key, first.id, token_key=KEY, now=NOW)
    assert second.address == "kari@example.org"
    with pytest.raises(UnknownTokenError):
        sharing.find(session, first.token, KEY, NOW)


def test_another_responses_colleague_is_not_there(session: Session) -> None:
    stage = set_up(session)
    link = ask(stage, stage.begin("4204"), pages=["plan"])
    with pytest.raises(NotFoundError):
        sharing.take_back(session, stage.begin("3301"), link.id, NOW)


def test_a_person_shares_no_answer(session: Session) -> None:
    stage = set_up(session, privacy="confidential")
    key = stage.begin()
    with pytest.raises(WrongPrivacyError):
        ask(stage, key, pages=["plan"])


def test_a_colleague_takes_out_no_comment_of_others(session: Session) -> None:
    stage = set_up(session)
    key = stage.begin()
    link = ask(stage, key, pages=["plan"])
    sharing.comment(session, key, "har", "Hm.", writer=sharing.Writer("Koordinator", None), now=NOW)
    (remark,) = sharing.comments(session, key)
    with pytest.raises(NotFoundError):
        sharing.uncomment(session, key, remark.id, sharing.Writer("Kari", link.id))


def test_the_same_comment_sent_twice_is_one(session: Session) -> None:
    stage = set_up(session)
    key = stage.begin()
    for _ in range(2):
        sharing.comment(session, key, "har", "Hm.", writer=sharing.Writer("Koordinator", None), now=NOW)
    assert len(sharing.comments(session, key)) == 1


def test_who_signed_is_kept_with_what_was_signed(session: Session) -> None:
    stage = set_up(session)
    key = filled(stage)
    answering.submit(session, key, NOW, OLA)
    approval = session.scalars(select(Approval)).one()
    # SHA-256 of the bytes {"har":"no"}, by another program: printf '{"har":"no"}' | sha256sum
    expected = "e4c379ec031ebeb1f87c4e0e34d9b817e05267ee8e7db8fdccbc8f93476f6a04"
    assert (approval.name, approval.title, approval.sha256) == ("Ola Eksempel", "Kommunedirektør", expected)


def test_nothing_of_a_public_body_is_handed_in_unsigned(session: Session) -> None:
    key = filled(set_up(session))
    with pytest.raises(UnsignedError):
        answering.submit(session, key, NOW)
    assert answering.open_draft(session, key, NOW).state == "draft"


def test_handing_in_twice_signs_once(session: Session) -> None:
    stage = set_up(session)
    key = filled(stage)
    first, second = answering.submit(session, key, NOW, OLA), answering.submit(session, key, NOW, OLA)
    assert first.reference == second.reference
    assert session.scalar(select(func.count()).select_from(Approval)) == 1


def test_nobody_else_signs_while_an_approver_is_asked(session: Session) -> None:
    stage = set_up(session)
    key = filled(stage)
    ask(stage, key, kind="approve")
    with pytest.raises(SomebodyElseSignsError):
        answering.submit(session, key, NOW, OLA)


def test_an_approver_whose_link_was_taken_back_signs_nothing(session: Session) -> None:
    stage = set_up(session)
    key = filled(stage)
    link = ask(stage, key, kind="approve")
    sharing.take_back(session, key, link.id, NOW)
    with pytest.raises(NotFoundError):
        answering.submit(session, key, NOW, Signature("Ola", "Rådmann", link.id))


def test_nothing_is_handed_out_of_what_is_signed(session: Session) -> None:
    stage = set_up(session)
    key = filled(stage)
    answering.submit(session, key, NOW, OLA)
    with pytest.raises(AlreadySubmittedError):
        ask(stage, key, pages=["plan"])


def test_what_is_signed_counts_until_its_correction_is_signed(session: Session) -> None:
    stage = set_up(session)
    key = filled(stage)
    answering.submit(session, key, NOW, OLA)
    newer = answering.correct(session, key, "Feil svar", NOW)
    answering.save_page(session, newer, "plan", {"har": "no", "antall": 3}, revision=0, now=NOW)
    counted = [exporting.documents(session, stage.survey_id, stage.round_ids[0]).answers]
    answering.submit(session, newer, NOW, OLA)
    counted.append(exporting.documents(session, stage.survey_id, stage.round_ids[0]).answers)
    assert [[answers for answers, _day in each] for each in counted] == [[{"har": "no"}], [{"har": "no", "antall": 3}]]


def test_editions_are_told_newest_first(session: Session) -> None:
    stage = set_up(session)
    key = filled(stage)
    answering.submit(session, key, NOW, OLA)
    newer = answering.correct(session, key, "Feil svar", NOW)
    answering.submit(session, newer, NOW, OLA)
    told = [(each.number, each.state, each.reason) for each in answering.editions(session, key)]
    assert told == [(2, "submitted", "Feil svar"), (1, "replaced", "")]


def test_correcting_twice_begins_one_correction(session: Session) -> None:
    stage = set_up(session)
    key = filled(stage)
    answering.submit(session, key, NOW, OLA)
    assert answering.correct(session, key, "Feil", NOW) == answering.correct(session, key, "Feil igjen", NOW)


def test_a_correction_without_a_reason_is_refused(session: Session) -> None:
    stage = set_up(session)
    key = filled(stage)
    answering.submit(session, key, NOW, OLA)
    with pytest.raises(UnsignedError):
        answering.correct(session, key, " ", NOW)


def test_the_invitation_leads_to_the_correction(session: Session) -> None:
    stage = set_up(session)
    key = filled(stage)
    answering.submit(session, key, NOW, OLA)
    newer = answering.correct(session, key, "Feil svar", NOW)
    assert stage.begin() == newer


def test_a_correction_begins_no_second_participant(session: Session) -> None:
    stage = set_up(session)
    key = filled(stage)
    answering.submit(session, key, NOW, OLA)
    answering.correct(session, key, "Feil svar", NOW)
    (round_,) = surveying.overview(session, stage.survey_id, NOW)
    assert (round_.started, round_.submitted) == (1, 1)


def test_the_database_holds_one_answer_that_counts(session: Session) -> None:
    stage = set_up(session)
    key = filled(stage)
    answering.submit(session, key, NOW, OLA)
    newer = answering.correct(session, key, "Feil svar", NOW)
    with pytest.raises(IntegrityError):
        session.execute(
            update(Response)
            .where(Response.id == newer.id)
            .values(state="submitted", reference="0000-0000", submitted_on=date(2026, 3, 2))
        )
    session.rollback()


def asked_again(session: Session, **places: int) -> tuple[Stage, ResponseKey]:
    """Kristiansand in 2020, after those who became it answered in 2017: so many places by their names."""
    numbers = {"kristiansand": "1001", "songdalen": "1017", "sogne": "1018"}
    stage = set_up(session, TOWN, rounds=2)
    first, second = stage.round_ids
    for round_id, on in ((first, date(2017, 6, 1)), (second, date(2020, 6, 1))):
        session.execute(update(Round).where(Round.id == round_id).values(denominator_date=on))
    session.commit()
    for name, given_places in places.items():
        nr = numbers[name]
        key = stage.begin(nr)
        given: dict[str, str | int] = {"kommune": nr, "plasser": given_places, "plan": "yes"}
        answering.save_page(session, key, "tall", given, revision=0, now=NOW)
        answering.submit(session, key, NOW, OLA)
    return stage, stage.begin("4204", 2)


def test_what_former_municipalities_answered_is_told_by_name(session: Session) -> None:
    _stage, key = asked_again(session, kristiansand=90, songdalen=4)
    last = answering.last_time(session, answering.open_draft(session, key, NOW))
    assert last is not None
    assert {former.name: former.answer for former in last.to("plasser")} == {
        "Kristiansand": 90,
        "Songdalen": 4,
        "Søgne": None,
    }


def test_a_number_is_held_against_the_sum_of_all_former_municipalities(session: Session) -> None:
    _stage, key = asked_again(session, kristiansand=90, songdalen=4, sogne=6)
    saved = answering.save_page(session, key, "tall", {"kommune": "4204", "plasser": 106}, revision=0, now=NOW)
    assert [(each.field, each.soft) for each in saved.problems] == [("plasser", True)]


def test_a_number_within_the_limit_of_the_sum_is_not_told(session: Session) -> None:
    _stage, key = asked_again(session, kristiansand=90, songdalen=4, sogne=6)
    saved = answering.save_page(session, key, "tall", {"kommune": "4204", "plasser": 105}, revision=0, now=NOW)
    assert saved.problems == ()


def test_a_number_is_held_against_no_sum_that_lacks_a_part(session: Session) -> None:
    _stage, key = asked_again(session, kristiansand=90, songdalen=4)
    saved = answering.save_page(session, key, "tall", {"kommune": "4204", "plasser": 500}, revision=0, now=NOW)
    assert saved.problems == ()
