"""The faces of a report: the page, the PDF and the Word file, written all or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from analysis.reports.model import Report
from analysis.reports.page import to_html
from analysis.reports.pdf import to_pdf
from analysis.reports.word import to_word


@dataclass(frozen=True, slots=True)
class Face:
    """One way to read a report: its file, the type of that, and what makes it."""

    file: str
    type: str
    write: Callable[[Report], bytes]


FACES: Mapping[str, Face] = {
    "html": Face("report.html", "text/html; charset=utf-8", lambda report: to_html(report).encode()),
    "pdf": Face("report.pdf", "application/pdf", to_pdf),
    "docx": Face("report.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_word),
}


def write_faces(report: Report, directory: Path, faces: Sequence[str] = tuple(FACES)) -> list[Path]:
    """Write the report's files into the directory, and return where they are; none is there before all are whole.

    Raises `UnknownFaceError`, and OSError for a full disk.
    """
    unknown = [each for each in faces if each not in FACES]
    if unknown:
        raise UnknownFaceError(f"There is no face {', '.join(unknown)}. Choose among: {', '.join(FACES)}.")
    contents = {FACES[each].file: FACES[each].write(report) for each in faces}
    directory.mkdir(parents=True, exist_ok=True)
    with ExitStack() as leftovers:
        written = []
        for name, content in contents.items():
            aside = directory / f".{uuid4().hex}.{name}"
            # Gone when the replacement succeeded; a leftover of a full disk otherwise.
            leftovers.callback(aside.unlink, missing_ok=True)
            aside.write_bytes(content)
            written.append((aside, directory / name))
        return [aside.replace(place) for aside, place in written]


class UnknownFaceError(ValueError):
    """A way to read a report that there is none of."""
