"""Answers in clusters against survey, psych and analysis of variance in R, and invariances."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t

from analysis.comparing.values import Caution, Estimate
from analysis.responding.clustered import clustered_difference, clustered_mean, clustered_share
from analysis.responding.clusters import ClusterResult, Clusters, ClustersError, by_cluster, cluster_icc
from tests.analysis.truth import near, truth

R = truth("groups_and_bounds")
D = R["data"]

drawn = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 9)), min_size=3, max_size=25).filter(
    lambda rows: len({unit for unit, _ in rows}) > 1
)


def estimate(result: ClusterResult, name: str) -> Estimate:
    return next(each for each in result.estimates if each.name == name)


def made(rows: list[tuple[str, int]]) -> Clusters:
    return by_cluster([unit for unit, _ in rows], [value for _, value in rows])


def numbers(said: Callable[[Clusters], ClusterResult], rows: list[tuple[str, int]]) -> list[float | None]:
    return [number for each in said(made(rows)).estimates for number in (each.value, each.low, each.high)]


@pytest.mark.parametrize("name", ["value", "yes"])
def test_the_intraclass_correlation_and_the_design_effect_are_rs(name: str) -> None:
    expected, found = R[name], cluster_icc(by_cluster(D["unit"], D[name]))
    icc = estimate(found, "icc")
    assert (icc.value, icc.low, icc.high) == near((expected["icc"], expected["low"], expected["high"]))
    assert estimate(found, "design_effect").value == near(expected["deff"])
    assert "approximate" in icc.method


def test_for_yes_and_no_fleiss_and_cuzicks_is_given_too() -> None:
    assert estimate(cluster_icc(by_cluster(D["unit"], D["yes"])), "icc_binary").value == near(R["yes"]["fleiss"])
    assert "icc_binary" not in [each.name for each in cluster_icc(by_cluster(D["unit"], D["value"])).estimates]


def test_for_clusters_of_one_size_it_is_the_published_icc() -> None:
    # Shrout and Fleiss 1979, Psychological Bulletin 86:420-428, table 4: ICC(1,1) is .17.
    table = np.array(R["shrout"]["table"])
    icc = estimate(cluster_icc(by_cluster([str(row) for row in range(6) for _ in range(4)], table.ravel())), "icc")
    assert icc.value == pytest.approx(0.17, abs=0.005)
    assert (icc.value, icc.low, icc.high) == near((R["shrout"]["icc"], R["shrout"]["low"], R["shrout"]["high"]))
    assert icc.method.endswith("F interval")


def test_a_mean_in_clusters_is_surveys() -> None:
    found = estimate(clustered_mean(by_cluster(D["unit"], D["value"])), "mean")
    assert [found.value, found.low, found.high] == near(R["robust"]["mean"])


def test_a_share_in_clusters_is_surveys_on_the_logit_scale() -> None:
    found = estimate(clustered_share(by_cluster(D["unit"], D["yes"])), "share")
    assert [found.value, found.low, found.high] == near(R["robust"]["share"])


@pytest.mark.parametrize(("name", "expected"), [("value", "change"), ("yes", "share_change")])
def test_a_change_in_clusters_is_surveys(name: str, expected: str) -> None:
    result = clustered_difference(D["unit"], [bool(each) for each in D["later"]], D[name])
    found = estimate(result, "mean_change")
    assert [found.value, found.low, found.high] == near(R["robust"][expected])
    assert result.cautions == (Caution("few_units", 9),)


@given(data=st.data(), rows=drawn)
def test_the_order_of_respondents_and_the_names_of_clusters_do_not_matter(
    data: st.DataObject, rows: list[tuple[str, int]]
) -> None:
    turned = data.draw(st.permutations([(f"unit {ord(unit)}", value) for unit, value in rows]))
    for found, other in zip(numbers(cluster_icc, rows), numbers(cluster_icc, turned), strict=True):
        assert other == pytest.approx(found, abs=1e-9)
    for found, other in zip(numbers(clustered_mean, rows), numbers(clustered_mean, turned), strict=True):
        assert other == pytest.approx(found, abs=1e-9)


@given(rows=drawn)
def test_swapping_the_rounds_turns_the_change_round(rows: list[tuple[str, int]]) -> None:
    units, values = [unit for unit, _ in rows], [value for _, value in rows]
    later = [place % 2 == 0 for place in range(len(rows))]
    forth, back = (
        estimate(clustered_difference(units, which, values), "mean_change") for which in (later, [not x for x in later])
    )
    assert forth.value == pytest.approx(-(back.value or 0))
    assert (forth.low is None) == (back.low is None)
    if forth.low is not None and back.high is not None:
        assert forth.low == pytest.approx(-back.high)


@given(values=st.lists(st.integers(0, 9), min_size=2, max_size=20))
def test_clusters_of_one_give_the_ordinary_mean_and_no_correlation(values: list[int]) -> None:
    alone = by_cluster([str(place) for place in range(len(values))], values)
    found = estimate(clustered_mean(alone), "mean")
    assert found.value == pytest.approx(np.mean(values))
    assert (found.low is None) == (min(values) == max(values))
    if found.low is not None:
        low = t.interval(0.95, len(values) - 1, np.mean(values), np.std(values, ddof=1) / len(values) ** 0.5)[0]
        assert found.low == pytest.approx(low)
    assert cluster_icc(alone).estimates == ()


@given(rows=drawn, copies=st.integers(2, 4))
def test_copies_within_clusters_leave_the_robust_interval(rows: list[tuple[str, int]], copies: int) -> None:
    once, more = clustered_mean(made(rows)).estimates[0], clustered_mean(made(rows * copies)).estimates[0]
    assert more.value == pytest.approx(once.value)
    if once.low is not None and more.low is not None:
        assert more.low == pytest.approx(once.low, abs=1e-9)


def test_all_alike_has_no_correlation_and_no_interval() -> None:
    still = by_cluster(["a", "a", "b", "b"], [1, 1, 1, 1])
    assert cluster_icc(still).estimates == ()
    assert cluster_icc(still).cautions == (Caution("constant", 2, 2),)
    assert clustered_mean(still).estimates[0].low is None
    share = clustered_share(still)
    assert (share.estimates[0].value, share.estimates[0].low) == (1.0, None)
    assert Caution("constant") in share.cautions


def test_clusters_that_differ_alone_have_a_correlation_of_1_without_an_interval() -> None:
    icc = estimate(cluster_icc(by_cluster(["a", "a", "b", "b"], [1, 1, 4, 4])), "icc")
    assert (icc.value, icc.low) == (1.0, None)


def test_many_clusters_need_no_caution() -> None:
    unit = [str(place // 2) for place in range(60)]
    assert clustered_mean(by_cluster(unit, [place % 7 for place in range(60)])).cautions == ()


@pytest.mark.parametrize(
    ("unit", "values", "words"),
    [
        (["a", "b"], [1], "one finite number"),
        (["a", "b"], [1, float("nan")], "one finite number"),
        (["a", "a"], [1, 2], "at least two clusters"),
        ([], [], "at least two clusters"),
    ],
)
def test_what_is_no_clusters_is_refused(unit: list[str], values: list[float], words: str) -> None:
    with pytest.raises(ClustersError, match=words):
        by_cluster(unit, values)


def test_a_share_of_a_scale_and_a_change_without_a_round_are_refused() -> None:
    with pytest.raises(ClustersError, match="yes and no"):
        clustered_share(by_cluster(["a", "b"], [1, 2]))
    with pytest.raises(ClustersError, match="both rounds"):
        clustered_difference(["a", "b"], [True, True], [1, 2])
