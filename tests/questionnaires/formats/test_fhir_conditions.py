"""Groups, nesting and enableWhen: what is asked when, in a form from another system."""

from typing import Any

import pytest

from tests.questionnaires.formats.fhir_forms import (
    HL7,
    SDC,
    asked,
    coded,
    control,
    extension,
    form,
    item,
    read,
    told,
    when,
)

BEFORE = (
    item("bool", "boolean"),
    item("tick", "boolean", extension=[control("check-box")]),
    item("one", "choice", answerOption=coded("a", "b", "c")),
    item("many", "choice", repeats=True, answerOption=coded("a", "b")),
    item("word", "choice", answerOption=[{"valueString": "Red wine"}, {"valueString": "Tea"}]),
    item("int", "integer"),
    item("dec", "decimal"),
    item("qty", "quantity"),
    item("day", "date"),
    item("stamp", "dateTime"),
    item("clock", "time"),
    item("line", "string"),
)


@pytest.mark.parametrize(
    ("condition", "becomes"),
    [
        (when("bool", "=", answerBoolean=True), {"bool": "yes"}),
        (when("bool", "=", answerBoolean=False), {"bool": "no"}),
        (when("bool", "!=", answerBoolean=True), {"not": {"bool": "yes"}}),
        (when("tick", "=", answerBoolean=True), {"tick": "yes"}),
        (when("tick", "=", answerBoolean=False), {"not": {"tick": "yes"}}),
        (when("one", "=", answerCoding={"code": "b"}), {"one": "b"}),
        (when("one", "!=", answerCoding={"code": "b"}), {"not": {"one": "b"}}),
        (when("many", "=", answerCoding={"code": "a"}), {"many": "a"}),
        (when("word", "=", answerString="Red wine"), {"word": "Red_wine"}),
        (when("line", "exists", answerBoolean=True), {"line": {"answered": True}}),
        (when("one", "exists", answerBoolean=False), {"one": {"answered": False}}),
        (when("int", "=", answerInteger=3), {"int": {"equals": 3}}),
        (when("int", ">", answerInteger=3), {"int": {"more_than": 3}}),
        (when("dec", "<", answerDecimal=0.5), {"dec": {"less_than": 0.5}}),
        (when("int", ">=", answerInteger=3), {"int": {"at_least": 3}}),
        (when("dec", "<=", answerDecimal=2.5), {"dec": {"at_most": 2.5}}),
        (when("qty", ">", answerQuantity={"value": 70, "unit": "kg"}), {"qty": {"more_than": 70}}),
        (when("day", ">=", answerDate="2026-01-31"), {"day": {"at_least": "2026-01-31"}}),
        (when("stamp", "<", answerDateTime="2026-01-31T12:00:00Z"), {"stamp": {"less_than": "2026-01-31"}}),
        (when("clock", ">", answerTime="08:30:00"), {"clock": {"more_than": "08:30"}}),
    ],
)
def test_every_operator_is_a_condition(condition: dict[str, Any], becomes: dict[str, Any]) -> None:
    assert asked(*BEFORE, item("q", "string", enableWhen=[condition]))["q"]["show_when"] == becomes


TWO = [when("bool", "=", answerBoolean=True), when("one", "=", answerCoding={"code": "a"})]


@pytest.mark.parametrize(
    ("conditions", "behaviour", "becomes"),
    [
        (TWO, "all", {"bool": "yes", "one": "a"}),
        (TWO, "any", {"any": [{"bool": "yes"}, {"one": "a"}]}),
        ([when("one", "=", answerCoding={"code": code}) for code in "ab"], "any", {"one": ["a", "b"]}),
        (
            [when("int", ">", answerInteger=1), when("int", "<", answerInteger=9)],
            "all",
            {"all": [{"int": {"more_than": 1}}, {"int": {"less_than": 9}}]},
        ),
    ],
)
def test_several_conditions_all_hold_or_one_is_enough(
    conditions: list[dict[str, Any]], behaviour: str, becomes: dict[str, Any]
) -> None:
    found = asked(*BEFORE, item("q", "string", enableWhen=conditions, enableBehavior=behaviour))
    assert found["q"]["show_when"] == becomes


LOST = [
    when("nowhere", "=", answerBoolean=True),
    when("later", "=", answerBoolean=True),
    when("line", "=", answerString="yes"),
    when("one", "=", answerCoding={"code": "unknown"}),
    when("one", "~", answerCoding={"code": "a"}),
    when("day", ">", answerDate="soon"),
]


@pytest.mark.parametrize("lost", LOST)
def test_a_condition_that_cannot_be_said_asks_more_people_and_requires_nothing(lost: dict[str, Any]) -> None:
    questionnaire, report = read(
        form(*BEFORE, item("q", "string", required=True, enableWhen=[lost]), item("later", "boolean"))
    )
    question = questionnaire.question("q")
    assert question.show_when is None
    assert not question.required
    assert "enableWhen" in told(report, "not carried")
    assert "is optional" in told(report, "changed")


@pytest.mark.parametrize(("behaviour", "left"), [("all", {"bool": "yes"}), ("any", None)])
def test_of_several_conditions_those_that_can_be_said_are_kept_only_where_that_asks_nobody_less(
    behaviour: str, left: dict[str, Any] | None
) -> None:
    conditions = [when("bool", "=", answerBoolean=True), when("line", "=", answerString="x")]
    found = asked(*BEFORE, item("q", "string", enableWhen=conditions, enableBehavior=behaviour))
    assert found["q"].get("show_when") == left


def test_a_condition_in_fhirpath_is_told() -> None:
    clever = extension(f"{SDC}enableWhenExpression", valueExpression={"expression": "%patient.age() > 17"})
    _questionnaire, report = read(form(item("q", "string", required=True, extension=[clever])))
    assert f"extension({SDC}enableWhenExpression)" in told(report, "not carried")


def test_a_condition_in_fhirpath_says_who_is_asked_instead() -> None:
    clever = [extension(f"{SDC}enableWhenExpression", valueExpression={"expression": "%age > 18"})]
    _questionnaire, report = read(form(item("q", "string", extension=clever)))
    assert "enableWhenExpression) -> A condition in FHIRPath is not read: the item is shown to everybody" in str(report)


def test_groups_are_pages_and_what_stands_outside_has_a_page_too() -> None:
    questionnaire, _report = read(
        form(
            item("loose", "boolean"),
            item("g1", "group", "One", item=[item("a", "boolean")]),
            item("g2", "group", None, item=[item("b", "boolean")]),
            item("last", "boolean"),
        )
    )
    assert [(page.title.plain["en"], [each.id for each in page.questions]) for page in questionnaire.pages] == [
        ("Page 1", ["loose"]),
        ("One", ["a"]),
        ("Page 3", ["b"]),
        ("Page 4", ["last"]),
    ]


def test_groups_inside_groups_lie_flat_with_the_conditions_of_all_around_them() -> None:
    inner = item("deep", "boolean", enableWhen=[when("one", "=", answerCoding={"code": "a"})])
    middle = item("g2", "group", "Inner", enableWhen=[when("bool", "=", answerBoolean=True)], item=[inner])
    questionnaire, report = read(form(*BEFORE, item("g1", "group", "Outer", item=[middle])))
    outer = questionnaire.pages[-1]
    conditions = [question.show_when.root if question.show_when else None for question in outer.questions]
    assert [question.id for question in outer.questions] == ["g2", "deep"]
    assert conditions == [{"bool": "yes"}, {"all": [{"bool": "yes"}, {"one": "a"}]}]
    assert "'g2' is a part of the page 'g1'" in told(report, "changed")


def test_a_group_with_a_condition_is_a_page_with_one() -> None:
    condition = [when("bool", "=", answerBoolean=True)]
    questionnaire, _report = read(
        form(*BEFORE, item("g", "group", "G", enableWhen=condition, item=[item("q", "boolean")]))
    )
    shown = questionnaire.page("g").show_when
    assert shown is not None
    assert shown.root == {"bool": "yes"}


def test_items_under_a_question_follow_it() -> None:
    under = item("q.1", "string", enableWhen=[when("q", "=", answerBoolean=True)])
    assert list(asked(item("q", "boolean", item=[under, item("q.help", "display", "Help")]))) == ["q", "q_1"]


def test_a_table_of_choices_is_a_grid() -> None:
    rows = [item(f"r{n}", "choice", f"Row {n}", answerOption=coded("a", "b")) for n in (1, 2)]
    table = item("t", "group", "Table", extension=[control("table")], item=rows)
    after = item("q", "string", enableWhen=[when("r2", "=", answerCoding={"code": "b"})])
    found = asked(table, after)
    assert [row["code"] for row in found["t"]["rows"]] == ["r1", "r2"]
    assert found["q"]["show_when"] == {"t.r2": "b"}


def test_link_ids_of_any_kind_become_ids_and_conditions_follow_them() -> None:
    strange = "2f1c.æ/ø-Å"
    long = "x" * 200
    found = asked(
        item(strange, "boolean"),
        item("role", "boolean"),
        item(long, "boolean"),
        item("q", "string", enableWhen=[when(strange, "=", answerBoolean=True)]),
    )
    assert list(found) == ["q2f1c_ae_o_A", "role_", "x" * 50, "q"]
    assert found["q"]["show_when"] == {"q2f1c_ae_o_A": "yes"}


def test_link_ids_that_stand_twice_are_told_and_the_first_is_meant() -> None:
    questionnaire, report = read(
        form(
            item("q", "boolean"),
            item("q", "string"),
            item("r", "string", enableWhen=[when("q", "=", answerBoolean=True)]),
        )
    )
    assert [question.id for question in questionnaire.questions()] == ["q", "q_2", "r"]
    assert "'q' stands several times" in told(report, "changed")


def test_a_form_of_stu3_is_read_with_its_own_names() -> None:
    options = {
        "option": [{"valueCoding": {"code": "a", "display": "A"}}, {"valueCoding": {"code": "b", "display": "B"}}]
    }
    has = {"question": "q", "hasAnswer": True}
    is_a = {"question": "q", "answerCoding": {"code": "a"}}
    found = asked(
        {**item("q", "choice"), **options},
        item("r", "string", enableWhen=[has]),
        item("s", "string", enableWhen=[is_a]),
    )
    assert [each["code"] for each in found["q"]["choices"]] == ["a", "b"]
    assert found["r"]["show_when"] == {"q": {"answered": True}}
    assert found["s"]["show_when"] == {"q": "a"}


def test_a_form_of_r5_is_read_with_its_own_names() -> None:
    found = asked(
        item("q", "coding", answerOption=coded("a", "b"), answerConstraint="optionsOrString"),
        item("r", "integer", extension=[extension(f"{HL7}minValue", valueInteger=1)]),
    )
    assert [each["code"] for each in found["q"]["choices"]] == ["a", "b", "other"]
    assert found["r"]["from"] == 1


def test_a_bound_inside_a_minute_is_none_since_times_are_answered_to_the_minute() -> None:
    late = item("late", "string", enableWhen=[when("at", ">=", answerTime="11:11:11")])
    whole = item("whole", "string", enableWhen=[when("at", ">=", answerTime="11:11:00")])
    questionnaire, report = read(form(item("at", "time"), late, whole))
    assert questionnaire.question("late").show_when is None
    assert questionnaire.question("whole").show_when is not None
    assert "item[1].enableWhen[0]" in told(report, "not carried")
