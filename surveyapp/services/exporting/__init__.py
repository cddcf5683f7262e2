"""Answers out of the app: as tables for the analysis, and as files for other programs."""

from surveyapp.services.exporting.extracts import About, Extract, FileNotMadeError, RowsMissingError, TooManyRowsError
from surveyapp.services.exporting.formats.counts import counts_csv, counts_xlsx
from surveyapp.services.exporting.formats.notes import Note
from surveyapp.services.exporting.packing import (
    FORMAT_NAMES,
    FORMATS,
    FormatName,
    foreseen,
    write_download,
    write_files,
    write_zip,
)
from surveyapp.services.exporting.reading import extract
from surveyapp.services.exporting.rounds import (
    Documents,
    RoundStream,
    documents,
    export_round,
    overseen_round,
    stream_round,
    write_round,
)

__all__ = [
    "FORMATS",
    "FORMAT_NAMES",
    "About",
    "Documents",
    "Extract",
    "FileNotMadeError",
    "FormatName",
    "Note",
    "RoundStream",
    "RowsMissingError",
    "TooManyRowsError",
    "counts_csv",
    "counts_xlsx",
    "documents",
    "export_round",
    "extract",
    "foreseen",
    "overseen_round",
    "stream_round",
    "write_download",
    "write_files",
    "write_round",
    "write_zip",
]
