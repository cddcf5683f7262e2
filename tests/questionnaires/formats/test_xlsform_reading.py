import io
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires import yaml_tree
from questionnaires.checker.texts import texts
from questionnaires.formats.report import FormatError, Imported
from questionnaires.formats.xlsform import read_xlsform
from questionnaires.loading import load
from tests.questionnaires.formats.forms import HOUSEHOLD, Cells, form
from tests.questionnaires.formats.mutations import mutated_xlsforms


def read(*survey: list[Any], columns: str = "type name label", choices: Cells = (), settings: Cells = ()) -> Imported:
    return read_xlsform(form([columns.split(), *survey], choices, settings), name="form.xlsx")


def in_words(value: Any) -> Any:
    """Plain values with every number and truth as it is written."""
    if isinstance(value, dict):
        return {key: in_words(each) for key, each in value.items()}
    if isinstance(value, list):
        return [in_words(each) for each in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def question(imported: Imported, place: int = -1) -> dict[str, Any]:
    """A question of the last page, as the file has it; every word is a string."""
    content = in_words(yaml_tree.read(imported.questionnaire_yaml).value)
    asked: dict[str, Any] = content["pages"][-1]["questions"][place]
    return asked


def outcomes(imported: Imported) -> dict[str, str]:
    return {entry.place: entry.outcome for entry in imported.report.entries}


YN: Cells = [["list_name", "name", "label"], ["yn", "yes", "Yes"], ["yn", "no", "No"]]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("text", {"type": "short_text"}),
        ("integer", {"type": "number", "decimals": "0"}),
        ("decimal", {"type": "number", "decimals": "6"}),
        ("date", {"type": "date"}),
        ("time", {"type": "time"}),
        ("dateTime", {"type": "date"}),
        ("note", {"type": "information"}),
        ("acknowledge", {"type": "consent"}),
        ("range", {"type": "rating", "from": "1"}),
        ("select_one yn", {"type": "choice"}),
        ("select_multiple yn", {"type": "choices"}),
        ("rank yn", {"type": "ranking"}),
    ],
)
def test_each_type_of_the_specification_becomes_a_type_of_ours(kind: str, expected: dict[str, str]) -> None:
    asked = question(read([kind, "q", "Q?"], choices=YN))
    assert {key: asked.get(key) for key in expected} == expected


@pytest.mark.parametrize(
    "kind",
    [
        "geopoint",
        "geotrace",
        "geoshape",
        "image",
        "audio",
        "barcode",
        "hidden",
        "start",
        "end",
        "today",
        "deviceid",
        "username",
        "select_one_from_file a.csv",
        "select_multiple_from_file b.xml",
        "select_one nobody",
        "no such type",
    ],
)
def test_a_type_that_the_language_lacks_is_told_with_its_whole_row(kind: str) -> None:
    imported = read(["text", "a", "A?"], [kind, "b", "B?"])
    assert {outcomes(imported)[place] for place in ("survey A3", "survey B3", "survey C3")} == {"not carried"}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("${a} = 'yes'", {"a": "yes"}),
        ('"no" = ${a}', {"a": "no"}),
        ("${a} != 'yes'", {"not": {"a": "yes"}}),
        ("${a} = ''", {"a": {"answered": "false"}}),
        ("not(${a} = '')", {"a": {"answered": "true"}}),
        ("selected(${m}, 'yes') or selected(${m}, 'no')", {"m": ["yes", "no"]}),
        ("count-selected(${m}) >= 2", {"m": {"at_least": "2"}}),
        ("${n} > 3 and ${n} <= 9", {"n": {"more_than": "3", "at_most": "9"}}),
        ("3 < ${n} and ${a} = 'yes'", {"n": {"more_than": "3"}, "a": "yes"}),
        ("${a} = 'no' and (${n} > 3 or ${n} = 1)",
         {"a": "no", "any": [{"n": {"more_than": "3"}}, {"n": {"equals": "1"}}]}),
        ("${a} = 'yes' or ${n} > 1 and ${n} < 3", {"any": [{"a": "yes"}, {"n": {"more_than": "1", "less_than": "3"}}]}),
        ("${n} > (${o} + 2) * 3 div 2", {"n": {"more_than": "(o + 2) * 3 / 2"}}),
        ("${d} >= date('2024-05-01')", {"d": {"at_least": "2024-05-01"}}),
        ("string-length(${t}) > 0", {"t": {"answered": "true"}}),
    ],
)  # fmt: skip
def test_relevant_becomes_a_condition_of_the_same_meaning(expression: str, expected: dict[str, Any]) -> None:
    before = [["select_one yn", "a", "A?"], ["select_multiple yn", "m", "M?"], ["integer", "n", "N?"]]
    before += [["integer", "o", "O?"], ["date", "d", "D?"], ["text", "t", "T?"]]
    imported = read(*before, ["text", "q", "Q?", expression], columns="type name label relevant", choices=YN)
    assert question(imported)["show_when"] == expected
    assert outcomes(imported)["survey D8"] == "carried"


@pytest.mark.parametrize(
    "expression",
    ["${t} = 'abc'", "regex(${t}, 'a+')", "${later} = 'yes'", "pulldata('x', 'y', 'z', ${t})", "${t} =", "((${t}",
     "jr:choice-name(${a}, '${a}') = 'Yes'", "if(${t} = 'x', 1, 0) = 1", "${a} = 'maybe'", "once(1)", "§"],
)  # fmt: skip
def test_an_expression_that_the_language_cannot_say_is_told_with_its_place_and_words(expression: str) -> None:
    imported = read(
        ["select_one yn", "a", "A?"], ["text", "t", "T?"], ["text", "q", "Q?", expression],
        columns="type name label relevant", choices=YN,
    )  # fmt: skip
    lost = {entry.place: entry for entry in imported.report.with_outcome("not carried")}
    assert lost["survey D4"].construct == f"relevant: {expression}"
    assert "show_when" not in question(imported)


@pytest.mark.parametrize(
    ("kind", "expression", "expected"),
    [
        ("integer", ". >= 0 and . <= 120", {"from": "0", "to": "120"}),
        ("integer", ". > 0", {"refuse_if": {"at_most": "0"}}),
        ("text", "string-length(.) <= 20", {"at_most": "20"}),
        ("date", ". >= date('2020-01-01')", {"refuse_if": {"less_than": "2020-01-01"}}),
        ("select_multiple yn", "count-selected(.) <= 1", {"at_most": "1"}),
    ],
)
def test_constraint_becomes_bounds_and_limits(kind: str, expression: str, expected: dict[str, Any]) -> None:
    asked = question(read([kind, "q", "Q?", expression], columns="type name label constraint", choices=YN))
    assert {key: asked.get(key) for key in expected} == expected


def test_a_constraint_on_two_answers_becomes_a_check_of_the_whole() -> None:
    imported = read(
        ["integer", "a", "A?"], ["integer", "b", "B?", ". > 3 or ${a} > 2", "Say which."],
        columns="type name label constraint constraint_message",
    )  # fmt: skip
    content = in_words(yaml_tree.read(imported.questionnaire_yaml).value)
    when = {"b": {"answered": "true"}, "not": {"any": [{"b": {"more_than": "3"}}, {"a": {"more_than": "2"}}]}}
    assert content["checks"] == {"b": {"when": when, "at": "b", "level": "refuse", "say": {"en": "Say which."}}}


def test_languages_come_from_the_names_in_the_columns() -> None:
    columns = ["type", "name", "label::Norsk bokmål (nb)", "label::English", "label::Klingon-ish"]
    data = form([columns, ["text", "a", "Hva?", "What?", "nuq?"], ["text", "b", None, "Who?"]])
    imported = read_xlsform(data, name="form.xlsx")
    questionnaire = load(imported.questionnaire_yaml)
    assert questionnaire.languages == ("nb", "en", "qaa")
    assert questionnaire.question("b").text.root == {"nb": "Who?", "en": "Who?", "qaa": "Who?"}
    told = " ".join(entry.text for entry in imported.report.with_outcome("changed"))
    assert "there are no words in nb, qaa; those in en stand there" in told
    assert "nothing is known of a language 'Klingon-ish'" in told


def test_a_form_that_names_no_language_is_taken_to_be_english_and_that_is_told() -> None:
    imported = read(["text", "a", "A?"])
    assert load(imported.questionnaire_yaml).languages == ("en",)
    assert any("taken to be English" in entry.text for entry in imported.report.with_outcome("changed"))


def test_names_that_the_language_does_not_take_are_changed_and_told() -> None:
    imported = read(
        ["text", "first-name", "A?"], ["begin_group", "g", "G"], ["text", "first.name", "B?"], ["end_group"],
        ["text", "not", "C?"], ["text", "x" * 80, "Hello ${first-name}"],
    )  # fmt: skip
    asked = [question.id for question in load(imported.questionnaire_yaml).questions()]
    assert asked == ["first_name", "first_name_2", "not_2", "x" * 60]
    assert {outcomes(imported)[place] for place in ("survey B2", "survey B4", "survey B6", "survey B7")} == {"changed"}
    assert "Hello {first_name|…}" in imported.questionnaire_yaml


def cells_of(data: bytes) -> set[str]:
    """Where something stands in a workbook, as another reader finds it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [(sheet.title, cell) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    return {f"{title} {cell.coordinate}" for title, cell in cells if str(cell.value or "").strip()}


def test_every_cell_of_a_form_with_most_of_the_specification_is_accounted_for() -> None:
    imported = read_xlsform(HOUSEHOLD, name="household.xlsx")
    assert cells_of(HOUSEHOLD) <= set(outcomes(imported))
    assert [page.id for page in load(imported.questionnaire_yaml).pages] == [
        "page", "about_you", "page_2", "child", "visit_list", "visit", "page_3",
    ]  # fmt: skip


cell = st.one_of(st.none(), st.text("ab ${}.()='01\n<>æ", max_size=12), st.integers(), st.booleans())
kinds = st.sampled_from(["text", "integer", "note", "select_one yn", "rank yn", "geopoint", "hidden", "unheard of", ""])
headers = st.text("abc:é_ ", min_size=1, max_size=9)


@given(st.lists(headers, max_size=4), st.lists(st.tuples(kinds, st.lists(cell, max_size=6)), min_size=1, max_size=6))
@settings(deadline=None, max_examples=60)
def test_whatever_columns_and_types_a_form_has_every_cell_is_told_of(
    more: list[str], rows: list[tuple[str, list[Any]]]
) -> None:
    body = [[kind, f"q{place}", *cells] for place, (kind, cells) in enumerate(rows)]
    data = form([["type", "name", "label", *more], ["text", "first", "First?"], *body], YN)
    assert cells_of(data) <= set(outcomes(read_xlsform(data, name="form.xlsx")))


@pytest.mark.parametrize("block", range(5))
def test_a_mutated_form_is_read_or_refused_by_name(block: int) -> None:
    for seed in range(block * 40, block * 40 + 40):
        refused = ""
        try:
            load(read_xlsform(mutated_xlsforms(seed), name="form.xlsx").questionnaire_yaml)
        except FormatError as error:
            refused = str(error)
        assert refused.startswith("form.xlsx: ") or not refused, f"seed {seed}"


def test_what_is_said_to_be_carried_stands_in_the_questionnaire() -> None:
    for seed in range(40):
        try:
            imported = read_xlsform(mutated_xlsforms(seed), name="form.xlsx")
        except FormatError:
            continue
        found = [text for _path, text in texts(load(imported.questionnaire_yaml))]
        said = {" ".join(words.split()) for text in found for words in text.root.values()}
        for entry in imported.report.with_outcome("carried"):
            column, _, words = entry.construct.partition(": ")
            if (
                column.partition("::")[0] in ("label", "hint", "required_message")
                and "{" not in words
                and not entry.text
            ):
                assert any(words.rstrip("…") in one for one in said), (seed, entry)
