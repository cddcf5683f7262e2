"""An area beside the rest of the country, from the two comparisons: few municipalities are no sample of many.

What is uncertain in an area of 25 municipalities of which 20 answered is the other five alone: its shares have the
hypergeometric interval of those 25, a change in them Newcombe's times the root of what is not known, and when all have
answered there is nothing uncertain left.
"""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

from analysis.comparing.results import Comparison, IndicatorResult, ItemResult
from analysis.comparing.values import Estimate, Share
from analysis.comparing.verdicts import FEWEST_PAIRS, SHARE_MATTERS, Judgement, cannot_say, judge
from analysis.facts.areas import AreaResult
from analysis.responding.finite import near_census
from analysis.statistics.proportions import unpaired_change
from questionnaires.codebook import drawn

FINITE = "{method}, times the root of 1 - {pairs} of {of} known"
FINITE_SOURCE = "Cochran 1977, Sampling Techniques, 3rd edition, section 2.6"
BESIDE = "{method}, with finite population correction of both shares"
FEWEST = 5
"""So many must have answered in the area for a difference to carry a verdict, unless all have."""


def area_results(own: Comparison, rest: Comparison) -> tuple[AreaResult, ...]:
    """Every indicator in the area (`own`) and in the `rest`; both know how many municipalities there were."""
    others = {each.name: each for each in rest.questions}
    return tuple(
        _result(each, others.get(each.name), own, rest) for each in own.questions if each.indicator is not None
    )


def _result(mine: ItemResult, theirs: ItemResult | None, own: Comparison, rest: Comparison) -> AreaResult:
    found = mine.indicator
    if found is None:
        raise LookupError(f"{mine.name} has no indicator.")
    other = theirs.indicator if theirs is not None else None
    own_shares, rest_shares = _shares(found, own), _shares(other, rest)
    matters = mine.matters or SHARE_MATTERS
    before = found.pairs_followup
    pairs = (before.of or 0) if before is not None else 0
    of = own.followup.denominator or 0
    change = _finite(found.change, pairs, of) if drawn(mine.comparability, mine.keeps) and not own.alone else None
    enough = pairs >= FEWEST_PAIRS or pairs == of > 0
    if own.alone or not drawn(mine.comparability, mine.keeps):
        moved = cannot_say("no_measure" if own.alone else "not_comparable")
    else:
        moved = judge(change, matters, found.better, enough=enough)
    difference, stands = _beside(own_shares[-1], rest_shares[-1], (matters, of), found)
    return AreaResult(
        name=mine.name,
        text=mine.text,
        part_label=mine.part_label,
        subgoal=mine.subgoal,
        trend_core=mine.trend_core,
        binary=mine.level == "binary",
        label=found.label,
        better=found.better,
        own=own_shares,
        rest=rest_shares,
        pairs=pairs,
        census=_all(own_shares[-1], of),
        change=change,
        verdict=moved.verdict,
        direction=moved.direction,
        reason=moved.reason,
        difference=difference,
        standing=stands.verdict,
        standing_direction=stands.direction,
        standing_reason=stands.reason,
    )


def _shares(found: IndicatorResult | None, comparison: Comparison) -> tuple[Share | None, ...]:
    """Each round's share with the interval of a small population that is mostly known."""
    if found is None:
        return (None,) if comparison.alone else (None, None)
    first = _known(found.baseline, comparison.baseline.denominator)
    return (first,) if comparison.alone else (first, _known(found.followup, comparison.followup.denominator))


def _known(share: Share | None, of: int | None) -> Share | None:
    if share is None or share.count is None or not share.of or of is None or share.of > of:
        return share
    return near_census(share.count, share.of, of).wilson


def _finite(change: Estimate | None, pairs: int, of: int) -> Estimate | None:
    """The change over the pairs, less uncertain the fewer of the area's municipalities are unknown."""
    if change is None or change.value is None or change.low is None or change.high is None or not 0 < pairs <= of:
        return change
    unknown = sqrt(1 - pairs / of)
    return replace(
        change,
        low=change.value - (change.value - change.low) * unknown,
        high=change.value + (change.high - change.value) * unknown,
        method=FINITE.format(method=change.method, pairs=pairs, of=of),
        source="; ".join(filter(None, (change.source, FINITE_SOURCE))),
    )


def _beside(
    own: Share | None, rest: Share | None, rule: tuple[float, int], found: IndicatorResult
) -> tuple[Estimate | None, Judgement]:
    """The area minus the rest, by Newcombe's method from both finite intervals."""
    if own is None or rest is None or None in (own.value, own.low, rest.value, rest.low):
        return None, cannot_say("too_few")
    matters, of = rule
    made = unpaired_change(rest, own)
    made = replace(made, name="area_difference", method=BESIDE.format(method=made.method))
    enough = (own.of or 0) >= FEWEST or _all(own, of)
    return made, judge(made, matters, found.better, enough=enough)


def _all(share: Share | None, of: int) -> bool:
    return share is not None and share.of == of > 0
