"""Bundles: the same bytes for the same report, nothing half or changed is believed, and wrong numbers are found."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.bundles import archive
from analysis.bundles.archive import MANIFEST, BundleError, pack, unpack
from analysis.bundles.cli import verify_bundle
from analysis.bundles.verifying import COUNTS, RESULTS, files_of, lines, verify
from analysis.disclosure.comparisons import protect
from analysis.reports.material import Material
from tests.analysis.made import random_comparison, shipped

BOOK = shipped(Path("questionnaires/library/kommuneundersokelsen.yaml"))
ABOUT = {"title": "Status 2017 og 2026"}


@cache
def files() -> Mapping[str, bytes]:
    return files_of(Material.of(protect(random_comparison(BOOK, 200))), [BOOK])


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return written(tmp_path, files())


def written(folder: Path, content: Mapping[str, bytes]) -> Path:
    file = folder / "bundle.zip"
    file.write_bytes(pack(content, ABOUT))
    return file


def zipped(folder: Path, *entries: tuple[str, bytes]) -> Path:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in entries:
            opened.writestr(name, content)
    (folder / "other.zip").write_bytes(made.getvalue())
    return folder / "other.zip"


def test_the_same_report_gives_the_same_bytes() -> None:
    assert pack(files(), ABOUT) == pack(dict(reversed(list(files().items()))), ABOUT)


def test_all_questions_with_a_scale_of_municipalities_are_worked_out_to_the_same(bundle: Path) -> None:
    found = verify(bundle)
    (told,) = found.recounts.values()
    assert found.same
    assert told.same > 80
    assert told.same + sum(map(len, told.not_tried.values())) == len(BOOK.variables) - 1
    assert lines(found)[0] == "Status 2017 og 2026: the same."


def test_a_number_that_does_not_come_of_the_counts_is_found(tmp_path: Path) -> None:
    results = json.loads(files()[RESULTS])
    asked = results["comparisons"][0]["questions"]
    wrong = next(each for each in asked if each["name"] == "D4")
    wrong["indicator"]["change"]["value"] += 0.01
    found = verify(written(tmp_path, {**files(), RESULTS: json.dumps(results).encode()}))
    assert not found.same
    assert [each.where for each in next(iter(found.recounts.values())).differences] == ["D4.indicator.change.value"]


def test_a_count_that_was_changed_is_found(tmp_path: Path) -> None:
    counts = json.loads(files()[COUNTS])
    counts[0]["D4"]["followup"]["codes"][0]["count"] += 1
    assert not verify(written(tmp_path, {**files(), COUNTS: json.dumps(counts).encode()})).same


def test_the_command_says_so_by_its_exit_code(bundle: Path) -> None:
    answer = CliRunner().invoke(verify_bundle, [str(bundle)])
    assert (answer.exit_code, "the same" in answer.output) == (0, True)


def test_what_is_hidden_is_not_in_it() -> None:
    book = shipped(Path("questionnaires/library/brukererfaring.yaml"))
    comparison = protect(random_comparison(book, 40))
    counts = json.loads(files_of(Material.of(comparison), [book])[COUNTS])[0]
    found = [code["count"] for each in counts.values() if each["baseline"] for code in each["baseline"]["codes"]]
    assert None in found
    assert not {1, 2, 3, 4} & set(found)


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"no archive")
    with pytest.raises(BundleError, match="no archive"):
        verify(tmp_path / "x.zip")


def test_an_archive_without_a_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="no manifest"):
        verify(zipped(tmp_path, ("results.json", b"{}")))


def test_another_version_is_refused(bundle: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle) as opened:
        manifest = json.loads(opened.read(MANIFEST)) | {"version": 2}
    with pytest.raises(BundleError, match="another version"):
        verify(zipped(tmp_path, (MANIFEST, json.dumps(manifest).encode())))


def test_a_file_that_is_missing_or_comes_from_elsewhere_is_refused(bundle: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle) as opened:
        manifest = opened.read(MANIFEST)
    with pytest.raises(BundleError, match=r"Missing: .*results.json.*Not in the manifest: ../../etc/x"):
        verify(zipped(tmp_path, (MANIFEST, manifest), ("../../etc/x", b"x")))


def test_a_file_that_was_changed_is_refused(bundle: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle) as opened:
        content = [(each, opened.read(each)) for each in opened.namelist()]
    changed = [(name, text + b" " if name == COUNTS else text) for name, text in content]
    with pytest.raises(BundleError, match=r"Changed since it was made: counts\.json"):
        verify(zipped(tmp_path, *changed))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 1_000_000)
    with pytest.raises(BundleError, match="unpacks to more"):
        unpack(zipped(tmp_path, (MANIFEST, b"0" * 50_000_000)))


def test_results_of_no_known_shape_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="no results"):
        verify(written(tmp_path, {**files(), RESULTS: b'{"comparisons": 3}'}))


def test_results_without_their_codebook_are_not_worked_out_and_said_so(tmp_path: Path) -> None:
    without = {name: content for name, content in files().items() if not name.startswith("codebooks/")}
    found = verify(written(tmp_path, without))
    assert set(next(iter(found.recounts.values())).not_tried) == {"unknown"}


def test_what_is_not_protected_is_not_put_in() -> None:
    open_to_all = replace(protect(random_comparison(BOOK, 200)), protected=False)
    with pytest.raises(ValueError, match="small numbers"):
        files_of(Material.of(open_to_all), [BOOK])
