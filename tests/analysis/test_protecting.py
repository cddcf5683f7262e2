"""What protects a table is attacked by the auditor, which knows nothing of how it was protected."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from itertools import count

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.disclosure.dimensions import (
    Dimension,
    DimensionError,
    Group,
    Layout,
    TableError,
    filtered,
    flat,
    municipalities,
    nested,
)
from analysis.disclosure.protected import ProtectedCell, ProtectedTable, table_from_json, table_to_json
from analysis.disclosure.protecting import Contribution, audit_sums, audit_table, protect_sums, protect_table
from analysis.disclosure.secondary import CannotProtectError
from analysis.disclosure.sensitive import Dominance, PPercent, Rule, RuleError, Threshold, Unanimous

ANSWERS = flat("svar", ["ja", "nei", "vet ikke"])
PLACES = nested("sted", {"A": ["a1", "a2", "a3"], "B": ["b1", "b2"]}, "landet")


@st.composite
def tables(draw: st.DrawFn, places: Dimension = PLACES, *others: Dimension) -> tuple[np.ndarray, tuple[Dimension, ...]]:
    dimensions = (places, *others, ANSWERS)
    shape = Layout(dimensions).shape
    most = draw(st.sampled_from([3, 8, 40]))
    counts = draw(st.lists(st.integers(0, most), min_size=int(np.prod(shape)), max_size=int(np.prod(shape))))
    return np.array(counts).reshape(shape), dimensions


def small(table: ProtectedTable, smallest: int = 5) -> list[ProtectedCell]:
    return [each for each in table.cells if each.value is not None and 0 < each.value < smallest]


@settings(deadline=None, max_examples=60)
@given(made=tables(), known=st.sampled_from(["svar", None]), unanimous=st.booleans())
def test_no_attack_comes_inside_the_protection_interval_of_a_hierarchical_table(
    made: tuple[np.ndarray, tuple[Dimension, ...]], known: str | None, unanimous: bool
) -> None:
    counts, dimensions = made
    rules: list[Rule] = [Threshold(5), *([Unanimous("svar")] if unanimous else [])]

    table = protect_table(counts, dimensions, rules, known=known)

    assert audit_table(table, counts, rules).breaches == ()
    assert all(known == "svar" and cell.codes[-1] == "total" for cell in small(table))


@settings(deadline=None, max_examples=25)
@given(made=tables(PLACES, flat("runde", ["2020", "2024"], None), filtered("plan", "har plan", "uten plan")))
def test_neither_rounds_nor_filters_nor_three_dimensions_help_the_attacker(
    made: tuple[np.ndarray, tuple[Dimension, ...]],
) -> None:
    counts, dimensions = made

    table = protect_table(counts, dimensions, known="svar")

    assert audit_table(table, counts).breaches == ()
    assert {cell.codes[2] for cell in table.cells} == {"har plan", "total"}


@settings(deadline=None, max_examples=25)
@given(
    made=tables(
        Dimension(
            "sted",
            ("a", "b", "c", "d", "e"),
            (Group("fylke", ("a", "b", "c")), Group("region", ("b", "c", "d")), Group("alle", tuple("abcde"))),
        )
    )
)
def test_two_geographies_over_the_same_persons_are_protected_together(
    made: tuple[np.ndarray, tuple[Dimension, ...]],
) -> None:
    counts, dimensions = made

    table = protect_table(counts, dimensions)

    assert audit_table(table, counts).breaches == ()


@settings(deadline=None, max_examples=40)
@given(place=st.integers(0, 14), few=st.integers(1, 4), others=st.integers(10, 40))
def test_hiding_the_small_cell_alone_is_caught(place: int, few: int, others: int) -> None:
    dimensions = (PLACES, ANSWERS)
    counts = np.full((5, 3), others)
    counts.flat[place] = few
    layout = Layout(dimensions)
    values = layout.sums() @ counts.ravel()
    cells = tuple(
        ProtectedCell(codes, None if 0 < value < 5 else float(value), None, bool(0 < value < 5))
        for codes, value in zip(layout.cells, values, strict=True)
    )

    (found,) = audit_table(ProtectedTable(dimensions, cells, 1, None, None), counts).breaches

    assert (found.low, found.high) == (few, few)


def test_what_was_hidden_beside_a_small_cell_is_needed() -> None:
    counts = np.array([[20, 3, 9], [30, 40, 9], [11, 12, 13], [25, 26, 27], [31, 32, 33]])
    table = protect_table(counts, (PLACES, ANSWERS))
    gone = [at for at, cell in enumerate(table.cells) if cell.suppressed and cell.codes != ("a1", "nei")]
    layout = Layout((PLACES, ANSWERS))
    truth = dict(zip(layout.cells, (layout.sums() @ counts.ravel()).tolist(), strict=True))

    assert len(gone) == 3
    assert audit_table(table, counts).safe
    for at in gone:
        cells = list(table.cells)
        cells[at] = replace(cells[at], value=truth[cells[at].codes], suppressed=False)
        assert not audit_table(replace(table, cells=tuple(cells)), counts).safe


def test_nothing_tells_which_hidden_cells_are_small() -> None:
    one = protect_table([[20, 3], [30, 40]], (flat("sted", ["by", "bygd"]), flat("svar", ["ja", "nei"])))
    other = protect_table([[3, 20], [47, 23]], (flat("sted", ["by", "bygd"]), flat("svar", ["ja", "nei"])))

    assert one == other


def test_a_share_goes_with_its_count_and_with_what_it_is_of() -> None:
    counts = [[1, 2, 0], [30, 40, 50], [30, 40, 50], [30, 40, 50], [30, 40, 50]]
    table = protect_table(counts, (PLACES, ANSWERS), shares_of="svar")

    shares = {cell.codes: cell.share for cell in table.cells}
    values = {cell.codes: cell.value for cell in table.cells}
    for codes, share in shares.items():
        value, whole = values[codes], values[codes[0], "total"]
        assert share == (None if value is None or whole is None else pytest.approx(value / whole))
    assert values["a1", "total"] is None
    assert None not in {shares["b1", "ja"], shares["landet", "nei"]}


def test_a_unanimous_group_is_not_known_to_be_one() -> None:
    counts = [[0, 30, 0], [10, 20, 10], [10, 20, 10], [10, 20, 10], [10, 20, 10]]

    plain = protect_table(counts, (PLACES, ANSWERS), known="svar")
    careful = protect_table(counts, (PLACES, ANSWERS), [Threshold(), Unanimous("svar")], known="svar")

    assert plain.value("a1", "nei") == 30
    assert careful.value("a1", "nei") is None
    assert None in (careful.value("a1", "ja"), careful.value("a1", "vet ikke"))


def test_known_totals_are_never_hidden_even_when_small() -> None:
    counts = [[1, 2, 0], [30, 40, 50], [30, 40, 50], [30, 40, 50], [30, 40, 50]]

    table = protect_table(counts, (PLACES, ANSWERS), known="svar")

    assert table.value("a1", "total") == 3
    assert [table.value("a1", answer) for answer in ("ja", "nei")] == [None, None]


def test_a_table_without_small_cells_is_whole() -> None:
    table = protect_table(np.full((5, 3), 9), (PLACES, ANSWERS))

    assert table.hidden == 0
    assert table.value("landet", "total") == 135


def test_every_municipality_by_five_answers_is_protected() -> None:
    places = municipalities(dt.date(2024, 1, 1))
    chance = np.random.default_rng(3)
    sizes = chance.poisson(40 * chance.lognormal(0, 1, len(places.codes)))
    counts = np.array([chance.multinomial(size, [0.05, 0.1, 0.3, 0.35, 0.2]) for size in sizes])

    table = protect_table(counts, (places, flat("svar", "12345")), known="svar", shares_of="svar")

    assert len(table.cells) == (357 + 15 + 1) * 6
    assert audit_table(table, counts).safe
    assert table.hidden < 1.5 * sum(0 < count < 5 for count in counts.ravel())


def test_a_protected_table_comes_back_from_its_json() -> None:
    table = protect_table([[20, 3], [30, 40]], (flat("sted", ["by", "bygd"]), flat("svar", ["ja", "nei"])))

    assert table_from_json(table_to_json(table)) == table


# Sums, by the rules of the Handbook on Statistical Disclosure Control, section 4.2.1.
# X = 100, x1 = 50, x2 = 30 and the rest 20.


def contributions(*cells: tuple[str, list[float]]) -> list[Contribution]:
    return [Contribution((code,), value) for code, values in cells for value in values]


@pytest.mark.parametrize(
    ("rule", "hides"),
    [
        (Dominance(1, 75), False),  # 50 of 100 is less than 75 percent
        (Dominance(2, 75), True),  # 80 of 100 is more
        (PPercent(10), False),  # the rest, 20, blurs 50 by more than 10 percent
        (PPercent(50), True),  # but by less than 50 percent
    ],
)
def test_a_sum_that_few_dominate_is_hidden(rule: Dominance | PPercent, hides: bool) -> None:
    sums = contributions(("a", [50, 30, 15, 5]), ("b", [10] * 20), ("c", [12] * 20))

    table = protect_sums(sums, [flat("sted", "abc")], [rule])

    assert (table.value("a") is None) is hides
    assert table.value("total") == 540
    assert table.hidden == (2 if hides else 0)


def test_what_blurs_a_dominated_sum_is_as_wide_as_the_rule_asks() -> None:
    # p% asks for 0.5 * 50 - 20 = 5 both ways; a neighbour of 3 is too small to hide behind.
    sums = contributions(("a", [50, 30, 15, 5]), ("b", [1, 1, 1]), ("c", [12] * 20))
    table = protect_sums(sums, [flat("sted", "abc")], [PPercent(50)])

    (a,) = (each for each in audit_sums(table, sums, [PPercent(50)]).findings if each.name == "a")

    assert (a.must_low, a.must_high, a.safe) == (95, 105, True)
    assert table.value("c") is None
    narrow = replace(table, cells=tuple(_hides(each, ("a", "b"), {"c": 240.0}) for each in table.cells))
    assert [each.name for each in audit_sums(narrow, sums, [PPercent(50)]).breaches] == ["a"]


def _hides(cell: ProtectedCell, hidden: tuple[str, ...], shown: dict[str, float]) -> ProtectedCell:
    (code,) = cell.codes
    return replace(cell, value=None if code in hidden else shown.get(code, cell.value), suppressed=code in hidden)


@settings(deadline=None, max_examples=25)
@given(
    units=st.lists(
        st.tuples(st.sampled_from(PLACES.codes), st.sampled_from(["drift", "lønn"]), st.integers(0, 400)),
        min_size=5,
        max_size=40,
    ),
    rule=st.sampled_from([Dominance(1, 75), Dominance(2, 85), PPercent(15)]),
)
def test_no_attack_comes_nearer_to_a_dominated_sum_than_its_rule(
    units: list[tuple[str, str, int]], rule: Dominance | PPercent
) -> None:
    dimensions = (PLACES, flat("post", ["drift", "lønn"]))
    sums = [Contribution((place, kind), value / 4) for place, kind, value in units]

    table = protect_sums(sums, dimensions, [rule, Threshold(3)])

    assert audit_sums(table, sums, [rule, Threshold(3)]).breaches == ()


@pytest.mark.parametrize(
    ("attempt", "error", "says"),
    [
        (lambda: protect_table([[1, 2]], [flat("sted", "ab")]), TableError, "shape"),
        (lambda: protect_table([1.5, 2], [flat("sted", "ab")]), TableError, "whole numbers"),
        (lambda: protect_table([-1, 2], [flat("sted", "ab")]), TableError, "whole numbers"),
        (lambda: protect_table([np.nan, 2], [flat("sted", "ab")]), TableError, "whole numbers"),
        (lambda: protect_table([1, 2], [flat("sted", "ab")], []), RuleError, "at least one"),
        (lambda: protect_table([1, 2], [flat("sted", "ab")], [PPercent()]), RuleError, "protect_sums"),
        (lambda: protect_table([1, 2], [flat("sted", "ab")], known="svar"), DimensionError, "There are: sted"),
        (lambda: protect_table([1, 2], [flat("sted", "ab", None)], known="sted"), DimensionError, "no total"),
        (lambda: protect_sums([Contribution(("z",), 1)], [flat("sted", "ab")], [PPercent()]), TableError, "no comb"),
        (lambda: protect_sums([Contribution(("a",), -1)], [flat("sted", "ab")], [PPercent()]), TableError, "from 0"),
        (lambda: Threshold(1), RuleError, "2 or more"),
        (lambda: Unanimous("svar", 0), RuleError, "1 or more"),
        (lambda: Dominance(0, 75), RuleError, "n from 1"),
        (lambda: PPercent(0), RuleError, "above 0"),
        (lambda: flat("sted", "aa"), DimensionError, "stands twice"),
        (lambda: flat("sted", ""), DimensionError, "no codes"),
        (lambda: Dimension("sted", ("a",), (Group("g", ("b",)),)), DimensionError, "none of its codes"),
        (lambda: Layout(()), DimensionError, "at least one"),
        (lambda: protect_table([9, 9], [flat("sted", "ab")]).value("c"), TableError, "no cell"),
    ],
    ids=count(),
)
def test_what_cannot_be_meant_is_refused_in_words(
    attempt: Callable[[], object], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        attempt()


def test_a_table_that_nothing_can_protect_is_refused() -> None:
    # One answer only, and how many took part is known: it tells how many gave the answer.
    with pytest.raises(CannotProtectError, match="fewer groups"):
        protect_table([[3], [9]], [flat("sted", "ab"), flat("svar", ["ja"])], known="svar")
