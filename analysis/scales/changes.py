"""Everything that is computed of the paired changes in a score by default, and the reliability of each round."""

from __future__ import annotations

from dataclasses import replace

from analysis.comparing.findings import Measured, measure
from analysis.comparing.values import Caution, Estimate
from analysis.comparing.verdicts import FEWEST_PAIRS
from analysis.reducing.differences import Integers
from analysis.reducing.items import item_rows
from analysis.reducing.pairs import Pairs
from analysis.reducing.points import Ratings
from analysis.scales.reliability import cronbach_alpha
from analysis.statistics.bootstrap import bootstrap_mean_change
from analysis.statistics.means import d_av, d_z, oldham, paired_t, standardised_response_mean


def measure_scores(pairs: Pairs, level: float) -> Measured:
    """The estimates and tests of a number's change, and beside them those that a score has."""
    differences = pairs.differences
    found = measure(differences, level)
    sizes = (
        standardised_response_mean(differences, level),
        d_z(differences, level),
        d_av(pairs, level),
        oldham(pairs, level),
    )
    estimates, cautions = [*found.estimates, *(each for each in sizes if each is not None)], list(found.cautions)
    # Few persons resampled say less of how sure a mean is than their t interval does.
    if differences.pairs >= FEWEST_PAIRS:
        resampled = bootstrap_mean_change(differences, level)
        estimates += [each for each in (resampled.percentile, resampled.bca) if each.low is not None]
        cautions += resampled.cautions
    test = paired_t(differences)
    return Measured(
        found.change, tuple(estimates), found.tests if test is None else (*found.tests, test), tuple(cautions)
    )


def alpha_of(ratings: Ratings, when: str, level: float) -> tuple[Estimate | None, tuple[Caution, ...]]:
    """Cronbach's alpha of those who answered every item in a round, named after the round; None of too few."""
    complete = ratings.given.all(axis=1)
    points: Integers = ratings.points[complete]
    if points.shape[1] < 2 or len(points) < FEWEST_PAIRS:
        return None, ()
    items = item_rows(points)
    if items.constant:
        return None, (Caution("constant_items", items.constant, items.items),)
    alpha = cronbach_alpha(items, level)
    return None if alpha is None else replace(alpha, name=f"alpha_{when}"), ()
