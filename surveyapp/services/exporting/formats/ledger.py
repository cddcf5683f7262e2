"""What may be compared from one round to the next, variable by variable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from questionnaires.codebook import Codebook, comparability, drawn, kept, labelled
from questionnaires.variables import codebook_of
from surveyapp.models.datafiles import harmless
from surveyapp.services.exporting.extracts import Extract
from surveyapp.services.exporting.formats.columns import Column, said
from surveyapp.services.exporting.formats.notes import Note
from surveyapp.services.exporting.formats.tables import write_lines

FAILS = (OSError,)
"""What says that the disk did not take it."""
HEADER = ("from_round", "to_round", "variable", "status", "trend", "why", "from_label", "to_label")


def write(extract: Extract, _columns: Sequence[Column], path: Path) -> list[Note]:
    """Write every variable of every two rounds that follow each other, until the one that is taken out.

    `status`: same, reworded, recoded, broken, new or gone; `trend`: 1 where a change may be told of.
    """
    books = [(label, codebook_of(questionnaire)) for label, questionnaire in extract.rounds]
    lines = (line for before, after in pairwise(books) for line in _compared(before, after, extract.language))
    write_lines(path, HEADER, ([harmless(cell) for cell in line] for line in lines))
    return []


def _compared(before: tuple[str, Codebook], after: tuple[str, Codebook], language: str) -> Iterator[tuple[str, ...]]:
    (first, old), (second, new) = before, after
    was, became = ({each.name: each for each in book.variables} for book in (old, new))
    for name, status in comparability(old, new).items():
        one, other = was.get(name), became.get(name)
        keeps = kept(one, other) if one and other else None
        why = keeps or (other.breaks if other and status == "broken" else None) or {}
        labels = (said(labelled(each), language) if each else "" for each in (one, other))
        yield first, second, name, status, str(int(drawn(status, keeps))), said(why, language), *labels
