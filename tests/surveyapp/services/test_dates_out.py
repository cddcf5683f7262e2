"""A day comes out as a day, to programs not ours: PSPP, R, pandas, DuckDB and LibreOffice's kin."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from openpyxl import load_workbook

from surveyapp.services import exporting
from surveyapp.services.exporting import FORMAT_NAMES
from tests.surveyapp.services.extracts import extract

FIRST, THIRD = dt.date(2026, 2, 28), dt.date(1814, 5, 17)
"""The first and the third answer; the second does not remember the day, and two gave none."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every format of the same five answers."""
    made = tmp_path_factory.mktemp("dager")
    exporting.write_files(extract(), FORMAT_NAMES, made)
    return made


def told(call: list[str], folder: Path) -> str:
    utf8 = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run(call, capture_output=True, text=True, check=True, timeout=60, cwd=folder, env=utf8).stdout


def test_spss_knows_the_day_and_why_there_is_none(folder: Path) -> None:
    (folder / "dag.sps").write_text("GET FILE='svar.sav'.\nLIST dag.\nFREQUENCIES dag.\n", "utf-8")
    lines = told(["pspp", "dag.sps", "-o", "-", "-O", "format=csv"], folder)
    assert lines.splitlines()[2:5] == ["28.02.2026", ".", "17.05.1814"]
    assert ",Husker ikke,1," in lines


def test_stata_knows_the_day(folder: Path) -> None:
    days = pd.read_stata(folder / "svar.dta", convert_categoricals=False)["dag"]
    assert [None if pd.isna(day) else day.date() for day in days] == [FIRST, None, THIRD, None, None]


def test_stata_knows_why_there_is_no_day(folder: Path) -> None:
    plain = {"convert_categoricals": False, "convert_dates": False, "convert_missing": True}
    days = pd.read_stata(folder / "svar.dta", **plain)["dag"]
    # Five ways of not answering in all, of which this is met last.
    assert [str(day) for day in days][1::2] == [".e", "."]


def test_parquet_knows_the_day_and_why_there_is_none(folder: Path) -> None:
    with duckdb.connect() as database:
        held = database.execute("SELECT dag, dag_missing FROM read_parquet(?)", [str(folder / "svar.parquet")])
        assert held.fetchall()[:3] == [(FIRST, None), (None, "husker_ikke"), (THIRD, None)]


@pytest.mark.parametrize("sheet", ["Svar", "Svar som koder"])
def test_excel_knows_the_day_from_its_first_year_on(folder: Path, sheet: str) -> None:
    rows = list(load_workbook(folder / "svar.xlsx")[sheet].values)
    place = rows[0].index("dag")
    assert rows[1][place] == dt.datetime.combine(FIRST, dt.time())
    assert rows[3][place] == THIRD.isoformat()


def test_the_script_makes_days_in_r(folder: Path) -> None:
    script = "source('les_inn.R'); cat(class(svar$dag), format(svar$dag[1:3]), hvorfor$dag[2])"
    assert told(["Rscript", "--vanilla", "-e", script], folder) == f"Date {FIRST} NA {THIRD} husker_ikke"


def test_the_script_makes_days_in_python(folder: Path) -> None:
    script = "from les_inn import read; answers, why = read('.'); print(answers['dag'].to_list(), why['dag'][1])"
    expected = f"{[FIRST, None, THIRD, None, None]} husker_ikke"
    assert told([sys.executable, "-c", f"import datetime; {script}"], folder).strip() == expected
