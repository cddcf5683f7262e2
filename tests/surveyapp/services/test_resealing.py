"""The key of contact data is changed: all that was sealed opens with the new key alone, whatever stops on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import LargeBinary, select, update
from sqlalchemy.orm import Session

from surveyapp.models import AuditEvent, Base, Contact, Recipient
from surveyapp.models.audit import append
from surveyapp.models.base import table_of
from surveyapp.models.engine import open_engine
from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import ResponseKey
from surveyapp.models.sealing import SEALED
from surveyapp.models.vault import Vault, WrongContactKeyError
from surveyapp.services import (
    access,
    accounts,
    answering,
    auditing,
    contacting,
    federating,
    planning,
    posting,
    resealing,
    sharing,
    surveying,
)
from tests.databases import CONTACT_KEY as OLD
from tests.databases import Database
from tests.surveyapp.services.contacted import contact
from tests.surveyapp.services.test_access import add_account
from tests.surveyapp.services.test_contacts import EMAIL, PHONE, REACH
from tests.surveyapp.services.test_federating import KARI, NUMBER, PROVIDER
from tests.surveyapp.services.test_planning import POSTS
from tests.surveyapp.services.test_posting import MESSAGE
from tests.surveyapp.stage import KEY, NOW, Stage, set_up

NEW = "the key that takes the place of that one"
ROTATING = Vault.keyed_by(NEW, former=[OLD], audit_key=OLD)
ROTATED = Vault.keyed_by(NEW, audit_key=OLD)
OPENLY = {"look.logo", "passkey.public_key", "passkey.credential"}
"""Bytes that anybody may read who reads the database."""


@contextmanager
def keyed(database: Database, vault: Vault) -> Iterator[Session]:
    """The same database, opened with other keys."""
    engine = open_engine(database.url, vault)
    with Session(engine) as session:
        access.act_as(session, access.OPERATOR)
        yield session
    engine.dispose()


@pytest.fixture
def reached(session: Session) -> Stage:
    """A survey that somebody wants to be reached about, and that somebody is written to about."""
    stage = set_up(session, REACH, privacy="confidential")
    given = {"vil": "yes", "epost": EMAIL, "telefon": PHONE}
    answering.save_page(session, stage.begin("a"), "kontakt", given, revision=0, now=NOW)
    added = [contact("b", "b@example.org"), contact("c", "c@example.org")]
    contacting.add_contacts(session, stage.survey_id, stage.round_ids[0], added, key=KEY)
    return stage


@pytest.fixture
def everything(session: Session, reached: Stage) -> dict[str, list[str]]:
    """A row or more of all that is sealed, by the services that seal it; the words by column."""
    public = set_up(session, owner="En annen kommune")
    sharing.hand_out(
        session, public.begin("1"), sharing.Request("Kari", "k@example.org", pages=["plan"]), token_key=KEY, now=NOW
    )
    public.participant("2")
    for number, name in ((1, "kari"), (2, "ola")):
        who, sheet = add_account(session, f"{name}@example.org"), (public.survey_id, public.round_ids[0], "2")
        answering.key_in(session, *sheet, {"har": "yes", "antall": number}, account_id=who, now=NOW)
    plan_id = planning.create_plan(session, public.organisation_id, planning.NewPlan("Plan", 2026), NOW)
    planning.add_measure(session, plan_id, planning.add_goal(session, plan_id, 2026, "Mål", "Nok folk"), POSTS)
    posting.queue(session, MESSAGE, "back:1", NOW)
    surveying.create_organisation(session, "Eksempel", NOW, kind="municipality", number=NUMBER)
    access.act_as(session, access.Person(federating.sign_in(session, PROVIDER, KARI, NOW).account_id))
    accounts.begin_code_app(session, NOW)
    access.act_as(session, access.OPERATOR)
    return words(session)


def words(session: Session) -> dict[str, list[str]]:
    """All that is sealed, opened with the session's keys, by column."""
    vault = session.connection().get_execution_options()["vault"]
    opened: dict[str, list[str]] = {}
    for column in SEALED:
        table = table_of(column.model)
        rows = session.execute(select(table.c[column.name], *table.primary_key.columns)).all()
        opened[str(column)] = sorted(vault.open(row[0], column.place(*row[1:])) for row in rows if row[0])
    session.rollback()
    return opened


def sealed_bytes(session: Session) -> set[bytes]:
    columns = (table_of(each.model).c[each.name] for each in SEALED)
    found = {made for column in columns for made in session.scalars(select(column)) if made}
    session.rollback()
    return found


def reseals(session: Session) -> dict[str, int]:
    done = list(resealing.reseal(session))
    return {name: sum(getattr(each, name) for each in done) for name in ("resealed", "current", "shut")}


def test_every_column_of_bytes_is_resealed_or_a_digest_or_for_all_to_read() -> None:
    columns = [column for table in Base.metadata.tables.values() for column in table.columns]
    of_bytes = [each for each in columns if isinstance(each.type, LargeBinary) and each.type.length != 32]
    assert {f"{each.table.name}.{each.name}" for each in of_bytes} == {*map(str, SEALED), *OPENLY}


def test_each_sealed_column_is_filled_here(everything: dict[str, list[str]]) -> None:
    assert [column for column, there in everything.items() if not there] == []
    assert everything["contact.sealed"] == [PHONE, EMAIL]
    assert everything["measure_contact.sealed"] == ["leder@example.org"]
    assert everything["assignment.sealed"] == ["k@example.org"]


def test_while_the_key_is_changed_everything_opens_with_both(
    database: Database, everything: dict[str, list[str]]
) -> None:
    with keyed(database, ROTATING) as both:
        assert words(both) == everything


def test_afterwards_everything_opens_with_the_new_key_alone(
    database: Database, session: Session, everything: dict[str, list[str]]
) -> None:
    session.rollback()
    with keyed(database, ROTATING) as both:
        there = sum(map(len, everything.values()))
        assert resealing.sealed_rows(both) == there
        assert reseals(both) == {"resealed": there, "current": 0, "shut": 0}
    with keyed(database, ROTATED) as new:
        assert words(new) == everything
    with keyed(database, Vault.keyed_by(OLD)) as old, pytest.raises(WrongContactKeyError):
        words(old)


def test_a_second_run_writes_nothing(database: Database, everything: dict[str, list[str]]) -> None:
    with keyed(database, ROTATING) as both:
        reseals(both)
        before, told = sealed_bytes(both), both.scalars(select(AuditEvent.number)).all()
        assert reseals(both) == {"resealed": 0, "current": sum(map(len, everything.values())), "shut": 0}
        assert sealed_bytes(both) == before
        assert both.scalars(select(AuditEvent.number)).all() == told


@pytest.mark.parametrize("event", [1, 2, 7])
def test_stopped_on_the_way_another_run_does_the_rest(
    database: Database, everything: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch, event: int
) -> None:
    monkeypatch.setattr(resealing, "BATCH", 1)
    monkeypatch.setattr(resealing, "append", dies_at(event))
    with keyed(database, ROTATING) as both, pytest.raises(KeyboardInterrupt):
        reseals(both)
    monkeypatch.setattr(resealing, "append", append)
    with keyed(database, ROTATING) as both:
        there = sum(map(len, everything.values()))
        assert words(both) == everything
        assert reseals(both) == {"resealed": there - event + 1, "current": event - 1, "shut": 0}
    with keyed(database, ROTATED) as new:
        assert words(new) == everything


def dies_at(event: int) -> Callable[..., None]:
    left = [event]

    def appending(*about: Any) -> None:
        left[0] -= 1
        if not left[0]:
            raise KeyboardInterrupt
        append(*about)

    return appending


def test_rows_are_taken_so_many_at_a_time_and_each_once(
    database: Database, reached: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resealing, "BATCH", 2)
    for name in ("d", "e", "f"):
        given = {"vil": "yes", "epost": EMAIL, "telefon": PHONE}
        answering.save_page(reached.session, reached.begin(name), "kontakt", given, revision=0, now=NOW)
    with keyed(database, ROTATING) as both:
        steps = [(each.column, each.resealed) for each in resealing.reseal(both)]
    assert steps == [("contact.sealed", 2)] * 4 + [("recipient.sealed", 2)]


def test_each_transaction_is_told_by_its_counts(database: Database, reached: Stage) -> None:
    with keyed(database, ROTATING) as both:
        reseals(both)
        told = both.scalars(select(AuditEvent.about).where(AuditEvent.action == "data.reseal")).all()
        assert told == [
            {"column": "contact.sealed", "resealed": 2, "shut": 0},
            {"column": "recipient.sealed", "resealed": 2, "shut": 0},
        ]


def test_what_no_key_opens_is_counted_and_the_rest_is_sealed_anew(database: Database, reached: Stage) -> None:
    with keyed(database, ROTATING) as both:
        both.execute(update(Contact).where(Contact.question_id == "epost").values(sealed=b"x" * 40))
        both.commit()
        assert reseals(both) == {"resealed": 3, "current": 0, "shut": 1}


def test_the_audit_log_is_whole_across_a_change_of_key(database: Database, reached: Stage) -> None:
    with keyed(database, ROTATING) as both:
        reseals(both)
        contacting.add_contacts(both, reached.survey_id, reached.round_ids[0], [contact("g")], key=KEY)
    with keyed(database, ROTATED) as new:
        assert auditing.verify(new).events == len(new.scalars(select(AuditEvent.number)).all())


def test_an_address_is_known_again_across_a_change_of_key(database: Database, reached: Stage) -> None:
    with keyed(database, ROTATING) as both:
        reseals(both)
    with keyed(database, ROTATED) as new:
        same = [contact("b", "b@example.org")]
        contacting.add_contacts(new, reached.survey_id, reached.round_ids[0], same, key=KEY)
        assert len(new.scalars(select(Recipient.id)).all()) == 2


def test_a_respondent_finds_her_address_across_a_change_of_key(database: Database, reached: Stage) -> None:
    key = ResponseKey(reached.survey_id, reached.session.scalars(select(Contact.response_id).distinct()).one())
    reached.session.rollback()
    with keyed(database, ROTATING) as both:
        reseals(both)
    with keyed(database, ROTATED) as new:
        assert answering.open_draft(new, key, NOW).answers["epost"] == EMAIL


def test_only_the_operator_changes_the_key(session: Session) -> None:
    access.act_as(session, access.Person(add_account(session, "kari@example.org")))
    with pytest.raises(NotFoundError):
        next(resealing.reseal(session))
    with pytest.raises(NotFoundError):
        resealing.sealed_rows(session)
