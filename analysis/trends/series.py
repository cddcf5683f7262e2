"""An action plan's measures with a status each quarter: counts per quarter, the share done, and the time to done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.comparing.values import Caution, Share
from analysis.files.rounds import Round
from analysis.linking.pairing import keys
from analysis.reducing.differences import Integers
from analysis.statistics.proportions import share
from analysis.trends.survival import Survival, durations, kaplan_meier
from questionnaires.codebook import NOT_ASKED, Codebook

NO_REPORT = -1


class PlanStatusError(ValueError):
    """The reports cannot be read as the status of a plan's measures."""


@dataclass(frozen=True, slots=True)
class StatusCodes:
    """The codes of a status, those that mean done, and those that mean it was given up."""

    codes: tuple[str, ...]
    done: tuple[str, ...]
    stopped: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        strange = sorted({*self.done, *self.stopped} - set(self.codes))
        if strange or not self.done or set(self.done) & set(self.stopped):
            raise PlanStatusError(
                f"Say which of {', '.join(self.codes)} mean done, and which others mean stopped."
                + (f" Unknown: {', '.join(strange)}." if strange else "")
            )


@dataclass(frozen=True, slots=True)
class PlanStatus:
    """`states[i, j]` is the place among the codes of what measure `i` reported in quarter `j`, -1 no report."""

    quarters: tuple[str, ...]
    measures: tuple[str, ...]
    status: StatusCodes
    states: Integers


@dataclass(frozen=True, slots=True)
class QuarterStatus:
    """One quarter: `counts[i]` measures had `codes[i]`; `done` is of those that reported."""

    quarter: str
    codes: tuple[str, ...]
    counts: tuple[int, ...]
    not_reported: int
    done: Share | None


@dataclass(frozen=True, slots=True)
class TimeToDone:
    """How many quarters from a measure's first report to the first in which it was done.

    `stopped` measures count as not done when last seen before that; `reopened` ones were reported not done later on.
    """

    curve: Survival | None
    stopped: int
    reopened: int
    cautions: tuple[Caution, ...]


def plan_status(reports: Iterable[tuple[str, str, str]], quarters: Sequence[str], status: StatusCodes) -> PlanStatus:
    """The measures of a plan by quarter.

    Parameters
    ----------
    reports
        (measure, quarter, code): what each measure reported, in any order.
    quarters
        All quarters in the order of time, those without a report too.
    status
        What the codes mean.

    Returns
    -------
    PlanStatus
        A table of measures by quarters.

    Raises
    ------
    PlanStatusError
        For a quarter or code that is not known, quarters that stand twice, and two reports of one measure in a quarter.

    Examples
    --------
    >>> status = StatusCodes(("planned", "done"), done=("done",))
    >>> plan = plan_status([("1", "2026-1", "planned"), ("1", "2026-2", "done")], ["2026-1", "2026-2"], status)
    >>> plan.states.tolist()
    [[0, 1]]

    """
    if len(set(quarters)) < len(quarters) or not quarters:
        raise PlanStatusError("Name each quarter once, in the order of time.")
    places, codes = ({name: place for place, name in enumerate(names)} for names in (quarters, status.codes))
    found: dict[str, dict[int, int]] = {}
    for measure, quarter, code in reports:
        if quarter not in places or code not in codes:
            raise PlanStatusError(
                f"Measure {measure!r}: quarter {quarter!r} or status {code!r} is not known. "
                f"Quarters: {', '.join(quarters)}. Status: {', '.join(status.codes)}."
            )
        own = found.setdefault(measure, {})
        if places[quarter] in own:
            raise PlanStatusError(f"Measure {measure!r} reports twice in {quarter}. Keep the last report.")
        own[places[quarter]] = codes[code]
    measures = tuple(sorted(found))
    states = np.full((len(measures), len(quarters)), NO_REPORT, dtype=np.int64)
    for row, measure in enumerate(measures):
        for place, state in found[measure].items():
            states[row, place] = state
    return PlanStatus(tuple(quarters), measures, status, states)


def plan_status_of_rounds(
    rounds: Sequence[Round], codebook: Codebook, question: str, *, by: str, status: StatusCodes | None = None
) -> PlanStatus:
    """The measures of a plan from rounds of answers, one round per quarter.

    Parameters
    ----------
    rounds
        In the order of time; their labels name the quarters.
    codebook
        Of all rounds.
    question
        The variable that holds the status.
    by
        The column that names the measure.
    status
        What the codes mean; when not given, the last code on the scale means done and missing codes mean stopped.

    Returns
    -------
    PlanStatus
        A table of measures by quarters.

    Raises
    ------
    PlanStatusError
        When the codebook has no such question with codes, two rounds have one label, or a code has no meaning.
    PairingError, DuplicateKeysError
        When a round has no such column, or a measure stands twice in it.

    """
    variable = next((each for each in codebook.variables if each.name == question), None)
    if variable is None or not variable.codes:
        raise PlanStatusError(f"{codebook.id!r} has no question {question!r} with codes for a status.")
    scale, missing = ([entry.code for entry in each] for each in (variable.codes, variable.missing))
    meaning = status or StatusCodes((*scale, *missing), (scale[-1],), tuple(missing))
    reports = []
    for round_ in rounds:
        rows = keys(round_, by)
        cells = round_.data[question].cast(str).to_list() if question in round_.data.columns else []
        given = {measure: cells[row] for measure, row in rows.items()} if cells else {}
        reports += [
            (measure, round_.info.label, code)
            for measure, code in given.items()
            if code is not None and code != NOT_ASKED
        ]
    return plan_status(reports, [round_.info.label for round_ in rounds], meaning)


def status_by_quarter(plan: PlanStatus, level: float = 0.95) -> tuple[QuarterStatus, ...]:
    """How many measures had each status in each quarter, and the share done.

    Parameters
    ----------
    plan
        The measures by quarter.
    level
        Of the share's Wilson interval.

    Returns
    -------
    tuple of QuarterStatus
        One per quarter; the share is None where nobody reported.

    Examples
    --------
    >>> status = StatusCodes(("planned", "done"), done=("done",))
    >>> plan = plan_status([("1", "a", "planned"), ("2", "a", "done"), ("1", "b", "done")], ["a", "b"], status)
    >>> [(quarter.counts, quarter.not_reported) for quarter in status_by_quarter(plan)]
    [((1, 1), 0), ((0, 1), 1)]

    """
    codes = plan.status.codes
    found = []
    for place, quarter in enumerate(plan.quarters):
        states = plan.states[:, place]
        counts = np.bincount(states[states >= 0], minlength=len(codes)).tolist()
        done = sum(count for code, count in zip(codes, counts, strict=True) if code in plan.status.done)
        reported = sum(counts)
        found.append(
            QuarterStatus(
                quarter, codes, tuple(counts), len(states) - reported, share("share_done", done, reported, level)
            )
        )
    return tuple(found)


def time_to_done(plan: PlanStatus, level: float = 0.95) -> TimeToDone:
    """How long measures take, counting those that are not done yet as far as they are followed.

    Parameters
    ----------
    plan
        The measures by quarter; leave out those that are never finished, such as continuous ones.
    level
        Of the intervals.

    Returns
    -------
    TimeToDone
        The Kaplan-Meier curve of the share not done by quarters since the first report, with its median.

    References
    ----------
    Kaplan EL, Meier P (1958), as in `kaplan_meier`.

    Examples
    --------
    >>> status = StatusCodes(("planned", "done"), done=("done",))
    >>> plan = plan_status([("1", "a", "planned"), ("1", "b", "done"), ("2", "a", "planned")], ["a", "b"], status)
    >>> time_to_done(plan).curve.ended
    1

    """
    places = {code: place for place, code in enumerate(plan.status.codes)}
    done = np.isin(plan.states, [places[code] for code in plan.status.done])
    stopped = np.isin(plan.states, [places[code] for code in plan.status.stopped])
    times, ended, gave_up, reopened = [], [], 0, 0
    for reported, is_done, is_stopped in zip(plan.states >= 0, done, stopped, strict=True):
        seen = np.flatnonzero(reported)
        finished, left = np.flatnonzero(is_done), np.flatnonzero(is_stopped)
        # What was given up before it was done is followed to there.
        quit_ = bool(left.size) and not (finished.size and finished[0] < left[0])
        gave_up += quit_
        end = left[0] if quit_ else finished[0] if finished.size else seen[-1]
        ended.append(bool(finished.size) and not quit_)
        times.append(int(end - seen[0]))
        reopened += bool(finished.size) and not quit_ and not is_done[seen[-1]]
    counted = durations(np.array(times, dtype=np.int64), np.array(ended, dtype=bool))
    cautions = (Caution("stopped", gave_up, len(times)),) if gave_up else ()
    again = (Caution("reopened", reopened, len(times)),) if reopened else ()
    return TimeToDone(kaplan_meier(counted, level), gave_up, reopened, (*cautions, *again))
