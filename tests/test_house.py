"""The house keeps its own rules: where things lie, how long they are, and what no file says."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from surveyapp.cli import main as surveyapp_commands

ROOT = Path(__file__).parents[1]
ROOMS = ("questionnaires", "analysis", "surveyapp")
FOLDERS = {*ROOMS, "migrations", "tests", "docs", "requirements", ".ci", ".git"}
MADE = {line.strip("/") for line in (ROOT / ".gitignore").read_text().splitlines() if line.endswith("/")}
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PINNED = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)

LONGEST = 300
LONGEST_TESTS = 400
"""Tests are sentences side by side: a longer list of them is still read one by one."""
# Modules that may be longer, each with the reason that a reader would accept.
LONG: dict[str, str] = {
    "questionnaires/question_types.py": "the language itself, one small class per type of question, read as one table",
    "questionnaires/rules.py": "the rule for each type of question, side by side in one table",
}

SOMEONES_FOLDER = re.compile(r"(?<![\w.])/(?:home|root|Users|mnt|opt)/\w")
REGISTRY = re.compile(r"\b(?:pypi|pythonhosted|npmjs|debian)\.(?:org|com)\b")


def files() -> Iterator[Path]:
    """Every file of the project, without what set-up and running made."""
    for entry in ROOT.iterdir():
        if entry.is_file():
            yield entry
        elif entry.name in FOLDERS - {".git"}:
            yield from (path for path in entry.rglob("*") if path.is_file() and not is_made(path))


def is_made(path: Path) -> bool:
    place = path.relative_to(ROOT)
    return path.suffix == ".mo" or any(f"{made}/" in place.as_posix() for made in MADE)


def texts() -> Iterator[tuple[str, str]]:
    """Every text file's place and content."""
    for path in files():
        try:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def modules() -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in files() if path.suffix == ".py"]


def pins(lock: Path) -> dict[str, str]:
    return dict(PINNED.findall(lock.read_text()))


def test_every_top_level_folder_is_a_room_of_the_house() -> None:
    folders = {entry.name for entry in ROOT.iterdir() if entry.is_dir()}
    assert folders - MADE <= FOLDERS


def test_a_module_is_short_unless_a_reason_is_given() -> None:
    # A migration lists what it makes, and is never shortened once it has run somewhere.
    kept = [module for module in modules() if not module.startswith("migrations/versions/")]
    lengths = {module: len((ROOT / module).read_text().splitlines()) for module in kept}
    allowed = {module: LONGEST_TESTS if module.startswith("tests/") else LONGEST for module in lengths}
    assert {module for module, lines in lengths.items() if lines >= allowed[module]} == set(LONG)


def test_no_file_names_a_machine_or_a_registry() -> None:
    here = (str(ROOT), str(Path.home()))
    found = [
        place
        for place, text in texts()
        if any(f"{path}/" in text for path in here) or SOMEONES_FOLDER.search(text) or REGISTRY.search(text)
    ]
    assert found == []


def test_python_locks_have_hashes_and_no_addresses() -> None:
    assert [lock.name for lock in LOCKS] == ["dev.txt", "node.txt", "run.txt", "uv.txt"]
    for lock in LOCKS:
        lines = lock.read_text().splitlines()
        strangers = [line for line in lines if not re.match(r"[a-z0-9-]+==\S+( ; .+)? \\$|    --hash=sha256:", line)]
        assert strangers == []
        assert all(after.startswith("    --hash") for line, after in pairwise(lines) if "==" in line)


def test_developers_run_the_versions_that_users_run() -> None:
    running, developing = pins(ROOT / "requirements/run.txt"), pins(ROOT / "requirements/dev.txt")
    assert len(running) > 20
    assert running.items() <= developing.items()


def test_every_declared_package_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    declared = project["project"]["dependencies"], project["dependency-groups"]["dev"]
    for packages, lock in zip(declared, ("run", "dev"), strict=True):
        names = {re.split(r"[\[<>=]", package)[0] for package in packages}
        assert names <= pins(ROOT / f"requirements/{lock}.txt").keys()


def test_the_front_end_lock_has_integrity_and_no_addresses() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    wanted = json.loads((ROOT / "package.json").read_text())
    packages = {place: package for place, package in lock["packages"].items() if place}
    assert all("integrity" in package and "resolved" not in package for package in packages.values())
    for name, version in {**wanted["dependencies"], **wanted["devDependencies"]}.items():
        assert packages[f"node_modules/{name}"]["version"] == version


def test_services_ask_the_analysis_only_while_they_work() -> None:
    for path in (ROOT / "surveyapp/services").rglob("*.py"):
        tree = ast.parse(path.read_text())
        at_import = [name.name for node in tree.body if isinstance(node, ast.Import) for name in node.names]
        at_import += [str(node.module) for node in tree.body if isinstance(node, ast.ImportFrom)]
        assert [name for name in at_import if name.split(".")[0] == "analysis"] == [], path


ON_DEMAND = "surveyapp.services.exporting.formats."
"""Each of these is loaded with its libraries when a file of its format is made, and then only."""


def test_importing_the_whole_app_loads_no_statistics() -> None:
    code = (
        "import importlib, pkgutil, sys, surveyapp\n"
        "names = [module.name for module in pkgutil.walk_packages(surveyapp.__path__, 'surveyapp.')]\n"
        f"for name in names: name.startswith({ON_DEMAND!r}) or importlib.import_module(name)\n"
        "assert len(names) > 10, names\n"
        "print(*sorted({'analysis', 'matplotlib', 'polars', 'scipy'} & sys.modules.keys()))\n"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert answer.stdout.split() == []


def test_the_readme_is_short_and_names_only_commands_that_are_there() -> None:
    readme = (ROOT / "README.md").read_text()
    targets = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE))
    makes = set(re.findall(r"(?:`|    )make ([a-z-]+)", readme))
    commands = set(re.findall(r"\.venv/bin/surveyapp ([a-z]+)", readme))
    assert len(readme.splitlines()) <= 120
    assert {"demo", "test"} <= makes <= targets
    assert {"check", "publish", "serve"} <= commands <= set(surveyapp_commands.commands)


@pytest.mark.parametrize("excuse", ["pytest.skip('later')", "pytest.xfail('later')"])
def test_a_run_that_leaves_a_test_out_fails(excuse: str, tmp_path: Path) -> None:
    (tmp_path / "test_excused.py").write_text(
        f"import pytest\ndef test_excused():\n    {excuse}\ndef test_sound():\n    pass\n"
    )
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.nothing_skipped",
        "-c",
        "/dev/null",
        str(tmp_path),
    ]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert "1 passed" in answer.stdout
    assert answer.returncode == pytest.ExitCode.TESTS_FAILED
