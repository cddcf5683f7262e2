"""One variable in two rounds: everything that is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.comparing import indicators
from analysis.comparing.findings import Findings, linked, unlinked
from analysis.comparing.indicators import Indicator, RoundShares
from analysis.comparing.mergerules import judged_by_other_rule
from analysis.comparing.results import ItemResult
from analysis.comparing.values import Better, Caution, Distribution, Estimate
from analysis.comparing.verdicts import POINTS_MATTER, SHARE_MATTERS, cannot_say, judge
from analysis.linking.versions import Matched
from analysis.reducing.counting import Counted
from analysis.reducing.distributions import distribution
from analysis.reducing.tallies import MEASURED, Tally
from questionnaires.codebook import Variable


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for all questions of two rounds: linked or not, how many could have answered, level of intervals."""

    linked: bool
    denominators: tuple[int | None, int | None]
    level: float


def compare_question(match: Matched, counted: Counted, setting: Setting) -> ItemResult:
    """Compare one variable; a trend is drawn where the two versions' answers may be compared."""
    before, after = counted.before, counted.after
    if match.drawn and (before is None or after is None):
        # The versions agree, but one file has no such column.
        match = Matched(match.old, match.new, "new" if before is None else "gone")
    variable, comparable = match.variable, match.drawn
    indicator = indicators.indicator_of(variable)
    # Rounds that are compared are counted by one definition, the newer; others each by its own.
    defining = variable if comparable else match.old or variable
    shares = _shares(defining, (before, after), indicator, setting)
    if not comparable or before is None or after is None:
        found = Findings(indicator=indicators.apart(indicator, shares) if indicator else None)
    elif counted.pairs is not None:
        found = linked(variable, indicator, shares, (counted.pairs, counted.merged), setting.level)
    else:
        found = unlinked(variable, indicator, shares, (before, after), setting.level)
    both = (_distribution(before, match.old), _distribution(after, match.new))
    return _result(match, both, found, linked=setting.linked)


def _shares(
    old: Variable, tallies: tuple[Tally | None, Tally | None], indicator: Indicator | None, setting: Setting
) -> RoundShares:
    if indicator is None:
        return RoundShares(None, None, None, None)
    definitions = (indicators.indicator_of(old) or indicator, indicator)
    shares = [
        None if tally is None else indicators.round_share(tally, definition, setting.level)
        for tally, definition in zip(tallies, definitions, strict=True)
    ]
    bounds = [
        None if tally is None else indicators.bounds(tally, share, denominator)
        for tally, share, denominator in zip(tallies, shares, setting.denominators, strict=True)
    ]
    return RoundShares(shares[0], shares[1], bounds[0], bounds[1])


def _distribution(tally: Tally | None, variable: Variable | None) -> Distribution | None:
    return distribution(tally, variable) if tally is not None and variable is not None else None


def _result(
    match: Matched, both: tuple[Distribution | None, Distribution | None], found: Findings, *, linked: bool
) -> ItemResult:
    variable = match.variable
    judged, estimate, matters, better = _judged(variable, found)
    if judged is None:
        judgement = cannot_say("no_measure")
    elif not match.drawn:
        judgement = cannot_say("not_comparable")
    else:
        judgement = judge(estimate, matters, better, enough=found.enough)
    other_rule = judged_by_other_rule(found.other_rule, judgement.verdict, matters, better)
    depends = (Caution("other_merge_rule"),) if other_rule is not None and other_rule.changes else ()
    return ItemResult(
        name=variable.name,
        question=variable.question,
        part=variable.part,
        text=variable.text,
        part_label=variable.part_label,
        page=variable.page,
        subgoal=variable.subgoal,
        challenge=variable.challenge,
        trend_core=variable.trend_core,
        kind=variable.kind,
        level=variable.level,
        unit=variable.unit,
        better=better,
        comparability=match.comparability,
        paired=linked,
        pairs=found.pairs,
        baseline=both[0],
        followup=both[1],
        table=found.table,
        change=found.change,
        indicator=found.indicator,
        estimates=found.estimates,
        tests=found.tests,
        family=None,
        judged=judged,
        matters=matters,
        verdict=judgement.verdict,
        direction=judgement.direction,
        reason=judgement.reason,
        listed=found.merged.listed,
        cautions=(*changes(match), *found.cautions, *depends),
        small_cell=variable.small_cell,
        recodings=match.recodings,
        formerly=match.formerly,
        keeps=match.keeps,
        breaks=match.breaks,
        pairs_baseline=found.middles[0],
        pairs_followup=found.middles[1],
        other_rule=other_rule,
    )


def changes(match: Matched) -> Iterator[Caution]:
    """What changed in the question, though its trend goes on."""
    if match.reworded:
        yield Caution("reworded")
    if match.comparability == "recoded":
        yield Caution("recoded")


def _judged(variable: Variable, found: Findings) -> tuple[str | None, Estimate | None, float | None, Better]:
    """The estimate that the verdict is about: the indicator's share where there is one, else the mean."""
    matters = variable.matters
    if found.indicator is not None:
        return "share_change", found.indicator.change, matters or SHARE_MATTERS, found.indicator.better
    if variable.level not in MEASURED:
        return None, None, None, variable.better
    if variable.level == "ordinal":
        matters = matters or POINTS_MATTER
    mean = next((estimate for estimate in found.estimates if estimate.name == "mean_change"), None)
    return "mean_change", mean, matters, variable.better
