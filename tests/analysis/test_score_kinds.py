"""Sums, means and per cent of the range over different questions, held against exact fractions, scoring and R."""

import random
import statistics
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from functools import cache

import pytest

from analysis.comparing.compare import compare
from analysis.comparing.results import ScoreResult
from analysis.comparing.values import Caution
from analysis.disclosure.comparisons import protect
from questionnaires.answers import Setting
from questionnaires.loading import load
from questionnaires.routing import Route
from questionnaires.rows import unflatten
from questionnaires.scoring import ScoreValue, paired_scores, scores
from questionnaires.variables import codebook
from tests.analysis.made import rounds

WRITTEN = """
id: skaarer
title: {nb: Skårer}
languages: [nb]
unit: person
about: {nb: Om skårene.}
scales:
  grad:
    better: higher
    choices: {1: {nb: Liten}, 2: {nb: Noen}, 3: {nb: Stor}, 4: {nb: Svært stor}}
    missing: {dont_know: {nb: Vet ikke}}
  plage:
    better: lower
    choices: {a: {nb: Ingen}, b: {nb: Litt}, c: {nb: Mye}}
pages:
  - id: side
    title: {nb: Side}
    questions:
      - {id: rader, type: grid, scale: grad, text: {nb: Grad?}, rows: {a: {nb: Mål}, b: {nb: Tid}, c: {nb: Sted}}}
      - {id: plage, type: grade, scale: plage, text: {nb: Plage?}}
      - {id: tall, type: rating, from: 0, to: 10, better: higher, text: {nb: Hvor bra?}, missing: {skip: {nb: Nei}}}
      - {id: timer, type: number, decimals: 1, from: 0.5, to: 7.5, text: {nb: Timer?}}
      - {id: fritt, type: number, decimals: 2, text: {nb: Et tall?}}
scores:
  snitt: {label: {nb: Snitt}, mean_of: rader, at_least: 2}
  sum: {label: {nb: Sum}, sum_of: rader, at_least: 1, thresholds: {enough: {value: 1.5, source: Oss}}}
  hele: {label: {nb: Hele}, sum_of: [rader, tall]}
  blandet:
    label: {nb: Blandet}
    mean_of: [rader, plage, tall, timer]
    reverse: [plage]
    at_least: 2
    as: 0-100
    thresholds: {some: {value: 10, source: Oss}, more: {value: 12.5, source: Oss}}
  blandet_sum: {label: {nb: Blandet sum}, sum_of: [plage, tall, timer], reverse: [plage], at_least: 1}
  lavere: {label: {nb: Lavere}, mean_of: [plage, rader.a], reverse: [rader.a], better: lower, at_least: 1, as: 0-100}
  frie: {label: {nb: Fritt}, mean_of: [fritt, timer], at_least: 1}
"""
MADE = load(WRITTEN)
BOOK = codebook(MADE)
NAMES = [score.name for score in BOOK.scores]

Row = dict[str, str]

POINTS: dict[str, Callable[[str], Fraction | None]] = {
    **{f"rader.{row}": lambda cell: Fraction(cell) if cell in "1234" else None for row in "abc"},
    "plage": lambda cell: Fraction({"a": 1, "b": 2, "c": 3}.get(cell, 0)) or None,
    "tall": lambda cell: Fraction(cell) if cell.isdigit() else None,
    "timer": Fraction,
    "fritt": Fraction,
}
RANGES = {
    **dict.fromkeys(["rader.a", "rader.b", "rader.c"], (Fraction(1), Fraction(4))),
    "plage": (Fraction(1), Fraction(3)),
    "tall": (Fraction(0), Fraction(10)),
    "timer": (Fraction(1, 2), Fraction(15, 2)),
}
OF = {
    "snitt": ["rader.a", "rader.b", "rader.c"],
    "sum": ["rader.a", "rader.b", "rader.c"],
    "hele": ["rader.a", "rader.b", "rader.c", "tall"],
    "blandet": ["rader.a", "rader.b", "rader.c", "plage", "tall", "timer"],
    "blandet_sum": ["plage", "tall", "timer"],
    "lavere": ["plage", "rader.a"],
    "frie": ["fritt", "timer"],
}
TURNED = {"blandet": {"plage"}, "blandet_sum": {"plage"}, "lavere": {"rader.a"}}
FEWEST = {"snitt": 2, "sum": 1, "hele": 4, "blandet": 2, "blandet_sum": 1, "lavere": 1, "frie": 1}


def answered(chance: random.Random, often: float = 0.85) -> Row:
    cells = {f"rader.{row}": chance.choice(["1", "2", "3", "4", *"1234", "dont_know"]) for row in "abc"}
    cells |= {"plage": chance.choice("abc"), "tall": chance.choice([*map(str, range(11)), "skip"])}
    cells |= {"timer": f"{chance.randint(5, 75) / 10:g}", "fritt": f"{chance.randint(-500, 500) / 100:g}"}
    return {name: cell for name, cell in cells.items() if chance.random() < often}


def by_definition(name: str, row: Mapping[str, str]) -> Fraction | None:
    """A score worked out one fraction at a time, unanswered items put where the answered ones lie on average."""
    given = {item: points for item in OF[name] if item in row and (points := POINTS[item](row[item])) is not None}
    if len(given) < FEWEST[name]:
        return None
    if name == "frie":
        return sum(given.values(), Fraction(0)) / len(given)
    for item in TURNED.get(name, set()) & given.keys():
        low, high = RANGES[item]
        given[item] = low + high - given[item]
    above = sum((given[item] - RANGES[item][0] for item in given), Fraction(0))
    place = above / sum((RANGES[item][1] - RANGES[item][0] for item in given), Fraction(0))
    filled = [given.get(item, RANGES[item][0] + place * (RANGES[item][1] - RANGES[item][0])) for item in OF[name]]
    total = sum(filled, Fraction(0))
    if name in ("sum", "hele", "blandet_sum"):
        return total
    if name in ("blandet", "lavere"):
        low, high = (sum((RANGES[item][end] for item in OF[name]), Fraction(0)) for end in (0, 1))
        return (total - low) / (high - low) * 100
    return total / len(filled)


def two_rounds(seed: int, persons: int = 120) -> tuple[dict[str, Row], dict[str, Row]]:
    chance = random.Random(seed)
    keys = [str(n) for n in range(persons)]
    first, second = ({key: answered(chance) for key in keys if chance.random() < 0.85} for _ in range(2))
    return first, second


def compared(first: Mapping[str, Row], second: Mapping[str, Row], by: str | None) -> dict[str, ScoreResult]:
    tables = [[{"id": key, **row} for key, row in each.items()] for each in (first, second)]
    found = compare(*rounds(BOOK, tables[0], tables[1]), BOOK, pair_by=by)
    return {score.name: score for score in found.scores}


@cache
def at_random(seed: int, by: str | None) -> dict[str, ScoreResult]:
    return compared(*two_rounds(seed), by)


def estimate(score: ScoreResult, name: str = "mean_change") -> float:
    (value,) = [each.value for each in score.estimates if each.name == name]
    assert value is not None
    return value


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", range(4))
def test_linked_rounds_compare_each_rounds_own_answers(seed: int, name: str) -> None:
    first, second = two_rounds(seed)
    score = at_random(seed, "id")[name]

    before = {key: by_definition(name, row) for key, row in first.items()}
    after = {key: by_definition(name, row) for key, row in second.items()}
    pairs = [(was, now) for key, was in before.items() if was is not None and (now := after.get(key)) is not None]
    changes = [now - was for was, now in pairs]
    assert (score.paired, score.pairs) == (True, len(pairs))
    assert score.started == sum(value is not None for value in before.values())
    assert score.followed == sum(value is not None for value in after.values())
    assert (score.items_used, score.items_rated, score.few_items) == (None, None, None)
    assert estimate(score) == pytest.approx(float(statistics.mean(changes)), abs=1e-12)
    assert score.pairs_baseline is not None
    assert score.pairs_baseline.median == pytest.approx(float(statistics.median(was for was, _ in pairs)))
    assert score.change is not None
    moved = (score.change.up.count, score.change.same.count, score.change.down.count)
    assert moved == (sum(c > 0 for c in changes), sum(c == 0 for c in changes), sum(c < 0 for c in changes))
    for found in score.responders:
        least = Fraction(str(found.threshold))
        assert found.improved.count == sum(change >= least for change in changes)
        assert found.worse.count == sum(change <= -least for change in changes)


@pytest.mark.parametrize("name", NAMES)
def test_rounds_that_are_not_linked_compare_two_groups(name: str) -> None:
    first, second = two_rounds(11)
    score = at_random(11, None)[name]

    groups = [[by_definition(name, row) for row in each.values()] for each in (first, second)]
    before, after = ([value for value in group if value is not None] for group in groups)
    assert (score.paired, score.started, score.followed) == (False, len(before), len(after))
    assert estimate(score) == pytest.approx(float(statistics.mean(after) - statistics.mean(before)), abs=1e-12)
    higher = sum(Fraction(now > was) + Fraction(now == was, 2) for was in before for now in after)
    assert estimate(score, "superiority") == pytest.approx(float(higher / len(before) / len(after)), abs=1e-12)
    assert (score.change, score.responders, score.waterfall) == (None, (), ())


def test_ties_are_ties_whatever_the_scores_are_made_of() -> None:
    # A third of the way up in all of 3, 2 and 10 points, by other items in each round.
    first = {"a": {"rader.a": "2", "rader.b": "2"}, "b": {"rader.c": "2", "rader.a": "2"}}
    second = {"a": {"rader.b": "2", "rader.c": "2"}, "b": {"rader.a": "2", "rader.b": "2", "rader.c": "2"}}
    found = compared(first, second, "id")

    for name in ("snitt", "sum", "blandet"):
        change = found[name].change
        assert change is not None
        assert change.same.count == 2


def person(row: Row) -> Route:
    return Route(MADE, unflatten(MADE, row), Setting(round_date=date(2026, 1, 1)))


@pytest.mark.parametrize("seed", range(6))
def test_a_persons_own_receipt_says_what_the_comparison_counts(seed: int) -> None:
    chance = random.Random(seed)
    first, second = answered(chance, 0.9), answered(chance, 0.9)
    receipt = paired_scores(person(first), person(second))

    for name, score in compared({"a": first}, {"a": second}, "id").items():
        values = [each.value for each in receipt[name]]
        expected = [by_definition(name, row) for row in (first, second)]
        assert values == expected
        means = [each.mean if each is not None else None for each in (score.baseline, score.followup)]
        assert means == [None if value is None else pytest.approx(float(value), abs=1e-12) for value in values]


def test_no_score_lies_past_its_ends() -> None:
    chance = random.Random(5)
    ends = {score.name: score for score in BOOK.scores}
    for _ in range(150):
        made = scores(person(answered(chance, 0.5)))
        worked_out = {name: float(each.value) for name, each in made.items() if each.value is not None}
        for name in worked_out.keys() - {"frie"}:
            assert ends[name].low - 1e-12 <= worked_out[name] <= ends[name].high + 1e-12


def test_the_ends_of_a_score_are_those_of_its_items() -> None:
    ends = {score.name: [score.raw_low, score.raw_high, score.low, score.high] for score in BOOK.scores}
    assert ends["sum"] == [3, 12, 3, 12]
    assert ends["hele"] == [3, 22, 3, 22]
    assert ends["blandet_sum"] == [1.5, 20.5, 1.5, 20.5]
    assert ends["blandet"][2:] == [0, 100]
    assert ends["frie"] == [0, 0, 0, 0]


def test_a_number_with_one_end_gives_a_score_none() -> None:
    text = WRITTEN.replace("decimals: 2, text: {nb: Et tall?}", "decimals: 2, to: 9, text: {nb: Et tall?}")
    frie = next(score for score in codebook(load(text)).scores if score.name == "frie")
    assert [(item.low, item.high) for item in frie.items] == [(0, 0), (0.5, 7.5)]
    assert (frie.low, frie.high) == (0, 0)


def test_too_few_answers_make_no_score() -> None:
    whole = {"rader.a": "4", "rader.b": "4", "rader.c": "4", "tall": "skip"}
    found = scores(person(whole))
    assert found["hele"] == ScoreValue(None, 3, 4)
    assert found["sum"] == ScoreValue(Fraction(12), 3, 3)
    assert compared({"a": whole}, {"a": whole}, "id")["hele"].started == 0


def test_what_matters_is_half_the_threshold_or_a_scales_own_points_or_not_known() -> None:
    found = at_random(3, "id")
    matters = {name: score.matters for name, score in found.items()}
    assert matters == {
        "snitt": 0.3, "sum": 0.75, "hele": None, "blandet": 5.0, "blandet_sum": None, "lavere": None, "frie": None,
    }  # fmt: skip
    assert found["hele"].reason == "no_threshold"


def test_the_ceiling_is_in_the_scores_own_unit() -> None:
    high = {"rader.a": "4", "rader.b": "4", "rader.c": "4", "plage": "a", "tall": "9", "timer": "7.5"}
    low = {**high, "tall": "1"}
    score = compared({"a": high, "b": low}, {"a": high, "b": low}, "id")["blandet"]

    # 27 of 28 points is 96, 19 is 68; 10 more is past 100 for the first.
    assert score.ceiling is not None
    assert (score.ceiling.count, score.ceiling.of) == (1, 2)
    assert Caution("ceiling", 1, 2) in score.cautions


def test_the_changes_give_what_r_gives() -> None:
    """a and b are the rows below as matrices: `d <- rowMeans(b) - rowMeans(a); t.test(d); mean(d) / sd(d)`.

    The two groups: `t.test(rowSums(b), rowSums(a))$conf.int` (R 4, base).
    """
    first = ["123", "224", "431", "111", "322", "244", "132", "222", "331", "121"]
    second = ["224", "324", "442", "213", "332", "144", "332", "234", "344", "111"]
    tables = [
        {str(n): dict(zip(OF["snitt"], codes, strict=True)) for n, codes in enumerate(each)} for each in (first, second)
    ]
    linked, apart = (compared(tables[0], tables[1], by) for by in ("id", None))
    (mean,) = [each for each in linked["snitt"].estimates if each.name == "mean_change"]
    assert (mean.value, mean.low, mean.high) == pytest.approx((0.533333333, 0.140710839, 0.925955828), abs=1e-7)
    assert estimate(linked["snitt"], "srm") == pytest.approx(0.971731596, abs=1e-7)
    (sums,) = [each for each in apart["sum"].estimates if each.name == "mean_change"]
    assert (sums.low, sums.high) == pytest.approx((-0.399551065, 3.599551065), abs=1e-7)


def test_a_score_of_very_many_items_is_still_worked_out() -> None:
    rows = ", ".join(f"r{n}: {{nb: Rad {n}}}" for n in range(60))
    old = "rows: {a: {nb: Mål}, b: {nb: Tid}, c: {nb: Sted}}"
    text = WRITTEN[: WRITTEN.index("scores:")].replace(old, f"rows: {{{rows}}}")
    book = codebook(load(text + "scores: {lang: {label: {nb: Lang}, mean_of: rader}}\n"))
    chance = random.Random(9)
    # Sixty different numbers of answers: what would make them all whole has no room in 64 bits.
    persons = [{f"rader.r{n}": str(chance.randint(1, 4)) for n in range(count)} for count in range(1, 61)]
    table = [{"id": str(place), **row} for place, row in enumerate(persons)]
    (score,) = compare(*rounds(book, table, table[::-1]), book, pair_by="id").scores

    means = [statistics.mean(map(int, row.values())) for row in persons]
    assert score.baseline is not None
    assert score.baseline.mean == pytest.approx(statistics.mean(means), abs=1e-9)
    assert score.change is not None
    assert score.change.same.count == 60


def test_items_of_a_score_over_questions_are_also_told_by_themselves() -> None:
    first, second = two_rounds(2)
    tables = [[{"id": key, **row} for key, row in each.items()] for each in (first, second)]
    comparison = compare(*rounds(BOOK, tables[0], tables[1]), BOOK, pair_by="id")
    assert {each.name for each in comparison.questions} == {each.name for each in BOOK.variables}
    assert protect(comparison).scores[0].name == "snitt"


def test_every_score_of_the_codebook_is_one_that_this_file_knows() -> None:
    assert [(score.name, [item.variable for item in score.items]) for score in BOOK.scores] == list(OF.items())
    assert not any(score.over_list for score in BOOK.scores)
