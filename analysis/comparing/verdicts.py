"""The verdict rule: what may be said of a change, from its interval and the smallest change worth a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.comparing.values import Better, Direction, Estimate, Reason, Verdict

FEWEST_PAIRS = 10
FEWEST_PER_GROUP = 5
SHARE_MATTERS = 0.05
POINTS_MATTER = 0.3
THRESHOLD_PART_MATTERS = 0.5


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict, whether it is for better or worse, and why nothing can be said when that is so."""

    verdict: Verdict
    direction: Direction
    reason: Reason


def cannot_say(reason: Reason) -> Judgement:
    """No verdict, and why."""
    return Judgement("cannot_say", "neutral", reason)


def judge(estimate: Estimate | None, matters: float | None, better: Better, *, enough: bool) -> Judgement:
    """The verdict on a change; `enough` says whether there are 10 pairs, or 5 in each group.

    A number question that does not say which change matters gets no verdict: its interval may exclude 0 and the change
    still be too small to care about.
    """
    if estimate is None or estimate.value is None or not enough:
        return cannot_say("too_few")
    if estimate.low is None or estimate.high is None or matters is None:
        return cannot_say("no_threshold" if matters is None else "one_value")
    one_side = estimate.low > 0 or estimate.high < 0
    # 3 of 60 is 5 points, whatever floating point makes of it.
    if one_side and abs(estimate.value) >= matters - 1e-9:
        return _moved(("increased", "decreased"), estimate.value, better)
    if -matters < estimate.low and estimate.high < matters:
        return Judgement("unchanged", "neutral", "")
    return _moved(("small_increase", "small_decrease"), estimate.value, better) if one_side else cannot_say("uncertain")


def _moved(verdicts: tuple[Verdict, Verdict], value: float, better: Better) -> Judgement:
    verdict = verdicts[0] if value > 0 else verdicts[1]
    if better == "none":
        return Judgement(verdict, "neutral", "")
    return Judgement(verdict, "better" if (value > 0) == (better == "higher") else "worse", "")
