"""The list of municipalities as a workbook, read back by another program."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook, load_workbook
from sqlalchemy import update

from surveyapp.models import Round, Survey
from surveyapp.models.ids import norwegian_date
from surveyapp.services import retaining
from tests.surveyapp.web.test_oversight import Place, SignsIn, place, signed_in, text

__all__ = ["place", "signed_in"]
TODAY = norwegian_date(datetime.now(UTC))


def downloaded(client: FlaskClient, place: Place, asked: str = "") -> Workbook:
    answer = client.get(f"{place.path}/kommuner.xlsx{asked}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == "attachment; filename=kommuner.xlsx"
    return load_workbook(io.BytesIO(answer.get_data()))


def rows(book: Workbook) -> list[tuple[Any, ...]]:
    return list(book.worksheets[0].iter_rows(values_only=True))


def about(book: Workbook) -> dict[str, str]:
    return {str(word): str(what) for word, what in book.worksheets[1].iter_rows(values_only=True)}


def day(value: object) -> date:
    assert isinstance(value, datetime)
    return value.date()


def test_the_missing_are_listed_with_days_that_a_spreadsheet_counts_with(place: Place, signed_in: SignsIn) -> None:
    place.writes_to(n4201="sent", n4203="refused")
    place.hands_in("4204")
    found = {row[0]: row for row in rows(downloaded(signed_in("Agder"), place))}
    assert found["Kommunenummer"][1:] == ("Kommune", "Fylke", "Statsforvalter", "Tilstand", "Levert", "Sist kontaktet")
    # Agder has 25 municipalities, one of which has answered.
    assert len(found) == 25
    assert "4204" not in found
    assert (found["4201"][1], day(found["4201"][6])) == ("Risør", TODAY)
    assert found["4203"][4:] == ("Ikke begynt", None, "kom i retur")


def test_the_list_is_the_one_that_is_shown(place: Place, signed_in: SignsIn) -> None:
    place.hands_in("4204")
    client = signed_in("Agder")
    assert "kommuner.xlsx?fylke=&amp;vis=submitted" in text(client, f"{place.path}?vis=submitted")
    (_header, row) = rows(downloaded(client, place, "?vis=submitted"))
    assert (row[0], day(row[5])) == ("4204", TODAY)


def test_the_header_stays_in_sight_and_filters(place: Place, signed_in: SignsIn) -> None:
    sheet = downloaded(signed_in("Agder"), place).worksheets[0]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", "A1:G26")
    widths = {letter: sheet.column_dimensions[letter].width for letter in "ABCDEF"}
    assert min(widths.values()) > 13
    assert sheet["G2"].value == "ikke skrevet til"


def test_a_sheet_says_what_the_list_is_of_when_it_was_drawn_and_for_whom(place: Place, signed_in: SignsIn) -> None:
    told = about(downloaded(signed_in("Agder"), place))
    assert (told["Område"], told["Utvalg"], told["Antall kommuner"]) == ("Agder", "Mangler svar, Alle fylker", "25")
    assert told["Hentet av"] == "Kari"
    assert str(TODAY.year) in told["Listen er hentet"]
    assert "Syntetiske svar" not in told


def test_the_answers_of_a_demonstration_are_marked_so(place: Place, signed_in: SignsIn) -> None:
    with place.site.session() as session:
        session.execute(update(Survey).where(Survey.id == place.survey_id).values(synthetic=True))
        session.commit()
    book = downloaded(signed_in("Agder"), place)
    assert book.sheetnames == ["Syntetiske svar", "Om listen"]
    assert "demonstrasjon" in about(book)["Syntetiske svar"]


@pytest.mark.parametrize("words", ["=1+1", "@SUM(A1)", "+1", "-1", "=cmd|'/c calc'!A0", "https://example.org"])
def test_what_somebody_called_a_survey_is_words_and_never_a_formula(
    place: Place, signed_in: SignsIn, words: str
) -> None:
    with place.site.session() as session:
        session.execute(update(Survey).where(Survey.id == place.survey_id).values(title=words))
        session.execute(update(Round).where(Round.id == place.round_id).values(label=words))
        session.commit()
    sheet = downloaded(signed_in("Agder"), place).worksheets[1]
    assert (sheet["B1"].value, sheet["B1"].data_type, sheet["B1"].hyperlink) == (words, "s", None)


def test_of_a_round_whose_answers_are_gone_only_the_count_is_told(place: Place, signed_in: SignsIn) -> None:
    place.hands_in("4204")
    with place.site.session() as session:
        session.execute(update(Round).where(Round.id == place.round_id).values(closes_on=TODAY))
        session.commit()
        later = datetime.now(UTC).replace(year=TODAY.year + 11)
        retaining.retain(session, later)
    page = text(signed_in(), place.path)
    assert "Da hadde 1 kommuner i hele landet levert." in page
    assert "har svart" not in page
