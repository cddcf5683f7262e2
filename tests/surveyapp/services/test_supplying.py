"""Lists that come with a participant: an item keeps its slot for good, so it can be followed over the quarters."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from questionnaires.loading import load
from surveyapp.models import Organisation, Participant
from surveyapp.models.errors import AlreadySubmittedError
from surveyapp.models.ids import ResponseKey, uuid7
from surveyapp.services import answering, exporting, inviting, publishing, surveying
from surveyapp.services.inviting import Supplied, SupplyRefusedError
from surveyapp.services.surveying import RoundPlan
from tests.rounds import add_released
from tests.surveyapp.stage import NOW, OLA, Stage, set_up

TEXT = """
id: tiltak
title: {nb: Tiltak}
languages: [nb]
unit: person
about: {nb: Om tiltakene.}
pages:
  - id: plan
    title: {nb: Planen}
    questions:
      - id: tiltak
        type: supplied_list
        at_most: 4
        text: {nb: Disse tiltakene står i planen.}
      - id: kommentar
        type: short_text
        text: {nb: Kommentar}
  - id: status
    title: {nb: Status}
    for_each: tiltak
    questions:
      - id: status
        type: choice
        text: {nb: "Hvor langt er {tiltak}?"}
        choices:
          begun: {nb: I gang}
          done: {nb: Ferdig}
"""
MEASURES = load(TEXT, "tiltak.yaml")


@pytest.fixture
def stage(session: Session) -> Stage:
    made = set_up(session, MEASURES, rounds=3)
    made.participant("4204")
    return made


def supply(stage: Stage, *items: str, participant: str = "4204", question: str = "tiltak") -> Supplied:
    return inviting.supply_lists(stage.session, stage.survey_id, {participant: {question: list(items)}}, NOW)


def on_the_list(stage: Stage, participant: str = "4204") -> dict[str, Any]:
    found = select(Participant.lists).where(Participant.key == participant)
    listed: dict[str, Any] = stage.session.scalars(found).one().get("tiltak", {})
    return listed


def hand_in(stage: Stage, round_number: int, status: dict[str, str]) -> ResponseKey:
    key = stage.begin("4204", round_number)
    answering.save_page(stage.session, key, "status", {"status": status}, revision=0, now=NOW)
    answering.submit(stage.session, key, NOW, OLA)
    return key


def test_what_is_supplied_meets_the_participant(session: Session, stage: Stage) -> None:
    assert supply(stage, "Hverdagsrehabilitering", "Lærings- og mestringstilbud") == Supplied(1, 2, 0)
    draft = answering.open_draft(session, stage.begin("4204"), NOW)
    listed = {"tiltak": {"1": "Hverdagsrehabilitering", "2": "Lærings- og mestringstilbud"}}
    assert draft.answers == draft.setting.carried == listed
    assert [one.field for one in draft.route.asked() if one.question.id == "status"] == ["status.1", "status.2"]


def test_an_item_keeps_its_slot_and_no_other_gets_it(stage: Stage) -> None:
    supply(stage, "a", "b")
    supply(stage, "c", "b")
    assert on_the_list(stage) == {"2": "b", "3": "c"}
    supply(stage, "c", "b", "a")
    assert on_the_list(stage) == {"1": "a", "2": "b", "3": "c"}
    supply(stage)
    assert on_the_list(stage) == {}
    supply(stage, "d", "c")
    assert on_the_list(stage) == {"3": "c", "4": "d"}


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=6, unique=True), min_size=1, max_size=5))
def test_over_any_supplies_a_slot_belongs_to_one_item(session: Session, supplies: list[list[str]]) -> None:
    stage = set_up(session, load(TEXT.replace("at_most: 4", "at_most: 8"), "tiltak.yaml"), owner=str(uuid7()))
    stage.participant("4204")
    slots: dict[str, set[str]] = {}
    for items in supplies:
        inviting.supply_lists(session, stage.survey_id, {"4204": {"tiltak": items}}, NOW)
        person = session.scalars(select(Participant).where(Participant.survey_id == stage.survey_id)).one()
        listed = person.lists.get("tiltak", {})
        assert sorted(listed.values()) == sorted(items)
        for slot, item in listed.items():
            slots.setdefault(slot, set()).add(item)
    assert all(len(items) == 1 for items in slots.values())
    assert len(slots) == len({item for items in supplies for item in items})
    surveying.erase_survey(session, stage.survey_id)
    session.rollback()


def test_the_same_words_are_the_same_however_they_are_typed(stage: Stage) -> None:
    supply(stage, "Gå på tur")
    supply(stage, "Ny", " Ga\u030a  pa\u030a\u00a0tur ")
    assert on_the_list(stage) == {"1": "Gå på tur", "2": "Ny"}


def test_other_participants_and_lists_stay_as_they_are(stage: Stage) -> None:
    stage.participant("0301")
    supply(stage, "a")
    supply(stage, "b", participant="0301")
    assert (on_the_list(stage), on_the_list(stage, "0301")) == ({"1": "a"}, {"1": "b"})


@pytest.mark.parametrize(
    ("items", "place", "text"),
    [
        (["a", " "], 1, "the item is empty."),
        (["a\nb"], 0, "the item holds a line break or control character. Take it out."),
        (["\ud800"], 0, "the item holds a line break or control character. Take it out."),
        (["x" * 201], 0, "the item has 201 characters. Shorten it to 200."),
        (["a", "b", "a "], 2, "'a' is on the list already. Keep one of them."),
        (list("abcde"), 4, "there are 4 slots, and 0 are taken for good. Publish a version with a larger at_most."),
    ],
)
def test_an_item_that_cannot_be_is_told(stage: Stage, items: list[str], place: int, text: str) -> None:
    with pytest.raises(SupplyRefusedError) as refused:
        supply(stage, *items)
    assert [(each.place, each.text) for each in refused.value.problems] == [(place, text)]


def test_slots_that_are_taken_for_good_run_out(stage: Stage) -> None:
    supply(stage, "a", "b", "c")
    with pytest.raises(SupplyRefusedError, match="there are 4 slots, and 3 are taken for good"):
        supply(stage, "d", "e")


def test_all_that_is_wrong_is_told_and_nothing_changed(session: Session, stage: Stage) -> None:
    supply(stage, "a")
    lists = {"4204": {"tiltak": ["b"], "kommentar": ["c"]}, "9999": {"tiltak": ["d", "d"]}}
    with pytest.raises(SupplyRefusedError) as refused:
        inviting.supply_lists(session, stage.survey_id, lists, NOW)
    assert [(each.participant, each.question, each.place) for each in refused.value.problems] == [
        ("4204", "kommentar", None),
        ("9999", "tiltak", None),
        ("9999", "tiltak", 1),
    ]
    assert "There is: tiltak." in str(refused.value)
    assert on_the_list(stage) == {"1": "a"}


def test_a_list_is_for_rounds_that_are_not_over(session: Session, stage: Stage) -> None:
    late = datetime(2027, 1, 1, tzinfo=UTC)
    with pytest.raises(SupplyRefusedError, match="no round that is open or planned"):
        inviting.supply_lists(session, stage.survey_id, {"4204": {"tiltak": ["a"]}}, late)


def test_the_round_with_the_fewest_slots_decides(session: Session, stage: Stage) -> None:
    longer = load(TEXT.replace("at_most: 4", "at_most: 9"), "tiltak.yaml")
    owner = surveying.find_survey(session, stage.survey_id).organisation_id
    version = publishing.publish(session, session.get_one(Organisation, owner), longer, NOW)
    add_released(session, stage.survey_id, RoundPlan(version.id, "Neste", date(2026, 5, 1), date(2026, 6, 1)))
    with pytest.raises(SupplyRefusedError, match="there are 4 slots"):
        supply(stage, *"abcde")
    for round_id in stage.round_ids:
        surveying.close_round(session, stage.survey_id, round_id, NOW)
    assert supply(stage, *"abcde").items == 5


def test_a_response_keeps_the_list_that_it_was_begun_with(session: Session, stage: Stage) -> None:
    supply(stage, "a", "b")
    begun = stage.begin("4204", 1)
    assert supply(stage, "b", "c").begun == 1
    assert answering.open_draft(session, begun, NOW).answers == {"tiltak": {"1": "a", "2": "b"}}
    assert answering.open_draft(session, stage.begin("4204", 2), NOW).answers == {"tiltak": {"2": "b", "3": "c"}}
    answering.submit(session, begun, NOW, OLA)
    with pytest.raises(AlreadySubmittedError):
        answering.open_draft(session, begun, NOW)
    assert supply(stage, "b").begun == 1


def test_a_measure_is_followed_from_quarter_to_quarter(session: Session, stage: Stage) -> None:
    supply(stage, "Hverdagsrehabilitering", "Kurs")
    hand_in(stage, 1, {"1": "begun", "2": "begun"})
    supply(stage, "Treningstilbud", "Kurs")
    hand_in(stage, 2, {"2": "done", "3": "begun"})
    first, second = (
        exporting.export_round(session, stage.survey_id, round_id, texts=True) for round_id in stage.round_ids[:2]
    )
    assert first.header == second.header
    rows = [dict(zip(table.header, table.rows[0], strict=True)) for table in (first, second)]
    assert [row["tiltak.2"] for row in rows] == ["Kurs", "Kurs"]
    assert [row["status.2"] for row in rows] == ["begun", "done"]
    assert [rows[0][name] for name in ("tiltak.1", "status.1", "tiltak.3", "status.3")] == [
        *("Hverdagsrehabilitering", "begun"),
        *("", "not_asked"),
    ]
    assert [rows[1][name] for name in ("tiltak.1", "status.1", "tiltak.3", "status.3")] == [
        *("", "not_asked"),
        *("Treningstilbud", "begun"),
    ]
    without = exporting.export_round(session, stage.survey_id, stage.round_ids[0])
    assert without.header == ("participant", "status.1", "status.2", "status.3", "status.4")
