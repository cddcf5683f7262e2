"""One test of each question in a trend is corrected together with its family's, against statsmodels."""

import random
from collections.abc import Sequence

import polars as pl
import pytest
from statsmodels.stats.multitest import fdrcorrection, multipletests

from analysis.files.rounds import Round, RoundInfo
from analysis.trends.trend import trend
from analysis.trends.trendfamilies import primary
from analysis.trends.trendprotection import protect_trend
from analysis.trends.trendresults import Trend, trend_from_json, trend_to_json
from tests.analysis.made import written

SHARED = "choices: {yes: {nb: Ja}, no: {nb: Nei}}, indicator: {codes: [yes], label: {nb: ja}, better: higher}"
YAML = f"""
id: formen
title: {{nb: Formen}}
languages: [nb]
unit: %s
about: {{nb: Om formen.}}
scales:
  grad: {{better: higher, choices: {{1: {{nb: Dårlig}}, 2: {{nb: Middels}}, 3: {{nb: God}}}}}}
pages:
  - id: en
    title: {{nb: En}}
    questions:
      - {{id: a, type: grade, scale: grad, text: {{nb: Hvordan er formen?}}}}
      - {{id: b, type: choice, {SHARED}, text: {{nb: Går du tur?}}}}
      - {{id: c, type: choice, {SHARED}, text: {{nb: Svømmer du?}}}}
      - {{id: taus, type: choice, {SHARED}, text: {{nb: Rir du?}}}}
  - id: to
    title: {{nb: To}}
    questions:
      - {{id: d, type: choice, {SHARED}, text: {{nb: Sover du?}}}}
      - {{id: e, type: choice, {SHARED}, text: {{nb: Spiser du?}}}}
"""
CODES = {"a": "123", "b": ("no", "yes"), "c": ("no", "yes"), "d": ("no", "yes"), "e": ("no", "yes")}
LEANS = {"a": 0.35, "b": 0.3, "c": 0.05, "d": 0.2, "e": 0.0}


def rounds(persons: int, seed: int) -> list[Round]:
    """Three rounds that lean upwards by what `LEANS` says; nobody answers the last question of the first page."""
    chance = random.Random(seed)

    def answer(name: str, time: int) -> str:
        codes: Sequence[str] = CODES[name]
        return codes[min(len(codes) - 1, int(chance.random() * len(codes) + LEANS[name] * time))]

    return [
        Round(
            RoundInfo(f"runde {time}"),
            pl.DataFrame(
                [
                    {"id": str(person), **{name: answer(name, time) for name in CODES}, "taus": None}
                    for person in range(persons)
                ],
                schema=dict.fromkeys(("id", *CODES, "taus"), pl.String),
            ),
        )
        for time in range(3)
    ]


def adjusted(found: Trend, family: str) -> tuple[list[float], list[float | None], list[float | None]]:
    """The p of a family's questions as they are, Holm's, and Benjamini and Hochberg's."""
    tests = [test for each in found.questions if each.family == family and (test := primary(each)) is not None]
    return [test.p or 0.0 for test in tests], [test.p_adjusted for test in tests], [test.p_fdr for test in tests]


def holm(ps: list[float]) -> list[float]:
    """By his definition: statsmodels collects all garbage at each correction, which took most of the time here."""
    return [max(min(1.0, q * sum(other >= q for other in ps)) for q in ps if q <= p) for p in ps]


@pytest.mark.parametrize("pair_by", ["id", None])
def test_each_page_is_a_family_of_one_test_a_question(pair_by: str | None) -> None:
    found = trend(rounds(60, 1), written(YAML % "measure"), pair_by=pair_by)
    assert [(each.name, each.questions) for each in found.families] == [("en", ("a", "b", "c")), ("to", ("d", "e"))]
    for family in ("en", "to"):
        plain, strict, exploring = adjusted(found, family)
        assert strict == pytest.approx(multipletests(plain, method="holm")[1])
        assert exploring == pytest.approx(multipletests(plain, method="fdr_bh")[1])
    names = {test.name for each in found.questions for test in each.tests if test.p_adjusted is not None}
    assert names == ({"cochran_q", "friedman"} if pair_by else {"cochran_armitage", "linear_trend"})


def test_a_question_that_nobody_answered_is_in_no_family() -> None:
    found = trend(rounds(60, 2), written(YAML % "measure"), pair_by="id")
    silent = next(each for each in found.questions if each.name == "taus")
    assert (silent.family, silent.tests) == (None, ())


def test_a_hidden_p_tells_nothing_through_those_of_its_family() -> None:
    hidden = 0
    for seed in range(20):
        found = protect_trend(trend(rounds(12, seed), written(YAML % "person"), pair_by="id"))
        for family in found.families:
            mine = [each for each in found.questions if each.name in family.questions]
            # As a reader would who takes every hidden p for 1: nothing else is in the numbers that are shown.
            plain = [1.0 if (test := primary(each)) is None or test.p is None else test.p for each in mine]
            for each, strict, exploring in zip(mine, holm(plain), fdrcorrection(plain)[1], strict=True):
                test = primary(each)
                assert test is not None
                if test.p is None:
                    hidden += 1
                    assert (test.p_adjusted, test.p_fdr) == (None, None)
                else:
                    assert [test.p_adjusted, test.p_fdr] == pytest.approx([strict, exploring])
    assert hidden > 0


def test_families_are_in_the_json() -> None:
    found = protect_trend(trend(rounds(60, 3), written(YAML % "measure"), pair_by="id"))
    assert trend_from_json(trend_to_json(found)) == found
    assert '"p_adjusted"' in trend_to_json(found)
