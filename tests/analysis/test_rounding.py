"""Rounded tables add up, stay near the truth, and cannot be undone."""

import datetime as dt
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.disclosure.dimensions import Dimension, Group, Layout, TableError, flat, municipalities, nested
from analysis.disclosure.protected import ProtectedTable
from analysis.disclosure.protecting import protect_table
from analysis.disclosure.rounding import CannotRoundError, audit_rounding, round_table

ANSWERS = flat("svar", ["ja", "nei", "vet ikke"])
PLACES = nested("sted", {"A": ["a1", "a2", "a3"], "B": ["b1", "b2"]}, "landet")

counts_of_places = st.lists(st.integers(0, 30), min_size=15, max_size=15).map(lambda cells: np.reshape(cells, (5, 3)))


def values(table: ProtectedTable) -> np.ndarray:
    return np.array([cell.value for cell in table.cells])


@settings(deadline=None)
@given(counts=counts_of_places, base=st.sampled_from([2, 3, 5, 10]))
def test_every_number_is_a_neighbouring_multiple_and_totals_add_up(counts: np.ndarray, base: int) -> None:
    layout = Layout((PLACES, ANSWERS))

    rounded = values(round_table(counts, layout.dimensions, base))

    truth = layout.sums() @ counts.ravel()
    assert (np.abs(rounded - truth) < base).all()
    assert (rounded % base == 0).all()
    assert (rounded[truth % base == 0] == truth[truth % base == 0]).all()
    assert (layout.sums() @ rounded[layout.heights == 0] == rounded).all()


@settings(deadline=None, max_examples=25)
@given(cells=st.lists(st.integers(0, 9), min_size=4, max_size=4))
def test_no_other_rounding_is_nearer(cells: list[int]) -> None:
    counts, base = np.reshape(cells, (2, 2)), 3
    layout = Layout((flat("a", "xy"), flat("b", "uv")))
    truth, sums = layout.sums() @ counts.ravel(), layout.sums().toarray()
    choices = [sorted({count - count % base, count + -count % base}) for count in cells]

    rounded = values(round_table(counts, layout.dimensions, base))

    ways = [sums @ np.array(way) for way in product(*choices)]
    fitting = [
        way
        for way in ways
        if (np.abs(way - truth) < base).all() and (way[truth % base == 0] == truth[truth % base == 0]).all()
    ]
    assert np.abs(rounded - truth).sum() == min(np.abs(way - truth).sum() for way in fitting)


@settings(deadline=None, max_examples=25)
@given(counts=counts_of_places)
def test_no_attack_undoes_a_rounding(counts: np.ndarray) -> None:
    assert audit_rounding(round_table(counts, (PLACES, ANSWERS), 5)).breaches == ()


def test_numbers_rounded_one_by_one_are_caught_when_their_sum_settles_them() -> None:
    # Four of 2 become 0, and their sum of 8 becomes 9.
    dimension = flat("svar", "abcd")
    cells = round_table([0, 0, 0, 0], [dimension], 3).cells
    alone = [*cells[:4], cells[4].__class__(("total",), 9.0, None)]
    table = ProtectedTable((dimension,), tuple(alone), 0, None, None, base=3)

    found = audit_rounding(table, exact=True)

    # Each lies between 0 and 2, and together they are at least 7.
    assert [(each.low, each.high) for each in found.breaches] == [(1, 2)] * 4 + [(7, 8)]


def test_every_municipality_by_five_answers_is_rounded() -> None:
    chance = np.random.default_rng(5)
    places = municipalities(dt.date(2024, 1, 1))
    counts = chance.poisson(6, (len(places.codes), 5))

    table = round_table(counts, (places, flat("svar", "12345")), shares_of="svar")

    assert len(table.cells) == 373 * 6
    assert audit_rounding(table).safe
    assert all(cell.share is None or 0 <= cell.share <= 1 for cell in table.cells)


def test_groups_that_overlap_too_much_cannot_be_rounded() -> None:
    # Each pair is 4 and stays 4 with base 4, so of any two of the three one must become 4 and the other 0.
    pairs = tuple(Group(f"{a}{b}", (a, b)) for a, b in ("xy", "yz", "xz"))
    dimension = Dimension("gruppe", ("x", "y", "z"), (*pairs, Group("alle", ("x", "y", "z"))))

    with pytest.raises(CannotRoundError, match="another base"):
        round_table([2, 2, 2], [dimension], 4)


def test_what_cannot_be_rounded_is_refused_in_words() -> None:
    with pytest.raises(TableError, match="2 or more"):
        round_table([1, 2], [flat("a", "xy")], 1)
    with pytest.raises(TableError, match="not rounded"):
        audit_rounding(protect_table([9, 9], [flat("a", "xy")]))
