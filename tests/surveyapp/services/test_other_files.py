"""The files beside the answers: for health systems, for archives, of what may be compared, and of counts alone."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from lxml import etree
from openpyxl import load_workbook

from questionnaires.formats.ddi import NAMESPACE
from questionnaires.formats.fhir import write_fhir
from questionnaires.loading import load
from surveyapp.models.results import CodeResult, RoundResults, VariableResult
from surveyapp.services import exporting
from surveyapp.services.exporting import FORMATS, Extract, FormatName
from tests.surveyapp.services.extracts import DAY, TRICKY, extract
from tests.surveyapp.stage import PLAN

CHANGED = load(
    PLAN.canonical_json().replace('"Har dere en plan?"', '"Har kommunen en plan?"').replace('"merknad"', '"notat"'),
    "plan.yaml",
)


def written(taken: Extract, name: FormatName, folder: Path) -> bytes:
    exporting.write_files(taken, [name], folder)
    return (folder / FORMATS[name].file).read_bytes()


def test_every_answer_is_a_response_to_the_form_that_we_publish(tmp_path: Path) -> None:
    bundle = json.loads(written(extract(), "fhir", tmp_path))
    form = json.loads(write_fhir(TRICKY)[0])
    responses = [QuestionnaireResponse.model_validate(entry["resource"]) for entry in bundle["entry"]]
    assert len(responses) == 5
    assert {each.questionnaire for each in responses} == {f"{form['url']}|{form['version']}"}
    assert bundle["type"] == "collection"


def test_a_bundle_of_nobodys_answers_has_no_entries(tmp_path: Path) -> None:
    assert json.loads(written(extract(answered=[]), "fhir", tmp_path)) == {
        "resourceType": "Bundle",
        "type": "collection",
    }


def test_what_was_left_empty_is_no_answer_in_fhir(tmp_path: Path) -> None:
    bundle = json.loads(written(extract(answered=[{"ord": "", "bor": "by"}]), "fhir", tmp_path))
    (page,) = bundle["entry"][0]["resource"]["item"]
    assert [item["linkId"] for item in page["item"]] == ["bor"]


def test_an_archive_is_told_which_file_the_codebook_is_of(tmp_path: Path) -> None:
    root = etree.fromstring(written(extract(), "ddi", tmp_path))
    there = [etree.QName(child).localname for child in root]
    # The order of codeBookType: https://ddialliance.org/Specification/DDI-Codebook/2.5/
    assert there == ["docDscr", "stdyDscr", "fileDscr", "dataDscr"]
    told = {etree.QName(each).localname: each.text for each in root.iterfind(f".//{{{NAMESPACE}}}fileTxt//*")}
    assert (told["fileName"], told["caseQnty"], told["varQnty"]) == ("svar.csv", "5", "10")


def test_what_may_be_compared_with_the_round_before_is_told_of_every_variable(tmp_path: Path) -> None:
    taken = replace(extract(PLAN, []), rounds=(("2017", PLAN), ("2020", CHANGED), ("2024", CHANGED)))
    lines = list(csv.DictReader(io.StringIO(written(taken, "ledger", tmp_path).decode())))
    told = {(line["from_round"], line["to_round"], line["variable"]): (line["status"], line["trend"]) for line in lines}
    assert told["2017", "2020", "har"] == ("reworded", "0")
    assert told["2017", "2020", "merknad"] == ("gone", "0")
    assert told["2017", "2020", "notat"] == ("new", "0")
    assert told["2017", "2020", "antall"] == ("same", "1")
    assert told["2020", "2024", "har"] == ("same", "1")
    assert len(lines) == 7 + 6


def counted() -> RoundResults:
    """Two codes, of which one has so few answers that they are hidden."""
    codes = (
        CodeResult("yes", {"nb": "=Ja"}, None, 12, 0.75, suppressed=False),
        CodeResult("no", {"nb": "Nei"}, None, None, None, suppressed=True),
    )
    variable = VariableResult(
        name="har",
        question="har",
        part=None,
        text={"nb": "Har dere en plan?"},
        part_label={},
        level="nominal",
        respondents=16,
        valid=None,
        not_answered=None,
        codes=codes,
        missing=(),
        mean=None,
        sd=None,
        median=None,
        suppressed=True,
    )
    return RoundResults(
        round_id=extract().about.round_id,
        label="Runde 1",
        date=DAY,
        respondents=16,
        denominator=20,
        denominator_date=DAY,
        response_rate=0.8,
        caveat="",
        synthetic=False,
        codebook_sha256="0",
        variables=(variable,),
    )


def test_counts_hold_no_number_that_is_hidden() -> None:
    lines = exporting.counts_csv(counted()).decode("utf-8-sig").splitlines()
    assert lines[1:] == [
        "har;Har dere en plan?;yes;'=Ja;12;0,75;;;",
        "har;Har dere en plan?;no;Nei;;;;;ja",
    ]


def test_counts_in_excel_are_numbers_and_nothing_in_them_runs() -> None:
    (sheet,) = load_workbook(io.BytesIO(exporting.counts_xlsx(counted())))
    rows = [list(row) for row in sheet.iter_rows(min_row=2)]
    assert [[cell.value for cell in row] for row in rows] == [
        ["har", "Har dere en plan?", "yes", "=Ja", 12, 0.75, None, None, None],
        ["har", "Har dere en plan?", "no", "Nei", None, None, None, None, "ja"],
    ]
    assert rows[0][5].number_format == "0.0%"
    # A text that begins with = is a text: `s`, where a formula is `f`.
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(exporting.counts_xlsx(counted()))).read("xl/worksheets/sheet1.xml")


def test_counts_are_headed_in_the_readers_language() -> None:
    assert exporting.counts_csv(counted(), "en").decode("utf-8-sig").startswith("variable;question;code;answer;count;")


def test_what_may_be_compared_is_told_in_the_readers_language(tmp_path: Path) -> None:
    taken = replace(extract(answered=[]), rounds=(("2017", TRICKY), ("2020", TRICKY)), language="en")
    told = csv.DictReader(io.StringIO(written(taken, "ledger", tmp_path).decode()))
    assert next(line["to_label"] for line in told if line["variable"] == "bor") == "Where do you live?"
