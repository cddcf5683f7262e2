import json
from typing import Any

import pytest

from questionnaires.formats.surveyjs import read_surveyjs
from questionnaires.formats.surveyjs.expressions import UntranslatableError, tree_of
from questionnaires.loading import load

ASKED: list[dict[str, Any]] = [
    {"type": "boolean", "name": "yesno"},
    {"type": "radiogroup", "name": "one", "choices": ["a", "b b", 3]},
    {"type": "checkbox", "name": "some", "choices": ["x", "y", "z"]},
    {"type": "text", "name": "n", "inputType": "number", "step": 1},
    {"type": "text", "name": "m", "inputType": "number", "step": 1},
    {"type": "rating", "name": "r", "rateMax": 10},
    {"type": "text", "name": "d", "inputType": "date"},
    {"type": "text", "name": "t"},
    {"type": "matrix", "name": "g", "columns": [1, 2, 3], "rows": ["row one", "row2"]},
]


def shown_when(expression: str) -> Any:
    """The condition that the expression becomes; None when it is told as not carried."""
    survey = {"elements": [*ASKED, {"type": "text", "name": "last", "visibleIf": expression}]}
    found = read_surveyjs(json.dumps(survey).encode(), name="s.json")
    place = f"$.elements[{len(ASKED)}].visibleIf"
    entry = next(entry for entry in found.report.entries if entry.place == place)
    condition = load(found.questionnaire_yaml).question("last").show_when
    assert (condition is None) is (entry.outcome == "not carried")
    if condition is None:
        assert expression[:30] in entry.text
    return condition.root if condition else None


@pytest.mark.parametrize(
    ("expression", "condition"),
    [
        ("{yesno} = true", {"yesno": "yes"}),
        ("{yesno} = 'false'", {"yesno": "no"}),
        ("{yesno}", {"yesno": "yes"}),
        ("!{yesno}", {"not": {"yesno": "yes"}}),
        ("{one} = 'b b'", {"one": "b_b"}),
        ("{one} == 3", {"one": "3"}),
        ("'a' = {one}", {"one": "a"}),
        ("{one} <> 'a'", {"not": {"one": "a"}}),
        ("{one} != 'a'", {"not": {"one": "a"}}),
        ("{one} anyof ['a', 3]", {"one": ["a", "3"]}),
        ("{some} contains 'x'", {"some": "x"}),
        ("{some} notcontains 'x'", {"not": {"some": "x"}}),
        ("{some} anyof ['x','y']", {"some": ["x", "y"]}),
        ("{some} allof ['x','y']", {"all": [{"some": "x"}, {"some": "y"}]}),
        ("{some} = ['x','y']", {"all": [{"some": "x"}, {"some": "y"}, {"some": {"equals": 2}}]}),
        ("{some.length} >= 2", {"some": {"at_least": 2}}),
        ("{n} > 3", {"n": {"more_than": 3}}),
        ("3 > {n}", {"n": {"less_than": 3}}),
        ("{n} >= 3.5", {"n": {"at_least": 3.5}}),
        ("{n} < {m}", {"n": {"less_than": "m"}}),
        (
            "{n} <= {m}",
            {
                "any": [
                    {"n": {"at_most": "m"}},
                    {"not": {"any": [{"n": {"answered": True}}, {"m": {"answered": True}}]}},
                ]
            },
        ),
        ("{n} < {m} * 2 + 1", {"n": {"less_than": "((m * 2) + 1)"}}),
        ("{n} > sum({m}, {r})", {"n": {"more_than": "sum(m, r)"}}),
        ("{n} = 3", {"n": {"equals": 3}}),
        ("{r} = 3", {"r": "3"}),
        ("{r} > -1", {"r": {"more_than": -1}}),
        ("{d} > '2020-01-31'", {"d": {"more_than": "2020-01-31"}}),
        ("{t} empty", {"t": {"answered": False}}),
        ("{t} notempty", {"t": {"answered": True}}),
        ("{g.row one} = 2", {"g.row_one": "2"}),
        ("{g.row2} < 3", {"g.row2": {"less_than": 3}}),
        ("{n} > 1 and {n} < 5", {"all": [{"n": {"more_than": 1}}, {"n": {"less_than": 5}}]}),
        ("{n} > 1 && {yesno}", {"all": [{"n": {"more_than": 1}}, {"yesno": "yes"}]}),
        (
            "{yesno} or {n} > 1 and {m} > 1",
            {"any": [{"yesno": "yes"}, {"all": [{"n": {"more_than": 1}}, {"m": {"more_than": 1}}]}]},
        ),
        (
            "({yesno} || {n} > 1) and {m} > 1",
            {"all": [{"any": [{"yesno": "yes"}, {"n": {"more_than": 1}}]}, {"m": {"more_than": 1}}]},
        ),
        ("negate ({n} empty)", {"not": {"n": {"answered": False}}}),
        ("{g} notempty", {"any": [{"g.row_one": {"answered": True}}, {"g.row2": {"answered": True}}]}),
        ("{One} = ' B B '", {"one": "b_b"}),
        ("{one} = 03", {"one": "3"}),
        ("{one} = ''", {"one": {"answered": False}}),
        ("{one} <> undefined", {"one": {"answered": True}}),
        ("{one} anyof ['a', 'never']", {"one": "a"}),
        ("{some.length} < 2", {"any": [{"some": {"less_than": 2}}, {"some": {"answered": False}}]}),
        ("{some.length} = 2", {"some": {"equals": 2}}),
        ("{n} greaterorequal 3", {"n": {"at_least": 3}}),
    ],
)
def test_an_expression_becomes_the_condition_that_says_the_same(expression: str, condition: Any) -> None:
    assert shown_when(expression) == condition


@pytest.mark.parametrize(
    "expression",
    [
        "age({d}) > 18",
        "iif({n} > 1, 'a', 'b') = 'a'",
        "{t} = 'word'",
        "{one} = 'never'",
        "{later} = 1",
        "{some} = 'x'",
        "{n} + {m} > 3 and",
        "{n} > 'many'",
        "today() > {d}",
        "{d} > 3",
        "not ({n} empty)",
        "not {yesno}",
        "{one} contains 'a'",
        "{n} % 2 = 0 = 1",
        "'x'",
        "{n",
        "(" * 60 + "{yesno}" + ")" * 60,
        "{yesno} " + "or {yesno} " * 1000,
        "{n} > " + "-" * 4000 + "{t}",
    ],
)
def test_an_expression_that_conditions_cannot_say_is_told_with_its_words(expression: str) -> None:
    assert shown_when(expression) is None


@pytest.mark.parametrize("expression", ["", "and", "{a} =", "= 1", "[1", "f(", "{a} {b}", "'open", "{a} = 1)", "@"])
def test_what_is_no_expression_is_refused(expression: str) -> None:
    with pytest.raises(UntranslatableError):
        tree_of(expression)
