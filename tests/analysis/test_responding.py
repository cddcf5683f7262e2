"""Outcome rates and responders against AAPOR's definitions and R, and near-censuses against every number tried."""

import datetime as dt
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparing.values import Caution
from analysis.responding.finite import PopulationError, finite_mean, hypergeometric_interval, near_census
from analysis.responding.nonresponse import (
    RespondingError,
    compare_responders,
    responders_by_county,
    responders_by_table,
)
from analysis.responding.outcomes import Dispositions, DispositionsError, outcome_rates
from analysis.statistics.proportions import wilson
from questionnaires.classifications import ClassificationError, kommuner
from tests.analysis.truth import near, truth

R = truth("groups_and_bounds")
DATE = dt.date(2025, 1, 1)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_every_rate_is_aapors(place: int) -> None:
    expected = R["aapor"][place]
    found = outcome_rates(Dispositions(**expected["cases"]), expected["e"])
    assert {rate.name: rate.value for rate in found.rates} == near(expected["rates"])
    assert found.cautions == ()


def test_a_rate_tells_of_how_many_it_is() -> None:
    found = outcome_rates(Dispositions(230, 11, 20, 148, 6, 30, 7), 0.4).rate("RR4")
    assert found is not None
    assert (found.numerator, found.denominator) == (241, 429.8)
    assert "a share e" in found.method


def test_without_e_the_known_cases_tell_how_many_unknown_ones_are_eligible() -> None:
    # 300 of 400 known cases are eligible, so 75 of the 100 unknown ones are taken to be.
    found = outcome_rates(Dispositions(200, refusal=100, unknown_other=100, not_eligible=100))
    rate = found.rate("RR3")
    assert found.e == 0.75
    assert rate is not None
    assert rate.value == pytest.approx(200 / 375)


def test_when_no_case_is_known_not_to_belong_the_rates_that_need_it_are_absent() -> None:
    found = outcome_rates(Dispositions(200, refusal=100, unknown_other=100))
    assert [found.rate(name) for name in ("RR3", "RR4", "REF2", "CON2")] == [None] * 4
    assert found.rate("RR1") is not None
    assert found.cautions == (Caution("eligibility_unknown", 100),)


def test_nobody_has_no_rates() -> None:
    assert outcome_rates(Dispositions(0)).rates == ()


@given(cases=st.tuples(*(st.integers(0, 50) for _ in range(7))), e=st.floats(0, 1))
def test_the_rates_lie_in_the_order_that_their_definitions_give(cases: tuple[int, ...], e: float) -> None:
    found = outcome_rates(Dispositions(*cases), e)
    for lower, higher in (("RR1", "RR3"), ("RR3", "RR5"), ("RR1", "RR2"), ("COOP1", "COOP3"), ("CON1", "CON2")):
        low, high = found.rate(lower), found.rate(higher)
        assert low is None or high is None or low.value <= high.value + 1e-12
    assert all(0 <= rate.value <= 1 for rate in found.rates)


@pytest.mark.parametrize("e", [-0.1, 1.1, float("nan")])
def test_e_is_a_share(e: float) -> None:
    with pytest.raises(DispositionsError, match="from 0 to 1"):
        outcome_rates(Dispositions(1), e)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(DispositionsError, match="refusal is negative"):
        Dispositions(1, refusal=-1)


def test_standardised_differences_are_rs() -> None:
    answered, others = R["differences"]["counts"]
    groups, those = {}, []
    for group, (yes, no) in enumerate(zip(answered, others, strict=True)):
        for number in range(yes + no):
            groups[f"{group}-{number}"] = f"g{group}"
            those += [f"{group}-{number}"] if number < yes else []
    found = compare_responders(groups, those)
    assert [(each.answered, each.not_answered) for each in found.groups] == list(zip(answered, others, strict=True))
    assert [each.difference for each in found.groups] == near(R["differences"]["each"])
    assert found.difference == near(R["differences"]["all"])
    assert (found.groups[0].rate.low, found.groups[0].rate.high) == wilson(24, 27)


def test_when_everybody_answered_there_is_nothing_to_compare_with() -> None:
    found = compare_responders({"1": "north", "2": "south"}, ["1", "2"])
    assert (found.difference, found.groups[0].difference, found.groups[0].share_of_others) == (None, None, None)


def test_a_group_that_parts_them_completely_has_no_difference_in_standard_deviations() -> None:
    found = compare_responders({"1": "north", "2": "north", "3": "south"}, ["1", "2"])
    assert (found.difference, found.groups[0].difference) == (None, None)
    assert (found.groups[0].share_of_answered, found.groups[0].share_of_others) == (1.0, 0.0)


def test_one_group_for_all_makes_no_difference() -> None:
    assert compare_responders({"1": "north", "2": "north"}, ["1"]).difference == 0.0


@pytest.mark.parametrize(("groups", "words"), [({"1": "north"}, "'2'"), ({}, "'2'")])
def test_a_unit_without_a_group_is_refused(groups: dict[str, str], words: str) -> None:
    with pytest.raises(RespondingError, match=words):
        compare_responders(groups, ["2"])


def test_nobody_at_all_is_refused() -> None:
    with pytest.raises(RespondingError, match="nobody at all"):
        compare_responders({}, [])


def test_municipalities_are_compared_by_county_over_the_whole_register() -> None:
    oslo_and_akershus = [each.nr for each in kommuner(DATE) if each.fylke.name in ("Oslo", "Akershus")]
    found = responders_by_county(oslo_and_akershus, DATE)
    rates = {each.group: each.rate.value for each in found.groups}
    assert len(rates) == 15
    assert found.answered + found.not_answered == 357
    assert {name for name, rate in rates.items() if rate == 1} == {"Oslo", "Akershus"}
    assert {rate for name, rate in rates.items() if name not in ("Oslo", "Akershus")} == {0.0}


def test_municipalities_are_compared_by_a_table_that_is_supplied() -> None:
    table = {each.nr: "large" if each.nr in ("0301", "4601") else "small" for each in kommuner(DATE)}
    found = responders_by_table(["0301", "3201"], table, DATE)
    assert [(each.group, each.answered, each.not_answered) for each in found.groups] == [
        ("large", 1, 1),
        ("small", 1, 354),
    ]


def test_a_table_that_does_not_fit_the_register_is_refused() -> None:
    table = {each.nr: "small" for each in kommuner(DATE)} | {"9999": "small"}
    del table["0301"]
    with pytest.raises(RespondingError, match="lacks 0301, and should not have 9999"):
        responders_by_table([], table, DATE)


def test_a_number_that_the_register_does_not_have_is_refused() -> None:
    with pytest.raises(ClassificationError):
        responders_by_county(["0101"], DATE)


@pytest.mark.parametrize("place", range(6))
def test_a_near_census_is_rs(place: int) -> None:
    expected = R["census"][place]
    found = near_census(expected["count"], expected["of"], expected["population"], expected["level"])
    assert (found.at_least, found.at_most) == (expected["low"], expected["high"])
    assert (found.wilson.low, found.wilson.high) == near(expected["wilson"])
    assert (found.exact.low, found.exact.high) == (
        expected["low"] / expected["population"],
        expected["high"] / expected["population"],
    )


@given(population=st.integers(1, 14), data=st.data())
def test_the_exact_interval_is_every_number_that_is_not_in_a_tail(population: int, data: st.DataObject) -> None:
    of = data.draw(st.integers(1, population))
    count = data.draw(st.integers(0, of))

    def ways(inside: int, seen: int) -> int:
        return comb(inside, seen) * comb(population - inside, of - seen)

    held = []
    for inside in range(count, population - (of - count) + 1):
        up = sum(ways(inside, seen) for seen in range(count, of + 1)) / comb(population, of)
        down = sum(ways(inside, seen) for seen in range(count + 1)) / comb(population, of)
        held += [inside] if min(up, down) > 0.025 else []
    assert hypergeometric_interval(count, of, population) == (held[0], held[-1])


@given(population=st.integers(1, 200), data=st.data())
def test_the_bounds_hold_the_intervals_and_no_turns_them_round(population: int, data: st.DataObject) -> None:
    of = data.draw(st.integers(1, population))
    count = data.draw(st.integers(0, of))
    yes, no = near_census(count, of, population), near_census(of - count, of, population)
    assert yes.bounds.low is not None
    assert yes.bounds.high is not None
    assert yes.bounds.low <= (yes.exact.low or 0) <= (yes.exact.high or 0) <= yes.bounds.high
    assert (yes.at_least, yes.at_most) == (population - no.at_most, population - no.at_least)
    assert yes.wilson.low == pytest.approx(1 - (no.wilson.high or 0))


def test_when_all_answered_nothing_is_uncertain() -> None:
    found = near_census(7, 12, 12)
    assert (found.exact.low, found.exact.high, found.wilson.low, found.bounds.low) == (7 / 12,) * 4


def test_in_an_endless_population_the_interval_is_wilsons() -> None:
    found = near_census(101, 248, 10**9)
    assert (found.wilson.low, found.wilson.high) == pytest.approx(wilson(101, 248), abs=1e-6)


def test_a_mean_of_a_near_census_is_rs() -> None:
    expected = R["mean"]
    found = finite_mean("mean", expected["mean"], expected["sd"], 12, 15)
    assert (found.low, found.high) == near((expected["low"], expected["high"]))


def test_a_mean_of_all_is_certain_and_of_one_has_no_interval() -> None:
    assert finite_mean("mean", 3.0, 1.0, 12, 12).low == 3.0
    assert finite_mean("mean", 3.0, 0.0, 1, 12).low is None


@pytest.mark.parametrize(("count", "of", "population"), [(1, 0, 5), (3, 2, 5), (1, 6, 5), (-1, 2, 5), (0, 0, 5)])
def test_numbers_that_do_not_lie_in_each_other_are_refused(count: int, of: int, population: int) -> None:
    with pytest.raises(PopulationError, match="not more"):
        near_census(count, of, population)
    with pytest.raises(PopulationError):
        hypergeometric_interval(count, of, population)
