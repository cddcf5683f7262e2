"""What a report costs beside its figures alone, what one that shows the same costs, and what all municipalities' cost.

The report is the national one on the municipality survey, 350 municipalities in two rounds: 30 figures and 10 tables or
more. Beside it plain matplotlib draws the same marks on the same canvases and saves them as SVG, for page and PDF, and
as PNG, for Word, with nothing of ours around it. Each turn is a process of its own, which has imported what it needs
and written a small report before its clock starts; the two take turns, and the best turn of each counts.
Municipalities' reports are PDFs, made by two processes; memory is each process's highest (`ru_maxrss`), after a tenth
of them and after the last.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HELPER = "tests.benchmarks.reporting"
MOST_TIMES, MOST_AGAIN = 1.5, 0.10
FEWEST_FIGURES, FEWEST_TABLES = 30, 10
MUNICIPALITIES, MOST_FOR_ALL, MOST_GROWTH = 357, 25.0, 1.25
"""How many; times one national report; times the memory that the first of them took."""
TURNS, CORES = 3, 2


class TooDearError(RuntimeError):
    """A figure is above its limit."""


def main() -> None:
    """Print each figure beside its limit; fail at the end when any is over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="once, and a tenth of the municipalities")
    asked = parser.parse_args()
    turns, municipalities = (1, MUNICIPALITIES // 10) if asked.quick else (TURNS, MUNICIPALITIES)
    with tempfile.TemporaryDirectory() as folder:
        too_dear = [*national(Path(folder), turns), *municipal(Path(folder), municipalities)]
    if too_dear:
        raise TooDearError(" ".join(too_dear))


def national(folder: Path, turns: int) -> Iterator[str]:
    """One report in all faces, beside its figures alone, and once more with nothing changed."""
    ours, figures = [], []
    for turn in range(turns):
        ours.append(told("report", folder / f"turn{turn}"))
        figures.append(told("figures", folder / f"turn{turn}"))
    best = min(ours, key=lambda each: each["seconds"])
    svg, png = (least(figures, kind) for kind in ("svg", "png"))
    times, again = best["seconds"] / (svg + png), least(ours, "again") / best["seconds"]
    print(f"a report with {best['figures']:.0f} figures and {best['tables']:.0f} tables, {best['pages']:.0f} pages:")
    print(f"  page, PDF and Word file in {best['seconds']:.2f} s: {times:.2f} times the {svg + png:.2f} s that")
    print(f"  matplotlib alone needs for the figures (limit {MOST_TIMES}): {svg:.2f} s as SVG and {png:.2f} s as PNG;")
    print(f"  by the processor's clock {least(ours, 'cpu') / least(figures, 'cpu'):.2f} times;")
    print(f"  {best['seconds'] / svg:.1f} times its SVG only, which leaves the Word file without figures")
    print(f"  once more with nothing changed: {100 * again:.1f} % of that (limit {100 * MOST_AGAIN:.0f} %)")
    if best["figures"] < FEWEST_FIGURES or best["tables"] < FEWEST_TABLES:
        yield "The report is too small to tell."
    if times > MOST_TIMES:
        yield f"The report took {times:.2f} times its figures."
    if again > MOST_AGAIN:
        yield f"A report that showed the same took {100 * again:.1f} % of the first time."


def least(told: list[dict[str, float]], what: str) -> float:
    """The best of the turns."""
    return min(each[what] for each in told)


def municipal(folder: Path, how_many: int) -> Iterator[str]:
    """A PDF for each municipality, beside one national report in all faces."""
    (one,) = (told("report", folder / "one"),)
    made = told("municipalities", folder / "each", how_many)
    times = made["seconds"] / one["seconds"] * MUNICIPALITIES / how_many
    print(f"{how_many} municipalities' PDFs, {made['pages']:.0f} pages each, {CORES} cores: {made['seconds']:.1f} s,")
    print(f"  {times:.1f} times one report on the whole country, for {MUNICIPALITIES} (limit {MOST_FOR_ALL:.0f});")
    print(f"  memory of a process: {made['last'] / 2**20:.0f} MB after the last, {made['growth']:.2f} times that after")
    print(f"  a tenth of them (limit {MOST_GROWTH})")
    if times > MOST_FOR_ALL:
        yield f"Municipalities' reports took {times:.1f} times a national one."
    if made["growth"] > MOST_GROWTH:
        yield f"Memory grew to {made['growth']:.2f} times."


def told(what: str, folder: Path, how_many: int = 0) -> dict[str, float]:
    """What a process of its own tells of one turn."""
    command = [sys.executable, "-m", HELPER, what, str(folder), str(how_many)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode:
        raise RuntimeError(answer.stderr)
    found: dict[str, float] = json.loads(answer.stdout)
    return found


if __name__ == "__main__":
    main()
