"""A report in one archive, with what it was made of that may leave."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from questionnaires.revisions import revise
from questionnaires.variables import codebook_of
from surveyapp.models import Report, Round, Version
from surveyapp.models.errors import NotFoundError, SurveyAppError
from surveyapp.models.versions import questionnaire_of
from surveyapp.services.reporting.files import FILES, MATERIAL
from surveyapp.services.reporting.ordering import seen


def bundle(session: Session, report_id: UUID, folder: Path) -> bytes:
    """The archive of a report as it was last built; raises `NotFoundError` when it was not.

    All in it is protected as the report is, so whoever may see the report may have it.
    """
    # The analysis takes seconds to import, which no web request should wait for.
    from analysis.bundles.archive import pack
    from analysis.bundles.verifying import files_of
    from analysis.reports.material import material_from_json

    found = seen(session, "report.see", report_id)
    place = folder / found.folder if found.folder else None
    if place is None or not (place / MATERIAL).is_file():
        raise NotFoundError(f"The report {report_id} is not built. Build it: surveyapp report again {report_id}.")
    material = material_from_json((place / MATERIAL).read_bytes())
    versions = _versions(session, found)
    asked = [questionnaire_of(session, each.id) for each in versions]
    files = files_of(material, [codebook_of(each) for each in asked])
    files |= {f"report/{name}": (place / name).read_bytes() for name in FILES.values() if (place / name).is_file()}
    files |= {f"definitions/{each.sha256}.json": each.content.encode() for each in versions}
    ledgers = [asdict(revise(old, new)) for old, new in pairwise(asked)]
    files["ledger.json"] = (json.dumps(ledgers, ensure_ascii=False, indent=1) + "\n").encode()
    about = {"title": found.title, "kind": found.kind, "language": found.language, "results_sha256": found.sha256}
    return pack(files, about)


def _versions(session: Session, found: Report) -> list[Version]:
    """The versions that the report's rounds answer, the first round's first."""
    rounds = select(Round).where(
        Round.survey_id == found.survey_id, Round.id.in_((found.baseline_id, found.followup_id))
    )
    asked = dict.fromkeys(each.version_id for each in session.scalars(rounds.order_by(Round.number)))
    return [session.get_one(Version, each) for each in asked]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a bundle's numbers are what comes of its counts, and what is told of it."""

    same: bool
    lines: tuple[str, ...]


class NotABundleError(SurveyAppError):
    """The file is no bundle, or not whole."""


def verify(file: Path) -> Verdict:
    """Work a bundle's numbers out again, without the database; raises `NotABundleError`."""
    from analysis.bundles import verifying
    from analysis.bundles.archive import BundleError

    try:
        found = verifying.verify(file)
    except BundleError as refusal:
        raise NotABundleError(str(refusal)) from refusal
    return Verdict(found.same, tuple(verifying.lines(found)))
