"""The command line as a user meets it: what it prints, writes and refuses."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analysis.cli import main
from analysis.comparing.results import from_json
from questionnaires.library import paths
from tests.analysis.made import shipped, written

ROOT = Path(__file__).parents[2]

BOOK = written("""
id: formen
title: {nb: Formen}
languages: [nb]
unit: person
about: {nb: Om formen.}
scales:
  grad: {better: higher, choices: {1: {nb: Dårlig}, 2: {nb: Middels}, 3: {nb: God}}}
pages:
  - id: side
    title: {nb: Side}
    questions:
      - {id: formen, type: grade, scale: grad, text: {nb: Hvordan er formen?}}
      - {id: gjerne, type: grade, scale: grad, text: {nb: Går du tur?},
         indicator: {codes: [3], label: {nb: går gjerne tur}}}
""")

NEWER = """
id: formen
title: {nb: Formen}
languages: [nb]
unit: person
about: {nb: Om formen.}
scales:
  form: {better: higher, choices: {low: {nb: Ikke god}, high: {nb: God}}}
  grad: {better: higher, choices: {1: {nb: Dårlig}, 2: {nb: Middels}, 3: {nb: God}}}
pages:
  - id: side
    title: {nb: Side}
    questions:
      - {id: formen, type: grade, scale: form, maps: {1: low, 2: low, 3: high}, text: {nb: Hvordan er formen?}}
      - {id: gjerne, type: grade, scale: grad, text: {nb: Går du tur?},
         indicator: {codes: [3], label: {nb: går gjerne tur}}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A codebook and two rounds of thirty persons, of whom twenty came back; all of them better."""
    (tmp_path / "codebook.json").write_text(BOOK.model_dump_json(), "utf-8")
    start = [f"{n},{1 + n % 2},{3 if n % 3 else 1}" for n in range(30)]
    end = [f"{n},{2 + n % 2},3" for n in range(10, 40)]
    (tmp_path / "start.csv").write_text("\n".join(["id,formen,gjerne", *start]), "utf-8")
    (tmp_path / "slutt.csv").write_text("\n".join(["id,formen,gjerne", *end]), "utf-8")
    return tmp_path


def run(folder: Path, *options: str, first: str = "start.csv", second: str = "slutt.csv") -> Result:
    files = [str(folder / name) for name in (first, second)]
    return CliRunner().invoke(main, ["compare", *files, "--codebook", str(folder / "codebook.json"), *options])


def line(result: Result, name: str) -> list[str]:
    return next(each.split() for each in result.stdout.splitlines() if each.startswith(f"{name} "))


def refused(result: Result) -> str:
    """What stands on stderr; a refusal prints nothing else and is no crash."""
    assert (result.exit_code, result.stdout) == (1, "")
    assert isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.stderr
    return result.stderr.strip()


def test_the_table_says_who_answered_and_what_changed(folder: Path) -> None:
    result = run(folder, "--pair-by", "id")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[:3] == ["start: 30 respondents", "slutt: 30 respondents", "in both: 20"]
    assert line(result, "formen") == ["formen", "20", "+1.00", "cannot", "say", "(one", "value)"]
    # 6 of the 20 who came back could rise, and all of them did.
    assert line(result, "gjerne")[:3] == ["gjerne", "20", "+0.30"]


def test_without_a_key_the_rounds_are_those_of_different_persons(folder: Path) -> None:
    for name in ("start.csv", "slutt.csv"):
        rows = (folder / name).read_text("utf-8").splitlines()
        (folder / name).write_text("\n".join(row.split(",", 1)[1] for row in rows), "utf-8")

    result = run(folder)

    assert result.exit_code == 0
    assert "the rounds are not linked" in result.stdout
    assert line(result, "formen")[:2] == ["formen", "+1.00"]
    assert line(result, "formen")[-1] == "increased"


def test_all_results_are_written_as_json_protected(folder: Path) -> None:
    result = run(folder, "--pair-by", "id", "--json", str(folder / "out.json"))

    assert result.exit_code == 0
    comparison = from_json((folder / "out.json").read_bytes())
    assert comparison.protected
    assert comparison.pairing.both == 20
    assert [question.name for question in comparison.questions] == ["formen", "gjerne"]
    assert json.loads((folder / "out.json").read_text("utf-8"))["questionnaire"] == "formen"


def test_a_report_is_written_into_a_folder_that_is_made_for_it(folder: Path) -> None:
    result = run(folder, "--pair-by", "id", "--report", str(folder / "new" / "report"))

    assert result.exit_code == 0
    html = (folder / "new" / "report" / "report.html").read_text("utf-8")
    assert "Hvordan er formen?" in html
    assert html.count("<svg") >= 1


def test_every_problem_of_a_file_is_told_with_its_place(folder: Path) -> None:
    (folder / "slutt.csv").write_text("id,formen,gjerne,farge\n1,9,1,x\n2,1,god,x\n", "utf-8")

    lines = refused(run(folder, "--pair-by", "id")).splitlines()

    assert [each.split(": ")[0] for each in lines] == ["slutt.csv:1:farge", "slutt.csv:2:formen", "slutt.csv:3:gjerne"]


def test_a_respondent_who_stands_twice_is_told_with_the_rows(folder: Path) -> None:
    (folder / "slutt.csv").write_text("id,formen\n1,1\n2,1\n1,2\n", "utf-8")

    assert refused(run(folder, "--pair-by", "id")) == (
        "slutt: id '1' stands in rows 2, 4. Each respondent needs one row per round."
    )


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"id": "x"}', b"id,formen\n1,2\n", b"\xff\xfe\x00", b"PK\x03\x04"]
)
def test_a_codebook_that_is_none_is_refused_with_how_to_make_one(folder: Path, content: bytes) -> None:
    (folder / "codebook.json").write_bytes(content)

    said = refused(run(folder, "--pair-by", "id"))

    assert said.startswith("codebook.json is not a codebook (")
    assert said.endswith("Make one with: surveyapp codebook FILE.")


@pytest.mark.parametrize("name", ["start.xlsx", "start.parquet", "start.txt", "start"])
def test_a_file_that_cannot_be_read_is_refused_by_its_name(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"nonsense")

    assert refused(run(folder, "--pair-by", "id", first=name)).startswith(f"{name}: cannot be read")


def test_a_broken_file_beside_the_answers_is_refused_by_its_name(folder: Path) -> None:
    (folder / "start.round.json").write_text('{"label": "x", "colour": "red"}', "utf-8")

    assert refused(run(folder, "--pair-by", "id")).startswith("start.round.json:colour: ")


def test_municipalities_without_a_date_are_refused_with_where_to_write_it(folder: Path) -> None:
    book = shipped(paths()["kommuneundersokelsen"])
    key = next(each.name for each in book.variables if each.level == "key")
    (folder / "codebook.json").write_text(book.model_dump_json(), "utf-8")
    for name in ("start.csv", "slutt.csv"):
        (folder / name).write_text(f"{key},B1\n0301,own_plan\n", "utf-8")

    undated = refused(run(folder))
    for name in ("start", "slutt"):
        (folder / f"{name}.round.json").write_text('{"label": "x", "denominator_date": "2020-10-16"}', "utf-8")
    (folder / "slutt.csv").write_text(f"{key},B1\n1001,own_plan\n", "utf-8")
    unknown = refused(run(folder))

    assert "Write denominator_date in the file NAME.round.json" in undated
    assert unknown.startswith("'1001' is no kommunenummer on 2020-10-16.")


@pytest.mark.parametrize("option", ["--json", "--report"])
def test_a_place_that_cannot_be_written_is_refused(folder: Path, option: str) -> None:
    # A file where a folder should be.
    said = refused(run(folder, "--pair-by", "id", option, str(folder / "start.csv" / "out")))

    assert "start.csv" in said


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Missing argument 'BASELINE'"),
        (["{folder}/start.csv", "{folder}/slutt.csv"], "Missing option '--codebook'"),
        (["{folder}/none.csv", "{folder}/slutt.csv", "--codebook", "{folder}/codebook.json"], "does not exist"),
        (["{folder}", "{folder}/slutt.csv", "--codebook", "{folder}/codebook.json"], "is a directory"),
        (["{folder}/start.csv", "{folder}/slutt.csv", "--colour"], "No such option"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_wrong(folder: Path, arguments: list[str], says: str) -> None:
    result = CliRunner().invoke(main, ["compare", *(each.format(folder=folder) for each in arguments)])

    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


def test_the_help_fits_a_screen_and_has_an_example() -> None:
    result = CliRunner().invoke(main, ["compare", "-h"])

    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) <= 40
    assert "Example: python -m analysis compare" in result.stdout


def test_it_runs_as_a_module(folder: Path) -> None:
    files = [str(folder / name) for name in ("start.csv", "slutt.csv")]
    command = [sys.executable, "-m", "analysis", "compare", *files, "--codebook", str(folder / "codebook.json")]

    done = subprocess.run([*command, "--pair-by", "id"], cwd=ROOT, capture_output=True, text=True, check=False)
    refusal = subprocess.run([*command, "--pair-by", "no"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert "in both: 20" in done.stdout
    assert (refusal.returncode, refusal.stdout) == (1, "")
    assert "start.csv:1:no: there is no such column" in refusal.stderr


def loaded(code: str) -> set[str]:
    """The packages that Python has loaded after this code."""
    asked = f"import sys; {code}; print(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_comparing_loads_nothing_of_the_app_and_does_not_wait_for_drawing() -> None:
    comparing = loaded("import analysis.cli; from analysis import compare, protect, read_round")

    assert "polars" in comparing
    assert not comparing & {"surveyapp", "flask", "sqlalchemy", "wtforms", "matplotlib"}


def test_naming_the_room_loads_no_numbers_library() -> None:
    assert not loaded("import analysis") & {"numpy", "scipy", "polars", "matplotlib", "flask", "sqlalchemy"}


def test_rounds_of_two_versions_each_have_a_codebook(folder: Path) -> None:
    merged = {"1": "low", "2": "low", "3": "high"}
    newer = written(NEWER)
    (folder / "newer.json").write_text(newer.model_dump_json(), "utf-8")
    rows = (folder / "slutt.csv").read_text("utf-8").splitlines()
    mapped = [rows[0], *(",".join([key, merged[first], second]) for key, first, second in map(_cells, rows[1:]))]
    (folder / "senere.csv").write_text("\n".join(mapped), "utf-8")

    result = run(folder, "--followup-codebook", str(folder / "newer.json"), "--pair-by", "id", second="senere.csv")

    assert result.exit_code == 0, result.output
    assert line(result, "formen")[1] == "20"
    assert "not comparable" not in result.stdout


def _cells(row: str) -> list[str]:
    return row.split(",")
