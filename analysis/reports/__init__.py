"""Reports: a comparison as one page that a council, a county governor or a ministry can read."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from analysis.comparing.results import Comparison
from analysis.reports.build import build
from analysis.reports.page import to_html

__all__ = ["render", "write_report"]

NAME = "report.html"


def render(comparison: Comparison) -> str:
    """The report as HTML; raises `UnprotectedError` for a comparison that `protect` has not seen."""
    return to_html(build(comparison))


def write_report(comparison: Comparison, directory: Path) -> Path:
    """Write report.html into the directory, whole or not at all, and return where it is.

    Raises OSError, and UnprotectedError as `render` does.
    """
    text = render(comparison)
    directory.mkdir(parents=True, exist_ok=True)
    aside = directory / f".{uuid4().hex}.html"
    try:
        aside.write_text(text, encoding="utf-8", newline="\n")
        return aside.replace(directory / NAME)
    finally:
        # Gone when the replacement succeeded; a leftover of a full disk otherwise.
        aside.unlink(missing_ok=True)
