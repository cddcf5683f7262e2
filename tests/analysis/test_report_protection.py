"""What a report must not show, in words, tables or drawings."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.comparing.compare import compare
from analysis.comparing.results import Comparison, ItemResult, to_json
from analysis.disclosure.comparisons import protect
from analysis.disclosure.leaving import UnprotectedError
from analysis.reports import render, write_report
from questionnaires.library import paths
from tests.analysis.made import random_comparison, rounds, shipped, written
from tests.analysis.pages import FEELING, Page

PLACES = st.lists(st.sampled_from(["by", "bygd", "oy", "fjell"]), min_size=1, max_size=40)


def feeling(first: list[str], second: list[str]) -> Comparison:
    """Two linked rounds of where people live; nobody says how they are."""
    book = written(FEELING)
    answers = [[{"id": str(n), "sted": code} for n, code in enumerate(codes)] for codes in (first, second)]
    return protect(compare(*rounds(book, *answers), book, pair_by="id"))


@pytest.mark.parametrize(
    "write",
    [render, to_json, lambda found: write_report(found, Path("never"))],
    ids=["page", "results", "file"],
)
def test_no_writer_takes_what_nobody_has_protected(write: Callable[[Comparison], object]) -> None:
    found = random_comparison(written(FEELING), 12)

    assert not found.protected
    with pytest.raises(UnprotectedError, match=r"protect\(comparison\)"):
        write(found)


def counts(page: Page) -> list[str]:
    """The counts in the table of where all live, which has rows for the rounds and a column per answer."""
    return [cell for row in page.rows if row[0] in {"2017", "2020"} and len(row) == 7 for cell in row[1:5]]


@settings(max_examples=25, deadline=None)
@given(PLACES, PLACES)
def test_a_count_of_one_to_four_persons_is_shown_nowhere(first: list[str], second: list[str]) -> None:
    html = render(feeling(first, second))

    counted = counts(Page(html))
    assert counted
    assert not [cell for cell in counted if re.match(r"[1-4]\b", cell)]
    for answers in (first, second):
        small = {
            round(100 * answers.count(code) / len(answers)) for code in set(answers) if 0 < answers.count(code) < 5
        }
        large = {round(100 * answers.count(code) / len(answers)) for code in set(answers) if answers.count(code) >= 5}
        told = {int(share) for share in re.findall(r">(\d+)</text>", html)}
        other = second if answers is first else first
        by_chance = {round(100 * other.count(code) / len(other)) for code in set(other)} | {len(first), len(second)}
        assert not (small - large - by_chance) & told


def test_hidden_answers_leave_no_trace_in_the_report() -> None:
    # Three on the island and two on the mountain, or the other way round: nobody must be able to tell.
    one = ["by"] * 40 + ["bygd"] * 30 + ["oy"] * 3 + ["fjell"] * 2
    other = ["by"] * 40 + ["bygd"] * 30 + ["oy"] * 2 + ["fjell"] * 3

    reports = [re.sub(r"[0-9a-f]{64}", "", render(feeling(codes, one[:70]))) for codes in (one, other)]

    assert reports[0] == reports[1]
    assert "skjult" in reports[0]


def test_a_lone_person_who_got_worse_is_shown_nowhere() -> None:
    book = shipped(paths()["psfs"])
    gains = [3] * 40 + [1] * 29 + [-4]
    first = [{"id": str(n), "klarer.1": "5"} for n in range(70)]
    second = [{"id": str(n), "klarer.1": str(5 + gain)} for n, gain in enumerate(gains)]

    page = Page(render(protect(compare(*rounds(book, first, second), book, pair_by="id"))))

    thresholds = next(row for row in page.rows if row[:1] == ["standard"])
    assert thresholds[-1] == "skjult"
    assert "skjult" in thresholds[3:5]
    assert "Verre: skjult" in page.text
    assert "-4" not in page.text
    assert "−4" not in page.text


def test_numbers_that_protection_took_out_cannot_come_back_by_another_field() -> None:
    """Every field beside a hidden number holds a sentinel that must not surface."""
    found = protect(random_comparison(written(FEELING), 14))
    planted = replace(found, questions=tuple(_planted(each) for each in found.questions))

    html = render(planted).replace("\u202f", "").replace("\u00a0", "")

    assert "987654" not in html


def _planted(result: ItemResult) -> ItemResult:
    gained = replace(result.indicator, gained=987654, lost=987654) if result.indicator else None
    table = replace(result.table, counts=((987654,),)) if result.table else None
    return replace(result, indicator=gained, table=table)
