"""What is wrong or too little, through the command: refused with what and where, or a result that says why not."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analysis.cli import main
from analysis.comparing.results import from_json
from tests.analysis.service import BOOK

Columns = Mapping[str, Sequence[str]]
PERSONS = [str(place) for place in range(12)]
FINE: Columns = {
    "id": PERSONS,
    "plan": ["yes", "no"] * 6,
    "nytte": ["1", "2", "3"] * 4,
    "timer": PERSONS,
    "vekt": ["1"] * 12,
}


def file(path: Path, columns: Columns) -> str:
    rows = [",".join(columns), *(",".join(cells) for cells in zip(*columns.values(), strict=True))]
    path.write_text("\n".join(rows), "utf-8")
    return str(path)


def run(folder: Path, first: Columns, second: Columns, *options: str) -> Result:
    (folder / "codebook.json").write_text(BOOK.model_dump_json(), "utf-8")
    files = [file(folder / "start.csv", first), file(folder / "slutt.csv", second)]
    told = ["--codebook", str(folder / "codebook.json"), "--json", str(folder / "out.json"), "--report", str(folder)]
    return CliRunner().invoke(main, ["compare", *files, *told, "--weights", "vekt", *options])


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"id": ["7"] * 12}, "start: id '7' stands in rows 2, 3, 4"),
        ({"plan": ["kanskje"] * 12}, "start.csv:2:plan: 'kanskje' is not allowed here"),
        ({"timer": ["nan"] * 12}, "start.csv:2:timer: 'nan' is not allowed here"),
        ({"timer": ["101"] * 12}, "numbers from 0 to 100"),
        ({"timer": ["inf"] * 12}, "start.csv:2:timer: 'inf' is not allowed here"),
        ({"form": ["1"] * 12}, "start.csv:1:form: no variable of 'tjeneste' has this name"),
        ({"vekt": ["-1"] * 12}, "in rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more"),
        (
            {"vekt": ["inf", *["1"] * 11]},
            "start: the weight in 'vekt' is missing, negative or no finite number in rows 2.",
        ),
        ({"vekt": ["nan", *["1"] * 11]}, "in rows 2."),
        ({"vekt": ["", *["1"] * 11]}, "in rows 2."),
        ({"vekt": ["0"] * 12}, "start: all weights in 'vekt' are 0 (rows 2 to 13)"),
    ],
)
def test_bad_input_is_refused_with_what_and_where(tmp_path: Path, wrong: Columns, says: str) -> None:
    result = run(tmp_path, {**FINE, **wrong}, FINE, "--pair-by", "id")

    assert (result.exit_code, result.stdout) == (1, "")
    assert isinstance(result.exception, SystemExit)
    assert says in result.stderr
    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize("gone", ["id", "vekt"])
def test_a_column_that_is_asked_for_and_lacks_is_refused_by_its_name(tmp_path: Path, gone: str) -> None:
    result = run(tmp_path, FINE, {name: cells for name, cells in FINE.items() if name != gone}, "--pair-by", "id")

    assert result.exit_code == 1
    assert "slutt" in result.stderr
    assert gone in result.stderr


def same(**columns: str) -> Columns:
    return {**FINE, **{name: [cell] * 12 for name, cell in columns.items()}}


LITTLE: Mapping[str, tuple[Columns, Columns]] = {
    "constant": (same(plan="yes", nytte="2", timer="4"), same(plan="yes", nytte="2", timer="4")),
    "one category, then another": (same(plan="yes", nytte="1", timer="4"), same(plan="no", nytte="3", timer="9")),
    "one person": (
        {name: cells[:1] for name, cells in FINE.items()},
        {name: cells[:1] for name, cells in FINE.items()},
    ),
    "no pairs": (FINE, {**FINE, "id": [f"ny{each}" for each in PERSONS]}),
    "all missing": (same(plan="", nytte="", timer=""), same(plan="", nytte="", timer="")),
    "missing at follow-up": (FINE, same(plan="", nytte="dont_know", timer="not_asked")),
    "nobody at follow-up": (FINE, {name: [] for name in FINE}),
}


def no_constant(word: str) -> float:
    raise ValueError(f"{word} in a result")


@pytest.mark.parametrize("key", [("--pair-by", "id"), ()])
@pytest.mark.parametrize("case", LITTLE)
def test_too_little_gives_a_reason_and_never_a_number_that_is_none(
    tmp_path: Path, case: str, key: tuple[str, ...]
) -> None:
    first, second = LITTLE[case]
    if not key:
        first, second = ({name: cells for name, cells in each.items() if name != "id"} for each in (first, second))
    result = run(tmp_path, first, second, *key)

    assert (result.exit_code, result.stderr) == (0, "")
    written = (tmp_path / "out.json").read_text("utf-8")
    json.loads(written, parse_constant=no_constant)
    for page in (result.stdout, (tmp_path / "report.html").read_text("utf-8")):
        words = re.sub(r"<style.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
        assert re.search(r"\b(nan|NaN|inf|None)\b", words) is None
    for question in from_json(written).questions:
        certain = question.verdict != "cannot_say"
        assert certain == (question.reason == ""), question.name
        assert not certain or case in ("constant", "one category, then another")
