"""What a figure must not show or give back by its lengths."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from analysis import figures
from analysis.comparing.persons import ChangeGroup, CumulativeStep, ScoreFlow
from analysis.comparing.values import TransitionTable
from analysis.disclosure.leaving import UnprotectedError
from analysis.figures import style
from analysis.figures.countymaps import County, CountyMap
from analysis.figures.funnels import Funnel, Unit
from analysis.figures.scales import sides_of
from tests.analysis.drawings import bars, drawn, falling, filled, plain, strokes, words
from tests.analysis.figure_samples import COUNTED, TODAY
from tests.analysis.made import comparison, distribution, plan, question, score

STEPS = ((-2.4, 5), (0.5, 51), (3.1, 97))
SCORED = score(
    cumulative=tuple(CumulativeStep(change, persons, persons / 97) for change, persons in STEPS),
    flows=(ScoreFlow(3, 7, 50), ScoreFlow(5, 7, 30), ScoreFlow(5, 3, 6)),
)
MOVED = TransitionTable(("1", "2", "3"), ((12, 15, 9), (8, 22, 18), (None, 7, 16)))
ROWS = (question(table=MOVED), plan((101, 248), (224, 356), (80, 20, 66, 65)))
DRAWINGS: dict[str, tuple[Callable[..., figures.Figure | None], object]] = {
    "changes_forest": (figures.changes_forest, ROWS[1:]),
    "cumulative_change": (figures.cumulative_change, SCORED),
    "diverging_bars": (figures.diverging_bars, ROWS),
    "mean_dumbbells": (figures.mean_dumbbells, ROWS),
    "score_flows": (figures.score_flows, SCORED),
    "share_dumbbells": (figures.share_dumbbells, ROWS),
    "transition_map": (figures.transition_map, ROWS[0]),
    "waterfall": (figures.waterfall, SCORED),
}
"""Every public drawing of a comparison, with what it draws."""
OF_TRENDS = {"trend_slopes"}


def test_every_public_drawing_is_attacked_here() -> None:
    assert {*DRAWINGS, *OF_TRENDS, *COUNTED} == {
        each for each in figures.__all__ if not isinstance(getattr(figures, each), type)
    }


@pytest.mark.parametrize("name", DRAWINGS)
def test_no_drawing_takes_what_nobody_has_protected(name: str) -> None:
    draw, results = DRAWINGS[name]
    whole = comparison(*ROWS, scores=(SCORED,))

    assert draw(results, whole) is not None
    with pytest.raises(UnprotectedError, match=r"protect\(comparison\)"):
        draw(results, replace(whole, protected=False))


@pytest.mark.parametrize("name", DRAWINGS)
def test_no_drawing_takes_a_result_from_outside_the_protected_comparison(name: str) -> None:
    draw, results = DRAWINGS[name]

    with pytest.raises(UnprotectedError, match=r"no part of the protected comparison"):
        draw(results, comparison())


def test_one_hidden_answer_alone_is_never_drawn_because_the_rest_would_tell_it() -> None:
    hidden = distribution({"1": None, "2": 60, "3": 40}, valid=103)

    figure = bars(question(baseline=hidden, followup=hidden))

    assert figure is None


def test_few_persons_in_all_hidden_answers_are_not_drawn_either() -> None:
    hidden = distribution({"1": None, "2": None, "3": 96}, valid=100)

    figure = drawn(bars(question(baseline=hidden)))

    assert "Vises ikke, for å verne enkeltpersoner." in words(figure)
    assert len(filled(figure, sides_of(question()).colours["3"])) == 2  # the key and the other round


def test_hidden_answers_are_one_hatched_part_that_tells_their_sum_alone() -> None:
    first = distribution({"1": None, "2": 60, "3": None}, valid=100)

    figure = drawn(bars(question(baseline=first)))

    hatched = strokes(figure, style.HIDDEN)
    outlines = [path for path in hatched if path.count("M") == 1]
    xs = [float(x) for x in re.findall(r"[ML] ([\d.]+) ", outlines[1])]
    neutral = filled(figure, style.NEUTRAL)[1]
    assert "Skjult (færre enn 5)" not in figure.note
    assert (max(xs) - min(xs)) / neutral == pytest.approx(40 / 60, rel=1e-3)
    assert "2017: I noen grad 60 %." in plain(figure.alt)


def test_a_figure_of_hidden_answers_does_not_depend_on_them() -> None:
    counts: dict[str, int | None] = {"1": 50, "2": 40, "3": None, "4": None}
    labels = {"1": "a", "2": "b", "3": "c", "4": "d"}
    shown = distribution(counts, labels, valid=97, valued=False)

    figure = drawn(bars(question(baseline=shown, followup=shown, level="nominal", judged=None, estimates=())))

    # 3 + 4 and 4 + 3 persons look the same; and neither 3 nor 4 percent of 97 is written or drawn.
    assert not {"3", "4", "3 %", "4 %"} & set(words(figure))
    for colour in sides_of(question(baseline=shown, followup=shown, level="nominal")).colours.values():
        assert not [wide for wide in filled(figure, colour)[1:] if wide < 20]


def test_hidden_missing_answers_are_not_drawn() -> None:
    first = distribution({"1": 40, "2": 35, "3": 25}, missing=None, not_answered=5)

    figure = drawn(bars(question(baseline=first)))

    assert "skjult" in words(figure)
    assert len(filled(figure, style.MISSING)) == 0


def test_a_waterfall_of_fewer_than_five_persons_a_bar_is_never_drawn() -> None:
    lone = score(waterfall=(ChangeGroup(-3.0, 4), ChangeGroup(1.0, 50)))

    assert falling(lone) is None


def test_hidden_counts_of_responders_stand_nowhere_in_a_waterfall() -> None:
    first = score().responders[0]
    none = replace(first.worse, count=None, value=None, low=None, high=None, suppressed=True)
    figure = drawn(falling(score(responders=(replace(first, worse=none),))))

    assert "Verre: skjult" in words(figure)
    assert "6 %" not in plain(figure.svg)


def test_a_step_of_fewer_than_five_persons_is_never_drawn() -> None:
    lone = score(cumulative=(CumulativeStep(-3.0, 50, 50 / 54), CumulativeStep(1.0, 54, 1.0)))

    assert figures.cumulative_change(lone, comparison(scores=(lone,))) is None


def test_a_hidden_transition_is_hatched_and_stands_nowhere() -> None:
    moved = question(table=MOVED)

    figure = drawn(figures.transition_map(moved, comparison(moved)))

    assert sorted(each for each in words(figure) if each.isdigit() and len(each) < 4) == sorted(
        ["12", "15", "9", "8", "22", "18", "7", "16"]
    )
    assert figure.missing == "1 av 9 ruter er skjult (skravert)"
    assert [row[1] for row in figure.table.rows] == ["12", "8", "skjult"]


@pytest.mark.parametrize(("count", "of"), [(3, 40), (38, 40), (2, 4), (None, 40)])
def test_a_unit_with_few_persons_on_either_side_stands_nowhere_in_a_funnel(count: int | None, of: int) -> None:
    units = (Unit("Stor", 60, 100), Unit("Mellom", 20, 50), Unit("Liten", count, of))

    figure = drawn(figures.funnel(Funnel("Koordinator", units)))

    assert "Liten" not in figure.alt + figure.svg
    assert figure.table.rows[2] == ("Liten", "skjult", "skjult", "–", "–")
    assert "80 av 150" not in figure.alt
    assert plain(figure.alt).count("53 %") == 1  # 80 of the 150 that are shown


def test_a_small_county_is_hatched_when_persons_answered() -> None:
    told = CountyMap("Fornøyd", TODAY, (County("42", 0.8, 40), County("46", 0.75, 4)), unit="person", small=5)

    figure = drawn(figures.county_tiles(told))

    assert not {"75 %", "n = 4"} & set(words(figure))
    assert "75" not in figure.alt
    assert {row[0]: plain(row[1]) for row in figure.table.rows} == {"Agder": "80 %", "Vestland": "skjult"}


@pytest.mark.parametrize(
    "flows", [(ScoreFlow(3, 7, 90), ScoreFlow(5, 7, 4)), (ScoreFlow(3, 7, 90), ScoreFlow(5, 7, 5)), ()]
)
def test_a_flow_of_few_persons_and_a_small_rest_are_never_drawn(flows: tuple[ScoreFlow, ...]) -> None:
    # Of the 97, 3 and 2 would be told of by what is left.
    few = score(flows=flows)

    assert figures.score_flows(few, comparison(scores=(few,))) is None


def test_flows_tell_how_many_are_in_small_groups() -> None:
    figure = drawn(figures.score_flows(SCORED, comparison(scores=(SCORED,))))

    assert figure.missing == "11 personer i små grupper vises ikke"
    assert figure.title == "Snittet gikk fra 3,8 til 5,8 poeng"
    assert figure.table.rows == (("2–4", "6–8", "50"), ("4–6", "6–8", "30"), ("4–6", "2–4", "6"))
