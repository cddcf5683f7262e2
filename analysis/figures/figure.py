"""What every figure function gives back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.comparing.results import Comparison, ItemResult, ScoreResult
from analysis.disclosure.leaving import UnprotectedError, require_protected
from analysis.wording.captions import rounds_missing


@dataclass(frozen=True, slots=True)
class FigureTable:
    """What a figure shows as rows of finished cells; the first cell names its row, and `words` are other texts' places.

    Each row has as many cells as there are columns.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    words: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing as SVG, its one message, what it says in words with the numbers, how many it rests on, and a note.

    `svg` is well-formed XML with text as text, plain colours and no ids, so that many can stand in one page.
    `n` is a phrase such as «248 kommuner i 2017», `missing` one such as «uten svar: 5 i 2017», or empty where nobody
    can be missing. `note` explains what the marks mean, and `reading` reads one of them aloud in a sentence. `shows` is
    what its numbers are taken from when that is no result: protected counts, and what was counted among them.
    """

    svg: str
    title: str
    alt: str
    n: str
    note: str
    missing: str
    reading: str
    table: FigureTable
    shows: tuple[object, ...] = ()

    @property
    def under(self) -> str:
        """What stands under the drawing in small letters."""
        counted = [f"{each}." for each in (self.n, self.missing) if each]
        return " ".join(filter(None, (*counted, self.note)))


def with_missing(figure: Figure | None, results: Sequence[ItemResult], comparison: Comparison) -> Figure | None:
    """The figure of these results, saying also how many gave no answer on the scale."""
    if figure is None:
        return None
    told = filter(None, (figure.missing, rounds_missing(results, comparison)))
    return replace(figure, missing=". ".join(told))


def require_part_of(comparison: Comparison, results: Sequence[ItemResult | ScoreResult]) -> None:
    """Every drawing asks this first; raises `UnprotectedError` for what is no part of a protected comparison."""
    require_protected(comparison)
    if any(each not in comparison.questions and each not in comparison.scores for each in results):
        raise UnprotectedError("This is no part of the protected comparison. Draw what is in protect(comparison).")
