"""Scores through several rounds, against scores made person by person and scipy's tests of them."""

import random
from collections.abc import Sequence
from statistics import fmean

import numpy as np
import polars as pl
import pytest
from scipy.stats import friedmanchisquare, pearsonr

from analysis.comparing.values import Caution
from analysis.disclosure.leaving import UnprotectedError
from analysis.files.rounds import Round, RoundInfo
from analysis.trends.trend import trend
from analysis.trends.trendprotection import protect_trend
from analysis.trends.trendresults import SeriesResult, Trend, trend_from_json, trend_to_json
from questionnaires.codebook import Codebook
from questionnaires.library import paths
from tests.analysis.made import shipped, written

BOOK = written("""
id: formen
title: {nb: Formen}
languages: [nb]
unit: person
about: {nb: Om formen.}
scales:
  grad: {better: higher, choices: {1: {nb: Dårlig}, 2: {nb: Middels}, 3: {nb: God}, 4: {nb: Best}}}
pages:
  - id: side
    title: {nb: Side}
    questions:
      - {id: a, type: grade, scale: grad, text: {nb: En?}}
      - {id: b, type: grade, scale: grad, text: {nb: To?}}
      - {id: c, type: grade, scale: grad, text: {nb: Tre?}}
scores:
  form: {mean_of: [a, b, c], at_least: 2, better: higher, label: {nb: Formen}}
""")
PSFS = shipped(paths()["psfs"])
ACTIVITIES = tuple(f"klarer.{number}" for number in range(1, 6))
Person = dict[str, str | None]


def asked(book: Codebook, *answers: Sequence[Person]) -> list[Round]:
    names = ["id", *(each.name for each in book.variables)]
    schema = dict.fromkeys(names, pl.String)
    return [
        Round(RoundInfo(label), pl.DataFrame([[row.get(name) for name in names] for row in rows], schema, orient="row"))
        for label, rows in zip(("start", "midt", "slutt"), answers, strict=True)
    ]


def answered(chance: random.Random, names: Sequence[str], codes: Sequence[str | None], persons: int) -> list[Person]:
    """A round; each has a chance in five to be away."""
    return [
        {"id": str(number), **{name: chance.choice(codes) for name in names}}
        for number in range(persons)
        if chance.random() > 0.2
    ]


def score(found: Trend) -> SeriesResult:
    (only,) = found.scores
    return only


def means(rows: Sequence[Person], names: Sequence[str], at_least: int) -> dict[str, dict[str, float]]:
    """Person by person, the items that count; only of those with a score."""
    rated = {str(row["id"]): {name: float(given) for name in names if (given := row[name]) is not None} for row in rows}
    return {person: items for person, items in rated.items() if len(items) >= at_least}


def panel(
    rounds: Sequence[Sequence[Person]], names: Sequence[str], at_least: int, *, common: bool
) -> list[list[float]]:
    """The scores of those who have one in every round; with `common`, of the items rated in all."""
    each = [means(rows, names, at_least) for rows in rounds]
    everybody = [person for person in each[0] if all(person in other for other in each)]
    scores = []
    for person in everybody:
        items = [other[person] for other in each]
        kept = set.intersection(*(set(given) for given in items)) if common else None
        if kept is not None and len(kept) < at_least:
            continue
        scores.append([fmean(v for name, v in given.items() if kept is None or name in kept) for given in items])
    return scores


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    ("book", "names", "codes"),
    [
        (BOOK, ("a", "b", "c"), ("1", "2", "3", "4", None)),
        (PSFS, ACTIVITIES, (*(str(number) for number in range(11)), None, None)),
    ],
    ids=["items", "own list"],
)
def test_a_score_is_followed_as_persons_have_it(
    book: Codebook, names: tuple[str, ...], codes: tuple[str | None, ...], seed: int
) -> None:
    chance = random.Random(seed)
    at_least, common = (2, False) if book is BOOK else (1, True)
    rows = [answered(chance, names, codes, 40) for _ in range(3)]
    found = score(trend(asked(book, *rows), book, pair_by="id"))
    expected = np.array(panel(rows, names, at_least, common=common))

    assert found.panel == len(expected)
    friedman = next(test for test in found.tests if test.name == "friedman")
    # Sums of equal numbers in another order are ties.
    truth = friedmanchisquare(*np.round(expected, 9).T)
    assert friedman.statistic == pytest.approx(truth.statistic, abs=1e-9)
    assert friedman.p == pytest.approx(truth.pvalue, rel=1e-9)
    for place, point in enumerate(found.points):
        own = [fmean(items.values()) for items in means(rows[place], names, at_least).values()]
        assert point.valid == len(own)
        assert point.summary is not None
        assert point.summary.mean == pytest.approx(fmean(own))
        assert point.panel_summary is not None
        assert point.panel_summary.mean == pytest.approx(expected[:, place].mean())
        assert point.panel_summary.sd == pytest.approx(expected[:, place].std(ddof=1))
    some = {row["id"] for each in rows for row in each if row["id"] in means([row], names, at_least)}
    assert Caution("incomplete_panel", len(some) - len(expected), len(some)) in found.cautions


def test_rounds_of_different_persons_have_mantels_trend() -> None:
    chance = random.Random(5)
    rows = [answered(chance, ("a", "b", "c"), ("1", "2", "3", "4"), 50) for _ in range(3)]
    found = score(trend(asked(BOOK, *rows), BOOK))
    scores = [[fmean(map(float, (row["a"] or 0, row["b"] or 0, row["c"] or 0))) for row in each] for each in rows]
    times = [place for place, each in enumerate(scores) for _ in each]
    together = [value for each in scores for value in each]
    # Mantel's statistic is (n - 1) r².
    (test,) = found.tests
    r = pearsonr(times, together).statistic
    assert test.name == "linear_trend"
    assert test.statistic == pytest.approx(r**2 * (len(times) - 1))
    assert found.panel is None


def test_a_score_that_a_round_did_not_ask_for_has_no_point_there() -> None:
    chance = random.Random(1)
    rows = [answered(chance, ("a", "b", "c"), ("1", "2", "3", "4"), 30) for _ in range(3)]
    rounds = asked(BOOK, *rows)
    rounds[1] = Round(rounds[1].info, rounds[1].data.drop("c"))
    found = score(trend(rounds, BOOK, pair_by="id"))
    assert [point.asked for point in found.points] == [True, False, True]
    both = {row["id"] for row in rows[0]} & {row["id"] for row in rows[2]}
    assert found.panel == len(both)


def test_nobody_with_a_score_gives_no_number() -> None:
    rows: list[list[Person]] = [[{"id": "1", "a": "1"}], [{"id": "1", "b": "1"}], [{"id": "1", "c": "1"}]]
    found = score(trend(asked(BOOK, *rows), BOOK, pair_by="id"))
    assert (found.panel, found.tests, found.estimates) == (0, (), ())
    assert [(point.valid, point.summary) for point in found.points] == [(0, None)] * 3


def test_a_models_effects_use_those_with_gaps() -> None:
    chance = random.Random(2)
    rows = [answered(chance, ("a", "b", "c"), ("1", "2", "3", "4"), 40) for _ in range(3)]
    found = score(trend(asked(BOOK, *rows), BOOK, pair_by="id", models=True))
    (model,) = found.models
    assert model.units == len({row["id"] for each in rows for row in each})


def test_a_score_of_persons_leaves_as_exact_as_they_blur() -> None:
    chance = random.Random(4)
    # Everybody is there each time, so nobody is told by being in one round alone.
    rows: list[list[Person]] = [
        [{"id": str(one), **{name: chance.choice("1234") for name in "abc"}} for one in range(12)] for _ in range(3)
    ]
    raw = trend(asked(BOOK, *rows), BOOK, pair_by="id")
    with pytest.raises(UnprotectedError):
        trend_to_json(raw)
    found = protect_trend(raw)
    for point in score(found).points:
        assert point.summary is not None
        assert point.summary.mean == round(point.summary.mean or 0, 1)
        assert point.summary.lower_quartile is None
    assert trend_from_json(trend_to_json(found)) == found
    assert protect_trend(found) == found


@pytest.mark.parametrize(("away", "hidden"), [(0, False), (1, True), (4, True), (5, False)])
def test_who_missed_a_round_is_not_told_by_the_panels_mean(away: int, hidden: bool) -> None:
    full: list[Person] = [{"id": str(one), "a": str(one % 4 + 1), "b": "2", "c": str(one % 3 + 1)} for one in range(40)]
    found = score(protect_trend(trend(asked(BOOK, full, full, full[away:]), BOOK, pair_by="id")))
    assert found.suppressed is hidden
    if hidden:
        assert all(point.summary is None or point.summary.mean is None for point in found.points)
        assert (found.panel, found.models) == (None, ())


def test_a_score_does_not_tell_what_is_hidden_of_its_item() -> None:
    full: list[Person] = [{"id": str(one), "a": str(one % 4 + 1), "b": "2", "c": str(one % 3 + 1)} for one in range(40)]
    # Two did not answer one item: they have a score all the same, of the other two.
    some: list[Person] = [{**row, "c": None} if row["id"] in ("1", "2") else row for row in full]
    found = protect_trend(trend(asked(BOOK, full, full, some), BOOK, pair_by="id"))
    assert [each.suppressed for each in found.questions] == [False, False, True]
    assert score(found).suppressed
