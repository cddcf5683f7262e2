"""Milestones keep their room on the line of time, however long ago they were."""

import datetime as dt

from analysis.figures import Figure, milestone_line
from analysis.figures.milestones import LEFT, RIGHT, Milestone, Milestones
from tests.analysis.drawings import SVG, drawn, tree, words

DUE = [dt.date(2018, month, 1) for month in (1, 4, 7, 10)]


def seen(on: dt.date) -> Figure:
    return drawn(milestone_line(Milestones(on, tuple(Milestone("M", day, "planned") for day in DUE))))


def span(figure: Figure) -> float:
    """The part of the line that lies between the first and the last milestone."""
    marks = [each.attrib["d"] for each in tree(figure).iter(f"{SVG}path") if "fill: #ffffff" in each.attrib["style"]]
    places = [float(each.split()[1]) for each in marks]
    return (max(places) - min(places)) / (RIGHT - LEFT)


def test_milestones_of_long_ago_take_most_of_the_line_and_the_year_of_today_is_told() -> None:
    figure = seen(dt.date(2026, 11, 28))
    assert span(figure) > 0.85
    assert "i dag (2026)" in words(figure)


def test_milestones_that_are_far_ahead_do_too() -> None:
    figure = seen(dt.date(2009, 1, 1))
    assert span(figure) > 0.85
    assert "i dag (2009)" in words(figure)


def test_today_stands_in_its_place_where_it_is_near() -> None:
    figure = seen(dt.date(2018, 11, 1))
    assert "i dag" in words(figure)
    assert 0.85 < span(figure) < 0.95
