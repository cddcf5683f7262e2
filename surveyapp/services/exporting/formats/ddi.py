"""DDI-Codebook 2.5: what an archive reads the variables of the file from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from questionnaires.formats.ddi import DataFile, write_ddi
from surveyapp.services.exporting.extracts import Extract
from surveyapp.services.exporting.formats.columns import Column
from surveyapp.services.exporting.formats.notes import Note

FAILS = (OSError,)
"""What says that the disk did not take it."""


def write(extract: Extract, columns: Sequence[Column], path: Path) -> list[Note]:
    """Write the codebook of the whole questionnaire, and what the file beside it holds, if that is of this round."""
    file = DataFile("svar.csv", extract.count, len(columns)) if _is_whole(extract, columns) else None
    path.write_bytes(write_ddi(extract.questionnaire, file))
    return []


def _is_whole(extract: Extract, columns: Sequence[Column]) -> bool:
    return tuple(column.name for column in columns) == extract.header
