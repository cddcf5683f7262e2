"""Questionnaires go out in other formats and come back, and what is lost is told."""

import json
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader

from questionnaires.library import paths
from questionnaires.loading import load_file
from questionnaires.variables import codebook
from tests.surveyapp.test_cli import Runner, run

__all__ = ["run"]


@pytest.mark.parametrize(("format_name", "ending"), [("fhir", "json"), ("xlsform", "xlsx")])
@pytest.mark.parametrize("name", ["psfs", "kommuneundersokelsen"])
def test_a_questionnaire_comes_back_as_it_went(
    run: Runner, tmp_path: Path, format_name: str, ending: str, name: str
) -> None:
    there, back = tmp_path / f"form.{ending}", tmp_path / "back.yaml"
    run("export", format_name, name, "-o", there)
    said = run("import", format_name, there, "-o", back).stdout
    assert f"surveyapp preview {back}" in said
    before, after = codebook(load_file(paths()[name])), codebook(load_file(back))
    assert before.variables == after.variables
    assert before.scores == after.scores
    run("check", back)


def test_what_is_not_carried_is_told_with_its_place(run: Runner, tmp_path: Path) -> None:
    form = tmp_path / "form.json"
    file = {"type": "file", "name": "cv", "title": "Last opp"}
    form.write_text(json.dumps({"elements": [{"type": "text", "name": "navn", "title": "Navn"}, file]}), "utf-8")
    said = run("import", "surveyjs", form, "-o", tmp_path / "q.yaml", "--report", tmp_path / "report.txt").stdout
    assert "not carried" in said
    report = (tmp_path / "report.txt").read_text("utf-8")
    assert "$.elements[1]" in report
    assert [question.id for question in load_file(tmp_path / "q.yaml").questions()] == ["navn"]


@pytest.mark.parametrize("format_name", ["xlsform", "fhir", "surveyjs"])
def test_a_file_of_another_kind_is_refused_and_nothing_is_written(
    run: Runner, tmp_path: Path, format_name: str
) -> None:
    strange = tmp_path / "strange"
    strange.write_bytes(b"\x00\x01 neither this nor that")
    result = run("import", format_name, strange, "-o", tmp_path / "q.yaml", code=1)
    assert "strange" in result.stderr
    assert not (tmp_path / "q.yaml").exists()


def test_a_form_too_large_is_refused_by_its_size(run: Runner, tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    large.write_bytes(b"[" + b" " * 50_000_000)
    assert "large" in run("import", "fhir", large, "-o", tmp_path / "q.yaml", code=1).stderr


def test_a_formula_in_a_workbook_is_never_worked_out(run: Runner, tmp_path: Path) -> None:
    book = Workbook()
    survey = book.active
    assert survey is not None
    survey.title = "survey"
    for row in (["type", "name", "label"], ["text", "navn", "=1+1"]):
        survey.append(row)
    book.save(tmp_path / "form.xlsx")
    said = run("import", "xlsform", tmp_path / "form.xlsx", "-o", tmp_path / "q.yaml").stdout
    assert "survey C2: label: =1+1 -> a formula of Excel, which is not worked out" in said
    assert load_file(tmp_path / "q.yaml").question("navn").text.in_language("en") == "navn"


def test_a_file_that_is_there_is_not_written_over_unasked(run: Runner, tmp_path: Path) -> None:
    run("export", "fhir", "psfs", "-o", tmp_path / "psfs.json")
    kept = tmp_path / "mine.yaml"
    kept.write_text("mine", "utf-8")
    assert "--force" in run("import", "fhir", tmp_path / "psfs.json", "-o", kept, code=2).stderr
    assert kept.read_text("utf-8") == "mine"
    run("import", "fhir", tmp_path / "psfs.json", "-o", kept, "--force")
    assert load_file(kept).id == "psfs"


def test_every_written_format_can_be_read_by_other_programs(run: Runner, tmp_path: Path) -> None:
    name = "brukererfaring"
    for format_name, ending in (("fhir", "json"), ("xlsform", "xlsx"), ("ddi", "xml"), ("paper", "pdf")):
        run("export", format_name, name, "-o", tmp_path / f"form.{ending}")
    assert json.loads((tmp_path / "form.json").read_bytes())["resourceType"] == "Questionnaire"
    assert load_workbook(tmp_path / "form.xlsx").sheetnames[:2] == ["survey", "choices"]
    assert etree.parse(tmp_path / "form.xml").getroot().tag == "{ddi:codebook:2_5}codeBook"
    assert "Brukererfaring" in PdfReader(tmp_path / "form.pdf").pages[0].extract_text()


def test_a_paper_form_is_asked_for_in_a_language_that_the_questionnaire_has(run: Runner, tmp_path: Path) -> None:
    assert "nb, nn, en" in run("export", "paper", "psfs", "--language", "se", "-o", tmp_path / "x.pdf", code=2).stderr
    run("export", "paper", "psfs", "--language", "nn", "--easy", "--role", "proxy", "-o", tmp_path / "x.pdf")
    assert "den du svarer for" in PdfReader(tmp_path / "x.pdf").pages[0].extract_text()
