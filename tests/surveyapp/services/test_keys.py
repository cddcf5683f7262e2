"""An access key opens what it was made for, to nobody stronger than its maker, until it runs out or is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import AccessKey, Account, AuditEvent, Membership
from surveyapp.models.errors import ForbiddenError, NotFoundError
from surveyapp.models.organisations import Role
from surveyapp.services import access, accounts, exporting, keys, reporting, surveying
from surveyapp.services.access import Action, Person
from surveyapp.services.keys import SCOPES, ImpossibleKeyError, KeyPlan, UnknownKeyError
from tests.surveyapp.stage import KEY, NOW, Stage, set_up

LAST = date(2026, 6, 1)


def plan(stage: Stage, *scopes: Action) -> KeyPlan:
    return KeyPlan(stage.organisation_id, "Rapport", frozenset(scopes or SCOPES), LAST)


def opened(session: Session, secret: str, now: datetime = NOW) -> access.Key:
    return keys.open_with(session, secret, KEY, now)


def employed(stage: Stage, role: Role) -> UUID:
    account = Account(email=f"{uuid4().hex}@example.org", name="Kari", password_hash="-", created_at=NOW)
    stage.session.add(account)
    stage.session.commit()
    accounts.add_member(stage.session, account.id, stage.organisation_id, role, NOW)
    return account.id


@pytest.fixture
def stage(session: Session) -> Stage:
    return set_up(session)


def does(stage: Stage) -> Mapping[Action, object]:
    """Each scope's own call."""
    session, survey_id = stage.session, stage.survey_id
    return {
        "survey.see": lambda: surveying.overview(session, survey_id, NOW),
        "report.see": lambda: reporting.reports_of(session, survey_id),
        "answers.export": lambda: exporting.export_round(session, survey_id, stage.round_ids[0]),
    }


@pytest.mark.parametrize("scope", SCOPES)
def test_a_key_does_what_it_was_made_for_and_nothing_else(stage: Stage, scope: Action) -> None:
    opened(stage.session, keys.make_key(stage.session, plan(stage, scope), KEY, NOW).secret)
    for action, call in does(stage).items():
        if action == scope:
            call()  # type: ignore[operator]
        else:
            with pytest.raises(ForbiddenError, match="not among what this access key may do"):
                call()  # type: ignore[operator]


def test_no_key_finds_what_is_another_organisations(stage: Stage) -> None:
    other = set_up(stage.session, owner="Et annet sted")
    opened(stage.session, keys.make_key(stage.session, plan(other), KEY, NOW).secret)
    for call in does(stage).values():
        with pytest.raises(NotFoundError):
            call()  # type: ignore[operator]
    assert [each.id for each in surveying.surveys(stage.session)] == [other.survey_id]


def test_a_key_for_one_survey_finds_no_other_and_nothing_around_it(stage: Stage) -> None:
    session = stage.session
    second = surveying.create_survey(
        session,
        stage.organisation_id,
        stage.questionnaire_id,
        title="En til",
        privacy="anonymous",
        synthetic=False,
        now=NOW,
    )
    only = replace(plan(stage), survey_id=second.id)
    opened(session, keys.make_key(session, only, KEY, NOW).secret)
    for call in does(stage).values():
        with pytest.raises(NotFoundError):
            call()  # type: ignore[operator]
    with pytest.raises(NotFoundError):
        access.require(session, "survey.see", stage.organisation_id)
    assert [each.title for each in surveying.surveys(session)] == ["En til"]


def test_only_a_code_of_the_secret_is_kept(stage: Stage) -> None:
    made = keys.make_key(stage.session, plan(stage), KEY, NOW)
    kept = stage.session.get_one(AccessKey, made.id)
    assert made.secret.startswith("mvk_")
    # 43 letters of 6 bits: 256 bits and two to spare.
    assert len(made.secret) == 4 + 43
    assert made.secret.encode() not in kept.token_code
    assert made.secret not in str(vars(kept))


def test_what_opens_nothing_looks_the_same_whatever_is_wrong(stage: Stage) -> None:
    session = stage.session
    revoked = keys.make_key(session, plan(stage), KEY, NOW)
    keys.revoke_key(session, stage.organisation_id, revoked.id, NOW)
    overdue = keys.make_key(session, plan(stage), KEY, NOW)
    told = set()
    for secret, now in (
        ("mvk_wrong", NOW),
        ("", NOW),
        ("mvk_\udcff", NOW),
        (revoked.secret, NOW),
        (overdue.secret, datetime(2026, 6, 2, 12, tzinfo=UTC)),
    ):
        with pytest.raises(UnknownKeyError) as refused:
            opened(session, secret, now)
        told.add(str(refused.value))
    assert len(told) == 1


def test_a_key_works_through_its_last_day_in_norway(stage: Stage) -> None:
    made = keys.make_key(stage.session, plan(stage), KEY, NOW)
    # A minute before midnight in Oslo, where it is summer.
    assert opened(stage.session, made.secret, datetime(2026, 6, 1, 21, 59, tzinfo=UTC)).id == made.id


def test_a_key_does_no_more_than_its_maker_may_now(stage: Stage) -> None:
    session = stage.session
    kari = employed(stage, "analyst")
    access.act_as(session, Person(kari))
    made = keys.make_key(session, plan(stage), KEY, NOW)
    access.act_as(session, access.OPERATOR)
    accounts.add_member(session, kari, stage.organisation_id, "reader", NOW)
    accounts.take_role(session, kari, stage.organisation_id, "analyst")
    opened(session, made.secret)
    surveying.overview(session, stage.survey_id, NOW)
    with pytest.raises(ForbiddenError):
        exporting.export_round(session, stage.survey_id, stage.round_ids[0])


def test_a_key_whose_maker_left_does_nothing(stage: Stage) -> None:
    session = stage.session
    kari = employed(stage, "analyst")
    access.act_as(session, Person(kari))
    made = keys.make_key(session, plan(stage), KEY, NOW)
    access.act_as(session, access.OPERATOR)
    accounts.take_role(session, kari, stage.organisation_id, "analyst")
    opened(session, made.secret)
    assert surveying.surveys(session) == []
    with pytest.raises(ForbiddenError):
        surveying.overview(session, stage.survey_id, NOW)


def test_a_key_goes_with_the_account_that_made_it(stage: Stage) -> None:
    session = stage.session
    kari = employed(stage, "owner")
    access.act_as(session, Person(kari))
    keys.make_key(session, plan(stage), KEY, NOW)
    session.delete(session.get_one(Account, kari))
    session.commit()
    assert session.scalars(select(AccessKey)).all() == []
    assert session.scalars(select(Membership)).all() == []


def test_nobody_makes_a_key_for_what_they_may_not_do(stage: Stage) -> None:
    access.act_as(stage.session, Person(employed(stage, "administrator")))
    assert keys.scopes(stage.session, stage.organisation_id) == ("survey.see",)
    with pytest.raises(ImpossibleKeyError, match=r"one or more of: survey\.see\."):
        keys.make_key(stage.session, plan(stage, "answers.export"), KEY, NOW)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": " "}, "Give the key a name"),
        ({"scopes": frozenset()}, "may do one or more"),
        ({"scopes": frozenset({"members.change"})}, "may do one or more"),
        ({"expires_on": date(2026, 3, 1)}, "lasts until a day from 2026-03-02"),
        ({"expires_on": date(2027, 3, 4)}, "to 2027-03-03"),
    ],
)
def test_a_key_that_makes_no_sense_is_refused(stage: Stage, change: dict[str, object], told: str) -> None:
    with pytest.raises(ImpossibleKeyError, match=told):
        keys.make_key(stage.session, replace(plan(stage), **change), KEY, NOW)  # type: ignore[arg-type]
    assert keys.keys(stage.session, stage.organisation_id) == ()


def test_no_key_is_made_for_another_organisations_survey(stage: Stage) -> None:
    other = set_up(stage.session, owner="Et annet sted")
    with pytest.raises(NotFoundError):
        keys.make_key(stage.session, replace(plan(stage), survey_id=other.survey_id), KEY, NOW)


def test_the_list_tells_of_keys_and_the_day_they_were_used(stage: Stage) -> None:
    session = stage.session
    made = keys.make_key(session, plan(stage, "survey.see"), KEY, NOW)
    opened(session, made.secret, NOW + timedelta(days=2))
    access.act_as(session, access.OPERATOR)
    (line,) = keys.keys(session, stage.organisation_id)
    assert (line.name, line.scopes, line.survey, line.made_by) == ("Rapport", ("survey.see",), None, None)
    assert (line.created_on, line.expires_on, line.last_used_on) == (date(2026, 3, 2), LAST, date(2026, 3, 4))
    assert [line.works_on(day) for day in (LAST, LAST + timedelta(days=1))] == [True, False]


def test_another_organisations_key_is_not_there_to_be_taken_back(stage: Stage) -> None:
    other = set_up(stage.session, owner="Et annet sted")
    made = keys.make_key(stage.session, plan(other), KEY, NOW)
    with pytest.raises(NotFoundError):
        keys.revoke_key(stage.session, stage.organisation_id, made.id, NOW)
    assert opened(stage.session, made.secret).id == made.id


def test_the_audit_log_names_the_key_and_its_maker(stage: Stage) -> None:
    session = stage.session
    kari = employed(stage, "owner")
    access.act_as(session, Person(kari))
    made = keys.make_key(session, plan(stage), KEY, NOW)
    opened(session, made.secret)
    exporting.export_round(session, stage.survey_id, stage.round_ids[0])
    last = session.scalars(select(AuditEvent).order_by(AuditEvent.number.desc())).first()
    assert last is not None
    assert (last.action, last.actor, last.about["key"]) == ("answers.export", kari, str(made.id))
    before = session.get_one(AuditEvent, last.number - 1)
    assert (before.action, before.actor, before.about["scopes"]) == ("keys.change", kari, sorted(SCOPES))
