"""The codes of an app and the recovery codes: each once, and guessing waits."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import Account, CodeApp, RecoveryCode
from surveyapp.models.errors import LoginRefusedError
from surveyapp.models.vault import vault_of
from surveyapp.services import access, accounts
from surveyapp.services.accounts import Device, WrongCodeError
from tests.surveyapp.stage import KEY

PASSWORD = "en hel setning er lett å huske"
SECRET = base64.b32encode(b"12345678901234567890").decode()
AT_59 = datetime.fromtimestamp(59, UTC)
CODES = {0: "755224", 30: "287082", 60: "359152", 90: "969429"}
"""By the second they begin at: RFC 4226, appendix D, counts 0 to 3. That of 59 is in RFC 6238, appendix B, too."""


def at(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)


@pytest.fixture
def kari(session: Session) -> Account:
    account = accounts.create_account(session, "kari@example.org", "Kari", PASSWORD, at(0))
    access.act_as(session, access.Person(account.id))
    return account


@pytest.fixture
def app(session: Session, kari: Account) -> CodeApp:
    """Her app has the secret of the standard's examples."""
    made = CodeApp(
        account_id=kari.id, sealed=vault_of(session).seal(SECRET, kari.id.bytes), proven=True, last_step=-1, since=at(0)
    )
    session.add(made)
    session.commit()
    return made


def accepts(session: Session, account: Account, code: str, second: int) -> bool:
    try:
        accounts.verify_second_step(session, account.id, code, KEY, at(second))
    except LoginRefusedError:
        return False
    return True


@pytest.mark.parametrize("second", [0, 29, 30, 59, 60, 89])
def test_the_code_of_this_half_minute_and_of_those_beside_it_are_right(
    session: Session, kari: Account, app: CodeApp, second: int
) -> None:
    assert accepts(session, kari, CODES[30], second)


@pytest.mark.parametrize("second", [90, 120, 3600])
def test_a_code_from_another_time_is_wrong(session: Session, kari: Account, app: CodeApp, second: int) -> None:
    assert not accepts(session, kari, CODES[30], second)


def test_a_code_works_once_and_takes_those_before_it_along(session: Session, kari: Account, app: CodeApp) -> None:
    assert accepts(session, kari, CODES[30], 59)
    assert not accepts(session, kari, CODES[30], 59)
    assert not accepts(session, kari, CODES[0], 59)
    assert accepts(session, kari, CODES[60], 59)


@pytest.mark.parametrize("code", ["", "28708", "2870821", "٢٨٧٠٨٢", "abcdef", "287 083"])
def test_what_is_no_code_is_wrong(session: Session, kari: Account, app: CodeApp, code: str) -> None:
    assert not accepts(session, kari, code, 59)


def test_spaces_do_not_matter(session: Session, kari: Account, app: CodeApp) -> None:
    assert accepts(session, kari, " 287 082", 59)


def test_wrong_codes_make_the_account_wait_and_the_password_does_not_undo_it(
    session: Session, kari: Account, app: CodeApp
) -> None:
    for _ in range(5):
        assert not accepts(session, kari, "000000", 59)
        if session.get_one(Account, kari.id).locked_until is None:
            accounts.verify_login(session, "kari@example.org", PASSWORD, at(59))
    assert not accepts(session, kari, CODES[90], 88)
    assert accepts(session, kari, CODES[90], 89)


def test_the_secret_lies_sealed_and_only_for_its_account(session: Session, kari: Account) -> None:
    secret = accounts.begin_code_app(session, at(0))
    assert len(base64.b32decode(secret.letters)) == 20
    asked = parse_qs(urlsplit(secret.address).query)
    assert (asked["secret"], asked["issuer"]) == ([secret.letters], ["Medvirk"])
    assert secret.letters.encode() not in session.scalars(select(CodeApp.sealed)).one()


def test_an_app_is_asked_for_once_it_has_shown_a_code(session: Session, kari: Account, app: CodeApp) -> None:
    app.proven = False
    session.commit()
    token = accounts.sign_in(session, kari.id, "password", Device("", ""), token_key=KEY, now=at(0))
    here = accounts.resume(session, token, KEY, at(0))
    assert not accounts.steps_of(session, kari.id).any
    assert not accepts(session, kari, CODES[30], 59)
    with pytest.raises(WrongCodeError):
        accounts.prove_code_app(session, here.login_id, "000000", at(59))
    accounts.prove_code_app(session, here.login_id, CODES[30], at(59))
    assert accounts.steps_of(session, kari.id).code_app
    assert accounts.resume(session, token, KEY, at(60)).way == "two_steps"
    assert not accepts(session, kari, CODES[30], 59)


def test_each_recovery_code_works_once_however_it_is_written(session: Session, kari: Account, app: CodeApp) -> None:
    codes = accounts.make_recovery_codes(session, KEY)
    assert len(set(codes)) == 10
    assert accepts(session, kari, codes[0].lower().replace("-", " "), 59)
    assert not accepts(session, kari, codes[0], 59)
    assert accounts.steps_of(session, kari.id).recovery_codes == 9


def test_new_recovery_codes_replace_the_old_ones(session: Session, kari: Account, app: CodeApp) -> None:
    (old, *_), (new, *_) = accounts.make_recovery_codes(session, KEY), accounts.make_recovery_codes(session, KEY)
    assert (accepts(session, kari, old, 59), accepts(session, kari, new, 59)) == (False, True)


def test_a_recovery_code_opens_no_other_account(session: Session, kari: Account, app: CodeApp) -> None:
    (code, *_) = accounts.make_recovery_codes(session, KEY)
    access.act_as(session, access.OPERATOR)
    ola = accounts.create_account(session, "ola@example.org", "Ola", PASSWORD, at(0))
    assert not accepts(session, ola, code, 59)
    assert code.encode() not in b"".join(session.scalars(select(RecoveryCode.code)))


def test_without_its_last_second_step_an_account_has_no_recovery_codes(
    session: Session, kari: Account, app: CodeApp
) -> None:
    accounts.make_recovery_codes(session, KEY)
    accounts.remove_code_app(session)
    steps = accounts.steps_of(session, kari.id)
    assert (steps.any, steps.recovery_codes) == (False, 0)


def test_the_operator_takes_all_second_steps_away_and_ends_the_sessions(
    session: Session, kari: Account, app: CodeApp
) -> None:
    accounts.make_recovery_codes(session, KEY)
    token = accounts.sign_in(session, kari.id, "two_steps", Device("", ""), token_key=KEY, now=at(0))
    access.act_as(session, access.OPERATOR)
    accounts.reset_second_step(session, kari.id)
    assert not accounts.steps_of(session, kari.id).any
    with pytest.raises(accounts.SignedOutError):
        accounts.resume(session, token, KEY, at(0) + timedelta(minutes=1))
