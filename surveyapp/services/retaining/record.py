"""The record of processing activities (GDPR article 30): what each survey keeps of whom, as it is set up."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from questionnaires.definition import Questionnaire
from questionnaires.words import Unit
from surveyapp.models import AuditEvent, Organisation, Participant, Round, Survey
from surveyapp.models.errors import SurveyAppError
from surveyapp.models.surveys import Privacy
from surveyapp.models.versions import questionnaire_of
from surveyapp.services import access
from surveyapp.services.retaining.plans import Promise, promise_of

HEADINGS = (
    "Behandling",
    "Behandlingsansvarlig",
    "Formål",
    "Registrerte",
    "Opplysninger",
    "Rettslig grunnlag",
    "Mottakere",
    "Overføring ut av EØS",
    "Sletting",
    "Sikkerhet",
)
TO_FILL_IN = "Fylles ut av virksomheten"
MODES: Mapping[Privacy, str] = {
    "anonymous": "anonyme svar, uten kobling til person, maskin eller klokkeslett",
    "confidential": "svar under en kode i stedet for navn",
    "identified": "svar i en offentlig virksomhets navn",
}
UNITS: Mapping[Unit, str] = {
    "person": "Personer som svarer",
    "course": "Pasienter og brukere i et forløp",
    "municipality": "Kommuner",
    "measure": "De som har ansvar for tiltak",
}
SAFE = (
    "Roller avgjør hvem som ser hva. Det som gjøres, står i en endringslogg med forsegling. Kontaktopplysninger ligger "
    "kryptert for seg. Loggene har ikke IP-adresser, lenker eller svar. Rapporter viser ikke tall for få."
)
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


class UnknownKindError(SurveyAppError):
    """The file's name ends in something that the record is not written as."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One survey in the record, in the order of `HEADINGS`."""

    processing: str
    controller: str
    purpose: str
    subjects: str
    data: str
    legal_basis: str
    recipients: str
    transfers: str
    erasure: str
    security: str


def record(session: Session, organisation_id: UUID) -> tuple[Entry, ...]:
    """The surveys of one organisation, oldest first."""
    access.require(session, "survey.see", organisation_id)
    own = select(Survey).where(Survey.organisation_id == organisation_id).order_by(Survey.id)
    return tuple(_entry(session, survey) for survey in session.scalars(own))


def record_of_all(session: Session) -> tuple[Entry, ...]:
    """The surveys of every organisation that may be seen, by the organisations' names."""
    seen = access.organisations(session, "survey.see")
    own = select(Organisation.id).where(Organisation.id.in_(seen)).order_by(Organisation.name)
    return tuple(entry for each in session.scalars(own).all() for entry in record(session, each))


def _entry(session: Session, survey: Survey) -> Entry:
    promise = promise_of(session, survey.id)
    versions = session.scalars(select(Round.version_id).where(Round.survey_id == survey.id).distinct()).all()
    asked = [questionnaire_of(session, version) for version in versions]
    exports = select(func.count()).where(AuditEvent.survey_id == survey.id, AuditEvent.action == "answers.export")
    known = select(func.count()).where(Participant.survey_id == survey.id)
    return Entry(
        processing=_called(survey),
        controller=promise.owner,
        purpose=survey.purpose or TO_FILL_IN,
        subjects=", ".join(dict.fromkeys(UNITS[each.unit] for each in asked)) or TO_FILL_IN,
        data=_data(promise, asked, session.scalar(known) or 0),
        legal_basis=promise.legal_basis or TO_FILL_IN,
        recipients=f"Ingen faste. Svar er tatt ut som datafil {session.scalar(exports) or 0} ganger.",
        transfers=f"Ingen av programmet selv. {TO_FILL_IN}: hvor serveren og e-posttjenesten er.",
        erasure=_erasure(promise),
        security=SAFE,
    )


def _called(survey: Survey) -> str:
    marked = not survey.synthetic or "syntetisk" in survey.title
    return survey.title if marked else f"{survey.title} (syntetiske svar)"


def _data(promise: Promise, asked: Sequence[Questionnaire], participants: int) -> str:
    kinds = [MODES[promise.privacy]]
    if participants:
        kinds.append(f"{participants} deltakere med kode eller navn på virksomhet")
    if any(each.contact_questions for each in asked):
        kinds.append("e-postadresser og telefonnumre")
    return "; ".join(kinds)


def _erasure(promise: Promise) -> str:
    day = promise.answers_go_on.isoformat()
    answers = f"Svarene skilles fra personene {day}" if promise.manner == "unlink" else f"Svarene slettes {day}"
    if promise.privacy == "anonymous":
        return answers
    return f"{answers}. Kontaktopplysninger slettes {promise.contact_days} dager etter rundens siste dag"


def written(entries: Sequence[Entry], name: str) -> bytes:
    """The record as the file that the name asks for: .md, .csv or .xlsx; raises `UnknownKindError`."""
    kinds = {".md": _markdown, ".csv": _csv, ".xlsx": _xlsx}
    kind = Path(name).suffix
    if kind not in kinds:
        raise UnknownKindError(f"{name}: write a name that ends in {', '.join(kinds)}.")
    return kinds[kind](entries)


def _markdown(entries: Sequence[Entry]) -> bytes:
    def lines() -> Iterator[str]:
        yield "# Protokoll over behandlingsaktiviteter\n"
        for entry in entries:
            yield f"## {entry.processing}\n"
            yield from (f"- **{word}**: {what}" for word, what in zip(HEADINGS[1:], astuple(entry)[1:], strict=True))
            yield ""

    return "\n".join(lines()).encode()


def _csv(entries: Sequence[Entry]) -> bytes:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(_rows(entries))
    return file.getvalue().encode("utf-8-sig")


def _xlsx(entries: Sequence[Entry]) -> bytes:
    # It takes numpy in with it, which no server should start with.
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Protokoll"
    for row in _rows(entries):
        sheet.append(row)
    for column, cells in zip("ABCDEFGHIJ", sheet.columns, strict=True):
        sheet.column_dimensions[column].width = 32
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        cells[0].font = Font(bold=True)
    sheet.freeze_panes = "B2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _rows(entries: Sequence[Entry]) -> Iterator[tuple[str, ...]]:
    """The table; what would be a formula is made harmless."""
    yield HEADINGS
    for entry in entries:
        yield tuple(f"'{cell}" if cell.startswith(_FORMULAS) else cell for cell in astuple(entry))
