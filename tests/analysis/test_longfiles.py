"""Files with a row for each answer: read as the same answers in a wide file are, and refused with row and column."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl
import pytest

from analysis.files import longfiles, longrounds
from analysis.files.rounds import Round, RoundFileError, read_round
from tests.analysis.made import OFFER_ASKS, written

BOOK = written(
    OFFER_ASKS
    + """\
      - {id: grad, type: grade, scale: grad, text: {nb: I hvilken grad?}}
      - {id: ofte, type: choice, text: {nb: Ofte?}, choices: {yes: {nb: Ja}, no: {nb: Nei}}}
      - {id: arsverk, type: number, decimals: 1, from: 0, to: 50, unit: {nb: årsverk}, text: {nb: Hvor mange?}}
      - {id: ord, type: short_text, text: {nb: Med egne ord?}}
"""
)
CHOICES: dict[str, Sequence[str | None]] = {
    "grad": ("1", "2", "3", "dont_know", "not_asked", None),
    "ofte": ("yes", "no", None),
    "arsverk": ("0", "1.5", "12", None),
    "ord": ("blå", "", None),
}
Answer = tuple[str | None, str, str | None]

WRITERS: dict[str, Callable[[pl.DataFrame, Path], object]] = {
    ".csv": lambda table, path: table.write_csv(path),
    ".parquet": lambda table, path: table.write_parquet(path),
}
every_kind = pytest.mark.parametrize("kind", [".csv", ".parquet"])


def answers(persons: int, seed: int = 1) -> list[Answer]:
    """Random answers in random order; every person has a row for some variable."""
    chance = random.Random(seed)
    rows: list[Answer] = [
        (f"p{n}", name, chance.choice(codes)) for n in range(persons) for name, codes in CHOICES.items()
    ]
    chance.shuffle(rows)
    return rows


def long_file(folder: Path, rows: Sequence[Answer], kind: str = ".parquet", **columns: object) -> Path:
    path = folder / f"lang{kind}"
    table = pl.DataFrame(rows, schema=dict.fromkeys(("id", "variable", "code"), pl.String), orient="row")
    WRITERS[kind](table.with_columns(**columns), path)  # type: ignore[arg-type]
    return path


def told(round_: Round) -> dict[str, dict[str, str | None]]:
    """Person -> variable -> answer."""
    return {row.pop("id"): row for row in round_.data.with_columns(pl.all().cast(pl.String)).to_dicts()}


def plainly(rows: Sequence[Answer]) -> dict[str | None, dict[str, str | None]]:
    found: dict[str | None, dict[str, str | None]] = {}
    for who, name, code in rows:
        found.setdefault(who, dict.fromkeys(CHOICES))[name] = code or None
    return found


def problems(path: Path, key: str | None = "id", only: str | None = None) -> list[str]:
    with pytest.raises(RoundFileError) as refused:
        read_round(path, BOOK, key, only=only)
    return list(refused.value.problems)


@every_kind
def test_rows_in_any_order_are_each_persons_answers(tmp_path: Path, kind: str) -> None:
    rows = answers(50)

    assert told(read_round(long_file(tmp_path, rows, kind), BOOK, "id")) == plainly(rows)


@pytest.mark.parametrize("size", [1, 7, 64])
def test_the_size_of_the_pieces_makes_no_difference(tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = answers(30)
    monkeypatch.setattr(longrounds, "PIECE_ROWS", size)

    assert told(read_round(long_file(tmp_path, rows), BOOK, "id")) == plainly(rows)


def test_codes_that_are_numbers_and_names_that_are_categories_read_alike(tmp_path: Path) -> None:
    rows: list[Answer] = [(f"p{n}", "grad", str(n % 3 + 1)) for n in range(20)] + [("p20", "grad", None)]
    path = long_file(
        tmp_path,
        rows,
        code=pl.col("code").cast(pl.Int8),
        variable=pl.col("variable").cast(pl.Categorical),
        id=pl.col("id").cast(pl.Categorical),
    )

    read = read_round(path, BOOK, "id")

    assert read.data.columns == ["id", "grad"]
    assert {who: row["grad"] for who, row in told(read).items()} == {who: code for who, _, code in rows}


def test_one_round_of_several_is_read_and_known_by_its_name(tmp_path: Path) -> None:
    rows = answers(20)
    path = long_file(tmp_path, rows, round=pl.Series(["2017" if n % 3 else "2020" for n in range(len(rows))]))
    (tmp_path / "lang.2020.round.json").write_text('{"label": "Runde 2020", "denominator": 30}', "utf-8")

    first, second = (read_round(path, BOOK, "id", only=name) for name in ("2017", "2020"))

    assert told(first) == plainly([row for n, row in enumerate(rows) if n % 3])
    assert told(second) == plainly([row for n, row in enumerate(rows) if n % 3 == 0])
    assert (first.info.label, second.info.label, second.info.denominator) == ("2017", "Runde 2020", 30)


def test_every_wrong_row_is_told_with_its_number(tmp_path: Path) -> None:
    rows: list[Answer] = [("a", "grad", "1"), ("a", "ofte", "2"), ("b", "arsverk", "51"), ("b", "grad", "yes")]

    assert problems(long_file(tmp_path, rows, ".csv")) == [
        "lang.csv:3:ofte: '2' is not allowed here. Allowed: yes, no.",
        "lang.csv:5:grad: 'yes' is not allowed here. Allowed: 1, 2, 3, dont_know.",
        "lang.csv:4:arsverk: '51' is not allowed here. Allowed: numbers from 0 to 50 with at most 1 decimals.",
    ]


def test_a_number_that_is_no_code_is_told_too(tmp_path: Path) -> None:
    path = long_file(
        tmp_path, [("a", "grad", "1"), ("b", "grad", "9"), ("c", "grad", None)], code=pl.col("code").cast(pl.Int64)
    )

    assert problems(path) == ["lang.parquet:3:grad: '9' is not allowed here. Allowed: 1, 2, 3, dont_know."]


def test_rows_of_nobody_and_of_no_variable_are_told(tmp_path: Path) -> None:
    assert problems(long_file(tmp_path, [("a", "grad", "1"), (None, "grad", "2"), ("b", "farge", "3")])) == [
        "lang.parquet:4:variable: no variable of 'tilbud' is called 'farge'.",
        "lang.parquet:3:id: is empty. Each row must tell whose answer it is.",
    ]


@pytest.mark.parametrize(("variable", "codes"), [("grad", ("1", "2")), ("arsverk", ("1", "1")), ("ord", ("x", "y"))])
def test_two_answers_to_one_question_are_refused_with_their_rows(
    tmp_path: Path, variable: str, codes: tuple[str, str]
) -> None:
    rows: list[Answer] = [("a", variable, codes[0]), ("b", variable, codes[0]), ("a", variable, codes[1])]

    assert problems(long_file(tmp_path, rows)) == [
        f"lang.parquet:4:id: 'a' answers '{variable}' in rows 2, 4. One answer is enough."
    ]


def test_the_rounds_of_a_file_must_be_told_apart(tmp_path: Path) -> None:
    path = long_file(tmp_path, answers(2), round=pl.lit("2017"))

    assert "Say which two with --rounds" in problems(path)[0]
    assert problems(path, only="2020") == ["lang.parquet:1:round: there is no round '2020'. Its rounds: 2017."]


def test_a_round_that_cannot_be_chosen_is_refused(tmp_path: Path) -> None:
    wide = tmp_path / "bred.csv"
    wide.write_text("id,grad\na,1\n", "utf-8")

    assert "no column 'round'" in problems(long_file(tmp_path, answers(2)), only="2017")[0]
    assert "no round '2017' can be chosen" in problems(wide, only="2017")[0]


def test_a_long_file_without_a_key_says_how_to_name_it(tmp_path: Path) -> None:
    assert (
        "Name it with --pair-by. Its columns: id, variable, code." in problems(long_file(tmp_path, answers(2)), None)[0]
    )


def test_other_columns_are_refused(tmp_path: Path) -> None:
    (problem,) = problems(long_file(tmp_path, answers(2), alder=pl.lit("40")))

    assert problem.startswith("lang.parquet:1:alder: a file with a row for each answer has only id, round,")


def test_respondents_are_numbered_as_they_come() -> None:
    keys = longfiles.Keys()

    first = keys.places(pl.Series(["b", "b", "a", "b"]))
    second = keys.places(pl.Series(["c", "a"]))

    names = keys.column().to_list()
    assert [names[place] for place in (*first.tolist(), *second.tolist())] == ["b", "b", "a", "b", "c", "a"]
    assert sorted(names) == ["a", "b", "c"]
