"""The faces of a report: the page, the PDF and the Word file, written all or none."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from contextvars import copy_context
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
    require_faces(faces)
    return write_whole(made_faces(report, faces), directory)


def made_faces(report: Report, faces: Sequence[str]) -> dict[str, bytes]:
    """What the report's files hold, by their names; made at the same time, each in the language spoken here."""
    with ThreadPoolExecutor(len(faces) or 1) as pool:
        made = [pool.submit(copy_context().run, FACES[each].write, report) for each in faces]
        return {FACES[each].file: waited.result() for each, waited in zip(faces, made, strict=True)}


def require_faces(faces: Sequence[str]) -> None:
    """Raises `UnknownFaceError` for one that there is none of."""
    unknown = [each for each in faces if each not in FACES]
    if unknown:
        raise UnknownFaceError(f"There is no face {', '.join(unknown)}. Choose among: {', '.join(FACES)}.")


def write_whole(contents: Mapping[str, bytes], directory: Path) -> list[Path]:
    """Write files of these names, and return where they are; raises OSError, and then nothing has changed."""
    directory.mkdir(parents=True, exist_ok=True)
    with ExitStack() as leftovers:
        leftovers.enter_context(_alone(directory))
        written = []
        for name, content in contents.items():
            aside = directory / f".{uuid4().hex}.{name}"
            # Gone when the replacement succeeded; a leftover of a full disk otherwise.
            leftovers.callback(aside.unlink, missing_ok=True)
            aside.write_bytes(content)
            written.append((aside, directory / name))
        return [aside.replace(place) for aside, place in written]


@contextmanager
def _alone(directory: Path) -> Iterator[None]:
    """Whoever else writes into the directory waits, so that no two leave some files each."""
    held = os.open(directory, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


class UnknownFaceError(ValueError):
    """A way to read a report that there is none of."""
