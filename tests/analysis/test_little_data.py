"""Rounds with next to nothing in them: everything that is computed is a number, and what is not has a reason."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.comparing.results import Comparison, ItemResult
from analysis.disclosure.comparisons import protect
from analysis.disclosure.hiding import EXAMINED, OF_FEW_COUNTS
from tests.analysis.service import Column, about, asked

NAMES = ("nytte", "plan", "kjent", "timer")
GIVEN: dict[str, Sequence[str | None]] = {
    "nytte": ("1", "2", "3", "dont_know", None),
    "plan": ("yes", "no", "dont_know", None),
    "kjent": ("yes", "no", "dont_know", None),
    "timer": ("0", "1", "40", "100", None),
}


def both(first: dict[str, Column], second: dict[str, Column], by: str | None) -> Comparison:
    return asked(first, second, by=by)


def columns(data: st.DataObject, size: int) -> dict[str, Column]:
    return {name: data.draw(st.lists(st.sampled_from(GIVEN[name]), min_size=size, max_size=size)) for name in NAMES}


def codes(question: ItemResult) -> set[str]:
    return {caution.code for caution in question.cautions}


@pytest.mark.parametrize("by", ["id", None])
def test_a_round_in_which_all_answered_alike_says_so_and_has_no_false_p(by: str | None) -> None:
    first: dict[str, Column] = {"nytte": ["2"] * 12, "plan": ["yes"] * 12, "timer": ["5"] * 12}

    found = both(first, first, by)

    for name in first:
        question = about(found, name)
        assert question.tests
        assert {test.p for test in question.tests} == {1.0}
        if name != "plan":
            assert codes(question) & {"no_change", "constant"}
    assert about(found, "plan").verdict in ("cannot_say", "unchanged")
    assert about(found, "nytte").reason == "one_value"


@pytest.mark.parametrize("by", ["id", None])
def test_one_person_gets_numbers_without_intervals_and_no_verdict(by: str | None) -> None:
    found = both({"nytte": ["1"], "timer": ["1"]}, {"nytte": ["3"], "timer": ["3"]}, by)

    for name in ("nytte", "timer"):
        question = about(found, name)
        mean = next(each for each in question.estimates if each.name == "mean_change")
        assert (mean.value, mean.low, mean.high) == (2.0, None, None)
        assert (question.verdict, question.reason) == ("cannot_say", "too_few")
        assert codes(question) & {"no_rank_interval", "one_person"}


@pytest.mark.parametrize("by", ["id", None])
def test_without_any_answer_there_is_no_estimate_no_test_and_no_verdict(by: str | None) -> None:
    nothing: dict[str, Column] = {name: [None] * 6 for name in NAMES}

    found = both(nothing, nothing, by)

    for name in NAMES:
        question = about(found, name)
        assert (question.estimates, question.tests, question.family) == ((), (), None)
        assert question.verdict == "cannot_say"


def test_rounds_without_a_pair_have_no_test_of_pairs() -> None:
    first: dict[str, Column] = {"nytte": ["1", None, "3", None], "plan": ["yes", None, "no", None]}
    second: dict[str, Column] = {"nytte": [None, "2", None, "1"], "plan": [None, "no", None, "no"]}

    found = both(first, second, "id")

    for name in first:
        question = about(found, name)
        assert (question.pairs, question.estimates, question.tests) == (0, (), ())
        assert question.reason == "too_few"


def test_two_rounds_that_do_not_overlap_keep_the_tests_that_can_be_made() -> None:
    found = about(both({"nytte": ["1"] * 9}, {"nytte": ["3"] * 8}, None), "nytte")

    assert "separated" in codes(found) or "constant" in codes(found)
    assert {"mann_whitney", "linear_by_linear"} <= {test.name for test in found.tests}
    assert all(test.p is not None and 0 < test.p < 0.001 for test in found.tests)


@settings(max_examples=15, deadline=None)
@given(data=st.data(), by=st.sampled_from(["id", None]))
def test_every_p_is_one_and_every_estimate_lies_in_its_interval(data: st.DataObject, by: str | None) -> None:
    size = data.draw(st.integers(0, 9))
    first, second = (columns(data, size) for _ in range(2))

    found = both(first, second, by)

    for question in found.questions:
        for test in question.tests:
            assert test.p is not None
            assert 0 < test.p <= 1
        for estimate in question.estimates:
            assert estimate.value is not None
            assert (estimate.low is None) == (estimate.high is None)
            if estimate.low is not None and estimate.high is not None:
                assert estimate.low - 1e-12 <= estimate.value <= estimate.high + 1e-12
            assert estimate.method


@settings(max_examples=15, deadline=None)
@given(data=st.data(), by=st.sampled_from(["id", None]))
def test_where_a_number_is_hidden_nothing_is_left_that_is_made_of_few_counts(
    data: st.DataObject, by: str | None
) -> None:
    size = data.draw(st.integers(8, 30))
    first, second = (columns(data, size) for _ in range(2))

    for question in protect(both(first, second, by)).questions:
        left = {each.name for each in question.estimates} | {each.name for each in question.tests}
        if "suppressed" in codes(question):
            assert left <= EXAMINED
            assert not codes(question) & OF_FEW_COUNTS
        for test in question.tests:
            if question.suppressed and test.p is None:
                assert (test.p_adjusted, test.p_fdr) == (None, None)
