"""Reports: ordered, built from what the other services read, and read. The one service that may call others (0064)."""

from surveyapp.services.reporting.batching import AREAS, Batch, Standing, batch, standing, stop
from surveyapp.services.reporting.building import (
    BeingBuiltError,
    ReportNotBuiltError,
    build,
    build_if_waiting,
    build_waiting,
    sweep,
)
from surveyapp.services.reporting.bundling import NotABundleError, Verdict, bundle, verify
from surveyapp.services.reporting.files import FILES
from surveyapp.services.reporting.gathering import SOURCES, Source
from surveyapp.services.reporting.noting import NotedSection, Written, section, sections, write_note
from surveyapp.services.reporting.ordering import (
    Order,
    WrongOrderError,
    order,
    order_again,
    remove,
)
from surveyapp.services.reporting.planned import told_to
from surveyapp.services.reporting.publishing import Audience, Reader, audience, publish, unpublish
from surveyapp.services.reporting.reading import (
    comparisons,
    file_of,
    report,
    reports,
    reports_of,
    results_of,
    synthetic,
)
from surveyapp.services.reporting.subjects import Subject, beside, rehearsal, subjects, whom

__all__ = [
    "AREAS",
    "FILES",
    "SOURCES",
    "Audience",
    "Batch",
    "BeingBuiltError",
    "NotABundleError",
    "NotedSection",
    "Order",
    "Reader",
    "ReportNotBuiltError",
    "Source",
    "Standing",
    "Subject",
    "Verdict",
    "Written",
    "WrongOrderError",
    "audience",
    "batch",
    "beside",
    "build",
    "build_if_waiting",
    "build_waiting",
    "bundle",
    "comparisons",
    "file_of",
    "order",
    "order_again",
    "publish",
    "rehearsal",
    "remove",
    "report",
    "reports",
    "reports_of",
    "results_of",
    "section",
    "sections",
    "standing",
    "stop",
    "subjects",
    "sweep",
    "synthetic",
    "told_to",
    "unpublish",
    "verify",
    "whom",
    "write_note",
]
