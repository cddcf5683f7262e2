"""What may be shown: a number that is None is hidden or was never computed, and then nothing is drawn or said of it.

`suppressed` on a result says that something in it is hidden, not that all of it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analysis.comparing.families import PRIMARY
from analysis.comparing.results import ItemResult, ScoreResult
from analysis.comparing.values import Bounds, CodeCount, Distribution, Estimate, Share, Summary, Test

RoundPlace = Literal[1, 2]
ROUNDS: tuple[RoundPlace, RoundPlace] = (1, 2)


@dataclass(frozen=True, slots=True)
class KnownShare:
    """A share whose numbers are all there."""

    count: int
    of: int
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class KnownInterval:
    """An estimate whose value and interval are all there."""

    value: float
    low: float
    high: float
    level: float


def share(value: Share | None) -> KnownShare | None:
    """The share, or None when any of it is hidden."""
    known = rate(value)
    if value is None or known is None or value.low is None or value.high is None:
        return None
    return KnownShare(*known, value.low, value.high)


def rate(value: Share | None) -> tuple[int, int, float] | None:
    """Count, of and value of a share that needs no interval, or None when hidden."""
    if value is None or value.count is None or value.of is None or value.value is None:
        return None
    return value.count, value.of, value.value


def judged_estimate(result: ItemResult) -> Estimate | None:
    """The change that the verdict is about, hidden or not; None when there is none."""
    if result.judged == "share_change":
        return result.indicator.change if result.indicator else None
    return next((each for each in result.estimates if each.name == result.judged), None)


def judged(result: ItemResult) -> Estimate | None:
    """The change that the verdict is about, or None when there is none or it is hidden."""
    found = judged_estimate(result)
    return None if found is None or found.value is None else found


def estimate(estimates: tuple[Estimate, ...], name: str) -> Estimate | None:
    """The estimate of this name, or None when there is none or it is hidden."""
    found = next((each for each in estimates if each.name == name), None)
    return None if found is None or found.value is None else found


def interval(value: Estimate | None) -> KnownInterval | None:
    """The estimate with its interval, or None when either is hidden or was never computed."""
    if value is None or value.value is None or value.low is None or value.high is None:
        return None
    return KnownInterval(value.value, value.low, value.high, value.level)


def test(result: ItemResult) -> Test | None:
    """The test of the judged change; None when there is none or it is hidden."""
    names = PRIMARY.get(result.judged or "", ())
    found = next((each for each in result.tests if each.name in names), None)
    return None if found is None or found.p is None else found


def count(value: CodeCount) -> int | None:
    """How many gave a code, or None when that or what it is of is hidden."""
    return None if value.suppressed else value.count


def answers(result: ItemResult, place: RoundPlace) -> Distribution | None:
    """A question's distribution in the first or second round, or None when it was not asked."""
    return result.baseline if place == 1 else result.followup


def off_scale_count(found: Distribution) -> int | None:
    """How many were asked and gave no answer on the scale; None when any of it is hidden."""
    missing = [count(each) for each in found.missing]
    known = [each for each in missing if each is not None]
    if found.valid is None or found.not_answered is None or len(known) < len(missing):
        return None
    return found.not_answered + sum(known)


def off_scale(found: Distribution) -> float | None:
    """Share 0..1 of those who were asked that gave no answer on the scale; None when any of it is hidden."""
    off = off_scale_count(found)
    asked = 0 if off is None else off + (found.valid or 0)
    return off / asked if off is not None and asked else None


def summary(value: Summary | None) -> Summary | None:
    """The summary, or None when its mean or what it is over is hidden."""
    return None if value is None or value.mean is None or value.n is None else value


def bounds(value: Bounds | None) -> tuple[float, float] | None:
    """The lowest and highest possible share, or None when hidden."""
    if value is None or value.low is None or value.high is None:
        return None
    return value.low, value.high


def pairs(result: ItemResult) -> int | None:
    """How many pairs the change rests on, those of the indicator when there is one; None when hidden."""
    if result.indicator is not None and result.indicator.pairs_baseline is not None:
        return result.indicator.pairs_baseline.of
    return result.pairs


def hidden(result: ItemResult | ScoreResult) -> bool:
    """Whether the change itself may not be shown."""
    return result.reason == "hidden"
