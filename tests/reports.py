"""A report as if it had been built, without the seconds that takes."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from surveyapp.models import Report, Survey


def put_report(
    session: Session,
    survey_id: UUID,
    rounds: tuple[UUID, UUID],
    folder: Path,
    now: datetime,
    *,
    page: str = "<p>",
    area: str = "",
) -> Report:
    """A report on two rounds whose page lies in a folder of its own."""
    name = str(uuid4())
    (folder / name).mkdir(parents=True)
    (folder / name / "report.html").write_text(page, "utf-8")
    places = [{"id": "neste", "title": "Hva bør skje videre", "fingerprint": "0" * 64}]
    (folder / name / "report.json").write_text(json.dumps({"places": places}), "utf-8")
    made = Report(
        organisation_id=session.get_one(Survey, survey_id).organisation_id,
        kind="change",
        survey_id=survey_id,
        baseline_id=rounds[0],
        followup_id=rounds[1],
        title="Start – Slutt",
        area=area,
        folder=name,
        sha256="0" * 64,
        state="ready",
        built_at=now,
        created_at=now,
    )
    session.add(made)
    session.commit()
    return made
