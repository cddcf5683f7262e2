"""From columns of codes to counts, against plain counting, and the same in whatever order the rows come."""

from collections import Counter
from fractions import Fraction
from random import Random

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reducing.counts import Answers, UnknownCodeError, aligned, distinct, encode, marginal, transition
from analysis.reducing.differences import from_table, from_values
from analysis.statistics.ordinal import hodges_lehmann, mean_change
from analysis.statistics.signedrank import rank_biserial, signed_rank
from questionnaires.codebook import NOT_ASKED, Variable
from tests.analysis.made import written

BOOK = written("""
id: made
title: {nb: Laget for prøven}
languages: [nb]
unit: person
about: {nb: To spørsmål.}
scales:
  grad:
    better: higher
    choices: {1: {nb: Liten}, 2: {nb: Noen}, 3: {nb: Stor}}
    missing: {dont_know: {nb: Vet ikke}}
pages:
  - id: side
    title: {nb: Side}
    questions:
      - {id: grad, type: grade, scale: grad, text: {nb: I hvilken grad?}}
      - id: arsverk
        type: number
        text: {nb: Hvor mange årsverk?}
        decimals: 1
        from: 0
        to: 50
        unit: {nb: årsverk}
        missing: {dont_know: {nb: Vet ikke}}
      - {id: ord, type: short_text, text: {nb: Hva er viktigst?}}
""")
VARIABLES: dict[str, Variable] = {each.name: each for each in BOOK.variables}
GRADE, NUMBER, WORDS = VARIABLES["grad"], VARIABLES["arsverk"], VARIABLES["ord"]

grades = st.sampled_from(["1", "2", "3", "dont_know", NOT_ASKED, None])
columns = st.lists(grades, max_size=40)
pairs = st.lists(st.tuples(grades, grades), min_size=1, max_size=40)


def encoded(column: list[str | None], variable: Variable = GRADE) -> Answers:
    return encode(pl.Series(column, dtype=pl.String), variable)


def table(rows: list[tuple[str | None, str | None]]) -> list[list[int]]:
    before, after = (encoded([row[side] for row in rows]) for side in (0, 1))
    counts: list[list[int]] = transition(before.states, after.states, len(before.codes)).tolist()
    return counts


@given(column=columns)
def test_every_respondent_is_counted_once(column: list[str | None]) -> None:
    counted = Counter(column)
    answers = encoded(column)
    assert answers.codes == ("1", "2", "3", "dont_know")
    assert marginal(answers).tolist() == [counted[code] for code in (*answers.codes, NOT_ASKED, None)]
    assert int(answers.valid.sum()) == sum(counted[code] for code in "123")
    assert int(answers.answered.sum()) == sum(counted[code] for code in answers.codes)


@given(rows=pairs)
def test_a_transition_table_counts_those_who_answered_both_times(rows: list[tuple[str | None, str | None]]) -> None:
    counted, codes = Counter(rows), ("1", "2", "3", "dont_know")
    assert table(rows) == [[counted[first, second] for second in codes] for first in codes]


@given(rows=pairs, chance=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_makes_no_difference(rows: list[tuple[str | None, str | None]], chance: Random) -> None:
    mixed = chance.sample(rows, len(rows))
    assert table(mixed) == table(rows)


@given(rows=pairs)
def test_the_rounds_swapped_turn_the_table_round(rows: list[tuple[str | None, str | None]]) -> None:
    swapped = [(second, first) for first, second in rows]
    assert table(swapped) == np.array(table(rows)).T.tolist()


@given(rows=st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=40))
def test_swapped_rounds_and_a_turned_scale_both_turn_the_change_and_keep_the_p(rows: list[tuple[int, int]]) -> None:
    before, after = np.array(rows).T
    straight = from_values(after - before)
    for turned in (from_values(before - after), from_values((6 - after) - (6 - before))):
        for estimate in (mean_change, hodges_lehmann, rank_biserial):
            one, other = estimate(straight), estimate(turned)
            assert (one is None) == (other is None)
            if one is not None and other is not None and one.value is not None:
                assert other.value == pytest.approx(-one.value, abs=1e-12)
        assert signed_rank(turned).p == pytest.approx(signed_rank(straight).p, rel=1e-12)
        assert signed_rank(turned, "pratt").p == pytest.approx(signed_rank(straight, "pratt").p, rel=1e-12)


@given(rows=pairs)
def test_codes_and_counts_lead_to_the_same_differences(rows: list[tuple[str | None, str | None]]) -> None:
    steps = {"1": 1, "2": 2, "3": 3}
    whole = [(steps[first], steps[second]) for first, second in rows if first in steps and second in steps]
    on_scale = np.array(table(rows), dtype=np.int64)[:3, :3]
    counted = from_table(on_scale, np.array([1, 2, 3]))
    assert dict(zip(counted.values.tolist(), counted.counts.tolist(), strict=True)) == Counter(
        second - first for first, second in whole
    )


@given(tenths=st.lists(st.one_of(st.integers(0, 500), st.none()), max_size=30))
def test_numbers_are_counted_in_whole_tenths(tenths: list[int | None]) -> None:
    answers = encoded([None if each is None else str(each / 10) for each in tenths], NUMBER)
    assert answers.scale == 10
    assert answers.numbers[answers.valid].tolist() == [each for each in tenths if each is not None]
    for place, each in enumerate(tenths):
        shown = answers.code(place)
        assert (None if shown is None else Fraction(shown)) == (None if each is None else Fraction(each, 10))


@pytest.mark.parametrize(
    ("variable", "column", "wrong"),
    [
        (GRADE, ["1", "4", "0"], "grad: '0', '4' is"),
        (GRADE, ["1", ""], "grad: '' is"),
        (NUMBER, ["1.0", "1.25"], "arsverk: '1.25' is"),
        (NUMBER, ["50", "50.1"], "arsverk: '50.1' is"),
        (NUMBER, ["0", "-0.1"], "arsverk: '-0.1' is"),
        (NUMBER, ["nan", "mange"], "arsverk: 'mange', 'nan' is"),
    ],
)
def test_an_answer_that_the_codebook_does_not_allow_is_named(
    variable: Variable, column: list[str | None], wrong: str
) -> None:
    with pytest.raises(UnknownCodeError, match=wrong):
        encoded(column, variable)


def test_missing_codes_of_a_number_are_beside_the_scale() -> None:
    answers = encoded(["12.5", "dont_know", NOT_ASKED, None], NUMBER)
    assert marginal(answers).tolist() == [1, 1, 1, 1]
    assert answers.valid.tolist() == [True, False, False, False]
    assert [answers.code(place) for place in range(4)] == ["12.5", "dont_know", None, None]


def test_of_words_only_their_being_there_is_counted() -> None:
    answers = encoded(["hjelpemidler", "=1+1", None, NOT_ASKED], WORDS)
    assert marginal(answers).tolist() == [2, 1, 1]
    assert answers.numbers.tolist() == [0, 0, 0, 0]


def test_a_table_of_very_many_codes_has_room_for_every_pair() -> None:
    before = np.array([0, 199, 199, -1], dtype=np.int16)
    after = np.array([199, 199, 0, 3], dtype=np.int16)
    counts = transition(before, after, 200)
    assert {tuple(place): int(counts[tuple(place)]) for place in np.argwhere(counts).tolist()} == {
        (0, 199): 1,
        (199, 0): 1,
        (199, 199): 1,
    }


numbers = st.lists(st.integers(-9, 9), max_size=30)


@given(first=numbers, second=numbers)
def test_two_groups_are_counted_over_the_same_values(first: list[int], second: list[int]) -> None:
    values, before, after = aligned(np.array(first, dtype=np.int64), np.array(second, dtype=np.int64))
    assert values.tolist() == sorted({*first, *second})
    assert before.tolist() == [first.count(value) for value in values.tolist()]
    assert after.tolist() == [second.count(value) for value in values.tolist()]


@given(found=numbers)
def test_distinct_numbers_rise_and_have_their_counts(found: list[int]) -> None:
    values, counts = distinct(np.array(found, dtype=np.int64))
    assert list(zip(values.tolist(), counts.tolist(), strict=True)) == sorted(Counter(found).items())
