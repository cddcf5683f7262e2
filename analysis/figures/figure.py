"""What every figure function gives back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.comparing.results import Comparison, ItemResult, ScoreResult
from analysis.disclosure.leaving import UnprotectedError, require_protected


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing as SVG, its one message, what it says in words with the numbers, how many it rests on, and a note.

    `svg` is well-formed XML with text as text, plain colours and no ids, so that many can stand in one page.
    `n` is a phrase such as «248 kommuner i 2017»; `note` explains what the marks mean.
    """

    svg: str
    title: str
    alt: str
    n: str
    note: str


def require_part_of(comparison: Comparison, results: Sequence[ItemResult | ScoreResult]) -> None:
    """Every drawing asks this first; raises `UnprotectedError` for what is no part of a protected comparison."""
    require_protected(comparison)
    if any(each not in comparison.questions and each not in comparison.scores for each in results):
        raise UnprotectedError("This is no part of the protected comparison. Draw what is in protect(comparison).")
