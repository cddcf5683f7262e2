"""Dates, months and times as people write them; expected values by hand."""

from __future__ import annotations

import pytest

from surveyapp.web.moments import read_date, read_month, read_time, write_moment


@pytest.mark.parametrize(
    "written",
    [
        "14.03.2026",
        "14.3.2026",
        "14/3/2026",
        "14-03-2026",
        "14 3 2026",
        "14,3,2026",
        "14032026",
        "2026-03-14",
        "14. mars 2026",
        "14 mars 2026",
        "14. MARS 2026",
        "14 March 2026",
        "14.mar.2026",
        " 14.03.2026 ",
        "14 marca 2026",
        "14 березня 2026",
        "14 مارس 2026",
        "١٤.٠٣.٢٠٢٦",
    ],
)
def test_a_date_is_read_however_it_is_written(written: str) -> None:
    assert read_date(written) == "2026-03-14"


@pytest.mark.parametrize(
    "written",
    ["", "14.3.26", "14.3", "mars 2026", "i går", "14. marsvin 2026", "14. xyz 2026", "140326", "14. mai-juni 2026"],
)
def test_a_date_that_cannot_be_told_is_not_guessed(written: str) -> None:
    assert read_date(written) is None


def test_a_date_that_is_not_there_is_left_to_the_rule_book() -> None:
    assert read_date("31.02.2026") == "2026-02-31"


@pytest.mark.parametrize(
    "written", ["03.2026", "3.2026", "3/2026", "032026", "2026-03", "mars 2026", "Mars, 2026", "March 2026"]
)
def test_a_month_is_read_however_it_is_written(written: str) -> None:
    assert read_month(written) == "2026-03"


@pytest.mark.parametrize("written", ["", "03.26", "mars", "14.03.2026", "ma 2026"])
def test_a_month_that_cannot_be_told_is_not_guessed(written: str) -> None:
    assert read_month(written) is None


@pytest.mark.parametrize("written", ["08:30", "8.30", "0830", "830", "8,30", "8 30", "kl. 8.30", "kl 08:30"])
def test_a_time_is_read_however_it_is_written(written: str) -> None:
    assert read_time(written) == "08:30"


@pytest.mark.parametrize("written", ["", "8", "halv ni", "8:3", "8:30:00"])
def test_a_time_that_cannot_be_told_is_not_guessed(written: str) -> None:
    assert read_time(written) is None


@pytest.mark.parametrize(("iso", "box"), [("2026-03-04", "04.03.2026"), ("2026-03", "03.2026"), ("08:30", "08:30")])
def test_a_moment_stands_in_its_box_as_the_hint_shows_it(iso: str, box: str) -> None:
    assert write_moment(iso) == box
