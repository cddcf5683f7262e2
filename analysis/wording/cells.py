"""What stands in a table's cell: «–» where there is nothing, «skjult» where it is hidden."""

from __future__ import annotations

from collections.abc import Callable

from analysis.comparing.results import ItemResult
from analysis.comparing.values import CodeCount, Distribution, Estimate, Share, Summary, Test
from analysis.wording import shown
from analysis.wording.numbers import bare_p, count, number, percent, percent_number
from analysis.wording.phrases import say
from analysis.wording.sentences import bare_interval, measured, written_change
from analysis.wording.versions import compared

NOTHING = "\N{EN DASH}"


def whole(value: int | None) -> str:
    """A count."""
    return say("hidden_cell") if value is None else count(value)


def share(value: Share | None) -> str:
    """«41 % (101)»."""
    if value is None:
        return NOTHING
    known = shown.rate(value)
    if known is None:
        return say("hidden_cell")
    of_all = known[1]
    return say("share_cell", percent=percent(known[2], of_all), count=count(known[0]))


def share_with_interval(value: Share | None) -> str:
    """«51 (53 %, KI 43–62)»."""
    known = shown.share(value)
    if value is None or known is None:
        return share(value)
    return say(
        "share_interval_cell",
        count=count(known.count),
        percent=percent(known.value, known.of),
        low=percent_number(known.low, known.of),
        high=percent_number(known.high, known.of),
    )


def code(value: CodeCount, found: Distribution) -> str:
    """How many gave one code, and their share of those on the scale."""
    known = shown.count(value)
    if known is None:
        return say("hidden_cell")
    if value.share is None:
        return count(known)
    return say("code_cell", count=count(known), percent=percent(value.share, found.valid))


def valid(result: ItemResult, place: shown.RoundPlace) -> str:
    """How many answered on the scale in one round."""
    found = shown.answers(result, place)
    return NOTHING if found is None else whole(found.valid)


def size(result: ItemResult, place: shown.RoundPlace) -> str:
    """Of how many the cell from `standing` is: those whom the share is of, else those who answered on the scale."""
    if result.indicator is None:
        return valid(result, place)
    found = result.indicator.baseline if place == 1 else result.indicator.followup
    return NOTHING if found is None else whole(found.of)


def standing(result: ItemResult, place: shown.RoundPlace) -> str:
    """Where a question stood in one round: its share, else its mean."""
    if result.indicator is not None:
        return share(result.indicator.baseline if place == 1 else result.indicator.followup)
    found = shown.answers(result, place)
    if found is None or found.summary is None:
        return NOTHING
    known = shown.summary(found.summary)
    return say("hidden_cell") if known is None or known.mean is None else measured(result, known.mean)


def change(result: ItemResult) -> str:
    """The judged change."""
    found = shown.judged_estimate(result)
    if found is None:
        return NOTHING
    return say("hidden_cell") if found.value is None else written_change(result, found)


def interval(result: ItemResult) -> str:
    """The judged change's interval."""
    found = shown.judged(result)
    return (bare_interval(result, found) if found else "") or NOTHING


def pairs(result: ItemResult) -> str:
    """How many answered in both rounds; nothing when the rounds cannot be linked."""
    return whole(shown.pairs(result)) if result.paired and compared(result) else NOTHING


def p(result: ItemResult) -> str:
    """The p of the judged change."""
    return bare(shown.test(result))


def p_adjusted(result: ItemResult) -> str:
    """The same, corrected for the family of questions."""
    found = shown.test(result)
    return NOTHING if found is None or found.p_adjusted is None else bare_p(found.p_adjusted)


def bare(found: Test | None) -> str:
    """The p of a test."""
    if found is None:
        return NOTHING
    return say("hidden_cell") if found.p is None else bare_p(found.p)


def estimate(found: Estimate, places: int) -> tuple[str, str]:
    """An estimate's value and interval."""
    if found.value is None:
        return say("hidden_cell"), say("hidden_cell")
    known = shown.interval(found)
    span = say("bare_interval", low=number(known.low, places), high=number(known.high, places)) if known else NOTHING
    return number(found.value, places), span


def spread(value: Summary | None, write: Callable[[float], str]) -> tuple[str, ...]:
    """n, mean, standard deviation, median and quartiles; `write` is how a value on this scale is written."""
    if value is None:
        return (NOTHING,) * 6
    # Without protection only a spread of one answer is missing.
    absent = say("hidden_cell") if value.suppressed else NOTHING
    figures = (value.mean, value.sd, value.median, value.lower_quartile, value.upper_quartile)
    return (whole(value.n), *(absent if each is None else write(each) for each in figures))
