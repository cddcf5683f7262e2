"""A round with the richer kinds of questions comes out as a file, and goes in again as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from questionnaires.loading import load
from surveyapp.models import Response
from surveyapp.services import answering, exporting, importing, inviting
from surveyapp.services.importing import Imported, ImportLimits, ImportRefusedError
from tests.surveyapp.stage import NOW, Stage, set_up

RICH = load(
    """
id: rich
title: {nb: Mange slag}
languages: [nb]
unit: person
about: {nb: Om alt mulig.}
roles: [self, proxy]
pages:
  - id: valg
    title: {nb: Valg}
    questions:
      - id: hinder
        type: choices
        text: {nb: Hva hindrer?}
        choices:
          tid: {nb: Tid}
          penger: {nb: Penger}
          annet: {nb: Annet, own_text: true}
      - id: viktigst
        type: ranking
        at_most: 2
        choices_from: hinder
        text: {nb: Hva hindrer mest?}
      - id: malt
        type: supplied_list
        at_most: 2
        text: {nb: Tiltakene}
  - id: tiltak
    title: {nb: Hvert tiltak}
    for_each: malt
    questions:
      - id: hvem
        type: choices
        text: {nb: "Hvem er med på {malt}?"}
        choices:
          brukere: {nb: Brukere}
          parorende: {nb: Pårørende}
  - id: tall
    title: {nb: Tall}
    questions:
      - id: plasser
        type: count
        to: 100
        text: {nb: Plasser}
      - id: brukt
        type: count
        to: 100
        text: {nb: I bruk}
      - id: andel
        type: calculated
        value: brukt / plasser * 100
        decimals: 1
        shown: false
        text: {nb: Andel i bruk}
      - id: ledig
        type: calculated
        value: plasser - brukt
        text: {nb: Ledige plasser}
""",
    "rich.yaml",
)
PAGES: list[tuple[str, dict[str, Any]]] = [
    ("role", {"role": "proxy"}),
    ("valg", {"hinder": ["tid", "annet"], "hinder_annet": "vær", "viktigst": {"annet": 1, "tid": 2}}),
    ("tiltak", {"hvem": {"1": ["brukere"], "2": ["brukere", "parorende"]}}),
    ("tall", {"plasser": 30, "brukt": 20}),
]
ROW = {
    "role": "proxy",
    "hinder.tid": "1",
    "hinder.penger": "0",
    "hinder.annet": "1",
    "hinder_annet": "vær",
    "viktigst.tid": "2",
    "viktigst.penger": "",
    "viktigst.annet": "1",
    "malt.1": "Kurs",
    "malt.2": "Trening",
    "hvem.1.brukere": "1",
    "hvem.1.parorende": "0",
    "hvem.2.brukere": "1",
    "hvem.2.parorende": "1",
    "plasser": "30",
    "brukt": "20",
    "andel": "66.7",
    "ledig": "10",
}


@pytest.fixture
def stage(session: Session) -> Stage:
    return set_up(session, RICH, privacy="confidential", rounds=2)


def take_in(stage: Stage, path: Path) -> Imported:
    limits = ImportLimits(10_000, 10)
    return importing.import_round(
        stage.session, stage.survey_id, stage.round_ids[1], path, key_column="participant", limits=limits, now=NOW
    )


def stored(stage: Stage, round_number: int) -> dict[str, Any]:
    answers: dict[str, Any] = stage.session.scalars(
        select(Response.answers).where(Response.round_id == stage.round_ids[round_number - 1])
    ).one()
    return answers


def hand_in(stage: Stage) -> None:
    stage.participant("F-1")
    lists = {"F-1": {"malt": ["Kurs", "Trening"]}}
    inviting.supply_lists(stage.session, stage.survey_id, lists, NOW)
    key = stage.begin("F-1")
    for page, answers in PAGES:
        revision = answering.open_draft(stage.session, key, NOW).revision
        saved = answering.save_page(stage.session, key, page, answers, revision=revision, now=NOW)
        assert (saved.problems, saved.conflicts) == ((), ())
    answering.submit(stage.session, key, NOW)


def test_every_kind_comes_out_as_its_variables(session: Session, stage: Stage) -> None:
    hand_in(stage)
    table = exporting.export_round(session, stage.survey_id, stage.round_ids[0], texts=True)
    assert dict(zip(table.header, table.rows[0], strict=True)) == {"participant": "F-1", **ROW}


def test_what_is_worked_out_is_stored_at_handing_in(stage: Stage) -> None:
    hand_in(stage)
    assert {name: stored(stage, 1)[name] for name in ("andel", "ledig")} == {"andel": 66.7, "ledig": 10}


def test_what_came_out_goes_in_as_it_was(session: Session, stage: Stage, tmp_path: Path) -> None:
    hand_in(stage)
    path = tmp_path / "ut.csv"
    first = exporting.export_round(session, stage.survey_id, stage.round_ids[0], texts=True)
    exporting.write_round(first, path)
    done = take_in(stage, path)
    assert (done.responses, done.new_participants) == (1, 0)
    second = exporting.export_round(session, stage.survey_id, stage.round_ids[1], texts=True)
    assert (second.header, second.rows) == (first.header, first.rows)
    assert stored(stage, 2) == stored(stage, 1)


def test_what_is_hidden_by_a_choice_not_made_comes_out_as_not_asked(session: Session, stage: Stage) -> None:
    key = stage.begin("F-2")
    answering.save_page(session, key, "role", {"role": "self"}, revision=0, now=NOW)
    answering.submit(session, key, NOW)
    table = exporting.export_round(session, stage.survey_id, stage.round_ids[0], texts=True)
    row = dict(zip(table.header, table.rows[0], strict=True))
    assert (row["role"], row["hinder.tid"], row["hinder_annet"]) == ("self", "", "not_asked")
    assert (row["hvem.1.brukere"], row["plasser"], row["andel"]) == ("not_asked", "", "")


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("", ""),
        (",andel", ",66.7"),
        (",andel", ',"66,7"'),
        (",andel", ",66.666667"),
        (",andel,ledig", ",66.7,10"),
    ],
)
def test_a_calculated_value_is_worked_out_from_the_file(stage: Stage, tmp_path: Path, heading: str, cells: str) -> None:
    path = tmp_path / "inn.csv"
    path.write_text(f"participant,role,plasser,brukt{heading}\nF-1,self,30,20{cells}\n", "utf-8")
    take_in(stage, path)
    assert stored(stage, 2) == {"role": "self", "plasser": 30, "brukt": 20, "andel": 66.7, "ledig": 10}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            "F-1,self,30,20,67.7,",
            "andel: is 67.7, but the other answers come to 66.7. Mend them, or take the cell out.",
        ),
        ("F-1,self,30,20,,11", "ledig: is 11, but the other answers come to 10. Mend them, or take the cell out."),
        ("F-1,self,30,,,10", "ledig: is 10, but cannot be worked out from the other answers. Take the cell out."),
        ("F-1,self,0,0,5,", "andel: is 5.0, but cannot be worked out from the other answers. Take the cell out."),
    ],
)
def test_a_calculated_value_that_disagrees_is_told(stage: Stage, tmp_path: Path, row: str, told: str) -> None:
    path = tmp_path / "inn.csv"
    path.write_text(f"participant,role,plasser,brukt,andel,ledig\n{row}\n", "utf-8")
    with pytest.raises(ImportRefusedError) as refused:
        take_in(stage, path)
    assert str(refused.value) == f"inn.csv:2:{told}"


@pytest.mark.parametrize(
    ("header", "row", "told"),
    [
        ("hinder.tid,viktigst.penger", "1,1", "2:viktigst: Choose"),
        ("hinder.tid,hinder_annet", "1,vær", "2:hinder_annet: is answered, but the other answers hide this question."),
        ("hvem.1.brukere", "1", "2:hvem.1: is answered, but the other answers hide this question."),
        ("hinder.tid,hinder.penger,viktigst.tid,viktigst.penger", "1,1,1,1", "2:viktigst.penger:"),
    ],
)
def test_what_the_kinds_do_not_allow_is_told(stage: Stage, tmp_path: Path, header: str, row: str, told: str) -> None:
    path = tmp_path / "inn.csv"
    path.write_text(f"participant,role,{header}\nF-1,self,{row}\n", "utf-8")
    with pytest.raises(ImportRefusedError) as refused:
        take_in(stage, path)
    assert f"inn.csv:{told}" in str(refused.value)
