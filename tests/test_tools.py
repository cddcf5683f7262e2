"""Machines made of small scripts: what is there, what a fake apt-get can bring, and what it was told."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools import TOOLS

ROOT = Path(__file__).parents[1]
PACKAGES = [each.package for each in TOOLS]
BRINGS = """\
echo "$@" >> "$HOME/told"
[ "$4" = install ] || exit 0
mkdir -p "$HOME/office/program"
for program in pspp Rscript; do echo > "$HOME/bin/$program"; chmod +x "$HOME/bin/$program"; done
touch "$HOME/office/program/libswlo.so" "$HOME/office/program/libsclo.so"
echo > "$HOME/office/program/soffice"; chmod +x "$HOME/office/program/soffice"
ln -sf "$HOME/office/program/soffice" "$HOME/bin/soffice"
"""
FAILS = 'echo "$@" >> "$HOME/told"; exit 100'


class Machine:
    """A folder as a whole machine: its PATH has nothing but what was put there."""

    def __init__(self, home: Path) -> None:
        self.home = home
        for command in ("mkdir", "touch", "chmod", "ln"):
            self.put(command, f'exec /bin/{command} "$@"')

    def put(self, name: str, script: str) -> None:
        program = self.home / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)

    def ask(self, user: int = 0) -> subprocess.CompletedProcess[str]:
        """Run the tool as root or as another user."""
        code = f"import os, runpy; os.geteuid = lambda: {user}; runpy.run_module('tests.tools', run_name='__main__')"
        path = {"PATH": str(self.home / "bin"), "HOME": str(self.home)}
        return subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=path, cwd=ROOT
        )

    @property
    def told(self) -> list[str]:
        """What apt-get was told, line by line."""
        note = self.home / "told"
        return note.read_text().splitlines() if note.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_bare_machine_gets_every_package_from_a_fresh_list(machine: Machine) -> None:
    machine.put("apt-get", BRINGS)
    answer = machine.ask()
    assert answer.returncode == 0, answer.stderr
    assert machine.told == [
        "--quiet update",
        f"--quiet --yes --no-install-recommends install {' '.join(PACKAGES)}",
    ]
    assert [Path(line).name for line in answer.stdout.splitlines()] == ["Rscript", "pspp", "soffice"]


def test_nothing_is_installed_where_all_is_there(machine: Machine) -> None:
    machine.put("apt-get", BRINGS)
    machine.ask()
    (machine.home / "told").unlink()
    assert machine.ask().returncode == 0
    assert machine.told == []


def test_a_libreoffice_without_its_spreadsheet_gets_only_that(machine: Machine) -> None:
    machine.put("apt-get", BRINGS)
    machine.ask()
    (machine.home / "office/program/libsclo.so").unlink()
    assert machine.ask().returncode == 0
    assert machine.told[-1].endswith(" install libreoffice-calc-nogui")


def test_another_user_asks_by_sudo_which_asks_for_no_password(machine: Machine) -> None:
    machine.put("apt-get", BRINGS)
    machine.put("sudo", '[ "$1" = --non-interactive ] || exit 1; shift 2; exec "$@"')
    assert machine.ask(user=1000).returncode == 0
    assert len(machine.told) == 2


@pytest.mark.parametrize("script", ["", FAILS])
def test_what_cannot_be_installed_is_named(machine: Machine, script: str) -> None:
    if script:
        machine.put("apt-get", script)
    answer = machine.ask()
    assert answer.returncode == 1
    assert f"apt-get install {' '.join(PACKAGES)}" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_user_without_sudo_is_told_what_to_install(machine: Machine) -> None:
    machine.put("apt-get", BRINGS)
    answer = machine.ask(user=1000)
    assert answer.returncode == 1
    assert "could not be installed" in answer.stderr
    assert machine.told == []


def test_testing_and_measuring_begin_with_the_tools() -> None:
    told = subprocess.run(["make", "-n", "tools"], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert "-m tests.tools" in told
    makefile = (ROOT / "Makefile").read_text()
    for target in ("test", "bench"):
        line = next(line for line in makefile.splitlines() if line.startswith(f"{target}:"))
        assert " tools " in line
