"""What a question and a score have in common when they are followed through several rounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.comparing.values import Caution, Computed, Summary
from analysis.files.rounds import RoundInfo
from analysis.linking.following import NOT_THERE, Followed
from analysis.reducing.counts import distinct
from analysis.reducing.differences import Integers
from analysis.reducing.observations import ModelError, Observations
from analysis.reducing.panels import panel
from analysis.statistics.ordinal import summary
from analysis.trends.armitage import linear_trend
from analysis.trends.models import ModelResult, gee, mixed_model
from analysis.trends.pagetrend import page_trend, trend_correlation
from analysis.trends.several import friedman, kendall_w

DAYS_IN_A_YEAR = 365.25

Table = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Setting:
    """What all questions of a trend have in common."""

    rounds: tuple[RoundInfo, ...]
    followed: Followed | None
    models: bool
    level: float


def ordered(numbers: Table) -> Computed:
    """Friedman, Kendall's W and Page of the units that answered in every round; nothing without units."""
    if not len(numbers):
        return Computed()
    answers = panel(numbers)
    estimates = [each for each in (kendall_w(answers), trend_correlation(answers)) if each is not None]
    cautions = () if answers.moved else (Caution("no_change"),)
    return Computed(tuple(estimates), (friedman(answers), page_trend(answers)), cautions)


def values_apart(numbers: Sequence[Integers], scale: int, times: Sequence[float]) -> Computed:
    """Mantel's trend over rounds of different units; nothing where a round has nobody."""
    if not all(len(each) for each in numbers):
        return Computed()
    values = np.unique(np.concatenate(numbers))
    table = [np.bincount(np.searchsorted(values, each), minlength=len(values)) for each in numbers]
    return Computed(tests=(linear_trend(np.array(table), (values / scale).tolist(), times),))


def gaps(some: int, complete: int) -> Computed:
    """That `some` units answered at all and only `complete` of them in every round that asked."""
    return Computed(cautions=(Caution("incomplete_panel", some - complete, some),) if some > complete else ())


def fitted(values: Table, given: Mask, scale: int, *, share: bool) -> list[ModelResult]:
    """The model over every unit that answered at all; none when no unit answered twice or a round has nobody."""
    unit, place = np.nonzero(given)
    try:
        answers = Observations(unit, place, values[given], values.shape[1], scale)
    except ModelError:
        return []
    return [gee(answers, "share") if share else mixed_model(answers)]


def times_of(rounds: Sequence[RoundInfo]) -> tuple[list[float], str]:
    """When the rounds were: in years after the first when all are dated, else one apart."""
    dates = [info.date for info in rounds if info.date is not None]
    if len(dates) == len(rounds) and len(set(dates)) == len(dates):
        return [(date - dates[0]).days / DAYS_IN_A_YEAR for date in dates], "year"
    return [float(place) for place in range(len(rounds))], "round"


def beside(rows: Table, columns: Sequence[NDArray[np.generic]], *, absent: int) -> Table:
    """Units by rounds: what each column has in the unit's row, `absent` where it is not there."""
    table = np.full(rows.shape, absent, dtype=np.int64)
    for number, column in enumerate(columns):
        there = rows[:, number] != NOT_THERE
        table[there, number] = column[rows[there, number]]
    return table


def summary_of(numbers: Integers, scale: int) -> Summary | None:
    """What is told of numbers that are `scale` times too large; None of nobody."""
    values, counts = distinct(numbers)
    return summary(values, counts, scale)
