"""FHIR R4B: a Bundle of QuestionnaireResponses, for systems in the health services."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from questionnaires.formats.fhir import AnsweredDocument, stream_responses
from surveyapp.services.exporting.extracts import Extract
from surveyapp.services.exporting.formats.columns import Column
from surveyapp.services.exporting.formats.notes import Note

FAILS = (OSError,)
"""What says that the disk did not take it."""


def write(extract: Extract, _columns: Sequence[Column], path: Path) -> list[Note]:
    """Write the answers, each checked as it is written; raises `FormatError`."""
    answered = extract.whole(extract.documents())
    rows = (AnsweredDocument(answers, authored=day) for answers, day in answered)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(stream_responses(extract.questionnaire, rows))
    return []
