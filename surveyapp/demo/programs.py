"""A key for programs to try the demonstration with."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from surveyapp.models.ids import norwegian_date
from surveyapp.services import access, keys
from surveyapp.services.keys import LONGEST_DAYS, SCOPES, KeyPlan, UnknownKeyError


def key_for(session: Session, organisation_id: UUID, folder: Path, code: bytes, now: datetime) -> str:
    """The demonstration's own key, made once and kept where only this user reads it."""
    kept = folder / "demo-key"
    if kept.is_file():
        try:
            keys.open_with(session, kept.read_text("ascii"), code, now)
        except UnknownKeyError:
            kept.unlink()
        finally:
            access.act_as(session, access.OPERATOR)
    if not kept.is_file():
        last = norwegian_date(now) + timedelta(days=LONGEST_DAYS)
        plan = KeyPlan(organisation_id, "Prøve fra kommandolinjen", frozenset(SCOPES), last)
        kept.touch(mode=0o600)
        kept.write_text(keys.make_key(session, plan, code, now).secret, "ascii")
    return kept.read_text("ascii")
