"""A rehearsal reaches what can be reached, and tells what cannot be reached or handed in."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analysis.cli import main as analysis
from questionnaires.checks import all_problems
from questionnaires.library import paths
from questionnaires.loading import load, load_file
from questionnaires.routing import Route
from surveyapp.cli.rehearsing import rehearse_file
from surveyapp.models.datafiles import KEY_COLUMN
from surveyapp.rehearsal import Rehearsal, rehearse

TODAY = date(2026, 3, 2)
FILES = {**paths(), "everything": Path(__file__).parents[1] / "data" / "everything.yaml"}

HEAD = """
id: rehearsed
title: {nb: Prøve}
languages: [nb]
unit: person
about: {nb: Om prøven.}
"""

# Beds and weeks open their own pages only at a bound, and the last page only in a later round.
BRANCHING = (
    HEAD
    + """
pages:
  - id: plan
    title: {nb: Plan}
    questions:
      - id: plan
        type: choice
        required: true
        when_empty: {nb: Velg ett svar.}
        text: {nb: Finnes det en plan?}
        choices: {yes: {nb: Ja}, no: {nb: Nei}}
      - {id: beds, type: count, to: 100000, text: {nb: Hvor mange senger?}, warn_if: {equals: 777}}
  - id: many
    title: {nb: Mange}
    show_when: {all: [{plan: yes}, {not: {beds: {at_most: 99998}}}]}
    questions:
      - id: which
        type: choices
        at_least: 2
        text: {nb: Hvilke?}
        choices:
          a: {nb: A}
          b: {nb: B}
          c: {nb: C, show_when: {beds: {equals: 100000}}}
  - id: chosen
    title: {nb: Valgt}
    for_each: which
    questions:
      - {id: why, type: choice, text: {nb: Hvorfor?}, choices: {x: {nb: X}, y: {nb: Y}}}
  - id: later
    title: {nb: Senere}
    show_when: {round: 2, earlier.plan: no, plan: yes}
    questions:
      - {id: changed, type: short_text, text: {nb: Hva skjedde?}}
"""
)

# Whoever has a plan and more than three beds meets a number that every value is refused for.
DEAD_END = (
    HEAD
    + """
pages:
  - id: plan
    title: {nb: Plan}
    questions:
      - id: plan
        type: choice
        required: true
        when_empty: {nb: Velg ett svar.}
        text: {nb: Finnes det en plan?}
        choices: {yes: {nb: Ja}, no: {nb: Nei}}
      - {id: beds, type: count, to: 9, required: true, when_empty: {nb: Skriv et tall.}, text: {nb: Senger?}}
      - {id: twice, type: calculated, value: 2 * beds, text: {nb: To ganger}}
  - id: dead
    title: {nb: Blindvei}
    show_when: {plan: yes, beds: {more_than: 3}}
    questions:
      - {id: hard, type: count, to: 9, required: true, when_empty: {nb: Skriv et tall.}, text: {nb: Hvor mange?}}
  - id: never
    title: {nb: Aldri}
    show_when: {twice: {more_than: 18}}
    questions:
      - {id: unseen, type: short_text, text: {nb: Hva?}}
checks:
  no:
    when: {hard: {at_least: 0}}
    at: hard
    level: refuse
    say: {nb: Det kan ikke stemme.}
"""
)


def run(*words: str | Path, code: int = 0) -> Result:
    result = CliRunner().invoke(rehearse_file, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result


def names(targets: Iterable[object]) -> list[str]:
    return [f"{target.kind} {target.name}" for target in targets]  # type: ignore[attr-defined]


def rehearsed(text: str, answers: int = 150) -> Rehearsal:
    return rehearse(load(text), answers=answers, rounds=2, seed=3, today=TODAY)


def test_pages_behind_bounds_earlier_answers_and_choices_of_choices_are_reached() -> None:
    done = rehearsed(BRANCHING)
    assert names(done.unreached) == []
    assert done.fired["beds warn_if"] >= 1
    # By hand: with or without page `many`, and in round 2 with or without `later`; `chosen` follows `many` if answered.
    assert 4 <= done.paths <= 6


def test_a_path_that_nobody_can_hand_in_is_a_dead_end_at_its_place_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "dead.yaml"
    file.write_text(DEAD_END, "utf-8")
    lines = run(file, "-n", "60", code=1).output.splitlines()
    line = next(number for number, text in enumerate(DEAD_END.splitlines(), start=1) if "id: hard" in text)
    at = lines.index(f"{file}:{line}:9: error: 1 path could not be handed in, whatever was answered.")
    assert lines[at + 1] == "  refused by: check no"
    assert "plan: yes" in lines[at + 2]
    never = next(number for number, text in enumerate(DEAD_END.splitlines(), start=1) if "id: never" in text)
    assert f"{file}:{never}:5: page never (when {{twice: {{more_than: 18}}}})" in lines


def test_a_refusal_that_can_be_mended_is_no_dead_end(tmp_path: Path) -> None:
    file = tmp_path / "mended.yaml"
    file.write_text(DEAD_END.replace("{hard: {at_least: 0}}", "{hard: {at_least: 1}}"), "utf-8")
    assert "error" not in run(file, "-n", "60").output


@pytest.mark.parametrize("name", FILES)
def test_everything_in_what_we_ship_is_reached_and_can_be_handed_in(name: str) -> None:
    done = rehearse(load_file(FILES[name]), answers=80, rounds=2, seed=1, today=TODAY)
    assert names(done.unreached) == []
    assert done.dead_ends == ()
    assert [len(each) for each in done.rounds] == [80, 80]
    for each in done.rounds[1]:
        assert all_problems(Route(done.questionnaire, each.answers, each.setting)) == ()


def test_the_same_seed_answers_the_same() -> None:
    assert rehearsed(BRANCHING, 20) == rehearsed(BRANCHING, 20)


@pytest.mark.parametrize("name", FILES)
def test_the_rounds_that_are_written_can_be_compared(name: str, tmp_path: Path) -> None:
    run(FILES[name], "-n", "40", "-o", tmp_path)
    first, second = tmp_path / "round1.csv", tmp_path / "round2.csv"
    header, *rows = list(csv.reader(first.read_text("utf-8").splitlines()))
    pairing = ["--pair-by", KEY_COLUMN] if header[0] == KEY_COLUMN else []
    words = ["compare", str(first), str(second), "--codebook", str(tmp_path / "codebook.json"), *pairing]
    compared = CliRunner().invoke(analysis, words)
    assert compared.exit_code == 0, compared.output
    assert len(rows) == 40
    assert f"in both: {len(rows)}" in compared.output
    assert json.loads((tmp_path / "round1.round.json").read_text("utf-8"))["synthetic"] is True


def test_a_kommune_answers_a_round_once_however_many_answers_are_asked_for(tmp_path: Path) -> None:
    run(FILES["tiltaksstatus"], "-n", "30", "--rounds", "1", "-o", tmp_path)
    assert not (tmp_path / "round2.csv").exists()
    run(FILES["everything"], "-n", "400", "--rounds", "1", "-o", tmp_path)
    rows = list(csv.DictReader((tmp_path / "round1.csv").read_text("utf-8").splitlines()))
    kommuner = [row["kommune"] for row in rows]
    assert len(kommuner) == len(set(kommuner)) < 400


def test_a_file_with_problems_is_told_as_it_is() -> None:
    done = CliRunner().invoke(rehearse_file, [str(FILES["psfs"]), "-n", "0"])
    assert done.exit_code == 2
