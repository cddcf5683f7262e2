"""A rating comes out as the number that was given, of which one may take the mean in any program."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from questionnaires.loading import load
from surveyapp.services import exporting
from surveyapp.services.exporting import FORMAT_NAMES
from tests.surveyapp.services.extracts import extract

ASKED = load(
    """
id: vurdering
title: {nb: Vurdering}
languages: [nb]
unit: person
about: {nb: Om å klare ting.}
pages:
  - id: side
    title: {nb: Side}
    questions:
      - id: klarer
        type: rating
        from: 0
        to: 10
        better: higher
        ends: {0: {nb: Klarer det ikke}, 10: {nb: Uten vansker}}
        missing: {ikke_provd: {nb: Har ikke prøvd}}
        text: {nb: Hvor godt klarer du det?}
""",
    "vurdering.yaml",
)
ANSWERED: list[dict[str, Any]] = [{"klarer": 0}, {"klarer": 5}, {"klarer": 10}, {"klarer": "ikke_provd"}, {}]
"""Their mean is 5, and would be 6 of places on a scale that begins with 1."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every format of the five answers."""
    made = tmp_path_factory.mktemp("vurdering")
    exporting.write_files(extract(ASKED, ANSWERED), FORMAT_NAMES, made)
    return made


def told(call: list[str], folder: Path) -> str:
    utf8 = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run(call, capture_output=True, text=True, check=True, timeout=60, cwd=folder, env=utf8).stdout


def test_r_takes_the_mean_and_knows_why_there_is_none(folder: Path) -> None:
    script = "source('les_inn.R'); cat(mean(svar$klarer, na.rm = TRUE), hvorfor$klarer[4])"
    assert told(["Rscript", "--vanilla", "-e", script], folder) == "5 ikke_provd"


def test_parquet_holds_numbers_and_why_there_is_none(folder: Path) -> None:
    with duckdb.connect() as database:
        held = database.execute("SELECT klarer, klarer_missing FROM read_parquet(?)", [str(folder / "svar.parquet")])
        assert held.fetchall() == [(0, None), (5, None), (10, None), (None, "ikke_provd"), (None, None)]


@pytest.mark.parametrize("sheet", ["Svar", "Svar som koder"])
def test_excel_holds_numbers(folder: Path, sheet: str) -> None:
    assert list(pd.read_excel(folder / "svar.xlsx", sheet_name=sheet)["klarer"])[:3] == [0, 5, 10]


def test_spss_takes_the_mean_and_keeps_the_words_of_the_ends(folder: Path) -> None:
    (folder / "v.sps").write_text("GET FILE='svar.sav'.\nFREQUENCIES klarer /STATISTICS=MEAN.\n", "utf-8")
    lines = told(["pspp", "v.sps", "-o", "-", "-O", "format=csv"], folder).splitlines()
    assert "Mean,,5.00" in lines
    assert [line.split(",")[1] for line in lines if "Klarer det ikke" in line or "prøvd" in line] == [
        "Klarer det ikke",
        "Har ikke prøvd",
    ]


def test_stata_holds_numbers(folder: Path) -> None:
    assert pd.read_stata(folder / "svar.dta", convert_categoricals=False)["klarer"].mean() == 5
