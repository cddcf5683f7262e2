"""Authors' paragraphs are kept through rebuilds, flagged when numbers change, and nobody writes over another's."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from surveyapp.models import Response
from surveyapp.models.errors import ChangedMeanwhileError, NotFoundError
from surveyapp.services import reporting
from surveyapp.services.reporting import Order, Written, WrongOrderError
from tests.surveyapp.services.answered import answered
from tests.surveyapp.stage import NOW, Stage

LATER = NOW + timedelta(minutes=1)
TEXT = "Vi følger opp planene.\n\nRådet får saken i mai."


@pytest.fixture
def stage(session: Session) -> Stage:
    return answered(session)


@pytest.fixture
def report_id(stage: Stage, tmp_path: Path) -> UUID:
    baseline, followup = stage.round_ids
    wanted = Order(kind="change", survey_id=stage.survey_id, baseline_id=baseline, followup_id=followup)
    made = reporting.order(stage.session, wanted, NOW)
    return reporting.build(stage.session, made, tmp_path, NOW, faces=("html",)).id


def write(stage: Stage, report_id: UUID, folder: Path, name: str, text: str = TEXT) -> None:
    there = reporting.section(stage.session, report_id, name, folder)
    reporting.write_note(stage.session, report_id, Written(name, text, there.fingerprint, there.mark), LATER)
    reporting.build(stage.session, report_id, folder, LATER, faces=("html",))


def page(stage: Stage, report_id: UUID, folder: Path) -> str:
    return reporting.file_of(stage.session, report_id, "html", folder).read_text("utf-8")


def test_every_section_can_be_written_under(stage: Stage, report_id: UUID, tmp_path: Path) -> None:
    there = reporting.sections(stage.session, report_id, tmp_path)
    assert {"neste", "svar"} <= {each.id for each in there}
    assert [each.id for each in there if each.text or each.changed] == []


def test_what_is_written_stands_in_the_report_and_survives_a_rebuild(
    stage: Stage, report_id: UUID, tmp_path: Path
) -> None:
    write(stage, report_id, tmp_path, "neste")
    for _again in range(2):
        assert "Vi følger opp planene." in page(stage, report_id, tmp_path)
        reporting.build(stage.session, report_id, tmp_path, LATER, faces=("html",))
    found = reporting.section(stage.session, report_id, "neste", tmp_path)
    assert (found.text, found.changed) == (TEXT, False)


def test_a_paragraph_is_flagged_when_the_numbers_under_it_change_until_it_is_saved_anew(
    stage: Stage, report_id: UUID, tmp_path: Path
) -> None:
    write(stage, report_id, tmp_path, "svar")
    one_fewer(stage)
    reporting.build(stage.session, report_id, tmp_path, LATER, faces=("html",))
    assert reporting.section(stage.session, report_id, "svar", tmp_path).changed
    assert "er endret siden det ble skrevet" in page(stage, report_id, tmp_path)
    write(stage, report_id, tmp_path, "svar")
    assert not reporting.section(stage.session, report_id, "svar", tmp_path).changed
    assert "er endret siden det ble skrevet" not in page(stage, report_id, tmp_path)


def one_fewer(stage: Stage) -> None:
    """Somebody takes an answer back."""
    stage.session.delete(stage.session.query(Response).filter_by(round_id=stage.round_ids[1]).first())
    stage.session.commit()


def test_numbers_that_changed_while_she_wrote_are_flagged(stage: Stage, report_id: UUID, tmp_path: Path) -> None:
    read = reporting.section(stage.session, report_id, "svar", tmp_path)
    one_fewer(stage)
    reporting.build(stage.session, report_id, tmp_path, LATER, faces=("html",))
    reporting.write_note(stage.session, report_id, Written(read.id, TEXT, read.fingerprint, read.mark), LATER)
    assert reporting.section(stage.session, report_id, read.id, tmp_path).changed


def test_two_who_write_at_once_are_told(stage: Stage, report_id: UUID, tmp_path: Path) -> None:
    read = reporting.section(stage.session, report_id, "neste", tmp_path)
    first, second = (Written("neste", text, read.fingerprint, read.mark) for text in ("Den ene.", "Den andre."))
    reporting.write_note(stage.session, report_id, first, LATER)
    with pytest.raises(ChangedMeanwhileError):
        reporting.write_note(stage.session, report_id, second, LATER)
    assert reporting.section(stage.session, report_id, "neste", tmp_path).text == "Den ene."


def test_nothing_takes_a_paragraph_away(stage: Stage, report_id: UUID, tmp_path: Path) -> None:
    write(stage, report_id, tmp_path, "neste")
    write(stage, report_id, tmp_path, "neste", "  \n ")
    assert reporting.section(stage.session, report_id, "neste", tmp_path).text == ""
    assert "Vi følger opp" not in page(stage, report_id, tmp_path)


def test_a_paragraph_whose_section_is_gone_is_still_there(stage: Stage, report_id: UUID, tmp_path: Path) -> None:
    reporting.write_note(stage.session, report_id, Written("borte", TEXT, "0" * 64), LATER)
    reporting.build(stage.session, report_id, tmp_path, LATER, faces=("html",))
    assert "Vi følger opp planene." in page(stage, report_id, tmp_path)
    found = reporting.section(stage.session, report_id, "borte", tmp_path)
    assert (found.title, found.text, found.changed) == ("", TEXT, True)


@pytest.mark.parametrize("text", ["x" * 10_001, "Hun har fødselsnummer 13097248022."])
def test_what_may_not_stand_in_a_report_is_refused(stage: Stage, report_id: UUID, text: str) -> None:
    with pytest.raises(WrongOrderError):
        reporting.write_note(stage.session, report_id, Written("neste", text, ""), LATER)


def test_a_section_that_nobody_has_is_not_found(stage: Stage, report_id: UUID, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        reporting.section(stage.session, report_id, "ingen", tmp_path)
