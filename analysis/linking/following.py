"""The same units through several rounds: which row each stands in, round by round."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.files.rounds import Round
from analysis.linking.municipalities import Meeting, meet
from analysis.linking.pairing import PairingError, keys
from questionnaires.classifications import kommuner
from questionnaires.codebook import Codebook

NOT_THERE = -1


@dataclass(frozen=True, slots=True)
class Followed:
    """`rows[i, j]` is the row of unit `i` in round `j`, -1 when it is not there; `by` is the key, "municipality" too.

    A municipality that was put together, or is a part of a divided one, has a row below those of the round: the
    `heights[j]` + k th is that of `meetings[j][k]`, whose former municipalities stand in rows of the round.
    """

    by: str
    rows: NDArray[np.int64]
    heights: tuple[int, ...]
    meetings: tuple[tuple[Meeting, ...], ...]

    @property
    def in_all(self) -> int:
        """How many units are in every round."""
        return int((self.rows != NOT_THERE).all(axis=1).sum())

    @property
    def alone(self) -> NDArray[np.int64]:
        """The rows of units that were one and the same already; -1 for those that were put together or divided."""
        return np.where(self.rows < np.array(self.heights, dtype=np.int64), self.rows, NOT_THERE)


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
    places = [keys(round_, by) for round_ in rounds]
    return _followed(by, rounds, places, ((),) * len(rounds))


def _by_register(rounds: Sequence[Round], municipality: str) -> Followed:
    dates = [date_of(round_) for round_ in rounds]
    if dates != sorted(dates):
        raise PairingError("Give the rounds in the order of time: municipalities are followed to the last.")
    last = {each.nr: place for place, each in enumerate(kommuner(on=dates[-1]))}
    numbers = list(last)
    places, meetings = [], []
    for round_, date in zip(rounds, dates, strict=True):
        met = meet(keys(round_, municipality), last, date, dates[-1])
        found = {numbers[unit]: row for row, unit in met.pairs}
        for number, meeting in enumerate(met.meetings):
            found[meeting.key] = round_.data.height + number
        places.append(found)
        meetings.append(met.meetings)
    return _followed("municipality", rounds, places, tuple(meetings))


def _followed(
    by: str,
    rounds: Sequence[Round],
    places: Sequence[dict[str, int]],
    meetings: tuple[tuple[Meeting, ...], ...],
) -> Followed:
    units = sorted({key for each in places for key in each})
    rows = [[each.get(unit, NOT_THERE) for each in places] for unit in units]
    heights = tuple(round_.data.height for round_ in rounds)
    return Followed(by, np.array(rows, dtype=np.int64).reshape(len(units), len(places)), heights, meetings)


def date_of(round_: Round) -> dt.date:
    """The day whose municipalities a round is about; raises PairingError when nobody has said."""
    date = round_.info.denominator_date or round_.info.date
    if date is None:
        raise PairingError(
            f"{round_.info.label}: which municipalities existed? Write denominator_date in the file "
            "NAME.round.json beside the answers."
        )
    return date
