"""Reports: results as pages that a council, a county governor or a ministry can read."""

from __future__ import annotations

from pathlib import Path

from analysis.comparing.results import Comparison
from analysis.reports.build import build
from analysis.reports.faces import write_faces
from analysis.reports.material import Material
from analysis.reports.page import to_html

__all__ = ["render", "write_report"]


def render(comparison: Comparison) -> str:
    """The report on two rounds as HTML; raises `UnprotectedError` for a comparison that `protect` has not seen."""
    return to_html(build(Material.of(comparison)))


def write_report(comparison: Comparison, directory: Path) -> Path:
    """Write report.html into the directory, whole or not at all, and return where it is.

    Raises OSError, and UnprotectedError as `render` does.
    """
    return write_faces(build(Material.of(comparison)), directory, ("html",))[0]
