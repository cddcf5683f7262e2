"""The folders that reports lie in."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

FILES: Mapping[str, str] = {"html": "report.html", "pdf": "report.pdf", "docx": "report.docx"}
"""The faces of a report, and the file of each in its folder."""
RESULTS = "results.json"
MATERIAL = "material.json"
FIGURES = "figures"
"""The folder in it with each drawing of the report, for the next time it is built."""
NOTE = "report.json"
"""What the analysis notes of the files: what they show, and where authors can write."""


def discard(place: Path) -> None:
    """Remove a report's folder, which may be gone already."""
    shutil.rmtree(place, ignore_errors=True)
