"""One turn of `bench_comparing`, in a process of its own: what it took is printed as JSON."""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl

from analysis import compare, read_rounds
from analysis.comparing.compare import counted_questions
from analysis.comparing.questions import compare_question
from analysis.comparing.results import Comparison
from analysis.reducing.differences import from_table
from analysis.statistics.bootstrap import bootstrap_mean_change
from questionnaires.classifications import kommuner
from questionnaires.codebook import Codebook
from questionnaires.loading import load
from questionnaires.variables import codebook
from tests.analysis.made import DATES, rounds
from tests.benchmarks.bench_completing import questionnaire

ITEMS, DRAWS = 40, 1_000
LABELS = ("2017", "2020")
CUTS = (-1.0, -0.3, 0.3, 1.0)
POINTS = np.arange(1, 6)


def main() -> None:
    """Do one thing, and say what it took."""
    what, path, rows, seed = sys.argv[1:]
    print(json.dumps(TURNS[what](Path(path), int(rows), int(seed))))


def write(path: Path, rows: int, seed: int) -> dict[str, float]:
    """So many answer rows: what a person tends to answer is the same in both rounds, a little higher in the second."""
    persons, chance = rows // ITEMS // 2, np.random.default_rng(seed)
    tendency = chance.normal(size=(persons, 1))
    tables = []
    for place, label in enumerate(LABELS):
        leaning = 0.9 * tendency + 0.8 * chance.normal(size=(persons, ITEMS)) + 0.2 * place
        tables.append(
            pl.DataFrame(
                {
                    "id": pl.Series([f"p{n:07d}" for n in range(persons)]).gather(np.repeat(np.arange(persons), ITEMS)),
                    "round": [label] * (persons * ITEMS),
                    "variable": pl.Series([f"q{n}" for n in range(ITEMS)]).gather(np.tile(np.arange(ITEMS), persons)),
                    "code": (np.digitize(leaning, CUTS) + 1).astype(np.int8).ravel(),
                }
            )
        )
    pl.concat(tables).with_columns(pl.col("id", "round", "variable").cast(pl.Categorical)).write_parquet(path)
    return {}


def ours(path: Path, _rows: int, seed: int) -> dict[str, float]:
    """Read, compare and draw, after doing so with 50 persons."""
    book = codebook(load(questionnaire(), "forty.yaml"))
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.parquet"
        write(small, 50 * ITEMS * 2, seed)
        whole(small, book)
    held = resident()
    began = time.perf_counter()
    read = whole(path, book)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"seconds": seconds, "reading": read, "bytes": peak - held, "after_counting": after_counting(path, book)}


def whole(path: Path, book: Codebook) -> float:
    """Everything; the seconds that reading took."""
    began = time.perf_counter()
    first, second = read_rounds(path, book, "id", only=LABELS)
    read = time.perf_counter() - began
    bootstrapped(compare(first, second, book, pair_by="id"))
    return read


def bootstrapped(comparison: Comparison) -> None:
    """The mean change of each item, drawn anew from its counts."""
    for question in comparison.questions:
        if question.table is not None:
            table = np.array(question.table.counts, dtype=np.int64)
            bootstrap_mean_change(from_table(table[:5, :5], POINTS), draws=DRAWS)


def after_counting(path: Path, book: Codebook) -> float:
    """Seconds for all questions once they are counted, the best of three."""
    first, second = read_rounds(path, book, "id", only=LABELS)
    counted, setting = counted_questions(first, second, book, pair_by="id")
    return fastest(lambda: [compare_question(match, each, setting) for match, each in counted], 3)


def naive(path: Path, _rows: int, seed: int) -> dict[str, float]:
    """The analyst's way, after doing so with 50 persons."""
    # Only this process needs pandas.
    from tests.benchmarks import naive_comparing  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.parquet"
        write(small, 50 * ITEMS * 2, seed)
        naive_comparing.compare(small)
    began = time.perf_counter()
    naive_comparing.compare(path)
    return {"seconds": time.perf_counter() - began}


def merged(_path: Path, _rows: int, seed: int) -> dict[str, float]:
    """All municipalities of 2017 and of 2020, 45 items of every merge rule."""
    rules = ("share", "sum", "list")
    lines = ["id: kommuner", "title: {nb: Kommuner}", "languages: [nb]", "unit: municipality", "about: {nb: Om.}"]
    lines += ["pages:", "  - id: side", "    title: {nb: Side}", "    questions:"]
    lines += ["      - {id: kommune, type: municipality, text: {nb: Hvilken kommune?}}"]
    for number in range(45):
        rule = rules[number % 3]
        kind = "count, to: 900" if rule == "sum" else "choice, choices: {yes: {nb: Ja}, no: {nb: Nei}}"
        share = "" if rule == "sum" else ", indicator: {codes: [yes], label: {nb: ja}}"
        lines += [f"      - {{id: q{number}, type: {kind}, merge: {rule}, text: {{nb: Nummer {number}?}}{share}}}"]
    book, chance = codebook(load("\n".join(lines), "kommuner.yaml")), random.Random(seed)
    tables = [[municipal_row(each.nr, chance) for each in kommuner(date)] for date in DATES]
    before, after = rounds(book, tables[0], tables[1])
    compare(before, after, book)
    return {"seconds": fastest(lambda: compare(before, after, book), 3)}


def municipal_row(number: str, chance: random.Random) -> dict[str, str | None]:
    """A number to every third item, yes or no to the others."""
    answers = {f"q{n}": str(chance.randint(0, 99)) if n % 3 == 1 else chance.choice(("yes", "no")) for n in range(45)}
    return {"kommune": number, **answers}


def calls(_path: Path, most: int, seed: int) -> dict[str, float]:
    """The slowest of questions of few persons up to many, whatever the ties."""
    book, chance = codebook(load(questionnaire(), "forty.yaml")), random.Random(seed)
    slowest = {"seconds": 0.0, "persons": 0.0}
    for persons in (2, 10, 25, 50, 100, 200, 350, most):
        tables = [[person(n, chance) for n in range(persons)] for _ in LABELS]
        counted, setting = counted_questions(*rounds(book, tables[0], tables[1]), book, pair_by="id")
        took = max(fastest(partial(compare_question, match, each, setting), 3) for match, each in counted)
        if took > slowest["seconds"]:
            slowest = {"seconds": took, "persons": float(persons)}
    return slowest


def person(number: int, chance: random.Random) -> dict[str, str | None]:
    """One person's answers to all items."""
    return {"id": str(number), **{f"q{item}": answer(chance, item) for item in range(ITEMS)}}


def answer(chance: random.Random, item: int) -> str:
    """The more items before it, the more alike the answers to an item are."""
    return str(1 + min(4, int(chance.random() ** (1 + item / 8) * 5)))


def fastest(work: Callable[[], object], runs: int) -> float:
    """Seconds that the work takes when nothing else gets in its way."""
    took = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return min(took)


def resident() -> int:
    """Bytes that this process holds now."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize()


TURNS: dict[str, Callable[[Path, int, int], dict[str, float]]] = {
    "write": write,
    "ours": ours,
    "naive": naive,
    "merged": merged,
    "calls": calls,
}

if __name__ == "__main__":
    main()
