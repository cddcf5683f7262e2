from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.services.answering.merging import Conflict, as_answers, as_fields, at_base, merge

ANSWERS = st.none() | st.integers(0, 3)
FIELDS = st.fixed_dictionaries(dict.fromkeys(("a", "b.1", "b.2"), ANSWERS))


def given_only(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: answer for name, answer in fields.items() if answer is not None}


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "saved", "conflict"),
    [
        (1, 1, 1, 1, False),
        (1, 2, 1, 2, False),
        (1, 1, 2, 2, False),
        (1, 2, 2, 2, False),
        (1, 2, 3, 3, True),
        (1, None, 1, None, False),
        (1, None, 2, 2, True),
        (None, 1, 2, 2, True),
        (None, None, 2, 2, False),
    ],
)
def test_who_changed_a_field_counts(
    base: int | None, mine: int | None, theirs: int | None, saved: int | None, conflict: bool
) -> None:
    merged = merge(["a"], base=given_only({"a": base}), mine=given_only({"a": mine}), theirs=given_only({"a": theirs}))
    assert merged.changes.get("a", [None, theirs])[1] == saved
    assert merged.conflicts == ((Conflict("a", yours=mine, theirs=theirs),) if conflict else ())


@given(base=FIELDS, mine=FIELDS, theirs=FIELDS)
def test_no_answer_is_lost_in_silence(base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    merged = merge(base, base=given_only(base), mine=given_only(mine), theirs=given_only(theirs))
    after = theirs | {field: new for field, (_, new) in merged.changes.items()}
    disputed = {conflict.field for conflict in merged.conflicts}
    for field, was in base.items():
        if mine[field] != was:
            assert after[field] == mine[field] or field in disputed
        if theirs[field] != was:
            assert after[field] == theirs[field]


@given(st.lists(FIELDS, min_size=1, max_size=6), st.data())
def test_the_answers_at_any_revision_are_found_again(saves: list[dict[str, Any]], data: st.DataObject) -> None:
    history = [dict.fromkeys(saves[0]), *saves]
    revisions = [
        {field: [old[field], new[field]] for field in old if old[field] != new[field]} for old, new in pairwise(history)
    ]
    back = data.draw(st.integers(0, len(revisions)))
    assert at_base(given_only(history[-1]), revisions[back:]) == given_only(history[back])


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"B1": "yes", "C4": ["a", "b"], "D2": 0, "E1": {"x": "own", "y": 1.5}, "aktivitet": {"1": "gå", "3": "stå"}},
    ],
)
def test_a_document_taken_apart_is_put_together_again(answers: dict[str, Any]) -> None:
    assert as_answers(as_fields(answers)) == answers


def test_an_empty_answer_is_no_answer() -> None:
    assert as_fields({"a": "", "b": [], "c": {"1": ""}, "d": 0}) == {"d": 0}
