"""What real surveys do that a plain one does not; what each means was seen in SurveyJS 3.1 itself."""

import datetime as dt
import json
from typing import Any

import pytest

from questionnaires.answers import Answers, Setting
from questionnaires.checks import all_problems
from questionnaires.definition import Questionnaire
from questionnaires.formats.report import Imported
from questionnaires.formats.surveyjs import read_surveyjs
from questionnaires.loading import load
from questionnaires.routing import Route

SETTING = Setting(dt.date(2026, 11, 22))


def imported(*elements: dict[str, Any]) -> Imported:
    return read_surveyjs(json.dumps({"elements": elements}).encode(), name="s.json")


def questionnaire(*elements: dict[str, Any]) -> Questionnaire:
    return load(imported(*elements).questionnaire_yaml)


def outcome(found: Imported, place: str) -> str:
    return next(entry.outcome for entry in found.report.entries if entry.place == place)


def met(found: Questionnaire, answers: Answers) -> list[str]:
    return [asked.question.id for page in Route(found, answers, SETTING).pages() for asked in page.asked]


def offered(found: Questionnaire, question: str, answers: Answers) -> list[str]:
    shown = (asked for page in Route(found, answers, SETTING).pages() for asked in page.asked)
    return next(([option.code for option in asked.choices] for asked in shown if asked.question.id == question), [])


def problems(found: Questionnaire, answers: Answers) -> list[str]:
    return [problem.field for problem in all_problems(Route(found, answers, SETTING))]


def text(name: str, **more: Any) -> dict[str, Any]:
    return {"type": "text", "name": name, **more}


def radio(name: str, *choices: Any, **more: Any) -> dict[str, Any]:
    return {"type": "radiogroup", "name": name, "choices": choices, **more}


HELPERS = {"type": "checkbox", "name": "helpers", "choices": ["son", "nurse", "friend"]}


def test_one_condition_for_all_choices_is_asked_of_each() -> None:
    main = radio("main", "son", "nurse", {"value": "friend", "visibleIf": "{old} = true"})
    found = questionnaire(
        HELPERS, {"type": "boolean", "name": "old"}, main | {"choicesVisibleIf": "{helpers} contains {item}"}
    )
    assert offered(found, "main", {"helpers": ["nurse", "friend"], "old": "no"}) == ["nurse"]
    assert offered(found, "main", {"helpers": ["son"], "old": "yes"}) == ["son", "friend"]


def test_choices_of_an_earlier_question_can_have_a_condition_too() -> None:
    drawn = {"choicesFromQuestion": "helpers", "choicesFromQuestionMode": "selected"}
    found = questionnaire(
        HELPERS,
        radio("first", **drawn),
        radio("second", "placeholder", **drawn, choicesVisibleIf="{item} <> {first}"),
    )
    answers: Answers = {"helpers": ["son", "nurse"], "first": "son"}
    assert offered(found, "first", answers) == ["son", "nurse"]
    assert offered(found, "second", answers) == ["nurse"]


@pytest.mark.parametrize(
    ("answers", "wrong"), [({}, []), ({"a": "yes"}, ["b"]), ({"a": "yes", "b": "x"}, []), ({"a": "no"}, [])]
)
def test_what_is_required_on_a_condition_is_refused_when_it_holds(answers: Answers, wrong: list[str]) -> None:
    found = questionnaire(radio("a", "yes", "no"), text("b", isRequired=True, requiredIf="{a} = 'yes'"))
    assert problems(found, answers) == wrong


def test_what_is_required_of_all_who_meet_it_is_required() -> None:
    found = questionnaire(radio("a", "yes", "no"), text("b", visibleIf="{a} = 'yes'", requiredIf="{a} = 'yes'"))
    assert found.question("b").required
    assert not found.checks


ROWS = {"columns": [1, 2], "rows": ["bed", "food"]}


@pytest.mark.parametrize(
    ("flags", "some", "none"),
    [
        ({"isRequired": True}, [], ["m.bed"]),
        ({"isRequired": True, "isAllRowRequired": True}, ["m.food"], ["m.bed"]),
        ({"eachRowRequired": True}, ["m.food"], ["m.bed"]),
    ],
)
def test_a_required_table_needs_one_row_or_every_row(flags: Any, some: list[str], none: list[str]) -> None:
    found = questionnaire({"type": "matrix", "name": "m", **ROWS, **flags})
    assert problems(found, {"m": {"bed": "1"}}) == some
    assert problems(found, {})[:1] == none
    assert problems(found, {"m": {"bed": "1", "food": "2"}}) == []


def test_several_lines_that_are_required_need_one() -> None:
    found = questionnaire(
        {"type": "multipletext", "name": "who", "isRequired": True, "items": [{"name": "a"}, {"name": "b"}]}
    )
    assert problems(found, {}) == ["who_a"]
    assert problems(found, {"who_b": "x"}) == []


def test_expressions_find_an_answer_by_its_value_name_and_not_by_its_name() -> None:
    asked = text("DATE", valueName="born", inputType="date")
    found = imported(asked, text("b", visibleIf="{born} notempty"), text("c", visibleIf="{DATE} notempty"))
    assert outcome(found, "$.elements[1].visibleIf") == "carried"
    assert outcome(found, "$.elements[2].visibleIf") == "not carried"


def test_an_answer_that_two_questions_share_is_asked_for_by_neither() -> None:
    found = imported(radio("a", 1, 2), radio("a", 1, 2), text("b", visibleIf="{a} = 1"))
    assert outcome(found, "$.elements[2].visibleIf") == "not carried"


def test_a_choice_may_have_its_text_after_a_line() -> None:
    found = questionnaire(radio("price", "low|It is too low", "high"), text("why", visibleIf="{price} = 'low'"))
    assert [(option.code, option.label.in_language("en")) for option in found.question("price").all_choices] == [  # type: ignore[union-attr]
        ("low", "It is too low"),
        ("high", "high"),
    ]
    assert met(found, {"price": "low"}) == ["price", "why"]


@pytest.mark.parametrize(
    ("slider", "ends"),
    [
        ({"type": "slider", "min": 2, "max": 8}, (2, 8)),
        ({"type": "slider"}, (0, 100)),
        ({"type": "nouislider", "rangeMin": 1, "rangeMax": 5}, (1, 5)),
    ],
)
def test_a_slider_has_the_ends_of_the_file(slider: Any, ends: tuple[int, int]) -> None:
    found: Any = questionnaire(slider | {"name": "s"}).question("s")
    assert (found.low, found.high) == ends


def test_a_slider_with_two_ends_to_move_is_told_as_not_carried() -> None:
    found = imported(text("a"), {"type": "slider", "name": "s", "sliderType": "range"})
    assert outcome(found, "$.elements[1].sliderType") == "not carried"


def test_older_words_for_the_ends_of_a_rating_are_read() -> None:
    found: Any = questionnaire(
        {"type": "rating", "name": "r", "mininumRateDescription": "Bad", "maximumRateDescription": "Good"}
    ).question("r")
    assert [end.label.in_language("en") for end in found.ends] == ["Bad", "Good"]


def test_cells_are_found_by_the_row_they_stand_in() -> None:
    column = {"name": "how", "cellType": "text"}
    found = imported(
        {"type": "matrixdropdown", "name": "m", "rows": ["Row 1"], "columns": [column]},
        {"type": "matrixdynamic", "name": "d", "rowCount": 1, "columns": [column]},
        text("b", visibleIf="{m.Row 1.how} notempty and {d[0].how} notempty"),
    )
    assert outcome(found, "$.elements[2].visibleIf") == "carried"
    shown = load(found.questionnaire_yaml)
    assert "b" in met(shown, {"m_how_Row_1": "x", "d_how_0": "y"})
    assert "b" not in met(shown, {"m_how_Row_1": "x"})


def test_a_column_is_shown_when_it_is_in_the_file_and_one_hidden_from_all_is_left_out() -> None:
    columns = [
        {"name": "a", "cellType": "text", "visibleIf": "{own} = true"},
        {"name": "b", "cellType": "text", "visible": False},
        {"name": "c", "cellType": "text"},
    ]
    table = {"type": "matrixdropdown", "name": "m", "rows": ["r"], "columns": columns}
    found = questionnaire({"type": "boolean", "name": "own"}, table)
    assert met(found, {"own": "no"}) == ["own", "m", "m_c_r"]
    assert met(found, {"own": "yes"}) == ["own", "m", "m_a_r", "m_c_r"]


def test_arithmetic_is_told_as_changed_since_what_is_not_answered_counts_otherwise() -> None:
    number = {"inputType": "number", "step": 1}
    found = imported(text("a", **number), text("b", **number), text("c", visibleIf="{a} > {b} * 2"))
    assert outcome(found, "$.elements[2].visibleIf") == "changed"


def test_the_title_of_something_to_read_is_told_as_not_carried() -> None:
    found = imported({"type": "html", "name": "a", "html": "Read", "title": "Never seen", "description": "Nor this"})
    assert outcome(found, "$.elements[0].title") == "not carried"
    assert outcome(found, "$.elements[0].description") == "not carried"
    assert outcome(found, "$.elements[0].html") == "carried"


def test_words_for_other_are_found_by_the_name_of_the_question() -> None:
    found = questionnaire(
        radio("Where is it?", "home", showOtherItem=True), text("b", visibleIf="{Where is it?-Comment} notempty")
    )
    assert met(found, {"Where_is_it": "other", "Where_is_it_other": "a boat"})[-1] == "b"


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ({"detailElements": [{"type": "text", "name": "x"}]}, "$.elements[0].detailElements[0].name"),
        ({"rowsVisibleIf": "{item} = 1"}, "$.elements[0].rowsVisibleIf"),
    ],
)
def test_what_a_table_has_more_than_ours_is_told_with_a_reason(part: Any, place: str) -> None:
    column = {"name": "how", "cellType": "text"}
    found = imported({"type": "matrixdropdown", "name": "m", "rows": ["r"], "columns": [column], **part})
    entry = next(entry for entry in found.report.entries if entry.place == place)
    assert entry.outcome == "not carried"
    assert ": " in entry.text
