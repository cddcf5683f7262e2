"""A folder with a report: made anew when what it shows is new, left alone else, and never half of two."""

import hashlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest

from analysis.reports import folders
from analysis.reports.build import build
from analysis.reports.faces import FACES
from analysis.reports.folders import NOTE, keep_report
from analysis.reports.material import Material, Note, material_to_json
from analysis.wording.language import speaking
from tests.analysis.made import comparison, question

ROOT = Path(__file__).parents[2]
MATERIAL = Material.of(comparison(question()))
OTHER = replace(MATERIAL, notes=(Note("neste", "Vi vil mer."),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    keep_report(MATERIAL, "change", tmp_path)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The kinds of the reports that are built from now on."""
    built: list[str] = []

    def counted(material: Material, kind: str) -> object:
        built.append(kind)
        return build(material, kind)

    monkeypatch.setattr("analysis.reports.folders.build", counted)
    return built


def test_nothing_is_built_twice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built, before = builds(monkeypatch), contents(folder)

    paths = keep_report(MATERIAL, "change", folder)

    assert built == []
    assert contents(folder) == before
    assert [path.name for path in paths] == [each.file for each in FACES.values()]


CHANGES: dict[str, Callable[[Path, pytest.MonkeyPatch], object]] = {
    "a file is gone": lambda folder, _: (folder / "report.pdf").unlink(),
    "a file was changed": lambda folder, _: (folder / "report.docx").write_bytes(b"mine"),
    "a file was cut": lambda folder, _: os.truncate(folder / "report.html", 100),
    "the note is gone": lambda folder, _: (folder / NOTE).unlink(),
    "the note is no note": lambda folder, _: (folder / NOTE).write_text('["x"'),
    "the note is of another sort": lambda folder, _: (folder / NOTE).write_text('{"made_of": 1}'),
    "the software is new": lambda _, patch: patch.setattr(folders, "software", lambda: "newer"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_it_is_built_anew_when(change: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built, before = builds(monkeypatch), contents(folder)
    CHANGES[change](folder, monkeypatch)

    keep_report(MATERIAL, "change", folder)

    assert built == ["change"]
    made = contents(folder)
    assert {name: made[name] for name in before if name != NOTE} == {n: c for n, c in before.items() if n != NOTE}


def test_new_words_of_an_author_and_another_language_make_a_new_report(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = builds(monkeypatch)

    keep_report(OTHER, "change", folder)
    with speaking("en"):
        keep_report(OTHER, "change", folder)

    assert built == ["change", "change"]
    assert b'lang="en"' in (folder / "report.html").read_bytes()


def test_the_last_line_is_the_sha_256_of_the_results_that_the_note_has_too(folder: Path) -> None:
    wanted = hashlib.sha256(material_to_json(MATERIAL).encode()).hexdigest()

    assert json.loads((folder / NOTE).read_text())["checksum"] == wanted
    assert wanted.encode() in (folder / "report.html").read_bytes()


@contextmanager
def full_disk(room: int) -> Iterator[None]:
    """A process that can write no file longer than this, as if the disk had no more room."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


@pytest.mark.parametrize("room", [1, 20_000, 60_000])
def test_a_full_disk_leaves_what_was_there(folder: Path, room: int) -> None:
    before = contents(folder)

    with full_disk(room), pytest.raises(OSError, match="File too large"):
        keep_report(OTHER, "change", folder)

    assert contents(folder) == before


def test_a_full_disk_leaves_nothing_in_a_new_folder(tmp_path: Path) -> None:
    with full_disk(20_000), pytest.raises(OSError, match="File too large"):
        keep_report(MATERIAL, "change", tmp_path / "new")

    assert [*(tmp_path / "new").iterdir()] == []


def keep_often(material: Material, folder: Path) -> None:
    for _ in range(5):
        keep_report(material, "change", folder)


def test_two_who_build_at_once_leave_whole_files_and_nothing_else(tmp_path: Path) -> None:
    start = get_context("spawn")
    builders = [start.Process(target=keep_often, args=(each, tmp_path)) for each in (MATERIAL, OTHER)]
    for each in builders:
        each.start()
    for each in builders:
        each.join(120)

    assert [each.exitcode for each in builders] == [0, 0]
    assert {path.name for path in tmp_path.iterdir()} == {each.file for each in FACES.values()} | {NOTE}
    sums = json.loads((tmp_path / NOTE).read_text())["files"]
    assert {name: hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() for name in sums} == sums


def test_the_version_of_the_software_follows_its_files(tmp_path: Path) -> None:
    code = "from analysis.reports.folders import software; print(software())"
    copy = tmp_path / "copy"
    for room in ("analysis", "questionnaires"):
        shutil.copytree(ROOT / room, copy / room)

    def told() -> str:
        return subprocess.run([sys.executable, "-c", code], cwd=copy, capture_output=True, text=True, check=True).stdout

    before = told()
    template = copy / "analysis/reports/templates/report.typ"
    template.write_text(template.read_text() + "\n")

    assert told() != before
    assert "typst" in before
