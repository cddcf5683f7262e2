"""A score per person, such as PSFS: the mean of the items rated in both rounds, and how it changed.

Means are kept as whole numbers, scaled by the least common multiple of 1..items, so that equal means are ties.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm

import numpy as np
from numpy.typing import NDArray

from analysis.counts import aligned, distinct
from analysis.differences import Integers, from_values
from analysis.findings import Measured, TwoRounds, measure
from analysis.groups import TwoGroups, compare_groups
from analysis.ordinal import moments, summary
from analysis.proportions import share
from analysis.questions import answers_of
from analysis.results import ChangeGroup, Responders, ScoreResult
from analysis.rounds import Round
from analysis.values import Caution, Estimate, Share, Summary
from analysis.verdicts import (
    FEWEST_PAIRS,
    FEWEST_PER_GROUP,
    POINTS_MATTER,
    THRESHOLD_PART_MATTERS,
    Judgement,
    judge,
)
from questionnaires.codebook import Codebook, ScoreEntry

FEW_ITEMS = 3
"""A score of fewer items is flagged: one item alone moves it a long way."""
GROUP_OF = 5
"""Neighbours that share a bar in the waterfall, at least."""
MOST_BARS = 60

SRM = "Standardised response mean: mean change by the standard deviation of the changes"
SRM_SOURCE = "Liang, Fossel and Larson 1990, Medical Care 28:632-642"

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ratings:
    """Ratings of one round: `given[i, j]` whether respondent `i` rated item `j`, and then `points[i, j]`."""

    given: Mask
    points: Integers

    @property
    def items(self) -> Integers:
        """How many items each respondent rated."""
        counted: Integers = self.given.sum(axis=1)
        return counted

    def rows(self, rows: Integers) -> Ratings:
        """These respondents in this order."""
        return Ratings(self.given[rows], self.points[rows])

    def only(self, wanted: Mask) -> Ratings:
        """The ratings that are also in `wanted`."""
        given = self.given & wanted
        return Ratings(given, np.where(given, self.points, 0))

    def means(self, at_least: int, scale: int) -> Integers:
        """Each respondent's mean times `scale`, of those who rated `at_least` items."""
        enough = self.items >= at_least
        totals = self.only(self.given).points.sum(axis=1)[enough]
        scaled: Integers = totals * (scale // self.items[enough])
        return scaled


@dataclass(frozen=True, slots=True)
class PairedScores:
    """Scaled means of the pairs over their common items, and how many of the items rated at baseline those are."""

    before: Integers
    after: Integers
    items_used: int
    items_rated: int


def compare_score(score: ScoreEntry, codebook: Codebook, rounds: TwoRounds) -> ScoreResult | None:
    """Compare a score between two rounds; None when a round has none of its items."""
    baseline, followup = (_ratings(each, score, codebook) for each in (rounds.baseline, rounds.followup))
    if baseline is None or followup is None:
        return None
    scale = lcm(*range(1, len(score.mean_of) + 1))
    first, second = baseline.means(score.at_least, scale), followup.means(score.at_least, scale)
    pairs = _pairs(baseline, followup, score.at_least, scale, rounds) if rounds.links.linked else None
    found = _over_pairs(pairs, scale, rounds.level) if pairs else _between_groups(first, second, scale, rounds.level)
    few, ceiling = _few_items(baseline, score, rounds.level), _ceiling(first, score, scale, rounds.level)
    judgement, matters = _judgement(score, found, len(pairs.before) if pairs else None, min(len(first), len(second)))
    return ScoreResult(
        name=score.name,
        label=score.label,
        better=score.better,
        low=score.low,
        high=score.high,
        paired=rounds.links.linked,
        started=len(first),
        followed=len(second),
        pairs=len(pairs.before) if pairs else 0,
        items_used=pairs.items_used if pairs else None,
        items_rated=pairs.items_rated if pairs else None,
        baseline=_summary(first, scale),
        followup=_summary(second, scale),
        pairs_baseline=_summary(pairs.before, scale) if pairs else None,
        pairs_followup=_summary(pairs.after, scale) if pairs else None,
        change=found.change,
        estimates=found.estimates,
        tests=found.tests,
        responders=_responders(score, pairs, scale, rounds.level) if pairs else (),
        few_items=few,
        ceiling=ceiling,
        waterfall=_waterfall(pairs.after - pairs.before, scale) if pairs else (),
        matters=matters,
        verdict=judgement.verdict,
        direction=judgement.direction,
        reason=judgement.reason,
        cautions=(*_cautions(few, ceiling, linked=pairs is not None), *found.cautions),
    )


def _ratings(round_: Round, score: ScoreEntry, codebook: Codebook) -> Ratings | None:
    found = [answers_of(round_, codebook.variable(name)) for name in score.mean_of]
    columns = [answers for answers in found if answers is not None]
    if len(columns) < len(found):
        return None
    given = np.column_stack([answers.valid for answers in columns])
    return Ratings(given, np.where(given, np.column_stack([answers.numbers for answers in columns]), 0))


def _pairs(baseline: Ratings, followup: Ratings, at_least: int, scale: int, rounds: TwoRounds) -> PairedScores:
    before, after = baseline.rows(rounds.links.first), followup.rows(rounds.links.second)
    common = before.given & after.given
    paired = common.sum(axis=1) >= at_least
    return PairedScores(
        before=before.only(common).means(at_least, scale),
        after=after.only(common).means(at_least, scale),
        items_used=int(common[paired].sum()),
        items_rated=int(before.given[paired].sum()),
    )


def _over_pairs(pairs: PairedScores, scale: int, level: float) -> Measured:
    differences = from_values(pairs.after - pairs.before, scale)
    found = measure(differences, level)
    if differences.pairs < 2:
        return found
    mean, sd = moments(differences.values, differences.counts, scale)
    if not sd:
        return found
    srm = Estimate("srm", mean / sd, level=level, method=SRM, source=SRM_SOURCE)
    return Measured(found.change, (*found.estimates, srm), found.tests, found.cautions)


def _between_groups(first: Integers, second: Integers, scale: int, level: float) -> Measured:
    values, before, after = aligned(first, second)
    compared = compare_groups(TwoGroups(values, before, after, scale), level)
    return Measured(None, compared.estimates, compared.tests, compared.cautions)


def _responders(score: ScoreEntry, pairs: PairedScores, scale: int, level: float) -> tuple[Responders, ...]:
    upwards = pairs.after - pairs.before
    gains = -upwards if score.better == "lower" else upwards
    n, found = len(gains), []
    for threshold in score.thresholds:
        # The threshold as it was written, 2.0 and not the nearest binary number: a gain of just 2.0 counts.
        least = ceil(Fraction(str(threshold.value)) * scale)
        better, worse = int((gains >= least).sum()), int((gains <= -least).sum())
        shares = (
            share("improved", better, n, level),
            share("unchanged", n - better - worse, n, level),
            share("worse", worse, n, level),
        )
        improved, unchanged, worsened = shares
        if improved is not None and unchanged is not None and worsened is not None:
            found.append(Responders(threshold.name, threshold.value, threshold.source, improved, unchanged, worsened))
    return tuple(found)


def _few_items(baseline: Ratings, score: ScoreEntry, level: float) -> Share | None:
    """Of those who have a score at baseline, who rated fewer than three items."""
    items = baseline.items[baseline.items >= score.at_least]
    return share("few_items", int((items < FEW_ITEMS).sum()), len(items), level)


def _ceiling(first: Integers, score: ScoreEntry, scale: int, level: float) -> Share | None:
    """Who started so near the good end that they could not improve by the first threshold."""
    if not score.thresholds or score.better == "none":
        return None
    room = Fraction(str(score.thresholds[0].value))
    if score.better == "higher":
        stuck = int((first > floor((Fraction(score.high) - room) * scale)).sum())
    else:
        stuck = int((first < ceil((Fraction(score.low) + room) * scale)).sum())
    return share("ceiling", stuck, len(first), level)


def _waterfall(changes: Integers, scale: int) -> tuple[ChangeGroup, ...]:
    """Means of neighbours among the sorted changes, at least five to a group, so that no bar is a person."""
    ordered = np.sort(changes)
    groups = min(len(ordered) // GROUP_OF, MOST_BARS)
    if groups == 0:
        return ()
    return tuple(
        ChangeGroup(int(group.sum()) / len(group) / scale, len(group)) for group in np.array_split(ordered, groups)
    )


def _summary(means: Integers, scale: int) -> Summary | None:
    values, counts = distinct(means)
    return summary(values, counts, scale)


def _judgement(score: ScoreEntry, found: Measured, pairs: int | None, smaller: int) -> tuple[Judgement, float]:
    matters = score.thresholds[0].value * THRESHOLD_PART_MATTERS if score.thresholds else POINTS_MATTER
    mean = next((estimate for estimate in found.estimates if estimate.name == "mean_change"), None)
    enough = smaller >= FEWEST_PER_GROUP if pairs is None else pairs >= FEWEST_PAIRS
    return judge(mean, matters, score.better, enough=enough), matters


def _cautions(few: Share | None, ceiling: Share | None, *, linked: bool) -> tuple[Caution, ...]:
    found = [Caution("no_comparison_group")] if linked else []
    if few is not None and few.count:
        found.append(Caution("few_activities", few.count, few.of))
    if ceiling is not None and ceiling.count:
        found.append(Caution("ceiling", ceiling.count, ceiling.of))
    return tuple(found)
