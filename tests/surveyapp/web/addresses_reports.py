"""The addresses of reports, and what each needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal
from uuid import UUID

from surveyapp.services.access import Action

OF_REPORTS: Mapping[str, Action | Literal["signing in"]] = {
    "reports.overview": "signing in",
    "reports.new": "signing in",
    "reports.order": "signing in",
    "reports.show": "report.see",
    "reports.read": "report.see",
    "reports.bundle": "report.see",
    "reports.again": "report.build",
    **dict.fromkeys(("reports.note", "reports.publish", "reports.unpublish"), "report.build"),
    "reports.delete": "report.build",
    "batches.new": "signing in",
    **dict.fromkeys(("batches.show", "batches.start", "batches.stop", "batches.publish"), "report.build"),
}
BATCH = {
    "<any(municipality, governor, unit):kind>": "governor",
    "<any(nb, nn, en):language>": "nb",
    "<rounds>": str(UUID(int=7)),
}


def report_words(rule: str) -> str:
    """The address with a kind and a face in it."""
    for part, named in BATCH.items():
        rule = rule.replace(part, named)
    return rule.replace("<kind>", "change").replace("<section>", "neste").replace("<any(html, pdf, docx):face>", "html")
