"""One question through several rounds: shares and means by round, and the tests over all rounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.comparing.indicators import NOT_COUNTED, Indicator, Sides, indicator_of, sides
from analysis.comparing.values import Caution, Computed, Share, Summary
from analysis.linking.following import Followed
from analysis.linking.merging import Joined
from analysis.linking.municipalities import Meeting
from analysis.reducing.counts import Answers
from analysis.reducing.differences import Integers
from analysis.reducing.panels import panel
from analysis.reducing.tallies import MEASURED
from analysis.statistics.proportions import share
from analysis.trends.armitage import cochran_armitage, separate_rounds, share_slope
from analysis.trends.models import ModelResult
from analysis.trends.several import cochran_q, few_moved
from analysis.trends.trendmerging import merger, with_merged
from analysis.trends.trendresults import RoundMerger, RoundPoint, SeriesResult
from analysis.trends.trendvalues import (
    Setting,
    Table,
    beside,
    fitted,
    gaps,
    ordered,
    summary_of,
    times_of,
    values_apart,
)
from questionnaires.codebook import Variable


@dataclass(frozen=True, slots=True)
class _Asked:
    """The rounds that asked a question, its answers in each, and on which side of its indicator each state is.

    `compared` are the answers that units are followed by: of a score over a list, those of what all rounds rated.
    """

    variable: Variable
    indicator: Indicator | None
    places: tuple[int, ...]
    answers: tuple[Answers, ...]
    compared: tuple[Answers, ...]
    inside: tuple[Sides, ...]

    @property
    def measured(self) -> bool:
        """Whether there are numbers to make a mean of."""
        return self.variable.level in MEASURED

    @property
    def sides(self) -> list[Sides]:
        """Where each respondent of each round stands on the indicator; nothing without one."""
        return [where[each.states] for where, each in zip(self.inside, self.answers, strict=False)]


NOTHING = Computed()


@dataclass(frozen=True, slots=True)
class _Found:
    """Estimates, tests and models over all rounds, the shares and means of the panel, and how many are in it."""

    computed: Computed = NOTHING
    models: tuple[ModelResult, ...] = ()
    panel: int | None = None
    shares: tuple[Share | None, ...] = ()
    summaries: tuple[Summary | None, ...] = ()
    outside: tuple[int | None, ...] = ()
    mergers: tuple[RoundMerger, ...] = ()


def follow_question(
    variable: Variable,
    answers: Sequence[Answers | None],
    setting: Setting,
    compared: Sequence[Answers] | None = None,
) -> SeriesResult:
    """One question in all rounds; `answers` are None in a round that did not ask it, or asked another question.

    `compared` are those that units are followed by in the rounds that asked, where they are not the same.
    """
    indicator = indicator_of(variable)
    given = [(place, each) for place, each in enumerate(answers) if each is not None]
    own = tuple(each for _, each in given)
    asked = _Asked(
        variable,
        indicator,
        tuple(place for place, _ in given),
        own,
        own if compared is None else tuple(compared),
        tuple(sides(each.codes, each.on_scale, indicator) for _, each in given) if indicator else (),
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
        mergers=found.mergers,
    )


def _points(asked: _Asked, found: _Found, setting: Setting) -> Iterable[RoundPoint]:
    nothing = (None,) * len(asked.places)
    over_panel = dict(
        zip(
            asked.places,
            zip(found.shares or nothing, found.summaries or nothing, found.outside or nothing, strict=True),
            strict=True,
        )
    )
    here = {place: number for number, place in enumerate(asked.places)}
    stand = asked.sides
    for place, info in enumerate(setting.rounds):
        number = here.get(place)
        if number is None:
            yield RoundPoint(info.label, info.date, False, None, None, None, None, None)
            continue
        answers = asked.answers[number]
        inside = _share(stand[number], setting.level) if asked.indicator else None
        middle = summary_of(answers.numbers[answers.valid], answers.scale) if asked.measured else None
        yield RoundPoint(info.label, info.date, True, int(answers.valid.sum()), inside, middle, *over_panel[place])


def _linked(asked: _Asked, followed: Followed, setting: Setting) -> _Found:
    """The panel of units that answered in every round that asked, and the models that use the others as well."""
    rows = followed.rows[:, asked.places]
    meetings = [followed.meetings[place] for place in asked.places]
    joint = [
        with_merged(asked.variable, each, asked.inside[number] if asked.indicator else None, met)
        for number, (each, met) in enumerate(zip(asked.compared, meetings, strict=True))
    ]
    columns = [column for column, _ in joint]
    valid = beside(rows, [column.valid for column in columns], absent=0) == 1
    complete = valid.all(axis=1)
    own = beside(followed.alone[:, asked.places], [each.valid for each in asked.answers], absent=0) == 1
    some = (own | valid).any(axis=1)
    panelled, models = gaps(int(some.sum()), int(complete.sum())), list[ModelResult]()
    shares, summaries = list[Share | None](), list[Summary | None]()
    if asked.indicator:
        where = beside(rows, [column.sides for column in columns], absent=NOT_COUNTED)
        counted = where[(where >= 0).all(axis=1)]
        shares = [_share(column, setting.level) for column in counted.T]
        panelled = panelled + _yes_no(counted)
        models += fitted(where, where >= 0, 1, share=True) if setting.models else []
    if asked.measured:
        # The scale is the same for all versions that a trend is drawn over, but for how many decimals were given.
        scale = max(each.scale for each in asked.compared)
        each_scale = [scale // each.scale for each in asked.compared]
        numbers = beside(
            rows, [column.numbers * times for column, times in zip(columns, each_scale, strict=True)], absent=0
        )
        summaries = [summary_of(column, scale) for column in numbers[complete].T]
        panelled = panelled + ordered(numbers[complete])
        models += fitted(numbers, valid, scale, share=False) if setting.models else []
    mergers = [
        merger(setting.rounds[place].label, met) for place, (_, met) in zip(asked.places, joint, strict=True) if met
    ]
    panelled = panelled + _left_out(meetings, [met for _, met in joint])
    none = (None,) * len(asked.places)
    return _Found(
        panelled,
        tuple(models),
        int(complete.sum()),
        tuple(shares) or none,
        tuple(summaries) or none,
        tuple(
            _outside(each, met, rows[complete, n])
            for n, (each, met) in enumerate(zip(asked.answers, meetings, strict=True))
        ),
        tuple(mergers),
    )


def _outside(answers: Answers, meetings: Sequence[Meeting], panelled: Integers) -> int:
    """How many of a round are not in the panel's rows; a row of a meeting is all its former municipalities."""
    stands_for = np.array([1] * len(answers.states) + [len(meeting.former) for meeting in meetings], dtype=np.int64)
    return int(answers.valid.sum() - stands_for[panelled].sum())


def _left_out(meetings: Sequence[Sequence[Meeting]], joint: Sequence[Sequence[Joined]]) -> Computed:
    """Today's municipalities that were merged and do not count in some round, and those that were divided."""
    met = [pair for each, found in zip(meetings, joint, strict=True) for pair in zip(each, found, strict=True)]
    merged = {meeting.key for meeting, _ in met if meeting.kind == "merged"}
    out = {meeting.key for meeting, found in met if meeting.kind == "merged" and found.reason is not None}
    split = {meeting.key for meeting, _ in met if meeting.kind == "split"}
    cautions = [Caution("merged_left_out", len(out), len(merged))] if out else []
    return Computed(cautions=(*cautions, *([Caution("split", len(split))] if split else [])))


def _yes_no(counted: Table) -> Computed:
    """Cochran's Q of the units that are counted in every round; nothing without units."""
    if not len(counted):
        return Computed()
    answers = panel(counted)
    cautions = (Caution("few_moved", answers.moved),) if few_moved(answers) else ()
    return Computed(tests=(cochran_q(answers),), cautions=cautions)


def _separate(asked: _Asked, setting: Setting) -> _Found:
    """Trends over rounds of different persons; nothing where a round has nobody."""
    times, unit = times_of([setting.rounds[place] for place in asked.places])
    found = Computed()
    if asked.indicator:
        stand = asked.sides
        inside = [int((where == 1).sum()) for where in stand]
        of = [int((where >= 0).sum()) for where in stand]
        if all(of):
            rounds = separate_rounds(inside, of, times)
            slope = share_slope(rounds, setting.level)
            slope = replace(slope, method=f"{slope.method}, per {unit}")
            found = found + (Computed((slope,), (cochran_armitage(rounds),)))
    if asked.measured:
        scale = max(each.scale for each in asked.answers)
        numbers = [each.numbers[each.valid] * (scale // each.scale) for each in asked.answers]
        found = found + values_apart(numbers, scale, times)
    return _Found(found)


def _share(where: NDArray[np.generic], level: float) -> Share | None:
    counted = np.asarray(where, dtype=np.int64)
    return share("share", int((counted == 1).sum()), int((counted >= 0).sum()), level)
