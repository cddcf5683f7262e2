"""Rounds out of a long file, which is read once, piece by piece, with every row that cannot be used."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import polars as pl

from analysis.files.longfiles import CODE, ROUND, VARIABLE, LongReader, WrongRow
from analysis.reducing.counts import not_allowed
from questionnaires.codebook import Codebook

PIECE_ROWS = 262_144
"""So many rows are in memory at a time: as many as Polars writes together."""


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
    source: pl.LazyFrame, codebook: Codebook, key: str | None, only: Sequence[str | None]
) -> tuple[list[pl.DataFrame], list[str]]:
    """The answers of each of these rounds (None: all rows are of one), and a line for each problem.

    Raises ValueError when no column tells whose the answers are.
    """
    columns = source.collect_schema().names()
    key = _key_of_long(columns, codebook, key)
    problems = [problem for label in only for problem in _column_problems(columns, key, label)]
    if problems:
        return [], list(dict.fromkeys(problems))
    readers = {label: LongReader(codebook, key) for label in only}
    wanted = [name for name in (key, ROUND, VARIABLE, CODE) if name in columns]
    for start, whole in _pieces(source.select(wanted)):
        for label, inside in _by_round(whole, only):
            readers[label].add(whole if inside is None else whole.filter(inside), start + 2, inside)
    for label, reader in readers.items():
        if label is not None and not reader.keys.count and not reader.problems:
            problems.append(_no_round(source, label))
            continue
        reader.check_written()
        wrong = [_wrong_row(row, codebook) for row in reader.problems]
        problems += wrong or (_repeated(source, key, label) if reader.repeated else [])
    data: list[pl.DataFrame] = []
    while readers and not problems:
        # Each is let go as soon as its columns are made, so that few are held twice.
        data.append(readers.pop(next(iter(readers))).data())
    return data, problems


def _pieces(source: pl.LazyFrame) -> Iterator[tuple[int, pl.DataFrame]]:
    """The rows piece by piece, and how many come before; the next is read while one is taken in."""
    starts = range(0, source.select(pl.len()).collect().item(), PIECE_ROWS)
    with ThreadPoolExecutor(1) as ahead:
        coming = deque([ahead.submit(source.slice(start, PIECE_ROWS).collect) for start in starts[:1]])
        for start in starts:
            if start + PIECE_ROWS in starts:
                coming.append(ahead.submit(source.slice(start + PIECE_ROWS, PIECE_ROWS).collect))
            yield start, coming.popleft().result()


def _by_round(piece: pl.DataFrame, only: Sequence[str | None]) -> Iterator[tuple[str | None, pl.Series | None]]:
    """Each round that is asked for, and which rows are of it; None for all of them."""
    if ROUND not in piece.columns:
        yield only[0], None
        return
    words = piece[ROUND]
    if not isinstance(words.dtype, pl.String | pl.Categorical):
        words = words.cast(pl.String)
    for label in only:
        # An empty cell is of no round.
        inside = words == label
        if inside.all(ignore_nulls=False):
            yield label, None
        elif inside.any():
            yield label, inside


def _no_round(source: pl.LazyFrame, label: str) -> str:
    there = source.select(pl.col(ROUND).cast(pl.String).unique()).collect().to_series().drop_nulls().sort()
    return f"1:{ROUND}: there is no round {label!r}. Its rounds: {', '.join(there.to_list()[:8])}."


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
