"""One question through several rounds: shares and means by round, and the tests over all rounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.comparing.indicators import NOT_COUNTED, Indicator, Sides, indicator_of, sides
from analysis.comparing.values import Caution, Computed, Share, Summary
from analysis.files.rounds import RoundInfo
from analysis.linking.following import NOT_THERE, Followed
from analysis.reducing.counts import Answers, distinct
from analysis.reducing.differences import Integers
from analysis.reducing.observations import ModelError, Observations
from analysis.reducing.panels import panel
from analysis.reducing.tallies import MEASURED
from analysis.statistics.ordinal import summary
from analysis.statistics.proportions import share
from analysis.trends.armitage import cochran_armitage, linear_trend, separate_rounds, share_slope
from analysis.trends.models import ModelResult, gee, mixed_model
from analysis.trends.pagetrend import page_trend, trend_correlation
from analysis.trends.several import cochran_q, few_moved, friedman, kendall_w
from analysis.trends.trendresults import RoundPoint, SeriesResult
from questionnaires.codebook import Variable

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


@dataclass(frozen=True, slots=True)
class _Asked:
    """The rounds that asked a question, its answers in each, and where each respondent stands on its indicator."""

    variable: Variable
    indicator: Indicator | None
    places: tuple[int, ...]
    answers: tuple[Answers, ...]
    sides: tuple[Sides, ...]


NOTHING = Computed()


@dataclass(frozen=True, slots=True)
class _Found:
    """Estimates, tests and models over all rounds, the shares and means of the panel, and how many are in it."""

    computed: Computed = NOTHING
    models: tuple[ModelResult, ...] = ()
    panel: int | None = None
    shares: tuple[Share | None, ...] = ()
    summaries: tuple[Summary | None, ...] = ()


def follow_question(variable: Variable, answers: Sequence[Answers | None], setting: Setting) -> SeriesResult:
    """One question in all rounds; `answers` are None in a round that did not ask it, or asked another question."""
    indicator = indicator_of(variable)
    given = [(place, each) for place, each in enumerate(answers) if each is not None]
    where = [
        sides(each.codes, each.on_scale, indicator)[each.states] if indicator else np.zeros(0, dtype=np.int8)
        for _, each in given
    ]
    asked = _Asked(
        variable, indicator, tuple(place for place, _ in given), tuple(each for _, each in given), tuple(where)
    )
    found = _Found()
    if len(given) > 1:
        found = _separate(asked, setting) if setting.followed is None else _linked(asked, setting.followed, setting)
    return SeriesResult(
        name=variable.name,
        question=variable.question,
        part=variable.part,
        text=variable.text,
        part_label=variable.part_label,
        page=variable.page,
        subgoal=variable.subgoal,
        level=variable.level,
        better=indicator.better if indicator else variable.better,
        indicator=indicator.label if indicator else None,
        paired=setting.followed is not None,
        points=tuple(_points(asked, found, setting)),
        panel=found.panel,
        estimates=found.computed.estimates,
        tests=found.computed.tests,
        models=found.models,
        cautions=found.computed.cautions,
        confidence=setting.level,
        small_cell=variable.small_cell,
    )


def _points(asked: _Asked, found: _Found, setting: Setting) -> Iterable[RoundPoint]:
    nothing = (None,) * len(asked.places)
    over_panel = dict(
        zip(asked.places, zip(found.shares or nothing, found.summaries or nothing, strict=True), strict=True)
    )
    here = {place: number for number, place in enumerate(asked.places)}
    for place, info in enumerate(setting.rounds):
        number = here.get(place)
        if number is None:
            yield RoundPoint(info.label, info.date, False, None, None, None, None, None)
            continue
        answers = asked.answers[number]
        inside = _share(asked.sides[number], setting.level) if asked.indicator else None
        middle = _summary(answers.numbers[answers.valid], answers.scale) if _measured(asked) else None
        yield RoundPoint(info.label, info.date, True, int(answers.valid.sum()), inside, middle, *over_panel[place])


def _linked(asked: _Asked, followed: Followed, setting: Setting) -> _Found:
    """The panel of units that answered in every round that asked, and the models that use the others as well."""
    rows = followed.rows[:, asked.places]
    valid = _beside(rows, [each.valid for each in asked.answers], absent=0) == 1
    complete, some = valid.all(axis=1), valid.any(axis=1)
    panelled, models = Computed(), list[ModelResult]()
    shares, summaries = list[Share | None](), list[Summary | None]()
    if asked.indicator:
        where = _beside(rows, asked.sides, absent=NOT_COUNTED)
        counted = where[(where >= 0).all(axis=1)]
        shares = [_share(column, setting.level) for column in counted.T]
        panelled = panelled + (_yes_no(counted))
        models += _fitted(where, where >= 0, 1, share=True) if setting.models else []
    if _measured(asked):
        numbers, scale = _common(asked, rows)
        summaries = [_summary(column, scale) for column in numbers[complete].T]
        panelled = panelled + (_ordered(numbers[complete]))
        models += _fitted(numbers, valid, scale, share=False) if setting.models else []
    gaps = int(some.sum() - complete.sum())
    if gaps:
        panelled = panelled + (Computed(cautions=(Caution("incomplete_panel", gaps, int(some.sum())),)))
    none = (None,) * len(asked.places)
    return _Found(panelled, tuple(models), int(complete.sum()), tuple(shares) or none, tuple(summaries) or none)


def _yes_no(counted: Table) -> Computed:
    """Cochran's Q of the units that are counted in every round; nothing without units."""
    if not len(counted):
        return Computed()
    answers = panel(counted)
    cautions = (Caution("few_moved", answers.moved),) if few_moved(answers) else ()
    return Computed(tests=(cochran_q(answers),), cautions=cautions)


def _ordered(numbers: Table) -> Computed:
    """Friedman, Kendall's W and Page of the units that answered in every round; nothing without units."""
    if not len(numbers):
        return Computed()
    answers = panel(numbers)
    estimates = [each for each in (kendall_w(answers), trend_correlation(answers)) if each is not None]
    cautions = () if answers.moved else (Caution("no_change"),)
    return Computed(tuple(estimates), (friedman(answers), page_trend(answers)), cautions)


def _separate(asked: _Asked, setting: Setting) -> _Found:
    """Trends over rounds of different persons; nothing where a round has nobody."""
    times, unit = _times([setting.rounds[place] for place in asked.places])
    found = Computed()
    if asked.indicator:
        inside = [int((where == 1).sum()) for where in asked.sides]
        of = [int((where >= 0).sum()) for where in asked.sides]
        if all(of):
            rounds = separate_rounds(inside, of, times)
            slope = share_slope(rounds, setting.level)
            slope = replace(slope, method=f"{slope.method}, per {unit}")
            found = found + (Computed((slope,), (cochran_armitage(rounds),)))
    valid = [each.numbers[each.valid] for each in asked.answers]
    if _measured(asked) and all(len(each) for each in valid):
        scales = [each.scale for each in asked.answers]
        values = np.unique(np.concatenate([each / scale for each, scale in zip(valid, scales, strict=True)]))
        table = [
            np.bincount(np.searchsorted(values, each / scale), minlength=len(values))
            for each, scale in zip(valid, scales, strict=True)
        ]
        found = found + (Computed(tests=(linear_trend(np.array(table), values.tolist(), times),)))
    return _Found(found)


def _fitted(values: Table, given: Mask, scale: int, *, share: bool) -> list[ModelResult]:
    """The model over every unit that answered at all; none when no unit answered twice or a round has nobody."""
    unit, place = np.nonzero(given)
    try:
        answers = Observations(unit, place, values[given], values.shape[1], scale)
    except ModelError:
        return []
    return [gee(answers, "share") if share else mixed_model(answers)]


def _times(rounds: Sequence[RoundInfo]) -> tuple[list[float], str]:
    """When the rounds were: in years after the first when all are dated, else one apart."""
    dates = [info.date for info in rounds if info.date is not None]
    if len(dates) == len(rounds) and len(set(dates)) == len(dates):
        return [(date - dates[0]).days / DAYS_IN_A_YEAR for date in dates], "year"
    return [float(place) for place in range(len(rounds))], "round"


def _measured(asked: _Asked) -> bool:
    return asked.variable.level in MEASURED


def _beside(rows: Table, columns: Sequence[NDArray[np.generic]], *, absent: int) -> Table:
    """Units by rounds: what each column has in the unit's row, `absent` where it is not there."""
    table = np.full(rows.shape, absent, dtype=np.int64)
    for number, column in enumerate(columns):
        there = rows[:, number] != NOT_THERE
        table[there, number] = column[rows[there, number]]
    return table


def _common(asked: _Asked, rows: Table) -> tuple[Table, int]:
    """The numbers of all rounds in one scale, which is the same for all versions that a trend is drawn over."""
    scale = max(each.scale for each in asked.answers)
    return _beside(rows, [each.numbers * (scale // each.scale) for each in asked.answers], absent=0), scale


def _share(where: NDArray[np.generic], level: float) -> Share | None:
    counted = np.asarray(where, dtype=np.int64)
    return share("share", int((counted == 1).sum()), int((counted >= 0).sum()), level)


def _summary(numbers: Integers, scale: int) -> Summary | None:
    values, counts = distinct(numbers)
    return summary(values, counts, scale)
