"""One round out of a long file, piece by piece, with every row that cannot be used."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.files.longfiles import CODE, ROUND, VARIABLE, LongReader, WrongRow
from analysis.reducing.counts import not_allowed
from questionnaires.codebook import Codebook

PIECE_ROWS = 131_072
"""So many rows are in memory at a time."""


def _key_of_long(columns: list[str], codebook: Codebook, key: str | None) -> str:
    keys = [key] if key else [variable.name for variable in codebook.variables if variable.level == "key"]
    found = next((name for name in keys if name in columns), None)
    if found is None:
        raise ValueError(
            "it has a row for each answer, so a column must tell whose each is. Name it with --pair-by. "
            f"Its columns: {', '.join(columns[:8])}."
        )
    return found


def from_long(
    source: pl.LazyFrame, codebook: Codebook, key: str | None, only: str | None
) -> tuple[pl.DataFrame, list[str]]:
    """The answers of one round, and a line for each problem; raises ValueError when no column tells whose they are."""
    columns = source.collect_schema().names()
    key = _key_of_long(columns, codebook, key)
    problems = _column_problems(columns, key, only)
    if problems:
        return pl.DataFrame(), problems
    reader, rows = LongReader(codebook, key), source.select(pl.len()).collect().item()
    for start in range(0, rows, PIECE_ROWS):
        here = source.slice(start, PIECE_ROWS)
        numbers = pl.Series(np.arange(start + 2, min(start + PIECE_ROWS, rows) + 2))
        if only is not None:
            chosen = _of_round(source, only)
            some, every = here.select(chosen.any().alias("any"), chosen.all().alias("all")).collect().row(0)
            if not some:
                continue
            piece = here.select(key, VARIABLE, CODE).collect()
            if not every:
                inside = here.select(chosen).collect().to_series()
                piece, numbers = piece.filter(inside), numbers.filter(inside)
        else:
            piece = here.select(key, VARIABLE, CODE).collect()
        reader.add(piece, numbers)
    if only is not None and not reader.keys.count and not reader.problems:
        there = source.select(pl.col(ROUND).cast(pl.String).unique()).collect().to_series().drop_nulls().sort()
        return pl.DataFrame(), [f"1:{ROUND}: there is no round {only!r}. Its rounds: {', '.join(there.to_list()[:8])}."]
    reader.check_written()
    problems = [_wrong_row(wrong, codebook) for wrong in reader.problems]
    if not problems and reader.repeated:
        problems = _repeated(source, key, only)
    return pl.DataFrame() if problems else reader.data(), problems


def _column_problems(columns: list[str], key: str, only: str | None) -> list[str]:
    problems = [
        f"1:{name}: a file with a row for each answer has only {key}, {ROUND}, {VARIABLE} and {CODE}. Leave it out."
        for name in columns
        if name not in {key, VARIABLE, CODE, ROUND}
    ]
    if ROUND in columns and only is None:
        problems.append(f"1:{ROUND}: the file holds several rounds. Say which two with --rounds.")
    if ROUND not in columns and only is not None:
        problems.append(f"1: there is no column {ROUND!r}, so no round {only!r} can be chosen.")
    return problems


def _of_round(source: pl.LazyFrame, only: str) -> pl.Expr:
    """Whether a row is of the round; words are compared as the file keeps them."""
    kind = source.collect_schema()[ROUND]
    column = pl.col(ROUND)
    return (column if isinstance(kind, pl.String | pl.Categorical) else column.cast(pl.String)).eq_missing(pl.lit(only))


def _wrong_row(wrong: WrongRow, codebook: Codebook) -> str:
    if wrong.variable is not None:
        return not_allowed(wrong.row, codebook.variable(wrong.variable), wrong.cell)
    if wrong.column == VARIABLE:
        return f"{wrong.row}:{VARIABLE}: no variable of {codebook.id!r} is called {wrong.cell!r}."
    return f"{wrong.row}:{wrong.column}: is empty. Each row must tell whose answer it is."


def _repeated(source: pl.LazyFrame, key: str, only: str | None) -> list[str]:
    """A line for each answer that stands several times."""
    numbered = source.with_row_index("row", 2)
    if only is not None:
        numbered = numbered.filter(pl.col(ROUND).cast(pl.String) == only)
    twice = numbered.group_by(key, VARIABLE).agg(pl.col("row")).filter(pl.col("row").list.len() > 1).collect()
    return [
        f"{rows[1]}:{key}: {who!r} answers {variable!r} in rows {', '.join(map(str, rows))}. One answer is enough."
        for who, variable, rows in sorted(twice.rows(), key=lambda each: each[2])
    ]
