"""A contact list: read with everything that is wrong in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from unicodedata import category

from surveyapp.mail import is_address
from surveyapp.models.errors import SurveyAppError
from surveyapp.models.reaching import Channel

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
BREAKS = frozenset({"Cc", "Zl", "Zp"})
UNSEEN: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("name", "label"), BREAKS),
    **dict.fromkeys(("mail", "phone", "participant", "language"), BREAKS | {"Cf"}),
}
"""Line breaks could become headers; what nobody sees makes two of one, but belongs in names of some languages."""
MOST_TOLD = 50
MOST_OF_A_KEY, MOST_OF_A_NAME = 100, 200
"""So many letters at most."""

ProblemKind = Literal[
    "no_address_column",
    "no_participant_column",
    "strange_column",
    "column_twice",
    "too_many_cells",
    "no_address",
    "wrong_mail",
    "wrong_phone",
    "no_participant",
    "strange_participant",
    "strange_language",
    "twice",
    "too_long",
    "invisible",
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
    "column_twice": "another column says the same; keep one of them",
    "too_many_cells": "there are more cells than headings; a comma in a cell takes quotation marks around the cell",
    "no_address": "there is neither an e-mail address nor a telephone number",
    "wrong_mail": "that is not one e-mail address",
    "wrong_phone": "that is not a mobile number",
    "no_participant": "it is not said whose address it is",
    "strange_participant": "no such municipality on the round's date",
    "strange_language": "the questionnaire does not speak that language",
    "twice": "the same address stands in the list before",
    "too_long": "it is too long",
    "invisible": "there are line breaks or other signs in it that are not seen; write it anew",
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


ADDRESS_FAULTS: frozenset[ProblemKind] = frozenset({"no_address", "wrong_mail", "wrong_phone"})


def read_contacts(header: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]], expected: Expected) -> Reading:
    """Read a table of contacts; touches no rows in the database."""
    columns = [HEADINGS.get(title.strip().lower(), "") for title in header]
    problems = list(_wrong_headings(header, columns, keyed=expected.keyed))
    if problems:
        return Reading((), tuple(problems))
    contacts: list[Contact] = []
    there: set[tuple[str, str]] = set()
    for number, cells in rows:
        said = {column: cell.strip() for column, cell in zip(columns, cells, strict=False)}
        if any(cells[len(columns) :]):
            # The cells after a stray comma stand in the wrong columns, and what is wrong in them is no news.
            problems.append(ContactProblem(number, "too_many_cells"))
            continue
        found = _contact(said, expected)
        place = (found.participant, found.address.lower())
        faults = _faults(said, expected)
        if not ADDRESS_FAULTS & {kind for kind, _written in faults}:
            if place in there:
                faults.append(("twice", found.address))
            there.add(place)
        problems += [ContactProblem(number, kind, written[:100]) for kind, written in faults]
        if not faults:
            contacts.append(found)
    return Reading(tuple(contacts), tuple(problems[:MOST_TOLD]), max(0, len(problems) - MOST_TOLD))


def _wrong_headings(header: Sequence[str], columns: Sequence[str], *, keyed: bool) -> Iterable[ContactProblem]:
    for title, column in zip(header, columns, strict=True):
        if not column:
            yield ContactProblem(1, "strange_column", title)
    for column in {each for each in columns if each and columns.count(each) > 1}:
        titles = [title for title, each in zip(header, columns, strict=True) if each == column]
        yield ContactProblem(1, "column_twice", ", ".join(titles)[:100])
    if not {"mail", "phone"} & set(columns):
        yield ContactProblem(1, "no_address_column")
    if keyed and "participant" not in columns:
        yield ContactProblem(1, "no_participant_column")


def _contact(said: Mapping[str, str], expected: Expected) -> Contact:
    """Who a row says is written to, whether or not it is well."""
    key, mail = said.get("participant", ""), _plain_domain(said.get("mail", ""))
    label = (expected.known or {}).get(key) or said.get("label", "") or key
    channel: Channel = "mail" if mail else "sms"
    address, language = mail or _number(said.get("phone", "")), _language(said, expected)
    return Contact(key if expected.keyed else "", label, channel, address, said.get("name", ""), language)


def _language(said: Mapping[str, str], expected: Expected) -> str:
    return said.get("language", "").lower() or expected.languages[0]


def _faults(said: Mapping[str, str], expected: Expected) -> list[tuple[ProblemKind, str]]:
    """All that is wrong in a row: of each cell the first thing, for what follows from that goes with it."""
    key, mail, phone = said.get("participant", ""), _plain_domain(said.get("mail", "")), said.get("phone", "")
    language, unseen = _language(said, expected), {each for each in said if _has(said[each], UNSEEN[each])}
    strange = expected.keyed and expected.known is not None and key not in expected.known
    cells: tuple[tuple[tuple[bool, ProblemKind, str], ...], ...] = (
        ((not mail and not phone, "no_address", ""),),
        ((mail != "" and not is_address(mail), "wrong_mail", mail), ("mail" in unseen, "invisible", "")),
        (("phone" in unseen, "invisible", ""), (not mail and phone != "" and not _number(phone), "wrong_phone", phone)),
        (
            (expected.keyed and not key, "no_participant", ""),
            ("participant" in unseen, "invisible", ""),
            (len(key) > MOST_OF_A_KEY, "too_long", ""),
            (strange, "strange_participant", key),
        ),
        (("language" in unseen, "invisible", ""), (language not in expected.languages, "strange_language", language)),
        *(
            ((column in unseen, "invisible", ""), (len(said.get(column, "")) > MOST_OF_A_NAME, "too_long", ""))
            for column in ("name", "label")
        ),
    )
    firsts = [next(((kind, written) for wrong, kind, written in cell if wrong), None) for cell in cells]
    # Two cells may have the same fault, which is told once.
    return list(dict.fromkeys(each for each in firsts if each is not None))


def _has(written: str, kinds: frozenset[str]) -> bool:
    """Whether any of the signs is of these Unicode categories; most words have none that is not printed."""
    return not written.isprintable() and any(category(sign) in kinds for sign in written)


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
