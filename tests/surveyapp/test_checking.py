"""The author's commands: problems for people, for programs and for GitHub, and the schema for editors."""

import json
from pathlib import Path

import pytest

from questionnaires.library import paths
from questionnaires.schema import json_schema
from tests.surveyapp.commands import called

HEAD = "id: x\ntitle: {nb: X}\nlanguages: [nb]\nunit: person\nabout: {nb: X}\npages:\n- id: s\n  title: {nb: S}\n"
WARNS = HEAD + "  questions:\n  - {id: q, type: choice, text: {nb: Q}, choices: {a: {nb: A}}}\n"
FAILS = WARNS.replace("{nb: Q}", "{nb: '100 % <b>Q</b>'}").replace("{nb: A}", "{nb: A}, b: {nb: B}")
# Line 10 is the question; columns count from 1.
CHOICES_AT = WARNS.splitlines()[9].index("{a:") + 1
TEXT_AT = FAILS.splitlines()[9].index("'100") + 1
MARKUP = "'<b>' is HTML or the code of a template, which is not allowed."
HINT = "Write plain words; use markdown where you need form."
ONE = "There is only one choice. Add another, or use 'consent' for something to agree to."


@pytest.fixture
def warns(tmp_path: Path) -> Path:
    file = tmp_path / "warns.yaml"
    file.write_text(WARNS, "utf-8")
    return file


@pytest.fixture
def fails(tmp_path: Path) -> Path:
    file = tmp_path / "one, two: 50 %.yaml"
    file.write_text(FAILS, "utf-8")
    return file


def test_problems_are_lines_that_an_editor_can_jump_to(warns: Path, fails: Path) -> None:
    assert called("check", warns, fails, paths()["psfs_pilot_ansatte"], code=1).stdout.splitlines() == [
        f"{warns}:10:{CHOICES_AT}: warning: {ONE}",
        f"{fails}:10:{TEXT_AT}: {MARKUP} {HINT}",
        f"{paths()['psfs_pilot_ansatte']}: no problems",
    ]


def test_warnings_stop_nobody_but_those_who_are_strict(warns: Path) -> None:
    assert called("check", warns).stdout == called("check", "--strict", warns, code=1).stdout


def test_json_has_every_field_of_a_problem(fails: Path) -> None:
    (told,) = json.loads(called("check", "--format", "json", fails, code=1).stdout)
    assert told == {
        "file": str(fails),
        "line": 10,
        "column": TEXT_AT,
        "level": "error",
        "rule": "markup-refused",
        "text": MARKUP,
        "hint": HINT,
    }
    assert json.loads(called("check", "--format", "json", paths()["psfs_pilot_ansatte"]).stdout) == []


def test_github_gets_annotations_with_its_own_escapes(warns: Path, fails: Path) -> None:
    folder = str(fails.parent)
    first, second = called("check", "--format", "github", warns, fails, code=1).stdout.splitlines()
    assert first == f"::warning file={folder}/warns.yaml,line=10,col={CHOICES_AT},title=one-choice::{ONE}"
    name = f"{folder}/one%2C two%3A 50 %25.yaml"
    assert second == f"::error file={name},line=10,col={TEXT_AT},title=markup-refused::{MARKUP} {HINT}"


def test_a_problem_stays_on_one_line_for_github(tmp_path: Path) -> None:
    file = tmp_path / "q.yaml"
    file.write_text(HEAD + '  questions:\n  - {id: "a\\n::error::100%", type: information, text: {nb: X}}\n', "utf-8")
    (line,) = called("check", "--format", "github", file, code=1).stdout.splitlines()
    assert "100%25" in line


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "nowhere.yaml" in called("check", tmp_path / "nowhere.yaml", code=2).stderr


def test_the_schema_is_written_for_an_editor(tmp_path: Path) -> None:
    file = tmp_path / "questionnaire.schema.json"
    assert called("schema", "-o", file).stdout == f"Wrote {file}\n"
    assert json.loads(file.read_text("utf-8")) == json_schema() == json.loads(called("schema").stdout)
