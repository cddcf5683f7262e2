"""Where an account is signed in: rows that end by time, from elsewhere, and with the password."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from surveyapp.models import Account, Login
from surveyapp.models.errors import LoginRefusedError, NobodyActsError, NotFoundError
from surveyapp.models.ids import uuid7
from surveyapp.services import access, accounts, surveying
from surveyapp.services.accounts import Device, SignedOutError
from tests.surveyapp.stage import KEY, NOW

PASSWORD = "en hel setning er lett å huske"
FIREFOX = Device("Firefox", "Windows")


@pytest.fixture
def kari(session: Session) -> Account:
    return accounts.create_account(session, "kari@example.org", "Kari", PASSWORD, NOW)


def sign_in(session: Session, account: Account, minutes: int = 0) -> str:
    now = NOW + timedelta(minutes=minutes)
    return accounts.sign_in(session, account.id, "password", FIREFOX, token_key=KEY, now=now)


def is_in(session: Session, token: str, minutes: float = 0) -> bool:
    try:
        accounts.resume(session, token, KEY, NOW + timedelta(minutes=minutes))
    except SignedOutError:
        return False
    return True


def test_a_token_leads_to_the_account_and_is_not_stored(session: Session, kari: Account) -> None:
    token = sign_in(session, kari)
    assert accounts.resume(session, token, KEY, NOW).account.id == kari.id
    assert len(token) >= 22  # 128 bits in base64
    assert token.encode() not in session.scalars(select(Login.code)).one()


def test_another_token_and_another_key_lead_nowhere(session: Session, kari: Account) -> None:
    token = sign_in(session, kari)
    assert not is_in(session, token + "x")
    with pytest.raises(SignedOutError):
        accounts.resume(session, token, b"another key" * 3, NOW)


def test_a_session_is_over_an_hour_after_it_was_used(session: Session, kari: Account) -> None:
    token = sign_in(session, kari)
    assert is_in(session, token, 59)
    assert is_in(session, token, 118)
    assert not is_in(session, token, 178)


def test_a_session_is_over_after_ten_hours_however_much_it_is_used(session: Session, kari: Account) -> None:
    token = sign_in(session, kari)
    assert all(is_in(session, token, minutes) for minutes in range(30, 600, 30))
    assert not is_in(session, token, 600)


def test_resuming_is_one_query_and_writes_at_most_each_five_minutes(session: Session, kari: Account) -> None:
    token = sign_in(session, kari)
    told: list[str] = []
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda _c, _cur, statement, *_: told.append(statement.split()[0]))
    for minutes in (1, 2, 4.9):
        assert is_in(session, token, minutes)
    assert [word for word in told if word in ("SELECT", "UPDATE")] == ["SELECT"] * 3
    assert is_in(session, token, 5)
    assert told.count("UPDATE") == 1


def test_one_sees_and_ends_ones_own_sessions_only(session: Session, kari: Account) -> None:
    ola = accounts.create_account(session, "ola@example.org", "Ola", PASSWORD, NOW)
    hers, his = sign_in(session, kari), sign_in(session, ola)
    his_id = accounts.resume(session, his, KEY, NOW).login_id
    access.act_as(session, access.Person(kari.id))
    (mine,) = accounts.logins(session, NOW)
    assert (mine.browser, mine.system) == ("Firefox", "Windows")
    with pytest.raises(NotFoundError):
        accounts.end_login(session, his_id)
    accounts.end_login(session, mine.id)
    assert (is_in(session, hers), is_in(session, his)) == (False, True)


def test_signing_out_everywhere_ends_all_of_ones_own(session: Session, kari: Account) -> None:
    tokens = [sign_in(session, kari) for _ in range(3)]
    access.act_as(session, access.Person(kari.id))
    accounts.end_every_login(session)
    assert [is_in(session, token) for token in tokens] == [False] * 3


def test_a_new_password_ends_every_session_and_the_old_password(session: Session, kari: Account) -> None:
    token = sign_in(session, kari)
    access.act_as(session, access.Person(kari.id))
    with pytest.raises(LoginRefusedError):
        accounts.change_password(session, "ikke passordet mitt", "to fugler på et stille vann", NOW)
    assert is_in(session, token)
    accounts.change_password(session, PASSWORD, "to fugler på et stille vann", NOW)
    assert not is_in(session, token)
    with pytest.raises(LoginRefusedError):
        accounts.verify_login(session, "kari@example.org", PASSWORD, NOW)
    assert accounts.verify_login(session, "kari@example.org", "to fugler på et stille vann", NOW).id == kari.id


def test_the_operator_gives_a_new_password_and_ends_sessions(session: Session, kari: Account) -> None:
    token = sign_in(session, kari)
    accounts.end_logins_of(session, kari.id)
    assert not is_in(session, token)
    token = sign_in(session, kari)
    accounts.set_password(session, kari, "to fugler på et stille vann")
    assert not is_in(session, token)
    assert accounts.verify_login(session, "kari@example.org", "to fugler på et stille vann", NOW).id == kari.id


def test_ones_own_account_is_not_the_operators_to_change(session: Session, kari: Account) -> None:
    with pytest.raises(NobodyActsError):
        accounts.end_every_login(session)
    with pytest.raises(NobodyActsError):
        accounts.change_password(session, PASSWORD, "to fugler på et stille vann", NOW)


def test_old_sessions_of_the_account_are_cleared_away_when_it_signs_in(session: Session, kari: Account) -> None:
    sign_in(session, kari)
    token = sign_in(session, kari, minutes=61)
    assert len(session.scalars(select(Login)).all()) == 1
    assert is_in(session, token, 62)


def test_whoever_works_where_two_steps_are_demanded_must_set_one_up(session: Session, kari: Account) -> None:
    token = sign_in(session, kari)
    place = surveying.create_organisation(session, "Prøve kommune", NOW).id
    accounts.add_member(session, kari.id, place, "reader", NOW)
    assert not accounts.resume(session, token, KEY, NOW).must_set_up
    accounts.demand_two_steps(session, place, demanded=True)
    assert accounts.resume(session, token, KEY, NOW).must_set_up
    other = accounts.sign_in(session, kari.id, "elsewhere", FIREFOX, token_key=KEY, now=NOW)
    assert not accounts.resume(session, other, KEY, NOW).must_set_up


def test_a_session_that_is_confirmed_tells_when(session: Session, kari: Account) -> None:
    here = accounts.resume(session, sign_in(session, kari), KEY, NOW)
    access.act_as(session, access.Person(uuid7()))
    accounts.confirm(session, here.login_id, NOW + timedelta(minutes=9))
    assert session.scalars(select(Login.confirmed_at)).one() == NOW
    access.act_as(session, access.Person(kari.id))
    accounts.confirm(session, here.login_id, NOW + timedelta(minutes=9))
    assert session.scalars(select(Login.confirmed_at)).one() == NOW + timedelta(minutes=9)
