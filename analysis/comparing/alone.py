"""One round with nothing to compare it with: the same results as for two, without a word of change."""

from __future__ import annotations

from dataclasses import replace

from analysis.comparing.compare import compare
from analysis.comparing.groups import GroupResult
from analysis.comparing.results import Comparison, IndicatorResult, ItemResult, PairingSummary, ScoreResult
from analysis.files.rounds import Round
from questionnaires.codebook import Codebook

OF_TWO = frozenset({"unlinked", "reworded", "recoded", "no_change", "no_comparison_group", "constant", "separated"})
"""Cautions about a change or a difference between rounds."""
OF_ONE = frozenset({"alpha_baseline"})
"""Estimates that are about the first round alone."""


def describe(first: Round, codebook: Codebook, *, by: str | None = None) -> Comparison:
    """A round that no other has followed yet, told question by question; with `by`, a column, also by group.

    The result holds small numbers: `disclosure.protect` it before it leaves. Raises what `compare` raises.
    """
    nobody = replace(first, data=first.data.clear())
    return alone(compare(first, nobody, codebook, by=by))


def alone(comparison: Comparison) -> Comparison:
    """What a comparison with a round that nobody answered says of its baseline; protect it afterwards."""
    pairing = comparison.pairing
    everybody = PairingSummary(None, 0, pairing.only_first, 0, without_key=pairing.without_key)
    return replace(
        comparison,
        alone=True,
        followup=comparison.baseline,
        followup_version=comparison.baseline_version,
        pairing=everybody,
        questions=tuple(_question(each) for each in comparison.questions if each.baseline is not None),
        scores=tuple(_score(each) for each in comparison.scores),
        families=(),
        cautions=tuple(each for each in comparison.cautions if each.code not in OF_TWO),
    )


def _question(result: ItemResult) -> ItemResult:
    return replace(
        result,
        comparability="same",
        paired=False,
        pairs=None,
        followup=None,
        table=None,
        change=None,
        indicator=_indicator(result.indicator),
        estimates=(),
        tests=(),
        family=None,
        judged=None,
        matters=None,
        verdict="cannot_say",
        direction="neutral",
        reason="no_measure",
        listed=(),
        cautions=tuple(each for each in result.cautions if each.code not in OF_TWO),
        pairs_baseline=None,
        pairs_followup=None,
        other_rule=None,
        weighted=None,
        groups=tuple(map(_group, result.groups)),
    )


def _indicator(found: IndicatorResult | None) -> IndicatorResult | None:
    if found is None:
        return None
    return replace(
        found,
        followup=None,
        pairs_baseline=None,
        pairs_followup=None,
        gained=None,
        lost=None,
        change=None,
        bounds_followup=None,
    )


def _group(found: GroupResult) -> GroupResult:
    return replace(found, followup=None, change=None, pairs=None, reason="no_measure")


def _score(found: ScoreResult) -> ScoreResult:
    return replace(
        found,
        paired=False,
        followed=found.started,
        pairs=0,
        items_used=None,
        items_rated=None,
        followup=None,
        pairs_baseline=None,
        pairs_followup=None,
        change=None,
        estimates=tuple(each for each in found.estimates if each.name in OF_ONE),
        tests=(),
        responders=(),
        waterfall=(),
        cumulative=(),
        matters=None,
        verdict="cannot_say",
        direction="neutral",
        reason="no_measure",
        cautions=tuple(each for each in found.cautions if each.code not in OF_TWO),
        ends=tuple(each for each in found.ends if each.name.endswith("baseline")),
        ceiling=None,
        weighted=None,
        groups=(),
    )
