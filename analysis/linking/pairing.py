"""Who answered in both rounds: the first thing a comparison finds out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from analysis.comparing.results import PairingSummary
from analysis.files.rounds import Round
from analysis.linking.municipalities import Meeting, meet
from analysis.reducing.differences import Integers
from questionnaires.codebook import Codebook


@dataclass(frozen=True, slots=True)
class Links:
    """Which respondents are the same unit: row `first[i]` at baseline is row `second[i]` at follow-up.

    `meetings` are municipalities whose former units or origin do not make one pair.
    """

    linked: bool
    first: Integers
    second: Integers
    meetings: tuple[Meeting, ...]
    summary: PairingSummary


def link(baseline: Round, followup: Round, codebook: Codebook, by: str | None) -> Links:
    """Link two rounds: municipalities through the register, others by the column `by`, and not at all without one.

    Raises PairingError, DuplicateKeysError, and ClassificationError for numbers that the register does not have.
    """
    municipality = next((variable.name for variable in codebook.variables if variable.level == "key"), None)
    if codebook.unit == "municipality" and municipality is not None:
        if by not in (None, municipality):
            raise PairingError(
                f"Municipalities are linked by {municipality!r} through the register. Leave out --pair-by."
            )
        return _by_register(baseline, followup, municipality)
    if by is None:
        return _unlinked(baseline, followup)
    kind = pl.Categorical(pl.Categories.random())
    first, second = _key_rows(baseline, by, kind), _key_rows(followup, by, kind)
    places = np.full(first.height + second.height, -1, dtype=np.int64)
    places[second["key"].to_physical().to_numpy()] = np.arange(second.height)
    met = places[first["key"].to_physical().to_numpy()]
    left, right = np.flatnonzero(met >= 0), met[met >= 0]
    summary = PairingSummary(
        by=by,
        both=len(left),
        only_first=first.height - len(left),
        only_second=second.height - len(left),
        without_key=baseline.data.height - first.height + followup.data.height - second.height,
    )
    rows = [each["row"].cast(pl.Int64).to_numpy() for each in (first, second)]
    return Links(True, rows[0][left], rows[1][right], (), summary)


def keys(round_: Round, column: str) -> dict[str, int]:
    """Who stands in which row; rows without a key are left out. Raises PairingError and DuplicateKeysError."""
    found = _key_rows(round_, column, pl.Categorical(pl.Categories.random()))
    return dict(zip(found["key"].to_list(), found["row"].to_list(), strict=True))


def _key_rows(round_: Round, column: str, kind: pl.DataType) -> pl.DataFrame:
    """The columns `key`, numbered in its kind, and `row` of the rows that have a key."""
    if column not in round_.data.columns:
        raise PairingError(f"{round_.info.label}: there is no column {column!r} to link the rounds by.")
    values = round_.data[column].cast(pl.String)
    found = pl.DataFrame({"key": values.cast(kind)}).with_row_index("row").drop_nulls("key")
    if np.bincount(found["key"].to_physical().to_numpy()).max(initial=0) > 1:
        repeated = values.filter(values.is_not_null() & values.is_duplicated()).unique(maintain_order=True)
        raise DuplicateKeysError("\n".join(_where(round_, values, key) for key in repeated.head(10).to_list()))
    return found


def _by_register(baseline: Round, followup: Round, municipality: str) -> Links:
    before, after = _date(baseline), _date(followup)
    first, second = keys(baseline, municipality), keys(followup, municipality)
    met = meet(first, second, before, after)
    summary = replace(
        met.summary,
        by="municipality",
        without_key=baseline.data.height - len(first) + followup.data.height - len(second),
    )
    rows = np.array(met.pairs, dtype=np.int64).reshape(-1, 2)
    return Links(True, rows[:, 0], rows[:, 1], met.meetings, summary)


def _date(round_: Round) -> dt.date:
    date = round_.info.denominator_date or round_.info.date
    if date is None:
        raise PairingError(
            f"{round_.info.label}: which municipalities existed? Write denominator_date in the file "
            "NAME.round.json beside the answers."
        )
    return date


def _unlinked(baseline: Round, followup: Round) -> Links:
    nobody = np.empty(0, dtype=np.int64)
    summary = PairingSummary(None, 0, baseline.data.height, followup.data.height)
    return Links(False, nobody, nobody, (), summary)


def _where(round_: Round, values: pl.Series, key: str) -> str:
    # The heading is row 1, so the first answers stand in row 2.
    rows = ", ".join(str(row + 2) for row in (values == key).arg_true().to_list())
    return f"{round_.info.label}: {values.name} {key!r} stands in rows {rows}. Each respondent needs one row per round."


class PairingError(ValueError):
    """The rounds cannot be linked as asked."""


class DuplicateKeysError(PairingError):
    """Several rows of one round have the same key."""
