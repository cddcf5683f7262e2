"""Three or more rounds of a questionnaire, linked and not, against scipy, statsmodels and plain counting."""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from click.testing import CliRunner, Result
from pydantic import ValidationError
from scipy.stats import friedmanchisquare
from statsmodels.stats.contingency_tables import cochrans_q

from analysis.cli_trend import trend_rounds
from analysis.comparing.compare import DifferentQuestionnairesError
from analysis.comparing.values import Caution, Test
from analysis.disclosure.leaving import UnprotectedError
from analysis.files.rounds import Round, RoundInfo
from analysis.linking.pairing import DuplicateKeysError, PairingError
from analysis.trends.trend import TooFewRoundsError, trend
from analysis.trends.trendprotection import protect_trend
from analysis.trends.trendresults import RoundMerger, SeriesResult, Trend, trend_from_json, trend_to_json
from questionnaires.codebook import Codebook
from questionnaires.library import paths
from tests.analysis.made import shipped, written

YAML = """
id: formen
title: {nb: Formen}
languages: [nb]
unit: %s
about: {nb: Om formen.}
scales:
  grad: {better: higher, choices: {1: {nb: Dårlig}, 2: {nb: Middels}, 3: {nb: God}}}
pages:
  - id: side
    title: {nb: Side}
    questions:
      - {id: formen, type: grade, scale: grad, text: {nb: Hvordan er formen?}}
      - {id: tur, type: choice, choices: {yes: {nb: Ja}, no: {nb: Nei}}, text: {nb: Går du tur?},
         indicator: {codes: [yes], label: {nb: går tur}, better: higher}}
"""
BOOK = written(YAML % "measure")
PERSONS = written(YAML % "person")
LABELS = ("høst", "vår", "sommer", "vinter")

Answer = tuple[str, str | None, str | None]


def rounds(*answers: Sequence[Answer], dated: bool = False) -> list[Round]:
    """A round for each list of (id, formen, tur)."""
    schema = {"id": pl.String, "formen": pl.String, "tur": pl.String}
    return [
        Round(
            RoundInfo(label, dt.date(2020 + 2 * place, 1, 1) if dated else None),
            pl.DataFrame(list(rows), schema, orient="row"),
        )
        for place, (label, rows) in enumerate(zip(LABELS, answers, strict=False))
    ]


def drawn(seed: int, persons: int = 40, times: int = 3, gaps: float = 0.0) -> list[list[Answer]]:
    chance = random.Random(seed)

    def answer(time: int, codes: Sequence[str]) -> str | None:
        place = min(len(codes) - 1, int(chance.random() * len(codes) + 0.2 * time))
        return None if chance.random() < gaps else codes[place]

    return [
        [(f"{person}", answer(time, "123"), answer(time, ("no", "yes"))) for person in range(persons)]
        for time in range(times)
    ]


def series(found: Trend, name: str) -> SeriesResult:
    return next(each for each in found.questions if each.name == name)


def the_test(found: SeriesResult, name: str) -> Test:
    return next(each for each in found.tests if each.name == name)


def matrix(answers: list[list[Answer]], column: int, codes: dict[str, int]) -> list[list[int]]:
    """Units by rounds, of those who answered every time."""
    table = [[rows[unit][column] for rows in answers] for unit in range(len(answers[0]))]
    return [[codes[cell] for cell in row if cell] for row in table if None not in row]


def test_linked_rounds_are_tested_over_those_who_answered_every_time() -> None:
    answers = drawn(1, gaps=0.1)
    found = trend(rounds(*answers), BOOK, pair_by="id")
    formen, tur = series(found, "formen"), series(found, "tur")
    scale = matrix(answers, 1, {"1": 1, "2": 2, "3": 3})
    yes = matrix(answers, 2, {"no": 0, "yes": 1})
    expected = friedmanchisquare(*np.array(scale).T)
    assert (formen.panel, tur.panel) == (len(scale), len(yes))
    assert the_test(formen, "friedman").p == pytest.approx(expected.pvalue)
    assert the_test(tur, "cochran_q").p == pytest.approx(cochrans_q(np.array(yes)).pvalue)
    assert {each.name for each in (*formen.tests, *tur.tests)} == {"friedman", "page_trend", "cochran_q"}
    assert {each.name for each in formen.estimates} == {"kendall_w", "trend_correlation"}


def test_each_round_has_the_share_of_all_and_of_the_panel() -> None:
    answers = drawn(2, gaps=0.2)
    found = series(trend(rounds(*answers), BOOK, pair_by="id"), "tur")
    panel = np.array(matrix(answers, 2, {"no": 0, "yes": 1}))
    for place, point in enumerate(found.points):
        given = [row[2] for row in answers[place] if row[2]]
        assert point.valid == len(given)
        assert point.share is not None
        assert point.panel_share is not None
        assert (point.share.count, point.share.of) == (given.count("yes"), len(given))
        assert (point.panel_share.count, point.panel_share.of) == (panel[:, place].sum(), len(panel))
    some = sum(any(rows[unit][2] for rows in answers) for unit in range(40))
    assert Caution("incomplete_panel", some - len(panel), some) in found.cautions


def test_rounds_of_different_persons_are_tested_as_such() -> None:
    answers = drawn(3)
    found = trend(rounds(*answers), BOOK)
    formen, tur = series(found, "formen"), series(found, "tur")
    assert (found.by, found.in_all, formen.panel, tur.paired) == (None, None, None, False)
    assert [each.name for each in tur.tests] == ["cochran_armitage"]
    assert [each.name for each in formen.tests] == ["linear_trend"]
    assert found.cautions == (Caution("unlinked"),)
    # N - 1 times the squared correlation of answer and round.
    values = [(int(row[1]), time) for time, rows in enumerate(answers) for row in rows if row[1]]
    r = np.corrcoef(np.array(values).T)[0, 1]
    assert formen.tests[0].statistic == pytest.approx((len(values) - 1) * r**2)


def test_the_slope_is_per_year_when_the_rounds_are_dated() -> None:
    plain, dated = (series(trend(rounds(*drawn(4), dated=which), BOOK), "tur").estimates[0] for which in (False, True))
    assert plain.method.endswith("per round")
    assert dated.method.endswith("per year")
    # The rounds are two years apart, but for a leap day.
    assert (dated.value or 0) * 2 == pytest.approx(plain.value, rel=2e-3)


def test_models_use_those_with_gaps_when_they_are_asked_for() -> None:
    answers = rounds(*drawn(5, gaps=0.2))
    assert series(trend(answers, BOOK, pair_by="id"), "formen").models == ()
    found = trend(answers, BOOK, pair_by="id", models=True)
    (mixed,), (equations,) = series(found, "formen").models, series(found, "tur").models
    assert (mixed.name, mixed.converged, equations.name, equations.converged) == ("mixed_model", True, "gee", True)
    assert mixed.answers > 3 * (series(found, "formen").panel or 0)


def test_a_round_that_did_not_ask_is_left_out_of_the_panel_and_the_tests() -> None:
    first, *others = rounds(*drawn(6, times=4))
    found = series(trend([Round(first.info, first.data.drop("tur")), *others], BOOK, pair_by="id"), "tur")
    assert [point.asked for point in found.points] == [False, True, True, True]
    assert found.points[0].share is None
    assert (found.panel, the_test(found, "cochran_q").df) == (40, 2)


def test_nobody_in_every_round_gives_no_test() -> None:
    first, second, third = drawn(7)
    apart = [[(f"{name}{time}", *rest) for name, *rest in rows] for time, rows in enumerate((first, second, third))]
    found = series(trend(rounds(*apart), BOOK, pair_by="id", models=True), "tur")  # type: ignore[arg-type]
    assert (found.panel, found.tests, found.models) == (0, (), ())


def test_all_missing_gives_no_numbers() -> None:
    empty: list[Answer] = [(f"{n}", None, None) for n in range(5)]
    for by in ("id", None):
        found = series(trend(rounds(empty, empty, empty), BOOK, pair_by=by), "formen")
        assert (found.tests, found.estimates, found.points[0].summary, found.points[0].valid) == ((), (), None, 0)


def test_the_same_answer_from_all_has_p_1_and_says_that_nobody_changed() -> None:
    still: list[Answer] = [(f"{n}", "2", "yes") for n in range(9)]
    found = series(trend(rounds(still, still, still), BOOK, pair_by="id"), "formen")
    assert [each.p for each in found.tests] == [1.0, 1.0]
    assert Caution("no_change") in found.cautions


def test_the_order_of_rows_does_not_matter() -> None:
    answers = drawn(8, gaps=0.1)
    shuffled = [random.Random(time).sample(rows, len(rows)) for time, rows in enumerate(answers)]
    plain, other = (trend(rounds(*each), BOOK, pair_by="id", models=True) for each in (answers, shuffled))
    assert plain.questions == other.questions


def test_older_versions_are_brought_forward() -> None:
    older = written(YAML.replace("yes: {nb: Ja}", "ja: {nb: Ja}").replace("codes: [yes]", "codes: [ja]") % "measure")
    newer = written(YAML.replace("choices: {yes", "maps: {ja: yes}, choices: {yes") % "measure")
    answers = drawn(9)
    plain = trend(rounds(*answers), BOOK, pair_by="id")
    first = [(name, formen, "ja" if tur == "yes" else tur) for name, formen, tur in answers[0]]
    found = trend(rounds(first, *answers[1:]), newer, pair_by="id", versions=[older, newer, newer])
    assert series(found, "tur").tests == series(plain, "tur").tests


def test_municipalities_are_followed_through_the_register() -> None:
    book = shipped(paths()["kommuneundersokelsen"])
    key = next(each.name for each in book.variables if each.level == "key")
    yes_no = next(each for each in book.variables if each.indicator and each.level == "nominal")
    codes = [code.code for code in yes_no.codes]
    # Oslo kept its number, Bergen (1201) has become 4601, Søgne (1018) is part of Kristiansand.
    numbers = (["0301", "1201", "1018"], ["0301", "4601"], ["0301", "4601", "4204"])
    dates = (dt.date(2017, 1, 1), dt.date(2020, 6, 1), dt.date(2025, 1, 1))
    made = [
        Round(RoundInfo(str(date.year), date), pl.DataFrame({key: nrs, yes_no.name: [codes[0]] * len(nrs)}))
        for nrs, date in zip(numbers, dates, strict=True)
    ]
    found = trend(made, book)
    assert (found.by, found.in_all) == ("municipality", 2)
    assert series(found, yes_no.name).panel == 2
    # Songdalen and the old Kristiansand have not answered.
    assert Caution("merged_left_out", 1, 1) in series(found, yes_no.name).cautions
    assert series(found, yes_no.name).mergers == (RoundMerger("2017", 0, 0, 0, 1, 0, 0, 0),)
    with pytest.raises(PairingError, match="order of time"):
        trend(made[::-1], book)
    with pytest.raises(PairingError, match="Leave out --pair-by"):
        trend(made, book, pair_by="id")
    with pytest.raises(PairingError, match="denominator_date"):
        trend([Round(RoundInfo("uten"), each.data) for each in made], book)


def test_two_rounds_and_other_questionnaires_are_refused() -> None:
    answers = rounds(*drawn(1))
    with pytest.raises(TooFewRoundsError, match="compare"):
        trend(answers[:2], BOOK)
    other = BOOK.model_copy(update={"id": "noe_annet"})
    for versions in ([BOOK, BOOK], [other, BOOK, BOOK]):
        with pytest.raises(DifferentQuestionnairesError, match="each of the 3 rounds"):
            trend(answers, BOOK, versions=versions)


def test_a_key_that_stands_twice_or_is_not_there_is_refused() -> None:
    answers = drawn(1)
    with pytest.raises(DuplicateKeysError, match="rows 2, 42"):
        trend(rounds([*answers[0], answers[0][0]], *answers[1:]), BOOK, pair_by="id")
    with pytest.raises(PairingError, match="no column 'navn'"):
        trend(rounds(*answers), BOOK, pair_by="navn")


def said(yes: Sequence[int], of: int, book: Codebook = PERSONS, by: str | None = "id") -> SeriesResult:
    """So many of so many said yes in each round."""
    answers = [[(f"{n}", "2", "yes" if n < many else "no") for n in range(of)] for many in yes]
    return series(protect_trend(trend(rounds(*answers), book, pair_by=by)), "tur")


@pytest.mark.parametrize(
    ("yes", "of", "hidden"), [((10, 12, 15), 20, False), ((10, 12, 17), 20, True), ((3, 8, 10), 20, True)]
)
def test_a_question_that_tells_of_fewer_than_five_persons_keeps_no_number(
    yes: tuple[int, ...], of: int, hidden: bool
) -> None:
    found = said(yes, of)
    assert found.suppressed is hidden
    assert (found.panel is None) is hidden
    numbers = [point.share.value for point in found.points if point.share]
    numbers += [test.p for test in found.tests] + [point.valid for point in found.points]
    assert all((number is None) is hidden for number in numbers)


def test_what_public_bodies_say_is_not_hidden() -> None:
    assert not said((3, 8, 17), 20, BOOK).suppressed


@pytest.mark.parametrize(("many", "hidden"), [(4, True), (5, False)])
def test_a_few_municipalities_counts_of_persons_are_hidden(many: int, hidden: bool) -> None:
    first = "      - {id: formen,"
    count = "      - {id: antall, type: count, small_cell: 10, text: {nb: Hvor mange?}}"
    book = written((YAML % "measure").replace(first, f"{count}\n{first}"))
    numbers = [f"{number}" for number in range(many)]
    made = [Round(RoundInfo(label), pl.DataFrame({"id": numbers, "antall": numbers})) for label in LABELS]
    found = series(protect_trend(trend(made, book, pair_by="id")), "antall")
    assert found.suppressed is hidden
    assert all((point.summary is None or point.summary.mean is None) is hidden for point in found.points)


def test_who_missed_a_round_is_not_told_by_the_panel() -> None:
    whole: list[Answer] = [(f"{n}", "2", "yes" if n % 2 else "no") for n in range(30)]
    missed = [whole, whole, whole[:-1]]
    found = protect_trend(trend(rounds(*missed), PERSONS, pair_by="id"))
    assert series(found, "tur").suppressed


def test_json_tells_all_once_it_is_protected() -> None:
    found = trend(rounds(*drawn(1)), PERSONS, pair_by="id")
    with pytest.raises(UnprotectedError):
        trend_to_json(found)
    safe = protect_trend(found)
    assert trend_from_json(trend_to_json(safe)) == safe == protect_trend(safe)
    with pytest.raises(ValidationError):
        trend_from_json("{}")
    assert replace(safe, protected=False) != safe


@pytest.mark.parametrize("name", sorted(paths()))
def test_every_shipped_questionnaire_can_be_followed(name: str) -> None:
    book, chance = shipped(paths()[name]), random.Random(1)
    columns = [each for each in book.variables if each.codes and each.level != "key"]
    made = []
    for label in LABELS:
        cells = {each.name: [chance.choice(each.codes).code for _ in range(20)] for each in columns}
        made.append(Round(RoundInfo(label), pl.DataFrame(cells)))
    # Municipalities have no key here, as in a file that was made anonymous.
    safe = protect_trend(trend(made, book.model_copy(update={"unit": "person"})))
    assert trend_from_json(trend_to_json(safe)) == safe
    followed = {each.name for each in safe.questions if each.points[0].asked}
    assert followed == {each.name for each in columns if each.name in {found.name for found in safe.questions}}
    assert followed or name == "psfs"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "codebook.json").write_text(BOOK.model_dump_json(), "utf-8")
    for name, rows in zip("abc", drawn(1), strict=True):
        lines = ["id,formen,tur", *(",".join(cell or "" for cell in row) for row in rows)]
        (tmp_path / f"{name}.csv").write_text("\n".join(lines), "utf-8")
    return tmp_path


def run(folder: Path, files: str, *options: str) -> Result:
    paths_ = [str(folder / f"{name}.csv") for name in files]
    return CliRunner().invoke(trend_rounds, [*paths_, "--codebook", str(folder / "codebook.json"), *options])


def test_the_command_prints_a_line_for_each_question_and_writes_json(folder: Path) -> None:
    result = run(folder, "abc", "--pair-by", "id", "--json", str(folder / "out.json"))
    assert (result.exit_code, result.stderr) == (0, "")
    written_ = trend_from_json((folder / "out.json").read_bytes())
    assert result.stdout.splitlines()[:4] == [*(f"{name}: 40 respondents" for name in "abc"), "in all rounds: 40"]
    line = next(each for each in result.stdout.splitlines() if each.startswith("tur "))
    assert f"cochran_q p = {the_test(series(written_, 'tur'), 'cochran_q').p:.3g}" in line


def test_without_a_key_the_command_says_that_nothing_is_linked(folder: Path) -> None:
    for name in "abc":
        rows = (folder / f"{name}.csv").read_text("utf-8").splitlines()
        (folder / f"{name}.csv").write_text("\n".join(row.split(",", 1)[1] for row in rows), "utf-8")
    result = run(folder, "abc")
    assert result.exit_code == 0
    assert "the rounds are not linked" in result.stdout


@pytest.mark.parametrize(
    ("files", "options", "words"), [("ab", ("--pair-by", "id"), "at least 3 rounds"), ("abc", (), "--pair-by")]
)
def test_the_command_refuses_with_what_to_do(folder: Path, files: str, options: tuple[str, ...], words: str) -> None:
    result = run(folder, files, *options)
    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr


def test_how_few_persons_changed_their_answer_is_not_told() -> None:
    # Three of forty go for a walk in the last round alone: every share leaves five or more on both sides.
    answers: list[list[Answer]] = [
        [(str(n), "2", "yes" if n < 10 or (time == 2 and n < 13) else "no") for n in range(40)] for time in range(3)
    ]
    found = series(trend(rounds(*answers), PERSONS, pair_by="id"), "tur")
    assert Caution("few_moved", 3) in found.cautions
    shown = series(protect_trend(trend(rounds(*answers), PERSONS, pair_by="id")), "tur")
    assert shown.suppressed
    assert all(test.p is None for test in shown.tests)
    assert "few_moved" not in {caution.code for caution in shown.cautions}
