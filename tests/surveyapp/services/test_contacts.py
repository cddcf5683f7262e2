"""How to reach a person: answered like the rest, kept apart from it, unreadable without its key, gone on its date."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from questionnaires.loading import load
from questionnaires.variables import codebook_of
from surveyapp.models import Base, Contact, Response, Revision
from surveyapp.models.engine import open_engine
from surveyapp.models.errors import IncompleteError, WrongPrivacyError
from surveyapp.models.ids import ResponseKey
from surveyapp.models.vault import MissingContactKeyError, Vault, WrongContactKeyError
from surveyapp.services import answering, exporting, importing, retaining, surveying
from surveyapp.services.answering import Conflict, Saved
from surveyapp.services.importing import ImportLimits, ImportRefusedError
from surveyapp.services.surveying import RoundPlan
from tests.databases import Database
from tests.surveyapp.stage import NOW, Stage, set_up

REACH = load(
    """
id: reach
title: {nb: Kontakt}
languages: [nb]
unit: person
about: {nb: Om kontakten.}
pages:
  - id: kontakt
    title: {nb: Kontakt}
    questions:
      - id: vil
        type: choice
        text: {nb: Vil du høre fra oss?}
        choices:
          yes: {nb: Ja}
          no: {nb: Nei}
      - id: epost
        type: email
        text: {nb: E-postadresse}
        show_when: {vil: yes}
        required: true
        when_empty: {nb: Skriv e-postadressen din.}
      - id: telefon
        type: phone
        text: {nb: Telefonnummer}
  - id: mer
    title: {nb: Mer}
    show_when: {epost: {answered: true}}
    questions:
      - id: om
        type: short_text
        text: {nb: Hva vil du høre om?}
""",
    "reach.yaml",
)
EMAIL, OTHER, PHONE = "kari.sjelden@example.org", "kari.annen@example.org", "99887766"


@pytest.fixture
def stage(session: Session) -> Stage:
    return set_up(session, REACH, privacy="confidential")


@pytest.fixture
def key(stage: Stage) -> ResponseKey:
    return stage.begin()


def save(session: Session, key: ResponseKey, answers: dict[str, Any], revision: int = 0) -> Saved:
    return answering.save_page(session, key, "kontakt", answers, revision=revision, now=NOW)


def answers_in(session: Session, key: ResponseKey) -> dict[str, Any]:
    return answering.open_draft(session, key, NOW).answers


def everything_in(session: Session) -> str:
    """Every cell of every table; bytes as the letters they would be."""
    session.rollback()
    cells = [
        cell.decode("latin-1") if isinstance(cell, bytes) else str(cell)
        for table in Base.metadata.sorted_tables
        for row in session.execute(select(table))
        for cell in row
    ]
    return "\n".join(cells)


def test_it_is_shown_back_and_decides_what_comes_next(session: Session, key: ResponseKey) -> None:
    saved = save(session, key, {"vil": "yes", "epost": EMAIL})
    assert (saved.next_page, saved.problems) == ("mer", ())
    assert saved.answers == answers_in(session, key) == {"vil": "yes", "epost": EMAIL}


def test_it_must_be_given_where_it_is_asked_for(session: Session, key: ResponseKey) -> None:
    saved = save(session, key, {"vil": "yes", "telefon": "ring meg"})
    assert [(problem.field, problem.kind) for problem in saved.problems] == [
        ("epost", "empty"),
        ("telefon", "not_a_phone"),
    ]
    with pytest.raises(IncompleteError, match="epost"):
        answering.submit(session, key, NOW)


def test_it_stands_in_no_table_and_no_log(
    session: Session, stage: Stage, key: ResponseKey, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        session.get_bind().engine.echo = "debug"
        save(session, key, {"vil": "yes", "epost": OTHER, "telefon": PHONE})
        save(session, key, {"vil": "yes", "epost": EMAIL, "telefon": PHONE}, revision=1)
        answering.save_page(session, key, "mer", {"om": "svarene"}, revision=2, now=NOW)
        drafted = everything_in(session)
        answering.submit(session, key, NOW)
        session.get_bind().engine.echo = False
    held = everything_in(session)
    assert len(caplog.records) > 20
    for words in (EMAIL, OTHER, PHONE):
        assert words not in drafted
        assert words not in held
        assert words not in caplog.text
    assert "svarene" in held
    assert session.scalar(select(func.count()).select_from(Contact)) == 2
    assert session.scalars(select(Response.answers)).one() == {
        "vil": "yes",
        "epost": True,
        "telefon": True,
        "om": "svarene",
    }


def test_a_revision_tells_only_that_it_changed(session: Session, key: ResponseKey) -> None:
    save(session, key, {"vil": "yes", "epost": EMAIL})
    save(session, key, {"vil": "yes", "epost": OTHER}, revision=1)
    save(session, key, {"vil": "yes"}, revision=2)
    changes = session.scalars(select(Revision.changes).order_by(Revision.number)).all()
    assert changes == [
        {"vil": [None, "yes"], "epost": [None, True]},
        {"epost": [True, True]},
        {"epost": [True, None]},
    ]
    assert session.scalar(select(func.count()).select_from(Contact)) == 0


def test_two_tabs_that_give_the_same_are_not_asked(session: Session, key: ResponseKey) -> None:
    save(session, key, {"vil": "yes", "epost": EMAIL})
    assert save(session, key, {"vil": "yes", "epost": EMAIL}).conflicts == ()


def test_two_tabs_that_give_different_are_asked(session: Session, key: ResponseKey) -> None:
    save(session, key, {"vil": "yes", "epost": EMAIL})
    late = save(session, key, {"vil": "yes", "epost": OTHER})
    assert late.conflicts == (Conflict("epost", yours=OTHER, theirs=EMAIL),)
    assert answers_in(session, key)["epost"] == EMAIL
    save(session, key, {"vil": "yes", "epost": OTHER}, revision=late.revision)
    assert answers_in(session, key)["epost"] == OTHER


def test_a_tab_that_left_it_empty_takes_nothing_out(session: Session, key: ResponseKey) -> None:
    save(session, key, {"vil": "yes", "telefon": PHONE})
    late = save(session, key, {"vil": "yes", "epost": EMAIL})
    assert late.conflicts == ()
    assert answers_in(session, key) == {"vil": "yes", "epost": EMAIL, "telefon": PHONE}


def test_a_tab_from_before_a_change_writes_nothing_over(session: Session, key: ResponseKey) -> None:
    save(session, key, {"vil": "yes", "epost": EMAIL})
    save(session, key, {"vil": "yes", "epost": OTHER}, revision=1)
    late = save(session, key, {"vil": "yes", "epost": EMAIL, "telefon": PHONE}, revision=1)
    assert late.conflicts == (Conflict("epost", yours=EMAIL, theirs=OTHER),)
    assert answers_in(session, key) == {"vil": "yes", "epost": OTHER, "telefon": PHONE}


def test_what_is_hidden_at_handing_in_is_destroyed_at_once(session: Session, key: ResponseKey) -> None:
    save(session, key, {"vil": "yes", "epost": EMAIL, "telefon": PHONE})
    save(session, key, {"vil": "no", "epost": EMAIL, "telefon": PHONE}, revision=1)
    answering.submit(session, key, NOW)
    assert session.scalars(select(Contact.question_id)).all() == ["telefon"]


def test_a_receipt_needs_no_key(database: Database, session: Session, key: ResponseKey) -> None:
    save(session, key, {"vil": "yes", "epost": EMAIL})
    receipt = answering.submit(session, key, NOW)
    engine = open_engine(database.url)
    with Session(engine) as other:
        assert answering.receipt(other, key) == receipt
    engine.dispose()


def test_without_its_key_nobody_reads_it(database: Database, session: Session, key: ResponseKey) -> None:
    save(session, key, {"vil": "yes", "epost": EMAIL})
    for vault, error in ((None, MissingContactKeyError), (Vault.keyed_by("x" * 40), WrongContactKeyError)):
        engine = open_engine(database.url, vault)
        with Session(engine) as other, pytest.raises(error, match="CONTACT_KEY"):
            answering.open_draft(other, key, NOW)
        engine.dispose()


@pytest.mark.parametrize("other_question", [True, False])
def test_what_is_moved_to_another_row_does_not_open(session: Session, stage: Stage, other_question: bool) -> None:
    mine, theirs = stage.begin("a"), stage.begin("b")
    save(session, mine, {"vil": "yes", "epost": EMAIL, "telefon": PHONE})
    save(session, theirs, {"vil": "yes", "epost": OTHER})
    to, source = (mine, "telefon") if other_question else (theirs, "epost")
    sealed = session.scalars(
        select(Contact.sealed).where(Contact.response_id == to.id, Contact.question_id == source)
    ).one()
    session.execute(
        update(Contact).where(Contact.response_id == mine.id, Contact.question_id == "epost").values(sealed=sealed)
    )
    session.commit()
    with pytest.raises(WrongContactKeyError):
        answering.open_draft(session, mine, NOW)


def test_it_goes_ninety_days_after_the_last_day(session: Session, key: ResponseKey) -> None:
    save(session, key, {"vil": "yes", "epost": EMAIL, "telefon": PHONE})
    answering.save_page(session, key, "mer", {"om": "svarene"}, revision=1, now=NOW)
    answering.submit(session, key, NOW)
    assert set(session.scalars(select(Contact.destroy_on))) == {date(2026, 6, 29)}
    assert retaining.retain(session, datetime(2026, 6, 28, 12, tzinfo=UTC)).contacts == 0
    assert retaining.retain(session, datetime(2026, 6, 29, 12, tzinfo=UTC)).contacts == 2
    assert session.scalar(select(func.count()).select_from(Contact)) == 0
    assert session.scalar(select(func.count()).select_from(Response)) == 1


def test_it_goes_the_sooner_when_the_round_is_closed_early(session: Session, stage: Stage, key: ResponseKey) -> None:
    save(session, key, {"vil": "yes", "epost": EMAIL})
    surveying.close_round(session, stage.survey_id, stage.round_ids[0], NOW)
    assert session.scalars(select(Contact.destroy_on)).one() == date(2026, 5, 31)
    surveying.close_round(session, stage.survey_id, stage.round_ids[0], datetime(2027, 1, 1, tzinfo=UTC))
    session.expire_all()
    assert session.scalars(select(Contact.destroy_on)).one() == date(2026, 5, 31)


def test_an_erased_survey_takes_it_along(session: Session, stage: Stage, key: ResponseKey) -> None:
    save(session, key, {"vil": "yes", "epost": EMAIL})
    surveying.erase_survey(session, stage.survey_id)
    assert session.scalar(select(func.count()).select_from(Contact)) == 0


def test_an_anonymous_survey_may_not_ask_for_it(session: Session) -> None:
    with pytest.raises(WrongPrivacyError, match=r"Version 1 asks how to reach a person \(epost, telefon\)"):
        set_up(session, REACH, privacy="anonymous")


@pytest.mark.parametrize("destroyed", [False, True])
def test_an_export_tells_what_hangs_on_it_and_nothing_of_itself(
    session: Session, stage: Stage, key: ResponseKey, destroyed: bool
) -> None:
    save(session, key, {"vil": "yes", "epost": EMAIL, "telefon": PHONE})
    answering.save_page(session, key, "mer", {"om": "svarene"}, revision=1, now=NOW)
    answering.submit(session, key, NOW)
    if destroyed:
        retaining.retain(session, datetime(2027, 1, 1, tzinfo=UTC))
    table = exporting.export_round(session, stage.survey_id, stage.round_ids[0], texts=True)
    assert table.header == ("participant", "vil", "om")
    assert table.rows == (("4204", "yes", "svarene"),)
    assert [variable.name for variable in codebook_of(REACH).variables] == ["vil", "om"]


def test_a_file_that_holds_it_is_not_taken_in(session: Session, stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "runde.csv"
    path.write_text(f"id,vil,epost\n1,yes,{EMAIL}\n", "utf-8")
    with pytest.raises(ImportRefusedError, match=r"runde\.csv:1:epost: no variable") as refused:
        importing.import_round(
            session,
            stage.survey_id,
            stage.round_ids[0],
            path,
            key_column="id",
            limits=ImportLimits(10_000, 10),
            now=NOW,
        )
    assert EMAIL not in str(refused.value)


def test_a_later_version_cannot_bring_it_into_an_anonymous_survey(session: Session, stage: Stage) -> None:
    survey = surveying.create_survey(
        session,
        stage.organisation_id,
        stage.questionnaire_id,
        title="Uten navn",
        privacy="anonymous",
        synthetic=False,
        now=NOW,
    )
    plan = RoundPlan(stage.version_id, "1", date(2026, 2, 1), date(2026, 3, 31))
    with pytest.raises(WrongPrivacyError):
        surveying.add_round(session, survey.id, plan)
    assert surveying.overview(session, survey.id, NOW) == ()
