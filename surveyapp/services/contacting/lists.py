"""A contact list: read with everything that is wrong in it, and taken in whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from surveyapp.mail import is_address
from surveyapp.models import Invitation, Participant, Recipient, Round, Survey
from surveyapp.models.deletion import contacts_go_on
from surveyapp.models.errors import NotFoundError, SurveyAppError
from surveyapp.models.ids import InvitationKey, uuid7
from surveyapp.models.reaching import Channel, place_of
from surveyapp.models.telling import told
from surveyapp.models.tokens import entry_code, link_entry, link_token, token_code
from surveyapp.models.vault import vault_of
from surveyapp.services import access

HEADINGS: Mapping[str, str] = {
    **dict.fromkeys(("e-post", "epost", "e-postadresse", "email", "e-mail", "mail"), "mail"),
    **dict.fromkeys(("telefon", "mobil", "mobiltelefon", "phone", "mobile"), "phone"),
    **dict.fromkeys(("navn", "name"), "name"),
    **dict.fromkeys(("språk", "sprak", "målform", "language"), "language"),
    **dict.fromkeys(("deltaker", "kommunenummer", "kommunenr", "virksomhet", "nøkkel", "participant"), "participant"),
    **dict.fromkeys(("betegnelse", "kommune", "label"), "label"),
}
"""What a column may be called, and what it is."""

MOBILE = re.compile(r"[49]\d{7}")
ABROAD = re.compile(r"\+[1-9]\d{7,14}")
MOST_TOLD = 50
AT_ONCE = 1_000

ProblemKind = Literal[
    "no_address_column",
    "no_participant_column",
    "strange_column",
    "no_address",
    "wrong_mail",
    "wrong_phone",
    "no_participant",
    "strange_participant",
    "strange_language",
    "twice",
    "too_long",
]


@dataclass(frozen=True, slots=True)
class ContactProblem:
    """One thing to mend: `row` as a spreadsheet numbers it, 1 being the heading; `written`: what stands there."""

    row: int
    kind: ProblemKind
    written: str = ""

    def __str__(self) -> str:
        return f"row {self.row}: {_IN_WORDS[self.kind]}{f': {self.written}' if self.written else ''}"


_IN_WORDS: Mapping[ProblemKind, str] = {
    "no_address_column": "there is no column e-post or telefon",
    "no_participant_column": "there is no column deltaker that says who each address belongs to",
    "strange_column": "the column is not known; use e-post, telefon, navn, språk, deltaker, betegnelse",
    "no_address": "there is neither an e-mail address nor a telephone number",
    "wrong_mail": "that is not one e-mail address",
    "wrong_phone": "that is not a mobile number",
    "no_participant": "it is not said whose address it is",
    "strange_participant": "no such municipality on the round's date",
    "strange_language": "the questionnaire does not speak that language",
    "twice": "the same address stands in the list before",
    "too_long": "it is too long",
}


class ContactsRefusedError(SurveyAppError):
    """The list was read, but something in it must be mended first, so nothing was taken in."""

    def __init__(self, reading: Reading) -> None:
        more = [f"... and {reading.more} more."] if reading.more else []
        super().__init__("\n".join([*map(str, reading.problems), *more]))
        self.reading = reading


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to write to; `participant` is "" in an anonymous survey, where they stand for nobody."""

    participant: str
    label: str
    channel: Channel
    address: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a list says, and what is wrong with it: the first problems, and how many `more`."""

    contacts: tuple[Contact, ...]
    problems: tuple[ContactProblem, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Expected:
    """What a list may hold: languages (the first where none is said), and known participants with their labels.

    `known` is None where a participant may be anything, as courses and units are; `keyed`: whether they are named.
    """

    languages: tuple[str, ...]
    keyed: bool
    known: Mapping[str, str] | None = None


def read_contacts(header: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]], expected: Expected) -> Reading:
    """Read a table of contacts; touches no rows in the database."""
    columns = [HEADINGS.get(title.strip().lower(), "") for title in header]
    problems = list(_wrong_headings(header, columns, keyed=expected.keyed))
    if problems:
        return Reading((), tuple(problems))
    contacts: dict[tuple[str, str], Contact] = {}
    for number, cells in rows:
        said = {column: cell.strip() for column, cell in zip(columns, cells, strict=False)}
        found = _contact(number, said, expected)
        if isinstance(found, Contact):
            place = (found.participant, found.address.lower())
            if place in contacts:
                problems.append(ContactProblem(number, "twice", found.address))
            contacts[place] = found
        else:
            problems.append(found)
    return Reading(tuple(contacts.values()), tuple(problems[:MOST_TOLD]), max(0, len(problems) - MOST_TOLD))


def _wrong_headings(header: Sequence[str], columns: Sequence[str], *, keyed: bool) -> Iterable[ContactProblem]:
    for title, column in zip(header, columns, strict=True):
        if not column:
            yield ContactProblem(1, "strange_column", title)
    if not {"mail", "phone"} & set(columns):
        yield ContactProblem(1, "no_address_column")
    if keyed and "participant" not in columns:
        yield ContactProblem(1, "no_participant_column")


def _contact(row: int, said: Mapping[str, str], expected: Expected) -> Contact | ContactProblem:
    key, language = said.get("participant", ""), said.get("language", "").lower() or expected.languages[0]
    mail, phone = _plain_domain(said.get("mail", "")), said.get("phone", "")
    number = _number(phone)
    problems: tuple[tuple[bool, ProblemKind, str], ...] = (
        (not mail and not phone, "no_address", ""),
        (mail != "" and not is_address(mail), "wrong_mail", mail),
        (mail == "" and phone != "" and not number, "wrong_phone", phone),
        (expected.keyed and not key, "no_participant", ""),
        (expected.keyed and expected.known is not None and key not in expected.known, "strange_participant", key),
        (language not in expected.languages, "strange_language", language),
        (len(key) > 100 or len(said.get("name", "")) > 200 or len(said.get("label", "")) > 200, "too_long", ""),
    )
    for wrong, kind, written in problems:
        if wrong:
            return ContactProblem(row, kind, written[:100])
    label = (expected.known or {}).get(key) or said.get("label", "") or key
    channel: Channel = "mail" if mail else "sms"
    return Contact(key if expected.keyed else "", label, channel, mail or number, said.get("name", ""), language)


def _plain_domain(mail: str) -> str:
    """The address with its domain as mail servers write it: målselv.no is xn--mlselv-iua.no."""
    name, at, domain = mail.rpartition("@")
    try:
        return name + at + (domain if domain.isascii() else domain.encode("idna").decode())
    except UnicodeError:
        return mail


def _number(written: str) -> str:
    """A mobile number as the networks know it, such as +4790000000; "" when it is none."""
    digits = re.sub(r"[\s().-]", "", written)
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    if MOBILE.fullmatch(digits.removeprefix("+47")):
        return f"+47{digits.removeprefix('+47')}"
    return digits if ABROAD.fullmatch(digits) and not digits.startswith("+47") else ""


@dataclass(frozen=True, slots=True)
class Added:
    """What came of a list: new addresses, those that were there already, and participants that are new in the round."""

    recipients: int
    known: int
    participants: int


def add_contacts(
    session: Session, survey_id: UUID, round_id: UUID, contacts: Sequence[Contact], *, key: bytes
) -> Added:
    """Take a list in: its addresses, sealed, and an invitation to the round for each participant."""
    with access.changing_survey(session, "respondents.invite", survey_id, contacts=len(contacts)) as survey:
        asked = session.get(Round, (survey_id, round_id), with_for_update=True)
        if asked is None:
            raise NotFoundError(f"Survey {survey_id} has no round {round_id}.")
        ids: dict[str, UUID] = {}
        new = 0
        if survey.privacy != "anonymous":
            ids = _participants(session, survey, {each.participant: each.label for each in contacts})
            new = _invite(session, survey, round_id, list(ids.values()), key)
        added = _recipients(session, survey, contacts_go_on(session, survey_id, asked.closes_on), contacts, ids)
        return Added(added, len(contacts) - added, new)


def _participants(session: Session, survey: Survey, labels: Mapping[str, str]) -> dict[str, UUID]:
    known = session.execute(select(Participant.key, Participant.id).where(Participant.survey_id == survey.id))
    ids = {key: found for key, found in known if key in labels}
    fresh = [(key, label, uuid7()) for key, label in labels.items() if key not in ids]
    _insert(
        session,
        Participant,
        (
            {"survey_id": survey.id, "id": new, "privacy": survey.privacy, "key": key, "label": label[:200]}
            | {"lists": {}, "former_lists": {}}
            for key, label, new in fresh
        ),
    )
    return ids | {key: new for key, _label, new in fresh}


def _invite(session: Session, survey: Survey, round_id: UUID, ids: Sequence[UUID], key: bytes) -> int:
    here = Invitation.survey_id == survey.id, Invitation.round_id == round_id
    invited = set(session.scalars(select(Invitation.participant_id).where(*here)))
    fresh = [(each, InvitationKey(survey.id, uuid7())) for each in ids if each not in invited]
    _insert(
        session,
        Invitation,
        (
            {
                "survey_id": survey.id,
                "id": place.id,
                "privacy": survey.privacy,
                "round_id": round_id,
                "participant_id": participant_id,
                "token_code": token_code(link_token(place, 1, key), key),
                "entry_code": entry_code(link_entry(place, 1, key), key),
                "issue": 1,
            }
            for participant_id, place in told(session, "Making links", fresh, len(fresh))
        ),
    )
    return len(fresh)


def _recipients(
    session: Session, survey: Survey, until: date, contacts: Sequence[Contact], ids: Mapping[str, UUID]
) -> int:
    vault = vault_of(session)
    known = session.execute(
        select(Recipient.participant_id, Recipient.address_code).where(Recipient.survey_id == survey.id)
    )
    there = {(participant_id, code) for participant_id, code in known}
    rows: list[dict[str, Any]] = []
    for each in told(session, "Sealing addresses", contacts, len(contacts)):
        place, code = uuid7(), vault.code_of(each.address.lower())
        participant_id = ids.get(each.participant)
        if (participant_id, code) in there:
            continue
        sealed = vault.seal(f"{each.address}\n{each.name}", place_of(survey.id, place))
        rows.append(
            {
                "survey_id": survey.id,
                "id": place,
                "privacy": survey.privacy,
                "participant_id": participant_id,
                "channel": each.channel,
                "language": each.language,
                "sealed": sealed,
                "address_code": code,
                "destroy_on": until,
            }
        )
    _insert(session, Recipient, rows)
    return len(rows)


def _insert(session: Session, model: type, rows: Iterable[dict[str, Any]]) -> None:
    left = iter(rows)
    while some := list(islice(left, AT_ONCE)):
        session.execute(insert(model), some)
