"""Bundles: the same bytes for the same report, nothing half or changed is believed, and wrong numbers are found."""

from __future__ import annotations

import json
import random
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.bundles import archive, verifying
from analysis.bundles.archive import MANIFEST, BundleError, pack, unpack
from analysis.bundles.cli import verify_bundle
from analysis.bundles.making import COUNTS, RESULTS
from analysis.bundles.verifying import files_of, lines, verify
from analysis.disclosure.comparisons import protect
from analysis.reports.build import build
from analysis.reports.faces import made_faces
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


def test_all_of_a_bundle_of_persons_that_counts_can_give_is_worked_out(tmp_path: Path) -> None:
    book = shipped(Path("questionnaires/library/brukererfaring.yaml"))
    found = verify(written(tmp_path, files_of(Material.of(protect(random_comparison(book, 400))), [book])))
    (told,) = found.recounts.values()
    assert found.same
    assert 0 < told.numbers < told.of
    assert f"{told.numbers} of {told.of} numbers in all" in "\n".join(lines(found))


def test_a_share_beside_hidden_counts_is_worked_out_too(tmp_path: Path) -> None:
    book = shipped(Path("questionnaires/library/brukererfaring.yaml"))
    kept = files_of(Material.of(protect(random_comparison(book, 400))), [book])
    results = json.loads(kept[RESULTS])
    wrong = next(
        code
        for each in results["comparisons"][0]["questions"]
        if each["suppressed"] and each["baseline"] and each["baseline"]["valid"]
        for code in each["baseline"]["codes"]
        if code["count"] is not None
    )
    wrong["share"] += 0.01
    assert not verify(written(tmp_path, {**kept, RESULTS: json.dumps(results).encode()})).same


@cache
def whole() -> tuple[Mapping[str, bytes], Mapping[str, str]]:
    """A bundle with its report, and what its manifest is about."""
    material = Material.of(protect(random_comparison(shipped(Path("questionnaires/library/psfs.yaml")), 60)))
    kept = files_of(material, [shipped(Path("questionnaires/library/psfs.yaml"))])
    told = sha256(kept[RESULTS]).hexdigest()
    report = replace(build(material, "change"), checksum=told)
    made = {f"report/{name}": content for name, content in made_faces(report, ("html",)).items()}
    about = {"title": "PSFS", "kind": "change", "language": "nb", "results_sha256": told}
    return {**kept, **made}, about


def packed(folder: Path, content: Mapping[str, bytes], about: Mapping[str, str]) -> Path:
    """As somebody would who forges the sums too."""
    file = folder / "forged.zip"
    file.write_bytes(pack(content, about))
    return file


def test_a_report_is_written_again_to_the_same_bytes(tmp_path: Path) -> None:
    found = verify(packed(tmp_path, *whole()))
    assert found.same
    assert found.retold.same == ("report.html",)


@pytest.mark.parametrize("seed", range(9))
def test_a_digit_that_was_changed_anywhere_is_found_though_the_sums_were_forged(tmp_path: Path, seed: int) -> None:
    content, about = whole()
    chance = random.Random(seed)
    # Codebooks come of the definitions, which the app alone can read: its own `verify` looks at them.
    name = sorted(each for each in content if not each.startswith("codebooks/"))[seed % (len(content) - 1)]
    digits = [at.start() for at in re.finditer(rb"[0-9]", content[name])]
    at = chance.choice(digits)
    other = chance.choice([each for each in b"0123456789" if each != content[name][at]])
    forged = bytearray(content[name])
    forged[at] = other
    sums = {**about, "results_sha256": sha256(bytes(forged)).hexdigest()} if name == RESULTS else about
    try:
        found = verify(packed(tmp_path, {**content, name: bytes(forged)}, sums))
    except BundleError:
        return
    assert not found.same, (name, content[name][at - 40 : at + 40])


def test_a_report_by_other_software_is_not_written_again_and_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = packed(tmp_path, *whole())
    monkeypatch.setattr(verifying, "software", lambda: {"typst": "9.9"})
    found = verify(file)
    assert found.retold.not_tried == ("report.html",)
    assert "not written again, for the software here is another" in "\n".join(lines(found))


def test_a_definition_whose_name_is_another_sum_is_found(tmp_path: Path) -> None:
    found = verify(written(tmp_path, {**files(), f"definitions/{'0' * 64}.json": b"{}"}))
    assert found.strange == (f"definitions/{'0' * 64}.json",)
    assert not found.same
