"""Who answered in both rounds: by a key that is given, through the register, or not at all."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparing.results import PairingSummary
from analysis.files.rounds import Round, RoundInfo
from analysis.linking.pairing import DuplicateKeysError, Links, PairingError, link
from questionnaires.classifications import UnknownKommuneError
from tests.analysis.made import DATES, written

FORM = """
id: formen
title: {nb: Formen}
languages: [nb]
unit: UNIT
about: {nb: Om formen.}
scales:
  grad: {better: higher, choices: {1: {nb: Dårlig}, 2: {nb: God}}}
pages:
  - id: side
    title: {nb: Side}
    questions:
      - {id: formen, type: grade, scale: grad, text: {nb: Hvordan er formen?}}
"""
PERSONS = written(FORM.replace("UNIT", "person"))
MUNICIPALITIES = written(
    FORM.replace("UNIT", "municipality") + "      - {id: kommune, type: municipality, text: {nb: Hvilken kommune?}}\n"
)

Keys = Sequence[str | None]


def asked(label: str, keys: Keys, column: str = "id", date: dt.date | None = None) -> Round:
    table = pl.DataFrame({column: list(keys), "formen": ["1"] * len(keys)}, {column: pl.String, "formen": pl.String})
    return Round(RoundInfo(label, date), table)


def persons(first: Keys, second: Keys, by: str | None = "id") -> Links:
    return link(asked("start", first), asked("slutt", second), PERSONS, by)


def municipalities(first: Keys, second: Keys, by: str | None = None, *, column: str = "kommune") -> Links:
    rounds = [asked(str(date.year), keys, column, date) for keys, date in zip((first, second), DATES, strict=True)]
    return link(rounds[0], rounds[1], MUNICIPALITIES, by)


def test_everyone_is_counted_in_both_rounds_in_one_or_without_a_key() -> None:
    links = persons(["a", "b", None, "c"], ["c", "d", "a", None, None, "e"])

    assert links.linked
    assert links.summary == PairingSummary("id", both=2, only_first=1, only_second=2, without_key=3)


def test_rows_meet_by_key_whatever_their_order() -> None:
    links = persons(["a", "b", "c"], ["c", "x", "a"])

    assert set(zip(links.first.tolist(), links.second.tolist(), strict=True)) == {(0, 2), (2, 0)}


@given(
    st.lists(st.none() | st.integers(0, 20).map(str), max_size=25, unique_by=lambda key: key or object()),
    st.lists(st.none() | st.integers(0, 20).map(str), max_size=25, unique_by=lambda key: key or object()),
)
def test_links_are_those_of_looking_at_every_two_rows(first: list[str | None], second: list[str | None]) -> None:
    links = persons(first, second)

    met = {(i, j) for i, a in enumerate(first) for j, b in enumerate(second) if a is not None and a == b}
    assert set(zip(links.first.tolist(), links.second.tolist(), strict=True)) == met
    summary = links.summary
    assert (summary.both, len(links.first)) == (len(met), len(met))
    assert 2 * summary.both + summary.only_first + summary.only_second + summary.without_key == len(first) + len(second)


def test_without_a_key_nobody_is_linked() -> None:
    links = persons(["a", "b"], ["a", "b", "c"], by=None)

    assert not links.linked
    assert (len(links.first), len(links.second)) == (0, 0)
    assert links.summary == PairingSummary(None, both=0, only_first=2, only_second=3)


@pytest.mark.parametrize(
    ("first", "second", "label"), [(["a", "b", "a"], ["a"], "start"), (["a"], ["a", "b", "a"], "slutt")]
)
def test_a_repeated_key_is_refused_with_its_rows(first: Keys, second: Keys, label: str) -> None:
    with pytest.raises(DuplicateKeysError) as refused:
        persons(first, second)

    assert str(refused.value) == f"{label}: id 'a' stands in rows 2, 4. Each respondent needs one row per round."


def test_each_of_several_repeated_keys_is_told_up_to_ten() -> None:
    keys = [str(place) for place in range(12)]
    with pytest.raises(DuplicateKeysError) as two:
        persons(["a", "b", "b", "a"], ["a"])
    with pytest.raises(DuplicateKeysError) as many:
        persons(keys, [*keys, *keys])

    assert [line.split("stands in ")[1][:9] for line in str(two.value).splitlines()] == ["rows 2, 5", "rows 3, 4"]
    assert len(str(many.value).splitlines()) == 10


def test_rows_without_a_key_are_no_repetition() -> None:
    assert persons([None, None, "a"], [None, None]).summary.without_key == 4


def test_a_key_that_is_no_column_is_refused_with_the_rounds_name() -> None:
    with pytest.raises(PairingError, match="start: there is no column 'number' to link the rounds by"):
        persons(["a"], ["a"], by="number")


def test_municipalities_meet_without_being_asked_to() -> None:
    links = municipalities(["0301", "0901", None], ["4201", "0301"])

    assert links.summary == PairingSummary("municipality", 2, 0, 0, renumbered=1, without_key=1)
    assert set(zip(links.first.tolist(), links.second.tolist(), strict=True)) == {(0, 1), (1, 0)}


def test_municipalities_may_be_linked_by_their_number_and_by_nothing_else() -> None:
    assert municipalities(["0301"], ["0301"], "kommune").summary.both == 1

    with pytest.raises(PairingError, match=r"'kommune' through the register\. Leave out --pair-by"):
        municipalities(["0301"], ["0301"], "formen")


def test_a_round_of_municipalities_without_their_column_is_refused() -> None:
    with pytest.raises(PairingError, match="2017: there is no column 'kommune'"):
        municipalities(["0301"], ["0301"], column="nummer")


def test_a_municipality_that_answered_twice_is_refused_with_its_rows() -> None:
    with pytest.raises(DuplicateKeysError, match=r"2020: kommune '0301' stands in rows 2, 4\."):
        municipalities(["0301"], ["0301", "4204", "0301"])


@pytest.mark.parametrize("undated", ["2017", "2020"])
def test_a_round_of_municipalities_without_a_date_says_where_to_write_it(undated: str) -> None:
    rounds = [asked(str(date.year), ["0301"], "kommune", None if str(date.year) == undated else date) for date in DATES]

    with pytest.raises(PairingError) as refused:
        link(rounds[0], rounds[1], MUNICIPALITIES, None)

    assert str(refused.value) == (
        f"{undated}: which municipalities existed? Write denominator_date in the file "
        "NAME.round.json beside the answers."
    )


def test_the_denominators_date_decides_which_municipalities_existed() -> None:
    # Answers gathered in January 2020 about 2019, when Kristiansand was still 1001.
    first = asked("2017", ["1001"], "kommune", DATES[0])
    second = asked("2019", ["1001"], "kommune", dt.date(2020, 1, 15))
    with pytest.raises(UnknownKommuneError, match="'1001' is no kommunenummer on 2020-01-15"):
        link(first, second, MUNICIPALITIES, None)

    dated = Round(replace(second.info, denominator_date=dt.date(2019, 12, 31)), second.data)

    assert link(first, dated, MUNICIPALITIES, None).summary.both == 1
