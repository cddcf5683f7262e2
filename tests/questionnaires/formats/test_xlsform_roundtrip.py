import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pyxform.xls2xform import convert  # type: ignore[import-untyped]

from questionnaires.answers import Answers, Setting
from questionnaires.definition import Questionnaire
from questionnaires.formats.report import ExportReport
from questionnaires.formats.xlsform import read_xlsform, write_xlsform
from questionnaires.library import paths
from questionnaires.loading import load, load_file
from questionnaires.question_types import QUESTION_TYPES
from questionnaires.routing import Route
from questionnaires.variables import codebook
from questionnaires.words import Text
from tests.questionnaires.formats.forms import RICH

EVERYTHING = Path(__file__).parents[2] / "data" / "everything.yaml"
ALL = [*paths().values(), EVERYTHING, RICH]
each = pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)


def there_and_back(questionnaire: Questionnaire) -> Questionnaire:
    data, _report = write_xlsform(questionnaire)
    return load(read_xlsform(data, name="form.xlsx").questionnaire_yaml)


@each
def test_a_questionnaire_comes_back_from_a_form_as_it_was(path: Path) -> None:
    questionnaire = load_file(path)
    again = there_and_back(questionnaire)
    assert codebook(again) == codebook(questionnaire)
    assert again.canonical_json() == questionnaire.canonical_json()


@each
def test_pyxform_takes_the_form_without_a_word(path: Path) -> None:
    data, _report = write_xlsform(load_file(path))
    warnings: list[str] = []
    converted = convert(data, warnings=warnings, file_type=".xlsx", validate=False)
    assert warnings == []
    assert f'<data id="{load_file(path).id}"' in converted.xform


@each
def test_nothing_of_a_form_of_ours_is_lost_when_it_is_read(path: Path) -> None:
    data, _report = write_xlsform(load_file(path))
    report = read_xlsform(data, name="form.xlsx").report
    assert report.with_outcome("not carried") == ()
    assert report.with_outcome("changed") == ()


def test_the_rich_questionnaire_has_every_type_but_the_municipality() -> None:
    used = {type(question) for question in load_file(RICH).questions()} | {
        type(question) for question in load_file(EVERYTHING).questions()
    }
    assert used == set(QUESTION_TYPES)


def test_the_way_through_is_the_same_after_a_round_trip() -> None:
    questionnaire = load_file(RICH)
    again = there_and_back(questionnaire)
    setting = Setting(round_date=date(2026, 1, 1))
    given: list[Answers] = [
        {},
        {"role": "self", "agree": "yes", "tools": ["stick", "other"], "born": 1950, "persons": 3},
        {"role": "proxy", "agree": "yes", "tools": ["none"], "wishes": {"1": "a"}},
    ]
    for answers in given:
        ways = [
            [(page.page.id, [one.question.id for one in page.asked]) for page in Route(one, answers, setting).pages()]
            for one in (questionnaire, again)
        ]
        assert ways[0] == ways[1]


def test_no_text_becomes_a_formula() -> None:
    data, _report = write_xlsform(load_file(RICH))
    cells = [c for sheet in openpyxl.load_workbook(io.BytesIO(data)) for row in sheet.iter_rows() for c in row]
    dangerous = [cell for cell in cells if isinstance(cell.value, str) and cell.value[0] in "=+-@"]
    assert "=HYPERLINK(1)" in [cell.value for cell in dangerous]
    assert {(cell.data_type, bool(cell.quotePrefix)) for cell in dangerous} == {("s", True)}
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert {cell.value for cell in cells if cell.data_type == "n"} == {None}


def told(report: ExportReport) -> set[tuple[str, str, str]]:
    return {(entry.place, entry.construct, entry.outcome) for entry in report.entries}


def test_the_report_names_what_a_form_cannot_do() -> None:
    _data, report = write_xlsform(load_file(RICH))
    assert told(report) >= {
        ("settings", "roles", "not carried"),
        ("settings", "scores", "not carried"),
        ("settings", "checks", "not carried"),
        ("name", "text", "not carried"),
        ("about", "text", "not carried"),
        ("helps", "trend", "not carried"),
        ("helps", "subgoal", "not carried"),
        ("persons", "merge", "not carried"),
        ("persons", "warn_if", "not carried"),
        ("persons", "missing", "not carried"),
        ("changed", "show_when", "changed"),
    }
    assert "a form cannot ask for" in str(report)


def test_an_edit_of_what_follows_from_our_columns_is_not_lost_in_silence() -> None:
    data, _report = write_xlsform(load_file(EVERYTHING))
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["survey"]
    columns = {str(cell.value): place for place, cell in enumerate(sheet[1], start=1)}
    row = next(row for row in range(2, sheet.max_row) if sheet.cell(row, columns["name"]).value == "places")
    sheet.cell(row, columns["constraint"]).value = ". <= 7"
    sheet.cell(row, columns["label::English (en)"]).value = "How many beds?"
    out = io.BytesIO()
    book.save(out)
    imported = read_xlsform(out.getvalue(), name="form.xlsx")
    assert [entry.construct for entry in imported.report.with_outcome("not carried")] == ["constraint: . <= 7"]
    assert load(imported.questionnaire_yaml).question("places").text == Text(
        {"nb": "Hvor mange plasser?", "en": "How many beds?"}
    )
