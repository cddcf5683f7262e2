"""Holm's correction against R, statsmodels and the closed testing that it shortens."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from analysis.multiplicity import holm


@pytest.mark.parametrize(
    ("ps", "expected"),
    [
        # R 4.2.2: p.adjust(ps, "holm")
        ((0.01, 0.04, 0.03, 0.005, 0.2, 0.04), (0.05, 0.12, 0.12, 0.03, 0.20, 0.12)),
        ((0.01, 0.04, 0.03, 0.005, 0.5, 0.03), (0.05, 0.12, 0.12, 0.03, 0.50, 0.12)),
        ((0.02, 0.02, 0.02), (0.06, 0.06, 0.06)),
        ((0.4, 0.7, 0.9), (1, 1, 1)),
        ((0.2,), (0.2,)),
    ],
)
def test_holm_is_rs(ps: tuple[float, ...], expected: tuple[float, ...]) -> None:
    assert holm(ps) == pytest.approx(expected)


def test_holm_agrees_with_statsmodels() -> None:
    # Once: multipletests collects garbage each time it is called.
    ps = [place * place % 97 / 97 for place in range(40)]
    assert holm(ps) == pytest.approx(multipletests(ps, method="holm")[1], abs=1e-12)


@given(ps=st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_holm_is_bonferroni_in_every_subfamily(ps: list[float]) -> None:
    # Holm 1979: an adjusted p is the largest Bonferroni p of the families that hold the test.
    places = range(len(ps))
    families = [family for size in range(1, len(ps) + 1) for family in combinations(places, size)]
    expected = [
        max(min(1.0, len(family) * min(ps[place] for place in family)) for family in families if member in family)
        for member in places
    ]
    assert holm(ps) == pytest.approx(expected)


@given(ps=st.lists(st.floats(0, 1), max_size=20))
def test_the_order_of_the_tests_makes_no_difference(ps: list[float]) -> None:
    assert holm(ps[::-1]) == pytest.approx(holm(ps)[::-1])


def test_a_family_of_none_has_no_p() -> None:
    assert holm([]) == ()
