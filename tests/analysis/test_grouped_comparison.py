"""The comparison within groups: against each group alone, and nothing recoverable from the groups and the whole."""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from analysis.cli import main
from analysis.comparing.compare import compare
from analysis.comparing.groups import GroupResult
from analysis.comparing.results import Comparison, ItemResult, from_json, to_json
from analysis.comparing.values import Estimate
from analysis.disclosure.auditing import audit
from analysis.disclosure.comparisons import protect
from analysis.disclosure.statements import Secret, Statement
from analysis.files.rounds import Round, RoundInfo
from analysis.reducing.grouped import GroupsError
from analysis.reports.build import build
from analysis.reports.material import Material
from tests.analysis.made import DATES
from tests.analysis.service import BOOK, about
from tests.analysis.test_municipalities import BOOK as SERVICES
from tests.analysis.test_municipalities import FORMER, KRISTIANSAND

Rows = Sequence[Mapping[str, str | None]]


def round_of(label: str, rows: Rows) -> Round:
    columns = ["id", "sted", "plan", "timer", "nytte"]
    table = [[row.get(name) for name in columns] for row in rows]
    return Round(RoundInfo(label), pl.DataFrame(table, dict.fromkeys(columns, pl.String), orient="row"))


def person(place: int, where: str | None, plan: str | None, **more: str) -> dict[str, str | None]:
    return {"id": str(place), "sted": where, "plan": plan, **more}


def random_rounds(seed: int, persons: int = 90) -> tuple[Round, Round]:
    """Persons in four places, some of whom answered once and some of whom moved."""
    chance = random.Random(seed)

    def answered(place: int) -> dict[str, str | None]:
        where = chance.choice(["by", "by", "by", "bygd", "bygd", "fjell", None])
        plan, grade = chance.choice(["yes", "no", "dont_know"]), chance.choice(["1", "2", "3"])
        return person(place, where, plan, timer=str(chance.randint(0, 9)), nytte=grade)

    tables = [[answered(place) for place in part] for part in (range(persons), range(10, persons + 10))]
    return round_of("start", tables[0]), round_of("slutt", tables[1])


def groups(question: ItemResult) -> dict[str | None, GroupResult]:
    return {each.group: each for each in question.groups}


def about_mean(question: ItemResult) -> Estimate:
    return next(each for each in question.estimates if each.name == "mean_change")


@pytest.mark.parametrize("key", ["id", None])
@pytest.mark.parametrize("name", ["plan", "timer", "nytte"])
def test_a_group_says_what_its_own_comparison_says(name: str, key: str | None) -> None:
    first, second = random_rounds(3)
    found = groups(about(compare(first, second, BOOK, pair_by=key, by="sted"), name))
    moved = dict(zip(second.data["id"].to_list(), second.data["sted"].to_list(), strict=True)) if key else {}
    at = [moved.get(each, own) for each, own in zip(first.data["id"], first.data["sted"], strict=True)]

    assert list(found) == ["by", "bygd", "fjell", None]
    for label, told in found.items():
        parts = (
            Round(first.info, first.data.filter(pl.Series([each == label for each in at]))),
            Round(second.info, second.data.filter(pl.col("sted").eq_missing(pl.lit(label)))),
        )
        alone = about(compare(*parts, BOOK, pair_by=key), name)
        expected = alone.indicator.change if alone.indicator else about_mean(alone)
        assert (told.change, told.verdict, told.reason) == (expected, alone.verdict, alone.reason)
        end = alone.baseline.summary if alone.baseline else None
        value = alone.indicator.baseline.value if alone.indicator and alone.indicator.baseline else end and end.mean
        assert told.baseline is not None
        assert told.baseline.value == value


def test_without_groups_nothing_else_changes() -> None:
    plain, found = (
        compare(*random_rounds(1), BOOK, pair_by="id"),
        compare(*random_rounds(1), BOOK, pair_by="id", by="sted"),
    )

    assert plain.grouped_by is None
    assert all(question.groups == () for question in plain.questions)
    assert [each.estimates for each in plain.questions] == [each.estimates for each in found.questions]


def block(where: str, plan: tuple[str, str], n: int, start: int) -> tuple[Rows, Rows]:
    """So many persons in one place who answered this in the one round and that in the other."""
    first, second = ([person(start + each, where, answer) for each in range(n)] for answer in plan)
    return first, second


def made(*blocks: tuple[str, tuple[str, str], int]) -> Comparison:
    first: list[Mapping[str, str | None]] = []
    second: list[Mapping[str, str | None]] = []
    for where, plan, n in blocks:
        one, other = block(where, plan, n, len(first))
        first += one
        second += other
    return compare(round_of("start", first), round_of("slutt", second), BOOK, pair_by="id", by="sted")


WAYS = (("yes", "yes"), ("yes", "no"), ("no", "yes"), ("no", "no"))


def place(where: str, *counts: int) -> list[tuple[str, tuple[str, str], int]]:
    return [(where, way, count) for way, count in zip(WAYS, counts, strict=True)]


def shown(comparison: Comparison) -> set[str | None]:
    return {each.group for each in about(protect(comparison), "plan").groups if not each.suppressed}


def test_groups_without_small_counts_are_shown() -> None:
    assert shown(made(*place("a", 6, 7, 8, 9), *place("b", 9, 0, 5, 6))) == {"a", "b"}


def test_a_small_group_takes_another_with_it_for_the_whole_would_tell_it() -> None:
    found = made(*place("a", 6, 7, 8, 9), *place("b", 9, 8, 5, 6), *place("c", 20, 20, 20, 20), *place("d", 6, 2, 6, 6))

    # d has 2 that fell outside; the smallest other group goes too.
    assert shown(found) == {"a", "c"}
    gone = groups(about(protect(found), "plan"))["d"]
    assert (gone.n_baseline, gone.pairs, gone.counts, gone.reason) == (None, None, (), "hidden")
    assert all(each is not None and each.value is None for each in (gone.baseline, gone.followup, gone.change))


def test_two_small_groups_whose_sum_is_small_take_a_third() -> None:
    found = made(*place("a", 6, 7, 8, 9), *place("c", 20, 20, 20, 20), *place("d", 6, 2, 6, 6), *place("e", 6, 2, 6, 6))

    assert shown(found) == {"c"}


def test_a_few_who_answered_as_all_others_that_are_hidden_did_take_one_that_did_not() -> None:
    """All of b and d together fell outside, so that each of d did, and how many d are is no secret."""
    found = made(*place("a", 20, 20, 20, 20), *place("b", 0, 6, 0, 0), *place("c", 9, 9, 9, 9), *place("d", 0, 2, 0, 0))

    assert shown(found) == {"a"}


def test_those_without_a_group_are_one() -> None:
    found = made(*place("a", 6, 7, 8, 9), *place("b", 9, 8, 5, 6))
    assert None not in groups(about(found, "plan"))


@pytest.mark.parametrize("seed", range(12))
def test_no_small_count_of_a_group_or_of_what_the_others_leave_can_be_worked_out(seed: int) -> None:
    chance = random.Random(seed)
    cells = [(where, way, chance.choice([0, 2, 5, 6, 9, 20])) for where in "abcdef" for way in WAYS]
    truth = {label: [n for where, _, n in cells if where == label] for label in "abcdef"}
    found = made(*cells)
    told = shown(found)
    left = [truth[label] for label in truth if label not in told]

    atoms = {(label, way): at for at, (label, way) in enumerate((label, way) for label in truth for way in range(4))}
    # Whoever attacks knows all of the whole, all of the shown groups, and how many there are in each group.
    known = [
        ({atoms[label, way]: 1.0 for label in truth}, sum(truth[label][way] for label in truth)) for way in range(4)
    ]
    known += [({atoms[label, way]: 1.0 for way in range(4)}, sum(truth[label])) for label in truth]
    known += [({atoms[label or "", way]: 1.0}, truth[label or ""][way]) for label in told for way in range(4)]
    statements = [Statement(str(of), tuple(of.items()), float(n), float(n)) for of, n in known]
    small = [(label, way) for label in truth for way in range(4) if 0 < truth[label][way] < 5]
    secrets = [Secret(str(each), ((atoms[each], 1.0),), width=1) for each in small]

    assert not secrets or audit(len(atoms), statements, secrets).safe
    for label in told:
        assert not any(0 < n < 5 for n in truth[label or ""])
    assert len(left) != 1
    assert not any(0 < sum(column) < 5 for column in zip(*left, strict=True)) or not told


def test_a_merged_municipality_is_in_its_own_group_with_its_former_parts() -> None:
    first = [{"kommune": nr, "kontor": "own", "fylke": "gammelt"} for nr in FORMER]
    second = [{"kommune": KRISTIANSAND, "kontor": "none", "fylke": "Agder"}]
    rounds = [
        Round(RoundInfo(str(date.year), date, denominator_date=date), pl.DataFrame(rows))
        for date, rows in zip(DATES, (first, second), strict=True)
    ]
    found = groups(about(protect(compare(rounds[0], rounds[1], SERVICES, by="fylke")), "kontor"))

    assert list(found) == ["Agder"]
    assert (found["Agder"].n_baseline, found["Agder"].n_followup, found["Agder"].pairs) == (3, 1, 1)


def test_what_leaves_reads_back_and_the_report_has_the_groups() -> None:
    found = protect(made(*place("a", 6, 7, 8, 9), *place("b", 9, 0, 5, 6)))

    assert from_json(to_json(found)) == found
    assert "gruppe for gruppe" in repr(build(Material.of(found)))


@pytest.mark.parametrize(("column", "says"), [("fylke", "start: there is no column 'fylke'"), ("id", "has 100 groups")])
def test_groups_that_are_none_are_refused(column: str, says: str) -> None:
    with pytest.raises(GroupsError, match=says):
        compare(*random_rounds(1), BOOK, by=column)


def test_the_command_compares_by_group(tmp_path: Path) -> None:
    (tmp_path / "book.json").write_text(BOOK.model_dump_json(), "utf-8")
    for each in random_rounds(2):
        each.data.write_csv(tmp_path / f"{each.info.label}.csv")
    told = ["--codebook", "book.json", "--pair-by", "id", "--by", "sted", "--json", "out.json", "--report", "."]
    files = [str(tmp_path / name) if "." in name else name for name in ("start.csv", "slutt.csv", *told)]
    result = CliRunner().invoke(main, ["compare", *files])

    assert (result.exit_code, result.stderr) == (0, "")
    assert from_json((tmp_path / "out.json").read_bytes()).grouped_by == "sted"
