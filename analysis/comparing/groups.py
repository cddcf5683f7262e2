"""What a question says of one group of respondents, beside what it says of all."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.comparing.values import Direction, Estimate, Reason, Verdict


@dataclass(frozen=True, slots=True)
class GroupResult:
    """A group's share or mean in each round and its change; `group` is None for those whom no group was given for.

    `n_baseline` and `n_followup` count in each round, `pairs` in both when rounds are linked. `counts` are all that
    the other numbers are made of, so that they can be protected, each the parts of one whole; none are left afterwards.
    """

    group: str | None
    n_baseline: int | None
    n_followup: int | None
    pairs: int | None
    baseline: Estimate | None
    followup: Estimate | None
    change: Estimate | None
    verdict: Verdict
    direction: Direction
    reason: Reason
    counts: tuple[tuple[int, ...], ...] = ()
    suppressed: bool = False
