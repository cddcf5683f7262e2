"""Answers, codebook and data file are three faces of the same thing."""

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from questionnaires.codebook import Codebook, comparability
from questionnaires.loading import load, load_file
from questionnaires.question_types import QUESTION_TYPES
from questionnaires.rows import flatten, unflatten
from questionnaires.scoring import paired_scores, scores
from questionnaires.variables import VARIABLES, codebook
from tests.questionnaires.conftest import EVERYTHING, way

WHOLE = load_file(EVERYTHING)
TEXT = EVERYTHING.read_text(encoding="utf-8")
FULL: dict[str, Any] = {
    "kommune": "0301",
    "plan": "yes",
    "tools": ["psfs"],
    "known": "3",
    "offers": {"day": "own", "night": "none"},
    "places": 12,
    "posts": 2.5,
    "staff": {"ergo": 1.0},
    "since": 2019,
    "short": "hei",
    "activity": {"1": "gå i trapp", "3": "lage mat"},
    "manages": {"1": 3, "3": "not_tried"},
    "why": {"1": "vondt"},
    "begun": "2021-03-14",
    "planned": "2022-01",
    "opens": "08:30",
    "share": 40,
    "budget": 1000,
    "spent": 400,
    "left": 600,
    "postal": "0150",
    "organisation": "983544622",
    "county": "03",
    "agrees": "yes",
    "barriers": ["time", "other"],
    "barriers_other": "været",
    "order": {"time": 2, "other": 1},
    "useful": "3",
    "useful_importance": "2",
    "measure": {"1": "Kurs for ansatte", "2": "Ny brosjyre"},
    "done": {"1": "yes", "2": "no"},
    "with_whom": {"1": ["users", "relatives"], "2": ["users"]},
}
ROW = {
    "kommune": "0301",
    "plan": "yes",
    "tools.psfs": "1",
    "tools.copm": "0",
    "tools.sppb": "0",
    "tools.none": "0",
    "known": "3",
    "offers.day": "own",
    "offers.night": "none",
    "places": "12",
    "posts": "2.5",
    "staff.ergo": "1",
    "since": "2019",
    "short": "hei",
    "activity.1": "gå i trapp",
    "activity.3": "lage mat",
    "manages.1": "3",
    "manages.2": "not_asked",
    "manages.3": "not_tried",
    "manages.4": "not_asked",
    "why.1": "vondt",
    "why.2": "not_asked",
    "why.3": "not_asked",
    "why.4": "not_asked",
    "begun": "2021-03-14",
    "planned": "2022-01",
    "opens": "08:30",
    "share": "40",
    "budget": "1000",
    "spent": "400",
    "left": "600",
    "postal": "0150",
    "organisation": "983544622",
    "county": "03",
    "agrees": "yes",
    "barriers.time": "1",
    "barriers.money": "0",
    "barriers.staff_lack": "0",
    "barriers.other": "1",
    "barriers_other": "været",
    "order.time": "2",
    "order.other": "1",
    "useful": "3",
    "useful_importance": "2",
    "measure.1": "Kurs for ansatte",
    "measure.2": "Ny brosjyre",
    "done.1": "yes",
    "done.2": "no",
    "done.3": "not_asked",
    "with_whom.1.users": "1",
    "with_whom.1.relatives": "1",
    "with_whom.2.users": "1",
    "with_whom.2.relatives": "0",
    "with_whom.3.users": "not_asked",
    "with_whom.3.relatives": "not_asked",
}


def test_every_type_of_question_becomes_variables() -> None:
    assert VARIABLES.keys() == set(QUESTION_TYPES)


def test_a_response_becomes_a_row_and_the_row_the_response() -> None:
    assert flatten(way(WHOLE, FULL)) == ROW
    assert unflatten(WHOLE, ROW) == FULL


def test_what_routing_hid_is_told_apart_from_what_was_not_answered() -> None:
    row = flatten(way(WHOLE, {"plan": "no"}))
    assert row["tools.psfs"] == "not_asked"
    assert "since" not in row


def test_a_missing_code_stands_in_every_variable_of_a_multiple_choice() -> None:
    row = flatten(way(WHOLE, {"plan": "yes", "tools": ["dont_know"]}))
    assert {row[f"tools.{code}"] for code in ("psfs", "copm", "sppb", "none")} == {"dont_know"}
    assert unflatten(WHOLE, row)["tools"] == ["dont_know"]


_codes = st.sampled_from
_documents = st.fixed_dictionaries(
    {},
    optional={
        "plan": _codes(["yes", "no", "dont_know"]),
        "tools": st.lists(_codes(["psfs", "copm", "sppb"]), unique=True, min_size=1).map(
            lambda chosen: [code for code in ("psfs", "copm", "sppb") if code in chosen]
        ),
        "known": _codes(["1", "2", "3", "dont_know"]),
        "offers": st.dictionaries(_codes(["day", "night"]), _codes(["own", "bought", "none"]), min_size=1),
        "places": st.one_of(st.integers(0, 500), st.just("no_figures")),
        "posts": st.integers(0, 500).map(lambda tenths: tenths / 10),
        "activity": st.dictionaries(_codes(["1", "2", "3", "4"]), st.text("abæøå ", min_size=1), min_size=1),
        "manages": st.dictionaries(_codes(["1", "2", "3", "4"]), st.integers(0, 10), min_size=1),
    },
)


@given(_documents)
def test_no_answer_that_counts_is_lost_on_the_way_to_a_file_and_back(answers: dict[str, Any]) -> None:
    assert unflatten(WHOLE, flatten(way(WHOLE, answers))) == way(WHOLE, answers).kept()


def test_the_codebook_survives_json() -> None:
    book = codebook(WHOLE)
    assert Codebook.model_validate_json(book.model_dump_json()) == book


def test_a_variable_carries_what_analysis_needs() -> None:
    book = codebook(WHOLE)
    day, places, known = book.variable("offers.day"), book.variable("places"), book.variable("known")
    assert (day.level, day.subgoal, day.part_label["nb"]) == ("nominal", ("c",), "Dagtilbud")
    assert (places.level, places.low, places.high, places.small_cell, places.merge) == ("number", 0, 500, 10, "sum")
    assert [(entry.code, entry.value) for entry in known.codes] == [("1", 1), ("2", 2), ("3", 3)]
    assert tuple(item.variable for item in book.scores[0].items) == ("manages.1", "manages.2", "manages.3", "manages.4")
    written = {"short", "long", "begun", "planned", "opens", "postal", "organisation", "county", "barriers_other"}
    items = {f"{name}.{slot}" for name in ("activity", "why") for slot in "1234"}
    assert {v.name for v in book.variables if v.sensitive} == written | items | {f"measure.{slot}" for slot in "123"}
    assert not {"email", "phone", "read_this"} & {v.question for v in book.variables}


def test_two_versions_are_compared_variable_by_variable() -> None:
    new = TEXT.replace("{nb: Er planen kjent?, en", "{nb: Er planen godt kjent?, en")
    new = new.replace("      bought: {nb: Kjøpes, en: Bought}\n", "").replace("[own, bought]", "[own]")
    new = new.replace("- id: since", "- id: year").replace(
        "sppb: {nb: SPPB, en: SPPB}", "iplos: {nb: IPLOS, en: IPLOS}"
    )
    found = comparability(codebook(WHOLE), codebook(load(new)))
    assert found["plan"] == "same"
    assert found["known"] == "reworded"
    assert found["offers.day"] == "broken"
    assert found["since"] == "gone"
    assert found["year"] == "new"
    assert (found["tools.sppb"], found["tools.iplos"], found["tools.psfs"]) == ("gone", "new", "same")


def test_a_score_is_the_mean_of_what_was_rated() -> None:
    answers: dict[str, Any] = {
        "activity": {"1": "a", "2": "b", "3": "c"},
        "manages": {"1": 3, "2": 4, "3": "not_tried", "4": 10},
    }
    found = scores(way(WHOLE, answers))["psfs"]
    assert (found.value, found.rated, found.items) == (Fraction(7, 2), 2, 3)


def test_a_change_counts_only_the_items_rated_both_times() -> None:
    first: dict[str, Any] = {"activity": {"1": "a", "2": "b", "3": "c"}, "manages": {"1": 3, "2": 4, "3": 2}}
    later: dict[str, Any] = {"activity": {"1": "a", "2": "b", "3": "c"}, "manages": {"1": 6, "2": 5, "3": "not_tried"}}
    before, after = paired_scores(way(WHOLE, first), way(WHOLE, later))["psfs"]
    assert (before.value, after.value, before.rated, before.items) == (Fraction(7, 2), Fraction(11, 2), 2, 3)
    assert paired_scores(way(WHOLE, first), way(WHOLE, {}))["psfs"][0].value is None
