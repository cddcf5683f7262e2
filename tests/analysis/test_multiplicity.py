"""Adjusted p against R, statsmodels and the definitions that they shorten."""

from collections.abc import Callable, Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from analysis.statistics.multiplicity import NotAPError, benjamini_hochberg, holm
from tests.analysis.expected import from_r

Adjust = Callable[[Sequence[float | None]], tuple[float | None, ...]]

CASES = from_r("multiplicity")["cases"]
METHODS = {"holm": holm, "bh": benjamini_hochberg}

chances = st.lists(st.floats(0, 1), min_size=1, max_size=6)
methods = st.sampled_from([holm, benjamini_hochberg])


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("method", METHODS)
def test_adjusted_p_are_rs(name: str, method: str) -> None:
    case = CASES[name]
    found = METHODS[method](case["p"])
    assert [p is None for p in found] == [p is None for p in case["p"]]
    assert [p for p in found if p is not None] == pytest.approx([p for p in case[method] if p is not None], rel=1e-9)


@pytest.mark.parametrize(("adjust", "name"), [(holm, "holm"), (benjamini_hochberg, "fdr_bh")])
def test_adjusted_p_agree_with_statsmodels(adjust: Adjust, name: str) -> None:
    # Once: multipletests collects garbage each time it is called.
    ps = [place * place % 97 / 97 for place in range(40)]
    assert adjust(ps) == pytest.approx(multipletests(ps, method=name)[1], abs=1e-12)


@given(ps=chances)
def test_holm_is_bonferroni_in_every_subfamily(ps: list[float]) -> None:
    # Holm 1979: an adjusted p is the largest Bonferroni p of the families that hold the test.
    places = range(len(ps))
    families = [family for size in range(1, len(ps) + 1) for family in combinations(places, size)]
    expected = [
        max(min(1.0, len(family) * min(ps[place] for place in family)) for family in families if member in family)
        for member in places
    ]
    assert holm(ps) == pytest.approx(expected)


@given(ps=chances)
def test_benjamini_hochberg_is_the_smallest_level_that_finds_the_test(ps: list[float]) -> None:
    # The procedure of 1995 at level q finds the k smallest p, for the largest k with p(k) at most k q / m.
    m, ordered = len(ps), sorted(ps)
    levels = [p * m / (place + 1) for place, p in enumerate(ordered)]
    expected = [min(1.0, *(level for level, q in zip(levels, ordered, strict=True) if q >= p)) for p in ps]
    assert benjamini_hochberg(ps) == pytest.approx(expected)


@given(ps=st.lists(st.floats(0, 1), max_size=20), adjust=methods)
def test_the_order_of_the_tests_makes_no_difference(ps: list[float], adjust: Adjust) -> None:
    assert list(adjust(ps[::-1])) == pytest.approx(list(adjust(ps)[::-1]))


@given(ps=st.lists(st.none() | st.floats(0, 1), max_size=12), adjust=methods)
def test_a_test_that_was_not_made_neither_counts_nor_spreads(ps: list[float | None], adjust: Adjust) -> None:
    found = adjust(ps)
    assert tuple(p for p in found if p is not None) == adjust([p for p in ps if p is not None])
    assert [p is None for p in found] == [p is None for p in ps]


@pytest.mark.parametrize("adjust", [holm, benjamini_hochberg])
@pytest.mark.parametrize("p", [-0.1, 1.1, float("nan"), float("inf")])
def test_what_is_no_p_is_refused(adjust: Adjust, p: float) -> None:
    with pytest.raises(NotAPError, match="from 0 to 1"):
        adjust([0.2, p])


def test_a_family_of_none_has_no_p() -> None:
    assert holm([]) == benjamini_hochberg([]) == ()
