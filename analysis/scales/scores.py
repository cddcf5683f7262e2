"""A score per person, such as PSFS, and how it changed; over a list it is made of the items rated in both rounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from analysis.comparing.findings import Measured, TwoRounds
from analysis.comparing.questions import changes
from analysis.comparing.results import Responders, ScoreResult
from analysis.comparing.values import Caution, Estimate, Share, Summary
from analysis.comparing.verdicts import (
    FEWEST_PAIRS,
    FEWEST_PER_GROUP,
    POINTS_MATTER,
    THRESHOLD_PART_MATTERS,
    Judgement,
    judge,
)
from analysis.comparing.weighing import WeighedColumn, WeighedPairs, Weights, weigh
from analysis.comparing.weighted import WeightedResult
from analysis.linking.versions import Matched
from analysis.reducing.counting import answers_of
from analysis.reducing.counts import aligned, distinct
from analysis.reducing.differences import Integers
from analysis.reducing.pairs import Pairs, pair_values
from analysis.reducing.points import Mask, Ratings, ratings, ruler, scale_of, unit_of, values
from analysis.reducing.twogroups import TwoGroups
from analysis.scales.changes import alpha_of, measure_scores
from analysis.scales.ends import at_the_ends, cannot_improve
from analysis.scales.flows import flows_of
from analysis.scales.responders import cumulative_groups, responders_at, waterfall
from analysis.statistics.groups import compare_groups
from analysis.statistics.ordinal import summary
from analysis.statistics.proportions import share
from questionnaires.codebook import ScoreEntry, Words

FEW_ITEMS = 3
"""A score of fewer items is flagged: one item alone moves it a long way."""
ROUNDS = ("baseline", "followup")


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of both rounds as whole numbers, `scale` times too large: of all who have one, and of the pairs.

    Over a list the pairs' scores are made of the items rated in both rounds: `items_used` of the `items_rated` at
    baseline. `scored` tells who has a score in each round, `pair_rows` who the pairs are in the follow-up.
    """

    scale: int
    first: Integers
    second: Integers
    before: Integers
    after: Integers
    items_used: int | None
    items_rated: int | None
    scored: tuple[Mask, Mask]
    pair_rows: Integers

    @property
    def pairs(self) -> Pairs:
        """The pairs, counted."""
        return pair_values(self.before, self.after, self.scale)


def compare_score(
    score: ScoreEntry, matches: Mapping[str, Matched], rounds: TwoRounds, weights: Weights | None = None
) -> ScoreResult | None:
    """Compare a score between two rounds, both by the newer version; None when a round lacks any of its items."""
    items = [matches[item.variable] for item in score.items]
    before = [answers_of(rounds.baseline, each.old) for each in items]
    after = [answers_of(rounds.followup, each.new) for each in items]
    earlier, later = (tuple(each for each in found if each is not None) for found in (before, after))
    if len(earlier) < len(items) or len(later) < len(items):
        return None
    unit = unit_of(score, (earlier, later))
    baseline, followup = (ratings(score, columns, unit) for columns in (earlier, later))
    made = _scores(score, baseline, followup, rounds)
    result = _result(score, made, rounds, _asides(score, made, (baseline, followup), items, rounds))
    return result if weights is None else replace(result, weighted=_weighted(made, rounds, weights))


@dataclass(frozen=True, slots=True)
class _Asides:
    """What is told beside a score: of those who have one at baseline, of the ends, and of the items."""

    few_items: Share | None
    ceiling: Share | None
    ends: tuple[Share, ...]
    alphas: tuple[Estimate, ...]
    cautions: tuple[Caution, ...]
    keeps: tuple[Words, ...]


def _scores(score: ScoreEntry, baseline: Ratings, followup: Ratings, rounds: TwoRounds) -> Scores:
    before, after = baseline.rows(rounds.links.first), followup.rows(rounds.links.second)
    rated = before.items
    if score.over_list:
        common = before.given & after.given
        before, after = before.only(common), after.only(common)
    paired = (before.items >= score.at_least) & (after.items >= score.at_least)
    before, after = before.rows(paired), after.rows(paired)
    groups = [each.sums(score.at_least) for each in (baseline, followup, before, after)]
    measured = ruler(score)
    scale = scale_of(measured, groups)
    first, second, earlier, later = (values(measured, sums, scale) for sums in groups)
    return Scores(
        scale,
        first,
        second,
        earlier,
        later,
        items_used=int(before.items.sum()) if score.over_list else None,
        items_rated=int(rated[paired].sum()) if score.over_list else None,
        scored=(baseline.items >= score.at_least, followup.items >= score.at_least),
        pair_rows=rounds.links.second[paired],
    )


def _weighted(made: Scores, rounds: TwoRounds, weights: Weights) -> WeightedResult:
    columns = []
    for scores, scored in zip((made.first, made.second), made.scored, strict=True):
        column = np.zeros(len(scored), dtype=np.int64)
        column[scored] = scores
        columns.append(WeighedColumn(column, scored))
    pairs = WeighedPairs(made.before, made.after, made.pair_rows) if rounds.links.linked else None
    return weigh(columns[0], columns[1], pairs, weights, made.scale)


def _result(score: ScoreEntry, made: Scores, rounds: TwoRounds, asides: _Asides) -> ScoreResult:
    linked, scale = rounds.links.linked, made.scale
    pairs = made.pairs
    found = measure_scores(pairs, rounds.level) if linked else _between_groups(made, rounds.level)
    bars = waterfall(pairs.differences)
    judgement, matters = _judgement(score, found, made, linked=linked)
    return ScoreResult(
        name=score.name,
        label=score.label,
        better=score.better,
        low=score.low,
        high=score.high,
        paired=linked,
        started=len(made.first),
        followed=len(made.second),
        pairs=len(made.before),
        items_used=made.items_used if linked else None,
        items_rated=made.items_rated if linked else None,
        baseline=_summary(made.first, scale),
        followup=_summary(made.second, scale),
        pairs_baseline=_summary(made.before, scale),
        pairs_followup=_summary(made.after, scale),
        change=found.change,
        estimates=(*found.estimates, *asides.alphas),
        tests=found.tests,
        responders=_responders(score, pairs, rounds.level),
        few_items=asides.few_items,
        ceiling=asides.ceiling,
        waterfall=bars,
        matters=matters,
        verdict=judgement.verdict,
        direction=judgement.direction,
        reason=judgement.reason,
        cautions=(*asides.cautions, *found.cautions),
        keeps=asides.keeps,
        ends=asides.ends,
        cumulative=cumulative_groups(bars),
        flows=flows_of(made.before, made.after, (score.low, score.high), scale) if linked else (),
    )


def _between_groups(made: Scores, level: float) -> Measured:
    distinct_scores, before, after = aligned(made.first, made.second)
    compared = compare_groups(TwoGroups(distinct_scores, before, after, made.scale), level)
    return Measured(None, compared.estimates, compared.tests, compared.cautions)


def _responders(score: ScoreEntry, pairs: Pairs, level: float) -> tuple[Responders, ...]:
    found = [responders_at(pairs.differences, threshold, score.better, level) for threshold in score.thresholds]
    return tuple(each for each in found if each is not None)


def _asides(
    score: ScoreEntry, made: Scores, both: tuple[Ratings, Ratings], matches: Sequence[Matched], rounds: TwoRounds
) -> _Asides:
    few, ceiling = _few_items(score, both[0], rounds.level), _ceiling(score, made, rounds.level)
    found = {caution.code: caution for match in matches for caution in changes(match)}
    if rounds.links.linked:
        found["no_comparison_group"] = Caution("no_comparison_group")
    if few is not None and few.count:
        found["few_activities"] = Caution("few_activities", few.count, few.of)
    if ceiling is not None and ceiling.count:
        found["ceiling"] = Caution("ceiling", ceiling.count, ceiling.of)
    # Over a list everybody rates items of their own, which no alpha is about.
    alphas = (
        () if score.over_list else [alpha_of(each, when, rounds.level) for each, when in zip(both, ROUNDS, strict=True)]
    )
    for _, cautions in alphas:
        found |= {caution.code: caution for caution in cautions}
    reasons = [match.keeps for match in matches if match.keeps is not None]
    keeps = tuple(reason for place, reason in enumerate(reasons) if reason not in reasons[:place])
    return _Asides(
        few,
        ceiling,
        _ends(score, made, rounds.level),
        tuple(alpha for alpha, _ in alphas if alpha is not None),
        tuple(found.values()),
        keeps,
    )


def _few_items(score: ScoreEntry, baseline: Ratings, level: float) -> Share | None:
    """Over a list, of those who have a score at baseline, who rated fewer than three items."""
    if not score.over_list:
        return None
    items = baseline.items[baseline.items >= score.at_least]
    return share("few_items", int((items < FEW_ITEMS).sum()), len(items), level)


def _ceiling(score: ScoreEntry, made: Scores, level: float) -> Share | None:
    """Who started so near the good end that they could not improve by the first threshold."""
    measured = ruler(score)
    if not score.thresholds or score.better == "none" or not measured.has_range:
        return None
    room = Fraction(str(score.thresholds[0].value))
    stuck = cannot_improve(made.first, (measured.low, measured.high), made.scale, room, score.better)
    return share("ceiling", stuck, len(made.first), level)


def _ends(score: ScoreEntry, made: Scores, level: float) -> tuple[Share, ...]:
    """Floor and ceiling in each round, of all who have a score; nothing of a score without ends."""
    measured = ruler(score)
    if not measured.has_range:
        return ()
    ends = measured.low, measured.high
    groups = zip((made.first, made.second), ROUNDS, strict=True)
    return tuple(each for scores, when in groups for each in at_the_ends(scores, ends, made.scale, when, level))


def _summary(means: Integers, scale: int) -> Summary | None:
    values, counts = distinct(means)
    return summary(values, counts, scale)


def _judgement(score: ScoreEntry, found: Measured, made: Scores, *, linked: bool) -> tuple[Judgement, float | None]:
    matters = _matters(score)
    mean = next((estimate for estimate in found.estimates if estimate.name == "mean_change"), None)
    smaller = min(len(made.first), len(made.second))
    enough = len(made.before) >= FEWEST_PAIRS if linked else smaller >= FEWEST_PER_GROUP
    return judge(mean, matters, score.better, enough=enough), matters


def _matters(score: ScoreEntry) -> float | None:
    """Half the first threshold; without one, what matters on a scale when the score is in that scale's own points."""
    if score.thresholds:
        return score.thresholds[0].value * THRESHOLD_PART_MATTERS
    one_scale = len({(item.low, item.high) for item in score.items}) == 1
    return POINTS_MATTER if score.of == "mean" and one_scale and not score.scaled else None
