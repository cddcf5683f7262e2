"""Whoever a provider vouches for is let in as whom she is here, with the roles that follow, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveyapp.models import Account, AuditEvent, FederatedVisit, Identity, Membership, SpentAnswer
from surveyapp.models.errors import DuplicateKeyError, LoginRefusedError
from surveyapp.oidc import Provider, Represents, Vouched
from surveyapp.oidc.errors import ReplayedSignInError
from surveyapp.services import accounts, federating, surveying
from surveyapp.services.federating import (
    ANSWERED_WITHIN,
    SIGNED_IN_FOR,
    Newcomer,
    NoMembershipError,
    NotACodeError,
)
from tests.databases import Database
from tests.surveyapp.services.test_concurrency import at_once
from tests.surveyapp.stage import NOW

ISSUER = "https://ansattporten.example"
PROVIDER = Provider(key="ansattporten", name="Ansattporten", issuer=ISSUER, client_id="medvirk", private_key="-")
NUMBER, OTHER = "987654321", "987654322"
KARI = Vouched(ISSUER, "u-7f3c", "Kari", "kari@example.org", "session-1", (Represents(NUMBER, "owner"),), "a.b.c")
NOBODYS = replace(KARI, represents=())


@pytest.fixture
def municipality(session: Session) -> UUID:
    return surveying.create_organisation(session, "Eksempel", NOW, kind="municipality", number=NUMBER).id


def count(session: Session, table: type) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def roles(session: Session) -> set[tuple[UUID, str]]:
    return {(each.organisation_id, each.role) for each in session.scalars(select(Membership))}


def told(session: Session) -> list[str]:
    return list(session.scalars(select(AuditEvent.action).order_by(AuditEvent.number)))


def test_who_acts_for_a_municipality_gets_an_account_and_its_role(session: Session, municipality: UUID) -> None:
    signed_in = federating.sign_in(session, PROVIDER, KARI, NOW)
    account = session.get_one(Account, signed_in.account_id)
    assert account.name == "Kari"
    assert account.email.endswith("@uten-adresse.invalid")
    assert roles(session) == {(municipality, "owner")}
    assert told(session)[-3:] == ["identity.link", "members.change", "account.sign_in"]


def test_the_same_name_there_is_the_same_account_here(session: Session, municipality: UUID) -> None:
    first, second = (federating.sign_in(session, PROVIDER, KARI, NOW) for _ in range(2))
    assert first.account_id == second.account_id
    assert first.visit_id != second.visit_id


@pytest.mark.parametrize(
    ("represents", "left"), [((Represents(NUMBER, "reader"),), {"reader"}), ((Represents(OTHER, "owner"),), set())]
)
def test_a_role_that_is_given_no_more_is_taken(
    session: Session, municipality: UUID, represents: tuple[Represents, ...], left: set[str]
) -> None:
    federating.sign_in(session, PROVIDER, KARI, NOW)
    if left:
        federating.sign_in(session, PROVIDER, replace(KARI, represents=represents), NOW)
    else:
        with pytest.raises(NoMembershipError):
            federating.sign_in(session, PROVIDER, replace(KARI, represents=represents), NOW)
    assert {role for _organisation, role in roles(session)} == left


def test_a_role_that_an_administrator_gave_stays(session: Session, municipality: UUID) -> None:
    account_id = federating.admit(session, Newcomer(ISSUER, "u-7f3c", "Kari"), municipality, "owner", NOW)
    for vouched in (KARI, NOBODYS):
        assert federating.sign_in(session, PROVIDER, vouched, NOW).account_id == account_id
    assert roles(session) == {(municipality, "owner")}


@pytest.mark.parametrize("represents", [(), (Represents(OTHER, "owner"),), (Represents(NUMBER, ""),)])
def test_whom_nobody_gave_a_role_leaves_nothing_behind(
    session: Session, municipality: UUID, represents: tuple[Represents, ...]
) -> None:
    with pytest.raises(NoMembershipError) as refused:
        federating.sign_in(session, PROVIDER, replace(KARI, represents=represents), NOW)
    assert (refused.value.subject, len(refused.value.numbers)) == ("u-7f3c", len(represents))
    assert [count(session, table) for table in (Account, Identity, FederatedVisit)] == [0, 0, 0]


@pytest.fixture
def kari(session: Session, municipality: UUID) -> UUID:
    """An account with a password, and a role."""
    account_id = accounts.create_account(session, "kari@example.org", "Kari", "a long enough password", NOW).id
    accounts.add_member(session, account_id, municipality, "reader", NOW)
    return account_id


def test_an_address_links_to_the_account_that_has_it_only_where_it_is_trusted(session: Session, kari: UUID) -> None:
    with pytest.raises(NoMembershipError):
        federating.sign_in(session, PROVIDER, NOBODYS, NOW)
    trusted = replace(PROVIDER, trusts_email=True)
    assert federating.sign_in(session, trusted, NOBODYS, NOW).account_id == kari
    assert federating.sign_in(session, PROVIDER, NOBODYS, NOW).account_id == kari


def test_an_address_that_is_not_verified_links_to_nobody(session: Session, kari: UUID) -> None:
    with pytest.raises(NoMembershipError):
        federating.sign_in(session, replace(PROVIDER, trusts_email=True), replace(NOBODYS, email=""), NOW)


def test_the_same_name_at_another_provider_is_somebody_else(session: Session, municipality: UUID) -> None:
    federating.sign_in(session, PROVIDER, KARI, NOW)
    with pytest.raises(NoMembershipError):
        federating.sign_in(session, PROVIDER, replace(NOBODYS, issuer="https://another.example"), NOW)


def test_an_account_is_linked_by_its_subject_once(session: Session, kari: UUID) -> None:
    federating.link(session, PROVIDER, "u-7f3c", kari, NOW)
    assert federating.sign_in(session, PROVIDER, NOBODYS, NOW).account_id == kari
    with pytest.raises(DuplicateKeyError):
        federating.link(session, PROVIDER, "u-7f3c", kari, NOW)


def test_who_is_let_in_twice_is_one_person_with_both_roles(session: Session, municipality: UUID) -> None:
    newcomer = Newcomer(ISSUER, " u-7f3c ", "Kari")
    both = [federating.admit(session, newcomer, municipality, role, NOW) for role in ("reader", "analyst", "reader")]
    assert set(both) == {federating.sign_in(session, PROVIDER, NOBODYS, NOW).account_id}
    assert roles(session) == {(municipality, "reader"), (municipality, "analyst")}


@pytest.mark.parametrize("code", ["", "  ", "01017012345", "010170 12345", "x" * 256])
def test_what_is_no_code_lets_nobody_in(session: Session, municipality: UUID, kari: UUID, code: str) -> None:
    with pytest.raises(NotACodeError):
        federating.admit(session, Newcomer(ISSUER, code, "Kari"), municipality, "reader", NOW)
    with pytest.raises(NotACodeError):
        federating.link(session, PROVIDER, code, kari, NOW)
    assert count(session, Identity) == 0


def test_nobody_signs_in_by_password_to_an_account_that_has_none(session: Session, municipality: UUID) -> None:
    account_id = federating.sign_in(session, PROVIDER, KARI, NOW).account_id
    email = session.get_one(Account, account_id).email
    for password in ("", "-", "a long enough password"):
        with pytest.raises(LoginRefusedError):
            accounts.verify_login(session, email, password, NOW)


def test_an_answer_is_used_once(session: Session) -> None:
    federating.spend(session, "state", NOW)
    with pytest.raises(ReplayedSignInError):
        federating.spend(session, "state", NOW + ANSWERED_WITHIN)
    federating.spend(session, "another", NOW + 3 * ANSWERED_WITHIN)
    assert count(session, SpentAnswer) == 1


def test_a_visit_ends_here_and_tells_how_to_end_it_there(session: Session, municipality: UUID) -> None:
    signed_in = federating.sign_in(session, PROVIDER, KARI, NOW)
    assert federating.is_on(session, signed_in.visit_id, signed_in.account_id, NOW)
    ended = federating.end(session, signed_in.visit_id)
    assert ended == federating.Ended(ISSUER, "a.b.c")
    assert not federating.is_on(session, signed_in.visit_id, signed_in.account_id, NOW)
    assert federating.end(session, signed_in.visit_id) is None


def test_a_visit_is_one_accounts_and_ends_by_itself(session: Session, municipality: UUID) -> None:
    signed_in = federating.sign_in(session, PROVIDER, KARI, NOW)
    assert not federating.is_on(session, signed_in.visit_id, UUID(int=1), NOW)
    assert not federating.is_on(session, signed_in.visit_id, signed_in.account_id, NOW + SIGNED_IN_FOR)
    federating.sign_in(session, PROVIDER, KARI, NOW + timedelta(days=1))
    assert count(session, FederatedVisit) == 1


def test_a_provider_ends_all_visits_of_one_session_and_no_other(session: Session, municipality: UUID) -> None:
    mine = [federating.sign_in(session, PROVIDER, KARI, NOW) for _ in range(2)]
    other = federating.sign_in(session, PROVIDER, replace(KARI, session_id="session-2"), NOW)
    assert federating.end_at_provider(session, "https://another.example", "session-1") == 0
    assert federating.end_at_provider(session, ISSUER, "session-1") == 2
    on = [federating.is_on(session, each.visit_id, each.account_id, NOW) for each in (*mine, other)]
    assert on == [False, False, True]


def test_the_token_and_what_it_says_lie_sealed_or_nowhere(session: Session, municipality: UUID) -> None:
    federating.sign_in(session, PROVIDER, KARI, NOW)
    hint = session.scalars(select(FederatedVisit.hint)).one()
    assert hint is not None
    assert b"a.b.c" not in hint
    about = list(session.scalars(select(AuditEvent.about)))
    assert "Kari" not in str(about)
    assert "u-7f3c" not in str(about)


def test_of_four_browsers_with_the_same_answer_one_is_first(database: Database, session: Session) -> None:
    def spends(own: Session) -> bool:
        try:
            federating.spend(own, "state", NOW)
        except ReplayedSignInError:
            return False
        return True

    assert sorted(at_once(database, [spends] * 4)) == [False, False, False, True]


def test_four_who_come_for_the_first_time_at_once_are_one(
    database: Database, session: Session, municipality: UUID
) -> None:
    come = at_once(database, [lambda own: federating.sign_in(own, PROVIDER, KARI, NOW)] * 4)
    session.rollback()
    assert len({each.account_id for each in come}) == 1
    assert [count(session, table) for table in (Account, Identity, FederatedVisit)] == [1, 1, 4]
    assert roles(session) == {(municipality, "owner")}
