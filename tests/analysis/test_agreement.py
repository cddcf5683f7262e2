"""Coders' agreement as R and Krippendorff himself compute it."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.texts.agreement import cohen_kappa, krippendorff_alpha, theme_agreement
from analysis.texts.coding import Coding, CodingError, Theme, ThemeBook
from tests.analysis.truth import near, truth

# Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, part C: four observers, twelve units, codings missing.
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
Z = 1.959963984540054


@pytest.mark.parametrize(("metric", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_of_krippendorffs_own_example(metric: str, alpha: float) -> None:
    found = krippendorff_alpha(OBSERVERS, metric)  # type: ignore[arg-type]

    assert found.value == pytest.approx(alpha, abs=0.0005)
    assert found.low is not None
    assert found.high is not None
    assert found.low < alpha < found.high <= 1


def test_alpha_of_two_observers_of_yes_and_no() -> None:
    # The same paper, part A.
    first = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    second = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]

    assert krippendorff_alpha([first, second]).value == pytest.approx(0.095, abs=0.0005)


@pytest.mark.parametrize("case", truth("agreement")["alphas"])
@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval"])
def test_alpha_is_what_pairs_counted_one_by_one_in_r_give(case: dict[str, float], metric: str) -> None:
    data: list[list[float | None]] = case["data"]  # type: ignore[assignment]

    assert krippendorff_alpha(data, metric).value == near(case[metric])  # type: ignore[arg-type]


@pytest.mark.parametrize("case", truth("agreement")["kappas"])
@pytest.mark.parametrize("weights", ["none", "linear", "quadratic"])
def test_kappa_and_its_interval_are_those_of_r(case: dict[str, dict[str, float]], weights: str) -> None:
    kind, found = ("plain", case["linear"]) if weights == "none" else ("weighted", case[weights])
    kappa, error = found[kind], found[f"{kind}_error"]

    made = cohen_kappa(case["table"], weights)  # type: ignore[arg-type]

    assert made.value == near(kappa)
    assert made.low == near(max(-1, kappa - Z * error))
    assert made.high == near(min(1, kappa + Z * error))


def test_weighted_kappa_of_cohens_own_example() -> None:
    # Cohen 1968, table 1: 200 patients, kappa 0.49.
    assert cohen_kappa([[88, 14, 18], [10, 40, 10], [2, 6, 12]]).value == pytest.approx(0.492, abs=0.0005)


ratings = st.integers(2, 4).flatmap(
    lambda coders: st.lists(
        st.lists(st.sampled_from([None, 1.0, 2.0, 3.0]), min_size=coders, max_size=coders), min_size=2, max_size=8
    )
)


@settings(deadline=None)
@given(units=ratings, metric=st.sampled_from(["nominal", "ordinal", "interval"]))
def test_neither_the_order_of_coders_nor_that_of_texts_matters(units: list[list[float | None]], metric: str) -> None:
    rows = [list(row) for row in zip(*units, strict=True)]
    turned = [list(row) for row in zip(*reversed(units), strict=True)]

    values = {
        None if (value := krippendorff_alpha(each, metric, draws=2).value) is None else round(value, 9)  # type: ignore[arg-type]
        for order in permutations(rows)
        for each in (list(order), turned)
    }

    assert len(values) == 1


@given(table=st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=3, max_size=3))
def test_kappa_is_the_same_for_the_other_coder_and_for_renamed_codes(table: list[list[int]]) -> None:
    counts = np.array(table)
    counts[0, 1] += 1

    kappa = cohen_kappa(counts)

    assert cohen_kappa(counts.T).value == near(kappa.value)
    assert cohen_kappa(counts[[2, 0, 1]][:, [2, 0, 1]]).value == near(kappa.value)
    assert cohen_kappa(counts * 4).value == near(kappa.value)


def test_coders_who_agree_on_everything_have_no_agreement_beyond_chance_to_tell_when_all_is_alike() -> None:
    assert cohen_kappa([[9, 0], [0, 0]]).value is None
    assert krippendorff_alpha([[1, 1, 1], [1, 1, 1]]).value is None
    assert krippendorff_alpha([[1, None], [None, 2]]).value is None


def test_perfect_agreement_is_one() -> None:
    assert cohen_kappa([[9, 0], [0, 4]]).value == near(1)
    assert krippendorff_alpha([[1, 2, 3, 1], [1, 2, 3, 1]]).value == near(1)


def test_the_same_seed_gives_the_same_interval() -> None:
    assert krippendorff_alpha(OBSERVERS) == krippendorff_alpha(OBSERVERS)
    assert krippendorff_alpha(OBSERVERS, seed=2).low != krippendorff_alpha(OBSERVERS).low


BOOK = ThemeBook((Theme("vent", "Ventetid"), Theme("info", "Informasjon")))


def coded(coder: str, *themes: str) -> list[Coding]:
    return [Coding(str(text), coder, frozenset(found.split())) for text, found in enumerate(themes)]


def test_agreement_is_told_theme_by_theme() -> None:
    codings = coded("a", "vent", "vent info", "", "info") + coded("b", "vent", "vent", "", "info", "vent")

    vent, info = theme_agreement(codings, BOOK)

    assert (vent.name, vent.texts, vent.observed) == ("vent", 4, 1)
    # Yes/yes 1, yes/no 1, no/no 2: observed 3/4, by chance 1/2.
    assert [each.value for each in info.estimates if each.name == "cohen_kappa"] == [near(0.5)]
    assert info.observed == near(0.75)
    assert info.cautions == ()


def test_a_theme_that_nobody_found_says_why_there_is_no_agreement() -> None:
    _, info = theme_agreement(coded("a", "vent", "") + coded("b", "vent", "vent"), BOOK)

    assert [each.value for each in info.estimates] == [None, None]
    assert [each.code for each in info.cautions] == ["constant"]


def test_three_coders_have_alpha_alone_and_one_theme_each_has_an_agreement_on_all() -> None:
    book = ThemeBook(BOOK.themes, one_each=True)
    codings = coded("a", "vent", "info", "") + coded("b", "vent", "info", "info") + coded("c", "vent", "vent", "info")

    everything, *themes = theme_agreement(codings, book)

    assert everything.name == "all"
    assert [each.name for each in everything.estimates] == ["krippendorff_alpha"]
    assert len(themes) == 2


@pytest.mark.parametrize(
    ("codings", "says"), [(coded("a", "vent"), "two or more"), (coded("a", "vent") * 2, "twice"), ([], "two or more")]
)
def test_agreement_with_oneself_is_none(codings: list[Coding], says: str) -> None:
    with pytest.raises(CodingError, match=says):
        theme_agreement(codings, BOOK)


@pytest.mark.parametrize("table", [[[1, 2]], [[0, 0], [0, 0]], [[1, -1], [0, 1]], [[1, float("nan")], [0, 1]]])
def test_what_is_no_table_of_agreement_is_refused(table: list[list[float]]) -> None:
    with pytest.raises(CodingError):
        cohen_kappa(table)


def test_codings_that_are_no_numbers_or_of_different_lengths_are_refused() -> None:
    with pytest.raises(CodingError, match="one place for each text"):
        krippendorff_alpha([[1, 2], [1]])
    with pytest.raises(CodingError, match="infinity"):
        krippendorff_alpha([[1, float("inf")], [1, 2]])
