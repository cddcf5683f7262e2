"""The record of processing tells of each survey what is true of it, in files that can be opened."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from surveyapp.services import exporting, preparing, retaining
from surveyapp.services.retaining import UnknownKindError
from tests.surveyapp.services.test_contacts import REACH
from tests.surveyapp.stage import Stage, set_up


@pytest.fixture
def stage(session: Session) -> Stage:
    stage = set_up(session, REACH, privacy="confidential")
    stage.begin("F-102")
    return stage


def test_an_entry_tells_what_is_true_of_the_survey(session: Session, stage: Stage) -> None:
    exporting.export_round(session, stage.survey_id, stage.round_ids[0])
    preparing.describe(session, stage.survey_id, preparing.Description("Nå dem som svarer", health_data=False))
    (entry,) = retaining.record(session, stage.organisation_id)
    assert (entry.processing, entry.controller, entry.purpose) == ("Planen", "Prøve kommune", "Nå dem som svarer")
    assert "e-postadresser og telefonnumre" in entry.data
    assert "1 deltakere" in entry.data
    assert "1 ganger" in entry.recipients
    assert "2031-03-31" in entry.erasure
    assert "90 dager" in entry.erasure
    assert entry.legal_basis == "Fylles ut av virksomheten"


def test_an_anonymous_survey_has_no_contact_data_to_delete(session: Session) -> None:
    stage = set_up(session, privacy="anonymous")
    (entry,) = retaining.record(session, stage.organisation_id)
    assert "anonyme svar" in entry.data
    assert "Kontaktopplysninger" not in entry.erasure


def test_the_record_of_all_has_every_organisation_by_name(session: Session, stage: Stage) -> None:
    set_up(session, owner="Andre kommune")
    assert [entry.controller for entry in retaining.record_of_all(session)] == ["Andre kommune", "Prøve kommune"]


def test_each_kind_of_file_holds_the_same_words(session: Session, stage: Stage) -> None:
    entries = retaining.record(session, stage.organisation_id)
    markdown = retaining.written(entries, "p.md").decode()
    rows = list(csv.reader(io.StringIO(retaining.written(entries, "p.csv").decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(retaining.written(entries, "p.xlsx"))).worksheets[0]
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == rows
    assert all(cell in markdown for cell in (*rows[0][1:], *rows[1]))


def test_a_title_that_looks_like_a_formula_is_harmless(session: Session, stage: Stage) -> None:
    (entry,) = retaining.record(session, stage.organisation_id)
    evil = [type(entry)(**{**dict.fromkeys(entry.__slots__, "x"), "processing": "=1+1"})]
    rows = list(csv.reader(io.StringIO(retaining.written(evil, "p.csv").decode("utf-8-sig"))))
    assert rows[1][0] == "'=1+1"
    sheet = load_workbook(io.BytesIO(retaining.written(evil, "p.xlsx"))).worksheets[0]
    assert sheet["A2"].value == "'=1+1"


def test_another_kind_of_file_is_refused(session: Session, stage: Stage) -> None:
    with pytest.raises(UnknownKindError, match=r"p\.doc: write a name that ends in \.md, \.csv, \.xlsx"):
        retaining.written((), "p.doc")
