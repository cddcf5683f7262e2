"""The same units through several rounds: which row each stands in, round by round."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.files.rounds import Round
from analysis.linking.pairing import PairingError, keys
from questionnaires.classifications import correspondence, kommune
from questionnaires.codebook import Codebook

NOT_THERE = -1


@dataclass(frozen=True, slots=True)
class Followed:
    """`rows[i, j]` is the row of unit `i` in round `j`, -1 when it is not there; `by` is the key, "municipality" too.

    `left_out` municipalities of earlier rounds were merged or divided before the last, and are not followed.
    """

    by: str
    rows: NDArray[np.int64]
    left_out: int = 0

    @property
    def in_all(self) -> int:
        """How many units are in every round."""
        return int((self.rows != NOT_THERE).all(axis=1).sum())


def follow(rounds: Sequence[Round], codebook: Codebook, by: str | None) -> Followed | None:
    """Follow municipalities through the register to the last round, others by the column `by`; None without one.

    Raises PairingError, DuplicateKeysError, and ClassificationError for numbers that the register does not have.
    """
    municipality = next((variable.name for variable in codebook.variables if variable.level == "key"), None)
    if codebook.unit == "municipality" and municipality is not None:
        if by not in (None, municipality):
            raise PairingError(
                f"Municipalities are linked by {municipality!r} through the register. Leave out --pair-by."
            )
        return _by_register(rounds, municipality)
    if by is None:
        return None
    return Followed(by, _table([keys(round_, by) for round_ in rounds]))


def _by_register(rounds: Sequence[Round], municipality: str) -> Followed:
    dates = [_date(round_) for round_ in rounds]
    if dates != sorted(dates):
        raise PairingError("Give the rounds in the order of time: municipalities are followed to the last.")
    places, left_out = [], 0
    for round_, date in zip(rounds, dates, strict=True):
        later = {
            link.old_nr: link.new_nr
            for link in correspondence(date, dates[-1])
            if link.kind in ("unchanged", "renumbered")
        }
        found = {kommune(key, date).nr: row for key, row in keys(round_, municipality).items()}
        places.append({later[key]: row for key, row in found.items() if key in later})
        left_out += len(found) - len(places[-1])
    return Followed("municipality", _table(places), left_out)


def _table(places: Sequence[dict[str, int]]) -> NDArray[np.int64]:
    units = sorted({key for each in places for key in each})
    rows = [[each.get(unit, NOT_THERE) for each in places] for unit in units]
    return np.array(rows, dtype=np.int64).reshape(len(units), len(places))


def _date(round_: Round) -> dt.date:
    date = round_.info.denominator_date or round_.info.date
    if date is None:
        raise PairingError(
            f"{round_.info.label}: which municipalities existed? Write denominator_date in the file "
            "NAME.round.json beside the answers."
        )
    return date
