"""What a score's mean, spread and quartiles tell of single persons, by trying every group that could have them."""

from collections import defaultdict
from dataclasses import replace
from itertools import combinations_with_replacement

import numpy as np

from analysis.comparing.values import Estimate, Summary
from analysis.disclosure.comparisons import protect
from tests.analysis.made import comparison, score

Five = tuple[int, ...]


def summary(scores: Five) -> Summary:
    lower, median, upper = np.quantile(scores, (0.25, 0.5, 0.75)).tolist()
    return Summary(len(scores), float(np.mean(scores)), float(np.std(scores, ddof=1)), median, lower, upper)


def shown(scores: Five) -> Summary:
    made = score(started=len(scores), followed=len(scores), pairs=len(scores), baseline=summary(scores))
    (found,) = protect(replace(comparison(), unit="person", scores=(made,), protected=False)).scores
    assert found.baseline is not None
    return found.baseline


def test_the_scores_of_five_persons_cannot_be_told_from_what_is_shown_of_them() -> None:
    alike: dict[Summary, list[Five]] = defaultdict(list)
    exact: dict[Summary, list[Five]] = defaultdict(list)
    for scores in combinations_with_replacement(range(11), 5):
        alike[shown(scores)].append(scores)
        exact[summary(scores)].append(scores)

    # The attack wins where all is shown. Left alone are those at an end, whom their mean itself tells.
    assert sum(len(each) for each in exact.values() if len(each) == 1) > 2900
    assert {told.mean for told, each in alike.items() if len(each) == 1} == {0.0, 0.2, 9.8, 10.0}


def test_quantiles_have_five_persons_on_either_side_and_no_spread_is_told_of_few() -> None:
    seen = {n: shown(tuple(range(n))) for n in (9, 10, 19, 20)}

    assert [told.median is not None for told in seen.values()] == [False, True, True, True]
    assert [told.sd is not None for told in seen.values()] == [False, True, True, True]
    assert [told.lower_quartile is not None for told in seen.values()] == [False, False, False, True]


def test_estimates_of_scores_have_so_many_decimals_as_their_persons_blur() -> None:
    change = Estimate("mean_change", 1.23456, 0.98765, 1.45678)
    made = [score(pairs=n, started=n, followed=n, estimates=(change,)) for n in (199, 200)]
    found = protect(replace(comparison(), unit="person", scores=tuple(made), protected=False)).scores

    assert [each.estimates[0] for each in found] == [
        replace(change, value=1.2, low=1.0, high=1.5),
        replace(change, value=1.23, low=0.99, high=1.46),
    ]
