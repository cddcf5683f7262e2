"""What forms in the field do beyond the examples of the specification, in small forms of our own."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from questionnaires import yaml_tree
from questionnaires.answers import Answers, Setting
from questionnaires.checks import page_problems
from questionnaires.formats.report import Imported
from questionnaires.formats.xlsform import read_xlsform
from questionnaires.loading import load
from questionnaires.routing import Route
from tests.questionnaires.formats.forms import Cells, form
from tests.questionnaires.formats.mutations import mutated_xlsforms

CHOICES: Cells = [
    ["list_name", "name", "label"],
    ["yn", "yes", "Yes"],
    ["yn", "no", "No"],
    ["ills", "cough", "Cough"],
    ["ills", "fever", "Fever"],
    ["ills", "none", "None of them"],
    ["ills", "unknown", "Do not know"],
]


def read(columns: str, *survey: Sequence[Any]) -> Imported:
    return read_xlsform(form([columns.split(), *survey], CHOICES), name="form.xlsx")


def question(imported: Imported, question_id: str) -> dict[str, Any]:
    content = yaml_tree.read(imported.questionnaire_yaml).value
    return next(each for page in content["pages"] for each in page["questions"] if each["id"] == question_id)


def outcomes(imported: Imported) -> dict[str, str]:
    return {entry.place: entry.outcome for entry in imported.report.entries}


def page_sizes(imported: Imported) -> list[int]:
    return [len(page.questions) for page in load(imported.questionnaire_yaml).pages]


def shown(imported: Imported, answers: Answers) -> set[str]:
    """The questions that somebody with these answers meets."""
    route = Route(load(imported.questionnaire_yaml), answers, Setting(round_date=date(2026, 3, 14)))
    return {asked.field for asked in route.asked()}


def refused(imported: Imported, answers: Answers) -> set[str]:
    """The fields that are hard problems on the first page."""
    route = Route(load(imported.questionnaire_yaml), answers, Setting(round_date=date(2026, 3, 14)))
    return {problem.field for problem in page_problems(route, route.pages()[0]) if not problem.soft}


def test_a_table_list_group_becomes_a_grid_that_later_conditions_can_ask() -> None:
    imported = read(
        "type name label appearance required relevant",
        ["begin_group", "can_you", "Can you", "table-list"],
        ["select_one yn", "walk", "Walk?", None, "yes"],
        ["select_one yn", "lift-up", "Lift?", None, "yes"],
        ["end_group"],
        ["text", "why", "Why not?", None, None, "${lift-up} = 'no'"],
    )
    grid = question(imported, "can_you")
    assert (grid["type"], grid["scale"], grid["required"]) == ("grid", "yn", True)
    assert grid["rows"] == {"walk": {"en": "Walk?"}, "lift_up": {"en": "Lift?"}}
    assert question(imported, "why")["show_when"] == {"can_you.lift_up": "no"}
    assert {outcomes(imported)[place] for place in ("survey D2", "survey A3", "survey B3", "survey E4")} == {"carried"}
    assert outcomes(imported)["survey B4"] == "changed"


def test_a_label_row_with_its_list_nolabel_rows_becomes_a_grid() -> None:
    imported = read(
        "type name label appearance",
        ["begin_group", "g", "Everyday", "field-list"],
        ["text", "a", "A?"],
        ["select_one yn", "head", "Do you", "label"],
        ["select_one yn", "cook", "Cook?", "list-nolabel"],
        ["select_one yn", "shop", "Shop?", "list-nolabel"],
        ["text", "z", "Z?"],
        ["end_group"],
    )
    assert [each.id for each in load(imported.questionnaire_yaml).questions()] == ["a", "head", "z"]
    assert list(question(imported, "head")["rows"]) == ["cook", "shop"]


@pytest.mark.parametrize(
    "row",
    [
        ["select_one yn", "shop", "Shop?", "list-nolabel", "${a} = 'x'"],
        ["select_one yn", "shop", "Shop?", "list-nolabel", None, "Any shop"],
        ["select_one yn or_other", "shop", "Shop?", "list-nolabel"],
        ["select_one ills", "shop", "Shop?", "list-nolabel"],
        ["select_one yn", "shop", "Shop?", "list-nolabel", None, None, "yes"],
    ],
)
def test_rows_that_a_grid_has_no_room_for_stay_questions_under_words_to_read(row: list[Any]) -> None:
    imported = read(
        "type name label appearance relevant hint required",
        ["select_one yn", "head", "Do you", "label"],
        ["select_one yn", "cook", "Cook?", "list-nolabel"],
        row,
    )
    types = [each.type for each in load(imported.questionnaire_yaml).questions()][:3]
    assert types == ["information", "choice", "choice"]


def test_a_table_in_a_repeat_stays_questions_since_no_grid_is_asked_for_each_item() -> None:
    imported = read(
        "type name label appearance repeat_count",
        ["begin_repeat", "visit", "Visit", None, "2"],
        ["select_one yn", "head", "Did you", "label"],
        ["select_one yn", "talk", "Talk?", "list-nolabel"],
        ["end_repeat"],
    )
    assert question(imported, "talk")["type"] == "choice"


def test_a_long_run_of_questions_is_asked_on_several_pages_that_begin_at_words_to_read() -> None:
    asked = [["text", f"q{number}", f"Q{number}?"] for number in range(1, 27)]
    flat = read("type name label", *asked)
    assert page_sizes(flat) == [10, 10, 6]
    parted = read("type name label", *asked[:7], ["note", "next", "Now your work"], *asked[7:])
    assert page_sizes(parted) == [7, 11, 9]
    assert page_sizes(read("type name label", *asked[:12])) == [12]
    assert "26 questions are too many for one page; they stand on 3" in str(flat.report)


def test_a_field_list_stays_one_page_however_long() -> None:
    asked = [["text", f"q{number}", f"Q{number}?"] for number in range(1, 27)]
    begin, end = ["begin_group", "g", "G", "field-list"], ["end_group"]
    assert page_sizes(read("type name label appearance", begin, *asked, end)) == [26]


@pytest.mark.parametrize(
    "expression",
    [
        "not(selected(., 'none') and count-selected(.) > 1)",
        "not(count-selected(.) >= 2 and selected(., 'none'))",
        "not(selected(., 'none')) or count-selected(.) = 1",
        "count-selected(.) < 2 or not(selected(., 'none'))",
        "if(selected(., 'none'), count-selected(.) = 1, true())",
    ],
)
def test_a_choice_that_a_constraint_lets_stand_alone_is_exclusive(expression: str) -> None:
    imported = read("type name label constraint", ["select_multiple ills", "q", "Q?", expression])
    exclusive = [code for code, words in question(imported, "q")["choices"].items() if words.get("exclusive")]
    assert exclusive == ["none"]
    assert outcomes(imported)["survey D2"] == "carried"


def test_several_choices_of_one_constraint_can_each_stand_alone() -> None:
    both = "not((selected(., 'none') or selected(., 'unknown')) and count-selected(.) > 1)"
    imported = read("type name label constraint", ["select_multiple ills", "q", "Q?", both])
    choices = question(imported, "q")["choices"]
    assert [code for code in choices if choices[code].get("exclusive")] == ["none", "unknown"]


def test_no_later_than_today_becomes_no_later_than_the_round_and_is_told() -> None:
    imported = read("type name label constraint", ["date", "q", "Q?", ".<=today() and . > date('2020-01-01')"])
    assert question(imported, "q")["to"] == "round"
    assert outcomes(imported)["survey D2"] == "changed"
    assert refused(imported, {"q": "2026-03-15"}) == refused(imported, {"q": "2020-01-01"}) == {"q"}
    assert refused(imported, {"q": "2026-03-14"}) == set()


def test_the_parts_of_a_constraint_that_can_be_checked_are_and_the_others_are_told() -> None:
    imported = read("type name label constraint", ["integer", "q", "Q?", ".>0 and.<=${total} and . < 50"])
    assert [refused(imported, {"q": number}) for number in (0, 1, 49, 50)] == [{"q"}, set(), set(), {"q"}]
    told = {entry.place: entry for entry in imported.report.with_outcome("changed")}
    assert "not all of this is checked, since 'total' is no question" in told["survey D2"].text


def test_the_parts_of_relevant_that_can_be_asked_are_and_the_others_are_told() -> None:
    imported = read(
        "type name label relevant",
        ["select_one yn", "a", "A?"],
        ["text", "b", "B?", "${a} = 'yes' and regex(${c}, 'x')"],
        ["text", "d", "D?", "${a} = 'yes' or regex(${c}, 'x')"],
    )
    assert question(imported, "b")["show_when"] == {"a": "yes"}
    assert (outcomes(imported)["survey D3"], outcomes(imported)["survey D4"]) == ("changed", "not carried")


def test_nobody_must_answer_what_is_shown_to_more_people_than_the_form_asks() -> None:
    imported = read(
        "type name label relevant required",
        ["select_one yn", "a", "A?", None, "yes"],
        ["text", "b", "B?", "once(${a})", "yes"],
        ["begin_group", "g", "G", "once(${a})"],
        ["begin_group", "h", "H", "${a} = 'yes'"],
        ["text", "c", "C?", None, "yes"],
        ["end_group"],
        ["end_group"],
        ["begin_group", "i", "I", "${a} = 'no'"],
        ["text", "d", "D?", None, "yes"],
        ["end_group"],
    )
    must = {each.id for each in load(imported.questionnaire_yaml).questions() if each.required}
    assert must == {"a", "d"}
    told = {entry.place: entry.outcome for entry in imported.report.entries if entry.place[:8] == "survey E"}
    assert [told[f"survey E{row}"] for row in (2, 3, 6, 10)] == ["carried", "changed", "changed", "carried"]


@pytest.mark.parametrize(
    ("expression", "answers", "holds"),
    [
        ("if(${a} = 'yes', ${n} > 3, ${n} > 8)", {"a": "yes", "n": 4}, True),
        ("if(${a} = 'yes', ${n} > 3, ${n} > 8)", {"a": "no", "n": 4}, False),
        ("if(${a} = 'yes', ${n} > 3, true())", {"a": "no", "n": 1}, True),
        ("${a} = ’yes’", {"a": "yes"}, True),
        ("${a} = ”yes”", {"a": "no"}, False),
        ("not(selected(${m}, 'none'))", {"m": ["cough"]}, True),
        ("not(selected(${m}, 'none'))", {"m": ["none"]}, False),
        ("${a} != ''", {}, False),
        ('${a} = ""', {}, True),
    ],
)  # fmt: skip
def test_relevant_shows_what_the_form_would_show(expression: str, answers: Answers, holds: bool) -> None:
    before = [["select_one yn", "a", "A?"], ["integer", "n", "N?"], ["select_multiple ills", "m", "M?"]]
    imported = read("type name label relevant", *before, ["text", "q", "Q?", expression])
    assert ("q" in shown(imported, answers)) is holds
    assert outcomes(imported)["survey D5"] == "carried"


@pytest.mark.parametrize("one", [None, "yes", "no"])
@pytest.mark.parametrize("other", [None, "yes", "no"])
def test_two_choices_can_be_compared_with_each_other(one: str | None, other: str | None) -> None:
    imported = read(
        "type name label relevant constraint",
        ["select_one yn", "a", "A?"],
        ["select_one yn", "b", "B?", None, ". != ${a}"],
        ["text", "same", "Same?", "${a} = ${b}"],
        ["text", "order", "More?", "${a} > ${b}"],
    )
    answers = {name: code for name, code in (("a", one), ("b", other)) if code is not None}
    assert ("same" in shown(imported, answers)) is (one == other)
    assert refused(imported, answers) == ({"b"} if one == other and one is not None else set())
    assert outcomes(imported)["survey D5"] == "not carried"


def test_a_calculation_that_only_copies_an_answer_is_another_name_for_it() -> None:
    imported = read(
        "type name label calculation relevant",
        ["select_one yn", "a", "A?"],
        ["calculate", "a_said", None, "jr:choice-name(${a}, '${a}')"],
        ["calculate", "a_again", None, "${a}"],
        ["note", "n", "You said ${a_said}.", None, "${a_again} = 'yes'"],
        ["note", "o", "And?", None, "${a_said} = 'yes'"],
    )
    assert question(imported, "n")["text"]["en"] == "You said {a|…}."
    assert question(imported, "n")["show_when"] == {"a": "yes"}
    assert "show_when" not in question(imported, "o"), "the words of a choice are not its code"
    assert {outcomes(imported)[place] for place in ("survey A3", "survey B3", "survey D3")} == {"changed"}


def test_a_calculation_is_rounded_as_it_says() -> None:
    rows: Cells = [
        ["integer", "n", "N?"],
        ["calculate", "a", None, "round(${n} div 3, 1)"],
        ["calculate", "b", None, "round(${n} div 3)"],
    ]
    imported = read("type name label calculation", *rows)
    asked = [(question(imported, name)["value"], question(imported, name).get("decimals", 0)) for name in ("a", "b")]
    assert asked == [("n / 3", 1), ("n / 3", 0)]


def test_a_repeat_that_is_asked_a_number_of_times_warns_when_the_list_is_another_number() -> None:
    imported = read(
        "type name label repeat_count calculation",
        ["integer", "n", "How many?"],
        ["begin_repeat", "member", "Member", "${n}"],
        ["calculate", "place", None, None, "position(..)"],
        ["integer", "age", "How old is ${place}?"],
        ["end_repeat"],
    )
    questionnaire = load(imported.questionnaire_yaml)
    assert question(imported, "age")["text"]["en"] == "How old is {member|…}?"
    assert outcomes(imported)["survey D3"] == "changed"

    def told(number: int, *names: str) -> set[str]:
        listed = {str(place): name for place, name in enumerate(names, start=1)}
        route = Route(questionnaire, {"n": number, "member": listed}, Setting(round_date=date(2026, 3, 14)))
        page = route.page("member_list")
        return {problem.field.partition(".")[0] for problem in page_problems(route, page)} if page else {"not asked"}

    assert told(0) == {"not asked"}
    assert told(2, "Anne", "Ola") == set()
    assert told(2, "Anne") == {"member"}


def test_truth_that_libreoffice_writes_as_a_formula_is_truth() -> None:
    imported = read("type name label required", ["text", "a", "A?", "=TRUE()"], ["text", "b", "B?", "=FALSE()"])
    assert question(imported, "a")["required"] is True
    assert "required" not in question(imported, "b")


def test_what_has_no_room_is_told_with_the_reason_of_its_column() -> None:
    columns = "type name label default appearance media::image read_only"
    imported = read(columns, ["select_one yn", "a", "A?", "yes", "minimal", "a.png", "yes"])
    lost = {entry.place: entry.text for entry in imported.report.with_outcome("not carried")}
    assert lost["survey D2"] == "an answer is never filled in beforehand"
    assert lost["survey E2"] == "how a question looks follows from its type"
    assert lost["survey F2"] == "the language has no pictures, sound or film beside a text"
    assert lost["survey G2"] == "whatever is asked can be answered"


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("English (en)", "en"), ("French", "fr"), ("Español (es)", "es"), ("español", "es"), ("Swahili(sw)", "sw"),
        ("Bokmål", "nb"), ("Norsk", "nb"), ("العربية (ar)", "ar"), ("Français", "fr"), ("nepali(ne)", "ne"),
    ],
)  # fmt: skip
def test_languages_are_known_by_the_names_that_forms_give_them(header: str, code: str) -> None:
    data = form([["type", "name", f"label::{header}"], ["text", "a", "A?"]])
    assert load(read_xlsform(data, name="form.xlsx").questionnaire_yaml).languages == (code,)


def test_a_choice_that_no_filter_shows_is_told_with_all_its_cells_unless_another_question_offers_it() -> None:
    columns = ["type", "name", "label", "choice_filter"]
    choices = [["list_name", "name", "label", "kind"], ["town", "a", "A", "big"], ["town", "b", "B", "small"]]
    rows = [["select_one town", "q", "Q?", "kind = 'big'"], ["select_one town", "r", "R?"]]
    alone = outcomes(read_xlsform(form([columns, rows[0]], choices), name="form.xlsx"))
    assert [alone[f"choices {letter}3"] for letter in "ABCD"] == ["not carried"] * 4
    assert [alone[f"choices {letter}2"] for letter in "ABCD"] == ["carried"] * 4
    twice = outcomes(read_xlsform(form([columns, *rows], choices), name="form.xlsx"))
    assert [twice[f"choices {letter}3"] for letter in "ABCD"] == ["carried"] * 4


def test_a_column_of_ours_that_somebody_has_filled_with_something_else_is_told() -> None:
    columns = ["type", "name", "label", "medvirk::type", "medvirk::id"]
    row = ["text", "kort", "Hva heter det?", "short_text", "{other: thing}"]
    found = read_xlsform(form([columns, row]), name="form.xlsx")
    assert {entry.place: entry.outcome for entry in found.report.entries}["survey E2"] == "not carried"
    assert [question.id for question in load(found.questionnaire_yaml).questions()] == ["kort"]


@pytest.mark.parametrize("seed", [2596, 2644])
def test_ends_of_a_rating_that_are_no_words_are_read_or_refused(seed: int) -> None:
    # Forms in which a column of ours for the ends of a rating holds a mapping, and a truth value.
    assert "pages:" in read_xlsform(mutated_xlsforms(seed), name="form.xlsx").questionnaire_yaml
