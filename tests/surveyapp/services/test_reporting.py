"""Reports are ordered, built, built again and removed; what fails leaves what was there."""

from __future__ import annotations

import errno
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from analysis.reports import folders
from analysis.reports.faces import FACES
from analysis.reports.kinds import KINDS
from surveyapp.models import Report, Round
from surveyapp.models.errors import NotFoundError, RoundErasedError
from surveyapp.models.ids import uuid7
from surveyapp.services import comparing, reporting, surveying
from surveyapp.services.reporting import FILES, SOURCES, BeingBuiltError, Order, ReportNotBuiltError, WrongOrderError
from surveyapp.services.reporting.building import FORGOTTEN, LEASE
from surveyapp.web.staff.report_words import KINDS as WORDS
from tests.surveyapp.services.answered import answered
from tests.surveyapp.stage import NOW, Stage, set_up

LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def stage(session: Session) -> Stage:
    """A survey of two rounds that the same thirty persons answered."""
    return answered(session)


def on(stage: Stage, **more: object) -> Order:
    baseline, followup = stage.round_ids[:2]
    named = {"survey_id": stage.survey_id, "baseline_id": baseline, "followup_id": followup}
    return Order(**({"kind": "change"} | named | more))  # type: ignore[arg-type]


def built(stage: Stage, folder: Path, **more: object) -> Report:
    made = reporting.order(stage.session, on(stage, **more), NOW)
    return reporting.build(stage.session, made, folder, NOW)


def test_each_kind_that_can_be_ordered_can_be_written() -> None:
    assert SOURCES.keys() <= KINDS.keys()


def test_each_kind_that_can_be_ordered_has_a_name_and_readers() -> None:
    assert SOURCES.keys() <= WORDS.keys()


def test_the_files_are_called_as_the_analysis_calls_them() -> None:
    assert {name: face.file for name, face in FACES.items()} == FILES


def test_a_report_is_built_with_all_its_faces(stage: Stage, tmp_path: Path) -> None:
    report = built(stage, tmp_path)
    assert (report.state, report.problem, report.built_at) == ("ready", "", NOW)
    begins = {
        face: reporting.file_of(stage.session, report.id, face, tmp_path).read_bytes()[:5] for face in ("pdf", "docx")
    }
    assert begins == {"pdf": b"%PDF-", "docx": b"PK\x03\x04\x14"}
    page = reporting.file_of(stage.session, report.id, "html", tmp_path).read_text("utf-8")
    assert 'lang="nb"' in page
    assert "Har dere en plan?" in page


def test_a_report_is_written_in_the_language_that_was_ordered(stage: Stage, tmp_path: Path) -> None:
    report = built(stage, tmp_path, language="en")
    assert 'lang="en"' in reporting.file_of(stage.session, report.id, "html", tmp_path).read_text("utf-8")


def test_rounds_that_take_answers_are_named_first(stage: Stage, tmp_path: Path) -> None:
    report = built(stage, tmp_path)
    page = reporting.file_of(stage.session, report.id, "html", tmp_path).read_text("utf-8")
    assert "Foreløpige tall: Runde 1 og Runde 2 tar fortsatt imot svar" in page


def test_a_report_built_again_has_one_folder(stage: Stage, tmp_path: Path) -> None:
    report = built(stage, tmp_path)
    former = report.folder
    reporting.order_again(stage.session, report.id)
    again = reporting.build(stage.session, report.id, tmp_path, LATER)
    assert again.folder != former
    assert [each.name for each in tmp_path.iterdir()] == [again.folder]


def test_a_build_that_fails_leaves_what_was_there(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = built(stage, tmp_path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(folders, "keep_report", full)
    with pytest.raises(ReportNotBuiltError, match="No space left"):
        reporting.build(stage.session, report.id, tmp_path, LATER)
    found = reporting.report(stage.session, report.id)
    assert (found.state, found.problem, found.built_at) == ("failed", "disk", NOW)
    assert [each.name for each in tmp_path.iterdir()] == [found.folder]
    assert reporting.file_of(stage.session, report.id, "pdf", tmp_path).is_file()


def test_a_report_on_a_round_whose_answers_are_gone_says_so_and_stays(stage: Stage, tmp_path: Path) -> None:
    report = built(stage, tmp_path)
    erase(stage)
    with pytest.raises(ReportNotBuiltError, match="were deleted"):
        reporting.build(stage.session, report.id, tmp_path, LATER)
    assert reporting.report(stage.session, report.id).problem == "erased"
    assert reporting.file_of(stage.session, report.id, "html", tmp_path).is_file()
    with pytest.raises(RoundErasedError):
        reporting.order(stage.session, on(stage), LATER)


def erase(stage: Stage) -> None:
    """As `data retain` leaves a round whose day has come."""
    asked = stage.session.get_one(Round, (stage.survey_id, stage.round_ids[0]))
    asked.closed_at, asked.erased_on, asked.kept_invited, asked.kept_submitted = NOW, NOW.date(), 12, 12
    stage.session.commit()


def test_a_report_of_rounds_that_nobody_answered_says_that(session: Session, tmp_path: Path) -> None:
    report = built(set_up(session, privacy="confidential", rounds=2), tmp_path)
    assert report.state == "ready"
    page = reporting.file_of(session, report.id, "html", tmp_path).read_text("utf-8")
    assert "0 av 4 personer svarte" in page.replace("\N{NO-BREAK SPACE}", " ")


def test_while_a_report_is_being_built_nobody_else_builds_it(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = reporting.order(stage.session, on(stage), NOW)
    compare = comparing.compare

    def meanwhile(*tables: object) -> object:
        with Session(stage.session.get_bind()) as other:
            other.info.update(stage.session.info)
            with pytest.raises(BeingBuiltError):
                reporting.build(other, made, tmp_path, LATER)
        return compare(*tables)  # type: ignore[arg-type]

    monkeypatch.setattr(comparing, "compare", meanwhile)
    assert reporting.build(stage.session, made, tmp_path, NOW).state == "ready"


def test_a_build_whose_process_is_gone_is_taken_over(stage: Stage, tmp_path: Path) -> None:
    made = reporting.order(stage.session, on(stage), NOW)
    left = stage.session.get_one(Report, made)
    left.state, left.started_at = "building", NOW
    stage.session.commit()
    assert reporting.build_waiting(stage.session, tmp_path, LATER) == (0, 0)
    assert reporting.build_waiting(stage.session, tmp_path, NOW + LEASE + timedelta(seconds=1)) == (1, 0)


def test_one_report_that_fails_does_not_stop_the_rest(stage: Stage, tmp_path: Path) -> None:
    broken = reporting.order(stage.session, on(stage, counted=True), NOW)
    stage.session.get_one(Report, broken).kind = "none of ours"
    stage.session.commit()
    reporting.order(stage.session, on(stage), NOW)
    assert reporting.build_waiting(stage.session, tmp_path, NOW) == (1, 1)


def test_what_killed_builds_left_is_swept(stage: Stage, tmp_path: Path) -> None:
    report = built(stage, tmp_path)
    (tmp_path / "left").mkdir()
    assert reporting.sweep(stage.session, tmp_path, NOW) == 0
    soon = (tmp_path / "left").stat().st_mtime
    later = NOW.fromtimestamp(soon, NOW.tzinfo) + FORGOTTEN + timedelta(seconds=1)
    assert reporting.sweep(stage.session, tmp_path, later) == 1
    assert [each.name for each in tmp_path.iterdir()] == [report.folder]


def test_a_removed_report_leaves_no_files(stage: Stage, tmp_path: Path) -> None:
    report_id = built(stage, tmp_path).id
    reporting.remove(stage.session, report_id, tmp_path)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(NotFoundError):
        reporting.report(stage.session, report_id)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"kind": "x"}, "kind"),
        ({"language": "de"}, "language"),
        ({"area": "4204"}, "area"),
        ({"followup_id": None}, "rounds"),
    ],
)
def test_an_order_that_cannot_be_is_refused(session: Session, more: dict[str, object], field: str) -> None:
    with pytest.raises(WrongOrderError) as refused:
        reporting.order(session, on(set_up(session, rounds=2), **more), NOW)
    assert refused.value.field == field


def test_a_report_of_no_survey_is_not_found(session: Session) -> None:
    with pytest.raises(NotFoundError):
        reporting.order(session, on(set_up(session, rounds=2), survey_id=uuid7()), NOW)


def test_a_report_can_be_rehearsed_before_there_is_a_second_round(session: Session, tmp_path: Path) -> None:
    stage = set_up(session, privacy="confidential")
    wanted = Order(kind="change", survey_id=stage.survey_id, baseline_id=stage.round_ids[0])
    with pytest.raises(WrongOrderError):
        reporting.order(session, wanted, NOW)
    wanted = replace(wanted, rehearsed=True)
    report = reporting.build(session, reporting.order(session, wanted, NOW), tmp_path, NOW)
    page = reporting.file_of(session, report.id, "html", tmp_path).read_text("utf-8")
    assert "Prøvesvar: alt i rapporten er oppdiktet" in page
    assert "Foreløpige tall" not in page
    assert reporting.comparisons(session, stage.survey_id) == []
    with pytest.raises(NotFoundError):
        reporting.results_of(session, stage.survey_id, report.id, tmp_path)


def test_a_rehearsed_report_is_the_same_each_time(session: Session, tmp_path: Path) -> None:
    stage = set_up(session, privacy="confidential", rounds=2)
    first, second = (built(stage, tmp_path, rehearsed=True).sha256 for _ in range(2))
    assert first == second


def test_a_round_that_has_not_opened_can_be_chosen_to_rehearse(session: Session) -> None:
    stage = set_up(session)
    plan = surveying.RoundPlan(stage.version_id, "Neste", date(2026, 5, 1), date(2026, 6, 1))
    asked = surveying.add_round(session, stage.survey_id, plan)
    found = [each for each in reporting.subjects(session, "change") if each.rehearsed]
    assert [each.key for each in found] == [reporting.rehearsal(stage.survey_id, asked.id).key]
    made = reporting.order(session, found[0].order("change", "nb"), NOW)
    assert reporting.report(session, made).rehearsed


def test_subjects_are_the_pairs_of_rounds_that_are_there(session: Session) -> None:
    stage = set_up(session, rounds=3)
    words = [each.words.partition(": ")[2] for each in reporting.subjects(session, "change")]
    assert words == ["Runde 2 – Runde 3", "Runde 1 – Runde 3", "Runde 1 – Runde 2"]
    assert {each.survey_id for each in reporting.subjects(session, "change")} == {stage.survey_id}
