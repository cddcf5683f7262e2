"""Holm's correction against R and statsmodels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from analysis.multiplicity import holm


def test_holm_is_rs() -> None:
    # R 4.2.2: p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.2, 0.04), "holm")
    assert holm([0.01, 0.04, 0.03, 0.005, 0.2, 0.04]) == pytest.approx((0.05, 0.12, 0.12, 0.03, 0.20, 0.12))


@given(thousandths=st.lists(st.integers(0, 1000), min_size=1, max_size=30))
def test_holm_agrees_with_statsmodels(thousandths: list[int]) -> None:
    ps = [each / 1000 for each in thousandths]
    assert holm(ps) == pytest.approx(multipletests(ps, method="holm")[1], abs=1e-12)


def test_a_family_of_none_has_no_p() -> None:
    assert holm([]) == ()
