"""What a reader may want beside a question's sentence: the pairs alone, and what those who are unknown could change."""

from __future__ import annotations

from analysis.comparing.results import Comparison, ItemResult
from analysis.wording import shown
from analysis.wording.language import spoken
from analysis.wording.numbers import count, percent
from analysis.wording.phrases import say
from analysis.wording.sentences import measured, share_of, unit_of, written_change, written_interval


def pairs_sentence(result: ItemResult, unit: str) -> str:
    """Where the pairs alone stood in each round, which is not where all who answered stood."""
    first, second = _share_ends(result) if result.indicator is not None else _mean_ends(result)
    pairs = shown.pairs(result)
    if not (pairs and first and second):
        return ""
    return say(
        "pairs_share" if result.indicator is not None else "pairs_mean",
        pairs=count(pairs),
        units=spoken().units[unit][2],
        first=first,
        second=second,
    )


def other_rule_sentence(result: ItemResult) -> str:
    """What the change would have been by another merge rule, where that is another one."""
    found = result.other_rule
    if found is None or found.alternative is None or found.alternative.value is None:
        return ""
    if (found.alternative, found.alternative_pairs) == (found.main, found.main_pairs):
        return ""
    return say(
        "other_rule",
        had=say(f"other_rule_{found.rule}"),
        change=written_change(result, found.alternative),
        unit=say("percentage_points") if found.rule == "share" else unit_of(result),
        interval=written_interval(result, found.alternative),
        pairs=count(found.alternative_pairs or 0),
        verdict=spoken().verdicts[found.verdict],
    )


def weighted_sentence(result: ItemResult) -> str:
    """The two rounds and the change with weights; nothing when none were given."""
    found = result.weighted
    if found is None or found.change is None:
        return ""
    if found.suppressed:
        return say("weighted_hidden")
    of_share = found.change.name == "share_change"
    ends = [
        ""
        if each is None or each.value is None
        else percent(each.value, n)
        if of_share
        else measured(result, each.value)
        for each, n in ((found.baseline, found.n_baseline), (found.followup, found.n_followup))
    ]
    return say(
        "weighted",
        first=ends[0],
        second=ends[1],
        change=written_change(result, found.change),
        unit=say("percentage_points") if of_share else unit_of(result),
        interval=written_interval(result, found.change),
    )


def _share_ends(result: ItemResult) -> tuple[str, ...]:
    found = result.indicator
    ends = (found.pairs_baseline, found.pairs_followup) if found is not None else (None, None)
    return tuple(share_of(shown.share(each)) for each in ends)


def _mean_ends(result: ItemResult) -> tuple[str, ...]:
    known = (shown.summary(each) for each in (result.pairs_baseline, result.pairs_followup))
    return tuple(measured(result, each.mean) if each is not None and each.mean is not None else "" for each in known)


def bounds_sentence(result: ItemResult, comparison: Comparison) -> str:
    """What the share could be at the last round if we knew all: «… om alle hadde svart Ja, 66 %»."""
    if result.indicator is None:
        return ""
    known, share = shown.bounds(result.indicator.bounds_followup), shown.share(result.indicator.followup)
    of = result.indicator.bounds_followup.denominator if result.indicator.bounds_followup else 0
    if known is None or share is None or share.of == of:
        return ""
    return say(
        "bounds",
        round=comparison.followup.label,
        answered=count(share.of),
        of=count(of),
        units=spoken().units[comparison.unit][1],
        low=percent(known[0], of),
        high=percent(known[1], of),
    )
