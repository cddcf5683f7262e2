"""LibreOffice, which opens our files as whoever gets them does."""

import subprocess
from pathlib import Path

PATIENCE = 120
"""Seconds; the first start of a new profile takes a few."""


def converted(file: Path, kind: str, folder: Path, *, profile: Path | None = None) -> Path:
    """The file as another kind (`pdf`, `csv`, ...), made in the folder by a LibreOffice with a profile of its own."""
    home = profile or folder / "profile"
    command = [
        "soffice",
        f"-env:UserInstallation={home.resolve().as_uri()}",
        "--headless",
        "--norestore",
        *("--convert-to", kind),
        *("--outdir", str(folder)),
        str(file),
    ]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=True)
    made = folder / f"{file.stem}.{kind.split(':', maxsplit=1)[0]}"
    # It ends well even when it could not open the file.
    assert made.exists(), answer.stdout + answer.stderr
    return made
