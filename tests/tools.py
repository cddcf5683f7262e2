"""Programs not ours that read what we write; `python -m tests.tools` gets what is missing and prints where all are."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests import packages


@dataclass(frozen=True)
class Tool:
    """A program of a Debian package; `part` is what the program needs beside it to do what we ask."""

    program: str
    package: str
    part: str = ""


TOOLS = (
    Tool("pspp", "pspp"),
    Tool("Rscript", "r-base-core"),
    Tool("soffice", "libreoffice-writer-nogui", "libswlo*"),
    Tool("soffice", "libreoffice-calc-nogui", "libsclo*"),
)


class NoToolError(RuntimeError):
    """A program that the tests read our files with is not here, and could not be installed."""

    def __init__(self, missing: tuple[Tool, ...]) -> None:
        names = " ".join(each.package for each in missing)
        super().__init__(
            f"These are missing and could not be installed: {names}. Install them, for example with"
            f" 'apt-get install {names}' as root, so that {', '.join(sorted({each.program for each in missing}))}"
            " can be found on PATH."
        )


def where(tool: Tool) -> Path | None:
    """The program, if it is here and whole."""
    found = shutil.which(tool.program)
    if found is None:
        return None
    # The name on PATH leads to a folder of the program's own, whose neighbours hold its parts on other systems.
    home = Path(found).resolve().parent.parent
    return Path(found) if not tool.part or any(home.glob(f"*/{tool.part}")) else None


def missing() -> Iterator[Tool]:
    """Those that are not here."""
    yield from (each for each in TOOLS if where(each) is None)


def main() -> None:
    """Install what is missing, and print where each program is."""
    if lacking := tuple(missing()):
        packages.install(*(each.package for each in lacking))
    if still := tuple(missing()):
        raise NoToolError(still)
    for path in sorted({str(where(each)) for each in TOOLS}):
        print(path)


if __name__ == "__main__":
    try:
        main()
    except NoToolError as error:
        sys.exit(str(error))
