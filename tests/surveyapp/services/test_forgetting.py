"""A new password by a link: what is written when somebody asks, and what the link does."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from surveyapp.models import Account, AuditEvent, CodeApp, Identity, Login, PasswordReset
from surveyapp.models.errors import LoginRefusedError, NotFoundError, WeakPasswordError
from surveyapp.services import access, accounts, auditing
from surveyapp.services.accounts import Device, PasswordLink, UnknownPasswordLinkError
from tests.databases import Database
from tests.surveyapp.stage import KEY, NOW

PASSWORD = "en hel setning er lett å huske"
NEW = "to fugler på et stille vann"
EMAIL = "kari@example.org"


@pytest.fixture
def kari(session: Session) -> Account:
    return accounts.create_account(session, EMAIL, "Kari", PASSWORD, NOW)


def link_of(session: Session, email: str = EMAIL, minutes: int = 0) -> str:
    """The token of a new link."""
    now = NOW + timedelta(minutes=minutes)
    accounts.ask_for_password(session, email, now)
    (made,) = accounts.password_links(session, KEY, now)
    return made.token


def renew(session: Session, token: str, password: str = NEW, minutes: float = 0) -> None:
    accounts.renew_password(session, token, password, token_key=KEY, now=NOW + timedelta(minutes=minutes))


def test_the_link_gives_a_new_password_and_ends_every_session(session: Session, kari: Account) -> None:
    accounts.sign_in(session, kari.id, "password", Device("", ""), token_key=KEY, now=NOW)
    renew(session, link_of(session, " KARI@example.org "))
    assert session.scalars(select(Login)).all() == []
    assert accounts.verify_login(session, EMAIL, NEW, NOW).id == kari.id
    with pytest.raises(LoginRefusedError):
        accounts.verify_login(session, EMAIL, PASSWORD, NOW)


def statements(session: Session, email: str, minutes: int) -> list[str]:
    """What asking says to the database."""
    told: list[str] = []

    def listen(_c: object, _cursor: object, statement: str, *_: object) -> None:
        told.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", listen)
    accounts.ask_for_password(session, email, NOW + timedelta(minutes=minutes))
    event.remove(session.get_bind(), "before_cursor_execute", listen)
    return told


@pytest.mark.parametrize("minutes", [0, 2, 6])
def test_asking_says_the_same_to_the_database_whosever_the_address_is(
    session: Session, kari: Account, minutes: int
) -> None:
    if minutes:
        for email in (EMAIL, "ukjent@example.org"):
            accounts.ask_for_password(session, email, NOW)
        accounts.password_links(session, KEY, NOW)
    known, unknown = statements(session, EMAIL, minutes), statements(session, "ukjent@example.org", minutes)
    assert known == unknown
    assert any("password_reset" in each for each in known)


def test_nobody_is_written_to_for_an_unknown_address_and_nothing_of_it_is_kept(session: Session, kari: Account) -> None:
    accounts.ask_for_password(session, "ukjent@example.org", NOW)
    assert accounts.somebody_forgot(session)
    assert accounts.password_links(session, KEY, NOW) == ()
    assert not accounts.somebody_forgot(session)
    kept = session.scalars(select(PasswordReset)).one()
    assert kept.account_id is None
    assert b"ukjent" not in kept.address_code


def test_the_link_works_once(session: Session, kari: Account) -> None:
    token = link_of(session)
    renew(session, token)
    with pytest.raises(UnknownPasswordLinkError):
        renew(session, token, "tre katter på et varmt tak")


def test_the_link_works_half_an_hour_from_when_it_was_made(session: Session, kari: Account) -> None:
    token = link_of(session)
    assert accounts.require_password_link(session, token, KEY, NOW + timedelta(minutes=29.9)).id == kari.id
    with pytest.raises(UnknownPasswordLinkError):
        renew(session, token, minutes=30)


def test_a_newer_link_takes_the_place_of_the_older(session: Session, kari: Account) -> None:
    first, second = link_of(session), link_of(session, minutes=6)
    with pytest.raises(UnknownPasswordLinkError):
        renew(session, first, minutes=7)
    renew(session, second, minutes=7)


def test_asked_again_within_five_minutes_no_more_is_sent(session: Session, kari: Account) -> None:
    link_of(session)
    accounts.ask_for_password(session, EMAIL, NOW + timedelta(minutes=4))
    assert accounts.password_links(session, KEY, NOW) == ()


def test_only_the_hmac_of_the_link_is_kept(session: Session, kari: Account) -> None:
    token = link_of(session)
    code = session.scalars(select(PasswordReset.code)).one()
    assert code is not None
    assert len(code) == 32
    assert token.encode() not in code
    with pytest.raises(UnknownPasswordLinkError):
        accounts.require_password_link(session, token, b"another key" * 3, NOW)


def test_a_weak_password_is_refused_and_the_link_still_works(session: Session, kari: Account) -> None:
    token = link_of(session)
    with pytest.raises(WeakPasswordError):
        renew(session, token, "kort")
    renew(session, token)


def test_whoever_signs_in_at_a_login_service_gets_a_word_and_no_link(session: Session, kari: Account) -> None:
    session.add(Identity(issuer="https://idp.example.org", subject="a1", account_id=kari.id, linked_at=NOW))
    session.commit()
    assert not accounts.somebody_has_a_password(session)
    accounts.ask_for_password(session, EMAIL, NOW)
    assert accounts.password_links(session, KEY, NOW) == (PasswordLink(EMAIL, "nb", ""),)
    assert session.scalars(select(PasswordReset)).one().account_id is None


def test_the_language_is_the_one_she_last_signed_in_with(session: Session, kari: Account) -> None:
    accounts.sign_in(session, kari.id, "password", Device("", "", "nn"), token_key=KEY, now=NOW)
    accounts.ask_for_password(session, EMAIL, NOW)
    assert [each.language for each in accounts.password_links(session, KEY, NOW)] == ["nn"]


def guesses_wrong(session: Session, times: int) -> None:
    for _ in range(times):
        with pytest.raises(LoginRefusedError):
            accounts.verify_login(session, EMAIL, "feil passord helt", NOW)


def test_wrong_guesses_are_forgotten_where_the_password_is_all_there_is(session: Session, kari: Account) -> None:
    guesses_wrong(session, 8)
    renew(session, link_of(session))
    assert accounts.verify_login(session, EMAIL, NEW, NOW).id == kari.id


def test_a_mailbox_alone_gives_no_new_tries_at_the_second_step(session: Session, kari: Account) -> None:
    session.add(CodeApp(account_id=kari.id, sealed=b"-", proven=True, since=NOW))
    session.commit()
    guesses_wrong(session, 8)
    renew(session, link_of(session))
    with pytest.raises(LoginRefusedError):
        accounts.verify_login(session, EMAIL, NEW, NOW)


def test_a_password_that_was_changed_otherwise_ends_the_link(session: Session, kari: Account) -> None:
    token = link_of(session)
    accounts.set_password(session, kari, "tre katter på et varmt tak")
    with pytest.raises(UnknownPasswordLinkError):
        renew(session, token)


def test_two_workers_at_once_make_one_link(database: Database, session: Session, kari: Account) -> None:
    accounts.ask_for_password(session, EMAIL, NOW)
    session.rollback()
    ready, made = Barrier(2), list[PasswordLink]()

    def works() -> None:
        with Session(database.engine) as own:
            access.act_as(own, access.OPERATOR)
            ready.wait(timeout=10)
            made.extend(accounts.password_links(own, KEY, NOW))

    threads = [Thread(target=works) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (link,) = made
    renew(session, link.token)


def test_the_log_tells_of_the_link_and_of_the_new_password(session: Session, kari: Account) -> None:
    renew(session, link_of(session))
    told = session.execute(select(AuditEvent.action, AuditEvent.actor, AuditEvent.about).order_by(AuditEvent.number))
    assert [tuple(each) for each in told][-2:] == [
        ("account.password_link", None, {"account": str(kari.id)}),
        ("account.password", kari.id, {"by": "link"}),
    ]
    auditing.verify(session)


def test_only_the_operator_makes_links(session: Session, kari: Account) -> None:
    access.act_as(session, access.Person(kari.id))
    with pytest.raises(NotFoundError):
        accounts.password_links(session, KEY, NOW)
