"""Reading a round from files: alike from every kind, and refused with file, row and column."""

import csv
import datetime as dt
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from zipfile import ZipFile

import polars as pl
import pytest
from openpyxl import Workbook

from analysis.files.rounds import MOST_PROBLEMS, Round, RoundFileError, RoundInfo, read_round
from tests.analysis.made import OFFER_ASKS, written

BOOK = written(
    OFFER_ASKS
    + """\
      - {id: grad, type: grade, scale: grad, text: {nb: I hvilken grad?}}
      - {id: arsverk, type: number, decimals: 1, from: 0, to: 50, unit: {nb: årsverk}, text: {nb: Hvor mange?},
         missing: {no_figures: {nb: Ikke tall}}}
      - {id: ord, type: short_text, text: {nb: Med egne ord?}}
"""
)

Cell = str | int | float | None
Table = Sequence[Sequence[Cell]]

HEADING = ("id", "grad", "arsverk", "ord")
ANSWERS: Table = [
    (*HEADING,),
    ("a", 3, 1.5, "Æ, «ø» og \nå"),
    ("b", "dont_know", "no_figures", None),
    ("c", None, 12, "1"),
    ("d", "not_asked", "not_asked", "not_asked"),
]
AS_READ = [
    ("a", "3", "1.5", "Æ, «ø» og \nå"),
    ("b", "dont_know", "no_figures", None),
    ("c", None, "12", "1"),
    ("d", "not_asked", "not_asked", "not_asked"),
]


def as_csv(path: Path, table: Table) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table)
    return path


def as_xlsx(path: Path, table: Table) -> Path:
    workbook = Workbook()
    assert workbook.active is not None
    for row in table:
        workbook.active.append(list(row))
    workbook.save(path)
    return path


def as_parquet(path: Path, table: Table) -> Path:
    heading, *rows = ([None if cell is None else str(cell) for cell in row] for row in table)
    pl.DataFrame(rows, [str(name) for name in heading], orient="row").write_parquet(path)
    return path


WRITERS: dict[str, Callable[[Path, Table], Path]] = {".csv": as_csv, ".xlsx": as_xlsx, ".parquet": as_parquet}
every_kind = pytest.mark.parametrize("kind", WRITERS)


def read(folder: Path, *rows: Sequence[Cell], kind: str = ".csv", key: str | None = "id") -> Round:
    return read_round(WRITERS[kind](folder / f"r1{kind}", rows), BOOK, key)


def problems(folder: Path, *rows: Sequence[Cell], kind: str = ".csv", key: str | None = "id") -> list[str]:
    with pytest.raises(RoundFileError) as refused:
        read(folder, *rows, kind=kind, key=key)
    return list(refused.value.problems)


@every_kind
def test_every_kind_of_file_reads_alike(tmp_path: Path, kind: str) -> None:
    found = read(tmp_path, *ANSWERS, kind=kind)

    assert found.data.rows() == AS_READ
    # A closed question takes one byte a cell.
    assert found.data["grad"].to_physical().dtype == pl.UInt8
    assert {dtype for name, dtype in found.data.schema.items() if name != "grad"} == {pl.String}
    assert found.info == RoundInfo("r1")


def test_every_kind_of_file_has_the_same_fingerprint_and_other_answers_another(tmp_path: Path) -> None:
    prints = {read(tmp_path, *ANSWERS, kind=kind).sha256 for kind in WRITERS}
    turned = read(tmp_path, *(tuple(reversed(row)) for row in ANSWERS)).sha256
    other = read(tmp_path, *ANSWERS[:-1]).sha256

    assert prints == {turned}
    assert other not in prints


def test_numbers_that_a_file_keeps_as_decimals_are_read_as_a_person_writes_them(tmp_path: Path) -> None:
    # Other tools keep a column of codes with gaps as 3.0 and null.
    path = tmp_path / "r1.parquet"
    pl.DataFrame({"id": [1, 2, 3], "grad": [3.0, None, 1.0], "arsverk": [1.5, 12.0, 0.1]}).write_parquet(path)

    found = read_round(path, BOOK, "id")

    assert found.data.rows() == [("1", "3", "1.5"), ("2", None, "12"), ("3", "1", "0.1")]


def test_a_file_that_excel_marked_as_utf_8_is_read(tmp_path: Path) -> None:
    path = tmp_path / "r1.csv"
    path.write_text("grad,ord\r\n2,Blåbær\r\n", "utf-8-sig")

    assert read_round(path, BOOK).data.rows() == [("2", "Blåbær")]


@every_kind
def test_blank_lines_are_nobodys_answers(tmp_path: Path, kind: str) -> None:
    blank = (None, None, None, None)

    assert read(tmp_path, *ANSWERS, blank, blank, kind=kind).data.height == 4


@every_kind
def test_every_problem_is_told_at_once_with_row_and_column(tmp_path: Path, kind: str) -> None:
    found = problems(
        tmp_path, (*HEADING, "farge"), ("a", 7, 1.5, "", "rød"), ("b", 1, 51, "", ""), ("c", 2, "to", "", ""), kind=kind
    )

    numbers = "Allowed: numbers from 0 to 50 with at most 1 decimals, no_figures."
    advice = "Leave the column out, or name it with --pair-by if it tells who answered."
    assert found == [
        f"r1{kind}:1:farge: no variable of 'tilbud' has this name. {advice}",
        f"r1{kind}:2:grad: '7' is not allowed here. Allowed: 1, 2, 3, dont_know.",
        f"r1{kind}:3:arsverk: '51' is not allowed here. {numbers}",
        f"r1{kind}:4:arsverk: 'to' is not allowed here. {numbers}",
    ]


@pytest.mark.parametrize("number", ["-0.1", "50.1", "1.25", "1,5", "nan", "inf", "-inf", "1e9", "dont_know", "1 5"])
def test_what_is_no_number_within_the_bounds_is_refused(tmp_path: Path, number: str) -> None:
    (problem,) = problems(tmp_path, ("arsverk",), ("0",), (number,), ("50",), key=None)

    assert problem.startswith(f"r1.csv:3:arsverk: '{number}' is not allowed here.")


@pytest.mark.parametrize("code", ["0", "4", "1.0", "01", " 1", "no_figures", "Stor"])
def test_what_is_no_code_of_the_question_is_refused(tmp_path: Path, code: str) -> None:
    (problem,) = problems(tmp_path, ("grad",), ("1",), (code,), key=None)

    assert problem.startswith(f"r1.csv:3:grad: '{code}' is not allowed here.")


def test_after_twenty_problems_the_rest_are_counted(tmp_path: Path) -> None:
    with pytest.raises(RoundFileError) as refused:
        read(tmp_path, ("grad",), *[("9",)] * 27, key=None)

    lines = str(refused.value).splitlines()
    assert len(refused.value.problems) == 27
    assert (len(lines), lines[-1]) == (MOST_PROBLEMS + 1, "... and 7 more.")
    assert lines[19].startswith("r1.csv:21:grad:")


def test_a_key_that_is_missing_is_refused_with_the_columns_that_are_there(tmp_path: Path) -> None:
    assert problems(tmp_path, ("grad", "ord"), ("1", "x"), key="nummer") == [
        "r1.csv:1:nummer: there is no such column. Its columns: grad, ord ..."
    ]


def test_a_key_that_was_not_named_is_refused_with_how_to_name_it(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, *ANSWERS, key=None)

    assert problem.startswith("r1.csv:1:id:")
    assert "--pair-by" in problem


def test_a_file_without_any_question_is_refused(tmp_path: Path) -> None:
    assert problems(tmp_path, ("id",), ("a",)) == ["r1.csv:1: no column is a variable of 'tilbud'."]


def test_a_file_with_semicolons_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "r1.csv"
    path.write_text("grad;ord\n1;x\n", "utf-8")

    with pytest.raises(RoundFileError, match=r"r1\.csv:1:grad;ord: the columns are separated by semicolons\. Save"):
        read_round(path, BOOK)


@every_kind
def test_an_empty_file_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"r1{kind}"
    path.touch()

    with pytest.raises(RoundFileError, match=rf"^r1\{kind}: cannot be read as \{kind}: "):
        read_round(path, BOOK)


@pytest.mark.parametrize("kind", [".xlsx", ".parquet"])
def test_a_broken_file_is_refused(tmp_path: Path, kind: str) -> None:
    whole = WRITERS[kind](tmp_path / f"whole{kind}", ANSWERS).read_bytes()
    path = tmp_path / f"r1{kind}"
    path.write_bytes(b"\xff\xfe\x00" + whole[: len(whole) // 2])

    with pytest.raises(RoundFileError, match=rf"^r1\{kind}: cannot be read as \{kind}: "):
        read_round(path, BOOK)


def test_a_file_with_the_letters_of_an_old_windows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r1.csv"
    path.write_bytes("grad,ord\n1,Blåbær\n".encode("latin-1"))

    with pytest.raises(RoundFileError, match=r"^r1\.csv: cannot be read as \.csv: .*utf-?8"):
        read_round(path, BOOK)


def test_a_spreadsheet_that_is_cut_inside_is_refused(tmp_path: Path) -> None:
    whole, path = as_xlsx(tmp_path / "whole.xlsx", ANSWERS), tmp_path / "r1.xlsx"
    with ZipFile(whole) as source, ZipFile(path, "w") as cut:
        for name in source.namelist():
            content = source.read(name)
            cut.writestr(name, content[: len(content) // 2] if "sheet1" in name else content)

    with pytest.raises(RoundFileError, match=r"^r1\.xlsx: cannot be read as \.xlsx: "):
        read_round(path, BOOK)


@pytest.mark.parametrize("heading", [("grad", "grad"), ("grad", None)])
def test_a_spreadsheet_with_headings_that_tell_nothing_apart_is_refused(
    tmp_path: Path, heading: tuple[str, str | None]
) -> None:
    columns = (*heading, None)

    with pytest.raises(RoundFileError, match="two columns have the same heading, or one has none"):
        read(tmp_path, columns, ("1", "2", "x"), kind=".xlsx", key=None)


def test_an_empty_sheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RoundFileError, match=r"^r1\.xlsx:"):
        read(tmp_path, kind=".xlsx", key=None)


def test_a_file_of_another_kind_is_refused_with_the_kinds_that_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "r1.pdf"
    path.write_bytes(b"%PDF-1.7")

    with pytest.raises(RoundFileError) as refused:
        read_round(path, BOOK)

    assert str(refused.value) == "r1.pdf: cannot be read. Save it as .csv, .xlsx, .parquet, .sav."


def test_what_is_known_of_the_round_stands_beside_it(tmp_path: Path) -> None:
    known = {"label": "Høsten 2017", "date": "2017-10-16", "denominator": 426, "denominator_date": "2017-10-01"}
    (tmp_path / "r1.round.json").write_text(json.dumps(known | {"caveat": "To purringer.", "synthetic": True}))

    assert read(tmp_path, *ANSWERS).info == RoundInfo(
        "Høsten 2017", dt.date(2017, 10, 16), 426, dt.date(2017, 10, 1), "To purringer.", synthetic=True
    )


@pytest.mark.parametrize(
    ("sidecar", "says"),
    [
        ('{"label": "x", "denominater": 426}', "r1.round.json:denominater: "),
        ('{"denominator": 426}', "r1.round.json:label: "),
        ('{"label": "x", "date": "i fjor"}', "r1.round.json:date: "),
        ('{"label": "x", "denominator": "mange"}', "r1.round.json:denominator: "),
        ('{"label": "x", "denominator": -1}', "r1.round.json:denominator: "),
        ('{"label": ', "r1.round.json:the file: "),
        ("[]", "r1.round.json:the file: "),
    ],
)
def test_a_file_beside_it_that_cannot_be_right_is_refused(tmp_path: Path, sidecar: str, says: str) -> None:
    (tmp_path / "r1.round.json").write_text(sidecar, "utf-8")

    (problem,) = problems(tmp_path, *ANSWERS)

    assert problem.startswith(says)
