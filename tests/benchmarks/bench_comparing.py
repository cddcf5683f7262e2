"""What a comparison of two rounds costs, beside pandas and scipy on the same file, and that counts make it so.

An answer row is one person's answer to one item in one round. The file has a row for each, as Parquet with words as
categories: 40 five-point items, two rounds, everybody in both. Ours reads it, compares with every paired test, and
draws 1,000 bootstraps of each mean change; the analyst's way is in `naive_comparing`. Each is a process of its own,
which has imported what it needs and done the same with 50 persons before its clock starts; the two take turns, and the
best turn of each counts. Memory is the process's highest (`ru_maxrss`) above what it held when the clock started.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HELPER = "tests.benchmarks.comparing"
FASTER = {1_000_000: 15.0, 10_000_000: 25.0}
"""Answer rows, and how many times faster than the analyst's way we are at least."""
MOST_MEMORY, MOST_GROWTH = 3.0, 11.0
"""Bytes for each answer in the largest file; times the cost of ten times more rows."""
MOST_AFTER_COUNTING = 1.5
"""Times the cost of the largest file after the counting pass; it would be 1 on a quiet machine."""
MERGED_LIMIT, CALL_LIMIT = 0.5, 0.050
"""Seconds for 357 municipalities, and for one question of 500 persons."""
TURNS = 3


class TooSlowError(RuntimeError):
    """A figure is above its limit."""


def main() -> None:
    """Print each figure beside its limit; fail at the end when any is over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the smaller file only, once each")
    parser.add_argument("--turns", type=int, default=TURNS)
    asked = parser.parse_args()
    sizes = [min(FASTER)] if asked.quick else list(FASTER)
    turns = 1 if asked.quick else asked.turns
    with tempfile.TemporaryDirectory() as folder:
        too_slow = [*beside_the_analyst(Path(folder), sizes, turns), *small_things(turns)]
    if too_slow:
        raise TooSlowError(" ".join(too_slow))


def beside_the_analyst(folder: Path, sizes: list[int], turns: int) -> Iterator[str]:
    """Both ways with each file, and what the size of the file does to ours."""
    seconds, counted = {}, {}
    for rows in sizes:
        path = folder / f"{rows}.parquet"
        measured("write", path, rows)
        # The analyst's way takes its time: once is enough for the largest.
        waits = 1 if rows == max(FASTER) else turns
        ours, analysts = [], []
        for turn in range(turns):
            ours.append(measured("ours", path, rows))
            if turn < waits:
                analysts.append(measured("naive", path, rows))
        best, naive = min(ours, key=lambda each: each["seconds"]), min(each["seconds"] for each in analysts)
        seconds[rows] = best["seconds"]
        counted[rows] = min(each["after_counting"] for each in ours)
        times, memory = naive / best["seconds"], min(each["bytes"] for each in ours) / rows
        print(f"{rows:,} answer rows: the analyst's way {naive:.2f} s, ours {best['seconds']:.3f} s: {times:.1f} times")
        print(
            f"  (limit {FASTER[rows]} times); reading is {best['reading']:.3f} s of it, "
            f"and {counted[rows]:.3f} s come after the counting"
        )
        print(f"  memory: {memory:.1f} bytes an answer above the start")
        if times < FASTER[rows]:
            yield f"{rows:,} rows: only {times:.1f} times faster, not {FASTER[rows]}."
        if rows == max(FASTER) and memory > MOST_MEMORY:
            yield f"{rows:,} rows: {memory:.1f} bytes an answer, not {MOST_MEMORY}."
    few, many = min(seconds), max(seconds)
    if few < many:
        growth, after = seconds[many] / seconds[few], counted[many] / counted[few]
        print(
            f"{many // few} times more rows cost {growth:.1f} times (limit {MOST_GROWTH}), "
            f"and {after:.2f} after counting (limit {MOST_AFTER_COUNTING})"
        )
        if growth > MOST_GROWTH:
            yield f"{many // few} times more rows cost {growth:.1f} times."
        if after > MOST_AFTER_COUNTING:
            yield f"After the counting pass more rows cost {after:.2f} times."


def small_things(turns: int) -> Iterator[str]:
    """Municipalities with mergers, and the slowest single question of up to 500 persons."""
    merged = min(measured("merged", Path(), 357)["seconds"] for _ in range(turns))
    print(
        f"357 municipalities, 45 items, mergers followed: {merged * 1000:.0f} ms (limit {MERGED_LIMIT * 1000:.0f} ms)"
    )
    if merged > MERGED_LIMIT:
        yield f"357 municipalities took {merged:.2f} s."
    slowest = min((measured("calls", Path(), 500) for _ in range(turns)), key=lambda each: each["seconds"])
    longest = slowest["seconds"]
    print(f"the slowest question of up to 500 persons: {longest * 1000:.1f} ms (limit {CALL_LIMIT * 1000:.0f} ms)")
    if longest > CALL_LIMIT:
        yield f"A question of {slowest['persons']:.0f} persons took {longest * 1000:.0f} ms."


def measured(what: str, path: Path, rows: int) -> dict[str, float]:
    """What a process of its own tells of one turn."""
    command = [sys.executable, "-m", HELPER, what, str(path), str(rows), str(random.randrange(10**6))]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode:
        raise RuntimeError(answer.stderr)
    found: dict[str, float] = json.loads(answer.stdout)
    return found


if __name__ == "__main__":
    main()
