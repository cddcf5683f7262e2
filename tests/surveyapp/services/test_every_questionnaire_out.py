"""Every questionnaire that we ship comes out in every format, with what was answered in it."""

from __future__ import annotations

import csv
import random
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from questionnaires.answers import Setting
from questionnaires.codebook import NOT_ASKED
from questionnaires.definition import Questionnaire
from questionnaires.library import paths
from questionnaires.loading import load_file
from questionnaires.routing import Route
from questionnaires.rows import flatten
from surveyapp.models.datafiles import harmless
from surveyapp.services import exporting
from surveyapp.services.exporting import FORMAT_NAMES
from surveyapp.synthetic import answers as made_up
from surveyapp.synthetic.people import anyone
from tests.surveyapp.services.extracts import DAY, extract

EVERYTHING = Path(__file__).parents[2] / "data" / "everything.yaml"
SHIPPED = [load_file(path) for path in (*paths().values(), EVERYTHING)]


def persons(questionnaire: Questionnaire) -> list[dict[str, Any]]:
    chance = random.Random(3)
    setting = Setting(DAY)
    routes = (Route(questionnaire, made_up(questionnaire, anyone(DAY, chance), chance), setting) for _ in range(25))
    return [dict(route.kept()) for route in routes]


@pytest.mark.parametrize("questionnaire", SHIPPED, ids=lambda each: each.id)
def test_it_comes_out_in_every_format(questionnaire: Questionnaire, tmp_path: Path) -> None:
    answered = persons(questionnaire)
    exporting.write_files(extract(questionnaire, answered), FORMAT_NAMES, tmp_path)
    with (tmp_path / "svar.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    routed = [flatten(Route(questionnaire, each, Setting(DAY))) for each in answered]
    for row, expected in zip(rows, routed, strict=True):
        assert {name: cell for name, cell in row.items() if name != "participant" and cell} == {
            name: harmless(cell) for name, cell in expected.items()
        }
    # pandas has a reader of its own for Stata's files; it must find every answer there is.
    with (tmp_path / "kodebok.csv").open(encoding="utf-8", newline="") as file:
        names = {line["variable"]: (line["stata"], line["kind"]) for line in csv.DictReader(file)}
    found = pd.read_stata(tmp_path / "svar.dta", convert_categoricals=False)
    for variable, (stata, kind) in names.items():
        if kind == "coded":
            gone = {NOT_ASKED, *(code for code in _missing(tmp_path, variable))}
            there = sum(row[variable] not in ("", *gone) for row in rows)
            assert found[stata].notna().sum() == there, variable


def _missing(folder: Path, variable: str) -> set[str]:
    with (folder / "koder.csv").open(encoding="utf-8", newline="") as file:
        return {
            line["code"] for line in csv.DictReader(file) if line["variable"] == variable and line["missing"] == "1"
        }
