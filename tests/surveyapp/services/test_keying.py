"""Answers on paper are keyed in twice, compared, and handed in once like any other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import Paper, Response
from surveyapp.models.errors import NotFoundError, RoundClosedError, RoundNotOpenError, UnknownAnswerError
from surveyapp.models.ids import ResponseKey
from surveyapp.services import accounts, answering, exporting, surveying
from surveyapp.services.answering import (
    AnsweredOnTheWebError,
    Keyed,
    KeyedAlreadyError,
    KeyedByYouError,
    UnknownSheetError,
    UnstorableError,
)
from surveyapp.services.answering.contacts import opened
from tests.surveyapp.services.test_contacts import REACH
from tests.surveyapp.stage import NOW, OLA, Stage, set_up

FIRST = {"har": "yes", "antall": 3, "merknad": "fin"}
OTHER = {**FIRST, "antall": 8, "hvem": ["brukere"]}


@pytest.fixture
def stage(session: Session) -> Stage:
    staged = set_up(session)
    staged.participant("4204")
    return staged


def account(stage: Stage, name: str) -> UUID:
    return accounts.create_account(stage.session, f"{name}@example.org", name, "a long enough password", NOW).id


@pytest.fixture
def kari(stage: Stage) -> UUID:
    return account(stage, "kari")


@pytest.fixture
def ola(stage: Stage) -> UUID:
    return account(stage, "ola")


def key_in(stage: Stage, who: UUID, answers: dict[str, Any], *, sheet: str = "4204", now: datetime = NOW) -> Keyed:
    return answering.key_in(stage.session, stage.survey_id, stage.round_ids[0], sheet, answers, account_id=who, now=now)


def listed(stage: Stage, who: UUID, now: datetime = NOW) -> answering.Papers:
    return answering.papers(stage.session, stage.survey_id, stage.round_ids[0], who, now)


def settle(stage: Stage, paper_id: UUID, chosen: dict[str, Any], now: datetime = NOW) -> str:
    return answering.settle(stage.session, stage.survey_id, stage.round_ids[0], paper_id, chosen, now=now)


def stored(stage: Stage) -> list[Response]:
    return list(stage.session.scalars(select(Response).where(Response.survey_id == stage.survey_id)))


def test_two_equal_entries_are_handed_in_from_paper(stage: Stage, kari: UUID, ola: UUID) -> None:
    assert key_in(stage, kari, FIRST).reference is None
    reference = key_in(stage, ola, FIRST).reference
    (response,) = stored(stage)
    assert (response.mode, response.state, response.reference) == ("paper", "submitted", reference)
    assert response.answers == FIRST
    assert listed(stage, kari).lines[0].reference == reference


def test_no_entry_is_left_when_the_sheet_is_handed_in(stage: Stage, kari: UUID, ola: UUID) -> None:
    key_in(stage, kari, FIRST)
    key_in(stage, ola, FIRST)
    (paper,) = stage.session.scalars(select(Paper))
    assert (paper.first, paper.first_by, paper.first_at, paper.second) == (None, None, None, None)


def test_entries_lie_sealed(stage: Stage, kari: UUID) -> None:
    key_in(stage, kari, {"har": "no", "merknad": "noe hemmelig"})
    (paper,) = stage.session.scalars(select(Paper))
    assert paper.first is not None
    assert b"hemmelig" not in paper.first


def test_what_differs_waits_until_someone_says_what_the_paper_says(stage: Stage, kari: UUID, ola: UUID) -> None:
    key_in(stage, kari, FIRST)
    keyed = key_in(stage, ola, OTHER)
    assert (keyed.reference, keyed.differences, stored(stage)) == (None, 2, [])
    both = answering.compare(stage.session, stage.survey_id, stage.round_ids[0], keyed.paper_id, NOW)
    told = {each.field: (each.first, each.second) for each in both.differences}
    assert told == {"antall": (3, 8), "hvem": (None, ["brukere"])}
    settle(stage, keyed.paper_id, {"antall": 5, "hvem": None})
    assert stored(stage)[0].answers == {**FIRST, "antall": 5}


def test_agreement_is_the_share_of_fields_that_either_entry_has(stage: Stage, kari: UUID, ola: UUID) -> None:
    # har, antall, merknad and hvem; of these har and merknad are the same.
    key_in(stage, kari, FIRST)
    keyed = key_in(stage, ola, OTHER)
    assert (listed(stage, kari).agreed, listed(stage, kari).compared) == (2, 4)
    settle(stage, keyed.paper_id, {"antall": 3, "hvem": None})
    assert (listed(stage, kari).agreed, listed(stage, kari).compared) == (2, 4)


def test_a_sheet_is_found_in_the_export(stage: Stage, kari: UUID, ola: UUID) -> None:
    key_in(stage, kari, FIRST)
    key_in(stage, ola, FIRST)
    table = exporting.export_round(stage.session, stage.survey_id, stage.round_ids[0])
    assert dict(zip(table.header, table.rows[0], strict=True))["antall"] == "3"


def test_the_same_person_keys_in_again_on_another_day(stage: Stage, kari: UUID) -> None:
    key_in(stage, kari, FIRST)
    with pytest.raises(KeyedByYouError):
        key_in(stage, kari, FIRST)
    assert listed(stage, kari).lines[0].yours
    assert key_in(stage, kari, FIRST, now=NOW + timedelta(days=1)).reference


def test_a_third_entry_is_refused(stage: Stage, kari: UUID, ola: UUID) -> None:
    key_in(stage, kari, FIRST)
    keyed = key_in(stage, ola, OTHER)
    with pytest.raises(KeyedAlreadyError):
        key_in(stage, kari, FIRST, now=NOW + timedelta(days=1))
    settle(stage, keyed.paper_id, {"antall": 3, "hvem": None})
    with pytest.raises(KeyedAlreadyError):
        settle(stage, keyed.paper_id, {"antall": 3, "hvem": None})
    assert len(stored(stage)) == 1


def test_what_is_missing_on_paper_is_stored_as_missing(stage: Stage, kari: UUID, ola: UUID) -> None:
    key_in(stage, kari, {"antall": 3})
    key_in(stage, ola, {"antall": 3})
    assert stored(stage)[0].answers == {"antall": 3}


def test_what_the_rule_book_cannot_store_is_refused(stage: Stage, kari: UUID) -> None:
    with pytest.raises(UnstorableError) as refused:
        key_in(stage, kari, {"har": "yes", "antall": 101})
    assert [problem.field for problem in refused.value.problems] == ["antall"]
    assert listed(stage, kari).lines == ()


def test_what_the_answers_lead_past_is_not_kept(stage: Stage, kari: UUID, ola: UUID) -> None:
    for who in (kari, ola):
        key_in(stage, who, {"har": "no", "hvem": ["ansatte"]})
    assert stored(stage)[0].answers == {"har": "no"}


@pytest.mark.parametrize("chosen", [{}, {"antall": 3}, {"antall": 3, "hvem": None, "har": "no"}])
def test_only_what_differs_can_be_chosen(stage: Stage, kari: UUID, ola: UUID, chosen: dict[str, Any]) -> None:
    key_in(stage, kari, FIRST)
    keyed = key_in(stage, ola, OTHER)
    with pytest.raises(UnknownAnswerError):
        settle(stage, keyed.paper_id, chosen)


def test_a_choice_that_cannot_be_stored_is_refused(stage: Stage, kari: UUID, ola: UUID) -> None:
    key_in(stage, kari, FIRST)
    keyed = key_in(stage, ola, OTHER)
    with pytest.raises(UnstorableError):
        settle(stage, keyed.paper_id, {"antall": 500, "hvem": None})
    assert stored(stage) == []


def test_who_has_handed_in_on_the_web_is_not_written_over(stage: Stage, kari: UUID, ola: UUID) -> None:
    key_in(stage, kari, FIRST)
    key = stage.begin()
    answering.save_page(stage.session, key, "plan", {"har": "no"}, revision=0, now=NOW)
    with pytest.raises(AnsweredOnTheWebError) as begun:
        key_in(stage, ola, FIRST)
    answering.submit(stage.session, key, NOW, OLA)
    with pytest.raises(AnsweredOnTheWebError) as done:
        key_in(stage, ola, FIRST)
    assert (begun.value.handed_in, done.value.handed_in) == (False, True)
    assert stored(stage)[0].answers == {"har": "no"}


def test_a_draft_without_answers_gives_way_to_the_paper(stage: Stage, kari: UUID, ola: UUID) -> None:
    stage.begin()
    for who in (kari, ola):
        key_in(stage, who, FIRST)
    assert [(each.mode, each.state) for each in stored(stage)] == [("paper", "submitted")]


def test_paper_may_come_thirty_days_late(stage: Stage, kari: UUID, ola: UUID) -> None:
    # The round's last day is 31 March.
    key_in(stage, kari, FIRST, now=datetime(2026, 4, 30, 12, tzinfo=UTC))
    with pytest.raises(RoundClosedError):
        key_in(stage, ola, FIRST, now=datetime(2026, 5, 1, 12, tzinfo=UTC))
    assert not listed(stage, ola, now=datetime(2026, 5, 1, 12, tzinfo=UTC)).taken


def test_no_paper_comes_before_the_round(stage: Stage, kari: UUID) -> None:
    with pytest.raises(RoundNotOpenError):
        key_in(stage, kari, FIRST, now=datetime(2026, 1, 31, 12, tzinfo=UTC))


def test_a_round_that_was_closed_early_counts_its_days_from_then(stage: Stage, kari: UUID) -> None:
    surveying.close_round(stage.session, stage.survey_id, stage.round_ids[0], NOW)
    with pytest.raises(RoundClosedError):
        key_in(stage, kari, FIRST, now=NOW + timedelta(days=31))


@pytest.mark.parametrize("word", ["", "9999", "4204; DROP TABLE paper", "\x00", "'"])
def test_a_sheet_of_nobody_is_told(stage: Stage, kari: UUID, word: str) -> None:
    with pytest.raises(UnknownSheetError):
        key_in(stage, kari, FIRST, sheet=word)


def test_a_sheet_that_was_keyed_for_the_wrong_person_is_taken_away(stage: Stage, kari: UUID) -> None:
    keyed = key_in(stage, kari, FIRST)
    answering.discard(stage.session, stage.survey_id, stage.round_ids[0], keyed.paper_id)
    assert listed(stage, kari).lines == ()
    with pytest.raises(NotFoundError):
        answering.discard(stage.session, stage.survey_id, stage.round_ids[0], keyed.paper_id)


def test_nobody_can_tell_which_response_an_anonymous_sheet_became(session: Session) -> None:
    stage = set_up(session, privacy="anonymous")
    kari, ola = account(stage, "kari"), account(stage, "ola")
    key_in(stage, kari, FIRST, sheet="17")
    assert key_in(stage, ola, FIRST, sheet="17").reference
    (paper,), (response,) = session.scalars(select(Paper)).all(), stored(stage)
    assert (paper.number, paper.state, paper.reference, paper.first_at) == ("17", "done", None, None)
    assert (response.participant_id, response.started_at, response.submitted_at) == (None, None, None)
    assert {paper.id.version, response.id.version} == {4}
    with pytest.raises(KeyedAlreadyError):
        key_in(stage, kari, FIRST, sheet="17")


def test_contact_data_on_paper_is_sealed_like_the_rest(session: Session) -> None:
    stage = set_up(session, REACH, "confidential")
    stage.participant("4204")
    for who in (account(stage, "kari"), account(stage, "ola")):
        key_in(stage, who, {"vil": "yes", "epost": "kari.sjelden@example.org"})
    (response,) = stored(stage)
    assert response.answers == {"vil": "yes", "epost": True}
    assert opened(session, ResponseKey(stage.survey_id, response.id)) == {"epost": "kari.sjelden@example.org"}


def test_erasing_the_survey_takes_its_sheets_along(stage: Stage, kari: UUID) -> None:
    key_in(stage, kari, FIRST)
    surveying.erase_survey(stage.session, stage.survey_id)
    assert stage.session.scalars(select(Paper)).all() == []
