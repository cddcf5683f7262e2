"""What it costs to take answers out as files, beside reading the same rows from the database, on both databases.

A hundred thousand answers of forty variables in a confidential survey. Reading is the export's own query, row by row
with the documents as Python's own, and nothing done with them. A file is counted, settled on the disk, and has its
codebook beside it. Each turn is a process of its own, which did the same with five thousand answers before its clock
starts; they take turns, and the best of each counts. Seconds are those that the process itself worked, so that others
on the machine do not count; a PostgreSQL server's own do not either, which is the same to both sides. Those that passed
are told too. Memory is the process's highest (`ru_maxrss`) above what it held then.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.databases import KINDS, Database, migrated, start_postgresql

HELPER = "tests.benchmarks.exporting"
ANSWERS, FEW, VARIABLES = 100_000, 5_000, 40
MOST_TIMES = {"csv": 2.0, "sav": 4.0}
"""Times what reading takes, at most."""
MOST_BYTES = {"csv": 100, "sav": 1_500}
"""Bytes of memory for each answer: a .csv is written as it is read, a .sav from columns in their smallest numbers."""
ALSO = ("dta", "parquet")
"""Told, without a limit."""
TURNS = 3


class TooSlowError(RuntimeError):
    """A figure is above its limit."""


def main() -> None:
    """Print each figure beside its limit; fail at the end when any is over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=ANSWERS)
    parser.add_argument("--turns", type=int, default=TURNS)
    asked = parser.parse_args()
    server = start_postgresql(f"exporting-{os.getpid()}")
    over: list[str] = []
    for kind in KINDS:
        with tempfile.TemporaryDirectory() as folder, migrated(kind, Path(folder), server) as database:
            over += measure(database, Path(folder) / "ut", asked.answers, asked.turns)
    if over:
        raise TooSlowError(" ".join(over))


def measure(database: Database, folder: Path, answers: int, turns: int) -> Iterator[str]:
    """Every format beside reading, in turns; what is over its limit."""
    few, many = _told("fill", database.url, str(FEW), str(answers))
    took: dict[str, list[dict[str, float]]] = {}
    for _turn in range(turns):
        for what in ("read", *MOST_TIMES, *ALSO):
            took.setdefault(what, []).append(_told(what, database.url, few, many, str(folder)))
    if any(each["rows"] != answers for turn in took.values() for each in turn):
        yield f"{database.kind}: not all answers came."
    seconds = {what: min(each["seconds"] for each in turn) for what, turn in took.items()}
    held = {what: max(each["bytes"] for each in turn) / answers for what, turn in took.items()}
    passed = {what: min(each["elapsed"] for each in turn) for what, turn in took.items()}
    size = f"{answers:,} answers of {VARIABLES} variables"
    print(f"{database.kind}: {size} are read in {seconds['read']:.1f} s of work ({passed['read']:.1f} s passed)")
    for what in (*MOST_TIMES, *ALSO):
        times = seconds[what] / seconds["read"]
        limits = f" (limits {MOST_TIMES[what]} and {MOST_BYTES[what]:,})" if what in MOST_TIMES else ""
        worked = f"{seconds[what]:.1f} s ({passed[what]:.1f} s passed)"
        told = f"{worked}, {times:.2f} times reading, {held[what]:.0f} bytes an answer"
        print(f"  to .{what} in {told}{limits}")
        if what in MOST_TIMES and times > MOST_TIMES[what]:
            yield f"{database.kind}: .{what} took {times:.2f} times reading."
        if what in MOST_BYTES and held[what] > MOST_BYTES[what] and answers >= ANSWERS:
            yield f"{database.kind}: .{what} held {held[what]:.0f} bytes an answer."


def _told(*words: str) -> Any:
    """What the helper says of its turn."""
    done = subprocess.run([sys.executable, "-m", HELPER, *words], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


if __name__ == "__main__":
    main()
