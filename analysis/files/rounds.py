"""A round of answers as analysis meets it, and how it is read from a file."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import numpy as np
import polars as pl
from openpyxl.utils.exceptions import InvalidFileException
from pydantic import ConfigDict, NonNegativeInt, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked_dataclass

from analysis.files.cells import MOST_CODES, NOTHING, READERS, Small, columns_together, kinds_of, places_of, small, text
from analysis.files.longfiles import is_long
from analysis.files.longrounds import from_long
from analysis.reducing.counts import not_allowed, strange
from questionnaires.codebook import Codebook, Variable

MOST_PROBLEMS = 20
"""So many problems of one file are listed; the rest are counted."""

UNREADABLE = (BadZipFile, InvalidFileException, LookupError, OSError, ParseError, pl.exceptions.PolarsError, ValueError)
"""What the readers raise for a file that is broken or of another kind."""


@checked_dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class RoundInfo:
    """What is known of a round beside its answers.

    `denominator` is how many could have answered, as they existed on `denominator_date`.
    """

    label: str
    date: dt.date | None = None
    denominator: NonNegativeInt | None = None
    denominator_date: dt.date | None = None
    caveat: str = ""
    synthetic: bool = False


@dataclass(frozen=True)
class Round:
    """One row per respondent, one column per variable; null is not answered.

    The columns of closed variables may be `pl.Enum`, which takes one byte a cell; all others are strings.
    """

    info: RoundInfo
    data: pl.DataFrame

    @cached_property
    def closed(self) -> dict[str, tuple[str, ...]]:
        """The codes of each column that takes one byte a cell."""
        kinds = self.data.schema.items()
        found = {name: tuple(kind.categories) for name, kind in kinds if isinstance(kind, pl.Enum)}
        return {name: codes for name, codes in found.items() if len(codes) <= MOST_CODES}

    def places(self, name: str) -> Small:
        """For a closed column, the place of each cell among its codes; `NOTHING` where it is null."""
        if name not in self._near:
            # Columns are asked for one after the other: the next few come along.
            order = list(self.closed)
            start = order.index(name)
            self._near.clear()
            together = columns_together(self.data.height)
            self._near.update(places_of(self.data.select(order[start : start + together])))
        return self._near[name]

    @cached_property
    def _near(self) -> dict[str, Small]:
        return {}

    @cached_property
    def sha256(self) -> str:
        """The fingerprint of the answers, whatever file they came from and however its columns stand.

        Column by column in the order of their names. Of one with few distinct answers: these, sorted, and for each
        respondent the place of the answer among them (a byte, from 1; 0 for no answer). Of others: the column as CSV.
        """
        found = hashlib.sha256()
        for name in sorted(self.data.columns):
            found.update(json.dumps(name, ensure_ascii=False).encode())
            if name in self.closed:
                kinds, places = self.closed[name], self.places(name)
            else:
                words = self.data[name].cast(pl.String)
                distinct = words.drop_nulls().unique()
                if len(distinct) > MOST_CODES:
                    found.update(words.to_frame().write_csv().encode())
                    continue
                kinds = tuple(distinct.to_list())
                places = places_of(words.cast(pl.Enum(kinds)).to_frame())[name]
            found.update(_fingerprint(kinds, places))
        return found.hexdigest()


def _fingerprint(kinds: Sequence[str], places: Small) -> bytes:
    """The distinct answers, sorted, and the place of each cell among them, from 1."""
    used = np.flatnonzero(np.bincount(places, minlength=NOTHING + 1)[: len(kinds)]).tolist()
    distinct = sorted(kinds[place] for place in used)
    lookup = np.zeros(NOTHING + 1, dtype=np.uint8)
    for place in used:
        lookup[place] = distinct.index(kinds[place]) + 1
    return json.dumps(distinct, ensure_ascii=False).encode() + lookup[places].tobytes()


def read_round(
    path: Path, codebook: Codebook, key: str | None = None, *, only: str | None = None, beside: Collection[str] = ()
) -> Round:
    """A round from .csv, .xlsx, .parquet or .sav, with NAME.round.json beside it when there is one.

    `key` is a column that is no variable and tells who answered, `beside` others that are no variables, such as
    weights. A file with a row for each answer has the columns `variable` and `code` beside the key; with a column
    `round`, `only` the rows of one are read. Raises RoundFileError with every problem of the file.
    """
    (found,) = read_rounds(path, codebook, key, only=(only,), beside=beside)
    return found


def read_rounds(
    path: Path,
    codebook: Codebook,
    key: str | None = None,
    *,
    only: Sequence[str | None],
    beside: Collection[str] = (),
) -> tuple[Round, ...]:
    """These rounds of one file, which is read once; as `read_round` otherwise."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise RoundFileError(path, [f"{path.name}: cannot be read. Save it as {', '.join(READERS)}."])
    try:
        source = reader(path, codebook)
        columns = source.collect_schema().names()
        if is_long(columns, codebook):
            data, problems = from_long(source, codebook, key, only)
        else:
            wide, problems = _from_wide(source, codebook, key, beside)
            data = [wide]
            chosen = [repr(label) for label in only if label is not None]
            problems[:0] = [
                f"1: there is a row for each respondent, so no round {one} can be chosen." for one in chosen
            ]
    except UNREADABLE as error:
        if isinstance(error, RoundFileError):
            raise
        why = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise RoundFileError(path, [f"{path.name}: cannot be read as {path.suffix}: {why}"]) from error
    if problems:
        raise RoundFileError(path, problems)
    found = dict(zip(dict.fromkeys(only), data, strict=True))
    return tuple(Round(_info(path, label), found[label]) for label in only)


def _from_wide(
    source: pl.LazyFrame, codebook: Codebook, key: str | None, beside: Collection[str]
) -> tuple[pl.DataFrame, list[str]]:
    columns = source.collect_schema().names()
    variables = {variable.name: variable for variable in codebook.variables}
    problems = [*_column_problems([each for each in columns if each not in beside], codebook, key)]
    order = {name: place for place, name in enumerate(variables)}
    read, found = {}, {}
    # One column at a time: as the file keeps it, it may take many times its room.
    for name in columns:
        raw = source.select(name).collect().to_series()
        read[name], found[name] = _column(raw, variables.get(name))
    for name in sorted(found, key=lambda name: order.get(name, -1)):
        problems += found[name]
    data = pl.DataFrame([read[name] for name in columns])
    # A blank line at the end is nobody's answer.
    blank = data.select(pl.all_horizontal(pl.all().is_null())).to_series()
    return data.filter(~blank) if blank.any() else data, problems


def _column(raw: pl.Series, variable: Variable | None) -> tuple[pl.Series, list[str]]:
    """The cells of a column, and a line for each that the codebook does not allow."""
    kinds = () if variable is None else kinds_of(variable)
    cells = small(raw, kinds) if kinds else text(raw)
    if variable is None:
        return cells, []
    if kinds:
        wrong = text(raw).is_not_null() & cells.is_null() if cells.null_count() > raw.null_count() else None
    else:
        wrong = strange(cells, variable)
    if wrong is None or not wrong.any():
        return cells, []
    # The heading is row 1, so the first answers stand in row 2.
    written, rows = text(raw), wrong.arg_true().to_list()
    return cells, [not_allowed(row + 2, variable, written[row]) for row in rows]


def _column_problems(columns: list[str], codebook: Codebook, key: str | None) -> Iterator[str]:
    known = {variable.name for variable in codebook.variables}
    for column in columns:
        if column in known or column == key:
            continue
        if ";" in column:
            yield f"1:{column}: the columns are separated by semicolons. Save the file with commas."
        else:
            yield (
                f"1:{column}: no variable of {codebook.id!r} has this name. "
                "Leave the column out, or name it with --pair-by if it tells who answered."
            )
    if key is not None and key not in columns:
        yield f"1:{key}: there is no such column. Its columns: {', '.join(columns[:8])} ..."
    if not known & set(columns):
        yield f"1: no column is a variable of {codebook.id!r}."


def _info(path: Path, only: str | None) -> RoundInfo:
    """What stands beside the file; for one round of several in NAME.ROUND.round.json."""
    name = path.stem if only is None else f"{path.stem}.{only}"
    sidecar = path.with_name(f"{name}.round.json")
    if not sidecar.exists():
        return RoundInfo(label=only or path.stem)
    try:
        return _INFO.validate_json(sidecar.read_bytes())
    except ValidationError as error:
        wrong = [f"{'.'.join(map(str, found['loc'])) or 'the file'}: {found['msg']}." for found in error.errors()]
        raise RoundFileError(sidecar, wrong) from error


_INFO = TypeAdapter(RoundInfo)


class RoundFileError(ValueError):
    """A round's file has problems: each is a line `file:row:column: what is wrong and what to do`."""

    def __init__(self, path: Path, problems: list[str]) -> None:
        self.problems = tuple(
            problem if problem.startswith(f"{path.name}:") else f"{path.name}:{problem}" for problem in problems
        )
        rest = len(problems) - MOST_PROBLEMS
        more = [f"... and {rest} more."] if rest > 0 else []
        super().__init__("\n".join([*self.problems[:MOST_PROBLEMS], *more]))
