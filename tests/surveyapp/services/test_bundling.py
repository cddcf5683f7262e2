"""A built report goes into an archive that can be worked out again."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from surveyapp.models.errors import NotFoundError
from surveyapp.services import reporting
from surveyapp.services.reporting import NotABundleError, Order
from tests.surveyapp.services.answered import answered
from tests.surveyapp.stage import NOW


def test_a_report_is_bundled_and_worked_out_again(session: Session, tmp_path: Path) -> None:
    stage = answered(session)
    baseline, followup = stage.round_ids[:2]
    wanted = Order(kind="change", survey_id=stage.survey_id, baseline_id=baseline, followup_id=followup)
    made = reporting.order(session, wanted, NOW)
    with pytest.raises(NotFoundError, match="not built"):
        reporting.bundle(session, made, tmp_path)
    reporting.build(session, made, tmp_path, NOW, faces=("html",))
    file = tmp_path / "bundle.zip"
    file.write_bytes(reporting.bundle(session, made, tmp_path))
    found = reporting.verify(file)
    assert found.same
    with zipfile.ZipFile(file) as opened:
        folders = {each.partition("/")[0] for each in opened.namelist()}
    assert folders == {
        *("manifest.json", "results.json", "counts.json", "ledger.json", "codebooks", "definitions", "report"),
    }


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"x")
    with pytest.raises(NotABundleError):
        reporting.verify(tmp_path / "x")
