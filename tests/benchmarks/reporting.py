"""One turn of `bench_reports`, in a process of its own: what it took is printed as JSON."""

from __future__ import annotations

import json
import pickle
import resource
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO, StringIO
from multiprocessing import get_context
from pathlib import Path
from unittest.mock import patch

import matplotlib as mpl
from matplotlib.figure import Figure as Canvas
from matplotlib.transforms import Affine2D
from pypdf import PdfReader

from analysis.comparing.compare import compare
from analysis.disclosure.comparisons import protect
from analysis.figures import drawing, sheet
from analysis.figures.drawing import ARTISTS, Mark, Point
from analysis.figures.style import rc
from analysis.linking.ownanswers import own_answers, surveyed
from analysis.reports.build import build
from analysis.reports.folders import keep_report
from analysis.reports.material import Material
from analysis.reports.model import Table
from analysis.reports.pictures import DOTS
from analysis.reports.printed import printed
from questionnaires.classifications import kommuner
from questionnaires.library import paths
from tests.analysis.made import DATES, random_comparison, random_rounds, responses, shipped

KIND, ASKED = "national", 350
"""What is measured; the survey's municipalities in each round."""
DRAWN = "drawn.pickle"
CORES = 2


def main() -> None:
    """Do one thing, and say what it took."""
    what, folder, how_many = sys.argv[1:]
    print(json.dumps(TURNS[what](Path(folder), int(how_many))))


def report(folder: Path, _: int) -> dict[str, float]:
    """The whole report in all faces, and once more; the marks of its figures are left for `figures`."""
    warm()
    material = whole_country()
    drawn: list[tuple[list[Mark], Point]] = []
    draw = drawing.drawn

    def noted(marks: list[Mark], size: Point, label: str) -> str:
        drawn.append(([*marks], size))
        return draw(marks, size, label)

    with patch.object(sheet, "drawn", noted):
        began, used = time.perf_counter(), time.process_time()
        keep_report(material, KIND, folder)
        seconds, used = time.perf_counter() - began, time.process_time() - used
    began = time.perf_counter()
    keep_report(material, KIND, folder)
    again = time.perf_counter() - began
    (folder / DRAWN).write_bytes(pickle.dumps(drawn))
    told = printed(build(material, KIND))
    tables = sum(isinstance(block, Table) for section in told.sections for block in section.blocks)
    pages = len(PdfReader(folder / "report.pdf").pages)
    return {"seconds": seconds, "again": again, "figures": len(drawn), "tables": tables, "pages": pages, "cpu": used}


def whole_country() -> Material:
    """Two rounds of the survey of municipalities, and who answered by county."""
    book = shipped(paths()["kommuneundersokelsen"])
    rounds = random_rounds(book, ASKED, synthetic=True)
    return replace(Material.of(protect(compare(*rounds, book))), responses=responses(rounds, book))


def figures(folder: Path, _: int) -> dict[str, float]:
    """The same marks by plain matplotlib, saved as SVG, and as PNG as sharp as in Word."""
    drawn: list[tuple[list[Mark], Point]] = pickle.loads((folder / DRAWN).read_bytes())  # noqa: S301 - our own
    warnings.simplefilter("ignore")
    with mpl.rc_context(rc()):
        canvas(*drawn[0]).savefig(StringIO(), format="svg")
        canvas(*drawn[0]).savefig(BytesIO(), format="png", dpi=DOTS)
        began, used = time.perf_counter(), time.process_time()
        for each in drawn:
            canvas(*each).savefig(StringIO(), format="svg")
        svg = time.perf_counter() - began
        began = time.perf_counter()
        for each in drawn:
            canvas(*each).savefig(BytesIO(), format="png", dpi=DOTS)
        return {"svg": svg, "png": time.perf_counter() - began, "cpu": time.process_time() - used}


def canvas(marks: list[Mark], size: Point) -> Canvas:
    """A figure with its artists."""
    wide, high = size
    made = Canvas(figsize=(wide / 72, high / 72), dpi=72)
    down = Affine2D().scale(1, -1).translate(0, high)
    for name, how in marks:
        for artist in ARTISTS[name](*how):
            artist.set_transform(down)
            made.add_artist(artist)
    return made


def municipalities(folder: Path, how_many: int) -> dict[str, float]:
    """A PDF for each municipality by two processes, which are ready when the clock starts."""
    numbers = [each.nr for each in kommuner(DATES[1])][:how_many]
    with get_context("spawn").Pool(CORES, prepare) as pool:
        pool.map(one_municipality, [(folder / f"warm{n}", numbers[n]) for n in range(CORES)], chunksize=1)
        began = time.perf_counter()
        done = pool.map(one_municipality, [(folder / nr, nr) for nr in numbers], chunksize=1)
        seconds = time.perf_counter() - began
    early, last = max(done[: max(CORES * 2, len(done) // 10)]), max(done)
    pages = len(PdfReader(folder / numbers[0] / "report.pdf").pages)
    return {"seconds": seconds, "last": last, "growth": last / early, "pages": pages}


READY: dict[str, object] = {}


def prepare() -> None:
    """What every municipality's report is written from, once in each process."""
    book = shipped(paths()["kommuneundersokelsen"])
    READY["all"] = surveyed(random_rounds(book, ASKED, synthetic=True), book)


def one_municipality(asked: tuple[Path, str]) -> int:
    """Write its PDF; the process's highest memory after it, in bytes."""
    folder, nr = asked
    found = own_answers(READY["all"], nr)  # type: ignore[arg-type]
    keep_report(Material(title="Kommunene", subject=found.name, own=found), "municipality", folder, ("pdf",))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def warm() -> None:
    """Import and start all that a report takes."""
    with tempfile.TemporaryDirectory() as folder:
        small = protect(random_comparison(shipped(paths()["psfs"]), 40))
        keep_report(Material.of(small), KIND, Path(folder))


TURNS: dict[str, Callable[[Path, int], dict[str, float]]] = {
    "report": report,
    "figures": figures,
    "municipalities": municipalities,
}


if __name__ == "__main__":
    main()
