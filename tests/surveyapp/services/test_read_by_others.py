"""What we write, read by programs not ours: PSPP, R, LibreOffice, pandas and DuckDB."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from surveyapp.services import exporting
from surveyapp.services.exporting import FORMAT_NAMES
from tests.surveyapp.services.extracts import LONG, LONG_CODE, TRICKY, WRITTEN, extract


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every format of the same five answers."""
    made = tmp_path_factory.mktemp("ut")
    exporting.write_files(extract(), FORMAT_NAMES, made)
    return made


def pspp(folder: Path, commands: str) -> str:
    """What PSPP prints, as lines of cells."""
    syntax = folder / "les.sps"
    syntax.write_text(f"GET FILE='{folder / 'svar.sav'}'.\n{commands}", "utf-8")
    call = ["pspp", str(syntax), "-o", "-", "-O", "format=csv"]
    done = subprocess.run(call, capture_output=True, text=True, check=True, timeout=60)
    assert "error" not in done.stdout + done.stderr
    return done.stdout


def test_pspp_finds_labels_measures_and_missing_values(folder: Path) -> None:
    told = list(csv.reader(io.StringIO(pspp(folder, "DISPLAY DICTIONARY.\n"))))
    measures = {row[0]: row[3] for row in told if len(row) == 10}
    assert [measures[name] for name in ("v_with", "bor", "kroner", "ord")] == ["Ordinal", "Nominal", "Scale", "Nominal"]
    missing = {row[0]: row[9] for row in told if len(row) == 10}
    # Four ways of not answering in all: not asked, vet_ikke, vil_ikke and ingen_tall, the last below all numbers.
    assert missing["v_with"] == "-2 THRU -1"
    assert missing["bor"] == "-3 THRU -1"
    assert missing["kroner"] == "-1000000004 THRU -1000000001"


def test_pspp_counts_as_we_do(folder: Path) -> None:
    told = list(csv.reader(io.StringIO(pspp(folder, "FREQUENCIES bor /STATISTICS=NONE.\n"))))
    counted = {row[1]: row[2] for row in told if len(row) >= 5}
    assert (counted["@by"], counted["Vil ikke si"]) == ("1", "1")
    counted_valid = [row[2] for row in told if row[1:2] == ["Bygd"]]
    assert counted_valid == ["1", "1"]


def test_pspp_reads_numbers_below_zero_and_why_there_is_none(folder: Path) -> None:
    told = pspp(folder, "DESCRIPTIVES kroner /STATISTICS=MINIMUM MAXIMUM.\nFREQUENCIES kroner.\n")
    assert '"Valid N",' not in told
    assert "Har ikke tall" in told
    assert "-1.50,999.25" in told


def test_what_spss_cuts_is_whole_letters_and_told(folder: Path) -> None:
    told = pspp(folder, "DISPLAY LABELS.\nDISPLAY DICTIONARY.\n")
    label = next(row[2] for row in csv.reader(io.StringIO(told)) if row[0:1] == ["v_with"])
    assert label.endswith("…")
    assert LONG.startswith(label[:-1])
    about = (folder / "LESMEG.txt").read_text("utf-8")
    assert f"sav: teksten til with er kortet ned: {label}" in about
    assert "sav: with heter v_with" in about
    assert "sav: With heter v_With_2" in about
    codes = (folder / "koder.csv").read_text("utf-8")
    assert LONG_CODE.strip() in codes


def test_pandas_reads_stata_with_its_missing_values(folder: Path) -> None:
    plain = {"convert_categoricals": False, "convert_dates": False, "convert_missing": True}
    with pd.io.stata.StataReader(folder / "svar.dta", **plain) as reader:
        found = reader.read()
        labels = reader.value_labels()
    shown = {name: [str(each) for each in found[name]] for name in ("bor", "v_With_2", "kroner", "bydel")}
    assert shown["bor"] == ["1", "2", ".c", "3", "."]
    assert shown["v_With_2"] == ["2", ".b", ".", ".", "."]
    assert shown["kroner"] == ["-1.5", ".d", "0.0", "999.25", "."]
    assert shown["bydel"] == ["3", ".a", ".a", ".a", ".a"]
    assert "Vil ikke si" in next(held for held in labels.values() if "@by" in held.values()).values()
    assert list(found["ord"])[:2] == [WRITTEN, "-1"]


def test_duckdb_reads_parquet(folder: Path) -> None:
    with duckdb.connect() as database:
        found = database.execute(
            "SELECT bor, kroner, kroner_missing, bydel, ord FROM read_parquet(?)", [str(folder / "svar.parquet")]
        ).fetchall()
    assert found == [
        ("by", -1.5, None, "3", WRITTEN),
        ("bygd", None, "ingen_tall", "not_asked", "-1"),
        ("vil_ikke", 0.0, None, "not_asked", None),
        ("annet", 999.25, None, "not_asked", "pip\nny"),
        (None, None, None, "not_asked", None),
    ]


def test_r_runs_the_script_and_counts_as_we_do(folder: Path) -> None:
    script = (
        "source('les_inn.R'); "
        "write.csv(as.data.frame(table(svar$bor, useNA = 'ifany')), row.names = FALSE); "
        "cat(mean(svar$kroner, na.rm = TRUE), nlevels(svar$with), is.ordered(svar$with), hvorfor$kroner[2], "
        "svar$ord[1] == commandArgs(TRUE)[2], attr(svar$with, 'label') == commandArgs(TRUE)[1])"
    )
    call = ["Rscript", "--vanilla", "-e", script, LONG.strip(), WRITTEN]
    utf8 = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(call, capture_output=True, text=True, check=True, timeout=60, cwd=folder, env=utf8)
    *counts, last = done.stdout.strip().splitlines()
    assert counts == ['"Var1","Freq"', '"@by",1', '"Bygd (bygd)",1', '"Bygd (annet)",1', "NA,2"]
    # The mean of -1.5, 0 and 999.25.
    assert last.split() == ["332.5833", "3", "TRUE", "ingen_tall", "TRUE", "TRUE"]


def test_python_runs_the_script_and_counts_as_we_do(folder: Path) -> None:
    script = (
        "from les_inn import read; answers, why = read('.'); "
        "print(answers['bor'].to_list(), answers['kroner'].mean(), why['kroner'][1], repr(answers['ord'][0]))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=folder)
    told = ["by", "bygd", None, "annet", None]
    assert done.stdout.strip() == f"{told} {(-1.5 + 0 + 999.25) / 3} ingen_tall {WRITTEN!r}"


def test_libreoffice_reads_the_workbook_and_runs_nothing(folder: Path, tmp_path: Path) -> None:
    # 44,34,76: commas, quotes, UTF-8; -1: every sheet.
    as_csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    call = ["soffice", profile, "--headless", "--convert-to", as_csv, "--outdir", str(tmp_path)]
    subprocess.run([*call, str(folder / "svar.xlsx")], capture_output=True, check=True, timeout=180)
    sheets = {path.stem.removeprefix("svar-"): path for path in tmp_path.glob("svar-*.csv")}
    assert set(sheets) == {"Les meg", "Svar", "Svar som koder", "Variabler", "Koder"}
    with sheets["Svar"].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["bor"] for row in rows] == ["@by", "Bygd", "Vil ikke si", "Bygd", ""]
    assert rows[0]["ord"] == WRITTEN
    assert rows[0]["With"] == "-2 av 5"
    assert rows[1]["kroner"] == "Har ikke tall"
    assert float(rows[0]["kroner"]) == -1.5
    with sheets["Svar som koder"].open(encoding="utf-8", newline="") as file:
        assert [row["bor"] for row in csv.DictReader(file)] == ["by", "bygd", "vil_ikke", "annet", ""]


def test_the_names_are_those_of_the_questionnaire_in_text() -> None:
    assert extract().header[1:3] == ("with", "With")
    assert TRICKY.question("with").text.plain["nb"] == LONG.strip()
