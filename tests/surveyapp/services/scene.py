"""What every service call is tried on: a survey of some organisation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from tests.surveyapp.stage import Stage


@dataclass(frozen=True)
class Scene:
    """A survey of some organisation, somebody else's account, and a folder for files."""

    session: Session
    stage: Stage
    folder: Path
    other: UUID

    @property
    def round_id(self) -> UUID:
        return self.stage.round_ids[0]

    @property
    def ids(self) -> tuple[Session, UUID, UUID]:
        return self.session, self.stage.survey_id, self.round_id
