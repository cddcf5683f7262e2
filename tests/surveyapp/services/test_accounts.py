from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import Account, Report
from surveyapp.models.errors import DuplicateKeyError, LoginRefusedError, NotFoundError, WeakPasswordError
from surveyapp.models.ids import uuid7
from surveyapp.services import accounts
from tests.surveyapp.stage import NOW, Stage, set_up

PASSWORD = "en hel setning er lett å huske"


@pytest.fixture
def account(session: Session) -> Account:
    return accounts.create_account(session, " Kari@Example.org ", "Kari", PASSWORD, NOW)


def fail(session: Session, times: int) -> None:
    for _ in range(times):
        with pytest.raises(LoginRefusedError):
            accounts.verify_login(session, "kari@example.org", "not her password", NOW)


def test_the_right_password_signs_in_however_the_address_is_written(session: Session, account: Account) -> None:
    assert accounts.verify_login(session, "KARI@example.org", PASSWORD, NOW).id == account.id


def test_a_password_is_kept_as_an_argon2id_hash(account: Account) -> None:
    assert account.password_hash.startswith("$argon2id$")


@pytest.mark.parametrize("email", ["kari@example.org", "nobody@example.org"])
def test_a_wrong_address_and_a_wrong_password_are_refused_alike(session: Session, account: Account, email: str) -> None:
    with pytest.raises(LoginRefusedError, match="don't match, or there were too many tries"):
        accounts.verify_login(session, email, "not her password", NOW)


def test_after_five_wrong_tries_the_right_password_waits_half_a_minute(session: Session, account: Account) -> None:
    fail(session, 5)
    with pytest.raises(LoginRefusedError):
        accounts.verify_login(session, "kari@example.org", PASSWORD, NOW + timedelta(seconds=29))
    assert accounts.verify_login(session, "kari@example.org", PASSWORD, NOW + timedelta(seconds=30)).id == account.id


def test_tries_during_the_wait_do_not_lengthen_it(session: Session, account: Account) -> None:
    fail(session, 9)
    assert accounts.verify_login(session, "kari@example.org", PASSWORD, NOW + timedelta(seconds=30)).id == account.id


def test_each_further_wrong_try_doubles_the_wait(session: Session, account: Account) -> None:
    fail(session, 5)
    later = NOW + timedelta(seconds=30)
    with pytest.raises(LoginRefusedError):
        accounts.verify_login(session, "kari@example.org", "not her password", later)
    assert session.scalars(select(Account.locked_until)).one() == later + timedelta(seconds=60)


def test_signing_in_forgets_the_wrong_tries(session: Session, account: Account) -> None:
    fail(session, 4)
    accounts.verify_login(session, "kari@example.org", PASSWORD, NOW)
    fail(session, 4)
    assert accounts.verify_login(session, "kari@example.org", PASSWORD, NOW).failed_logins == 0


@pytest.mark.parametrize("password", ["for kort", "x" * 201])
def test_a_password_too_short_or_too_long_is_refused(session: Session, password: str) -> None:
    with pytest.raises(WeakPasswordError):
        accounts.create_account(session, "kari@example.org", "Kari", password, NOW)


def test_an_address_has_one_account(session: Session, account: Account) -> None:
    with pytest.raises(DuplicateKeyError):
        accounts.create_account(session, "KARI@EXAMPLE.ORG", "Kari", PASSWORD, NOW)


@pytest.fixture
def ours(session: Session, account: Account) -> Stage:
    stage = set_up(session, owner="Vår", rounds=2)
    for _ in range(2):
        accounts.add_member(session, account.id, stage.organisation_id)
    return stage


def report_on(session: Session, stage: Stage) -> Report:
    first, second = stage.round_ids
    report = Report(
        survey_id=stage.survey_id,
        baseline_id=first,
        followup_id=second,
        title="Planen",
        folder="planen",
        sha256="0" * 64,
        created_at=NOW,
    )
    session.add(report)
    session.commit()
    return report


def test_an_account_sees_its_own_organisations_surveys(session: Session, account: Account, ours: Stage) -> None:
    set_up(session, owner="Deres")
    assert [survey.id for survey in accounts.surveys_of(session, account.id)] == [ours.survey_id]
    assert accounts.survey_of(session, account.id, ours.survey_id).title == "Planen"


def test_another_organisations_survey_is_as_if_it_were_not_there(
    session: Session, account: Account, ours: Stage
) -> None:
    theirs = set_up(session, owner="Deres")
    told = []
    for survey_id in (theirs.survey_id, uuid7()):
        with pytest.raises(NotFoundError) as refused:
            accounts.survey_of(session, account.id, survey_id)
        told.append(str(refused.value).replace(str(survey_id), "ID"))
    assert told[0] == told[1]


def test_another_organisations_report_is_as_if_it_were_not_there(
    session: Session, account: Account, ours: Stage
) -> None:
    mine, foreign = report_on(session, ours), report_on(session, set_up(session, owner="Deres", rounds=2))
    assert accounts.report_of(session, account.id, mine.id).id == mine.id
    with pytest.raises(NotFoundError):
        accounts.report_of(session, account.id, foreign.id)


def test_an_account_that_is_gone_is_not_found(session: Session, account: Account) -> None:
    assert accounts.find_account(session, account.id).name == "Kari"
    with pytest.raises(NotFoundError):
        accounts.find_account(session, uuid7())
