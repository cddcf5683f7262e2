"""Municipalities that were merged and divided along the way, followed through four rounds by each question's rule."""

import datetime as dt
import random
from collections.abc import Sequence

import polars as pl
import pytest

from analysis.comparing.compare import compare
from analysis.comparing.values import Caution
from analysis.files.rounds import Round, RoundInfo
from analysis.trends.trend import trend
from analysis.trends.trendresults import RoundMerger, SeriesResult, Trend
from questionnaires.classifications import kommuner
from tests.analysis.made import written

BOOK = written("""
id: tjenester
title: {nb: Tjenester}
languages: [nb]
unit: municipality
about: {nb: Om tjenestene.}
pages:
  - id: side
    title: {nb: Side}
    questions:
      - {id: kommune, type: municipality, text: {nb: Hvilken kommune?}}
      - {id: plan, type: choice, merge: share, text: {nb: Plan?}, choices: {yes: {nb: Ja}, no: {nb: Nei}},
         indicator: {codes: ["yes"], label: {nb: har plan}}}
      - {id: plasser, type: count, to: 900, merge: sum, text: {nb: Plasser?}, missing: {no_figures: {nb: Ikke tall}}}
      - {id: annet, type: choice, merge: list, text: {nb: Annet?}, choices: {yes: {nb: Ja}, no: {nb: Nei}}}
""")

DATES = tuple(dt.date(year, 6, 1) for year in (2017, 2019, 2021, 2024))
Row = tuple[str, str | None, str | None]
"""Kommunenummer, whether there is a plan, and how many places."""


def asked(dates: Sequence[dt.date], *answers: Sequence[Row]) -> list[Round]:
    schema = {"kommune": pl.String, "plan": pl.String, "plasser": pl.String, "annet": pl.String}
    return [
        Round(
            RoundInfo(str(date.year), date, denominator_date=date),
            pl.DataFrame([(*row, "yes") for row in rows], schema, orient="row"),
        )
        for date, rows in zip(dates, answers, strict=True)
    ]


def series(found: Trend, name: str) -> SeriesResult:
    return next(each for each in found.questions if each.name == name)


def panel_of(question: SeriesResult) -> list[tuple[int | None, float | None]]:
    """In each round, how many of the panel are inside the share and what its mean is."""
    return [
        (
            point.panel_share.count if point.panel_share else None,
            point.panel_summary.mean if point.panel_summary else None,
        )
        for point in question.points
    ]


def oslo(plan: str = "no", places: str = "10") -> Row:
    return ("0301", plan, places)


def test_three_that_became_one_in_two_steps_are_one_unit_in_every_round() -> None:
    # Hof became part of Holmestrand in 2018, and Sande in 2020; since 2024 it has another number.
    found = trend(
        asked(
            DATES,
            [oslo(), ("0702", "yes", "1"), ("0713", "yes", "2"), ("0714", "yes", "3")],
            [oslo(), ("0715", "yes", "4"), ("0713", "yes", "3")],
            [oslo(), ("3802", "no", "8")],
            [oslo(), ("3903", "yes", "9")],
        ),
        BOOK,
    )

    assert found.in_all == 2
    assert (series(found, "plan").panel, series(found, "plasser").panel) == (2, 2)
    assert [count for count, _ in panel_of(series(found, "plan"))] == [1, 1, 0, 1]
    assert [mean for _, mean in panel_of(series(found, "plasser"))] == [8.0, 8.5, 9.0, 9.5]
    # The rule of the third question shows the parts and adds nothing up.
    whole, shown = RoundMerger("2017", 1, 0, 0, 0, 0, 0, 0), RoundMerger("2017", 0, 0, 1, 0, 0, 0, 0)
    assert series(found, "plan").mergers[0] == series(found, "plasser").mergers[0] == whole
    assert [each.round for each in series(found, "plan").mergers] == ["2017", "2019"]
    assert series(found, "annet").mergers[0] == shown
    assert series(found, "annet").panel == 1


def test_a_part_of_a_divided_municipality_counts_for_nothing_but_the_old_one_does() -> None:
    # Haram was in Ålesund from 2020 to 2023, and is a municipality again, with another number.
    found = trend(
        asked(
            DATES,
            [oslo(), ("1534", "yes", "1")],
            [oslo(), ("1534", "no", "2")],
            [oslo(), ("1507", "yes", "30")],
            [oslo(), ("1580", "yes", "3"), ("1508", "yes", "40")],
        ),
        BOOK,
    )

    plan = series(found, "plan")
    assert plan.panel == 1
    assert plan.mergers == (RoundMerger("2021", 0, 0, 0, 0, 0, 0, 2),)
    assert Caution("split", 2) in plan.cautions
    assert Caution("incomplete_panel", 2, 3) in plan.cautions


@pytest.mark.parametrize(
    ("parts", "plan", "places"),
    [
        ([("yes", "1"), ("no", "2"), ("yes", "3")], "not_alike", None),
        ([("yes", "1"), ("yes", "no_figures"), ("yes", "3")], None, "no_number"),
        ([("yes", "1"), ("yes", "2")], "not_all_answered", "not_all_answered"),
    ],
)
def test_why_a_merged_municipality_does_not_count_is_told(
    parts: list[tuple[str, str | None]], plan: str | None, places: str | None
) -> None:
    former = [(nr, *part) for nr, part in zip(("0702", "0713", "0714"), parts, strict=False)]
    later = [oslo(), ("3903", "yes", "9")]
    found = trend(asked((DATES[0], *DATES[2:]), [oslo(), *former], [oslo(), ("3802", "yes", "8")], later), BOOK)

    for name, reason in (("plan", plan), ("plasser", places)):
        question = series(found, name)
        (told,) = question.mergers
        reasons = {each: getattr(told, each) for each in ("not_all_answered", "not_alike", "no_number", "divided")}
        if reason is None:
            assert (told.counted, question.panel) == (1, 2)
            assert set(reasons.values()) == {0}
        else:
            assert (told.counted, question.panel) == (0, 1)
            assert reasons == {each: int(each == reason) for each in reasons}


@pytest.mark.parametrize("seed", range(8))
def test_two_rounds_of_a_trend_have_the_pairs_that_a_comparison_has(seed: int) -> None:
    chance = random.Random(seed)

    def everybody(date: dt.date) -> list[Row]:
        asked_now = chance.sample(kommuner(on=date), 300)
        return [
            (each.nr, chance.choice(("yes", "yes", "yes", "no", None)), chance.choice(("1", "2", "7", None)))
            for each in asked_now
        ]

    first, second = everybody(DATES[0]), everybody(DATES[3])
    before, after = asked((DATES[0], DATES[3]), first, second)
    compared = compare(before, after, BOOK)
    again = asked((DATES[3],), second)[0]
    found = trend([before, after, again], BOOK)

    for question in compared.questions:
        if question.name not in ("plan", "plasser"):
            continue
        followed = series(found, question.name)
        assert followed.panel is not None
        assert followed.panel >= 100
        if question.indicator is not None:
            shares = question.indicator.pairs_baseline, question.indicator.pairs_followup
            for share, point in zip(shares, followed.points, strict=False):
                assert share is not None
                assert point.panel_share is not None
                assert (share.count, share.of) == (point.panel_share.count, point.panel_share.of)
        else:
            means = question.pairs_baseline, question.pairs_followup
            for mean, point in zip(means, followed.points, strict=False):
                assert mean is not None
                assert mean == point.panel_summary


def test_the_order_of_the_rows_does_not_matter() -> None:
    chance = random.Random(3)
    rows: list[list[Row]] = [
        [(each.nr, chance.choice(("yes", "no")), str(chance.randrange(9))) for each in kommuner(on=date)]
        for date in DATES
    ]
    shuffled = [chance.sample(each, len(each)) for each in rows]
    found, other = trend(asked(DATES, *rows), BOOK), trend(asked(DATES, *shuffled), BOOK)
    assert found.questions == other.questions
    assert series(found, "plan").panel is not None
    assert sum(each.counted for each in series(found, "plasser").mergers) > 60
