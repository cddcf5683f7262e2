"""Answers as files for other programs: whose they are, all of them, and whole files or none."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from surveyapp.models.errors import RoundStillOpenError
from surveyapp.services import access, answering, exporting
from surveyapp.services.exporting import FORMAT_NAMES, FORMATS, Extract, FormatName
from tests.databases import Database
from tests.surveyapp.stage import NOW, OLA, Stage, set_up

ROOT = Path(__file__).parents[3]


def answer(stage: Stage, participant: str, answers: dict[str, Any]) -> None:
    key = stage.begin(participant)
    answering.save_page(stage.session, key, "plan", answers, revision=0, now=NOW)
    answering.submit(stage.session, key, NOW, OLA if participant else None)


@contextmanager
def taken(stage: Stage, *, texts: bool = False, number: int = 1) -> Iterator[Extract]:
    round_id = stage.round_ids[number - 1]
    with exporting.extract(stage.session, stage.survey_id, [round_id], NOW, texts=texts) as found:
        yield found


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_pseudonym_stands_for_a_person_the_same_in_all_rounds(session: Session, tmp_path: Path) -> None:
    stage = set_up(session, privacy="confidential", rounds=2)
    for number in (1, 2):
        for key in ("F-1", "F-2"):
            begun = stage.begin(key, number)
            answering.save_page(session, begun, "plan", {"har": "no" if key == "F-1" else "yes"}, revision=0, now=NOW)
            answering.submit(session, begun, NOW, None)
        with taken(stage, number=number) as found:
            exporting.write_files(found, ["csv"], tmp_path / str(number))
    first, second = (rows_of(tmp_path / str(number) / "svar.csv") for number in (1, 2))
    assert {row["participant"] for row in first}.isdisjoint({"F-1", "F-2"})
    assert {row["participant"]: row["har"] for row in first} == {row["participant"]: row["har"] for row in second}
    assert len({row["participant"] for row in first}) == 2


def test_who_answers_in_its_own_name_keeps_it(session: Session, tmp_path: Path) -> None:
    stage = set_up(session)
    answer(stage, "=A1", {"har": "no"})
    with taken(stage) as found:
        exporting.write_files(found, ["csv"], tmp_path)
    assert rows_of(tmp_path / "svar.csv")[0]["participant"] == "'=A1"


def test_an_anonymous_round_waits_until_it_is_over(session: Session) -> None:
    stage = set_up(session, privacy="anonymous")
    with pytest.raises(RoundStillOpenError), taken(stage):
        pass


@pytest.mark.parametrize("name", [each for each in FORMAT_NAMES if FORMATS[each].file.startswith("svar.")])
def test_a_file_with_too_few_answers_is_not_there(session: Session, tmp_path: Path, name: FormatName) -> None:
    stage = set_up(session)
    answer(stage, "a", {"har": "no"})
    with taken(stage) as found, pytest.raises(exporting.RowsMissingError):
        exporting.write_files(replace(found, count=2), [name], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_is_handed_in_meanwhile_is_not_in_it(session: Session, tmp_path: Path) -> None:
    stage = set_up(session)
    answer(stage, "a", {"har": "no"})
    with taken(stage) as found:
        with Session(session.get_bind()) as other:
            other.info.update(session.info)
            answer(replace(stage, session=other), "b", {"har": "yes"})
        exporting.write_files(found, ["csv", "sav"], tmp_path)
    assert [row["participant"] for row in rows_of(tmp_path / "svar.csv")] == ["a"]


def test_what_was_there_stays_until_the_new_file_is_whole(session: Session, tmp_path: Path) -> None:
    stage = set_up(session)
    archive = tmp_path / "svar.zip"
    archive.write_text("som før", "utf-8")
    with taken(stage) as found, pytest.raises(exporting.RowsMissingError):
        exporting.write_zip(replace(found, count=1), ["csv"], archive)
    assert archive.read_text("utf-8") == "som før"
    with taken(stage) as found:
        exporting.write_zip(found, ["csv"], archive)
    assert archive.read_bytes().startswith(b"PK")
    assert archive.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_a_disk_that_takes_nothing_is_told_and_nothing_is_left(
    session: Session, tmp_path: Path, name: FormatName
) -> None:
    stage = set_up(session)
    (tmp_path / "ut").write_text("a file where the folder should be", "utf-8")
    with taken(stage) as found, pytest.raises(exporting.FileNotMadeError):
        exporting.write_files(found, [name], tmp_path / "ut")
    assert [each.name for each in tmp_path.iterdir()] == ["ut"]


def test_a_disk_that_is_full_half_way_leaves_no_file(tmp_path: Path) -> None:
    script = f"""
import json, resource
from pathlib import Path
from surveyapp.services import exporting
from tests.surveyapp.services.extracts import ANSWERED, extract

resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
told = {{}}
for name in exporting.FORMAT_NAMES:
    if exporting.FORMATS[name].file.startswith("svar."):
        try:
            exporting.write_files(extract(answered=ANSWERED * 5_000), [name], Path({str(tmp_path)!r}))
        except exporting.FileNotMadeError as error:
            told[name] = str(error)
print(json.dumps(told))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert set(json.loads(done.stdout)) == {"xlsx", "csv", "sav", "dta", "parquet", "fhir"}
    assert list(tmp_path.iterdir()) == []


def test_two_who_write_the_same_file_at_once_each_write_a_whole_one(database: Database, tmp_path: Path) -> None:
    with Session(database.engine) as session:
        access.act_as(session, access.OPERATOR)
        stage = set_up(session)
        answer(stage, "a", {"har": "no"})

    def write(_number: int) -> bytes:
        with Session(database.engine) as session:
            access.act_as(session, access.OPERATOR)
            with taken(replace(stage, session=session)) as found:
                return exporting.write_zip(found, ["csv", "xlsx"], tmp_path / "svar.zip").read_bytes()

    with ThreadPoolExecutor(4) as pool:
        written = list(pool.map(write, range(8)))
    assert [each.name for each in tmp_path.iterdir()] == ["svar.zip"]
    for each in written:
        with zipfile.ZipFile(io.BytesIO(each)) as archive:
            assert archive.testzip() is None
            assert len(archive.namelist()) == 7
