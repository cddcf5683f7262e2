from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from questionnaires.loading import load_file
from surveyapp.models.datafiles import RoundInfo
from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import uuid7
from surveyapp.services import answering, exporting, importing
from surveyapp.services.importing import ImportLimits
from tests.surveyapp.stage import NOW, OLA, Stage, psfs, set_up

DATA = Path(__file__).parents[2] / "data"
LIMITS = ImportLimits(max_bytes=10_000_000, max_rows=5000)


def answer(stage: Stage, participant: str, answers: dict[str, Any], mer: dict[str, Any] | None = None) -> None:
    key = stage.begin(participant)
    answering.save_page(stage.session, key, "plan", answers, revision=0, now=NOW)
    if mer:
        answering.save_page(stage.session, key, "mer", mer, revision=1, now=NOW)
    answering.submit(stage.session, key, NOW, OLA if participant else None)


def test_a_round_comes_out_as_codes_with_what_was_hidden_marked(session: Session) -> None:
    stage = set_up(session)
    answer(stage, "b", {"har": "yes", "antall": 0}, {"hvem": ["brukere"]})
    answer(stage, "a", {"har": "no"})
    answer(stage, "c", {"har": "yes"})
    stage.begin("d")
    table = exporting.export_round(session, stage.survey_id, stage.round_ids[0])
    assert table.header == ("participant", "har", "antall", "hvem.brukere", "hvem.parorende", "hvem.ansatte")
    assert table.rows == (
        ("a", "no", "", "not_asked", "not_asked", "not_asked"),
        ("b", "yes", "0", "1", "0", "0"),
        ("c", "yes", "", "", "", ""),
    )


def test_what_people_wrote_stays_behind_unless_asked_for(session: Session) -> None:
    stage = set_up(session)
    answer(stage, "a", {"har": "no", "merknad": "om meg"})
    without = exporting.export_round(session, stage.survey_id, stage.round_ids[0])
    with_texts = exporting.export_round(session, stage.survey_id, stage.round_ids[0], texts=True)
    assert "merknad" not in without.header
    assert "om meg" not in str(without.rows)
    assert with_texts.rows[0][with_texts.header.index("merknad")] == "om meg"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_never_becomes_a_formula(session: Session, start: str) -> None:
    stage = set_up(session)
    answer(stage, f"{start}A1", {"har": "no", "merknad": f"{start}1+1"})
    table = exporting.export_round(session, stage.survey_id, stage.round_ids[0], texts=True)
    assert table.rows[0][0] == f"'{start}A1"
    assert table.rows[0][table.header.index("merknad")] == f"'{start}1+1"


def test_an_anonymous_round_tells_nobodys_key(session: Session) -> None:
    stage = set_up(session, privacy="anonymous", synthetic=True)
    answer(stage, "", {"har": "no"})
    table = exporting.export_round(session, stage.survey_id, stage.round_ids[0])
    assert table.header[0] == "har"
    assert table.info.synthetic


def test_the_file_lies_beside_what_is_known_of_the_round(session: Session, tmp_path: Path) -> None:
    stage = set_up(session)
    answer(stage, "a", {"har": "no"})
    table = exporting.export_round(session, stage.survey_id, stage.round_ids[0])
    sidecar = exporting.write_round(table, tmp_path / "runde.csv")
    assert sidecar.name == "runde.round.json"
    assert json.loads(sidecar.read_text("utf-8")) == {
        "label": "Runde 1",
        "date": "2026-02-01",
        "denominator": 4,
        "denominator_date": "2026-01-01",
        "caveat": "",
        "synthetic": False,
    }
    assert table.info == RoundInfo("Runde 1", date(2026, 2, 1), 4, date(2026, 1, 1), "", synthetic=False)
    assert (tmp_path / "runde.csv").read_text("utf-8").splitlines()[1] == "a,no,,not_asked,not_asked,not_asked"


def test_real_answers_come_out_as_they_went_in(session: Session, tmp_path: Path) -> None:
    stage = set_up(session, load_file(DATA / "mood.yaml"), privacy="confidential")
    source = DATA / "mood_round1.csv"
    importing.import_round(
        session, stage.survey_id, stage.round_ids[0], source, key_column="id", limits=LIMITS, now=NOW
    )
    path = tmp_path / "ut.csv"
    exporting.write_round(exporting.export_round(session, stage.survey_id, stage.round_ids[0]), path)
    with source.open(encoding="utf-8", newline="") as before, path.open(encoding="utf-8", newline="") as after:
        given = {row.pop("id"): row for row in csv.DictReader(before)}
        found = {row.pop("participant"): row for row in csv.DictReader(after)}
    assert len(found) == 1884
    assert found == given


def test_an_exported_round_of_every_type_can_be_taken_in_again(session: Session, tmp_path: Path) -> None:
    stage = set_up(session, load_file(DATA / "everything.yaml"), rounds=2)
    key = stage.begin("4204")
    pages: list[tuple[str, dict[str, Any]]] = [
        ("choosing", {"plan": "yes", "tools": ["psfs", "copm"], "known": "dont_know"}),
        ("numbers", {"offers": {"day": "own", "night": "none"}, "places": "no_figures", "posts": 1.5}),
        ("words", {"short": "kort", "activity": {"1": "gå", "3": "stå"}}),
        ("rating", {"manages": {"1": 0, "3": "not_tried"}, "why": {"1": "smerter"}}),
    ]
    for page, answers in pages:
        revision = answering.open_draft(session, key, NOW).revision
        assert answering.save_page(session, key, page, answers, revision=revision, now=NOW).problems == ()
    answering.submit(session, key, NOW, OLA)
    path = tmp_path / "runde.csv"
    first = exporting.export_round(session, stage.survey_id, stage.round_ids[0], texts=True)
    exporting.write_round(first, path)
    importing.import_round(session, stage.survey_id, stage.round_ids[1], path, key_column=None, limits=LIMITS, now=NOW)
    second = exporting.export_round(session, stage.survey_id, stage.round_ids[1], texts=True)
    assert second.rows == first.rows
    assert len(first.rows) == 1


def test_ratings_leave_the_activities_behind(session: Session) -> None:
    stage = set_up(session, psfs(), privacy="confidential")
    header = exporting.export_round(session, stage.survey_id, stage.round_ids[0]).header
    assert "klarer.1" in header
    assert not any(name.startswith("aktivitet") for name in header)


def test_a_round_that_is_not_there_is_not_found(session: Session) -> None:
    stage = set_up(session)
    with pytest.raises(NotFoundError):
        exporting.export_round(session, stage.survey_id, uuid7())
