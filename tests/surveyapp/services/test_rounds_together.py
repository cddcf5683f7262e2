"""Several rounds in one file: one column for what may be compared, and one each for what may not."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest
from sqlalchemy.orm import Session

from questionnaires.definition import Questionnaire
from questionnaires.loading import load
from surveyapp.models.errors import RoundStillOpenError
from surveyapp.services import answering, exporting
from surveyapp.services.exporting import FORMAT_NAMES, Extract, RowsMissingError
from surveyapp.services.exporting.joining import joined
from tests.surveyapp.services.extracts import extract
from tests.surveyapp.stage import NOW, Stage, set_up

FIRST = """
id: tjeneste
title: {nb: Tjenesten}
languages: [nb]
unit: person
about: {nb: Om tjenesten.}
pages:
  - id: side
    title: {nb: Side}
    questions:
      - {id: har, type: choice, text: {nb: Har dere plan?}, choices: {ja: {nb: Ja}, nei: {nb: Nei}},
         missing: {vet_ikke: {nb: Vet ikke}}}
      - {id: hvor, type: choice, text: {nb: Hvor ofte?}, choices: {daglig: {nb: Daglig}, ukentlig: {nb: Ukentlig}}}
      - {id: hvem, type: choices, text: {nb: Hvem?}, choices: {mor: {nb: Mor}, far: {nb: Far}, lege: {nb: Lege}}}
      - {id: antall, type: count, text: {nb: Hvor mange?}, from: 0, to: 10}
      - {id: borte, type: count, text: {nb: Hvor mange var borte?}, from: 0, to: 10}
"""
SECOND = (
    FIRST.replace("Har dere plan?", "Har kommunen en plan?")
    .replace(
        "daglig: {nb: Daglig}, ukentlig: {nb: Ukentlig}}", "ofte: {nb: Ofte}}, maps: {daglig: ofte, ukentlig: ofte}"
    )
    .replace("mor: {nb: Mor}, far: {nb: Far}", "forelder: {nb: Forelder}")
    .replace("lege: {nb: Lege}}}", "lege: {nb: Lege}}, maps: {mor: forelder, far: forelder}}")
    .replace("from: 0, to: 10}", "from: 0, to: 99}", 1)
    .replace("borte, type: count, text: {nb: Hvor mange var borte?}", "nytt, type: count, text: {nb: Noe nytt?}")
)
OLD, NEW = load(FIRST, "a.yaml"), load(SECOND, "b.yaml")
FORMER: list[dict[str, Any]] = [
    {"har": "ja", "hvor": "daglig", "hvem": ["far"], "antall": 3, "borte": 1},
    {"har": "vet_ikke", "hvor": "ukentlig", "hvem": ["lege"], "antall": 10},
]
LATTER: list[dict[str, Any]] = [{"har": "nei", "hvor": "ofte", "hvem": ["forelder"], "antall": 44, "nytt": 7}]


def parts(first: Sequence[dict[str, Any]] = FORMER, second: Sequence[dict[str, Any]] = LATTER) -> list[Extract]:
    """Two rounds, between which the questionnaire was changed."""
    asked: list[tuple[str, Questionnaire]] = [("2020", OLD), ("2024", NEW)]
    found = []
    for number, answered in enumerate((first, second), start=1):
        label, questionnaire = asked[number - 1]
        one = extract(questionnaire, answered)
        about = replace(one.about, number=number, info=replace(one.about.info, label=label))
        found.append(replace(one, about=about, rounds=tuple(asked[:number])))
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two rounds in every format."""
    made = tmp_path_factory.mktemp("runder")
    exporting.write_files(joined(parts()), FORMAT_NAMES, made)
    return made


def rows_of(folder: Path) -> list[dict[str, str]]:
    with (folder / "svar.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def column(folder: Path, name: str) -> list[str]:
    return [row[name] for row in rows_of(folder)]


def test_every_row_tells_its_round(folder: Path) -> None:
    assert column(folder, "round") == ["1", "1", "2"]


def test_who_answered_comes_first_and_then_the_round(folder: Path) -> None:
    assert list(rows_of(folder)[0])[:2] == ["participant", "round"]


def test_what_got_new_words_stays_apart(folder: Path) -> None:
    assert column(folder, "har") == ["not_asked", "not_asked", "nei"]
    assert column(folder, "har_r1") == ["ja", "vet_ikke", "not_asked"]


def test_codes_that_became_others_are_told_in_the_new_ones(folder: Path) -> None:
    assert column(folder, "hvor") == ["ofte", "ofte", "ofte"]


def test_of_two_choices_that_became_one_either_counts(folder: Path) -> None:
    assert column(folder, "hvem.forelder") == ["1", "0", "1"]
    assert column(folder, "hvem.lege") == ["0", "1", "0"]


def test_what_is_the_same_is_one_column(folder: Path) -> None:
    assert column(folder, "antall") == ["3", "10", "44"]


def test_what_only_one_round_had_was_not_asked_in_the_other(folder: Path) -> None:
    assert column(folder, "borte") == ["1", "", "not_asked"]
    assert column(folder, "nytt") == ["not_asked", "not_asked", "7"]


def test_nothing_else_is_in_it(folder: Path) -> None:
    names = ["participant", "round", "har", "hvor", "hvem.forelder", "hvem.lege", "antall", "nytt", "har_r1", "borte"]
    assert list(rows_of(folder)[0]) == names


def test_stata_knows_the_rounds_by_name(folder: Path) -> None:
    assert list(pd.read_stata(folder / "svar.dta")["round"]) == ["2020", "2020", "2024"]


def test_excel_and_parquet_hold_all_rounds(folder: Path) -> None:
    book = pd.read_excel(folder / "svar.xlsx", sheet_name="Svar")
    assert [str(each) for each in book["round"]] == ["2020", "2020", "2024"]
    assert pl.read_parquet(folder / "svar.parquet")["antall"].to_list() == [3, 10, 44]


def test_a_variable_that_stays_apart_says_of_which_round_it_is(folder: Path) -> None:
    with (folder / "kodebok.csv").open(encoding="utf-8", newline="") as file:
        labels = {line["variable"]: line["label"] for line in csv.DictReader(file)}
    assert labels["har"] == "Har kommunen en plan?"
    assert labels["har_r1"] == "Har dere plan? (2020)"


def test_each_round_has_a_bundle_and_a_codebook_of_its_own(folder: Path) -> None:
    sizes = [len(json.loads((folder / f"runde-{n}.svar.fhir.json").read_text("utf-8"))["entry"]) for n in (1, 2)]
    assert sizes == [2, 1]
    assert "fileDscr" not in (folder / "runde-1.kodebok.ddi.xml").read_text("utf-8")
    assert not (folder / "kodebok.ddi.xml").exists()


def test_the_readme_tells_of_each_round(folder: Path) -> None:
    told = (folder / "LESMEG.txt").read_text("utf-8")
    assert "3 svar, hentet" in told
    assert "Runde 1, 2020: 2 svar." in told
    assert "Runde 2, 2024: 1 svar." in told


def test_a_round_that_lacks_a_row_makes_no_file(tmp_path: Path) -> None:
    first, second = parts()
    # The sum is right, and yet neither round is.
    moved = [replace(first, count=3), replace(second, count=0)]
    with pytest.raises(RowsMissingError):
        exporting.write_files(joined(moved), ["csv"], tmp_path)
    assert list(tmp_path.iterdir()) == []


def hand_in(stage: Stage, key: str, number: int, answers: dict[str, Any]) -> None:
    begun = stage.begin(key, number)
    answering.save_page(stage.session, begun, "plan", answers, revision=0, now=NOW)
    answering.submit(stage.session, begun, NOW, None)


def test_a_pseudonym_pairs_the_rows_of_the_rounds(session: Session, tmp_path: Path) -> None:
    stage = set_up(session, privacy="confidential", rounds=2)
    hand_in(stage, "F-1", 1, {"har": "no"})
    hand_in(stage, "F-1", 2, {"har": "yes"})
    with exporting.extract(session, stage.survey_id, stage.round_ids, NOW, texts=False) as found:
        exporting.write_zip(found, ["csv"], tmp_path / "svar.zip")
    zipfile.ZipFile(tmp_path / "svar.zip").extractall(tmp_path)
    rows = rows_of(tmp_path)
    assert [(row["round"], row["har"]) for row in rows] == [("1", "no"), ("2", "yes")]
    assert rows[0]["participant"] == rows[1]["participant"] != "F-1"
    assert "merknad" not in rows[0]


def test_an_open_anonymous_round_holds_back_the_whole_file(session: Session) -> None:
    stage = set_up(session, privacy="anonymous", rounds=2)
    with (
        pytest.raises(RoundStillOpenError),
        exporting.extract(session, stage.survey_id, stage.round_ids, NOW, texts=False),
    ):
        pass
