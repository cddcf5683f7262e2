"""Files of a round's answers, written beside each other: whole and counted, or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Literal, get_args
from uuid import UUID

from sqlalchemy.orm import Session

from surveyapp.models.surveys import round_of
from surveyapp.models.versions import questionnaire_of
from surveyapp.services import access
from surveyapp.services.exporting.extracts import Extract, FileNotMadeError
from surveyapp.services.exporting.formats.columns import Column, columns
from surveyapp.services.exporting.formats.limits import warn_dta, warn_sav
from surveyapp.services.exporting.formats.notes import Note
from surveyapp.services.exporting.formats.readme import readme
from surveyapp.services.exporting.formats.tables import write_codebook
from surveyapp.services.exporting.reading import columns_of

FormatName = Literal["xlsx", "csv", "sav", "dta", "parquet", "fhir", "ddi", "ledger"]
FORMAT_NAMES: tuple[FormatName, ...] = get_args(FormatName)
SCRIPTS = Path(__file__).parent / "scripts"


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its name, the module that writes it, and what one can tell before that it will not hold.

    `beside`: the scripts that read it. `apart`: each round has a file of its own.
    """

    file: str
    module: str
    warn: Callable[[Sequence[Column]], list[Note]] = lambda _columns: []
    beside: tuple[str, ...] = ()
    apart: bool = False

    def write(self, extract: Extract, columns: Sequence[Column], path: Path) -> list[Note]:
        """Write the file; what it did not hold. Each brings a library that nothing else should wait for."""
        module = import_module(f"surveyapp.services.exporting.formats.{self.module}")
        try:
            notes: list[Note] = module.write(extract, columns, path)
        except module.FAILS as error:
            raise FileNotMadeError(path.name, error) from error
        return notes


FORMATS: Mapping[FormatName, Format] = {
    "xlsx": Format("svar.xlsx", "workbooks"),
    "csv": Format("svar.csv", "tables", beside=("les_inn.R", "les_inn.py")),
    "sav": Format("svar.sav", "spss", warn_sav),
    "dta": Format("svar.dta", "stata", warn_dta),
    "parquet": Format("svar.parquet", "parquet"),
    "fhir": Format("svar.fhir.json", "fhir", apart=True),
    "ddi": Format("kodebok.ddi.xml", "ddi", apart=True),
    "ledger": Format("sammenlignbarhet.csv", "ledger"),
}
"""Every format that answers come out in."""


def foreseen(session: Session, survey_id: UUID, round_id: UUID, language: str, *, texts: bool) -> list[Note]:
    """What the formats will not hold of this round's variables; raises `NotFoundError`."""
    survey = access.survey(session, "answers.export", survey_id)
    questionnaire = questionnaire_of(session, round_of(session, survey_id, round_id).version_id)
    variables, who = columns_of(survey, questionnaire, texts=texts)
    found = columns(variables, language, keyed=who != "nobody")
    return [note for each in FORMATS.values() for note in each.warn(found)]


def write_files(extract: Extract, names: Sequence[FormatName], folder: Path) -> list[Path]:
    """The answers in these formats, with the codebook and a read-me; all of them, or none.

    They are written aside and put in place when all are whole. Raises `RowsMissingError`, `TooManyRowsError` and
    `FileNotMadeError`.
    """
    with _aside(folder) as aside:
        return [each.replace(folder / each.name) for each in _written(extract, names, aside)]


def write_zip(extract: Extract, names: Sequence[FormatName], path: Path) -> Path:
    """The same as one .zip."""
    with _aside(path.parent) as aside:
        made = _written(extract, names, aside)
        with zipfile.ZipFile(aside / "whole", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for each in made:
                archive.write(each, each.name)
        return _settled(aside / "whole").replace(path)


def write_download(extract: Extract, names: Sequence[FormatName], folder: Path) -> Path:
    """One file in the folder: the workbook, which has its codebook in it, or a .zip of all that belongs together."""
    if list(names) == ["xlsx"]:
        found = columns(extract.variables, extract.language, keyed=extract.keyed)
        FORMATS["xlsx"].write(extract, found, folder / FORMATS["xlsx"].file)
        return folder / FORMATS["xlsx"].file
    return write_zip(extract, names, folder / "svar.zip")


def _written(extract: Extract, names: Sequence[FormatName], folder: Path) -> list[Path]:
    found = columns(extract.variables, extract.language, keyed=extract.keyed)
    notes = [note for name in names for note in FORMATS[name].warn(found)]
    for name in names:
        notes += _notes(FORMATS[name], extract, found, folder)
        for script in FORMATS[name].beside:
            shutil.copyfile(SCRIPTS / script, folder / script)
    write_codebook(found, folder)
    (folder / "LESMEG.txt").write_text(readme(extract, found, notes), "utf-8")
    return [_settled(each) for each in sorted(folder.iterdir())]


def _notes(kind: Format, extract: Extract, found: Sequence[Column], folder: Path) -> list[Note]:
    """Write the file, or those of each round; what they did not hold."""
    if not kind.apart or not extract.parts:
        return kind.write(extract, found, folder / kind.file)
    named = [(part, folder / f"runde-{part.about.number}.{kind.file}") for part in extract.parts]
    return [note for part, path in named for note in kind.write(part, found, path)]


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """A folder beside the files to be, on the same disk, that is gone afterwards."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".svar.") as aside:
            yield Path(aside)
    except OSError as error:
        raise FileNotMadeError(str(folder), error) from error


def _settled(path: Path) -> Path:
    """The file, which the disk holds before its name says that it is there, and nobody else may read."""
    path.chmod(0o600)
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    return path
