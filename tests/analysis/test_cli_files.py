"""The command with files of every kind, and with what cannot be compared: refused, or a result that says why."""

import json
from pathlib import Path

import polars as pl
import pyreadstat
import pytest
from click.testing import CliRunner, Result

from analysis.cli import main
from analysis.comparing.compare import compare
from analysis.comparing.results import Comparison, from_json
from tests.analysis.made import rounds, written

FORM = """
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
      - {id: tur, type: grade, scale: grad, text: {nb: Går du tur?}, indicator: {codes: [3], label: {nb: går tur}}}
      - {id: km, type: number, from: 0, to: 99, unit: {nb: km}, text: {nb: Hvor langt?}}
"""
BOOK = written(FORM)
OTHER = written(FORM.replace("id: formen\ntitle", "id: annet\ntitle"))
Answers = list[tuple[str | None, str | None, str | None]]
"""Of each person: form, walks and kilometres; the key is the place in the list."""

START: Answers = [(str(1 + n % 2), "3" if n % 3 else "1", str(n)) for n in range(30)]
END: Answers = [(str(2 + n % 2), "3", str(n + n % 5)) for n in range(30)]


def wide(answers: Answers) -> pl.DataFrame:
    schema = dict.fromkeys(("id", "formen", "tur", "km"), pl.String)
    return pl.DataFrame([(f"p{n}", *row) for n, row in enumerate(answers)], schema, orient="row")


def long(answers: Answers) -> pl.DataFrame:
    return wide(answers).unpivot(index="id", variable_name="variable", value_name="code")


def run(folder: Path, first: str, second: str, *options: str) -> Result:
    (folder / "codebook.json").write_text(BOOK.model_dump_json(), "utf-8")
    files = [str(folder / name) for name in (first, second)]
    asked = ["--codebook", str(folder / "codebook.json"), "--pair-by", "id", "--json", str(folder / "out.json")]
    return CliRunner().invoke(main, ["compare", *files, *asked, *options])


def results(folder: Path, result: Result) -> dict[str, object]:
    """The questions of the result, whatever file they came from."""
    assert (result.exit_code, result.stderr) == (0, "")
    found: dict[str, object] = json.loads((folder / "out.json").read_text("utf-8"))
    return {name: found[name] for name in ("questions", "pairing", "families")}


def as_sav(table: pl.DataFrame, path: Path) -> None:
    numbers = table.with_columns(pl.col("formen", "tur", "km").cast(pl.Float64))
    pyreadstat.write_sav(numbers, str(path), variable_value_labels={"formen": {1.0: "Dårlig"}})


def test_the_same_answers_give_the_same_results_from_every_kind_of_file(tmp_path: Path) -> None:
    for name, answers in (("a", START), ("b", END)):
        wide(answers).write_csv(tmp_path / f"{name}.csv")
        wide(answers).with_columns(pl.col("formen").cast(pl.Int8)).write_parquet(tmp_path / f"{name}.parquet")
        as_sav(wide(answers), tmp_path / f"{name}.sav")
    both = [long(answers).with_columns(round=pl.lit(label)) for label, answers in (("2017", START), ("2020", END))]
    pl.concat(both).write_parquet(tmp_path / "lang.parquet")

    kinds = (".csv", ".parquet", ".sav")
    found = [results(tmp_path, run(tmp_path, f"a{kind}", f"b{kind}")) for kind in kinds]
    found.append(results(tmp_path, run(tmp_path, "lang.parquet", "lang.parquet", "--rounds", "2017", "2020")))

    assert found[0]["pairing"] == {
        "by": "id", "both": 30, "only_first": 0, "only_second": 0,
        "renumbered": 0, "merged": 0, "merged_from": 0, "split": 0, "without_key": 0,
    }  # fmt: skip
    assert all(each == found[0] for each in found[1:])


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ("id,formen\na,1\na,2", "id 'a' stands in rows 2, 3. Each respondent needs one row per round."),
        ("id,formen\na,7", "b.csv:2:formen: '7' is not allowed here. Allowed: 1, 2, 3."),
        ("id,km\na,inf", "b.csv:2:km: 'inf' is not allowed here."),
        ("id,form\na,1", "b.csv:1:form: no variable of 'formen' has this name."),
        ("nr,formen\na,1", "b.csv:1:id: there is no such column."),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_place(tmp_path: Path, cells: str, says: str) -> None:
    (tmp_path / "a.csv").write_text("id,formen\na,1\n", "utf-8")
    (tmp_path / "b.csv").write_text(cells, "utf-8")

    result = run(tmp_path, "a.csv", "b.csv")

    assert (result.exit_code, result.stdout) == (1, "")
    assert isinstance(result.exception, SystemExit)
    assert says in result.stderr


def test_rounds_of_different_questionnaires_are_refused(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("id,formen\na,1\n", "utf-8")
    (tmp_path / "other.json").write_text(OTHER.model_dump_json(), "utf-8")

    result = run(tmp_path, "a.csv", "b.csv", "--followup-codebook", str(tmp_path / "other.json"))

    assert result.exit_code == 1
    assert "different questionnaires, 'formen' and 'annet'" in result.stderr


NOBODY: Answers = []
CASES: dict[str, tuple[Answers, Answers]] = {
    "one person": (START[:1], END[:1]),
    "no pairs": (START[:5], NOBODY),
    "all missing": ([(None, None, None)] * 12, [(None, None, None)] * 12),
    "constant": ([("2", "3", "5")] * 12, [("2", "3", "5")] * 12),
    "one category": ([("1", "1", "1")] * 12, [("3", "3", "9")] * 12),
}


def compared(first: Answers, second: Answers, key: str | None = "id") -> Comparison:
    before, after = (wide(answers).to_dicts() for answers in (first, second))
    return compare(*rounds(BOOK, before, after), BOOK, pair_by=key)


@pytest.mark.parametrize("key", ["id", None])
@pytest.mark.parametrize("name", CASES)
def test_what_cannot_be_computed_is_left_out_and_the_reason_said(name: str, key: str | None) -> None:
    comparison = compared(*CASES[name], key)

    # No number is infinite or none at all, and the JSON is what it says.
    assert "NaN" not in comparison_text(comparison)
    for question in comparison.questions:
        assert question.verdict in {"cannot_say", "unchanged"} or name == "one category"
        if question.verdict == "cannot_say":
            assert question.reason in {"too_few", "one_value", "no_threshold", "uncertain"}


def comparison_text(comparison: Comparison) -> str:
    # Protecting is another's work; only the numbers are looked at here.
    return repr(comparison).replace("nan", "NaN").replace("=inf", "NaN").replace("=-inf", "NaN")


def test_what_the_command_writes_is_read_back(tmp_path: Path) -> None:
    for name, answers in (("a", START), ("b", END)):
        wide(answers).write_csv(tmp_path / f"{name}.csv")

    result = run(tmp_path, "a.csv", "b.csv")

    assert result.exit_code == 0
    assert from_json((tmp_path / "out.json").read_bytes()).protected
