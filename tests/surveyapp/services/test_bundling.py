"""A built report goes into an archive that can be worked out again."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from analysis.bundles.archive import pack, unpack
from surveyapp.models.errors import NotFoundError
from surveyapp.services import reporting
from surveyapp.services.reporting import NotABundleError, Order
from tests.surveyapp.services.answered import answered
from tests.surveyapp.stage import NOW


def bundled(session: Session, folder: Path) -> Path:
    stage = answered(session)
    baseline, followup = stage.round_ids[:2]
    wanted = Order(kind="change", survey_id=stage.survey_id, baseline_id=baseline, followup_id=followup)
    made = reporting.build(session, reporting.order(session, wanted, NOW), folder, NOW, faces=("html",))
    (folder / "bundle.zip").write_bytes(reporting.bundle(session, made.id, folder))
    return folder / "bundle.zip"


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


@pytest.mark.parametrize("folder", ["codebooks/", "definitions/", "ledger.json", "report/"])
def test_what_was_changed_is_found_though_its_sum_was_forged(session: Session, tmp_path: Path, folder: str) -> None:
    file = bundled(session, tmp_path)
    whole = unpack(file)
    name = next(each for each in sorted(whole.files) if each.startswith(folder))
    words = rb"<p[^>]*>" if folder == "report/" else rb'"nb": ?"'
    forged = (
        b"[[]]" if folder == "ledger.json" else re.sub(words, lambda met: met[0] + b"x", whole.files[name], count=1)
    )
    assert forged != whole.files[name]
    about = {key: each for key, each in whole.about.items() if key not in ("files", "software", "format", "version")}
    file.write_bytes(pack({**whole.files, name: forged}, about))
    assert not reporting.verify(file).same


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"x")
    with pytest.raises(NotABundleError):
        reporting.verify(tmp_path / "x")
