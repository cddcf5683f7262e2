"""Numbers as people write them; expected values by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flask import g

from surveyapp.web.numbers import one_decimal, read_number
from tests.sites import Site


@pytest.mark.parametrize(
    ("written", "decimals", "number"),
    [
        ("12", 0, 12),
        (" 12 ", 0, 12),
        ("1 500", 0, 1500),
        ("1\u00a0500", 0, 1500),
        ("12 345 678", 0, 12345678),
        ("-3", 0, -3),
        ("−3", 0, -3),
        ("0", 1, 0.0),
        ("1,5", 1, 1.5),
        ("1.5", 1, 1.5),
        ("2,5", 0, 2.5),
        ("0,125", 3, 0.125),
        ("1 500,5", 1, 1500.5),
        ("1 250 000", 0, 1250000),
        ("1.250.000", 0, 1250000),
        ("1,250,000", 0, 1250000),
        ("1.250.000,5", 1, 1250000.5),
        ("٣", 0, 3),
        ("١٢٫٥", 1, 12.5),
    ],
)
def test_a_number_is_read_as_it_was_meant(written: str, decimals: int, number: float) -> None:
    assert read_number(written, decimals) == number


@pytest.mark.parametrize(
    ("written", "decimals"),
    [
        ("", 0),
        ("tolv", 0),
        ("12 kr", 0),
        ("1.000", 0),
        ("2,0", 0),
        ("1,500", 1),
        ("1.500", 2),
        ("1,5,5", 1),
        ("12 34", 0),
        ("1.250,000", 0),
        ("1.250.000.5", 1),
        ("1 250.000.000", 0),
        ("1 50", 0),
        (",5", 1),
        ("5,", 1),
        ("1e3", 0),
        ("²", 0),
        ("9" * 16, 0),
    ],
)
def test_what_may_mean_something_else_is_not_read(written: str, decimals: int) -> None:
    assert read_number(written, decimals) is None


@pytest.mark.parametrize(
    ("value", "nb"), [("11/3", "3,7"), ("5", "5,0"), ("13/4", "3,3"), ("0", "0,0"), ("-1/4", "−0,3"), ("-1/100", "0,0")]
)
def test_a_mean_has_one_decimal_and_halves_go_up(value: str, nb: str, site: Site) -> None:
    with site.app.test_request_context("/"):
        assert one_decimal(Fraction(value)) == nb


def test_a_mean_is_written_with_a_point_in_english(site: Site) -> None:
    with site.app.test_request_context("/"):
        g.languages = ("en",)
        assert one_decimal(Fraction(11, 3)) == "3.7"
