"""Authors' own paragraphs under the sections of a report; they are kept whenever it is built again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from questionnaires.identity import has_national_id
from surveyapp.models import ReportNote
from surveyapp.models.errors import NotFoundError
from surveyapp.models.marks import mark_of, require_unchanged
from surveyapp.models.reports import NOTE_AT_MOST
from surveyapp.services import access
from surveyapp.services.access import Person
from surveyapp.services.reporting.files import NOTE
from surveyapp.services.reporting.ordering import WrongOrderError, changing, seen


@dataclass(frozen=True, slots=True)
class NotedSection:
    """A section, what its authors wrote under it, and whether its numbers have `changed` since.

    `title` is "" for one that the report no longer has. `fingerprint` is of the numbers as they are, `mark` of what is
    written: what a form carries of both.
    """

    id: str
    title: str
    fingerprint: str
    text: str
    changed: bool
    mark: str


def sections(session: Session, report_id: UUID, folder: Path) -> tuple[NotedSection, ...]:
    """Where authors can write, in the report's order, then what they wrote under sections that are gone."""
    found = seen(session, "report.see", report_id)
    places = _places(folder / found.folder / NOTE) if found.folder else []
    notes = {
        each.section: each for each in session.scalars(select(ReportNote).where(ReportNote.report_id == report_id))
    }
    there = [_noted(each["id"], each["title"], each["fingerprint"], notes.pop(each["id"], None)) for each in places]
    return (*there, *(_noted(name, "", "", note) for name, note in sorted(notes.items())))


def section(session: Session, report_id: UUID, section_id: str, folder: Path) -> NotedSection:
    """The section with this id; raises `NotFoundError`."""
    for each in sections(session, report_id, folder):
        if each.id == section_id:
            return each
    raise NotFoundError(f"The report {report_id} has no section {section_id!r}.")


@dataclass(frozen=True, slots=True)
class Written:
    """What an author writes under a section; nothing takes away what stands there.

    `fingerprint`: of the numbers that were read; `mark`: of what stood there, "" for whoever did not see it.
    """

    section: str
    text: str
    fingerprint: str
    mark: str = ""


def write_note(session: Session, report_id: UUID, written: Written, now: datetime) -> None:
    """Keep the paragraph, and let the report be built again with it.

    Raises `ChangedMeanwhileError` when somebody else has written there since, and `WrongOrderError` for a text that is
    too long or holds a national identity number.
    """
    text = "\n".join(line.rstrip() for line in written.text.strip().splitlines())
    if len(text) > NOTE_AT_MOST:
        raise WrongOrderError("text", f"The text is longer than {NOTE_AT_MOST} characters.")
    if has_national_id(text):
        raise WrongOrderError("text", "The text holds a national identity number. Take it out.")
    actor = access.actor_of(session)
    with changing(session, "report.build", report_id, noted=written.section) as found:
        stored = session.get(ReportNote, (report_id, written.section))
        require_unchanged("" if stored is None else stored.text, written.mark, text)
        if stored is not None:
            session.delete(stored)
            session.flush()
        if text:
            made = ReportNote(report_id=report_id, section=written.section, text=text, changed_at=now)
            made.fingerprint = written.fingerprint
            made.account_id = actor.account_id if isinstance(actor, Person) else None
            session.add(made)
        # A build that goes on has read what stood there before.
        found.state = "waiting"


def _noted(name: str, title: str, fingerprint: str, note: ReportNote | None) -> NotedSection:
    if note is None:
        return NotedSection(name, title, fingerprint, "", changed=False, mark=mark_of(""))
    changed = not title or note.fingerprint not in ("", fingerprint)
    return NotedSection(name, title, fingerprint, note.text, changed, mark_of(note.text))


def _places(file: Path) -> list[dict[str, str]]:
    """Where authors can write, as noted beside the files; reports from before have no such note."""
    try:
        return list(json.loads(file.read_bytes()).get("places", ()))
    except FileNotFoundError:
        return []
