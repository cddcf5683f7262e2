"""A round done in another tool: compared by the command line alone and through the app, with the same numbers.

The answers are real: 1,884 persons, 75 items, two rounds (see tests/data/README.md).
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.commands import Instance, analyse

DATA = Path(__file__).parents[1] / "data"
ROUNDS = (DATA / "mood_round1.csv", DATA / "mood_round2.csv")
SURVEY = "Mood"
OWNER = "Example owner"


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compared and reported by `python -m analysis` alone."""
    folder = tmp_path_factory.mktemp("alone")
    Instance(folder).run("codebook", DATA / "mood.yaml", "-o", folder / "codebook.json")
    output = ("--json", folder / "results.json", "--report", folder / "report")
    analyse("compare", *ROUNDS, "--codebook", folder / "codebook.json", "--pair-by", "id", *output)
    return folder


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Instance:
    """The same rounds imported into the app."""
    instance = Instance(tmp_path_factory.mktemp("app"))
    instance.run("db", "upgrade")
    instance.run("organisation", "create", OWNER)
    instance.run("publish", DATA / "mood.yaml", "--owner", OWNER)
    instance.run("survey", "create", SURVEY, "--owner", OWNER, "--questionnaire", "mood", "--privacy", "confidential")
    for number, file in enumerate(ROUNDS, start=1):
        dates = ("--opens", f"200{number}-01-01", "--closes", f"200{number}-12-31")
        instance.run("rounds", "add", SURVEY, "--label", f"Round {number}", *dates)
        said = instance.run("rounds", "import", SURVEY, str(number), file, "--key", "id").out
        assert "1884 responses" in said
    return instance


@pytest.fixture(scope="module")
def in_app(instance: Instance) -> Path:
    """The folder of the report that the app built."""
    return Path(instance.run("report", "build", SURVEY).out.strip()).parent


def results(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "results.json").read_text("utf-8"))
    return found


def test_both_ways_give_the_same_numbers(alone: Path, in_app: Path) -> None:
    one, other = results(alone), results(in_app)
    assert len(one["questions"]) == 76
    for part in ("questions", "scores", "families", "cautions"):
        assert one[part] == other[part], part
    assert {**one["pairing"], "by": ""} == {**other["pairing"], "by": ""}


def test_an_item_has_the_numbers_that_the_files_have(alone: Path) -> None:
    # Counted from the files with the csv module alone.
    import csv  # noqa: PLC0415 -- only this test reads the files itself

    rounds = []
    for path in ROUNDS:
        with path.open(encoding="utf-8", newline="") as file:
            rounds.append({row["id"]: row["tense"] for row in csv.DictReader(file)})
    pairs = [(rounds[0][key], rounds[1][key]) for key in rounds[0] if rounds[0][key] and rounds[1].get(key)]
    up = sum(after > before for before, after in pairs)
    same = sum(after == before for before, after in pairs)
    tense = next(question for question in results(alone)["questions"] if question["name"] == "tense")
    assert tense["pairs"] == len(pairs)
    assert (tense["change"]["up"]["count"], tense["change"]["same"]["count"]) == (up, same)


def test_both_ways_write_a_report_with_every_item(alone: Path, in_app: Path) -> None:
    for page in (alone / "report" / "report.html", in_app / "report.html"):
        text = page.read_text("utf-8")
        assert text.startswith("<!DOCTYPE html>")
        assert text.count("<svg") >= 2
        assert "Syntetiske svar" not in text


def test_the_exported_rounds_compare_like_the_files_they_came_from(
    alone: Path, instance: Instance, tmp_path: Path
) -> None:
    for number in (1, 2):
        instance.run("data", "export", SURVEY, str(number), "-o", tmp_path / f"round{number}.csv")
    files = (tmp_path / "round1.csv", tmp_path / "round2.csv")
    book = ("--codebook", alone / "codebook.json", "--pair-by", "participant")
    analyse("compare", *files, *book, "--json", tmp_path / "results.json")
    assert results(tmp_path)["questions"] == results(alone)["questions"]


def test_a_bad_row_is_told_by_row_and_column_and_nothing_is_taken_in(instance: Instance, tmp_path: Path) -> None:
    lines = ROUNDS[0].read_text("utf-8").splitlines()[:12]
    lines[3] = lines[3].replace(",0,", ",7,", 1)
    lines.append(lines[5])
    broken = tmp_path / "broken.csv"
    broken.write_text("\n".join(lines) + "\n", "utf-8")
    instance.run("rounds", "add", SURVEY, "--label", "Broken", "--opens", "2003-01-01", "--closes", "2003-12-31")
    refused = instance.run("rounds", "import", SURVEY, "Broken", broken, "--key", "id", code=1)
    assert "broken.csv:4:" in refused.err
    assert "'7' is not allowed here. Allowed: 0, 1, 2, 3" in refused.err
    assert "broken.csv:13:id:" in refused.err
    assert "3: Broken, draft, 0 answered" in instance.run("rounds", "list", SURVEY).out


def test_a_codebook_of_another_questionnaire_is_refused(alone: Path, tmp_path: Path) -> None:
    Instance(tmp_path).run("codebook", "psfs", "-o", tmp_path / "psfs.json")
    refused = analyse("compare", *ROUNDS, "--codebook", tmp_path / "psfs.json", "--pair-by", "id", code=1)
    assert "no variable of 'psfs' has this name" in refused.err
