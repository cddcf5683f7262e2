"""What enableWhen says of our conditions is what they mean, by a reading of FHIR's own definition of its operators."""

import operator
import random
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from questionnaires.conditions import Condition, asks_for, holds
from questionnaires.formats.fhir.out_conditions import MISSING, Target, enabling

CODES = frozenset({"dont_know"})
TO = {
    "one": Target("one", "coded", "urn:one"),
    "many": Target("many", "coded", "urn:many"),
    "grid.row": Target("grid.row", "coded", "urn:scale"),
    "count": Target("count", "whole", "urn:count", CODES),
    "share": Target("share", "number"),
    "day": Target("day", "date"),
    "tick": Target("tick", "consent"),
}
DOMAINS: dict[str, tuple[Any, ...]] = {
    "one": (None, "a", "b", "c"),
    "many": (None, ["a"], ["b"], ["a", "b"], ["c"]),
    "grid.row": (None, "1", "2"),
    "count": (None, "dont_know", 0, 1, 2, 3),
    "share": (None, 0.5, 1.5, 2.5),
    "day": (None, "2026-01-01", "2026-06-01", "2026-12-31"),
    "tick": (None, "yes"),
}

FLAT: tuple[dict[str, Any], ...] = (
    {"one": "a"},
    {"one": ["a", "b"]},
    {"many": "a"},
    {"many": ["a", "c"]},
    {"not": {"one": "a"}},
    {"not": {"many": "a"}},
    {"grid.row": "2"},
    {"count": {"at_least": 1, "at_most": 2}},
    {"count": "dont_know"},
    {"count": {"equals": 2}},
    {"share": {"more_than": 1.5}},
    {"share": {"answered": True}},
    {"one": {"answered": False}},
    {"day": {"less_than": "2026-06-01"}},
    {"tick": "yes"},
    {"not": {"tick": "yes"}},
    {"one": "a", "many": "b"},
    {"one": "a", "count": {"less_than": 2}},
    {"any": [{"one": "a"}, {"many": ["b", "c"]}, {"share": {"at_least": 2.5}}]},
    {"all": [{"one": "a"}, {"not": {"many": "b"}}]},
    {"any": [{"not": {"one": "a"}}, {"tick": "yes"}]},
)
NESTED: tuple[dict[str, Any], ...] = (
    {"one": ["a", "b"], "many": "a"},
    {"any": [{"one": "a", "many": "a"}, {"tick": "yes"}]},
    {"not": {"one": ["a", "b"]}},
    {"many": {"at_least": 2}},
    {"count": {"less_than": "share"}},
)

SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
}


def given(answers: Mapping[str, Any], link: str) -> list[Any]:
    """The values that a response would hold at a link id."""
    answer = answers.get(link.removesuffix(MISSING))
    values = answer if isinstance(answer, list) else [] if answer is None else [answer]
    if link == "tick":
        return [True for _value in values]
    return [value for value in values if (value in CODES) is link.endswith(MISSING)]


def is_true(entry: Mapping[str, Any], answers: Mapping[str, Any]) -> bool:
    values = given(answers, entry["question"])
    wanted = next(value for key, value in entry.items() if key.startswith("answer"))
    wanted = wanted["code"] if isinstance(wanted, dict) else wanted
    match entry["operator"]:
        case "exists":
            return bool(values) is wanted
        case "!=":
            # «At least no answer has a value that is equal»: true where nothing is answered.
            return all(value != wanted for value in values)
        case sign:
            return any(SIGNS[sign](value, wanted) for value in values)


def enabled(item: Mapping[str, Any], answers: Mapping[str, Any]) -> bool:
    truths = [is_true(entry, answers) for entry in item["enableWhen"]]
    return any(truths) if item.get("enableBehavior") == "any" else all(truths)


@pytest.mark.parametrize("lines", FLAT, ids=str)
def test_a_flat_condition_means_the_same_in_fhir(lines: dict[str, Any]) -> None:
    condition = Condition(lines)
    item = enabling(condition, TO)
    chance = random.Random(str(lines))
    names = sorted(set(asks_for(condition)))
    for _ in range(200):
        answers = {name: chance.choice(DOMAINS[name]) for name in names}
        assert enabled(item, answers) is holds(condition, answers.get), answers


@pytest.mark.parametrize("lines", NESTED, ids=str)
def test_a_condition_that_fhir_cannot_list_is_said_in_fhirpath(lines: dict[str, Any]) -> None:
    item = enabling(Condition(lines), TO)
    assert "enableWhen" not in item
    assert item["extension"][0]["valueExpression"]["language"] == "text/fhirpath"


@pytest.mark.parametrize("lines", [{"round": 2}, {"earlier.one": "a"}, {"count": {"change_over": 1}}], ids=str)
def test_what_fhir_knows_nothing_of_is_left_to_our_own_extension(lines: dict[str, Any]) -> None:
    assert enabling(Condition(lines), TO) == {}
