"""What leaves a comparison tells of no single person, and nothing that is hidden can be worked out."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from itertools import product
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from analysis.comparing.compare import compare
from analysis.comparing.results import Comparison, IndicatorResult, ItemResult, ScoreResult
from analysis.comparing.values import CodeCount, Distribution, Estimate, Share, Summary, Test, TransitionTable
from analysis.disclosure.comparisons import protect
from analysis.files.rounds import Round, RoundInfo, read_round
from questionnaires.codebook import Codebook
from questionnaires.library import paths
from questionnaires.loading import load, load_file
from questionnaires.variables import codebook

DATA = Path(__file__).parents[1] / "data"
FORM = """
id: form
title: {en: Form}
languages: [en]
unit: person
about: {en: Of the form.}
scales:
  two: {better: higher, choices: {1: {en: Bad}, 2: {en: Good}}}
pages:
  - id: page
    title: {en: Page}
    questions:
      - {id: form, type: grade, scale: two, text: {en: How is it?}, indicator: {codes: [2], label: {en: are well}}}
      - {id: aids, type: choices, text: {en: Which aids?}, choices: {stick: {en: Stick}, chair: {en: Chair}}}
      - {id: falls, type: count, text: {en: How many falls?}}
"""
STATES = ("1", "2", None)
PERSONS = 8

Numbers = NDArray[np.int64]


def rounds(columns: dict[str, tuple[list[str | None], list[str | None]]]) -> tuple[Round, Round]:
    n = len(next(iter(columns.values()))[0])
    tables = [
        pl.DataFrame(
            {"id": [str(person) for person in range(n)]} | {name: both[place] for name, both in columns.items()}
        )
        for place in range(2)
    ]
    first, second = (table.cast(pl.String) for table in tables)
    return Round(RoundInfo("before"), first), Round(RoundInfo("after"), second)


@cache
def book() -> Codebook:
    return codebook(load(FORM))


@dataclass(frozen=True)
class Published:
    """One number of a result as a sum over the nine ways to answer, or as a mean of one; None when hidden."""

    kind: str
    weights: Numbers
    value: float | None
    of: Numbers | None = None
    tolerance: float = 1e-9

    def agrees(self, tables: Numbers) -> NDArray[np.bool_]:
        if self.value is None:
            return np.ones(len(tables), dtype=bool)
        sums = (tables @ self.weights).astype(float)
        if self.of is not None:
            n = tables @ self.of
            sums = np.divide(sums, n, out=np.full(len(sums), np.inf), where=n > 0)
        return np.asarray(np.abs(sums - self.value) <= self.tolerance + 1e-9)


def atoms(weight: np.ufunc | object) -> Numbers:
    return np.array([weight(i, j) for i, j in product(range(3), range(3))], dtype=np.int64)  # type: ignore[operator]


def published(result: ItemResult) -> Iterator[Published]:
    """Every count, share and mean of a linked grade with two codes."""
    for position, answers in enumerate((result.baseline, result.followup)):
        assert answers is not None

        def at(state: int, place: int = position) -> Numbers:
            return atoms(lambda i, j: int((i, j)[place] == state))

        valid = at(0) + at(1)
        yield from (Published("code", at(place), code.count) for place, code in enumerate(answers.codes))
        yield Published("taking part", at(2), answers.not_answered)
        yield Published("taking part", valid, answers.valid)
        if answers.summary is not None:
            step = 0.05 if answers.summary.suppressed else 0.0
            yield Published("mean", at(0) + 2 * at(1), answers.summary.mean, valid, step)
        share = (result.indicator.baseline, result.indicator.followup)[position] if result.indicator else None
        if share is not None:
            yield Published("code", at(1), share.count)
            yield Published("taking part", valid, share.of)
            yield Published("mean", at(1), share.value, valid)
    yield from of_pairs(result)


def of_pairs(result: ItemResult) -> Iterator[Published]:
    pairs = atoms(lambda i, j: int(i < 2 and j < 2))
    up, down = atoms(lambda i, j: int((i, j) == (0, 1))), atoms(lambda i, j: int((i, j) == (1, 0)))
    yield Published("taking part", pairs, result.pairs)
    if result.table is not None:
        for i, j in product(range(2), range(2)):
            yield Published("table", atoms(lambda a, b, i=i, j=j: int((a, b) == (i, j))), result.table.counts[i][j])
    if result.change is not None:
        moved = ((up, result.change.up), (pairs - up - down, result.change.same), (down, result.change.down))
        for weights, share in moved:
            yield from of_share("moved", weights, pairs, share)
    for position, summary in enumerate((result.pairs_baseline, result.pairs_followup)):
        if summary is not None:
            inside = atoms(lambda i, j, place=position: int(i < 2 and j < 2 and (i, j)[place] == 1))
            yield Published("taking part", pairs, summary.n)
            yield Published("mean", pairs + inside, summary.mean, pairs, 0.05 if summary.suppressed else 0.0)
    for estimate in result.estimates:
        if estimate.name == "mean_change":
            yield Published("mean", up - down, estimate.value, pairs, 0.05 if result.suppressed else 0.0)
    if result.indicator is not None:
        yield from of_indicator(result.indicator, up, down, pairs)


def of_indicator(found: IndicatorResult, up: Numbers, down: Numbers, pairs: Numbers) -> Iterator[Published]:
    yield Published("moved", up, found.gained)
    yield Published("moved", down, found.lost)
    inside = (atoms(lambda i, j: int(i == 1 and j < 2)), atoms(lambda i, j: int(i < 2 and j == 1)))
    for weights, share in zip(inside, (found.pairs_baseline, found.pairs_followup), strict=True):
        if share is not None:
            yield from of_share("part of pairs", weights, pairs, share)
    if found.change is not None:
        yield Published("mean", up - down, found.change.value, pairs, 0.005 if found.suppressed else 0.0)


def of_share(kind: str, weights: Numbers, pairs: Numbers, share: Share) -> Iterator[Published]:
    yield Published(kind, weights, share.count)
    yield Published("taking part", pairs, share.of)
    yield Published("mean", weights, share.value, pairs)


@cache
def every_table() -> Numbers:
    """All ways in which eight persons can answer twice."""

    def spread(persons: int, places: int) -> Iterator[tuple[int, ...]]:
        if places == 1:
            yield (persons,)
            return
        for first in range(persons + 1):
            yield from ((first, *rest) for rest in spread(persons - first, places - 1))

    return np.array(list(spread(PERSONS, 9)), dtype=np.int64)


def answered(table: list[int]) -> tuple[list[str | None], list[str | None]]:
    ways = [way for way, count in zip(product(STATES, STATES), table, strict=True) for _ in range(count)]
    return [before for before, _ in ways], [after for _, after in ways]


@given(place=st.integers(0, 12869))
def test_no_hidden_count_of_eight_persons_can_be_worked_out_by_trying_every_table(place: int) -> None:
    truth = every_table()[place]
    first, second = rounds({"form": answered(truth.tolist())})
    (result,) = protect(compare(first, second, book(), pair_by="id")).questions[:1]
    numbers = list(published(result))
    told = {number.kind for number in numbers if number.value is not None}
    small = [
        number
        for number in numbers
        if number.kind not in ("mean", "taking part") and 0 < int(truth @ number.weights) < 5
    ]

    tables = every_table()
    for number in numbers:
        tables = tables[number.agrees(tables)]
    for number in small:
        if number.kind in told:
            sums = tables @ number.weights
            tables = tables[(sums >= 1) & (sums <= 4)]

    assert (tables == truth).all(axis=1).any(), "the attacker's rules exclude the truth"
    for number in small:
        assert number.value is None
        assert len(np.unique(tables @ number.weights)) > 1, number


def many(seed: int, n: int = 60) -> tuple[Round, Round]:
    rng = np.random.default_rng(seed)

    def drawn(codes: list[str | None], chances: list[float]) -> list[str | None]:
        return [codes[place] for place in rng.choice(len(codes), n, p=chances)]

    return rounds(
        {
            "form": (drawn(["1", "2", None], [0.9, 0.05, 0.05]), drawn(["1", "2", None], [0.8, 0.15, 0.05])),
            "aids.stick": (drawn(["1", "0"], [0.05, 0.95]), drawn(["1", "0"], [0.3, 0.7])),
            "aids.chair": (drawn(["1", "0"], [0.95, 0.05]), drawn(["1", "0"], [0.95, 0.05])),
            "falls": (drawn(["0", "1", "7"], [0.9, 0.05, 0.05]), drawn(["0", "1", "7"], [0.9, 0.05, 0.05])),
        }
    )


def everything(value: object) -> Iterator[object]:
    """The value and all that it holds."""
    yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from everything(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from everything(each)


def counts_of_answers(comparison: Comparison) -> Iterator[int | None]:
    for found in everything((comparison.questions, comparison.scores)):
        if isinstance(found, CodeCount | Share):
            yield found.count
        elif isinstance(found, IndicatorResult):
            yield from (found.gained, found.lost)
        elif isinstance(found, TransitionTable):
            yield from (count for row in found.counts for count in row)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("key", ["id", None])
def test_no_count_from_1_to_4_is_left(seed: int, key: str | None) -> None:
    before = compare(*many(seed), book(), pair_by=key)
    after = protect(before)

    assert {count for count in counts_of_answers(before) if count is not None} & {1, 2, 3, 4}
    assert not {count for count in counts_of_answers(after) if count is not None} & {1, 2, 3, 4}


def test_what_is_hidden_says_so_and_0_stays_0() -> None:
    comparison = protect(compare(*many(1), book(), pair_by="id"))
    for found in everything((comparison.questions, comparison.scores)):
        if isinstance(found, CodeCount | Share) and found.count is None:
            assert found.suppressed
        if isinstance(found, Estimate) and found.value is None:
            assert found.suppressed
        if isinstance(found, Summary) and found.mean is None:
            assert found.suppressed
    everyone_bad: list[str | None] = ["1" for _ in range(30)]
    untouched = protect(compare(*rounds({"form": (everyone_bad, everyone_bad)}), book(), pair_by="id"))
    (answers,) = [each for each in everything(untouched.questions[0].baseline) if isinstance(each, Distribution)]
    assert [code.count for code in answers.codes] == [30, 0]


def test_a_share_is_hidden_with_its_count_and_so_is_one_with_few_outside_it() -> None:
    before: list[str | None] = [*["2"] * 58, *["1"] * 2]
    after: list[str | None] = [*["2"] * 40, *["1"] * 20]
    first, second = rounds({"form": (before, after)})
    (result, *_) = protect(compare(first, second, book())).questions
    assert result.indicator is not None
    assert result.indicator.baseline is not None
    assert (result.indicator.baseline.count, result.indicator.baseline.value) == (None, None)
    assert result.indicator.change is not None
    assert result.indicator.change.value is None
    assert (result.verdict, result.reason) == ("cannot_say", "hidden")


def test_estimates_and_tests_of_fewer_than_five_are_hidden() -> None:
    first, second = rounds({"falls": (list("0219"), list("3444"))})
    (result,) = [
        each for each in protect(compare(first, second, book(), pair_by="id")).questions if each.name == "falls"
    ]
    assert result.estimates
    assert all(estimate.value is None and estimate.suppressed for estimate in result.estimates)
    assert result.tests
    assert all(test.p is None and test.suppressed for test in result.tests)
    assert result.baseline is not None
    assert result.baseline.summary is not None
    assert result.baseline.summary.mean is None


def test_tests_do_not_tell_the_counts_they_are_made_of() -> None:
    comparison = protect(compare(*many(2), book(), pair_by="id"))
    for result in comparison.questions:
        if result.suppressed:
            tests = [found for found in everything(result.tests) if isinstance(found, Test)]
            assert all(test.statistic is None for test in tests)
            assert all(test.p is None or test.p == float(f"{test.p:.0e}") for test in tests)


def test_protecting_twice_changes_nothing() -> None:
    once = protect(compare(*many(3), book(), pair_by="id"))
    assert once.protected
    assert protect(once) == once


def test_real_answers_of_persons_keep_their_findings_when_small_counts_go() -> None:
    mood = codebook(load_file(DATA / "mood.yaml"))
    first, second = (read_round(DATA / f"mood_round{number}.csv", mood, "id") for number in (1, 2))
    before = compare(first, second, mood, pair_by="id")
    after = protect(before)

    assert not {count for count in counts_of_answers(after) if count is not None} & {1, 2, 3, 4}
    lost = [was.name for was, now in zip(before.questions, after.questions, strict=True) if was.verdict != now.verdict]
    # One person answered it the second time only: what, cannot be hidden without hiding the change.
    assert lost == ["scornful"]


def psfs(changes: list[int]) -> ScoreResult:
    """PSFS of persons who rated three activities with 4 at start, and changed by so much in each."""
    book_of_psfs = codebook(load_file(paths()["psfs"]))
    before: list[str | None] = ["4" for _ in changes]
    after: list[str | None] = [str(4 + change) for change in changes]
    nothing: list[str | None] = [None for _ in changes]
    rated, unused = ((f"klarer.{slot}" for slot in slots) for slots in ((1, 2, 3), (4, 5)))
    first, second = rounds(dict.fromkeys(rated, (before, after)) | dict.fromkeys(unused, (nothing, nothing)))
    (score,) = protect(compare(first, second, book_of_psfs, pair_by="id")).scores
    return score


def test_few_who_got_worse_cannot_be_counted_from_the_others() -> None:
    score = psfs([-3] * 3 + [0] * 8 + [1] * 9 + [3] * 12)
    standard = score.responders[0]
    assert standard.worse.count is None
    assert None in (standard.improved.count, standard.unchanged.count)
    assert score.change is not None
    assert score.change.down.count is None
    assert None in (score.change.up.count, score.change.same.count)


def test_no_bar_of_a_waterfall_is_fewer_than_five_persons() -> None:
    score = psfs([-2, -1, 0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 6])
    assert [group.persons for group in score.waterfall] == [7, 6]
    assert sum(group.value * group.persons for group in score.waterfall) == pytest.approx(24)


def test_a_score_of_fewer_than_five_pairs_shows_no_change() -> None:
    score = psfs([1, 2, 3])
    assert score.waterfall == ()
    assert all(estimate.value is None for estimate in score.estimates)
    assert score.pairs_baseline is not None
    assert score.pairs_baseline.mean is None
