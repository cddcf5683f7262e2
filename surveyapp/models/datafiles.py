"""A round's answers as a table, on its way to a file or to a comparison."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from surveyapp.models.surveys import Round, Survey

KEY_COLUMN = "participant"
"""The column that tells which answers belong together over rounds, in a survey that links persons or courses."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula."""


def harmless(text: str) -> str:
    """The text as a cell of a file that a spreadsheet may open: a `'` goes before what would be a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


@dataclass(frozen=True, slots=True)
class RoundInfo:
    """What is known of a round beside its answers: the sidecar file's fields."""

    label: str
    date: dt.date
    denominator: int | None
    denominator_date: dt.date | None
    caveat: str
    synthetic: bool

    @classmethod
    def of(cls, survey: Survey, taken: Round) -> RoundInfo:
        """What the database knows of the round."""
        return cls(
            label=taken.label,
            date=taken.opens_on,
            denominator=taken.denominator,
            denominator_date=taken.denominator_date,
            caveat=taken.caveat,
            synthetic=survey.synthetic,
        )


@dataclass(frozen=True, slots=True)
class RoundTable:
    """A round's answers: codes as in the codebook, empty where nothing was answered, `not_asked` where hidden."""

    survey_id: UUID
    round_id: UUID
    version_id: UUID
    info: RoundInfo
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
