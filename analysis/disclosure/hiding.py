"""Taking the hidden numbers out of a question's result, and rounding what would tell them after all."""

from __future__ import annotations

from dataclasses import replace
from math import floor, log10

from analysis.comparing.results import IndicatorResult, ItemResult
from analysis.comparing.values import (
    Bounds,
    Change,
    CodeCount,
    Distribution,
    Estimate,
    RuleSensitivity,
    Share,
    Summary,
    Test,
    TransitionTable,
)
from analysis.disclosure.published import PAIRED_INTERVAL, ROUNDS, decimals, share_decimals
from analysis.disclosure.suppression import FARTHEST, SMALLEST_SHOWN, Name, is_small
from analysis.statistics.proportions import paired_change

ON_A_SCALE = ("mean_change", "hodges_lehmann")
"""Estimates in the scale's own points; the others lie between -1 and 1."""


EXAMINED = frozenset(
    {
        *("share_change", "mean_change", "hodges_lehmann", "rank_biserial", "superiority"),
        *("mcnemar_mid_p", "mcnemar_exact", "n_minus_1", "signed_rank", "brunner_munzel"),
    }
)
"""Estimates and tests whose rounding beside hidden numbers is thought through. All others are hidden then."""

OF_SOME_CHANGE = ("hodges_lehmann", "rank_biserial")
OF_THE_CHANGE = frozenset[Name]({("pairs", "mean_change"), ("pairs", "pairs"), PAIRED_INTERVAL})
"""Estimates that are not there when nobody changed: beside a hidden change, that they are there tells that some did."""

FEW_FOR_AN_INTERVAL = 50
"""Over fewer pairs, the interval of a change in a share tells more of its counts than rounding hides."""

OF_FEW_COUNTS = frozenset({"zero_cell", "asymptotic_ranks", "few_moved", "no_change", "no_rank_interval", "one_person"})
"""Cautions that go too: that they are there at all tells of a count."""


def without(question: ItemResult, hidden: frozenset[Name]) -> ItemResult:
    """The result without the hidden numbers."""
    return replace(
        question,
        pairs=None if ("pairs", "pairs") in hidden else question.pairs,
        baseline=_distribution(question.baseline, "baseline", hidden),
        followup=_distribution(question.followup, "followup", hidden),
        table=_table(question.table, hidden),
        change=_change(question.change, hidden),
        indicator=_indicator(question.indicator, hidden),
        estimates=tuple(
            _estimate(question, each, hidden)
            for each in question.estimates
            if each.name in EXAMINED and not (each.name in OF_SOME_CHANGE and hidden & OF_THE_CHANGE)
        ),
        tests=tuple(_test(question, each, hidden) for each in question.tests if each.name in EXAMINED),
        cautions=tuple(each for each in question.cautions if each.code not in OF_FEW_COUNTS),
        pairs_baseline=_of_pairs(question.pairs_baseline, "mean_before", hidden),
        pairs_followup=_of_pairs(question.pairs_followup, "mean_after", hidden),
        other_rule=hide_rule(question.other_rule),
        suppressed=True,
    )


def hide_share(share: Share | None, *, count: bool, of: bool) -> Share | None:
    """A share without its count, or without what it is of; either way its value would tell the other."""
    if share is None or not (count or of):
        return share
    shown_count, shown_of = None if count else share.count, None if of else share.of
    return replace(share, count=shown_count, of=shown_of, value=None, low=None, high=None, suppressed=True)


def hide_estimate(estimate: Estimate) -> Estimate:
    """An estimate without its numbers."""
    return replace(estimate, value=None, low=None, high=None, suppressed=True)


def hide_rule(found: RuleSensitivity | None) -> RuleSensitivity | None:
    """Another merge rule's outcome without its numbers: beside the question's own they tell single municipalities'."""
    if found is None:
        return None
    main, alternative = (None if each is None else hide_estimate(each) for each in (found.main, found.alternative))
    return RuleSensitivity(found.name, found.rule, found.other, main, alternative, None, None, suppressed=True)


def hide_test(test: Test) -> Test:
    """A test without its numbers."""
    return replace(test, statistic=None, df=None, p=None, p_adjusted=None, p_fdr=None, suppressed=True)


def coarse_test(test: Test) -> Test:
    """A test without its statistic, which is made of counts, and with one digit of its p."""
    p, adjusted, fdr = (None if p is None else _one_digit(p) for p in (test.p, test.p_adjusted, test.p_fdr))
    return replace(test, statistic=None, p=p, p_adjusted=adjusted, p_fdr=fdr, suppressed=True)


def hide_summary(summary: Summary | None) -> Summary | None:
    """A summary of which only the number of answers is left."""
    return Summary(summary.n, None, None, None, None, None, None, suppressed=True) if summary is not None else None


def _distribution(answers: Distribution | None, side: str, hidden: frozenset[Name]) -> Distribution | None:
    if answers is None:
        return None

    def is_hidden(*field: str | int) -> bool:
        return (side, *field) in hidden

    codes = tuple(
        _code(each, count=is_hidden("code", place), share=is_hidden("valid"))
        for place, each in enumerate(answers.codes)
    )
    summary = answers.summary
    if summary is not None and is_hidden("valid"):
        summary = replace(_coarse_summary(summary, mean=True), n=None)
    elif summary is not None and answers.codes:
        summary = _coarse_summary(summary, mean=is_hidden("mean"))
    return replace(
        answers,
        valid=None if is_hidden("valid") else answers.valid,
        not_answered=None if is_hidden("not_answered") else answers.not_answered,
        not_asked=None if is_hidden("not_asked") else answers.not_asked,
        codes=codes,
        missing=tuple(
            _code(each, count=is_hidden("missing", place), share=False) for place, each in enumerate(answers.missing)
        ),
        summary=summary,
        suppressed=any(name[0] == side for name in hidden),
    )


def _of_pairs(summary: Summary | None, mean: str, hidden: frozenset[Name]) -> Summary | None:
    if summary is None:
        return None
    pairs = ("pairs", "pairs") in hidden
    coarse = _coarse_summary(summary, mean=pairs or ("pairs", mean) in hidden)
    return replace(coarse, n=None if pairs else coarse.n)


def _code(code: CodeCount, *, count: bool, share: bool) -> CodeCount:
    if not (count or share):
        return code
    return replace(code, count=None if count else code.count, share=None, suppressed=True)


def _coarse_summary(summary: Summary, *, mean: bool) -> Summary:
    """The mean alone, rounded: the spread, the total and the quartiles tell the counts that are hidden beside them."""
    value = None if mean or summary.mean is None else round(summary.mean, decimals(summary.n or 0))
    return Summary(summary.n, value, None, None, None, None, None, suppressed=True)


def _table(table: TransitionTable | None, hidden: frozenset[Name]) -> TransitionTable | None:
    if table is None:
        return None
    counts = tuple(
        tuple(None if ("pairs", "table", i, j) in hidden else count for j, count in enumerate(row))
        for i, row in enumerate(table.counts)
    )
    return TransitionTable(table.codes, counts, suppressed=counts != table.counts)


def _change(change: Change | None, hidden: frozenset[Name]) -> Change | None:
    if change is None:
        return None
    pairs = ("pairs", "pairs") in hidden
    up, same, down = (
        hide_share(share, count=("pairs", share.name) in hidden, of=pairs) or share
        for share in (change.up, change.same, change.down)
    )
    return Change(None if pairs else change.pairs, up, same, down)


def _indicator(found: IndicatorResult | None, hidden: frozenset[Name]) -> IndicatorResult | None:
    if found is None:
        return None

    def of_round(share: Share | None, side: str) -> Share | None:
        return hide_share(share, count=(side, "inside") in hidden, of=(side, "counted") in hidden)

    def of_pairs(share: Share | None, field: str) -> Share | None:
        return hide_share(share, count=("pairs", field) in hidden, of=("pairs", "counted") in hidden)

    first, second = of_round(found.baseline, "baseline"), of_round(found.followup, "followup")
    return replace(
        found,
        baseline=first,
        followup=second,
        pairs_baseline=of_pairs(found.pairs_baseline, "inside_before"),
        pairs_followup=of_pairs(found.pairs_followup, "inside_after"),
        gained=None if ("pairs", "gained") in hidden else found.gained,
        lost=None if ("pairs", "lost") in hidden else found.lost,
        change=_share_change(found, (first, second), hidden),
        bounds_baseline=_bounds(found.bounds_baseline, first),
        bounds_followup=_bounds(found.bounds_followup, second),
        suppressed=any("inside" in name or name[0] == "pairs" for name in hidden),
    )


def _bounds(bounds: Bounds | None, share: Share | None) -> Bounds | None:
    if bounds is None or share is None or not share.suppressed:
        return bounds
    return Bounds(None, None, bounds.denominator, suppressed=True)


def _share_change(
    found: IndicatorResult, shares: tuple[Share | None, Share | None], hidden: frozenset[Name]
) -> Estimate | None:
    change = found.change
    if change is None or change.value is None:
        return change
    if found.pairs_baseline is None:
        return hide_estimate(change) if any(share is None or share.suppressed for share in shares) else change
    if {("pairs", "share_change"), ("pairs", "counted")} & hidden:
        return hide_estimate(change)
    coarse = rounded(change, share_decimals(found.pairs_baseline.of or 0))
    moved = {("pairs", "gained"), ("pairs", "lost")} & hidden
    few = (found.pairs_baseline.of or 0) < FEW_FOR_AN_INTERVAL and any(name[0] == "pairs" for name in hidden)
    if few or (moved and not _interval_is_shared(found, coarse)):
        return replace(coarse, low=None, high=None, suppressed=True)
    return coarse


def _interval_is_shared(found: IndicatorResult, coarse: Estimate) -> bool:
    """Whether small numbers of gained and lost pairs could be none or five with the same change and interval."""
    before, gained, lost = found.pairs_baseline, found.gained, found.lost
    if before is None or before.count is None or before.of is None or gained is None or lost is None:
        return False
    outside, alike = before.of - before.count, []
    for other in range(max(0, gained - lost, gained - FARTHEST), min(outside, gained + FARTHEST) + 1):
        gone = lost + other - gained
        if gone <= before.count:
            same = paired_change(before.count - gone, gone, other, outside - other, coarse.level)
            if same is not None and rounded(same, share_decimals(before.of)) == coarse:
                alike.append((other, gone))
    counts = zip((gained, lost), zip(*alike, strict=True), strict=True)
    return all(min(could) == 0 and max(could) >= SMALLEST_SHOWN for count, could in counts if is_small(count))


def _estimate(question: ItemResult, estimate: Estimate, hidden: frozenset[Name]) -> Estimate:
    if not question.baseline or not question.followup or not question.baseline.codes:
        return estimate
    if {("pairs", "mean_change"), ("pairs", "pairs")} & hidden:
        return hide_estimate(estimate)
    if not question.paired and any((side, "mean") in hidden for side in ROUNDS):
        return hide_estimate(estimate)
    if PAIRED_INTERVAL in hidden:
        estimate = replace(estimate, low=None, high=None, suppressed=True)
    n = (
        question.pairs
        if question.pairs is not None
        else min(question.baseline.valid or 0, question.followup.valid or 0)
    )
    return rounded(estimate, decimals(n) if estimate.name in ON_A_SCALE else share_decimals(n))


def _test(question: ItemResult, test: Test, hidden: frozenset[Name]) -> Test:
    if test.name.startswith("mcnemar"):
        # It is made of nothing but the gained and the lost.
        return hide_test(test) if {("pairs", "gained"), ("pairs", "lost")} & hidden else test
    if test.name == "n_minus_1":
        # It is made of nothing but the two shares.
        shares = {(side, field) for side in ROUNDS for field in ("inside", "counted")}
        return hide_test(test) if shares & hidden else test
    if OF_THE_CHANGE & hidden:
        return hide_test(test)
    if not question.paired and any((side, "mean") in hidden for side in ROUNDS):
        return hide_test(test)
    return coarse_test(test)


def rounded(estimate: Estimate, places: int) -> Estimate:
    """An estimate with so many decimals."""
    value, low, high = (
        None if number is None else round(number, places) for number in (estimate.value, estimate.low, estimate.high)
    )
    return replace(estimate, value=value, low=low, high=high)


def _one_digit(p: float) -> float:
    return round(p, -floor(log10(p))) if p > 0 else p
