"""Contact lists: everything wrong is told, nothing is taken in half, and nobody reads an address in the database."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from questionnaires.classifications import kommuner
from surveyapp.models import Invitation, Participant, Recipient
from surveyapp.services import contacting, importing
from surveyapp.services.contacting import Added, Contact, Expected
from tests.surveyapp.services.contacted import contact, contacted

COURSES = Expected(("nb", "en"), keyed=True)
ANYBODY = Expected(("nb", "en"), keyed=False)


def read(header: str, *lines: str, expected: Expected = COURSES) -> contacting.Reading:
    rows = [(number, tuple(line.split(","))) for number, line in enumerate(lines, start=2)]
    return contacting.read_contacts(header.split(","), rows, expected)


def test_a_list_tells_who_is_written_to_how_and_in_which_language() -> None:
    told = read("Deltaker,E-post,Telefon,Navn,Språk", "K1,a@example.org,,Kari,en", "K2,,900 00 000,,")
    assert told.problems == ()
    assert told.contacts == (
        Contact("K1", "K1", "mail", "a@example.org", "Kari", "en"),
        Contact("K2", "K2", "sms", "+4790000000", "", "nb"),
    )


def test_a_municipality_is_called_by_its_name_in_the_register() -> None:
    known = {each.nr: each.label for each in kommuner(on=date(2024, 6, 1))}
    expected = Expected(("nb",), keyed=True, known=known)
    told = read("kommunenummer,e-post", "4204,a@example.org", "9999,b@example.org", expected=expected)
    assert told.contacts[0].label == "Kristiansand"
    assert [(each.row, each.kind, each.written) for each in told.problems] == [(3, "strange_participant", "9999")]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("K1,kari@,,,", "wrong_mail"),
        ("K1,a@example.org;b@example.org,,,", "wrong_mail"),
        ("K1,a@example.org\r\nBcc: b@example.org,,,", "wrong_mail"),
        ("K1,<a@example.org>,,,", "wrong_mail"),
        ("K1,,12345678,,", "wrong_phone"),
        ("K1,,+47 22 22 22 22,,", "wrong_phone"),
        ("K1,,,Kari,", "no_address"),
        (",a@example.org,,,", "no_participant"),
        ("K1,a@example.org,,,fr", "strange_language"),
        (f"K1,a@example.org,,{'x' * 201},", "too_long"),
        ("K1,a\u200b@example.org,,,", "invisible"),
        ("K1,a@example.org,,Kari\r\nBcc: b@example.org,", "invisible"),
        ("K1,a@example.org,,Kari\u2028Bcc: b@example.org,", "invisible"),
        ("K\x001,a@example.org,,,", "invisible"),
        ("K1,a@example.org,,Nordmann, Kari,nb", "too_many_cells"),
    ],
)
def test_what_is_wrong_in_a_row_is_told_with_its_row(line: str, kind: str) -> None:
    told = read("deltaker,e-post,telefon,navn,språk", "K0,z@example.org,,,", line)
    assert [(each.row, each.kind) for each in told.problems] == [(3, kind)]


def test_all_that_is_wrong_in_a_row_is_told_at_once() -> None:
    header = "deltaker,e-post,telefon,navn,språk"
    line = f",kari@,,{'x' * 201},fr"
    told = read(header, line, "K1,a@example.org,,,", "K1,A@example.org,,,fr", "K1,,12,,")
    assert [(each.row, each.kind) for each in told.problems] == [
        (2, "wrong_mail"),
        (2, "no_participant"),
        (2, "strange_language"),
        (2, "too_long"),
        (4, "strange_language"),
        (4, "twice"),
        (5, "wrong_phone"),
    ]


def test_every_wrong_row_is_told_at_once_and_many_are_counted() -> None:
    told = read("deltaker,e-post", *["K1,nothing"] * 120)
    assert (len(told.problems), told.more) == (50, 70)


def test_a_name_is_written_as_its_language_does() -> None:
    # A Persian name has a joiner that nobody sees (U+200C); a name from a web page has a space that does not break.
    told = read("deltaker,e-post,navn", "K1,a@example.org,علی\u200cرضا", "K2,b@example.org,Kari\u00a0Nordmann")
    assert told.problems == ()


def test_one_number_that_is_written_in_two_ways_is_told() -> None:
    told = read("deltaker,telefon", "K1,900 00 000", "K1,+47 90 00 00 00")
    assert [(each.row, each.kind) for each in told.problems] == [(3, "twice")]


def test_the_same_address_twice_for_one_participant_is_told_and_for_two_it_is_allowed() -> None:
    told = read("deltaker,e-post", "K1,a@example.org", "K2,a@example.org", "K1,A@example.org")
    assert [(each.row, each.kind) for each in told.problems] == [(4, "twice")]


@pytest.mark.parametrize(
    ("header", "kinds"),
    [
        ("deltaker,navn", ["no_address_column"]),
        ("e-post", ["no_participant_column"]),
        ("deltaker,e-post,fødselsnummer", ["strange_column"]),
        ("deltaker,telefon,mobil", ["column_twice"]),
    ],
)
def test_headings_that_will_not_do_are_told(header: str, kinds: list[str]) -> None:
    assert [each.kind for each in read(header, "a,b,c").problems] == kinds


def test_an_address_at_a_norwegian_letters_domain_is_written_as_servers_do() -> None:
    # By the idna package: idna.encode("målselv.no").
    assert read("e-post", "post@målselv.no", expected=ANYBODY).contacts[0].address == "post@xn--mlselv-iua.no"


def test_a_number_abroad_is_kept_and_written_with_its_country() -> None:
    assert read("telefon", "0046 70 000 00 00", expected=ANYBODY).contacts[0].address == "+46700000000"


def test_a_list_makes_participants_invitations_and_sealed_addresses(session: Session) -> None:
    there = contacted(session)
    assert there.add(contact("4204", name="Kari Prøve"), contact("4203")) == Added(2, 0, 2)
    assert set(session.scalars(select(Participant.key))) == {"4204", "4203"}
    assert len(session.scalars(select(Invitation)).all()) == 2
    stored = session.execute(text("SELECT * FROM recipient")).all()
    assert "example.org" not in str(stored)
    assert "Kari" not in str(stored)


def test_a_list_that_is_taken_in_again_adds_only_what_is_new(session: Session) -> None:
    there = contacted(session)
    there.add(contact("4204"))
    assert there.add(contact("4204", "POST4204@example.org"), contact("4205")) == Added(1, 1, 1)


def test_the_addresses_of_an_anonymous_survey_stand_for_nobody(session: Session) -> None:
    there = contacted(session, "anonymous")
    there.add(contact(""), contact("", "en.annen@example.org"))
    assert session.scalars(select(Recipient.participant_id)).all() == [None, None]
    assert session.scalars(select(Participant)).all() == []


def test_addresses_are_kept_until_the_rounds_date(session: Session) -> None:
    there = contacted(session)
    there.add(contact())
    kept = session.scalars(select(Recipient.destroy_on)).one()
    # Ninety days after the stage's last day, 31 March 2026.
    assert kept.isoformat() == "2026-06-29"


def test_a_hundred_thousand_rows_are_read_whole() -> None:
    rows = [(number, (f"K{number}", f"a{number}@example.org")) for number in range(2, 100_002)]
    assert len(contacting.read_contacts(("deltaker", "e-post"), rows, COURSES).contacts) == 100_000


def test_a_hundred_thousand_duplicates_are_counted_and_fifty_told() -> None:
    rows = [(number, ("K1", "a@example.org")) for number in range(2, 100_002)]
    told = contacting.read_contacts(("deltaker", "e-post"), rows, COURSES)
    assert (len(told.problems), told.more) == (50, 99_949)


ENCODED = {
    "latin-1": ("a.csv", "deltaker,e-post,navn\nK1,a@example.org,Kåre\n".encode("latin-1")),
    "mac": ("a.csv", "deltaker,e-post,navn\nK1,a@example.org,Kåre\n".encode("mac-roman")),
    "utf-16": ("a.txt", "deltaker\te-post\nK1\ta@example.org\n".encode("utf-16")),
    "a workbook called csv": ("a.csv", b"PK\x03\x04"),
}


@pytest.mark.parametrize("name", ENCODED)
def test_a_list_in_another_encoding_is_refused_with_how_to_save_it(name: str, tmp_path: Path) -> None:
    file, content = ENCODED[name]
    (tmp_path / file).write_bytes(content)
    with pytest.raises(importing.UnreadableFileError, match=r"CSV UTF-8|Name it \.xlsx"):
        importing.read_table(tmp_path / file, importing.ImportLimits(1_000_000, 100))


def test_a_list_as_excel_saves_it_in_norway_is_read(tmp_path: Path) -> None:
    # «CSV UTF-8» with the list separator of Norwegian settings.
    (tmp_path / "a.csv").write_bytes("\ufeffDeltaker;E-post;Språk\r\nK1;a@example.org;nb\r\n".encode())
    table = importing.read_table(tmp_path / "a.csv", importing.ImportLimits(1_000_000, 100))
    told = contacting.read_contacts(table.header, table.rows, COURSES)
    assert (told.problems, told.contacts) == ((), (Contact("K1", "K1", "mail", "a@example.org", "", "nb"),))


def test_a_list_as_old_excel_saves_it_is_read_where_somebody_looks_it_over(tmp_path: Path) -> None:
    # «CSV (semikolondelt)» of Excel in Norway: the code page that Windows has there.
    written = "Deltaker;E-post;Navn;Språk\r\nK1;a@example.org;Kåre Bjørnæs;nb\r\n"
    (tmp_path / "a.csv").write_bytes(written.encode("cp1252"))
    table = importing.read_table(tmp_path / "a.csv", importing.ImportLimits(1_000_000, 100), windows=True)
    assert table.guessed == ("Kåre Bjørnæs", "Språk")
    told = contacting.read_contacts(table.header, table.rows, COURSES)
    assert (told.problems, told.contacts[0].name) == ((), "Kåre Bjørnæs")


@pytest.mark.parametrize("encoding", ["mac-roman", "cp865", "cp1251", "utf-16"])
def test_a_list_that_other_machines_save_is_refused_there_too(encoding: str, tmp_path: Path) -> None:
    name = "Ольга" if encoding == "cp1251" else "Kåre Bjørnæs"
    (tmp_path / "a.csv").write_bytes(f"deltaker,e-post,navn\nK1,a@example.org,{name}\n".encode(encoding))
    with pytest.raises(importing.UnreadableFileError, match="CSV UTF-8"):
        importing.read_table(tmp_path / "a.csv", importing.ImportLimits(1_000_000, 100), windows=True)


def test_the_letters_of_an_address_are_never_guessed(tmp_path: Path) -> None:
    # As a Mac saves it; in Windows-1252 it is Ž, and another domain.
    (tmp_path / "a.csv").write_bytes("deltaker;e-post\nK1;post@café.example\n".encode("mac-roman"))
    with pytest.raises(importing.UnreadableFileError, match="CSV UTF-8"):
        importing.read_table(tmp_path / "a.csv", importing.ImportLimits(1_000_000, 100), windows=True)


def test_a_list_in_utf_8_is_not_called_a_guess(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("deltaker,e-post,navn\nK1,a@example.org,Kåre\n", "utf-8")
    assert importing.read_table(tmp_path / "a.csv", importing.ImportLimits(1_000_000, 100), windows=True).guessed == ()
